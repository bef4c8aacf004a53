//! A window that everybody on a call sees: what is on it, the panic key, the pen, and how it is left.

use backcast::plan::{Side, Via};
use backcast::tui::commands::{Place, TABLE};

use crate::harness::{App, Left, example_plan};

fn live() -> App {
    App::live(&example_plan(), 80, 24)
}

/// The rep starts `live`: everybody sees the parties, the date in full, what it is for, each step with
/// its owner and date, and whose words are typed. No script, no days to spare, no question to ask.
#[test]
fn a_live_window_shows_the_plan_and_nothing_of_the_rep() {
    let app = live();
    app.sees("Acme × Northwind")
        .sees("go-live Monday 1 March 2027")
        .sees("98 days from today")
        .sees("Month-end close in three days")
        .sees("Dana + Alex")
        .sees("✎ writing for Northwind")
        .sees("✓ saved");
    for private in [
        "spare",
        "BUILD IT TOGETHER",
        "ASK",
        "REAL",
        "source",
        "could land",
    ] {
        app.sees_no(private);
    }
    assert!(app.plan_screen().coaching.is_none());
}

/// Everybody's words are near-white, bold or yellow on a painted ground: no dim, no red, no blue, and
/// no cell that shows the terminal's own ground.
#[test]
fn a_shared_window_is_painted_for_compressed_video() {
    for keys in ["", "a", "e", "P", "?", ":", " ", "<f2>", "q", "aX<enter>u"] {
        let mut app = live();
        app.keys(keys);
        for cell in &app.frame().content {
            let style = cell.style();
            let shown = format!("{keys}: {:?} {style:?}", cell.symbol());
            let colours = ["Rgb(240, 240, 236)", "Rgb(255, 226, 92)", "Rgb(18, 20, 26)"];
            for colour in [style.fg, style.bg] {
                let colour = format!("{:?}", colour.unwrap());
                assert!(colours.contains(&colour.as_str()), "{shown}");
            }
            assert!(
                !style.add_modifier.intersects(ratatui::style::Modifier::DIM),
                "{shown}"
            );
            assert_ne!(style.fg, style.bg, "{shown}");
        }
    }
}

/// From any screen, overlay or text field the panic key hides the rep's own view in the very next
/// frame; coming back asks, and finds everything as it was left.
#[test]
fn the_panic_key_hides_the_reps_view_from_anywhere() {
    for open in [
        "",
        "a",
        "aHidden words",
        "e",
        "c",
        "E",
        " ",
        "P",
        "Pa",
        ":",
        ":und",
        "?",
        "g",
        "c?",
    ] {
        for panic in ["<f2>", "<ctrl-g>"] {
            let mut app = App::example(100, 30);
            app.keys(open);
            let before = app.screen();
            app.keys(panic);
            app.sees("go-live Monday 1 March 2027")
                .sees("✎ writing for");
            for private in [
                "spare",
                "BUILD IT TOGETHER",
                "ASK",
                "Hidden words",
                "Keys ·",
                "theatre",
            ] {
                app.sees_no(private);
            }
            assert_eq!(app.model.place(), Place::Share);
            app.keys(panic);
            app.sees("Show your own view again?")
                .sees_no("BUILD IT TOGETHER");
            app.keys("n").sees_no("BUILD IT TOGETHER");
            app.keys("q").sees("Show your own view again?");
            app.keys("y");
            assert_eq!(app.screen(), before, "{open}");
        }
    }
}

/// With no plan open there is nothing that everybody may see: the names of the plans vanish.
#[test]
fn the_panic_key_hides_the_list_of_plans() {
    let folder = std::rc::Rc::new(tempfile::tempdir().unwrap());
    backcast::store::create(&folder.path().join("globex.json"), &example_plan()).unwrap();
    let mut app = App::home_in(&folder, 80, 24);
    app.sees("Ledger rollo");
    app.keys("<f2>");
    assert_eq!(app.screen().trim(), "");
    app.keys("n<enter>j?:").sees_no("Ledger rollo");
    assert_eq!(app.screen().trim(), "");
    app.keys("<f2>y").sees("Ledger rollo");
}

