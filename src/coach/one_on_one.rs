//! The 1:1 of a manager with a rep by Goal, Reality, Options and Will: which words belong to which stage,
//! what the plan has to say beside each, and whether the commitment that it ended with was kept. The
//! words themselves are scripts; what was said is kept in [`super::rep`].

mod kept;
#[cfg(test)]
mod tests;

use super::gaps;
use super::inspect::{self, Finding};
use super::reading::{Owner, Reading, title};
use super::scripts::Cue;
use crate::plan::date_text::{day_month_year, short_date_near};
use crate::plan::{Plan, Side, Stance};
use crate::schedule::Schedule;

pub use kept::{Kept, Outcome, kept};

/// Nothing typed of the rep's for so many seconds: the manager is talking too much.
pub const SILENCE: i64 = 90;

/// A stage of the 1:1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// What the buyer needs, and by when.
    Goal,
    /// What there is of a plan.
    Reality,
    /// What to say to the buyer, practised aloud.
    Options,
    /// What the rep will do.
    Will,
}

impl Stage {
    /// The stages in their order.
    pub const ALL: [Self; 4] = [Self::Goal, Self::Reality, Self::Options, Self::Will];

    /// Its name in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::Reality => "reality",
            Self::Options => "options",
            Self::Will => "will",
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Goal => "Goal",
            Self::Reality => "Reality",
            Self::Options => "Options",
            Self::Will => "Will",
        }
    }

    /// What is to be done with its words.
    pub fn how(self) -> &'static str {
        match self {
            Self::Options => "they say it aloud, to you",
            Self::Goal | Self::Reality | Self::Will => "you ask",
        }
    }
}

/// The words of a 1:1 in their order: the stage, and the moment whose script is said. Options has two,
/// both the rep's to practise.
pub const PROMPTS: [(Stage, Cue); 5] = [
    (Stage::Goal, Cue::Goal),
    (Stage::Reality, Cue::Reality),
    (Stage::Options, Cue::Intro),
    (Stage::Options, Cue::CoBuild),
    (Stage::Will, Cue::Will),
];

/// A line of what the plan has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The words; text of the plan stands in them as it is.
    pub text: String,
    /// Something is missing: that is what to talk about.
    pub lacks: bool,
}

fn there(text: impl Into<String>) -> Line {
    Line {
        text: text.into(),
        lacks: false,
    }
}

fn lacking(text: impl Into<String>) -> Line {
    Line {
        text: text.into(),
        lacks: true,
    }
}

fn found(finding: &Finding) -> Line {
    Line {
        lacks: !finding.passes(),
        text: finding.headline().to_owned(),
    }
}

/// What the plan has to say to a stage, what is missing before what is there where room is short.
pub fn evidence(stage: Stage, plan: &Plan, schedule: &Schedule) -> Vec<Line> {
    match stage {
        Stage::Goal => goal(plan, schedule),
        Stage::Reality => reality(plan, schedule),
        Stage::Options => {
            let gaps = gaps::gaps(plan, schedule);
            gaps.into_iter()
                .take(3)
                .map(|gap| there(format!("ask: {}", gap.question)))
                .collect()
        }
        Stage::Will => will(plan, schedule),
    }
}

fn goal(plan: &Plan, schedule: &Schedule) -> Vec<Line> {
    let anchor = &plan.anchor;
    let date = match anchor.go_live {
        Some(date) => {
            let days = (date - schedule.today).num_days();
            let until = match days {
                0 => "today".to_owned(),
                1 => "tomorrow".to_owned(),
                days if days > 0 => format!("in {days} days"),
                -1 => "yesterday".to_owned(),
                days => format!("{} days ago", -days),
            };
            there(format!("go-live {}, {until}", day_month_year(date)))
        }
        None => lacking("no go-live date"),
    };
    let said = |words: &str, label: &str, missing: &str| match words.trim() {
        "" => lacking(missing),
        words => there(format!("{label}: {words}")),
    };
    vec![
        date,
        said(&anchor.outcome, "for", "nobody said what it is for"),
        said(
            &anchor.if_missed,
            "if missed",
            "nobody said what a miss costs",
        ),
    ]
}

fn reality(plan: &Plan, schedule: &Schedule) -> Vec<Line> {
    let reading = Reading::of(plan);
    let buyer = plan.organization(&Side::Buyer);
    let mut steps = Vec::new();
    for (index, step) in reading.buyers_steps() {
        let name = title(step);
        if let Some(done) = step.done {
            steps.push(there(format!("{name} · done {}", day_month_year(done))));
            continue;
        }
        let owner = match reading.owner(step, &Side::Buyer) {
            Owner::Named(person) => Ok(person.name.clone()),
            Owner::Vague(person) => Err(format!("{}, no person", person.name)),
            Owner::Missing => Err("nobody by name".to_owned()),
        };
        let finish = schedule.step(index).and_then(|dates| dates.must_finish);
        let by = finish.map_or_else(
            || "no date".to_owned(),
            |finish| format!("by {}", short_date_near(finish, schedule.today)),
        );
        steps.push(match owner {
            Ok(owner) if finish.is_some() => there(format!("{name} · {owner} · {by}")),
            Ok(owner) | Err(owner) => lacking(format!("{name} · {owner} · {by}")),
        });
    }
    // Stable: among their like they stay in the plan's order.
    steps.sort_by_key(|line| !line.lacks);
    let settled = steps.iter().filter(|line| !line.lacks).count();
    let count = match steps.len() {
        0 => lacking(format!("no step of {buyer}'s own stands in the plan")),
        all if settled == all => there(format!(
            "all {all} of {buyer}'s steps have an owner and a date"
        )),
        all => lacking(format!(
            "{settled} of {all} of {buyer}'s steps have an owner and a date"
        )),
    };
    let inspection = inspect::inspect(plan, schedule, &gaps::gaps(plan, schedule));
    let co_built = found(&inspection.co_built);
    [count, co_built].into_iter().chain(steps).collect()
}

fn will(plan: &Plan, schedule: &Schedule) -> Vec<Line> {
    let flagged = plan.steps.iter().find(|step| step.riskiest);
    let riskiest = match flagged {
        Some(step) => there(format!("flagged as riskiest: {}", title(step))),
        None => lacking("no step is flagged as riskiest"),
    };
    let reading = Reading::of(plan);
    let mut agreed = Vec::new();
    for person in reading.buyers_people() {
        if let Some(agreement) = reading.stance(person, &Stance::Agreed) {
            let on = day_month_year(agreement.on);
            agreed.push(there(format!("{} agreed on {on}", person.name)));
        }
    }
    if agreed.is_empty() {
        let buyer = plan.organization(&Side::Buyer);
        agreed.push(lacking(format!("nobody at {buyer} agreed yet")));
    }
    let inspection = inspect::inspect(plan, schedule, &gaps::gaps(plan, schedule));
    let decides = &inspection.economic_buyer;
    let decides =
        (!decides.passes()).then(|| lacking(format!("who decides: {}", decides.headline())));
    [riskiest]
        .into_iter()
        .chain(agreed)
        .chain(decides)
        .collect()
}
