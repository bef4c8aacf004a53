//! What a lever does to a plan, and how much that hurts. An edit names its step by id and holds all it
//! needs, so that it can be made later, inside one commit. Whether it is worth making is not asked here.

use chrono::NaiveDate;

use crate::plan::{Duration, Extra, Gate, Link, LinkKind, Pin, Plan, Side, Step, Unit};

/// One change to a plan.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Runs a step beside the one it waits for: it starts with it and is done no sooner, so that what
    /// follows still waits for both.
    Parallel {
        /// The step that waits.
        step: String,
        /// The step it waits for.
        with: String,
    },
    /// Starts a step although what it waits for still runs; it is done no sooner than that.
    StartNow {
        /// The step.
        step: String,
        /// The open steps it need not wait for.
        waits_for: Vec<String>,
    },
    /// Takes a "not before" away.
    DropNotBefore {
        /// The step.
        step: String,
    },
    /// Gives a step its low estimate for its length, never less than 1.
    Shorten {
        /// The step.
        step: String,
        /// The new length.
        to: Duration,
    },
    /// Lets a step land on a day of its own instead of on those of its gate.
    DropGate {
        /// The step.
        step: String,
    },
    /// Lets a step land on one more day than its gate allows: among the listed dates, or as a pin where
    /// the gate is a rule, which stays as it is.
    OpenGate {
        /// The step.
        step: String,
        /// The day.
        on: NaiveDate,
    },
    /// Moves a pin.
    MovePin {
        /// The step.
        step: String,
        /// The new pin.
        to: Pin,
    },
    /// Takes the wait out of a link.
    DropLag {
        /// The step that waits.
        step: String,
        /// The step that it waits for, by id.
        after: String,
        /// Which ends the link ties.
        kind: LinkKind,
    },
    /// Moves go-live.
    GoLive {
        /// The new date.
        to: NaiveDate,
    },
}

/// What kind of change an edit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Two steps at once.
    Parallel,
    /// A step earlier.
    Start,
    /// A step shorter.
    Shorten,
    /// A gate.
    Gate,
    /// A pin.
    Pin,
    /// A wait between two steps.
    Lag,
    /// The date itself.
    GoLive,
}

impl Kind {
    /// One word for other programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Parallel => "parallel",
            Self::Start => "start",
            Self::Shorten => "shorten",
            Self::Gate => "gate",
            Self::Pin => "pin",
            Self::Lag => "lag",
            Self::GoLive => "go-live",
        }
    }
}

