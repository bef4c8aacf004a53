//! However the program ends, the terminal is as it was and the last edit is on disk.

use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use nix::sys::signal::Signal;

use crate::home::Home;
use crate::pty::{DEADLINE, Run, Terminal, open};

/// Types a new step into Acme and does not wait for the disk.
fn type_a_step(terminal: &Terminal) {
    terminal.wait_for("Security review");
    terminal.keys("A");
    terminal.wait_until("a line to type in", |seen| !seen.cursor_hidden());
    terminal.keys("Board sign-off 2w\r");
    terminal.wait_until("the line is gone", |seen| {
        seen.cursor_hidden() && seen.text().contains("Board sign-off")
    });
}

fn with_an_edit_under_way(home: &Home) -> Terminal {
    let terminal = open(home, &["open", "acme"]);
    type_a_step(&terminal);
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

/// What is only tried when the signal comes is not on disk, whole or in part; the log says that it was
/// dropped, without a word of it. A trial in which nothing was changed, and one that is left knowingly, are
/// not told.
#[test]
fn by_a_signal_while_something_is_tried() {
    for (signal, code) in [(Signal::SIGTERM, 143), (Signal::SIGHUP, 129)] {
        let home = Home::with_acme();
        let log = || {
            std::fs::read_to_string(home.dir.path().join("state/backcast/log.txt"))
                .unwrap_or_default()
        };
        let terminal = open(&home, &["open", "acme"]);
        terminal.wait_for("Security review");
        let before = std::fs::read(home.plan_file("acme")).unwrap();
        terminal.keys("W");
        terminal.wait_for("nothing is kept yet");
        terminal.signal(signal);
        terminal.left().cleanly(code);
        assert_eq!(log(), "");

        let terminal = open(&home, &["open", "acme"]);
        terminal.wait_for("Security review");
        terminal.keys("W");
        terminal.wait_for("nothing is kept yet");
        type_a_step(&terminal);
        terminal.wait_for("not kept");
        terminal.keys("\x03");
        terminal.wait_for("What you try is not kept.");
        terminal.keys("y");
        terminal.left().cleanly(0);
        assert_eq!(log(), "");

        let terminal = open(&home, &["open", "acme"]);
        terminal.wait_for("Security review");
        terminal.keys("W");
        terminal.wait_for("nothing is kept yet");
        type_a_step(&terminal);
        terminal.wait_for("not kept");
        terminal.signal(signal);
        terminal.left().cleanly(code);
        assert_eq!(std::fs::read(home.plan_file("acme")).unwrap(), before);
        assert!(
            log().contains("what if was tried: that was dropped"),
            "{}",
            log()
        );
        assert_eq!(log().lines().count(), 1);
        assert!(
            !log().contains("Board") && !log().contains("acme"),
            "{}",
            log()
        );
    }
}

#[test]
fn by_a_signal_before_anything_is_shown() {
    for signal in [Signal::SIGTERM, Signal::SIGHUP, Signal::SIGINT] {
        let home = Home::with_acme();
        let terminal = open(&home, &["open", "acme"]);
        terminal.wait_until("the terminal is taken over", |seen| !seen.raw.is_empty());
        terminal.signal(signal);
        terminal.left().cleanly(128 + signal as u32);
    }
}

#[test]
fn by_a_closed_window() {
    let home = Home::with_acme();
    let terminal = with_an_edit_under_way(&home);
    assert!(terminal.close_window() < DEADLINE);
    assert!(edit_is_on_disk(&home));
}

/// A terminal that is stopped takes no byte; the program must not wait for it for ever.
#[test]
fn by_a_signal_while_nobody_reads_what_is_shown() {
    let home = Home::with_acme();
    let terminal = with_an_edit_under_way(&home);
    terminal.stop_reading();
    terminal.paint_until_blocked();
    terminal.signal(Signal::SIGTERM);
    let left = terminal.left();
    assert_eq!(left.code, 143);
    assert!(
        !left.leaks.contains(&"the line's settings".to_owned()),
        "{:?}",
        left.leaks
    );
    assert!(left.took < Duration::from_secs(5), "{:?}", left.took);
    assert!(edit_is_on_disk(&home));
}

#[test]
fn to_the_shell_and_back() {
    for by_a_key in [true, false] {
        let home = Home::with_acme();
        let script = r#"set -m; sh -c 'echo $$ >pid; exec "$0" open acme' "$0"
            echo "in the shell"; read -r line; fg >/dev/null; echo "ended with $?""#;
        let terminal = Run::shell(&home, script).start();
        type_a_step(&terminal);
        if by_a_key {
            terminal.keys("\x1a");
        } else {
            let pid = std::fs::read_to_string(home.dir.path().join("pid")).unwrap();
            let pid = nix::unistd::Pid::from_raw(pid.trim().parse().unwrap());
            nix::sys::signal::kill(pid, Signal::SIGTSTP).unwrap();
        }
        terminal.wait_for("in the shell");
        assert!(edit_is_on_disk(&home));
        assert!(!terminal.text().contains("Security review"));
        assert!(terminal.line_is_as_before());
        assert_eq!(
            terminal.look(|seen| crate::bytes::leaks(&seen.raw)),
            [""; 0]
        );
        terminal.keys("\r");
        terminal.wait_for("Security review");
        wait_for_the_name_again(&terminal, 2);
        terminal.keys("\x03");
        terminal.wait_for("ended with 0");
        terminal.left().cleanly(0);
        assert!(edit_is_on_disk(&home));
    }
}

fn wait_for_the_name_again(terminal: &Terminal, times: usize) {
    terminal.wait_until("the window's name", |seen| {
        let titles = crate::bytes::pieces(&seen.raw).into_iter().filter(
            |piece| matches!(piece, crate::bytes::Piece::Osc(text) if text.contains("Acme")),
        );
        titles.count() >= times
    });
}

/// Nobody could tell it to go on, so it never stops.
#[test]
fn not_in_a_window_without_a_shell() {
    let home = Home::with_acme();
    let terminal = with_an_edit_under_way(&home);
    terminal.keys("\x1a");
    wait_for_the_name_again(&terminal, 2);
    terminal.signal(Signal::SIGTSTP);
    wait_for_the_name_again(&terminal, 3);
    terminal.wait_for("Board sign-off");
    terminal.keys("\x03");
    terminal.left().cleanly(0);
}

/// Another program saves for longer than it takes to see a signal. Leaving by a key waits for it, and
/// a signal in the middle of that does not cut the last edit off.
#[test]
fn by_a_signal_while_another_program_has_the_file_locked() {
    for (signal, keys) in [
        (Signal::SIGTERM, "\x03"),
        (Signal::SIGHUP, "\x03"),
        (Signal::SIGTERM, "q"),
        (Signal::SIGTERM, ""),
    ] {
        let home = Home::with_acme();
        let lock = home.plans().join(".acme.json.lock");
        let lock = std::fs::File::open(lock).unwrap();
        lock.lock().unwrap();
        let terminal = with_an_edit_under_way(&home);
        terminal.keys(keys);
        terminal.signal(signal);
        assert!(terminal.is_silent_for(Duration::from_millis(1500)));
        lock.unlock().unwrap();
        let left = terminal.left();
        assert!(edit_is_on_disk(&home), "{signal} {keys:?}: {left:?}");
        let expected = [0, 128 + signal as u32];
        assert!(expected.contains(&left.code), "{signal} {keys:?}: {left:?}");
        assert!(left.leaks.is_empty(), "{:?}", left.leaks);
    }
}

#[test]
fn by_a_fault_in_any_thread() {
    for thread in ["main", "input", "writer", "beside"] {
        let home = Home::with_acme();
        let terminal = Run::shell(&home, r#"umask 000; exec "$0" open acme"#)
            .env("BACKCAST_TEST_PANIC", thread)
            .start();
        if thread == "writer" {
            terminal.wait_for("Security review");
            terminal.keys("A");
            terminal.wait_until("a line to type in", |seen| !seen.cursor_hidden());
            terminal.keys("Board sign-off 2w\r");
        } else if thread != "beside" {
            // That one panics at its first question, right after the first frame.
            type_a_step(&terminal);
            terminal.keys("\x1b[24~");
        }
        let left = terminal.left().cleanly(2);
        let said: Vec<&str> = left.text.lines().filter(|line| !line.is_empty()).collect();
        let said = said.join("");
        assert!(
            said.contains("a fault in the program stopped it at src/"),
            "{thread}: {said}"
        );
        assert!(said.contains("every edit is saved"), "{thread}: {said}");
        assert!(
            !said.contains("own words") && !said.contains("panicked"),
            "{thread}: {said}"
        );
        assert!(thread == "beside" || edit_is_on_disk(&home), "{thread}");
        let folder = home.dir.path().join("state/backcast");
        let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(
            (mode(&folder), mode(&folder.join("log.txt"))),
            (0o700, 0o600)
        );
        let log = std::fs::read_to_string(folder.join("log.txt")).unwrap();
        assert!(
            log.contains("src/") && !log.contains("own words"),
            "{thread}: {log}"
        );
    }
}

#[test]
fn by_a_fault_while_a_link_lies_where_the_log_goes() {
    let home = Home::with_acme();
    let folder = home.dir.path().join("state/backcast");
    std::fs::create_dir_all(&folder).unwrap();
    let victim = home.dir.path().join("victim");
    std::fs::write(&victim, "precious").unwrap();
    std::os::unix::fs::symlink(&victim, folder.join("log.txt")).unwrap();
    let terminal = Run::new(&home, &["open", "acme"])
        .env("BACKCAST_TEST_PANIC", "main")
        .start();
    type_a_step(&terminal);
    terminal.keys("\x1b[24~");
    let left = terminal.left().cleanly(2);
    assert!(
        left.text.contains("a fault in the program"),
        "{}",
        left.text
    );
    assert_eq!(std::fs::read(&victim).unwrap(), b"precious");
}
