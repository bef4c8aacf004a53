//! A save while the disk refuses, breaks or the program is killed: every system call of a save that
//! touches the plans folder fails in turn, writes come back short, and kills fall at random moments
//! of programs that edit in a loop. The plan is the old or the new one, whole; what was acknowledged
//! is there; a failure is said; the next save goes well and leaves nothing lying about.
//!
//! `BACKCAST_KILLS` sets how many kills each loop makes, `BACKCAST_SEED` their moments.
//! `BACKCAST_FAULTS=required` fails where faults cannot be injected, instead of saying so.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use backcast::store;
use nix::sys::stat::{Mode, umask};

#[path = "faults/at_the_screen.rs"]
mod at_the_screen;
#[path = "terminal/bytes.rs"]
#[allow(dead_code)]
mod bytes;
#[path = "cli/home.rs"]
#[allow(dead_code)]
mod home;
#[path = "terminal/pty.rs"]
#[allow(dead_code)]
mod pty;
#[path = "support/strace.rs"]
mod strace;
#[path = "faults/trace.rs"]
mod trace;

use home::Home;
use trace::{Call, call_in};

/// What befalls each call in turn.
const FAULTS: [&str; 4] = ["error=ENOSPC", "error=EIO", "error=EDQUOT", "signal=KILL"];

/// Up to how many blocks of 512 bytes a file may grow; the plan has some twelve.
const BLOCKS: [u32; 5] = [0, 1, 2, 5, 11];

/// A home with a plan that can be put back to where it began.
struct Plan {
    home: Home,
    old: Vec<u8>,
}

impl Plan {
    fn new() -> Self {
        // Whoever is careless with what others may read: the program is not.
        umask(Mode::empty());
        let home = Home::with_acme();
        let old = std::fs::read(home.plan_file("acme")).unwrap();
        Self { home, old }
    }

    fn begin_again(&self) {
        std::fs::remove_dir_all(self.home.plans()).unwrap();
        self.home.put("acme.json", &self.old);
    }

    fn titles(&self) -> Vec<String> {
        let opened = store::load(&self.home.plan_file("acme"));
        let plan = opened.unwrap_or_else(|error| panic!("{error}")).plan;
        plan.steps.into_iter().map(|step| step.title).collect()
    }

    /// Adds a step, run by another program with these arguments before it.
    fn run(&self, program: &str, before: &[&str], line: &str) -> Output {
        let mut command = Command::new(program);
        command.args(before).envs(self.home.environment());
        command.arg(Home::bin()).args(["add", "acme", line]);
        command.output().unwrap()
    }

    /// Checks what a save that met a fault left, and that the next one goes well.
    fn check(&self, fault: &str, ran: &Output) {
        let file = std::fs::read(self.home.plan_file("acme")).unwrap();
        let told = String::from_utf8_lossy(&ran.stderr);
        let told = told.trim_start_matches("backcast: ").trim_end();
        let is_new = file != self.old;
        if is_new {
            let titles = self.titles();
            let times = titles.iter().filter(|title| *title == "Sign-off").count();
            assert_eq!((titles.len(), times), (13, 1), "{fault}");
        }
        match ran.status.code() {
            Some(0) => assert!(is_new && told.is_empty(), "{fault}: {told}"),
            Some(2) if is_new => assert!(told.contains("does not confirm"), "{fault}: {told}"),
            Some(2) => assert!(told.starts_with("cannot "), "{fault}: {told}"),
            other => assert!(fault.contains("KILL"), "{fault}: {other:?} {told}"),
        }
        for entry in std::fs::read_dir(self.home.plans()).unwrap() {
            let path = entry.unwrap().path();
            let mode = path.metadata().unwrap().permissions().mode() & 0o777;
            // The old file is one that this test wrote.
            let is_theirs = !is_new && path == self.home.plan_file("acme");
            assert!(
                is_theirs || mode == 0o600,
                "{fault}: {mode:o} {}",
                path.display()
            );
        }
        self.next_goes_well(fault);
    }

