//! The changes that can be made to a plan as it stands, whether or not they gain anything: only to
//! steps that are open, and only where the change would be honest. Nothing is tried out here but what a
//! pin would have to be.

use std::cmp::Reverse;

use chrono::{Datelike, Weekday};

use super::edit::Edit;
use super::{Bench, PAIRED, State};
use crate::plan::{Duration, GO_LIVE, Gate, Lag, Link, LinkKind, Pin, Plan, Step};
use crate::schedule::dates::{Schedule, StepDates, Trouble};

/// Whether a step can be what holds a plan up: it drives go-live, or has no room. Whoever sets a late
/// step's dates, either way, has no room either, but for a step under way: it waits no more for what
/// comes before it, and still says by when that must be done.
fn tight(step: &Step, dates: &StepDates) -> bool {
    dates.drives || step.started.is_some() || dates.to_spare.is_some_and(|spare| spare <= 0)
}

/// All changes to the steps of a plan and to go-live; where these are more than can be paired, those
/// to the steps that hold it up.
pub(super) fn all(bench: &Bench, state: &State) -> Vec<Edit> {
    let every = of_steps_up_to(bench, state, |_, _| true, PAIRED);
    if every.len() <= PAIRED {
        return every;
    }
    of_steps(bench, state, tight)
}

/// The changes that could gain most, as far as their own lengths tell, at most `most` of them, in the order
/// in which they come.
pub(super) fn most_promising(edits: Vec<Edit>, plan: &Plan, most: usize) -> Vec<Edit> {
    if edits.len() <= most {
        return edits;
    }
    let mut ranked: Vec<(Reverse<u32>, usize)> = edits
        .iter()
        .enumerate()
        .map(|(at, edit)| (Reverse(edit.could_gain(plan)), at))
        .collect();
    ranked.sort_unstable();
    let mut kept: Vec<usize> = ranked.into_iter().take(most).map(|(_, at)| at).collect();
    kept.sort_unstable();
    let mut kept = kept.into_iter().peekable();
    let edits = edits.into_iter().enumerate();
    edits
        .filter(|(at, _)| kept.next_if_eq(at).is_some())
        .map(|(_, edit)| edit)
        .collect()
}

/// A plan in which a step is let free to see where it would stand; copied once for all of them.
struct Free<'a> {
    bench: &'a Bench,
    plan: Option<Plan>,
}

impl Free<'_> {
    fn dates(&mut self, state: &State, at: usize, free: fn(&mut Step)) -> Option<StepDates> {
        let plan = self.plan.get_or_insert_with(|| state.plan.clone());
        let step = plan.steps.get_mut(at)?;
        let held = step.clone();
        free(step);
        let dates = self.bench.pass(plan).step(at);
        plan.steps[at] = held;
        dates
    }
}

/// All changes to the steps that `wanted` picks, in the order of the plan, and to go-live.
pub(super) fn of_steps(
    bench: &Bench,
    state: &State,
    wanted: fn(&Step, &StepDates) -> bool,
) -> Vec<Edit> {
    of_steps_up_to(bench, state, wanted, usize::MAX)
}

/// The same, but no more are looked for once there are more than `most`.
fn of_steps_up_to(
    bench: &Bench,
    state: &State,
    wanted: fn(&Step, &StepDates) -> bool,
    most: usize,
) -> Vec<Edit> {
    let State { plan, schedule } = state;
    let mut free = Free { bench, plan: None };
    let mut found = Vec::new();
    let steps = plan.steps.iter().zip(&schedule.steps).enumerate();
    for (at, (step, dates)) in steps {
        if found.len() > most {
            break;
        }
        let circular = |trouble: &Trouble| matches!(trouble, Trouble::Circle(_));
        let closed = step.done.is_some() || dates.after_go_live;
        if closed || !wanted(step, dates) || dates.trouble.iter().any(circular) {
            continue;
        }
        found.extend(shorten(step));
        if step.started.is_some() {
            continue;
        }
        if step.pin.is_some() {
            found.extend(move_pin(&mut free, state, at));
            continue;
        }
        links(plan, step, &mut found);
        found.extend(start_now(plan, schedule, step, dates));
        let step_id = || step.id.clone();
        if step.not_before.is_some_and(|date| date > schedule.today) {
            found.push(Edit::DropNotBefore { step: step_id() });
        }
        if step.gate.is_some() {
            found.extend(open_gate(&mut free, state, at));
            found.push(Edit::DropGate { step: step_id() });
        }
    }
    found.extend(go_live(schedule));
    found
}

/// What is left of a step under way was said by somebody who knows: that is not cut.
fn shorten(step: &Step) -> Option<Edit> {
    let typical = step.duration.amount;
    let low = step.duration.low?.max(1);
    let said = step.started.is_some() && step.remaining.is_some();
    (low < typical && !said).then(|| Edit::Shorten {
        step: step.id.clone(),
        to: Duration {
            amount: low,
            ..step.duration
        },
    })
}

