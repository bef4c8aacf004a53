//! A line of words on its way out: the program's own words, and between them what people typed.
//! The two are kept apart up to the end, because a format like Markdown has to escape what people
//! typed and only that.

use std::borrow::Cow;

use super::markdown;
use crate::text;

/// A line of words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Own(Cow<'static, str>),
    Typed(String),
}

impl Words {
    /// Words of the program. They must hold nothing that Markdown could read as more than itself.
    pub(super) fn own(words: impl Into<Cow<'static, str>>) -> Self {
        Self(vec![Piece::Own(words.into())])
    }

    /// Words that people typed, made harmless; line breaks become blanks.
    pub(super) fn typed(words: &str) -> Self {
        Self(vec![Piece::Typed(clean(words))])
    }

    /// These words, and then words of the program.
    pub(super) fn and(mut self, words: impl Into<Cow<'static, str>>) -> Self {
        self.0.push(Piece::Own(words.into()));
        self
    }

    /// These words, and then words that people typed.
    pub(super) fn and_typed(self, words: &str) -> Self {
        self.join(Self::typed(words))
    }

    /// These words, and then others.
    pub(super) fn join(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// "Sarah", "Sarah and Alex", "Sarah, Mei and Alex".
    pub(super) fn listed(all: impl IntoIterator<Item = Self>) -> Self {
        let all: Vec<Self> = all.into_iter().collect();
        let count = all.len();
        let mut out = Self::default();
        for (at, words) in all.into_iter().enumerate() {
            out = match (at, count - at) {
                (0, _) => words,
                (_, 1) => out.and(" and ").join(words),
                _ => out.and(", ").join(words),
            };
        }
        out
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|piece| match piece {
            Piece::Own(words) => words.is_empty(),
            Piece::Typed(words) => words.is_empty(),
        })
    }

    /// As plain text: one line, harmless.
    pub fn plain(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Own(words) => words.clone().into_owned(),
            Piece::Typed(words) => words.clone(),
        };
        self.0.iter().map(piece).collect()
    }

    /// As Markdown: one line in which nothing that people typed means more than itself.
    pub fn markdown(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Own(words) => words.clone().into_owned(),
            Piece::Typed(words) => markdown::escaped(words),
        };
        self.0.iter().map(piece).collect()
    }
}

/// What people typed, as one harmless line.
fn clean(words: &str) -> String {
    let line: Vec<&str> = words.split_whitespace().collect();
    text::harmless(&line.join(" ")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_people_typed_is_escaped() {
        let words = Words::typed("a*b").and(" - ").and_typed("c\n#d");
        assert_eq!(words.plain(), "a*b - c #d");
        assert_eq!(words.markdown(), r"a\*b - c \#d");
    }

    #[test]
    fn words_are_listed_as_people_list_them() {
        for (names, expected) in [
            (&[][..], ""),
            (&["A"], "A"),
            (&["A", "B"], "A and B"),
            (&["A", "B", "C"], "A, B and C"),
        ] {
            let listed = Words::listed(names.iter().map(|name| Words::typed(name)));
            assert_eq!(listed.plain(), expected);
        }
    }
}
