//! Windows of every size, one after the other, and a program that nobody touches.

use std::time::{Duration, Instant};

use crate::home::Home;
use crate::pty::{DEADLINE, Run, Terminal, open};

#[test]
fn a_storm_of_sizes_ends_with_the_plan_whole() {
    let home = Home::with_acme();
    let terminal = open(&home, &["open", "acme"]);
    terminal.wait_for("Security review");
    for at in 0..100u16 {
        terminal.resize(1 + (at * 37) % 200, 1 + (at * 23) % 70);
    }
    terminal.resize(1, 1);
    terminal.resize(20, 5);
    terminal.wait_for("backcast needs");
    terminal.resize(120, 40);
    // What is painted from here on is what a new window shows.
    let fresh = open(&home, &["open", "acme"]);
    fresh.wait_saved();
    fresh.wait_for("O odds");
    let expected = fresh.text();
    terminal.wait_until("the plan as in a new window", |seen| {
        seen.text() == expected
    });
    for terminal in [terminal, fresh] {
        terminal.keys("\x03");
        terminal.left().cleanly(0);
    }
}

#[test]
fn a_window_that_is_too_small_says_so_from_the_start() {
    for size in [(20, 5), (1, 1), (59, 18), (60, 17)] {
        let home = Home::with_acme();
        let terminal = Run::new(&home, &["open", "acme"])
            .size(size.0, size.1)
            .start();
        if size.0 >= 20 {
            terminal.wait_for("backcast needs");
        } else {
            terminal.wait_until("a frame", |seen| !seen.text().trim().is_empty());
        }
        terminal.keys("\x03");
        terminal.left().cleanly(0);
    }
}

#[test]
fn nobody_there_means_no_byte_and_no_wake_up() {
    let home = Home::with_acme();
    for arguments in [&[][..], &["open", "acme"]] {
        let terminal = open(&home, arguments);
        terminal.wait_for("Acme");
        let until = Instant::now() + DEADLINE;
        // The first windows may still hold what follows the first frame.
        while !is_quiet(&terminal) {
            assert!(Instant::now() < until, "it never rests: {arguments:?}");
        }
        terminal.keys("\x03");
        terminal.left().cleanly(0);
    }
}

/// Whether a second passes in which no thread wakes up and no byte comes.
fn is_quiet(terminal: &Terminal) -> bool {
    let before = wake_ups(terminal.pid());
    let silent = terminal.is_silent_for(Duration::from_secs(1));
    silent && wake_ups(terminal.pid()) == before
}

/// How often the process's threads went to sleep so far.
fn wake_ups(pid: u32) -> u64 {
    let Ok(tasks) = std::fs::read_dir(format!("/proc/{pid}/task")) else {
        return 0; // No such folder on this system: only the bytes are looked at.
    };
    let of_task = |task: std::fs::DirEntry| {
        let status = std::fs::read_to_string(task.path().join("status")).unwrap_or_default();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        line.and_then(|count| count.trim().parse::<u64>().ok())
            .unwrap_or(0)
    };
    tasks.flatten().map(of_task).sum()
}
