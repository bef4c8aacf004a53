//! Role-play in a real terminal: a drill played to its end by keys, with what is kept of it on the disk;
//! and a round that ends with the program, of which nothing is kept.

use backcast::coach::rep::Rep;
use backcast::store::{self, Folder};
use nix::sys::signal::Signal;

use crate::home::Home;
use crate::pty::{Seen, Terminal, open};

const PLAYS: [&str; 9] = [
    "practice", "--plan", "acme", "--rep", "Alex Kim", "--drill", "co-build", "--seed", "7",
];

/// What is on record of the one who practises.
fn record(home: &Home) -> Option<Rep> {
    store::load_rep(&Folder::at(home.plans()), "Alex Kim").unwrap()
}

/// The words that the buyer says now.
fn said(seen: &Seen) -> String {
    let text = seen.text();
    let row = text.lines().find(|row| row.trim_start().starts_with('“'));
    row.unwrap_or_default().trim().to_owned()
}

/// Begins the round, and lets the clock run until it has counted something.
fn begin(terminal: &Terminal) {
    terminal.wait_for("seed 7");
    terminal.wait_for("Work backwards from go-live aloud");
    terminal.keys("\r");
    terminal.wait_for("Space starts");
    terminal.keys(" ");
    terminal.wait_gone("Space starts");
    let started = terminal.text();
    terminal.wait_until("the clock counts by itself", |seen| seen.text() != started);
}

/// Plays a drill on a deal with a team's own objection in the deck, marks what is heard, rates it, and
/// chooses by hand what to coach next.
#[test]
fn a_drill_is_played_to_its_end_and_what_to_coach_next_is_on_record() {
    let home = Home::with_acme();
    let packs = home.dir.path().join("config/backcast/objections");
    std::fs::create_dir_all(&packs).unwrap();
    let own = r#"[{"id": "audit", "said": "Our auditors object.", "behind": "b", "say": "s", "ask": "a?"}]"#;
    std::fs::write(packs.join("ours.json"), own).unwrap();
    std::fs::write(packs.join("wrong.json"), "[\n3]").unwrap();
    let plan = std::fs::read(home.plan_file("acme")).unwrap();

    let terminal = open(&home, &PLAYS);
    terminal.wait_for("seed 7");
    terminal.keys("\r");
    // What cannot be read is told as the round begins, and holds nothing up.
    terminal.wait_for("wrong.json, line 2: invalid type");
    terminal.keys("\x1b");
    terminal.wait_gone("wrong.json");
    begin(&terminal);
    terminal.wait_for("Friday, February 5");
    for (keys, heard) in [
        ("b", "1× 0:"),
        ("w", "1× 0:"),
        ("w", "2× 0:"),
        ("e", "1× 0:"),
    ] {
        let row = match keys {
            "b" => "Benefit",
            "w" => "Backwards, aloud",
            _ => "Economic buyer",
        };
        terminal.keys(keys);
        terminal.wait_until(&format!("{keys} marked"), |seen| {
            let text = seen.text();
            text.lines()
                .any(|line| line.contains(row) && line.contains(heard))
        });
    }
    terminal.keys("u");
    terminal.wait_until("the last mark taken back", |seen| {
        let text = seen.text();
        !text
            .lines()
            .any(|line| line.contains("Economic buyer") && line.contains("1×"))
    });
    for drawn in 0.. {
        assert!(drawn < 30, "the deck has the team's own");
        let before = terminal.look(said);
        terminal.keys("o");
        terminal.wait_until("the next objection", |seen| said(seen) != before);
        if terminal.look(said) == "“Our auditors object.”" {
            break;
        }
    }
    terminal.keys("\t");
    terminal.wait_for("key phrases · 2/4");

    terminal.keys("\r");
    terminal.wait_for("nothing is rated yet");
    terminal.wait_for("heard 2×");
    terminal.keys("\r");
    terminal.wait_for("rate at least one behaviour first");
    terminal.keys("432333");
    terminal.wait_for("Backwards, aloud: the lowest rating");
    terminal.keys("kc");
    terminal.wait_for("Riskiest step surfaced: chosen by hand");
    assert!(
        record(&home).is_none(),
        "nothing is kept before it is accepted"
    );
    terminal.keys("\r");
    terminal.wait_for("kept in the coaching record of Alex Kim");
    terminal.wait_for("1 round, 23 Nov 2026");
    let kept = record(&home).unwrap();
    terminal.keys("q");
    terminal.left().cleanly(0);

    let file = home.plans().join("coaching/alex-kim.json");
    let file: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let round = &file["practice"][0];
    for (key, wanted) in [
        ("on", "2026-11-23"),
        ("drill", "co-build"),
        ("prompt", "phrases"),
        ("coach_next", "riskiest"),
    ] {
        assert_eq!(round[key], wanted, "{round}");
    }
    let ratings = serde_json::json!({"benefit": 4, "date": 3, "backwards": 2, "owners": 3,
        "riskiest": 3, "route": 3});
    assert_eq!(round["ratings"], ratings);
    let round = &kept.practice[0];
    let marks: Vec<(&str, usize)> = round
        .marks
        .iter()
        .map(|(name, seconds)| (name.as_str(), seconds.len()))
        .collect();
    assert_eq!(marks, [("backwards", 2), ("benefit", 1)]);
    let marked = round.marks.values().flatten();
    assert!(marked.into_iter().all(|second| *second <= round.seconds) && round.seconds >= 1);
    assert_eq!(kept, record(&home).unwrap(), "leaving adds nothing");
    assert_eq!(std::fs::read(home.plan_file("acme")).unwrap(), plan);

    let trend = home.ok(&["practice", "--rep", "Alex Kim", "--trend"]);
    assert!(
        trend.starts_with("Alex Kim: 1 round, the last on 23 Nov 2026\n"),
        "{trend}"
    );
    assert!(
        trend.contains("Coach next: Riskiest step surfaced."),
        "{trend}"
    );
}

/// Ends the program in the middle of a round: the terminal is as it was, and nothing of the round is kept.
#[test]
fn a_round_that_is_broken_off_leaves_the_terminal_as_it_was_and_no_record() {
    for (end, code) in [("key", 0), ("signal", 143)] {
        let home = Home::with_acme();
        let terminal = open(&home, &PLAYS);
        begin(&terminal);
        terminal.keys("b");
        terminal.wait_for("1× 0:");
        match end {
            "key" => terminal.keys("\x03"),
            _ => terminal.signal(Signal::SIGTERM),
        }
        terminal.left().cleanly(code);
        assert!(record(&home).is_none(), "{end}");
    }
}
