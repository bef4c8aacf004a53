//! What could stand at the cursor: people behind `@`, steps behind `after` and `before`, dates
//! behind `on` and its like, days behind `only`.

use std::ops::Range;

use super::split::Reader;
use super::token::{self, Kind, Token};
use super::{Known, LONGEST_LINE, link, when};
use crate::plan::date_text::{day_month_year, echo_date, parse_date};
use crate::plan::gate::Gate;

/// At most so many are offered.
const MOST: usize = 8;

/// A text to put in place of what is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What it replaces, in bytes; ends at the cursor.
    pub range: Range<usize>,
    /// What to put there.
    pub text: String,
    /// What it means: a person's side, a date in full.
    pub hint: String,
}

/// What could stand at the cursor, which is a place in bytes; one inside a character counts as
/// before it. At most eight, the best first; none where anything may stand.
pub fn complete(line: &str, cursor: usize, known: &Known<'_>) -> Vec<Completion> {
    if line.chars().nth(LONGEST_LINE).is_some() {
        return Vec::new();
    }
    let head = head(line, cursor);
    let (tokens, open) = token::tokens(head);
    let reader = Reader::new(head, &tokens, known);
    // Inside quotation marks, only a name behind "@" is being typed.
    if open.is_some()
        && tokens
            .last()
            .is_none_or(|token| token.kind != Kind::AtQuoted)
    {
        return Vec::new();
    }
    let last = tokens.len();
    for at in (0..last).rev() {
        match tokens.get(at).map(|token| token.kind) {
            Some(Kind::At | Kind::AtQuoted) => return people(&reader, at),
            Some(Kind::Word) if tokens.get(at).is_some_and(|token| token.text == "@") => {
                return people(&reader, at);
            }
            Some(Kind::Word) if link::kind_at(&reader, at).is_some() => {
                return steps_or_dates(&reader, at);
            }
            Some(Kind::Word) if link::keyword_at(&reader, at).is_some() => {
                // Its last word is where the titles begin: "starts with", "finishes with".
                return steps_or_dates(&reader, at + 1);
            }
            Some(Kind::Word) if tokens.get(at).is_some_and(|token| token.is("only")) => {
                return gates(&reader, at);
            }
            Some(Kind::Word) => {
                let keyword = when::keyword_tokens(&reader, at);
                // "On" opens more than its own word: "on or after".
                if keyword > 0 && at + keyword <= last {
                    return dates(&reader, at + keyword);
                }
            }
            _ => {}
        }
    }
    Vec::new()
}

fn head(line: &str, cursor: usize) -> &str {
    let mut end = cursor.min(line.len());
    while end > 0 && !line.is_char_boundary(end) {
        end -= 1;
    }
    line.get(..end).unwrap_or_default()
}

/// Where the words from token `first` on start, and the words. `None` while the keyword before them
/// is still being typed.
fn typed<'l>(reader: &Reader<'l, '_>, first: usize) -> Option<(usize, &'l str)> {
    let line = reader.line;
    let start = match reader.tokens.get(first) {
        Some(token) => token.range.start,
        None if line.ends_with(|ch: char| ch.is_whitespace() || ch == ',') => line.len(),
        None => return None,
    };
    Some((start, line.get(start..)?))
}

fn people(reader: &Reader<'_, '_>, at: usize) -> Vec<Completion> {
    let Some(token) = reader.tokens.get(at) else {
        return Vec::new();
    };
    let after_at = token.range.start + 1;
    let typed = reader.line.get(after_at..).unwrap_or_default();
    let blank_behind = typed.ends_with(char::is_whitespace);
    let settled = blank_behind
        && reader
            .people()
            .find(reader.tokens, at)
            .is_none_or(|named| named.candidates.len() == 1);
    if settled || (typed.starts_with('"') && typed.len() > 1 && typed.ends_with('"')) {
        return Vec::new();
    }
    let wanted = token::keys(typed).join(" ");
    let named = reader.known.people.iter().filter_map(|person| {
        let rank = rank(person.name, &wanted)?;
        let plain = person
            .name
            .chars()
            .all(|ch| ch.is_alphanumeric() || matches!(ch, ' ' | '-' | '\'' | '.'));
        let text = if plain {
            format!("@{}", person.name)
        } else {
            format!("@\"{}\"", person.name.replace('"', ""))
        };
        Some((rank, text, person.side.text().to_owned()))
    });
    best(named, token.range.start..reader.line.len())
}

