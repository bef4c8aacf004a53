//! Role-play, as a manager and a rep play it: what is practised, the round against the clock, the
//! scorecard, and the trend over the rounds. The records are real files in a folder that is thrown away.

use backcast::coach::objections;
use backcast::coach::practice::{Behaviour, Material};
use backcast::store;
use backcast::tui::commands::{Place, TABLE};
use backcast::tui::model::Msg;

use crate::harness::call::{at, on_a_call};
use crate::harness::practice::PracticeApp;
use crate::harness::{App, Left};

const SIZES: [(u16, u16); 4] = [(60, 18), (80, 24), (100, 30), (140, 45)];

/// Plays a whole round by keys: the name, the drill, the marks, the ratings; what is on disk is what was
/// seen, and it is there only once the scorecard was accepted.
#[test]
fn a_round_is_played_rated_and_kept() {
    let mut app = App::practice("", 7, None, 100, 30);
    app.sees("Who practises?");
    app.keys("<enter>");
    assert_eq!(app.said(), "a name is needed: the rounds are kept under it");
    app.keys("Alex Kim<enter>")
        .sees("Alex Kim")
        .sees("No round is kept yet");
    app.keys("<down>").sees("Work backwards from go-live aloud");
    app.keys("<enter>")
        .sees("Space starts")
        .sees("“All right. Where do we begin?”");
    app.sees("Okay, go-live is March 1.");
    app.at(10).keys("<space>");
    app.at(22)
        .keys("b")
        .at(30)
        .keys("bw")
        .at(31)
        .keys("e")
        .keys("u");
    app.sees("2× 0:20").sees("1× 0:20").sees("of 5:00");
    app.keys("3o").at(75).keys("<enter>");
    app.sees("It took 1:05.")
        .sees("heard 2× 0:20")
        .sees("not marked");
    app.sees("nothing is rated yet");
    app.keys("<enter>");
    assert_eq!(app.said(), "rate at least one behaviour first, 1 to 5");
    app.keys("43<down>231")
        .sees("Economic buyer, next review: the lowest rating");
    app.keys("0")
        .sees("Buyer's steps, named owners: the lowest rating");
    assert_eq!(
        app.records().len(),
        0,
        "nothing is kept before it is accepted"
    );
    app.keys("<enter>")
        .sees("1 round, 23 Nov 2026")
        .sees("Coach next");
    let rep = store::load_rep(&app.plans(), "Alex Kim").unwrap().unwrap();
    assert_eq!(rep.name, "Alex Kim");
    let round = serde_json::to_value(&rep.practice).unwrap();
    let wanted = serde_json::json!([{
        "id": "new-2", "on": "2026-11-23", "drill": "co-build", "persona": "head-of-finance",
        "prompt": "first-words", "seconds": 65,
        "marks": {"benefit": [12, 20], "backwards": [20]},
        "ratings": {"benefit": 4, "date": 3, "owners": 2, "riskiest": 3},
        "coach_next": "owners",
    }]);
    assert_eq!(round, wanted);
    app.keys("q");
    assert_eq!(app.left, Some(Left::Saved));
}

/// Plays a second round: the first one stands beside it, and what did not move gives way.
#[test]
fn the_second_round_stands_beside_the_first() {
    let mut app = App::practice("Alex Kim", 7, None, 80, 24);
    app.keys("<enter><space><enter>223333");
    app.sees("Benefit to the buyer: of the lowest, the first in");
    app.keys("<enter>");
    app.sees("1 round");
    app.keys("<enter><enter><enter>223335");
    app.sees("Date and consequence: as low as last time's, which did not move");
    app.keys("<enter>").sees("2 rounds, 23 Nov 2026");
    for (title, bars, numbers) in [
        ("Benefit to the buyer", "▃▃ ▃▃", "2  2"),
        ("Economic buyer", "▅▅ ██", "3  5"),
    ] {
        let shown = app.screen();
        let mut rows = shown.lines().skip_while(|row| !row.contains(title));
        assert!(rows.next().unwrap().contains(bars), "{shown}");
        assert!(rows.next().unwrap().contains(numbers), "{shown}");
    }
    app.sees("▌ Date and consequence")
        .sees("Ask for their date");
    let rep = store::load_rep(&app.plans(), "Alex Kim").unwrap().unwrap();
    let next: Vec<&str> = rep
        .practice
        .iter()
        .map(|round| round.coach_next.as_str())
        .collect();
    assert_eq!(next, ["benefit", "date"]);
    app.keys("<enter>t").sees("2 rounds");
}

/// Chooses by hand what to coach, and takes it back.
#[test]
fn the_one_to_coach_next_is_proposed_and_can_be_chosen() {
    let mut app = App::practice("Alex", 7, None, 80, 24);
    app.keys("<enter><enter>133333")
        .sees("Benefit to the buyer: the lowest rating");
    app.keys("<up>c")
        .sees("Riskiest step surfaced: chosen by hand");
    app.keys("c")
        .sees("Benefit to the buyer: the lowest rating");
    app.keys("c<enter>")
        .sees("Riskiest step surfaced. Before the end ask");
}

