//! How much of a script the rep has before them: all of it, its key phrases, the first words of each
//! sentence, nothing. What is shown is always a part of the script as it reads, in its order; a slot is
//! shown whole or not at all. What is left out is marked.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::coach::scripts::Piece;

/// How much of the script is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// All of it.
    Full,
    /// The words that carry it.
    Phrases,
    /// How each sentence begins.
    FirstWords,
    /// Nothing.
    Blank,
}

impl Stage {
    /// From the most to the least.
    pub const ALL: [Self; 4] = [Self::Full, Self::Phrases, Self::FirstWords, Self::Blank];

    /// Its name in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Phrases => "phrases",
            Self::FirstWords => "first-words",
            Self::Blank => "blank",
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Full => "full text",
            Self::Phrases => "key phrases",
            Self::FirstWords => "first words",
            Self::Blank => "blank",
        }
    }

    /// The one after it, round the end.
    pub fn next(self) -> Self {
        match self {
            Self::Full => Self::Phrases,
            Self::Phrases => Self::FirstWords,
            Self::FirstWords => Self::Blank,
            Self::Blank => Self::Full,
        }
    }
}

/// Some words of what is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words, or the mark of what is left out, with the blanks around it.
    pub text: String,
    /// They are the deal's own, in a slot.
    pub filled: bool,
    /// They are the script's, and not the mark of what is left out.
    pub said: bool,
}

/// From so many letters on a word is telling by itself.
const LONG: usize = 7;
/// So many words of each sentence are first words.
const FIRST: usize = 3;

/// Words that carry nothing by themselves. A key phrase is a run of others.
const LIGHT: &[&str] = &[
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "before",
    "but",
    "by",
    "can",
    "do",
    "does",
    "for",
    "from",
    "has",
    "have",
    "i",
    "i'd",
    "if",
    "in",
    "is",
    "it",
    "its",
    "just",
    "like",
    "make",
    "my",
    "now",
    "of",
    "off",
    "okay",
    "on",
    "once",
    "or",
    "our",
    "so",
    "something",
    "that",
    "that's",
    "the",
    "their",
    "them",
    "then",
    "they",
    "this",
    "those",
    "to",
    "us",
    "gets",
    "was",
    "way",
    "we",
    "were",
    "what",
    "when",
    "who",
    "will",
    "with",
    "you",
    "your",
    "yours",
];

/// What is shown of a script at a stage. `pieces` are the script as it reads, with the deal's words or
/// without; those that are filled stay whole.
pub fn staged(pieces: &[Piece<'_>], stage: Stage) -> Vec<Words> {
    let mut text = String::new();
    let mut filled = Vec::new();
    for piece in pieces {
        let start = text.len();
        text.push_str(piece.text);
        if piece.filled {
            filled.push(start..text.len());
        }
    }
    let kept = match stage {
        Stage::Full => std::iter::once(0..text.len()).collect(),
        Stage::Phrases => phrases(&text, &filled),
        Stage::FirstWords => first_words(&text, &filled),
        Stage::Blank => Vec::new(),
    };
    // Sentences stand apart where little of them is left.
    let mark = match stage {
        Stage::FirstWords => " …\n",
        _ => " … ",
    };
    shown(&text, &filled, &kept, mark)
}

/// A word with where it lies; a filled slot is one.
fn words(text: &str, filled: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (start, part) in text.split_word_bound_indices() {
        let range = start..start + part.len();
        let of_slot = filled
            .iter()
            .find(|slot| slot.start < range.end && range.start < slot.end);
        match (of_slot, words.last_mut()) {
            (Some(slot), Some(last)) if last.end > slot.start => last.end = last.end.max(slot.end),
            (Some(slot), _) => words.push(slot.clone()),
            (None, last) => {
                let blank = part.trim().is_empty();
                // Signs belong to the word that they touch: "go-live", "“done,”".
                let glued = last.filter(|last| last.end == start);
                match glued {
                    _ if blank => {}
                    Some(last) => last.end = range.end,
                    None => words.push(range),
                }
            }
        }
    }
    words.retain(|word| letters(text, word).next().is_some());
    words
}

fn letters<'a>(text: &'a str, word: &Range<usize>) -> impl Iterator<Item = char> + use<'a> {
    let word = text.get(word.clone()).unwrap_or_default();
    word.chars().filter(|letter| letter.is_alphanumeric())
}

/// The sentences, each as the words in it.
fn sentences(text: &str, filled: &[Range<usize>]) -> Vec<Vec<Range<usize>>> {
    let words = words(text, filled);
    let bounds = text.split_sentence_bound_indices();
    let ends = bounds.map(|(start, sentence)| start + sentence.len());
    let mut rest = words.as_slice();
    let mut sentences = Vec::new();
    for end in ends {
        let many = rest.iter().take_while(|word| word.start < end).count();
        let (own, others) = rest.split_at(many);
        if !own.is_empty() {
            sentences.push(own.to_vec());
        }
        rest = others;
    }
    sentences
}

fn first_words(text: &str, filled: &[Range<usize>]) -> Vec<Range<usize>> {
    let first = |sentence: Vec<Range<usize>>| {
        let last = sentence.get(..FIRST).unwrap_or(&sentence).last()?.end;
        Some(sentence.first()?.start..last)
    };
    sentences(text, filled)
        .into_iter()
        .filter_map(first)
        .collect()
}

