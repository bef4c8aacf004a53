//! What the rep sees beside the shared window, and what they can do there.

use std::collections::BTreeMap;

use backcast::coach::objections::{self, Objection};
use backcast::plan::Side;
use backcast::store::session::{Session, Showing};
use backcast::tui::following::News;
use backcast::tui::model::Msg;

use crate::harness::call::{at, hears, news, on_a_call, on_a_call_about, session};
use crate::harness::{App, Left, example_plan};

/// Waits for a window to follow.
#[test]
fn before_there_is_a_window_it_says_what_to_run() {
    for size in [(60, 18), (80, 24), (140, 45)] {
        let mut app = App::prompter(size.0, size.1);
        app.sees("backcast live acme")
            .sees("PRIVATE")
            .sees("○ waiting");
        // Nothing here needs a plan.
        app.keys("[]fvn").sees("backcast live acme");
        app.keys("q");
        assert_eq!(app.left, Some(Left::Saved));
    }
}

/// Sits through a call: everything that matters is on the screen, at every size.
#[test]
fn everything_is_there_at_every_size() {
    for size in [(60, 18), (80, 24), (100, 30), (140, 45), (200, 60)] {
        let app = on_a_call(size.0, size.1);
        for words in [
            "PRIVATE",
            "Acme",
            "● live",
            "6:40 of 10:00",
            "Security review selected · writing for Sarah",
            "NEXT",
            "GAPS",
            "Ravi was burned by a vendor last year",
            "read back",
        ] {
            app.sees(words);
        }
        // Whole, wherever the lines break.
        let shown = app.screen();
        let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            "Okay, go-live is March 1.",
            "and when do we loop them in? ─",
        ] {
            assert!(flat.contains(words), "{words}\n{shown}");
        }
    }
}

/// Watches the window change.
#[test]
fn it_follows_what_the_window_shows() {
    let mut app = on_a_call(100, 30);
    for (change, shown) in [
        (
            (|session: &mut Session| session.step = Some("signature".to_owned()))
                as fn(&mut Session),
            "Signature selected · writing for Sarah",
        ),
        (|session| session.step = None, "the plan · writing"),
        (
            |session| session.step = Some("gone".to_owned()),
            "the plan · writing",
        ),
        (
            |session| session.step = Some("go-live".to_owned()),
            "go-live selected",
        ),
        (
            |session| session.screen = Showing::Neutral,
            "only the neutral card",
        ),
        (
            |session| session.screen = Showing::ReadBack,
            "the read-back",
        ),
        (
            |session| session.screen = Showing::Other("dance".to_owned()),
            "dance",
        ),
        (
            |session| session.pen.side = Side::Seller,
            "writing for your side",
        ),
        (
            |session| session.cue = Some("intro".to_owned()),
            "INTRODUCE THE PLAN",
        ),
        (
            |session| session.cue = Some("nonsense".to_owned()),
            "BUILD IT TOGETHER",
        ),
    ] {
        hears(&mut app, news(401, session(change), true)).sees(shown);
    }
}

/// Watches the window die, come back, and end.
#[test]
fn it_tells_live_from_gone_from_ended() {
    let mut app = on_a_call(100, 30);
    hears(&mut app, news(405, session(|_| {}), false)).sees("○ not seen for 0 s");
    app.send(Msg::Moment(at(417)));
    app.sees("○ not seen for 12 s").sees("6:45 of 10:00");
    app.send(Msg::Moment(at(405 + 3600 + 300)));
    app.sees("○ not seen for 1 h 5 min");
    hears(&mut app, news(410, session(|_| {}), true)).sees("● live");
    let ended = session(|session| {
        session.ended = true;
        session.seen = at(500);
    });
    hears(&mut app, news(620, ended, false)).sees("○ ended 2 min ago");
    app.sees("THE CALL IS OVER")
        .sees("It took 8 min.")
        .sees("8:20 of 10:00");
}

