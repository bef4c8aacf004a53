//! The driving chain (SEMANTICS 10): back from go-live along the links that set each earliest start.
//! Ties all count. The chain stops at a pin, at a step under way or done, and where today, a
//! not-before date or a gate sets the start.

use super::day::{self, MIN_DAY};
use super::network::Network;
use super::outcome::Outcome;
use super::passes::{bound, into_anchor_bound, place};

/// Marks the driving chain and finds the fewest days to spare along it.
pub(crate) fn mark(net: &Network, out: &mut Outcome) {
    out.drives.fill(false);
    for edge in &net.into_anchor {
        if into_anchor_bound(net, edge, &out.can_start, &out.can_finish) == out.forecast {
            let from = edge.node as usize;
            out.drives[from] = !net.nodes[from].done;
        }
    }
    for &i in net.order.iter().rev() {
        let at = i as usize;
        if net.nodes[at].done {
            continue;
        }
        if out.can_finish[at] == out.forecast {
            out.drives[at] = true;
        }
        if out.drives[at] {
            if let Some(spare) = out.to_spare(at) {
                out.least_driving = Some(out.least_driving.map_or(spare, |least| least.min(spare)));
            }
            follow(net, out, i);
        }
    }
}

/// Marks the predecessors that set the start of a driving step.
fn follow(net: &Network, out: &mut Outcome, i: u32) {
    let at = i as usize;
    let step = &net.steps[at];
    if step.pin.is_some() || step.started.is_some() || stops_at_gate(net, out, at) {
        return;
    }
    let amount = net.amounts[at];
    let floor = net.today.max(step.not_before.map_or(MIN_DAY, day::clamp));
    for edge in net.preds.of(i) {
        let from = edge.node as usize;
        if net.nodes[from].done || out.drives[from] {
            continue;
        }
        let earliest = bound(net, edge, at, amount, &out.can_start, &out.can_finish);
        let placed = place(net, at, amount, earliest.max(floor), net.today);
        out.drives[from] = earliest >= floor
            && (placed.start, placed.finish) == (out.can_start[at], out.can_finish[at]);
    }
}

/// Whether the gate of a step alone sets where it lands: it would land there with no predecessor too.
pub(crate) fn stops_at_gate(net: &Network, out: &Outcome, i: usize) -> bool {
    net.steps[i].gate.is_some()
        && place(net, i, net.amounts[i], MIN_DAY, net.today).finish == out.can_finish[i]
}
