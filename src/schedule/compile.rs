//! From a [`NetworkSpec`] to a [`Network`]: calendars over the horizon that is needed, links as rows,
//! circles cut, steps sorted. Runs once per edit.

use std::sync::Arc;

use super::day::{self, Day};
use super::horizon;
use super::links::{Csr, Edge, Links, Way};
use super::network::{ANCHOR, Link, LinkKind, NONE, Network, NetworkSpec, Node, Pace, Step, Unit};
use super::order::{self, Circle};
use super::outcome::Flags;
use super::workdays::WorkCalendar;

/// A link and its ends; go-live is `steps.len()`.
type Tie = (u32, u32, Edge);

impl Network {
    /// Compiles a network: calendars over the horizon it needs, links in order, circles cut.
    /// Cost: linear in steps, links and days of the horizon.
    #[must_use]
    pub fn new(spec: NetworkSpec) -> Self {
        Self::on(spec, &Arc::default())
    }

    /// The same on calendars that were built before from the ones the spec has, as far as they reach far
    /// enough: building them takes longer than all the rest.
    pub(crate) fn on(spec: NetworkSpec, ready: &Arc<[WorkCalendar]>) -> Self {
        let (lo, hi) = horizon::needed(&spec);
        let reaches = |calendar: &WorkCalendar| calendar.covers(lo, hi);
        let calendars = if ready.len() == spec.calendars.len() && ready.iter().all(reaches) {
            Arc::clone(ready)
        } else {
            calendars(&spec, (lo, hi))
        };
        let n = spec.steps.len();
        let mut links: Vec<Tie> = spec
            .links
            .iter()
            .filter_map(|link| compile(&spec, link))
            .collect();
        let ends: Vec<(u32, u32)> = links.iter().map(|&(from, to, _)| (from, to)).collect();
        let sorted = order::sort(n + 1, &ends);
        let mut cut = sorted.cut.iter();
        links.retain(|_| cut.next() == Some(&false));
        let into_anchor = into_anchor(n, &links);
        let nodes = nodes(&spec, &downstream(n, &sorted.order, &links), &into_anchor);
        let (preds, succs) = rows(&nodes, &links);
        let steps_in_order = sorted.order.iter().copied().filter(|&i| (i as usize) < n);
        let (after, order): (Vec<u32>, Vec<u32>) =
            steps_in_order.partition(|&i| nodes[i as usize].after);
        Self {
            today: day::clamp(spec.today),
            anchor: spec.anchor.map(day::clamp),
            amounts: spec
                .steps
                .iter()
                .map(|s| s.amount.clamp(0, day::LONGEST))
                .collect(),
            flags: standing_flags(&spec, &calendars, &sorted.circles, &links),
            steps: spec.steps,
            circles: sorted.circles,
            calendars,
            forward: Way::new(order.iter().copied(), [&preds, &succs], &nodes),
            backward: Way::new(order.iter().rev().copied(), [&succs, &preds], &nodes),
            nodes,
            after,
            preds,
            succs,
            into_anchor,
        }
    }
}

/// The calendars of a spec over a horizon.
pub(crate) fn calendars(spec: &NetworkSpec, (lo, hi): (Day, Day)) -> Arc<[WorkCalendar]> {
    let calendars = spec.calendars.iter();
    calendars.map(|c| WorkCalendar::new(c, lo, hi)).collect()
}

/// The links that the passes look at, by successor and by predecessor.
fn rows(nodes: &[Node], links: &[Tie]) -> (Links, Links) {
    let binding = |to: u32| nodes.get(to as usize).is_some_and(|j| !j.done && !j.after);
    let forwards = links
        .iter()
        .map(|&(from, to, e)| (to, Edge { node: from, ..e }));
    let backwards = links.iter().filter(|&&(_, to, _)| binding(to));
    let backwards = backwards.map(|&(from, to, e)| (from, Edge { node: to, ..e }));
    (
        Links::new(nodes.len(), forwards),
        Links::new(nodes.len(), backwards),
    )
}

