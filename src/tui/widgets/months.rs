//! Small grids of months, a week a row from Monday: which days are worked, and what takes the others
//! away, by glyph as well as by colour. A pure layout (days, area → cells) and a thin painting of it.
//! Which days are off is told by whoever asks.

use chrono::{Datelike, Months as Ahead, NaiveDate};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::plan::date_text::month_name;
use crate::text;
use crate::tui::paint::Canvas;

/// What is special about a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// A day of the week that is off.
    Weekend,
    /// A holiday, or a single day off.
    Holiday,
    /// Part of a range in which nobody works.
    Blackout,
    /// Somebody is away.
    Away,
    /// Worked although it would be off.
    Worked,
}

impl Mark {
    /// All marks, in the order of the legend.
    pub const ALL: [Self; 5] = [
        Self::Weekend,
        Self::Holiday,
        Self::Blackout,
        Self::Away,
        Self::Worked,
    ];

    /// What the legend calls it.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Weekend => "weekend",
            Self::Holiday => "holiday",
            Self::Blackout => "blackout",
            Self::Away => "away",
            Self::Worked => "worked",
        }
    }

    /// Its glyph.
    pub fn glyph(self, canvas: &Canvas) -> &'static str {
        canvas.glyphs.days[self as usize]
    }

    /// Its colour or emphasis.
    pub fn style(self, canvas: &Canvas) -> Style {
        let theme = canvas.theme;
        match self {
            Self::Weekend => theme.muted,
            Self::Holiday => theme.warn,
            Self::Blackout => theme.bad,
            Self::Away => theme.accent,
            Self::Worked => theme.good,
        }
    }
}

/// What to show.
pub struct Months<'a> {
    /// The day that it is.
    pub today: NaiveDate,
    /// The day on which the buyer goes live.
    pub go_live: Option<NaiveDate>,
    /// The days that are selected, both ends included.
    pub selected: Option<(NaiveDate, NaiveDate)>,
    /// The last day of the plan.
    pub until: NaiveDate,
    /// What is special about a day.
    pub mark: &'a dyn Fn(NaiveDate) -> Option<Mark>,
}

/// A day's cell: where it stands and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayCell {
    /// The column and row of its two digits; the glyph stands behind them.
    pub at: (u16, u16),
    /// The day.
    pub date: NaiveDate,
    /// What is special about it.
    pub mark: Option<Mark>,
    /// Whether it is selected.
    pub selected: bool,
}

/// A month's grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// Where its title stands.
    pub at: (u16, u16),
    /// The first day of the month.
    pub month: NaiveDate,
    /// Its days.
    pub days: Vec<DayCell>,
}

/// Columns of a day: two digits and a glyph.
const DAY: u16 = 3;
/// Columns of a month.
pub const COLS: u16 = 7 * DAY;
/// Columns between two months.
pub const BETWEEN: u16 = 3;
/// Rows of a month: title, days of the week, up to six weeks.
const ROWS: u16 = 8;

/// How many months fit beside and below each other.
fn fitting(area: Rect) -> (u16, u16) {
    if area.width < COLS {
        return (0, 0);
    }
    let beside = 1 + (area.width - COLS) / (COLS + BETWEEN);
    // The row below a month is free, but for the last.
    (beside, (area.height + 1) / (ROWS + 1))
}

/// Months counted from the year 0.
fn number(date: NaiveDate) -> i32 {
    date.year() * 12 + date.month0() as i32
}

/// The month that stands first, and how many stand there: from today's on, further on when what is
/// selected would not be seen, and no more than the plan or what is selected needs.
fn window(months: &Months, room: i32) -> (i32, i32) {
    let from = number(months.today);
    let wanted = months.selected.map(|(first, _)| number(first));
    let first = match wanted {
        Some(wanted) if wanted < from => wanted,
        Some(wanted) if wanted >= from + room => wanted - room + 1,
        _ => from,
    };
    let end = number(months.until).max(wanted.unwrap_or(from));
    (first, (end - first + 1).clamp(1, room.max(1)))
}

