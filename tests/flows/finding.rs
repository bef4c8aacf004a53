//! Finding out what can be done: hints, help, the palette.

use backcast::tui::commands::{Place, TABLE};
use backcast::tui::keymap;

use crate::harness::{App, example_plan};

/// Presses `?`: every command that works there stands on the page with its keys, none is left out,
/// and what does not fit is reached by scrolling.
#[test]
fn the_help_lists_every_key_that_works_there() {
    for (mut app, keys, place) in [
        (App::home(80, 24), "?", Place::Home),
        (App::example(80, 24), "?", Place::Plan),
        (App::example(60, 18), "?", Place::Plan),
        (App::example(140, 60), "<f1>", Place::Plan),
        (App::example(80, 24), "a<f1>", Place::Line),
        (App::example(80, 24), "e<f1>", Place::Form),
        (App::example(80, 24), ":<f1>", Place::Palette),
        (App::example(80, 24), "c?", Place::Script),
        (App::live(&example_plan(), 80, 24), "?", Place::Share),
        (App::example(80, 24), "P?", Place::List),
    ] {
        app.keys(keys);
        app.sees(&format!("Keys · {}", place.title()));
        let mut seen = app.screen();
        for _ in 0..3 * TABLE.len() {
            app.keys("<down>");
            seen.push_str(&app.screen());
        }
        for command in TABLE.iter().filter(|command| command.applies(place)) {
            let row = format!("{} ", command.keys_text());
            let found = seen.lines().any(|line| {
                line.split_once(&row)
                    .is_some_and(|(_, rest)| rest.trim_start().starts_with(command.title))
            });
            assert!(found, "{row} {} in {:?}", command.title, app.model.size);
        }
        app.keys("<esc>");
        app.sees_no("Keys ·");
    }
}

/// Scrolls the help far past its end, then one up: it moves at once.
#[test]
fn a_page_scrolled_past_its_end_comes_back_at_the_first_key() {
    let mut app = App::example(80, 24);
    app.keys("?<end>");
    app.sees("more above");
    let end = app.screen();
    app.keys("<down><down><down><pgdn>");
    assert_eq!(app.screen(), end);
    app.keys("<up>");
    assert_ne!(app.screen(), end, "the first key up already moves");
}

/// Opens the palette, types a few letters and presses Enter: the command runs.
#[test]
fn the_palette_finds_and_runs() {
    for open in [":", "<ctrl-k>"] {
        let mut app = App::example(100, 30);
        app.select("Legal redlines").keys(open);
        app.sees("Find a command").sees("Add a step before");
        app.keys("riski");
        app.sees("Flag as riskiest");
        app.keys("<enter>");
        assert!(app.step("Legal redlines").riskiest);
        app.sees_no("Find a command");
    }
    let mut app = App::example(100, 30);
    app.keys(":zzzz");
    app.sees("No command is called that. Esc goes back.");
    app.keys("<enter>");
    app.sees("Find a command");
    app.keys("<esc>");
    app.sees_no("Find a command");
}

/// Goes through the whole palette with the arrow keys: every command is reached, and none without
/// its key.
#[test]
fn the_palette_has_every_command_of_the_place() {
    for (mut app, place) in [
        (App::home(60, 18), Place::Home),
        (App::example(60, 18), Place::Plan),
        (App::example(120, 40), Place::Plan),
    ] {
        app.keys(":");
        let mut seen = app.screen();
        for _ in TABLE {
            app.keys("<down>");
            seen.push_str(&app.screen());
        }
        for command in TABLE.iter().filter(|command| command.applies(place)) {
            assert!(seen.contains(command.title), "{}", command.title);
        }
    }
}

/// Whatever is open, the last line says what can be done and how to leave, at every size.
#[test]
fn the_hints_are_always_there() {
    for (width, height) in [(60, 18), (80, 24), (200, 60)] {
        for (keys, place, hint) in [
            ("", Place::Plan, "? keys"),
            ("a", Place::Line, "Esc back"),
            ("e", Place::Form, "Esc back"),
            (":", Place::Palette, "Esc back"),
            ("?", Place::Page, "Esc back"),
            ("c", Place::Script, "Esc back"),
            ("P", Place::List, "Esc back"),
        ] {
            let mut app = App::example(width, height);
            app.keys(keys);
            assert_eq!(app.model.place(), place);
            let screen = app.screen();
            let last = screen.lines().last().unwrap();
            assert!(last.contains(hint), "{keys} at {width}x{height}: {last}");
            assert!(
                last.contains("✓ saved"),
                "{keys} at {width}x{height}: {last}"
            );
        }
    }
}

/// Every key of the table does in its place what the table says it is: the key leads to the command,
/// and no command lies hidden behind another.
#[test]
fn every_key_of_the_table_leads_to_its_command() {
    for command in TABLE {
        for place in command.places {
            for key in command.keys {
                let pressed = key_event(key);
                let found = keymap::command(*place, pressed);
                assert_eq!(
                    found.map(|found| found.id),
                    Some(command.id),
                    "{key} in {place:?}"
                );
            }
        }
    }
}

fn key_event(name: &str) -> crossterm::event::KeyEvent {
    let text = if name.chars().count() == 1 && !"<>".contains(name) {
        name.to_owned()
    } else {
        match name {
            "<" => "<lt>".to_owned(),
            ">" => "<gt>".to_owned(),
            name => format!("<{name}>"),
        }
    };
    crate::harness::parse(&text)[0]
}
