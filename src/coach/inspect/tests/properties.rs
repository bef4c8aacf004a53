use proptest::prelude::*;

use super::*;
use crate::plan::{Author, Duration, Extra, Link, Role};

/// How a plan was left by whoever made it.
#[derive(Debug, Clone)]
struct Left {
    /// Bits: date, outcome, cost, decider, buyer's steps, circle, risk, who decides agreed first.
    has: [bool; 8],
    /// Who owns each step: nobody, a department, a person.
    owners: Vec<u8>,
    rows: usize,
    buyers: Option<Via>,
    on_record: u8,
    age: i64,
}

fn left() -> impl Strategy<Value = Left> {
    let via = prop_oneof![
        Just(None),
        Just(Some(Via::Command)),
        Just(Some(Via::Dictated)),
        Just(Some(Via::Hand)),
        Just(Some(Via::Returned)),
    ];
    (
        any::<[bool; 8]>(),
        prop::collection::vec(0_u8..3, 12),
        12_usize..36,
        via,
        0_u8..3,
        0_i64..90,
    )
        .prop_map(|(has, owners, rows, buyers, on_record, age)| Left {
            has,
            owners,
            rows,
            buyers,
            on_record,
            age,
        })
}

fn made(left: &Left) -> Plan {
    let [date, outcome, cost, decider, buyers, circle, risk, early] = left.has;
    let mut plan = template("example");
    // Holidays have no say here, and are most of a schedule's work.
    plan.buyer.calendar = crate::plan::Calendar::default();
    plan.seller.calendar = crate::plan::Calendar::default();
    let department = Person::new("it".into(), "IT", Side::Buyer);
    plan.people.push(department);
    for at in plan.steps.len()..left.rows {
        let mut row = Step::new(format!("row-{at}"), "Row");
        row.side = Side::Seller;
        row.owners.seller = Some("omar".into());
        plan.steps.push(row);
    }
    if !decider {
        plan.people[1].role = None;
    }
    if early {
        on_record(&mut plan, left.on_record);
    }
    for (step, owner) in plan.steps.iter_mut().zip(&left.owners) {
        match owner {
            0 => step.owners = crate::plan::Owners::default(),
            1 if step.owners.buyer.is_some() => step.owners.buyer = Some("it".into()),
            _ => {}
        }
        step.riskiest &= risk;
        if !buyers {
            step.side = Side::Seller;
        }
    }
    plan.anchor.go_live = plan.anchor.go_live.filter(|_| date);
    if !outcome {
        plan.anchor.outcome.clear();
    }
    if !cost {
        plan.anchor.if_missed.clear();
    }
    if circle {
        let implementation = plan.step_mut("signature").unwrap();
        implementation.after.push(Link::after("implementation"));
    }
    if !early {
        on_record(&mut plan, left.on_record);
    }
    if let Some(via) = &left.buyers {
        edited(&mut plan, via.clone());
    }
    let age = chrono::TimeDelta::days(left.age);
    for entry in &mut plan.history {
        entry.at -= age;
    }
    for agreement in &mut plan.agreements {
        agreement.on -= age;
    }
    plan
}

fn on_record(plan: &mut Plan, how: u8) {
    match how {
        0 => {}
        1 => agree(plan, "dana", Stance::Seen),
        _ => agree(plan, "dana", Stance::Agreed),
    }
}

fn commit(plan: &mut Plan, side: Side, edit: impl FnOnce(&mut Plan)) {
    let signature = crate::plan::commit::Signature {
        id: format!("e{}", plan.history.len()),
        at: "2026-11-23T15:00:00Z".parse().unwrap(),
        by: Author {
            side,
            person: None,
            extra: Extra::new(),
        },
        via: Via::Dictated,
    };
    crate::plan::commit::commit(plan, signature, edit);
}

/// Takes the seller's filling out, and no row that anything hangs on.
fn shorten(plan: &mut Plan, rows: usize) {
    let mut over = plan.steps.len().saturating_sub(rows);
    plan.steps.retain(|step| {
        let goes = over > 0 && step.id.starts_with("row-");
        over -= usize::from(goes);
        !goes
    });
}

