//! What the tests of the store share: a plan in a folder that is thrown away, edits of it, and a
//! writer thread whose events can be waited for.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use backcast::plan::commit::{Signature, commit};
use backcast::plan::{Author, Entry, Plan, Side, Step, Via};
use backcast::store::{self, Event, Opened, Writer};

/// Longer than anything here takes; reached only when a test has failed.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A folder with one empty plan in it.
pub(crate) fn with_plan() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("acme.json");
    store::create(&path, &Plan::new("p".into(), "Acme")).unwrap();
    (dir, path)
}

/// Adds a step with a recorded commit.
pub(crate) fn add_step(plan: &mut Plan, id: &str) -> Entry {
    let signature = Signature {
        id: format!("entry-{id}"),
        at: "2026-11-23T15:00:00Z".parse().unwrap(),
        by: Author {
            side: Side::Seller,
            ..Author::default()
        },
        via: Via::Hand,
    };
    let step = Step::new(id.to_owned(), id);
    commit(plan, signature, |plan| plan.steps.push(step)).unwrap()
}

/// The ids of the steps in a file, sorted.
pub(crate) fn steps_in(path: &Path) -> Vec<String> {
    let plan = store::load(path).unwrap().plan;
    let mut ids: Vec<String> = plan.steps.into_iter().map(|step| step.id).collect();
    ids.sort();
    ids
}

/// A program that edits one plan through its writer thread, as the screens do.
pub(crate) struct Program {
    pub(crate) plan: Plan,
    edit: u64,
    seen: u64,
    writer: Option<Writer>,
    events: Receiver<Event>,
    /// How often a merge was told, a save had to make the file anew, and a save failed.
    pub(crate) merges: usize,
    pub(crate) recreated: usize,
    pub(crate) failures: Vec<String>,
}

impl Program {
    pub(crate) fn open(path: &Path) -> Self {
        let opened: Opened = store::load(path).unwrap();
        let (tell, events) = channel();
        // The test may be gone before the last event; then nobody wants it.
        let writer = Writer::start(&opened, move |event| drop(tell.send(event)));
        Self {
            plan: opened.plan,
            edit: 0,
            seen: 0,
            writer: Some(writer),
            events,
            merges: 0,
            recreated: 0,
            failures: Vec::new(),
        }
    }

    /// Adds a step and hands the plan to the writer; does not wait.
    pub(crate) fn add(&mut self, id: &str) -> Entry {
        let entry = add_step(&mut self.plan, id);
        self.hand_over();
        entry
    }

    pub(crate) fn hand_over(&mut self) {
        self.edit += 1;
        let writer = self.writer.as_ref().unwrap();
        writer.save(Arc::new(self.plan.clone()), self.edit, self.seen);
    }

    pub(crate) fn check(&self) {
        self.writer.as_ref().unwrap().check();
    }

    /// Takes in one event; true when it says that everything so far is on disk.
    pub(crate) fn hear(&mut self) -> bool {
        match self.events.recv_timeout(PATIENCE).unwrap() {
            Event::Saved { edit, recreated } => {
                self.recreated += usize::from(recreated);
                edit == self.edit
            }
            Event::Merged {
                merge, ours, plan, ..
            } => {
                // Edits since the version that was merged are carried over, as the screens do.
                let changes = backcast::plan::diff(&ours, &self.plan);
                let mut merged = *plan;
                backcast::plan::apply(&mut merged, &changes).unwrap();
                let newer = self.plan.history.iter().filter(|entry| {
                    merged.history.iter().all(|known| known.id != entry.id)
                        && ours.history.iter().all(|known| known.id != entry.id)
                });
                let newer: Vec<Entry> = newer.cloned().collect();
                merged.history.extend(newer);
                self.plan = merged;
                self.seen = merge;
                self.merges += 1;
                false
            }
            Event::Failed { reason } => {
                self.failures.push(reason);
                false
            }
        }
    }

    /// Waits until everything so far is on disk.
    pub(crate) fn settle(&mut self) {
        while !self.hear() {}
    }

    pub(crate) fn finish(&mut self) -> Result<(), String> {
        let writer = self.writer.take().unwrap();
        writer.finish(PATIENCE)
    }
}
