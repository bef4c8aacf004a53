//! The lines of a calendar file: folded ones joined, each with the number under which an editor shows
//! it. What a line means is read in [`super::event`].

use icalendar::parser::Property;

/// A longer line is a picture or a mail, and nothing that days off are read from.
const LONGEST_LINE: usize = 8 * 1024;

/// A line with its continuations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it begins in the file, from 1.
    pub(super) number: usize,
    text: String,
}

impl Line {
    /// What stands behind `BEGIN:` or `END:`, if that is how the line starts.
    pub(super) fn ends(&self, word: &str) -> Option<&str> {
        let (name, rest) = self.text.split_once(':')?;
        name.trim().eq_ignore_ascii_case(word).then(|| rest.trim())
    }

    /// The name of the property in capital letters.
    pub(super) fn name(&self) -> String {
        let end = self.text.find([':', ';']).unwrap_or(0);
        self.text
            .get(..end)
            .unwrap_or_default()
            .trim()
            .to_ascii_uppercase()
    }

    /// The property, when it can be read.
    pub(super) fn property(&self) -> Option<Property<'_>> {
        if self.text.len() > LONGEST_LINE {
            return None;
        }
        Property::try_from(self.text.as_str()).ok()
    }
}

/// All lines, with LF or CRLF at their ends; a blank or a tab at the start continues the line before.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(last)) => last.text.push_str(rest),
            _ if line.trim().is_empty() => {}
            _ => lines.push(Line {
                number: at + 1,
                text: line.to_owned(),
            }),
        }
    }
    lines
}
