use super::*;
use crate::coach::testing::{record, template};
use crate::plan::{Path, Via};

fn known(pairs: &[(Name, Status)]) -> Meddpicc {
    let mut known = Meddpicc::default();
    for (name, status) in pairs {
        let element = name.of_mut(&mut known);
        element.status = status.clone();
        element.evidence = "Sarah on the call".to_owned();
    }
    known
}

fn found(plan: &Plan, known: &Meddpicc, name: Name) -> Option<Finding> {
    audit(plan, known)
        .into_iter()
        .find(|finding| finding.name == name)
}

#[test]
fn steps_that_nobodys_knowledge_stands_behind_are_invented() {
    let plan = template("example");
    let paper = found(&plan, &Meddpicc::default(), Name::PaperProcess).unwrap();
    assert_eq!(paper.kind, Kind::Invented);
    assert!(
        paper
            .why
            .starts_with("nothing is known of it, so Security review, "),
        "{}",
        paper.why
    );
    assert!(paper.why.ends_with("others are invented"), "{}", paper.why);
    assert!(paper.steps.contains(&"legal-redlines".to_owned()));
    assert!(paper.question.ends_with('?'));
    let decision = found(&plan, &Meddpicc::default(), Name::DecisionProcess).unwrap();
    assert_eq!(
        (decision.kind, decision.steps.as_slice()),
        (
            Kind::Invented,
            &["budget".to_owned(), "executive-approval".to_owned()][..]
        )
    );
}

#[test]
fn what_the_buyer_wrote_is_not_invented() {
    let mut plan = template("example");
    let all = found(&plan, &Meddpicc::default(), Name::PaperProcess)
        .unwrap()
        .steps;
    for id in &all {
        record(
            &mut plan,
            Side::Buyer,
            None,
            Via::Hand,
            Path::of(["steps", id, "duration"]),
        );
    }
    assert_eq!(found(&plan, &Meddpicc::default(), Name::PaperProcess), None);
}

#[test]
fn what_is_known_and_not_in_the_plan_is_told_too() {
    let plan = Plan::new("p".to_owned(), "Acme");
    let all = Name::ALL.map(|name| (name, Status::Confirmed));
    let of = audit(&plan, &known(&all));
    let names: Vec<(Name, Kind)> = of
        .iter()
        .map(|finding| (finding.name, finding.kind))
        .collect();
    assert_eq!(
        names,
        [
            (Name::Metrics, Kind::NotInPlan),
            (Name::EconomicBuyer, Kind::NotInPlan),
            (Name::DecisionProcess, Kind::NotInPlan),
            (Name::PaperProcess, Kind::NotInPlan),
            (Name::Champion, Kind::NotInPlan),
        ]
    );
}

#[test]
fn a_claim_stays_open_until_the_buyer_confirms_it() {
    let plan = template("example");
    for (status, expected) in [
        (Status::Claimed, Some(Kind::Unconfirmed)),
        (Status::Confirmed, None),
        (Status::Other("hoped".to_owned()), Some(Kind::Unknown)),
    ] {
        let finding = found(
            &plan,
            &known(&[(Name::Competition, status)]),
            Name::Competition,
        );
        assert_eq!(finding.map(|finding| finding.kind), expected);
    }
}

#[test]
fn what_is_confirmed_and_shown_by_nothing_is_told() {
    let plan = template("example");
    for name in [Name::PaperProcess, Name::Competition] {
        let mut known = known(&[(name, Status::Confirmed)]);
        name.of_mut(&mut known).evidence = " ".to_owned();
        let finding = found(&plan, &known, name).unwrap();
        assert_eq!(finding.kind, Kind::Unshown, "{name:?}");
        assert_eq!(
            finding.why,
            "it is confirmed, and nothing is written down to show it"
        );
        assert!(finding.question.ends_with('?'));
    }
}

#[test]
fn what_is_learned_changes_that_and_nothing_else() {
    let learned = |status, evidence: Option<&str>| Learned {
        name: Name::Champion,
        status,
        evidence: evidence.map(str::to_owned),
    };
    let sarah = "Sarah on the call";
    for (before, change, after) in [
        (
            (Status::Blank, ""),
            learned(None, Some(" Ravi ")),
            (Status::Claimed, "Ravi"),
        ),
        (
            (Status::Blank, ""),
            learned(None, Some(" ")),
            (Status::Blank, ""),
        ),
        (
            (Status::Confirmed, sarah),
            learned(None, Some("")),
            (Status::Confirmed, ""),
        ),
        (
            (Status::Claimed, sarah),
            learned(Some(Status::Blank), None),
            (Status::Blank, sarah),
        ),
        (
            (Status::Claimed, sarah),
            learned(Some(Status::Blank), Some("")),
            (Status::Blank, ""),
        ),
        (
            (Status::Other("hoped".to_owned()), ""),
            learned(None, Some("Ravi")),
            (Status::Other("hoped".to_owned()), "Ravi"),
        ),
    ] {
        let mut known = known(&[(Name::Metrics, Status::Claimed)]);
        let others = known.metrics.clone();
        known.champion.status = before.0;
        before.1.clone_into(&mut known.champion.evidence);
        change.put(&mut known);
        let champion = &known.champion;
        assert_eq!(
            (champion.status.clone(), champion.evidence.as_str()),
            after,
            "{change:?}"
        );
        assert_eq!(known.metrics, others);
    }
}

#[test]
fn everything_confirmed_and_in_the_plan_leaves_nothing_to_ask() {
    let plan = template("example");
    let all = Name::ALL.map(|name| (name, Status::Confirmed));
    assert_eq!(audit(&plan, &known(&all)), []);
}

#[test]
fn an_empty_plan_of_an_unknown_deal_is_eight_questions_the_worst_first() {
    let plan = Plan::new("p".to_owned(), "Acme");
    let of = audit(&plan, &Meddpicc::default());
    assert_eq!(of.len(), 8);
    assert!(of.iter().all(|finding| finding.kind == Kind::Unknown));
    let of = audit(
        &template("example"),
        &known(&[(Name::Metrics, Status::Claimed)]),
    );
    assert!(of.is_sorted_by_key(|finding| finding.kind));
}

#[test]
fn an_element_is_found_by_its_name_or_its_beginning() {
    for (typed, expected) in [
        ("paper process", Some(Name::PaperProcess)),
        ("Paper_Process", Some(Name::PaperProcess)),
        ("paper", Some(Name::PaperProcess)),
        ("ECONOMIC", Some(Name::EconomicBuyer)),
        ("decision", None),
        ("decision-c", Some(Name::DecisionCriteria)),
        ("c", None),
        ("ch", Some(Name::Champion)),
        ("", None),
        ("budget", None),
    ] {
        assert_eq!(Name::find(typed), expected, "{typed}");
    }
}
