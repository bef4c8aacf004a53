//! The driving chain: back from go-live along the links that set each earliest start.
//! Ties all count. The chain stops at a pin, at a step under way or done, and where today, a
//! not-before date or a gate sets the start.

use super::day::{self, Day, MIN_DAY};
use super::network::{Network, Pace};
use super::outcome::{NO_SPARE, Outcome};
use super::passes::{bound, into_anchor_bound, place};

/// What a forward pass did: which lengths it was given and where it put the steps.
pub(crate) struct Placement<'a> {
    pub(crate) amounts: &'a [i32],
    pub(crate) starts: &'a [Day],
    pub(crate) finishes: &'a [Day],
    pub(crate) forecast: Day,
}

/// Marks the driving chain and finds the fewest days to spare along it.
pub(crate) fn mark(net: &Network, out: &mut Outcome) {
    let placement = Placement {
        amounts: &net.amounts,
        starts: &out.can_start,
        finishes: &out.can_finish,
        forecast: out.forecast,
    };
    let mut least = NO_SPARE;
    chain(net, &placement, &mut out.drives, |at| {
        least = least.min(out.to_spare[at]);
    });
    out.least_driving = (least != NO_SPARE).then_some(least);
}

/// Marks the driving chain of a forward pass in `drives` (as long as there are steps), and tells
/// `each` of its steps, the last first.
pub(crate) fn chain(
    net: &Network,
    placement: &Placement<'_>,
    drives: &mut [bool],
    mut each: impl FnMut(usize),
) {
    drives.fill(false);
    for edge in &net.into_anchor {
        let end = into_anchor_bound(net, edge, placement.starts, placement.finishes);
        if end == placement.forecast {
            drives[edge.node as usize] = true;
        }
    }
    for &i in net.order.iter().rev() {
        let at = i as usize;
        if !drives[at] && placement.finishes[at] != placement.forecast {
            continue;
        }
        drives[at] = !net.nodes[at].done;
        if drives[at] {
            each(at);
            follow(net, placement, drives, i);
        }
    }
}

/// Marks the predecessors that set the start of a driving step.
fn follow(net: &Network, placement: &Placement<'_>, drives: &mut [bool], i: u32) {
    let at = i as usize;
    let (node, amount) = (&net.nodes[at], placement.amounts[at]);
    let (starts, finishes) = (placement.starts, placement.finishes);
    let from = match (node.pace, net.calendar(node)) {
        (Pace::Working, Some(calendar)) if amount > 0 => calendar.snap_back(starts[at]),
        (Pace::Days, _) => starts[at],
        _ => return follow_special(net, placement, drives, i),
    };
    // All bounds from the end of the working day before on lead to the same start.
    let sets = from.max(net.today)..=starts[at];
    for edge in net.preds.of(i) {
        let from = edge.node as usize;
        let earliest = if edge.plain {
            finishes[from]
        } else {
            bound(net, edge, at, amount, starts, finishes)
        };
        drives[from] |= sets.contains(&earliest);
    }
}

/// The same for milestones and steps with something special about them.
fn follow_special(net: &Network, placement: &Placement<'_>, drives: &mut [bool], i: u32) {
    let at = i as usize;
    let (step, amount) = (&net.steps[at], placement.amounts[at]);
    let (starts, finishes) = (placement.starts, placement.finishes);
    if step.pin.is_some() || step.started.is_some() || stops_at_gate(net, at, amount, finishes[at])
    {
        return;
    }
    let floor = net.today.max(step.not_before.map_or(MIN_DAY, day::clamp));
    for edge in net.preds.of(i) {
        let earliest = bound(net, edge, at, amount, starts, finishes);
        if earliest >= floor {
            let placed = place(net, at, amount, earliest, net.today);
            drives[edge.node as usize] |=
                (placed.start, placed.finish) == (starts[at], finishes[at]);
        }
    }
}

/// Whether the gate of step `i` alone sets where it lands: with `amount` and no predecessor it would
/// finish at `finish` too.
pub(crate) fn stops_at_gate(net: &Network, i: usize, amount: i32, finish: Day) -> bool {
    net.steps[i].gate.is_some() && place(net, i, amount, MIN_DAY, net.today).finish == finish
}
