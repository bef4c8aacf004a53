//! What an edit moved: by how many days each step's finish went, and which steps pushed which. What a
//! step must do is compared first; where nothing of that moved, what it can do: a step that was done late
//! pushes what follows it, and no date scheduled back from go-live tells that.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::plan::{Index, Plan, Step};
use crate::schedule::{Schedule, StepDates};

/// The finish of each step, in the plan's order.
#[derive(Debug)]
pub(super) struct Finishes {
    today: NaiveDate,
    /// Whether there is a go-live date: what must be is no measure for what can be.
    anchored: bool,
    must: Vec<Option<NaiveDate>>,
    can: Vec<Option<NaiveDate>>,
}

/// What moved.
#[derive(Debug, Default)]
pub(super) struct Ripple {
    by: HashMap<String, i32>,
    forwards: bool,
}

impl Finishes {
    /// The finishes of a schedule.
    pub(super) fn of(schedule: &Schedule) -> Self {
        let all = |finish: fn(&StepDates) -> Option<NaiveDate>| {
            schedule.steps.iter().map(finish).collect()
        };
        Self {
            today: schedule.today,
            anchored: schedule.go_live.is_some(),
            must: all(|dates| dates.must_finish),
            can: all(|dates| dates.can_finish),
        }
    }

    /// What moved since `before`, when the steps stood where `stood` says; nothing when a go-live date
    /// came or went. A new day moves all that can be done, which is no edit's doing.
    pub(super) fn moved_since(&self, plan: &Plan, before: &Self, stood: &Index) -> Ripple {
        if self.anchored != before.anchored {
            return Ripple::default();
        }
        if self.anchored {
            let by = by_days(plan, (&self.must, &before.must), stood);
            if !by.is_empty() || self.today != before.today {
                return Ripple {
                    by,
                    forwards: false,
                };
            }
        }
        Ripple {
            by: by_days(plan, (&self.can, &before.can), stood),
            forwards: self.anchored,
        }
    }
}

/// By how many days each finish moved; those that stayed are left out.
fn by_days(
    plan: &Plan,
    (now, before): (&[Option<NaiveDate>], &[Option<NaiveDate>]),
    stood: &Index,
) -> HashMap<String, i32> {
    let by = |(step, date): (&Step, &Option<NaiveDate>)| {
        let was = (*before.get(stood.at(&step.id)?)?)?;
        let days = (*date)?.signed_duration_since(was).num_days();
        let days = i32::try_from(days).unwrap_or(i32::MAX);
        (days != 0).then(|| (step.id.clone(), days))
    };
    plan.steps.iter().zip(now).filter_map(by).collect()
}

impl Ripple {
    /// By how many days each step's finish moved, by id.
    pub(super) fn by(&self) -> &HashMap<String, i32> {
        &self.by
    }

    /// Whether what steps can do moved, and nothing that they must.
    pub(super) fn forwards(&self) -> bool {
        self.forwards && !self.by.is_empty()
    }

    /// What pushed the step at a position: the step that it must make way for, or go-live; forwards, the
    /// step that it waits for longest.
    pub(super) fn pushed_by<'a>(
        &self,
        plan: &'a Plan,
        schedule: &Schedule,
        index: &Index,
        at: usize,
    ) -> Option<&'a str> {
        if self.forwards {
            let before = self.waits_for(plan, schedule, index, at)?;
            return plan.steps.get(before).map(|step| step.title.as_str());
        }
        let dates = schedule.step(at)?;
        match dates.bound_by {
            Some((next, _)) => plan.steps.get(next).map(|step| step.title.as_str()),
            None if dates.after_go_live => None,
            None => Some("go-live").filter(|_| schedule.go_live.is_some()),
        }
    }

    /// Which steps set it off: each pushed another and was not itself pushed by one that moved.
    pub(super) fn movers<'a>(
        &self,
        plan: &'a Plan,
        schedule: &Schedule,
        index: &Index,
    ) -> Vec<&'a str> {
        let mut movers: Vec<&str> = Vec::new();
        for (at, step) in plan.steps.iter().enumerate() {
            if !self.by.contains_key(&step.id) {
                continue;
            }
            let pusher = if self.forwards {
                self.waits_for(plan, schedule, index, at)
            } else {
                let bound = schedule.step(at).and_then(|dates| dates.bound_by);
                bound.map(|(next, _)| next)
            };
            let moved = |at: usize| {
                let step = plan.steps.get(at);
                step.is_some_and(|step| self.by.contains_key(&step.id))
            };
            let mover = if self.forwards {
                // The step that was edited moved too: it is the one that nothing pushed.
                pusher
                    .filter(|before| {
                        moved(*before)
                            && self
                                .waits_for(plan, schedule, index, *before)
                                .is_none_or(|at| !moved(at))
                    })
                    .and_then(|before| plan.steps.get(before))
                    .map(|step| step.title.as_str())
            } else if pusher.is_some_and(moved) {
                None
            } else {
                self.pushed_by(plan, schedule, index, at)
            };
            movers.extend(mover.filter(|mover| !movers.contains(mover)));
        }
        movers
    }

    /// The step that the one at a position waits for longest, if that one moved.
    fn waits_for(
        &self,
        plan: &Plan,
        schedule: &Schedule,
        index: &Index,
        at: usize,
    ) -> Option<usize> {
        let step = plan.steps.get(at).filter(|step| step.done.is_none())?;
        let before = step
            .after
            .iter()
            .filter(|link| self.by.contains_key(&link.step));
        let before = before.filter_map(|link| index.at(&link.step));
        before.max_by_key(|at| schedule.step(*at).and_then(|dates| dates.can_finish))
    }
}
