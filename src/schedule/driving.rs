//! The driving chain: back from go-live along the links that set each earliest start.
//! Ties all count. The chain stops at a pin, at a step under way or done, and where today, a
//! not-before date or a gate sets the start.

use super::day::{self, Day, MIN_DAY};
use super::network::{Network, Pace};
use super::outcome::{Dates, NO_SPARE, Outcome};
use super::passes::{bound, into_anchor_bound, place};

/// Marks the driving chain and finds the fewest days to spare along it. Only what drives is visited.
pub(crate) fn mark(net: &Network, out: &mut Outcome) {
    let mut chain = Chain {
        can: &out.can,
        drives: &mut out.drives,
        found: &mut out.chain,
        count: 0,
    };
    chain.drives.fill(false);
    for edge in &net.into_anchor {
        if into_anchor_bound(net, edge, chain.can) == out.forecast {
            chain.add(net, edge.node);
        }
    }
    for (i, can) in (0..).zip(chain.can) {
        if can.finish == out.forecast && !net.is_after_go_live(i as usize) {
            chain.add(net, i);
        }
    }
    let mut least = NO_SPARE;
    let mut at = 0;
    while at < chain.count {
        let i = chain.found[at];
        least = least.min(out.room[i as usize].to_spare);
        chain.follow(net, i);
        at += 1;
    }
    out.least_driving = (least != NO_SPARE).then_some(least);
}

/// The driving chain as far as it is known.
struct Chain<'a> {
    can: &'a [Dates],
    drives: &'a mut [bool],
    /// Its steps in the order in which they were found: the first `count`, in room for all.
    found: &'a mut [u32],
    count: usize,
}

impl Chain<'_> {
    #[inline]
    fn add(&mut self, net: &Network, i: u32) {
        let drives = &mut self.drives[i as usize];
        if !*drives && !net.nodes[i as usize].done {
            *drives = true;
            self.found[self.count] = i;
            self.count += 1;
        }
    }

    /// Adds the predecessors that set the start of a driving step.
    fn follow(&mut self, net: &Network, i: u32) {
        let at = i as usize;
        let (node, amount) = (&net.nodes[at], net.amounts[at]);
        let start = self.can[at].start;
        let from = match (node.pace, net.calendar(node)) {
            (Pace::Working, Some(calendar)) if amount > 0 => calendar.snap_back(start),
            (Pace::Days, _) => start,
            _ => return self.follow_special(net, i),
        };
        // All bounds from the end of the working day before on lead to the same start.
        let sets = from.max(net.today)..=start;
        for edge in net.preds.of(i) {
            let earliest = if edge.plain {
                self.can[edge.node as usize].finish
            } else {
                bound(net, edge, at, amount, self.can)
            };
            if sets.contains(&earliest) {
                self.add(net, edge.node);
            }
        }
    }

    /// The same for milestones and steps with something special about them.
    fn follow_special(&mut self, net: &Network, i: u32) {
        let at = i as usize;
        let (step, amount) = (&net.steps[at], net.amounts[at]);
        let here = self.can[at];
        if step.pin.is_some() || step.started.is_some() || stops_at_gate(net, here.finish, at) {
            return;
        }
        let floor = net.today.max(step.not_before.map_or(MIN_DAY, day::clamp));
        for edge in net.preds.of(i) {
            let earliest = bound(net, edge, at, amount, self.can);
            if earliest >= floor {
                let placed = place(net, at, amount, earliest, net.today);
                if placed.dates() == here {
                    self.add(net, edge.node);
                }
            }
        }
    }
}

/// Whether the gate of a step alone sets where it lands: it would land there with no predecessor too.
pub(crate) fn stops_at_gate(net: &Network, can_finish: Day, i: usize) -> bool {
    net.steps[i].gate.is_some()
        && place(net, i, net.amounts[i], MIN_DAY, net.today).finish == can_finish
}
