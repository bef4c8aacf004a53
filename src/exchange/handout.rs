//! What the buyer takes home, as data: the plan's head, its steps with their dates in the order in which
//! they are done, its people, and who agreed to it. A page, a spreadsheet and a list of values are
//! written from it, each beside this file, so that all three say the same. Every text in it is harmless
//! and of one line; what one format must escape besides, that format's code does.

mod step;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use step::{HandoutStep, Status};

use super::read_back::{ReadBack, Wording};
use super::words::Words;
use super::{recap, standing};
use crate::plan::{Plan, Side};
use crate::schedule::Schedule;

/// How dates are said: it is read by strangers, and later.
pub(super) const FULL: Wording = Wording::Full;

/// Everything that a page or a spreadsheet for the buyer says.
#[derive(Debug, Clone, PartialEq)]
pub struct Handout {
    /// "Acme × Northwind", or the plan's name.
    pub title: String,
    /// The plan's name, where it is not the title.
    pub name: String,
    /// The day on which this was made.
    pub made: NaiveDate,
    /// The buyer's organization, or "the buyer".
    pub buyer: String,
    /// The seller's organization, or "the seller".
    pub seller: String,
    /// The buyer's date.
    pub go_live: Option<NaiveDate>,
    /// What it is for; may be empty.
    pub outcome: String,
    /// What happens if it is missed; may be empty.
    pub if_missed: String,
    /// Whether it fits, in a few words: "It fits", "As it stands Fri 5 Feb 2027, 4 working days on".
    pub verdict: String,
    /// Whether those words ask for something to change.
    pub misfit: bool,
    /// How the dates stand, a sentence each.
    pub room: Vec<String>,
    /// What comes next, in a sentence; may be empty.
    pub next: String,
    /// The riskiest step and what is open, a sentence each.
    pub open: Vec<String>,
    /// The people, the buyer's first.
    pub people: Vec<HandoutPerson>,
    /// The steps, in the order in which they are done.
    pub steps: Vec<HandoutStep>,
    /// Who agreed to what, and what changed since, a sentence each.
    pub record: Vec<String>,
}

/// Somebody of either side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoutPerson {
    /// The whole name.
    pub name: String,
    /// The organization; of somebody of neither side, the side's word.
    pub organization: String,
    /// What the person is to the deal, and what the person does there; may be empty.
    pub role: String,
    /// Where mail reaches the person; may be empty.
    pub email: String,
}

impl Handout {
    /// What is handed out of a plan; `schedule` must be that of this plan.
    pub fn of(plan: &Plan, schedule: &Schedule) -> Self {
        let page = ReadBack::of(plan, schedule);
        let title = page.title.plain();
        let name = plain(&plan.name);
        let (verdict, misfit) = verdict(plan, schedule);
        let open = recap::riskiest(&page).chain(recap::open(&page));
        Self {
            name: if name == title { String::new() } else { name },
            title,
            made: schedule.today,
            buyer: plain(plan.organization(&Side::Buyer)),
            seller: plain(plan.organization(&Side::Seller)),
            go_live: plan.anchor.go_live,
            outcome: page.outcome.plain(),
            if_missed: page.if_missed.plain(),
            verdict,
            misfit,
            room: sentences(recap::room(plan, schedule)),
            next: recap::first(&page).map_or_else(String::new, |next| next.plain()),
            open: sentences(open),
            people: people(plan),
            steps: step::steps(plan, schedule),
            record: sentences(recap::on_record(&page)),
        }
    }

    /// "Acme" or "Northwind", both of them, or what a newer program calls the side.
    pub fn whose(&self, side: &Side) -> String {
        match side {
            Side::Buyer => self.buyer.clone(),
            Side::Seller => self.seller.clone(),
            Side::Both => format!("{} and {}", self.buyer, self.seller),
            Side::Other(word) => plain(word),
        }
    }
}

/// What people typed, as one harmless line.
pub(super) fn plain(text: &str) -> String {
    Words::typed(text).plain()
}

fn sentences(all: impl IntoIterator<Item = Words>) -> Vec<String> {
    all.into_iter().map(|words| words.plain()).collect()
}

/// Whether the plan fits, in a few words, and whether they ask for something to change.
fn verdict(plan: &Plan, schedule: &Schedule) -> (String, bool) {
    let date = |date| FULL.date(date);
    let misfit = standing::as_it_stands(schedule, &date, &standing::working_days);
    let all_done = plan.steps.iter().all(|step| step.done.is_some());
    match misfit {
        _ if plan.steps.is_empty() => ("No steps yet".to_owned(), false),
        _ if schedule.go_live.is_none() => ("No go-live date yet".to_owned(), false),
        Some(stands) => (capital(&stands), true),
        None if !schedule.fits => ("It does not fit".to_owned(), true),
        None if all_done => ("Every step is done".to_owned(), false),
        None => ("It fits".to_owned(), false),
    }
}

fn capital(words: &str) -> String {
    let mut rest = words.chars();
    let first = rest.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(rest).collect()
}

fn people(plan: &Plan) -> Vec<HandoutPerson> {
    let rank = |side: &Side| match side {
        Side::Buyer => 0,
        Side::Seller => 1,
        Side::Both | Side::Other(_) => 2,
    };
    let mut people: Vec<_> = plan.people.iter().collect();
    people.sort_by_key(|person| rank(&person.side));
    let person = |person: &crate::plan::Person| {
        let role = person.role.as_ref().map(|role| plain(role.word()));
        let told = [role.unwrap_or_default(), plain(&person.title)];
        let told: Vec<String> = told.into_iter().filter(|word| !word.is_empty()).collect();
        HandoutPerson {
            name: plain(&person.name),
            organization: match &person.side {
                Side::Other(word) => plain(word),
                side => plain(plan.organization(side)),
            },
            role: told.join(", "),
            email: plain(&person.email),
        }
    };
    people.into_iter().map(person).collect()
}
