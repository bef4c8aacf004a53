//! The writer thread: every commit is handed to it and the keys never wait for the disk. It saves
//! the newest version, merges what other programs wrote, tells what became of it, and keeps trying
//! what could not be written.
//!
//! A merge reaches the screen a moment later than the disk. Edits made in between still grew from
//! the older version, so each job says which merge its plan has seen, and the thread keeps the
//! version that goes with it as the base of the next three-way merge.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::error::StoreError;
use super::load::Opened;
use super::save::{Disk, Saved};
use crate::plan::Plan;
use crate::plan::merge::{self, Conflict, Merged};

const FIRST_RETRY: Duration = Duration::from_millis(300);
const LONGEST_RETRY: Duration = Duration::from_secs(5);

/// How long a file may be gone or broken before it is told: a program that copies folders deletes a
/// file and makes it again, or writes it in pieces.
const GRACE: Duration = Duration::from_millis(400);

/// What became of the edits.
#[derive(Debug)]
pub enum Event {
    /// Everything up to this edit is on disk.
    Saved {
        /// The number of the newest edit that is safe.
        edit: u64,
        /// Whether the file had been deleted and was written anew.
        recreated: bool,
    },
    /// Somebody else had changed the file.
    Merged {
        /// The number of this merge; later jobs say that they have seen it.
        merge: u64,
        /// The version of this program that took part in it.
        ours: Arc<Plan>,
        /// Both versions together.
        plan: Box<Plan>,
        /// Fields that both had changed.
        conflicts: Vec<Conflict>,
    },
    /// It could not be written; it is tried again.
    Failed {
        /// Why, for people.
        reason: String,
    },
}

struct Job {
    plan: Arc<Plan>,
    edit: u64,
    seen: u64,
}

enum Order {
    Save(Box<Job>),
    Check,
    Settle(Sender<Result<(), String>>),
    Finish,
}

/// The hand that gives versions to the writer thread.
#[derive(Debug)]
pub struct Writer {
    orders: Sender<Order>,
    thread: Option<JoinHandle<()>>,
    path: PathBuf,
}

impl Writer {
    /// Starts the thread for a plan that was just read; `tell` is called on that thread.
    pub fn start(opened: &Opened, tell: impl Fn(Event) + Send + 'static) -> Self {
        let (orders, inbox) = mpsc::channel();
        let path = opened.path.clone();
        let mut worker = Worker::of(opened, Box::new(tell));
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || worker.run_twice(&inbox))
            .ok();
        Self {
            orders,
            thread,
            path,
        }
    }

    /// The file that is written to.
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }

    /// Hands a version over. `edit` grows with every edit; `seen` is the last merge it contains.
    pub fn save(&self, plan: Arc<Plan>, edit: u64, seen: u64) {
        // The thread lives until `finish`, so an order always arrives.
        let _ = self
            .orders
            .send(Order::Save(Box::new(Job { plan, edit, seen })));
    }

    /// Asks to look whether another program changed the file.
    pub fn check(&self) {
        let _ = self.orders.send(Order::Check);
    }

    /// Waits until everything is on disk, at most for `patience`.
    ///
    /// # Errors
    /// Why the last edits are not on disk, or why the file is not this plan any more.
    pub fn settle(&self, patience: Duration) -> Result<(), String> {
        // A fault in the thread takes one answer with it; it goes on once, and is asked again.
        for _ in 0..2 {
            let (done, answer) = mpsc::channel();
            if self.orders.send(Order::Settle(done)).is_err() {
                break;
            }
            match answer.recv_timeout(patience) {
                Ok(result) => return result,
                Err(RecvTimeoutError::Timeout) => {
                    return Err(self.says("the disk did not answer in time"));
                }
                Err(RecvTimeoutError::Disconnected) => {}
            }
        }
        Err(self.says("a fault in the program stopped the saving"))
    }

    /// Waits until everything is on disk, at most for `patience`, and ends the thread.
    ///
    /// # Errors
    /// Why the last edits are not on disk.
    pub fn finish(mut self, patience: Duration) -> Result<(), String> {
        let settled = self.settle(patience);
        let _ = self.orders.send(Order::Finish);
        if let (Ok(()), Some(thread)) = (&settled, self.thread.take()) {
            let _ = thread.join();
        }
        settled
    }

    fn says(&self, what: &str) -> String {
        format!("{}: {what}", self.path.display())
    }
}

