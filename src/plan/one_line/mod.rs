//! A whole step on one line: `Security review 2w @Dana buyer before Signature`.
//!
//! The title comes first, then its parts in any order:
//!
//! | part | as in |
//! |-|-|
//! | length | `2w`, `10 days`, `5/10/15d`, `milestone` or `0`, `for 3 weeks` |
//! | owner | `@Dana`, `@Dana Ortiz`, `@"Dana Ortiz"`; also before the title |
//! | side | `buyer`, `seller`, `both` |
//! | links | `after Legal redlines, Security review and DPA`, `before sign`, `after Kickoff +2d`, `after go-live`, `starts with Pilot +1w`, `finishes with Pilot` |
//! | dates | `on mar 1`, `by fri`, `from mar 1`, `not before mar 1`, `no later than mar 1` |
//! | gate | `only 2nd thu` |
//!
//! A keyword counts only where a known step or a date follows it; otherwise it belongs to the title.
//! A length, a side or a shortened step title counts only when nothing but parts follows. Quotation
//! marks keep words in the title. What is neither title nor part is told as a [`Problem`].
//!
//! This reads and explains a line; it changes no plan and does not know the plan's types. `token`
//! cuts the line, `names` finds steps and people, `owner`, `link` and `when` read the parts,
//! `split` decides where the title ends, `gather` puts the step together.

mod complete;
mod gather;
mod link;
mod names;
mod owner;
mod split;
#[cfg(test)]
mod tests;
mod token;
mod when;

use std::ops::Range;

use chrono::NaiveDate;

pub use complete::{Completion, complete};
pub use link::behind_keyword;

use super::duration::{Duration, Lag};
use super::gate::Gate;

/// Longer lines are not read, in characters.
pub const LONGEST_LINE: usize = 10_000;

/// A step that a line may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownStep<'a> {
    /// What links are made to.
    pub id: &'a str,
    /// What people call it.
    pub title: &'a str,
}

/// A person that a line may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownPerson<'a> {
    /// What owners are recorded by.
    pub id: &'a str,
    /// The full name.
    pub name: &'a str,
    /// Whose person it is.
    pub side: LineSide,
}

/// What the line is read against. Leave out the step that is itself being typed.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The steps of the plan.
    pub steps: &'a [KnownStep<'a>],
    /// The people of the plan.
    pub people: &'a [KnownPerson<'a>],
    /// The day on which the line is typed.
    pub today: NaiveDate,
    /// The plan's go-live date, if it has one.
    pub go_live: Option<NaiveDate>,
}

/// Who does a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineSide {
    /// The buyer's people.
    Buyer,
    /// The seller's people.
    Seller,
    /// Both together.
    Both,
}

impl LineSide {
    /// "buyer", "seller" or "both".
    pub fn text(self) -> &'static str {
        match self {
            Self::Buyer => "buyer",
            Self::Seller => "seller",
            Self::Both => "both",
        }
    }
}

/// Who a line names as an owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnerRef {
    /// A person of the plan, by id.
    Known(String),
    /// Somebody new.
    New {
        /// The name as typed.
        name: String,
        /// The side that the line names for the step, if it is one.
        side: Option<LineSide>,
    },
}

/// What a step is linked to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LinkTarget {
    /// A step, by id.
    Step(String),
    /// The go-live date.
    GoLive,
}

/// Which of the two comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// The step of the line follows the target.
    After,
    /// The step of the line comes before the target. Never with [`LinkTarget::GoLive`].
    Before,
}

/// Which ends of the two are tied.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Ends {
    /// The later one starts when the earlier one is done.
    #[default]
    Usual,
    /// The step of the line starts when the target starts. Always with [`LinkKind::After`].
    Starts,
    /// The step of the line is done when the target is done. Always with [`LinkKind::After`].
    Finishes,
}

/// A link that a line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineLink {
    /// Which comes first.
    pub kind: LinkKind,
    /// Which of their ends are tied.
    pub ends: Ends,
    /// The other end.
    pub target: LinkTarget,
    /// The wait between the two; zero unless typed.
    pub lag: Lag,
}

/// What a stretch of the line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// The title.
    Title,
    /// How long.
    Duration,
    /// Whose name is on it.
    Owner,
    /// Whose side does it.
    Side,
    /// What it follows or precedes.
    Link,
    /// `on`.
    Pin,
    /// `from`.
    NotBefore,
    /// `by`.
    NoLaterThan,
    /// `only`.
    Gate,
}

/// A stretch of the line that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where it stands, in bytes. Parts are in order and do not overlap.
    pub range: Range<usize>,
    /// What it is.
    pub kind: PartKind,
    /// What it was taken for, in words: "after Proof of concept", "on Mon 1 Mar 2027, in 14 weeks".
    pub meaning: String,
}

/// Something in the line that was not understood, or cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands, in bytes; empty when it is nowhere in particular.
    pub range: Range<usize>,
    /// What is wrong and what to type instead.
    pub message: String,
}

/// A step as a line describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OneLine {
    /// The title, quotation marks removed. Empty only together with a problem.
    pub title: String,
    /// How long it takes.
    pub duration: Option<Duration>,
    /// Who does it, nobody twice.
    pub owners: Vec<OwnerRef>,
    /// Whose step it is, if the line says so.
    pub side: Option<LineSide>,
    /// What it follows and precedes, nothing twice.
    pub links: Vec<LineLink>,
    /// The day it must happen on.
    pub pin: Option<NaiveDate>,
    /// The day before which it cannot start.
    pub not_before: Option<NaiveDate>,
    /// The last day on which it can be done.
    pub no_later_than: Option<NaiveDate>,
    /// The days on which it can land.
    pub gate: Option<Gate>,
    /// What each stretch of the line was taken for.
    pub parts: Vec<Part>,
    /// What is wrong. A line with any should not be taken without asking.
    pub problems: Vec<Problem>,
}

/// Reads a line. Never fails: what is wrong with it is in [`OneLine::problems`].
pub fn parse(line: &str, known: &Known<'_>) -> OneLine {
    if line.chars().nth(LONGEST_LINE).is_some() {
        let message = "this line is too long: a step takes at most 10,000 characters".to_owned();
        return OneLine {
            problems: vec![Problem {
                range: 0..line.len(),
                message,
            }],
            ..OneLine::default()
        };
    }
    let (tokens, open_quote) = token::tokens(line);
    let reader = split::Reader::new(line, &tokens, known);
    let mut gathered = gather::gather(&reader, &split::split(&reader));
    if let Some(start) = open_quote {
        let message =
            "this quotation mark is not closed: add one where the quoted words end".to_owned();
        gathered.problems.push(Problem {
            range: start..line.len(),
            message,
        });
    }
    gathered
}
