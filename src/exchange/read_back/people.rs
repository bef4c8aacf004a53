//! Who agreed, to what, and who is still to be asked: the people at the end of the page, as data.

use chrono::NaiveDate;

use super::{Name, ReadBack};
use crate::exchange::words::Words;
use crate::plan::people::called;
use crate::plan::{Person, Plan, Role, Side, Stance};
use crate::schedule::Schedule;
use crate::schedule::facts::{self, Standing};

/// Somebody who is on record, or is still to be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Signatory {
    /// Who.
    pub name: Name,
    /// What the person is to the deal.
    pub role: Option<String>,
    /// What is on record: the stance in words with what changed since, the day, and how it is known.
    pub record: Option<Record>,
}

/// What is on record of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Whether the person agreed, be it to an earlier version.
    pub agreed: bool,
    /// "agreed", "agreed to an earlier version: 3 changes since", "seen".
    pub stance: Words,
    /// The day.
    pub on: NaiveDate,
    /// How it is known; may be empty.
    pub via: Words,
    /// What changed since, a sentence each.
    pub changes: Vec<Words>,
}

impl Signatory {
    /// "Sarah Chen, champion".
    pub fn title(&self) -> Words {
        let name = Words::typed(&self.name.full);
        match &self.role {
            Some(role) => name.and(", ").and_typed(role),
            None => name,
        }
    }
}

impl ReadBack {
    /// Whether somebody agreed, be it to an earlier version.
    pub fn is_agreed(&self) -> bool {
        self.agreements().next().is_some()
    }

    /// Whether somebody agreed to the plan as it stands.
    pub fn is_agreed_as_it_stands(&self) -> bool {
        self.agreements().any(|record| record.changes.is_empty())
    }

    fn agreements(&self) -> impl Iterator<Item = &Record> {
        let records = self
            .people
            .iter()
            .filter_map(|person| person.record.as_ref());
        records.filter(|record| record.agreed)
    }

    /// What is not as somebody agreed to it, each change once.
    pub(super) fn changes(&self) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        for change in self.agreements().flat_map(|record| &record.changes) {
            let words = change.plain();
            if !told.contains(&words) {
                told.push(words);
            }
        }
        told
    }
}

/// The people of a plan in the order in which they are asked to agree: of the buyer's the champion and
/// the economic buyer first, then the seller's.
pub fn in_order(plan: &Plan) -> Vec<&Person> {
    let rank = |person: &&Person| match (&person.side, &person.role) {
        (Side::Seller, _) => 3,
        (_, Some(Role::Champion)) => 0,
        (_, Some(Role::EconomicBuyer)) => 1,
        _ => 2,
    };
    let mut people: Vec<&Person> = plan.people.iter().collect();
    people.sort_by_key(rank);
    people
}

/// Everybody on record, and the buyer's people who are still to be asked: who wants the plan and who
/// decides, or when the plan knows neither, everybody on the buyer's side.
pub(super) fn signatories(plan: &Plan, schedule: &Schedule) -> Vec<Signatory> {
    let standing = facts::standing(plan, schedule);
    let record = |id: &str| {
        let mut of = standing.iter();
        let found = of.find(|standing| standing.agreement.person == id)?;
        Some(record_of(found))
    };
    let buyers = || {
        plan.people
            .iter()
            .filter(|person| person.side == Side::Buyer)
    };
    let decides =
        |person: &Person| matches!(person.role, Some(Role::Champion | Role::EconomicBuyer));
    let anybody_decides = buyers().any(decides);
    let expected =
        |person: &Person| person.side == Side::Buyer && (decides(person) || !anybody_decides);
    let known = in_order(plan).into_iter().filter_map(|person| {
        let record = record(&person.id);
        (record.is_some() || expected(person)).then(|| Signatory {
            name: Name::of(plan, person),
            role: person.role.as_ref().map(|role| role.word().to_owned()),
            record,
        })
    });
    let gone = standing.iter().filter(|standing| standing.person.is_none());
    let gone = gone.map(|standing| {
        let name = called(plan, &standing.agreement.person);
        Signatory {
            name: Name {
                short: name.clone(),
                full: name,
            },
            role: None,
            record: Some(record_of(standing)),
        }
    });
    known.chain(gone).collect()
}

fn record_of(standing: &Standing<'_>) -> Record {
    let changes = standing.changes.iter();
    let stance = standing.words();
    Record {
        agreed: standing.agreement.stance == Stance::Agreed,
        stance: match standing.agreement.stance {
            Stance::Other(_) => Words::typed(&stance),
            _ => Words::own(stance),
        },
        on: standing.agreement.on,
        via: Words::typed(&standing.agreement.via),
        changes: changes.map(|change| Words::typed(&change.words)).collect(),
    }
}