/// Where everything stands; nothing where not one month fits.
pub fn layout(months: &Months, area: Rect) -> Vec<Grid> {
    let (beside, below) = fitting(area);
    let room = i32::from(beside) * i32::from(below);
    if room == 0 {
        return Vec::new();
    }
    let (first, count) = window(months, room);
    let start = |at: i32| {
        let number = first + at;
        NaiveDate::from_ymd_opt(number.div_euclid(12), number.rem_euclid(12) as u32 + 1, 1)
    };
    let place = |at: i32| {
        let (column, row) = (at as u16 % beside, at as u16 / beside);
        (
            area.x + column * (COLS + BETWEEN),
            area.y + row * (ROWS + 1),
        )
    };
    (0..count)
        .filter_map(|at| Some(grid(start(at)?, place(at), months)))
        .collect()
}

fn grid(month: NaiveDate, at: (u16, u16), months: &Months) -> Grid {
    let lead = month.weekday().num_days_from_monday();
    let next = month.checked_add_months(Ahead::new(1));
    let days = month
        .iter_days()
        .take_while(|date| next.is_none_or(|next| *date < next));
    let cell = |date: NaiveDate| {
        let place = lead + date.day0();
        let (column, row) = ((place % 7) as u16, (place / 7) as u16);
        DayCell {
            at: (at.0 + column * DAY, at.1 + 2 + row),
            date,
            mark: (months.mark)(date),
            selected: months
                .selected
                .is_some_and(|(first, last)| first <= date && date <= last),
        }
    };
    Grid {
        at,
        month,
        days: days.map(cell).collect(),
    }
}

/// Paints the grids.
pub fn paint(grids: &[Grid], months: &Months, canvas: &mut Canvas) {
    let theme = canvas.theme;
    for grid in grids {
        let (x, y) = grid.at;
        let title = format!("{} {}", month_name(grid.month.month()), grid.month.year());
        canvas.text(x, y, COLS, &title, theme.strong);
        canvas.text(x, y + 1, COLS, "Mo Tu We Th Fr Sa Su", theme.muted);
        for day in &grid.days {
            paint_day(day, months, canvas);
        }
    }
}

fn paint_day(day: &DayCell, months: &Months, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let own = match day.mark {
        Some(mark) => (mark.glyph(canvas), mark.style(canvas)),
        None => (" ", theme.text),
    };
    let (glyph, style) = if months.go_live == Some(day.date) {
        (canvas.glyphs.anchor, theme.anchor)
    } else if months.today == day.date {
        (canvas.glyphs.today, theme.today)
    } else {
        own
    };
    let (x, y) = day.at;
    let digits = format!("{:>2}", day.date.day());
    canvas.text(x, y, 2, &digits, style);
    canvas.glyph(x + 2, y, glyph, style);
    if day.selected {
        let whole = Rect {
            x,
            y,
            width: DAY,
            height: 1,
        };
        // A glyph is seen through the block, and a range reads as one.
        canvas.restyle(whole, theme.selected.add_modifier(Modifier::BOLD));
    }
}

/// Paints what the marks mean over an area, as many a row as fit. Returns the rows used.
pub fn legend(area: Rect, canvas: &mut Canvas) -> u16 {
    let theme = canvas.theme;
    let mut entries: Vec<(&str, Style, &str)> = Mark::ALL
        .iter()
        .map(|mark| (mark.glyph(canvas), mark.style(canvas), mark.meaning()))
        .collect();
    entries.push((canvas.glyphs.today, theme.today, "today"));
    entries.push((canvas.glyphs.anchor, theme.anchor, "go-live"));
    let (mut x, mut y) = (area.x, area.y);
    for (glyph, style, meaning) in entries {
        let cols = u16::try_from(text::width(glyph) + text::width(meaning) + 1).unwrap_or(u16::MAX);
        if x > area.x && x + cols > area.right() {
            (x, y) = (area.x, y + 1);
        }
        if y >= area.bottom() {
            break;
        }
        let pieces = [(glyph, style), (" ", theme.muted), (meaning, theme.muted)];
        canvas.pieces(x, y, area.right().saturating_sub(x), &pieces);
        x += cols + 2;
    }
    (y + 1).min(area.bottom()).saturating_sub(area.y)
}

#[cfg(test)]
#[path = "months/tests.rs"]
mod tests;
