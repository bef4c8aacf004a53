//! The selected row, what it waits for and what waits for it: the first column of every row. Asks
//! only the links of the selected step and of the rows in view.

use super::rows::Rows;
use super::{TimelineData, TimelineState};
use crate::plan::{GO_LIVE, LinkKind, Step};

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
    /// One of the two starts with the other.
    StartsWith,
    /// One of the two is done with the other.
    DoneWith,
}

/// The selected row and its links.
pub(super) struct Neighbours<'a> {
    /// Where it stands, if anything is selected.
    row: Option<usize>,
    /// Its id, or `go-live`.
    key: &'a str,
    /// The ids it waits for, each with how, sorted, so that even thousands of them are found quickly.
    after: Vec<(&'a str, Gutter)>,
    /// Whether go-live waits for it directly.
    leads_to_go_live: bool,
}

impl<'a> Neighbours<'a> {
    pub(super) fn of(data: &TimelineData<'a>, state: &TimelineState) -> Self {
        let row = state.selected_row(data);
        let step = row.and_then(|row| data.rows.step(data.plan, row));
        let links = step.iter().flat_map(|step| &step.after);
        let mut after: Vec<(&str, Gutter)> = links
            .map(|link| (link.step.as_str(), tie(&link.kind, Gutter::Before)))
            .collect();
        after.sort_by_key(|(id, _)| *id);
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
            Some(step) => {
                let links = step.after.iter().filter(|link| link.step == self.key);
                only(
                    links.map(|link| tie(&link.kind, Gutter::After)),
                    Gutter::After,
                )
            }
            None => self.leads_to_go_live.then_some(Gutter::After),
        };
        let first = self.after.partition_point(|(id, _)| *id < key(step));
        let before = self.after.get(first..).unwrap_or_default().iter();
        let before = before.take_while(|(id, _)| *id == key(step));
        let before = only(before.map(|(_, gutter)| *gutter), Gutter::Before);
        let leads = self.key == GO_LIVE && rows.leads_to_go_live(row);
        if selected == row {
            Gutter::Selected
        } else if leads {
            Gutter::Before
        } else {
            before.or(follows).unwrap_or_default()
        }
    }
}

/// How a link shows, where the usual one shows as `usual`.
fn tie(kind: &LinkKind, usual: Gutter) -> Gutter {
    match kind {
        LinkKind::StartStart => Gutter::StartsWith,
        LinkKind::FinishFinish => Gutter::DoneWith,
        LinkKind::FinishStart | LinkKind::Other(_) => usual,
    }
}

/// How several links between the same two steps show: as they all do, else as `usual`.
fn only(mut links: impl Iterator<Item = Gutter>, usual: Gutter) -> Option<Gutter> {
    let first = links.next()?;
    let same = links.all(|link| link == first);
    Some(if same { first } else { usual })
}

/// The id of a step, or of go-live.
pub(super) fn key(step: Option<&Step>) -> &str {
    step.map_or(GO_LIVE, |step| step.id.as_str())
}
