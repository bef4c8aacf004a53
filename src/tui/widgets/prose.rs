//! Wrapped text with marked stretches: a script with the deal's own words in it. Wrapping is all
//! that happens to the words.

use std::ops::Range;

use ratatui::style::Style;

use crate::text;
use crate::tui::paint::Canvas;

/// A text with marked stretches, ready to be wrapped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    text: String,
    marks: Vec<Range<usize>>,
}

impl Prose {
    /// The text of several pieces, those that are to be marked told apart.
    pub fn of<'a>(pieces: impl IntoIterator<Item = (&'a str, bool)>) -> Self {
        let mut prose = Self::default();
        for (words, marked) in pieces {
            let start = prose.text.len();
            prose.text.push_str(&text::harmless_lines(words));
            if marked {
                prose.marks.push(start..prose.text.len());
            }
        }
        prose
    }

    /// The lines at a width, as ranges of the text.
    pub fn lines(&self, cols: u16) -> Vec<Range<usize>> {
        text::wrap_ranges(&self.text, usize::from(cols))
    }

    /// Paints one line; returns the columns used.
    pub fn paint(
        &self,
        canvas: &mut Canvas,
        (x, y): (u16, u16),
        cols: u16,
        line: &Range<usize>,
        (plain, marked): (Style, Style),
    ) -> u16 {
        let mut at = line.start;
        let mut used = 0;
        while at < line.end {
            let mark = self.marks.iter().find(|mark| mark.end > at);
            let (end, style) = match mark {
                Some(mark) if mark.start <= at => (mark.end, marked),
                Some(mark) => (mark.start, plain),
                None => (line.end, plain),
            };
            let end = end.min(line.end);
            let words = self.text.get(at..end).unwrap_or_default();
            used += canvas.text(x + used, y, cols.saturating_sub(used), words, style);
            at = end;
        }
        used
    }
}
