//! A field of several lines, for what somebody says while it is being said: wrapped at its width, the
//! cursor always in view. Typing is [`super::field`]'s; here is what more than one line needs.

use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::field::Field;
use super::paint::Canvas;
use crate::text;

/// A field of several lines.
#[derive(Debug, Clone, Default)]
pub struct TextArea {
    field: Field,
}

impl TextArea {
    /// What stands in it.
    pub fn value(&self) -> &str {
        self.field.value()
    }

    /// Types a key in an area of so many columns; true when the text changed.
    pub fn key(&mut self, key: KeyEvent, cols: u16) -> bool {
        let before = self.value().len();
        match key.code {
            KeyCode::Enter => self.field.insert("\n"),
            KeyCode::Up => self.go(-1, cols),
            KeyCode::Down => self.go(1, cols),
            // In one line these clear it; here they would take everything that was said.
            KeyCode::Char('u' | 'k') if key.modifiers.contains(KeyModifiers::CONTROL) => {}
            _ => {
                self.field.key(key);
            }
        }
        self.value().len() != before
    }

    /// Types a pasted text, its lines as they are.
    pub fn paste(&mut self, pasted: &str) {
        let lines = pasted.replace("\r\n", "\n").replace('\r', "\n");
        self.field.insert(&text::harmless_lines(&lines));
    }

    fn lines(&self, cols: u16) -> Vec<Range<usize>> {
        text::wrap_ranges(self.value(), usize::from(cols.saturating_sub(1)))
    }

    /// The line that the cursor is on, and its column there.
    fn cursor(&self, lines: &[Range<usize>]) -> (usize, usize) {
        let at = self.field.cursor();
        let line = lines.iter().rposition(|line| line.start <= at).unwrap_or(0);
        let start = lines.get(line).map_or(0, |line| line.start);
        let before = self.value().get(start..at).unwrap_or_default();
        (line, text::width(&text::harmless(before)))
    }

    /// Moves the cursor to another line, as near to its column as that line reaches.
    fn go(&mut self, by: isize, cols: u16) {
        let lines = self.lines(cols);
        let (line, column) = self.cursor(&lines);
        let Some(to) = line
            .checked_add_signed(by)
            .and_then(|to| lines.get(to))
            .cloned()
        else {
            return;
        };
        let mut at = to.start;
        let mut used = 0;
        let words = self.value().get(to).unwrap_or_default();
        for (cluster, width) in text::clusters(words) {
            if used + width > column {
                break;
            }
            used += width;
            at += cluster.len();
        }
        self.field.go_to(at);
    }

    /// Paints it; returns where the cursor is.
    pub fn paint(&self, area: Rect, style: Style, canvas: &mut Canvas) -> (u16, u16) {
        let lines = self.lines(area.width);
        let (line, column) = self.cursor(&lines);
        let rows = usize::from(area.height).max(1);
        let first = (line + 1).saturating_sub(rows);
        for (y, range) in (area.y..area.bottom()).zip(lines.iter().skip(first)) {
            let words = self.value().get(range.clone()).unwrap_or_default();
            canvas.text(area.x, y, area.width, words, style);
        }
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        let row = u16::try_from(line - first).unwrap_or(0);
        (
            area.x + column.min(area.width.saturating_sub(1)),
            area.y + row,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::{screen, text};
    use crate::tui::theme::Theme;

    fn press(area: &mut TextArea, code: KeyCode) {
        area.key(KeyEvent::new(code, KeyModifiers::NONE), 10);
    }

    fn typed(words: &str) -> TextArea {
        let mut area = TextArea::default();
        area.paste(words);
        area
    }

    #[test]
    fn lines_wrap_and_the_cursor_stays_in_view() {
        let area = typed("one two three four\nfive ");
        let mut at = (0, 0);
        let theme = Theme::plain();
        let shown = screen(10, 2, &theme, |canvas| {
            at = area.paint(canvas.area(), theme.text, canvas);
        });
        assert_eq!((text(&shown).as_str(), at), ("four\nfive\n", (5, 1)));
    }

    #[test]
    fn up_and_down_keep_the_column_where_the_line_has_it() {
        let mut area = typed("one two three\nab\nlonger");
        for (code, expected) in [
            (KeyCode::Up, "one two three\nab|\nlonger"),
            (KeyCode::Up, "one two th|ree\nab\nlonger"),
            (KeyCode::Up, "on|e two three\nab\nlonger"),
            (KeyCode::Up, "on|e two three\nab\nlonger"),
            (KeyCode::Down, "one two th|ree\nab\nlonger"),
        ] {
            press(&mut area, code);
            let (head, tail) = area.value().split_at(area.field.cursor());
            assert_eq!(format!("{head}|{tail}"), expected, "{code:?}");
        }
    }

    #[test]
    fn what_clears_a_line_elsewhere_takes_nothing_here() {
        let mut area = typed("said\r\nand \u{202e}done");
        for letter in ['u', 'k'] {
            let key = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL);
            assert!(!area.key(key, 10));
        }
        press(&mut area, KeyCode::Enter);
        assert!(area.value().starts_with("said\nand "), "{:?}", area.value());
        assert!(area.value().ends_with("done\n") && !area.value().contains('\u{202e}'));
    }
}
