//! How far a rep has come in 30, 60 and 90 days, and where the weekly loop stands: observe, diagnose,
//! coach one behaviour, practise, apply, measure. All of it is read off the record and the plans; what
//! they do not show is not ticked. The arc is that of "How do you coach reps to build a mutual action
//! plan with buyers?", Kory White, Pulse Reviews and Analysis.

mod loops;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::diagnosis::Deal;
use super::gaps;
use super::inspect;
use super::reading::Reading;
use super::rep::Rep;
use crate::plan::date_text::day_month_year;
use crate::plan::{Plan, Via};
use crate::schedule::{PlanDays, Schedule, slip};

pub use loops::{Stage, Week, next, weeks};

/// The behaviours that are practised, by their names in the record.
pub const BEHAVIOURS: [&str; 6] = [
    "benefit",
    "date",
    "backwards",
    "owners",
    "riskiest",
    "route",
];
/// From this rating on a behaviour is there.
const GOOD: u8 = 4;
/// The prompt stage in which nothing stands before the rep.
const UNAIDED: &str = "blank";
/// So many deals must be co-built for it to be more than luck.
const CO_BUILT: usize = 2;
/// So many of the four signs of a real plan must hold.
const SIGNS: usize = 3;

/// One thing that good looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What.
    pub what: &'static str,
    /// Whether the evidence shows it.
    pub met: bool,
    /// The evidence, or how far it is from it.
    pub evidence: String,
}

/// What good looks like after so many days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Days from the beginning: 30, 60 or 90.
    pub days: u16,
    /// What it looks like.
    pub marks: [Mark; 2],
}

/// The first day on record: the first diagnosis, 1:1 or round.
pub fn began(rep: Option<&Rep>) -> Option<NaiveDate> {
    let rep = rep?;
    let diagnoses = rep.diagnoses.iter().map(|kept| kept.on);
    let talks = rep.one_on_ones.iter().map(|talk| talk.on);
    let rounds = rep.practice.iter().map(|round| round.on);
    diagnoses.chain(talks).chain(rounds).min()
}

