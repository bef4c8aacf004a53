//! Where the steps of a plan end, kept from one schedule to the next, so that the screen can say how far
//! each of them moved.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::plan::{Index, Plan, Step};
use crate::schedule::{Schedule, StepDates};

/// Where each step must be done, or can be while there is no go-live date; in the plan's order.
#[derive(Debug, Clone)]
pub(super) struct Finishes {
    /// Whether there is a go-live date: what must be is no measure for what can be.
    anchored: bool,
    dates: Vec<Option<NaiveDate>>,
}

impl Finishes {
    pub(super) fn of(schedule: &Schedule) -> Self {
        let anchored = schedule.go_live.is_some();
        let finish = |dates: &StepDates| {
            if anchored {
                dates.must_finish
            } else {
                dates.can_finish
            }
        };
        Self {
            anchored,
            dates: schedule.steps.iter().map(finish).collect(),
        }
    }

    /// By how many days each finish moved since `before`, when the steps stood where `stood` says;
    /// nothing when a go-live date came or went.
    pub(super) fn moved_since(
        &self,
        plan: &Plan,
        before: &Self,
        stood: &Index,
    ) -> HashMap<String, i32> {
        if self.anchored != before.anchored {
            return HashMap::new();
        }
        let by = |(step, date): (&Step, &Option<NaiveDate>)| {
            let was = (*before.dates.get(stood.at(&step.id)?)?)?;
            let days = (*date)?.signed_duration_since(was).num_days();
            let days = i32::try_from(days).unwrap_or(i32::MAX);
            (days != 0).then(|| (step.id.clone(), days))
        };
        plan.steps.iter().zip(&self.dates).filter_map(by).collect()
    }
}
