//! What a run found out, as arrays indexed like the network's steps. Filled by `passes`; how a
//! boundary is shown to people is decided in `show`.

use super::day::{Day, MAX_DAY, MIN_DAY};
use super::driving::Trace;
use super::network::Network;

/// Marks on a step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flags(u8);

impl Flags {
    /// Part of a circle: its links to the rest of the circle were ignored.
    pub const IN_CIRCLE: Self = Self(1);
    /// Its gate has no allowed day where one is needed: it was placed as if it had no gate.
    pub const GATE_CLOSED: Self = Self(2);
    /// The week of its calendar has no working day: every day counted.
    pub const NO_WORKING_WEEK: Self = Self(4);
    /// Open, though a step that waits for it is done.
    pub const OPEN_BEFORE_DONE: Self = Self(8);
    /// Ran into the end of the calendar of the program.
    pub const OUT_OF_RANGE: Self = Self(16);

    /// Whether all marks of `other` are set.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Sets the marks of `other`.
    pub fn insert(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Why the dates of a step cannot be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undatable {
    /// It waits for itself, see [`Network::circles`].
    InCircle,
    /// Its gate never opens where it is needed.
    GateClosed,
    /// Its calendar has no working week.
    NoWorkingWeek,
    /// Its dates lie beyond what the program can count.
    OutOfRange,
}

/// Where a step stands: it occupies `[start, finish)`. Kept together, as a pass needs both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dates {
    /// The boundary at which it starts.
    pub start: Day,
    /// The boundary at which it is finished.
    pub finish: Day,
}

/// What the backward pass leaves to a step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    /// The must-finish before it was moved to a working or an allowed day.
    pub(crate) limit: Day,
    /// Days to spare, or [`NO_SPARE`].
    pub(crate) to_spare: i32,
}

impl Room {
    pub(crate) const NONE: Self = Self {
        limit: 0,
        to_spare: NO_SPARE,
    };
}

/// The result of [`super::passes::run`]. One `Outcome` can be filled again and again: its memory is
/// kept, so that a repeated run allocates nothing.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    pub(crate) can: Vec<Dates>,
    pub(crate) must: Vec<Dates>,
    pub(crate) room: Vec<Room>,
    /// Of pinned steps: the step, and its must-dates without its pin. Sorted by step.
    pub(crate) unpinned: Vec<(usize, Dates)>,
    pub(crate) drives: Vec<bool>,
    /// Room in which the driving chain is walked.
    pub(crate) traces: Vec<Trace>,
    pub(crate) flags: Vec<Flags>,
    pub(crate) forecast: Day,
    pub(crate) anchored: bool,
}

/// In place of days to spare where there are none.
pub(crate) const NO_SPARE: i32 = i32::MAX;

impl Outcome {
    /// Makes room for `net`; only the flags keep their content.
    pub(crate) fn resize(&mut self, net: &Network) {
        let n = net.len();
        self.can.resize(n, Dates::default());
        self.must.resize(n, Dates::default());
        self.room.resize(n, Room::NONE);
        self.drives.resize(n, false);
        self.traces.resize(n, Trace::default());
        self.flags.clone_from(&net.flags);
        self.unpinned.clear();
        self.anchored = net.anchor.is_some();
    }

