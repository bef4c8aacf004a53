//! The lock between programs: it makes the second wait, and the kernel frees it when its holder is
//! killed.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use backcast::store::{self, Disk, StoreError};

use crate::kit::{self, PATIENCE, add_step, steps_in};

const HELD: &str = "BACKCAST_TEST_HOLDS";

fn take(lock: &Path) -> std::fs::File {
    let file = OpenOptions::new().write(true).open(lock).unwrap();
    file.lock().unwrap();
    file
}

/// Another process that takes the lock and keeps it until it is killed.
fn holder(lock: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "lock::the_other_process", "--nocapture"])
        .env(HELD, lock)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(
        lines.any(|line| line.unwrap().ends_with("holding")),
        "the other process failed"
    );
    child
}

/// Does nothing by itself: run again by [`holder`], it is the process that holds a lock.
#[test]
fn the_other_process() {
    let Some(lock) = std::env::var_os(HELD) else {
        return;
    };
    let _held = take(Path::new(&lock));
    println!("holding");
    let _ = std::io::stdin().lines().next();
}

#[test]
fn a_killed_holder_blocks_nobody() {
    let (dir, path) = kit::with_plan();
    let lock = dir.path().join(".acme.json.lock");
    let opened = store::load(&path).unwrap();
    let mut plan = opened.plan.clone();
    add_step(&mut plan, "mine");
    let mut other = holder(&lock);
    let probe = OpenOptions::new().write(true).open(&lock).unwrap();
    assert!(probe.try_lock().is_err(), "the other process holds it");
    let (done, waited) = std::sync::mpsc::channel();
    let base = opened.plan.clone();
    let saving = std::thread::spawn(move || {
        done.send(Disk::of(&opened).save(&base, &plan).map(|_| ()))
            .unwrap();
    });
    assert!(
        steps_in(&path).is_empty(),
        "nothing is written under another's lock"
    );
    other.kill().unwrap();
    other.wait().unwrap();
    waited.recv_timeout(PATIENCE).unwrap().unwrap();
    saving.join().unwrap();
    assert_eq!(steps_in(&path), ["mine"]);
}

#[test]
fn a_lock_that_is_kept_is_told_and_reading_goes_on() {
    let (dir, path) = kit::with_plan();
    let held = take(&dir.path().join(".acme.json.lock"));
    let opened = store::load(&path).unwrap();
    let mut plan = opened.plan.clone();
    add_step(&mut plan, "mine");
    let mut disk = Disk::of(&opened);
    let error = disk.save(&opened.plan, &plan).unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    assert!(
        error
            .to_string()
            .contains("another program keeps it locked"),
        "{error}"
    );
    drop(held);
    disk.save(&opened.plan, &plan).unwrap();
    assert_eq!(steps_in(&path), ["mine"]);
}
