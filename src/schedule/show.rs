//! Boundaries as people see them: inclusive days. A milestone has no days of its own, so the day it is
//! shown on is chosen here. No text: only dates.

use super::day::{self, Day, MIN_DAY};
use super::gate::Gate;
use super::network::{Network, Pin};
use super::outcome::Outcome;
use chrono::NaiveDate;

/// First and last day of a step, inclusive; the same day twice for a milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The first day.
    pub start: NaiveDate,
    /// The last day: "done by".
    pub finish: NaiveDate,
}

impl Shown {
    fn on(d: Day) -> Self {
        Self {
            start: day::to_date(d),
            finish: day::to_date(d),
        }
    }

    fn of(start: Day, finish: Day) -> Self {
        Self {
            start: day::to_date(start),
            finish: day::last_day(finish),
        }
    }
}

/// When a step can be: its earliest days, or the real ones of what was done or started.
/// `None` when there is no such step.
#[must_use]
pub fn can(net: &Network, out: &Outcome, i: usize) -> Option<Shown> {
    let (start, finish) = (out.can_start(i)?, out.can_finish(i)?);
    let step = net.steps().get(i)?;
    if let Some(actual) = step.done {
        return Some(Shown {
            start: day::to_date(actual.start.min(actual.finish)),
            finish: day::to_date(actual.finish),
        });
    }
    let floor = net.today().max(step.not_before.unwrap_or(MIN_DAY));
    let shown = if start < finish {
        Shown::of(start, finish)
    } else {
        Shown::on(milestone_day(net, i, finish, floor))
    };
    let began = step.started.map_or(shown.start, day::to_date);
    Some(Shown {
        start: began.min(shown.finish),
        ..shown
    })
}

/// When a step must be: its latest days. `None` without an anchor. (Of a done step: when it had to be.)
#[must_use]
pub fn must(net: &Network, out: &Outcome, i: usize) -> Option<Shown> {
    let (start, finish) = (out.must_start(i)?, out.must_finish(i)?);
    Some(if start < finish {
        Shown::of(start, finish)
    } else {
        Shown::on(milestone_day(net, i, finish, MIN_DAY))
    })
}

/// The last day by which a step would have to be finished if every day were a working and an allowed
/// one: what explains an earlier must-finish. `None` without an anchor.
#[must_use]
pub fn limit(net: &Network, out: &Outcome, i: usize) -> Option<NaiveDate> {
    let on_boundary = net.is_after_go_live(i) && out.must_start(i) == out.must_finish(i);
    out.limit(i).map(|limit| {
        if on_boundary {
            day::to_date(limit)
        } else {
            day::last_day(limit)
        }
    })
}

/// The earliest day of go-live. `end_of_day` when work may still run on that day itself.
#[must_use]
pub fn forecast(net: &Network, out: &Outcome, end_of_day: bool) -> NaiveDate {
    day::to_date(
        out.forecast()
            .saturating_sub(i32::from(end_of_day))
            .max(net.today()),
    )
}

/// The day on which a milestone at boundary `b` is shown: the working day that ends there, or the last
/// one before; but the day that starts there when it stands at the start of a day (after go-live,
/// pinned to a start) or when the day before lies before `floor`.
fn milestone_day(net: &Network, i: usize, b: Day, floor: Day) -> Day {
    let calendar = net.calendar_of(i).filter(|_| net.nodes[i].snaps);
    let step = &net.steps[i];
    let opens = || calendar.map_or(b, |c| c.roll(b));
    if net.is_after_go_live(i) || matches!(step.pin, Some(Pin::Start(_))) {
        return opens();
    }
    let closes = b.saturating_sub(1);
    let allowed = |gate: &Gate| gate.on_or_before(closes, net.calendar_of(i)) == Some(closes);
    if b > floor && step.gate.as_ref().is_some_and(allowed) {
        return closes;
    }
    match calendar {
        // Forwards, a milestone that was moved to the start of a working day is shown on that day.
        Some(c) if floor > MIN_DAY && !c.is_working(closes) => opens(),
        Some(c) if floor == MIN_DAY => c.snap_back(b).saturating_sub(1),
        _ if closes < floor => opens(),
        _ => closes,
    }
}
