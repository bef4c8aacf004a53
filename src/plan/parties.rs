//! The two sides of a plan and their people: organizations, calendars, persons, roles, absences.
//! The calendar here is what the file says; the tables that dates are computed with are compiled
//! from it in [`crate::schedule`].

use chrono::{NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::choice::Extra;

choice! {
    /// Whose a step or a person is.
    Side = Both {
        /// The buyer's.
        Buyer => "buyer",
        /// The seller's.
        Seller => "seller",
        /// Both sides work on it; it runs only on days when both work.
        Both => "both",
    }
}

choice! {
    /// What a person is to the deal.
    Role {
        /// Wants it, and sells it inside.
        Champion => "champion",
        /// Holds the budget and decides.
        EconomicBuyer => "economic buyer",
        /// Buys for the organization.
        Procurement => "procurement",
        /// Redlines the contract.
        Legal => "legal",
        /// Reviews security and privacy.
        Security => "security",
        /// Money: budget, purchase orders.
        Finance => "finance",
        /// Technical owner.
        Technical => "technical",
        /// Runs the project.
        Project => "project",
        /// The seller's representative.
        Rep => "rep",
        /// Leads the implementation.
        Implementation => "implementation",
        /// Sponsors the deal from above.
        Sponsor => "sponsor",
    }
}

/// One side of the plan.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// The organization's name as people say it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organization: String,
    /// The days on which this side works.
    #[serde(default)]
    pub calendar: Calendar,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The days on which a side works: a base, and what differs from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Calendar {
    /// `weekdays`, `all-days`, or a country or subdivision code of the embedded holiday table.
    #[serde(default = "weekdays")]
    pub base: String,
    /// The days of the week that are off, when they differ from the base's ("sat", "sun").
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "weekday_words"
    )]
    #[schemars(with = "Option<Vec<String>>")]
    pub weekend: Option<Vec<Weekday>>,
    /// Single days off besides the base's holidays.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<DayOff>,
    /// Ranges in which no working day falls: a change freeze, a quarter's end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blackouts: Vec<Blackout>,
    /// Days that are worked although the base, a holiday or a blackout says otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub working: Vec<NaiveDate>,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

fn weekdays() -> String {
    "weekdays".to_owned()
}

impl Default for Calendar {
    fn default() -> Self {
        Self::of_base("weekdays")
    }
}

impl Calendar {
    /// A calendar with nothing but a base (see [`Calendar::base`]).
    pub fn of_base(base: &str) -> Self {
        Self {
            base: base.to_owned(),
            weekend: None,
            holidays: Vec::new(),
            blackouts: Vec::new(),
            working: Vec::new(),
            extra: Extra::new(),
        }
    }
}

/// A single day on which a side does not work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DayOff {
    /// The day.
    pub date: NaiveDate,
    /// What people call it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A range of days, both ends included, in which a side does not work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Blackout {
    /// First day off.
    pub from: NaiveDate,
    /// Last day off.
    pub to: NaiveDate,
    /// What people call it ("year-end change freeze").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Somebody who owns steps or decides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// Stable, never reused.
    pub id: String,
    /// The name as people say it.
    pub name: String,
    /// Whose side the person is on.
    #[serde(default)]
    pub side: Side,
    /// What the person is to the deal, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// What the person does there, as they say it: "CFO".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Where mail reaches the person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// When the person is away, so that their steps avoid it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub away: Vec<Blackout>,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Person {
    /// A person with a name and a side, and nothing else known yet.
    pub fn new(id: String, name: &str, side: Side) -> Self {
        Self {
            id,
            name: name.to_owned(),
            side,
            role: None,
            title: String::new(),
            email: String::new(),
            away: Vec::new(),
            extra: Extra::new(),
        }
    }

    /// The name's first word: how people are called on a shared screen.
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or("")
    }
}

/// Days of the week as three-letter words.
mod weekday_words {
    use chrono::Weekday;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(
        days: &Option<Vec<Weekday>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let words = days.as_ref().map(|days| {
            days.iter()
                .map(|day| day.to_string().to_lowercase())
                .collect::<Vec<_>>()
        });
        words.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Vec<Weekday>>, D::Error> {
        let Some(words) = Option::<Vec<String>>::deserialize(deserializer)? else {
            return Ok(None);
        };
        let day = |word: &String| {
            word.parse::<Weekday>().map_err(|_| {
                D::Error::custom(format!(
                    "`{word}` is no day of the week: write sat, sun, mon …"
                ))
            })
        };
        words.iter().map(day).collect::<Result<_, _>>().map(Some)
    }
}
