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
