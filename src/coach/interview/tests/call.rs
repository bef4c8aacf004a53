//! Whole calls: from an empty plan to a finished one, leaving and coming back, changing one's mind.

use super::*;
use crate::coach::testing::{day, template};

fn said(call: &mut Call, id: &str, text: &str) -> String {
    match call.say(id, text) {
        Ok(derived) => derived.unwrap_or_default(),
        Err(problem) => panic!("{id} {text}: {problem}"),
    }
}

#[test]
fn a_whole_call_on_an_empty_plan_works_backwards_from_go_live() {
    let mut call = Call::empty();
    for (id, text, expected) in [
        (
            "go-live",
            "mar 1, so the March close takes three days",
            "so everything has to be done by Sunday 28 February",
        ),
        ("if-missed", "the April audit runs on the old ledger", ""),
        (
            "implementation",
            "3w @Omar",
            "so signature has to land by Friday 5 February",
        ),
        (
            "signature",
            "@Dana",
            "so procurement has to be done by Friday 5 February",
        ),
        (
            "procurement",
            "10d @Tom",
            "so procurement has to start by Monday 25 January",
        ),
        (
            "security",
            "2w @Ravi",
            "so security review has to start by Monday 11 January",
        ),
        (
            "legal",
            "don't know @Mei by fri",
            "so Mei has to find out by Friday 27 November",
        ),
        (
            "approval",
            "Board sign-off 4w @Dana",
            "so Board sign-off has to start by Monday 28 December",
        ),
        ("economic-buyer", "Dana Ortiz, CFO", ""),
        ("first-step", "Send the questionnaire @Ravi by fri", ""),
        ("riskiest", "sign-off", ""),
    ] {
        assert_eq!(call.interview.question().unwrap().id, id, "asked in order");
        assert_eq!(said(&mut call, id, text), expected, "{id}");
    }
    assert_eq!(call.interview.question(), None, "all were asked");
    let all = Progress {
        answered: 11,
        skipped: 0,
        left: 0,
    };
    assert_eq!(call.interview.progress(&call.plan, call.today), all);
    assert_eq!(call.plan.anchor.go_live, Some(day(2027, 3, 1)));
    assert_eq!(call.plan.anchor.outcome, "the March close takes three days");
    assert_eq!(call.after("Implementation"), ["Signature"]);
    assert_eq!(call.after("Signature"), ["Procurement"]);
    assert_eq!(
        call.after("Procurement"),
        ["Security review", "Legal review", "Board sign-off"]
    );
    assert!(call.step("Board sign-off").riskiest);
    let lists = [
        (
            "go-live",
            "Monday 1 March 2027: the March close takes three days",
        ),
        ("implementation", "3 weeks, Omar"),
        ("signature", "milestone, Dana Ortiz"),
        ("procurement", "10 working days, Tom"),
        ("legal", "not known yet: Mei finds out by Fri 27 Nov"),
        ("approval", "Board sign-off, 4 weeks, Dana Ortiz"),
        ("economic-buyer", "Dana Ortiz, CFO"),
        ("first-step", "Send the questionnaire, Ravi, by Fri 27 Nov"),
        ("riskiest", "Board sign-off"),
    ];
    for (id, words) in lists {
        assert_eq!(call.words(id).as_deref(), Some(words), "{id}");
    }
}

#[test]
fn the_order_of_the_answers_makes_no_difference_to_the_order_of_the_steps() {
    let answers = [
        ("implementation", "3w @Omar"),
        ("signature", "@Dana"),
        ("procurement", "10d @Tom"),
        ("security", "2w @Ravi"),
    ];
    let mut starts = Vec::new();
    for turn in 0..answers.len() {
        let mut call = Call::empty();
        said(&mut call, "go-live", "mar 1");
        for at in 0..answers.len() {
            let (id, text) = answers[(at + turn) % answers.len()];
            said(&mut call, id, text);
        }
        let schedule = Schedule::of(&call.plan, call.today);
        let place = call
            .plan
            .steps
            .iter()
            .position(|step| step.title == "Security review");
        starts.push(schedule.steps[place.unwrap()].must_start);
    }
    assert_eq!(starts, vec![Some(day(2027, 1, 11)); 4]);
}

