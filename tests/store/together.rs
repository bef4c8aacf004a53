//! Two programs on one plan: whatever order they save in, nothing of either is lost.

use std::io::Write as _;
use std::path::{Path, PathBuf};

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

/// The ways in which a program that copies folders brings a newer version.
const COPIES: [fn(&Path, &[u8]); 3] = [
    |to, bytes| {
        let beside = to.with_file_name("acme.copy.tmp");
        std::fs::write(&beside, bytes).unwrap();
        std::fs::rename(&beside, to).unwrap();
    },
    |to, bytes| {
        std::fs::remove_file(to).unwrap();
        std::fs::write(to, bytes).unwrap();
    },
    |to, bytes| {
        let mut file = std::fs::File::create(to).unwrap();
        for piece in bytes.chunks(300) {
            file.write_all(piece).unwrap();
        }
    },
];

/// Two programs, each on a folder of its own, and a program between that copies whole files.
struct Apart {
    _dirs: [tempfile::TempDir; 2],
    paths: [PathBuf; 2],
    programs: [Program; 2],
}

impl Apart {
    fn new() -> Self {
        let ((one, first), (two, second)) = (kit::with_plan(), kit::with_plan());
        let programs = [&first, &second].map(|path| Program::open(path));
        Self {
            _dirs: [one, two],
            paths: [first, second],
            programs,
        }
    }

    fn add(&mut self, at: usize, id: &str) {
        self.programs[at].add(id);
        self.programs[at].settle();
    }

    /// Brings one's file to the other, whose program looks at it several times meanwhile.
    fn copy(&mut self, from: usize, how: fn(&Path, &[u8])) {
        let bytes = std::fs::read(&self.paths[from]).unwrap();
        let to = 1 - from;
        self.programs[to].check();
        how(&self.paths[to], &bytes);
        self.programs[to].check();
    }

    fn until(&mut self, at: usize, ids: &[&str]) {
        let has = |program: &Program| ids.iter().all(|id| program.plan.step(id).is_some());
        while !has(&self.programs[at]) || steps_in(&self.paths[at]) != ids {
            self.programs[at].hear();
        }
    }
}

#[test]
fn two_whose_files_are_copied_to_and_fro_come_together_without_a_false_alarm() {
    for how in COPIES {
        let mut apart = Apart::new();
        apart.add(0, "a");
        apart.copy(0, how);
        apart.until(1, &["a"]);
        apart.add(1, "b");
        apart.copy(1, how);
        apart.until(0, &["a", "b"]);
        for program in &apart.programs {
            assert_eq!(program.failures, [""; 0]);
        }
    }
}

#[test]
fn an_edit_that_a_copied_file_wrote_over_is_put_back() {
    for how in COPIES {
        let mut apart = Apart::new();
        apart.add(0, "a");
        apart.add(1, "b");
        apart.copy(0, how);
        apart.until(1, &["a", "b"]);
        apart.copy(1, how);
        apart.until(0, &["a", "b"]);
        assert_eq!(apart.programs[0].plan, apart.programs[1].plan);
        for program in &apart.programs {
            assert_eq!(program.failures, [""; 0]);
        }
    }
}

#[test]
fn what_was_taken_back_here_is_not_put_back() {
    let mut apart = Apart::new();
    apart.add(0, "kept");
    apart.copy(0, COPIES[0]);
    apart.until(1, &["kept"]);
    let mine = apart.programs[0].add("slip");
    apart.programs[0].settle();
    undo(&mut apart.programs[0].plan, &mine).unwrap();
    apart.programs[0].hand_over();
    apart.programs[0].settle();
    apart.add(1, "theirs");
    apart.copy(1, COPIES[0]);
    apart.until(0, &["kept", "theirs"]);
}
