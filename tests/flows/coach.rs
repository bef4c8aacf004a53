//! The words to say, and the questions to ask.

use backcast::coach::scripts::{self, Library};

use crate::harness::App;

/// The words of the script on show.
fn words(app: &App) -> String {
    let pieces = app.coaching().pieces();
    pieces.iter().map(|piece| piece.text).collect()
}

/// Presses `v` on every script of the example: the words as written and this deal's words are the
/// same but for one place, where the calendar knows better, and there it is marked.
#[test]
fn the_deals_words_differ_only_where_the_calendar_knows_better() {
    let mut app = App::example(120, 40);
    let mut differ = Vec::new();
    for _ in scripts::builtin() {
        let written = words(&app);
        assert_eq!(written, app.coaching().script().unwrap().text);
        app.keys("v");
        let dealt = words(&app);
        if written != dealt {
            differ.push((written, dealt));
        }
        app.keys("v]");
    }
    let [(written, dealt)] = differ.as_slice() else {
        panic!("{differ:#?}");
    };
    assert_eq!(written.matches("February 7").count(), 1);
    assert_eq!(*dealt, written.replace("February 7", "Friday, February 5"));
    app.keys("v");
    let pieces = app.coaching().pieces();
    let marked: Vec<_> = pieces.iter().filter(|piece| piece.filled).collect();
    assert!(
        marked
            .iter()
            .any(|piece| piece.text == "Friday, February 5"),
        "{marked:?}"
    );
}

/// Leafs with `]` through all six and round to the first again, and back with `[`.
#[test]
fn scripts_are_leafed_through() {
    let mut app = App::example(120, 40);
    app.sees("4/6");
    let mut titles = Vec::new();
    for number in [5, 6, 1, 2, 3, 4] {
        app.keys("]");
        app.sees(&format!("{number}/6"));
        titles.push(app.coaching().script().unwrap().id.clone());
    }
    titles.dedup();
    assert_eq!(titles.len(), 6);
    app.keys("[");
    app.sees("3/6");
}

/// Reads the script whole with `c` at the smallest size: every word of it, its source and every
/// question can be reached by scrolling.
#[test]
fn a_script_is_never_cut() {
    for (width, height) in [(60, 18), (80, 24), (140, 45)] {
        let mut app = App::example(width, height);
        app.keys("c");
        for _ in scripts::builtin() {
            let script = app.coaching().script().unwrap().clone();
            let mut seen = String::new();
            app.keys("<home>");
            for _ in 0..60 {
                seen.push_str(&app.screen());
                app.keys("<down>");
            }
            for word in script.text.split_whitespace() {
                assert!(
                    seen.contains(word),
                    "{word} of {} at {width}x{height}",
                    script.id
                );
            }
            for word in script.source.split_whitespace() {
                assert!(
                    seen.contains(word),
                    "{word} of the source at {width}x{height}"
                );
            }
            app.keys("]");
        }
        let gaps = app.coaching().gaps.len();
        assert!(gaps > 0);
    }
}

/// Puts the coach away with `C` and takes it back.
#[test]
fn the_coach_can_be_put_away() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut app = App::example(width, height);
        app.sees("BUILD IT TOGETHER");
        app.keys("C");
        app.sees_no("BUILD IT TOGETHER");
        app.keys("C");
        app.sees("BUILD IT TOGETHER");
    }
}

/// Plans an empty deal: which script is current, and the first question, follow from what the plan
/// still lacks.
#[test]
fn the_current_script_follows_from_the_plan() {
    let mut app = App::empty_plan(120, 40);
    app.sees("GOAL");
    app.keys("g<tab>Close in three days<tab>The audit runs on the old ledger<enter>");
    app.sees_no("GOAL ·");
    app.sees("REALITY");
}

/// A team has a script of its own for the moment: it stands where the program's would, which comes after.
#[test]
fn a_teams_words_come_before_the_programs_own() {
    let pack = r#"{"id": "ours", "cue": "co_build", "speaker": "rep", "audience": "buyer",
        "source": "our team", "text": "We go from your day back to ours."}"#;
    let mut app = App::home(120, 40);
    app.model.scripts = Library::new(scripts::parse_pack("ours.json", pack).unwrap());
    app.keys("e");
    assert_eq!(app.coaching().script().unwrap().id, "ours");
    app.sees("We go from your day back to");
    app.sees("1/7");
    app.keys("[");
    app.sees("7/7");
}