struct Worker {
    disk: Disk,
    bases: BTreeMap<u64, Arc<Plan>>,
    latest: Arc<Plan>,
    merges: u64,
    pending: Option<Box<Job>>,
    retry: Duration,
    /// The newest edit that was on disk.
    saved: u64,
    /// What is wrong with the file, as last told.
    troubled: Option<String>,
    /// Since when something is wrong with the file that was not told yet.
    doubt: Option<Instant>,
    /// The file was deleted, and nothing has been written since.
    deleted: bool,
    tell: Box<dyn Fn(Event) + Send>,
}

impl Worker {
    /// For a plan that was just read.
    fn of(opened: &Opened, tell: Box<dyn Fn(Event) + Send>) -> Self {
        let disk = Disk::of(opened);
        let latest = Arc::clone(disk.plan());
        Self {
            bases: BTreeMap::from([(0, Arc::clone(&latest))]),
            latest,
            disk,
            merges: 0,
            pending: None,
            retry: FIRST_RETRY,
            saved: 0,
            troubled: None,
            doubt: None,
            deleted: false,
            tell,
        }
    }

    /// Runs, and after a fault once more: the version that was being saved is still there.
    fn run_twice(&mut self, inbox: &Receiver<Order>) {
        for _ in 0..2 {
            if panic::catch_unwind(AssertUnwindSafe(|| self.run(inbox))).is_ok() {
                return;
            }
        }
    }

