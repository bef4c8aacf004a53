//! The network: steps, links and calendars in the compact form the passes run on, apart from the plan
//! it was compiled from. Built once per edit ([`Network::new`]); nothing in here is ever refused: bad
//! references are ignored, circles are cut and named.

use super::day::{self, Day};
use super::gate::Gate;
use super::horizon;
use super::order::{self, Circle, Csr};
use super::outcome::Flags;
use super::workdays::{CalendarSpec, WorkCalendar};

/// In place of a step's index in a [`Link`]: go-live itself.
pub const ANCHOR: usize = usize::MAX;

/// What an amount of time counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Unit {
    /// Working days of the step's calendar (`d`); every day when it has none.
    #[default]
    Working,
    /// Calendar days (`cd`, and `w` as seven of them).
    Calendar,
    /// Calendar months, clamped to the month's end (`m`).
    Months,
}

/// A step that must happen on a day, whatever the network says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// Starts on this day. A milestone stands at the start of it and is shown on it.
    Start(Day),
    /// Finishes on this day, inclusive.
    Finish(Day),
}

/// What really happened to a done step: first and last day, inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actual {
    /// The day it started.
    pub start: Day,
    /// The last day of it.
    pub finish: Day,
}

/// One step as the engine sees it. All dates are days (see [`Day`]), inclusive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// How long, in `unit`; 0 is a milestone, below 0 counts as 0.
    pub amount: i32,
    /// What `amount` counts.
    pub unit: Unit,
    /// Index into [`NetworkSpec::calendars`]: the days to spare are counted on it, lags into this step
    /// run on it, and `Working` steps are snapped to it. `None` counts every day.
    pub calendar: Option<usize>,
    /// Fixed on a day.
    pub pin: Option<Pin>,
    /// Cannot start before this day; the forward pass alone looks at it.
    pub not_before: Option<Day>,
    /// Must be finished on this day; the backward pass alone looks at it.
    pub no_later_than: Option<Day>,
    /// Must have started on this day; the backward pass alone looks at it.
    pub start_no_later_than: Option<Day>,
    /// Lands only on certain days.
    pub gate: Option<Gate>,
    /// The day it really started, when it is under way.
    pub started: Option<Day>,
    /// What is left of a started step: working days for `Working`, else calendar days.
    pub remaining: Option<i32>,
    /// Done, with its real dates.
    pub done: Option<Actual>,
}

/// How two steps hang together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LinkKind {
    /// Finish to start: the usual one.
    #[default]
    FinishStart,
    /// Start to start.
    StartStart,
    /// Finish to finish.
    FinishFinish,
}

/// A link between two steps, or between a step and [`ANCHOR`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Link {
    /// The predecessor.
    pub from: usize,
    /// The successor.
    pub to: usize,
    /// Which ends are tied.
    pub kind: LinkKind,
    /// Days between them; negative is a lead.
    pub lag: i32,
    /// What `lag` counts.
    pub lag_unit: Unit,
    /// The calendar a working lag runs on; `None` is the rule: the successor's, or the predecessor's
    /// if that has none.
    pub lag_calendar: Option<usize>,
}

/// Everything a network is built from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NetworkSpec {
    /// The first day on which anything open can happen.
    pub today: Day,
    /// The boundary at which go-live stands: all work ends before it.
    pub anchor: Option<Day>,
    /// The calendars that steps and links name.
    pub calendars: Vec<CalendarSpec>,
    /// The steps.
    pub steps: Vec<Step>,
    /// The links, in any order.
    pub links: Vec<Link>,
}

/// A network ready to run. Indices of steps are those of [`NetworkSpec::steps`].
#[derive(Debug, Clone)]
pub struct Network {
    pub(crate) today: Day,
    pub(crate) anchor: Option<Day>,
    pub(crate) calendars: Vec<WorkCalendar>,
    pub(crate) steps: Vec<Step>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) amounts: Vec<i32>,
    /// Steps before go-live, predecessors first.
    pub(crate) order: Vec<u32>,
    /// Steps that follow go-live, predecessors first.
    pub(crate) after: Vec<u32>,
    pub(crate) preds: Csr<Edge>,
    /// Links the backward pass looks at: not to done steps, not to steps after go-live.
    pub(crate) succs: Csr<Edge>,
    /// Explicit links into go-live that say more than the rule does (a lag, another kind).
    pub(crate) into_anchor: Vec<Edge>,
    pub(crate) circles: Vec<Circle>,
    pub(crate) flags: Vec<Flags>,
}

/// Stands for "no calendar" in [`Node`] and [`Edge`].
const NONE: u32 = u32::MAX;

/// What a pass needs of a step at every visit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    calendar: u32,
    pub(crate) unit: Unit,
    /// Snaps to its calendar: a step in working days that has one.
    pub(crate) snaps: bool,
    /// No pin, gate, bound, actual date and not after go-live: the fast path of the passes.
    pub(crate) plain: bool,
    pub(crate) done: bool,
    pub(crate) after: bool,
}

impl Node {
    /// Whether the step snaps to the very calendar that the lag of `edge` runs on.
    pub(crate) fn snaps_to(&self, edge: &Edge) -> bool {
        self.snaps && self.calendar == edge.calendar
    }
}

/// One link seen from one of its ends; `node` is the other end, `steps.len()` for go-live.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Edge {
    pub(crate) node: u32,
    pub(crate) lag: i32,
    calendar: u32,
    pub(crate) kind: LinkKind,
    /// Finish to start without lag.
    pub(crate) plain: bool,
    /// The lag counts calendar months.
    pub(crate) months: bool,
}

