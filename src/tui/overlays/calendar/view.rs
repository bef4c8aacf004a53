//! The calendars on the screen: whose, base and weekend, the list of days, the months at its right
//! where there is room, and at the foot what the next key would do.

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;

use super::rows::{Row, What};
use super::{Calendars, Tab, organization};
use crate::plan::Plan;
use crate::schedule::Schedule;
use crate::text;
use crate::tui::paint::Canvas;
use crate::tui::widgets::months::{self, Mark, Months};

/// The least columns of the list; what is beyond may go to the months.
const LIST: u16 = 52;
/// More months than this side by side are hard to follow.
const MOST_BESIDE: u16 = 4;
/// Rows at the foot: what the marks mean, and what the next key would do.
const FOOT: u16 = 3;

/// Paints the calendars over an area.
pub fn view(
    calendars: &Calendars,
    plan: &Plan,
    schedule: &Schedule,
    area: Rect,
    canvas: &mut Canvas,
) {
    let theme = canvas.theme;
    canvas.clear(area, theme.panel);
    tabs(calendars.tab, plan, area, canvas);
    let beside = months_cols(area.width);
    let list = Rect {
        y: area.y + 2,
        width: area.width - beside,
        height: area.height.saturating_sub(2 + FOOT),
        ..area
    };
    rows(calendars, list, canvas);
    if beside > 0 {
        let right = Rect {
            x: list.right() + 2,
            width: beside - 3,
            ..list
        };
        months(calendars, schedule, right, canvas);
        let marks = Rect {
            x: area.x + 2,
            y: list.bottom(),
            width: area.width.saturating_sub(3),
            height: 1,
        };
        months::legend(marks, canvas);
    }
    let foot = Rect {
        x: area.x + 2,
        y: area.bottom().saturating_sub(FOOT - 1),
        width: area.width.saturating_sub(4),
        height: FOOT - 1,
    };
    let lines = text::wrap(&text::harmless(&calendars.would), usize::from(foot.width));
    for (y, line) in (foot.y..foot.bottom()).zip(&lines) {
        canvas.text(foot.x, y, foot.width, line, theme.text);
    }
}

/// Columns for the months: as many of them side by side as the list leaves room for.
fn months_cols(width: u16) -> u16 {
    let each = months::COLS + months::BETWEEN;
    (width.saturating_sub(LIST) / each).min(MOST_BESIDE) * each
}

fn tabs(tab: Tab, plan: &Plan, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let mut x = area.x + 1;
    x += canvas.text(x, area.y, 12, "Calendars", theme.strong) + 3;
    for (index, one) in Tab::ALL.into_iter().enumerate() {
        let name = match one.side() {
            Some(side) => text::clip(organization(plan, &side), 24).into_owned(),
            None => "People away".to_owned(),
        };
        let glyph = match one.side() {
            Some(_) => canvas.glyphs.sides[index],
            None => canvas.glyphs.days[Mark::Away as usize],
        };
        let room = area.right().saturating_sub(x + 1);
        let words = format!(" {glyph} {name} ");
        let style = if one == tab {
            theme.selected
        } else {
            theme.text
        };
        x += canvas.text(x, area.y, room, &words, style) + 1;
    }
    let room = area.right().saturating_sub(x + 1);
    canvas.text_right(x, area.y, room, "Tab turns", theme.muted);
}

/// The list: base, weekend and what is said of them stay; the dated rows scroll.
fn rows(calendars: &Calendars, area: Rect, canvas: &mut Canvas) {
    let fixed = usize::from(calendars.tab != Tab::People) * 2;
    let mut top = area.y;
    for (index, row) in calendars.rows.iter().take(fixed).enumerate() {
        let y = top + u16::try_from(index).unwrap_or(0);
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        labelled(row, 10, line, canvas);
        mark_selected(calendars, index, line, canvas);
    }
    if fixed > 0 {
        top += 2 + said(calendars, Rect { y: top + 2, ..area }, canvas) + 1;
    }
    let below = Rect {
        y: top,
        height: area.bottom().saturating_sub(top),
        ..area
    };
    dated(calendars, fixed, below, canvas);
}

/// What is said of base and weekend; returns the rows used.
fn said(calendars: &Calendars, area: Rect, canvas: &mut Canvas) -> u16 {
    let theme = canvas.theme;
    let (x, cols) = (area.x + 2, area.width.saturating_sub(3));
    canvas.text(x, area.y, cols, &calendars.head.fact, theme.muted);
    let lines = text::wrap(&text::harmless(&calendars.head.warning), usize::from(cols));
    let lines: Vec<&String> = lines.iter().filter(|line| !line.is_empty()).collect();
    for (y, line) in (area.y + 1..).zip(&lines) {
        canvas.text(x, y, cols, line, theme.warn);
    }
    1 + u16::try_from(lines.len()).unwrap_or(0)
}

