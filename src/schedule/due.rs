//! What of a plan asks for somebody on a day: what is overdue, what is due soon, what could start now
//! and does not run yet, and which open questions want an answer. Facts only; who is told what, and in
//! which words, is in [`who`].

pub mod who;

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};

use super::dates::{Schedule, StepDates};
use crate::plan::{LinkKind, Plan, Step};

/// How pressing it is, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Its last day has passed.
    Overdue,
    /// Its last day is today or one of the next days.
    Soon,
    /// Nothing keeps it from beginning today.
    Ready,
}

/// What is to be done with a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Begin it.
    Start,
    /// Have it done.
    Finish,
    /// Find out what is still unknown about it.
    Answer,
}

/// One thing that asks for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The step, by its index in the plan.
    pub step: usize,
    /// How pressing it is.
    pub urgency: Urgency,
    /// What is to be done.
    pub task: Task,
    /// The last day for it. Nothing while there is no go-live date.
    pub by: Option<NaiveDate>,
}

/// What asks for somebody on the day of `schedule`, which must be that of this plan, or falls due
/// within the `ahead` calendar days after it. The most pressing first, then by date, then in the order
/// of the plan; of one step beginning and finishing are told once, an open question apart.
pub fn due(plan: &Plan, schedule: &Schedule, ahead: u32) -> Vec<Due> {
    let steps: HashMap<&str, &Step> = plan
        .steps
        .iter()
        .map(|step| (step.id.as_str(), step))
        .collect();
    let find = |id: &str| steps.get(id).copied();
    let all = 0..plan.steps.len();
    let mut found: Vec<Due> = all
        .flat_map(|at| of_step(plan, schedule, at, ahead, find))
        .collect();
    found.sort_by_key(|due| (due.urgency, due.by.is_none(), due.by, due.step));
    found
}

/// The same of the step at one position; `find` gives the steps that it waits for.
pub fn of_step<'a>(
    plan: &Plan,
    schedule: &Schedule,
    at: usize,
    ahead: u32,
    find: impl Fn(&str) -> Option<&'a Step>,
) -> Vec<Due> {
    let (Some(step), Some(dates)) = (plan.steps.get(at), schedule.step(at)) else {
        return Vec::new();
    };
    if step.done.is_some() {
        return Vec::new();
    }
    let window = Window::new(schedule.today, ahead);
    let work = window.work(step, dates);
    let work = work.or_else(|| could_begin(step, dates, schedule.today, find));
    let found = [work, window.answer(step)].into_iter().flatten();
    let as_due = |(urgency, task, by)| Due {
        step: at,
        urgency,
        task,
        by,
    };
    found.map(as_due).collect()
}

/// Whether an open step is overdue or due within so many days, and what is to be done. Asks for no other
/// step.
pub fn pressing(
    step: &Step,
    dates: &StepDates,
    today: NaiveDate,
    ahead: u32,
) -> Option<(Urgency, Task)> {
    if step.done.is_some() {
        return None;
    }
    let (urgency, task, _) = Window::new(today, ahead).work(step, dates)?;
    Some((urgency, task))
}

/// How many steps are overdue on the day of `schedule`, and how many more are due on that very day.
pub fn pressing_steps(plan: &Plan, schedule: &Schedule) -> (usize, usize) {
    let found = due(plan, schedule, 0);
    let of = |urgency| -> HashSet<usize> {
        let such = found.iter().filter(|due| due.urgency == urgency);
        such.map(|due| due.step).collect()
    };
    let overdue = of(Urgency::Overdue);
    let today = of(Urgency::Soon);
    (overdue.len(), today.difference(&overdue).count())
}

/// Days ahead within which something counts as due soon, where nobody says otherwise.
pub const AHEAD: u32 = 7;

type Found = (Urgency, Task, Option<NaiveDate>);

/// The days that count as soon.
struct Window {
    today: NaiveDate,
    last: NaiveDate,
}

impl Window {
    fn new(today: NaiveDate, ahead: u32) -> Self {
        let last = today.checked_add_days(Days::new(u64::from(ahead)));
        Self {
            today,
            last: last.unwrap_or(NaiveDate::MAX),
        }
    }

    fn urgency(&self, by: NaiveDate) -> Option<Urgency> {
        if by < self.today {
            return Some(Urgency::Overdue);
        }
        (by <= self.last).then_some(Urgency::Soon)
    }

    /// A step that should be done is told as that; one that should run, as to be started.
    fn work(&self, step: &Step, dates: &StepDates) -> Option<Found> {
        let (start, finish) = (dates.must_start?, dates.must_finish?);
        let of_finish = self.urgency(finish);
        let starts = step.started.is_none() && !step.duration.is_milestone();
        let of_start = self.urgency(start).filter(|_| starts);
        match (of_start, of_finish) {
            (Some(urgency), of_finish) if of_finish != Some(Urgency::Overdue) => {
                Some((urgency, Task::Start, Some(start)))
            }
            (_, Some(urgency)) => Some((urgency, Task::Finish, Some(finish))),
            (_, None) => None,
        }
    }

