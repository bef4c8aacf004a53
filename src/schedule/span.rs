//! One step on its calendar: where it ends when it starts, where it starts when it must end, and how
//! pins, gates and the working week move it. No links here: see `passes`.

use super::day::{self, Day, MIN_DAY};
use super::network::{Network, Pin, Step, Unit};
use super::outcome::Dates;
use super::workdays::WorkCalendar;

/// The length of a step on its calendar.
#[derive(Clone, Copy)]
pub(crate) struct Span<'a> {
    pub(crate) calendar: Option<&'a WorkCalendar>,
    pub(crate) snaps: bool,
    pub(crate) amount: i32,
    pub(crate) unit: Unit,
}

/// A step put somewhere: `[start, finish)`; `closed` when its gate had no allowed day.
#[derive(Clone, Copy)]
pub(crate) struct Placed {
    pub(crate) start: Day,
    pub(crate) finish: Day,
    pub(crate) closed: bool,
}

impl Placed {
    pub(crate) fn dates(&self) -> Dates {
        Dates {
            start: self.start,
            finish: self.finish,
        }
    }
}

impl<'a> Span<'a> {
    /// The span of step `i` when it is `amount` long.
    pub(crate) fn of(net: &'a Network, i: usize, amount: i32) -> Self {
        let node = &net.nodes[i];
        Self {
            calendar: net.calendar(node),
            snaps: node.snaps,
            amount,
            unit: node.unit,
        }
    }

    /// What is left of the span of a started step: what was said, else its length less
    /// the time since it started, at least one day.
    pub(crate) fn remaining(self, step: &Step, today: Day) -> Self {
        let Some(started) = step.started else {
            return self;
        };
        let unit = if self.unit == Unit::Working {
            Unit::Working
        } else {
            Unit::Calendar
        };
        let left = step.remaining.map(|said| said.max(0)).unwrap_or_else(|| {
            let gone = match (unit, self.calendar) {
                (Unit::Working, Some(calendar)) => calendar.count(started, today),
                _ => today.saturating_sub(started),
            };
            let whole = match self.unit {
                Unit::Months => day::add_months(started, self.amount) - day::clamp(started),
                Unit::Working | Unit::Calendar => self.amount,
            };
            whole.saturating_sub(gone.max(0)).max(1)
        });
        Self {
            amount: left,
            unit,
            ..self
        }
    }

