//! The network: steps, links and calendars in the compact form the passes run on, apart from the plan
//! it was compiled from. Built once per edit ([`Network::new`]); nothing in here is ever refused: bad
//! references are ignored, circles are cut and named.

use std::sync::Arc;

use super::day::Day;
use super::gate::Gate;
use super::links::{Edge, Links, Stop, Way};
use super::order::Circle;
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
    /// Shared with networks that are tried on the same calendars.
    pub(crate) calendars: Arc<[WorkCalendar]>,
    pub(crate) steps: Vec<Step>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) amounts: Vec<i32>,
    /// Through the steps before go-live, predecessors first.
    pub(crate) forward: Way,
    /// The same way back.
    pub(crate) backward: Way,
    /// Steps that follow go-live, predecessors first.
    pub(crate) after: Vec<u32>,
    pub(crate) preds: Links,
    /// Links the backward pass looks at: not to done steps, not to steps after go-live.
    pub(crate) succs: Links,
    /// Explicit links into go-live that say more than the rule does (a lag, another kind), by the
    /// step they come from.
    pub(crate) into_anchor: Vec<Edge>,
    pub(crate) circles: Vec<Circle>,
    pub(crate) flags: Vec<Flags>,
}

/// Stands for "no calendar" in [`Node`] and [`Edge`].
pub(crate) const NONE: u32 = u32::MAX;

/// What a pass needs of a step at every visit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    pub(crate) calendar: u32,
    pub(crate) pace: Pace,
    pub(crate) unit: Unit,
    /// Snaps to its calendar: a step in working days that has one.
    pub(crate) snaps: bool,
    pub(crate) done: bool,
    pub(crate) after: bool,
}

/// Which way through the passes a step takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    /// Working days on a calendar, nothing special.
    Working,
    /// Every day counts, nothing special.
    Days,
    /// Months, or a pin, a gate, a bound, an actual date, a link into go-live that says more than
    /// the rule, or a place after go-live.
    Special,
}

impl Node {
    /// Whether the step snaps to the very calendar that the lag of `edge` runs on.
    pub(crate) fn snaps_to(&self, edge: &Edge) -> bool {
        self.snaps && self.calendar == edge.calendar
    }
}

impl Network {
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
    pub(crate) fn calendar_at(&self, stop: &Stop) -> Option<&WorkCalendar> {
        self.calendars.get(stop.calendar as usize)
    }

    #[inline]
    pub(crate) fn lag_calendar(&self, edge: &Edge) -> Option<&WorkCalendar> {
        self.calendars.get(edge.calendar as usize)
    }
}
