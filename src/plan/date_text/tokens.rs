//! Cuts a date text into numbers, words and signs, and knows the names of months and weekdays.

use chrono::Weekday;

/// A piece of a date text. The text is plain (lower case, single blanks) before it is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Digits: the value (at the largest when there are too many) and how many.
    Number(u32, usize),
    /// "1st", "15th".
    Ordinal(u32),
    /// Letters.
    Word(&'a str),
    /// Any other character, except those that separate and say nothing.
    Sign(char),
}

/// Cuts a plain text. Left out is what says nothing: blanks, commas, "of", "the", the dot behind a
/// word, the hyphen next to a word ("mid-march", "1-mar-2027"; but not in "t-2w").
pub(super) fn tokens(plain: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut rest = plain;
    while let Some(first) = rest.chars().next() {
        let (token, tail) = next(rest, first);
        rest = tail;
        match token {
            Token::Sign(' ' | ',') | Token::Word("of" | "the") => {}
            Token::Sign('.') if matches!(out.last(), Some(Token::Word(_))) => {}
            Token::Sign('-') if joins(out.last().copied(), rest) => {}
            token => out.push(token),
        }
    }
    out
}

fn next(rest: &str, first: char) -> (Token<'_>, &str) {
    for name in ["go-live", "go live", "golive"] {
        if let Some(tail) = rest.strip_prefix(name)
            && !tail.starts_with(char::is_alphanumeric)
        {
            return (Token::Word("go-live"), tail);
        }
    }
    if first.is_ascii_digit() {
        let (digits, tail) = cut(rest, |ch| ch.is_ascii_digit());
        let value = digits.parse().unwrap_or(u32::MAX);
        let (letters, behind) = cut(tail, char::is_alphabetic);
        return match letters {
            "st" | "nd" | "rd" | "th" => (Token::Ordinal(value), behind),
            _ => (Token::Number(value, digits.len()), tail),
        };
    }
    if first.is_alphabetic() {
        let (word, tail) = cut(rest, char::is_alphabetic);
        return (Token::Word(word), tail);
    }
    (
        Token::Sign(first),
        rest.get(first.len_utf8()..).unwrap_or_default(),
    )
}

fn cut(rest: &str, inside: impl Fn(char) -> bool) -> (&str, &str) {
    let end = rest.find(|ch| !inside(ch)).unwrap_or(rest.len());
    rest.split_at_checked(end).unwrap_or((rest, ""))
}

/// Whether a hyphen only joins what stands on its two sides.
fn joins(before: Option<Token<'_>>, behind: &str) -> bool {
    match before {
        Some(Token::Word("t" | "go-live")) | None => false,
        Some(Token::Word(_)) => true,
        Some(_) => behind.starts_with(char::is_alphabetic),
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The month (1 to 12) of a lower-case name, whole or cut after three letters or more.
pub(super) fn month_named(word: &str) -> Option<u32> {
    let at = MONTHS
        .iter()
        .position(|name| word.len() >= 3 && name.starts_with(word))?;
    u32::try_from(at + 1).ok()
}

/// The weekday of a lower-case name, whole or cut after three letters or more.
pub(crate) fn weekday_named(word: &str) -> Option<Weekday> {
    let names = [
        ("monday", Weekday::Mon),
        ("tuesday", Weekday::Tue),
        ("wednesday", Weekday::Wed),
        ("thursday", Weekday::Thu),
        ("friday", Weekday::Fri),
        ("saturday", Weekday::Sat),
        ("sunday", Weekday::Sun),
    ];
    let named = names
        .into_iter()
        .find(|(name, _)| word.len() >= 3 && name.starts_with(word));
    named
        .map(|(_, day)| day)
        .or((word == "weds").then_some(Weekday::Wed))
}
