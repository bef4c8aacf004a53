//! The face for other programs: the plan as its file has it, and its schedule. Dates are ISO and a
//! finish is the last day, included.

use chrono::NaiveDate;
use serde::Serialize;

use crate::plan::Plan;
use crate::schedule::{PlanDays, Schedule, explain};

/// Everything that `show --json` tells.
#[derive(Serialize)]
pub(super) struct Face<'a> {
    plan: &'a Plan,
    schedule: Dates<'a>,
}

#[derive(Serialize)]
struct Dates<'a> {
    go_live: Option<NaiveDate>,
    forecast: Option<NaiveDate>,
    days_to_spare: Option<i32>,
    fits: bool,
    first_cause: Option<String>,
    steps: Vec<StepFace<'a>>,
}

#[derive(Serialize)]
struct StepFace<'a> {
    id: &'a str,
    title: &'a str,
    must_start: Option<NaiveDate>,
    must_finish: Option<NaiveDate>,
    limit: Option<NaiveDate>,
    can_start: Option<NaiveDate>,
    can_finish: Option<NaiveDate>,
    to_spare: Option<i32>,
    drives: bool,
    late_by: Option<i32>,
    why: Vec<String>,
}

/// The face of a plan with its schedule; steps in the order of the file.
pub(super) fn face<'a>(plan: &'a Plan, schedule: &Schedule) -> Face<'a> {
    let days = &PlanDays::of(plan);
    let steps = plan.steps.iter().zip(&schedule.steps).enumerate();
    let steps = steps.map(|(at, (step, dates))| StepFace {
        id: &step.id,
        title: &step.title,
        must_start: dates.must_start,
        must_finish: dates.must_finish,
        limit: dates.limit,
        can_start: dates.can_start,
        can_finish: dates.can_finish,
        to_spare: dates.to_spare,
        drives: dates.drives,
        late_by: dates.late_by,
        why: explain::why(plan, schedule, days, at),
    });
    Face {
        plan,
        schedule: Dates {
            go_live: schedule.go_live,
            forecast: schedule.forecast,
            days_to_spare: schedule.days_to_spare,
            fits: schedule.fits,
            first_cause: explain::cause(plan, schedule),
            steps: steps.collect(),
        },
    }
}
