//! A plan that does not fit: what is said of it, what would help, and a change that is tried and taken
//! back.

use backcast::plan::Duration;

use crate::harness::{App, day, example_plan, late_plan};

fn on_disk(app: &App) -> String {
    std::fs::read_to_string(app.path()).unwrap()
}

/// A late plan on the rep's own screen: by how much, where it lands, why, what should have started, and
/// that something helps; in the smallest window too.
#[test]
fn a_late_plan_says_by_how_much_and_why() {
    for (width, height) in [(60, 18), (80, 24), (120, 40)] {
        let mut app = App::with(&late_plan(), width, height);
        let header = app.screen().lines().next().unwrap().to_owned();
        assert!(header.contains("d late"), "{header}");
        let spare = app.document().schedule().days_to_spare.unwrap();
        assert!(header.contains(&format!("{} d late", -spare)), "{header}");
        assert!(
            header.contains("Fri 5 Feb") && header.contains("19 Jan"),
            "{header}"
        );
        app.keys("<home>");
        while app.plan_screen().step_id().is_some() {
            app.keys("<down>");
        }
        app.keys(" ");
        let mut seen = app.screen();
        app.keys("<end>");
        seen.push_str(&app.screen());
        let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            "as it stands on Fri 5 Feb",
            "working days ago",
            "t lists what would make it fit",
        ] {
            assert!(seen.contains(words), "no “{words}” in\n{}", app.screen());
        }
    }
}

/// A late plan on a shared window says where it lands, and nobody is told that they are late.
#[test]
fn a_late_plan_on_a_shared_window_is_told_calmly() {
    for (width, height) in [(60, 18), (80, 24), (120, 40)] {
        let mut app = App::live(&late_plan(), width, height);
        app.sees("as it stands Fri 5 Feb").sees_no("late");
        app.keys("d<ctrl-u>20d<enter>").sees_no("late");
    }
}

/// Opens the list, tries the best change, and takes it back: the file holds the change and then what it
/// held before.
#[test]
fn a_lever_is_tried_with_one_key_and_taken_back_with_one() {
    let mut app = App::with(&late_plan(), 100, 30);
    let before = on_disk(&app);
    app.keys("t").sees("Make it fit").sees("Working it out");
    app.compute()
        .sees("✓ fits")
        .sees("Ask ")
        .sees_no("Working it out");
    assert_eq!(on_disk(&app), before, "looking changes nothing");
    let steps = app.plan().steps.clone();
    app.keys("<enter>").compute();
    app.sees("It fits").sees("✓ tried: ");
    assert!(app.document().schedule().fits);
    assert_eq!(app.plan().history.len(), late_plan().history.len() + 1);
    assert_ne!(on_disk(&app), before);
    app.keys("u")
        .compute()
        .sees_no("tried")
        .sees("working days short");
    assert_eq!(app.plan().steps, steps);
    app.keys("U").compute().sees("✓ tried: ");
    app.keys("u<esc>").sees_no("Make it fit");
    assert_eq!(on_disk(&app), before);
}

/// Until the list is about the plan as it is, nothing can be tried: the change might be another there.
#[test]
fn a_list_of_an_older_plan_makes_no_change() {
    let mut app = App::with(&late_plan(), 80, 24);
    app.keys("t<enter>");
    assert_eq!(app.plan().history.len(), late_plan().history.len());
    app.compute().keys("<enter>");
    let tried = app.plan().history.len();
    app.keys("<enter>");
    assert_eq!(app.plan().history.len(), tried);
    assert!(app.said().contains("one moment"), "{}", app.said());
}

/// What a tried change did is said beneath the list, on as many lines as it takes, and never over its last
/// line: the one with both lower corners.
#[test]
fn what_is_said_stands_beneath_the_list() {
    for (width, height) in [(60, 18), (80, 24), (100, 30), (120, 40)] {
        let own = App::with(&late_plan(), width, height);
        let mut live = App::live(&late_plan(), width, height);
        live.keys("b<enter>");
        for mut app in [own, live] {
            app.keys("t").compute().keys("<enter>").compute();
            let screen = app.screen();
            let lines: Vec<&str> = screen.lines().collect();
            let edge = lines
                .iter()
                .position(|line| line.starts_with('╰') && line.ends_with('╯'));
            let said = lines
                .iter()
                .position(|line| line.contains("duration 5/8/10d"));
            assert!(edge.is_some() && edge < said, "{width}x{height}\n{screen}");
        }
    }
}

/// Why it is late is a sentence of its own; a plan for which nothing gains more is not told of what does.
#[test]
fn the_list_opens_with_whole_sentences() {
    let mut app = App::with(&late_plan(), 140, 45);
    app.keys("t")
        .compute()
        .sees("Cause: the work from ")
        .sees("Mon 28 Dec.");
    let mut plan = late_plan();
    plan.anchor.go_live = Some(day("2027-06-01"));
    for step in &mut plan.steps {
        (step.duration, step.gate) = (Duration::MILESTONE, None);
        step.after.clear();
    }
    let mut app = App::with(&plan, 120, 40);
    app.keys("t").sees("What gains more:");
    app.compute();
    app.sees("No single change").sees_no("What gains more");
}

/// The selected change is whole beneath the list, in the smallest window too.
#[test]
fn every_lever_can_be_read_whole() {
    for (width, height) in [(60, 18), (80, 24), (140, 45)] {
        let mut app = App::with(&late_plan(), width, height);
        app.keys("t").compute();
        let mut seen = std::collections::HashSet::new();
        for _ in 0..40 {
            let screen = app.screen().replace('│', " ");
            let screen = screen.split_whitespace().collect::<Vec<_>>().join(" ");
            let asked = screen.matches("Ask ").count() + screen.matches("Nothing to ask").count();
            assert!(asked > 0, "{width}x{height}\n{}", app.screen());
            seen.insert(screen);
            app.keys("<down>");
        }
        assert!(seen.len() > 4, "{width}x{height}: {}", seen.len());
    }
}

/// A buyer watches: the same list, and the change is theirs when the pen is.
#[test]
fn a_lever_is_tried_on_a_shared_window_with_the_buyers_pen() {
    let mut app = App::live(&late_plan(), 80, 24);
    app.keys("b<enter>t")
        .compute()
        .sees("Make it fit")
        .sees_no("pain");
    app.keys("<enter>").compute().sees("✓ tried: ");
    let entry = app.plan().history.last().unwrap();
    assert_eq!(entry.by.side, backcast::plan::Side::Buyer);
    app.keys("u").compute().sees_no("tried");
    app.keys("<f2>").sees_no("Make it fit");
}

/// What there is to say when nothing is late, when there is no date, and when there is no step.
#[test]
fn a_plan_that_fits_or_is_not_there_yet_gets_an_answer() {
    let mut app = App::example(80, 24);
    app.keys("t")
        .compute()
        .sees("It fits, with 25 working days to spare.")
        .sees("+3 d");
    let mut plan = example_plan();
    plan.anchor.go_live = None;
    let mut app = App::with(&plan, 80, 24);
    app.keys("t")
        .compute()
        .sees("There is no go-live date yet: Esc, then g sets it.");
    let mut app = App::empty_plan(80, 24);
    app.keys("t")
        .compute()
        .sees("There are no steps yet: Esc, then a adds one.");
}
