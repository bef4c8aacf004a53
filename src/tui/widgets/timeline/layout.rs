//! From data, state and an area to what stands where: columns, the header's marks, and the visible
//! rows with their words and cells. Plain data; no colours, no screen. Costs what is visible.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::bar::{Cell, Ground, Label, bar};
use super::columns::{Columns, columns};
use super::header::{Mark, marks};
use super::rows::{Row, RowId, side_index};
use super::scale::Scale;
use super::words;
use super::{TimelineData, TimelineState, View};
use crate::plan::{GO_LIVE, Side, Step};
use crate::tui::theme::Glyphs;

/// Below so many lines the header has one, below that none.
const TALL: u16 = 5;
const LOW: u16 = 3;

/// How a word of a row is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// As any text.
    #[default]
    Plain,
    /// Of less weight.
    Muted,
    /// Of more weight.
    Strong,
    /// Good news.
    Good,
    /// To be watched.
    Warn,
    /// Late.
    Bad,
}

/// A word of a row, ready for its column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said<'a> {
    /// The word.
    pub text: Cow<'a, str>,
    /// How it is meant.
    pub tone: Tone,
}

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

/// A visible row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowLayout<'a> {
    /// What it stands for.
    pub id: RowId,
    /// Its line on the screen.
    pub y: u16,
    /// Selected, or a neighbour of what is.
    pub gutter: Gutter,
    /// The riskiest step.
    pub riskiest: bool,
    /// Whose it is (buyer, seller, both); nothing for go-live.
    pub side: Option<usize>,
    /// What it is called, cut to its column.
    pub title: Said<'a>,
    /// How far it moved; stands at the end of the title's column.
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
    /// Whether it is done.
    pub is_done: bool,
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
    /// The marks over the bars; the last of the header's lines is their line 1.
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
        let row = self.rows.iter().find(|row| row.y == y)?;
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
    let frame = Frame {
        data,
        columns: &columns,
        ground: Ground {
            scale: &scale,
            today: super::rows::day(data.schedule.today),
            view: data.view,
            glyphs,
        },
        days_off: days_off(data, &scale),
        selected: Selected::of(data, state),
    };
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
        if scale.step() > 1 {
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

/// The selected row, and the ids of what it waits for, in order, so that they are found quickly.
struct Selected<'a> {
    row: Option<usize>,
    key: &'a str,
    after: Vec<&'a str>,
}

impl<'a> Selected<'a> {
    fn of(data: &TimelineData<'a>, state: &TimelineState) -> Self {
        let row = state.selected_row(data);
        let step = row.and_then(|row| data.rows.step(data.plan, row));
        let mut after: Vec<&str> = step
            .iter()
            .flat_map(|step| step.after.iter().map(|link| link.step.as_str()))
            .collect();
        after.sort_unstable();
        let key = step.map_or(GO_LIVE, |step| step.id.as_str());
        Self { row, key, after }
    }

    fn gutter(&self, row: usize, step: Option<&Step>) -> Gutter {
        let key = step.map_or(GO_LIVE, |step| step.id.as_str());
        if self.row == Some(row) {
            Gutter::Selected
        } else if self.row.is_none() {
            Gutter::None
        } else if self.after.binary_search(&key).is_ok() {
            Gutter::Before
        } else if step.is_some_and(|step| step.after.iter().any(|link| link.step == self.key)) {
            Gutter::After
        } else {
            Gutter::None
        }
    }
}

/// What the rows of one frame share.
struct Frame<'f, 'a> {
    data: &'f TimelineData<'a>,
    columns: &'f Columns,
    ground: Ground<'f>,
    days_off: [Vec<bool>; 3],
    selected: Selected<'a>,
}

