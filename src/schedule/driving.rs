//! The driving chain: back from go-live along the links that set each earliest start.
//! Ties all count. The chain stops at a pin, at a step under way or done, and where today, a
//! not-before date or a gate sets the start.

use super::day::{self, MIN_DAY};
use super::network::{Network, Pace};
use super::outcome::Outcome;
use super::passes::{bound, into_anchor_bound, place};

/// Marks the driving chain and finds the fewest days to spare along it.
pub(crate) fn mark(net: &Network, out: &mut Outcome) {
    out.drives.fill(false);
    for edge in &net.into_anchor {
        if into_anchor_bound(net, edge, &out.can_start, &out.can_finish) == out.forecast {
            out.drives[edge.node as usize] = true;
        }
    }
    let mut least = None;
    for &i in net.order.iter().rev() {
        let at = i as usize;
        if !out.drives[at] && out.can_finish[at] != out.forecast {
            continue;
        }
        out.drives[at] = !net.nodes[at].done;
        if out.drives[at] {
            if let Some(spare) = out.to_spare(at) {
                least = Some(least.map_or(spare, |least: i32| least.min(spare)));
            }
            follow(net, out, i);
        }
    }
    out.least_driving = least;
}

/// Marks the predecessors that set the start of a driving step.
fn follow(net: &Network, out: &mut Outcome, i: u32) {
    let at = i as usize;
    let (node, amount) = (&net.nodes[at], net.amounts[at]);
    let from = match (node.pace, net.calendar(node)) {
        (Pace::Working, Some(calendar)) if amount > 0 => calendar.snap_back(out.can_start[at]),
        (Pace::Days, _) => out.can_start[at],
        _ => return follow_special(net, out, i),
    };
    // All bounds from the end of the working day before on lead to the same start.
    let sets = from.max(net.today)..=out.can_start[at];
    let (starts, finishes, drives) = (&out.can_start, &out.can_finish, &mut out.drives);
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
fn follow_special(net: &Network, out: &mut Outcome, i: u32) {
    let at = i as usize;
    let (step, amount) = (&net.steps[at], net.amounts[at]);
    if step.pin.is_some() || step.started.is_some() || stops_at_gate(net, out, at) {
        return;
    }
    let floor = net.today.max(step.not_before.map_or(MIN_DAY, day::clamp));
    let (starts, finishes, drives) = (&out.can_start, &out.can_finish, &mut out.drives);
    for edge in net.preds.of(i) {
        let earliest = bound(net, edge, at, amount, starts, finishes);
        if earliest >= floor {
            let placed = place(net, at, amount, earliest, net.today);
            drives[edge.node as usize] |=
                (placed.start, placed.finish) == (starts[at], finishes[at]);
        }
    }
}

/// Whether the gate of a step alone sets where it lands: it would land there with no predecessor too.
pub(crate) fn stops_at_gate(net: &Network, out: &Outcome, i: usize) -> bool {
    net.steps[i].gate.is_some()
        && place(net, i, net.amounts[i], MIN_DAY, net.today).finish == out.can_finish[i]
}
