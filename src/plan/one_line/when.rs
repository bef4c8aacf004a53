//! Reads lengths, dates and gates: `2w`, `for 3 weeks`, `on mar 1`, `not before fri`, `only 2nd thu`.

use chrono::{Datelike, NaiveDate};

use super::link;
use super::split::{Found, NOUGHT, Piece, Reader, Value};
use super::token::Token;
use super::{LinkKind, PartKind};
use crate::plan::date_text::{DateError, echo_date, parse_date};
use crate::plan::duration::words::quoted;
use crate::plan::duration::{Duration, DurationError};
use crate::plan::gate::{Gate, GateError};

/// A date is read over at most so many tokens.
const MOST_DATE_TOKENS: usize = 9;
/// A gate is read over at most so many tokens, commas included.
const MOST_GATE_TOKENS: usize = 40;

/// A length is read over at most so many tokens: "5 / 10 / 15 working days".
const MOST_LENGTH_TOKENS: usize = 7;

/// What a keyword says about the date behind it.
#[derive(Clone, Copy)]
struct Keyword {
    kind: PartKind,
    /// In front of the date, in the meaning.
    word: &'static str,
    /// How many tokens it has.
    tokens: usize,
    /// Days from the date that is typed to the one that is meant: "before mar 1" is by 28 Feb.
    shift: i64,
}

/// The keywords of dates. A longer one stands before those that it starts or ends with.
const KEYWORDS: [(&[&str], PartKind); 12] = [
    (&["on", "or", "after"], PartKind::NotBefore),
    (&["on", "or", "before"], PartKind::NoLaterThan),
    (&["not", "before"], PartKind::NotBefore),
    (&["no", "earlier", "than"], PartKind::NotBefore),
    (&["not", "earlier", "than"], PartKind::NotBefore),
    (&["starting", "on"], PartKind::NotBefore),
    (&["starting"], PartKind::NotBefore),
    (&["from"], PartKind::NotBefore),
    (&["no", "later", "than"], PartKind::NoLaterThan),
    (&["not", "later", "than"], PartKind::NoLaterThan),
    (&["by"], PartKind::NoLaterThan),
    (&["on"], PartKind::Pin),
];

fn keyword_at(reader: &Reader<'_, '_>, start: usize) -> Option<Keyword> {
    match link::kind_at(reader, start) {
        Some(LinkKind::After) => {
            return Some(Keyword {
                kind: PartKind::NotBefore,
                word: "not before",
                tokens: 1,
                shift: 1,
            });
        }
        Some(LinkKind::Before) => {
            return Some(Keyword {
                kind: PartKind::NoLaterThan,
                word: "by",
                tokens: 1,
                shift: -1,
            });
        }
        None => {}
    }
    let said = |words: &[&str]| {
        words.iter().enumerate().all(|(at, word)| {
            reader
                .tokens
                .get(start + at)
                .is_some_and(|token| token.is(word))
        })
    };
    let (words, kind) = KEYWORDS.iter().find(|(words, _)| said(words))?;
    let word = match kind {
        PartKind::NotBefore => "not before",
        PartKind::NoLaterThan => "by",
        _ => "on",
    };
    Some(Keyword {
        kind: *kind,
        word,
        tokens: words.len(),
        shift: 0,
    })
}

/// How many tokens of a keyword stand at `start`, whatever follows; 0 for none.
pub(super) fn keyword_tokens(reader: &Reader<'_, '_>, start: usize) -> usize {
    let only = reader
        .tokens
        .get(start)
        .is_some_and(|token| token.is("only"));
    let link = link::keyword_at(reader, start).map(|keyword| keyword.tokens);
    let date = || keyword_at(reader, start).map(|keyword| keyword.tokens);
    link.or_else(date).unwrap_or(usize::from(only))
}

/// Reads a keyword and its date at token `start`.
pub(super) fn read_date(reader: &Reader<'_, '_>, start: usize) -> Option<Found> {
    let keyword = keyword_at(reader, start)?;
    let first = start + keyword.tokens;
    if keyword.kind == PartKind::NotBefore
        && keyword.shift == 0
        && let Some(end) = link::names_a_step(reader, first)
    {
        let name = reader.typed_name(first, end);
        let message = format!("{} is a step: type after {name}, or a date", quoted(&name));
        return Some(Found::wrong(end, reader.range(start, end), message).firmly());
    }
    let (end, date) = longest_date(reader, first)?;
    if let Some(found) = counted_from_step(reader, start, first, end) {
        return Some(found);
    }
    let range = reader.range(start, end);
    let date =
        date.and_then(|date| shifted(date, keyword.shift, reader.slice(&reader.range(first, end))));
    Some(match date {
        Err(error) => Found::wrong(end, range, error.to_string()),
        Ok(date) => {
            let meaning = format!("{} {}", keyword.word, echo_date(date, reader.known.today));
            let value = match keyword.kind {
                PartKind::NotBefore => Value::NotBefore(date),
                PartKind::NoLaterThan => Value::NoLaterThan(date),
                _ => Value::Pin(date),
            };
            Found::firm(
                end,
                Piece {
                    range,
                    value,
                    meaning,
                },
            )
        }
    })
}

fn shifted(date: NaiveDate, days: i64, text: &str) -> Result<NaiveDate, DateError> {
    let moved = match days {
        1 => date.succ_opt(),
        -1 => date.pred_opt(),
        _ => Some(date),
    };
    moved
        .filter(|date| (1900..=9999).contains(&date.year()))
        .ok_or_else(|| DateError::YearOutOfRange {
            text: text.to_owned(),
        })
}

