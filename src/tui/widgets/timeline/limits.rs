//! What holds a step to certain days, drawn into its row: the days on which it can land, its pin, the
//! first and the last day it may have, and the wait behind what it follows. Laid over the bar's cells
//! once they stand; a bar itself is only written over where it breaks a bound.

use chrono::{Days, Months, NaiveDate};

use super::bar::{Cell, Ground};
use super::rows::{Row, day};
use crate::plan::{Gate, Lag, LinkKind, Pin, Step, Unit};

/// No lag of working days is walked back further than this many days.
const LONGEST_WALK: u32 = 1_000;
/// No run of days off that a day of the month is rolled back over is longer.
const LONGEST_ROLL: usize = 40;

/// Draws them. `off` says whether the step's calendar does not work on a day.
pub(super) fn lay(row: &Row, ground: &Ground, off: &dyn Fn(NaiveDate) -> bool, cells: &mut [Cell]) {
    let Some(step) = row.step.filter(|_| row.done.is_none()) else {
        return;
    };
    wait(step, row, ground, off, cells);
    if let Some(gate) = &step.gate {
        allowed(gate, row, ground, off, cells);
    }
    let scale = ground.scale;
    let cell = |date: NaiveDate| scale.cell(day(date));
    // Brackets and pin stand beside the day, so that they hide nothing of the bar and enclose it.
    let marks = [
        step.not_before
            .map(|date| (cell(date) - 1, cell(date), Cell::NotBefore)),
        step.no_later_than
            .map(|date| (cell(date) + 1, cell(date), Cell::NoLaterThan)),
        pin(step, row).map(|(date, beside)| (cell(date) + beside, cell(date), Cell::Pin)),
    ];
    for (beside, own, mark) in marks.into_iter().flatten() {
        let at = |at: i64| usize::try_from(at).ok().filter(|at| *at < cells.len());
        let place = at(beside).or(at(own));
        if let Some(found) = place.and_then(|at| cells.get_mut(at))
            && !is_point(*found)
        {
            *found = mark;
        }
    }
}

/// The day that a pin holds, and on which side of it the mark stands.
fn pin(step: &Step, row: &Row) -> Option<(NaiveDate, i64)> {
    let (first, last) = row.must.or(row.can)?;
    Some(match step.pin.as_ref()? {
        Pin::On(_) => (first, -1),
        Pin::Done { .. } => (last, 1),
    })
}

/// The days on which a step can land, where no bar stands.
fn allowed(
    gate: &Gate,
    row: &Row,
    ground: &Ground,
    off: &dyn Fn(NaiveDate) -> bool,
    cells: &mut [Cell],
) {
    let scale = ground.scale;
    let first = row
        .must
        .map_or(ground.today, |(start, _)| day(start).min(ground.today));
    let first = first.max(scale.day_at(0));
    let date = |at: i64| {
        i32::try_from(at)
            .ok()
            .and_then(NaiveDate::from_num_days_from_ce_opt)
    };
    let days = (first..scale.day_at(scale.cells())).filter_map(date);
    for found in days.filter_map(|date| opens(gate, date, off)) {
        let at = scale.visible(day(found)).map(usize::from);
        if let Some(cell) = at.and_then(|at| cells.get_mut(at))
            && matches!(cell, Cell::Empty | Cell::Room | Cell::DayOff | Cell::Wait)
        {
            *cell = Cell::Allowed;
        }
    }
}

/// The day on which a gate opens by way of a date of the bare calendar: a listed day counts whatever
/// the calendar says, a day of the month is rolled back to a working one, others are passed over.
fn opens(gate: &Gate, date: NaiveDate, off: &dyn Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
    match gate {
        Gate::Other(_) => None,
        Gate::Weekdays(days) if days.is_empty() => None,
        _ if !gate.allows(date) => None,
        Gate::Dates(_) => Some(date),
        Gate::DayOfMonth(_) => {
            let back = std::iter::successors(Some(date), NaiveDate::pred_opt);
            back.take(LONGEST_ROLL).find(|date| !off(*date))
        }
        Gate::Weekdays(_) | Gate::NthWeekday { .. } => (!off(date)).then_some(date),
    }
}

/// The longest wait behind what the step follows, before its window.
fn wait(
    step: &Step,
    row: &Row,
    ground: &Ground,
    off: &dyn Fn(NaiveDate) -> bool,
    cells: &mut [Cell],
) {
    let window = row.must.or(row.can);
    let in_view = |(start, _): &(NaiveDate, NaiveDate)| ground.scale.visible(day(*start)).is_some();
    let Some((start, _)) = window.filter(in_view) else {
        return;
    };
    let lags = step
        .after
        .iter()
        .filter(|link| link.kind != LinkKind::FinishFinish);
    let lags = lags
        .filter_map(|link| link.lag)
        .filter(|lag| lag.amount > 0);
    let Some(from) = lags.filter_map(|lag| back(start, lag, off)).min() else {
        return;
    };
    let scale = ground.scale;
    let end = scale.cell(day(start));
    let first = scale.cell(day(from)).min(end - 1);
    for at in first.max(0)..end {
        let cell = usize::try_from(at).ok().and_then(|at| cells.get_mut(at));
        if let Some(cell) = cell.filter(|cell| matches!(cell, Cell::Empty | Cell::Room)) {
            *cell = Cell::Wait;
        }
    }
}

/// The day from which a lag leads up to `start`.
fn back(start: NaiveDate, lag: Lag, off: &dyn Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
    let amount = lag.amount.unsigned_abs();
    match lag.unit {
        Unit::Calendar => start.checked_sub_days(Days::new(u64::from(amount))),
        Unit::Weeks => start.checked_sub_days(Days::new(7 * u64::from(amount))),
        Unit::Months => start.checked_sub_months(Months::new(amount)),
        Unit::Working => {
            let mut left = amount.min(LONGEST_WALK);
            let before = std::iter::successors(start.pred_opt(), NaiveDate::pred_opt);
            let mut days = before.take(3 * LONGEST_WALK as usize);
            days.find(|date| {
                left -= u32::from(!off(*date) && left > 0);
                left == 0
            })
        }
    }
}

fn is_point(cell: Cell) -> bool {
    use Cell::{Anchor, Done, Milestone, MilestoneCan, MilestoneLate, MoreLeft, MoreRight};
    matches!(
        cell,
        Anchor | Done | Milestone | MilestoneCan | MilestoneLate | MoreLeft | MoreRight
    )
}
