//! From days to cells and back: how many days a cell holds, and where go-live stands. Every answer
//! is a division, whatever dates a plan holds.

use chrono::NaiveDate;

use super::rows::Extent;

/// The scales there are, in half days per cell: from a day to a month. Close together where plans
/// are, so that a fitted plan fills its width.
const STEPS: [i64; 18] = [
    2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 24, 28, 34, 42, 50, 60,
];

/// A bar of at least so many cells also has room for what comes after go-live.
const WIDE: u16 = 44;
/// Days that no plan reaches, in either direction: chrono ends at a hundred million.
const FAR: i64 = 200_000_000;

/// A time scale: cell 0 is the leftmost of the bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// Where cell 0 begins, in half days since the common era began.
    left: i64,
    /// Half days per cell; one of [`STEPS`].
    step: i64,
    /// How many cells there are.
    cells: u16,
    /// Where go-live stands when the view is not scrolled.
    anchor_cell: u16,
    /// Which of [`STEPS`] shows everything up to go-live.
    fit: usize,
}

impl Scale {
    /// The scale of a bar of so many cells. `zoom` counts steps finer (above 0) or coarser (below)
    /// than what fits; `scroll_days` moves the window to the right. Go-live keeps its cell at every
    /// zoom.
    pub(super) fn new(extent: Extent, cells: u16, zoom: i8, scroll_days: i64) -> Self {
        let anchor_cell = anchor_cell(extent, cells);
        let fit = fitting(extent.anchor - extent.first, anchor_cell);
        let at = fit.saturating_add_signed(-isize::from(zoom));
        let step = STEPS.get(at.min(STEPS.len() - 1)).copied().unwrap_or(2);
        let scroll = (2 * scroll_days.clamp(-FAR, FAR)).div_euclid(step) * step;
        Self {
            left: 2 * extent.anchor + scroll - i64::from(anchor_cell) * step,
            step,
            cells,
            anchor_cell,
            fit,
        }
    }

    /// Half days per cell, from 2 to 60.
    pub fn half_days(&self) -> i64 {
        self.step
    }

    /// Whether a cell is a single day.
    pub fn shows_days(&self) -> bool {
        self.step == 2
    }

    /// How many cells the bars have.
    pub fn cells(&self) -> u16 {
        self.cells
    }

    /// The cell of go-live when the view is not scrolled; the same at every zoom.
    pub fn anchor_cell(&self) -> u16 {
        self.anchor_cell
    }

    /// The coarsest and the finest zoom there is.
    pub fn zoom_range(&self) -> (i8, i8) {
        let coarser = STEPS.len() - 1 - self.fit;
        let small = |count: usize| i8::try_from(count).unwrap_or(i8::MAX);
        (-small(coarser), small(self.fit))
    }

    /// The first day that begins in a cell, counted since the common era began.
    pub fn day_at(&self, cell: u16) -> i64 {
        // Rounded up: a cell may begin in the middle of a day.
        -(-self.left - i64::from(cell) * self.step).div_euclid(2)
    }

    /// The first day that begins in a cell, where chrono has it.
    pub fn date_at(&self, cell: u16) -> Option<NaiveDate> {
        i32::try_from(self.day_at(cell))
            .ok()
            .and_then(NaiveDate::from_num_days_from_ce_opt)
    }

    /// The cell that a day begins in; below 0 or beyond the last when it is not in view.
    pub fn cell(&self, day: i64) -> i64 {
        (2 * day - self.left).div_euclid(self.step)
    }

    /// The cell that a day begins in, if it is in view.
    pub fn visible(&self, day: i64) -> Option<u16> {
        u16::try_from(self.cell(day))
            .ok()
            .filter(|cell| *cell < self.cells)
    }

    /// The half cells, two to a cell, that the days from `start` up to, not including, `end` touch;
    /// at least one.
    pub(super) fn halves(&self, start: i64, end: i64) -> (i64, i64) {
        let first = self.half(start);
        let last = -(-2 * (2 * end - self.left)).div_euclid(self.step);
        (first, last.max(first + 1))
    }

    /// The half cell that a day begins in.
    pub(super) fn half(&self, day: i64) -> i64 {
        (2 * (2 * day - self.left)).div_euclid(self.step)
    }
}