/// In a live window the key shows a card with the name and the date, until it is pressed again; what
/// was being typed is still there.
#[test]
fn the_panic_key_of_a_live_window_shows_a_card() {
    let mut app = live();
    app.keys("aBoard sign-off<f2>");
    app.sees("Acme × Northwind")
        .sees("go-live Monday 1 March 2027");
    app.sees_no("Board")
        .sees_no("Security review")
        .sees_no("writing for");
    let card = app.screen();
    app.keys("x2<enter><esc>dq");
    assert_eq!(app.screen(), card, "no key but its own does anything");
    app.paste("Nobody's business");
    app.keys("<ctrl-g>")
        .sees("Board sign-off")
        .sees("Security review")
        .sees_no("business");
}

/// Leaving and stopping ask first; a no goes on.
#[test]
fn a_live_window_asks_before_it_is_left() {
    for key in ["q", "<ctrl-c>", "<ctrl-q>", "a<ctrl-c>", "<f2><ctrl-c>"] {
        let mut app = live();
        app.keys(key).sees("End this window?");
        assert_eq!(app.left, None);
        app.keys("n").sees_no("End this window?");
        app.keys("<ctrl-c>").sees("End this window?");
        app.keys("y");
        assert_eq!(app.left, Some(Left::Saved), "{key}");
    }
    let mut app = live();
    app.keys("<ctrl-z>").sees("Stop this window for now?");
    assert!(app.terminal.is_empty());
    app.keys("y");
    assert_eq!(app.terminal, ["suspend"]);
}

/// Every place that can be reached on a shared window is one that a buyer may watch.
#[test]
fn only_places_that_a_buyer_may_watch_are_reached() {
    for command in TABLE {
        for place in command.places {
            if !Place::SHARED.contains(place) {
                continue;
            }
            for key in command.keys {
                let key = if key.chars().count() == 1 && *key != "<" && *key != ">" {
                    (*key).to_owned()
                } else {
                    format!("<{}>", key.replace('<', "lt").replace('>', "gt"))
                };
                let mut app = live();
                app.keys(&key);
                assert!(
                    app.left.is_some() || Place::SHARED.contains(&app.model.place()),
                    "{key}"
                );
            }
        }
    }
}

/// The buyer says a step: one key, Enter for the champion, and the step is Sarah's; the pen stays hers
/// until it is given back.
#[test]
fn the_pen_is_the_buyers_until_it_is_given_back() {
    let mut app = live();
    app.keys("b").sees("Writing for").sees("Sarah Chen");
    app.keys("<enter>");
    app.sees("✎ writing for Sarah Chen, Acme");
    app.keys("aBoard sign-off 4w @Dana before Signature<enter>");
    app.keys("H").sees("✎ Sarah Chen writes, Acme");
    app.select("Legal redlines").keys("d<ctrl-u>8d<enter>");
    app.keys("b").sees("✎ writing for Northwind");
    app.keys("d<ctrl-u>9d<enter>");
    let told: Vec<(Side, Option<&str>, Via)> = app
        .plan()
        .history
        .iter()
        .map(|entry| {
            (
                entry.by.side.clone(),
                entry.by.person.as_deref(),
                entry.via.clone(),
            )
        })
        .collect();
    let sarah = app
        .plan()
        .people
        .iter()
        .find(|person| person.name == "Sarah Chen");
    let sarah = sarah.map(|person| person.id.as_str());
    assert_eq!(told[0], (Side::Buyer, sarah, Via::Dictated));
    assert_eq!(told[1], (Side::Buyer, sarah, Via::Hand));
    assert_eq!(
        (told[2].0.clone(), told[2].2.clone()),
        (Side::Seller, Via::Hand)
    );
    assert_eq!(app.file(), *app.plan());
}

/// Somebody new gets the pen in the same line, and is one of the buyer's people from then on.
#[test]
fn the_pen_goes_to_somebody_new_in_the_same_line() {
    let mut app = live();
    app.keys("bIngrid Berg").sees("new on the side of Acme");
    app.keys("<enter>");
    app.sees("✎ writing for Ingrid Berg, Acme");
    let ingrid = app
        .plan()
        .people
        .iter()
        .find(|person| person.name == "Ingrid Berg");
    assert_eq!(ingrid.unwrap().side, Side::Buyer);
    assert_eq!(app.file(), *app.plan());
}

