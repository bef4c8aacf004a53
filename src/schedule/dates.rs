//! The dates of a plan as everything outside the engine reads them. Plain data; computed by the
//! compiler and the passes beside this file.

use chrono::NaiveDate;

use super::fit::FirstCause;
use super::nearest::Nearest;
use super::network::LinkKind;

/// The dates of a whole plan on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    /// The day it was computed for; nothing open starts before it.
    pub today: NaiveDate,
    /// The buyer's date.
    pub go_live: Option<NaiveDate>,
    /// The day on which go-live really lands if everything starts as soon as it can.
    pub forecast: Option<NaiveDate>,
    /// When the forecast falls on a day on which a side does not work: the next on which both do.
    pub forecast_working: Option<NaiveDate>,
    /// How many days on which both sides work go-live would be late by; 0 when it would not.
    pub late_by: i32,
    /// Working days to spare: the smallest along the driving chain. Negative is late.
    pub days_to_spare: Option<i32>,
    /// Whether no open step is late and nothing lands after go-live.
    pub fits: bool,
    /// Why it does not fit, when it does not.
    pub first_cause: Option<FirstCause>,
    /// Each step's dates, in the order of the plan's steps.
    pub steps: Vec<StepDates>,
}

/// The dates of one step. Finishes are last days, included.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StepDates {
    /// The latest day to start on.
    pub must_start: Option<NaiveDate>,
    /// The latest day to be done by.
    pub must_finish: Option<NaiveDate>,
    /// The latest finish before it was moved to a day that counts.
    pub limit: Option<NaiveDate>,
    /// The step after it that sets this limit, by its index in the plan, and which ends are tied;
    /// `None` when nothing but go-live or a bound of its own does.
    pub bound_by: Option<(usize, LinkKind)>,
    /// Where the network alone would put the latest finish, when a pin holds the step elsewhere.
    pub unpinned_finish: Option<NaiveDate>,
    /// The earliest day to start on, or the day it did start.
    pub can_start: Option<NaiveDate>,
    /// The earliest day to be done by, or the day it was done.
    pub can_finish: Option<NaiveDate>,
    /// Working days of the step's own calendar between where it can and where it must be.
    pub to_spare: Option<i32>,
    /// Whether it is on the chain that sets when go-live lands.
    pub drives: bool,
    /// Working days ago that it should have started, if that is so (never 0).
    pub late_by: Option<i32>,
    /// Whether it comes after go-live.
    pub after_go_live: bool,
    /// How near its gate's other days are, when it has one.
    pub nearest: Option<Box<Nearest>>,
    /// Why it has no dates, or dates to be read with care.
    pub trouble: Vec<Trouble>,
}

/// What keeps a step from being dated as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It comes after itself: the ids of the circle's steps, in order.
    Circle(Vec<String>),
    /// It comes after a step that is not in the plan; the id.
    Dangling(String),
    /// It is done although the step before it, by id, is open.
    OutOfOrder(String),
    /// Its pin lies where the network cannot have it: before its predecessors can be done, or
    /// later than what follows allows.
    PinConflict,
    /// No day of its calendar is a working day; every day was counted.
    NoWorkingDay,
    /// Its gate never opens where it is needed; it was placed as if it had none.
    GateClosed,
    /// Its dates lie beyond the embedded holidays.
    BeyondHolidays,
    /// A rule or unit in the file that this version does not know was left out; its words.
    Unknown(String),
}

impl Schedule {
    /// Calendar days from today to go-live; negative when it has passed.
    pub fn days_to_go_live(&self) -> Option<i64> {
        self.go_live
            .map(|date| date.signed_duration_since(self.today).num_days())
    }

    /// The first and the last day that the plan is about: today, go-live, its forecast, and every day on
    /// which a step must or can be worked on.
    pub fn range(&self) -> (NaiveDate, NaiveDate) {
        let of_step = |step: &StepDates| {
            let starts = [step.must_start, step.can_start];
            let finishes = [step.must_finish, step.can_finish];
            starts.into_iter().chain(finishes)
        };
        let ends = [self.go_live, self.forecast].into_iter();
        let dates = self.steps.iter().flat_map(of_step).chain(ends).flatten();
        dates.fold((self.today, self.today), |(first, last), date| {
            (first.min(date), last.max(date))
        })
    }

    /// How many working days the plan is short of, where it is: those of the tightest open step, or those
    /// that go-live would be late by where that is more. A pin that lies too late leaves its own step no
    /// day late, and the plan late all the same.
    pub fn short_by(&self) -> Option<i32> {
        let spares = self.steps.iter().filter_map(|dates| dates.to_spare);
        let least = spares.min().unwrap_or(0).min(-self.late_by);
        (least < 0).then_some(least.saturating_neg())
    }

    /// The dates of a step by its index in the plan.
    pub fn step(&self, index: usize) -> Option<&StepDates> {
        self.steps.get(index)
    }
}