type Repair = (&'static str, fn(&mut Plan));

/// One thing mended each. The first rows of the example own the dates, so that a repair moves them.
const REPAIRS: &[Repair] = &[
    ("the date", |plan| {
        if plan.anchor.go_live.is_none() {
            plan.anchor.go_live = Some(day(2027, 3, 1));
        }
    }),
    ("the outcome", |plan| {
        plan.anchor.outcome = "close in three days".into();
    }),
    ("the cost of a miss", |plan| {
        plan.anchor.if_missed = "the audit".into();
    }),
    ("the circle", |plan| {
        let signature = plan.step_mut("signature").unwrap();
        signature.after.retain(|link| link.step != "implementation");
    }),
    ("an owner", |plan| {
        let reading = Reading::of(plan);
        let missing = plan.steps.iter().find_map(|step| {
            let sides = crate::coach::reading::sides_of(step);
            let side = sides.iter().find(|side| {
                matches!(
                    reading.owner(step, side),
                    crate::coach::reading::Owner::Missing
                )
            })?;
            Some((step.id.clone(), side.clone()))
        });
        if let Some((id, side)) = missing {
            let step = plan.step_mut(&id).unwrap();
            match side {
                Side::Buyer => step.owners.buyer = Some("tom".into()),
                _ => step.owners.seller = Some("omar".into()),
            }
        }
    }),
    ("the department's name", |plan| {
        plan.people.iter_mut().find(|p| p.id == "it").unwrap().name = "Iris Tal".into();
    }),
    ("a step of the buyer's", |plan| {
        let own = Reading::of(plan).buyers_steps().next().is_some();
        // A row too many would be another thing, broken.
        if !own && ![SHORT, LONG].contains(&plan.steps.len()) {
            let mut step = Step::new("board".into(), "Board");
            (step.side, step.duration) = (Side::Buyer, Duration::parse("5d").unwrap());
            plan.steps.push(step);
        }
    }),
    ("an edit of the buyer's", |plan| {
        if Reading::of(plan).buyers_own_entries().next().is_none() {
            commit(plan, Side::Buyer, |plan| {
                plan.step_mut("budget").unwrap().duration = Duration::parse("9d").unwrap();
            });
        }
    }),
    ("the decider", |plan| {
        plan.people[1].role = Some(Role::EconomicBuyer);
    }),
    ("that the decider has seen it", |plan| {
        agree(plan, "dana", Stance::Seen);
    }),
    ("that the decider agrees", |plan| {
        agree(plan, "dana", Stance::Agreed);
    }),
    ("the flag", |plan| plan.steps[3].riskiest = true),
    ("a touch", |plan| {
        commit(plan, Side::Seller, |plan| {
            plan.steps[0].note = "seen to".into();
        });
    }),
    ("rows down to thirty", |plan| shorten(plan, LONG)),
    ("rows down to twenty", |plan| shorten(plan, SHORT)),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn mending_one_thing_never_lowers_the_score(left in left(), order in Just((0..REPAIRS.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let start = made(&left);
        let before = look(&start);
        prop_assert!(before.score <= 100);
        for (what, repair) in REPAIRS {
            let mut plan = start.clone();
            repair(&mut plan);
            let after = look(&plan);
            prop_assert!(after.score >= before.score, "{what}: {} to {}\n{before:#?}\n{after:#?}", before.score, after.score);
            prop_assert!(after.judgement >= before.judgement || after.economic_buyer.verdict != before.economic_buyer.verdict, "{what}");
        }
        // One after the other, in any order, they lead to a plan that is real once the decider agrees to it.
        let (mut plan, mut score) = (start, before.score);
        for at in order {
            let (what, repair) = REPAIRS[at];
            repair(&mut plan);
            let after = look(&plan).score;
            prop_assert!(after >= score, "{what}: {score} to {after}");
            score = after;
        }
        prop_assert!(score <= 100);
    }

    #[test]
    fn what_fails_has_a_question_and_what_holds_has_none(left in left()) {
        let found = look(&made(&left));
        for finding in found.findings() {
            prop_assert!(!finding.evidence.is_empty());
            prop_assert_eq!(finding.passes(), finding.question.is_none());
        }
        prop_assert_eq!(found.is_real(), found.missing().is_empty());
        prop_assert_eq!(found.judgement == Judgement::ClosePlan, found.judgement.kind() == "close plan");
        for mistake in &found.mistakes {
            prop_assert!(mistake.question.ends_with('?'), "{}", mistake.question);
        }
    }
}
