//! What the prompter hears from the runtime: the session it follows, the plan that the session is
//! about, the private notes on it. How they are found and watched is the runtime's.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::plan::Plan;
use crate::store::session::Seen;

/// A look at everything that a prompter follows.
#[derive(Debug)]
pub struct News {
    /// When it was looked.
    pub at: DateTime<Utc>,
    /// The session there is, or why it cannot be read.
    pub seen: Result<Option<Seen>, String>,
    /// The plan, when it changed; or why it cannot be read.
    pub plan: Option<Result<Box<Plan>, String>>,
    /// The private notes by step, when they changed; or why they cannot be read.
    pub notes: Option<Result<BTreeMap<String, String>, String>>,
    /// Whether the session that is over is on record now, when it was tried.
    pub recorded: Option<Result<(), String>>,
}