/// The open step before a link, if work can overlap with it: a milestone is something that has to
/// have happened, an approval say, and work that waits for one is not begun without it.
fn open_work<'a>(plan: &'a Plan, link: &Link) -> Option<&'a Step> {
    let before = plan.step(&link.step)?;
    (before.done.is_none() && !before.duration.is_milestone()).then_some(before)
}

fn links(plan: &Plan, step: &Step, found: &mut Vec<Edit>) {
    for link in step.after.iter().filter(|link| link.step != GO_LIVE) {
        let usual = link.kind == LinkKind::FinishStart;
        if usual && !step.duration.is_milestone() && open_work(plan, link).is_some() {
            found.push(Edit::Parallel {
                step: step.id.clone(),
                with: link.step.clone(),
            });
        }
        if link.lag.unwrap_or(Lag::ZERO).amount > 0 && plan.step(&link.step).is_some() {
            found.push(Edit::DropLag {
                step: step.id.clone(),
                after: link.step.clone(),
                kind: link.kind.clone(),
            });
        }
    }
}

fn start_now(plan: &Plan, schedule: &Schedule, step: &Step, dates: &StepDates) -> Option<Edit> {
    let later = dates.can_start.is_some_and(|start| start > schedule.today);
    if !later || step.duration.is_milestone() {
        return None;
    }
    let held = step
        .after
        .iter()
        .filter(|link| link.kind != LinkKind::FinishFinish && open_work(plan, link).is_some());
    let mut waits_for: Vec<String> = held.map(|link| link.step.clone()).collect();
    waits_for.dedup();
    (!waits_for.is_empty()).then(|| Edit::StartNow {
        step: step.id.clone(),
        waits_for,
    })
}

/// A day of the week on which a step's gate opens, in a week in which it does not, from when the work can
/// be done until the gate opens by itself: where the plan is late the last one that still does, so that
/// the work before it has the most room; else the first.
fn open_gate(free: &mut Free, state: &State, at: usize) -> Option<Edit> {
    let step = state.plan.steps.get(at)?;
    let weekday = step.gate.as_ref().and_then(usual_weekday)?;
    let waits_until = state.schedule.step(at)?.can_finish?;
    let dates = free.dates(state, at, |step| step.gate = None)?;
    let can = dates.can_finish?;
    let calendar = free.bench.days.of_step(at)?;
    let days = can.iter_days().take_while(|date| *date < waits_until);
    let mut days = days.filter(|date| date.weekday() == weekday && calendar.works_on(*date));
    let first = days.next()?;
    let needed = dates.must_finish.filter(|_| !state.schedule.fits);
    let does = days.take_while(|date| needed.is_some_and(|needed| *date <= needed));
    let on = does.last().unwrap_or(first);
    Some(Edit::OpenGate {
        step: step.id.clone(),
        on,
    })
}

/// The weekday of a gate that opens once a month, or on dates of one weekday. What opens every week on
/// that day has no other one.
fn usual_weekday(gate: &Gate) -> Option<Weekday> {
    match gate {
        Gate::NthWeekday { weekday, .. } => Some(*weekday),
        Gate::Dates(dates) => {
            let first = dates.first()?.weekday();
            let all = dates.iter().all(|date| date.weekday() == first);
            (all && dates.len() > 1).then_some(first)
        }
        Gate::Weekdays(_) | Gate::DayOfMonth(_) | Gate::Other(_) => None,
    }
}

/// A pin that lies later than what follows allows goes to the day that the network needs; one that
/// cannot be kept, to the first day that can.
fn move_pin(free: &mut Free, state: &State, at: usize) -> Option<Edit> {
    let step = state.plan.steps.get(at)?;
    let pinned = state.schedule.step(at)?.can_finish?;
    let dates = free.dates(state, at, |step| step.pin = None)?;
    let can = (dates.can_start?, dates.can_finish?);
    let must = dates.must_start.zip(dates.must_finish);
    let (start, finish) = match must {
        _ if pinned < can.1 => can,
        Some(must) if must.1 < pinned && can.1 <= must.1 => must,
        Some(must) if must.1 < pinned => can,
        _ => return None,
    };
    let to = match step.pin.clone()? {
        Pin::On(_) if step.duration.is_milestone() => Pin::On(finish),
        Pin::On(_) => Pin::On(start),
        Pin::Done { extra, .. } => Pin::Done { finish, extra },
    };
    (step.pin.as_ref() != Some(&to)).then(|| Edit::MovePin {
        step: step.id.clone(),
        to,
    })
}

/// The earliest honest date: the forecast, or the next day on which both sides work.
fn go_live(schedule: &Schedule) -> Option<Edit> {
    let to = schedule.forecast_working.or(schedule.forecast)?;
    (to > schedule.go_live?).then_some(Edit::GoLive { to })
}
