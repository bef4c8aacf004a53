use super::*;
use crate::coach::gaps::gaps;
use crate::coach::testing::{day, record, template, today};
use crate::plan::{Path, Person, Side, Stance, Step, Via};
use crate::schedule::facts;

mod properties;

fn dated(plan: &Plan) -> Schedule {
    Schedule::of(plan, today())
}

fn looked_at(plan: &Plan, today: NaiveDate) -> Inspection {
    let schedule = Schedule::of(plan, today);
    inspect(plan, &schedule, &gaps(plan, &schedule))
}

fn look(plan: &Plan) -> Inspection {
    looked_at(plan, today())
}

fn line(finding: &Finding) -> (Verdict, &str) {
    (finding.verdict, finding.evidence[0].as_str())
}

fn lines(found: &Inspection) -> [(Verdict, &str); 5] {
    found.findings().map(line)
}

fn missing(found: &Inspection) -> Vec<Test> {
    found.missing().iter().map(|finding| finding.test).collect()
}

fn edited(plan: &mut Plan, via: Via) {
    let path = Path::of(["steps", "security-review", "duration"]);
    record(plan, Side::Buyer, Some("sarah"), via, path);
}

fn agree(plan: &mut Plan, person: &str, stance: Stance) {
    let schedule = dated(plan);
    assert!(facts::agree(
        plan,
        &schedule,
        person,
        today(),
        stance,
        "on the call"
    ));
}

/// The example with everything that makes it real.
fn real() -> Plan {
    let mut plan = template("example");
    plan.step_mut("vendor-onboarding").unwrap().owners.buyer = Some("tom".into());
    edited(&mut plan, Via::Dictated);
    agree(&mut plan, "dana", Stance::Agreed);
    plan
}

#[test]
fn the_example_is_anchored_and_not_yet_mutual() {
    let found = look(&template("example"));
    assert_eq!(
        lines(&found),
        [
            (Verdict::No, "no change by Acme is on record"),
            (
                Verdict::Yes,
                "1 Mar 2027, with its outcome and the cost of a miss; 12 steps timed from it"
            ),
            (Verdict::Partly, "Vendor onboarding without a named owner"),
            (Verdict::No, "Dana Ortiz is not on record"),
            (Verdict::No, "nobody has touched it since it was made"),
        ]
    );
    assert_eq!(found.judgement, Judgement::ClosePlan);
    assert_eq!(
        found.why,
        [
            "1 of 12 steps are Northwind's alone (8 %)",
            "Acme changed nothing in it",
        ]
    );
    assert_eq!(
        found.owners.evidence[1..],
        [
            "Acme has 5 of 12 steps (41 %), Northwind 1 (8 %), both 6 (50 %)",
            "Vendor onboarding: nobody at Acme",
        ]
    );
    assert_eq!(found.score, 18 + 17 + 4 + 8);
    assert_eq!(
        missing(&found),
        [
            Test::CoBuilt,
            Test::Owners,
            Test::EconomicBuyer,
            Test::Fresh
        ]
    );
}

#[test]
fn a_plan_with_nothing_in_it_is_none_of_them() {
    let found = look(&Plan::new("p".into(), "p"));
    assert_eq!(
        lines(&found),
        [
            (Verdict::No, "no change by the buyer is on record"),
            (Verdict::No, "there is no go-live date"),
            (Verdict::No, "there is no step to own yet"),
            (Verdict::No, "no economic buyer is named"),
            (Verdict::No, "nobody has touched it since it was made"),
        ]
    );
    assert_eq!((found.score, missing(&found)[0]), (0, Test::Anchored));
    for finding in found.findings() {
        assert!(finding.question.is_some(), "{finding:?}");
    }
    let mut plan = template("example");
    plan.steps.clear();
    plan.anchor.if_missed.clear();
    let evidence = "1 Mar 2027, but nobody said what a miss costs and no step leads to it yet";
    assert_eq!(line(&look(&plan).anchored), (Verdict::Partly, evidence));
}

