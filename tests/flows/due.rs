//! What is due: the list behind `T`, the marks on the rows, and what a step that is done late moves.

use backcast::plan::Plan;
use backcast::tui::commands::Place;
use backcast::tui::model::Msg;
use backcast::tui::widgets::timeline::RowId;

use crate::harness::{App, day, example_plan};

/// The example two weeks into January, when nothing has been done.
fn january(width: u16, height: u16) -> App {
    let mut app = App::example(width, height);
    app.send(Msg::Day(day("2027-01-14")));
    app
}

/// Presses `T` in January.
#[test]
fn the_list_tells_each_person_what_is_theirs() {
    let mut app = january(120, 40);
    app.keys("T");
    assert_eq!(app.model.place(), Place::Due);
    app.sees("Sarah Chen, Acme")
        .sees("Alex Morgan, Northwind")
        .sees("should have been done by Mon 4 Jan")
        .sees("should have started by Tue 5 Jan, 7 working days ago")
        .sees("must start by Fri 15 Jan, be done by Fri 29 Jan")
        .sees("overdue");
    app.keys("<esc>");
    assert_eq!(app.model.place(), Place::Plan);
}

/// On the first day two people could begin, and one question wants an answer.
#[test]
fn what_could_start_now_is_told_before_anything_is_late() {
    let mut app = App::example(100, 30);
    app.keys("T")
        .sees("1 due within a week · 1 could start now")
        .sees("could start now, at the latest on Wed 30 Dec")
        .sees("the open question must be answered by Fri 27 Nov")
        .sees_no("overdue");
}

/// Presses enter on something in the list.
#[test]
fn enter_goes_to_the_step_on_the_timeline() {
    let mut app = january(120, 40);
    app.select("Signature").keys("T<down><enter>");
    assert_eq!(app.model.place(), Place::Plan);
    let selected = &app.plan_screen().timeline.selected;
    assert_ne!(*selected, RowId::step("signature"));
    let due = app.plan().step(selected.key()).unwrap().title.clone();
    app.sees(&due).sees("should have started");
}

/// Presses `x` in the list, takes it back, and does it with `X` too.
#[test]
fn a_step_is_marked_done_or_started_from_the_list_and_undone_there() {
    let mut app = january(120, 40);
    app.keys("T").sees("overdue · ");
    app.keys("x<enter>");
    assert_eq!(app.model.place(), Place::Due);
    assert_eq!(app.step("Success criteria").done, Some(day("2027-01-14")));
    app.sees_no("should have been done by Mon 4 Jan");
    app.keys("u");
    assert_eq!(app.step("Success criteria").done, None);
    assert_eq!(app.model.place(), Place::Due);
    app.sees("should have been done by Mon 4 Jan");
    app.keys("<home>X<ctrl-u>12 jan<enter>");
    assert_eq!(
        app.step("Success criteria").started,
        Some(day("2027-01-12"))
    );
    assert_eq!(app.file(), *app.plan());
    app.keys("u");
    assert_eq!(app.step("Success criteria").started, None);
}

/// Nothing is due: the list is calm, says what comes next, and its keys do nothing.
#[test]
fn nothing_due_is_said_calmly() {
    let mut plan = example_plan();
    for step in &mut plan.steps {
        step.unknown = None;
        if step.title == "Success criteria" {
            step.started = Some(day("2026-11-20"));
        }
    }
    let mut app = App::with(&plan, 80, 24);
    app.keys("T")
        .sees("Nothing is overdue, nothing falls due within a week")
        .sees("Next: Success criteria must be done by Mon 4 Jan.");
    let before = app.file();
    app.keys("<enter>xXu<down><up><end><home><pgdn><pgup>");
    assert_eq!(app.model.place(), Place::Due);
    assert_eq!(app.file(), before);
    App::empty_plan(80, 24)
        .keys("T")
        .sees("There are no steps yet");
    for step in &mut plan.steps {
        step.done = Some(day("2026-11-20"));
    }
    App::with(&plan, 80, 24)
        .keys("T")
        .sees("Every step is done.");
}