    fn answer(&self, step: &Step) -> Option<Found> {
        let by = step.unknown.as_ref()?.by?;
        Some((self.urgency(by)?, Task::Answer, Some(by)))
    }
}

/// Whether a step that nobody began waits for nothing any more.
fn could_begin<'a>(
    step: &Step,
    dates: &StepDates,
    today: NaiveDate,
    find: impl Fn(&str) -> Option<&'a Step>,
) -> Option<Found> {
    let waits = step.after.iter().any(|link| {
        let Some(before) = find(&link.step) else {
            return false;
        };
        match link.kind {
            LinkKind::StartStart => before.started.is_none() && before.done.is_none(),
            LinkKind::FinishFinish => false,
            LinkKind::FinishStart | LinkKind::Other(_) => before.done.is_none(),
        }
    });
    if waits || step.started.is_some() || dates.can_start? > today {
        return None;
    }
    if step.duration.is_milestone() {
        return Some((Urgency::Ready, Task::Finish, dates.must_finish));
    }
    Some((Urgency::Ready, Task::Start, dates.must_start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// The titles of what is due on Monday 23 November 2026 within a week, each with what is to be done.
    fn told(steps: &Value) -> Vec<String> {
        let plan: Plan = serde_json::from_value(json!({
            "format": 1, "id": "p", "name": "Acme", "anchor": {"go_live": "2027-03-01"}, "steps": steps,
        }))
        .unwrap();
        let schedule = Schedule::of(&plan, "2026-11-23".parse().unwrap());
        let words = |due: Due| {
            let by = due.by.map_or_else(String::new, |by| by.to_string());
            let title = &plan.steps[due.step].title;
            format!("{title}: {:?} {:?} {by}", due.urgency, due.task)
        };
        due(&plan, &schedule, 7).into_iter().map(words).collect()
    }

    #[test]
    fn what_is_due_follows_from_the_dates_and_from_what_has_happened() {
        for (step, expected) in [
            (
                json!({"no_later_than": "2026-11-20"}),
                "Overdue Finish 2026-11-20",
            ),
            (
                json!({"no_later_than": "2026-12-01", "duration": "10d"}),
                "Overdue Start 2026-11-18",
            ),
            (
                json!({"no_later_than": "2026-12-01", "duration": "3d"}),
                "Soon Start 2026-11-27",
            ),
            (
                json!({"no_later_than": "2026-11-25", "duration": "1d", "started": "2026-11-20"}),
                "Soon Finish 2026-11-25",
            ),
            (
                json!({"no_later_than": "2026-11-30"}),
                "Soon Finish 2026-11-30",
            ),
            (
                json!({"no_later_than": "2026-12-01"}),
                "Ready Finish 2026-12-01",
            ),
            (json!({"duration": "5d"}), "Ready Start 2027-02-22"),
            (
                json!({"duration": "5d", "after": [{"step": "done"}]}),
                "Ready Start 2027-02-22",
            ),
            (
                json!({"duration": "5d", "after": [{"step": "gone"}]}),
                "Ready Start 2027-02-22",
            ),
            (
                json!({"duration": "5d", "after": [{"step": "open", "kind": "ss"}]}),
                "Ready Start 2027-02-22",
            ),
            (
                json!({"duration": "5d", "unknown": {"by": "2026-11-20"}, "started": "2026-11-20"}),
                "Overdue Answer 2026-11-20",
            ),
            (json!({"duration": "5d", "after": [{"step": "open"}]}), ""),
            (
                json!({"duration": "5d", "after": [{"step": "done", "lag": "5d"}]}),
                "",
            ),
            (json!({"duration": "5d", "not_before": "2026-11-24"}), ""),
            (json!({"duration": "5d", "started": "2026-11-20"}), ""),
            (json!({"duration": "5d", "done": "2026-11-20"}), ""),
        ] {
            let mut step = step;
            (step["id"], step["title"]) = (json!("it"), json!("It"));
            let steps = json!([
                step,
                {"id": "done", "title": "Done", "done": "2026-11-20"},
                {"id": "open", "title": "Open", "duration": "2d", "started": "2026-11-20"},
            ]);
            let told = told(&steps);
            let it: Vec<&str> = told
                .iter()
                .filter_map(|told| told.strip_prefix("It: "))
                .collect();
            assert_eq!(it.join("; "), expected, "{steps}");
        }
    }

    #[test]
    fn the_most_pressing_comes_first() {
        assert_eq!(
            told(&json!([
                {"id": "a", "title": "A", "duration": "5d"},
                {"id": "b", "title": "B", "no_later_than": "2026-11-26"},
                {"id": "c", "title": "C", "no_later_than": "2026-11-25"},
                {"id": "d", "title": "D", "no_later_than": "2026-11-20", "unknown": {"by": "2026-11-19"}},
            ])),
            [
                "D: Overdue Answer 2026-11-19",
                "D: Overdue Finish 2026-11-20",
                "C: Soon Finish 2026-11-25",
                "B: Soon Finish 2026-11-26",
                "A: Ready Start 2027-02-22",
            ]
        );
    }
}
