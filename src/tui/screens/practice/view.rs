//! The frame around every page of role-play: who practises what, and words with a label.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{At, Practice, choosing, round, scorecard, trend};
use crate::text;
use crate::tui::paint::Canvas;

/// Columns of a label before its words.
const LABEL: u16 = 12;

/// Paints role-play; the last row is left for the hints. Returns where the cursor is while a name is typed.
pub fn view(practice: &Practice, area: Rect, canvas: &mut Canvas) -> Option<(u16, u16)> {
    header(practice, area, canvas);
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(2),
        ..area
    };
    match practice.at {
        At::Name | At::Choosing => return choosing::paint(practice, body, canvas),
        At::Round => round::paint(practice, body, canvas),
        At::Scorecard => scorecard::paint(practice, body, canvas),
        At::Trend => trend::paint(practice, body, canvas),
    }
    None
}

fn header(practice: &Practice, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let right = match practice.at {
        At::Name | At::Choosing => format!("seed {}", practice.setting.seed),
        At::Round | At::Scorecard if area.width >= 80 => practice
            .setting
            .deal
            .as_ref()
            .map_or_else(String::new, |deal| {
                format!("with {}", text::harmless(&deal.name))
            }),
        At::Round | At::Scorecard | At::Trend => String::new(),
    };
    let room = area.width / 3;
    let right = text::clip(&right, usize::from(room)).into_owned();
    canvas.text_right(
        area.x,
        area.y,
        area.width.saturating_sub(1),
        &right,
        theme.muted,
    );
    let title = match (practice.at, practice.drill()) {
        (At::Round | At::Scorecard, Some(drill)) => format!(" · {}", drill.title),
        _ => String::new(),
    };
    let rep = match practice.rep() {
        "" => String::new(),
        rep => format!(" · {rep}"),
    };
    let cols = area.width.saturating_sub(4 + columns(&right));
    canvas.pieces(
        area.x + 1,
        area.y,
        cols,
        &[
            ("PRACTICE", theme.accent),
            (&title, theme.strong),
            (&rep, theme.muted),
        ],
    );
}

pub(super) fn columns(words: &str) -> u16 {
    u16::try_from(text::width(&text::harmless(words))).unwrap_or(u16::MAX)
}

fn wrapped(label: &str, words: &str, cols: u16) -> Vec<String> {
    let label = if label.is_empty() { 0 } else { LABEL };
    text::wrap(
        &text::harmless(words),
        usize::from(cols.saturating_sub(label)),
    )
}

/// Rows that words with a label take.
pub(super) fn rows(label: &str, words: &str, cols: u16) -> u16 {
    u16::try_from(wrapped(label, words, cols).len()).unwrap_or(u16::MAX)
}

/// Paints words with their label at the top of an area and takes the rows from it. What does not fit
/// whole is left out: half a sentence helps nobody. True when it was painted.
pub(super) fn say(
    label: &str,
    words: &str,
    style: Style,
    area: &mut Rect,
    canvas: &mut Canvas,
) -> bool {
    let lines = wrapped(label, words, area.width);
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    if rows > area.height {
        return false;
    }
    let indent = if label.is_empty() { 0 } else { LABEL };
    canvas.text(area.x, area.y, indent, label, canvas.theme.muted);
    for (y, line) in (area.y..).zip(&lines) {
        canvas.text(
            area.x + indent,
            y,
            area.width.saturating_sub(indent),
            line,
            style,
        );
    }
    area.y += rows;
    area.height -= rows;
    true
}

/// Leaves a row free where there is room for it.
pub(super) fn leave_free(area: &mut Rect) {
    let free = area.height.min(1);
    area.y += free;
    area.height -= free;
}