#[test]
fn a_plan_that_both_wrote_and_the_decider_agreed_to_is_real() {
    let found = look(&real());
    assert!(found.is_real(), "{found:?}");
    assert_eq!(
        found.economic_buyer.evidence,
        ["Dana Ortiz agreed on 23 Nov 2026, on the call, to this version"]
    );
    assert_eq!((found.missing().len(), found.mistakes.len()), (0, 0));
    assert_eq!(found.score, 16 + 18 + 18 + 24 + 8 + 8);
    assert_eq!(
        found.why,
        [
            "1 of 12 steps are Northwind's alone (8 %)",
            "Acme wrote in it, and it hangs on their date",
        ]
    );
}

#[test]
fn what_breaks_a_real_plan_is_named_and_asked_for() {
    type Break = fn(&mut Plan);
    let later = day(2026, 11, 30);
    let breaks: [(Test, Judgement, &str, &str, Break); 6] = [
        (
            Test::Anchored,
            Judgement::Nearly,
            "1 Mar 2027, but nobody said what a miss costs",
            "What does a miss of March 1 cost Acme?",
            |plan| plan.anchor.if_missed.clear(),
        ),
        (
            Test::CoBuilt,
            Judgement::ClosePlan,
            "no change by Acme is on record",
            "Sarah, what is wrong or missing here, seen from Acme?",
            |plan| plan.history.clear(),
        ),
        (
            Test::EconomicBuyer,
            Judgement::Nearly,
            "Dana Ortiz agreed on 23 Nov 2026, on the call, but to go-live on 1 Mar 2027",
            "Does March 15 work for Dana, who agreed to another date?",
            |plan| plan.anchor.go_live = Some(day(2027, 3, 15)),
        ),
        (
            Test::EconomicBuyer,
            Judgement::Nearly,
            "Dana Ortiz agreed on 23 Nov 2026, on the call, but to an earlier version: 1 change since",
            "Dana agreed to an earlier version: when do we go through what changed since?",
            |plan| {
                plan.step_mut("budget").unwrap().done_when = "somebody nods".into();
            },
        ),
        (
            Test::EconomicBuyer,
            Judgement::Nearly,
            "no economic buyer is named",
            "Who at Acme holds the budget and decides, by name?",
            |plan| plan.people[1].role = None,
        ),
        (
            Test::Owners,
            Judgement::ClosePlan,
            "Budget confirmed without a named owner",
            "Who owns Budget confirmed on Acme's side, by name?",
            |plan| plan.step_mut("budget").unwrap().owners.buyer = None,
        ),
    ];
    for (test, judgement, evidence, question, breaks) in breaks {
        let mut plan = real();
        breaks(&mut plan);
        let found = looked_at(&plan, later);
        assert!(found.score < looked_at(&real(), later).score, "{evidence}");
        assert_eq!(found.judgement, judgement, "{evidence}");
        let of = found.missing().into_iter().find(|of| of.test == test);
        let of = of.unwrap_or_else(|| panic!("{evidence}: {found:?}"));
        assert_eq!(of.evidence[0], evidence);
        assert_eq!(of.question.as_deref(), Some(question));
    }
}

#[test]
fn a_blank_that_was_filled_takes_no_agreement_back() {
    let mut plan = real();
    plan.step_mut("vendor-onboarding").unwrap().owners.buyer = None;
    plan.people
        .push(Person::new("it".into(), "Acme IT", Side::Buyer));
    plan.step_mut("security-review").unwrap().owners.buyer = Some("it".into());
    plan.step_mut("budget").unwrap().done_when.clear();
    agree(&mut plan, "dana", Stance::Agreed);
    plan.step_mut("vendor-onboarding").unwrap().owners.buyer = Some("tom".into());
    plan.step_mut("security-review").unwrap().owners.buyer = Some("ravi".into());
    plan.step_mut("budget").unwrap().done_when = "the money is there".into();
    let found = look(&plan);
    assert!(found.is_real(), "{found:?}");
    let evidence =
        "Dana Ortiz agreed on 23 Nov 2026, on the call, to this version; 3 blanks filled since";
    assert_eq!(found.economic_buyer.evidence, [evidence]);
    plan.step_mut("security-review").unwrap().owners.buyer = Some("lee".into());
    agree(&mut plan, "dana", Stance::Agreed);
    plan.step_mut("security-review").unwrap().owners.buyer = Some("ravi".into());
    let found = look(&plan).economic_buyer;
    assert_eq!(
        found.evidence[1],
        "Security review: owner on Acme's side Ravi instead of Lee"
    );
}

