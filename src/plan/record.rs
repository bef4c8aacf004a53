//! What is on record about a plan: who has seen or agreed to which version, the dates at the first
//! agreement, and who changed what. Plain data; recording a change is in [`super::commit`].

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::change::Change;
use super::choice::{Extra, is_default};
use super::model::Owners;
use super::parties::Side;

choice! {
    /// How far a person went along with the plan.
    Stance {
        /// Has seen it.
        Seen => "seen",
        /// Has agreed to it.
        Agreed => "agreed",
    }
}

/// A person on record as having seen or agreed to a version of the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Agreement {
    /// The person's id.
    pub person: String,
    /// The day.
    pub on: NaiveDate,
    /// Seen or agreed.
    pub stance: Stance,
    /// How it is known: on the call, by mail, with a line of evidence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub via: String,
    /// What was agreed to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub facts: Facts,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The facts of a plan that an agreement is about.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Facts {
    /// The go-live date agreed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub go_live: Option<NaiveDate>,
    /// Each step's facts, by the step's id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub steps: BTreeMap<String, StepFacts>,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What an agreement says of one step.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StepFacts {
    /// The title at the time, so that a removed step can still be named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveDate>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finish: Option<NaiveDate>,
    /// Who owned it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owners: Owners,
    /// How both sides would know that it is done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub done_when: String,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The dates at the first agreement; slip is measured against them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Baseline {
    /// When it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// The go-live date then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub go_live: Option<NaiveDate>,
    /// Each step's dates then, by the step's id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dates: BTreeMap<String, Span>,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The first and the last day of something, both included.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub finish: NaiveDate,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One commit in the plan's history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entry {
    /// Stable, never reused.
    pub id: String,
    /// The moment.
    pub at: DateTime<Utc>,
    /// Whose change it was.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: Author,
    /// By which route it came.
    #[serde(default)]
    pub via: Via,
    /// From what to what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The side and, when known, the person whose words a change is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Author {
    /// Whose pen it was.
    #[serde(default)]
    pub side: Side,
    /// The person's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

choice! {
    /// The route by which a change came. Evidence, not proof.
    Via = Hand {
        /// By the person's own hand.
        Hand => "hand",
        /// Dictated to the one typing.
        Dictated => "dictated",
        /// By a command on the command line.
        Command => "command",
        /// In a copy that the buyer sent back.
        Returned => "returned",
    }
}

impl Via {
    /// The route as it stands behind what was done: "by hand", "in a returned copy".
    pub fn words(&self) -> &str {
        match self {
            Self::Hand => "by hand",
            Self::Dictated => "dictated",
            Self::Command => "by a command",
            Self::Returned => "in a returned copy",
            Self::Other(_) => "by another route",
        }
    }
}
