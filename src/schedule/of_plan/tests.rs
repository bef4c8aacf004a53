//! The example plan against the dates that its pictures show.

use chrono::NaiveDate;

use super::*;
use crate::plan::date_text::short_date;
use crate::plan::templates::{self, NewPlan};
use crate::schedule::explain;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn example(calendar: Option<&str>) -> (Plan, Schedule) {
    let new = NewPlan {
        id: "p",
        name: None,
        buyer: None,
        seller: None,
        go_live: None,
        buyer_calendar: calendar,
        seller_calendar: calendar,
        today: today(),
    };
    let plan = templates::plan("example", &new).unwrap();
    let schedule = Schedule::of(&plan, today());
    (plan, schedule)
}

#[test]
fn the_example_has_the_dates_of_its_picture() {
    let (plan, schedule) = example(None);
    let shown: Vec<String> = plan
        .steps
        .iter()
        .zip(&schedule.steps)
        .map(|(step, dates)| {
            let finish = dates
                .must_finish
                .map(|date| short_date(date, 2027))
                .unwrap_or_default();
            let spare = dates
                .to_spare
                .map(|days| format!("{days} d"))
                .unwrap_or_default();
            let drives = if dates.drives { "drives" } else { "" };
            format!("{} | {finish} | {spare} | {drives}", step.title)
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Success criteria | Mon 4 Jan | 25 d | drives",
            "Proof of concept | Thu 14 Jan | 25 d | drives",
            "Budget confirmed | Fri 29 Jan | 38 d | ",
            "Security review | Fri 29 Jan | 25 d | drives",
            "Legal redlines | Fri 29 Jan | 25 d | drives",
            "Data processing agreement | Fri 29 Jan | 30 d | ",
            "Vendor onboarding | Fri 29 Jan | 30 d | ",
            "Executive approval | Wed 3 Feb | 25 d | drives",
            "Purchase order | Fri 5 Feb | 25 d | drives",
            "Signature | Fri 5 Feb | 25 d | drives",
            "Implementation | Sun 28 Feb | 25 d | drives",
            "First value review | Wed 31 Mar |  | ",
        ]
    );
    assert_eq!(schedule.days_to_go_live(), Some(98));
    assert_eq!(schedule.days_to_spare, Some(25));
    assert_eq!(schedule.forecast, NaiveDate::from_ymd_opt(2027, 1, 21));
    assert!(schedule.fits);
}

#[test]
fn a_date_that_moved_says_why() {
    let (plan, schedule) = example(None);
    let why = |title: &str| {
        let at = plan
            .steps
            .iter()
            .position(|step| step.title == title)
            .unwrap();
        explain::why(&plan, &schedule, &PlanDays::of(&plan), at)
    };
    assert_eq!(
        why("Signature"),
        [
            "the limit, Sun 7 Feb, is no working day (weekend): done by Fri 5 Feb",
            "before Implementation, which must start by Mon 8 Feb"
        ]
    );
    assert_eq!(
        why("Security review"),
        [
            "the limit, Sun 31 Jan, is no working day (weekend): done by Fri 29 Jan",
            "before Executive approval, which must start by Mon 1 Feb",
            "Mon 18 Jan does not count: Martin Luther King Jr. Day"
        ]
    );
}

#[test]
fn without_weekends_the_signature_lands_on_the_sunday() {
    let (plan, schedule) = example(Some("all-days"));
    let at = plan
        .steps
        .iter()
        .position(|step| step.title == "Signature")
        .unwrap();
    assert_eq!(
        schedule.steps[at].must_finish,
        NaiveDate::from_ymd_opt(2027, 2, 7)
    );
    assert_eq!(schedule.steps[at].limit, schedule.steps[at].must_finish);
}

/// A step Aaa of a day, and others that come after it by these links.
fn first_of(rest: &[(&str, &str, &str, &str)]) -> (Plan, Schedule) {
    let mut steps =
        vec![serde_json::json!({"id": "a", "title": "Aaa", "side": "both", "duration": "1d"})];
    for (id, duration, kind, lag) in rest {
        steps.push(
            serde_json::json!({"id": id, "title": id, "side": "both", "duration": duration,
            "after": [{"step": "a", "kind": kind, "lag": lag}]}),
        );
    }
    let plan: Plan =
        serde_json::from_value(serde_json::json!({"format": 1, "id": "p", "name": "p",
        "anchor": {"go_live": "2027-03-01"}, "people": [], "steps": steps}))
        .unwrap();
    let schedule = Schedule::of(&plan, today());
    (plan, schedule)
}

#[test]
fn the_reason_is_the_link_that_sets_the_limit() {
    type Case = (
        &'static [(&'static str, &'static str, &'static str, &'static str)],
        Option<&'static str>,
    );
    let cases: [Case; 8] = [
        (
            &[("Ccc", "10d", "fs", "0"), ("Bbb", "5d", "fs", "15d")],
            Some("15 working days before Bbb, which must start by Mon 22 Feb"),
        ),
        (
            &[("Ccc", "10d", "fs", "0"), ("Bbb", "5d", "fs", "1d")],
            Some("before Ccc, which must start by Mon 15 Feb"),
        ),
        (
            &[("Bbb", "10d", "fs", "-2d")],
            Some("at most 2 working days into Bbb, which must start by Mon 15 Feb"),
        ),
        (
            &[("Bbb", "10d", "ss", "0")],
            Some("has to start no later than Bbb, which must start by Mon 15 Feb"),
        ),
        (
            &[("Bbb", "10d", "ss", "2d")],
            Some("has to start 2 working days before Bbb, which must start by Mon 15 Feb"),
        ),
        (
            &[("Bbb", "10d", "ff", "1d")],
            Some("has to be done 1 working day before Bbb, which must be done by Fri 26 Feb"),
        ),
        (&[("Bbb", "10d", "ff", "-2d")], None),
        (&[], None),
    ];
    for (rest, expected) in cases {
        let (plan, schedule) = first_of(rest);
        let why = explain::why(&plan, &schedule, &PlanDays::of(&plan), 0);
        let found = why.iter().find(|line| line.contains("which must"));
        assert_eq!(found.map(String::as_str), expected, "{rest:?}: {why:?}");
    }
}

#[test]
fn a_go_live_that_passed_with_nothing_left_to_do_is_told() {
    let (mut plan, _) = example(None);
    plan.steps.clear();
    plan.anchor.go_live = today().pred_opt();
    let schedule = Schedule::of(&plan, today());
    assert!(!schedule.fits);
    assert_eq!(
        explain::cause(&plan, &schedule).unwrap(),
        "go-live on Sun 22 Nov has passed"
    );
}

#[test]
fn a_late_pin_is_told_by_its_own_day() {
    let (mut plan, _) = example(None);
    plan.steps[1].pin = Some(crate::plan::Pin::On("2027-02-01".parse().unwrap()));
    let schedule = Schedule::of(&plan, today());
    let told = explain::cause(&plan, &schedule).unwrap();
    assert!(
        told.starts_with("Proof of concept is pinned to Mon 1 Feb, so it ends Wed 10 Feb; "),
        "{told}"
    );
    let ends = schedule.steps[1].must_finish;
    plan.steps[1].pin = Some(serde_json::from_value(serde_json::json!({"finish": ends})).unwrap());
    let told = explain::cause(&plan, &Schedule::of(&plan, today())).unwrap();
    assert!(!told.contains("so it ends"), "{told}");
}
