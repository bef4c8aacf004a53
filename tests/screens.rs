//! What the screens look like: text and styles of every screen and overlay at three sizes. A change
//! of looks shows as a changed file under `snapshots`, to be read before it is accepted with
//! `INSTA_UPDATE=always cargo test --test screens`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

// What `support/screen.rs` needs under the name that it has inside the crate.
use backcast::text;

#[path = "flows/harness.rs"]
mod harness;
#[path = "support/screen.rs"]
mod screen;

use backcast::tui::model::Msg;
use harness::call::{after_a_call, on_a_call};
use harness::{App, day, example_plan};

const SIZES: [(u16, u16); 3] = [(80, 24), (100, 30), (140, 45)];

/// Takes the picture of a screen at the three sizes.
fn take(name: &str, open: impl Fn(u16, u16) -> App) {
    for (width, height) in SIZES {
        let app = open(width, height);
        insta::assert_snapshot!(format!("{name}-{width}x{height}"), app.picture());
    }
}

/// Takes the picture of the example after some keys.
fn take_example(name: &str, keys: &str) {
    take(name, |width, height| {
        let mut app = App::example(width, height);
        app.keys(keys);
        app
    });
}

#[test]
fn home_empty() {
    take("home-empty", App::home);
}

#[test]
fn home_with_plans_one_of_them_broken() {
    take("home-plans", |width, height| {
        let app = App::home(width, height);
        let file = |name: &str| app.folder.path().join(name);
        let mut plan = example_plan();
        backcast::store::create(&file("acme.json"), &plan).unwrap();
        plan.name = "Globex consolidation".to_owned();
        plan.buyer.organization = "Globex".to_owned();
        plan.anchor.go_live = None;
        backcast::store::create(&file("globex.json"), &plan).unwrap();
        std::fs::write(file("initech.json"), "{\n  \"format\": 1,\n  oops\n}").unwrap();
        App::home_in(&app.folder, width, height)
    });
}

#[test]
fn example() {
    take_example("example", "");
}

/// In January the plan does not fit any more.
#[test]
fn example_late() {
    take("example-late", |width, height| {
        let mut app = App::example(width, height);
        app.send(Msg::Day(day("2027-01-11")));
        app
    });
}

#[test]
fn moved_by_an_edit() {
    take("moved", |width, height| {
        let mut app = App::example(width, height);
        app.select("Implementation").keys("d<ctrl-u>4w<enter>");
        app
    });
}

#[test]
fn step_form() {
    take_example("step-form", "e<tab><tab><tab><tab>");
}

#[test]
fn new_plan_form() {
    take("new-plan-form", |width, height| {
        let mut app = App::home(width, height);
        app.keys("nGlobex<tab>Globex<tab>Northwind<tab>in 14 weeks");
        app
    });
}

#[test]
fn add_line() {
    take("add-line", |width, height| {
        let mut app = App::example(width, height);
        app.select("Executive approval")
            .keys("aBoard sign-off 4w @Da");
        app
    });
}

#[test]
fn palette() {
    take_example("palette", ":ris");
}

#[test]
fn help() {
    take_example("help", "?");
}

#[test]
fn script_page() {
    take_example("script-page", "cv");
}

#[test]
fn people() {
    take_example("people", "P");
}

#[test]
fn empty_plan() {
    take("empty-plan", App::empty_plan);
}

#[test]
fn prompter_waiting() {
    take("prompter-waiting", App::prompter);
}

#[test]
fn prompter_on_a_call() {
    take("prompter", on_a_call);
}

#[test]
fn prompter_after_a_call() {
    take("prompter-ended", after_a_call);
}

#[test]
fn prompter_objections() {
    for (name, keys) in [
        ("objections", "o<down>"),
        ("objection", "o2"),
        ("note", "nRavi asks"),
    ] {
        take(&format!("prompter-{name}"), |width, height| {
            let mut app = on_a_call(width, height);
            app.keys(keys);
            app
        });
    }
}
