//! What a line that is being typed says back: a chip for each part that was understood, the dates that
//! would follow, or what is wrong. A layout into rows and its painting; what it says is decided by
//! whoever reads the line.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::text;
use crate::tui::paint::Canvas;

/// A part of a line as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// In words.
    pub words: String,
    /// Whether something about it is missing or was assumed.
    pub warn: bool,
}

/// What was understood so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    /// Part by part.
    pub chips: Vec<Chip>,
    /// What follows from it, or what is wrong.
    pub text: String,
    /// Whether something is wrong.
    pub bad: bool,
}

impl Reply {
    /// What is wrong.
    pub fn bad(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            bad: true,
            ..Self::default()
        }
    }

    /// Words and nothing more.
    pub fn words(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

/// Columns between two chips.
const BETWEEN: u16 = 1;

/// Paints a reply: chips first, what follows from them behind or below, cut with an ellipsis where
/// the area ends.
pub fn paint(reply: &Reply, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let (mut x, mut y) = (area.x, area.y);
    for chip in &reply.chips {
        let words = format!(" {} ", text::harmless(&chip.words));
        let cols = u16::try_from(text::width(&words)).unwrap_or(u16::MAX);
        if x > area.x && x.saturating_add(cols) > area.right() {
            if y + 1 >= area.bottom() {
                more((x, y), area, canvas);
                return;
            }
            (x, y) = (area.x, y + 1);
        }
        let style = if chip.warn {
            theme.warn.add_modifier(Modifier::REVERSED)
        } else {
            theme.selected
        };
        x += canvas.text(x, y, area.right().saturating_sub(x), &words, style) + BETWEEN;
    }
    let style = if reply.bad { theme.bad } else { theme.text };
    let words = text::harmless(&reply.text);
    let beside = usize::from(area.right().saturating_sub(x + 1));
    let (first, rest) = if x > area.x {
        begin(&words, beside)
    } else {
        ("", &*words)
    };
    if !first.is_empty() {
        x += 1 + canvas.text(x + 1, y, area.width, first, style);
    }
    if x > area.x {
        y += 1;
        if y >= area.bottom() && !rest.is_empty() {
            more((x, y - 1), area, canvas);
        }
    }
    let rows = text::wrap(rest, usize::from(area.width));
    let left = usize::from(area.bottom().saturating_sub(y));
    for (index, row) in rows.iter().take(left).enumerate() {
        let cut = index + 1 == left && rows.len() > left;
        let more = if cut { canvas.glyphs.ellipsis } else { "" };
        canvas.text(area.x, y, area.width, &format!("{row}{more}"), style);
        y += 1;
    }
}

/// Says at the end of the last row that something is left out, over its last column if need be.
fn more((x, y): (u16, u16), area: Rect, canvas: &mut Canvas) {
    let x = x.min(area.right().saturating_sub(1));
    canvas.text(x, y, 1, canvas.glyphs.ellipsis, canvas.theme.text);
}

/// As many whole words as fit so many columns, and the rest.
fn begin(words: &str, cols: usize) -> (&str, &str) {
    let ends = words.match_indices(' ').map(|(at, _)| at);
    let fits = |at: &usize| text::width(&words[..*at]) <= cols;
    match ends.chain([words.len()]).take_while(fits).last() {
        Some(at) => (&words[..at], words[at..].trim_start()),
        None => ("", words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::{screen, text};
    use crate::tui::theme::Theme;

    fn shown(reply: &Reply, cols: u16) -> String {
        let theme = Theme::plain();
        text(&screen(cols, 2, &theme, |canvas| {
            paint(reply, canvas.area(), canvas);
        }))
    }

    #[test]
    fn chips_come_first_and_what_follows_stands_behind_or_below() {
        let chip = |words: &str| Chip {
            words: words.to_owned(),
            warn: false,
        };
        let reply = Reply {
            chips: vec![chip("4 weeks"), chip("Dana, Acme")],
            text: "start by Sat 9 Jan, done by Fri 5 Feb".to_owned(),
            bad: false,
        };
        for (cols, expected) in [
            (
                70,
                " 4 weeks   Dana, Acme   start by Sat 9 Jan, done by Fri 5 Feb\n\n",
            ),
            (
                40,
                " 4 weeks   Dana, Acme   start by Sat 9\nJan, done by Fri 5 Feb\n",
            ),
            (
                30,
                " 4 weeks   Dana, Acme   start\nby Sat 9 Jan, done by Fri 5…\n",
            ),
            (16, " 4 weeks\n Dana, Acme  …\n"),
            (10, " 4 weeks\n Dana, Ac…\n"),
        ] {
            assert_eq!(shown(&reply, cols), expected, "{cols}");
        }
        let many = Reply {
            chips: ["4 weeks", "Dana, Acme", "Tom"].map(chip).into(),
            ..Reply::default()
        };
        assert_eq!(shown(&many, 16), " 4 weeks\n Dana, Acme  …\n");
        let long = Reply::bad("this is not understood, and here is what to do about it");
        assert_eq!(shown(&long, 20), "this is not\nunderstood, and her…\n");
    }
}
