//! An open plan: the plan itself, its dates, what can be undone, and how far the disk is behind.
//! Every edit goes through [`Document::commit`]; no screen touches the plan in any other way.

mod ripple;
mod told;
mod trial;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use self::ripple::{Finishes, Ripple};
use self::told::told;
pub use self::trial::Trial;
use super::pen::Pen;
use crate::plan::authorship::whose;
use crate::plan::commit::{self, Signature};
use crate::plan::describe::describe;
use crate::plan::merge::merge;
use crate::plan::people;
use crate::plan::{Change, Entry, Extra, Index, Path, Plan, Side, apply, diff};
use crate::schedule::{PlanDays, Schedule};
use crate::store::{self, Opened};

/// Where a moment and new ids come from: given by the runtime, fixed in tests.
pub struct Sources {
    /// The moment.
    pub now: Box<dyn Fn() -> DateTime<Utc>>,
    /// A new id, never the same twice.
    pub new_id: Box<dyn Fn() -> String>,
}

impl std::fmt::Debug for Sources {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sources")
    }
}

/// How far the disk is behind the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Safety {
    /// Everything is on disk.
    Saved,
    /// On its way.
    Saving,
    /// It could not be written, and is tried again.
    Failing(String),
    /// It must not be written.
    ReadOnly(String),
}

/// An open plan.
#[derive(Debug)]
pub struct Document {
    /// The plan's file.
    pub path: PathBuf,
    /// Whose words are being typed.
    pub pen: Pen,
    plan: Arc<Plan>,
    trial: Option<Trial>,
    days: PlanDays,
    schedule: Schedule,
    index: Index,
    finishes: Finishes,
    moved: Ripple,
    contested: Vec<Change>,
    undo: Vec<Entry>,
    redo: Vec<Entry>,
    edit: u64,
    saved: u64,
    seen: u64,
    failing: Option<String>,
    read_only: Option<String>,
}

impl Document {
    /// The plan that was just read.
    pub fn new(opened: Opened, today: NaiveDate) -> Self {
        let days = PlanDays::of(&opened.plan);
        let schedule = Schedule::with_days(&opened.plan, &days, today);
        Self {
            path: opened.path,
            pen: Pen::default(),
            finishes: Finishes::of(&schedule),
            index: Index::of(&opened.plan),
            plan: Arc::new(opened.plan),
            trial: None,
            days,
            schedule,
            moved: Ripple::default(),
            contested: Vec::new(),
            undo: Vec::new(),
            redo: Vec::new(),
            edit: 0,
            saved: 0,
            seen: 0,
            failing: None,
            read_only: opened.read_only,
        }
    }

    /// The plan as it is now.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The same, to be held on to; an edit leaves what is held alone.
    pub fn shared_plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// The history's entry of the last own edit that was not taken back.
    pub fn last_made(&self) -> Option<&str> {
        self.undo.last().map(|entry| entry.id.as_str())
    }

    /// Whether an own edit, by its entry of the history, was not taken back.
    pub fn has_made(&self, entry: &str) -> bool {
        self.undo.iter().any(|made| made.id == entry)
    }

    /// Its dates.
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// Where its steps stand.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// By how many days the last edit moved each step's finish; those that stayed are left out.
    pub fn moved(&self) -> &HashMap<String, i32> {
        self.moved.by()
    }

    /// Whether the last edit moved only when steps can be done, and not when they must be: work that was
    /// done, late or early.
    pub fn moved_forwards(&self) -> bool {
        self.moved.forwards()
    }

    /// What pushed the step at a position, where the last edit moved it: the step that it must make way
    /// for or waits for, or go-live.
    pub fn pushed_by(&self, at: usize) -> Option<&str> {
        self.moved
            .pushed_by(&self.plan, &self.schedule, &self.index, at)
    }

    /// Which steps set off what the last edit moved: each pushed another and was not itself pushed by
    /// one that moved. In the plan's order, each once.
    pub fn movers(&self) -> Vec<&str> {
        self.moved.movers(&self.plan, &self.schedule, &self.index)
    }

    /// The calendars that the dates were computed with.
    pub fn days(&self) -> &PlanDays {
        &self.days
    }

    /// The version to hand to the writer: the plan, the edit's number, the last merge seen. Nothing while
    /// edits are tried only.
    pub fn to_save(&self) -> Option<(Arc<Plan>, u64, u64)> {
        let tried = self.trial.is_some();
        (!tried).then(|| (Arc::clone(&self.plan), self.edit, self.seen))
    }

    /// Whether an edit made here has not reached the disk.
    pub fn has_unsaved(&self) -> bool {
        self.saved < self.edit
    }

    /// How far the disk is behind.
    pub fn safety(&self) -> Safety {
        match (&self.read_only, &self.failing) {
            (Some(reason), _) => Safety::ReadOnly(reason.clone()),
            (None, Some(reason)) => Safety::Failing(reason.clone()),
            (None, None) if self.has_unsaved() => Safety::Saving,
            (None, None) => Safety::Saved,
        }
    }

    /// Edits the plan with the pen as it is. Returns what was done, in words; nothing when nothing
    /// changed or the plan is read-only.
    pub fn commit(&mut self, sources: &Sources, edit: impl FnOnce(&mut Plan)) -> Option<String> {
        if self.read_only.is_some() {
            return None;
        }
        let by = self.pen.author(&self.plan);
        let signature = Signature {
            id: (sources.new_id)(),
            at: (sources.now)(),
            by,
            via: self.pen.via(),
        };
        let before = Arc::clone(&self.plan);
        let entry = commit::commit(Arc::make_mut(&mut self.plan), signature, edit)?;
        let done = describe(&before, &entry.changes);
        self.undo.push(entry);
        self.redo.clear();
        self.edited();
        Some(done)
    }

