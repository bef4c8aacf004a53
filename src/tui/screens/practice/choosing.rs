//! The first page: what to practise, and from which card the buyer is played. The rep's name is asked
//! on its first line while nobody is known to practise.

use ratatui::layout::Rect;

use super::view::{leave_free, say};
use super::{At, Practice};
use crate::tui::paint::Canvas;

/// From this width on the card stands beside the list.
const BESIDE: u16 = 100;

/// Paints it; returns where the cursor is while a name is typed.
pub(super) fn paint(practice: &Practice, area: Rect, canvas: &mut Canvas) -> Option<(u16, u16)> {
    let theme = canvas.theme;
    let mut inner = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(4),
        ..area
    };
    let mut cursor = None;
    if practice.at == At::Name {
        let label = "Who practises? ";
        let used = canvas.text(inner.x, inner.y, inner.width, label, theme.strong);
        let at = (inner.x + used, inner.y);
        let x = practice
            .name
            .paint(canvas, at, inner.width - used, theme.accent);
        cursor = Some((x, inner.y));
    } else {
        let kept = match practice.rounds().len() {
            0 => "No round is kept yet. What do you practise?".to_owned(),
            1 => "1 round is kept. What do you practise?".to_owned(),
            many => format!("{many} rounds are kept. What do you practise?"),
        };
        canvas.text(inner.x, inner.y, inner.width, &kept, theme.muted);
    }
    let free = if area.height >= 20 { 2 } else { 1 };
    inner.y += free;
    inner.height = inner.height.saturating_sub(free);
    if area.width >= BESIDE {
        let half = inner.width * 2 / 5;
        list(
            practice,
            Rect {
                width: half,
                ..inner
            },
            canvas,
        );
        let beside = Rect {
            x: inner.x + half + 3,
            width: (inner.width - half - 3).min(72),
            ..inner
        };
        cards(practice, beside, true, canvas);
    } else {
        let rows = list(practice, inner, canvas) + 1;
        let below = Rect {
            y: inner.y + rows,
            height: inner.height.saturating_sub(rows),
            ..inner
        };
        cards(practice, below, area.height >= 22, canvas);
    }
    cursor
}

/// Paints the drills, the selected one always among them; returns the rows used.
fn list(practice: &Practice, area: Rect, canvas: &mut Canvas) -> u16 {
    const MOST: usize = 8;
    let theme = canvas.theme;
    let drills = &practice.setting.material.drills;
    let shown = drills.len().min(MOST).min(usize::from(area.height));
    let first = (practice.drill + 1).saturating_sub(shown);
    for (y, (at, drill)) in (area.y..).zip(drills.iter().enumerate().skip(first).take(shown)) {
        let selected = at == practice.drill;
        let (mark, style) = match selected {
            true => (canvas.glyphs.selected, theme.strong),
            false => (" ", theme.text),
        };
        canvas.text(area.x, y, 1, mark, theme.accent);
        canvas.text(
            area.x + 2,
            y,
            area.width.saturating_sub(2),
            &drill.title,
            style,
        );
    }
    u16::try_from(shown).unwrap_or(0)
}

fn cards(practice: &Practice, mut area: Rect, roomy: bool, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let (Some(drill), Some(persona)) = (practice.drill(), practice.persona()) else {
        return;
    };
    let rest = &mut area;
    say("Situation", &drill.situation, theme.text, rest, canvas);
    say("Task", &drill.task, theme.strong, rest, canvas);
    if roomy {
        leave_free(rest);
    }
    let who = format!("{}, {}", persona.name, persona.role);
    say("The buyer", &who, theme.strong, rest, canvas);
    say("Play them", &persona.plays, theme.text, rest, canvas);
    say("Want", &persona.wants, theme.text, rest, canvas);
    say("Fear", &persona.fears, theme.text, rest, canvas);
    let opening = format!("“{}”", drill.opening.said);
    say("Open with", &opening, theme.text, rest, canvas);
}
