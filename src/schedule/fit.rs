//! When it does not fit: when go-live could be instead, what should have started
//! already, and what to look at first. Facts only; the sentences are made where they are shown.

use super::backward;
use super::day::{Day, MAX_DAY};
use super::driving;
use super::network::Network;
use super::outcome::Outcome;
use super::workdays::WorkCalendar;

/// Why a plan does not fit, and by how much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The earliest go-live, as a boundary.
    pub forecast: Day,
    /// How many calendar days that is after the anchor; 0 or less when only a pin or a limit on the
    /// way cannot be kept.
    pub days_after: i32,
    /// The first day on or after the forecast on which all the given calendars work: the forecast
    /// itself when it is one. `None` when no such day is found within ten years.
    pub all_work_on: Option<Day>,
    /// The open steps whose must-start is before today, predecessors first.
    pub overdue: Vec<Overdue>,
    /// What to look at first.
    pub cause: FirstCause,
}

/// An open step whose must-start is before today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdue {
    /// The step.
    pub step: usize,
    /// How many working days ago (on its own calendar) it should have started.
    pub days_ago: i32,
    /// It is under way: what remains of it should have started then.
    pub started: bool,
}

/// What to look at first when a plan does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FirstCause {
    /// A step is pinned later than what follows needs it ([`Outcome::unpinned`] says when).
    Pin {
        /// The pinned step.
        step: usize,
    },
    /// A step is pinned earlier than the work before it can be done, or before today.
    PinTooEarly {
        /// The pinned step.
        step: usize,
    },
    /// A "no later than" of this step cannot be kept.
    Limit {
        /// The limited step.
        step: usize,
    },
    /// The days on which this step can land set the forecast, not the work before it.
    Gate {
        /// The gated step.
        step: usize,
    },
    /// The work itself: the chain that sets the forecast, predecessors first.
    DrivingChain {
        /// Its steps.
        steps: Vec<usize>,
    },
}

/// The report on a plan that does not fit; `None` when it fits or has no anchor. `together` are the
/// calendars that must work on the day of go-live.
#[must_use]
pub fn misfit(net: &Network, out: &Outcome, together: &[&WorkCalendar]) -> Option<Misfit> {
    if out.fits(net)? {
        return None;
    }
    Some(Misfit {
        forecast: out.forecast(),
        days_after: out.forecast().saturating_sub(net.anchor()?),
        all_work_on: next_common_day(out.forecast(), together),
        overdue: overdue(net, out),
        cause: first_cause(net, out)?,
    })
}

/// The first day on or after `from` on which all `calendars` work; `None` when none is found within
/// ten years (their weeks may have no day in common).
#[must_use]
pub fn next_common_day(from: Day, calendars: &[&WorkCalendar]) -> Option<Day> {
    let end = from.saturating_add(3_660).min(MAX_DAY);
    let mut day = from;
    while day <= end {
        let next = calendars
            .iter()
            .map(|calendar| calendar.roll(day))
            .fold(day, Day::max);
        if next == day {
            return Some(day);
        }
        day = next;
    }
    None
}

fn overdue(net: &Network, out: &Outcome) -> Vec<Overdue> {
    let open = net.forward.steps().filter(|&i| !net.nodes[i].done);
    open.filter_map(|step| {
        let start = out.must_start(step).filter(|&start| start < net.today)?;
        let days = |calendar: &WorkCalendar| calendar.count(start, net.today);
        let days_ago = net
            .calendar_of(step)
            .map_or(net.today.saturating_sub(start), days);
        Some(Overdue {
            step,
            days_ago,
            started: net.steps[step].started.is_some(),
        })
    })
    .collect()
}

fn first_cause(net: &Network, out: &Outcome) -> Option<FirstCause> {
    let open = || net.forward.steps().filter(|&i| !net.nodes[i].done);
    let in_time = out.forecast() <= net.anchor()?;
    // A late pin off the driving chain is the first cause only when go-live itself can be kept.
    if let Some(step) = open().find(|&i| (in_time || out.drives(i)) && pinned_late(net, out, i)) {
        return Some(FirstCause::Pin { step });
    }
    if in_time {
        // Go-live itself can be kept: something fixed on the way cannot.
        let late = open().filter_map(|i| Some((out.to_spare(i).filter(|&spare| spare < 0)?, i)));
        let worst = late.min_by_key(|&(spare, _)| spare);
        if let Some(cause) = worst.and_then(|(_, i)| what_bounds(net, out, i)) {
            return Some(cause);
        }
    }
    let steps: Vec<usize> = open().filter(|&i| out.drives(i)).collect();
    let gate = steps
        .iter()
        .copied()
        .find(|&i| net.steps[i].pin.is_none() && stops_at_gate(net, out, i));
    Some(gate.map_or(FirstCause::DrivingChain { steps }, |step| {
        FirstCause::Gate { step }
    }))
}

/// Whether a pin is later, by working days, than what follows needs.
fn pinned_late(net: &Network, out: &Outcome, i: usize) -> bool {
    let (step, Some((_, needed)), Some(finish)) =
        (&net.steps[i], out.unpinned(i), out.must_finish(i))
    else {
        return false;
    };
    let days = net
        .calendar_of(i)
        .map_or(finish.saturating_sub(needed), |calendar| {
            calendar.count(needed, finish)
        });
    step.pin.is_some() && step.started.is_none() && days > 0
}

/// Follows the must-dates of a late step forwards to what sets them: a limit of its own or of a later
/// step, a pin, or nothing but go-live (`None`).
fn what_bounds(net: &Network, out: &Outcome, late: usize) -> Option<FirstCause> {
    let mut at = late;
    // Links only lead forwards, so there are fewer hops than steps.
    for _ in 0..net.len() {
        if net.steps[at].pin.is_some() {
            return Some(FirstCause::PinTooEarly { step: at });
        }
        let limit = out.limit(at)?;
        match backward::binding(net, out, at) {
            Some(edge) => at = edge.node as usize,
            None if has_limit(net, at) && Some(limit) < net.anchor() => {
                return Some(FirstCause::Limit { step: at });
            }
            None => return None,
        }
    }
    None
}

fn stops_at_gate(net: &Network, out: &Outcome, i: usize) -> bool {
    let finish = out.can_finish(i);
    finish.is_some_and(|finish| driving::stops_at_gate(net, i, net.amounts[i], finish))
}

fn has_limit(net: &Network, i: usize) -> bool {
    net.steps[i].no_later_than.is_some() || net.steps[i].start_no_later_than.is_some()
}

#[cfg(test)]
#[path = "fit/tests.rs"]
mod tests;