    fn anchored<'a, T>(&self, of: &'a [T], step: usize) -> Option<&'a T> {
        of.get(step).filter(|_| self.anchored)
    }

    /// The boundary at which a step can start at the earliest (a done one: did start). Of a step under
    /// way, the boundary at which what remains of it starts.
    #[must_use]
    pub fn can_start(&self, step: usize) -> Option<Day> {
        self.can.get(step).map(|can| can.start)
    }

    /// The boundary at which a step can be finished at the earliest (a done one: was).
    #[must_use]
    pub fn can_finish(&self, step: usize) -> Option<Day> {
        self.can.get(step).map(|can| can.finish)
    }

    /// The boundary at which a step must start at the latest, without an anchor `None`. Steps after
    /// go-live: where they stand when go-live is on the anchor.
    #[must_use]
    pub fn must_start(&self, step: usize) -> Option<Day> {
        self.anchored(&self.must, step).map(|must| must.start)
    }

    /// The boundary at which a step must be finished at the latest, without an anchor `None`.
    #[must_use]
    pub fn must_finish(&self, step: usize) -> Option<Day> {
        self.anchored(&self.must, step).map(|must| must.finish)
    }

    /// The must-finish before it was moved to a working or an allowed day.
    #[must_use]
    pub fn limit(&self, step: usize) -> Option<Day> {
        self.anchored(&self.room, step).map(|room| room.limit)
    }

    /// Must-start and must-finish as what follows needs them, whatever the step's own pin says.
    #[must_use]
    pub fn unpinned(&self, step: usize) -> Option<(Day, Day)> {
        let found = self
            .unpinned
            .binary_search_by_key(&step, |&(pinned, _)| pinned)
            .ok();
        let own = found
            .and_then(|at| self.unpinned.get(at))
            .map(|&(_, dates)| (dates.start, dates.finish));
        own.filter(|_| self.anchored)
            .or(self.must_start(step).zip(self.must_finish(step)))
    }

    /// Days to spare (float), in working days of the step's own calendar; negative is late. `None` for
    /// done steps, steps after go-live, and without an anchor.
    #[must_use]
    pub fn to_spare(&self, step: usize) -> Option<i32> {
        let room = self.room.get(step);
        room.map(|room| room.to_spare)
            .filter(|&spare| spare != NO_SPARE)
    }

    /// Whether a step is on the driving chain: it sets the earliest go-live.
    #[must_use]
    pub fn drives(&self, step: usize) -> bool {
        self.drives.get(step).copied().unwrap_or(false)
    }

    /// The marks of a step.
    #[must_use]
    pub fn flags(&self, step: usize) -> Flags {
        let mut flags = self.flags.get(step).copied().unwrap_or_default();
        let far = |day: Option<Day>| day.is_some_and(|day| day <= MIN_DAY || day >= MAX_DAY);
        if far(self.can_finish(step)) || far(self.must_start(step)) || far(self.must_finish(step)) {
            flags.insert(Flags::OUT_OF_RANGE);
        }
        flags
    }

    /// Why the dates of a step cannot be relied on, the gravest reason first.
    #[must_use]
    pub fn undatable(&self, step: usize) -> Option<Undatable> {
        let flags = self.flags(step);
        [
            (Flags::IN_CIRCLE, Undatable::InCircle),
            (Flags::OUT_OF_RANGE, Undatable::OutOfRange),
            (Flags::GATE_CLOSED, Undatable::GateClosed),
            (Flags::NO_WORKING_WEEK, Undatable::NoWorkingWeek),
        ]
        .into_iter()
        .find_map(|(flag, reason)| flags.contains(flag).then_some(reason))
    }

    /// The boundary at which go-live can be at the earliest, never before today.
    #[must_use]
    pub fn forecast(&self) -> Day {
        self.forecast
    }

    /// The plan's days to spare: the fewest along the driving chain. `None` without an anchor or when
    /// nothing open drives.
    #[must_use]
    pub fn plan_to_spare(&self) -> Option<i32> {
        let open = self.room.iter().zip(&self.drives);
        least(open.filter_map(|(room, &drives)| drives.then_some(room)))
    }

    /// The fewest days to spare of all open steps.
    #[must_use]
    pub fn least_to_spare(&self) -> Option<i32> {
        least(self.room.iter())
    }

    /// Whether everything fits: no open step is late and go-live can be on the anchor. `None` without one.
    #[must_use]
    pub fn fits(&self, net: &Network) -> Option<bool> {
        Some(self.forecast <= net.anchor? && self.least_to_spare().is_none_or(|least| least >= 0))
    }
}

fn least<'a>(rooms: impl Iterator<Item = &'a Room>) -> Option<i32> {
    let least = rooms.map(|room| room.to_spare).min();
    least.filter(|&spare| spare != NO_SPARE)
}
