//! Networks made up at random, and a calendar that walks day by day: slow, and plain enough to trust.

use backcast::schedule::day::{self, Day};
use backcast::schedule::gate::Gate;
use backcast::schedule::network::{ANCHOR, Actual, Link, LinkKind, NetworkSpec, Pin, Step, Unit};
use backcast::schedule::workdays::CalendarSpec;
use proptest::prelude::*;
use proptest::sample::select;

/// Monday 23 November 2026.
pub(crate) const TODAY: Day = 739_943;

/// Walks day by day. `None` counts every day.
pub(crate) struct Walker<'a>(pub(crate) Option<&'a CalendarSpec>);

impl Walker<'_> {
    pub(crate) fn works(&self, d: Day) -> bool {
        let Some(spec) = self.0 else { return true };
        let every_day = spec.weekend == [true; 7] && spec.extra_working.is_empty();
        every_day
            || spec.extra_working.contains(&d)
            || (!spec.weekend[day::weekday(d)] && !spec.nonworking.contains(&d))
    }

    /// Working days from `a` to `b`, negative when `b` is earlier.
    pub(crate) fn count(&self, a: Day, b: Day) -> i32 {
        let days = (a.min(b)..a.max(b)).filter(|&d| self.works(d)).count() as i32;
        if a <= b { days } else { -days }
    }

    /// `n` working days on: the end of the n-th; back: the start of the n-th before.
    pub(crate) fn walk(&self, b: Day, n: i32) -> Day {
        let (mut at, mut left) = (b, n.abs());
        while left > 0 {
            let d = if n > 0 { at } else { at - 1 };
            at = if n > 0 { at + 1 } else { d };
            left -= i32::from(self.works(d));
        }
        at
    }
}

pub(crate) fn weekends() -> impl Strategy<Value = [bool; 7]> {
    let usual = [
        [false, false, false, false, false, true, true],
        [false, false, false, false, true, true, false],
        [false, false, false, false, false, false, true],
        [false; 7],
        [true, false, true, false, true, true, true],
    ];
    select(usual.to_vec())
}

pub(crate) fn calendars(holidays: bool) -> impl Strategy<Value = CalendarSpec> {
    let near = || prop::collection::vec(TODAY - 120..TODAY + 120, 0..if holidays { 30 } else { 1 });
    (weekends(), near(), near()).prop_map(|(weekend, nonworking, extra)| CalendarSpec {
        weekend,
        nonworking,
        extra_working: extra.into_iter().take(4).collect(),
    })
}

pub(crate) fn gates() -> impl Strategy<Value = Gate> {
    let dates = prop::collection::btree_set(TODAY - 60..TODAY + 200, 0..6);
    prop_oneof![
        prop::array::uniform7(any::<bool>()).prop_map(Gate::Weekdays),
        (-1_i8..=5, 0_u8..7).prop_map(|(nth, weekday)| Gate::MonthWeekday { nth, weekday }),
        (1_u8..=31).prop_map(Gate::MonthDay),
        dates.prop_map(|dates| Gate::Dates(dates.into_iter().collect())),
    ]
}

/// What makes steps special: how often, of 16.
#[derive(Clone, Copy)]
pub(crate) struct Spice {
    pub(crate) special: u8,
    pub(crate) months: bool,
    pub(crate) milestones: bool,
    pub(crate) holidays: bool,
}

fn plain_step(spice: Spice) -> impl Strategy<Value = Step> {
    let units = if spice.months {
        vec![Unit::Working, Unit::Working, Unit::Calendar, Unit::Months]
    } else {
        vec![Unit::Working, Unit::Calendar]
    };
    let least = i32::from(!spice.milestones);
    (
        least..12_i32,
        select(units),
        prop::option::weighted(0.8, 0_usize..3),
    )
        .prop_map(|(amount, unit, calendar)| Step {
            amount: if unit == Unit::Months {
                amount % 3
            } else {
                amount
            },
            unit,
            calendar,
            ..Step::default()
        })
}

fn season(step: Step, (what, offset, gate): (u8, i32, Gate)) -> Step {
    let d = TODAY + offset;
    match what {
        0 => Step {
            pin: Some(Pin::Start(d)),
            ..step
        },
        1 => Step {
            pin: Some(Pin::Finish(d)),
            ..step
        },
        2 => Step {
            not_before: Some(d),
            ..step
        },
        3 => Step {
            no_later_than: Some(d),
            ..step
        },
        4 => Step {
            start_no_later_than: Some(d),
            ..step
        },
        5 => Step {
            started: Some(TODAY - offset.abs() % 20),
            ..step
        },
        6 => Step {
            started: Some(TODAY - offset.abs() % 20),
            remaining: Some(offset.abs() % 9),
            ..step
        },
        7 => Step {
            done: Some(Actual {
                start: TODAY - 9,
                finish: TODAY - 1 - offset.abs() % 5,
            }),
            ..step
        },
        _ => Step {
            gate: Some(gate),
            ..step
        },
    }
}

fn step(spice: Spice) -> impl Strategy<Value = Step> {
    (
        plain_step(spice),
        0_u8..16,
        (0_u8..10, -20..120_i32, gates()),
    )
        .prop_map(move |(step, dice, season_with)| {
            if dice < spice.special {
                season(step, season_with)
            } else {
                step
            }
        })
}

fn link(steps: usize) -> impl Strategy<Value = Link> {
    let kinds = vec![
        LinkKind::FinishStart,
        LinkKind::FinishStart,
        LinkKind::StartStart,
        LinkKind::FinishFinish,
    ];
    let lag = prop_oneof![2 => Just(0), 1 => -4..7_i32];
    (
        0..steps,
        0..steps,
        select(kinds),
        lag,
        select(vec![Unit::Working, Unit::Calendar]),
    )
        .prop_map(move |(a, b, kind, lag, lag_unit)| Link {
            from: a.min(b),
            to: if a == b { ANCHOR } else { a.max(b) },
            kind,
            lag,
            lag_unit,
            lag_calendar: None,
        })
}

/// Up to a dozen steps, links from lower to higher indices only.
pub(crate) fn networks(spice: Spice) -> impl Strategy<Value = NetworkSpec> {
    (1_usize..12).prop_flat_map(move |n| {
        let calendars = prop::collection::vec(calendars(spice.holidays), 3);
        let (steps, links) = (
            prop::collection::vec(step(spice), n),
            prop::collection::vec(link(n), 0..2 * n),
        );
        (steps, links, calendars, 0..200_i32).prop_map(|(steps, links, calendars, ahead)| {
            NetworkSpec {
                today: TODAY,
                anchor: Some(TODAY + ahead),
                calendars,
                steps,
                links,
            }
        })
    })
}
