//! What the marks of the timeline mean, from the same glyphs that it is drawn with: at the foot of the
//! details where there is room, and at the end of the page of keys.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text;
use crate::tui::paint::Canvas;

/// Rows that the legend takes at the most, with a free one above.
pub const ROWS: u16 = 4;

/// A mark, how it looks, and what it means.
type Entry = (&'static str, Style, &'static str);

fn entries(canvas: &Canvas) -> Vec<Entry> {
    let (glyphs, theme) = (canvas.glyphs, canvas.theme);
    let [buyer, seller, both] = glyphs.sides;
    vec![
        (buyer, theme.side(0), "buyer"),
        (seller, theme.side(1), "seller"),
        (both, theme.side(2), "both"),
        (glyphs.must, theme.text, "must happen"),
        (glyphs.can, theme.can, "could happen"),
        (glyphs.room, theme.room, "room"),
        (glyphs.late, theme.bad, "late"),
        (glyphs.milestone, theme.text, "milestone"),
        (glyphs.anchor, theme.anchor, "go-live"),
        (glyphs.drives, theme.strong, "drives go-live"),
        (glyphs.riskiest, theme.warn, "riskiest"),
        (glyphs.today, theme.today, "today"),
        (glyphs.before, theme.accent, "before the selected"),
        (glyphs.after, theme.accent, "after it"),
        (glyphs.done, theme.good, "done"),
        (glyphs.was_sample, theme.text, "as it was (W, S)"),
    ]
}

/// Paints the legend, as many marks a row as fit; what has no room is left out. Returns the rows used.
pub fn paint(area: Rect, canvas: &mut Canvas) -> u16 {
    let (mut x, mut y) = (area.x, area.y);
    for (glyph, style, meaning) in entries(canvas) {
        let cols = u16::try_from(text::width(glyph) + text::width(meaning) + 4).unwrap_or(u16::MAX);
        if x > area.x && x + cols > area.right() {
            (x, y) = (area.x, y + 1);
        }
        if y >= area.bottom() {
            break;
        }
        let muted = canvas.theme.muted;
        canvas.pieces(
            x,
            y,
            area.right().saturating_sub(x),
            &[(glyph, style), (" ", muted), (meaning, muted)],
        );
        x = x.saturating_add(cols);
    }
    (y + 1).min(area.bottom()).saturating_sub(area.y)
}
