//! What the packs of a team's own words have in common, whatever they hold: what is wrong with one is told
//! with its file and its line. What a pack holds is read where it is used: [`super::scripts`],
//! [`super::practice`], [`super::objections`].

use crate::text;

/// What is wrong with a pack. Whatever it quotes of the pack is harmless and short.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {reason}")]
pub struct Fault {
    file: String,
    line: usize,
    reason: String,
}

/// The text of a pack, to say where in it something stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// The pack's file; only named.
    pub(super) file: &'a str,
    /// What stands in it.
    pub(super) json: &'a str,
}

impl Place<'_> {
    /// A fault in a line.
    pub(super) fn fault(&self, line: usize, reason: String) -> Fault {
        Fault {
            file: text::harmless(self.file).into_owned(),
            line,
            reason,
        }
    }

    /// The fault of a text that is no JSON or has another shape, with what the shape is.
    pub(super) fn misshapen(&self, error: &serde_json::Error, shape: &str) -> Fault {
        self.fault(error.line(), format!("{}. {shape}", told(error)))
    }

    /// Where a key with that value stands, in bytes: the `nth` of several, from 0, or the last that there
    /// is; nothing where the file writes its letters in codes.
    pub(super) fn find(&self, key: &str, value: &str, nth: usize, from: usize) -> Option<usize> {
        let json = |text: &str| serde_json::to_string(text).unwrap_or_default();
        let (key, value) = (json(key), json(value));
        let has_value = |at: usize| {
            let rest = self.json.get(at + key.len()..).unwrap_or_default();
            let rest = rest.trim_start().strip_prefix(':').map(str::trim_start);
            rest.is_some_and(|rest| rest.starts_with(&value))
        };
        let places = self.json.match_indices(&key).map(|(at, _)| at);
        let found: Vec<usize> = places.filter(|&at| at >= from && has_value(at)).collect();
        found.get(nth).or_else(|| found.last()).copied()
    }

    /// The line that a byte stands in, from 1.
    pub(super) fn line_at(&self, at: usize) -> usize {
        let before = self.json.get(..at);
        1 + before.map_or(0, |before| before.matches('\n').count())
    }

    /// Checks the entries of a list: each is named like no other, and none of its words are missing. `what`
    /// is an entry to people, `key` where its name stands.
    ///
    /// # Errors
    /// The first that is wrong.
    pub(super) fn entries(
        &self,
        what: &str,
        key: &str,
        entries: &[Entry<'_>],
    ) -> Result<(), Fault> {
        for (index, entry) in entries.iter().enumerate() {
            let name = entry.name;
            let at = self.find(key, name, 0, 0).unwrap_or(0);
            let before = entries.iter().take(index);
            if before.clone().any(|other| other.name == name) {
                let line = self.line_at(self.find(key, name, 1, 0).unwrap_or(0));
                let name = quoted(name);
                let reason = format!("the {what} \"{name}\" is there twice; keep one of them");
                return Err(self.fault(line, reason));
            }
            let named = (key, name);
            let mut words = std::iter::once(&named).chain(&entry.words);
            if let Some((field, words)) = words.find(|(_, words)| words.trim().is_empty()) {
                let line = self.line_at(self.find(field, words, 0, at).unwrap_or(at));
                let number = index + 1;
                let reason =
                    format!("{what} {number} has no {field}; write one, or take the {what} out");
                return Err(self.fault(line, reason));
            }
        }
        Ok(())
    }
}

/// An entry of a list in a pack.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// What tells it from the others.
    pub(super) name: &'a str,
    /// The words that it cannot be without, each with its key.
    pub(super) words: Vec<(&'a str, &'a str)>,
}

/// What the reader of JSON says, without the place, which is told apart.
pub(super) fn told(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let reason = text::harmless(told.strip_suffix(&place).unwrap_or(&told));
    text::clip(&reason, 160).into_owned()
}

/// Words of a pack, to be quoted in an error.
pub(super) fn quoted(words: &str) -> String {
    text::clip(&text::harmless(words), 60).into_owned()
}