    fn next_goes_well(&self, after: &str) {
        self.home.ok(&["add", "acme", "Afterwards 1d"]);
        assert!(self.titles().contains(&"Afterwards".to_owned()), "{after}");
        let entries = std::fs::read_dir(self.home.plans()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, [".acme.json.lock", "acme.json"], "{after}");
    }
}

/// The calls of a clean `add` that touch the plans folder.
fn calls(plan: &Plan) -> Vec<Call> {
    // As every run with a fault begins: without the lock's file, too.
    plan.begin_again();
    let log = plan.home.dir.path().join("log");
    let log = log.to_str().unwrap();
    let before = ["-f", "-y", "-qq", "-o", log, "-e", "trace=%file,%desc"];
    let ran = plan.run("strace", &before, "Sign-off 2w");
    assert!(ran.status.success(), "{ran:?}");
    let log = std::fs::read_to_string(log).unwrap();
    let folder = plan.home.plans().display().to_string();
    let mut count = std::collections::HashMap::new();
    let mut found = Vec::new();
    for line in log.lines() {
        let call = line.split_whitespace().nth(1).unwrap_or_default();
        let Some((name, _)) = call.split_once('(') else {
            continue;
        };
        let nth = count.entry(name.to_owned()).or_insert(0);
        *nth += 1;
        if let Some((_, file)) = call_in(line).filter(|(_, file)| file.contains(&folder)) {
            let name = name.to_owned();
            found.push(Call {
                name,
                nth: *nth,
                file,
            });
        }
    }
    for needed in ["openat", "flock", "read", "write", "fsync", "renameat"] {
        assert!(
            found.iter().any(|call| call.name == needed),
            "no {needed} in\n{log}"
        );
    }
    let temporary = |line: &&str| line.contains("O_CREAT") && line.contains(".backcast\"");
    let made: Vec<&str> = log.lines().filter(temporary).collect();
    assert!(
        made.len() == 1 && made[0].contains("O_EXCL") && made[0].contains("0600"),
        "{made:?}"
    );
    assert_eq!(
        log.matches("execve(").count(),
        1,
        "it starts no other program"
    );
    found
}

#[test]
fn every_call_of_a_save_may_fail_or_be_the_last() {
    if !strace::is_there("no faults were injected") {
        return;
    }
    let plan = Plan::new();
    let log = plan.home.dir.path().join("log");
    for call in calls(&plan) {
        // A close tells nothing that an fsync has not told; the standard library takes one of a
        // folder that fails for a fault of the program.
        let faults = FAULTS
            .iter()
            .filter(|fault| call.name != "close" || **fault == "signal=KILL");
        for fault in faults {
            plan.begin_again();
            let inject = format!("inject={}:{fault}:when={}", call.name, call.nth);
            let to = ["-f", "-y", "-qq", "-o", log.to_str().unwrap()];
            let before = [&to[..], &["-e", "trace=%file,%desc", "-e", &inject]].concat();
            let ran = plan.run("strace", &before, "Sign-off 2w");
            let traced = std::fs::read_to_string(&log).unwrap();
            assert!(call.met(&inject, &traced), "{inject} missed {call:?}");
            plan.check(&inject, &ran);
        }
    }
}

