use proptest::prelude::*;

use super::*;
use crate::plan::testing::full;
use crate::plan::{Owners, Person, Side};

/// A chain Kickoff → Security review → Signature with Dana (buyer) and Omar (seller).
fn plan() -> Plan {
    let mut plan = Plan::new("p".into(), "Acme");
    plan.buyer.organization = "Acme".into();
    plan.seller.organization = "Northwind".into();
    plan.anchor.go_live = "2027-03-01".parse().ok();
    for (id, name, side) in [
        ("dana", "Dana Ortiz", Side::Buyer),
        ("omar", "Omar Haddad", Side::Seller),
        ("pat", "Pat Both", Side::Both),
    ] {
        plan.people.push(Person::new(id.into(), name, side));
    }
    for (id, title, side, after) in [
        ("kick", "Kickoff", Side::Both, None),
        ("sec", "Security review", Side::Buyer, Some("kick")),
        ("sign", "Signature", Side::Seller, Some("sec")),
    ] {
        let mut step = Step::new(id.into(), title);
        step.side = side;
        step.after.extend(after.map(Link::after));
        plan.steps.push(step);
    }
    plan
}

fn add_line(plan: &mut Plan, line: &str, placement: &Placement) -> Result<Added, AddError> {
    let read = read(plan, line, "2026-11-23".parse().unwrap());
    assert_eq!(read.problems, [], "{line}");
    let mut next = 0;
    add(plan, &read, placement, &mut || {
        next += 1;
        format!("new-{next}")
    })
}

fn added(line: &str, placement: &Placement) -> (Plan, Step, Vec<String>) {
    let mut plan = plan();
    let done = add_line(&mut plan, line, placement).unwrap();
    let step = plan.step(&done.step).unwrap().clone();
    (plan, step, done.notes)
}

fn order(plan: &Plan) -> Vec<&str> {
    plan.steps.iter().map(|step| step.title.as_str()).collect()
}

#[test]
fn a_whole_line_becomes_a_whole_step() {
    let line = "Board 4w @Dana buyer after Kickoff, Security review +2d before Signature by feb 5 only 2nd thu";
    let (plan, step, notes) = added(line, &Placement::default());
    assert_eq!(notes, [""; 0]);
    assert_eq!(
        (step.title.as_str(), step.side.clone()),
        ("Board", Side::Buyer)
    );
    assert_eq!(step.owners.buyer.as_deref(), Some("dana"));
    assert_eq!(step.duration.text(), "4w");
    assert_eq!(
        step.gate.as_ref().map(crate::plan::Gate::text),
        Some("2nd thu".into())
    );
    assert_eq!(step.no_later_than, "2027-02-05".parse().ok());
    let after: Vec<_> = step
        .after
        .iter()
        .map(|link| (link.step.as_str(), link.lag.map(|lag| lag.text())))
        .collect();
    assert_eq!(after, [("kick", None), ("sec", Some("2d".into()))]);
    let signature: Vec<&str> = plan.steps[3]
        .after
        .iter()
        .map(|link| link.step.as_str())
        .collect();
    assert_eq!(signature, ["sec", "new-1"]);
    assert_eq!(
        order(&plan),
        ["Kickoff", "Security review", "Board", "Signature"]
    );
}

#[test]
fn sides_and_lengths_that_nobody_gave_are_assumed_and_said() {
    let at = |before, after| Placement { before, after };
    for (line, placement, side, owners, expected) in [
        (
            "Forms 2w",
            at(None, None),
            Side::Both,
            (None, None),
            &["no side was given: taken as work of both"][..],
        ),
        (
            "Forms 2w",
            at(Some("sec"), None),
            Side::Buyer,
            (None, None),
            &["no side was given: taken as Acme's, as Security review is"],
        ),
        (
            "Forms 2w",
            at(None, Some("kick")),
            Side::Both,
            (None, None),
            &["no side was given: taken as work of both"],
        ),
        (
            "Forms 2w @Dana",
            at(Some("sign"), None),
            Side::Buyer,
            (Some("dana"), None),
            &[],
        ),
        (
            "Forms 2w @Dana @Omar",
            at(None, None),
            Side::Both,
            (Some("dana"), Some("omar")),
            &[],
        ),
        (
            "Forms 2w @Dana seller",
            at(None, None),
            Side::Seller,
            (Some("dana"), None),
            &[],
        ),
        (
            "Forms 2w @Pat seller",
            at(None, None),
            Side::Seller,
            (None, Some("pat")),
            &[],
        ),
        (
            "Forms 2w @Zoe seller",
            at(None, None),
            Side::Seller,
            (None, Some("new-1")),
            &["Zoe is new, for Northwind"],
        ),
        (
            "Forms 2w @Dana @Zoe",
            at(None, None),
            Side::Buyer,
            (Some("dana"), Some("new-1")),
            &["Zoe is new: taken as Northwind's"],
        ),
        (
            "Forms 2w @Zoe",
            at(Some("sign"), None),
            Side::Seller,
            (None, Some("new-1")),
            &[
                "no side was given: taken as Northwind's, as Signature is",
                "Zoe is new: taken as Northwind's",
            ],
        ),
        (
            "Forms @Dana",
            at(None, None),
            Side::Buyer,
            (Some("dana"), None),
            &["no length was given: taken as 1 working day"],
        ),
        (
            "Forms milestone buyer",
            at(None, None),
            Side::Buyer,
            (None, None),
            &[],
        ),
        (
            "Signature 1d buyer",
            at(None, None),
            Side::Buyer,
            (None, None),
            &["there are two steps called Signature now"],
        ),
    ] {
        let (plan, step, notes) = added(line, &placement);
        assert_eq!(
            (&step.side, notes.as_slice()),
            (
                &side,
                expected
                    .iter()
                    .map(|&s| s.to_owned())
                    .collect::<Vec<_>>()
                    .as_slice()
            ),
            "{line}"
        );
        let named = Owners {
            buyer: owners.0.map(str::to_owned),
            seller: owners.1.map(str::to_owned),
            ..Owners::default()
        };
        assert_eq!(step.owners, named, "{line}");
        for id in [&step.owners.buyer, &step.owners.seller]
            .into_iter()
            .flatten()
        {
            assert!(plan.person(id).is_some(), "{line}: {id}");
        }
    }
}