impl Edit {
    /// What kind of change it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Parallel { .. } => Kind::Parallel,
            Self::StartNow { .. } | Self::DropNotBefore { .. } => Kind::Start,
            Self::Shorten { .. } => Kind::Shorten,
            Self::DropGate { .. } | Self::OpenGate { .. } => Kind::Gate,
            Self::MovePin { .. } => Kind::Pin,
            Self::DropLag { .. } => Kind::Lag,
            Self::GoLive { .. } => Kind::GoLive,
        }
    }

    /// The id of the step that is changed; nothing for go-live.
    pub fn step(&self) -> Option<&str> {
        match self {
            Self::Parallel { step, .. }
            | Self::StartNow { step, .. }
            | Self::DropNotBefore { step }
            | Self::Shorten { step, .. }
            | Self::DropGate { step }
            | Self::OpenGate { step, .. }
            | Self::MovePin { step, .. }
            | Self::DropLag { step, .. } => Some(step),
            Self::GoLive { .. } => None,
        }
    }

    /// How much it hurts, from 1 up:
    ///
    /// | what | pain |
    /// |---|---|
    /// | a wait that is dropped, a step that need not hold off | 1 |
    /// | work that overlaps: some of it may be done twice | 2 |
    /// | a step cut to its low estimate, a date that others have in their calendars, a board that meets in another week | 3 |
    /// | work that overlaps with what it needs: the other step has a result that both sides have named | 4 |
    /// | a board asked for a day on which it never meets | 5 |
    /// | go-live, which is always the buyer's, and one more for each week that it moves | 8 |
    ///
    /// One more for each but the last where the buyer has to say yes.
    pub fn pain(&self, plan: &Plan) -> u32 {
        let own = match self {
            Self::DropLag { .. } | Self::DropNotBefore { .. } => 1,
            Self::Parallel { with, .. } => overlap_pain(plan, std::slice::from_ref(with)),
            Self::StartNow { waits_for, .. } => overlap_pain(plan, waits_for),
            Self::Shorten { .. } | Self::MovePin { .. } | Self::OpenGate { .. } => 3,
            Self::DropGate { .. } => 5,
            Self::GoLive { to } => return 8 + weeks_after(plan.anchor.go_live, *to),
        };
        own + u32::from(self.needs_the_buyer(plan))
    }

    /// The calendar days that it could gain at most, as far as its step and its links tell.
    pub(super) fn could_gain(&self, plan: &Plan) -> u32 {
        let step = self.step().and_then(|id| plan.step(id));
        let length = step.map_or(0, |step| days(step.duration.amount, step.duration.unit));
        match self {
            Self::Parallel { .. } | Self::StartNow { .. } => length,
            Self::Shorten { to, .. } => length.saturating_sub(days(to.amount, to.unit)),
            Self::DropLag { after, .. } => {
                let links = step.map_or(&[][..], |step| &step.after);
                let lags = links.iter().filter(|link| link.step == *after);
                let lag = lags.filter_map(|link| link.lag);
                lag.map(|lag| days(lag.amount.unsigned_abs(), lag.unit))
                    .max()
                    .unwrap_or(0)
            }
            _ => u32::MAX,
        }
    }

    /// Whether the buyer has a say: a step that it is about is theirs or both sides'.
    pub fn needs_the_buyer(&self, plan: &Plan) -> bool {
        let theirs = |id: &str| plan.step(id).is_some_and(|step| step.side != Side::Seller);
        match self {
            Self::GoLive { .. } => true,
            Self::Parallel { step, with } => theirs(step) || theirs(with),
            _ => self.step().is_some_and(theirs),
        }
    }

    /// Whether two edits change the same thing, so that together they say nothing new.
    pub(super) fn is_about_the_same(&self, other: &Self) -> bool {
        let same_pair = match (self, other) {
            (Self::Parallel { with, .. }, Self::Parallel { with: other, .. })
            | (Self::DropLag { after: with, .. }, Self::DropLag { after: other, .. }) => {
                with == other
            }
            (Self::StartNow { .. }, Self::DropNotBefore { .. })
            | (Self::DropNotBefore { .. }, Self::StartNow { .. }) => false,
            _ => true,
        };
        let kinds = [self, other].map(Self::kind);
        // A day outside the gate is a pin, which that moves once more.
        let one_day = matches!(kinds, [Kind::Gate, Kind::Pin] | [Kind::Pin, Kind::Gate]);
        (one_day || kinds[0] == kinds[1]) && self.step() == other.step() && same_pair
    }

    /// Makes the change; a step that is gone is passed over.
    pub fn apply(&self, plan: &mut Plan) {
        if let Self::GoLive { to } = self {
            plan.anchor.go_live = Some(*to);
            return;
        }
        let Some(step) = self.step().and_then(|id| plan.step_mut(id)) else {
            return;
        };
        match self {
            Self::Parallel { with, .. } => {
                overlap(step, with);
                tie(step, with, LinkKind::StartStart);
            }
            Self::StartNow { waits_for, .. } => waits_for.iter().for_each(|id| overlap(step, id)),
            Self::DropNotBefore { .. } => step.not_before = None,
            Self::Shorten { to, .. } => step.duration = *to,
            Self::DropGate { .. } => step.gate = None,
            Self::OpenGate { on, .. } => open_gate(step, *on),
            Self::MovePin { to, .. } => step.pin = Some(to.clone()),
            Self::DropLag { after, kind, .. } => {
                let tied = |link: &&mut Link| link.step == *after && link.kind == *kind;
                for link in step.after.iter_mut().filter(tied) {
                    link.lag = None;
                }
            }
            Self::GoLive { .. } => {}
        }
    }
}

/// What it costs to overlap with some steps: more where one of them has a result that is named.
fn overlap_pain(plan: &Plan, with: &[String]) -> u32 {
    let has_result = |id: &String| {
        let step = plan.step(id);
        step.is_some_and(|step| !step.done_when.trim().is_empty())
    };
    if with.iter().any(has_result) { 4 } else { 2 }
}

/// Whole weeks from one date to a later one.
fn weeks_after(from: Option<NaiveDate>, to: NaiveDate) -> u32 {
    let weeks = from.map(|from| to.signed_duration_since(from).num_weeks());
    weeks
        .and_then(|weeks| u32::try_from(weeks).ok())
        .unwrap_or(0)
}

/// About so many calendar days.
fn days(amount: u32, unit: Unit) -> u32 {
    match unit {
        Unit::Working => amount.saturating_mul(7) / 5,
        Unit::Calendar => amount,
        Unit::Weeks => amount.saturating_mul(7),
        Unit::Months => amount.saturating_mul(30),
    }
}

fn open_gate(step: &mut Step, on: NaiveDate) {
    match &mut step.gate {
        Some(Gate::Dates(dates)) => {
            if let Err(at) = dates.binary_search(&on) {
                dates.insert(at, on);
            }
        }
        _ if step.duration.is_milestone() => step.pin = Some(Pin::On(on)),
        _ => {
            step.pin = Some(Pin::Done {
                finish: on,
                extra: Extra::new(),
            });
        }
    }
}

/// The step need not wait for `other` to start any more; it is still done no sooner.
fn overlap(step: &mut Step, other: &str) {
    let holds_the_start = |link: &Link| link.step == other && link.kind != LinkKind::FinishFinish;
    step.after.retain(|link| !holds_the_start(link));
    tie(step, other, LinkKind::FinishFinish);
}

fn tie(step: &mut Step, other: &str, kind: LinkKind) {
    let known = |link: &Link| link.step == other && link.kind == kind;
    if !step.after.iter().any(known) {
        step.after.push(Link {
            kind,
            ..Link::after(other)
        });
    }
}