impl<'a> Frame<'_, 'a> {
    fn row(&self, index: usize, y: u16) -> Option<RowLayout<'a>> {
        let TimelineData {
            plan,
            schedule,
            rows,
            moved,
            ..
        } = *self.data;
        let row = rows.row(plan, schedule, moved, index)?;
        let side = row.step.map(|step| side_index(&step.side));
        let days_off = self
            .days_off
            .get(side.unwrap_or(2))
            .map_or(&[][..], Vec::as_slice);
        let (cells, label) = bar(&row, &self.ground, days_off);
        let moved = row.moved.map(|by| words::moved(by, self.ground.glyphs));
        Some(RowLayout {
            id: row.step.map_or(RowId::GoLive, |step| RowId::step(&step.id)),
            y,
            gutter: self.selected.gutter(index, row.step),
            riskiest: row.step.is_some_and(|step| step.riskiest),
            side,
            title: self.title(&row, moved.as_deref()),
            moved,
            owners: self.owners(&row),
            length: self.length(&row),
            start: self.start(&row),
            done: self.done(&row),
            spare: self.spare(&row),
            drives: row.drives,
            is_done: row.done.is_some(),
            cells,
            label,
        })
    }

    fn title(&self, row: &Row<'a>, moved: Option<&str>) -> Said<'a> {
        let mark = moved.map_or(0, |moved| moved.chars().count() + 1);
        let cols = self.columns.title.cols;
        let cols = cols.saturating_sub(u16::try_from(mark).unwrap_or(cols));
        let tone = match row.step {
            None => Tone::Strong,
            Some(_) if row.done.is_some() => Tone::Muted,
            Some(_) => Tone::Plain,
        };
        let text = words::shorten(row.title, cols, self.ground.glyphs);
        Said { text, tone }
    }

    fn owners(&self, row: &Row) -> Said<'a> {
        let (Some(field), Some(step)) = (self.columns.owners, row.step) else {
            return Said::default();
        };
        let names = words::owners(self.data.plan, step);
        let text = words::shorten(&names, field.cols, self.ground.glyphs).into_owned();
        said(text, quiet_when_done(row, Tone::Plain))
    }

    fn length(&self, row: &Row) -> Said<'a> {
        match (self.columns.length, row.step) {
            (Some(_), Some(step)) => said(
                words::length(&step.duration, self.ground.glyphs),
                Tone::Muted,
            ),
            _ => Said::default(),
        }
    }

    fn start(&self, row: &Row) -> Said<'a> {
        let began = row.started.or(row.can.map(|(start, _)| start));
        let start = match row.done {
            Some(_) => began,
            None => row.must.or(row.can).map(|(start, _)| start),
        };
        match (self.columns.start, start) {
            (Some(_), Some(date)) if row.step.is_some() && !row.milestone => {
                said(words::date(date, self.data.rows.years()), Tone::Muted)
            }
            _ => Said::default(),
        }
    }

    fn done(&self, row: &Row) -> Said<'a> {
        let planned = row.must.or(row.can).map(|(_, finish)| finish);
        let planned = if row.step.is_none() {
            self.data.schedule.go_live
        } else {
            planned
        };
        match row.done.or(planned) {
            Some(date) => {
                let tone = if row.step.is_none() {
                    Tone::Strong
                } else {
                    quiet_when_done(row, Tone::Plain)
                };
                said(words::date(date, self.data.rows.years()), tone)
            }
            None => said("no date".to_owned(), Tone::Warn),
        }
    }

    fn spare(&self, row: &Row) -> Said<'a> {
        if row.done.is_some() {
            return said("done".to_owned(), Tone::Good);
        }
        let Some(days) = row.to_spare else {
            return Said::default();
        };
        let tone = match days {
            ..0 => Tone::Bad,
            0..=2 => Tone::Warn,
            _ => Tone::Plain,
        };
        said(words::days(days, self.ground.glyphs), tone)
    }
}

fn quiet_when_done(row: &Row, tone: Tone) -> Tone {
    if row.done.is_some() {
        Tone::Muted
    } else {
        tone
    }
}

fn said(text: String, tone: Tone) -> Said<'static> {
    Said {
        text: Cow::Owned(text),
        tone,
    }
}