#[test]
fn the_route_of_the_buyers_changes_is_told() {
    use Via::{Command, Dictated, Hand, Other, Returned};
    for (routes, verdict, points, evidence) in [
        (vec![Hand], Verdict::Yes, 20, "1 by their own hand"),
        (vec![Returned], Verdict::Yes, 20, "1 in a returned copy"),
        (
            vec![Dictated, Command, Dictated, Other("fax".into())],
            Verdict::Yes,
            16,
            "2 typed by Northwind as they dictated, 1 by a command, 1 by another route",
        ),
        (vec![Command], Verdict::Partly, 6, "1 by a command"),
    ] {
        let mut plan = template("example");
        let name = Path::of(["name"]);
        record(&mut plan, Side::Seller, Some("alex"), Hand, name);
        let number = routes.len();
        for via in routes {
            edited(&mut plan, via);
        }
        let found = look(&plan).co_built;
        let plural = if number == 1 { "" } else { "s" };
        let expected = format!(
            "{number} change{plural} by Acme: {evidence}; the last by Sarah Chen on 23 Nov 2026"
        );
        assert_eq!(line(&found), (verdict, expected.as_str()));
        assert_eq!(found.points, points);
        assert_eq!(found.evidence[1], "Acme wrote or changed 1 of 12 steps");
        assert!(
            found.evidence[2].starts_with("Security review: changed"),
            "{found:?}"
        );
    }
}

#[test]
fn going_on_record_with_the_buyers_pen_is_no_edit() {
    let mut plan = template("example");
    let path = Path::of(["agreements", "#0"]);
    record(&mut plan, Side::Buyer, Some("dana"), Via::Dictated, path);
    assert_eq!(look(&plan).co_built.verdict, Verdict::No);
}

#[test]
fn departments_and_strangers_own_nothing() {
    let mut plan = template("example");
    for person in &mut plan.people {
        if person.side == Side::Buyer {
            person.name = "Procurement".into();
        }
    }
    let evidence = "nobody at Acme owns a step by name";
    assert_eq!(line(&look(&plan).owners), (Verdict::No, evidence));
    let mut plan = template("example");
    plan.people
        .push(Person::new("it".into(), "IT", Side::Buyer));
    plan.step_mut("budget").unwrap().owners.buyer = Some("it".into());
    let found = look(&plan);
    let evidence = "Budget confirmed and 1 other step without a named owner";
    assert_eq!(line(&found.owners), (Verdict::Partly, evidence));
    assert_eq!(
        found.owners.evidence[2],
        "Budget confirmed: IT is no person"
    );
}

#[test]
fn seen_is_half() {
    let mut plan = template("example");
    agree(&mut plan, "sarah", Stance::Agreed);
    agree(&mut plan, "dana", Stance::Seen);
    let found = look(&plan).economic_buyer;
    let evidence = "Dana Ortiz saw it on 23 Nov 2026 and has not agreed";
    assert_eq!(line(&found), (Verdict::Partly, evidence));
}

#[test]
fn the_decider_who_went_furthest_counts_and_the_others_are_told() {
    let mut plan = real();
    plan.people[0].role = Some(crate::plan::Role::EconomicBuyer);
    assert_eq!(
        look(&plan).economic_buyer.evidence,
        [
            "Dana Ortiz agreed on 23 Nov 2026, on the call, to this version",
            "Sarah Chen is not on record",
        ]
    );
}

#[test]
fn a_step_that_waits_for_itself_is_not_timed_back() {
    let mut plan = real();
    let kickoff = Step {
        after: vec![crate::plan::Link::after("kickoff")],
        ..Step::new("kickoff".into(), "Kickoff")
    };
    plan.steps.push(kickoff);
    let found = look(&plan).anchored;
    let evidence = "1 Mar 2027, but 1 step cannot be timed from it";
    assert_eq!(line(&found), (Verdict::Partly, evidence));
    assert_eq!(
        found.evidence.last().unwrap(),
        "Kickoff: cannot be timed from it"
    );
}

