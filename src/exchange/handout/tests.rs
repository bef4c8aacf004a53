use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::exchange::export::Format;
use crate::plan::testing::{edit, full, perform};
use crate::text;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What is handed out on Monday 23 November 2026 of a plan for 1 March 2027 with these steps.
fn handout(steps: &Value) -> Handout {
    handout_for(&json!({"go_live": "2027-03-01"}), steps)
}

fn handout_for(anchor: &Value, steps: &Value) -> Handout {
    let plan: Plan = serde_json::from_value(json!({
        "format": 1, "id": "p", "name": "Rollout", "anchor": anchor,
        "buyer": {"organization": "Acme"}, "seller": {"organization": "Northwind"},
        "people": [
            {"id": "omar", "name": "Omar Haddad", "side": "seller", "role": "implementation"},
            {"id": "dana", "name": "Dana Ortiz", "side": "buyer", "role": "economic buyer", "title": "CFO"},
        ],
        "steps": steps,
    }))
    .unwrap();
    Handout::of(&plan, &Schedule::of(&plan, day("2026-11-23")))
}

#[test]
fn each_step_says_how_it_stands_and_what_is_due_of_it() {
    for (step, status, late, due) in [
        (json!({"done": "2026-11-20"}), "done", false, ""),
        (
            json!({"no_later_than": "2026-11-20"}),
            "was due",
            true,
            "should have been done by Fri 20 Nov 2026",
        ),
        (
            json!({"no_later_than": "2026-12-01", "duration": "10d"}),
            "due",
            true,
            "should have started by Wed 18 Nov 2026, 3 working days ago",
        ),
        (
            json!({"no_later_than": "2026-12-01", "duration": "3d"}),
            "due",
            false,
            "must start by Fri 27 Nov 2026, be done by Tue 1 Dec 2026",
        ),
        (
            json!({"duration": "5d", "started": "2026-11-20"}),
            "started",
            false,
            "",
        ),
        (
            json!({"duration": "5d"}),
            "open",
            false,
            "could start now, at the latest on Mon 22 Feb 2027",
        ),
    ] {
        let mut told = step.clone();
        (told["id"], told["title"]) = (json!("a"), json!("A"));
        let handout = handout(&json!([told]));
        let told = &handout.steps[0];
        let is = (told.status.word(), told.is_late(), told.due.as_str());
        assert_eq!(is, (status, late, due), "{step}");
    }
}

#[test]
fn a_step_says_whose_it_is_what_it_waits_for_and_what_holds_it() {
    let handout = handout(&json!([
        {"id": "roll", "title": "Implementation", "side": "both", "duration": "3w",
         "owners": {"buyer": "dana", "seller": "omar"}, "after": [{"step": "review", "lag": "2d"}],
         "pin": "2027-02-01", "gate": "mon"},
        {"id": "review", "title": "Security\n review", "side": "buyer", "duration": "5/10/15d",
         "unknown": {"who": "omar", "by": "2026-12-02"}},
        {"id": "value", "title": " ", "after": [{"step": "go-live", "lag": "30cd"}]},
    ]));
    let [review, roll, value] = &handout.steps[..] else {
        panic!("{:?}", handout.steps)
    };
    assert_eq!(review.title, "Security review");
    assert_eq!(review.takes, "10 working days (5 / 10 / 15)");
    assert_eq!(review.unknown, "Omar Haddad finds out by Wed 2 Dec 2026");
    assert_eq!(roll.owners, "Dana Ortiz, Omar Haddad");
    assert_eq!(roll.after, "Security review (2 working days later)");
    assert_eq!(roll.held, "pinned to Mon 1 Feb 2027; only on Monday");
    assert_eq!(handout.whose(&roll.side), "Acme and Northwind");
    assert_eq!(value.title, "a step without a title");
    assert_eq!(
        (value.to_spare, value.after.as_str()),
        (None, "go-live (30 calendar days later)")
    );
    let people: Vec<_> = handout
        .people
        .iter()
        .map(|it| (&*it.name, &*it.role))
        .collect();
    assert_eq!(
        people,
        [
            ("Dana Ortiz", "economic buyer, CFO"),
            ("Omar Haddad", "implementation")
        ]
    );
}

#[test]
fn the_verdict_is_what_the_shared_window_says() {
    let work = |duration: &str| json!([{"id": "a", "title": "A", "duration": duration}]);
    let live = |date: &str| json!({"go_live": date});
    for (anchor, steps, verdict, misfit) in [
        (live("2027-03-01"), work("5d"), "It fits", false),
        (
            live("2026-11-27"),
            work("5d"),
            "As it stands Sat 28 Nov 2026, 1 working day on",
            true,
        ),
        (
            live("2027-03-01"),
            json!([{"id": "a", "title": "A", "no_later_than": "2026-11-19"}]),
            "As it stands, 1 working day short",
            true,
        ),
        (
            live("2027-03-01"),
            json!([{"id": "a", "title": "A", "done": "2026-11-20"}]),
            "Every step is done",
            false,
        ),
        (json!({}), work("5d"), "No go-live date yet", false),
        (live("2027-03-01"), json!([]), "No steps yet", false),
    ] {
        let handout = handout_for(&anchor, &steps);
        assert_eq!(
            (handout.verdict.as_str(), handout.misfit),
            (verdict, misfit),
            "{anchor} {steps}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_plan_can_be_handed_out(
        edits in prop::collection::vec(edit(0..20), 0..20),
        today in -40_000i64..40_000,
    ) {
        let mut plan = full();
        for edit in &edits {
            perform(&mut plan, edit);
        }
        let today = day("2026-11-23") + chrono::TimeDelta::days(today);
        let schedule = Schedule::of(&plan, today);
        let told = Handout::of(&plan, &schedule);
        prop_assert_eq!(told.steps.len(), plan.steps.len());
        for format in [Format::Page, Format::Xlsx, Format::Csv] {
            prop_assert!(format.file(&plan, &schedule).is_ok());
        }
        let list = String::from_utf8(Format::Csv.stream(&plan, &schedule).unwrap()).unwrap();
        prop_assert!(list.split("\r\n").all(text::is_harmless));
        let page = String::from_utf8(Format::Page.file(&plan, &schedule).unwrap()).unwrap();
        prop_assert!(page.lines().all(text::is_harmless));
    }
}
