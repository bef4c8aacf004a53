//! Wrapping: a text broken into lines of a given width, greedily, at white space.
//!
//! It measures by grapheme cluster (a family emoji is two columns, not eight, and is never torn),
//! which is why it is written here and not taken from a library that measures by character.

use std::ops::Range;

use super::width::clusters;

/// Wraps a text to lines of at most `cols` columns; see [`wrap_ranges`].
pub fn wrap(text: &str, cols: usize) -> Vec<String> {
    wrap_ranges(text, cols)
        .into_iter()
        .map(|range| text.get(range).unwrap_or_default().to_owned())
        .collect()
}

/// Where each line of the wrapped text lies in it, in bytes. LF breaks a line; white space at a break
/// is left out, white space elsewhere is kept, and so is every other character. A word longer than a
/// line is broken between clusters; wide (CJK) text may break before any of its characters. Only a
/// cluster that is itself wider than `cols` makes a line longer than that. Linear in the text.
pub fn wrap_ranges(text: &str, cols: usize) -> Vec<Range<usize>> {
    let mut wrapper = Wrapper {
        cols: cols.max(1),
        lines: Vec::new(),
        line: 0..0,
        used: 0,
        space: 0,
        empty: true,
    };
    let mut start = 0;
    for paragraph in text.split('\n') {
        wrapper.paragraph(paragraph, start);
        start += paragraph.len() + 1;
    }
    wrapper.lines
}

struct Wrapper {
    cols: usize,
    lines: Vec<Range<usize>>,
    /// The line being filled, without the white space after its last word.
    line: Range<usize>,
    /// Columns of `line`, and of the white space that follows it.
    used: usize,
    space: usize,
    empty: bool,
}

impl Wrapper {
    fn paragraph(&mut self, paragraph: &str, start: usize) {
        self.begin(start);
        let mut word: Vec<(Range<usize>, usize)> = Vec::new();
        let mut position = start;
        for (cluster, columns) in clusters(paragraph) {
            let range = position..position + cluster.len();
            position = range.end;
            let first = cluster.chars().next().unwrap_or(' ');
            if cluster.chars().all(is_break_space) {
                self.word(&mut word);
                self.space += columns;
            } else {
                if is_wide_text(first) {
                    self.word(&mut word);
                }
                word.push((range, columns));
                if is_wide_text(first) {
                    self.word(&mut word);
                }
            }
        }
        self.word(&mut word);
        self.lines.push(self.line.clone());
    }

    fn begin(&mut self, start: usize) {
        self.line = start..start;
        (self.used, self.space, self.empty) = (0, 0, true);
    }

    fn word(&mut self, word: &mut Vec<(Range<usize>, usize)>) {
        let Some((first, _)) = word.first() else {
            return;
        };
        let columns: usize = word.iter().map(|(_, columns)| columns).sum();
        if self.used + self.space + columns > self.cols {
            if !self.empty {
                self.lines.push(self.line.clone());
            }
            self.begin(first.start);
        }
        for (range, columns) in word.drain(..) {
            if self.used + self.space + columns > self.cols && !self.empty {
                self.lines.push(self.line.clone());
                self.begin(range.start);
            }
            self.line.end = range.end;
            self.used += self.space + columns;
            (self.space, self.empty) = (0, false);
        }
    }
}

/// White space that a line may break at; the no-break spaces hold their words together.
fn is_break_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// Scripts written without spaces between words, each character two columns wide.
fn is_wide_text(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
