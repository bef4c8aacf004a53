use proptest::prelude::*;

use super::*;
use crate::plan::commit::{Signature, commit, undo};
use crate::plan::merge::merge;
use crate::plan::templates::{self, NewPlan};
use crate::plan::testing::{Edit, edit, full, perform};
use crate::plan::{Author, Duration, Link, LinkKind, Pin, Via, links};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-23")
}

fn example() -> Plan {
    let new = NewPlan {
        id: "p",
        today: today(),
        ..NewPlan::default()
    };
    templates::plan("example", &new).unwrap()
}

fn at<'a>(plan: &'a mut Plan, id: &str) -> &'a mut Step {
    plan.step_mut(id).unwrap()
}

/// Puts a person on record.
fn record(plan: &mut Plan, person: &str, on: NaiveDate, stance: Stance) {
    let schedule = Schedule::of(plan, on);
    assert!(agree(plan, &schedule, person, on, stance, "on the call"));
}

/// The example, to which Dana agreed.
fn agreed() -> Plan {
    let mut plan = example();
    record(&mut plan, "dana", today(), Stance::Agreed);
    plan
}

fn told(plan: &Plan, on: NaiveDate) -> Vec<String> {
    let changes = since(&plan.agreements[0], plan, &Schedule::of(plan, on));
    changes.into_iter().map(|change| change.words).collect()
}

#[test]
fn an_agreement_keeps_the_dates_by_which_things_must_happen() {
    let plan = agreed();
    let facts = &plan.agreements[0].facts;
    assert_eq!(facts.go_live, Some(day("2027-03-01")));
    let review = &facts.steps["security-review"];
    assert_eq!(
        (review.start, review.finish),
        (Some(day("2027-01-15")), Some(day("2027-01-29")))
    );
    assert_eq!(review.owners.buyer.as_deref(), Some("ravi"));
    assert_eq!(review.done_when, "the questionnaire is accepted in writing");
    assert_eq!(facts.steps.len(), 12);
}

#[test]
fn the_first_agreement_is_the_baseline_and_no_later_one_moves_it() {
    let mut plan = example();
    record(&mut plan, "sarah", today(), Stance::Seen);
    assert_eq!(plan.baseline, None);
    record(&mut plan, "dana", today(), Stance::Agreed);
    let baseline = plan.baseline.clone().unwrap();
    assert_eq!(baseline.on, Some(today()));
    assert_eq!(baseline.go_live, Some(day("2027-03-01")));
    assert_eq!(baseline.dates.len(), 12);
    assert_eq!(baseline.dates["signature"].finish, day("2027-02-05"));
    plan.anchor.go_live = Some(day("2027-03-08"));
    record(&mut plan, "sarah", day("2026-12-01"), Stance::Agreed);
    assert_eq!(plan.baseline, Some(baseline));
}

#[test]
fn nobody_unknown_goes_on_record() {
    let mut plan = example();
    let schedule = Schedule::of(&plan, today());
    let before = plan.clone();
    assert!(!agree(
        &mut plan,
        &schedule,
        "x",
        today(),
        Stance::Agreed,
        ""
    ));
    assert_eq!(plan, before);
}

#[test]
fn what_is_not_as_agreed_is_told_in_words() {
    type Case = (&'static [&'static str], fn(&mut Plan));
    let cases: [Case; 15] = [
        (&[], |_| {}),
        (&[], |plan| {
            plan.name = "x".into();
            plan.anchor.outcome = "x".into();
            at(plan, "budget").title = "Money".into();
            at(plan, "budget").note = "x".into();
            at(plan, "budget").riskiest = true;
            at(plan, "budget").unknown = Some(crate::plan::Unknown::default());
            plan.people[0].name = "Sarah Holt".into();
            plan.steps.reverse();
        }),
        (
            &["Budget confirmed: done by Mon 25 Jan instead of Fri 29 Jan"],
            |plan| at(plan, "budget").no_later_than = Some(day("2027-01-25")),
        ),
        (
            &["Budget confirmed: start by Tue 26 Jan instead of Mon 25 Jan"],
            |plan| at(plan, "budget").duration = Duration::parse("4d").unwrap(),
        ),
        (
            &["Legal redlines: owner on Acme's side nobody instead of Mei"],
            |plan| at(plan, "legal-redlines").owners.buyer = None,
        ),
        (
            &["Security review: owner on Northwind's side Jordan instead of nobody"],
            |plan| at(plan, "security-review").owners.seller = Some("jordan".into()),
        ),
        (
            &[
                "Budget confirmed: done when “signed” instead of “the money is set aside for this in the year's plan”",
            ],
            |plan| at(plan, "budget").done_when = "signed".into(),
        ),
        (
            &[
                "Budget confirmed: done when nothing said instead of “the money is set aside for this in the year's plan”",
            ],
            |plan| at(plan, "budget").done_when.clear(),
        ),
        (&["Board sign-off was added"], |plan| {
            let mut step = Step::new("board".into(), "Board sign-off");
            step.after.push(Link::after("value-review"));
            plan.steps.push(step);
        }),
        (&["Budget confirmed was removed"], |plan| {
            links::remove_step(plan, "budget");
        }),
        (&["go-live without a date instead of Mon 1 Mar"], |plan| {
            plan.anchor.go_live = None;
        }),
        (&[], |plan| {
            at(plan, "budget").done = Some(day("2027-01-29"));
        }),
        (
            &["Budget confirmed: done on Mon 1 Feb instead of by Fri 29 Jan"],
            |plan| at(plan, "budget").done = Some(day("2027-02-01")),
        ),
        (&[], |plan| {
            at(plan, "success-criteria").done = Some(day("2026-11-25"));
            at(plan, "budget").started = Some(day("2026-11-26"));
        }),
        (
            &["Purchase order: owner on Acme's side Dana instead of Tom"],
            |plan| at(plan, "purchase-order").owners.buyer = Some("dana".into()),
        ),
    ];
    for (index, (expected, edit)) in cases.into_iter().enumerate() {
        let mut plan = agreed();
        edit(&mut plan);
        assert_eq!(told(&plan, today()), expected, "case {index}");
    }
}

