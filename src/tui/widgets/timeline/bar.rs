//! One row's bar: what each cell of it shows. Windows are laid into half cells, the weightier over
//! the lighter; two halves make a cell.

use chrono::NaiveDate;

use super::View;
use super::outlines::{self, Part};
use super::rows::{Row, day};
use super::scale::Scale;
use super::words;
use crate::schedule::Bars;
use crate::tui::theme::Glyphs;

/// What a cell of a bar shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A day on which the step's side does not work.
    DayOff,
    /// Today, where nothing else is.
    Today,
    /// Room between where it could and where it must be.
    Room,
    /// Where it could be.
    Can,
    /// Where it must be.
    Must,
    /// The same, left half.
    MustLeft,
    /// The same, right half.
    MustRight,
    /// Where it should have been, before today.
    Late,
    /// The time it really took, or takes already.
    Worked,
    /// The day it was done.
    Done,
    /// A milestone where it could be.
    MilestoneCan,
    /// A milestone where it must be.
    Milestone,
    /// A milestone that should have been, before today.
    MilestoneLate,
    /// Go-live.
    Anchor,
    /// Where it stood before.
    Was(Part),
    /// An end of where it stood before, inside of where it must be.
    Within(Part),
    /// Go-live before.
    WasAnchor,
    /// A day on which the step can land.
    Allowed,
    /// The step is pinned beside this.
    Pin,
    /// The first day it may have is beside this.
    NotBefore,
    /// The last day it may have is beside this.
    NoLaterThan,
    /// The wait behind what it follows.
    Wait,
    /// There is more to the left.
    MoreLeft,
    /// There is more to the right.
    MoreRight,
}

/// The days that a late step is late, beside its bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The cell it begins at.
    pub cell: u16,
    /// `−4 d`.
    pub text: String,
}

/// What all bars of a frame share.
pub(super) struct Ground<'a> {
    pub(super) scale: &'a Scale,
    pub(super) today: i64,
    pub(super) view: View,
    pub(super) outlines: Option<&'a Bars>,
    pub(super) glyphs: &'a Glyphs,
}

/// The halves and cells of one bar while it is drawn.
struct Bar<'a> {
    ground: &'a Ground<'a>,
    halves: Vec<Cell>,
    points: Vec<(i64, Cell)>,
    /// Content lies beyond the left and the right edge.
    beyond: (bool, bool),
}

/// The cells of a row's bar, and the label beside it. `days_off` has an entry per cell, or none
/// where the scale does not show days.
pub(super) fn bar(row: &Row, ground: &Ground, days_off: &[bool]) -> (Vec<Cell>, Option<Label>) {
    let mut bar = Bar {
        ground,
        halves: vec![Cell::Empty; 2 * usize::from(ground.scale.cells())],
        points: Vec::new(),
        beyond: (false, false),
    };
    match (row.step, row.done) {
        (None, _) => bar.go_live(row),
        (Some(_), Some(done)) => bar.done(row, done),
        (Some(_), None) if row.milestone => bar.milestone(row),
        (Some(_), None) => bar.open(row),
    }
    let mut cells = bar.cells();
    if let Some(bars) = ground.outlines {
        outlines::lay(&mut cells, row, bars, ground.scale);
    }
    let label = match ground.view {
        View::Rep => late_label(row, &cells, ground.glyphs),
        View::Shared => None,
    };
    bar.lay_ground(&mut cells, days_off);
    (cells, label)
}

