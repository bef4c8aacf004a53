//! The backward pass: every step as late as the anchor, its successors, its limits and its pin let it
//! be; and the days to spare, which need the forward dates.

use super::day::{self, Day};
use super::driving::{self, Placement};
use super::links::Edge;
use super::network::{LinkKind, Network, Pace};
use super::outcome::{Dates, Flags, NO_SPARE, Outcome, Room};
use super::span::{Placed, Span};
use super::workdays::WorkCalendar;

/// Places every step before go-live as late as it may be, and counts the days to spare.
pub(crate) fn run(net: &Network, out: &mut Outcome, anchor: Day) {
    // Slices of one length: a step's place is checked once, not once for each of them.
    let n = net.len();
    let amounts = &net.amounts[..n];
    let (can, must, room) = (&out.can[..n], &mut out.must[..n], &mut out.room[..n]);
    let placement = Placement {
        amounts,
        dates: can,
        forecast: out.forecast,
    };
    let (drives, traces) = (&mut out.drives[..n], &mut out.traces[..n]);
    driving::begin(net, &placement, drives);
    for stop in net.backward.stops() {
        let at = stop.step as usize;
        let open = (anchor, out.forecast);
        let (mut limit, reach) = net.backward.fold(stop, open, |(limit, reach), [a, b]| {
            let start = must[a].start.min(must[b].start);
            let from = traces[a].threshold.min(traces[b].threshold);
            (limit.min(start), reach.min(from))
        });
        if stop.odd {
            limit = before_odd(net, stop.step, limit, must);
        }
        let can = can[at];
        let (dates, to_spare) = match (stop.pace, net.calendar_at(stop)) {
            (Pace::Working, Some(calendar)) => {
                working(calendar, limit, amounts[at], traces[at].count)
            }
            (Pace::Days, calendar) => days(calendar, limit, amounts[at], can),
            _ => {
                let found = special(net, at, limit, can);
                found.note(net, at, &mut out.flags, &mut out.unpinned);
                limit = found.limit;
                (found.placed.dates(), found.spare)
            }
        };
        driving::settle(net, &placement, stop, reach, drives, traces);
        must[at] = dates;
        room[at] = Room { limit, to_spare };
    }
    out.unpinned.sort_unstable_by_key(|&(step, _)| step);
}

/// `limit`, or the earlier finish that the links leave to step `i` that are more than plain.
#[inline(never)]
fn before_odd(net: &Network, i: u32, limit: Day, must: &[Dates]) -> Day {
    let odd = net.succs.odd(i).iter();
    let limits = odd.map(|edge| limit_from(net, edge, i as usize, must[edge.node as usize]));
    limits.fold(limit, Day::min)
}

/// The first link of a step that leaves it exactly its limit; `None` when something else does.
pub(crate) fn binding<'a>(net: &'a Network, out: &Outcome, at: usize) -> Option<&'a Edge> {
    let limit = out.limit(at)?;
    let row = u32::try_from(at).ok()?;
    net.succs
        .of(row)
        .iter()
        .find(|edge| limit_from(net, edge, at, out.must[edge.node as usize]) == limit)
}

/// A plain step in working days: must-start, must-finish, days to spare.
#[inline]
fn working(calendar: &WorkCalendar, limit: Day, amount: i32, can: i32) -> (Dates, i32) {
    let count = calendar.before(limit);
    let finish = calendar.nth_end(count - 1);
    let left = count - amount;
    let start = if amount == 0 {
        finish
    } else {
        calendar.nth(left)
    };
    // Both ends are whole days of one calendar: their differences are the same.
    (Dates { start, finish }, left - can)
}

/// A plain step for which every day counts: must-start, must-finish, days to spare.
#[inline]
fn days(calendar: Option<&WorkCalendar>, finish: Day, amount: i32, can: Dates) -> (Dates, i32) {
    let start = day::clamp(finish - amount);
    let spare = match calendar {
        Some(calendar) => calendar
            .count(can.start, start)
            .min(calendar.count(can.finish, finish)),
        None => (start - can.start).min(finish - can.finish),
    };
    (Dates { start, finish }, spare)
}

/// The latest finish that a successor placed at `[start, finish)` leaves to step `from`.
#[inline]
pub(crate) fn limit_from(net: &Network, edge: &Edge, from: usize, to: Dates) -> Day {
    match edge.kind {
        LinkKind::FinishStart => lag_before(net, edge, to.start),
        LinkKind::FinishFinish => lag_before(net, edge, to.finish),
        LinkKind::StartStart => {
            let step = &net.steps[from];
            let span = Span::of(net, from, net.amounts[from]).remaining(step, net.today);
            span.finish_if_started_by(lag_before(net, edge, to.start))
        }
    }
}

#[inline]
fn lag_before(net: &Network, edge: &Edge, b: Day) -> Day {
    let Some(calendar) = net.lag_calendar(edge) else {
        let lag = edge.lag.saturating_neg();
        return if edge.months {
            day::add_months(b, lag)
        } else {
            day::add_days(b, lag)
        };
    };
    // A lead reaches back from a working day: a successor that does not snap to the lag's calendar
    // counts as starting on the working day before, or it could start later than it must.
    let snaps = || {
        net.nodes
            .get(edge.node as usize)
            .is_some_and(|node| node.snaps_to(edge))
    };
    let floor = edge.lag < 0 && edge.kind != LinkKind::FinishFinish && !snaps();
    calendar.sub(if floor { calendar.floor(b) } else { b }, edge.lag)
}

/// Where a step with something special about it must be.
struct Special {
    /// With its pin.
    placed: Placed,
    /// Without it.
    needed: Placed,
    limit: Day,
    spare: i32,
}

impl Special {
    /// Keeps in mind what the dates alone do not tell.
    #[inline(never)]
    fn note(
        &self,
        net: &Network,
        i: usize,
        flags: &mut [Flags],
        unpinned: &mut Vec<(usize, Dates)>,
    ) {
        if self.needed.closed {
            flags[i].insert(Flags::GATE_CLOSED);
        }
        if net.steps[i].pin.is_some() {
            unpinned.push((i, self.needed.dates()));
        }
    }
}

#[inline(never)]
fn special(net: &Network, i: usize, limit: Day, can: Dates) -> Special {
    let (step, anchor) = (&net.steps[i], net.anchor.unwrap_or(limit));
    let go_live = Dates {
        start: anchor,
        finish: anchor,
    };
    let span = Span::of(net, i, net.amounts[i]).remaining(step, net.today);
    let first = net
        .into_anchor
        .partition_point(|edge| (edge.node as usize) < i);
    let explicit = net.into_anchor[first..]
        .iter()
        .take_while(|edge| edge.node as usize == i);
    let limit = explicit
        .map(|edge| limit_from(net, edge, i, go_live))
        .fold(limit, Day::min);
    let finished = step.no_later_than.map(|d| day::add_days(d, 1));
    let started = step
        .start_no_later_than
        .map(|d| span.finish_if_started_by(day::clamp(d)));
    let limit = [finished, started]
        .into_iter()
        .flatten()
        .fold(limit, Day::min);
    let needed = span.backward(step, limit);
    let (placed, limit) = step.pin.map_or((needed, limit), |pin| span.pinned(pin));
    let spare = if step.done.is_some() {
        NO_SPARE
    } else {
        span.count(can.start, placed.start)
            .min(span.count(can.finish, placed.finish))
    };
    Special {
        placed,
        needed,
        limit,
        spare,
    }
}
