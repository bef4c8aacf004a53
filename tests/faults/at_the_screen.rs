//! The same faults while a plan is open on the screen. The calls of the thread that saves are counted by
//! themselves: counted over the whole program, most numbers belong to what it does at its start, and
//! the save would never be reached.

use std::io::Write as _;
use std::process::Child;

use crate::pty::{self, Terminal};
use crate::trace::{Call, call_in};
use crate::{Plan, strace};

const NOT_DONE: &str = "no faults were injected into the terminal program";

/// How often a fault may miss its call before the test fails: what woke the thread may differ.
const TRIES: usize = 5;

/// What befalls each call in turn.
const FAULTS: [&str; 2] = ["error=EIO", "signal=KILL"];

/// A plan on the screen, about to be edited, with its saving thread watched.
struct Watched {
    terminal: Terminal,
    strace: Child,
    log: std::path::PathBuf,
}

impl Watched {
    /// Nothing where a running program may not be traced.
    fn new(plan: &Plan, inject: &[&str]) -> Option<Self> {
        let log = plan.home.dir.path().join("log");
        let _ = std::fs::remove_file(&log);
        let terminal = pty::open(&plan.home, &["open", "acme"]);
        terminal.wait_for("Security review");
        // The frame that answers a key comes after all that the start had left to do.
        terminal.press("j");
        let thread = saving_thread(&terminal);
        let usual = ["-y", "-o", log.to_str().unwrap(), "-e", "trace=%file,%desc"];
        let strace = strace::attach(thread, &[&usual, inject].concat(), NOT_DONE)?;
        terminal.keys("A");
        terminal.wait_until("a line to type in", |seen| !seen.cursor_hidden());
        terminal.keys("Sign-off 2w\r");
        Some(Self {
            terminal,
            strace,
            log,
        })
    }

    /// Quits, and what was traced.
    fn quit(mut self) -> String {
        self.terminal.keys("\x03");
        self.terminal.left().cleanly(0);
        self.strace.wait().unwrap();
        std::fs::read_to_string(self.log).unwrap()
    }

    /// Waits for the end by force, and what was traced.
    fn killed(mut self) -> String {
        let left = self.terminal.left();
        assert!(left.signal.is_some(), "it ended by itself:\n{}", left.text);
        self.strace.wait().unwrap();
        std::fs::read_to_string(self.log).unwrap()
    }

    /// Waits until the new step is said to be saved; when that is said, it is on disk.
    fn wait_saved(&self, plan: &Plan, fault: &str) {
        self.terminal.wait_until("the step, saved", |seen| {
            seen.steps().contains("Sign-off") && seen.says_saved()
        });
        assert!(plan.titles().contains(&"Sign-off".to_owned()), "{fault}");
    }
}

/// The thread that saves, once it has nothing left to do.
fn saving_thread(terminal: &Terminal) -> u32 {
    let tasks = format!("/proc/{}/task", terminal.pid());
    loop {
        for task in std::fs::read_dir(&tasks).unwrap() {
            let task = task.unwrap();
            let about = std::fs::read_to_string(task.path().join("status")).unwrap_or_default();
            if about.starts_with("Name:\twriter\n") && about.contains("State:\tS") {
                return task.file_name().to_str().unwrap().parse().unwrap();
            }
        }
        std::thread::yield_now();
    }
}

/// The calls of one save, from its lock to the end of the lock.
fn calls(log: &str) -> Vec<Call> {
    let mut count = std::collections::HashMap::new();
    let mut found = Vec::new();
    let mut locked = false;
    for line in log.lines() {
        let Some((name, file)) = call_in(line) else {
            continue;
        };
        let nth = count.entry(name.to_owned()).or_insert(0);
        *nth += 1;
        let of_the_lock = file.ends_with(".acme.json.lock");
        locked |= of_the_lock;
        if locked {
            found.push(Call {
                name: name.to_owned(),
                nth: *nth,
                file,
            });
        }
        if name == "close" && of_the_lock {
            break;
        }
    }
    for needed in ["openat", "flock", "read", "write", "fsync", "renameat"] {
        assert!(
            found.iter().any(|call| call.name == needed),
            "no {needed} in\n{log}"
        );
    }
    found
}

#[test]
fn every_call_of_the_saving_thread_may_fail_or_be_the_last() {
    if !strace::is_there(NOT_DONE) {
        return;
    }
    let plan = Plan::new();
    plan.begin_again();
    let Some(clean) = Watched::new(&plan, &[]) else {
        return;
    };
    clean.wait_saved(&plan, "no fault");
    let calls = calls(&clean.quit());
    let (mut injected, mut missed) = (0, Vec::new());
    for call in &calls {
        for fault in FAULTS {
            // What a close tells, an fsync has told before.
            if call.name == "close" && fault != "signal=KILL" {
                continue;
            }
            let inject = format!("inject={}:{fault}:when={}", call.name, call.nth);
            injected += 1;
            if !(0..TRIES).any(|_| falls_on_its_call(&plan, call, &inject)) {
                missed.push(inject);
            }
        }
    }
    let hit = injected - missed.len();
    let said = format!("terminal program: {hit} of {injected} injected faults hit their call\n");
    std::io::stderr().write_all(said.as_bytes()).unwrap();
    assert!(injected > 2 * FAULTS.len() * 6, "{calls:?}");
    assert!(missed.is_empty(), "tests nothing: {missed:?}");
}

/// Makes an edit under a fault, checks what it left, and says whether the fault fell on its call.
fn falls_on_its_call(plan: &Plan, call: &Call, inject: &str) -> bool {
    plan.begin_again();
    let watched = Watched::new(plan, &["-e", inject]).unwrap();
    let log = if inject.contains("KILL") {
        watched.killed()
    } else {
        if ["flock", "write", "fsync", "renameat"].contains(&call.name.as_str()) {
            // The corner says so too, but only until the next try, which may be done within a frame.
            watched.terminal.wait_for("not saved yet");
        }
        watched.wait_saved(plan, inject);
        watched.quit()
    };
    plan.next_goes_well(inject);
    call.met(inject, &log)
}
