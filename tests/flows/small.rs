//! Deals too small for a plan: the rep is told before any of it is built, one key takes a next step
//! instead, and nobody else sees what the deal is worth.

use backcast::store;

use crate::harness::{App, empty_plan, example_plan};

const SIZES: [(u16, u16); 4] = [(60, 18), (80, 24), (100, 30), (140, 45)];

fn titles(app: &App) -> Vec<&str> {
    app.plan()
        .steps
        .iter()
        .map(|step| step.title.as_str())
        .collect()
}

/// Starts a plan for a deal of 3,000 euros: the form itself proposes a next step, Enter takes it, and the
/// value is in the private file alone.
#[test]
fn a_small_deal_is_started_as_a_next_step_without_a_key_more() {
    for (width, height) in SIZES {
        let mut app = App::home(width, height);
        app.keys("nSmall<tab>Globex<tab>Northwind<tab>mar 1<tab>");
        app.sees("for your eyes alone");
        assert!(app.row("Template").contains("mid-market"));
        app.keys("3000 eur").sees("one next step is enough");
        assert!(
            app.row("Template  ").contains("next-step"),
            "{}",
            app.screen()
        );
        app.keys("<enter>");
        assert_eq!(
            titles(&app),
            ["Recap confirmed", "Decision", "Contract", "Kickoff"]
        );
        let private = store::load_private(&app.path()).unwrap().unwrap();
        assert_eq!(
            (private.deal.value, private.deal.currency.as_str()),
            (Some(3_000), "EUR")
        );
        let file = std::fs::read_to_string(app.path()).unwrap();
        assert!(!file.contains("3000"), "{file}");
    }
}

/// Types on until the deal is large, and back; then chooses a template by hand, which stays.
#[test]
fn the_template_follows_the_value_until_one_is_chosen_by_hand() {
    let mut app = App::home(100, 30);
    let template = |app: &App| app.row("Template  ");
    app.keys("nSmall<tab><tab><tab><tab>3k");
    assert!(template(&app).contains("next-step"));
    app.keys("<backspace>0000").sees_no("is enough");
    assert!(template(&app).contains("mid-market"));
    app.keys("<backspace>");
    assert!(template(&app).contains("next-step"));
    app.keys("<tab><ctrl-u>enterprise<shift-tab><backspace>");
    assert!(template(&app).contains("enterprise"));
    app.sees("the template is next-step");
    app.keys("<enter>");
    assert!(titles(&app).len() > 4);
    let private = store::load_private(&app.path()).unwrap().unwrap();
    assert_eq!(private.deal.value, Some(300));
}

/// Opens a plan without steps: before any is typed, it says that a next step is enough; `N` makes it and
/// `u` takes it back. The buyer sees none of it.
#[test]
fn an_empty_plan_of_a_small_deal_says_so_and_one_key_takes_the_next_step() {
    for size in SIZES {
        let mut app = App::worth(&empty_plan(), 3_000, size);
        app.sees("No plan is needed: worth 3,000 EUR, below 25,000.")
            .sees("Press N for one next step");
        app.keys("<f2>").sees_no("3,000").sees_no("next step");
        app.keys("<f2>y").sees("worth 3,000 EUR");
        app.keys("N").sees_no("3,000");
        assert_eq!(titles(&app).len(), 4);
        assert_eq!(app.file().steps, app.plan().steps);
        app.keys("N");
        assert!(
            app.said().contains("no more than a next step"),
            "{}",
            app.said()
        );
        app.keys("u").sees("worth 3,000 EUR");
        assert!(app.file().steps.is_empty());
    }
}

/// Reads whether the plan is real: at its head stands that no plan is needed, with the key. A value that
/// another program writes meanwhile counts the next time it is opened.
#[test]
fn the_check_says_it_at_its_head_and_hears_of_a_new_value() {
    for size in SIZES {
        let mut plan = example_plan();
        plan.people.clear();
        for step in &mut plan.steps {
            step.owners = backcast::plan::Owners::default();
        }
        let count = plan.steps.len();
        let mut app = App::worth(&plan, 3_000, size);
        app.keys("E").sees("no plan is needed: worth 3,000 EUR");
        app.sees("N on the plan puts its steps");
        app.keys("<f2>").sees_no("3,000");
        app.keys("<f2>y");
        store::edit_private(&app.path(), "p", |private| {
            private.deal.value = Some(90_000);
        })
        .unwrap();
        app.keys("<esc>E").sees_no("no plan is needed");
        app.keys("<esc>N");
        assert!(
            app.said().contains("a plan is worth its while"),
            "{}",
            app.said()
        );
        assert_eq!(app.plan().steps.len(), count);
    }
}

/// A shared window never asks for the value.
#[test]
fn nothing_of_it_is_in_a_shared_window() {
    let own = App::worth(&empty_plan(), 3_000, (100, 30));
    let path = own.path();
    let mut live = App::live_in(&own.folder, &path, (100, 30));
    live.sees_no("3,000").sees_no("no plan is needed");
    live.keys("N");
    assert!(titles(&live).is_empty());
    live.keys(":next step").sees_no("Only a next step");
}

/// A private file that is broken is told of, and the plan is there all the same.
#[test]
fn a_broken_private_file_is_told_of_and_hinders_nothing() {
    let folder = std::rc::Rc::new(tempfile::tempdir().unwrap());
    let path = folder.path().join("acme.json");
    store::create(&path, &empty_plan()).unwrap();
    std::fs::write(store::private_path(&path), "{ oops").unwrap();
    let app = App::open_in(&folder, &path, "new", (100, 30));
    assert!(app.said().contains("acme.private.json:1"), "{}", app.said());
    app.sees("Press i to be asked");
}
