//! The odds of an open plan as they are known so far: asked for anew whenever the plan has changed,
//! and kept on the screen until the new ones are there.

use std::sync::Arc;

use crate::plan::Plan;
use crate::schedule::odds::{self, Odds};
use crate::tui::beside::{Request, What};
use crate::tui::document::Document;

/// What is known.
#[derive(Debug)]
pub struct LiveOdds {
    seed: u64,
    asked: Option<Request>,
    /// The odds with the plan that they are of: its steps stand where the odds say.
    known: Option<(Arc<Plan>, Odds)>,
    awaited: bool,
    long: bool,
}

impl Default for LiveOdds {
    fn default() -> Self {
        Self {
            seed: odds::SEED,
            asked: None,
            known: None,
            awaited: false,
            long: false,
        }
    }
}

impl LiveOdds {
    /// What to ask now; nothing when it has been asked already, or there is nothing to ask.
    pub fn ask(&mut self, document: &Document) -> Option<Request> {
        let (plan, today) = (document.shared_plan(), document.schedule().today);
        let what = What::Odds { seed: self.seed };
        let same = |asked: &Request| {
            Arc::ptr_eq(&asked.plan, plan) && asked.today == today && asked.what == what
        };
        if self.asked.as_ref().is_some_and(same) {
            return None;
        }
        let request = Request {
            plan: Arc::clone(plan),
            today,
            what,
        };
        self.asked = Some(request.clone());
        self.long = false;
        self.awaited = odds::has_estimates(plan);
        if !self.awaited {
            self.known = None;
            return None;
        }
        Some(request)
    }

    /// Takes odds in. False when they are the answer to an older question.
    pub fn hear(&mut self, request: Request, odds: Option<Odds>) -> bool {
        if !self.asked.as_ref().is_some_and(|asked| asked.is(&request)) {
            return false;
        }
        (self.awaited, self.long) = (false, false);
        self.known = odds.map(|odds| (request.plan, odds));
        true
    }

    /// An answer takes long. False when it is not this one.
    pub fn takes_long(&mut self) -> bool {
        self.long = self.awaited;
        self.long
    }

    /// The odds and the plan that they are of, which may be the one before the last edit.
    pub fn known(&self) -> Option<(&Plan, &Odds)> {
        self.known.as_ref().map(|(plan, odds)| (&**plan, odds))
    }

    /// Whether an answer is on its way.
    pub fn is_awaited(&self) -> bool {
        self.awaited
    }

    /// Whether what is known is older than the plan, and has been for so long that it must be said.
    pub fn is_stale(&self) -> bool {
        self.long
    }

    /// The seed of the runs.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Draws other runs.
    pub fn another_seed(&mut self) {
        self.seed = self.seed.wrapping_add(1);
    }
}
