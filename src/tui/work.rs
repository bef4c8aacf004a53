//! A manager's and a rep's work on the rep, begun from inside the program: what is asked for, and what the
//! files have to say to it. How it is read is the runtime's, what it does to the screen is in `update`.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::screens::practice::Deal;
use super::screens::{diagnosis, one_on_one};
use crate::coach::practice::Material;
use crate::coach::rep::Rep;

/// A kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Role-play.
    Practice,
    /// A manager's 1:1.
    OneOnOne,
    /// Why a rep builds no plans.
    Diagnosis,
}

impl Kind {
    /// What it is called above the question whom it is with.
    pub fn title(self) -> &'static str {
        match self {
            Self::Practice => "Role-play",
            Self::OneOnOne => "1:1",
            Self::Diagnosis => "Why no plans?",
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The work.
    pub kind: Kind,
    /// The rep; empty while nobody is named.
    pub rep: String,
    /// The file of the plan that it is about, if one is meant.
    pub plan: Option<PathBuf>,
}

/// What the files say to it.
#[derive(Debug)]
pub enum Found {
    /// Whom it is with is not clear: the reps that are known.
    Reps(Vec<String>),
    /// Which plan is meant is not clear: the rep, and their plans by name.
    Plans(String, Vec<(String, PathBuf)>),
    /// All that it begins with, and the moment.
    Ready(Box<Ready>, DateTime<Utc>),
}

/// All that a work begins with.
#[derive(Debug)]
pub enum Ready {
    /// Role-play.
    Practice(Round),
    /// A manager's 1:1.
    OneOnOne(one_on_one::Beginning),
    /// Why a rep builds no plans.
    Diagnosis(diagnosis::Beginning),
}

/// What role-play begins with, the scripts apart.
#[derive(Debug)]
pub struct Round {
    /// Who practises; empty when it is to be asked.
    pub rep: String,
    /// Their record, if there is one.
    pub record: Option<Rep>,
    /// Drills, personas, rubric.
    pub material: Material,
    /// What everything is drawn from.
    pub seed: u64,
    /// The deal whose words stand in the scripts.
    pub deal: Option<Deal>,
    /// The id of the drill to begin with.
    pub drill: Option<String>,
}
