//! What a person did to the view: which row is selected, what is scrolled away, how far it is
//! zoomed. Kept by the screen, apart from the data.

use ratatui::layout::Rect;

use super::TimelineData;
use super::columns::columns;
use super::layout::visible_rows;
use super::rows::RowId;
use super::scale::Scale;

/// The view of a timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimelineState {
    /// The first visible row.
    pub offset: usize,
    /// The selected row; stays selected wherever a new order puts it.
    pub selected: RowId,
    /// Steps of the scale finer than what fits; below 0 coarser.
    pub zoom: i8,
    /// How many days the window of time is moved to the right.
    pub scroll_days: i64,
    /// Where the selected row stood last: looked at first, so that nothing is searched.
    pub(super) hint: usize,
}

impl TimelineState {
    /// Nothing scrolled, nothing zoomed, this row selected.
    pub fn on(selected: RowId) -> Self {
        Self {
            selected,
            ..Self::default()
        }
    }

    /// Where the selected row stands; nothing when it is gone.
    pub fn selected_row(&self, data: &TimelineData) -> Option<usize> {
        data.rows.find(data.plan, &self.selected, self.hint)
    }

    /// Selects the row at a position, or the last one; beside one that cannot be selected the next that
    /// can, further down if there is one.
    pub fn select_row(&mut self, data: &TimelineData, row: usize) {
        self.select_from(data, row, false);
    }

    fn select_from(&mut self, data: &TimelineData, row: usize, upwards: bool) {
        let row = row.min(data.rows.len().saturating_sub(1));
        let id = |row: usize| Some((row, data.rows.id(data.plan, row)?));
        let down = || (row..data.rows.len()).find_map(id);
        let up = || (0..=row).rev().find_map(id);
        let found = if upwards {
            up().or_else(down)
        } else {
            down().or_else(up)
        };
        if let Some((row, id)) = found {
            self.selected = id;
            self.hint = row;
        }
    }

    /// Selects the row so many further down (below 0: up), stopping at the ends.
    pub fn move_by(&mut self, data: &TimelineData, rows: isize) {
        let here = self.selected_row(data).unwrap_or(self.hint);
        self.select_from(data, here.saturating_add_signed(rows), rows < 0);
    }

    /// Scrolls so that the selected row is visible; when it is gone, the one that took its place is
    /// selected. To be called after every change of selection, rows or size.
    pub fn keep_visible(&mut self, data: &TimelineData, area: Rect) {
        match self.selected_row(data) {
            Some(row) => self.hint = row,
            None => self.select_row(data, self.hint),
        }
        let height = usize::from(visible_rows(area, data.view)).max(1);
        let row = self.hint;
        if row < self.offset {
            self.offset = row;
        } else if row >= self.offset.saturating_add(height) {
            self.offset = row + 1 - height;
        }
        self.offset = self.offset.min(data.rows.len().saturating_sub(height));
    }

    /// Scrolls the rows without moving the selection, as a wheel does.
    pub fn scroll_rows(&mut self, data: &TimelineData, area: Rect, rows: isize) {
        let height = usize::from(visible_rows(area, data.view));
        let last = data.rows.len().saturating_sub(height);
        self.offset = self.offset.saturating_add_signed(rows).min(last);
    }

    /// Makes the scale finer (above 0) or coarser, as far as there are steps; go-live stays where it
    /// stands.
    pub fn zoom_by(&mut self, data: &TimelineData, area: Rect, steps: i8) {
        let (coarsest, finest) = self.scale(data, area).zoom_range();
        let now = self.zoom.clamp(coarsest, finest);
        self.zoom = now.saturating_add(steps).clamp(coarsest, finest);
    }

    /// Moves the window by so many cells to the right (below 0: left), never past the plan's days.
    pub fn scroll_by(&mut self, data: &TimelineData, area: Rect, cells: i64) {
        let days = self.scale(data, area).half_days().div_euclid(2);
        let extent = data.rows.extent();
        let to = self.scroll_days.saturating_add(cells.saturating_mul(days));
        let (least, most) = (extent.first - extent.anchor, extent.last - extent.anchor);
        self.scroll_days = to.clamp(least.min(0), most.max(0));
    }

    /// Everything in view again.
    pub fn fit(&mut self) {
        (self.zoom, self.scroll_days) = (0, 0);
    }

    fn scale(&self, data: &TimelineData, area: Rect) -> Scale {
        let columns = columns(area, data.view, data.rows.date_cols());
        let cells = columns.bar.map_or(0, |bar| bar.cols);
        Scale::new(data.rows.extent(), cells, self.zoom, self.scroll_days)
    }
}
