//! What a person does from the first start on, and what is there the next time.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use nix::sys::signal::Signal;

use crate::home::Home;
use crate::pty::{Run, Terminal, open};

/// The files of a folder by name, none when it is not there.
fn files(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Adds a step after the selected one and waits until it is on disk.
pub(crate) fn add_step(terminal: &Terminal, line: &str, title: &str) {
    terminal.keys("A");
    terminal.wait_until("a line to type in", |seen| !seen.cursor_hidden());
    terminal.keys(line);
    terminal.keys("\r");
    terminal.wait_until(title, |seen| {
        seen.cursor_hidden() && seen.steps().contains(title)
    });
    terminal.wait_saved();
}

#[test]
fn the_first_start_shows_two_ways_to_begin() {
    let home = Home::new();
    let terminal = open(&home, &[]);
    terminal.wait_for("No plans yet");
    terminal.wait_for("open the example");
    terminal.wait_for("start a plan");
    terminal.keys("q");
    terminal.left().cleanly(0);
    assert_eq!(files(&home.plans()), [""; 0]);
}

#[test]
fn the_example_leaves_nothing_behind() {
    let home = Home::new();
    let temporary = home.dir.path().join("tmp");
    let terminal = Run::shell(&home, r#"umask 000; exec "$0" demo"#).start();
    terminal.wait_for("Security review");
    add_step(&terminal, "Board sign-off 2w", "Board sign-off");
    for entry in std::fs::read_dir(&temporary).unwrap() {
        let mode = entry.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
    terminal.keys("\x03");
    terminal.left().cleanly(0);
    assert_eq!(files(&home.plans()), [""; 0]);
    assert_eq!(files(&temporary), [""; 0]);
}

#[test]
fn a_plan_started_by_hand_is_there_the_next_time() {
    let home = Home::new();
    let terminal = open(&home, &[]);
    terminal.wait_for("No plans yet");
    terminal.keys("n");
    terminal.wait_for("Go-live");
    terminal.keys("Globex rollout\tGlobex\tNorthwind\tmar 1\r");
    terminal.wait_for("Globex × Northwind");
    add_step(&terminal, "Board sign-off 2w", "Board sign-off");
    let before = terminal.text();
    terminal.keys("\x03");
    terminal.left().cleanly(0);

    let terminal = open(&home, &["open", "globex"]);
    terminal.wait_for("Board sign-off");
    let rows = |text: &str| text.lines().take(20).map(step_of).collect::<Vec<_>>();
    assert_eq!(rows(&terminal.text()), rows(&before));
    terminal.keys("\x03");
    terminal.left().cleanly(0);
}

/// A row without the marks of what just moved and of what is selected.
fn step_of(row: &str) -> String {
    row.split_whitespace()
        .filter(|word| word.len() > 3)
        .take(2)
        .collect()
}

#[test]
fn what_was_called_saved_survives_a_kill() {
    let home = Home::with_acme();
    let terminal = open(&home, &["open", "acme"]);
    terminal.wait_for("Security review");
    add_step(&terminal, "Board sign-off 2w", "Board sign-off");
    terminal.signal(Signal::SIGKILL);
    let left = terminal.left();
    assert_eq!(left.signal.as_deref().map(str::is_empty), Some(false));
    assert!(home.ok(&["show", "acme"]).contains("Board sign-off"));
}

/// A spreadsheet is bytes that no terminal can show: it is refused there, and goes into a pipe.
#[test]
fn a_spreadsheet_is_not_written_to_a_terminal() {
    let home = Home::with_acme();
    let export = |rest: &str| {
        let script = format!(r#"exec "$0" export acme --format xlsx --output -{rest}"#);
        Run::shell(&home, &script).start().left()
    };
    let refused = export("");
    assert_eq!(refused.code, 2);
    assert!(!refused.raw.windows(2).any(|two| two == b"PK"));
    let told = String::from_utf8(refused.raw).unwrap();
    assert!(told.contains("not for a terminal to show"), "{told}");
    assert_eq!(export(" | cat > plan.xlsx").code, 0);
    let piped = std::fs::read(home.dir.path().join("plan.xlsx")).unwrap();
    assert!(piped.starts_with(b"PK"));
}
