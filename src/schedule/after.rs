//! Steps that follow go-live: placed forwards from it, once as it must be and once as it
//! can be.

use super::day::{self, Day, MIN_DAY};
use super::links::Edge;
use super::network::{LinkKind, Network};
use super::outcome::{Dates, Flags, NO_SPARE, Outcome, Room};
use super::passes::{bound, lag_after, place};
use super::span::{Placed, Span};

/// Where the steps after go-live stand when it is on the anchor. What already happened does not count.
pub(crate) fn must(net: &Network, out: &mut Outcome, anchor: Day) {
    for &i in &net.after {
        let at = i as usize;
        let earliest = earliest(net, i, (MIN_DAY, anchor), &out.must);
        let placed = match net.steps[at].pin {
            Some(pin) => Span::of(net, at, net.amounts[at]).pinned(pin).0,
            None => free(net, at, earliest),
        };
        out.must[at] = placed.dates();
        out.room[at] = Room {
            limit: placed.finish,
            to_spare: NO_SPARE,
        };
        mark(&mut out.flags[at], placed);
    }
}

/// Where the steps after go-live can be: not before go-live can, nor before it should.
pub(crate) fn can(net: &Network, out: &mut Outcome) {
    for &i in &net.after {
        let at = i as usize;
        let earliest = can_from(net, out, at);
        let step = &net.steps[at];
        let placed = if step.done.is_some() || step.started.is_some() || step.pin.is_some() {
            place(net, at, net.amounts[at], earliest, net.today)
        } else {
            free(net, at, earliest)
        };
        out.can[at] = placed.dates();
        mark(&mut out.flags[at], placed);
    }
}

/// The earliest start that go-live and the predecessors leave to step `at`, as things can be.
pub(crate) fn can_from(net: &Network, out: &Outcome, at: usize) -> Day {
    let go_live = out.forecast.max(net.anchor.unwrap_or(MIN_DAY));
    earliest(net, at as u32, (net.today, go_live), &out.can)
}

fn mark(flags: &mut Flags, placed: Placed) {
    if placed.closed {
        flags.insert(Flags::GATE_CLOSED);
    }
}

/// Places a step that nothing holds but its predecessors. A milestone stands on its boundary day: as
/// its own floor it stays there.
fn free(net: &Network, i: usize, earliest: Day) -> Placed {
    let step = &net.steps[i];
    let earliest = earliest.max(step.not_before.map_or(MIN_DAY, day::clamp));
    Span::of(net, i, net.amounts[i]).forward(step, earliest, earliest)
}

/// The earliest start that go-live and the other predecessors leave to a step, not before `floor`.
fn earliest(net: &Network, i: u32, (floor, go_live): (Day, Day), dates: &[Dates]) -> Day {
    let (to, amount) = (i as usize, net.amounts[i as usize]);
    let bounds = net.preds.of(i).iter().map(|edge| {
        if edge.node as usize == net.len() {
            from_anchor(net, edge, to, go_live)
        } else {
            bound(net, edge, to, amount, dates)
        }
    });
    bounds.fold(floor, Day::max)
}

fn from_anchor(net: &Network, edge: &Edge, to: usize, go_live: Day) -> Day {
    let bound = lag_after(net, edge, go_live);
    match edge.kind {
        LinkKind::FinishFinish => Span::of(net, to, net.amounts[to]).start_to_finish_by(bound),
        LinkKind::FinishStart | LinkKind::StartStart => bound,
    }
}

#[cfg(test)]
#[path = "after/tests.rs"]
mod tests;