    fn on_calendar(&self) -> Option<&'a WorkCalendar> {
        self.calendar.filter(|_| self.snaps)
    }

    /// The finish that goes with starting at `start`.
    pub(crate) fn finish_from(&self, start: Day) -> Day {
        match (self.on_calendar(), self.unit) {
            (Some(calendar), _) => calendar.add(start, self.amount),
            (None, Unit::Months) => day::add_months(start, self.amount),
            (None, _) => day::add_days(start, self.amount),
        }
    }

    /// The start that goes with finishing at `finish`.
    pub(crate) fn start_from(&self, finish: Day) -> Day {
        match (self.on_calendar(), self.unit) {
            (Some(calendar), _) => calendar.sub(finish, self.amount),
            (None, Unit::Months) => day::add_months(finish, self.amount.saturating_neg()),
            (None, _) => day::add_days(finish, self.amount.saturating_neg()),
        }
    }

    /// The earliest start whose finish is not before `finish` (for finish-to-finish links).
    pub(crate) fn start_to_finish_by(&self, finish: Day) -> Day {
        if let Some(calendar) = self.on_calendar().filter(|_| self.amount > 0) {
            return calendar.sub(calendar.roll_finish(finish), self.amount);
        }
        let mut start = self.start_from(finish);
        // Months are not always undone by taking them away again: at most three days are missing.
        for _ in 0..4 {
            start = day::add_days(start, (finish - self.finish_from(start)).max(0));
        }
        start
    }

    /// The finish that goes with having started at `start` at the latest.
    pub(crate) fn finish_if_started_by(&self, start: Day) -> Day {
        match self.on_calendar() {
            Some(calendar) if self.amount > 0 => self.finish_from(calendar.floor(start)),
            _ => self.finish_from(start),
        }
    }

    /// The last finish not after `finish` that the step's calendar allows.
    pub(crate) fn snap(&self, finish: Day) -> Day {
        self.on_calendar()
            .map_or(finish, |calendar| calendar.snap_back(finish))
    }

    /// Where a step that can start at `earliest` starts. A milestone may stand at the end of the
    /// working day before, unless that day lies before `floor`.
    pub(crate) fn roll(&self, earliest: Day, floor: Day) -> Day {
        match self.on_calendar() {
            Some(calendar) if self.amount == 0 => milestone(calendar, earliest, floor),
            Some(calendar) => calendar.roll(earliest),
            None => earliest,
        }
    }

    /// The forward placing of a step without pin: not before `earliest`, on a day its gate allows.
    pub(crate) fn forward(&self, step: &Step, earliest: Day, floor: Day) -> Placed {
        let start = self.roll(earliest, floor);
        let finish = self.finish_from(start);
        let Some(gate) = &step.gate else {
            return Placed {
                start,
                finish,
                closed: false,
            };
        };
        let from = if start == finish {
            (finish - 1).max(floor)
        } else {
            finish - 1
        };
        match gate.on_or_after(from, self.calendar) {
            Some(allowed) => {
                let finish = day::add_days(allowed, 1).max(finish);
                Placed {
                    start: self.start_from(finish).max(start),
                    finish,
                    closed: false,
                }
            }
            None => Placed {
                start,
                finish,
                closed: true,
            },
        }
    }

    /// The backward placing of a step without pin: finished by `limit`, on a day its gate allows.
    pub(crate) fn backward(&self, step: &Step, limit: Day) -> Placed {
        let snapped = self.snap(limit);
        let gated = step
            .gate
            .as_ref()
            .map(|gate| gate.on_or_before(snapped - 1, self.calendar));
        let finish = match gated {
            Some(Some(allowed)) => day::add_days(allowed, 1),
            Some(None) | None => snapped,
        };
        Placed {
            start: self.start_from(finish),
            finish,
            closed: gated == Some(None),
        }
    }

    /// Where a pin puts a step, on its own calendar, whatever the network and today say. The second
    /// value is its finish before any snapping.
    pub(crate) fn pinned(&self, pin: Pin) -> (Placed, Day) {
        match pin {
            Pin::Start(d) => {
                let start = self
                    .on_calendar()
                    .map_or(day::clamp(d), |calendar| calendar.roll(d));
                let finish = self.finish_from(start);
                (
                    Placed {
                        start,
                        finish,
                        closed: false,
                    },
                    finish,
                )
            }
            Pin::Finish(d) => {
                let limit = day::add_days(d, 1);
                let finish = self.snap(limit);
                (
                    Placed {
                        start: self.start_from(finish),
                        finish,
                        closed: false,
                    },
                    limit,
                )
            }
        }
    }

    /// Where a pinned step can be: at its pin, but open work is never placed before `today`.
    pub(crate) fn pinned_forward(&self, pin: Pin, today: Day) -> Placed {
        let placed = self.pinned(pin).0;
        if placed.start >= today {
            return placed;
        }
        let start = self.roll(today, today);
        Placed {
            start,
            finish: self.finish_from(start),
            closed: false,
        }
    }

    /// Working days of the step's own calendar between two boundaries (every day without one).
    pub(crate) fn count(&self, a: Day, b: Day) -> i32 {
        self.calendar
            .map_or_else(|| b.saturating_sub(a), |calendar| calendar.count(a, b))
    }
}

/// Where a milestone stands that can be at `earliest` or later: there, when the day that ends there is
/// worked and not before `floor`, else at the start of the next working day.
pub(crate) fn milestone(calendar: &WorkCalendar, earliest: Day, floor: Day) -> Day {
    if earliest > floor && earliest > MIN_DAY && calendar.is_working(earliest - 1) {
        earliest
    } else {
        calendar.roll(earliest)
    }
}

#[cfg(test)]
#[path = "span/tests.rs"]
mod tests;
