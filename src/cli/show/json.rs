//! The face for other programs: the plan as its file has it, its schedule, its odds and its slip. Dates are ISO
//! and a finish is the last day, included; shares run from 0 to 1.

use chrono::NaiveDate;
use serde::Serialize;

use crate::plan::{Author, Plan};
use crate::schedule::odds::Odds;
use crate::schedule::slip::{self, Slip};
use crate::schedule::{PlanDays, Schedule, explain};

/// Everything that `show --json` tells.
#[derive(Serialize)]
pub(super) struct Face<'a> {
    plan: &'a Plan,
    schedule: Dates<'a>,
    /// Nothing when no open step has an estimate.
    odds: Option<OddsFace<'a>>,
    /// Nothing before the first agreement, or while there is no go-live date.
    slip: Option<SlipFace<'a>>,
}

/// The slip against the baseline, in working days; positive is later.
#[derive(Serialize)]
struct SlipFace<'a> {
    agreed: NaiveDate,
    lands: NaiveDate,
    go_live: i32,
    buyer: i32,
    seller: i32,
    both: i32,
    passed: i32,
    steps: Vec<StepSlipFace<'a>>,
}

#[derive(Serialize)]
struct StepSlipFace<'a> {
    id: &'a str,
    days: i32,
    from: NaiveDate,
    to: NaiveDate,
    /// Whose edit moved it last; nothing when none did.
    moved_by: Option<Author>,
    moved_on: Option<NaiveDate>,
}

#[derive(Serialize)]
struct OddsFace<'a> {
    on_time: Option<f64>,
    p50: NaiveDate,
    p80: NaiveDate,
    p95: NaiveDate,
    pin_missed: f64,
    riskiest: Option<&'a str>,
    /// The step that was flagged, to hold against the one above.
    flagged: Option<&'a str>,
    runs: u32,
    landings: Vec<Landing>,
    drives: Vec<Drives<'a>>,
    unestimated: Vec<&'a str>,
}

/// In how many runs go-live lands on a day.
#[derive(Serialize)]
struct Landing {
    date: NaiveDate,
    runs: u32,
}

/// In which share of the runs a step drives go-live.
#[derive(Serialize)]
struct Drives<'a> {
    id: &'a str,
    share: f64,
}

#[derive(Serialize)]
struct Dates<'a> {
    go_live: Option<NaiveDate>,
    forecast: Option<NaiveDate>,
    days_to_spare: Option<i32>,
    fits: bool,
    first_cause: Option<String>,
    /// That the plan runs past the last year whose public holidays are known, when it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    beyond_holidays: Option<String>,
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
    /// What keeps it from being done earlier than it can: days off, a gate.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    why_could: Vec<String>,
}

/// The face of a plan with its schedule and odds; steps in the order of the file.
pub(super) fn face<'a>(
    plan: &'a Plan,
    days: &PlanDays,
    schedule: &Schedule,
    odds: Option<&Odds>,
) -> Face<'a> {
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
        why_could: explain::why_could(plan, schedule, days, at),
    });
    Face {
        plan,
        schedule: Dates {
            go_live: schedule.go_live,
            forecast: schedule.forecast,
            days_to_spare: schedule.days_to_spare,
            fits: schedule.fits,
            first_cause: explain::cause(plan, schedule),
            beyond_holidays: explain::beyond_holidays(plan, schedule, days),
            steps: steps.collect(),
        },
        odds: odds.map(|odds| odds_face(plan, odds)),
        slip: slip::slip(plan, days, schedule).map(|slip| slip_face(plan, slip)),
    }
}

fn slip_face(plan: &Plan, slip: Slip) -> SlipFace<'_> {
    let steps = slip.steps.into_iter().filter_map(|step| {
        let (moved_by, moved_on) = step.moved.unzip();
        Some(StepSlipFace {
            id: &plan.steps.get(step.step)?.id,
            days: step.days,
            from: step.from,
            to: step.to,
            moved_by,
            moved_on,
        })
    });
    SlipFace {
        agreed: slip.agreed,
        lands: slip.lands,
        go_live: slip.go_live,
        buyer: slip.buyer,
        seller: slip.seller,
        both: slip.both,
        passed: slip.passed,
        steps: steps.collect(),
    }
}

fn odds_face<'a>(plan: &'a Plan, odds: &Odds) -> OddsFace<'a> {
    let flagged = plan.steps.iter().find(|step| step.riskiest);
    let drives = plan.steps.iter().zip(&odds.drives);
    let drives = drives.map(|(step, &share)| Drives {
        id: &step.id,
        share,
    });
    OddsFace {
        on_time: odds.on_time,
        p50: odds.p50,
        p80: odds.p80,
        p95: odds.p95,
        pin_missed: odds.pin_missed,
        riskiest: odds
            .riskiest
            .and_then(|at| plan.steps.get(at))
            .map(|step| step.id.as_str()),
        flagged: flagged.map(|step| step.id.as_str()),
        runs: odds.runs,
        landings: odds
            .landings
            .iter()
            .map(|&(date, runs)| Landing { date, runs })
            .collect(),
        drives: drives.collect(),
        unestimated: odds
            .unestimated
            .iter()
            .filter_map(|&at| Some(plan.steps.get(at)?.id.as_str()))
            .collect(),
    }
}
