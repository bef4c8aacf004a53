//! From data, state and an area to what stands where: columns, the header's marks, and the visible
//! rows with their words and cells. Plain data; no colours, no screen. Costs what is visible.

use ratatui::layout::Rect;

use super::bar::{Cell, Ground, Label, bar};
use super::columns::{Columns, columns};
use super::ghosts::News;
use super::header::{Mark, marks};
use super::limits;
use super::neighbours::{Gutter, Neighbours};
use super::rows::{RowId, day, side_index};
use super::said::{Said, Speaker};
use super::scale::Scale;
use super::words;
use super::{TimelineData, TimelineState, View};
use crate::plan::Side;
use crate::tui::theme::Glyphs;

/// Below so many lines the header has one, below that none.
const TALL: u16 = 5;
const LOW: u16 = 3;

/// A visible row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowLayout<'a> {
    /// What it stands for.
    pub id: RowId,
    /// Its line on the screen.
    pub y: u16,
    /// Selected, or a neighbour of what is.
    pub gutter: Gutter,
    /// A step that was removed from the plan: an outline that cannot be selected.
    pub went: bool,
    /// The riskiest step.
    pub riskiest: bool,
    /// Whose it is (buyer, seller, both); nothing for go-live.
    pub side: Option<usize>,
    /// What it is called, cut to its column.
    pub title: Said<'a>,
    /// How far it moved, or, for everybody, how it stands; at the end of the title's column.
    pub moved: Option<String>,
    /// Who does it.
    pub owners: Said<'a>,
    /// How long it takes.
    pub length: Said<'a>,
    /// When it must start.
    pub start: Said<'a>,
    /// When it must be done, or was.
    pub done: Said<'a>,
    /// Days to spare.
    pub spare: Said<'a>,
    /// On the driving chain.
    pub drives: bool,
    /// The bar, a cell for each of the scale's.
    pub cells: Vec<Cell>,
    /// The days it is late, over the bar's empty cells.
    pub label: Option<Label>,
}

/// A timeline, laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout<'a> {
    /// Where it stands.
    pub area: Rect,
    /// Who looks.
    pub view: View,
    /// Where its columns stand.
    pub columns: Columns,
    /// Its scale of time.
    pub scale: Scale,
    /// How many lines the header has: 0 to 2.
    pub header_lines: u16,
    /// The marks over the bars; those of a line that the header has not are left unpainted.
    pub marks: Vec<Mark>,
    /// The visible rows.
    pub rows: Vec<RowLayout<'a>>,
    /// How many rows are scrolled away above.
    pub above: usize,
    /// How many rows there are below.
    pub below: usize,
}

impl Layout<'_> {
    /// The row at a place on the screen.
    pub fn hit(&self, x: u16, y: u16) -> Option<RowId> {
        if x < self.area.x || x >= self.area.right() {
            return None;
        }
        let row = self.rows.iter().find(|row| row.y == y && !row.went)?;
        Some(row.id.clone())
    }
}

/// The lines of an area that the header takes.
fn header_lines(area: Rect, view: View) -> u16 {
    match (area.height, view) {
        (..LOW, _) => 0,
        (LOW..TALL, _) | (_, View::Shared) => 1,
        _ => 2,
    }
}

/// How many rows an area shows.
pub fn visible_rows(area: Rect, view: View) -> u16 {
    area.height - header_lines(area, view)
}

/// The row at a place of an area, laid out as [`layout`] does.
pub fn hit(
    data: &TimelineData,
    state: &TimelineState,
    area: Rect,
    x: u16,
    y: u16,
) -> Option<RowId> {
    let top = area.y.saturating_add(header_lines(area, data.view));
    if x < area.x || x >= area.right() || y < top || y >= area.bottom() {
        return None;
    }
    let row = first_row(data, state, area).checked_add(usize::from(y - top))?;
    data.rows.id(data.plan, row)
}

/// The first row to show: never so far down that the area is left empty.
fn first_row(data: &TimelineData, state: &TimelineState, area: Rect) -> usize {
    let height = usize::from(visible_rows(area, data.view));
    state.offset.min(data.rows.len().saturating_sub(height))
}