/// The list in a window that everybody sees.
#[test]
fn a_shared_window_has_the_list_too() {
    let mut app = App::live(&example_plan(), 80, 24);
    app.send(Msg::Day(day("2027-01-14")));
    app.keys("T").sees("Sarah Chen, Acme").sees("overdue");
    app.keys("x<enter>");
    assert_eq!(app.step("Success criteria").done, Some(day("2027-01-14")));
    app.keys("<f2>");
    assert_eq!(app.model.place(), Place::Card);
}

/// Rows say by a glyph and a word what is overdue and what is due soon.
#[test]
fn rows_say_what_is_overdue_and_what_is_due_soon() {
    for (width, height) in [(120, 40), (100, 30), (80, 24)] {
        let app = january(width, height);
        for (step, mark) in [
            ("Success crit", "▓ overdue"),
            ("Proof of", "▓ late"),
            ("Legal", "◷ due"),
        ] {
            let row = app.row(step);
            assert!(row.contains(mark), "{mark} at {width}: {row}");
        }
        assert!(!app.row("Signature").contains('◷'));
    }
    let narrow = january(60, 18);
    assert!(narrow.row("Success").contains("▓ late"));
    let mut live = App::live(&example_plan(), 80, 24);
    live.send(Msg::Day(day("2027-01-14")));
    // Nobody is called late or overdue before everybody.
    assert!(live.row("Success").contains("▓ was due"));
    assert!(live.row("Legal").contains("◷ due"));
}

/// The details of a step say that it could start now, and what is due of it.
#[test]
fn details_say_what_could_start_now() {
    let mut app = App::example(120, 40);
    app.select("Success criteria")
        .sees("could start now, at the latest on Wed 30 Dec");
    app.select("Signature").sees_no("could be done now");
    let mut app = january(120, 40);
    app.select("Legal redlines")
        .sees("must start by Fri 15 Jan, be done by Fri 29 Jan");
    app.select("Success criteria")
        .sees("should have been done by Mon 4 Jan");
}

/// The example on 2 December, where the proof of concept waits two weeks behind the success criteria,
/// which were written down as done a week ago.
fn done_last_week() -> Plan {
    let mut plan = example_plan();
    for step in &mut plan.steps {
        if step.title == "Success criteria" {
            step.done = Some(day("2026-11-25"));
        }
        if step.title == "Proof of concept" {
            step.after[0].lag = Some("10d".parse().unwrap());
        }
    }
    plan
}

/// Corrects the day on which a step was done: it was later. What waits for it can be done later, and the
/// rows say by how much, until the next edit.
#[test]
fn a_step_done_late_moves_what_follows_it() {
    let mut app = App::with(&done_last_week(), 120, 40);
    app.send(Msg::Day(day("2026-12-02")));
    assert!(
        !app.row("Proof of concept").contains("+7 d"),
        "a new day moves nothing"
    );
    let spare = |app: &App| app.document().schedule().days_to_spare.unwrap();
    let before = spare(&app);
    app.select("Success criteria").keys("e");
    app.keys(&"<tab>".repeat(12)).keys("<ctrl-u>2 dec<enter>");
    let said = app.said().to_owned();
    assert!(
        said.contains("steps can be done later by Success criteria"),
        "{said}"
    );
    assert_eq!(spare(&app), before - 5, "five working days later");
    for (step, by) in [
        ("Success crit", "+7 d"),
        ("Proof of concept", "+7 d"),
        // A holiday less lies in its way.
        ("Security review", "+6 d"),
    ] {
        assert!(app.row(step).contains(by), "{step}: {}", app.screen());
    }
    app.select("Proof of concept").keys("<space>");
    app.sees("could be done 7 days later by the last edit, pushed by");
    app.keys("<esc>u");
    assert!(
        app.row("Proof of concept").contains("−7 d"),
        "{}",
        app.screen()
    );
    app.select("Signature").keys("!");
    assert!(!app.row("Proof of concept").contains("−7 d"));
}

