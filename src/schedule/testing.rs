//! Small networks for the unit tests of this module: Monday 23 November 2026 is today, go-live is on
//! Monday 1 March 2027, one calendar with Saturday and Sunday off.

use super::day::{self, Day};
use super::network::{ANCHOR, Link, Network, NetworkSpec, Step, Unit};
use super::outcome::Outcome;
use super::passes;
use super::show::{self, Shown};
use super::workdays::CalendarSpec;

/// The day written as `2027-03-01`.
pub(crate) fn d(text: &str) -> Day {
    day::from_date(text.parse().unwrap())
}

/// A step of `amount` working days on the one calendar.
pub(crate) fn work(amount: i32) -> Step {
    Step {
        amount,
        calendar: Some(0),
        ..Step::default()
    }
}

/// A step of `amount` calendar days, with the calendar for its days to spare.
pub(crate) fn calendar_days(amount: i32) -> Step {
    Step {
        unit: Unit::Calendar,
        ..work(amount)
    }
}

/// A link from go-live to `to` after `lag` calendar days.
pub(crate) fn after_go_live(to: usize, lag: i32) -> Link {
    Link {
        from: ANCHOR,
        to,
        lag,
        lag_unit: Unit::Calendar,
        ..Link::default()
    }
}

/// The steps one after the other.
pub(crate) fn chain(steps: Vec<Step>) -> NetworkSpec {
    let links = (1..steps.len())
        .map(|to| Link {
            from: to - 1,
            to,
            ..Link::default()
        })
        .collect();
    NetworkSpec {
        today: d("2026-11-23"),
        anchor: Some(d("2027-03-01")),
        calendars: vec![CalendarSpec::weekdays()],
        steps,
        links,
    }
}

/// A network and what a run made of it.
pub(crate) fn run(spec: NetworkSpec) -> (Network, Outcome) {
    let net = Network::new(spec);
    let mut out = Outcome::default();
    passes::run(&net, &mut out);
    (net, out)
}

/// `start..finish` as people see it.
pub(crate) fn text(shown: Option<Shown>) -> String {
    shown.map_or_else(
        || "never".to_owned(),
        |s| format!("{}..{}", s.start, s.finish),
    )
}

/// What must be and what can be of a step, as people see it.
pub(crate) fn seen((net, out): &(Network, Outcome), i: usize) -> (String, String) {
    (text(show::must(net, out, i)), text(show::can(net, out, i)))
}

/// A milestone on `day`, as [`text`] writes it.
pub(crate) fn same(day: &str) -> String {
    format!("{day}..{day}")
}
