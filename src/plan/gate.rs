//! Gates: the only days on which a step can land ("the board meets on the second Thursday").
//!
//! This is how a gate is typed, kept and said, and which days of a bare calendar it allows. Rolling
//! an allowed day to a working one is up to `schedule`.

mod read;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday, WeekdaySet};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::{Serialize, Serializer};

use super::date_text::{
    DateContext, DateError, day_month_year, full_date, parse_dated, weekday_name,
};
use super::duration::words::quoted;

/// The days on which a step can land.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Gate {
    /// Any of some weekdays. The empty set limits nothing.
    Weekdays(WeekdaySet),
    /// One weekday of each month. A month without a fifth one is passed over.
    NthWeekday {
        /// Which of the month's.
        nth: Nth,
        /// The weekday.
        weekday: Weekday,
    },
    /// A day of each month, 1 to 31; a shorter month's last day stands for the missing ones.
    DayOfMonth(u8),
    /// Listed days, rising, none twice.
    Dates(Vec<NaiveDate>),
    /// What a file said and this version does not understand. Kept as it is; limits nothing.
    Other(String),
}

/// Which of a month's Thursdays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nth {
    /// From day 1 to 7.
    First,
    /// From day 8 to 14.
    Second,
    /// From day 15 to 21.
    Third,
    /// From day 22 to 28.
    Fourth,
    /// From day 29, in the months that have it.
    Fifth,
    /// The last seven days.
    Last,
}

impl Nth {
    const ALL: [Self; 6] = [
        Self::First,
        Self::Second,
        Self::Third,
        Self::Fourth,
        Self::Fifth,
        Self::Last,
    ];

    /// "1st" to "5th", or "last".
    pub fn text(self) -> &'static str {
        match self {
            Self::First => "1st",
            Self::Second => "2nd",
            Self::Third => "3rd",
            Self::Fourth => "4th",
            Self::Fifth => "5th",
            Self::Last => "last",
        }
    }

    fn has(self, date: NaiveDate) -> bool {
        let day = date.day();
        match self {
            Self::First => day <= 7,
            Self::Second => (8..=14).contains(&day),
            Self::Third => (15..=21).contains(&day),
            Self::Fourth => (22..=28).contains(&day),
            Self::Fifth => day >= 29,
            Self::Last => day + 7 > u32::from(date.num_days_in_month()),
        }
    }
}

/// Why a text is no gate. The text of each error is for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GateError {
    /// Nothing but blanks.
    #[error("no days given: type the days it can land on, such as tue, thu or 2nd thu")]
    Empty,
    /// Not in any form that is understood.
    #[error(
        "{} names no days to land on: type some such as tue, thu or 2nd thu, last fri, 15th, or dates such as 2027-01-14, 2027-02-11",
        quoted(text)
    )]
    NotUnderstood {
        /// What was typed.
        text: String,
    },
    /// Once a fortnight, or once a month?
    #[error(
        "{} can mean every other week or once a month: type {} for once a month, or list the dates",
        quoted(text), gate.text()
    )]
    EveryOther {
        /// What was typed.
        text: String,
        /// Once a month.
        gate: Gate,
    },
    /// One of the listed dates is wrong.
    #[error(transparent)]
    Date(DateError),
}

impl Gate {
    /// Reads a gate as people say it, from what needs no today: `tue, thu`, `Tuesdays and Thursdays`,
    /// `mon-wed`, `2nd Thu`, `last Friday of the month`, `15th`, `last day of the month`,
    /// `2027-01-14, 2027-02-11`, `14 Jan 2027 or 11 Feb 2027`.
    ///
    /// # Errors
    /// Says what was not understood and how to write it.
    pub fn parse(text: &str) -> Result<Self, GateError> {
        let date = |piece: &str| {
            full_date(piece).ok_or_else(|| DateError::NotUnderstood {
                text: piece.to_owned(),
            })
        };
        read::gate(text, &date)
    }

