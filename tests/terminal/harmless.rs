//! Hostile text in every field of a plan, opened in a real terminal: no byte of it but its harmless
//! form comes out, neither on the screen nor in the window's name.

use serde_json::{Value, json};

use crate::bytes::{Piece, pieces};
use crate::home::Home;
use crate::hostile::{PAYLOADS, is_dangerous};
use crate::pty::{Run, Terminal, open};

fn plan_of(text: &str) -> Value {
    let calendar = json!({"base": text, "holidays": [{"date": "2027-02-26", "name": text}],
        "blackouts": [{"from": "2027-02-22", "to": "2027-02-23", "name": text}]});
    json!({
        "format": 1, "id": text, "name": text, text: text,
        "anchor": {"go_live": "2027-03-01", "outcome": text, "if_missed": text},
        "buyer": {"organization": text, "calendar": calendar},
        "seller": {"organization": text, "calendar": {"base": "weekdays"}},
        "people": [{"id": "p", "name": text, "side": "buyer", "role": text, "email": text,
            "away": [{"from": "2027-02-24", "to": "2027-02-24", "name": text}]}],
        "steps": [
            {"id": "a", "title": text, "side": "buyer", "owners": {"buyer": "p"}, "duration": "5d",
             "done_when": text, "note": text, "unknown": {"who": "p", "by": "2026-12-01"}},
            {"id": "b", "title": text, "side": text, "duration": "0", "gate": text,
             "after": [{"step": "a"}, {"step": text}, {"step": "a", "kind": text}]},
            {"id": text, "title": "Circle", "duration": "1d", "after": [{"step": text}]}],
        "history": [{"id": text, "at": "2026-11-23T15:00:00Z", "via": text,
            "by": {"side": "buyer", "person": text}, "changes": []}]
    })
}

/// Every byte is a plain character or one of the sequences that the program itself draws with.
fn assert_tame(raw: &[u8], what: &str) {
    assert!(std::str::from_utf8(raw).is_ok(), "{what}: not UTF-8");
    for piece in pieces(raw) {
        let tame = match &piece {
            Piece::Print(c) => !is_dangerous(*c),
            Piece::Csi { body, last } => {
                "hlmHJtqXG".contains(*last) && body.chars().all(|c| "?;: 0123456789".contains(c))
            }
            Piece::Osc(text) => {
                text.starts_with("0;") && !text.contains(is_dangerous) && text.len() < 3000
            }
            Piece::Escape(_) | Piece::Control(_) => false,
        };
        assert!(tame, "{what}: {piece:?}");
    }
}

#[test]
fn no_text_of_a_plan_steers_the_terminal() {
    for (name, make) in PAYLOADS {
        let home = Home::new();
        home.put("hostile.json", plan_of(&make()).to_string());
        let terminal = open(&home, &["open", "hostile"]);
        terminal.wait_for("Circle");
        // The steps, the script with this deal's words, a step's form, the script whole, the people,
        // the list of plans.
        terminal.keys("kkve");
        terminal.wait_until("a form", |seen| !seen.cursor_hidden());
        for keys in ["\x1b", "c", "\x1b", "P", "\x1b"] {
            terminal.press(keys);
        }
        terminal.keys("q");
        terminal.wait_for("plan backwards");
        terminal.keys("q");
        let left = terminal.left().cleanly(0);
        assert_tame(&left.raw, name);
    }
}

#[test]
fn no_text_of_a_plan_moves_a_column() {
    let border = |terminal: &Terminal| -> Vec<u16> {
        terminal.look(|seen| {
            let screen = seen.screen.screen();
            let is_border = |row: u16, col: u16| {
                screen
                    .cell(row, col)
                    .is_some_and(|cell| cell.contents() == "│")
            };
            (2..36)
                .filter_map(|row| (60..100).find(|col| is_border(row, *col)))
                .collect()
        })
    };
    for (name, make) in PAYLOADS {
        let home = Home::new();
        home.put("hostile.json", plan_of(&make()).to_string());
        let terminal = open(&home, &["open", "hostile"]);
        terminal.wait_for("Circle");
        let found = border(&terminal);
        assert_eq!(found.len(), 34, "{name}\n{}", terminal.text());
        assert!(
            found.windows(2).all(|pair| pair[0] == pair[1]),
            "{name}\n{}",
            terminal.text()
        );
        terminal.keys("\x03");
        terminal.left().cleanly(0);
    }
}

#[test]
fn a_file_that_is_no_plan_is_told_harmlessly() {
    let home = Home::new();
    home.put(
        "bad.json",
        "{\"format\": 1, \"na\u{9b}31mme\": \u{1b}]52;c;eA==\u{7}",
    );
    let terminal = open(&home, &["open", "bad"]);
    let left = terminal.left().cleanly(2);
    assert!(
        !left.raw.windows(4).any(|window| window == b"]52;"),
        "{}",
        left.text
    );
}

/// Names of files that no terminal should get: in the list, in messages, and with a plan in them.
#[cfg(target_os = "linux")]
#[test]
fn no_name_of_a_file_steers_the_terminal() {
    use std::os::unix::ffi::OsStrExt;
    let home = Home::with_acme();
    let whole = std::fs::read(home.plan_file("acme")).unwrap();
    std::fs::remove_file(home.plan_file("acme")).unwrap();
    let names = [
        &b"a\x1b[2Jb.json"[..],
        b"b\nc.json",
        b"c\xff\xfe\x9b2J.json",
        b"d\xe2\x80\xaeb.json",
        b"e\x1b]0;owned\x07b.json",
    ];
    for (at, name) in names.iter().enumerate() {
        let bytes = if at % 2 == 0 { b"{" } else { whole.as_slice() };
        std::fs::write(home.plans().join(std::ffi::OsStr::from_bytes(name)), bytes).unwrap();
    }
    let terminal = open(&home, &[]);
    terminal.wait_for("go-live");
    for at in 0..names.len() {
        if at % 2 == 0 {
            terminal.press("\r");
        } else {
            terminal.keys("\r");
            terminal.wait_for("Security review");
            terminal.keys("q");
            terminal.wait_for("plan backwards");
            terminal.wait_for("go-live");
        }
        terminal.press("j");
    }
    terminal.keys("q");
    let left = terminal.left().cleanly(0);
    assert_tame(&left.raw, "names of files");
}

/// A fault while a hostile plan is open: neither the sentence nor the log has a word of it.
#[test]
fn a_fault_tells_nothing_of_a_hostile_plan() {
    for (name, make) in PAYLOADS.iter().step_by(9) {
        let home = Home::new();
        home.put("hostile.json", plan_of(&make()).to_string());
        let terminal = Run::new(&home, &["open", "hostile"])
            .env("BACKCAST_TEST_PANIC", "main")
            .start();
        terminal.wait_for("Circle");
        terminal.keys("\x1b[24~");
        let left = terminal.left().cleanly(2);
        assert!(
            left.text.contains("a fault in the program"),
            "{}",
            left.text
        );
        let log = std::fs::read_to_string(home.dir.path().join("state/backcast/log.txt")).unwrap();
        for told in [&log, &left.text] {
            assert!(
                !told.contains("Acme") && !told.contains("Legal"),
                "{name}: {told}"
            );
            let bad = told.chars().find(|c| *c != '\n' && is_dangerous(*c));
            assert_eq!(bad, None, "{name}: {told:?}");
        }
        assert_eq!(log.lines().count(), 1, "{name}: {log}");
    }
}
