use super::*;
use crate::plan::commit::{Signature, commit};
use crate::plan::{Duration, Pin, Stance, Via};
use serde_json::json;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Two steps one after the other, ten and five days long, that fill the time to go-live on Monday 14
/// December 2026; agreed to on Monday 23 November.
fn agreed() -> Plan {
    let mut plan: Plan = serde_json::from_value(json!({
        "format": 1, "id": "p", "name": "Acme", "anchor": {"go_live": "2026-12-14"},
        "buyer": {"organization": "Acme"}, "seller": {"organization": "Northwind"},
        "people": [{"id": "dana", "name": "Dana", "side": "buyer"}],
        "steps": [
            {"id": "a", "title": "Review", "side": "buyer", "duration": "10d"},
            {"id": "b", "title": "Rollout", "side": "seller", "duration": "5d", "after": [{"step": "a"}]}],
    }))
    .unwrap();
    edit(&mut plan, "2026-11-23", Side::Seller, |plan| {
        let today = day("2026-11-23");
        let schedule = Schedule::of(plan, today);
        facts::agree(
            plan,
            &schedule,
            "dana",
            today,
            Stance::Agreed,
            "on the call",
        );
    });
    plan
}

fn edit(plan: &mut Plan, on: &str, side: Side, change: impl FnOnce(&mut Plan)) {
    let signature = Signature {
        id: format!("e{}", plan.history.len()),
        at: day(on).and_hms_opt(12, 0, 0).unwrap().and_utc(),
        by: Author {
            side,
            ..Author::default()
        },
        via: Via::Hand,
    };
    commit(plan, signature, change).unwrap();
}

fn of(plan: &Plan, on: &str) -> Slip {
    let days = PlanDays::of(plan);
    let schedule = Schedule::with_days(plan, &days, day(on));
    slip(plan, &days, &schedule).unwrap()
}

fn told(plan: &Plan, on: &str) -> Vec<String> {
    words(plan, &of(plan, on))
}

fn length(id: &'static str, days: u32) -> impl FnOnce(&mut Plan) {
    move |plan| {
        plan.step_mut(id).unwrap().duration = Duration::new(days, crate::plan::Unit::Working);
    }
}

#[test]
fn a_plan_that_did_not_move_says_that_it_stands() {
    let plan = agreed();
    assert_eq!(
        told(&plan, "2026-11-23"),
        ["since the first agreement: go-live stands on Mon 14 Dec 2026"]
    );
}

#[test]
fn each_side_answers_for_what_its_edits_moved() {
    let mut plan = agreed();
    edit(&mut plan, "2026-11-23", Side::Buyer, length("a", 8));
    edit(&mut plan, "2026-11-23", Side::Seller, length("b", 12));
    edit(&mut plan, "2026-11-23", Side::Seller, |plan| {
        plan.step_mut("a").unwrap().title = "The review".to_owned();
    });
    // Ten and five days became eight and twelve: what the buyer gave up was room only.
    let slip = of(&plan, "2026-11-23");
    assert_eq!((slip.buyer, slip.seller, slip.passed), (0, 5, 0));
    assert_eq!(
        told(&plan, "2026-11-23"),
        [
            "since the first agreement: go-live 5 working days later, Sat 19 Dec 2026 instead of Mon 14 Dec 2026 (seller +5 d)",
            "The review: 2 working days earlier, Wed 2 Dec 2026 instead of Fri 4 Dec 2026; moved by Northwind on 23 Nov 2026",
            "Rollout: 5 working days later, Fri 18 Dec 2026 instead of Fri 11 Dec 2026; moved by Northwind on 23 Nov 2026",
        ]
    );
    edit(&mut plan, "2026-11-23", Side::Buyer, length("a", 6));
    let slip = of(&plan, "2026-11-23");
    assert_eq!((slip.go_live, slip.buyer, slip.seller), (3, -2, 5));
    let sum = &told(&plan, "2026-11-23")[0];
    assert!(sum.ends_with("(buyer −2 d, seller +5 d)"), "{sum}");
}

#[test]
fn days_that_pass_are_nobodys_edit() {
    let plan = agreed();
    let slip = of(&plan, "2026-11-25");
    assert_eq!((slip.go_live, slip.passed), (2, 2));
    assert!(
        slip.steps
            .iter()
            .all(|step| step.days == 2 && step.moved.is_none())
    );
    assert!(told(&plan, "2026-11-25")[0].ends_with("(days that passed +2 d)"));
}

#[test]
fn done_late_has_slipped_and_done_early_has_not() {
    for (done, expected) in [
        ("2026-12-01", None),
        ("2026-12-04", None),
        ("2026-12-08", Some(2)),
    ] {
        let mut plan = agreed();
        edit(&mut plan, done, Side::Buyer, |plan| {
            plan.step_mut("a").unwrap().done = Some(day(done));
        });
        let slip = of(&plan, done);
        let review = slip.steps.iter().find(|step| step.step == 0);
        assert_eq!(review.map(|step| step.days), expected, "{done}");
        let sum = slip.buyer + slip.seller + slip.both + slip.passed;
        assert_eq!(sum, slip.go_live, "{done}");
    }
}

#[test]
fn a_moved_go_live_date_moves_the_steps_with_it() {
    let mut plan = agreed();
    edit(&mut plan, "2026-11-23", Side::Buyer, |plan| {
        plan.anchor.go_live = Some(day("2026-12-21"));
    });
    let slip = of(&plan, "2026-11-23");
    assert_eq!((slip.go_live, slip.buyer), (5, 5));
    let moved: Vec<(usize, i32)> = slip
        .steps
        .iter()
        .map(|step| (step.step, step.days))
        .collect();
    assert_eq!(moved, [(0, 5), (1, 5)]);
    let by = slip.steps[0].moved.as_ref().unwrap();
    assert_eq!((&by.0.side, by.1), (&Side::Buyer, day("2026-11-23")));
}

#[test]
fn without_a_promise_there_is_no_slip() {
    let mut plan = agreed();
    plan.anchor.go_live = None;
    let days = PlanDays::of(&plan);
    let schedule = Schedule::of(&plan, day("2026-11-23"));
    assert_eq!(slip(&plan, &days, &schedule), None);
    let mut plan = agreed();
    plan.baseline = None;
    assert_eq!(slip(&plan, &days, &schedule), None);
}

#[test]
fn dates_at_the_ends_of_time_are_counted() {
    let mut plan = agreed();
    plan.step_mut("a").unwrap().pin = Some(Pin::On(NaiveDate::MAX));
    plan.anchor.go_live = Some(NaiveDate::MAX);
    assert!(of(&plan, "2026-11-23").go_live > 1_000_000);
    plan.anchor.go_live = Some(NaiveDate::MIN);
    let _ = of(&plan, "2026-11-23");
}
