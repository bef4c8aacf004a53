//! The stages' evidence on the example, and each row of the table of commitments.

use chrono::{Days, NaiveDate};

use super::*;
use crate::coach::rep::{Commitment, OneOnOne};
use crate::coach::testing::{agree, day, example, record, today};
use crate::plan::{Extra, Path, Via};

fn words(stage: Stage, change: impl FnOnce(&mut Plan)) -> Vec<(String, bool)> {
    let (mut plan, schedule) = example();
    change(&mut plan);
    let lines = evidence(stage, &plan, &schedule).into_iter();
    lines.map(|line| (line.text, line.lacks)).collect()
}

#[track_caller]
fn holds(lines: &[(String, bool)], text: &str, lacks: bool) {
    let found = lines
        .iter()
        .any(|line| line.0.contains(text) && line.1 == lacks);
    assert!(found, "{text} ({lacks}) in {lines:#?}");
}

#[test]
fn each_stage_says_what_the_plan_has_and_what_it_lacks() {
    let goal = words(Stage::Goal, |_| {});
    holds(&goal, "go-live 1 Mar 2027, in 98 days", false);
    holds(&goal, "if missed: ", false);
    let bare = words(Stage::Goal, |plan| {
        plan.anchor.go_live = None;
        plan.anchor.outcome.clear();
        plan.anchor.if_missed = " ".to_owned();
    });
    assert!(bare.iter().all(|line| line.1), "{bare:#?}");

    let reality = words(Stage::Reality, |_| {});
    holds(&reality, "of Acme's steps have an owner and a date", true);
    holds(&reality, "no change by Acme is on record", true);
    holds(&reality, "Vendor onboarding · nobody by name · by ", true);
    assert!(
        reality[2].0.starts_with("Vendor onboarding"),
        "what is missing comes first: {reality:#?}"
    );
    let written = words(Stage::Reality, |plan| {
        let path = Path::of(["name"]);
        record(plan, Side::Buyer, Some("sarah"), Via::Dictated, path);
    });
    holds(&written, "1 change by Acme: 1 ", false);
    let none = words(Stage::Reality, |plan| plan.steps.clear());
    holds(&none, "no step of Acme's own stands in the plan", true);

    let options = words(Stage::Options, |_| {});
    assert!(options.len() == 3 && options.iter().all(|line| line.0.ends_with('?')));

    let will = words(Stage::Will, |_| {});
    holds(&will, "flagged as riskiest: Security review", false);
    holds(&will, "nobody at Acme agreed yet", true);
    let agreed = words(Stage::Will, |plan| {
        for step in &mut plan.steps {
            step.riskiest = false;
        }
        agree(plan, "sarah", Stance::Agreed, None);
    });
    holds(&agreed, "no step is flagged as riskiest", true);
    holds(&agreed, "Sarah Chen agreed on 23 Nov 2026", false);
}

#[test]
fn every_stage_has_words_and_a_name_of_its_own() {
    for stage in Stage::ALL {
        assert!(PROMPTS.iter().any(|(of, _)| *of == stage), "{stage:?}");
    }
    let mut names: Vec<_> = Stage::ALL.iter().map(|stage| stage.word()).collect();
    names.dedup();
    assert_eq!(names, ["goal", "reality", "options", "will"]);
}

/// A 1:1 on that day, which ended with a co-built plan promised for 30 November.
fn talk(on: NaiveDate) -> (OneOnOne, Commitment) {
    let commitment = Commitment {
        what: "a co-built plan".to_owned(),
        by: Some(day(2026, 11, 30)),
        least_sure: "security".to_owned(),
        kept: None,
        extra: Extra::new(),
    };
    let talk = OneOnOne {
        id: "o1".to_owned(),
        on,
        plan: Some("p".to_owned()),
        plan_name: "Acme".to_owned(),
        said: Default::default(),
        minutes: None,
        commitment: Some(commitment.clone()),
        extra: Extra::new(),
    };
    (talk, commitment)
}

/// A change of the security review by that side, on [`today`].
fn changed(plan: &mut Plan, side: Side, via: Via, field: &str) {
    let path = Path::of(["steps", "security-review", field]);
    record(plan, side, None, via, path);
}

#[test]
fn the_history_tells_a_kept_commitment_from_one_that_was_not() {
    type Happens = fn(&mut Plan);
    let monday = today();
    let before = |days| monday.checked_sub_days(Days::new(days)).unwrap();
    let week_ago = before(7);
    let buyer: Happens = |plan| changed(plan, Side::Buyer, Via::Dictated, "duration");
    let command: Happens = |plan| changed(plan, Side::Buyer, Via::Command, "duration");
    let own: Happens = |plan| changed(plan, Side::Seller, Via::Hand, "owners");
    let agreed: Happens = |plan| agree(plan, "sarah", Stance::Agreed, None);
    let seen: Happens = |plan| agree(plan, "sarah", Stance::Seen, None);
    let nothing: Happens = |_| {};
    let (yes, no, unknown) = (Outcome::Yes, Outcome::No, Outcome::CannotTell);
    let by = |month, date| Some(day(2026, month, date));
    for (happens, on, by, outcome, evidence) in [
        (
            buyer,
            week_ago,
            by(11, 30),
            yes,
            "1 change by Acme, on 23 Nov 2026",
        ),
        (
            agreed,
            week_ago,
            by(11, 23),
            yes,
            "Sarah Chen agreed on 23 Nov",
        ),
        (buyer, week_ago, None, yes, "1 change by Acme"),
        (
            buyer,
            week_ago,
            by(11, 22),
            no,
            "later than it was promised for",
        ),
        (
            buyer,
            monday,
            by(11, 30),
            unknown,
            "may have been before it",
        ),
        (
            own,
            week_ago,
            by(11, 30),
            unknown,
            "Security review got an owner, on 23 Nov 2026",
        ),
        (
            command,
            week_ago,
            by(11, 22),
            no,
            "no change and no agreement by Acme since",
        ),
        (seen, week_ago, by(11, 22), no, "no change and no agreement"),
        (
            nothing,
            week_ago,
            by(11, 22),
            no,
            "no change and no agreement",
        ),
        (
            nothing,
            week_ago,
            by(11, 23),
            unknown,
            "there is time until 23 Nov 2026",
        ),
        (nothing, week_ago, None, unknown, "no change"),
    ] {
        let (mut plan, _) = example();
        happens(&mut plan);
        let (talk, mut commitment) = talk(on);
        commitment.by = by;
        let judged = kept(&talk, &commitment, Some(&plan), monday);
        let told = judged.evidence.join("; ");
        assert_eq!((judged.outcome, judged.said), (outcome, false), "{told}");
        assert!(told.contains(evidence), "{evidence}: {told}");
        commitment.kept = Some(false);
        let said = kept(&talk, &commitment, Some(&plan), monday);
        assert_eq!((said.outcome, said.said), (no, true), "a word goes first");
        assert_eq!(said.evidence, judged.evidence);
    }
}

#[test]
fn without_its_plan_nothing_can_be_told() {
    let (mut talk, commitment) = talk(today());
    for (id, name, words) in [
        (None, "", "about no plan"),
        (Some("p"), "", "is not here any more"),
        (Some("p"), "Acme", "Acme is not here any more"),
    ] {
        talk.plan = id.map(str::to_owned);
        talk.plan_name = name.to_owned();
        let judged = kept(&talk, &commitment, None, today());
        assert_eq!(judged.outcome, Outcome::CannotTell);
        assert!(judged.evidence[0].contains(words), "{judged:?}");
    }
}
