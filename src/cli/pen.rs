//! Whose words a change is that a command makes, and by which route they came: `--by` and `--via`. It
//! is told as it was said, and proves nothing.

use anyhow::{Result, bail};
use clap::Args;

use super::global::Clock;
use super::words;
use crate::plan::commit::Signature;
use crate::plan::{Author, Extra, Plan, Side, Via};
use crate::store;

/// What is said of a plan that names nobody.
pub(crate) const NOBODY: &str =
    "the plan names nobody yet — add them first, with the key P in `backcast open`";

/// Whose words a change is.
#[derive(Debug, Args)]
pub(crate) struct PenArgs {
    /// Whose words it is: somebody in the plan, or buyer or seller; without it the seller's
    #[arg(long, value_name = "PERSON")]
    pub(crate) by: Option<String>,
    /// How the words came: hand (their own), dictated (to you) or returned (in a copy of theirs)
    #[arg(long, value_name = "ROUTE", requires = "by")]
    pub(crate) via: Option<String>,
}

impl PenArgs {
    /// The signature of a change.
    ///
    /// # Errors
    /// When nobody in the plan is meant, or several people could be, or the route is not known.
    pub(crate) fn signature(&self, plan: &Plan, clock: Clock) -> Result<Signature> {
        let by = match &self.by {
            Some(typed) => author(plan, typed)?,
            None => plan.seller_author(),
        };
        let via = match self.via.as_deref() {
            None => Via::Command,
            Some("hand") => Via::Hand,
            Some("dictated") => Via::Dictated,
            Some("returned") => Via::Returned,
            Some(other) => {
                bail!("--via “{other}” is no route — it is hand, dictated or returned")
            }
        };
        Ok(Signature {
            id: store::new_id(),
            at: clock.now(),
            by,
            via,
        })
    }
}

fn author(plan: &Plan, typed: &str) -> Result<Author> {
    let side = match typed.trim().to_lowercase().as_str() {
        "buyer" => Some(Side::Buyer),
        "seller" => Some(Side::Seller),
        _ => None,
    };
    let (side, person) = match side {
        Some(side) => (side, None),
        None => {
            let id = words::person(plan, typed, NOBODY)?;
            let side = plan.person(&id).map(|person| person.side.clone());
            (side.unwrap_or_default(), Some(id))
        }
    };
    Ok(Author {
        side,
        person,
        extra: Extra::new(),
    })
}