/// Practises a deal: its words stand in the script, and the elements show how they stand.
#[test]
fn a_deal_gives_its_words_and_what_is_known_of_it() {
    let mut app = App::practice("Alex", 7, Some("claimed"), 100, 30);
    app.keys("<down><enter>")
        .sees("Friday, February 5")
        .sees("with Acme");
    app.keys("v").sees("February 7");
    app.keys("<enter>333333")
        .sees("Metrics (claimed), Identified pain (blank)");
}

/// Goes through the four stages; the words are the script's.
#[test]
fn the_script_fades_stage_by_stage() {
    let mut app = App::practice("Alex", 7, None, 80, 24);
    app.keys("<enter>")
        .sees("full text · 1/4")
        .sees("Sarah, to make sure your March 1");
    app.keys("<tab>")
        .sees("key phrases · 2/4")
        .sees("simple plan together");
    app.keys("<tab>")
        .sees("first words · 3/4")
        .sees("Can we take …")
        .sees_no("simple plan");
    app.keys("<tab>").sees("blank · 4/4").sees_no("Sarah,");
    app.keys("<tab>").sees("full text · 1/4");
    app.keys("4").sees("blank · 4/4");
    // It stays so in the next round.
    app.keys("<esc><enter>").sees("blank · 4/4");
}

/// A rep alone hides what is behind the buyer's words; each objection comes once before any comes twice.
#[test]
fn objections_are_drawn_from_a_deck_that_the_seed_repeats() {
    let said = |seed: u64| {
        let mut app = App::practice("Alex", seed, None, 100, 30);
        app.keys("<enter>");
        let mut said = Vec::new();
        for _ in 0..10 {
            app.keys("o");
            said.push(app.row("“").trim().to_owned());
        }
        said
    };
    let first = said(7);
    assert_eq!(first, said(7));
    assert_ne!(first, said(8));
    let different: std::collections::HashSet<&String> = first.iter().collect();
    assert_eq!(different.len(), first.len(), "{first:?}");
    let mut app = App::practice("Alex", 7, None, 100, 30);
    app.keys("<enter>").sees("Behind it").sees("Give way");
    app.keys("h")
        .sees_no("Behind it")
        .sees_no("Give way")
        .sees("So, what happens next?”");
    app.keys("ho").sees("Give way");
}

/// What a team has written for its objections is dealt into the round, and what of it cannot be read is told.
#[test]
fn a_teams_own_objections_are_in_the_deck() {
    let mut app = App::practice("Alex", 7, None, 100, 30);
    let own = r#"[{"id": "own", "said": "Our auditors object.", "behind": "b", "say": "s", "ask": "a?"}]"#;
    let own = objections::parse("ours.json", own).unwrap();
    app.objections = (vec![own], vec!["theirs.json, line 1: EOF".to_owned()]);
    app.keys("<enter>");
    assert_eq!(app.said(), "theirs.json, line 1: EOF");
    let mut dealt = Vec::new();
    for _ in 0..30 {
        dealt.push(app.keys("o").row("“"));
    }
    let own = dealt
        .iter()
        .any(|said| said.contains("Our auditors object."));
    assert!(own, "{dealt:?}");
}

/// Draws another buyer, or picks one.
#[test]
fn another_buyer_is_drawn_or_picked() {
    let mut app = App::practice("Alex", 7, None, 100, 30);
    app.sees("seed 7").sees("Dana, head of finance");
    let mut met = vec![app.row("The buyer  ")];
    for _ in 1..Material::builtin().personas.len() {
        met.push(app.keys("d").row("The buyer  "));
    }
    met.sort();
    met.dedup();
    assert_eq!(met.len(), 4, "{met:?}");
    let drawn = app.row("The buyer  ");
    assert_ne!(app.keys("<right>").row("The buyer  "), drawn);
    assert_eq!(app.keys("<left>").row("The buyer  "), drawn);
}

/// The clock wakes the program once a second while it runs and is on the screen, and never else.
#[test]
fn it_sleeps_unless_the_clock_runs() {
    let mut app = App::practice("Alex", 7, None, 80, 24);
    assert_eq!(app.model.next_moment(), None);
    app.keys("<enter>");
    assert_eq!(app.model.next_moment(), None, "it stands");
    app.at(5).keys("<space>");
    assert_eq!(app.model.next_moment().map(|wait| wait.as_secs()), Some(1));
    app.send(Msg::Moment(at(130)));
    app.sees("of 2:00 · over");
    app.keys("<space>").sees("of 2:00 · stands");
    assert_eq!(app.model.next_moment(), None);
    app.keys("<space><enter>");
    assert_eq!(
        app.model.next_moment(),
        None,
        "the scorecard needs no clock"
    );
}

