//! Without colours and without line-drawing characters the screen still tells everything.

use crate::bytes::{Piece, pieces};
use crate::home::Home;
use crate::pty::Run;

/// Whether a `CSI … m` sets a colour.
fn is_colour(body: &str) -> bool {
    body.split(';').any(|part| {
        let number = part
            .split(':')
            .next()
            .and_then(|part| part.parse::<u16>().ok())
            .unwrap_or(0);
        matches!(number, 30..=38 | 40..=48 | 58 | 90..=97 | 100..=107)
    })
}

#[test]
fn without_colours_the_selected_row_still_stands_out() {
    let home = Home::with_acme();
    let terminal = Run::new(&home, &["open", "acme"])
        .env("NO_COLOR", "1")
        .start();
    terminal.wait_for("Security review");
    terminal.keys("jj");
    terminal.wait_until("one row unlike the others", |seen| {
        let screen = seen.screen.screen();
        let stands_out = |row: u16| screen.cell(row, 10).is_some_and(vt100::Cell::inverse);
        let steps =
            seen.row_with("Success criteria").unwrap()..=seen.row_with("First value").unwrap();
        steps.filter(|row| stands_out(*row)).count() == 1
    });
    terminal.keys("?");
    terminal.wait_for("Takes your last change back");
    terminal.keys("\x03");
    let left = terminal.left().cleanly(0);
    for piece in pieces(&left.raw) {
        if let Piece::Csi { body, last: 'm' } = piece {
            assert!(!is_colour(&body), "{body}");
        }
    }
}

#[test]
fn with_ascii_asked_for_nothing_else_is_drawn() {
    let home = Home::new();
    for name in ["config", "data"] {
        std::fs::create_dir_all(home.dir.path().join(name)).unwrap();
    }
    let terminal = Run::new(&home, &["--ascii", "demo"]).start();
    // The odds come a moment after the first frame, and their frame must not pass for a key's.
    terminal.wait_for("O odds");
    for keys in [
        "j", "+", "-", "?", "\x1b", "c", "\x1b", ":", "\x1b", "P", "\x1b",
    ] {
        terminal.press(keys);
        let strange: Vec<(usize, String)> = terminal
            .text()
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.is_ascii())
            .map(|(row, line)| (row, line.to_owned()))
            .collect();
        assert!(strange.is_empty(), "after {keys:?}: {strange:#?}");
    }
    terminal.keys("\x03");
    terminal.left().cleanly(0);
}
