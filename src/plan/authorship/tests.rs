use super::*;
use crate::plan::commit::{Signature, commit};
use crate::plan::testing::full;
use crate::plan::{Duration, Extra, Pin, Step, Via, links};

fn by(side: Side, person: Option<&str>) -> Author {
    Author {
        side,
        person: person.map(str::to_owned),
        extra: Extra::new(),
    }
}

/// Edits the plan as one side, each time as a commit of its own.
fn edit(plan: &mut Plan, side: Side, edit: impl FnOnce(&mut Plan)) {
    let id = format!("h{}", plan.history.len());
    let person = (side == Side::Buyer).then_some("sarah");
    let signature = Signature {
        id,
        at: "2026-11-24T09:00:00Z".parse().unwrap(),
        by: by(side, person),
        via: Via::Dictated,
    };
    commit(plan, signature, edit).unwrap();
}

/// The plan for tests without its history.
fn fresh() -> Plan {
    Plan {
        history: Vec::new(),
        ..full()
    }
}

fn lasts(plan: &mut Plan, at: usize, text: &str) {
    plan.steps[at].duration = Duration::parse(text).unwrap();
}

#[test]
fn what_the_buyer_wrote_and_moved_is_counted_once() {
    type Case = (&'static str, fn(&mut Plan));
    use Side::{Buyer, Seller};
    let cases: [Case; 11] = [
        (
            "Acme wrote 0 of 5 steps and moved 0 dates; 5 came with a template or a file",
            |_| {},
        ),
        (
            "Acme wrote 1 of 6 steps and moved 0 dates; 5 came with a template or a file",
            |plan| {
                edit(plan, Buyer, |plan| {
                    plan.steps.push(Step::new("b".into(), "B"));
                });
                edit(plan, Buyer, |plan| lasts(plan, 5, "3d"));
            },
        ),
        (
            "Acme wrote 0 of 6 steps and moved 1 date; 5 came with a template or a file",
            |plan| {
                edit(plan, Seller, |plan| {
                    plan.steps.push(Step::new("s".into(), "S"));
                });
                edit(plan, Buyer, |plan| lasts(plan, 5, "3d"));
                edit(plan, Buyer, |plan| lasts(plan, 5, "4d"));
            },
        ),
        (
            "Acme wrote 0 of 5 steps and moved 0 dates; 5 came with a template or a file",
            |plan| {
                edit(plan, Buyer, |plan| {
                    plan.steps.push(Step::new("b".into(), "B"));
                });
                edit(plan, Buyer, |plan| {
                    plan.anchor.outcome = "x".into();
                    plan.steps[0].title = "y".into();
                    plan.steps[1].riskiest = false;
                });
                edit(plan, Seller, |plan| {
                    links::remove_step(plan, "b");
                });
            },
        ),
        (
            "Acme wrote 0 of 5 steps and moved 2 dates; 5 came with a template or a file",
            |plan| {
                edit(plan, Buyer, |plan| {
                    plan.anchor.go_live = "2027-03-08".parse().ok();
                    lasts(plan, 0, "9d");
                });
            },
        ),
        (
            "Acme wrote 0 of 5 steps and moved 0 dates; 5 came with a template or a file",
            |plan| {
                let before = plan.steps[1].duration;
                edit(plan, Buyer, |plan| lasts(plan, 1, "9d"));
                edit(plan, Buyer, |plan| plan.steps[1].duration = before);
            },
        ),
        (
            "Acme wrote 0 of 5 steps and moved 0 dates; 5 came with a template or a file",
            |plan| edit(plan, Seller, |plan| lasts(plan, 1, "9d")),
        ),
        (
            "Acme wrote 0 of 5 steps and moved 1 date; 5 came with a template or a file",
            |plan| {
                let day = "2027-02-03".parse().unwrap();
                edit(plan, Buyer, |plan| plan.steps[2].pin = Some(Pin::On(day)));
                edit(plan, Buyer, |plan| plan.steps[2].pin = None);
            },
        ),
        (
            "Acme wrote 0 of 5 steps and moved 4 dates; 5 came with a template or a file",
            |plan| {
                edit(plan, Buyer, |plan| {
                    let step = &mut plan.steps[1];
                    step.not_before = None;
                    step.no_later_than = "2027-02-02".parse().ok();
                    step.gate = None;
                    step.done = "2027-02-02".parse().ok();
                });
            },
        ),
        (
            "the buyer wrote 0 of 5 steps and moved 0 dates; 5 came with a template or a file",
            |plan| plan.buyer.organization.clear(),
        ),
        ("Acme moved 0 dates; there are no steps yet", |plan| {
            plan.steps.clear();
        }),
    ];
    for (index, (expected, edits)) in cases.into_iter().enumerate() {
        let mut plan = fresh();
        edits(&mut plan);
        assert_eq!(Authorship::of(&plan).summary(), expected, "case {index}");
    }
}

#[test]
fn a_plan_written_whole_on_the_record_says_nothing_of_templates() {
    let mut plan = Plan::new("p".into(), "p");
    plan.buyer.organization = "Acme".into();
    for (side, id) in [(Side::Buyer, "a"), (Side::Seller, "b"), (Side::Buyer, "c")] {
        edit(&mut plan, side, |plan| {
            plan.steps.push(Step::new(id.into(), id));
        });
    }
    let summary = Authorship::of(&plan).summary();
    assert_eq!(summary, "Acme wrote 2 of 3 steps and moved 0 dates");
}

#[test]
fn a_step_says_who_wrote_it_and_what_became_of_it() {
    let mut plan = fresh();
    edit(&mut plan, Side::Buyer, |plan| {
        plan.steps
            .push(Step::new("sign-off".into(), "Board sign-off"));
    });
    edit(&mut plan, Side::Seller, |plan| {
        lasts(plan, 5, "8d");
        lasts(plan, 1, "12d");
    });
    edit(&mut plan, Side::Buyer, |plan| {
        lasts(plan, 5, "10d");
        plan.steps[5].owners.buyer = Some("sarah".into());
        plan.steps.swap(0, 5);
    });
    let authorship = Authorship::of(&plan);
    let step = authorship.step("sign-off").unwrap();
    assert_eq!(
        step.words(&plan),
        [
            "written by Sarah Chen (Acme) on 24 Nov 2026, dictated",
            "Northwind changed duration milestone → 8d on 24 Nov 2026",
            "Sarah Chen (Acme) changed duration 8d → 10d, owner Sarah Chen on 24 Nov 2026",
        ]
    );
    assert!(step.is_buyers());
    assert_eq!(step.changed_by_buyer().count(), 1);
    assert_eq!(
        authorship.step("sec").unwrap().words(&plan),
        [
            "came with a template or a file: who wrote it is not on record",
            "Northwind changed duration 10d → 12d on 24 Nov 2026",
        ]
    );
}

#[test]
fn a_change_given_to_the_buyer_counts_as_the_buyers() {
    let mut plan = fresh();
    edit(&mut plan, Side::Seller, |plan| {
        plan.steps.push(Step::new("x".into(), "X"));
    });
    let id = plan.history[0].id.clone();
    assert_eq!(Authorship::of(&plan).by_buyer, 0);
    crate::plan::commit::give(
        &mut plan,
        &id,
        by(Side::Buyer, Some("sarah")),
        Via::Dictated,
    )
    .unwrap();
    assert_eq!(Authorship::of(&plan).by_buyer, 1);
}
