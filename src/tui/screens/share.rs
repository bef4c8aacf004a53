//! What everybody on the call sees of a plan: who with whom, the buyer's date and what it is for, the
//! timeline with an owner for each step, and whose words are being typed. Drawn from the plan and its
//! dates alone; nothing of the seller's own can be named here.

use ratatui::layout::Rect;

use crate::exchange::standing::{self, working_days};
use crate::plan::Plan;
use crate::plan::date_text::{long_date, short_date_near};
use crate::schedule::Schedule;
use crate::text;
use crate::tui::paint::Canvas;
use crate::tui::widgets::header;

/// Lines of the header.
pub const HEADER_ROWS: u16 = 2;

/// Paints the header: the parties and the date, what the date is for and how long until then.
pub fn header(plan: &Plan, schedule: &Schedule, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let (date, until) = match schedule.go_live {
        Some(date) => (
            format!("go-live {}", long_date(date)),
            until(schedule.days_to_go_live().unwrap_or(0)),
        ),
        None => ("go-live: no date yet".to_owned(), String::new()),
    };
    let until = match as_it_stands(schedule, area.width) {
        Some(stands) if area.width >= BOTH_FROM => format!("{until} · {stands}"),
        Some(stands) => stands,
        None => until,
    };
    let outcome = plan.anchor.outcome.trim();
    let lines = [
        (header::name(plan), date, theme.strong),
        (outcome.to_owned(), until, theme.text),
    ];
    for (y, (left, right, style)) in (area.y..).zip(lines) {
        let cols = columns(&right).min(area.width.saturating_sub(2));
        canvas.text_right(area.x, y, area.width.saturating_sub(1), &right, style);
        let room = area.width.saturating_sub(cols + 4);
        canvas.text(area.x + 1, y, room, &left, style);
    }
}

/// From so many columns on, how long until go-live stands beside where it lands.
const BOTH_FROM: u16 = 110;
/// With fewer columns than this, working days are "d".
const WORDS_FROM: u16 = 72;

/// Where go-live lands when the plan does not fit, and by how much not; the details of go-live say why.
fn as_it_stands(schedule: &Schedule, cols: u16) -> Option<String> {
    let near = schedule.go_live?;
    let days = |days: i32| match cols {
        ..WORDS_FROM => format!("{days} d"),
        _ => working_days(days),
    };
    standing::as_it_stands(schedule, &|date| short_date_near(date, near), &days)
}

fn until(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("{days} days from today"),
        days => format!("{} days ago", -days),
    }
}

fn columns(words: &str) -> u16 {
    u16::try_from(text::width(&text::harmless(words))).unwrap_or(u16::MAX)
}

/// Paints the last line: whose words are typed; at the right what `corner` says of the disk, and the
/// keys in `hints` where there is room.
pub fn foot(
    pen: &str,
    hints: &[(&str, &str)],
    corner: Option<&str>,
    area: Rect,
    canvas: &mut Canvas,
) {
    let theme = canvas.theme;
    let mut right = area.right().saturating_sub(1);
    let words = format!("{} {pen}", canvas.glyphs.pen);
    let pen_cols = columns(&words).min(area.width.saturating_sub(2));
    canvas.text(area.x + 1, area.y, pen_cols, &words, theme.strong);
    let left = area.x + 1 + pen_cols + 2;
    if let Some(corner) = corner {
        let cols = columns(corner);
        if left + cols <= right {
            right -= cols;
            canvas.text(right, area.y, cols, corner, theme.text);
            right = right.saturating_sub(3);
        }
    }
    let width = |(key, word): &(&str, &str)| columns(key) + columns(word) + 1 + HINT_GAP;
    let (help, others): (Vec<_>, Vec<_>) = hints.iter().partition(|(_, word)| *word == "keys");
    let mut room = (right + HINT_GAP).saturating_sub(left);
    // The way to all keys comes first, then the others as far as they fit.
    let mut fits = |hint: &&(&str, &str)| {
        let cols = width(hint);
        let fits = cols <= room;
        room = if fits { room - cols } else { 0 };
        fits
    };
    let help: Vec<_> = help.into_iter().filter(&mut fits).collect();
    let others: Vec<_> = others.into_iter().filter(&mut fits).collect();
    let wanted: u16 = others.iter().chain(&help).map(|hint| width(hint)).sum();
    let mut x = (right + HINT_GAP).saturating_sub(wanted);
    for (key, word) in others.into_iter().chain(help) {
        let pieces = [(*key, theme.accent), (" ", theme.text), (*word, theme.text)];
        x += canvas.pieces(x, area.y, right.saturating_sub(x), &pieces) + HINT_GAP;
    }
}

/// Columns between two keys.
const HINT_GAP: u16 = 2;

/// Paints the neutral card: what the plan is called and when it goes live, in the middle of the
/// window. Without a plan there is only a ground.
pub fn card(plan: Option<(&Plan, &Schedule)>, area: Rect, canvas: &mut Canvas) {
    let Some((plan, schedule)) = plan else {
        return;
    };
    let date = schedule
        .go_live
        .map(|date| format!("go-live {}", long_date(date)))
        .unwrap_or_default();
    let lines = [
        (header::name(plan), canvas.theme.strong),
        (date, canvas.theme.text),
    ];
    let room = area.width.saturating_sub(4);
    let top = area.y + (area.height / 2).saturating_sub(1);
    for (y, (words, style)) in (top..).step_by(2).zip(lines) {
        let cols = columns(&words).min(room);
        canvas.text(area.x + (area.width - cols) / 2, y, cols, &words, style);
    }
}