impl Network {
    /// Compiles a network: calendars over the horizon it needs, links in order, circles cut.
    /// Cost: linear in steps, links and days of the horizon.
    #[must_use]
    pub fn new(spec: NetworkSpec) -> Self {
        let (lo, hi) = horizon::needed(&spec);
        let calendars: Vec<_> = spec
            .calendars
            .iter()
            .map(|c| WorkCalendar::new(c, lo, hi))
            .collect();
        let n = spec.steps.len();
        let links: Vec<(u32, u32, Edge)> = spec
            .links
            .iter()
            .filter_map(|link| compile(&spec, link))
            .collect();
        let ends: Vec<(u32, u32)> = links.iter().map(|&(from, to, _)| (from, to)).collect();
        let sorted = order::sort(n + 1, &ends);
        let kept = || {
            links
                .iter()
                .zip(&sorted.cut)
                .filter(|&(_, &cut)| !cut)
                .map(|(link, _)| *link)
        };
        let after = downstream(n, &sorted.order, kept());
        let nodes: Vec<Node> = spec
            .steps
            .iter()
            .zip(&after)
            .map(|(s, &after)| node(&spec, s, after))
            .collect();
        let preds = Csr::new(
            n,
            kept()
                .filter(|&(_, to, _)| (to as usize) < n)
                .map(|(from, to, e)| (to, Edge { node: from, ..e })),
        );
        let binding = |to: u32| nodes.get(to as usize).is_some_and(|j| !j.done && !j.after);
        let is_step = |from: u32| (from as usize) < n;
        let succs = Csr::new(
            n,
            kept()
                .filter(|&(from, to, _)| is_step(from) && binding(to))
                .map(|(from, to, e)| (from, Edge { node: to, ..e })),
        );
        let into_anchor = kept()
            .filter(|&(from, to, e)| is_step(from) && to as usize == n && !e.plain)
            .map(|(from, _, e)| Edge { node: from, ..e })
            .collect();
        let steps_in_order = sorted.order.iter().copied().filter(|&i| is_step(i));
        let (after_order, order) = steps_in_order.partition(|&i| nodes[i as usize].after);
        let flags = standing_flags(&spec, &calendars, &sorted.circles, kept());
        Self {
            today: day::clamp(spec.today),
            anchor: spec.anchor.map(day::clamp),
            amounts: spec.steps.iter().map(|s| s.amount.max(0)).collect(),
            steps: spec.steps,
            after: after_order,
            circles: sorted.circles,
            calendars,
            nodes,
            order,
            preds,
            succs,
            into_anchor,
            flags,
        }
    }

    /// How many steps there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether there is no step.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The first day on which anything open can happen.
    #[must_use]
    pub fn today(&self) -> Day {
        self.today
    }

    /// The boundary at which go-live stands.
    #[must_use]
    pub fn anchor(&self) -> Option<Day> {
        self.anchor
    }

    /// The steps it was built from.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How long each step is, in its own unit: the place to start from for a simulation that varies them.
    #[must_use]
    pub fn amounts(&self) -> &[i32] {
        &self.amounts
    }

    /// The circles that were cut, in a fixed order.
    #[must_use]
    pub fn circles(&self) -> &[Circle] {
        &self.circles
    }

    /// The calendars, as the spec names them.
    #[must_use]
    pub fn calendars(&self) -> &[WorkCalendar] {
        &self.calendars
    }

    /// The calendar of a step, if it has one.
    #[must_use]
    pub fn calendar_of(&self, step: usize) -> Option<&WorkCalendar> {
        self.nodes.get(step).and_then(|node| self.calendar(node))
    }

    /// Whether a step follows go-live.
    #[must_use]
    pub fn is_after_go_live(&self, step: usize) -> bool {
        self.nodes.get(step).is_some_and(|node| node.after)
    }

    #[inline]
    pub(crate) fn calendar(&self, node: &Node) -> Option<&WorkCalendar> {
        self.calendars.get(node.calendar as usize)
    }

    #[inline]
    pub(crate) fn lag_calendar(&self, edge: &Edge) -> Option<&WorkCalendar> {
        self.calendars.get(edge.calendar as usize)
    }
}

/// A link with its lag calendar settled; `None` when it names steps that do not exist.
fn compile(spec: &NetworkSpec, link: &Link) -> Option<(u32, u32, Edge)> {
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
        .filter(|_| link.lag_unit == Unit::Working);
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
    Node {
        calendar: calendar.map_or(NONE, |c| c as u32),
        unit: step.unit,
        snaps: step.unit == Unit::Working && calendar.is_some(),
        plain: free && !after,
        done: step.done.is_some(),
        after,
    }
}

/// Which steps follow go-live: those linked to it, and all that follow those.
fn downstream(n: usize, order: &[u32], links: impl Iterator<Item = (u32, u32, Edge)>) -> Vec<bool> {
    let succs = Csr::new(n + 1, links.map(|(from, to, _)| (from, to)));
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
    links: impl Iterator<Item = (u32, u32, Edge)>,
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
    for (from, to, _) in links {
        let done = |i: u32| spec.steps.get(i as usize).map(|s| s.done.is_some());
        if done(from) == Some(false) && done(to) == Some(true) {
            flags[from as usize].insert(Flags::OPEN_BEFORE_DONE);
        }
    }
    flags
}
