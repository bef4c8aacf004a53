//! Plans and schedules for the tests of this part: the example, and dates made by hand.

use chrono::{DateTime, NaiveDate, Utc};

use crate::plan::templates::{self, NewPlan};
use crate::plan::{Agreement, Author, Change, Entry, Extra, Facts, Path, Plan, Side, Stance, Via};
use crate::schedule::{Schedule, StepDates};

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub(crate) fn today() -> NaiveDate {
    day(2026, 11, 23)
}

/// The template of that name, made on [`today`].
pub(crate) fn template(name: &str) -> Plan {
    let new = NewPlan {
        id: "p",
        today: today(),
        ..NewPlan::default()
    };
    templates::plan(name, &new).unwrap()
}

/// The example and its last days as the engine gives them.
pub(crate) fn example() -> (Plan, Schedule) {
    let plan = template("example");
    let mut schedule = undated(&plan);
    let finishes = [
        ("success-criteria", day(2027, 1, 4)),
        ("proof-of-concept", day(2027, 1, 14)),
        ("budget", day(2027, 1, 29)),
        ("security-review", day(2027, 1, 29)),
        ("legal-redlines", day(2027, 1, 29)),
        ("data-processing-agreement", day(2027, 1, 29)),
        ("vendor-onboarding", day(2027, 1, 29)),
        ("executive-approval", day(2027, 2, 3)),
        ("purchase-order", day(2027, 2, 5)),
        ("signature", day(2027, 2, 5)),
        ("implementation", day(2027, 2, 28)),
        ("value-review", day(2027, 3, 31)),
    ];
    for (id, finish) in finishes {
        let dates = of(&plan, &mut schedule, id);
        dates.must_finish = Some(finish);
        dates.limit = Some(finish);
    }
    of(&plan, &mut schedule, "signature").limit = Some(day(2027, 2, 7));
    of(&plan, &mut schedule, "purchase-order").limit = Some(day(2027, 2, 7));
    of(&plan, &mut schedule, "value-review").after_go_live = true;
    (plan, schedule)
}

/// A schedule of [`today`] that dates nothing but go-live.
pub(crate) fn undated(plan: &Plan) -> Schedule {
    Schedule {
        today: today(),
        go_live: plan.anchor.go_live,
        forecast: None,
        forecast_working: None,
        late_by: 0,
        days_to_spare: None,
        fits: true,
        first_cause: None,
        steps: vec![StepDates::default(); plan.steps.len()],
    }
}

/// The dates of a step by its id, to be changed.
pub(crate) fn of<'a>(plan: &Plan, schedule: &'a mut Schedule, id: &str) -> &'a mut StepDates {
    let index = plan.steps.iter().position(|step| step.id == id).unwrap();
    &mut schedule.steps[index]
}

/// Records a change of `path` by somebody.
pub(crate) fn record(plan: &mut Plan, side: Side, person: Option<&str>, via: Via, path: Path) {
    let at: DateTime<Utc> = "2026-11-23T15:00:00Z".parse().unwrap();
    plan.history.push(Entry {
        id: format!("e{}", plan.history.len()),
        at,
        by: Author {
            side,
            person: person.map(str::to_owned),
            extra: Extra::new(),
        },
        via,
        changes: vec![Change {
            path,
            from: None,
            to: Some("x".into()),
            at: None,
            extra: Extra::new(),
        }],
        extra: Extra::new(),
    });
}

/// Puts a person on record.
pub(crate) fn agree(plan: &mut Plan, person: &str, stance: Stance, go_live: Option<NaiveDate>) {
    plan.agreements.push(Agreement {
        person: person.to_owned(),
        on: today(),
        stance,
        via: "on the call".to_owned(),
        facts: Facts {
            go_live,
            ..Facts::default()
        },
        extra: Extra::new(),
    });
}
