//! Who is who on both sides: a list to choose from, with what each person owns.

use ratatui::layout::Rect;

use super::panel;
use crate::plan::{Plan, Side};
use crate::tui::paint::Canvas;

/// The list of people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    /// The selected person's index in the plan.
    pub selected: usize,
}

impl People {
    /// Moves the selection.
    pub fn select(&mut self, plan: &Plan, by: isize) {
        self.selected = self
            .selected
            .saturating_add_signed(by)
            .min(plan.people.len().saturating_sub(1));
    }

    /// The selected person's id.
    pub fn current<'a>(&self, plan: &'a Plan) -> Option<&'a str> {
        plan.people
            .get(self.selected)
            .map(|person| person.id.as_str())
    }
}

/// Paints the list.
pub fn view(people: &People, plan: &Plan, area: Rect, canvas: &mut Canvas) {
    let rows = u16::try_from(plan.people.len())
        .unwrap_or(u16::MAX)
        .saturating_add(6);
    let inner = panel(canvas, area, 88, rows.max(9), "People");
    let theme = canvas.theme;
    if plan.people.is_empty() {
        canvas.text(
            inner.x,
            inner.y + 1,
            inner.width,
            "Nobody yet. Who goes live on the buyer's side?",
            theme.text,
        );
    }
    let shown = usize::from(inner.height.saturating_sub(2)).max(1);
    let first = people.selected.saturating_sub(shown.saturating_sub(1));
    for (y, (index, person)) in (inner.y + 1..).zip(
        plan.people
            .iter()
            .enumerate()
            .skip(first)
            .take(shown.saturating_sub(1)),
    ) {
        let side = match person.side {
            Side::Buyer => 0,
            Side::Seller => 1,
            Side::Both | Side::Other(_) => 2,
        };
        canvas.glyph(inner.x, y, canvas.glyphs.sides[side], theme.side(side));
        canvas.text(inner.x + 2, y, 24, &person.name, theme.strong);
        canvas.text(
            inner.x + 27,
            y,
            16,
            person.role.as_ref().map_or("", |role| role.word()),
            theme.text,
        );
        let owns = plan
            .steps
            .iter()
            .filter(|step| {
                step.owners.buyer.as_ref() == Some(&person.id)
                    || step.owners.seller.as_ref() == Some(&person.id)
            })
            .count();
        let owns = match owns {
            0 => "owns nothing yet".to_owned(),
            1 => "owns 1 step".to_owned(),
            many => format!("owns {many} steps"),
        };
        canvas.text(inner.x + 44, y, 17, &owns, theme.muted);
        canvas.text(
            inner.x + 62,
            y,
            inner.width.saturating_sub(62),
            &person.email,
            theme.muted,
        );
        if index == people.selected {
            canvas.restyle(
                Rect {
                    x: inner.x - 1,
                    y,
                    width: inner.width + 2,
                    height: 1,
                },
                theme.selected,
            );
        }
    }
    let keys = [
        ("Enter", theme.accent),
        (" edit   ", theme.muted),
        ("a", theme.accent),
        (" add   ", theme.muted),
        ("Del", theme.accent),
        (" remove   ", theme.muted),
        ("Esc", theme.accent),
        (" back", theme.muted),
    ];
    canvas.pieces(
        inner.x,
        inner.bottom().saturating_sub(1),
        inner.width,
        &keys,
    );
}
