//! However the program ends, the terminal is as it was and the last edit is on disk.

use nix::sys::signal::Signal;

use crate::home::Home;
use crate::pty::{DEADLINE, Terminal, open};

/// Opens Acme and marks a step as riskiest, and does not wait for the disk.
fn with_an_edit_under_way(home: &Home) -> Terminal {
    let terminal = open(home, &["open", "acme"]);
    terminal.wait_for("Security review");
    terminal.keys("A");
    terminal.wait_until("a line to type in", |seen| {
        !seen.screen.screen().hide_cursor()
    });
    terminal.keys("Board sign-off 2w\r");
    terminal.wait_until("the line is gone", |seen| {
        seen.screen.screen().hide_cursor()
    });
    terminal
}

fn edit_is_on_disk(home: &Home) -> bool {
    home.ok(&["show", "acme"]).contains("Board sign-off")
}

#[test]
fn by_a_key() {
    for keys in ["\x03", "\x11", "qq"] {
        let home = Home::with_acme();
        let terminal = with_an_edit_under_way(&home);
        terminal.keys(keys);
        terminal.left().cleanly(0);
        assert!(edit_is_on_disk(&home), "{keys:?}");
    }
}

#[test]
fn by_a_signal() {
    for (signal, code) in [
        (Signal::SIGTERM, 143),
        (Signal::SIGHUP, 129),
        (Signal::SIGINT, 130),
    ] {
        let home = Home::with_acme();
        let terminal = with_an_edit_under_way(&home);
        terminal.signal(signal);
        terminal.left().cleanly(code);
        assert!(edit_is_on_disk(&home), "{signal}");
    }
}

#[test]
fn by_a_closed_window() {
    let home = Home::with_acme();
    let terminal = with_an_edit_under_way(&home);
    let took = terminal.close_window();
    assert!(took < DEADLINE);
    assert!(edit_is_on_disk(&home));
}