/// The three milestones as the evidence has them.
///
/// | day | what | met when |
/// |-|-|-|
/// | 30 | says the introduction unaided | a round with nothing before the rep rated `benefit` 4 or better |
/// | 30 | certified in role-play | each of the six behaviours was 4 or better when it was rated last |
/// | 60 | co-builds on live deals | the buyer's own word changed at least two of the rep's plans |
/// | 90 | quality holds | in every plan before its go-live at least three of the four signs of a real plan hold |
/// | 90 | slip falls | of at least two agreed plans, those agreed later slip less, or none slips |
///
/// At 60 days the other mark is that the buyer agreed: somebody there is on record for two plans.
pub fn milestones(rep: Option<&Rep>, deals: &[Deal<'_>], today: NaiveDate) -> [Milestone; 3] {
    let milestone = |days, marks| Milestone { days, marks };
    [
        milestone(30, [unaided(rep), certified(rep)]),
        milestone(60, [co_builds(deals), agreed(deals)]),
        milestone(90, [quality(deals, today), slipping(deals, today)]),
    ]
}

fn mark(what: &'static str, met: bool, evidence: String) -> Mark {
    Mark {
        what,
        met,
        evidence,
    }
}

fn unaided(rep: Option<&Rep>) -> Mark {
    let rounds = rep.map_or(&[][..], |rep| &rep.practice).iter();
    let blank = rounds.filter(|round| round.prompt == UNAIDED);
    let rated = blank.filter_map(|round| Some((*round.ratings.get("benefit")?, round.on)));
    let (met, evidence) = match rated.max() {
        Some((rating, on)) => {
            let on = day_month_year(on);
            let words = format!("rated {rating} on {on}, with nothing before them");
            (rating >= GOOD, words)
        }
        None => (false, "not practised without the script yet".to_owned()),
    };
    mark("says the introduction unaided", met, evidence)
}

fn certified(rep: Option<&Rep>) -> Mark {
    let last = |behaviour: &str| rep.and_then(|rep| rep.trend(behaviour).pop());
    let good = |behaviour: &&str| last(behaviour).is_some_and(|(_, rating)| rating >= GOOD);
    let missing: Vec<&str> = BEHAVIOURS
        .into_iter()
        .filter(|behaviour| !good(behaviour))
        .collect();
    let all = BEHAVIOURS.len();
    let there = all - missing.len();
    let so_far = format!("{there} of {all} behaviours at {GOOD} or better");
    let evidence = match missing.len() {
        0 => format!("all {all} behaviours at {GOOD} or better"),
        1..=3 => format!("{so_far}, not yet {}", missing.join(", ")),
        _ => so_far,
    };
    mark("certified in role-play", missing.is_empty(), evidence)
}

/// The days on which the buyer's own word changed a plan.
fn buyers_days(plan: &Plan) -> Vec<NaiveDate> {
    let own = |via: &Via| matches!(via, Via::Hand | Via::Dictated | Via::Returned);
    let reading = Reading::of(plan);
    let entries = reading.buyers_entries().filter(|entry| own(&entry.via));
    entries.map(|entry| entry.at.date_naive()).collect()
}

fn of_plans(number: usize, all: usize) -> String {
    match all {
        0 => "no plan of theirs is in the folder".to_owned(),
        all => format!("{number} of {all} plans"),
    }
}

fn co_builds(deals: &[Deal<'_>]) -> Mark {
    let changed = deals
        .iter()
        .filter(|deal| !buyers_days(deal.plan).is_empty());
    let number = changed.count();
    let evidence = format!(
        "{} changed by the buyer's own word",
        of_plans(number, deals.len())
    );
    let evidence = if deals.is_empty() {
        of_plans(0, 0)
    } else {
        evidence
    };
    mark("co-builds on live deals", number >= CO_BUILT, evidence)
}

fn agreed(deals: &[Deal<'_>]) -> Mark {
    let by_buyer = |deal: &&Deal<'_>| {
        let reading = Reading::of(deal.plan);
        let mut people = reading.buyers_people();
        people.any(|person| {
            reading
                .stance(person, &crate::plan::Stance::Agreed)
                .is_some()
        })
    };
    let number = deals.iter().filter(by_buyer).count();
    let evidence = match deals.is_empty() {
        true => of_plans(0, 0),
        false => format!(
            "{} agreed to by somebody there",
            of_plans(number, deals.len())
        ),
    };
    mark("the buyers agree to them", number >= CO_BUILT, evidence)
}

fn quality(deals: &[Deal<'_>], today: NaiveDate) -> Mark {
    let open = deals.iter().map(|deal| deal.plan);
    let open: Vec<&Plan> = open
        .filter(|plan| plan.anchor.go_live.is_none_or(|date| date >= today))
        .collect();
    let holds = |plan: &&&Plan| {
        let schedule = Schedule::of(plan, today);
        let found = inspect::inspect(plan, &schedule, &gaps::gaps(plan, &schedule));
        let four = [
            found.anchored,
            found.co_built,
            found.owners,
            found.economic_buyer,
        ];
        let yes = four.iter().filter(|finding| finding.passes());
        yes.count() >= SIGNS
    };
    let number = open.iter().filter(holds).count();
    let evidence = match open.len() {
        0 => "no plan of theirs is open".to_owned(),
        all => format!("{number} of {all} open plans show {SIGNS} of the 4 signs or more"),
    };
    let met = number > 0 && number == open.len();
    mark("the quality holds", met, evidence)
}

fn slipping(deals: &[Deal<'_>], today: NaiveDate) -> Mark {
    let slipped = deals.iter().filter_map(|deal| {
        let plan = deal.plan;
        let agreed = plan.baseline.as_ref()?.on?;
        let slip = slip::slip(plan, &PlanDays::of(plan), &Schedule::of(plan, today))?;
        Some((agreed, slip.go_live.max(0)))
    });
    let mut slipped: Vec<(NaiveDate, i32)> = slipped.collect();
    slipped.sort_unstable();
    let what = "the slip falls";
    if slipped.len() < 2 {
        let words = match slipped.len() {
            0 => "no plan of theirs was agreed to yet",
            _ => "one agreed plan shows no trend",
        };
        return mark(what, false, words.to_owned());
    }
    let (earlier, later) = slipped.split_at(slipped.len() / 2);
    let mean = |part: &[(NaiveDate, i32)]| {
        let days: i32 = part.iter().map(|(_, days)| days).sum();
        f64::from(days) / f64::from(u32::try_from(part.len()).unwrap_or(1))
    };
    let (before, now) = (mean(earlier), mean(later));
    let words = format!("agreed earlier {before:.1} days late, agreed later {now:.1}");
    mark(what, now < before || (now == 0.0 && before == 0.0), words)
}
