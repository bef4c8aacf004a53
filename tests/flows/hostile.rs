//! Texts that no terminal may get as they are, in every field that takes text: nothing of them
//! reaches a cell, and no column is pushed out of line.

use backcast::plan::{Person, Plan, Role, Side};

use crate::harness::{App, example_plan};
use crate::payloads::{PAYLOADS, is_dangerous};

/// The hostile texts one after the other, round and round.
fn texts(from: usize) -> impl Iterator<Item = String> {
    let all = PAYLOADS.iter().cycle().skip(from);
    all.map(|(_, text)| text())
}

/// The example with hostile texts in everything that is text: another one in each place, beginning
/// with the one of that number.
fn hostile_plan(from: usize) -> Plan {
    let mut texts = texts(from);
    let mut text = || texts.next().unwrap();
    let mut plan = example_plan();
    for step in &mut plan.steps {
        step.title = text();
    }
    for step in &mut plan.steps {
        step.done_when = text();
        step.note = text();
    }
    for person in &mut plan.people {
        person.name = text();
        person.email = text();
        person.role = Some(Role::from_word(&text()));
    }
    for place in [
        &mut plan.name,
        &mut plan.anchor.outcome,
        &mut plan.anchor.if_missed,
        &mut plan.buyer.organization,
        &mut plan.seller.organization,
    ] {
        *place = text();
    }
    let stranger = Person::new("stranger".to_owned(), &text(), Side::Other(text()));
    plan.people.push(stranger);
    plan.steps[3].side = Side::Other(text());
    plan
}

/// Enough plans for every text to be the title of a step and the name of a person.
fn hostile_plans() -> impl Iterator<Item = (String, Plan)> {
    let all = (0..PAYLOADS.len()).step_by(9);
    all.map(|from| {
        (
            format!("texts from {}", PAYLOADS[from].0),
            hostile_plan(from),
        )
    })
}

/// Holds that no cell of the screen has a dangerous character, and that what is drawn on the right of
/// texts stands in its column.
#[track_caller]
fn is_harmless(app: &App, name: &str) {
    let buffer = app.frame();
    let area = buffer.area;
    for y in area.top()..area.bottom() {
        let mut covered = 0;
        for x in area.left()..area.right() {
            let symbol = buffer[(x, y)].symbol();
            let bad = symbol.chars().find(|&c| is_dangerous(c));
            assert_eq!(bad, None, "{name}: {symbol:?} at {x}, {y}");
            let width = backcast::text::width(symbol);
            if covered > 0 {
                covered -= 1;
            } else {
                covered = width.saturating_sub(1);
            }
        }
        assert_eq!(
            covered, 0,
            "{name}: a character hangs over the edge of row {y}"
        );
    }
}

/// Opens every overlay and edits a little.
const KEYS: &[&str] = &[
    "",
    "o",
    "<esc>w",
    "<esc>l",
    "<esc>aPilot after A",
    "<esc>e",
    "<tab><tab><tab><tab>",
    "<esc>g",
    "<esc>:",
    "<esc>?",
    "<esc>c",
    "v",
    "]",
    "]",
    "]",
    "]",
    "]",
    "<end>",
    "<esc>P",
    "<enter>",
    "<esc><esc>r",
    "D",
    "u",
    "s",
    "p20 jan<enter>",
    "<home>",
    "nA<enter>",
];

/// Opens a plan in which every text is hostile, and looks at every screen and overlay.
#[test]
fn hostile_plans_reach_no_cell() {
    for (name, plan) in hostile_plans() {
        let mut app = App::with(&plan, 100, 34);
        for keys in KEYS {
            app.keys(keys);
            is_harmless(&app, &name);
        }
        assert_eq!(app.file(), *app.plan(), "{name}");
        app.keys("<esc>");
        is_harmless(&app, &name);
    }
}

/// The vertical line before the coach stands in one column, whatever the texts at its left.
#[test]
fn columns_stay_in_line() {
    for (name, plan) in hostile_plans() {
        let app = App::with(&plan, 120, 40);
        let buffer = app.frame();
        let line =
            (0..120).find(|&x| buffer[(x, 1)].symbol() == "│" && buffer[(x, 38)].symbol() == "│");
        let line = line.unwrap_or_else(|| panic!("{name}:\n{}", app.screen()));
        for y in 1..39 {
            assert_eq!(
                buffer[(line, y)].symbol(),
                "│",
                "{name}, row {y}:\n{}",
                app.screen()
            );
        }
        // The days to spare end in one column.
        let spare = app.place_of("done by     spare").0 + 16;
        for y in 3..=13 {
            assert_eq!(
                buffer[(spare, y)].symbol(),
                "d",
                "{name}, row {y}:\n{}",
                app.screen()
            );
        }
    }
}

/// Pastes a hostile text into every line and every field of every form.
#[test]
fn hostile_pastes_reach_no_cell() {
    for payloads in PAYLOADS.chunks(6) {
        let name = payloads[0].0;
        // Thousands of characters show no more than the first of them do.
        let some = |text: String| text.chars().take(80).collect::<String>();
        let text: String = payloads.iter().map(|(_, text)| some(text())).collect();
        let mut app = App::example(80, 24);
        for open in ["a", "o", "d", "x", "X", "p", "L", "w", "n", ":"] {
            app.keys(open).paste(&text);
            is_harmless(&app, name);
            app.keys("<left><left><home><end><backspace>");
            is_harmless(&app, name);
            app.keys("<enter>");
            is_harmless(&app, name);
            for _ in 0..3 {
                app.keys("<esc>");
                if app.model.plan().is_none() {
                    app.keys("<enter>");
                }
            }
        }
        for (open, fields) in [("e", 14), ("g", 6), ("Pa", 4)] {
            app.select("Go-live")
                .keys(if open == "e" { "<home>" } else { "" });
            app.keys(open);
            for _ in 0..fields {
                app.paste(&text);
                is_harmless(&app, name);
                app.keys("<tab>");
                is_harmless(&app, name);
            }
            app.keys("<enter><esc><esc>");
            is_harmless(&app, name);
            if app.model.plan().is_none() {
                app.keys("<enter>");
            }
        }
        assert_eq!(app.file(), *app.plan(), "{name}");
    }
}

/// Starts a plan whose name and parties are hostile; the list of plans and a broken file's message
/// are harmless too.
#[test]
fn hostile_names_in_the_list_reach_no_cell() {
    for (name, text) in PAYLOADS {
        let text = text();
        let mut app = App::home(80, 24);
        app.keys("n").paste(&text);
        app.keys("<tab>").paste(&text);
        app.keys("<tab>").paste(&text);
        is_harmless(&app, name);
        app.keys("<enter>");
        is_harmless(&app, name);
        app.keys("<esc>");
        is_harmless(&app, name);
        let broken = serde_json::json!({ "format": 1, "name": text, "steps": text });
        std::fs::write(app.folder.path().join("broken.json"), broken.to_string()).unwrap();
        let app = App::home_in(&app.folder, 80, 24);
        is_harmless(&app, name);
    }
}
