//! The driving chain: back from go-live along the links that set each earliest start.
//! Ties all count. The chain stops at a pin, at a step under way or done, and where today, a
//! not-before date or a gate sets the start.

use super::day::{self, Day, MIN_DAY};
use super::network::{Network, Pace};
use super::outcome::{Dates, NO_SPARE, Outcome};
use super::passes::{bound, into_anchor_bound, place};

/// What a forward pass did: which lengths it was given and where it put the steps.
pub(crate) struct Placement<'a> {
    pub(crate) amounts: &'a [i32],
    pub(crate) dates: &'a [Dates],
    pub(crate) forecast: Day,
}

/// Marks the driving chain and finds the fewest days to spare along it.
pub(crate) fn mark(net: &Network, out: &mut Outcome) {
    let placement = Placement {
        amounts: &net.amounts,
        dates: &out.can,
        forecast: out.forecast,
    };
    let (room, mut least) = (&out.room, NO_SPARE);
    chain(net, &placement, &mut out.drives, &mut out.chain, |at| {
        least = least.min(room[at].to_spare);
    });
    out.least_driving = (least != NO_SPARE).then_some(least);
}

/// Marks the driving chain of a forward pass in `drives`, and tells `each` of its steps. Only what
/// drives is visited. `drives` and `found` have room for all steps.
pub(crate) fn chain(
    net: &Network,
    placement: &Placement<'_>,
    drives: &mut [bool],
    found: &mut [u32],
    mut each: impl FnMut(usize),
) {
    drives.fill(false);
    let mut chain = Chain {
        amounts: placement.amounts,
        can: placement.dates,
        drives,
        found,
        count: 0,
    };
    for edge in &net.into_anchor {
        if into_anchor_bound(net, edge, chain.can) == placement.forecast {
            chain.add(net, edge.node);
        }
    }
    for (i, can) in (0..).zip(chain.can) {
        if can.finish == placement.forecast && !net.is_after_go_live(i as usize) {
            chain.add(net, i);
        }
    }
    let mut at = 0;
    while at < chain.count {
        let i = chain.found[at];
        each(i as usize);
        chain.follow(net, i);
        at += 1;
    }
}

/// The driving chain as far as it is known.
struct Chain<'a> {
    amounts: &'a [i32],
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
        let (node, amount) = (&net.nodes[at], self.amounts[at]);
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
        let (step, amount) = (&net.steps[at], self.amounts[at]);
        let here = self.can[at];
        if step.pin.is_some()
            || step.started.is_some()
            || stops_at_gate(net, at, amount, here.finish)
        {
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

/// Whether the gate of step `i` alone sets where it lands: with `amount` and no predecessor it would
/// finish at `finish` too.
pub(crate) fn stops_at_gate(net: &Network, i: usize, amount: i32, finish: Day) -> bool {
    net.steps[i].gate.is_some() && place(net, i, amount, MIN_DAY, net.today).finish == finish
}
