use super::*;
use crate::coach::testing::{agree, day, example, of, record, template, undated};
use crate::plan::{Owners, Path, Person, Role, Side, Step, Unknown, Via};
use crate::schedule::{Trouble, facts};

fn questions(plan: &Plan, schedule: &Schedule, kind: GapKind) -> Vec<String> {
    gaps(plan, schedule)
        .into_iter()
        .filter(|gap| gap.kind == kind)
        .map(|gap| gap.question)
        .collect()
}

#[test]
fn the_example_leaves_three_questions() {
    let (plan, schedule) = example();
    let asked: Vec<(GapKind, Option<String>, String)> = gaps(&plan, &schedule)
        .into_iter()
        .map(|gap| (gap.kind, gap.step, gap.question))
        .collect();
    let expected = [
        (
            GapKind::NoBuyerOwner,
            Some("vendor-onboarding"),
            "Who owns Vendor onboarding on Acme's side, by name?",
        ),
        (
            GapKind::NotAgreed,
            None,
            "When can Dana look at this plan and agree to March 1?",
        ),
        (
            GapKind::NotEdited,
            None,
            "Sarah, what is wrong or missing here, seen from Acme?",
        ),
    ];
    let expected =
        expected.map(|(kind, step, question)| (kind, step.map(str::to_owned), question.to_owned()));
    assert_eq!(asked, expected);
}

#[test]
fn a_plan_with_nothing_in_it_is_asked_from_the_date_on() {
    let mut plan = Plan::new("p".into(), "p");
    plan.buyer.organization = "Acme".into();
    let asked: Vec<String> = gaps(&plan, &undated(&plan))
        .into_iter()
        .map(|gap| gap.question)
        .collect();
    assert_eq!(
        asked,
        [
            "By which date must Acme be live, and who set that date?",
            "What does Acme get from being live?",
            "What does it cost Acme to go live late?",
            "Who at Acme holds the budget and decides, by name?",
            "What has to happen at Acme before anybody can sign?",
            "Who signs at Acme, and what do they need to see before they do?",
            "Who in security at Acme looks at this, and how long do they take?",
            "Who at Acme redlines the contract, and how many rounds is usual?",
            "How does Acme's procurement handle a signed order form: days, or weeks?",
        ]
    );
}

