//! The selected row, what it waits for and what waits for it: the first column of every row. Asks
//! only the links of the selected step and of the rows in view.

use super::rows::Rows;
use super::{TimelineData, TimelineState};
use crate::plan::{GO_LIVE, Step};

/// What the first column of a row says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Gutter {
    /// Nothing.
    #[default]
    None,
    /// This row is selected.
    Selected,
    /// The selected step waits for this one.
    Before,
    /// This one waits for the selected step.
    After,
}

/// The selected row and its links.
pub(super) struct Neighbours<'a> {
    /// Where it stands, if anything is selected.
    row: Option<usize>,
    /// Its id, or `go-live`.
    key: &'a str,
    /// The ids it waits for, sorted, so that even thousands of them are found quickly.
    after: Vec<&'a str>,
    /// Whether go-live waits for it directly.
    leads_to_go_live: bool,
}

impl<'a> Neighbours<'a> {
    pub(super) fn of(data: &TimelineData<'a>, state: &TimelineState) -> Self {
        let row = state.selected_row(data);
        let step = row.and_then(|row| data.rows.step(data.plan, row));
        let links = step.iter().flat_map(|step| &step.after);
        let mut after: Vec<&str> = links.map(|link| link.step.as_str()).collect();
        after.sort_unstable();
        Self {
            row,
            key: key(step),
            after,
            leads_to_go_live: row.is_some_and(|row| data.rows.leads_to_go_live(row)),
        }
    }

    pub(super) fn gutter(&self, rows: &Rows, row: usize, step: Option<&Step>) -> Gutter {
        let Some(selected) = self.row else {
            return Gutter::None;
        };
        let follows = match step {
            Some(step) => step.after.iter().any(|link| link.step == self.key),
            None => self.leads_to_go_live,
        };
        let leads = self.key == GO_LIVE && rows.leads_to_go_live(row);
        if selected == row {
            Gutter::Selected
        } else if leads || self.after.binary_search(&key(step)).is_ok() {
            Gutter::Before
        } else if follows {
            Gutter::After
        } else {
            Gutter::None
        }
    }
}

fn key(step: Option<&Step>) -> &str {
    step.map_or(GO_LIVE, |step| step.id.as_str())
}
