//! How far the one who decides went along with the plan: with this version, with an earlier one and
//! what changed since, or not yet. A blank that was filled since takes no agreement back: nobody
//! agreed to a step having no owner. What changed at all is found in [`crate::schedule::facts`].

use std::cmp::Reverse;

use super::reading::{Owner, Reading};
use crate::plan::{Agreement, Facts, Person, Plan, Side, Stance, Step};
use crate::schedule::Schedule;
use crate::schedule::facts::{self, FactChange, FactKind};

/// How far somebody went along, the furthest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum How {
    /// Nothing is on record.
    NotYet,
    /// Has seen it.
    Seen,
    /// Agreed to another go-live date.
    ToAnotherDate,
    /// Agreed to an earlier version, or to which one is not on record.
    ToEarlier,
    /// Agreed to this version.
    ToThis,
}

/// Where one who decides stands.
pub(crate) struct Deciding<'a> {
    pub(crate) person: &'a Person,
    pub(crate) how: How,
    /// What is on record, if anything.
    pub(crate) agreement: Option<&'a Agreement>,
    /// What changed since, filled blanks left out.
    pub(crate) changes: Vec<FactChange>,
    /// How many blanks were filled since.
    pub(crate) filled: usize,
}

impl Deciding<'_> {
    /// Whether it is not on record which version the person agreed to.
    pub(crate) fn is_unknown(&self) -> bool {
        let agreement = self.agreement;
        agreement.is_some_and(|agreement| agreement.facts == Facts::default())
    }
}

/// Where everybody stands who decides, the one who went furthest first.
pub(crate) fn all<'a>(
    plan: &'a Plan,
    schedule: &Schedule,
    reading: &Reading<'a>,
) -> Vec<Deciding<'a>> {
    let standing = facts::standing(plan, schedule);
    let of = |person: &'a Person| {
        let found = standing.iter().find(|s| s.agreement.person == person.id);
        let Some(found) = found else {
            return Deciding {
                person,
                how: How::NotYet,
                agreement: None,
                changes: Vec::new(),
                filled: 0,
            };
        };
        let agreement = found.agreement;
        let (filled, changes): (Vec<FactChange>, Vec<FactChange>) = found
            .changes
            .iter()
            .cloned()
            .partition(|change| fills_blank(change, agreement, plan, reading));
        Deciding {
            person,
            how: how(agreement, &changes),
            agreement: Some(agreement),
            changes,
            filled: filled.len(),
        }
    };
    let mut all: Vec<Deciding<'a>> = reading.economic_buyers().map(of).collect();
    let on = |deciding: &Deciding<'_>| deciding.agreement.map(|agreement| agreement.on);
    all.sort_by_key(|deciding| Reverse((deciding.how, on(deciding))));
    all
}

/// As [`all`], the one who went furthest.
pub(crate) fn best<'a>(
    plan: &'a Plan,
    schedule: &Schedule,
    reading: &Reading<'a>,
) -> Option<Deciding<'a>> {
    all(plan, schedule, reading).into_iter().next()
}

fn how(agreement: &Agreement, changes: &[FactChange]) -> How {
    let moved = |change: &FactChange| change.kind == FactKind::GoLive;
    match agreement.stance {
        Stance::Agreed if agreement.facts == Facts::default() => How::ToEarlier,
        Stance::Agreed if changes.is_empty() => How::ToThis,
        Stance::Agreed if agreement.facts.go_live.is_some() && changes.iter().any(moved) => {
            How::ToAnotherDate
        }
        Stance::Agreed => How::ToEarlier,
        _ => How::Seen,
    }
}

/// Whether nothing, or no person, stood where now something does.
fn fills_blank(
    change: &FactChange,
    agreement: &Agreement,
    plan: &Plan,
    reading: &Reading<'_>,
) -> bool {
    let id = change.step.as_deref();
    let then = id.and_then(|id| agreement.facts.steps.get(id));
    let (Some(then), Some(step)) = (then, id.and_then(|id| plan.step(id))) else {
        return false;
    };
    match &change.kind {
        FactKind::Owner(side) => {
            let was = Step {
                owners: then.owners.clone(),
                ..Step::new(String::new(), "")
            };
            let named =
                |step: &Step, side: &Side| matches!(reading.owner(step, side), Owner::Named(_));
            !named(&was, side) && named(step, side)
        }
        FactKind::DoneWhen => then.done_when.trim().is_empty(),
        _ => false,
    }
}
