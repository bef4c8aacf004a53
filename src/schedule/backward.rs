//! The backward pass (SEMANTICS 5 and 6): every step as late as the anchor, its successors, its limits
//! and its pin let it be; and the days to spare (9), which need the forward dates.

use super::day::{self, Day};
use super::links::Edge;
use super::network::{LinkKind, Network, Pace};
use super::outcome::{Flags, NO_SPARE, Outcome};
use super::span::Span;

/// Places every step before go-live as late as it may be, and counts the days to spare. Returns the
/// earliest must-start.
pub(crate) fn run(net: &Network, out: &mut Outcome, anchor: Day) -> Day {
    let (mut least, mut first) = (i32::MAX, anchor);
    for &i in net.order.iter().rev() {
        let at = i as usize;
        let node = &net.nodes[at];
        let (starts, finishes) = (&out.must_start, &out.must_finish);
        let limit = net.succs.fold(
            i,
            anchor,
            |limit, to| limit.min(starts[to]),
            |limit, edge| {
                let to = edge.node as usize;
                limit.min(limit_from(net, edge, at, (starts[to], finishes[to])))
            },
        );
        let spare = match (node.pace, net.calendar(node)) {
            (Pace::Working, Some(calendar)) => {
                let (count, amount) = (calendar.before(limit), net.amounts[at]);
                let finish = day::add_days(calendar.nth(count - 1), 1);
                let left = count.saturating_sub(amount);
                let start = if amount == 0 {
                    finish
                } else {
                    calendar.nth(left)
                };
                put(out, at, limit, (start, finish));
                // Both ends are whole days of one calendar: their differences are the same.
                left.saturating_sub(calendar.before(out.can_start[at]))
                    .max(NO_SPARE + 1)
            }
            (Pace::Days, calendar) => {
                let start = day::add_days(limit, -net.amounts[at]);
                put(out, at, limit, (start, limit));
                let (can_start, can_finish) = (out.can_start[at], out.can_finish[at]);
                calendar.map_or((start - can_start).min(limit - can_finish), |c| {
                    c.count(can_start, start).min(c.count(can_finish, limit))
                })
            }
            _ => special(net, out, at, limit),
        };
        out.to_spare[at] = spare;
        first = first.min(out.must_start[at]);
        if spare != NO_SPARE {
            least = least.min(spare);
        }
    }
    out.least = (least != i32::MAX).then_some(least);
    out.unpinned.sort_unstable_by_key(|&(step, _)| step);
    first
}

fn put(out: &mut Outcome, i: usize, limit: Day, (start, finish): (Day, Day)) {
    out.limit[i] = limit;
    out.must_start[i] = start;
    out.must_finish[i] = finish;
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
        return day::add_days(b, edge.lag.saturating_neg());
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

/// Places one step with something special about it; returns its days to spare.
fn special(net: &Network, out: &mut Outcome, i: usize, limit: Day) -> i32 {
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
    if needed.closed {
        out.flags[i].insert(Flags::GATE_CLOSED);
    }
    let (placed, limit) = step.pin.map_or((needed, limit), |pin| span.pinned(pin));
    put(out, i, limit, (placed.start, placed.finish));
    if step.pin.is_some() {
        out.unpinned.push((i, (needed.start, needed.finish)));
    }
    if step.done.is_some() {
        return NO_SPARE;
    }
    let at_start = span.count(out.can_start[i], placed.start);
    at_start.min(span.count(out.can_finish[i], placed.finish))
}
