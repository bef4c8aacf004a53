//! The columns in which a plan's steps are listed where somebody works on with them: in a spreadsheet and
//! in a list of values. One table for both; how a cell is written is theirs.

use chrono::NaiveDate;

use super::handout::{Handout, HandoutStep, plain};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Words; may be empty.
    Text(String),
    /// A day, or none.
    Date(Option<NaiveDate>),
    /// A number, or none.
    Number(Option<i32>),
}

/// A column of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// What stands above it.
    pub(super) head: &'static str,
    /// How wide it is where that can be said, in letters.
    pub(super) width: u16,
    /// Whether it tells that a step is late, and is marked when one is.
    pub(super) tells_late: bool,
    /// What stands in it for a step.
    pub(super) cell: fn(&Handout, &HandoutStep) -> Cell,
}

macro_rules! columns {
    ($($head:literal, $width:literal, $late:ident, |$plan:pat_param, $step:ident| $cell:expr;)+) => {
        /// The columns, in order.
        pub(super) const COLUMNS: &[Column] = &[
            $(Column { head: $head, width: $width, tells_late: $late, cell: |$plan, $step| $cell }),+
        ];
    };
}

columns! {
    "Step", 38, true, |_, step| text(&step.title);
    "Side", 9, false, |_, step| Cell::Text(plain(step.side.word()));
    "Organization", 18, false, |plan, step| Cell::Text(plan.whose(&step.side));
    "Owner", 24, false, |_, step| text(&step.owners);
    "Takes", 22, false, |_, step| text(&step.takes);
    "Must start by", 17, false, |_, step| Cell::Date(step.must.map(|(start, _)| start).filter(|_| step.is_open()));
    "Must be done by", 17, false, |_, step| Cell::Date(step.must.map(|(_, finish)| finish).filter(|_| step.is_open()));
    "Can start", 17, false, |_, step| Cell::Date(step.can.map(|(start, _)| start).filter(|_| step.is_open()));
    "Can be done", 17, false, |_, step| Cell::Date(step.can.map(|(_, finish)| finish).filter(|_| step.is_open()));
    "Started on", 17, false, |_, step| Cell::Date(step.started);
    "Done on", 17, false, |_, step| Cell::Date(step.done);
    "Days to spare", 14, true, |_, step| Cell::Number(step.to_spare);
    "Status", 10, true, |_, step| text(step.status.word());
    "What is due", 34, true, |_, step| text(&step.due);
    "Comes after", 34, false, |_, step| text(&step.after);
    "Only on these days", 28, false, |_, step| text(&step.held);
    "Drives go-live", 14, false, |_, step| text(if step.drives { "yes" } else { "" });
    "Done when", 34, false, |_, step| text(&step.done_when);
    "Still open", 28, false, |_, step| text(&step.unknown);
    "Note", 34, false, |_, step| text(&step.note);
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}
