//! One step of what the buyer takes home: whose it is, when it must and can be, how it stands, what it
//! waits for and what holds it to certain days.

use chrono::NaiveDate;

use super::{FULL, plain};
use crate::exchange::read_back::When;
use crate::plan::{Pin, Plan, Side, Step, bounds, links};
use crate::schedule::due::{self, Urgency, who};
use crate::schedule::{Schedule, StepDates};

/// How a step stands, in the words of the window that everybody sees: what is late is nobody's fault
/// there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is done.
    Done,
    /// Its last day has passed.
    WasDue,
    /// It should have started.
    Due,
    /// It is under way.
    Started,
    /// It is due within a week.
    Soon,
    /// Nothing is due of it yet.
    Open,
}

impl Status {
    /// "done", "was due", "due", "started", "open".
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::WasDue => "was due",
            Self::Due | Self::Soon => "due",
            Self::Started => "started",
            Self::Open => "open",
        }
    }

    /// Whether it is later than the plan has it.
    pub fn is_late(self) -> bool {
        matches!(self, Self::WasDue | Self::Due)
    }

    fn of(step: &Step, dates: &StepDates, today: NaiveDate) -> Self {
        let pressing = due::pressing(step, dates, today, due::AHEAD);
        match pressing.map(|(urgency, task)| (urgency, task == due::Task::Finish)) {
            _ if step.done.is_some() => Self::Done,
            Some((Urgency::Overdue, true)) => Self::WasDue,
            Some((Urgency::Overdue, false)) => Self::Due,
            _ if step.started.is_some() => Self::Started,
            _ if dates.late_by.is_some() => Self::Due,
            Some(_) => Self::Soon,
            None => Self::Open,
        }
    }
}

/// One step. A finish is the last day, included; texts may be empty.
#[derive(Debug, Clone, PartialEq)]
pub struct HandoutStep {
    /// What it is called.
    pub title: String,
    /// Whose work it is.
    pub side: Side,
    /// Who owns it, by name, the buyer's person first; may be empty.
    pub owners: String,
    /// "10 working days", "3 weeks", "milestone", with the estimate behind it where there is one.
    pub takes: String,
    /// Whether it has no length.
    pub milestone: bool,
    /// The first and the last day that it must have.
    pub must: Option<(NaiveDate, NaiveDate)>,
    /// The first and the last day that it can have; of a done one, that it had.
    pub can: Option<(NaiveDate, NaiveDate)>,
    /// The day on which it began.
    pub started: Option<NaiveDate>,
    /// The day on which it was done.
    pub done: Option<NaiveDate>,
    /// Working days to spare; negative is late.
    pub to_spare: Option<i32>,
    /// Whether it sets when go-live can land.
    pub drives: bool,
    /// How it stands.
    pub status: Status,
    /// What is due of it, in words: "must start by Fri 15 Jan 2027, be done by Fri 29 Jan 2027".
    pub due: String,
    /// What it comes after.
    pub after: String,
    /// What holds it to certain days: "pinned to Thu 18 Feb 2027", "only on the 2nd Thursday of the month".
    pub held: String,
    /// How both sides will know that it is done.
    pub done_when: String,
    /// What is open about it: "Ravi Patel finds out by Wed 2 Dec 2026".
    pub unknown: String,
    /// A remark that both sides may read.
    pub note: String,
}

impl HandoutStep {
    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.done.is_none()
    }

    /// Whether it is later than the plan has it, or can only be.
    pub fn is_late(&self) -> bool {
        self.is_open() && (self.status.is_late() || self.to_spare.is_some_and(|days| days < 0))
    }

    /// The day by which it is done, was, or can be where there is no day by which it must.
    pub fn last(&self) -> Option<NaiveDate> {
        let planned = self.must.or(self.can).map(|(_, finish)| finish);
        self.done.or(planned)
    }
}

/// The steps of a plan in the order in which they are done, those without dates last.
pub(super) fn steps(plan: &Plan, schedule: &Schedule) -> Vec<HandoutStep> {
    let mut dated: Vec<_> = plan.steps.iter().zip(&schedule.steps).enumerate().collect();
    dated.sort_by_key(|(_, (step, dates))| {
        (When::of(step, dates).last(), step.duration.is_milestone())
    });
    let find = plan.steps.iter().map(|step| (step.id.as_str(), step));
    let find: std::collections::HashMap<&str, &Step> = find.collect();
    let of = |(at, (step, dates))| {
        one(plan, schedule, (at, step, dates), &|id| {
            find.get(id).copied()
        })
    };
    dated.into_iter().map(of).collect()
}

fn one<'a>(
    plan: &Plan,
    schedule: &Schedule,
    (at, step, dates): (usize, &Step, &StepDates),
    find: &dyn Fn(&str) -> Option<&'a Step>,
) -> HandoutStep {
    let date = |date| FULL.date(date);
    let estimate = step.duration.estimate_words();
    let estimate = estimate.map_or_else(String::new, |estimate| format!(" ({estimate})"));
    let due = due::of_step(plan, schedule, at, due::AHEAD, find);
    let due: Vec<String> = due
        .into_iter()
        .map(|due| who::words(dates, due, &date))
        .collect();
    HandoutStep {
        title: match plain(&step.title) {
            title if title.is_empty() => "a step without a title".to_owned(),
            title => title,
        },
        side: step.side.clone(),
        owners: owners(plan, step),
        takes: format!("{}{estimate}", step.duration.words()),
        milestone: step.duration.is_milestone(),
        must: dates.must_start.zip(dates.must_finish),
        can: dates.can_start.zip(dates.can_finish),
        started: step.started,
        done: step.done,
        to_spare: dates.to_spare.filter(|_| step.done.is_none()),
        drives: dates.drives,
        status: Status::of(step, dates, schedule.today),
        due: due.join("; "),
        after: plain(&links::words_by(step, find).join(", ")),
        held: held(step),
        done_when: plain(&step.done_when),
        unknown: unknown(plan, step),
        note: plain(&step.note),
    }
}

fn owners(plan: &Plan, step: &Step) -> String {
    let names = [&step.owners.buyer, &step.owners.seller].into_iter();
    let names = names.filter_map(|id| plan.person(id.as_deref()?));
    let names = names.map(|person| plain(&person.name));
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    names.join(", ")
}

/// What holds a step to certain days.
fn held(step: &Step) -> String {
    let date = |date| FULL.date(date);
    let pin = step.pin.as_ref().map(|pin| match pin {
        Pin::On(day) => format!("pinned to {}", date(*day)),
        Pin::Done { finish, .. } => format!("pinned to {}", date(*finish)),
    });
    let all: Vec<String> = pin.into_iter().chain(bounds::words(step, &date)).collect();
    plain(&all.join("; "))
}

fn unknown(plan: &Plan, step: &Step) -> String {
    let Some(unknown) = &step.unknown else {
        return String::new();
    };
    let who = unknown.who.as_deref().and_then(|id| plan.person(id));
    let who = who.map_or("somebody", |person| person.name.as_str());
    let by = unknown.by.map(|day| format!(" by {}", FULL.date(day)));
    plain(&format!("{who} finds out{}", by.unwrap_or_default()))
}
