//! A disk that refuses, and other programs that delete, break or replace the file while it is open:
//! said on the screen, nothing overwritten blindly, saved once it can be.

use std::fs;

use crate::flows::add_step;
use crate::home::Home;
use crate::pty::{Run, Terminal, open};

fn opened(home: &Home) -> Terminal {
    let terminal = open(home, &["open", "acme"]);
    terminal.wait_for("Security review");
    terminal
}

/// Adds a step that cannot be saved.
fn add_in_vain(terminal: &Terminal) {
    terminal.keys("A");
    terminal.wait_until("a line to type in", |seen| !seen.cursor_hidden());
    terminal.keys("Board sign-off 2w\r");
    terminal.wait_until("the step, and that it is not saved", |seen| {
        seen.steps().contains("Board sign-off") && seen.text().contains("NOT SAVED")
    });
}

fn leave(terminal: Terminal) {
    terminal.keys("\x03");
    terminal.left().cleanly(0);
}

#[test]
fn a_deleted_file_is_told_and_written_anew() {
    let home = Home::with_acme();
    let terminal = opened(&home);
    fs::remove_file(home.plan_file("acme")).unwrap();
    terminal.wait_for("NOT SAVED");
    add_step(&terminal, "Board sign-off 2w", "Board sign-off");
    assert!(home.ok(&["show", "acme"]).contains("Board sign-off"));
    leave(terminal);
}

#[test]
fn a_deleted_file_is_told_and_leaving_writes_it_anew() {
    let home = Home::with_acme();
    let file = home.plan_file("acme");
    let before = fs::read(&file).unwrap();
    let terminal = opened(&home);
    fs::remove_file(&file).unwrap();
    terminal.wait_for("another program deleted it");
    assert!(!file.exists());
    leave(terminal);
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn junk_or_another_plan_in_its_place_is_told_and_left_alone() {
    let stranger = Home::new();
    stranger.ok(&["new", "acme", "--template", "renewal"]);
    let foreign = fs::read(stranger.plan_file("acme")).unwrap();
    for (junk, told) in [
        (&b"{ this is no plan"[..], "NOT SAVED"),
        (b"", "NOT SAVED"),
        (b"\xff\xfe", "NOT SAVED"),
        (&foreign, "another plan"),
    ] {
        let home = Home::with_acme();
        let file = home.plan_file("acme");
        let good = fs::read(&file).unwrap();
        let terminal = opened(&home);
        fs::write(&file, junk).unwrap();
        terminal.wait_for(told);
        terminal.wait_for("NOT SAVED");
        add_in_vain(&terminal);
        assert_eq!(fs::read(&file).unwrap(), junk);
        fs::write(&file, &good).unwrap();
        terminal.wait_saved();
        assert!(home.ok(&["show", "acme"]).contains("Board sign-off"));
        leave(terminal);
    }
}

#[test]
fn a_file_that_is_mended_by_itself_is_told_as_saved_again() {
    let home = Home::with_acme();
    let file = home.plan_file("acme");
    let good = fs::read(&file).unwrap();
    let terminal = opened(&home);
    fs::write(&file, "junk").unwrap();
    terminal.wait_for("NOT SAVED");
    fs::write(&file, good).unwrap();
    terminal.wait_saved();
    leave(terminal);
}

#[test]
fn a_folder_that_is_gone_is_told_and_the_edit_is_saved_once_it_is_back() {
    let home = Home::with_acme();
    let terminal = opened(&home);
    let away = home.dir.path().join("away");
    fs::rename(home.plans(), &away).unwrap();
    add_in_vain(&terminal);
    for key in ["\x03", "q"] {
        terminal.keys(key);
        terminal.wait_for("stay, it is tried again");
        terminal.keys("n");
        terminal.wait_gone("stay, it is tried again");
    }
    fs::rename(&away, home.plans()).unwrap();
    terminal.wait_saved();
    assert!(home.ok(&["show", "acme"]).contains("Board sign-off"));
    leave(terminal);
}

#[test]
fn a_full_disk_is_told_and_quitting_asks_first() {
    let home = Home::with_acme();
    let before = fs::read(home.plan_file("acme")).unwrap();
    // No file may grow: what a full disk looks like from inside.
    let script = r#"trap '' XFSZ; ulimit -f 0; exec "$0" open acme"#;
    let terminal = Run::shell(&home, script).start();
    terminal.wait_for("Security review");
    add_in_vain(&terminal);
    terminal.wait_for("not saved yet: cannot save");
    terminal.keys("\x03");
    terminal.wait_for("quit and lose it");
    assert_eq!(fs::read(home.plan_file("acme")).unwrap(), before);
    terminal.keys("y");
    terminal.left().cleanly(0);
    assert_eq!(fs::read(home.plan_file("acme")).unwrap(), before);
}

#[test]
fn a_signal_while_the_disk_is_full_says_what_is_lost() {
    let home = Home::with_acme();
    let script = r#"trap '' XFSZ; ulimit -f 0; exec "$0" open acme"#;
    let terminal = Run::shell(&home, script).start();
    terminal.wait_for("Security review");
    add_in_vain(&terminal);
    terminal.signal(nix::sys::signal::Signal::SIGTERM);
    let left = terminal.left().cleanly(2);
    assert!(
        left.text.contains("the last edit is not saved"),
        "{}",
        left.text
    );
}
