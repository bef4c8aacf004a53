//! Two programs on one plan: whatever order they save in, nothing of either is lost.

use backcast::plan::commit::undo;
use backcast::store::{self, Disk};

use crate::kit::{self, Program, add_step, steps_in};

fn expected(each: usize) -> Vec<String> {
    let mut ids: Vec<String> = (0..each)
        .flat_map(|at| [format!("a{at:02}"), format!("b{at:02}")])
        .collect();
    ids.sort();
    ids
}

#[test]
fn two_that_save_in_turn_keep_both() {
    let (_dir, path) = kit::with_plan();
    let mut programs = ["a", "b"].map(|name| {
        let opened = store::load(&path).unwrap();
        (name, opened.plan.clone(), Disk::of(&opened))
    });
    for at in 0..50 {
        for (name, plan, disk) in &mut programs {
            let base = plan.clone();
            add_step(plan, &format!("{name}{at:02}"));
            let saved = disk.save(&base, plan).unwrap();
            if let Some(merged) = saved.merged {
                assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
                *plan = merged.plan;
            }
        }
    }
    assert_eq!(steps_in(&path), expected(50));
    assert_eq!(store::load(&path).unwrap().plan.history.len(), 100);
}

#[test]
fn two_writers_in_turn_keep_both() {
    let (_dir, path) = kit::with_plan();
    let mut programs = [Program::open(&path), Program::open(&path)];
    for at in 0..50 {
        for (program, name) in programs.iter_mut().zip(["a", "b"]) {
            program.add(&format!("{name}{at:02}"));
            program.settle();
        }
    }
    assert_eq!(steps_in(&path), expected(50));
    assert!(
        programs
            .iter()
            .all(|program| program.merges >= 49 && program.failures.is_empty())
    );
}

#[test]
fn two_writers_at_once_keep_both() {
    let (_dir, path) = kit::with_plan();
    let threads = ["a", "b"].map(|name| {
        let path = path.clone();
        std::thread::spawn(move || {
            let mut program = Program::open(&path);
            for at in 0..50 {
                program.add(&format!("{name}{at:02}"));
            }
            program.settle();
            program.finish().unwrap();
            program.failures
        })
    });
    for thread in threads {
        assert_eq!(thread.join().unwrap(), Vec::<String>::new());
    }
    assert_eq!(steps_in(&path), expected(50));
    let history = store::load(&path).unwrap().plan.history;
    assert_eq!(history.len(), 100, "each commit is in the history once");
}

#[test]
fn undo_takes_back_only_its_own() {
    let (_dir, path) = kit::with_plan();
    let (mut one, mut two) = (Program::open(&path), Program::open(&path));
    let mine = one.add("mine");
    one.settle();
    two.add("theirs");
    two.settle();
    one.add("later");
    one.settle();
    undo(&mut one.plan, &mine).unwrap();
    one.hand_over();
    one.settle();
    assert_eq!(steps_in(&path), ["later", "theirs"]);
    two.check();
    while two.plan.step("later").is_none() {
        two.hear();
    }
    assert_eq!(
        two.plan,
        store::load(&path).unwrap().plan,
        "the other shows it by itself"
    );
}

#[test]
fn of_one_field_the_later_stands_and_both_values_are_told() {
    let (_dir, path) = kit::with_plan();
    let opened = store::load(&path).unwrap();
    let (mut first, mut second) = (Disk::of(&opened), Disk::of(&opened));
    let renamed = |name: &str| {
        let mut plan = opened.plan.clone();
        plan.name = name.into();
        plan
    };
    first.save(&opened.plan, &renamed("first")).unwrap();
    let saved = second.save(&opened.plan, &renamed("second")).unwrap();
    let conflicts = saved.merged.unwrap().conflicts;
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].path.to_string(), "name");
    assert_eq!(conflicts[0].ours, Some("second".into()));
    assert_eq!(conflicts[0].theirs, Some("first".into()));
    assert_eq!(store::load(&path).unwrap().plan.name, "second");
}