impl Bar<'_> {
    fn go_live(&mut self, row: &Row) {
        let Some((_, anchor)) = row.must else { return };
        if self.ground.view == View::Rep
            && let Some((forecast, _)) = row.can
        {
            self.room_between(forecast, anchor);
            self.point(day(forecast), Cell::MilestoneCan);
        }
        self.point(day(anchor), Cell::Anchor);
    }

    fn done(&mut self, row: &Row, done: NaiveDate) {
        let start = row.started.or(row.can.map(|(start, _)| start));
        let start = if row.milestone {
            done
        } else {
            start.unwrap_or(done).min(done)
        };
        let (first, last) = self.ground.scale.halves(day(start), day(done) + 1);
        self.fill(first, last, Cell::Worked);
        self.point_at((last - 1).div_euclid(2), Cell::Done);
    }

    fn milestone(&mut self, row: &Row) {
        let can = row
            .can
            .filter(|_| self.ground.view == View::Rep || row.must.is_none());
        if let (Some((can, _)), Some((must, _))) = (can, row.must) {
            self.room_between(can, must);
        }
        if let Some((can, _)) = can {
            self.point(day(can), Cell::MilestoneCan);
        }
        if let Some((must, _)) = row.must {
            let late = is_late(row) && day(must) < self.ground.today;
            self.point(
                day(must),
                if late {
                    Cell::MilestoneLate
                } else {
                    Cell::Milestone
                },
            );
        }
    }

    /// Lightest first: room, can, must, what of it is late, what was worked already.
    fn open(&mut self, row: &Row) {
        let today = self.ground.today;
        let can = row
            .can
            .filter(|_| self.ground.view == View::Rep || row.must.is_none());
        if let (Some((_, can)), Some((must, _))) = (can, row.must) {
            self.room(day(can) + 1, day(must));
        }
        if let Some((start, finish)) = can {
            self.window(day(start), day(finish) + 1, Cell::Can);
        }
        if let Some((start, finish)) = row.must {
            self.window(day(start), day(finish) + 1, Cell::Must);
            if is_late(row) && day(start) < today {
                self.late(day(start), today.min(day(finish) + 1));
            }
        }
        if let Some(started) = row.started.map(day).filter(|started| *started < today) {
            self.window(started, today, Cell::Worked);
        }
    }

    /// The late part; it shares no half cell with today, so that what is left of the window shows.
    fn late(&mut self, start: i64, end: i64) {
        let scale = self.ground.scale;
        let (first, last) = scale.halves(start, end);
        let last = if end == self.ground.today {
            last.min(scale.half(end))
        } else {
            last
        };
        self.fill(first, last.max(first + 1), Cell::Late);
    }

    fn room(&mut self, start: i64, end: i64) {
        if start < end {
            self.window(start, end, Cell::Room);
        }
    }

    fn window(&mut self, start: i64, end: i64, cell: Cell) {
        let (first, last) = self.ground.scale.halves(start, end);
        self.fill(first, last, cell);
    }

    fn fill(&mut self, first: i64, last: i64, cell: Cell) {
        let count = i64::try_from(self.halves.len()).unwrap_or(i64::MAX);
        self.beyond.0 |= first < 0;
        self.beyond.1 |= last > count;
        let at = |half: i64| usize::try_from(half.clamp(0, count)).unwrap_or(0);
        if let Some(halves) = self.halves.get_mut(at(first)..at(last)) {
            halves.fill(cell);
        }
    }

    fn point(&mut self, day: i64, cell: Cell) {
        self.point_at(self.ground.scale.cell(day), cell);
    }

    fn point_at(&mut self, at: i64, cell: Cell) {
        self.beyond.0 |= at < 0;
        self.beyond.1 |= at >= i64::from(self.ground.scale.cells());
        self.points.push((at, cell));
    }

    /// The cells between two points.
    fn room_between(&mut self, can: NaiveDate, must: NaiveDate) {
        let scale = self.ground.scale;
        let (first, last) = (scale.cell(day(can)) + 1, scale.cell(day(must)));
        if first < last {
            self.fill(2 * first, 2 * last, Cell::Room);
        }
    }

    fn cells(&self) -> Vec<Cell> {
        let mut cells: Vec<Cell> = self
            .halves
            .chunks_exact(2)
            .map(|halves| match halves {
                [left, right] => join(*left, *right),
                _ => Cell::Empty,
            })
            .collect();
        for (at, point) in &self.points {
            let cell = usize::try_from(*at).ok().and_then(|at| cells.get_mut(at));
            if let Some(cell) = cell {
                *cell = *point;
            }
        }
        if self.beyond.0
            && let Some(first) = cells.first_mut()
        {
            *first = Cell::MoreLeft;
        }
        if self.beyond.1
            && let Some(last) = cells.last_mut()
        {
            *last = Cell::MoreRight;
        }
        cells
    }

    /// Today's line and the days off, wherever the bar leaves a cell empty.
    fn lay_ground(&self, cells: &mut [Cell], days_off: &[bool]) {
        let today = self
            .ground
            .scale
            .visible(self.ground.today)
            .map(usize::from);
        for (at, cell) in cells
            .iter_mut()
            .enumerate()
            .filter(|(_, cell)| **cell == Cell::Empty)
        {
            if today == Some(at) {
                *cell = Cell::Today;
            } else if days_off.get(at) == Some(&true) {
                *cell = Cell::DayOff;
            }
        }
    }
}

fn is_late(row: &Row) -> bool {
    row.late_by.is_some() || row.to_spare.is_some_and(|days| days < 0)
}

/// One cell of two halves. What is late must not hide, and a half of what must be is shown as one.
fn join(left: Cell, right: Cell) -> Cell {
    use Cell::{Can, Empty, Late, Must, MustLeft, MustRight, Room, Worked};
    match (left, right) {
        (left, right) if left == right => left,
        (Late, _) | (_, Late) => Late,
        (Must, _) => MustLeft,
        (_, Must) => MustRight,
        (Worked, _) | (_, Worked) => Worked,
        (Can, _) | (_, Can) => Can,
        (Room, _) | (_, Room) => Room,
        _ => Empty,
    }
}

/// The days a step is late, behind its bar, or before it when there is no room behind.
fn late_label(row: &Row, cells: &[Cell], glyphs: &Glyphs) -> Option<Label> {
    let late_by = row.late_by.filter(|_| row.done.is_none())?;
    let text = words::days(late_by.saturating_abs().saturating_neg(), glyphs);
    let cols = text.chars().count();
    let first = cells.iter().position(|cell| *cell != Cell::Empty)?;
    let last = cells.iter().rposition(|cell| *cell != Cell::Empty)?;
    let cell = if last + 2 + cols <= cells.len() {
        last + 2
    } else {
        first.checked_sub(cols + 1)?
    };
    let cell = u16::try_from(cell).ok()?;
    Some(Label { cell, text })
}