/// Marks a step done that was to be done weeks ago: it is not late any more, what follows still is.
#[test]
fn a_step_done_weeks_late_leaves_what_follows_late() {
    let mut app = january(120, 40);
    let late = |app: &App| app.document().schedule().days_to_spare.unwrap();
    let before = late(&app);
    assert!(before < 0);
    app.select("Success criteria").keys("x<enter>");
    let said = app.said().to_owned();
    assert!(
        said.contains("steps can be done earlier by Success criteria"),
        "{said}"
    );
    assert!(late(&app) > before, "what was left of it is saved");
    assert!(!app.row("Success crit").contains("overdue"));
    assert!(
        app.row("Proof of concept").contains("−"),
        "{}",
        app.screen()
    );
    app.select("Signature").keys("!");
    assert!(
        app.row("Proof of concept").contains("▓ late"),
        "{}",
        app.screen()
    );
}

/// When steps could be done is no matter of a shared window: nothing moves there.
#[test]
fn a_step_done_late_moves_no_date_that_everybody_sees() {
    let mut app = App::live(&done_last_week(), 80, 24);
    app.send(Msg::Day(day("2026-12-02")));
    app.select("Success criteria").keys("e");
    app.keys(&"<tab>".repeat(12)).keys("<ctrl-u>2 dec<enter>");
    assert_eq!(app.step("Success criteria").done, Some(day("2026-12-02")));
    app.sees_no("+7 d").sees_no("can be done");
}

/// A folder of plans, of which every second is late.
fn plans(count: usize) -> std::rc::Rc<tempfile::TempDir> {
    let folder = std::rc::Rc::new(tempfile::tempdir().unwrap());
    for at in 0..count {
        let mut plan = example_plan();
        plan.id = format!("p{at}");
        plan.name = format!("Plan {at:03}");
        if at % 2 == 1 {
            plan.anchor.go_live = Some(day("2026-12-14"));
        }
        let path = folder.path().join(format!("plan-{at:03}.json"));
        backcast::store::create(&path, &plan).unwrap();
    }
    folder
}

/// The list of plans says how many steps press, as the list of what is due counts them; a step that is done
/// presses no more.
#[test]
fn the_list_of_plans_says_how_many_steps_press() {
    let folder = plans(3);
    for (width, height) in [(60, 18), (80, 24), (100, 30), (140, 45)] {
        let app = App::home_in(&folder, width, height);
        let late = app.row("Plan 001");
        assert!(
            late.contains("14 Dec 2026") && late.contains(" overdue"),
            "{late}"
        );
        let fits = app.row("Plan 000");
        assert!(
            !fits.contains("overdue") && !fits.contains("due today"),
            "{fits}"
        );
    }
    let mut app = App::home_in(&folder, 140, 45);
    app.keys("<down><enter>");
    let (plan, schedule) = (app.plan(), app.document().schedule());
    let (overdue, today) = backcast::schedule::due::pressing_steps(plan, schedule);
    assert!(overdue > 0 && today > 0, "{overdue} {today}");
    app.keys("q");
    let row = app.row("Plan 001");
    assert!(
        row.contains(&format!("{overdue} overdue · {today} due today")),
        "{row}"
    );
    let late = app.folder.path().join("plan-001.json");
    let mut plan = backcast::store::load(&late).unwrap().plan;
    for step in &mut plan.steps {
        step.done = Some(crate::harness::today());
    }
    std::fs::remove_file(&late).unwrap();
    backcast::store::create(&late, &plan).unwrap();
    app.keys("<enter>q");
    assert!(!app.row("Plan 001").contains("due"), "{}", app.screen());
}

/// Of many plans those on the screen alone are read, and the others when they come into view.
#[test]
fn what_presses_is_read_of_the_plans_on_the_screen_alone() {
    let folder = plans(60);
    let mut app = App::home_in(&folder, 80, 24);
    let asked = |app: &App| match &app.model.screen {
        backcast::tui::model::Screen::Home(home) => (home.asked.len(), home.pressing.len()),
        _ => (0, 0),
    };
    let shown = backcast::tui::screens::home::visible(24);
    assert_eq!(asked(&app), (shown, shown));
    app.keys("<end>");
    assert_eq!(asked(&app), (2 * shown, 2 * shown));
    assert!(app.row("Plan 059").contains("overdue"), "{}", app.screen());
    app.keys("<home><end>");
    assert_eq!(asked(&app), (2 * shown, 2 * shown));
    app.send(backcast::tui::model::Msg::Day(day("2026-12-20")));
    assert_eq!(asked(&app), (shown, shown), "another day, counted anew");
}
