//! How far the calendars' tables must reach: far enough that holidays are known wherever a pass can
//! get to, near enough that building them costs a plan of twenty steps next to nothing.

use super::day::{self, Day};
use super::gate::Gate;
use super::network::{NetworkSpec, Pin, Step, Unit};

/// The widest table, to either side of today (some 1,370 years).
const FAR: i64 = 500_000;
/// Beyond the last holiday and the last dated thing the week alone is exact; tables go on for this
/// many days at most, because a look-up is quicker than a division.
const COMFORT: i64 = 36_525;
/// Room for roundings to weeks, gates of a month and the like.
const MARGIN: i64 = 64;

/// The boundaries between which the tables of all calendars of `spec` should lie.
pub(crate) fn needed(spec: &NetworkSpec) -> (Day, Day) {
    let today = i64::from(day::clamp(spec.today));
    let (mut lo, mut hi) = (today, today);
    for d in spec
        .anchor
        .into_iter()
        .chain(spec.steps.iter().flat_map(dated))
    {
        (lo, hi) = (lo.min(i64::from(d)), hi.max(i64::from(d)));
    }
    let reach = reach(spec);
    let (mut first, mut last) = (lo, hi);
    for (a, b) in spec
        .calendars
        .iter()
        .filter_map(super::workdays::CalendarSpec::specials)
    {
        (first, last) = (first.min(i64::from(a)), last.max(i64::from(b)));
    }
    let lo = (lo - reach).max(first - COMFORT).max(today - FAR);
    let hi = (hi + reach).min(last + COMFORT).min(today + FAR);
    (fit(lo.min(today)), fit(hi.max(today)))
}

fn fit(d: i64) -> Day {
    d.clamp(i64::from(day::MIN_DAY), i64::from(day::MAX_DAY)) as Day
}

/// The dates that a step itself names.
fn dated(step: &Step) -> impl Iterator<Item = Day> {
    let pin = step.pin.map(|(Pin::Start(d) | Pin::Finish(d))| d);
    let done = step.done.map(|actual| actual.start);
    let finished = step.done.map(|actual| actual.finish);
    [
        pin,
        step.not_before,
        step.no_later_than,
        step.start_no_later_than,
        step.started,
        done,
        finished,
    ]
    .into_iter()
    .flatten()
}

/// How many calendar days all steps and lags can take together, one after the other.
fn reach(spec: &NetworkSpec) -> i64 {
    let off = spec
        .calendars
        .iter()
        .map(|c| c.nonworking.len() as i64)
        .max()
        .unwrap_or(0);
    let fewest = spec
        .calendars
        .iter()
        .map(|c| c.weekend.iter().filter(|&&off| !off).count())
        .filter(|&n| n > 0)
        .min();
    let per_week = fewest.unwrap_or(7) as i64;
    let days = |amount: i32, unit: Unit| {
        let amount = i64::from(amount).abs();
        match unit {
            Unit::Working => amount * 7 / per_week + 7,
            Unit::Calendar => amount + 7,
            Unit::Months => amount * 31,
        }
    };
    let gate = |step: &Step| match step.gate {
        None | Some(Gate::Dates(_)) => 0,
        Some(Gate::Weekdays(_)) => 14,
        Some(Gate::MonthWeekday { .. } | Gate::MonthDay(_)) => 93,
    };
    let steps: i64 = spec
        .steps
        .iter()
        .map(|s| days(s.amount, s.unit) + days(s.remaining.unwrap_or(0), Unit::Working) + gate(s))
        .sum();
    let lags: i64 = spec.links.iter().map(|l| days(l.lag, l.lag_unit)).sum();
    steps
        .saturating_add(lags)
        .saturating_add(off)
        .saturating_add(MARGIN)
}
