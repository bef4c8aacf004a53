//! Two windows on one plan: each sees the other's edits by itself, and nothing of either is lost.

use backcast::store;
use nix::sys::signal::Signal;

use crate::call::live;
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

/// A colleague edits the same plan while a line is half typed here: the edit shows at once above the
/// line, what is typed and the selection stay, and both are whole in the end. On whatever windows.
#[test]
fn a_colleagues_edit_leaves_the_half_typed_line_and_the_selection() {
    for (mine, theirs) in [
        ("live", "open"),
        ("open", "live"),
        ("open", "open"),
        ("live", "live"),
    ] {
        let home = Home::with_acme();
        let terminals = [mine, theirs].map(|command| match command {
            "live" => live(&home),
            _ => open(&home, &[command, "acme"]),
        });
        for terminal in &terminals {
            terminal.wait_for("Security review");
        }
        let [one, other] = &terminals;
        // The other is somewhere else in the plan.
        other.press("\x1b[F");
        one.keys("\x1b[H");
        one.keys("A");
        one.wait_for("New step after Success criteria");
        one.keys("Board sign-off 2w @Da");
        one.wait_for("Board sign-off 2w @Da");
        add_step(other, "Data migration 1w", "Data migration");
        one.wait_until("the step above the line", |seen| {
            let text = seen.text();
            text.contains("Data migration") && text.contains("Board sign-off 2w @Da")
        });
        // The cursor stands behind what was typed, which goes on from there.
        one.keys("na");
        one.wait_for("Board sign-off 2w @Dana");
        one.keys("\r");
        one.wait_until("the line is taken", |seen| {
            seen.cursor_hidden() && seen.steps().contains("Board sign-off")
        });
        other.wait_until("both steps", |seen| {
            let steps = seen.steps();
            steps.contains("Board sign-off") && steps.contains("Data migration")
        });
        for terminal in &terminals {
            terminal.wait_saved();
        }
        // What the other selected is selected still: it is the step that was just added there.
        other.keys("d");
        other.wait_for("Data migration · Duration");
        let plan = store::load(&home.plan_file("acme")).unwrap().plan;
        let step = |title: &str| plan.steps.iter().find(|step| step.title == title).unwrap();
        assert_eq!(
            step("Data migration").duration.text(),
            "1w",
            "{mine} and {theirs}"
        );
        let board = step("Board sign-off");
        assert_eq!(board.after[0].step, "success-criteria");
        assert_eq!(board.owners.buyer.as_deref(), Some("dana"));
        end(terminals);
    }
}

/// The same while a field of a form, and an answer of the interview, are half typed on a shared window.
#[test]
fn a_colleagues_edit_leaves_a_form_and_an_answer_half_typed() {
    // What is typed, and in how many rows at the top it shows once it is taken.
    for (opens, half, rest, taken, rows) in [
        ("g", "\t\x15the close", " is fast\r", "the close is fast", 2),
        (
            "i",
            "Call the auditors @To",
            "m by fri\r",
            "Call the auditors",
            20,
        ),
    ] {
        let home = Home::with_acme();
        let terminals = [live(&home), open(&home, &["open", "acme"])];
        let [one, other] = &terminals;
        other.wait_for("Security review");
        one.keys(opens);
        one.wait_until("a field", |seen| !seen.cursor_hidden());
        one.keys(half);
        one.wait_for(half.trim_start_matches(['\t', '\x15']));
        add_step(other, "Data migration 1w", "Data migration");
        one.wait_until("told of the other's edit", |seen| {
            seen.text().contains("somebody else")
        });
        one.keys(rest);
        one.wait_until("it is taken", |seen| {
            let text = seen.text();
            let top: Vec<&str> = text.lines().take(rows).collect();
            top.join("\n").contains(taken) && text.contains("Data migration")
        });
        one.wait_saved();
        let plan = store::load(&home.plan_file("acme")).unwrap().plan;
        let titles: Vec<&str> = plan.steps.iter().map(|step| step.title.as_str()).collect();
        assert!(titles.contains(&"Data migration"), "{titles:?}");
        assert!(
            plan.anchor.outcome == taken || titles.contains(&taken),
            "{titles:?}"
        );
        end(terminals);
    }
}

/// Whatever is open in them.
fn end(terminals: [Terminal; 2]) {
    for terminal in terminals {
        terminal.signal(Signal::SIGTERM);
        terminal.left();
    }
}
