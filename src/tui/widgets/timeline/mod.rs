//! The timeline: a row per step, its dates as words and as a bar, descending to the star of go-live
//! at the right. The heart of the plan screen, and, with fewer columns, of the share view.
//!
//! Three layers, each told apart by how often it runs. [`Rows`] puts the steps in order, once per
//! change of the schedule. [`layout`] turns the rows that are visible into plain data, once per
//! frame, and does nothing per row that is not. [`paint`] sets the cells. What a person did to the
//! view (selection, zoom, scroll) is in [`TimelineState`], and selection is by id, so it survives
//! every new order.
//!
//! Not here: keys and commands, the details of the selected step, anything of the seller's own.
//! The widget takes a [`Plan`] and a [`Schedule`] and cannot name more.

mod bar;
mod columns;
#[cfg(test)]
mod fixture;
mod ghosts;
mod header;
mod layout;
mod limits;
mod neighbours;
mod order;
mod outlines;
mod paint;
mod rows;
mod said;
mod scale;
mod state;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::plan::{Plan, Side};
use crate::schedule::{Bars, Schedule};

pub use bar::{Cell, Label};
pub use columns::{Columns, Field};
pub use ghosts::News;
pub use header::{Mark, MarkKind};
pub use layout::{Layout, RowLayout, hit, layout, visible_rows};
pub use neighbours::Gutter;
pub use order::Order;
pub use outlines::Part;
pub use paint::paint;
pub use rows::{Row, RowId, Rows};
pub use said::{Said, Tone};
pub use scale::Scale;
pub use state::TimelineState;

/// Who looks at the timeline; decides which columns and which bars there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// The rep: when each step must and when it could happen, and the room between.
    #[default]
    Rep,
    /// Everybody on the call: what, who, done by, and when it must happen.
    Shared,
}

/// All that a timeline shows. Borrowed: building it costs nothing.
#[derive(Clone, Copy)]
pub struct TimelineData<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its dates.
    pub schedule: &'a Schedule,
    /// Its rows, built from the two when either changed.
    pub rows: &'a Rows,
    /// How many days each step (by id, or `go-live`) moved with the last edit; others are left out.
    pub moved: &'a HashMap<String, i32>,
    /// Where the bars stood before, to be shown as outlines; the rows must have made room for them.
    pub outlines: Option<&'a Bars>,
    /// Whether a side does not work on a day. Asked once per visible day and side, and only where
    /// the scale shows days.
    pub day_off: &'a dyn Fn(&Side, NaiveDate) -> bool,
    /// Whether the calendar of the step at a position in the plan does not work on a day. Asked only
    /// for steps that are held to certain days.
    pub step_off: &'a dyn Fn(usize, NaiveDate) -> bool,
    /// Who looks.
    pub view: View,
}

impl std::fmt::Debug for TimelineData<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TimelineData")
            .field("rows", &self.rows.len())
            .field("view", &self.view)
            .finish_non_exhaustive()
    }
}
