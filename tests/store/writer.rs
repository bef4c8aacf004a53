//! The writer thread: "saved" means on disk, a failure is told and tried again, and a file that was
//! deleted or broken by others is never written over blindly.

use crate::kit::{self, Program, steps_in};

#[test]
fn saved_is_told_only_once_it_is_on_disk() {
    let (_dir, path) = kit::with_plan();
    let mut program = Program::open(&path);
    for at in 0..20 {
        let id = format!("s{at:02}");
        program.add(&id);
        program.settle();
        assert!(
            steps_in(&path).contains(&id),
            "told as saved, not there: {id}"
        );
    }
}

#[test]
fn a_burst_of_edits_ends_with_the_newest() {
    let (_dir, path) = kit::with_plan();
    let mut program = Program::open(&path);
    for at in 0..200 {
        program.add(&format!("s{at:03}"));
    }
    program.finish().unwrap();
    assert_eq!(steps_in(&path).len(), 200);
}

#[test]
fn a_deleted_file_is_made_anew_and_told() {
    let (_dir, path) = kit::with_plan();
    let mut program = Program::open(&path);
    program.add("before");
    program.settle();
    std::fs::remove_file(&path).unwrap();
    program.add("after");
    program.settle();
    assert_eq!(program.recreated, 1);
    assert_eq!(steps_in(&path), ["after", "before"]);
}

#[test]
fn a_deleted_file_is_told_and_leaving_writes_it_anew() {
    let (_dir, path) = kit::with_plan();
    let mut program = Program::open(&path);
    program.add("mine");
    program.settle();
    std::fs::remove_file(&path).unwrap();
    program.check();
    while program.failures.is_empty() {
        program.hear();
    }
    assert!(
        program.failures[0].contains("another program deleted it"),
        "{:?}",
        program.failures
    );
    assert!(
        !path.exists(),
        "a deletion is not undone behind somebody's back"
    );
    program.finish().unwrap();
    assert_eq!(steps_in(&path), ["mine"]);
}

#[test]
fn leaving_right_after_the_file_was_deleted_writes_it_anew() {
    let (_dir, path) = kit::with_plan();
    let mut program = Program::open(&path);
    program.add("mine");
    program.settle();
    std::fs::remove_file(&path).unwrap();
    program.check();
    program.finish().unwrap();
    assert_eq!(steps_in(&path), ["mine"]);
}

#[test]
fn what_cannot_be_written_is_told_and_written_once_it_can_be() {
    let (_dir, path) = kit::with_plan();
    let mut program = Program::open(&path);
    let before = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    program.add("kept");
    while program.failures.is_empty() {
        assert!(!program.hear(), "saved over a folder");
    }
    assert!(
        program.failures[0].contains("acme.json: is a directory"),
        "{:?}",
        program.failures
    );
    std::fs::remove_dir(&path).unwrap();
    std::fs::write(&path, before).unwrap();
    program.settle();
    assert_eq!(steps_in(&path), ["kept"]);
}

#[test]
fn a_folder_that_is_gone_is_told_and_written_to_once_it_is_back() {
    let (dir, path) = kit::with_plan();
    let folder = dir.path().join("plans");
    std::fs::create_dir(&folder).unwrap();
    let inside = folder.join("acme.json");
    std::fs::rename(&path, &inside).unwrap();
    let mut program = Program::open(&inside);
    let away = dir.path().join("away");
    std::fs::rename(&folder, &away).unwrap();
    std::fs::write(&folder, "in the way").unwrap();
    program.add("kept");
    while program.failures.is_empty() {
        assert!(!program.hear(), "saved into a folder that is not there");
    }
    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&away, &folder).unwrap();
    program.settle();
    assert_eq!(steps_in(&inside), ["kept"]);
}

#[test]
fn quitting_says_what_is_not_on_disk() {
    let (_dir, path) = kit::with_plan();
    let mut program = Program::open(&path);
    std::fs::write(&path, "broken by another program").unwrap();
    program.add("mine");
    let error = program.finish().unwrap_err();
    assert!(error.contains("acme.json:1: "), "{error}");
    assert_eq!(
        std::fs::read(&path).unwrap(),
        b"broken by another program",
        "not written over"
    );
}

#[test]
fn a_file_broken_by_others_is_told_and_saved_once_it_is_mended() {
    let (_dir, path) = kit::with_plan();
    let mut program = Program::open(&path);
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    program.check();
    while program.failures.is_empty() {
        program.hear();
    }
    program.add("mine");
    while program.failures.len() < 2 {
        assert!(!program.hear(), "saved over a broken file");
    }
    std::fs::write(&path, &whole).unwrap();
    program.settle();
    assert_eq!(steps_in(&path), ["mine"]);
}

#[cfg(unix)]
#[test]
fn a_link_planted_in_place_of_the_file_is_not_followed_out() {
    let (dir, path) = kit::with_plan();
    let mut program = Program::open(&path);
    let victim = dir.path().join("victim.txt");
    std::fs::write(&victim, "precious").unwrap();
    std::fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink(&victim, &path).unwrap();
    program.add("mine");
    while program.failures.is_empty() {
        assert!(!program.hear(), "saved through a planted link");
    }
    assert_eq!(std::fs::read(&victim).unwrap(), b"precious");
}
