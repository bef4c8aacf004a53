//! The first minutes: a first start, the example, a plan of one's own.

use backcast::plan::Plan;
use backcast::store;

use crate::harness::{App, Left, day};

/// Starts the program for the first time: there are no plans yet, two obvious things to do, and the
/// place where plans will be.
#[test]
fn with_no_plans_there_are_two_things_to_do() {
    let app = App::home(80, 24);
    app.sees("No plans yet. Two good ways to begin:")
        .sees("e   open the example")
        .sees("n   start a plan")
        .sees("Plans are kept in ~/plans")
        .sees("? keys");
}

/// Presses `e`, plays with the example, goes back: it stood there whole, said that nothing is kept,
/// and the folder of plans is still empty.
#[test]
fn the_example_opens_and_nothing_of_it_is_kept() {
    let mut app = App::home(120, 40);
    app.keys("e");
    app.sees("Acme × Northwind · Ledger rollout")
        .sees("go-live Mon 1 Mar 2027")
        .sees("✓ example");
    app.keys("d<ctrl-u>8d<enter>");
    app.sees("✓ example");
    app.keys("q");
    app.sees("No plans yet");
    assert_eq!(std::fs::read_dir(app.folder.path()).unwrap().count(), 0);
}

/// Presses `n`, fills the form in and sees the typed date given back in words; Enter lands on the new
/// plan with the template's steps, and the file is there.
#[test]
fn a_plan_is_started_with_a_few_lines() {
    let mut app = App::home(100, 30);
    app.keys("n");
    app.sees("Start a plan").sees("what you call it");
    app.keys("Globex rollout<tab>Globex<tab>Northwind<tab>mar 1");
    app.sees("Mon 1 Mar 2027, in 14 weeks");
    app.keys("<tab><tab>");
    assert!(app.row("Go-live").contains("Mon 1 Mar 2027, in 14 weeks"));
    app.sees("← → mid-market · enterprise · public · renewal · next-step");
    app.keys("<enter>");
    app.sees("Globex × Northwind")
        .sees("go-live Mon 1 Mar 2027")
        .sees("✓ saved");
    let plan = app.file();
    assert_eq!(plan, *app.plan());
    assert_eq!(plan.anchor.go_live, Some(day("2027-03-01")));
    assert_eq!(plan.buyer.organization, "Globex");
    assert!(
        plan.steps
            .iter()
            .any(|step| step.title == "Security review")
    );
    assert_eq!(
        app.path(),
        app.folder
            .path()
            .canonicalize()
            .unwrap()
            .join("globex-rollout.json")
    );
}

/// Leafs through the templates with ctrl-n, empties the field and starts with no steps at all: the
/// empty plan says what to press and what to type.
#[test]
fn a_plan_without_a_template_says_how_to_begin() {
    let mut app = App::home(80, 24);
    app.keys("nBare<tab><tab><tab>in 14 weeks<tab><tab><ctrl-n>");
    app.sees("Template         enterprise");
    app.keys("<ctrl-u><enter>");
    assert_eq!(app.plan().steps.len(), 0);
    app.sees("Press i to be asked backwards from go-live, or a to type the last step:")
        .sees("Implementation 3w seller");
}

/// Types a day that has passed as go-live, or no day at all, or no name: the form stays, says what is
/// wrong in words, and no file is made.
#[test]
fn a_form_that_is_wrong_stays_and_says_why() {
    for (keys, words) in [
        ("nOld<tab><tab><tab>2026-03-01<enter>", "has passed"),
        ("nOld<tab><tab><tab>yesterday<enter>", "passed"),
        ("nOld<tab><tab><tab>soonish<enter>", "soonish"),
        ("n<tab>Acme<enter>", "a name is needed"),
        (
            "nOdd<tab><tab><tab><tab><tab>x<enter>",
            "no template is called that",
        ),
        ("nOdd<tab><tab><tab><tab>lots<enter>", "write it as 3000"),
    ] {
        let mut app = App::home(100, 30);
        app.keys(keys);
        assert!(app.said().contains(words), "{keys}: {}", app.said());
        app.sees("Start a plan");
        assert!(app.model.plan().is_none());
        assert_eq!(std::fs::read_dir(app.folder.path()).unwrap().count(), 0);
    }
}

/// Starts a second plan by the name of the first and is told; by another name it works, and both stand
/// in the list with their dates. A third file that is no plan says so in its row and hinders nobody.
#[test]
fn the_list_shows_every_plan_and_what_is_wrong_with_a_broken_one() {
    let mut app = App::home(100, 30);
    app.keys("nAcme<tab>Acme<tab>Northwind<tab>mar 1<enter>q");
    app.keys("nAcme<tab>Acme<tab>Northwind<tab>jun 1<enter>");
    assert!(app.said().contains("acme.json"), "{}", app.said());
    app.sees("Start a plan");
    app.keys("<shift-tab><shift-tab><shift-tab> renewal<enter>q");
    let broken = app.folder.path().join("notes.json");
    std::fs::write(&broken, "{\"format\": ").unwrap();
    let mut app = App::home_in(&app.folder, 100, 30);
    app.sees("Mon 1 Mar 2027, in 14 weeks")
        .sees("Tue 1 Jun 2027");
    assert!(
        app.row("notes").contains("notes.json"),
        "{}",
        app.row("notes")
    );
    app.keys("<end><enter>");
    assert_eq!(std::fs::read_to_string(&broken).unwrap(), "{\"format\": ");
    app.keys("<home><enter>");
    app.sees("go-live");
}

/// Presses Enter on a file that is no plan: the list stays and says which file, where and what to do.
#[test]
fn a_broken_plan_is_told_and_left_alone() {
    let mut app = App::home(100, 30);
    let broken = app.folder.path().join("notes.json");
    std::fs::write(&broken, "{\n  \"format\": 1,\n  oops\n}").unwrap();
    app = App::home_in(&app.folder, 100, 30);
    app.keys("<enter>");
    assert!(app.model.plan().is_none());
    assert!(app.said().contains("notes.json"), "{}", app.said());
    assert!(app.said().contains("notes.json:3"), "{}", app.said());
    app.sees("Nothing was changed.");
}

/// Goes back to the list with `q` and quits with `q`: everything is on disk, and the next start shows
/// exactly what was there.
#[test]
fn what_was_there_is_there_at_the_next_start() {
    let mut app = App::home(100, 30);
    app.keys("nAcme<tab>Acme<tab>Northwind<tab>mar 1<enter>aBoard sign-off 4w buyer<enter>");
    let (plan, path): (Plan, _) = (app.plan().clone(), app.path());
    app.keys("qq");
    assert_eq!(app.left, Some(Left::Saved));
    assert_eq!(store::load(&path).unwrap().plan, plan);
    let mut again = App::home_in(&app.folder, 100, 30);
    again.keys("<enter>");
    again.sees("Board sign-off");
    assert_eq!(*again.plan(), plan);
}