#[test]
fn a_plan_grows_stale_and_the_day_is_data() {
    let plan = real();
    let touched = |days: i64, buyer: i64| {
        let mut plan = plan.clone();
        plan.agreements.clear();
        plan.history.clear();
        let mut at = |side: Side, days: i64| {
            record(&mut plan, side, None, Via::Dictated, Path::of(["name"]));
            plan.history.last_mut().unwrap().at -= chrono::TimeDelta::days(days);
        };
        at(Side::Buyer, buyer);
        at(Side::Seller, days);
        let fresh = look(&plan).fresh;
        (fresh.verdict, fresh.points)
    };
    for (days, buyer, expected) in [
        (0, 0, (Verdict::Yes, 8)),
        (14, 30, (Verdict::Yes, 8)),
        (15, 30, (Verdict::Partly, 6)),
        (0, 31, (Verdict::Partly, 6)),
        (14, 61, (Verdict::Partly, 4)),
        (31, 31, (Verdict::No, 2)),
        (31, 61, (Verdict::No, 0)),
    ] {
        assert_eq!(touched(days, buyer), expected, "{days} {buyer}");
    }
    let found = looked_at(&plan, day(2027, 1, 4));
    assert_eq!(
        found.fresh.evidence,
        [
            "somebody touched it 42 days ago, on 23 Nov 2026",
            "Acme touched it 42 days ago, on 23 Nov 2026",
        ]
    );
    let question = "What has changed at Acme since November 23?";
    assert_eq!(found.fresh.question.as_deref(), Some(question));
    // A clock that stood ahead is no reason to doubt a plan.
    assert_eq!(
        looked_at(&plan, day(2026, 11, 1)).fresh.verdict,
        Verdict::Yes
    );
    let mut finished = plan;
    for step in &mut finished.steps {
        step.done = Some(today());
    }
    assert!(looked_at(&finished, day(2028, 1, 1)).fresh.passes());
}

#[test]
fn common_mistakes_are_recognised_with_the_question_that_mends_them() {
    use MistakeKind::*;
    type Make = fn(&mut Plan);
    let rows = |plan: &mut Plan, number: usize| {
        for at in plan.steps.len()..number {
            plan.steps.push(Step::new(format!("row-{at}"), "Row"));
        }
    };
    let makes: [(MistakeKind, &str, &str, Make); 6] = [
        (
            Mailed,
            "sent, not built together: 12 steps, and Acme changed none of them",
            "Sarah, what is wrong or missing here, seen from Acme?",
            |plan| plan.history.clear(),
        ),
        (
            SellersStepsOnly,
            "the seller's steps only: 12 steps, none of them Acme's own work",
            "What has to happen at Acme before anybody can sign?",
            |plan| {
                for step in &mut plan.steps {
                    step.side = Side::Seller;
                }
            },
        ),
        (
            Departments,
            "departments as owners: Security review (InfoSec)",
            "Security review is with InfoSec: which person is that, by name?",
            |plan| {
                let it = Person::new("it".into(), "InfoSec", Side::Buyer);
                plan.people.push(it);
                plan.step_mut("security-review").unwrap().owners.buyer = Some("it".into());
            },
        ),
        (
            NoConsequence,
            "no consequence: nobody said what a miss costs",
            "What does a miss of March 1 cost Acme?",
            |plan| plan.anchor.if_missed.clear(),
        ),
        (
            RiskHidden,
            "the riskiest step is hidden: none is flagged",
            "Which one of these steps are we least sure about?",
            |plan| {
                for step in &mut plan.steps {
                    step.riskiest = false;
                }
            },
        ),
        (
            Stale,
            "stale: somebody touched it 20 days ago, on 3 Nov 2026; Acme touched it 20 days ago, on 3 Nov 2026",
            "What has changed at Acme since November 3?",
            |plan| {
                plan.agreements.clear();
                plan.history[0].at -= chrono::TimeDelta::days(20);
            },
        ),
    ];
    for (kind, words, question, make) in makes {
        let mut plan = real();
        make(&mut plan);
        let found = look(&plan).mistakes;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].kind, found[0].words.as_str()), (kind, words));
        assert_eq!(found[0].question, question);
        assert!(!kind.why().is_empty());
    }
    for (number, expected) in [
        (20, &[][..]),
        (21, &[Long]),
        (30, &[Long]),
        (31, &[TooLong]),
    ] {
        let mut plan = real();
        rows(&mut plan, number);
        let found = look(&plan).mistakes;
        let kinds: Vec<MistakeKind> = found.iter().map(|mistake| mistake.kind).collect();
        assert_eq!(kinds, expected, "{number}");
    }
}