#[test]
fn a_plan_answers_for_itself_wherever_the_interview_goes_on() {
    let mut call = Call::empty();
    said(&mut call, "go-live", "mar 1, so the close is fast");
    said(&mut call, "if-missed", "audit");
    said(&mut call, "implementation", "3w @Omar");
    said(&mut call, "signature", "don't know @Dana by fri");
    // Another machine, with the file alone.
    let mut elsewhere = Interview::default();
    elsewhere.resume(&call.plan, call.today);
    assert_eq!(elsewhere.question().unwrap().id, "procurement");
    let progress = elsewhere.progress(&call.plan, call.today);
    assert_eq!(
        progress,
        Progress {
            answered: 4,
            skipped: 0,
            left: 7
        }
    );
    // Once the day has passed on which somebody was to know, the question is asked again.
    elsewhere.resume(&call.plan, day(2026, 11, 28));
    let status = elsewhere.status(question("signature"), &call.plan, day(2026, 11, 28));
    assert_eq!(status, Status::Left);
}

#[test]
fn half_an_answer_is_asked_for_again_another_time() {
    for (id, text) in [
        ("go-live", "mar 1"),
        ("procurement", "10d"),
        ("security", "10d"),
    ] {
        let call = Call::answered(id, text).unwrap();
        assert_eq!(call.status(id), Status::Answered, "{id}: in this call");
        let later = Interview::default().status(question(id), &call.plan, call.today);
        assert_eq!(later, Status::Left, "{id}: another time");
    }
}

#[test]
fn a_plan_from_a_template_is_asked_for_names() {
    let call = Call::on(template("mid-market"));
    assert_eq!(call.status("security"), Status::Left, "nobody owns it");
    let example = Call::on(template("example"));
    for id in [
        "implementation",
        "signature",
        "procurement",
        "security",
        "legal",
        "approval",
        "economic-buyer",
        "riskiest",
    ] {
        assert_eq!(example.status(id), Status::Answered, "{id}");
    }
    assert_eq!(example.interview.question().unwrap().id, "first-step");
    let mut call = call;
    let steps = call.plan.steps.len();
    said(&mut call, "security", "@Ravi");
    assert_eq!(call.plan.steps.len(), steps, "the template's own step");
    assert_eq!(
        call.step("Security review").duration.text(),
        "5/10/15d",
        "its length stays"
    );
    assert_eq!(call.owner("Security review", &Side::Buyer), Some("Ravi"));
    assert_eq!(call.status("security"), Status::Answered);
}

#[test]
fn going_back_and_answering_again_changes_the_step_that_was_made() {
    let mut call = Call::empty();
    said(&mut call, "go-live", "mar 1");
    said(&mut call, "implementation", "3w @Omar");
    said(&mut call, "approval", "Finance committee 5d @Tom");
    assert_eq!(call.plan.steps.len(), 2);
    assert_eq!(
        said(&mut call, "approval", "10d @Dana"),
        "so Finance committee has to start by Monday 25 January"
    );
    assert_eq!(call.plan.steps.len(), 2, "no second step");
    assert_eq!(call.step("Finance committee").duration.text(), "10d");
    assert_eq!(call.owner("Finance committee", &Side::Buyer), Some("Dana"));
    said(&mut call, "approval", "Board sign-off 4w");
    assert_eq!(call.step("Board sign-off").duration.text(), "4w", "renamed");
    said(&mut call, "approval", "dunno @Tom");
    assert!(
        call.step("Board sign-off").duration.is_milestone(),
        "no length is claimed any more"
    );
    assert!(call.step("Board sign-off").unknown.is_some());
    said(&mut call, "approval", "2w");
    assert_eq!(
        call.step("Board sign-off").unknown,
        None,
        "an answer settles the question"
    );
}