#[test]
fn a_new_person_is_on_the_side_that_was_said() {
    let (plan, _, _) = added("Forms 2w @\"Zoe Lee\" seller", &Placement::default());
    let zoe = plan.person("new-1").unwrap();
    assert_eq!((zoe.name.as_str(), &zoe.side), ("Zoe Lee", &Side::Seller));
}

#[test]
fn placement_counts_only_without_links_in_the_line() {
    let between = Placement {
        before: Some("sign"),
        after: Some("kick"),
    };
    let (plan, step, _) = added("Forms 2w both", &between);
    assert_eq!(step.after, [Link::after("kick")]);
    assert_eq!(plan.step("sign").unwrap().after.len(), 2);
    assert_eq!(
        order(&plan),
        ["Kickoff", "Security review", "Forms", "Signature"]
    );
    let (plan, step, _) = added("Forms 2w both after Signature", &between);
    assert_eq!(step.after, [Link::after("sign")]);
    assert_eq!(plan.step("sign").unwrap().after.len(), 1);
    let (_, step, _) = added("Forms 2w both after go-live +30cd", &between);
    assert!(step.follows_go_live());
    let (_, step, _) = added(
        "Forms 2w both",
        &Placement {
            before: Some("gone"),
            after: None,
        },
    );
    assert!(step.after.is_empty());
}

#[test]
fn a_circle_is_refused_by_name_and_changes_nothing() {
    for (line, circle) in [
        (
            "Forms 2w both after Signature before Kickoff",
            "Kickoff → Security review → Signature → Forms → Kickoff",
        ),
        (
            "Forms 2w both after Signature before Security review",
            "Security review → Signature → Forms → Security review",
        ),
    ] {
        let mut plan = plan();
        let before = plan.clone();
        let error = add_line(&mut plan, line, &Placement::default()).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("that would be a circle: {circle}")
        );
        assert_eq!(plan, before, "{line}");
    }
    let mut plan = plan();
    let round = Placement {
        before: Some("sec"),
        after: Some("sec"),
    };
    let error = add_line(&mut plan, "Forms 2w both", &round).unwrap_err();
    assert_eq!(
        error.to_string(),
        "that would be a circle: Security review → Forms → Security review"
    );
}

#[test]
fn a_long_circle_is_named_in_short() {
    let mut plan = Plan::new("p".into(), "p");
    for at in 0..50_000 {
        let mut step = Step::new(format!("s{at}"), &format!("Step {at}"));
        step.after
            .extend((at > 0).then(|| Link::after(&format!("s{}", at - 1))));
        plan.steps.push(step);
    }
    let round = Placement {
        before: Some("s0"),
        after: Some("s49999"),
    };
    let error = add_line(&mut plan, "Forms 2w both", &round).unwrap_err();
    assert_eq!(
        error.to_string(),
        "that would be a circle: Step 0 → Step 1 → Step 2 → Step 3 → … → Step 49996 → Step 49997 → Step 49998 → Step 49999 → Forms → Step 0"
    );
}

