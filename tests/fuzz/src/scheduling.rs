//! Dates: any plan gets the same ones twice, in whatever order its steps stand, and says what is
//! wrong with those that cannot be relied on.

use std::collections::{HashMap, HashSet};

use backcast::coach::{gaps, inspect};
use backcast::plan::{Plan, Step};
use backcast::schedule::{PlanDays, Schedule, StepDates, Trouble, explain};
use chrono::NaiveDate;

use super::bytes::Bytes;
use super::plans;

/// A plan made out of bytes, and the day on which it is looked at.
pub fn scheduler(data: &[u8]) {
    let bytes = &mut Bytes(data);
    let today = if bytes.one_of(8) {
        plans::date(bytes)
    } else {
        plans::today()
    };
    let plan = plans::plan(bytes);
    holds(&plan, today);
}

/// What any plan's schedule keeps. The plan has no two steps of one id.
pub(crate) fn holds(plan: &Plan, today: NaiveDate) {
    let schedule = Schedule::of(plan, today);
    assert!(
        schedule == Schedule::of(plan, today),
        "the same plan, other dates"
    );
    assert_eq!(schedule.steps.len(), plan.steps.len());
    assert_eq!(
        schedule.fits,
        schedule.first_cause.is_none(),
        "{:?}",
        schedule.first_cause
    );
    for (step, dates) in plan.steps.iter().zip(&schedule.steps) {
        dated(&schedule, step, dates);
    }
    circles_are_named(plan, &schedule);
    links_to_nothing_are_named(plan, &schedule);
    order_does_not_matter(plan, &schedule);
    said(plan, &schedule);
}

fn dated(schedule: &Schedule, step: &Step, dates: &StepDates) {
    let id = &step.id;
    let can = dates
        .can_start
        .zip(dates.can_finish)
        .expect("every step can be somewhere");
    assert!(can.0 <= can.1, "{id}: can {can:?}");
    if step.started.is_none() && step.done.is_none() {
        assert!(
            can.0 >= schedule.today,
            "{id}: open work in the past: {can:?}"
        );
    }
    let must = dates.must_start.zip(dates.must_finish);
    assert_eq!(must.is_some(), schedule.go_live.is_some(), "{id}");
    if let Some(must) = must {
        assert!(must.0 <= must.1, "{id}: must {must:?}");
    }
    if let Some(done) = step.done {
        assert_eq!(can.1, done, "{id}: done when it was done");
    }
    assert_ne!(dates.late_by, Some(0), "{id}");
}

/// A step that comes after itself says so, with a way round that is really in the plan; no other does.
fn circles_are_named(plan: &Plan, schedule: &Schedule) {
    let steps: HashMap<&str, &Step> = plan.steps.iter().map(|s| (s.id.as_str(), s)).collect();
    for (step, dates) in plan.steps.iter().zip(&schedule.steps) {
        let named = dates.trouble.iter().find_map(|trouble| match trouble {
            Trouble::Circle(ids) => Some(ids),
            _ => None,
        });
        assert_eq!(
            named.is_some(),
            comes_after_itself(&steps, step),
            "{}",
            step.id
        );
        let Some(ids) = named else { continue };
        assert!(!ids.is_empty());
        for (at, id) in ids.iter().enumerate() {
            let next = steps[ids[(at + 1) % ids.len()].as_str()];
            assert!(next.after.iter().any(|link| link.step == *id), "{ids:?}");
        }
    }
}

fn comes_after_itself(steps: &HashMap<&str, &Step>, step: &Step) -> bool {
    let (mut open, mut seen) = (vec![step], HashSet::new());
    while let Some(here) = open.pop() {
        for link in &here.after {
            let Some(&before) = steps.get(link.step.as_str()) else {
                continue;
            };
            if before.id == step.id {
                return true;
            }
            if seen.insert(before.id.as_str()) {
                open.push(before);
            }
        }
    }
    false
}

fn links_to_nothing_are_named(plan: &Plan, schedule: &Schedule) {
    let ids: HashSet<&str> = plan.steps.iter().map(|step| step.id.as_str()).collect();
    for (step, dates) in plan.steps.iter().zip(&schedule.steps) {
        for link in &step.after {
            let there = link.step == backcast::plan::GO_LIVE || ids.contains(link.step.as_str());
            let told = dates
                .trouble
                .contains(&Trouble::Dangling(link.step.clone()));
            assert_eq!(there, !told, "{} after {:?}", step.id, link.step);
        }
    }
}

fn order_does_not_matter(plan: &Plan, schedule: &Schedule) {
    let mut turned = plan.clone();
    turned.steps.reverse();
    let other = Schedule::of(&turned, schedule.today);
    assert_eq!(schedule.forecast, other.forecast);
    assert_eq!(schedule.days_to_spare, other.days_to_spare);
    for (a, b) in schedule.steps.iter().zip(other.steps.iter().rev()) {
        let dates = |dates: &StepDates| {
            let StepDates {
                must_start,
                must_finish,
                can_start,
                can_finish,
                to_spare,
                ..
            } = *dates;
            (must_start, must_finish, can_start, can_finish, to_spare)
        };
        assert_eq!(dates(a), dates(b));
    }
}

/// Every sentence about it can be made, and says something.
fn said(plan: &Plan, schedule: &Schedule) {
    let days = PlanDays::of(plan);
    for at in 0..plan.steps.len() {
        for sentence in explain::why(plan, schedule, &days, at) {
            assert!(!sentence.trim().is_empty());
        }
    }
    assert_eq!(explain::cause(plan, schedule).is_some(), !schedule.fits);
    let gaps = gaps::gaps(plan, schedule);
    assert!(inspect::inspect(plan, schedule, &gaps).score <= 100);
}
