//! Finds the steps and people that a line names: by a whole title or name, or by a part of it that
//! only one has.

use std::cell::Cell;
use std::collections::HashMap;

use super::token::{Kind, Token, keys};
use super::{Known, KnownPerson, KnownStep};

/// No title is compared over more words than this.
const MOST_WORDS: usize = 40;

/// Over one line, titles are looked through for parts of them until so many words were compared.
/// Far more than any line that a person types needs; it bounds a line of nothing but keywords.
const MOST_WORK: usize = 4_000_000;

/// Words that say too little to stand for a title.
const EMPTY_WORDS: [&str; 26] = [
    "a", "an", "the", "and", "or", "of", "for", "to", "in", "on", "at", "by", "with", "from", "is",
    "it", "we", "our", "your", "their", "all", "any", "no", "not", "this", "that",
];

/// How well the words fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Part of a title or name.
    Part,
    /// The whole of it.
    Whole,
}

/// What some words name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The token behind the last one of the name.
    pub(super) end: usize,
    pub(super) fit: Fit,
    /// Places in the list of known steps or people: one, or several that cannot be told apart.
    pub(super) candidates: Vec<usize>,
}

/// Titles or names, ready to be found by their words.
pub(super) struct Index {
    entries: Vec<Vec<String>>,
    whole: HashMap<String, Vec<usize>>,
    /// The words of all entries together: the cost of one look for a part.
    words: usize,
    longest: usize,
    /// Whether the last word may be cut short ("before sign"). Not for people: "@Dan" is not Dana.
    cut_words: bool,
    /// How many words may still be looked at.
    left: Cell<usize>,
}

impl Index {
    pub(super) fn of_steps(known: &Known<'_>) -> Self {
        Self::new(
            known.steps.iter().map(|step: &KnownStep<'_>| step.title),
            true,
        )
    }

    pub(super) fn of_people(known: &Known<'_>) -> Self {
        Self::new(
            known
                .people
                .iter()
                .map(|person: &KnownPerson<'_>| person.name),
            false,
        )
    }

    fn new<'a>(names: impl Iterator<Item = &'a str>, cut_words: bool) -> Self {
        let entries: Vec<Vec<String>> = names.map(keys).collect();
        let mut whole: HashMap<String, Vec<usize>> = HashMap::with_capacity(entries.len());
        for (at, entry) in entries.iter().enumerate() {
            whole.entry(entry.join(" ")).or_default().push(at);
        }
        let words = entries.iter().map(Vec::len).sum();
        let longest = entries
            .iter()
            .map(Vec::len)
            .max()
            .unwrap_or(0)
            .min(MOST_WORDS);
        Self {
            entries,
            whole,
            words,
            longest,
            cut_words,
            left: Cell::new(MOST_WORK),
        }
    }

    /// What the tokens from `start` on name. The longest name counts, and among those of one length
    /// a whole one before a part.
    pub(super) fn find(&self, tokens: &[Token<'_>], start: usize) -> Option<Named> {
        let first = tokens.get(start)?;
        if matches!(first.kind, Kind::Quoted | Kind::AtQuoted) {
            let run = keys(first.text);
            let part = self
                .longest_part(&run)
                .filter(|(length, _)| *length == run.len());
            return self.named(&run, start + 1, part);
        }
        let mut run: Vec<String> = Vec::new();
        let mut ends: Vec<usize> = Vec::new();
        for (at, token) in tokens.iter().enumerate().skip(start) {
            let fits = token.kind == Kind::Word || (at == start && token.kind == Kind::At);
            match token.kind {
                Kind::Comma if at > start => continue,
                _ if !fits || run.len() >= self.longest => break,
                _ => {}
            }
            run.push(token.key.clone());
            ends.push(at + 1);
        }
        let mut part = self.longest_part(&run);
        while let Some(end) = ends.pop() {
            let of_this_length = part.take_if(|(length, _)| *length == run.len());
            if let Some(named) = self.named(&run, end, of_this_length) {
                return Some(named);
            }
            run.pop();
        }
        None
    }

    fn named(
        &self,
        run: &[String],
        end: usize,
        part: Option<(usize, Vec<usize>)>,
    ) -> Option<Named> {
        if run.is_empty() {
            return None;
        }
        if let Some(candidates) = self.whole.get(&run.join(" ")) {
            return Some(Named {
                end,
                fit: Fit::Whole,
                candidates: candidates.clone(),
            });
        }
        part.map(|(_, candidates)| Named {
            end,
            fit: Fit::Part,
            candidates,
        })
    }

    /// How many words from the first on stand side by side in some entry, at the most, and in which.
    fn longest_part(&self, run: &[String]) -> Option<(usize, Vec<usize>)> {
        self.left.set(self.left.get().checked_sub(self.words)?);
        let mut best = (1, Vec::new());
        for (at, entry) in self.entries.iter().enumerate() {
            let lengths =
                (0..entry.len()).filter_map(|place| self.part_length(run, entry.get(place..)?));
            match lengths.max() {
                Some(length) if length > best.0 => best = (length, vec![at]),
                Some(length) if length == best.0 => best.1.push(at),
                _ => {}
            }
        }
        (!best.1.is_empty()).then_some(best)
    }

    /// How many words an entry opens with, the last one perhaps cut short. Words that say too little
    /// do not count at the end, nor on their own.
    fn part_length(&self, run: &[String], entry: &[String]) -> Option<usize> {
        let same = run
            .iter()
            .zip(entry)
            .take_while(|(typed, word)| typed == word)
            .count();
        let cut = match (run.get(same), entry.get(same)) {
            (Some(typed), Some(word)) if self.cut_words && word.starts_with(typed.as_str()) => {
                usize::from(same > 0 || typed.chars().count() >= 3)
            }
            _ => 0,
        };
        let typed = run.get(..same + cut)?;
        let says_something = |word: &String| !EMPTY_WORDS.contains(&word.as_str());
        typed.iter().rposition(says_something).map(|last| last + 1)
    }
}

/// Some of the candidates by name, for a message: "Legal redlines, Legal review and 2 more".
pub(super) fn listed<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let more = names.len().saturating_sub(3);
    let shown: Vec<&str> = names.take(3).collect();
    match (more, shown.as_slice()) {
        (0, [all @ .., last]) if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        (0, shown) => shown.join(", "),
        (more, shown) => format!("{} and {more} more", shown.join(", ")),
    }
}
