//! The only way to the screen. Every text is made harmless here and cut to its columns, so no
//! screen can pass an escape sequence on or push a column out of line. A test keeps every other
//! module of the terminal away from ratatui's own text and cell functions.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::{ASCII, Glyphs, Theme};
use crate::text;

/// A part of the screen to paint on.
#[derive(Debug)]
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    /// Colours and emphasis.
    pub theme: &'a Theme,
    /// The characters that pictures are made of.
    pub glyphs: &'static Glyphs,
}

impl<'a> Canvas<'a> {
    /// A canvas over a whole buffer.
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        Self {
            buffer,
            glyphs: theme.glyphs,
            theme,
        }
    }

    /// The whole screen.
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Writes a text of one line from (`x`, `y`), in at most `cols` columns, cut with `…`. Returns
    /// the columns used. What lies outside the screen is left out.
    pub fn text(&mut self, x: u16, y: u16, cols: u16, words: &str, style: Style) -> u16 {
        let room = self.room(x, y, cols);
        if room == 0 {
            return 0;
        }
        // Nearly every word on the screen is of this kind, and a key must not wait for the rest.
        if words.len() <= usize::from(room) && text::is_simple(words) {
            return self.simple(x, y, words, style);
        }
        let harmless = text::harmless(words);
        let clipped = text::clip(&harmless, usize::from(room));
        let shown = if *self.glyphs == ASCII {
            Cow::Owned(text::plain(&clipped))
        } else {
            clipped
        };
        let (mut at, end) = (x, x + room);
        for (cluster, _) in text::clusters(&shown) {
            at = match cluster.as_bytes() {
                [letter] => at + self.letter(at, y, char::from(*letter), style),
                // Wide ones take more than their cell, which the buffer knows best.
                _ => {
                    let room = usize::from(end - at);
                    self.buffer.set_stringn(at, y, cluster, room, style).0
                }
            };
        }
        at - x
    }

    /// Writes a text of one column a byte, which is known to fit and to need no care.
    fn simple(&mut self, x: u16, y: u16, words: &str, style: Style) -> u16 {
        let letters = (x..).zip(words.bytes());
        letters.fold(0, |used, (x, letter)| {
            used + self.letter(x, y, char::from(letter), style)
        })
    }

    /// Writes one character of one column; returns the columns used.
    fn letter(&mut self, x: u16, y: u16, letter: char, style: Style) -> u16 {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_char(letter).set_style(style);
        }
        1
    }

    /// Writes a text that ends at column `x + cols`.
    pub fn text_right(&mut self, x: u16, y: u16, cols: u16, words: &str, style: Style) {
        let harmless = text::harmless(words);
        let width = u16::try_from(text::width(&harmless))
            .unwrap_or(u16::MAX)
            .min(cols);
        self.text(x + (cols - width), y, width, words, style);
    }

    /// Writes several pieces one behind the other; returns the columns used.
    pub fn pieces(&mut self, x: u16, y: u16, cols: u16, pieces: &[(&str, Style)]) -> u16 {
        let mut used = 0;
        for (words, style) in pieces {
            used += self.text(x + used, y, cols.saturating_sub(used), words, *style);
        }
        used
    }

    /// Sets one cell to a character of the program's own pictures.
    pub fn glyph(&mut self, x: u16, y: u16, glyph: &'static str, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(glyph).set_style(style);
        }
    }

    /// Repeats a character along a row.
    pub fn line(&mut self, x: u16, y: u16, cols: u16, glyph: &'static str, style: Style) {
        for column in x..x.saturating_add(cols) {
            self.glyph(column, y, glyph, style);
        }
    }

    /// Adds a style to what stands in an area.
    pub fn restyle(&mut self, area: Rect, style: Style) {
        self.buffer
            .set_style(area.intersection(self.buffer.area), style);
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Rect, style: Style) {
        let area = area.intersection(self.buffer.area);
        for y in area.top()..area.bottom() {
            self.cut_wide(area.left(), y);
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }

    /// Blanks a wide character whose right half lies at `x`: half of it would cover what comes there.
    fn cut_wide(&mut self, x: u16, y: u16) {
        let left = x
            .checked_sub(1)
            .and_then(|left| self.buffer.cell_mut((left, y)));
        if let Some(cell) = left.filter(|cell| text::width(cell.symbol()) > 1) {
            cell.set_symbol(" ");
        }
    }

    fn room(&self, x: u16, y: u16, cols: u16) -> u16 {
        let area = self.buffer.area;
        if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() {
            return 0;
        }
        cols.min(area.right() - x)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(paint: impl FnOnce(&mut Canvas)) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        let theme = Theme::plain();
        paint(&mut Canvas::new(&mut buffer, &theme));
        buffer
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect()
    }

    #[test]
    fn text_is_cut_to_its_columns_and_to_the_screen() {
        assert_eq!(
            painted(|canvas| assert_eq!(canvas.text(2, 0, 5, "Security", Style::new()), 5)),
            "  Secu…     "
        );
        assert_eq!(
            painted(|canvas| assert_eq!(canvas.text(9, 0, 50, "Security", Style::new()), 3)),
            "         Se…"
        );
        assert_eq!(
            painted(|canvas| assert_eq!(canvas.text(12, 0, 5, "x", Style::new()), 0)),
            "            "
        );
        assert_eq!(
            painted(|canvas| canvas.text_right(0, 0, 6, "abc", Style::new())),
            "   abc      "
        );
    }

    #[test]
    fn simple_words_are_painted_as_any_others() {
        let theme = Theme::plain();
        let style = Style::new().add_modifier(ratatui::style::Modifier::BOLD);
        for words in ["", "Security", " a  b ", "~}|{!", "exactly 12 c"] {
            let empty = Buffer::empty(Rect::new(0, 0, 14, 1));
            let (mut fast, mut slow) = (empty.clone(), empty);
            let used = Canvas::new(&mut fast, &theme).text(1, 0, 12, words, style);
            let (end, _) = slow.set_stringn(1, 0, words, 12, style);
            assert_eq!((fast, used), (slow, end - 1), "{words:?}");
        }
    }

    #[test]
    fn words_of_every_kind_are_painted_as_the_buffer_would() {
        let theme = Theme::plain();
        let style = Style::new().add_modifier(ratatui::style::Modifier::BOLD);
        for words in [
            "Mon 4 Jan · 25 d",
            "漢字 and flags 🇩🇪🇫🇷",
            "e\u{301}té 👩‍💻!",
            "ﾊﾞ x …",
        ] {
            let empty = Buffer::filled(Rect::new(0, 0, 24, 1), ratatui::buffer::Cell::new("x"));
            let (mut ours, mut theirs) = (empty.clone(), empty);
            let used = Canvas::new(&mut ours, &theme).text(1, 0, 22, words, style);
            let (end, _) = theirs.set_stringn(1, 0, words, 22, style);
            assert_eq!((ours, used), (theirs, end - 1), "{words:?}");
        }
    }

    #[test]
    fn no_escape_reaches_a_cell() {
        let screen = painted(|canvas| {
            canvas.text(0, 0, 12, "a\x1b]52;c;x\x07\u{202e}b", Style::new());
        });
        assert!(!screen.contains(['\x1b', '\x07', '\u{202e}']), "{screen:?}");
    }
}