/// Looks at the clock.
#[test]
fn the_timer_names_the_phase_and_what_is_over() {
    let mut app = on_a_call(100, 30);
    app.sees("6:40 of 10:00 · buyer's steps")
        .sees("buyer's steps 4 min");
    app.send(Msg::Moment(at(425)));
    app.sees("7:05 of 10:00 · read back")
        .sees("read back 2 min");
    app.send(Msg::Moment(at(605)));
    app.sees("10:05 of 10:00 · over");
    hears(
        &mut app,
        news(606, session(|session| session.timer = None), true),
    )
    .sees("timer off");
    // Clocks that do not agree show nothing odd.
    hears(
        &mut app,
        news(607, session(|session| session.timer = Some(at(9999))), true),
    );
    app.sees("0:00 of 10:00 · open");
}

/// Leafs through the scripts, swaps the words, follows again.
#[test]
fn it_leafs_without_losing_the_way_back() {
    let mut app = on_a_call(100, 30);
    app.sees("BUILD IT TOGETHER")
        .sees("Friday, February 5")
        .sees("this deal's words");
    app.keys("v").sees("February 7").sees("as written");
    app.keys("v[")
        .sees("INTRODUCE THE PLAN")
        .sees("f follows again");
    // The window's cue changes meanwhile; what is being read stays.
    let cued = || session(|session| session.cue = Some("will".to_owned()));
    hears(&mut app, news(402, cued(), true)).sees("INTRODUCE THE PLAN");
    app.keys("f").sees("WILL").sees_no("f follows again");
}

/// Finds the answer to each objection.
#[test]
fn objections_are_answered_by_number() {
    for size in [(60, 18), (80, 24), (140, 45)] {
        let mut app = on_a_call(size.0, size.1);
        for (number, objection) in (1..).zip(objections::builtin()) {
            app.keys("o");
            for other in objections::builtin() {
                app.sees(&other.said);
            }
            app.keys(&number.to_string()).sees(&objection.said);
            let last = |words: &str| words.split_whitespace().next_back().unwrap().to_owned();
            app.sees("SAY").sees("THEN ASK");
            for words in [&objection.behind, &objection.say, &objection.ask] {
                app.sees(&last(words));
            }
            app.keys("<esc>").sees("Okay, go-live");
        }
    }
    let mut app = on_a_call(80, 24);
    app.keys("o<down><down><enter>")
        .sees("Procurement will handle that.")
        .sees("THEN ASK");
    app.keys("<up>").sees("Just send it over.").sees("THEN ASK");
    app.keys("9").sees("Just send it over.");
    app.keys("o").sees("Okay, go-live");
}

fn own_objections(count: usize) -> Vec<Objection> {
    let own = |number: usize| Objection {
        id: format!("own-{number}"),
        said: format!("Reason {number}."),
        behind: "They say it often.".to_owned(),
        say: format!("Answer {number}."),
        ask: format!("Question {number}?"),
    };
    (1..=count).map(own).collect()
}

/// A team's own come first, nine to a page; every one is reached, by keys up and down and by its digit.
#[test]
fn more_objections_than_digits_are_turned_over_nine_at_a_time() {
    for size in [(60, 18), (80, 24), (140, 45)] {
        let mut app = on_a_call(size.0, size.1);
        app.objections.0 = vec![own_objections(14)];
        app.keys("o").sees("1  “Reason 1.”").sees("9  “Reason 9.”");
        app.sees_no("Reason 10").sees("0  more · 1 of 3");
        app.keys("3").sees("3 · “Reason 3.”").sees("Question 3?");
        app.keys("<esc>o0").sees("1  “Reason 10.”").sees("2 of 3");
        app.sees("6  “We don't want a formal plan.”");
        app.keys("2").sees("2 · “Reason 11.”").sees("Answer 11.");
        app.keys("<esc>o<pgdn>0")
            .sees("3 of 3")
            .sees("1  “We can't commit");
        app.sees("2  “I have to check").sees_no("3  “");
        app.keys("9").sees("They say");
        app.keys("0").sees("1 of 3");
        for _ in 0..9 {
            app.keys("<down>");
        }
        app.sees("2 of 3");
        app.keys("<enter>").sees("1 · “Reason 10.”");
        app.keys("<up>").sees("9 · “Reason 9.”");
    }
    let mut app = on_a_call(80, 24);
    app.keys("o").sees_no("more ·");
    app.keys("0").sees("“Just send it over.”");
}

