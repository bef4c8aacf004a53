//! The writer thread on a disk that takes a file but does not confirm it: the new version stands
//! under its name, and a power cut may still bring the old one back.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::super::load;
use super::super::save::{
    self,
    refusals::{self, FILE, FOLDER},
};
use super::{Event, Job, Order, Worker};
use crate::plan::Plan;

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// What was told, and whether the disk had confirmed the folder by then.
type Told = (Event, bool);

/// A writer thread whose disk refuses what it is told, in that order.
struct Desk {
    path: PathBuf,
    plan: Plan,
    edit: u64,
    orders: Sender<Order>,
    told: Receiver<Told>,
    _dir: tempfile::TempDir,
}

impl Desk {
    fn refusing(what: &'static [&'static str]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("acme.json");
        let plan = Plan::new("p".into(), "Acme");
        save::create(&path, &plan).unwrap();
        let opened = load::load(&path).unwrap();
        let ((orders, inbox), (tell, told)) = (mpsc::channel(), mpsc::channel());
        thread::spawn(move || {
            refusals::expect(what);
            // `tell` is called on this thread, where the refusals are counted.
            let tell = move |event| drop(tell.send((event, refusals::left() == 0)));
            Worker::of(&opened, Box::new(tell)).run_twice(&inbox);
        });
        Self {
            path,
            plan,
            edit: 0,
            orders,
            told,
            _dir: dir,
        }
    }

    /// Gives the plan another name and hands it over.
    fn rename(&mut self, name: &str) {
        self.plan.name = name.to_owned();
        self.edit += 1;
        let (plan, edit) = (Arc::new(self.plan.clone()), self.edit);
        let job = Box::new(Job {
            plan,
            edit,
            seen: 0,
        });
        self.orders.send(Order::Save(job)).unwrap();
    }

    fn settle(&self) -> Receiver<Result<(), String>> {
        let (done, answer) = mpsc::channel();
        self.orders.send(Order::Settle(done)).unwrap();
        answer
    }

    fn hear(&self) -> Told {
        self.told.recv_timeout(PATIENCE).unwrap()
    }

    /// How often it was told as not saved before it was told as saved, up to this edit.
    fn hear_until_saved(&self) -> usize {
        let mut failed = 0;
        loop {
            match self.hear() {
                (Event::Failed { .. }, _) => failed += 1,
                (Event::Saved { edit, recreated }, confirmed) => {
                    assert!(confirmed, "told as saved before the disk said so");
                    assert!(!recreated, "nobody deleted it");
                    if edit == self.edit {
                        return failed;
                    }
                }
                (Event::Merged { .. }, _) => panic!("nobody else wrote it"),
            }
        }
    }
}

fn name_in(path: &Path) -> String {
    load::load(path).unwrap().plan.name
}

#[test]
fn what_the_disk_does_not_confirm_is_told_and_saved_once_it_does() {
    let mut desk = Desk::refusing(&[FOLDER; 3]);
    desk.rename("New");
    let (Event::Failed { reason }, _) = desk.hear() else {
        panic!("told as saved");
    };
    assert!(reason.contains("does not confirm"), "{reason}");
    assert_eq!(name_in(&desk.path), "New", "it stands there all the same");
    assert_eq!(desk.hear_until_saved(), 2);
    assert_eq!(name_in(&desk.path), "New");
}

#[test]
fn an_edit_made_while_the_last_one_is_unconfirmed_is_saved_with_it() {
    for refused in [&[FOLDER][..], &[FOLDER; 2]] {
        let mut desk = Desk::refusing(refused);
        desk.rename("New");
        assert!(matches!(desk.hear(), (Event::Failed { .. }, _)));
        desk.rename("Newer");
        desk.hear_until_saved();
        assert_eq!(name_in(&desk.path), "Newer");
    }
}

#[test]
fn what_is_unconfirmed_stays_so_when_the_next_try_fails_in_another_way() {
    let mut desk = Desk::refusing(&[FOLDER, FILE, FOLDER]);
    desk.rename("New");
    assert_eq!(desk.hear_until_saved(), 3);
    assert_eq!(name_in(&desk.path), "New");
}

#[test]
fn an_edit_taken_back_while_it_is_unconfirmed_is_written_too() {
    let mut desk = Desk::refusing(&[FOLDER]);
    desk.rename("New");
    assert!(matches!(desk.hear(), (Event::Failed { .. }, _)));
    desk.rename("Acme");
    assert_eq!(desk.hear_until_saved(), 0);
    assert_eq!(name_in(&desk.path), "Acme");
}

#[test]
fn quitting_is_told_what_the_disk_has_not_confirmed() {
    let mut desk = Desk::refusing(&[FOLDER; 99]);
    desk.rename("New");
    let answer = desk.settle().recv_timeout(PATIENCE).unwrap();
    let reason = answer.expect_err("quitting would lose it");
    assert!(reason.contains("does not confirm"), "{reason}");
    while let Ok((event, _)) = desk.told.try_recv() {
        assert!(matches!(event, Event::Failed { .. }), "{event:?}");
    }
}

#[test]
fn a_file_that_was_broken_for_a_moment_hides_no_edit_that_could_not_be_saved() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("acme.json");
    let mut plan = Plan::new("p".into(), "Acme");
    save::create(&path, &plan).unwrap();
    let (tell, told) = mpsc::channel();
    let tell = move |event| drop(tell.send(event));
    let mut worker = Worker::of(&load::load(&path).unwrap(), Box::new(tell));
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, "broken for a moment").unwrap();
    worker.check();
    assert!(worker.doubt.is_some() && worker.troubled.is_none());
    std::fs::write(&path, whole).unwrap();
    refusals::expect(&[FOLDER; 99]);
    plan.name = "New".to_owned();
    let (_, inbox) = mpsc::channel();
    let (done, answer) = mpsc::channel();
    let job = Box::new(Job {
        plan: Arc::new(plan),
        edit: 1,
        seen: 0,
    });
    worker.obey(Order::Save(job), &inbox);
    worker.obey(Order::Settle(done), &inbox);
    let reason = answer.recv().unwrap().expect_err("quitting would lose it");
    assert!(reason.contains("does not confirm"), "{reason}");
    while let Ok(event) = told.try_recv() {
        assert!(matches!(event, Event::Failed { .. }), "{event:?}");
    }
    refusals::expect(&[]);
}