#[test]
fn what_cannot_be_added_is_said() {
    let mut plan = plan();
    let mut ids = || "x".to_owned();
    let nothing = OneLine::default();
    assert_eq!(
        add(&mut plan, &nothing, &Placement::default(), &mut ids),
        Err(AddError::NoTitle)
    );
    let line = read(
        &plan,
        "Forms 2w @Dana after Signature",
        "2026-11-23".parse().unwrap(),
    );
    links::remove_step(&mut plan, "sign");
    assert_eq!(
        add(&mut plan, &line, &Placement::default(), &mut ids),
        Err(AddError::Gone)
    );
    let mut line = read(&plan, "Forms 2w @Dana", "2026-11-23".parse().unwrap());
    line.owners.push(crate::plan::one_line::OwnerRef::New {
        name: "Zoe".into(),
        side: Some(crate::plan::one_line::LineSide::Buyer),
    });
    let error = add(&mut plan, &line, &Placement::default(), &mut ids).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Dana Ortiz and Zoe are both on Acme's side: a step has one owner a side"
    );
    assert_eq!(plan.people.len(), 3);
}

proptest! {
    /// Whatever is typed, a step is added whole or the plan stays as it was; no circle ever closes.
    #[test]
    fn any_line_adds_one_step_or_none(
        line in "[A-Za-z ]{0,12}( 2w| @Dana| @Sarah| buyer| after [A-Z][a-z]{2}| before Board| after go-live){0,5}",
        before in 0..7_usize,
        after in 0..7_usize,
    ) {
        let mut plan = full();
        let ids: Vec<String> = plan.steps.iter().map(|step| step.id.clone()).collect();
        let placement = Placement { before: ids.get(before).map(String::as_str), after: ids.get(after).map(String::as_str) };
        let was = plan.clone();
        let line = read(&plan, &line, "2026-11-23".parse().unwrap());
        let mut next = 0;
        let done = add(&mut plan, &line, &placement, &mut || { next += 1; format!("new-{next}") });
        match done {
            Err(_) => prop_assert_eq!(plan, was),
            Ok(added) => {
                prop_assert_eq!(plan.steps.len(), was.steps.len() + 1);
                let new = plan.step(&added.step).unwrap();
                for link in &new.after {
                    prop_assert!(links::circle(&was, &added.step, &link.step).is_none());
                    if link.step != GO_LIVE {
                        prop_assert_eq!(links::circle(&plan, &link.step, &added.step), Some(vec![added.step.clone(), link.step.clone()]));
                    }
                }
                let mut without = plan.clone();
                links::remove_step(&mut without, &added.step);
                prop_assert_eq!(without.steps.len(), was.steps.len());
            }
        }
    }
}

/// What became of Security review once a line changed it.
fn changed(line: &str) -> Result<(Plan, Step, Vec<String>), AddError> {
    let mut plan = plan();
    let before = plan.clone();
    let mut read = read(
        &plan,
        &format!("\"x\" {line}"),
        "2026-11-23".parse().unwrap(),
    );
    assert_eq!(read.problems, [], "{line}");
    read.title.clear();
    let done = change(&mut plan, "sec", &read, &mut || "new".to_owned());
    if done.is_err() {
        assert_eq!(plan, before, "{line}: a refused line changes nothing");
    }
    let done = done?;
    let step = plan.step(&done.step).unwrap().clone();
    Ok((plan, step, done.notes))
}

#[test]
fn a_line_changes_what_it_says_of_a_step_and_nothing_else() {
    let (_, step, notes) = changed("2w @Dana by feb 5").unwrap();
    assert_eq!(notes, [""; 0]);
    assert_eq!(
        (step.title.as_str(), &step.side),
        ("Security review", &Side::Buyer)
    );
    assert_eq!(step.duration.text(), "2w");
    assert_eq!(step.owners.buyer.as_deref(), Some("dana"));
    assert_eq!(step.no_later_than, "2027-02-05".parse().ok());
    assert_eq!(step.after, [Link::after("kick")], "its links stay");
    let (plan, step, notes) = changed("@Ravi").unwrap();
    assert_eq!(notes, ["Ravi is new: taken as Acme's"]);
    assert_eq!(step.owners.buyer.as_deref(), Some("new"));
    assert_eq!(plan.person("new").unwrap().side, Side::Buyer);
    assert!(step.duration.is_milestone(), "no length was given");
}

#[test]
fn a_changed_step_closes_no_circle() {
    for (line, circle) in [
        ("after Security review", "Security review → Security review"),
        (
            "after Signature",
            "Security review → Signature → Security review",
        ),
        ("before Kickoff", "Kickoff → Security review → Kickoff"),
    ] {
        let error = changed(line).unwrap_err().to_string();
        assert_eq!(error, format!("that would be a circle: {circle}"), "{line}");
    }
    let (plan, step, _) = changed("after Kickoff +2d before Signature").unwrap();
    let lags: Vec<_> = step
        .after
        .iter()
        .map(|link| link.lag.map(|lag| lag.text()))
        .collect();
    assert_eq!(lags, [Some("2d".to_owned())], "tied once");
    assert_eq!(plan.step("sign").unwrap().after.len(), 1);
}