#[test]
fn every_write_may_come_back_short() {
    let plan = Plan::new();
    for blocks in BLOCKS {
        plan.begin_again();
        let script = format!(r#"trap '' XFSZ; ulimit -f {blocks}; exec "$0" "$@""#);
        let ran = plan.run("sh", &["-c", &script], "Sign-off 2w");
        assert_eq!(ran.status.code(), Some(2), "{blocks}");
        plan.check(&format!("no more than {blocks} blocks"), &ran);
    }
}

/// How many kills, unless somebody asks for another number.
fn kills(usual: u32) -> u32 {
    let asked = std::env::var("BACKCAST_KILLS").ok();
    asked.map_or(usual, |count| count.parse().unwrap())
}

/// Moments that look random and are the same at every run.
struct Moments(u64);

impl Moments {
    fn new() -> Self {
        let asked = std::env::var("BACKCAST_SEED").ok();
        Self(asked.map_or(0x2026_1123, |seed| seed.parse::<u64>().unwrap().max(1)))
    }

    fn within(&mut self, longest: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        longest.mul_f64(f64::from((self.0 >> 40) as u32) / f64::from(1 << 24))
    }
}

#[test]
fn no_kill_of_a_command_loses_what_it_acknowledged() {
    let plan = Plan::new();
    let mut moments = Moments::new();
    let mut usual = Duration::ZERO;
    let (mut killed, mut saved, mut acknowledged) = (0, 0, Vec::new());
    for at in 0.. {
        if killed == kills(60) {
            break;
        }
        if at % 50 == 0 {
            plan.begin_again();
            acknowledged.clear();
        }
        // One of four is left alone: how long it takes bounds the moments of the next three.
        let since = Instant::now();
        let longest = moments.within(usual * 5 / 4);
        let lives = if at % 4 == 0 { pty::DEADLINE } else { longest };
        let mut command = Command::new(Home::bin());
        command.args(["add", "acme", &format!("Step {at} 1d")]);
        command.envs(plan.home.environment()).stdout(Stdio::null());
        let mut child = command.spawn().unwrap();
        while since.elapsed() < lives && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let _ = child.kill();
        let status = child.wait().unwrap();
        if at % 4 == 0 {
            usual = since.elapsed();
        }
        if status.success() {
            acknowledged.push(format!("Step {at}"));
            saved += 1;
        } else {
            assert_eq!(status.code(), None, "it failed by itself");
            killed += 1;
        }
        let titles = plan.titles();
        let lost: Vec<_> = acknowledged
            .iter()
            .filter(|title| !titles.contains(title))
            .collect();
        assert!(
            lost.is_empty(),
            "after kill {killed}: {lost:?} of {acknowledged:?}"
        );
    }
    assert!(saved > 0, "nothing was ever acknowledged");
    plan.next_goes_well("every kill");
}

#[test]
fn no_kill_of_the_terminal_program_loses_what_it_called_saved() {
    let plan = Plan::new();
    let mut moments = Moments::new();
    for kill in 0..kills(25) {
        plan.begin_again();
        let terminal = pty::open(&plan.home, &["open", "acme"]);
        terminal.wait_for("Security review");
        let (mut since, mut longest) = (Instant::now(), pty::DEADLINE);
        let mut acknowledged = Vec::new();
        'edits: for at in 0.. {
            let title = format!("Edit x{at}x");
            terminal.keys(&format!("A{title} 1d\r"));
            while !terminal
                .look(|seen| !seen.in_frame && seen.steps().contains(&title) && seen.says_saved())
            {
                if since.elapsed() >= longest {
                    break 'edits;
                }
                std::thread::yield_now();
            }
            if acknowledged.is_empty() {
                // The first was waited for, however slow the machine; the kill falls into the rest.
                (since, longest) = (Instant::now(), moments.within(Duration::from_millis(200)));
            }
            acknowledged.push(title);
        }
        terminal.signal(nix::sys::signal::Signal::SIGKILL);
        let left = terminal.left();
        assert!(left.signal.is_some(), "it ended by itself:\n{}", left.text);
        assert!(!acknowledged.is_empty(), "nothing was called saved");
        let titles = plan.titles();
        let lost: Vec<_> = acknowledged
            .iter()
            .filter(|title| !titles.contains(title))
            .collect();
        assert!(
            lost.is_empty(),
            "after kill {kill}: {lost:?} of {acknowledged:?}"
        );
        plan.next_goes_well("a kill");
    }
}
