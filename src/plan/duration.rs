//! How long a step takes, as people type it and as a plan keeps it.
//!
//! A duration keeps the unit that was typed and is never converted: whether three weeks are fifteen
//! working days depends on a calendar, and calendars live in `schedule`. Lags, the waits between two
//! steps, are in [`lag`]; the words and numbers both understand are in `words`.

pub mod lag;
#[cfg(test)]
mod tests;
pub(crate) mod words;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::{Serialize, Serializer};

pub use lag::{Lag, LagError};
use words::Amount;

/// What a length of time is counted in. Kept as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Working days of the calendar of the step's side: `10d`.
    Working,
    /// Calendar days, every day counted: `21cd`.
    Calendar,
    /// Weeks of seven calendar days: `3w`.
    Weeks,
    /// Calendar months, clamped to the end of a shorter month: `2m`.
    Months,
}

impl Unit {
    /// The letters behind the number in the canonical text: `d`, `cd`, `w` or `m`.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Working => "d",
            Self::Calendar => "cd",
            Self::Weeks => "w",
            Self::Months => "m",
        }
    }

    /// The longest amount that a plan takes: about a hundred years in every unit.
    pub fn limit(self) -> u32 {
        match self {
            Self::Working | Self::Calendar => 36_500,
            Self::Weeks => 3_650,
            Self::Months => 1_200,
        }
    }

    /// The unit in words behind `amount`: "working day" or "working days".
    pub(crate) fn name(self, amount: u32) -> &'static str {
        match (self, amount == 1) {
            (Self::Working, true) => "working day",
            (Self::Working, false) => "working days",
            (Self::Calendar, true) => "calendar day",
            (Self::Calendar, false) => "calendar days",
            (Self::Weeks, true) => "week",
            (Self::Weeks, false) => "weeks",
            (Self::Months, true) => "month",
            (Self::Months, false) => "months",
        }
    }
}

/// Why a text is no duration. The text of each error is for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DurationError {
    /// Nothing but blanks.
    #[error("no length given: type one such as 10d, 3w or milestone")]
    Empty,
    /// Not in any form that is understood.
    #[error(
        "{} is no length of time: type one such as 10d (working days), 21cd (calendar days), 3w, 2m, 5/10/15d or milestone",
        words::quoted(text)
    )]
    NotUnderstood {
        /// What was typed.
        text: String,
    },
    /// A number without its unit.
    #[error(
        "{amount} of what? Type {amount}d for working days, {amount}w for weeks or {amount}m for months"
    )]
    NoUnit {
        /// The number, as typed.
        amount: String,
    },
    /// A fraction.
    #[error(
        "{} is no whole number: use a smaller unit, such as 8d instead of 1.5w",
        words::quoted(text)
    )]
    NotWhole {
        /// What was typed.
        text: String,
    },
    /// Below zero.
    #[error(
        "{} is below zero: a step takes 0 days (a milestone) or more",
        words::quoted(text)
    )]
    Negative {
        /// What was typed.
        text: String,
    },
    /// Two numbers: how long it typically takes is missing.
    #[error(
        "{} does not say the typical length: type low/typical/high, such as {example}",
        words::quoted(text)
    )]
    Range {
        /// What was typed.
        text: String,
        /// The same range with a typical length between the two.
        example: String,
    },
    /// Three numbers that do not rise.
    #[error(
        "{} is out of order: type low/typical/high, such as {example}",
        words::quoted(text)
    )]
    Order {
        /// What was typed.
        text: String,
        /// The same numbers in order.
        example: String,
    },
    /// Over the limit of its unit.
    #[error(
        "{} is too long: at most 36,500 days, 3,650 weeks or 1,200 months",
        words::quoted(text)
    )]
    TooLong {
        /// What was typed.
        text: String,
    },
}

impl DurationError {
    /// Whether the text was meant as a length of time and only something about it is wrong, as in
    /// "2-3 weeks". False for a text that may as well be part of a title.
    pub fn means_a_length(&self) -> bool {
        !matches!(
            self,
            Self::Empty | Self::NotUnderstood { .. } | Self::NoUnit { .. }
        )
    }
}

/// How long a step takes: an amount in a unit, with an estimate around it if somebody gave one.
///
/// `low` and `high` are given together or not at all, in the same unit, and `low <= amount <= high`;
/// [`Duration::parse`] and [`Duration::estimate`] make no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duration {
    /// The (typical) length in `unit`, from 0 to [`Unit::limit`].
    pub amount: u32,
    /// What `amount`, `low` and `high` are counted in.
    pub unit: Unit,
    /// The length if all goes well.
    pub low: Option<u32>,
    /// The length if little goes well.
    pub high: Option<u32>,
}