/// What the person is stands behind a comma: the champion's role is on record with no other key.
#[test]
fn the_pen_is_given_with_what_the_person_is() {
    for (typed, name, role, title) in [
        ("Ingrid Berg, champion", "Ingrid Berg", Some("champion"), ""),
        ("Ingrid Berg, ch<tab>", "Ingrid Berg", Some("champion"), ""),
        (
            "Ingrid Berg,ECONOMIC BUYER",
            "Ingrid Berg",
            Some("economic buyer"),
            "",
        ),
        (
            "Ingrid Berg, head of ledgers",
            "Ingrid Berg",
            None,
            "head of ledgers",
        ),
        ("ravi, champion", "Ravi Patel", Some("champion"), ""),
        ("Sarah", "Sarah Chen", Some("champion"), ""),
    ] {
        let mut app = live();
        app.keys(&format!("b{typed}<enter>"));
        app.sees(&format!("✎ writing for {name}, Acme"));
        let people = &app.plan().people;
        let person = people.iter().find(|person| person.name == name).unwrap();
        let told = person.role.as_ref().map(backcast::plan::Role::word);
        assert_eq!((told, person.title.as_str()), (role, title), "{typed}");
        assert_eq!(app.file(), *app.plan(), "{typed}");
    }
    let mut app = live();
    app.keys("b, champion<enter>");
    assert!(
        app.said().contains("whose words are they?"),
        "{}",
        app.said()
    );
}

/// While nobody is on record as the champion, the line says how to say who is; else it does not.
#[test]
fn the_pen_asks_for_the_champion_while_there_is_none() {
    let mut plan = example_plan();
    live().keys("bIngrid").sees_no("champion");
    for person in &mut plan.people {
        person.role = None;
    }
    App::live(&plan, 100, 30)
        .keys("bIngrid")
        .sees("type Ingrid, champion");
    App::live(&plan, 100, 30)
        .keys("bIngrid, CFO")
        .sees_no("champion");
}

/// How a step stands is told by a glyph and a word beside its title, not by a shade alone.
#[test]
fn everybody_reads_how_a_step_stands() {
    let mut app = live();
    app.select("Success criteria")
        .keys("x<ctrl-u>20 nov<enter>");
    app.select("Proof of concept").keys("X<enter>");
    for (title, word) in [
        ("Success criteria", "✓ done"),
        ("Proof of concept", "started"),
    ] {
        let row = app.row(title);
        assert!(row.contains(word), "{row}");
    }
    app.model.today = "2027-01-29".parse().unwrap();
    app.send(backcast::tui::model::Msg::Day(
        "2027-01-29".parse().unwrap(),
    ));
    assert!(
        app.row("Legal redlines").contains("▓ due"),
        "{}",
        app.screen()
    );
}

/// After an edit everybody hears what moved, but not how much room there is.
#[test]
fn an_edit_tells_everybody_what_moved_and_no_room() {
    let mut app = live();
    app.select("Legal redlines").keys("d<ctrl-u>15d<enter>");
    assert!(app.said().contains("moved"), "{}", app.said());
    assert!(!app.said().contains("spare"), "{}", app.said());
}

/// With every question answered or skipped, the same key leafs through them, one after the other.
#[test]
fn the_interview_leafs_when_nothing_is_left_to_ask() {
    let mut app = live();
    app.keys("i");
    for _ in 0..12 {
        app.keys("<ctrl-n>");
    }
    app.keys("<esc>").keys("i").sees("1 of 11");
    app.keys("<ctrl-n>").sees("2 of 11");
    app.keys("<ctrl-n>").sees("3 of 11");
}

/// Every question of the interview is whole in the smallest window, whatever stands above it.
#[test]
fn no_question_is_cut_in_the_smallest_window() {
    use backcast::coach::interview::builtin;
    let mut app = App::live(&example_plan(), 60, 18);
    app.keys("i");
    for _ in 0..builtin().len() {
        app.keys("<ctrl-n>");
    }
    app.keys("<esc>i");
    for question in builtin() {
        let shown = app.screen();
        let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(&question.asks), "{}\n{shown}", question.asks);
        app.keys("<ctrl-n>");
    }
    // With a sentence above a question of two rows, both are whole, and so is how to answer.
    let mut plan = backcast::plan::Plan::new("p".into(), "Acme");
    plan.anchor.go_live = Some("2027-03-01".parse().unwrap());
    let mut app = App::live(&plan, 60, 18);
    app.keys("i<ctrl-n><ctrl-n><ctrl-n><ctrl-n><ctrl-n><ctrl-n>2w @Mei<enter>");
    let shown = app.screen();
    let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let approval = builtin()
        .iter()
        .find(|question| question.id == "approval")
        .unwrap();
    for whole in [
        "so legal review has to start by",
        &approval.asks,
        "5d @Dana",
    ] {
        assert!(flat.contains(whole), "{whole}\n{shown}");
    }
}
