//! The mutual plan as the file has it: exactly what the buyer may see. Plain data and the small
//! questions it can answer about itself; the dates are computed elsewhere.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::choice::{Extra, is_default};
use super::duration::{Duration, Lag};
use super::gate::Gate;
use super::parties::{Party, Person, Role, Side};
use super::record::{Agreement, Author, Baseline, Entry};

/// The file format that this version writes.
pub const FORMAT: u32 = 1;

/// A mutual action plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    /// The file format's number.
    pub format: u32,
    /// Stable, never reused.
    pub id: String,
    /// What people call the plan.
    pub name: String,
    /// The buyer's go-live date, with what it is for.
    #[serde(default)]
    pub anchor: Anchor,
    /// The side that buys.
    #[serde(default)]
    pub buyer: Party,
    /// The side that sells.
    #[serde(default)]
    pub seller: Party,
    /// Everyone with a name in the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// The steps, in the order of the file; dates do not depend on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// Who has seen or agreed to which version.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreements: Vec<Agreement>,
    /// The dates at the first agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    /// Who changed what, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Entry>,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The buyer's go-live: everything is scheduled back from it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Anchor {
    /// The day on which the buyer must be live; work ends the day before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub go_live: Option<NaiveDate>,
    /// What the buyer gets from it, in the buyer's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outcome: String,
    /// What happens to the buyer if the date is missed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub if_missed: String,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A piece of work that somebody owns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    /// Stable, never reused.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Whose work it is; decides the calendar.
    #[serde(default)]
    pub side: Side,
    /// The person on each side who owns it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owners: Owners,
    /// How long it takes, as typed.
    #[serde(default = "milestone")]
    pub duration: Duration,
    /// What must come before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Link>,
    /// The day on which it must happen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<Pin>,
    /// It cannot start before this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<NaiveDate>,
    /// It must be done by this day, whatever follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_later_than: Option<NaiveDate>,
    /// The only days on which it can land.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<Gate>,
    /// The day on which work really began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<NaiveDate>,
    /// How much is left of a started step, in days of its duration's kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remaining: Option<u32>,
    /// The day on which it was really done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<NaiveDate>,
    /// How both sides will know that it is done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub done_when: String,
    /// The step that the plan is least sure of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub riskiest: bool,
    /// What nobody knows yet about it, and who finds out by when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<Unknown>,
    /// A remark that both sides may read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

fn milestone() -> Duration {
    Duration::MILESTONE
}

/// The owners of a step: a named person on each side, by id.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Owners {
    /// The buyer's person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer: Option<String>,
    /// The seller's person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The name under which a link means the anchor instead of a step.
pub const GO_LIVE: &str = "go-live";

/// What a step comes after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// The predecessor's id, or `go-live`.
    pub step: String,
    /// Which ends are tied.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: LinkKind,
    /// What lies between; negative is a lead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lag: Option<Lag>,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Link {
    /// "Starts when that step is done."
    pub fn after(step: &str) -> Self {
        Self {
            step: step.to_owned(),
            kind: LinkKind::FinishStart,
            lag: None,
            extra: Extra::new(),
        }
    }
}

choice! {
    /// Which ends of two steps a link ties together.
    LinkKind = FinishStart {
        /// Starts when the other is done.
        FinishStart => "fs",
        /// Starts when the other starts.
        StartStart => "ss",
        /// Is done when the other is done.
        FinishFinish => "ff",
    }
}

/// The day on which a step must happen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "a pin is a date like \"2027-02-18\", or {\"finish\": \"2027-02-18\"}"
)]
pub enum Pin {
    /// It begins on this day (a step of one day or none simply happens on it).
    On(NaiveDate),
    /// It is done on this day.
    Done {
        /// The last day of the work.
        finish: NaiveDate,
        /// Keys this version does not know.
        #[serde(flatten)]
        extra: Extra,
    },
}

/// An open question with somebody to answer it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Unknown {
    /// The id of the person who finds out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<NaiveDate>,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Plan {
    /// An empty plan of this version's format.
    pub fn new(id: String, name: &str) -> Self {
        Self {
            format: FORMAT,
            id,
            name: name.to_owned(),
            anchor: Anchor::default(),
            buyer: Party::default(),
            seller: Party::default(),
            people: Vec::new(),
            steps: Vec::new(),
            agreements: Vec::new(),
            baseline: None,
            history: Vec::new(),
            extra: Extra::new(),
        }
    }

    /// The step of that id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// The step of that id, to be changed.
    pub fn step_mut(&mut self, id: &str) -> Option<&mut Step> {
        self.steps.iter_mut().find(|step| step.id == id)
    }

    /// The person of that id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The seller's hand: the representative by name, when the plan knows exactly one.
    pub fn seller_author(&self) -> Author {
        let is_rep =
            |person: &&Person| person.side == Side::Seller && person.role == Some(Role::Rep);
        let mut reps = self.people.iter().filter(is_rep);
        let person = match (reps.next(), reps.next()) {
            (Some(only), None) => Some(only.id.clone()),
            _ => None,
        };
        Author {
            side: Side::Seller,
            person,
            extra: Extra::new(),
        }
    }

    /// The organization on a side; both sides, or a name not yet given, are told in words.
    pub fn organization(&self, side: &Side) -> &str {
        match side {
            Side::Buyer if self.buyer.organization.is_empty() => "the buyer",
            Side::Buyer => &self.buyer.organization,
            Side::Seller if self.seller.organization.is_empty() => "the seller",
            Side::Seller => &self.seller.organization,
            Side::Both | Side::Other(_) => "both sides",
        }
    }
}

impl Step {
    /// A step of no length with nothing but a title.
    pub fn new(id: String, title: &str) -> Self {
        Self {
            id,
            title: title.to_owned(),
            side: Side::default(),
            owners: Owners::default(),
            duration: Duration::MILESTONE,
            after: Vec::new(),
            pin: None,
            not_before: None,
            no_later_than: None,
            gate: None,
            started: None,
            remaining: None,
            done: None,
            done_when: String::new(),
            riskiest: false,
            unknown: None,
            note: String::new(),
            extra: Extra::new(),
        }
    }

    /// The owner on one side, by id.
    pub fn owner(&self, side: &Side) -> Option<&str> {
        match side {
            Side::Buyer => self.owners.buyer.as_deref(),
            Side::Seller => self.owners.seller.as_deref(),
            Side::Both | Side::Other(_) => None,
        }
    }

    /// Whether it follows go-live directly.
    pub fn follows_go_live(&self) -> bool {
        self.after.iter().any(|link| link.step == GO_LIVE)
    }
}
