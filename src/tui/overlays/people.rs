//! Who is who on both sides: a list to choose from, with what each person owns.

use ratatui::layout::Rect;

use super::panel;
use crate::plan::{Person, Plan, Side, Step};
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
        let nobody = "Nobody yet. Who goes live on the buyer's side?";
        canvas.text(inner.x, inner.y + 1, inner.width, nobody, theme.text);
    }
    let shown = usize::from(inner.height.saturating_sub(3)).max(1);
    let first = people.selected.saturating_sub(shown - 1);
    let list = plan.people.iter().enumerate().skip(first).take(shown);
    for (y, (index, person)) in (inner.y + 1..).zip(list) {
        row(
            person,
            plan,
            Rect {
                y,
                height: 1,
                ..inner
            },
            canvas,
        );
        if index == people.selected {
            let whole = Rect {
                x: inner.x - 1,
                y,
                width: inner.width + 2,
                height: 1,
            };
            canvas.restyle(whole, theme.selected);
        }
    }
    let (key, word) = (theme.accent, theme.muted);
    let hints = [
        ("Enter", key),
        (" edit   ", word),
        ("a", key),
        (" add   ", word),
        ("Del", key),
        (" remove   ", word),
        ("Esc", key),
        (" back", word),
    ];
    canvas.pieces(
        inner.x,
        inner.bottom().saturating_sub(1),
        inner.width,
        &hints,
    );
}

const ROLE: u16 = 16;
const OWNS: u16 = 17;

fn row(person: &Person, plan: &Plan, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let (x, y) = (area.x, area.y);
    let side = match person.side {
        Side::Buyer => 0,
        Side::Seller => 1,
        Side::Both | Side::Other(_) => 2,
    };
    canvas.glyph(x, y, canvas.glyphs.sides[side], theme.side(side));
    // The name gives way first; the mail is last and may fall off.
    let name = area.width.saturating_sub(4 + ROLE + OWNS).clamp(12, 24);
    canvas.text(x + 2, y, name, &person.name, theme.strong);
    let role_at = name + 3;
    let role = person.role.as_ref().map_or("", |role| role.word());
    canvas.text(x + role_at, y, ROLE, role, theme.text);
    let owned = |step: &&Step| {
        let owners = [&step.owners.buyer, &step.owners.seller];
        owners.into_iter().flatten().any(|id| *id == person.id)
    };
    let owns = match plan.steps.iter().filter(owned).count() {
        0 => "owns nothing yet".to_owned(),
        1 => "owns 1 step".to_owned(),
        many => format!("owns {many} steps"),
    };
    let owns_at = role_at + ROLE + 1;
    canvas.text(x + owns_at, y, OWNS, &owns, theme.muted);
    let mail_at = owns_at + OWNS + 1;
    let room = area.width.saturating_sub(mail_at);
    canvas.text(x + mail_at, y, room, &person.email, theme.muted);
}
