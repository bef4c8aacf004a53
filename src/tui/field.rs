//! A field of one line to type in: editing by `tui-input`, painting with the cursor always in view.
//! What may stand in it is up to whoever asks; here is only typing.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::Style;
use tui_input::backend::crossterm::EventHandler;
use tui_input::{Input, InputRequest};

use super::paint::Canvas;
use crate::text;

/// The most characters a field takes; a paste beyond is cut.
const LONGEST: usize = 4000;

/// A field of one line.
#[derive(Debug, Clone, Default)]
pub struct Field {
    input: Input,
}

impl Field {
    /// A field that already holds a text, the cursor behind it.
    pub fn with(text: &str) -> Self {
        Self {
            input: Input::new(text.to_owned()),
        }
    }

    /// What stands in it.
    pub fn value(&self) -> &str {
        self.input.value()
    }

    /// The cursor's place, in bytes.
    pub fn cursor(&self) -> usize {
        let value = self.value();
        value
            .char_indices()
            .nth(self.input.cursor())
            .map_or(value.len(), |(at, _)| at)
    }

    /// Puts another text in, the cursor behind it.
    pub fn set(&mut self, text: &str) {
        self.input = Input::new(text.to_owned());
    }

    /// Puts a text in place of a range of bytes, the cursor behind it. Ranges that do not lie on
    /// characters are left alone.
    pub fn replace(&mut self, range: std::ops::Range<usize>, with: &str) {
        let value = self.value();
        let (Some(head), Some(tail)) = (value.get(..range.start), value.get(range.end..)) else {
            return;
        };
        let cursor = head.chars().count() + with.chars().count();
        self.input = Input::new(format!("{head}{with}{tail}")).with_cursor(cursor);
    }

    /// Types a key; true when the text or the cursor changed.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let typed = matches!(key.code, KeyCode::Char(_))
            && !key
                .modifiers
                .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        if typed && self.value().chars().count() >= LONGEST {
            return false;
        }
        self.input.handle_event(&Event::Key(key)).is_some()
    }

    /// Types a pasted text; line breaks and tabs become spaces.
    pub fn paste(&mut self, pasted: &str) {
        self.insert(&pasted.replace(['\n', '\r'], " "));
    }

    /// Types a text at the cursor, its line breaks with it; other controls are left out.
    pub(super) fn insert(&mut self, typed: &str) {
        let room = LONGEST.saturating_sub(self.value().chars().count());
        for letter in typed.chars().take(room) {
            let letter = if letter == '\t' { ' ' } else { letter };
            if letter == '\n' || !letter.is_control() {
                self.input.handle(InputRequest::InsertChar(letter));
            }
        }
    }

    /// Puts the cursor before the character that begins at a byte, or at the end.
    pub(super) fn go_to(&mut self, byte: usize) {
        let before = self.value().char_indices().take_while(|(at, _)| *at < byte);
        let cursor = before.count();
        self.input.handle(InputRequest::SetCursor(cursor));
    }

    /// Paints the field; returns the cursor's column on the screen when it has the focus.
    pub fn paint(&self, canvas: &mut Canvas, (x, y): (u16, u16), cols: u16, style: Style) -> u16 {
        let (before, after) = self.value().split_at(self.cursor());
        let (before, after) = (text::harmless(before), text::harmless(after));
        let room = usize::from(cols.saturating_sub(1));
        let mut width = text::width(&before);
        let mut shown: &str = &before;
        for (cluster, cluster_width) in text::clusters(&before) {
            if width <= room {
                break;
            }
            width -= cluster_width;
            shown = &shown[cluster.len()..];
        }
        let used = canvas.text(x, y, cols, shown, style);
        let rest = canvas.text(x + used, y, cols.saturating_sub(used), &after, style);
        let blank = cols.saturating_sub(used + rest);
        canvas.line(x + used + rest, y, blank, " ", style);
        x + used.min(cols.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode) -> KeyEvent {
        KeyEvent::new(code, KeyModifiers::NONE)
    }

    #[test]
    fn a_paste_stays_one_line_and_brings_no_controls() {
        let mut field = Field::with("a");
        field.paste("b\nc\td\x1b[31me");
        assert_eq!(field.value(), "ab c d[31me");
    }

    #[test]
    fn a_completion_replaces_its_range_and_the_cursor_follows() {
        let mut field = Field::with("Call @Da tomorrow");
        field.replace(5..8, "@Dana");
        assert_eq!((field.value(), field.cursor()), ("Call @Dana tomorrow", 10));
        field.key(key(KeyCode::Char('!')));
        assert_eq!(field.value(), "Call @Dana! tomorrow");
    }

    #[test]
    fn the_cursor_counts_in_bytes_of_what_is_typed() {
        let mut field = Field::with("é日");
        field.key(key(KeyCode::Left));
        assert_eq!(field.cursor(), 2);
    }
}
