//! Two windows on one plan: each sees the other's edits by itself, and nothing of either is lost.

use crate::flows::add_step;
use crate::home::Home;
use crate::pty::{Terminal, open};

fn two(home: &Home) -> [Terminal; 2] {
    let terminals = [open(home, &["open", "acme"]), open(home, &["open", "acme"])];
    for terminal in &terminals {
        terminal.wait_for("Security review");
    }
    terminals
}

fn leave(terminals: [Terminal; 2]) {
    for terminal in terminals {
        terminal.keys("\x03");
        terminal.left().cleanly(0);
    }
}

#[test]
fn each_sees_the_others_edits_and_undo_takes_back_only_its_own() {
    let home = Home::with_acme();
    let [one, other] = two(&home);
    add_step(&one, "Board sign-off 2w", "Board sign-off");
    other.wait_for("Board sign-off");
    add_step(&other, "Data migration 1w", "Data migration");
    one.wait_for("Data migration");
    one.keys("u");
    for terminal in [&one, &other] {
        terminal.wait_until("only the other's step is left", |seen| {
            let rows = seen.steps();
            rows.contains("Data migration") && !rows.contains("Board sign-off")
        });
        terminal.wait_saved();
    }
    let shown = home.ok(&["show", "acme"]);
    assert!(
        shown.contains("Data migration") && !shown.contains("Board sign-off"),
        "{shown}"
    );
    leave([one, other]);
}

#[test]
fn both_at_once_end_with_both() {
    let home = Home::with_acme();
    let terminals = two(&home);
    for at in 0..5 {
        for (terminal, name) in terminals.iter().zip(["North", "South"]) {
            terminal.keys("A");
            terminal.wait_until("a line to type in", |seen| !seen.cursor_hidden());
            terminal.keys(&format!("{name} {at} 1d\r"));
        }
    }
    let all: Vec<String> = (0..5)
        .flat_map(|at| [format!("North {at}"), format!("South {at}")])
        .collect();
    for terminal in &terminals {
        terminal.wait_until("every step of both", |seen| {
            let rows = seen.steps();
            seen.cursor_hidden() && all.iter().all(|step| rows.contains(step))
        });
        terminal.wait_saved();
    }
    let shown = home.ok(&["show", "acme"]);
    assert!(all.iter().all(|step| shown.contains(step)), "{shown}");
    leave(terminals);
}
