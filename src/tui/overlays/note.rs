//! A line that only the one at the window sees: a private note on a step, added to what stands in the
//! private file already, or what shows an answer of a diagnosis or an element of MEDDPICC.

use ratatui::layout::Rect;

use super::panel;
use crate::tui::field::Field;
use crate::tui::paint::Canvas;

/// A private note being typed.
#[derive(Debug, Clone)]
pub struct Note {
    /// The id of the step it is on, or [`crate::plan::GO_LIVE`].
    pub step: String,
    /// What that is called.
    pub title: String,
    /// What is typed.
    pub field: Field,
    heading: String,
    said: &'static str,
}

impl Note {
    /// An empty note on a step.
    pub fn on(step: String, title: String) -> Self {
        Self {
            heading: format!("Private note · {title}"),
            said: "Only you see it. Enter keeps it in the private file.",
            step,
            title,
            field: Field::default(),
        }
    }

    /// What shows an element, to be written anew.
    pub fn of(title: &'static str, evidence: &str) -> Self {
        Self {
            heading: format!("{title}: what shows it, and from whom?"),
            said: "Only you see it. Enter keeps it in the private file.",
            step: String::new(),
            title: title.to_owned(),
            field: Field::with(evidence),
        }
    }

    /// What shows a yes or a no.
    pub fn evidence(yes: bool) -> Self {
        let word = if yes { "Yes" } else { "No" };
        Self {
            heading: format!("{word}: what shows it?"),
            said: "In a line, as you saw or heard it. Enter alone leaves it open.",
            step: String::new(),
            title: String::new(),
            field: Field::default(),
        }
    }
}

/// Paints the field; returns where the cursor is.
pub fn view(note: &Note, area: Rect, canvas: &mut Canvas) -> (u16, u16) {
    // At the foot: the words to say stay in view while somebody speaks.
    let rows = 10.min(area.height);
    let area = Rect {
        y: area.bottom().saturating_sub(rows),
        height: rows,
        ..area
    };
    let inner = panel(canvas, area, 76, 4, &note.heading);
    let theme = canvas.theme;
    canvas.text(inner.x, inner.y, 2, "› ", theme.accent);
    let at = (inner.x + 2, inner.y);
    let x = note
        .field
        .paint(canvas, at, inner.width.saturating_sub(2), theme.text);
    canvas.text(inner.x, inner.y + 1, inner.width, note.said, theme.muted);
    (x, inner.y)
}