impl Duration {
    /// No length at all: something that happens, not something that takes time.
    pub const MILESTONE: Self = Self {
        amount: 0,
        unit: Unit::Working,
        low: None,
        high: None,
    };

    /// `amount` of `unit` without an estimate. Not checked against [`Unit::limit`].
    pub const fn new(amount: u32, unit: Unit) -> Self {
        Self {
            amount,
            unit,
            low: None,
            high: None,
        }
    }

    /// A low, a typical and a high length.
    ///
    /// # Errors
    /// When the three do not rise, or when `high` is over [`Unit::limit`].
    pub fn estimate(low: u32, typical: u32, high: u32, unit: Unit) -> Result<Self, DurationError> {
        let typed = || format!("{low}/{typical}/{high}{}", unit.suffix());
        if high.max(typical).max(low) > unit.limit() {
            return Err(DurationError::TooLong { text: typed() });
        }
        if low > typical || typical > high {
            let mut sorted = [low, typical, high];
            sorted.sort_unstable();
            let [a, b, c] = sorted;
            let example = format!("{a}/{b}/{c}{}", unit.suffix());
            return Err(DurationError::Order {
                text: typed(),
                example,
            });
        }
        if high == 0 {
            return Ok(Self::MILESTONE);
        }
        Ok(Self {
            amount: typical,
            unit,
            low: Some(low),
            high: Some(high),
        })
    }

    /// Reads a duration as people say it: `10d`, `10 days`, `21 calendar days`, `two weeks`,
    /// `a month`, `5/10/15d`, `milestone`. Case and blanks do not matter.
    ///
    /// # Errors
    /// Says what is wrong with the text and how to write it.
    pub fn parse(text: &str) -> Result<Self, DurationError> {
        let (amount, unit) = match words::milestone(text) {
            true => return Ok(Self::MILESTONE),
            false => words::length(text)?,
        };
        match amount {
            Amount::One(0) => Ok(Self::MILESTONE),
            Amount::One(amount) => Ok(Self::new(amount, unit)),
            Amount::Estimate(low, typical, high) => Self::estimate(low, typical, high, unit),
        }
    }

    /// Whether the step takes no time. A milestone may still carry an estimate (`0/0/5d`).
    pub fn is_milestone(&self) -> bool {
        self.amount == 0
    }

    /// The canonical text, as it is stored: `10d`, `21cd`, `3w`, `2m`, `5/10/15d`, `0`.
    pub fn text(&self) -> String {
        let suffix = self.unit.suffix();
        match (self.low, self.high) {
            (None, None) if self.amount == 0 => "0".to_owned(),
            (None, None) => format!("{}{suffix}", self.amount),
            (low, high) => {
                let low = low.unwrap_or(self.amount);
                let high = high.unwrap_or(self.amount);
                format!("{low}/{}/{high}{suffix}", self.amount)
            }
        }
    }

    /// The (typical) length in words: "10 working days", "1 week", "milestone". The estimate is
    /// left out; [`Duration::estimate_words`] has it.
    pub fn words(&self) -> String {
        match self.amount {
            0 => "milestone".to_owned(),
            amount => format!("{} {}", words::grouped(amount), self.unit.name(amount)),
        }
    }

    /// The estimate as it stands behind the words: "5 / 10 / 15", or nothing without one.
    pub fn estimate_words(&self) -> Option<String> {
        match (self.low, self.high) {
            (None, None) => None,
            (low, high) => {
                let (low, high) = (low.unwrap_or(self.amount), high.unwrap_or(self.amount));
                Some(format!("{low} / {} / {high}", self.amount))
            }
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl FromStr for Duration {
    type Err = DurationError;

    fn from_str(text: &str) -> Result<Self, DurationError> {
        Self::parse(text)
    }
}

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Duration;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a duration in quotes, such as \"10d\", \"3w\" or \"0\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Duration, E> {
                Duration::parse(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

impl schemars::JsonSchema for Duration {
    fn schema_name() -> Cow<'static, str> {
        "Duration".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "How long a step takes: 10d (working days), 21cd (calendar days), 3w (weeks of seven days), 2m (months), 0 (a milestone), or low/typical/high as in 5/10/15d.",
            "pattern": "^(0|([0-9]{1,5}/[0-9]{1,5}/)?[0-9]{1,5}(d|cd|w|m))$",
            "examples": ["10d", "3w", "5/10/15d", "0"],
        })
    }
}