/// What is changed in the example, the kind of gap it makes, and the question.
type Case = (fn(&mut Plan, &mut Schedule), GapKind, &'static str);

const CASES: &[Case] = &[
    (
        |plan, _| plan.anchor.if_missed = "  ".into(),
        GapKind::NoConsequence,
        "What does a miss of March 1 cost Acme?",
    ),
    (
        |plan, _| plan.anchor.outcome.clear(),
        GapKind::NoOutcome,
        "What does Acme get from being live on March 1?",
    ),
    (
        |plan, _| plan.people.retain(|person| person.id != "dana"),
        GapKind::NoEconomicBuyer,
        "Who at Acme holds the budget and decides, by name?",
    ),
    (
        |plan, _| plan.step_mut("legal-redlines").unwrap().owners.buyer = None,
        GapKind::NoSharedOwner,
        "Who owns Legal redlines on Acme's side, by name?",
    ),
    (
        |plan, _| plan.step_mut("legal-redlines").unwrap().owners = Owners::default(),
        GapKind::NoSharedOwner,
        "Who owns Legal redlines, one name at Acme and one at Northwind?",
    ),
    (
        |plan, _| plan.step_mut("implementation").unwrap().owners.seller = Some("gone".into()),
        GapKind::NoSellerOwner,
        "Who owns Implementation on Northwind's side, by name?",
    ),
    (
        |plan, _| plan.people[3].name = "Legal team".into(),
        GapKind::VagueOwner,
        "Legal redlines is with Legal team: which person is that, by name?",
    ),
    (
        |plan, _| plan.step_mut("security-review").unwrap().riskiest = false,
        GapKind::NoRiskiest,
        "Which one of these steps are we least sure about?",
    ),
    (
        |plan, _| plan.step_mut("budget").unwrap().done_when.clear(),
        GapKind::NoDoneWhen,
        "How will both sides know that Budget confirmed is done?",
    ),
    (
        |plan, _| {
            for step in &mut plan.steps {
                step.done_when.clear();
            }
        },
        GapKind::NoDoneWhen,
        "How will both sides know that Success criteria, Proof of concept and 10 other steps are done?",
    ),
    (
        |plan, _| {
            plan.steps[3] = Step {
                owners: plan.steps[3].owners.clone(),
                ..Step::new("x".into(), "Audit")
            }
        },
        GapKind::ProcessUnknown,
        "Who in security at Acme looks at this, and how long do they take?",
    ),
    (
        |plan, schedule| of(plan, schedule, "security-review").late_by = Some(4),
        GapKind::Late,
        "Security review should have started 4 working days ago: what can start today?",
    ),
    (
        |plan, schedule| {
            of(plan, schedule, "budget").late_by = Some(1);
            plan.step_mut("budget").unwrap().started = Some(day(2026, 11, 20));
        },
        GapKind::Late,
        "Budget confirmed is 1 working day behind: what would bring it back?",
    ),
    (
        |_, schedule| schedule.today = day(2026, 11, 28),
        GapKind::AnswerOverdue,
        "Tom was to find out what is open about Vendor onboarding by November 27: what is the answer?",
    ),
    (
        |plan, _| plan.step_mut("budget").unwrap().unknown = Some(Unknown::default()),
        GapKind::NobodyAsks,
        "Who finds out what is open about Budget confirmed, and by when?",
    ),
    (
        |plan, _| agree(plan, "dana", Stance::Seen, None),
        GapKind::NotAgreed,
        "What does Dana still need before agreeing to this plan?",
    ),
    (
        |plan, schedule| {
            let circle = Trouble::Circle(vec!["budget".into(), "purchase-order".into()]);
            of(plan, schedule, "budget").trouble = vec![circle.clone()];
            of(plan, schedule, "purchase-order").trouble = vec![circle];
        },
        GapKind::Circle,
        "Budget confirmed and Purchase order wait for each other: which comes first?",
    ),
    (
        |plan, schedule| {
            of(plan, schedule, "budget").trouble = vec![Trouble::Dangling("gone".into())];
        },
        GapKind::Dangling,
        "What must be done before Budget confirmed can start? The step it waited for is gone.",
    ),
];

#[test]
fn each_gap_is_one_question_in_the_deals_own_names() {
    let (plan, schedule) = example();
    for (change, kind, question) in CASES {
        let (mut plan, mut schedule) = (plan.clone(), schedule.clone());
        change(&mut plan, &mut schedule);
        let asked = questions(&plan, &schedule, *kind);
        assert!(
            asked.iter().any(|asked| asked == question),
            "{question}: {asked:?}"
        );
        if matches!(
            kind,
            GapKind::Circle | GapKind::NotAgreed | GapKind::NoSharedOwner
        ) {
            assert_eq!(asked.len(), 1, "{asked:?}");
        }
    }
}

#[test]
fn what_is_settled_is_asked_no_more() {
    let (mut plan, schedule) = example();
    plan.step_mut("vendor-onboarding").unwrap().owners.buyer = Some("tom".into());
    record(
        &mut plan,
        Side::Buyer,
        Some("sarah"),
        Via::Dictated,
        Path::of(["name"]),
    );
    let (who, how) = ("dana", Stance::Agreed);
    facts::agree(
        &mut plan,
        &schedule,
        who,
        schedule.today,
        how,
        "on the call",
    );
    assert_eq!(gaps(&plan, &schedule), []);
}

#[test]
fn a_seller_who_decides_is_no_economic_buyer_and_done_work_is_let_be() {
    let (mut plan, mut schedule) = example();
    for step in &mut plan.steps {
        step.done = Some(day(2026, 11, 20));
        step.owners = Owners::default();
        step.done_when.clear();
        step.riskiest = false;
    }
    of(&plan, &mut schedule, "budget").late_by = Some(4);
    plan.people.retain(|person| person.id != "dana");
    let mut boss = Person::new("boss".into(), "Our Boss", Side::Seller);
    boss.role = Some(Role::EconomicBuyer);
    plan.people.push(boss);
    let kinds: Vec<GapKind> = gaps(&plan, &schedule).iter().map(|gap| gap.kind).collect();
    assert_eq!(kinds, [GapKind::NoEconomicBuyer, GapKind::NotEdited]);
}

#[test]
fn a_template_without_names_does_not_hide_its_other_gaps() {
    let plan = template("mid-market");
    let mut schedule = undated(&plan);
    of(&plan, &mut schedule, "vendor-onboarding").must_finish = Some(day(2027, 1, 4));
    let found = gaps(&plan, &schedule);
    let weights: Vec<u16> = found.iter().map(|gap| gap.weight).collect();
    assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
    let owners: Vec<(usize, Option<&str>)> = found
        .iter()
        .enumerate()
        .filter(|(_, gap)| gap.kind == GapKind::NoBuyerOwner)
        .map(|(place, gap)| (place, gap.step.as_deref()))
        .collect();
    let expected = [
        (4, Some("vendor-onboarding")),
        (5, Some("budget")),
        (6, Some("security-review")),
    ];
    assert_eq!(
        owners[..3],
        expected,
        "the step that is due first comes first"
    );
    let riskiest = found.iter().position(|gap| gap.kind == GapKind::NoRiskiest);
    assert!(riskiest.unwrap() < owners[3].0);
    assert_eq!(gaps(&plan, &schedule), found);
}

#[test]
fn weights_fall_in_the_order_of_the_kinds() {
    let kinds: Vec<GapKind> = CASES.iter().map(|(_, kind, _)| *kind).collect();
    for a in &kinds {
        for b in &kinds {
            assert_eq!(a < b, a.weight() > b.weight(), "{a:?} {b:?}");
        }
    }
}

#[test]
fn a_schedule_that_is_shorter_than_the_plan_is_no_trouble() {
    let (plan, mut schedule) = example();
    schedule.steps.clear();
    assert_eq!(gaps(&plan, &schedule).len(), 3);
}