#[test]
fn a_moved_go_live_moves_every_step_with_it() {
    let mut plan = agreed();
    plan.anchor.go_live = Some(day("2027-03-08"));
    let told = told(&plan, today());
    assert_eq!(told[0], "go-live Mon 8 Mar instead of Mon 1 Mar");
    assert_eq!(
        told[1],
        "Success criteria: done by Mon 11 Jan instead of Mon 4 Jan"
    );
    assert_eq!(told.len(), 13);
}

#[test]
fn without_a_go_live_date_nothing_was_promised_to_the_day() {
    let mut plan = example();
    plan.anchor.go_live = None;
    record(&mut plan, "dana", today(), Stance::Agreed);
    let facts = &plan.agreements[0].facts;
    assert_eq!(
        facts.steps["success-criteria"].finish,
        Some(day("2026-11-25"))
    );
    assert_eq!(told(&plan, day("2027-01-10")), [""; 0]);
    plan.anchor.go_live = Some(day("2027-03-01"));
    let told = told(&plan, today());
    assert_eq!(told, ["go-live Mon 1 Mar instead of no date"]);
}

#[test]
fn an_agreement_that_kept_no_facts_says_so() {
    let mut plan = agreed();
    plan.agreements[0].facts = Facts::default();
    let schedule = Schedule::of(&plan, today());
    let standing = standing(&plan, &schedule);
    assert_eq!(
        standing[0].words(),
        "agreed, to which version is not on record"
    );
}

#[test]
fn the_newest_agreement_of_a_person_counts() {
    use Stance::{Agreed, Seen};
    let (first, later) = (today(), day("2026-11-30"));
    type Case<'a> = (&'a [(NaiveDate, Stance, bool)], &'a str, usize);
    let cases: [Case<'_>; 9] = [
        (&[(first, Agreed, false)], "agreed", 1),
        (&[(first, Seen, false)], "seen", 1),
        (
            &[(first, Agreed, true)],
            "agreed to an earlier version: 2 changes since",
            1,
        ),
        (
            &[(first, Seen, true)],
            "seen an earlier version: 2 changes since",
            1,
        ),
        (
            &[(first, Agreed, true), (later, Agreed, false)],
            "agreed",
            2,
        ),
        (
            &[(first, Agreed, true), (first, Agreed, false)],
            "agreed",
            1,
        ),
        (&[(first, Seen, true), (first, Agreed, false)], "agreed", 2),
        (&[(first, Agreed, false), (later, Seen, false)], "agreed", 2),
        (
            &[(first, Agreed, true), (first, Seen, false)],
            "agreed to an earlier version: 2 changes since, and seen as it is now",
            2,
        ),
    ];
    for (index, (records, expected, kept)) in cases.into_iter().enumerate() {
        let mut plan = example();
        for (on, stance, edited_after) in records {
            record(&mut plan, "dana", *on, stance.clone());
            if *edited_after {
                at(&mut plan, "budget").done_when = "other".into();
                at(&mut plan, "budget").owners.buyer = Some("tom".into());
            }
        }
        assert_eq!(plan.agreements.len(), kept, "case {index}");
        let schedule = Schedule::of(&plan, later);
        let standing = standing(&plan, &schedule);
        assert_eq!(standing.len(), 1, "case {index}");
        assert_eq!(standing[0].words(), expected, "case {index}");
    }
}

