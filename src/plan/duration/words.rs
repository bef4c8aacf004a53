//! The words and numbers in which people say a length of time: "10 working days", "two weeks".
//!
//! Durations and lags share them; dates share the numbers. What a length means on a calendar is not
//! decided here.

use super::{DurationError, Unit};

/// Longer texts are no length of time, whatever they hold.
const LONGEST_TEXT: usize = 80;

/// The number or numbers of a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    /// One number.
    One(u32),
    /// Low, typical, high, as typed: the order is not checked yet.
    Estimate(u32, u32, u32),
}

/// A text in quotation marks for an error message, cut when it is long.
pub(crate) fn quoted(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(60) {
        Some((cut, _)) => format!("“{}…”", text.get(..cut).unwrap_or_default()),
        None => format!("“{text}”"),
    }
}

/// A number with its thousands set apart: "36,500".
pub(crate) fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Lower case, one blank between words, ends trimmed. Dashes and minus signs become '-'.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for ch in word.chars() {
            match ch {
                '–' | '—' | '−' | '‐' | '‑' => out.push('-'),
                _ => out.extend(ch.to_lowercase()),
            }
        }
    }
    out
}

/// Whether the text says "no length at all".
pub(crate) fn milestone(text: &str) -> bool {
    matches!(plain(text).as_str(), "0" | "milestone" | "a milestone")
}

/// Reads an amount and its unit.
pub(crate) fn length(text: &str) -> Result<(Amount, Unit), DurationError> {
    let not_understood = || DurationError::NotUnderstood {
        text: text.to_owned(),
    };
    if text.chars().nth(LONGEST_TEXT).is_some() {
        return Err(not_understood());
    }
    let plain = plain(text);
    if plain.is_empty() {
        return Err(DurationError::Empty);
    }
    let (head, rest) = split_amount(&plain).ok_or_else(not_understood)?;
    if rest.is_empty() {
        return match head.bytes().all(|byte| byte.is_ascii_digit()) {
            true => Err(DurationError::NoUnit {
                amount: head.to_owned(),
            }),
            false => Err(not_understood()),
        };
    }
    let unit = unit(rest).ok_or_else(not_understood)?;
    if let Some(amount) = said_number(head) {
        return Ok((Amount::One(amount), unit));
    }
    Ok((typed_amount(head, unit, text)?, unit))
}

/// Parts a plain text into its number and what follows it. `None` when it opens with no number.
pub(crate) fn split_amount(plain: &str) -> Option<(&str, &str)> {
    if plain.starts_with(|ch: char| ch.is_ascii_digit() || matches!(ch, '-' | '.' | '½')) {
        let mut end = number_end(plain, 0);
        if let Some(rest) = plain
            .get(end..)
            .and_then(|rest| rest.trim_start().strip_prefix("to "))
            && rest.starts_with(|ch: char| ch.is_ascii_digit())
        {
            end = number_end(plain, plain.len() - rest.len());
        }
        let (head, rest) = plain.split_at_checked(end)?;
        return Some((head.trim_end_matches([' ', '-']), rest.trim_start()));
    }
    for couple in ["a couple of ", "couple of "] {
        if let Some(rest) = plain.strip_prefix(couple) {
            return Some((couple, rest));
        }
    }
    let (head, rest) = plain.split_once(' ')?;
    said_number(head).map(|_| (head, rest.trim_start()))
}

/// Where the digits and the signs between them end, from `start`.
fn number_end(plain: &str, start: usize) -> usize {
    let numeric = |ch: char| {
        ch.is_ascii_digit() || matches!(ch, '/' | '.' | ',' | '-' | ' ' | '½' | '¼' | '¾')
    };
    let tail = plain.get(start..).unwrap_or_default();
    tail.find(|ch: char| !numeric(ch))
        .map_or(plain.len(), |at| start + at)
}

/// A small number in words, with the article: "a", "two", "a couple of".
pub(crate) fn said_number(word: &str) -> Option<u32> {
    Some(match word.trim_end() {
        "a" | "an" | "one" => 1,
        "two" | "a couple of" | "couple of" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "fourteen" => 14,
        "fifteen" => 15,
        "twenty" => 20,
        "thirty" => 30,
        "sixty" => 60,
        "ninety" => 90,
        _ => return None,
    })
}

/// The unit behind a number. Days are working days unless "calendar" is said.
fn unit(words: &str) -> Option<Unit> {
    Some(match words.trim_end_matches('.') {
        "d" | "day" | "days" | "wd" | "wds" | "bd" | "working day" | "working days"
        | "work day" | "work days" | "workday" | "workdays" | "business day" | "business days" => {
            Unit::Working
        }
        "cd" | "cds" | "calendar day" | "calendar days" | "cal day" | "cal days" => Unit::Calendar,
        "w" | "wk" | "wks" | "week" | "weeks" | "calendar week" | "calendar weeks" => Unit::Weeks,
        "m" | "mo" | "mos" | "mth" | "mths" | "month" | "months" | "calendar month"
        | "calendar months" => Unit::Months,
        _ => return None,
    })
}

/// Digits, alone or as an estimate. `text` is the whole that was typed, for the messages.
fn typed_amount(head: &str, unit: Unit, text: &str) -> Result<Amount, DurationError> {
    let text = || text.trim().to_owned();
    if head.starts_with('-') {
        return Err(DurationError::Negative { text: text() });
    }
    let separator = if head.contains('/') { '/' } else { '-' };
    let mut numbers = Vec::with_capacity(3);
    for part in head.split(separator).flat_map(|part| part.split(" to ")) {
        numbers.push(whole_number(part.trim(), unit, &text)?);
    }
    match (numbers.as_slice(), separator) {
        (&[one], _) => Ok(Amount::One(one)),
        (&[low, high], _) => {
            let (low, high) = (low.min(high), low.max(high));
            let middle = low + (high - low).div_ceil(2);
            let example = format!("{low}/{middle}/{high}{}", unit.suffix());
            Err(DurationError::Range {
                text: text(),
                example,
            })
        }
        (&[low, typical, high], '/') => Ok(Amount::Estimate(low, typical, high)),
        _ => Err(DurationError::NotUnderstood { text: text() }),
    }
}

fn whole_number(part: &str, unit: Unit, text: &dyn Fn() -> String) -> Result<u32, DurationError> {
    let part = &without_grouping(part);
    if part.contains(['.', ',', '½', '¼', '¾']) {
        return Err(DurationError::NotWhole { text: text() });
    }
    if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DurationError::NotUnderstood { text: text() });
    }
    // All digits: the only way to fail is to be too large.
    match part.parse::<u32>() {
        Ok(number) if number <= unit.limit() => Ok(number),
        _ => Err(DurationError::TooLong { text: text() }),
    }
}

/// "1,000" without its comma: the program itself writes long numbers so.
fn without_grouping(part: &str) -> String {
    let mut groups = part.split(',');
    let leads = groups
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()));
    let grouped = leads && groups.all(|group| group.len() == 3);
    if grouped {
        part.replace(',', "")
    } else {
        part.to_owned()
    }
}