#[test]
fn a_real_answer_settles_what_somebody_was_to_find_out() {
    let mut call = Call::empty();
    said(&mut call, "go-live", "don't know @Sarah by fri");
    assert_eq!(
        call.step("Confirm the go-live date").no_later_than,
        Some(day(2026, 11, 27))
    );
    assert_eq!(call.status("go-live"), Status::Answered);
    assert_eq!(
        call.words("go-live").as_deref(),
        Some("not known yet: Sarah finds out by Fri 27 Nov")
    );
    let mut later = Call::on(call.plan.clone());
    said(&mut call, "go-live", "mar 1, so the close is fast");
    assert_eq!(call.plan.steps, [], "made and unmade in one call");
    said(&mut later, "go-live", "mar 1, so the close is fast");
    assert_eq!(
        later.step("Confirm the go-live date").done,
        Some(today()),
        "another day it was work"
    );
}

#[test]
fn skipping_leaving_and_coming_back_lose_nothing() {
    let mut call = Call::empty();
    let at = |call: &Call| {
        call.interview
            .question()
            .map(|question| question.id.as_str())
    };
    call.interview.skip(&call.plan, call.today);
    call.interview.skip(&call.plan, call.today);
    assert_eq!(at(&call), Some("implementation"));
    let progress = call.interview.progress(&call.plan, call.today);
    assert_eq!(
        progress,
        Progress {
            answered: 0,
            skipped: 2,
            left: 9
        }
    );
    call.interview.leave();
    assert!(!call.interview.is_open());
    call.interview.resume(&call.plan, call.today);
    assert!(call.interview.is_open());
    assert_eq!(at(&call), Some("implementation"), "where it was left");
    call.interview.back();
    assert_eq!(
        at(&call),
        Some("if-missed"),
        "a skipped question can be gone back to"
    );
    said(&mut call, "if-missed", "the audit");
    assert_eq!(
        call.status("if-missed"),
        Status::Answered,
        "and answered after all"
    );
    assert_eq!(at(&call), Some("implementation"));
    call.interview.go_to(99);
    call.interview.next();
    assert_eq!(at(&call), None, "the end");
    call.interview.back();
    assert_eq!(at(&call), Some("riskiest"));
    call.interview.go_to(0);
    call.interview.back();
    assert_eq!(at(&call), Some("go-live"));
}

#[test]
fn an_answer_that_was_undone_is_asked_for_again() {
    let mut call = Call::empty();
    let before = call.plan.clone();
    said(&mut call, "procurement", "10d");
    call.plan = before;
    assert_eq!(call.status("procurement"), Status::Left);
}

#[test]
fn a_step_whose_title_says_nothing_of_the_question_still_holds_its_place() {
    let mut call = Call::empty();
    said(&mut call, "go-live", "mar 1");
    let expected = "so procurement has to be done by Friday 12 February";
    assert_eq!(
        said(&mut call, "signature", "Board sign-off 2w seller"),
        expected
    );
    said(&mut call, "procurement", "3d @Tom");
    assert_eq!(call.after("Board sign-off"), ["Procurement"]);
}

#[test]
fn what_is_late_is_told_in_days_and_without_blame() {
    let mut call = Call::empty();
    said(&mut call, "go-live", "dec 14");
    assert_eq!(
        said(&mut call, "implementation", "4w @Omar"),
        "so signature has to land by Friday 13 November; that is 6 working days before today: we have to find them"
    );
    said(&mut call, "implementation", "15d @Omar");
    assert_eq!(
        said(&mut call, "procurement", "1d @Tom"),
        "so procurement has to start by Friday 20 November; that is 1 working day before today: we have to find it"
    );
    let mut far = Call::empty();
    said(&mut far, "go-live", "2029-03-01");
    assert_eq!(
        said(&mut far, "implementation", "12m @Omar"),
        "so signature has to land by Tuesday 29 February 2028",
        "a year that is neither this one nor go-live's is told"
    );
    assert_eq!(
        said(&mut Call::empty(), "implementation", "3w"),
        "",
        "no go-live, nothing follows"
    );
}