    /// Takes the last own change back. Returns which, in words.
    pub fn undo(&mut self) -> Option<String> {
        let entry = self.undo.pop()?;
        let words = describe(&self.plan, &entry.changes);
        let lost = commit::undo(Arc::make_mut(&mut self.plan), &entry).is_err();
        self.redo.push(entry);
        self.edited();
        Some(if lost {
            format!("{words} (as far as it still fits)")
        } else {
            words
        })
    }

    /// Does the last undone change again. Returns which, in words.
    pub fn redo(&mut self) -> Option<String> {
        let entry = self.redo.pop()?;
        let lost = commit::redo(Arc::make_mut(&mut self.plan), &entry).is_err();
        let words = describe(&self.plan, &entry.changes);
        self.undo.push(entry);
        self.edited();
        Some(if lost {
            format!("{words} (as far as it still fits)")
        } else {
            words
        })
    }

    fn edited(&mut self) {
        // What is tried is no version of the file.
        self.edit += u64::from(self.trial.is_none());
        self.reschedule(self.schedule.today);
    }

    /// Computes the dates anew, and what moved.
    pub fn reschedule(&mut self, today: NaiveDate) {
        let before = std::mem::replace(&mut self.index, Index::of(&self.plan));
        self.days = PlanDays::of(&self.plan);
        self.schedule = Schedule::with_days(&self.plan, &self.days, today);
        let now = Finishes::of(&self.schedule);
        self.moved = now.moved_since(&self.plan, &self.finishes, &before);
        self.finishes = now;
        if let Some(trial) = &mut self.trial {
            trial.reschedule(today);
        }
    }

    /// Puts the other value into each field that two people changed at once, as an edit of its own.
    /// Returns what was done, in words; nothing when there is no such field.
    pub fn bring_back(&mut self, sources: &Sources) -> Option<String> {
        let contested = std::mem::take(&mut self.contested);
        self.commit(sources, |plan| {
            // What has gone since cannot be brought back into.
            let _ = apply(plan, &contested);
        })
    }

    /// Gives the last own change to the other side: it was typed with the wrong pen. Returns what is
    /// whose now, in words; nothing when there is none, or nobody of the buyer's to give it to.
    pub fn give_last(&mut self) -> Option<String> {
        let last = self.undo.last()?;
        let pen = match last.by.side {
            Side::Buyer => Pen::Seller,
            _ => Pen::Buyer {
                person: people::usual_buyer(&self.plan)?.id.clone(),
                own_hand: false,
            },
        };
        let by = pen.author(&self.plan);
        let given = commit::give(Arc::make_mut(&mut self.plan), &last.id, by, pen.via()).ok()?;
        let done = describe(&self.plan, &given.changes);
        let whose = whose(&self.plan, &given.by);
        *self.undo.last_mut()? = given;
        self.edited();
        Some(format!("{done}: {whose}'s words now"))
    }

    /// Takes in what the writer tells. Returns a sentence when a person should hear of it.
    pub fn hear(&mut self, event: store::Event) -> Option<String> {
        match event {
            store::Event::Saved { edit, recreated } => {
                self.saved = self.saved.max(edit);
                self.failing = None;
                recreated.then(|| "the file had been deleted; it was written anew".to_owned())
            }
            store::Event::Failed { reason } => {
                let new = self.failing.as_ref() != Some(&reason);
                self.failing = Some(reason.clone());
                new.then(|| format!("not saved yet: {reason}"))
            }
            store::Event::Merged {
                merge: number,
                ours,
                plan,
                conflicts,
            } => {
                let kept = self.kept().0;
                let (together, later) = if *ours == *kept {
                    (*plan, Vec::new())
                } else {
                    let merged = merge(&ours, kept, &plan);
                    (merged.plan, merged.conflicts)
                };
                let lost = self.lost_to(&together);
                let against = self.take_in(together);
                self.seen = number;
                self.reschedule(self.schedule.today);
                let won = conflicts.into_iter().chain(later).map(|conflict| Change {
                    path: conflict.path,
                    from: conflict.ours,
                    to: conflict.theirs,
                    at: None,
                    extra: Extra::new(),
                });
                let won: Vec<Change> = won.collect();
                let said = match &self.trial {
                    Some(trial) => told::told_in_trial(trial.kept(), &against),
                    None => told(&self.plan, &won, &lost),
                };
                let contested: Vec<Change> = won.into_iter().chain(lost).collect();
                if !contested.is_empty() {
                    self.contested = contested;
                }
                Some(said)
            }
        }
    }
}

impl Document {
    /// What leads back from `incoming` to the values of one's own edits that it changes.
    fn lost_to(&self, incoming: &Plan) -> Vec<Change> {
        let own = self.trial.as_ref().map_or(&self.undo, |trial| &trial.undo);
        let mine: HashMap<&Path, &Change> = own
            .iter()
            .flat_map(|entry| &entry.changes)
            .map(|change| (&change.path, change))
            .collect();
        let hits = |change: &Change| {
            mine.get(&change.path)
                .is_some_and(|mine| mine.to == change.from)
        };
        let mut lost = diff(self.kept().0, incoming);
        lost.retain(hits);
        crate::plan::invert(&lost)
    }
}
