//! The shape of a scheduling case, and its translation into a network.

use backcast::schedule::day::{self, Day};
use backcast::schedule::network::{ANCHOR, Actual, Link, LinkKind, NetworkSpec, Pin, Step, Unit};
use backcast::schedule::workdays::CalendarSpec;
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) today: NaiveDate,
    pub(crate) anchor: Anchor,
    pub(crate) calendars: BTreeMap<String, Calendar>,
    pub(crate) steps: Vec<CaseStep>,
    pub(crate) expected: Expected,
}

#[derive(Deserialize)]
pub(crate) struct Anchor {
    pub(crate) step: String,
    pub(crate) date: NaiveDate,
    pub(crate) kind: String,
}

#[derive(Deserialize)]
pub(crate) struct Calendar {
    pub(crate) nonworking_weekdays: Vec<String>,
    pub(crate) holidays: Vec<NaiveDate>,
    #[serde(default)]
    pub(crate) extra_working: Vec<NaiveDate>,
}

#[derive(Deserialize)]
pub(crate) struct CaseStep {
    pub(crate) id: String,
    pub(crate) duration: i32,
    pub(crate) unit: String,
    pub(crate) calendar: Option<String>,
    pub(crate) preds: Vec<Pred>,
    pub(crate) constraint: Option<Constraint>,
    pub(crate) deadline: Option<NaiveDate>,
    pub(crate) actual_start: Option<NaiveDate>,
    pub(crate) actual_finish: Option<NaiveDate>,
    pub(crate) remaining: Option<i32>,
}

#[derive(Deserialize)]
pub(crate) struct Pred {
    pub(crate) id: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) lag: i32,
    pub(crate) lag_unit: String,
    pub(crate) lag_calendar: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Constraint {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) date: NaiveDate,
}

#[derive(Deserialize)]
pub(crate) struct Expected {
    #[serde(default)]
    pub(crate) steps: BTreeMap<String, ExpectedStep>,
    pub(crate) earliest_golive: Option<NaiveDate>,
    pub(crate) min_float_days: Option<f64>,
    pub(crate) feasible: Option<bool>,
    pub(crate) late_today: Option<BTreeMap<String, f64>>,
    pub(crate) error: Option<String>,
    #[serde(default)]
    pub(crate) cycle_members: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct ExpectedStep {
    pub(crate) late_start: Option<NaiveDate>,
    pub(crate) late_finish: Option<NaiveDate>,
    pub(crate) early_start: Option<NaiveDate>,
    pub(crate) early_finish: Option<NaiveDate>,
    pub(crate) float_days: Option<f64>,
    pub(crate) done: Option<bool>,
}

impl Case {
    /// The steps other than the anchor's own, with the index they have in the network.
    pub(crate) fn open_ids(&self) -> impl Iterator<Item = (usize, &str)> {
        self.steps
            .iter()
            .map(|step| step.id.as_str())
            .filter(|id| *id != self.anchor.step)
            .enumerate()
    }

    pub(crate) fn index(&self, id: &str) -> Option<usize> {
        if id == self.anchor.step {
            return Some(ANCHOR);
        }
        self.open_ids()
            .find(|&(_, other)| other == id)
            .map(|(i, _)| i)
    }

    pub(crate) fn id_at(&self, index: usize) -> Option<String> {
        self.open_ids()
            .find(|&(i, _)| i == index)
            .map(|(_, id)| id.to_owned())
    }
}

fn day(date: NaiveDate) -> Day {
    day::from_date(date)
}

fn unit(name: &str) -> Unit {
    match name {
        "business_days" => Unit::Working,
        "calendar_days" => Unit::Calendar,
        other => panic!("unit {other}"),
    }
}

fn calendar(calendar: &Calendar) -> CalendarSpec {
    const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    assert!(
        calendar
            .nonworking_weekdays
            .iter()
            .all(|name| NAMES.contains(&name.as_str()))
    );
    CalendarSpec {
        weekend: NAMES.map(|name| calendar.nonworking_weekdays.iter().any(|off| off == name)),
        nonworking: calendar.holidays.iter().copied().map(day).collect(),
        extra_working: calendar.extra_working.iter().copied().map(day).collect(),
    }
}

fn constrain(step: &mut Step, constraint: &Constraint) {
    let date = Some(day(constraint.date));
    match constraint.kind.as_str() {
        "SNET" => step.not_before = date,
        "SNLT" => step.start_no_later_than = date,
        "FNLT" => step.no_later_than = date,
        "MSO" => step.pin = date.map(Pin::Start),
        "MFO" => step.pin = date.map(Pin::Finish),
        other => panic!("constraint {other}"),
    }
}

fn step(case: &Case, given: &CaseStep) -> Step {
    let place = |name: &String| {
        case.calendars
            .keys()
            .position(|other| other == name)
            .unwrap()
    };
    let mut step = Step {
        amount: given.duration,
        unit: unit(&given.unit),
        calendar: given.calendar.as_ref().map(place),
        remaining: given.remaining,
        started: given.actual_start.map(day),
        done: given.actual_finish.map(|finish| Actual {
            start: day(given.actual_start.unwrap_or(finish)),
            finish: day(finish),
        }),
        ..Step::default()
    };
    if let Some(constraint) = &given.constraint {
        constrain(&mut step, constraint);
    }
    let deadline = given.deadline.map(day);
    step.no_later_than = step.no_later_than.into_iter().chain(deadline).min();
    step
}

fn link(case: &Case, pred: &Pred, to: &str) -> Link {
    Link {
        from: case.index(&pred.id).unwrap(),
        to: case.index(to).unwrap(),
        kind: match pred.kind.as_str() {
            "FS" => LinkKind::FinishStart,
            "SS" => LinkKind::StartStart,
            "FF" => LinkKind::FinishFinish,
            other => panic!("link {other}"),
        },
        lag: pred.lag,
        lag_unit: unit(&pred.lag_unit),
        lag_calendar: pred.lag_calendar.as_ref().map(|name| {
            case.calendars
                .keys()
                .position(|other| other == name)
                .unwrap()
        }),
    }
}

/// The network of a case; its anchor step is go-live itself.
pub(crate) fn build(case: &Case) -> NetworkSpec {
    let end_of_day = match case.anchor.kind.as_str() {
        "start_of_day" => 0,
        "end_of_day" => 1,
        other => panic!("anchor {other}"),
    };
    NetworkSpec {
        today: day(case.today),
        anchor: Some(day(case.anchor.date) + end_of_day),
        calendars: case.calendars.values().map(calendar).collect(),
        steps: case
            .steps
            .iter()
            .filter(|s| s.id != case.anchor.step)
            .map(|s| step(case, s))
            .collect(),
        links: case
            .steps
            .iter()
            .flat_map(|s| s.preds.iter().map(|pred| link(case, pred, &s.id)))
            .collect(),
    }
}
