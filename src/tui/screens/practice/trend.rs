//! How each behaviour was rated over the rounds, as a small chart with its numbers, and the one to coach
//! next in a sentence.

use ratatui::layout::Rect;

use super::Practice;
use super::view::{leave_free, say};
use crate::coach::practice::Behaviour;
use crate::coach::rep::Round;
use crate::tui::paint::Canvas;

/// Columns of a behaviour's title, and of a round.
const TITLE: u16 = 29;
const ROUND: u16 = 3;

/// Paints it.
pub(super) fn paint(practice: &Practice, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let mut inner = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(4).min(96),
        ..area
    };
    let rounds = practice.rounds();
    let Some(last) = rounds.last() else {
        leave_free(&mut inner);
        let words = "No round is kept yet: play one, rate it, and it stands here.";
        say("", words, theme.text, &mut inner, canvas);
        return;
    };
    let roomy = area.height >= 22;
    if area.height >= 24 {
        leave_free(&mut inner);
    }
    let room = usize::from(inner.width.saturating_sub(TITLE + 2) / ROUND);
    let shown = &rounds[rounds.len().saturating_sub(room)..];
    let told = span(rounds.len(), shown, last);
    say("", &told, theme.muted, &mut inner, canvas);
    if roomy {
        leave_free(&mut inner);
    }
    let next = Behaviour::of_word(&last.coach_next);
    for behaviour in Behaviour::ALL {
        chart(
            practice,
            behaviour,
            next == Some(behaviour),
            shown,
            inner,
            canvas,
        );
        let rows = if roomy { 3 } else { 2 };
        inner.y += rows;
        inner.height = inner.height.saturating_sub(rows);
    }
    if let Some(row) = next.and_then(|next| practice.setting.material.row(next)) {
        let words = format!("{}. {}", row.title, row.coach);
        say("Coach next", &words, theme.accent, &mut inner, canvas);
    }
}

/// "4 rounds, 24 Nov to 8 Dec 2026; the newest stands at the right".
fn span(count: usize, shown: &[Round], last: &Round) -> String {
    let day = |round: &Round| round.on.format("%-d %b %Y").to_string();
    let rounds = match count {
        1 => "1 round".to_owned(),
        count => format!("{count} rounds"),
    };
    match shown.first().filter(|first| first.on != last.on) {
        Some(first) => format!(
            "{rounds}, {} to {}, the newest at the right",
            day(first),
            day(last)
        ),
        None => format!("{rounds}, {}", day(last)),
    }
}

/// One behaviour: a bar for each round, and its number below.
fn chart(
    practice: &Practice,
    behaviour: Behaviour,
    next: bool,
    shown: &[Round],
    area: Rect,
    canvas: &mut Canvas,
) {
    let theme = canvas.theme;
    let (mark, style) = match next {
        true => (canvas.glyphs.selected, theme.strong),
        false => (" ", theme.text),
    };
    canvas.text(area.x, area.y, 1, mark, theme.accent);
    canvas.text(
        area.x + 2,
        area.y,
        TITLE - 1,
        practice.title(behaviour),
        style,
    );
    for (x, round) in (area.x + 2 + TITLE..)
        .step_by(usize::from(ROUND))
        .zip(shown)
    {
        let rating = round.ratings.get(behaviour.word()).copied();
        let level = rating.and_then(|rating| {
            // Five of the eight heights, each with a sign of its own.
            let at = usize::from(rating.checked_sub(1)? * 2).min(7);
            canvas.glyphs.levels.get(at).copied()
        });
        let number = rating.map_or_else(|| "–".to_owned(), |rating| rating.to_string());
        canvas.text(x, area.y + 1, 1, &number, theme.muted);
        if let Some(level) = level {
            canvas.glyph(x, area.y, level, theme.text);
            canvas.glyph(x + 1, area.y, level, theme.text);
        }
    }
}
