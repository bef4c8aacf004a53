//! A question with yes or no, asked only before something that cannot be taken back.

use ratatui::layout::Rect;

use super::panel;
use crate::text;
use crate::tui::paint::Canvas;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirm {
    /// What it is about, in a few words.
    pub title: &'static str,
    /// What is asked.
    pub question: String,
    /// What a yes and a no come to, in words.
    pub answers: [&'static str; 2],
    /// What a yes does.
    pub then: Then,
}

/// What a yes does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Ends the program although something is not on disk.
    QuitUnsaved,
    /// Ends a window that is shared, or one in which something is tried.
    Quit,
    /// Goes back to the plans, whatever is tried.
    Close,
    /// Stops a window that is shared, until the shell lets it go on.
    Suspend,
    /// Shows the rep's own view again.
    OwnView,
}

/// Paints the question.
pub fn view(confirm: &Confirm, area: Rect, canvas: &mut Canvas) {
    let cols = 64.min(area.width.saturating_sub(6));
    let lines = text::wrap(
        &text::harmless(&confirm.question),
        usize::from(cols.saturating_sub(4)),
    );
    let rows = u16::try_from(lines.len()).unwrap_or(8).min(12) + 4;
    let inner = panel(canvas, area, cols, rows, confirm.title);
    for (y, line) in (inner.y..inner.bottom().saturating_sub(1)).zip(&lines) {
        canvas.text(inner.x, y, inner.width, line, canvas.theme.text);
    }
    let theme = canvas.theme;
    let [yes, no] = confirm.answers;
    let answers = [
        ("y", theme.accent),
        (" ", theme.text),
        (yes, theme.text),
        ("    ", theme.text),
        ("n", theme.accent),
        (" ", theme.text),
        (no, theme.text),
    ];
    canvas.pieces(
        inner.x,
        inner.bottom().saturating_sub(1),
        inner.width,
        &answers,
    );
}