/// How well a name goes with what is typed: 0 starts with it, 1 has a word that does.
fn rank(name: &str, wanted: &str) -> Option<u8> {
    let words = token::keys(name);
    let at = (0..words.len().max(1)).find(|at| {
        let rest = words.get(*at..).unwrap_or_default().join(" ");
        rest.starts_with(wanted)
    })?;
    Some(u8::from(at > 0))
}

fn best(found: impl Iterator<Item = (u8, String, String)>, range: Range<usize>) -> Vec<Completion> {
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|(rank, ..)| *rank);
    let completions = found.into_iter().take(MOST);
    completions
        .map(|(_, text, hint)| Completion {
            range: range.clone(),
            text,
            hint,
        })
        .collect()
}

fn steps_or_dates(reader: &Reader<'_, '_>, at: usize) -> Vec<Completion> {
    // The words since the keyword may be one title with "and" in it, or a list of several.
    let joint = reader
        .tokens
        .iter()
        .rposition(Token::joins)
        .filter(|joint| *joint > at);
    for first in [Some(at + 1), joint.map(|joint| joint + 1)]
        .into_iter()
        .flatten()
    {
        let found = steps(reader, first);
        if !found.is_empty() {
            return found;
        }
    }
    dates(reader, at + 1)
        .into_iter()
        .filter(|_| reader.tokens.len() > at + 1)
        .collect()
}

fn steps(reader: &Reader<'_, '_>, first: usize) -> Vec<Completion> {
    let Some((start, typed)) = typed(reader, first) else {
        return Vec::new();
    };
    let wanted = token::keys(typed).join(" ");
    let blank_behind = typed.ends_with(char::is_whitespace);
    if blank_behind
        && !wanted.is_empty()
        && link::names_a_step(reader, first) == Some(reader.tokens.len())
    {
        return Vec::new();
    }
    let named = reader.known.steps.iter().filter_map(|step| {
        let rank = rank(step.title, &wanted)?;
        let title = step.title.split_whitespace().collect::<Vec<_>>().join(" ");
        Some((rank, title, "step".to_owned()))
    });
    best(named, start..reader.line.len())
}

fn dates(reader: &Reader<'_, '_>, first: usize) -> Vec<Completion> {
    let Some((start, typed)) = typed(reader, first) else {
        return Vec::new();
    };
    let today = reader.known.today;
    let wanted = typed.trim_start().to_lowercase();
    let mut found = Vec::new();
    if !wanted.ends_with(char::is_whitespace)
        && let Ok(date) = parse_date(typed, &reader.dates)
    {
        found.push((0, day_month_year(date), echo_date(date, today)));
    }
    let common = [
        "fri",
        "next fri",
        "in 2 weeks",
        "in 4 weeks",
        "eom",
        "eoq",
        "2w before go-live",
    ];
    for text in common
        .into_iter()
        .filter(|text| text.starts_with(&wanted) && *text != wanted)
    {
        if let Ok(date) = parse_date(text, &reader.dates) {
            found.push((1, text.to_owned(), echo_date(date, today)));
        }
    }
    best(found.into_iter(), start..reader.line.len())
}

fn gates(reader: &Reader<'_, '_>, at: usize) -> Vec<Completion> {
    let Some((start, typed)) = typed(reader, at + 1) else {
        return Vec::new();
    };
    let wanted = typed.trim_start().to_lowercase();
    let common = [
        "tue, thu",
        "2nd thu",
        "last fri",
        "15th",
        "last day of the month",
    ];
    let named = common
        .into_iter()
        .filter(|text| text.starts_with(&wanted) && *text != wanted)
        .filter_map(|text| {
            let gate = Gate::parse(text).ok()?;
            Some((0, text.to_owned(), gate.words()))
        });
    best(named, start..reader.line.len())
}
