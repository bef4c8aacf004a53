//! The two lines over the bars: months (where a cell is a day: the weeks' Mondays), and below them
//! today, the weeks to go and the star. No two marks of a line touch.

use chrono::{Datelike, Months, NaiveDate};

use super::rows::day;
use super::scale::Scale;
use super::words::month;
use crate::tui::theme::Glyphs;

/// Weeks between two of the marks `T−8w`.
const WEEKS: [i64; 9] = [1, 2, 4, 8, 13, 26, 52, 104, 260];
/// Months between two names.
const MONTHS: [u32; 5] = [1, 2, 3, 6, 12];

/// Cells from one of the marks `T−12w` to the next.
const APART: i64 = 7;

/// What a mark over the bars is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// A month, a year or a Monday.
    Calendar,
    /// Weeks to go-live.
    Weeks,
    /// Today.
    Today,
    /// Go-live.
    Anchor,
}

/// A word over the bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// 0 the upper line, 1 the lower.
    pub line: u16,
    /// The cell of the bars it begins at.
    pub cell: u16,
    /// The word; ASCII or a glyph of one column, so its characters are its columns.
    pub text: String,
    /// What it is.
    pub kind: MarkKind,
}

/// The marks over the bars of a scale.
pub(super) fn marks(
    scale: &Scale,
    today: NaiveDate,
    go_live: Option<NaiveDate>,
    glyphs: &Glyphs,
) -> Vec<Mark> {
    let mut marks = if scale.shows_days() {
        mondays(scale)
    } else {
        months(scale)
    };
    marks.extend(points(scale, today, go_live, glyphs));
    if let Some(go_live) = go_live {
        weeks(scale, go_live, glyphs, &mut marks);
    }
    marks
}

fn points(
    scale: &Scale,
    today: NaiveDate,
    go_live: Option<NaiveDate>,
    glyphs: &Glyphs,
) -> Vec<Mark> {
    let point = |date: NaiveDate, text: &str, kind| {
        scale.visible(day(date)).map(|cell| Mark {
            line: 1,
            cell,
            text: text.to_owned(),
            kind,
        })
    };
    let anchor = go_live.and_then(|date| point(date, glyphs.anchor, MarkKind::Anchor));
    let today = point(today, glyphs.today, MarkKind::Today).filter(|mark| {
        anchor
            .as_ref()
            .is_none_or(|anchor| anchor.cell != mark.cell)
    });
    today.into_iter().chain(anchor).collect()
}

/// Adds `T−8w` and so on wherever it touches nothing that stands on the line.
fn weeks(scale: &Scale, go_live: NaiveDate, glyphs: &Glyphs, marks: &mut Vec<Mark>) {
    let apart = |weeks: &&i64| **weeks * 14 / scale.half_days() >= APART;
    let every = 7 * WEEKS.iter().find(apart).unwrap_or(&520);
    let go_live = day(go_live);
    let (left, right) = (scale.day_at(0), scale.day_at(scale.cells()));
    let mut to_go = (go_live - left).div_euclid(every);
    let last = (go_live - right).div_euclid(every);
    while to_go > last {
        let text = match to_go * every / 7 {
            0 => String::new(),
            weeks @ 1.. => format!("T{}{weeks}w", glyphs.minus),
            weeks => format!("T+{}w", -weeks),
        };
        let mark = scale.visible(go_live - to_go * every).map(|cell| Mark {
            line: 1,
            cell,
            text,
            kind: MarkKind::Weeks,
        });
        if let Some(mark) = mark.filter(|mark| is_free(mark, marks, scale)) {
            marks.push(mark);
        }
        to_go -= 1;
    }
}

/// Whether a mark fits in and leaves a cell between itself and every other of its line.
fn is_free(mark: &Mark, marks: &[Mark], scale: &Scale) -> bool {
    let end = end(mark);
    !mark.text.is_empty()
        && end <= scale.cells()
        && marks
            .iter()
            .rev()
            .filter(|other| other.line == mark.line)
            .all(|other| end < other.cell || self::end(other) < mark.cell)
}

fn end(mark: &Mark) -> u16 {
    let cols = u16::try_from(mark.text.chars().count()).unwrap_or(u16::MAX);
    mark.cell.saturating_add(cols)
}

fn calendar(cell: u16, text: String) -> Mark {
    Mark {
        line: 0,
        cell,
        text,
        kind: MarkKind::Calendar,
    }
}

/// Every Monday with its date; the month is said again each time, for a week is all that one sees.
fn mondays(scale: &Scale) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for cell in 0..scale.cells() {
        let Some(date) = scale.date_at(cell) else {
            continue;
        };
        if date.weekday() != chrono::Weekday::Mon {
            continue;
        }
        let mark = calendar(cell, format!("{} {}", date.day(), month(date)));
        if end(&mark) <= scale.cells() {
            marks.push(mark);
        }
    }
    marks
}

/// The months' names at their first days, as many as have room; January carries the year.
fn months(scale: &Scale) -> Vec<Mark> {
    let step = scale.half_days();
    let every = MONTHS
        .iter()
        .find(|months| i64::from(**months) * 60 / step >= 4)
        .unwrap_or(&12);
    let mut starts: Vec<(u16, NaiveDate)> = Vec::new();
    let mut at = first_month(scale);
    while let Some(date) = at.filter(|date| day(*date) < scale.day_at(scale.cells())) {
        let cell = u16::try_from(scale.cell(day(date)).max(0)).unwrap_or(0);
        let is_left_edge = starts.is_empty();
        if is_left_edge || date.month0() % every == 0 {
            starts.push((cell, date));
        }
        at = date.checked_add_months(Months::new(1));
    }
    let mut marks: Vec<Mark> = Vec::new();
    for (index, (cell, date)) in starts.iter().enumerate() {
        let until = starts
            .get(index + 1)
            .map_or(scale.cells() + 1, |next| next.0);
        let room = usize::from(until.saturating_sub(*cell)).saturating_sub(1);
        let name = month(*date);
        let with_year = format!("{name} {}", date.year());
        let year = date.year().to_string();
        let is_year = index == 0 || date.month0() == 0;
        let text = match is_year {
            true if with_year.len() <= room => with_year,
            true if date.month0() == 0 && *every > 1 && year.len() <= room => year,
            _ if name.len() <= room => name.to_owned(),
            _ => continue,
        };
        marks.push(calendar(*cell, text));
    }
    marks
}

/// The first day of the month that the left edge lies in, or of chrono's first.
fn first_month(scale: &Scale) -> Option<NaiveDate> {
    let date = match scale.date_at(0) {
        Some(date) => date,
        None if scale.day_at(0) < 0 => NaiveDate::MIN,
        None => return None,
    };
    date.with_day(1)
}