/// The links into go-live that say more than "before it", by the step they come from.
fn into_anchor(n: usize, links: &[Tie]) -> Vec<Edge> {
    let explicit = links
        .iter()
        .filter(|&&(from, to, e)| (from as usize) < n && to as usize == n && !e.plain);
    let mut edges: Vec<Edge> = explicit
        .map(|&(from, _, e)| Edge { node: from, ..e })
        .collect();
    edges.sort_by_key(|edge| edge.node);
    edges
}

fn nodes(spec: &NetworkSpec, after: &[bool], into_anchor: &[Edge]) -> Vec<Node> {
    let mut nodes: Vec<Node> = spec
        .steps
        .iter()
        .zip(after)
        .map(|(s, &after)| node(spec, s, after))
        .collect();
    for edge in into_anchor {
        nodes[edge.node as usize].pace = Pace::Special;
    }
    nodes
}

/// A link with its lag calendar settled; `None` when it names steps that do not exist.
fn compile(spec: &NetworkSpec, link: &Link) -> Option<Tie> {
    let n = spec.steps.len();
    let end = |i: usize| {
        if i == ANCHOR {
            Some(n as u32)
        } else {
            (i < n).then_some(i as u32)
        }
    };
    let (from, to) = (end(link.from)?, end(link.to)?);
    let of = |i: u32| spec.steps.get(i as usize).and_then(|s| s.calendar);
    let calendar = link
        .lag_calendar
        .or(of(to))
        .or(of(from))
        .filter(|&c| link.lag_unit == Unit::Working && c < spec.calendars.len());
    let edge = Edge {
        node: from,
        lag: link.lag,
        calendar: calendar.map_or(NONE, |c| c as u32),
        kind: link.kind,
        plain: link.kind == LinkKind::FinishStart && link.lag == 0,
        months: link.lag_unit == Unit::Months,
    };
    Some((from, to, edge))
}

fn node(spec: &NetworkSpec, step: &Step, after: bool) -> Node {
    let calendar = step.calendar.filter(|&c| c < spec.calendars.len());
    let bound = step
        .not_before
        .or(step.no_later_than)
        .or(step.start_no_later_than)
        .or(step.started);
    let free = bound.is_none() && step.pin.is_none() && step.gate.is_none() && step.done.is_none();
    let snaps = step.unit == Unit::Working && calendar.is_some();
    Node {
        calendar: calendar.map_or(NONE, |c| c as u32),
        unit: step.unit,
        snaps,
        pace: match step.unit {
            _ if !free || after => Pace::Special,
            Unit::Months => Pace::Special,
            Unit::Working | Unit::Calendar if snaps => Pace::Working,
            Unit::Working | Unit::Calendar => Pace::Days,
        },
        done: step.done.is_some(),
        after,
    }
}

/// Which steps follow go-live: those linked to it, and all that follow those.
fn downstream(n: usize, order: &[u32], links: &[Tie]) -> Vec<bool> {
    let succs = Csr::new(n + 1, links.iter().map(|&(from, to, _)| (from, to)));
    let mut after = vec![false; n + 1];
    if let Some(anchor) = after.last_mut() {
        *anchor = true;
    }
    for &i in order {
        if after[i as usize] {
            for &j in succs.of(i) {
                after[j as usize] = true;
            }
        }
    }
    after.truncate(n);
    after
}

/// What is wrong with a step whatever the passes find.
fn standing_flags(
    spec: &NetworkSpec,
    calendars: &[WorkCalendar],
    circles: &[Circle],
    links: &[Tie],
) -> Vec<Flags> {
    let empty = |s: &Step| {
        s.calendar
            .and_then(|c| calendars.get(c))
            .is_some_and(WorkCalendar::without_working_week)
    };
    let mut flags: Vec<Flags> = spec
        .steps
        .iter()
        .map(|s| {
            if empty(s) {
                Flags::NO_WORKING_WEEK
            } else {
                Flags::default()
            }
        })
        .collect();
    for &i in circles.iter().flat_map(|circle| &circle.members) {
        if let Some(flag) = flags.get_mut(i) {
            flag.insert(Flags::IN_CIRCLE);
        }
    }
    for &(from, to, _) in links {
        let done = |i: u32| spec.steps.get(i as usize).map(|s| s.done.is_some());
        if done(from) == Some(false) && done(to) == Some(true) {
            flags[from as usize].insert(Flags::OPEN_BEFORE_DONE);
        }
    }
    flags
}
