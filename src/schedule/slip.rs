//! How far a plan has moved from the dates of its first agreement, and whose edits moved it. The
//! sentences are in [`words`]; what exactly was agreed to, by whom, is in `facts`.
//!
//! A step stands on the last day by which it must be done, or on the day on which it can be done when
//! that is later; done, on the day it was done. Go-live lands on its date, or on the forecast when that
//! is later. The history is played again from the agreement on: what an entry moved on its day is its
//! author's, and what moved with no entry is the days' that passed.

mod words;

use std::collections::HashMap;

use chrono::NaiveDate;

use super::calendars::SideDays;
use super::dates::Schedule;
use super::workdays::WorkCalendar;
use super::{PlanDays, day, facts};
use crate::plan::{Author, Baseline, Change, Entry, Plan, Side, apply, invert};

pub use words::{of_step, sides, total, words};

/// The slip of a plan against its baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct Slip {
    /// The steps that do not stand where they stood, in the order of the plan. A step done in time
    /// has not slipped, however early.
    pub steps: Vec<StepSlip>,
    /// By how many days on which both sides work go-live lands later than agreed; negative is earlier.
    pub go_live: i32,
    /// How much of that the buyer's side moved.
    pub buyer: i32,
    /// How much of it the seller's side moved.
    pub seller: i32,
    /// How much of it both moved together, or a side that is not known.
    pub both: i32,
    /// How much of it came with the days that passed.
    pub passed: i32,
    /// The go-live date agreed to.
    pub agreed: NaiveDate,
    /// Where go-live lands now.
    pub lands: NaiveDate,
}

/// The slip of one step.
#[derive(Debug, Clone, PartialEq)]
pub struct StepSlip {
    /// The step, by its index in the plan.
    pub step: usize,
    /// Working days of the step's own calendar, never 0; negative is earlier.
    pub days: i32,
    /// The last day as agreed.
    pub from: NaiveDate,
    /// The last day as it stands.
    pub to: NaiveDate,
    /// Whose edit moved it last, and on which day (in UTC); nothing when no edit did.
    pub moved: Option<(Author, NaiveDate)>,
}

/// The slip as of the day of `schedule`, which must be that of this plan. Nothing without a baseline,
/// or while there is no go-live date now or was none then: what can happen moves with every day and
/// is no promise.
#[must_use]
pub fn slip(plan: &Plan, days: &PlanDays, schedule: &Schedule) -> Option<Slip> {
    let baseline = plan.baseline.as_ref()?;
    let agreed = plan.anchor.go_live.and(baseline.go_live)?;
    let now = Standing::of(plan, schedule);
    let lands = now.lands?;
    let replay = Replay::of(plan, days, baseline, schedule.today);
    let go_live = working_days(days.both(), agreed, lands);
    let [buyer, seller, both] = replay.sides;
    let steps = plan.steps.iter().enumerate().filter_map(|(at, step)| {
        let from = baseline.dates.get(&step.id)?.finish;
        let to = *now.finishes.get(&step.id)?;
        let days = working_days(days.of_step(at)?, end(from), end(to));
        let in_time = step.done.is_some() && days < 0;
        (days != 0 && !in_time).then(|| StepSlip {
            step: at,
            days,
            from,
            to,
            moved: replay
                .movers
                .get(&step.id)
                .map(|entry| (entry.by.clone(), entry.at.date_naive())),
        })
    });
    Some(Slip {
        steps: steps.collect(),
        go_live,
        buyer,
        seller,
        both,
        passed: go_live - buyer - seller - both,
        agreed,
        lands,
    })
}

/// The day after the last one, at whose start the work has ended.
fn end(last: NaiveDate) -> NaiveDate {
    last.succ_opt().unwrap_or(last)
}

/// Working days between the starts of two days; negative when the second is earlier.
fn working_days(days: &SideDays, from: NaiveDate, to: NaiveDate) -> i32 {
    let (from, to) = (day::from_date(from), day::from_date(to));
    if from == to {
        return 0;
    }
    // Beyond these the week alone counts, which is near enough for a slip of decades.
    let reach = 20_000;
    let lo = from.min(to).max(from - reach);
    let hi = from.max(to).min(from + reach) + 1;
    let calendar = WorkCalendar::new(&days.spec(), lo, hi);
    calendar.count(from, to)
}

