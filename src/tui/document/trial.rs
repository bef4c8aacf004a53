//! What is tried on an open plan and not kept yet: the plan that is kept lies below it, and nothing of
//! the trial goes to the disk. Keeping makes one change of it all; discarding leaves no trace.

use std::sync::Arc;

use chrono::NaiveDate;

use super::ripple::{Finishes, Ripple};
use super::{Document, Sources};
use crate::plan::describe::describe;
use crate::plan::merge::{Conflict, merge};
use crate::plan::{Change, Entry, Index, Plan, diff};
use crate::schedule::bars::{Bars, Move};
use crate::schedule::{PlanDays, Schedule};
use crate::tui::pen::Pen;

/// The kept plan below what is tried, and all that comes back with it.
#[derive(Debug)]
pub struct Trial {
    pub(super) kept: Arc<Plan>,
    schedule: Schedule,
    pub(super) undo: Vec<Entry>,
    redo: Vec<Entry>,
    contested: Vec<Change>,
    moved: Ripple,
    pen: Pen,
}

impl Trial {
    /// The plan as it is kept.
    pub fn kept(&self) -> &Plan {
        &self.kept
    }

    /// The dates of the plan as it is kept.
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// Computes the kept plan's dates anew where the day is another one.
    pub(super) fn reschedule(&mut self, today: NaiveDate) {
        if self.schedule.today != today {
            self.schedule = Schedule::of(&self.kept, today);
        }
    }
}

impl Document {
    /// What is tried, while something is.
    pub fn trial(&self) -> Option<&Trial> {
        self.trial.as_ref()
    }

    /// The plan as it is kept, with its dates: what the disk has or will have.
    pub fn kept(&self) -> (&Plan, &Schedule) {
        match &self.trial {
            Some(trial) => (&trial.kept, &trial.schedule),
            None => (&self.plan, &self.schedule),
        }
    }

    /// From now on every edit is tried only. Nothing happens when that is so already.
    pub fn try_out(&mut self) {
        if self.trial.is_some() {
            return;
        }
        self.trial = Some(Trial {
            kept: Arc::clone(&self.plan),
            schedule: self.schedule.clone(),
            undo: std::mem::take(&mut self.undo),
            redo: std::mem::take(&mut self.redo),
            contested: self.contested.clone(),
            moved: std::mem::take(&mut self.moved),
            pen: self.pen.clone(),
        });
    }

    /// What is tried, in words; nothing when it comes to the plan as it is kept.
    pub fn tried(&self) -> Option<String> {
        let trial = self.trial.as_ref()?;
        let changes = diff(&trial.kept, &self.plan);
        (!changes.is_empty()).then(|| describe(&trial.kept, &changes))
    }

    /// What stands elsewhere than in the kept plan; see [`Bars::moves`].
    pub fn tried_moves(&self) -> Vec<Move> {
        let Some(trial) = &self.trial else {
            return Vec::new();
        };
        let before = Bars::of(&trial.kept, &trial.schedule);
        let now = Bars::of(&self.plan, &self.schedule);
        before.moves(&trial.kept, &now, &self.plan)
    }

    /// Ends the trial and makes one change of it, signed by the pen as it is. Returns what was done,
    /// in words; nothing when it comes to the plan as it was.
    pub fn keep(&mut self, sources: &Sources) -> Option<String> {
        let (tried, pen) = (Arc::clone(&self.plan), self.pen.clone());
        self.back_to_kept()?;
        // Whoever has the pen may be somebody whom the trial added.
        self.pen = pen;
        self.commit(sources, |plan| {
            *plan = (*tried).clone();
            plan.history.clear();
        })
    }

    /// Ends the trial and leaves nothing of it. False when nothing was tried.
    pub fn discard(&mut self) -> bool {
        self.back_to_kept().is_some()
    }

    fn back_to_kept(&mut self) -> Option<()> {
        let trial = self.trial.take()?;
        self.plan = trial.kept;
        self.index = Index::of(&self.plan);
        self.days = PlanDays::of(&self.plan);
        self.finishes = Finishes::of(&trial.schedule);
        self.schedule = trial.schedule;
        self.moved = trial.moved;
        self.undo = trial.undo;
        self.redo = trial.redo;
        self.contested = trial.contested;
        let known = |person: &String| self.plan.person(person).is_some();
        if matches!(&self.pen, Pen::Buyer { person, .. } if !known(person)) {
            self.pen = trial.pen;
        }
        Some(())
    }

    /// Takes in what came from another program: it is kept, and what is tried goes on top of it. Returns
    /// the fields in which the trial stands against it.
    pub(super) fn take_in(&mut self, together: Plan) -> Vec<Conflict> {
        let together = Arc::new(together);
        let Some(trial) = &mut self.trial else {
            self.plan = together;
            return Vec::new();
        };
        let rebased = merge(&trial.kept, &self.plan, &together);
        trial.schedule = Schedule::of(&together, trial.schedule.today);
        trial.kept = together;
        self.plan = Arc::new(rebased.plan);
        rebased.conflicts
    }
}
