//! Reads days off, working days and weekends from what somebody typed: "21 dec - 8 jan year-end change
//! freeze", "18–29 jan", "fri sat". The dates themselves are read by [`crate::plan::date_text`]; here
//! are the ranges between two of them, the month and year that the two share, and the name beside them.

use chrono::{Datelike, NaiveDate, Weekday};

use super::DaysOff;
use crate::plan::date_text::{
    DateContext, DateError, Lean, day_month_year, full_date, parse_date, parse_dated, weekday_named,
};
use crate::plan::duration::words::{plain, quoted, said_number};

/// A longer text is no line about days off, whatever it holds.
const LONGEST_TEXT: usize = 300;

/// No more words than this belong to the dates.
const MOST_DATE_WORDS: usize = 9;

/// A range whose year had to be guessed is no longer than this: "29 jan - 18 jan" is a slip, and not
/// most of a year.
const LONGEST_GUESS: i64 = 183;

/// Why a text names no days. The text of each error is for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DaysError {
    /// Nothing but blanks.
    #[error("no days given: type some such as 24 dec, or 21 dec - 8 jan year-end freeze")]
    Empty,
    /// No date in it.
    #[error(
        "{} names no days: begin with them, such as 24 dec Christmas Eve, or 21 dec - 8 jan year-end freeze",
        quoted(text)
    )]
    NotUnderstood {
        /// What was typed.
        text: String,
    },
    /// A date that something is wrong with.
    #[error(transparent)]
    Date(#[from] DateError),
    /// The last day lies before the first.
    #[error(
        "{} ends before it begins: {} comes before {}{}",
        quoted(text), day_month_year(*.to), day_month_year(*.from),
        if *.guessed { "; if another year is meant, type the years too" } else { "" }
    )]
    Backwards {
        /// What was typed.
        text: String,
        /// The first day as read.
        from: NaiveDate,
        /// The last day as read.
        to: NaiveDate,
        /// Whether a year was not typed.
        guessed: bool,
    },
    /// More than dates, where only dates can stand.
    #[error(
        "{} says more than days: {} is no part of a date",
        quoted(text),
        quoted(rest)
    )]
    MoreThanDays {
        /// What was typed.
        text: String,
        /// What is no date.
        rest: String,
    },
    /// Two dates without a word between them, or a number that is none.
    #[error(
        "{} can be read in several ways: put a dash between two dates, and a word into the name",
        quoted(text)
    )]
    Unclear {
        /// What was typed.
        text: String,
    },
}

/// Why a text is no weekend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeekendError {
    /// A word that is no day of the week.
    #[error(
        "{} is no day of the week: type the days off, such as fri sat, or none, or usual for the calendar's own",
        quoted(word)
    )]
    NoDay {
        /// The word.
        word: String,
    },
    /// Nothing typed.
    #[error(
        "no weekend given: type the days off, such as fri sat, or none, or usual for the calendar's own"
    )]
    Empty,
    /// Not one day of the week is left to work on.
    #[error("a weekend of seven days leaves no day to work: type the days off, such as fri sat")]
    AllDays,
}

/// Reads days off with the name before or behind them; dates without a year are the next ones from
/// `today` on, and a range that has begun already is still the one that is meant.
///
/// # Errors
/// Says what was not understood, or that the range is the wrong way round.
pub fn read_days_off(text: &str, today: NaiveDate) -> Result<DaysOff, DaysError> {
    let words = words(text)?;
    let most = words.len().min(MOST_DATE_WORDS);
    let mut wrong = None;
    let first = (1..=most).rev().map(|count| words.split_at(count));
    let last = (1..=most).rev().map(|count| {
        let (name, dates) = words.split_at(words.len() - count);
        (dates, name)
    });
    for (dates, name) in first.chain(last) {
        let dates = dates.join(" ");
        let dates = dates.trim_end_matches([':', ',', ';']);
        match read_span(dates, today, text) {
            Some(Ok((from, to))) => return named(from, to, name, today, text),
            // Fewer words may still be a date ("March planning 5 mar"), but not half a range.
            Some(Err(DaysError::Date(error))) if !is_range(dates) => {
                wrong = wrong.or(Some(DaysError::Date(error)));
            }
            Some(Err(error)) => return Err(error),
            None => {}
        }
    }
    Err(wrong.unwrap_or_else(|| DaysError::NotUnderstood {
        text: text.to_owned(),
    }))
}

