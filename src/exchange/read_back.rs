//! The one page that is read back at the end of a call, as data: what was agreed, who does what by
//! when on both sides, the first step, the riskiest, what is open, who agreed. It also feeds the
//! recap. How the page fills a screen is in [`page`]; nothing is painted here.

pub mod page;
mod people;
mod reader;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use people::signatories;
pub use people::{Record, Signatory, in_order};
use reader::Reader;

use super::words::Words;
use crate::plan::date_text::{short_date, short_date_near};
use crate::plan::people::called;
use crate::plan::{Person, Pin, Plan, Side, Step, Unit};
use crate::schedule::{Schedule, StepDates};

/// Everything that is read back. What people typed is in it as typed; [`Words`] makes it harmless.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadBack {
    /// "Acme × Northwind", or the plan's name.
    pub title: Words,
    /// Today.
    pub on: NaiveDate,
    /// The buyer's organization, or "the buyer".
    pub buyer: Words,
    /// The go-live date.
    pub live_on: Option<NaiveDate>,
    /// What it is for; may be empty.
    pub outcome: Words,
    /// What happens if it is missed; may be empty.
    pub if_missed: Words,
    /// The open work of each side, the buyer's first; a side without any is left out.
    pub sides: Vec<SideWork>,
    /// The steps that are done, in the order in which they were.
    pub done: Vec<Task>,
    /// The open step that comes first.
    pub first: Option<First>,
    /// The steps flagged as riskiest that are open.
    pub riskiest: Vec<Risk>,
    /// What is open, the riskiest step's own question left out, by the day when it will be known.
    pub open: Vec<Question>,
    /// Who is on record, and who of the buyer's side is still to be asked.
    pub people: Vec<Signatory>,
}

/// How names and dates are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// As on a call: first names, and no year within half a year of this day.
    Short(NaiveDate),
    /// As to a stranger: whole names, and dates with their year.
    Full,
}

impl Wording {
    pub(super) fn date(self, date: NaiveDate) -> String {
        match self {
            Self::Short(near) => short_date_near(date, near),
            Self::Full => short_date(date, i32::MIN),
        }
    }

    fn name(self, name: &Name) -> Words {
        Words::typed(match self {
            Self::Short(_) => &name.short,
            Self::Full => &name.full,
        })
    }
}

/// A person's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The first name, where nobody else in the plan has it.
    pub short: String,
    /// The whole name.
    pub full: String,
}

impl Name {
    fn of(plan: &Plan, person: &Person) -> Self {
        Self {
            short: called(plan, &person.id),
            full: person.name.clone(),
        }
    }

    fn by_id(plan: &Plan, id: Option<&str>) -> Option<Self> {
        let person = plan.person(id?)?;
        let named = !person.name.trim().is_empty();
        named.then(|| Self::of(plan, person))
    }
}

/// The open work of a side.
#[derive(Debug, Clone, PartialEq)]
pub struct SideWork {
    /// Whose.
    pub side: Side,
    /// The organization.
    pub organization: Words,
    /// By owner; who has the first step comes first, and what nobody owns last.
    pub owners: Vec<OwnerWork>,
}

/// The open work of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnerWork {
    /// Who; nothing for what nobody owns yet.
    pub name: Option<Name>,
    /// In date order.
    pub tasks: Vec<Task>,
}

impl OwnerWork {
    /// The rank of the most telling task (see [`Task::rank`]).
    pub fn rank(&self) -> usize {
        let ranks = self.tasks.iter().map(|task| task.rank);
        ranks.min().unwrap_or(usize::MAX)
    }
}

/// One step as work of somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// The step's id.
    pub step: String,
    /// Its title.
    pub title: Words,
    /// Who on this side.
    pub who: Option<Name>,
    /// Who on the other side works on it too.
    pub with: Option<Name>,
    /// When.
    pub when: When,
    /// How telling it is, from 0: the riskiest first, then what drives go-live, then by date.
    pub rank: usize,
}

impl Task {
    /// "Legal redlines with Mei by Fri 29 Jan".
    pub fn words(&self, wording: Wording) -> Words {
        let mut words = self.title.clone();
        if let Some(with) = &self.with {
            words = words.and(" with ").join(wording.name(with));
        }
        words.and(" ").and(self.when.words(wording))
    }
}

/// When a step is to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Done by this day.
    By(NaiveDate),
    /// On this day: pinned, or counted from go-live.
    On(NaiveDate),
    /// Weeks of work, from the first to the last day.
    FromTo(NaiveDate, NaiveDate),
    /// There is no go-live date to be in time for; it could be done by this day.
    Could(NaiveDate),
    /// It was done on this day.
    Done(NaiveDate),
    /// It cannot be dated.
    Undated,
}

impl When {
    pub(super) fn of(step: &Step, dates: &StepDates) -> Self {
        if let Some(done) = step.done {
            return Self::Done(done);
        }
        let (Some(start), Some(finish)) = (dates.must_start, dates.must_finish) else {
            return dates.can_finish.map_or(Self::Undated, Self::Could);
        };
        let pinned = matches!(step.pin, Some(Pin::On(day)) if day == finish);
        match step.duration.unit {
            _ if pinned || (dates.after_go_live && start == finish) => Self::On(finish),
            Unit::Working => Self::By(finish),
            _ if start < finish => Self::FromTo(start, finish),
            _ => Self::By(finish),
        }
    }

