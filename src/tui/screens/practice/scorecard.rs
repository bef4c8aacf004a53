//! The scorecard: six behaviours rated from what was heard, what the ends of the scale look like for
//! the selected one, and the one behaviour to coach next with what it needs to be known of the deal.

use ratatui::layout::Rect;

use super::Practice;
use super::round::{clock, marked};
use super::view::{leave_free, say};
use crate::coach::practice::{Behaviour, Row};
use crate::tui::paint::Canvas;

/// Columns of a behaviour's title.
const TITLE: u16 = 28;

/// Paints it.
pub(super) fn paint(practice: &Practice, area: Rect, canvas: &mut Canvas) {
    let roomy = area.height >= 20;
    let mut inner = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(4).min(96),
        ..area
    };
    let theme = canvas.theme;
    if roomy {
        leave_free(&mut inner);
        let took = format!(
            "It took {}. Rate 1 to 5; what was not called for stays open.",
            clock(practice.playing.seconds(practice.now))
        );
        say("", &took, theme.muted, &mut inner, canvas);
        leave_free(&mut inner);
    }
    for (at, behaviour) in Behaviour::ALL.into_iter().enumerate() {
        row(practice, at, behaviour, inner, canvas);
        leave_free(&mut inner);
    }
    canvas.line(
        inner.x,
        inner.y,
        inner.width,
        canvas.glyphs.rule,
        theme.muted,
    );
    leave_free(&mut inner);
    let selected = Behaviour::ALL.get(practice.playing.selected);
    let selected = selected.and_then(|behaviour| practice.setting.material.row(*behaviour));
    if let Some(selected) = selected {
        say("1 – 2", &selected.weak, theme.text, &mut inner, canvas);
        say("4 – 5", &selected.strong, theme.text, &mut inner, canvas);
    }
    if roomy {
        leave_free(&mut inner);
    }
    next(practice, &mut inner, canvas);
}

fn row(practice: &Practice, at: usize, behaviour: Behaviour, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let playing = &practice.playing;
    let selected = at == playing.selected;
    let (mark, style) = match selected {
        true => (canvas.glyphs.selected, theme.strong),
        false => (" ", theme.text),
    };
    canvas.text(area.x, area.y, 1, mark, theme.accent);
    canvas.text(area.x + 2, area.y, TITLE, practice.title(behaviour), style);
    let x = area.x + 2 + TITLE + 1;
    let rating = playing.ratings.get(behaviour.word()).copied();
    for point in 0..5 {
        let filled = rating.is_some_and(|rating| point < u16::from(rating));
        let (glyph, style) = match filled {
            true => (canvas.glyphs.done_bar, theme.text),
            false => (canvas.glyphs.room, theme.muted),
        };
        canvas.glyph(x + point, area.y, glyph, style);
    }
    let number = rating.map_or_else(|| "–".to_owned(), |rating| rating.to_string());
    canvas.text(x + 6, area.y, 1, &number, theme.strong);
    let heard = match marked(&playing.marks(behaviour)) {
        none if none.is_empty() => "not marked".to_owned(),
        marked => format!("heard {marked}"),
    };
    let room = area.right().saturating_sub(x + 9);
    canvas.text(x + 9, area.y, room, &heard, theme.muted);
}

/// The one to coach next, why, and what must be known for it.
fn next(practice: &Practice, area: &mut Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let Some(choice) = practice.coach_next() else {
        say(
            "Coach next",
            "nothing is rated yet",
            theme.muted,
            area,
            canvas,
        );
        return;
    };
    let words = format!("{}: {}", practice.title(choice.behaviour), choice.why);
    say("Coach next", &words, theme.accent, area, canvas);
    if let Some(row) = practice.setting.material.row(choice.behaviour) {
        say("It needs", &needs(practice, row), theme.text, area, canvas);
        say("Say", &row.coach, theme.text, area, canvas);
    }
}

/// "Metrics (claimed), Identified pain (blank)"; without a deal, the names alone.
fn needs(practice: &Practice, row: &Row) -> String {
    let named = row.needs.iter().map(|name| match &practice.setting.deal {
        Some(deal) => format!("{} ({})", name.title(), name.of(&deal.known).status.word()),
        None => name.title().to_owned(),
    });
    named.collect::<Vec<_>>().join(", ")
}