/// Reads a day or a range of days, first and last, and nothing beside them.
///
/// # Errors
/// As [`read_days_off`]; also when there is a name.
pub fn read_days(text: &str, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), DaysError> {
    let days = read_days_off(text, today)?;
    if days.name.is_empty() {
        Ok((days.from, days.to))
    } else {
        Err(DaysError::MoreThanDays {
            text: text.to_owned(),
            rest: days.name,
        })
    }
}

/// Reads the days of the week that are off, in order from Monday. "None" is no day; "usual" is
/// nothing: the weekend of the calendar's base.
///
/// # Errors
/// Names the word that is no day of the week.
pub fn read_weekend(text: &str) -> Result<Option<Vec<Weekday>>, WeekendError> {
    let plain = plain(text);
    match plain.as_str() {
        "" => return Err(WeekendError::Empty),
        "none" | "no" | "no weekend" => return Ok(Some(Vec::new())),
        "usual" | "default" | "as usual" | "base" => return Ok(None),
        _ => {}
    }
    let mut days = Vec::new();
    let words = plain.split([' ', ',', ';', '/', '+', '&', '-']);
    for word in words.filter(|word| !matches!(*word, "" | "and")) {
        // "Fridays" is how people say it.
        let day = weekday_named(word).or_else(|| weekday_named(word.trim_end_matches('s')));
        days.push(day.ok_or_else(|| WeekendError::NoDay {
            word: word.to_owned(),
        })?);
    }
    days.sort_by_key(Weekday::num_days_from_monday);
    days.dedup();
    match days.len() {
        0 => Err(WeekendError::Empty),
        7 => Err(WeekendError::AllDays),
        _ => Ok(Some(days)),
    }
}

