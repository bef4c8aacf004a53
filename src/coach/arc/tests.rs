//! The milestones and the loop on records and plans made by hand.

use chrono::NaiveDate;
use serde_json::json;

use super::*;
use crate::coach::testing::{agree, day, example, record, today};
use crate::plan::{Path, Side, Stance, Via};
use crate::schedule::facts;

fn rep(value: &serde_json::Value) -> Rep {
    let mut whole = json!({"format": 1, "name": "Alex Kim"});
    for (key, value) in value.as_object().unwrap() {
        whole[key] = value.clone();
    }
    serde_json::from_value(whole).unwrap()
}

fn round(on: &str, prompt: &str, ratings: &serde_json::Value) -> serde_json::Value {
    json!({"id": on, "on": on, "drill": "intro", "prompt": prompt, "ratings": ratings})
}

fn talk(on: &str, commits: bool) -> serde_json::Value {
    let mut talk = json!({"id": on, "on": on, "plan": "p"});
    if commits {
        talk["commitment"] = json!({"what": "x"});
    }
    talk
}

fn co_built() -> Plan {
    let (mut plan, _) = example();
    record(
        &mut plan,
        Side::Buyer,
        None,
        Via::Dictated,
        Path::of(["name"]),
    );
    plan
}

fn met(rep: Option<&Rep>, plans: &[Plan]) -> Vec<bool> {
    let deals: Vec<_> = plans
        .iter()
        .map(|plan| Deal {
            plan,
            private: None,
        })
        .collect();
    let milestones = milestones(rep, &deals, today());
    let marks = milestones.iter().flat_map(|milestone| &milestone.marks);
    marks.map(|mark| mark.met).collect()
}

#[test]
fn nothing_is_ticked_off_that_nothing_shows() {
    assert_eq!(met(None, &[]), [false; 6]);
    let seen = rep(&json!({"practice": [
        round("2026-11-20", "full", &json!({"benefit": 5})),
        round("2026-11-21", "blank", &json!({"benefit": 3}))]}));
    assert_eq!(met(Some(&seen), &[example().0, co_built()]), [false; 6]);
}

#[test]
fn what_the_record_and_the_plans_show_is_ticked_off() {
    let all: serde_json::Map<_, _> = BEHAVIOURS
        .iter()
        .map(|behaviour| ((*behaviour).to_owned(), json!(4)))
        .collect();
    let good = rep(&json!({"practice": [round("2026-11-21", "blank", &json!(all))]}));
    assert_eq!(met(Some(&good), &[])[..2], [true, true]);
    let mut plan = co_built();
    assert!(met(None, &[plan.clone(), co_built()])[2]);
    agree(&mut plan, "sarah", Stance::Agreed, None);
    assert_eq!(met(None, &[plan.clone(), plan.clone()])[2..4], [true, true]);
    let schedule = Schedule::of(&plan, today());
    facts::agree(
        &mut plan,
        &schedule,
        "dana",
        today(),
        Stance::Agreed,
        "on the call",
    );
    let signs = met(None, &[plan.clone()]);
    assert!(
        signs[4],
        "anchored, co-built, agreed by who decides: {signs:?}"
    );
    assert!(!met(None, &[plan, example().0])[4], "in every open plan");
}

#[test]
fn the_loop_says_what_is_next() {
    let none: &[Plan] = &[];
    let built = [co_built()];
    let diagnosis = json!([{"id": "d", "on": "2026-11-02", "cause": "skill"}]);
    for (value, plans, expected) in [
        (json!({}), none, Stage::Observe),
        (
            json!({"one_on_ones": [talk("2026-11-02", false)]}),
            none,
            Stage::Diagnose,
        ),
        (
            json!({"diagnoses": diagnosis, "one_on_ones": [talk("2026-11-02", false)]}),
            none,
            Stage::Coach,
        ),
        (
            json!({"one_on_ones": [talk("2026-11-09", true)]}),
            none,
            Stage::Practise,
        ),
        (
            json!({"one_on_ones": [talk("2026-11-09", true)],
                "practice": [round("2026-11-08", "full", &json!({}))]}),
            none,
            Stage::Practise,
        ),
        (
            json!({"one_on_ones": [talk("2026-11-09", true)],
                "practice": [round("2026-11-10", "full", &json!({}))]}),
            none,
            Stage::Apply,
        ),
        (
            json!({"one_on_ones": [talk("2026-11-09", true)],
                "practice": [round("2026-11-10", "full", &json!({}))]}),
            &built,
            Stage::Measure,
        ),
        (
            json!({"one_on_ones": [talk("2026-11-09", true), talk("2026-11-24", false)],
                "practice": [round("2026-11-10", "full", &json!({}))]}),
            &built,
            Stage::Observe,
        ),
    ] {
        let rep = rep(&value);
        let deals: Vec<_> = plans
            .iter()
            .map(|plan| Deal {
                plan,
                private: None,
            })
            .collect();
        assert_eq!(next(Some(&rep), &deals), expected, "{rep:?}");
    }
}

#[test]
fn a_week_begins_on_monday_and_shows_what_it_saw() {
    let rep = rep(&json!({
        "one_on_ones": [talk("2026-11-08", true), talk("2026-11-23", false)],
        "practice": [round("2026-11-10", "full", &json!({}))]}));
    let plan = co_built();
    let deals = [Deal {
        plan: &plan,
        private: None,
    }];
    let weeks = weeks(Some(&rep), &deals, day(2026, 11, 25), 8);
    let seen: Vec<(NaiveDate, String)> = weeks
        .iter()
        .map(|week| {
            let letters = week.seen.iter().zip("odcpam".chars());
            let shown = letters.map(|(seen, letter)| if *seen { letter } else { '-' });
            (week.monday, shown.collect())
        })
        .collect();
    assert_eq!(
        seen,
        [
            (day(2026, 11, 2), "o-c---".to_owned()),
            (day(2026, 11, 9), "---p--".to_owned()),
            (day(2026, 11, 16), "------".to_owned()),
            (day(2026, 11, 23), "o---am".to_owned()),
        ]
    );
    assert_eq!(began(Some(&rep)), Some(day(2026, 11, 8)));
    assert!(super::weeks(None, &[], today(), 8).is_empty());
    assert_eq!(
        super::weeks(Some(&rep), &deals, day(2026, 11, 25), 2).len(),
        2
    );
}