fn dated(calendars: &Calendars, fixed: usize, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let list = calendars.rows.get(fixed..).unwrap_or_default();
    if list.is_empty() {
        let nothing = match calendars.tab {
            Tab::People => "Nobody is named yet: Esc, then P adds people.",
            _ => "No days off but the weekend. a adds some.",
        };
        canvas.text(
            area.x + 2,
            area.y,
            area.width.saturating_sub(3),
            nothing,
            theme.text,
        );
        return;
    }
    let shown = usize::from(area.height).max(1);
    let at = calendars.selected.saturating_sub(fixed);
    let first = at.saturating_sub(shown - 1);
    let widest = list
        .iter()
        .map(|row| text::width(&text::harmless(&row.label)));
    let label = u16::try_from(widest.max().unwrap_or(0))
        .unwrap_or(24)
        .clamp(10, 24);
    for (y, (index, row)) in (area.y..).zip(list.iter().enumerate().skip(first).take(shown)) {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        labelled(row, label, line, canvas);
        mark_selected(calendars, fixed + index, line, canvas);
    }
    let [up, down] = canvas.glyphs.scroll;
    let right = area.right().saturating_sub(1);
    if first > 0 {
        canvas.glyph(right, area.y, up, theme.muted);
    }
    if first + shown < list.len() {
        canvas.glyph(right, area.bottom().saturating_sub(1), down, theme.muted);
    }
}

/// Columns of what a row costs.
const NOTE: u16 = 12;

fn labelled(row: &Row, label: u16, line: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    if let Some(mark) = row.mark() {
        let (glyph, style) = (mark.glyph(canvas), mark.style(canvas));
        canvas.glyph(line.x + 2, line.y, glyph, style);
    }
    // A base and a weekend have no mark, and their labels stand where the marks do.
    let indent = match row.what {
        What::Base | What::Weekend | What::Person => 2,
        _ => 4,
    };
    let style = match row.what {
        What::Base | What::Weekend => theme.muted,
        _ => theme.strong,
    };
    canvas.text(
        line.x + indent,
        line.y,
        label + 4 - indent,
        &row.label,
        style,
    );
    let x = line.x + label + 6;
    let right = line.right().saturating_sub(2);
    let note = u16::try_from(text::width(&row.note))
        .unwrap_or(NOTE)
        .min(NOTE);
    let room = right.saturating_sub(x + note + u16::from(note > 0));
    canvas.text(x, line.y, room, &row.words, theme.text);
    canvas.text_right(
        right.saturating_sub(note),
        line.y,
        note,
        &row.note,
        theme.muted,
    );
}

fn mark_selected(calendars: &Calendars, index: usize, line: Rect, canvas: &mut Canvas) {
    if index == calendars.selected {
        let whole = Rect {
            x: line.x + 1,
            width: line.width.saturating_sub(2),
            ..line
        };
        canvas.restyle(whole, canvas.theme.selected);
    }
}

fn months(calendars: &Calendars, schedule: &Schedule, area: Rect, canvas: &mut Canvas) {
    let weekend = calendars.head.weekend;
    let current = calendars.current();
    let person = current.and_then(|row| row.person.as_deref());
    let tells = |row: &&Row| calendars.tab != Tab::People || row.person.as_deref() == person;
    let off = |date: NaiveDate| {
        let days = calendars.rows.iter().filter(tells).filter_map(|row| {
            let (first, last) = row.days?;
            (first <= date && date <= last).then(|| row.mark())?
        });
        let usual = weekend[date.weekday().num_days_from_monday() as usize % 7];
        days.max_by_key(|mark| weight(*mark))
            .or(usual.then_some(Mark::Weekend))
    };
    let shown = Months {
        today: schedule.today,
        go_live: schedule.go_live,
        selected: current.and_then(|row| row.days),
        until: calendars.head.span.map_or(schedule.today, |(_, last)| last),
        mark: &off,
    };
    let laid = months::layout(&shown, area);
    months::paint(&laid, &shown, canvas);
}

/// Which of several marks of one day is told: that it is worked, else what reaches farthest.
fn weight(mark: Mark) -> u8 {
    match mark {
        Mark::Weekend => 0,
        Mark::Away => 1,
        Mark::Holiday => 2,
        Mark::Blackout => 3,
        Mark::Worked => 4,
    }
}
