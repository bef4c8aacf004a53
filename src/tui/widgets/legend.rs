//! What the marks of the timeline mean, from the same glyphs that it is drawn with: at the foot of the
//! details where there is room, and at the end of the page of keys.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text;
use crate::tui::paint::Canvas;

/// Rows that the legend takes at the foot of the details, with a free one above.
pub const FOOT_ROWS: u16 = 4;

/// Which marks are explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that every plan has.
    Usual,
    /// Also those of what is due and of what holds steps to certain days.
    All,
}

/// How many marks every plan has: the first of them all.
const USUAL: usize = 15;

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
        (glyphs.due, theme.warn, "due soon"),
        (glyphs.allowed, theme.accent, "can land here"),
        (glyphs.pin, theme.strong, "pinned"),
        (glyphs.bounds[0], theme.strong, "not before"),
        (glyphs.bounds[1], theme.strong, "no later than"),
        (glyphs.wait, theme.room, "waits"),
        (glyphs.tied[0], theme.accent, "starts with the selected"),
        (glyphs.tied[1], theme.accent, "done with it"),
    ]
}

/// The legend's rows at a width, as many marks a row as fit.
fn rows(which: Which, cols: u16, canvas: &Canvas) -> Vec<Vec<(u16, Entry)>> {
    let mut rows: Vec<Vec<(u16, Entry)>> = Vec::new();
    let mut x = 0;
    let shown = match which {
        Which::Usual => USUAL,
        Which::All => usize::MAX,
    };
    for entry in entries(canvas).into_iter().take(shown) {
        let (glyph, _, meaning) = entry;
        let wide = u16::try_from(text::width(glyph) + text::width(meaning) + 4).unwrap_or(u16::MAX);
        match rows.last_mut().filter(|_| x + wide <= cols) {
            Some(row) => row.push((x, entry)),
            None => {
                x = 0;
                rows.push(vec![(x, entry)]);
            }
        }
        x = x.saturating_add(wide);
    }
    rows
}

/// How many rows the whole legend has at a width.
pub fn height(cols: u16, canvas: &Canvas) -> usize {
    rows(Which::All, cols, canvas).len()
}

/// Paints the legend without its first `skip` rows; what has no room is left out. Returns the rows used.
pub fn paint(which: Which, area: Rect, skip: usize, canvas: &mut Canvas) -> u16 {
    let muted = canvas.theme.muted;
    let rows = rows(which, area.width, canvas);
    let shown = rows.iter().skip(skip);
    let mut used = 0;
    for (y, row) in (area.y..area.bottom()).zip(shown) {
        for (x, (glyph, style, meaning)) in row {
            let pieces = [(*glyph, *style), (" ", muted), (*meaning, muted)];
            canvas.pieces(area.x + x, y, area.width.saturating_sub(*x), &pieces);
        }
        used += 1;
    }
    used
}
