//! A manager's work with a rep, begun from the plans and left back to them: role-play, the 1:1, the
//! diagnosis. Whom it is with is asked only where it is not clear.

use std::rc::Rc;

use backcast::store::{self, Folder};
use tempfile::TempDir;

use crate::harness::coaching::REP;
use crate::harness::{App, Left, example_plan};

const SIZES: [(u16, u16); 4] = [(60, 18), (80, 24), (100, 30), (140, 45)];

/// A folder with the example as these reps' plans, each by its own name.
fn folder_of(reps: &[(&str, &str)]) -> Rc<TempDir> {
    let folder = Rc::new(tempfile::tempdir().unwrap());
    for (name, rep) in reps {
        let mut plan = example_plan();
        plan.id = format!("id-{name}");
        (*name).clone_into(&mut plan.name);
        let path = folder.path().join(format!("{name}.json"));
        store::create(&path, &plan).unwrap();
        store::edit_private(&path, &plan.id, |private| {
            (*rep).clone_into(&mut private.deal.rep);
        })
        .unwrap();
    }
    folder
}

fn open(folder: &Rc<TempDir>, name: &str, size: (u16, u16)) -> App {
    App::open_in(
        folder,
        &folder.path().join(format!("{name}.json")),
        "new",
        size,
    )
}

/// From the list of plans, with the only rep there is: each work opens at once, and leaving it shows the
/// list as it was.
#[test]
fn from_the_plans_each_work_opens_and_leads_back() {
    let folder = folder_of(&[("acme", REP), ("globex", "")]);
    for (width, height) in SIZES {
        for (open, seen, leave) in [
            ("1", "THE FIRST 1:1 WITH ALEX KIM", "q"),
            ("2", "Alex Kim", "q"),
            ("3", "Do they know how", "q"),
            ("3", "Do they know how", "<esc>"),
            (":role-play<enter>", "No round is kept yet", "q"),
        ] {
            let mut app = App::home_in(&folder, width, height);
            app.sees("1 1:1").sees("2 practise").sees("3 why no plans?");
            app.keys("<down>").keys(open).sees(seen).sees_no("globex");
            app.keys(leave).sees("globex").sees("1 1:1");
            assert_eq!(app.left, None);
            app.keys("q");
            assert_eq!(app.left, Some(Left::Saved));
        }
    }
}

/// From a plan: its rep and its words; an edit that was on its way is kept, what was selected and what can
/// be undone is there again.
#[test]
fn from_a_plan_it_is_about_that_plan_and_its_rep() {
    let folder = folder_of(&[("acme", REP), ("globex", "Priya Shah")]);
    let mut app = open(&folder, "globex", (100, 30));
    app.select("Security review").keys("d<ctrl-u>9d<enter>");
    app.keys("1").sees("Priya Shah").sees_no("Alex Kim");
    app.keys("<enter>March is theirs<ctrl-n>").sees("THE PLAN");
    app.keys("<esc>q");
    assert_eq!(app.selected(), "Security review");
    let at = Folder::at(folder.path().to_owned());
    let record = store::load_rep(&at, "Priya Shah").unwrap().unwrap();
    let talk = &record.one_on_ones[0];
    assert_eq!(talk.plan.as_deref(), Some("id-globex"));
    assert_eq!(talk.said["goal"], "March is theirs");
    app.keys("2<enter>").sees("Priya Shah").sees("globex");
    app.keys("qq3").sees("Do they know how");
    app.keys("q");
    app.keys("u").sees("✓ saved");
    assert!(app.said().starts_with("undone"), "{}", app.said());
    assert_eq!(app.file().steps, example_plan().steps);
}

/// Several reps: the one is chosen by leafing, or typed; nobody is known: a name is typed.
#[test]
fn whom_it_is_with_is_asked_where_it_is_not_clear() {
    let two = folder_of(&[("acme", REP), ("globex", "Priya Shah")]);
    for (width, height) in SIZES {
        let mut app = App::home_in(&two, width, height);
        app.keys("1").sees("Rep").sees("Alex Kim · Priya Shah");
        app.keys("<enter>");
        assert!(app.said().contains("whom is it with"), "{}", app.said());
        app.keys("<right><right><enter>")
            .sees("THE FIRST 1:1 WITH PRIYA SHAH");
        app.keys("q3<esc>").sees("globex");
        app.keys("2New Person<enter>")
            .sees("New Person")
            .sees("No round");
        app.keys("q").sees("globex");
    }
    let nobody = folder_of(&[]);
    let mut app = App::home_in(&nobody, 80, 24);
    app.keys("2").sees("the rep whom it is with");
    app.keys("Zoe<enter>");
    app.sees("Zoe");
    app.keys("q").sees("No plans yet");
}

/// A rep with several plans and no 1:1 before: which plan is asked; afterwards the last one is meant.
#[test]
fn which_plan_a_1_on_1_is_about_is_asked_once() {
    let folder = folder_of(&[("acme", REP), ("globex", REP)]);
    let mut app = App::home_in(&folder, 80, 24);
    app.keys("1").sees("acme · globex");
    app.keys("<enter>");
    assert!(app.said().contains("which plan"), "{}", app.said());
    app.keys("<right><right><enter>")
        .sees("THE FIRST 1:1 WITH ALEX KIM");
    app.keys("<enter>x<esc>q");
    let record = app.record();
    assert_eq!(record.one_on_ones[0].plan.as_deref(), Some("id-globex"));
    app.keys("1<enter>x<esc>q");
    let record = app.record();
    assert_eq!(record.one_on_ones[1].plan.as_deref(), Some("id-globex"));
}

/// A round that was kept is in the record, and the program goes on from the plan.
#[test]
fn a_round_from_a_plan_is_kept_and_leads_back() {
    let folder = folder_of(&[("acme", REP)]);
    let mut app = open(&folder, "acme", (100, 30));
    app.keys("2<enter><enter>333333<enter>").sees("1 round");
    app.keys("q").sees("Security review");
    assert_eq!(app.record().practice.len(), 1);
    app.keys("2<ctrl-c>");
    assert_eq!(app.left, Some(Left::Saved));
}

/// The panic key in a work shows nothing of it, nor of the plan behind it; and a shared window has no way
/// to any of them.
#[test]
fn nothing_of_it_is_shared() {
    let folder = folder_of(&[("acme", REP)]);
    let mut app = open(&folder, "acme", (80, 24));
    app.keys("1<f2>").sees_no("Alex").sees_no("Security review");
    app.keys("<f2>y").sees("THE FIRST 1:1 WITH ALEX KIM");
    app.keys("q<f2>123")
        .sees("Security review")
        .sees_no("Alex Kim is");
    let mut live = App::live_in(&folder, &folder.path().join("acme.json"), (80, 24));
    live.keys("123").sees("Security review").sees_no("1:1");
    live.keys(":practise").sees_no("Role-play");
}

/// A record that is broken is told of, and nothing is begun.
#[test]
fn a_broken_record_is_told_of_and_nothing_is_begun() {
    let folder = folder_of(&[("acme", REP)]);
    let coaching = folder.path().join("coaching");
    std::fs::create_dir(&coaching).unwrap();
    std::fs::write(coaching.join("alex-kim.json"), "{ oops").unwrap();
    let mut app = App::home_in(&folder, 100, 30);
    for key in ["1", "2", "3"] {
        app.keys(key).sees("acme");
        assert!(
            app.said().contains("alex-kim.json:1"),
            "{key}: {}",
            app.said()
        );
    }
}