    fn run(&mut self, inbox: &Receiver<Order>) {
        loop {
            let order = match self.wait() {
                Some(wait) => match inbox.recv_timeout(wait) {
                    Ok(order) => order,
                    Err(RecvTimeoutError::Timeout) => {
                        self.try_again();
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => return,
                },
                None => match inbox.recv() {
                    Ok(order) => order,
                    Err(_) => return,
                },
            };
            if !self.obey(order, inbox) {
                return;
            }
        }
    }

    /// How long to wait for an order before trying again; for ever when all is well.
    fn wait(&self) -> Option<Duration> {
        if self.pending.is_some() {
            return Some(self.retry);
        }
        let doubt = self
            .doubt
            .map(|since| GRACE.saturating_sub(since.elapsed()));
        doubt.or(self.troubled.as_ref().map(|_| LONGEST_RETRY))
    }

    /// Writes what is not on disk, and looks again at a file with which something is wrong.
    fn try_again(&mut self) {
        if self.save_pending().is_ok() && (self.doubt.is_some() || self.troubled.is_some()) {
            self.check();
        }
    }

    /// Carries out an order and all that wait behind it; of several versions only the newest is
    /// written. False when it was the last.
    fn obey(&mut self, first: Order, inbox: &Receiver<Order>) -> bool {
        let (mut check, mut go_on) = (false, true);
        let mut waiting = Vec::new();
        let mut next = Some(first);
        while let Some(order) = next {
            match order {
                Order::Save(job) => self.pending = Some(job),
                Order::Check => check = true,
                Order::Settle(done) => waiting.push(done),
                Order::Finish => go_on = false,
            }
            next = inbox.try_recv().ok();
        }
        self.try_again();
        if check && self.pending.is_none() {
            self.check();
        }
        if !waiting.is_empty() {
            self.come_to_rest();
        }
        for done in waiting {
            let _ = done.send(self.troubled.clone().map_or(Ok(()), Err));
        }
        go_on
    }

    /// Nobody looks after the file any more: what is in doubt is decided, and a file that was deleted
    /// is written anew, so that nothing is lost.
    fn come_to_rest(&mut self) {
        // What could not be written is told already, whatever stands there by now.
        while let (Some(since), None) = (self.doubt, &self.pending) {
            std::thread::sleep(GRACE.saturating_sub(since.elapsed()));
            self.check();
        }
        if self.deleted && self.pending.is_none() {
            let version = self.bases.first_key_value();
            self.pending = version.map(|(&seen, plan)| {
                let (plan, edit) = (Arc::clone(plan), self.saved);
                Box::new(Job { plan, edit, seen })
            });
            let _ = self.save_pending();
        }
    }

    /// The job's plan as it is once the program has taken in every merge that was told: the edits
    /// since the version that went with the merge it has seen, on top of the last merge.
    fn caught_up(&self, job: &Job) -> Arc<Plan> {
        let newest = self.bases.get(&self.merges);
        match (
            self.bases.get(&job.seen),
            newest.filter(|_| job.seen < self.merges),
        ) {
            (Some(seen), Some(newest)) => Arc::new(merge::merge(seen, &job.plan, newest).plan),
            _ => Arc::clone(&job.plan),
        }
    }

    fn save_pending(&mut self) -> Result<(), String> {
        let Some(job) = &self.pending else {
            return Ok(());
        };
        let ours = self.caught_up(job);
        match self.disk.save_shared(&self.latest, &ours) {
            Ok(saved) => {
                self.is_saved(ours, saved);
                Ok(())
            }
            Err(error) => {
                self.retry = (self.retry * 2).min(LONGEST_RETRY);
                Err(self.fail(error.to_string()))
            }
        }
    }

    fn is_saved(&mut self, ours: Arc<Plan>, saved: Saved) {
        let Some(job) = self.pending.take() else {
            return;
        };
        self.retry = FIRST_RETRY;
        self.troubled = None;
        self.doubt = None;
        self.deleted = false;
        self.saved = job.edit;
        self.bases.retain(|&merge, _| merge >= job.seen);
        self.bases.insert(job.seen, job.plan);
        self.bases.insert(self.merges, Arc::clone(&ours));
        self.latest = Arc::clone(&ours);
        if let Some(merged) = saved.merged {
            self.tell_merged(ours, merged);
        }
        (self.tell)(Event::Saved {
            edit: job.edit,
            recreated: saved.recreated,
        });
    }

    fn fail(&mut self, reason: String) -> String {
        self.troubled = Some(reason.clone());
        (self.tell)(Event::Failed {
            reason: reason.clone(),
        });
        reason
    }

    /// Looks at the file. What was wrong with it may be over: then everything is on disk again. What
    /// has just gone wrong may be over in a moment, and is told only then.
    fn check(&mut self) {
        let ours = Arc::clone(&self.latest);
        match self.disk.check(&ours) {
            Ok(merged) => {
                (self.doubt, self.deleted) = (None, false);
                let recovered = self.troubled.take().is_some();
                if let Some(merged) = merged {
                    self.tell_merged(ours, merged);
                }
                if recovered {
                    (self.tell)(Event::Saved {
                        edit: self.saved,
                        recreated: false,
                    });
                }
            }
            Err(error) => {
                let since = *self.doubt.get_or_insert_with(Instant::now);
                if self.troubled.is_some() || since.elapsed() >= GRACE {
                    self.doubt = None;
                    self.deleted = matches!(error, StoreError::Deleted { .. });
                    self.fail(error.to_string());
                }
            }
        }
    }

    fn tell_merged(&mut self, ours: Arc<Plan>, merged: Merged) {
        self.merges += 1;
        self.latest = Arc::clone(self.disk.plan());
        self.bases.insert(self.merges, Arc::clone(&self.latest));
        let (plan, conflicts) = (Box::new(merged.plan), merged.conflicts);
        (self.tell)(Event::Merged {
            merge: self.merges,
            ours,
            plan,
            conflicts,
        });
    }
}
