//! The weekly loop: which of its stages the record and the plans show, week by week, and which is next.

use chrono::{Datelike, Days, NaiveDate};

use super::buyers_days;
use crate::coach::diagnosis::Deal;
use crate::coach::rep::Rep;

/// A stage of the loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Stage {
    Observe,
    Diagnose,
    Coach,
    Practise,
    Apply,
    Measure,
}

impl Stage {
    /// The stages in their order; after the last comes the first.
    pub const ALL: [Self; 6] = [
        Self::Observe,
        Self::Diagnose,
        Self::Coach,
        Self::Practise,
        Self::Apply,
        Self::Measure,
    ];

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Observe => "observe",
            Self::Diagnose => "diagnose",
            Self::Coach => "coach",
            Self::Practise => "practise",
            Self::Apply => "apply",
            Self::Measure => "measure",
        }
    }
}

/// A week of the loop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: NaiveDate,
    /// Which stages it saw, in their order.
    pub seen: [bool; 6],
}

/// The days on which a stage happened, as far as anything shows it:
///
/// - observe: a call with the plan on the screen is on record, or a plan was gone through in a 1:1;
/// - diagnose: a diagnosis; coach: a 1:1 that ended with a commitment; practise: a round;
/// - apply: the buyer's own word changed a plan;
/// - measure: a 1:1 after such a change, since the 1:1 before it.
fn days(stage: Stage, rep: Option<&Rep>, deals: &[Deal<'_>]) -> Vec<NaiveDate> {
    let talks = rep.map_or(&[][..], |rep| &rep.one_on_ones);
    let applied = || deals.iter().flat_map(|deal| buyers_days(deal.plan));
    match stage {
        Stage::Observe => {
            let private = deals.iter().filter_map(|deal| deal.private);
            let calls = private.flat_map(|private| &private.sessions);
            let calls = calls.filter_map(|call| call.on);
            let reviews = talks.iter().filter(|talk| talk.plan.is_some());
            calls.chain(reviews.map(|talk| talk.on)).collect()
        }
        Stage::Diagnose => {
            let diagnoses = rep.map_or(&[][..], |rep| &rep.diagnoses);
            diagnoses.iter().map(|kept| kept.on).collect()
        }
        Stage::Coach => {
            let ended = talks.iter().filter(|talk| talk.commitment.is_some());
            ended.map(|talk| talk.on).collect()
        }
        Stage::Practise => {
            let rounds = rep.map_or(&[][..], |rep| &rep.practice);
            rounds.iter().map(|round| round.on).collect()
        }
        Stage::Apply => applied().collect(),
        Stage::Measure => {
            let pairs = talks.iter().zip(talks.iter().skip(1));
            let after = pairs
                .filter(|(before, talk)| applied().any(|day| day > before.on && day <= talk.on));
            after.map(|(_, talk)| talk.on).collect()
        }
    }
}

/// The weeks up to today, the oldest first: from the first that saw anything, `most` at most.
pub fn weeks(rep: Option<&Rep>, deals: &[Deal<'_>], today: NaiveDate, most: usize) -> Vec<Week> {
    let monday = |day: NaiveDate| {
        let back = u64::from(day.weekday().num_days_from_monday());
        day.checked_sub_days(Days::new(back)).unwrap_or(day)
    };
    let happened = Stage::ALL.map(|stage| {
        let mut mondays: Vec<NaiveDate> = days(stage, rep, deals).into_iter().map(monday).collect();
        mondays.retain(|day| *day <= today);
        mondays
    });
    let first = happened.iter().flatten().min().copied();
    let mut weeks = Vec::new();
    let mut at = Some(monday(today));
    while let (Some(here), Some(first)) = (at, first) {
        if here < first || weeks.len() >= most {
            break;
        }
        let seen = happened.each_ref().map(|mondays| mondays.contains(&here));
        weeks.push(Week { monday: here, seen });
        at = here.checked_sub_days(Days::new(7));
    }
    weeks.reverse();
    weeks
}

/// What comes next. Before anybody was coached: the first of observe, diagnose and coach that never
/// happened. After it: the first of practise, apply and measure that did not happen since; and when all
/// did, the loop begins again.
pub fn next(rep: Option<&Rep>, deals: &[Deal<'_>]) -> Stage {
    let last = |stage| days(stage, rep, deals).into_iter().max();
    let Some(coached) = last(Stage::Coach) else {
        let first = [Stage::Observe, Stage::Diagnose];
        let missing = first.into_iter().find(|stage| last(*stage).is_none());
        return missing.unwrap_or(Stage::Coach);
    };
    let since = |stage| last(stage).is_some_and(|day| day >= coached);
    let measured = last(Stage::Measure).is_some_and(|day| day > coached);
    if !since(Stage::Practise) {
        Stage::Practise
    } else if !since(Stage::Apply) {
        Stage::Apply
    } else if !measured {
        Stage::Measure
    } else {
        Stage::Observe
    }
}