#[test]
fn an_agreement_is_one_change_and_undone_as_one() {
    let sign = |id: &str| Signature {
        id: id.into(),
        at: chrono::DateTime::UNIX_EPOCH,
        by: Author::default(),
        via: Via::Hand,
    };
    let base = example();
    let agreed = |id: &str, person: &str| {
        let mut plan = base.clone();
        let entry = commit(&mut plan, sign(id), |plan| {
            record(plan, person, today(), Stance::Agreed);
        });
        (plan, entry.unwrap())
    };
    let (danas, entry) = agreed("a", "dana");
    let mut undone = danas.clone();
    undo(&mut undone, &entry).unwrap();
    assert_eq!(undone, base);
    let (sarahs, _) = agreed("b", "sarah");
    let both = merge(&base, &danas, &sarahs).plan;
    let schedule = Schedule::of(&both, today());
    let words: Vec<String> = standing(&both, &schedule)
        .iter()
        .map(Standing::words)
        .collect();
    assert_eq!(words, ["agreed", "agreed"]);
    assert!(both.baseline.is_some());
}

#[test]
fn everybody_on_record_is_told_also_who_left() {
    let mut plan = example();
    for person in ["tom", "dana", "alex"] {
        record(&mut plan, person, today(), Stance::Agreed);
    }
    links::remove_person(&mut plan, "tom");
    let schedule = Schedule::of(&plan, today());
    let standing = standing(&plan, &schedule);
    let names: Vec<Option<&str>> = standing
        .iter()
        .map(|standing| standing.person.map(|person| person.name.as_str()))
        .collect();
    assert_eq!(names, [Some("Dana Ortiz"), Some("Alex Morgan"), None]);
}

#[test]
fn work_under_way_makes_no_agreement_stale_as_the_days_pass() {
    let mut plan = example();
    at(&mut plan, "proof-of-concept").started = Some(today());
    // What starts with it hangs on how much of it is left, from day to day.
    at(&mut plan, "security-review").after[0].kind = LinkKind::StartStart;
    record(&mut plan, "dana", today(), Stance::Agreed);
    let later = day("2026-12-01");
    let moved = |id: &str| {
        let place = plan.steps.iter().position(|step| step.id == id).unwrap();
        let dates = |on| Schedule::of(&plan, on).steps[place].clone();
        let (then, now) = (dates(today()), dates(later));
        (then.must_start, then.must_finish) != (now.must_start, now.must_finish)
    };
    assert!(moved("proof-of-concept"), "what is shown does move");
    for passed in 0..60 {
        let on = today() + chrono::Days::new(passed);
        assert_eq!(told(&plan, on), [""; 0], "{on}");
    }
}

/// Anything that happens to a plan on the record, and the passing of time.
fn edited(edits: &[Edit], progress: &[(usize, u64, bool)]) -> Plan {
    let mut plan = full();
    plan.agreements.clear();
    plan.baseline = None;
    for edit in edits {
        perform(&mut plan, edit);
    }
    for &(at, ago, done) in progress {
        let on = today() - chrono::Days::new(ago);
        if let Some(step) = plan.steps.get_mut(at) {
            step.started = Some(on);
            step.done = done.then_some(on);
        }
    }
    plan
}

fn progress() -> impl Strategy<Value = Vec<(usize, u64, bool)>> {
    prop::collection::vec((0..8_usize, 0..20_u64, any::<bool>()), 0..4)
}

proptest! {
    #[test]
    fn facts_that_did_not_change_are_no_change_on_any_day(
        edits in prop::collection::vec(edit(0..9), 0..12),
        progress in progress(),
        anchored in any::<bool>(),
        passed in 0..500_u64,
    ) {
        let mut plan = edited(&edits, &progress);
        if !anchored {
            plan.anchor.go_live = None;
        }
        let schedule = Schedule::of(&plan, today());
        prop_assert!(agree(&mut plan, &schedule, "sarah", today(), Stance::Agreed, ""));
        let later = Schedule::of(&plan, today() + chrono::Days::new(passed));
        prop_assert_eq!(since(&plan.agreements[0], &plan, &later), Vec::new());
        prop_assert_eq!(standing(&plan, &later)[0].words(), "agreed");
        let text = serde_json::to_string(&plan).unwrap();
        prop_assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), plan);
    }

    #[test]
    fn titles_notes_and_order_make_no_agreement_stale(
        edits in prop::collection::vec(edit(0..9), 0..8),
        title in "\\PC{0,12}",
        turned in 0..5_usize,
    ) {
        let mut plan = edited(&edits, &[]);
        let schedule = Schedule::of(&plan, today());
        agree(&mut plan, &schedule, "sarah", today(), Stance::Agreed, "");
        for step in &mut plan.steps {
            step.title.clone_from(&title);
            step.note.clone_from(&title);
            step.riskiest = !step.riskiest;
        }
        let places = plan.steps.len().max(1);
        plan.steps.rotate_left(turned % places);
        plan.anchor.outcome.clone_from(&title);
        let schedule = Schedule::of(&plan, today());
        prop_assert_eq!(since(&plan.agreements[0], &plan, &schedule), Vec::new());
    }

    #[test]
    fn a_pinned_step_is_told_and_nothing_else_is(shift in 1..20_u64) {
        let mut plan = agreed();
        let last = day("2027-03-31") + chrono::Days::new(shift);
        at(&mut plan, "value-review").pin = Some(Pin::On(last));
        prop_assert_eq!(told(&plan, today()).len(), 1);
    }
}