/// An answer that is longer than the window is read to its end, part by part.
#[test]
fn an_answer_of_any_length_can_be_read_whole() {
    let words: Vec<String> = (0..400).map(|number| format!("word{number}")).collect();
    let mut long = own_objections(1);
    long[0].said = "Why now? ".repeat(20);
    long[0].say = words.join(" ");
    for size in [(60, 18), (80, 24), (140, 45)] {
        let mut app = on_a_call(size.0, size.1);
        app.objections.0 = vec![long.clone()];
        let mut seen = Vec::new();
        app.keys("o").sees("“Why now?");
        app.keys("1");
        for _ in 0..40 {
            seen.push(app.screen());
            app.keys("0");
            if app.screen() == seen[0] {
                break;
            }
        }
        assert!(seen.len() < 40, "it comes round");
        let all = seen.join(" ");
        let all: Vec<&str> = all
            .split_whitespace()
            .filter(|w| w.starts_with("word"))
            .collect();
        assert_eq!(all, words, "{size:?}");
        assert!(seen.last().unwrap().contains("Question 1?"), "{size:?}");
    }
}

/// A pack that cannot be read is told when the objections are first asked for; the program's stay.
#[test]
fn a_pack_of_objections_that_cannot_be_read_is_told_and_the_others_count() {
    let mut app = on_a_call(80, 24);
    assert!(app.model.objections.is_none(), "nobody asked for them yet");
    app.objections = (
        vec![own_objections(1)],
        vec!["ours.json, line 3: unknown field".to_owned()],
    );
    app.keys("o").sees("Reason 1.").sees("Just send it over.");
    assert_eq!(app.said(), "ours.json, line 3: unknown field");
    app.objections = (Vec::new(), Vec::new());
    app.keys("<esc>o").sees("Reason 1.");
    assert_eq!(app.said(), "", "read once");
    // Where a sentence is longer than its rows, its beginning is there: the file and the line.
    let mut app = on_a_call(60, 18);
    let path = format!("/home/alex/{}/ours.json", "a-long-folder/".repeat(8));
    let told = format!(
        "{path}, line 3: unknown field. {}",
        "And a remedy. ".repeat(20)
    );
    app.objections = (Vec::new(), vec![told]);
    app.keys("o").sees("ours.json, line 3: unknown").sees("…");
}

/// Writes a note while the buyer speaks.
#[test]
fn a_note_is_on_the_selected_step_and_kept_until_it_is_on_disk() {
    let mut app = on_a_call(80, 24);
    app.keys("n").sees("Private note · Security review");
    app.notes = Err("the disk is full".to_owned());
    app.keys("Asks for SOC 2<enter>")
        .sees("not noted: the disk is full");
    app.sees("Asks for SOC 2");
    app.notes = Ok(Vec::new());
    app.keys("<enter>").sees("noted on Security review");
    let noted = ("security-review".to_owned(), "Asks for SOC 2".to_owned());
    assert_eq!(app.notes, Ok(vec![noted]));
    app.keys("n<enter>n  <enter>nnever mind<esc>");
    assert_eq!(
        app.notes.as_ref().unwrap().len(),
        1,
        "nothing said, nothing noted"
    );
    hears(
        &mut app,
        news(401, session(|session| session.step = None), true),
    );
    app.keys("n").sees("Private note · go-live");
    app.keys("Mind the audit<enter>");
    let noted = ("go-live".to_owned(), "Mind the audit".to_owned());
    assert_eq!(app.notes.unwrap()[1], noted);
}

/// Runs it in the very window that is shared.
#[test]
fn one_terminal_for_both_is_told() {
    let mut app = on_a_call(60, 18);
    app.sees_no("BEING SHARED");
    let same = session(|session| session.tty = Some("tty-2".to_owned()));
    hears(&mut app, news(401, same, true)).sees("THIS TERMINAL IS THE ONE BEING SHARED");
}