/// Go-live stands at the right, a cell before the edge; a wide bar leaves as much room behind it as
/// the plan needs there, up to a quarter. Independent of the zoom.
fn anchor_cell(extent: Extent, cells: u16) -> u16 {
    let last = cells.saturating_sub(1);
    let behind = extent.last - extent.anchor;
    if cells < WIDE || behind <= 0 {
        return last.saturating_sub(1);
    }
    let ahead = extent.anchor - extent.first;
    let share = i64::from(cells) * behind / (ahead + behind).max(1) + 2;
    let room = u16::try_from(share).unwrap_or(u16::MAX).clamp(1, cells / 4);
    last.saturating_sub(room)
}

/// The finest step at which so many days fit before go-live's cell, with a cell to spare.
fn fitting(days: i64, anchor_cell: u16) -> usize {
    let cells = i64::from(anchor_cell.saturating_sub(1).max(1));
    STEPS
        .iter()
        .position(|step| cells * step >= 2 * days)
        .unwrap_or(STEPS.len() - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn extent(ahead: i64, behind: i64) -> Extent {
        let anchor = 739_000;
        Extent {
            first: anchor - ahead,
            last: anchor + behind,
            anchor,
        }
    }

    #[test]
    fn the_finest_scale_that_shows_everything_is_taken() {
        for (days, cells, half_days) in [
            (98, 34, 7),
            (93, 34, 6),
            (20, 34, 2),
            (31, 34, 2),
            (32, 34, 3),
            (500, 34, 34),
            (900_000, 34, 60),
            (0, 1, 2),
            (98, 0, 60),
        ] {
            let scale = Scale::new(extent(days, 0), cells, 0, 0);
            assert_eq!(scale.half_days(), half_days, "{days} days in {cells} cells");
        }
    }

    #[test]
    fn half_cells_cover_every_day_of_a_window() {
        let scale = Scale::new(extent(110, 0), 34, 0, 0);
        let anchor = 739_000;
        assert_eq!(scale.half_days(), 8);
        let at = i64::from(scale.anchor_cell()) * 2;
        assert_eq!(scale.halves(anchor - 8, anchor), (at - 4, at));
        assert_eq!(scale.halves(anchor - 1, anchor), (at - 1, at));
        assert_eq!(scale.halves(anchor - 3, anchor - 2), (at - 2, at - 1));
        assert_eq!(scale.halves(anchor, anchor), (at, at + 1));
    }

    #[test]
    fn what_follows_go_live_gets_room_where_there_is_some() {
        assert_eq!(Scale::new(extent(98, 30), 34, 0, 0).anchor_cell(), 32);
        assert_eq!(Scale::new(extent(98, 0), 60, 0, 0).anchor_cell(), 58);
        assert_eq!(Scale::new(extent(98, 30), 60, 0, 0).anchor_cell(), 44);
        assert_eq!(Scale::new(extent(98, 3_000), 60, 0, 0).anchor_cell(), 44);
    }

    proptest! {
        #[test]
        fn the_mapping_is_monotone_and_go_live_keeps_its_cell(
            ahead in 0..100_000_000_i64, behind in 0..100_000_000_i64, cells in 0..200_u16,
            zoom in any::<i8>(), scroll in any::<i64>(), a in -100_000_000..100_000_000_i64, b in -100_000_000..100_000_000_i64,
        ) {
            let extent = extent(ahead, behind);
            let scale = Scale::new(extent, cells, zoom, 0);
            prop_assert_eq!(scale.anchor_cell(), Scale::new(extent, cells, 0, 0).anchor_cell());
            prop_assert_eq!(scale.cell(extent.anchor), i64::from(scale.anchor_cell()));
            let scale = Scale::new(extent, cells, zoom, scroll);
            let (early, late) = (a.min(b), a.max(b));
            prop_assert!(scale.cell(early) <= scale.cell(late));
            prop_assert!(scale.half(early) <= scale.half(late));
            prop_assert_eq!(scale.half(early).div_euclid(2), scale.cell(early));
            if let Some(cell) = scale.visible(early) {
                prop_assert!(scale.day_at(cell) <= early);
                prop_assert!(early < scale.day_at(cell + 1));
            }
        }
    }
}