/// Where go-live and each step stand.
struct Standing {
    lands: Option<NaiveDate>,
    finishes: HashMap<String, NaiveDate>,
}

impl Standing {
    fn of(plan: &Plan, schedule: &Schedule) -> Self {
        let promised = facts::facts(plan, schedule);
        let of_step = |(step, dates): (&crate::plan::Step, &super::StepDates)| {
            let must = promised.steps.get(&step.id).and_then(|step| step.finish);
            let can = dates.can_finish.filter(|_| step.done.is_none());
            Some((step.id.clone(), must.max(can)?))
        };
        let steps = plan.steps.iter().zip(&schedule.steps);
        Self {
            lands: plan.anchor.go_live.max(schedule.forecast),
            finishes: steps.filter_map(of_step).collect(),
        }
    }
}

/// What the history since the agreement moved.
struct Replay<'a> {
    /// Of go-live, by the buyer, the seller and both.
    sides: [i32; 3],
    /// The entry that moved a step last, by the step's id.
    movers: HashMap<String, &'a Entry>,
}

impl<'a> Replay<'a> {
    fn of(plan: &'a Plan, days: &PlanDays, baseline: &Baseline, today: NaiveDate) -> Self {
        let entries = since(plan, baseline);
        let mut state = plan.clone();
        state.history.clear();
        for entry in entries.iter().rev() {
            // What no longer fits stays as it is, here and on the way back.
            let _ = apply(&mut state, &invert(&entry.changes));
        }
        let mut replay = Self {
            sides: [0; 3],
            movers: HashMap::new(),
        };
        // What one entry left is what the next one of its day found.
        let mut known: Option<(NaiveDate, Standing)> = None;
        for entry in entries {
            let on = entry.at.date_naive().min(today);
            let dated = entry.changes.iter().any(may_move);
            let before = dated.then(|| match known.take() {
                Some((day, standing)) if day == on => standing,
                _ => Standing::of(&state, &Schedule::of(&state, on)),
            });
            let _ = apply(&mut state, &entry.changes);
            if let Some(before) = before {
                let after = Standing::of(&state, &Schedule::of(&state, on));
                replay.take(entry, days, &before, &after);
                known = Some((on, after));
            }
        }
        replay
    }

    fn take(&mut self, entry: &'a Entry, days: &PlanDays, before: &Standing, after: &Standing) {
        if let (Some(from), Some(to)) = (before.lands, after.lands) {
            let [buyer, seller, both] = &mut self.sides;
            let side = match entry.by.side {
                Side::Buyer => buyer,
                Side::Seller => seller,
                Side::Both | Side::Other(_) => both,
            };
            *side += working_days(days.both(), from, to);
        }
        for (id, to) in &after.finishes {
            if before.finishes.get(id).is_some_and(|from| from != to) {
                self.movers.insert(id.clone(), entry);
            }
        }
    }
}

/// The entries after the one that took the baseline; where none is known to have, those of later days.
fn since<'a>(plan: &'a Plan, baseline: &Baseline) -> Vec<&'a Entry> {
    let takes = |change: &Change| {
        change
            .path
            .keys()
            .first()
            .is_some_and(|key| key == "baseline")
    };
    let taken = plan
        .history
        .iter()
        .rposition(|entry| entry.changes.iter().any(takes));
    match taken {
        Some(at) => plan.history.iter().skip(at + 1).collect(),
        None => {
            let later = |entry: &&Entry| Some(entry.at.date_naive()) > baseline.on;
            plan.history.iter().filter(later).collect()
        }
    }
}

/// Whether a change can move a date at all: most of a history are words.
fn may_move(change: &Change) -> bool {
    const WORDS: [&str; 5] = ["title", "note", "done_when", "riskiest", "unknown"];
    match change.path.keys() {
        [list, _, field, ..] if list == "steps" => !WORDS.contains(&field.as_str()),
        [field, ..] => !["agreements", "baseline", "name"].contains(&field.as_str()),
        [] => true,
    }
}

#[cfg(test)]
mod tests;