fn phrases(text: &str, filled: &[Range<usize>]) -> Vec<Range<usize>> {
    let is_light = |word: &Range<usize>| {
        let plain = text.get(word.clone()).unwrap_or_default().to_lowercase();
        let plain = plain.trim_matches(|c: char| !c.is_alphanumeric());
        LIGHT.contains(&plain)
    };
    let is_slot = |run: &[Range<usize>]| {
        let inside = |word: &Range<usize>| filled.iter().any(|slot| slot.start == word.start);
        run.iter().any(inside)
    };
    let is_long = |run: &[Range<usize>]| run.iter().any(|word| letters(text, word).count() >= LONG);
    let mut kept = Vec::new();
    for sentence in sentences(text, filled) {
        let runs: Vec<&[Range<usize>]> = sentence
            .split(is_light)
            .filter(|run| !run.is_empty())
            .collect();
        let telling = |run: &&&[Range<usize>]| run.len() > 1 || is_slot(run) || is_long(run);
        let mut found: Vec<&[Range<usize>]> = runs.iter().filter(telling).copied().collect();
        if found.is_empty() {
            // A sentence that says something is not passed over: its longest word stands for it.
            let longest = runs
                .iter()
                .max_by_key(|run| run.iter().map(ExactSizeIterator::len).sum::<usize>());
            found.extend(longest.copied());
        }
        let whole = |run: &[Range<usize>]| Some(run.first()?.start..run.last()?.end);
        kept.extend(found.into_iter().filter_map(whole));
    }
    kept
}

/// The stretches that are kept, the filled ones apart, with a mark for what is left out.
fn shown(text: &str, filled: &[Range<usize>], kept: &[Range<usize>], mark: &str) -> Vec<Words> {
    let mut shown: Vec<Words> = Vec::new();
    let mut end = 0;
    for range in kept {
        let skipped = text.get(end..range.start).unwrap_or_default();
        let leaves_out = skipped.chars().any(char::is_alphanumeric);
        if leaves_out && !shown.is_empty() {
            shown.push(gap(mark));
        } else if !shown.is_empty() {
            shown.push(gap(if mark.ends_with('\n') { "\n" } else { " " }));
        } else if leaves_out {
            shown.push(gap("… "));
        }
        let mut at = range.start;
        while at < range.end {
            let slot = filled.iter().find(|slot| slot.end > at);
            let (to, is_filled) = match slot {
                Some(slot) if slot.start <= at => (slot.end, true),
                Some(slot) => (slot.start, false),
                None => (range.end, false),
            };
            let to = to.min(range.end);
            shown.push(Words {
                text: text.get(at..to).unwrap_or_default().to_owned(),
                filled: is_filled,
                said: true,
            });
            at = to;
        }
        end = range.end;
    }
    let rest = text.get(end..).unwrap_or_default();
    if !shown.is_empty() && rest.chars().any(char::is_alphanumeric) {
        shown.push(gap(" …"));
    }
    shown
}

fn gap(mark: &str) -> Words {
    Words {
        text: mark.to_owned(),
        filled: false,
        said: false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::coach::scripts::{self, SlotValues, builtin};

    fn read(pieces: &[Piece<'_>], stage: Stage) -> String {
        let shown = staged(pieces, stage);
        shown.iter().map(|words| words.text.as_str()).collect()
    }

    fn written(text: &str) -> [Piece<'_>; 1] {
        [Piece {
            text,
            filled: false,
        }]
    }

    #[test]
    fn the_script_of_the_intro_fades_stage_by_stage() {
        let intro = builtin()
            .iter()
            .find(|script| script.id == "intro")
            .unwrap();
        let values = SlotValues {
            buyer_contact: Some("Noor".to_owned()),
            go_live: Some("Monday, May 3".to_owned()),
            ..SlotValues::default()
        };
        let pieces = scripts::fill(intro, &values);
        for (stage, expected) in [
            (
                Stage::Phrases,
                "Noor, … Monday, May 3 go-live actually happens, … simple plan together … both own … \
                 neither … surprised … security review showing up late. … take ten minutes … \
                 backwards … Monday, May 3?",
            ),
            (
                Stage::FirstWords,
                "Noor, to make …\nThat way neither …\nCan we take …",
            ),
            (Stage::Blank, ""),
        ] {
            assert_eq!(read(&pieces, stage), expected, "{stage:?}");
        }
        assert_eq!(read(&written(&intro.text), Stage::Full), intro.text);
    }

    #[test]
    fn nothing_breaks_what_is_odd() {
        for text in [
            "",
            " ",
            "…",
            "Yes.",
            "a. b! c?",
            "日本語の文。次の文。",
            "\n\nOne\n\nTwo",
        ] {
            for stage in Stage::ALL {
                read(&written(text), stage);
            }
        }
        assert_eq!(read(&written("It is so. They do."), Stage::Phrases), "");
        assert_eq!(read(&written("We were there."), Stage::Phrases), "… there.");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_the_scripts_own_words_in_order_and_slots_stay_whole(
            parts in prop::collection::vec(("[A-Za-z'’,.?! \n—日é-]{0,24}", any::<bool>()), 0..8),
        ) {
            let pieces: Vec<Piece> = parts
                .iter()
                .filter(|(text, _)| !text.is_empty())
                .map(|(text, filled)| Piece { text, filled: *filled })
                .collect();
            let text: String = pieces.iter().map(|piece| piece.text).collect();
            let slots: Vec<&str> =
                pieces.iter().filter(|piece| piece.filled).map(|piece| piece.text).collect();
            for stage in Stage::ALL {
                let mut rest = text.as_str();
                for words in staged(&pieces, stage).iter().filter(|words| words.said) {
                    let at = rest.find(&words.text);
                    prop_assert!(at.is_some(), "{stage:?}: {:?} not in {rest:?}", words.text);
                    rest = &rest[at.unwrap() + words.text.len()..];
                    if words.filled {
                        let joined = slots.iter().any(|slot| *slot == words.text)
                            || slots.concat().contains(&words.text);
                        prop_assert!(joined, "{:?} is no whole slot of {slots:?}", words.text);
                    }
                }
            }
        }
    }
}
