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

/// Asks with `E` whether the plan is real, at every size: each word of the evidence, each question and
/// the mistakes can be reached by scrolling, and nothing is cut.
#[test]
fn whether_the_plan_is_real_can_be_read_whole_at_any_size() {
    for (width, height) in [(60, 18), (80, 24), (140, 45)] {
        let mut app = App::example(width, height);
        app.keys("E");
        app.sees("Real or theatre?").sees("47 of 100");
        app.sees("C L O S E   P L A N   I N   D I S G U I S E");
        let found = app.coaching().inspection.clone();
        let mut seen = String::new();
        for _ in 0..80 {
            seen.push_str(&app.screen());
            app.keys("<down>");
        }
        let of_tests = found.findings().into_iter().flat_map(|finding| {
            let evidence = finding.evidence.iter().cloned();
            evidence.chain(finding.question.clone())
        });
        let mistakes = found.mistakes.iter();
        let of_mistakes = mistakes.flat_map(|mistake| {
            let why = mistake.kind.why().to_owned();
            [mistake.words.clone(), mistake.question.clone(), why]
        });
        let told: Vec<String> = of_tests
            .chain(of_mistakes)
            .chain(found.why.clone())
            .collect();
        assert!(told.len() > 12, "{told:?}");
        for word in told.iter().flat_map(|line| line.split_whitespace()) {
            assert!(seen.contains(word), "{word} at {width}x{height}");
        }
        app.keys("<esc>").sees_no("theatre");
    }
}

/// Mends the example on the screen alone: the page follows each edit.
#[test]
fn the_page_follows_what_is_mended() {
    let mut app = App::example(100, 45);
    app.keys("E").sees(
        "CLOSE PLAN IN DISGUISE"
            .split("")
            .collect::<Vec<_>>()
            .join(" ")
            .trim(),
    );
    app.keys("<esc>").select("Vendor onboarding");
    app.keys("b<enter>o<ctrl-u>Tom<enter>bE");
    app.sees("N E A R L Y")
        .sees("typed by Northwind as they dictated");
    app.keys("<esc>R<enter><enter><esc>E");
    app.sees("R E A L").sees("to this version").sees_no("ask ");
    app.keys("<esc>g<ctrl-u>mar 15<enter>E");
    app.sees("N E A R L Y").sees("but to go-live on 1 Mar 2027");
    app.sees("Does March 15 work for Dana, who agreed to another date?");
}

/// The key does nothing in a window that a buyer may watch.
#[test]
fn a_shared_window_knows_no_theatre() {
    let mut app = App::live(&crate::harness::example_plan(), 100, 30);
    let before = app.screen();
    app.keys("E");
    assert_eq!(app.screen(), before);
    app.keys(":theatre");
    app.sees_no("Real or");
}