fn words(text: &str) -> Result<Vec<&str>, DaysError> {
    if text.chars().nth(LONGEST_TEXT).is_some() {
        return Err(DaysError::NotUnderstood {
            text: text.to_owned(),
        });
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let lead = words
        .first()
        .is_some_and(|word| word.eq_ignore_ascii_case("from") || word.eq_ignore_ascii_case("on"));
    let words = words.get(usize::from(lead)..).unwrap_or_default().to_vec();
    if words.is_empty() {
        return Err(DaysError::Empty);
    }
    Ok(words)
}

/// The days with what stands beside them as their name, once nothing in it reads as a date itself.
fn named(
    from: NaiveDate,
    to: NaiveDate,
    name: &[&str],
    today: NaiveDate,
    text: &str,
) -> Result<DaysOff, DaysError> {
    let beside = |ch: char| {
        ch.is_whitespace()
            || matches!(
                ch,
                ':' | ',' | ';' | '-' | '–' | '—' | '"' | '“' | '”' | '(' | ')'
            )
    };
    let joined = name.join(" ");
    let name = joined.trim_matches(beside).to_owned();
    let reads_on = (1..=name.split(' ').count().min(4)).any(|count| {
        let head: Vec<&str> = name.split(' ').take(count).collect();
        let head = head.join(" ");
        head.contains(|ch: char| ch.is_ascii_digit()) && date_in(&head, today, Lean::Future).is_ok()
    });
    if reads_on || (!joined.is_empty() && !name.contains(char::is_alphabetic)) {
        return Err(DaysError::Unclear {
            text: text.to_owned(),
        });
    }
    Ok(DaysOff { from, to, name })
}

/// First and last day; `None` when it is in no form that names days.
fn read_span(
    span: &str,
    today: NaiveDate,
    text: &str,
) -> Option<Result<(NaiveDate, NaiveDate), DaysError>> {
    let mut wrong = None;
    match date_in(span, today, Lean::Future) {
        Ok(date) => return Some(Ok((date, date))),
        Err(error) if error.means_a_date() => wrong = Some(DaysError::Date(error)),
        Err(_) => {}
    }
    let plain = dotted(span);
    for (left, right) in splits(&plain) {
        match ends(left, right, today) {
            Some(Ok((from, to, guessed))) => {
                let long = to.signed_duration_since(from).num_days() > LONGEST_GUESS;
                if from <= to && !(guessed && long) {
                    return Some(Ok((from, to)));
                }
                let (from, to) = if from <= to {
                    told_backwards(from, to)
                } else {
                    (from, to)
                };
                let text = text.to_owned();
                return Some(Err(DaysError::Backwards {
                    text,
                    from,
                    to,
                    guessed,
                }));
            }
            Some(Err(error)) => wrong = wrong.or(Some(error.into())),
            None => {}
        }
    }
    wrong.map(Err)
}

/// A range that only a guessed year keeps from being backwards, in the year that both were meant in.
fn told_backwards(from: NaiveDate, to: NaiveDate) -> (NaiveDate, NaiveDate) {
    let same_year = from.with_year(to.year()).unwrap_or(from);
    (same_year, to)
}

/// The span in plain letters, with two dots for the one sign that some keyboards make of them.
fn dotted(span: &str) -> String {
    plain(span).replace('…', "..")
}

fn is_range(span: &str) -> bool {
    splits(&dotted(span)).next().is_some()
}

/// Every way to cut a range in two: words and double dots before single dashes, which are also found
/// inside dates.
fn splits(plain: &str) -> impl Iterator<Item = (&str, &str)> {
    const BETWEEN: &[&str] = &["..", " to ", " until ", " till ", " through ", " - ", "-"];
    BETWEEN.iter().flat_map(move |between| {
        plain.match_indices(between).filter_map(move |(at, _)| {
            let left = plain.get(..at)?.trim();
            let right = plain
                .get(at + between.len()..)?
                .trim_start_matches('.')
                .trim();
            (!left.is_empty() && !right.is_empty()).then_some((left, right))
        })
    })
}

type Ends = Option<Result<(NaiveDate, NaiveDate, bool), DateError>>;

/// Both ends of a range, and whether the year of one was guessed from the other.
fn ends(left: &str, right: &str, today: NaiveDate) -> Ends {
    let with_month = |day: &str, of: NaiveDate| {
        date_in(
            &format!("{day} {}", of.format("%B %Y")),
            today,
            Lean::Future,
        )
    };
    let read = match (is_day_alone(left), is_day_alone(right)) {
        (true, true) => return None,
        (true, false) => date_in(right, today, Lean::Future)
            .and_then(|to| Ok((with_month(left, to)?, to, false))),
        (false, true) => date_in(left, today, Lean::Future)
            .and_then(|from| Ok((from, with_month(right, from)?, false))),
        (false, false) => both(left, right, today),
    };
    match read {
        Err(error) if !error.means_a_date() => None,
        read => Some(read),
    }
}

/// Two dates that each have a month: a year that only one says holds for both, and a range without any
/// is the first one that has not ended.
fn both(
    left: &str,
    right: &str,
    today: NaiveDate,
) -> Result<(NaiveDate, NaiveDate, bool), DateError> {
    match (full_date(left), full_date(right)) {
        (Some(from), Some(to)) => Ok((from, to, false)),
        (Some(from), None) => Ok((from, date_in(right, from, Lean::Future)?, true)),
        (None, to) => {
            let to = to.map_or_else(|| date_in(right, today, Lean::Future), Ok)?;
            // Where the first is counted from today ("tomorrow - 8 jan"), only today can count.
            let from = parse_dated(left, &context(to, Lean::Past))
                .or_else(|_| date_in(left, today, Lean::Future))?;
            Ok((from, to, true))
        }
    }
}

/// "18", "18th", "mon 18": a day that takes its month from the other end.
fn is_day_alone(text: &str) -> bool {
    let day = match text.split_once(' ') {
        Some((weekday, day)) if weekday_named(weekday.trim_end_matches(['.', ','])).is_some() => {
            day
        }
        Some(_) => return false,
        None => text,
    };
    let digits = day.trim_end_matches(|ch: char| ch.is_ascii_alphabetic() || ch == '.');
    let behind = day.get(digits.len()..).unwrap_or_default();
    matches!(behind, "" | "." | "st" | "nd" | "rd" | "th")
        && (1..=2).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// One date; a length of time alone ("two weeks") is none here, and a date that says its year may lie
/// on any side of today.
fn date_in(text: &str, today: NaiveDate, lean: Lean) -> Result<NaiveDate, DateError> {
    if let Some(date) = full_date(text) {
        return Ok(date);
    }
    let context = context(today, lean);
    let plain = plain(text);
    let counts = plain.starts_with(|ch: char| ch.is_ascii_digit() || matches!(ch, '+' | '-'))
        || plain
            .split(' ')
            .next()
            .is_some_and(|word| said_number(word).is_some());
    if counts {
        parse_dated(text, &context)
    } else {
        parse_date(text, &context)
    }
}

fn context(today: NaiveDate, lean: Lean) -> DateContext {
    DateContext {
        // "Go-live" is no day to be off by, whatever it is.
        go_live: None,
        today,
        lean,
    }
}
