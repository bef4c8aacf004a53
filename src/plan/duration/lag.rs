//! The wait between two linked steps. Below zero it is a lead: the second step overlaps the first.
//!
//! On whose calendar a lag runs is decided in `schedule`, not here.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::{Serialize, Serializer};

use super::words::{self, Amount};
use super::{DurationError, Unit};

/// Why a text is no lag. The text of each error is for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LagError {
    /// Not in any form that is understood.
    #[error(
        "{} is no lag: type one such as 2d, 30cd, 1w, or -2d to start earlier",
        words::quoted(text)
    )]
    NotUnderstood {
        /// What was typed.
        text: String,
    },
    /// Low/typical/high, or a range.
    #[error(
        "{} gives more than one length: a lag has one, such as 2d or -1w",
        words::quoted(text)
    )]
    Estimate {
        /// What was typed.
        text: String,
    },
    /// A number without its unit, a fraction, or over the limit.
    #[error(transparent)]
    Length(DurationError),
}

/// The wait between two linked steps, in the unit that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lag {
    /// How many of `unit`; below zero is a lead. Within plus or minus [`Unit::limit`].
    pub amount: i32,
    /// What `amount` is counted in.
    pub unit: Unit,
}

impl Lag {
    /// No wait.
    pub const ZERO: Self = Self {
        amount: 0,
        unit: Unit::Working,
    };

    /// `amount` of `unit`. Not checked against [`Unit::limit`].
    pub const fn new(amount: i32, unit: Unit) -> Self {
        Self { amount, unit }
    }

    /// Reads a lag as people say it: `2d`, `+2 days`, `-1w`, `minus one week`, `30 calendar days`, `0`.
    ///
    /// # Errors
    /// Says what is wrong with the text and how to write it.
    pub fn parse(text: &str) -> Result<Self, LagError> {
        let plain = words::plain(text);
        if matches!(plain.as_str(), "0" | "none" | "no lag") {
            return Ok(Self::ZERO);
        }
        let (negative, rest) = split_sign(&plain);
        let (amount, unit) = words::length(rest).map_err(|error| lag_error(error, text))?;
        let Amount::One(amount) = amount else {
            return Err(LagError::Estimate {
                text: text.to_owned(),
            });
        };
        let amount = i32::try_from(amount).unwrap_or(i32::MAX);
        Ok(match amount {
            0 => Self::ZERO,
            _ if negative => Self::new(-amount, unit),
            _ => Self::new(amount, unit),
        })
    }

    /// Whether there is no wait and no lead.
    pub fn is_zero(&self) -> bool {
        self.amount == 0
    }

    /// The canonical text, as it is stored: `2d`, `-1w`, `30cd`, `0`.
    pub fn text(&self) -> String {
        match self.amount {
            0 => "0".to_owned(),
            amount => format!("{amount}{}", self.unit.suffix()),
        }
    }

    /// In words: "2 working days later", "1 week earlier", "no lag".
    pub fn words(&self) -> String {
        match self.amount {
            0 => "no lag".to_owned(),
            1.. => format!("{} later", self.length()),
            _ => format!("{} earlier", self.length()),
        }
    }

    /// How long it is in words, whichever way it points: "2 working days".
    pub fn length(&self) -> String {
        let amount = self.amount.unsigned_abs();
        format!("{} {}", words::grouped(amount), self.unit.name(amount))
    }
}

fn split_sign(plain: &str) -> (bool, &str) {
    for (sign, negative) in [
        ("+", false),
        ("plus ", false),
        ("-", true),
        ("minus ", true),
    ] {
        if let Some(rest) = plain.strip_prefix(sign) {
            return (negative, rest.trim_start());
        }
    }
    (false, plain)
}

fn lag_error(error: DurationError, text: &str) -> LagError {
    let text = text.to_owned();
    match error {
        DurationError::Empty
        | DurationError::NotUnderstood { .. }
        | DurationError::Negative { .. } => LagError::NotUnderstood { text },
        DurationError::Range { .. } | DurationError::Order { .. } => LagError::Estimate { text },
        error => LagError::Length(error),
    }
}

impl Default for Lag {
    fn default() -> Self {
        Self::ZERO
    }
}

impl fmt::Display for Lag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl FromStr for Lag {
    type Err = LagError;

    fn from_str(text: &str) -> Result<Self, LagError> {
        Self::parse(text)
    }
}

impl Serialize for Lag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl<'de> Deserialize<'de> for Lag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Lag;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a lag in quotes, such as \"2d\", \"-1w\" or \"30cd\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Lag, E> {
                Lag::parse(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

impl schemars::JsonSchema for Lag {
    fn schema_name() -> Cow<'static, str> {
        "Lag".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "The wait between two linked steps: 2d (working days), 30cd (calendar days), 1w (weeks), 1m (months); below zero, as in -1w, the second overlaps the first.",
            "pattern": "^(0|-?[1-9][0-9]{0,4}(d|cd|w|m))$",
            "examples": ["2d", "-1w", "30cd"],
        })
    }
}
