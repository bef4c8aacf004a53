//! The backward pass: every step as late as the anchor, its successors, its limits and its pin let it
//! be; and the days to spare, which need the forward dates.

use super::day::{self, Day};
use super::links::Edge;
use super::network::{LinkKind, Network, Pace};
use super::outcome::{Flags, NO_SPARE, Outcome};
use super::span::{Placed, Span};
use super::workdays::WorkCalendar;

/// Places every step before go-live as late as it may be, and counts the days to spare. Returns the
/// earliest must-start.
pub(crate) fn run(net: &Network, out: &mut Outcome, anchor: Day) -> Day {
    let (mut least, mut first) = (NO_SPARE, anchor);
    let (starts, finishes) = (&mut out.must_start[..], &mut out.must_finish[..]);
    let (limits, spares) = (&mut out.limit[..], &mut out.to_spare[..]);
    let (can_starts, can_finishes) = (&out.can_start[..], &out.can_finish[..]);
    for &i in net.order.iter().rev() {
        let at = i as usize;
        let node = &net.nodes[at];
        let mut limit = limit(net, i, anchor, starts, finishes);
        let can = (can_starts[at], can_finishes[at]);
        let (start, finish, spare) = match (node.pace, net.calendar(node)) {
            (Pace::Working, Some(calendar)) => working(calendar, limit, net.amounts[at], can),
            (Pace::Days, calendar) => days(calendar, limit, net.amounts[at], can),
            _ => {
                let found = special(net, at, limit, can);
                if found.needed.closed {
                    out.flags[at].insert(Flags::GATE_CLOSED);
                }
                if net.steps[at].pin.is_some() {
                    out.unpinned
                        .push((at, (found.needed.start, found.needed.finish)));
                }
                limit = found.limit;
                (found.placed.start, found.placed.finish, found.spare)
            }
        };
        limits[at] = limit;
        starts[at] = start;
        finishes[at] = finish;
        spares[at] = spare;
        first = first.min(start);
        least = least.min(spare);
    }
    out.least = (least != NO_SPARE).then_some(least);
    out.unpinned.sort_unstable_by_key(|&(step, _)| step);
    first
}

/// The latest finish that go-live and all successors leave to step `i`.
#[inline]
fn limit(net: &Network, i: u32, anchor: Day, starts: &[Day], finishes: &[Day]) -> Day {
    net.succs.fold(
        i,
        anchor,
        |limit, to| limit.min(starts[to]),
        |limit, edge| {
            let to = edge.node as usize;
            limit.min(limit_from(
                net,
                edge,
                i as usize,
                (starts[to], finishes[to]),
            ))
        },
    )
}

/// The first link of a step that leaves it exactly its limit; `None` when something else does.
pub(crate) fn binding<'a>(net: &'a Network, out: &Outcome, at: usize) -> Option<&'a Edge> {
    let limit = out.limit(at)?;
    let row = u32::try_from(at).ok()?;
    net.succs.of(row).iter().find(|edge| {
        let to = edge.node as usize;
        let placed = (out.must_start[to], out.must_finish[to]);
        limit_from(net, edge, at, placed) == limit
    })
}

/// A plain step in working days: must-start, must-finish, days to spare.
#[inline]
fn working(calendar: &WorkCalendar, limit: Day, amount: i32, can: (Day, Day)) -> (Day, Day, i32) {
    let count = calendar.before(limit);
    let finish = day::end(calendar.nth(count - 1));
    let left = count - amount;
    let start = if amount == 0 {
        finish
    } else {
        calendar.nth(left)
    };
    // Both ends are whole days of one calendar: their differences are the same.
    (start, finish, left - calendar.before(can.0))
}

/// A plain step for which every day counts: must-start, must-finish, days to spare.
#[inline]
fn days(
    calendar: Option<&WorkCalendar>,
    limit: Day,
    amount: i32,
    can: (Day, Day),
) -> (Day, Day, i32) {
    let start = day::clamp(limit - amount);
    let spare = match calendar {
        Some(calendar) => calendar
            .count(can.0, start)
            .min(calendar.count(can.1, limit)),
        None => (start - can.0).min(limit - can.1),
    };
    (start, limit, spare)
}

/// The latest finish that a successor placed at `[start, finish)` leaves to step `from`.
pub(crate) fn limit_from(
    net: &Network,
    edge: &Edge,
    from: usize,
    (start, finish): (Day, Day),
) -> Day {
    match edge.kind {
        LinkKind::FinishStart => lag_before(net, edge, start),
        LinkKind::FinishFinish => lag_before(net, edge, finish),
        LinkKind::StartStart => {
            let step = &net.steps[from];
            let span = Span::of(net, from, net.amounts[from]).remaining(step, net.today);
            span.finish_if_started_by(lag_before(net, edge, start))
        }
    }
}

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

#[inline(never)]
fn special(net: &Network, i: usize, limit: Day, can: (Day, Day)) -> Special {
    let (step, anchor) = (&net.steps[i], net.anchor.unwrap_or(limit));
    let span = Span::of(net, i, net.amounts[i]).remaining(step, net.today);
    let first = net
        .into_anchor
        .partition_point(|edge| (edge.node as usize) < i);
    let explicit = net.into_anchor[first..]
        .iter()
        .take_while(|edge| edge.node as usize == i);
    let limit = explicit
        .map(|edge| limit_from(net, edge, i, (anchor, anchor)))
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
        span.count(can.0, placed.start)
            .min(span.count(can.1, placed.finish))
    };
    Special {
        placed,
        needed,
        limit,
        spare,
    }
}