/// Whatever a row says of a behaviour is whole on the screen, in the smallest window too; so are the
/// cards of the drills and the personas once the script has faded.
#[test]
fn nothing_is_cut_at_any_size() {
    let last = |words: &str| words.split_whitespace().next_back().unwrap().to_owned();
    for (width, height) in SIZES {
        let mut app = App::practice("Alex", 7, None, width, height);
        for drill in &Material::builtin().drills {
            app.sees(&drill.title)
                .sees(&last(&drill.situation))
                .sees(&last(&drill.task));
            app.keys("<enter>")
                .sees(&drill.title)
                .sees(&format!("“{}”", drill.opening.said));
            app.keys("3")
                .sees(&last(&drill.opening.behind))
                .sees(&last(&drill.opening.yields));
            app.keys("1bbbbbbbbbbbbb").sees("13×");
            app.keys("<esc><down>");
        }
        for (down, behaviour) in Behaviour::ALL.into_iter().enumerate() {
            let row = Material::builtin().row(behaviour).unwrap();
            app.keys("<enter><enter>333333<up><up><up><up><up>");
            app.keys(&"<down>".repeat(down))
                .keys("c")
                .sees("chosen by hand");
            app.sees(&last(&row.weak))
                .sees(&last(&row.strong))
                .sees(&last(&row.coach));
            app.keys("<enter>").sees(&last(&row.coach));
            app.keys("<enter>");
        }
    }
}

/// The record cannot be written: the round stays, and is kept once it can be.
#[test]
fn a_round_that_cannot_be_kept_stays_on_the_screen() {
    let mut app = App::practice("Alex", 7, None, 80, 24);
    let folder = app.plans();
    let path = store::rep_path(&folder, "Alex").unwrap();
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, "{\n oops").unwrap();
    app.keys("<enter><enter>333333<enter>");
    assert!(app.said().starts_with("not kept: "), "{}", app.said());
    app.sees("Economic buyer, next review");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "{\n oops");
    std::fs::remove_file(&path).unwrap();
    app.keys("<enter>").sees("1 round");
}

/// The rep's name and the plan's do no harm.
#[test]
fn hostile_names_are_shown_and_do_nothing() {
    let bad = "Al\x1b]0;x\x07ex\u{202e}\nKim ".repeat(20);
    for (width, height) in SIZES {
        let mut app = App::practice(&bad, 7, Some("claimed"), width, height);
        for keys in ["", "<enter>", "<space>bo", "<enter>", "333333", "?"] {
            let shown = app.keys(keys).screen();
            assert!(!shown.contains(['\x1b', '\x07', '\u{202e}']), "{shown}");
        }
    }
}

/// None of it is a place that a buyer may watch, and no command of those places is role-play's.
#[test]
fn nothing_of_it_is_reached_from_a_shared_window() {
    let own = [
        Place::PracticeName,
        Place::PracticeChoice,
        Place::PracticeRound,
        Place::Scorecard,
        Place::Trend,
    ];
    for place in own {
        assert!(!Place::SHARED.contains(&place), "{place:?}");
        let leads: Vec<_> = TABLE
            .iter()
            .filter(|command| command.applies(place))
            .collect();
        assert!(leads.len() > 2, "{place:?}");
        let general = [
            "Help",
            "HelpTyping",
            "Redraw",
            "Suspend",
            "QuitNow",
            "Panic",
        ];
        for command in leads {
            let shared = Place::SHARED.iter().any(|shared| command.applies(*shared));
            let id = format!("{:?}", command.id);
            assert!(!shared || general.contains(&id.as_str()), "{id}");
        }
    }
}

/// Hits the panic key on every page, and under the help: the next frame holds nothing of role-play, no
/// key there brings any of it, and it comes back only after a question.
#[test]
fn the_panic_key_covers_every_page() {
    let own = [
        "Alex", "Sarah", "PRACTICE", "practis", "Coach", "benefit", "go-live", "seed",
    ];
    for keys in ["", "<enter>", "<enter><enter>333333", "t", "?", "<enter>?"] {
        for key in ["<f2>", "<ctrl-g>"] {
            let mut app = App::practice("Alex Kim", 7, Some("claimed"), 100, 30);
            let before = app.keys(keys).screen();
            app.keys(key);
            for other in ["", "<enter>", "d", "o", "t", "?", "<space>", "<esc>"] {
                app.keys(other);
                for words in own {
                    app.sees_no(words);
                }
            }
            assert!(!app.model.title().contains("practice"));
            app.keys(key).sees("Show your own view again?");
            app.keys("y");
            assert_eq!(app.screen(), before, "{keys}");
        }
    }
    let mut app = App::practice("", 7, None, 100, 30);
    app.keys("Alex<f2>").sees_no("Alex");
    app.paste("Kim").keys("<f2>y").sees("Who practises? Alex");
    app.sees_no("Kim");
}

/// The prompter's words are no more to be seen than role-play's.
#[test]
fn the_panic_key_under_the_prompters_help_shows_nothing_of_it() {
    let mut app = on_a_call(100, 30);
    app.sees("Okay, go-live is March 1.");
    app.keys("?<f2>")
        .sees_no("Okay")
        .sees_no("Ravi")
        .sees_no("PRIVATE");
}
