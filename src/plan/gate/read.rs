//! Reads a gate as people say it.

use chrono::{NaiveDate, Weekday, WeekdaySet};

use super::{Gate, GateError, Nth};
use crate::plan::date_text::{DateError, weekday_named};
use crate::plan::duration::words::plain;

/// How a single date is read.
type ReadDate<'a> = dyn Fn(&str) -> Result<NaiveDate, DateError> + 'a;

/// Reads a gate; `date` reads a single date.
pub(super) fn gate(text: &str, date: &ReadDate<'_>) -> Result<Gate, GateError> {
    let whole = plain(text);
    let mut rest = whole.as_str();
    let mut every = false;
    while let Some((word @ ("every" | "each" | "on" | "only" | "the"), tail)) = rest.split_once(' ')
    {
        every |= matches!(word, "every" | "each");
        rest = tail;
    }
    if rest.is_empty() {
        return Err(GateError::Empty);
    }
    if let Some(days) = weekdays(rest) {
        return Ok(Gate::Weekdays(days));
    }
    if let Some((gate, monthly)) = of_month(rest) {
        return match gate {
            Gate::NthWeekday { nth, .. }
                if every && !monthly && nth != Nth::First && nth != Nth::Last =>
            {
                Err(GateError::EveryOther {
                    text: text.to_owned(),
                    gate,
                })
            }
            gate => Ok(gate),
        };
    }
    dates(rest, date).map_err(|error| match error {
        DateError::Empty | DateError::NotUnderstood { .. } => GateError::NotUnderstood {
            text: text.to_owned(),
        },
        error => GateError::Date(error),
    })
}

/// "Tue, thu", "tuesdays and thursdays", "mon-wed", "weekdays".
fn weekdays(text: &str) -> Option<WeekdaySet> {
    let mut days = WeekdaySet::EMPTY;
    let ranges = text.replace(" to ", "-").replace(" - ", "-");
    let words = ranges
        .split([' ', ',', ';', '/', '&', '+'])
        .filter(|word| !matches!(*word, "" | "and" | "or"));
    for word in words {
        match word {
            "weekdays" | "weekday" => add_range(&mut days, Weekday::Mon, Weekday::Fri),
            "day" => add_range(&mut days, Weekday::Mon, Weekday::Sun),
            word => match word.split_once('-') {
                Some((first, last)) => add_range(&mut days, weekday(first)?, weekday(last)?),
                None => _ = days.insert(weekday(word)?),
            },
        }
    }
    (!days.is_empty()).then_some(days)
}

fn add_range(days: &mut WeekdaySet, first: Weekday, last: Weekday) {
    let mut day = first;
    days.insert(day);
    while day != last {
        day = day.succ();
        days.insert(day);
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches('.');
    weekday_named(word).or_else(|| weekday_named(word.strip_suffix('s')?))
}

/// A day of each month, and whether the month is said.
fn of_month(text: &str) -> Option<(Gate, bool)> {
    if matches!(
        text,
        "end of the month" | "end of month" | "month end" | "month-end" | "eom"
    ) {
        return Some((Gate::DayOfMonth(31), true));
    }
    let (day, monthly) = split_month(text);
    if let Some((nth, weekday)) = day.split_once(' ') {
        if nth == "last" && weekday == "day" {
            return Some((Gate::DayOfMonth(31), true));
        }
        if let (Some(nth), Some(weekday)) = (self::nth(nth), self::weekday(weekday)) {
            return Some((Gate::NthWeekday { nth, weekday }, monthly));
        }
    }
    let day = day.strip_suffix(" day").unwrap_or(day);
    let digits = day.trim_end_matches(|ch: char| ch.is_ascii_lowercase());
    let number = match day.get(digits.len()..)? {
        "st" | "nd" | "rd" | "th" => digits.parse::<u8>().ok()?,
        "" if monthly => digits.parse::<u8>().ok()?,
        "first" if monthly => 1,
        _ => return None,
    };
    (1..=31)
        .contains(&number)
        .then_some((Gate::DayOfMonth(number), monthly))
}

/// Takes "of the month" and its like off the end.
fn split_month(text: &str) -> (&str, bool) {
    for prefix in [
        "of the", "of each", "of every", "of a", "in the", "in each", "each", "every", "a", "per",
    ] {
        if let Some(rest) = text
            .strip_suffix(" month")
            .and_then(|rest| rest.strip_suffix(prefix))
            && let Some(day) = rest.strip_suffix(' ')
        {
            return (day, true);
        }
    }
    (text, false)
}

fn nth(word: &str) -> Option<Nth> {
    let said = ["first", "second", "third", "fourth", "fifth", "last"];
    let said = said
        .into_iter()
        .zip(Nth::ALL)
        .find(|(said, nth)| *said == word || nth.text() == word);
    said.map(|(_, nth)| nth)
}

/// Dates between commas, "and" or "or". A year alone belongs to the day before it: "jan 14, 2027".
fn dates(text: &str, date: &ReadDate<'_>) -> Result<Gate, DateError> {
    let text = text.replace(" and ", ",").replace(" or ", ",");
    let mut pieces: Vec<String> = Vec::new();
    for piece in text
        .split([',', ';', '&'])
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
    {
        let year = piece.len() == 4 && piece.bytes().all(|byte| byte.is_ascii_digit());
        match pieces.last_mut() {
            Some(before) if year => {
                before.push(' ');
                before.push_str(piece);
            }
            _ => pieces.push(piece.to_owned()),
        }
    }
    let mut dates = pieces
        .iter()
        .map(|piece| date(piece))
        .collect::<Result<Vec<_>, _>>()?;
    if dates.is_empty() {
        return Err(DateError::Empty);
    }
    dates.sort_unstable();
    dates.dedup();
    Ok(Gate::Dates(dates))
}