/// Follows a session and a plan that somebody made to do harm.
#[test]
fn hostile_words_are_shown_and_do_nothing() {
    let mut plan = example_plan();
    let bad = "\x1b]0;x\x07\u{202e}Security\nreview".repeat(40);
    plan.step_mut("security-review").unwrap().title = bad.clone();
    plan.name = bad.clone();
    plan.buyer.organization = bad.clone();
    for size in [(60, 18), (140, 45)] {
        let mut app = on_a_call_about(plan.clone(), size.0, size.1);
        let session = session(|session| {
            session.pen.person = bad.clone();
            session.screen = Showing::Other(bad.clone());
            session.name = bad.clone();
        });
        let news = News {
            notes: Some(Ok(BTreeMap::from([(
                "security-review".to_owned(),
                bad.clone(),
            )]))),
            ..news(401, session, true)
        };
        let shown = hears(&mut app, news).screen();
        assert!(!shown.contains(['\x1b', '\x07', '\u{202e}']), "{shown}");
        app.sees("● live").sees("6:41 of 10:00").sees("NEXT");
        app.keys("n<esc>o1<esc>?<esc>[]");
    }
}

/// What cannot be read is said until it can.
#[test]
fn trouble_is_told_until_it_is_over() {
    let mut app = on_a_call(100, 30);
    let broken = News {
        notes: Some(Err("acme.private.json:3: it is broken".to_owned())),
        ..news(401, session(|_| {}), true)
    };
    hears(&mut app, broken).sees("it is broken");
    hears(&mut app, news(402, session(|_| {}), true)).sees("it is broken");
    let mended = News {
        notes: Some(Ok(BTreeMap::new())),
        ..news(403, session(|_| {}), true)
    };
    hears(&mut app, mended)
        .sees_no("it is broken")
        .sees("none on Security review");
}

/// Sleeps unless a number on the screen is about to change.
#[test]
fn it_wakes_only_for_what_counts_up() {
    let mut app = App::prompter(80, 24);
    let wait = |app: &App| {
        app.model
            .prompter()
            .unwrap()
            .next_moment()
            .map(|wait| wait.as_secs())
    };
    assert_eq!(wait(&app), None, "nothing to follow");
    let quiet = || session(|session| session.timer = None);
    hears(&mut app, news(1, quiet(), true));
    assert_eq!(wait(&app), None, "live, no timer");
    hears(&mut app, news(2, session(|_| {}), true));
    assert_eq!(wait(&app), Some(1), "the timer");
    hears(&mut app, news(3, quiet(), false));
    assert_eq!(wait(&app), Some(1), "just gone");
    app.send(Msg::Moment(at(3 + 90)));
    assert_eq!(wait(&app), Some(30), "gone for a minute and a half");
}

/// Follows a window that shares another plan, which cannot be read at first.
#[test]
fn nothing_of_one_deal_stands_beside_another() {
    let mut app = on_a_call(100, 30);
    let globex = || {
        session(|session| {
            session.plan = "globex".to_owned();
            session.name = "Globex".to_owned();
        })
    };
    let unreadable = News {
        plan: Some(Err("globex.json:2: it is broken".to_owned())),
        ..news(401, globex(), true)
    };
    hears(&mut app, unreadable).sees("globex.json:2: it is broken");
    app.sees("cannot be read here").sees_no("Waiting");
    app.sees_no("Ravi was burned")
        .sees_no("Okay, go-live")
        .sees_no("Northwind");
    let mut plan = example_plan();
    plan.id = "globex".to_owned();
    plan.buyer.organization = "Globex".to_owned();
    let mended = News {
        plan: Some(Ok(Box::new(plan))),
        notes: Some(Ok(BTreeMap::new())),
        ..news(402, globex(), true)
    };
    hears(&mut app, mended)
        .sees("Globex × Northwind")
        .sees("Okay, go-live");
    app.sees_no("it is broken").sees("none on Security review");
}