/// The longest run of words that is a date, or is meant as one.
fn longest_date(
    reader: &Reader<'_, '_>,
    first: usize,
) -> Option<(usize, Result<NaiveDate, DateError>)> {
    for length in (1..=MOST_DATE_TOKENS).rev() {
        let end = first + length;
        if !reader.is_text(first, end) {
            continue;
        }
        match parse_date(reader.inner(first, end), &reader.dates) {
            Err(error) if !error.means_a_date() => {}
            date => return Some((end, date)),
        }
    }
    None
}

/// "By 2w before Signature": counted from a step, which is a link with a lag and no date.
fn counted_from_step(
    reader: &Reader<'_, '_>,
    start: usize,
    first: usize,
    end: usize,
) -> Option<Found> {
    let kind = link::kind_at(reader, end)?;
    let lag = Duration::parse(reader.inner(first, end)).ok()?;
    let last = link::end(reader, end)?;
    let name = reader.typed_name(end, last);
    let word = match kind {
        LinkKind::After => "after",
        LinkKind::Before => "before",
    };
    let typed = quoted(reader.slice(&reader.range(start, last)));
    let message = format!("{typed} counts from a step: type {word} {name} +{lag}");
    Some(Found::wrong(last, reader.range(start, last), message).firmly())
}

/// What is wrong with the words behind a keyword of dates that are no date.
pub(super) fn no_date(reader: &Reader<'_, '_>, start: usize, end: usize) -> Option<String> {
    let keyword = keyword_at(reader, start)?;
    let first = (start + keyword.tokens).min(end);
    let error = parse_date(reader.slice(&reader.range(first, end)), &reader.dates).err()?;
    Some(error.to_string())
}

/// Reads `only` and the days behind it.
pub(super) fn read_gate(reader: &Reader<'_, '_>, start: usize) -> Option<Found> {
    reader.tokens.get(start).filter(|token| token.is("only"))?;
    let mut wrong = None;
    for length in (1..=MOST_GATE_TOKENS).rev() {
        let end = start + 1 + length;
        if !reader.is_text(start + 1, end) {
            continue;
        }
        let range = reader.range(start, end);
        match Gate::parse_with(reader.inner(start + 1, end), &reader.dates) {
            Ok(gate) => {
                let meaning = format!("only {}", gate.words().trim_start_matches("on "));
                return Some(Found::firm(
                    end,
                    Piece {
                        range,
                        value: Value::Gate(gate),
                        meaning,
                    },
                ));
            }
            Err(error @ (GateError::EveryOther { .. } | GateError::Date(_))) if wrong.is_none() => {
                wrong = Some(Found::wrong(end, range, error.to_string()));
            }
            Err(_) => {}
        }
    }
    wrong
}

/// Reads a length, with or without "for" before it. Behind "in" it could as well be a date, and is
/// asked about.
pub(super) fn read_duration(reader: &Reader<'_, '_>, start: usize) -> Option<Found> {
    let opening = reader.tokens.get(start)?;
    let said = |words: &[&str]| words.iter().any(|word| opening.is(word));
    let when = said(&["in", "within"]);
    let led = when || said(&["for", "of", "takes", "taking", "lasting"]);
    let (end, duration) = longest_length(reader, start + usize::from(led))?;
    let range = reader.range(start, end);
    Some(match duration {
        Err(error) => Found::wrong(end, range, error.to_string()),
        Ok(duration) if when => {
            let typed = quoted(reader.slice(&range));
            let text = duration.text();
            let message =
                format!("{typed} can be how long or when: type for {text}, or on and the date");
            Found::wrong(end, range, message)
        }
        Ok(duration) => {
            let meaning = match duration.estimate_words() {
                None => duration.words(),
                Some(estimate) => format!("{} ({estimate})", duration.words()),
            };
            let value = Value::Duration(duration);
            Found::soft(
                end,
                Piece {
                    range,
                    value,
                    meaning,
                },
            )
        }
    })
}

/// Words that a number behind them belongs to, as in "Phase 0".
const NUMBERED: &[&str] = &[
    "batch",
    "day",
    "gate",
    "iteration",
    "level",
    "line",
    "lot",
    "milestone",
    "month",
    "no",
    "no.",
    "number",
    "part",
    "phase",
    "priority",
    "quarter",
    "region",
    "release",
    "round",
    "site",
    "sprint",
    "stage",
    "step",
    "tier",
    "track",
    "version",
    "wave",
    "week",
    "year",
];

/// Whether a number alone at a token is the length of a milestone: nought, where it numbers nothing.
fn is_nought(reader: &Reader<'_, '_>, at: usize) -> bool {
    let before = at
        .checked_sub(1)
        .and_then(|before| reader.tokens.get(before));
    let numbers = |token: &Token| NUMBERED.iter().any(|word| token.is(word));
    reader.tokens.get(at).is_some_and(|token| token.is(NOUGHT)) && !before.is_some_and(numbers)
}

/// The longest run of words that is a length, or is meant as one. Any other number alone is none.
fn longest_length(
    reader: &Reader<'_, '_>,
    first: usize,
) -> Option<(usize, Result<Duration, DurationError>)> {
    for length in (1..=MOST_LENGTH_TOKENS).rev() {
        let end = first + length;
        if !reader.are_words(first, end) {
            continue;
        }
        let typed = reader
            .slice(&reader.range(first, end))
            .trim_end_matches('.');
        if typed.bytes().all(|byte| byte.is_ascii_digit()) && !is_nought(reader, first) {
            continue;
        }
        match Duration::parse(typed) {
            Err(DurationError::Negative { .. }) => {}
            Err(error) if !error.means_a_length() => {}
            duration => return Some((end, duration)),
        }
    }
    None
}
