//! What is computed beside the loop, because it is too long to wait for at a key: what can be asked,
//! what is answered, and how one follows from the other. Who asks and when is in `update`, the thread
//! that answers is the runtime's; tests answer by themselves.
//!
//! An answer brings along what was asked, and the plan with it: whoever gets it holds that very plan
//! against the one on the screen, and an answer that comes too late is dropped.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::plan::Plan;
use crate::schedule::PlanDays;
use crate::schedule::levers::{self, Lever};
use crate::schedule::odds::{self, Odds};

/// A question about a plan as it stood after one edit.
#[derive(Debug, Clone)]
pub struct Request {
    /// The plan, never changed while somebody holds it.
    pub plan: Arc<Plan>,
    /// The day it is scheduled for.
    pub today: NaiveDate,
    /// What is asked.
    pub what: What,
}

/// What can be asked. Of each kind only the newest question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// How likely it makes its date.
    Odds {
        /// The seed of the simulated runs.
        seed: u64,
    },
    /// What would make it fit, or gains most.
    Levers,
}

/// What was found; one for each kind of question.
#[derive(Debug)]
pub enum Found {
    /// The odds; nothing when no open step has an estimate.
    Odds(Option<Odds>),
    /// The changes, best first, of the pairs only the best.
    Levers(Vec<Lever>),
}

/// What was found, with what was asked.
#[derive(Debug)]
pub struct Answer {
    /// What was asked.
    pub request: Request,
    /// What was found.
    pub found: Found,
}

impl Request {
    /// Whether it asks the same of the same plan: not of an equal one, of this very one.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.plan, &other.plan) && self.today == other.today && self.what == other.what
    }
}

/// Answers a question. Nothing when `go_on` said no meanwhile: a newer one has been asked.
pub fn answer(request: Request, go_on: &dyn Fn() -> bool) -> Option<Answer> {
    let found = match request.what {
        What::Odds { seed } => {
            let (plan, today) = (&request.plan, request.today);
            let days = PlanDays::of(plan);
            Found::Odds(odds::odds_while(
                plan,
                &days,
                today,
                (odds::RUNS, seed),
                go_on,
            ))
        }
        What::Levers => {
            let mut found = levers::levers_while(&request.plan, request.today, go_on)?;
            levers::keep_best_pairs(&mut found);
            Found::Levers(found)
        }
    };
    go_on().then_some(Answer { request, found })
}
