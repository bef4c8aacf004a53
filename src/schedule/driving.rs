//! The driving chain: back from go-live along the links that set each earliest start.
//! Ties all count. The chain stops at a pin, at a step under way or done, and where today, a
//! not-before date or a gate sets the start. The forward pass leaves a threshold with each step; one
//! walk against the links then finds the chain, and the backward pass takes it along where there is one.

use std::hint::select_unpredictable;

use super::day::{self, Day, MIN_DAY};
use super::links::Stop;
use super::network::Network;
use super::outcome::Dates;
use super::passes::{bound, into_anchor_bound, place};
use super::workdays::WorkCalendar;

/// What a forward pass did: which lengths it was given, where it put the steps, and when all is done.
#[derive(Clone, Copy)]
pub(crate) struct Placement<'a> {
    pub(crate) amounts: &'a [i32],
    pub(crate) dates: &'a [Dates],
    pub(crate) forecast: Day,
}

/// What the forward pass leaves of a step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trace {
    /// See [`threshold`]; the walk keeps those of driving steps alone.
    pub(crate) threshold: Day,
    /// Of a plain step in working days: how many of its calendar lie before its start.
    pub(crate) count: i32,
}

impl Default for Trace {
    fn default() -> Self {
        Self {
            threshold: NEVER,
            count: 0,
        }
    }
}

/// The threshold of a step whose start no plain link sets.
pub(crate) const NEVER: Day = Day::MAX;

/// The threshold of a plain step that begins with the working day before which lie `count` others: a
/// step before it that ends there or later sets its start. All ends from that of the working day before
/// on lead to the same start.
#[inline]
pub(crate) fn threshold(calendar: &WorkCalendar, count: i32, today: Day) -> Day {
    calendar.nth_end(count - 1).max(today)
}

/// The same for a milestone on a working calendar, which stands right where a working day ends, unless
/// that is today.
pub(crate) fn threshold_of_milestone(calendar: &WorkCalendar, stands: Day, today: Day) -> Day {
    let end = calendar.snap_back(stands);
    if end > today {
        (end + 1).min(stands)
    } else {
        today
    }
}

/// Begins a walk: marks in `drives` what sets go-live through a link that says more than the rule.
pub(crate) fn begin(net: &Network, placement: &Placement<'_>, drives: &mut [bool]) {
    drives.fill(false);
    for edge in &net.into_anchor {
        let lands = into_anchor_bound(net, edge, placement.dates);
        drives[edge.node as usize] |= lands == placement.forecast;
    }
}

/// Settles whether the step at `stop` drives, all that follow it being settled: it ends at `reach` or
/// later, the least of go-live and of the thresholds of the driving steps that follow it, or something
/// about one of those marked it before. `from` keeps the thresholds of the driving steps alone.
#[inline]
pub(crate) fn settle(
    net: &Network,
    placement: &Placement<'_>,
    stop: &Stop,
    reach: Day,
    drives: &mut [bool],
    traces: &mut [Trace],
) {
    let at = stop.step as usize;
    let mut is_driving = drives[at] | (placement.dates[at].finish >= reach);
    if is_driving & stop.winding {
        is_driving = follow(net, placement, at, traces[at].threshold, drives);
    }
    drives[at] = is_driving;
    traces[at].threshold = select_unpredictable(is_driving, traces[at].threshold, NEVER);
}

/// Marks what sets the start of step `at` in other ways than through plain links. Returns whether it
/// drives at all: what is done does not.
#[inline(never)]
fn follow(
    net: &Network,
    placement: &Placement<'_>,
    at: usize,
    from: Day,
    drives: &mut [bool],
) -> bool {
    let Placement { amounts, dates, .. } = *placement;
    let (step, amount, here) = (&net.steps[at], amounts[at], dates[at]);
    if from != NEVER {
        for edge in net.preds.odd(at as u32) {
            let earliest = bound(net, edge, at, amount, dates);
            drives[edge.node as usize] |= (from..=here.start).contains(&earliest);
        }
        return true;
    }
    let stops = step.pin.is_some()
        || step.done.is_some()
        || step.started.is_some()
        || stops_at_gate(net, at, amount, here.finish);
    if !stops {
        let floor = net.today.max(step.not_before.map_or(MIN_DAY, day::clamp));
        for edge in net.preds.of(at as u32) {
            let earliest = bound(net, edge, at, amount, dates);
            drives[edge.node as usize] |=
                earliest >= floor && place(net, at, amount, earliest, net.today).dates() == here;
        }
    }
    step.done.is_none()
}

/// Walks the whole way alone, where no backward pass takes the walk along.
pub(crate) fn walk(
    net: &Network,
    placement: &Placement<'_>,
    drives: &mut [bool],
    traces: &mut [Trace],
) {
    begin(net, placement, drives);
    for stop in net.backward.stops() {
        let reach = net
            .backward
            .fold(stop, placement.forecast, |reach, [a, b]| {
                reach.min(traces[a].threshold.min(traces[b].threshold))
            });
        settle(net, placement, stop, reach, drives, traces);
    }
}

/// Whether the gate of step `i` alone sets where it lands: with `amount` and no predecessor it would
/// finish at `finish` too.
pub(crate) fn stops_at_gate(net: &Network, i: usize, amount: i32, finish: Day) -> bool {
    net.steps[i].gate.is_some() && place(net, i, amount, MIN_DAY, net.today).finish == finish
}
