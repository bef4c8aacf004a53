use super::*;
use crate::coach::testing::{agree, example, record};
use crate::plan::{Path, Person};

fn lines(inspection: &Inspection) -> [(Verdict, &str); 4] {
    [
        &inspection.anchored,
        &inspection.co_built,
        &inspection.owners,
        &inspection.economic_buyer,
    ]
    .map(|finding| (finding.verdict, finding.evidence.as_str()))
}

fn edited(plan: &mut Plan, via: Via) {
    record(plan, Side::Buyer, Some("sarah"), via, Path::of(["name"]));
}

#[test]
fn the_example_is_anchored_and_not_yet_mutual() {
    let (plan, schedule) = example();
    let found = inspect(&plan, &schedule);
    assert_eq!(
        lines(&found),
        [
            (
                Verdict::Yes,
                "1 Mar 2027, with its outcome and the cost of a miss; 12 steps timed from it"
            ),
            (Verdict::No, "no change by Acme is on record"),
            (Verdict::Partly, "Vendor onboarding without a named owner"),
            (Verdict::No, "Dana Ortiz is not on record"),
        ]
    );
    assert!(!found.is_real());
}

#[test]
fn a_plan_with_nothing_in_it_is_none_of_the_four() {
    let (mut plan, schedule) = example();
    let empty = Plan::new("p".into(), "p");
    let found = inspect(&empty, &schedule);
    assert_eq!(
        lines(&found),
        [
            (Verdict::No, "there is no go-live date"),
            (Verdict::No, "no change by the buyer is on record"),
            (Verdict::No, "there is no step to own yet"),
            (Verdict::No, "no economic buyer is named"),
        ]
    );
    plan.steps.clear();
    plan.anchor.if_missed.clear();
    let evidence = "1 Mar 2027, but nobody said what a miss costs and no step leads to it yet";
    assert_eq!(
        lines(&inspect(&plan, &schedule))[0],
        (Verdict::Partly, evidence)
    );
}

#[test]
fn a_plan_that_both_wrote_and_the_decider_agreed_to_is_real() {
    let (mut plan, schedule) = example();
    plan.step_mut("vendor-onboarding").unwrap().owners.buyer = Some("tom".into());
    edited(&mut plan, Via::Dictated);
    let go_live = plan.anchor.go_live;
    agree(&mut plan, "dana", Stance::Agreed, go_live);
    let found = inspect(&plan, &schedule);
    assert!(found.is_real(), "{found:?}");
    assert_eq!(
        found.economic_buyer.evidence,
        "Dana Ortiz agreed on 23 Nov 2026, on the call"
    );
}

#[test]
fn the_route_of_the_buyers_changes_is_told() {
    use Via::{Command, Dictated, Hand, Other};
    for (routes, verdict, evidence) in [
        (
            vec![Hand],
            Verdict::Yes,
            "1 change by Acme: 1 by hand; the last by Sarah Chen on 23 Nov 2026",
        ),
        (
            vec![Dictated, Command, Dictated, Other("fax".into())],
            Verdict::Yes,
            "4 changes by Acme: 2 dictated, 1 by a command, 1 by another route; the last by Sarah Chen on 23 Nov 2026",
        ),
        (
            vec![Command],
            Verdict::Partly,
            "1 change by Acme: 1 by a command; the last by Sarah Chen on 23 Nov 2026",
        ),
    ] {
        let (mut plan, schedule) = example();
        record(
            &mut plan,
            Side::Seller,
            Some("alex"),
            Hand,
            Path::of(["name"]),
        );
        for via in routes {
            edited(&mut plan, via);
        }
        assert_eq!(lines(&inspect(&plan, &schedule))[1], (verdict, evidence));
    }
}

#[test]
fn departments_and_strangers_own_nothing() {
    let (mut plan, schedule) = example();
    for person in &mut plan.people {
        if person.side == Side::Buyer {
            person.name = "Procurement".into();
        }
    }
    let evidence = "nobody at Acme owns a step by name";
    assert_eq!(
        lines(&inspect(&plan, &schedule))[2],
        (Verdict::No, evidence)
    );
    let (mut plan, schedule) = example();
    plan.people
        .push(Person::new("it".into(), "IT", Side::Buyer));
    plan.step_mut("budget").unwrap().owners.buyer = Some("it".into());
    let evidence = "Budget confirmed and 1 other step without a named owner";
    assert_eq!(
        lines(&inspect(&plan, &schedule))[2],
        (Verdict::Partly, evidence)
    );
}

#[test]
fn seen_is_half_and_another_date_is_not_this_one() {
    let (mut plan, schedule) = example();
    agree(&mut plan, "sarah", Stance::Agreed, None);
    agree(&mut plan, "dana", Stance::Seen, None);
    let evidence = "Dana Ortiz saw it on 23 Nov 2026 and has not agreed";
    assert_eq!(
        lines(&inspect(&plan, &schedule))[3],
        (Verdict::Partly, evidence)
    );
    let sooner = NaiveDate::from_ymd_opt(2027, 2, 15);
    agree(&mut plan, "dana", Stance::Agreed, sooner);
    let evidence = "Dana Ortiz agreed on 23 Nov 2026, on the call, but to go-live on 15 Feb 2027";
    assert_eq!(
        lines(&inspect(&plan, &schedule))[3],
        (Verdict::Partly, evidence)
    );
}

#[test]
fn a_step_without_a_date_is_not_timed_back() {
    let (plan, mut schedule) = example();
    schedule.steps[3].must_finish = None;
    let evidence = "1 Mar 2027, but 1 step cannot be timed from it";
    assert_eq!(
        lines(&inspect(&plan, &schedule))[0],
        (Verdict::Partly, evidence)
    );
}