/// Lays a timeline out.
pub fn layout<'a>(
    data: &TimelineData<'a>,
    state: &TimelineState,
    area: Rect,
    glyphs: &Glyphs,
) -> Layout<'a> {
    let columns = columns(area, data.view, data.rows.date_cols());
    let cells = columns.bar.map_or(0, |bar| bar.cols);
    let scale = Scale::new(data.rows.extent(), cells, state.zoom, state.scroll_days);
    let header_lines = header_lines(area, data.view);
    let marks = match header_lines {
        0 => Vec::new(),
        _ => marks(&scale, data.schedule.today, data.schedule.go_live, glyphs),
    };
    let above = first_row(data, state, area);
    let frame = Frame::new(data, state, &columns, &scale, glyphs);
    let top = area.y.saturating_add(header_lines);
    let rows: Vec<RowLayout> = (top..area.bottom())
        .zip(above..data.rows.len())
        .filter_map(|(y, row)| frame.row(row, y))
        .collect();
    Layout {
        area,
        view: data.view,
        columns,
        scale,
        header_lines,
        marks,
        above,
        below: data.rows.len().saturating_sub(above + rows.len()),
        rows,
    }
}

/// For each side and cell whether that day is off; empty where a cell is more than a day.
fn days_off(data: &TimelineData, scale: &Scale) -> [Vec<bool>; 3] {
    [Side::Buyer, Side::Seller, Side::Both].map(|side| {
        if !scale.shows_days() {
            return Vec::new();
        }
        let is_off = |cell| {
            scale
                .date_at(cell)
                .is_some_and(|date| (data.day_off)(&side, date))
        };
        (0..scale.cells()).map(is_off).collect()
    })
}

/// What the rows of one frame share.
struct Frame<'f, 'a> {
    speaker: Speaker<'f, 'a>,
    ground: Ground<'f>,
    days_off: [Vec<bool>; 3],
    neighbours: Neighbours<'a>,
}

impl<'f, 'a> Frame<'f, 'a> {
    fn new(
        data: &'f TimelineData<'a>,
        state: &TimelineState,
        columns: &'f Columns,
        scale: &'f Scale,
        glyphs: &'f Glyphs,
    ) -> Self {
        Self {
            speaker: Speaker {
                data,
                columns,
                glyphs,
            },
            ground: Ground {
                scale,
                today: day(data.schedule.today),
                view: data.view,
                outlines: data.outlines,
                glyphs,
            },
            days_off: days_off(data, scale),
            neighbours: Neighbours::of(data, state),
        }
    }

    fn row(&self, index: usize, y: u16) -> Option<RowLayout<'a>> {
        let (data, speaker) = (self.speaker.data, &self.speaker);
        let row = data.rows.row(data.plan, data.schedule, data.moved, index)?;
        let side = row.step.map(|step| side_index(&step.side));
        let days_off = self.days_off.get(side.unwrap_or(2));
        let (mut cells, label) = bar(&row, &self.ground, days_off.map_or(&[], Vec::as_slice));
        let off = |date| (data.step_off)(row.at, date);
        let went = row.news == Some(News::Went);
        if !went {
            limits::lay(&row, &self.ground, &off, &mut cells);
        }
        let moved = row.moved.map(|by| words::moved(by, speaker.glyphs));
        let moved = moved.or_else(|| row.news.map(|news| news.word().to_owned()));
        let moved = moved.or_else(|| speaker.status(&row));
        Some(RowLayout {
            id: row.step.map_or(RowId::GoLive, |step| RowId::step(&step.id)),
            y,
            gutter: match went {
                true => Gutter::None,
                false => self.neighbours.gutter(data.rows, index, row.step),
            },
            went,
            riskiest: !went && row.step.is_some_and(|step| step.riskiest),
            side,
            title: speaker.title(&row, moved.as_deref()),
            moved,
            owners: speaker.owners(&row),
            length: speaker.length(&row),
            start: speaker.start(&row),
            done: speaker.done(&row),
            spare: speaker.spare(&row),
            drives: row.drives,
            cells,
            label,
        })
    }
}
