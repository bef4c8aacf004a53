//! What a plan says, read once for every judgement beside this file: who really owns a step, which
//! steps are the buyer's process, who decides, what the buyer wrote, and a date as people say it.
//! Facts only; what follows from them is decided in `gaps`, `inspect`, `cue` and `slots`.

use std::collections::HashMap;

use chrono::{Months, NaiveDate};

use super::words::{LEGAL, SECURITY, is_department};
use crate::plan::{Agreement, Change, Entry, Person, Plan, Role, Side, Stance, Step, Via};

/// The owner of a step on one side, as far as the plan knows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Owner<'a> {
    /// Nobody, or somebody who is not among the plan's people.
    Missing,
    /// A department, a title or a placeholder instead of a person.
    Vague(&'a Person),
    /// A person with a name.
    Named(&'a Person),
}

/// A plan with its people at hand.
pub(crate) struct Reading<'a> {
    plan: &'a Plan,
    people: HashMap<&'a str, &'a Person>,
}

impl<'a> Reading<'a> {
    pub(crate) fn of(plan: &'a Plan) -> Self {
        let mut people = HashMap::with_capacity(plan.people.len());
        for person in &plan.people {
            people.entry(person.id.as_str()).or_insert(person);
        }
        Self { plan, people }
    }

    /// The person of that id.
    pub(crate) fn person(&self, id: &str) -> Option<&'a Person> {
        self.people.get(id).copied()
    }

    /// Who owns a step on a side.
    pub(crate) fn owner(&self, step: &Step, side: &Side) -> Owner<'a> {
        match step.owner(side).and_then(|id| self.person(id)) {
            None => Owner::Missing,
            Some(person) if person.name.trim().is_empty() => Owner::Missing,
            Some(person) if self.is_vague(person) => Owner::Vague(person),
            Some(person) => Owner::Named(person),
        }
    }

    /// Whether a person is a department, a title or a placeholder.
    pub(crate) fn is_vague(&self, person: &Person) -> bool {
        let organization = match person.side {
            Side::Buyer => &self.plan.buyer.organization,
            _ => &self.plan.seller.organization,
        };
        is_department(&person.name, organization)
    }

    /// The buyer's people who hold the budget and decide.
    pub(crate) fn economic_buyers(&self) -> impl Iterator<Item = &'a Person> {
        self.buyers_people()
            .filter(|person| person.role == Some(Role::EconomicBuyer))
    }

    /// The one at the buyer's who sells it inside.
    pub(crate) fn champion(&self) -> Option<&'a Person> {
        self.buyers_people()
            .find(|person| person.role == Some(Role::Champion))
    }

    /// The buyer's people with a real name.
    pub(crate) fn buyers_people(&self) -> impl Iterator<Item = &'a Person> {
        self.plan.people.iter().filter(|person| {
            person.side == Side::Buyer && !person.name.trim().is_empty() && !self.is_vague(person)
        })
    }

    /// What the buyer's side wrote, oldest first. Going on record as agreeing writes nothing.
    pub(crate) fn buyers_entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.plan
            .history
            .iter()
            .filter(|entry| entry.by.side == Side::Buyer && entry.changes.iter().any(is_edit))
    }

    /// What the buyer's side wrote with somebody of theirs beside it: a command says whose change it
    /// is without the buyer having been near.
    pub(crate) fn buyers_own_entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.buyers_entries().filter(|entry| is_own(&entry.via))
    }

    /// The last time a person took that stance.
    pub(crate) fn stance(&self, person: &Person, stance: &Stance) -> Option<&'a Agreement> {
        self.plan
            .agreements
            .iter()
            .filter(|agreement| agreement.person == person.id && agreement.stance == *stance)
            .max_by_key(|agreement| agreement.on)
    }

    /// Steps that are the buyer's own process: theirs alone, or a review that they take part in.
    /// A signature or a kickoff of both sides says nothing about how the buyer gets there.
    pub(crate) fn buyers_steps(&self) -> impl Iterator<Item = (usize, &'a Step)> {
        self.plan.steps.iter().enumerate().filter(|(_, step)| {
            step.side == Side::Buyer
                || (step.side == Side::Both && (SECURITY.fits(step) || LEGAL.fits(step)))
        })
    }
}

/// Whether a change says something of the plan, and not only who agreed to it.
fn is_edit(change: &Change) -> bool {
    let first = change.path.keys().first();
    first.is_none_or(|key| !["agreements", "baseline"].contains(&key.as_str()))
}

/// Whether somebody must have been there for a change to come by that route.
pub(crate) fn is_own(via: &Via) -> bool {
    matches!(via, Via::Hand | Via::Returned | Via::Dictated)
}

/// The days from one day to another, none when it lies ahead.
pub(crate) fn days_since(day: NaiveDate, today: NaiveDate) -> i64 {
    today.signed_duration_since(day).num_days().max(0)
}

/// The sides that must each have an owner for a step.
pub(crate) fn sides_of(step: &Step) -> &'static [Side] {
    match step.side {
        Side::Buyer => &[Side::Buyer],
        Side::Seller => &[Side::Seller],
        Side::Both => &[Side::Buyer, Side::Seller],
        Side::Other(_) => &[],
    }
}

/// A step's title, or words for a step that has none.
pub(crate) fn title(step: &Step) -> &str {
    match step.title.trim() {
        "" => "the step without a title",
        title => title,
    }
}

/// A date as said aloud: "March 1", with the year when it is more than twelve months from `today`.
pub(crate) fn said(date: NaiveDate, today: NaiveDate) -> String {
    date.format(if is_far(date, today) {
        "%B %-d, %Y"
    } else {
        "%B %-d"
    })
    .to_string()
}

/// Whether a date needs its year.
pub(crate) fn is_far(date: NaiveDate, today: NaiveDate) -> bool {
    let year = Months::new(12);
    today.checked_add_months(year).is_some_and(|end| date > end)
        || today.checked_sub_months(year).is_some_and(|end| date < end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_far_away_says_its_year() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let today = day(2026, 11, 23);
        for (date, expected) in [
            (day(2027, 3, 1), "March 1"),
            (day(2027, 11, 23), "November 23"),
            (day(2027, 11, 24), "November 24, 2027"),
            (day(2025, 11, 22), "November 22, 2025"),
        ] {
            assert_eq!(said(date, today), expected);
        }
        assert_eq!(said(day(2027, 1, 1), NaiveDate::MAX), "January 1, 2027");
    }
}
