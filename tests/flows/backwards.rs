//! Planning backwards from go-live, one line a step.

use backcast::plan::Side;

use crate::harness::{App, day};

/// On an empty plan presses `a` and types the last step: the line says the dates before Enter; then
/// the step before it, and the one before that. Each new step is selected, so that the next `a` goes
/// on backwards.
#[test]
fn steps_are_added_backwards_from_go_live() {
    let mut app = App::empty_plan(80, 24);
    app.keys("aImplementation 3w seller");
    app.sees("New step before go-live ▸ Implementation 3w seller")
        .sees("3 weeks")
        .sees("start by Mon 8 Feb, done by Sun 28 Feb");
    assert_eq!(app.plan().steps.len(), 0, "nothing changes before Enter");
    app.keys("<enter>");
    assert_eq!(app.selected(), "Implementation");
    assert!(
        app.said().starts_with("added Implementation"),
        "{}",
        app.said()
    );

    app.keys("aSignature milestone");
    app.sees("milestone").sees("due Fri 5 Feb");
    app.keys("<enter>");
    assert_eq!(app.selected(), "Signature");

    app.keys("aSecurity review 2w @Dana buyer");
    app.sees("2 weeks")
        .sees("Dana")
        .sees("start by Sat 23 Jan, done by");
    app.keys("<enter>");
    let security = app.step("Security review");
    assert_eq!(security.side, Side::Buyer);
    let dana = security.owners.buyer.clone().unwrap();
    assert_eq!(app.plan().person(&dana).unwrap().name, "Dana");
    let signature = &app.step("Signature").after;
    assert_eq!(signature.len(), 1);
    assert_eq!(signature[0].step, security.id);
    assert_eq!(app.file(), *app.plan());
    app.sees("Signature").sees("Fri 5 Feb");
}

/// With all days as working days the signature is due on the Sunday that the script says.
#[test]
fn on_calendars_of_all_days_the_signature_is_due_on_february_7() {
    let mut plan = App::empty_plan(80, 24).plan().clone();
    for party in [&mut plan.buyer, &mut plan.seller] {
        party.calendar.base = "all-days".to_owned();
    }
    let mut app = App::with(&plan, 80, 24);
    app.keys("aImplementation 3w seller<enter>aSignature milestone");
    app.sees("due Sun 7 Feb");
}

/// Presses `A` on a step: the new one comes after it.
#[test]
fn a_step_is_added_after_the_selected_one() {
    let mut app = App::example(100, 30);
    app.select("Signature").keys("AKickoff 2d both<enter>");
    assert_eq!(app.selected(), "Kickoff");
    let signature = app.step("Signature").id.clone();
    assert_eq!(app.step("Kickoff").after[0].step, signature);
}

/// Presses `a` on a step in the middle: the reply tells the new step's dates, those it then has.
#[test]
fn the_reply_tells_the_dates_that_the_step_then_has() {
    let mut app = App::example(120, 40);
    app.select("Executive approval")
        .keys("aBoard sign-off 4w @Dana");
    app.sees("Dana Ortiz (buyer)")
        .sees("start by Mon 4 Jan, done by Sun 31 Jan");
    app.keys("<enter>");
    let at = app
        .plan()
        .steps
        .iter()
        .position(|step| step.title == "Board sign-off");
    let dates = app.document().schedule().step(at.unwrap()).unwrap().clone();
    assert_eq!(dates.must_start, Some(day("2027-01-04")));
    assert_eq!(dates.must_finish, Some(day("2027-01-31")));
}

/// Types only a title: the line says which length it takes for granted.
#[test]
fn what_is_taken_for_granted_is_said_before_enter() {
    let mut app = App::example(120, 40);
    app.keys("aBoard sign-off");
    app.sees("no side was given: taken as Acme's, as Security review is")
        .sees("taken as 1 working day");
}

/// Types half a name and presses Tab: the suggestion stands in the line.
#[test]
fn tab_takes_the_suggestion() {
    let mut app = App::example(120, 40);
    app.keys("aSecurity training 1d @Rav");
    app.sees("Tab").sees("@Ravi Patel");
    app.keys("<tab><enter>");
    let owners = &app.step("Security training").owners;
    assert_eq!(owners.buyer.as_deref(), Some("ravi"));
}

/// Types lines that cannot be: each is told what is wrong while it is typed, Enter changes nothing,
/// and the line stays to be mended.
#[test]
fn a_wrong_line_is_told_in_place_and_changes_nothing() {
    for (line, words) in [
        ("@Dana", "no title"),
        ("Forms 2w before Xyz", "no step is called “Xyz”"),
        ("Forms 2w @Dana 3w", "two lengths"),
        (
            "Forms 2w @Dana @Ravi",
            "Dana Ortiz and Ravi Patel are both the buyer's",
        ),
        ("Forms on feb 30", "February 2027 has 28 days"),
        ("Forms by 2026-11-02", "has passed"),
        (
            "Forms after Signature before Success criteria",
            "Success criteria → ",
        ),
    ] {
        let mut app = App::example(100, 30);
        let before = app.plan().clone();
        app.keys(&format!("a{line}"));
        let shown = app
            .screen()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(shown.contains(words), "{line}: {}", app.screen());
        app.keys("<enter>");
        assert!(app.said().contains(words), "{line}: {}", app.said());
        app.sees("New step");
        assert_eq!(*app.plan(), before, "{line}");
        assert_eq!(app.file(), before, "{line}");
        app.keys("<esc>");
        app.sees_no("New step");
    }
}