    /// The last day, for sorting; what has none comes last.
    pub(super) fn last(self) -> NaiveDate {
        match self {
            Self::By(day)
            | Self::On(day)
            | Self::FromTo(_, day)
            | Self::Could(day)
            | Self::Done(day) => day,
            Self::Undated => NaiveDate::MAX,
        }
    }

    /// "by Fri 29 Jan", "on Thu 18 Feb", "Mon 8 Feb to Sun 28 Feb".
    pub fn words(self, wording: Wording) -> String {
        let date = |day| wording.date(day);
        match self {
            Self::By(day) => format!("by {}", date(day)),
            Self::On(day) => format!("on {}", date(day)),
            Self::FromTo(first, last) => format!("{} to {}", date(first), date(last)),
            Self::Could(day) => format!("could be done by {}", date(day)),
            Self::Done(day) => format!("done on {}", date(day)),
            Self::Undated => "without a date yet".to_owned(),
        }
    }
}

/// The open step that comes first.
#[derive(Debug, Clone, PartialEq)]
pub struct First {
    /// The step's id.
    pub step: String,
    /// Its title.
    pub title: Words,
    /// Who does it, the buyer's side first.
    pub who: Vec<Name>,
    /// The day on which it can start, or did.
    pub starts: NaiveDate,
    /// Whether it is under way.
    pub under_way: bool,
    /// The day by which it can be done.
    pub can_finish: NaiveDate,
    /// The day by which it must be done, while it still can be.
    pub due: Option<NaiveDate>,
}

impl First {
    /// "Success criteria, Sarah and Alex: start Mon 23 Nov, due Mon 4 Jan".
    pub fn words(&self, wording: Wording) -> Words {
        let mut words = self.title.clone();
        if !self.who.is_empty() {
            let names = self.who.iter().map(|name| wording.name(name));
            words = words.and(", ").join(Words::listed(names));
        }
        let starts = wording.date(self.starts);
        let starts = if self.under_way {
            format!("under way since {starts}")
        } else {
            format!("start {starts}")
        };
        let done = match self.due {
            Some(due) => format!("due {}", wording.date(due)),
            None => format!("done {} at the earliest", wording.date(self.can_finish)),
        };
        words.and(format!(": {starts}, {done}"))
    }
}

/// A step that the plan is least sure of.
#[derive(Debug, Clone, PartialEq)]
pub struct Risk {
    /// The step, with an owner of either side.
    pub task: Task,
    /// What is open about it.
    pub question: Option<Question>,
}

impl Risk {
    /// "Security review, Ravi, by Fri 29 Jan; what is open about it: Ravi asks by Wed 2 Dec".
    pub fn words(&self, wording: Wording) -> Words {
        let mut words = self.task.title.clone();
        if let Some(who) = &self.task.who {
            words = words.and(", ").join(wording.name(who));
        }
        words = words.and(", ").and(self.task.when.words(wording));
        match &self.question {
            Some(question) => words
                .and("; ")
                .join(question.about(Words::own("it"), wording)),
            None => words,
        }
    }
}

/// Something that nobody knows yet about a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The step's id.
    pub step: String,
    /// Its title.
    pub title: Words,
    /// The organizations that have named no owner.
    pub ownerless: Vec<Words>,
    /// Who finds out.
    pub who: Option<Name>,
    /// By when.
    pub by: Option<NaiveDate>,
}

impl Question {
    /// "who owns Vendor onboarding at Acme (Tom asks by Fri 27 Nov)".
    pub fn words(&self, wording: Wording) -> Words {
        self.about(self.title.clone(), wording)
    }

    fn about(&self, step: Words, wording: Wording) -> Words {
        let what = if self.ownerless.is_empty() {
            Words::own("what is open about ").join(step)
        } else {
            let organizations = Words::listed(self.ownerless.iter().cloned());
            Words::own("who owns ")
                .join(step)
                .and(" at ")
                .join(organizations)
        };
        let by = self.by.map(|day| wording.date(day));
        match (&self.who, by) {
            (Some(who), Some(by)) => what
                .and(" (")
                .join(wording.name(who))
                .and(format!(" asks by {by})")),
            (Some(who), None) => what.and(" (").join(wording.name(who)).and(" asks)"),
            (None, Some(by)) => what.and(format!(" (to be known by {by})")),
            (None, None) => what,
        }
    }
}

impl ReadBack {
    /// What is read back of a plan.
    pub fn of(plan: &Plan, schedule: &Schedule) -> Self {
        let reader = Reader::of(plan, schedule);
        let riskiest = reader.riskiest();
        Self {
            title: title(plan),
            on: schedule.today,
            buyer: organization(plan, &Side::Buyer),
            live_on: plan.anchor.go_live,
            outcome: Words::typed(&plan.anchor.outcome),
            if_missed: Words::typed(&plan.anchor.if_missed),
            sides: reader.sides(),
            done: reader.done(),
            first: reader.first(),
            open: reader.open(&riskiest),
            riskiest,
            people: signatories(plan, schedule),
        }
    }
}

fn organization(plan: &Plan, side: &Side) -> Words {
    Words::typed(plan.organization(side))
}

/// Both organizations, or the plan's name.
fn title(plan: &Plan) -> Words {
    let (buyer, seller) = (&plan.buyer.organization, &plan.seller.organization);
    if buyer.trim().is_empty() || seller.trim().is_empty() {
        Words::typed(&plan.name)
    } else {
        Words::typed(buyer).and(" × ").and_typed(seller)
    }
}