    /// As [`Gate::parse`], also with dates that need a today: `14 jan, 11 feb`.
    ///
    /// # Errors
    /// Says what was not understood, or what is wrong with a date.
    pub fn parse_with(text: &str, context: &DateContext) -> Result<Self, GateError> {
        read::gate(text, &|piece: &str| parse_dated(piece, context))
    }

    /// Whether a step can land on `date`, by the bare calendar. What is not understood allows every
    /// day.
    pub fn allows(&self, date: NaiveDate) -> bool {
        match self {
            Self::Weekdays(days) => days.is_empty() || days.contains(date.weekday()),
            Self::NthWeekday { nth, weekday } => date.weekday() == *weekday && nth.has(date),
            Self::DayOfMonth(day) => {
                let day = u32::from((*day).clamp(1, date.num_days_in_month()));
                date.day() == day
            }
            Self::Dates(dates) => dates.binary_search(&date).is_ok(),
            Self::Other(_) => true,
        }
    }

    /// The canonical text, as it is stored: `tue, thu`, `2nd thu`, `15th`, `2027-01-14, 2027-02-11`.
    pub fn text(&self) -> String {
        match self {
            Self::Weekdays(days) => {
                let names = days
                    .iter(Weekday::Mon)
                    .map(|day| day.to_string().to_lowercase());
                names.collect::<Vec<_>>().join(", ")
            }
            Self::NthWeekday { nth, weekday } => {
                format!("{} {}", nth.text(), weekday.to_string().to_lowercase())
            }
            Self::DayOfMonth(day) => ordinal(*day),
            Self::Dates(dates) => dates
                .iter()
                .map(NaiveDate::to_string)
                .collect::<Vec<_>>()
                .join(", "),
            Self::Other(text) => text.clone(),
        }
    }

    /// As people say it: "every Tuesday and Thursday", "2nd Thursday of the month",
    /// "15th of the month", "on 14 Jan 2027 or 11 Feb 2027".
    pub fn words(&self) -> String {
        match self {
            Self::Weekdays(days) => match days.len() {
                0 | 7 => "every day".to_owned(),
                _ => {
                    let names: Vec<_> = days
                        .iter(Weekday::Mon)
                        .map(|day| weekday_name(day).to_owned())
                        .collect();
                    format!("every {}", listed(&names, "and"))
                }
            },
            Self::NthWeekday { nth, weekday } => {
                format!("{} {} of the month", nth.text(), weekday_name(*weekday))
            }
            Self::DayOfMonth(31..) => "last day of the month".to_owned(),
            Self::DayOfMonth(day) => format!("{} of the month", ordinal(*day)),
            Self::Dates(dates) => {
                let dates: Vec<_> = dates.iter().copied().map(day_month_year).collect();
                format!("on {}", listed(&dates, "or"))
            }
            Self::Other(text) => format!("{} (not understood, so any day)", quoted(text)),
        }
    }
}

/// "15th". A day outside 1 to 31 is written as the nearest that a month has.
fn ordinal(day: u8) -> String {
    let day = day.clamp(1, 31);
    let suffix = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    format!("{day}{suffix}")
}

/// "A", "A and B", "A, B and C".
fn listed(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., end] => format!("{} {last} {end}", all.join(", ")),
    }
}

impl fmt::Display for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl FromStr for Gate {
    type Err = GateError;

    fn from_str(text: &str) -> Result<Self, GateError> {
        Self::parse(text)
    }
}

impl Serialize for Gate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl<'de> Deserialize<'de> for Gate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Gate;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "the days a step can land on, in quotes, such as \"tue, thu\" or \"2nd thu\"",
                )
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Gate, E> {
                Ok(Gate::parse(text).unwrap_or_else(|_| Gate::Other(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

impl schemars::JsonSchema for Gate {
    fn schema_name() -> Cow<'static, str> {
        "Gate".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "The only days on which a step can land: weekdays (tue, thu), one weekday of each month (2nd thu, last fri), a day of each month (15th, or the month's last day where it is shorter), or dates (2027-01-14, 2027-02-11). Anything else is kept and limits nothing.",
            "examples": ["tue, thu", "2nd thu", "last fri", "15th", "2027-01-14, 2027-02-11"],
        })
    }
}
