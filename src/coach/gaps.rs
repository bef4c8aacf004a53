//! What the plan does not say yet, as the questions to ask next: plain, in the deal's own names,
//! the most telling first. Text of the plan stands in the questions as it is and is made harmless
//! on its way to the screen. Whether the plan is real or theatre is judged in `inspect`.

mod short;
mod steps;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::NaiveDate;

use super::agreed;
use super::reading::{Reading, said, title};
use super::touches::Touches;
use super::words::{CONTRACT, LEGAL, PROCUREMENT, SECURITY, is_signature};
use crate::plan::{Plan, Side, Stance, Step};
use crate::schedule::Schedule;

/// What is missing. The order is that of the weights, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GapKind {
    /// The buyer's date is not known.
    NoGoLive,
    /// Nobody said what the buyer gets from the date.
    NoOutcome,
    /// Nobody said what happens if the date is missed.
    NoConsequence,
    /// Nobody is named who decides.
    NoEconomicBuyer,
    /// Nothing that the buyer has to do is in the plan.
    NoBuyerSteps,
    /// Steps wait for each other, so that they have no dates.
    Circle,
    /// A step of the buyer's has no owner there.
    NoBuyerOwner,
    /// A step should have started already.
    Late,
    /// A step of both sides lacks an owner on one of them.
    NoSharedOwner,
    /// A step of the seller's has no owner there.
    NoSellerOwner,
    /// A department, a title or a placeholder owns a step.
    VagueOwner,
    /// No step is flagged as the one least sure about.
    NoRiskiest,
    /// Nobody wrote how a step is known to be done.
    NoDoneWhen,
    /// How the buyer signs, reviews or orders is not in the plan.
    ProcessUnknown,
    /// An answer is overdue.
    AnswerOverdue,
    /// A question is open and nobody finds out, or by no date.
    NobodyAsks,
    /// The one who decides has not agreed.
    NotAgreed,
    /// The one who decides agreed to an earlier version.
    AgreedEarlier,
    /// The buyer's side changed nothing yet.
    NotEdited,
    /// A step comes after one that is not there.
    Dangling,
    /// Nobody has touched the plan for a while, or the buyer's side has not.
    Stale,
}

impl GapKind {
    /// How telling it is: higher is asked earlier. From 100 to 1000.
    pub fn weight(self) -> u16 {
        match self {
            Self::NoGoLive => 1000,
            Self::NoOutcome => 950,
            Self::NoConsequence => 900,
            Self::NoEconomicBuyer => 850,
            Self::NoBuyerSteps => 800,
            Self::Circle => 780,
            Self::NoBuyerOwner => 750,
            Self::Late => 720,
            Self::NoSharedOwner => 700,
            Self::NoSellerOwner => 650,
            Self::VagueOwner => 600,
            Self::NoRiskiest => 550,
            Self::NoDoneWhen => 500,
            Self::ProcessUnknown => 450,
            Self::AnswerOverdue => 400,
            Self::NobodyAsks => 390,
            Self::NotAgreed => 350,
            Self::AgreedEarlier => 340,
            Self::NotEdited => 300,
            Self::Dangling => 250,
            Self::Stale => 200,
        }
    }
}

/// Something that the plan does not say yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What is missing.
    pub kind: GapKind,
    /// The id of the step it is about, if it is about one.
    pub step: Option<String>,
    /// One question that a rep can ask aloud.
    pub question: String,
    /// How telling it is; the kind's weight, a tenth of it from the fourth step of a kind on, so
    /// that twelve steps without an owner do not hide everything else.
    pub weight: u16,
}

/// How many steps of one kind are asked about with the kind's full weight.
const AT_FULL_WEIGHT: usize = 3;

/// The plan's gaps, the most telling first; among equals, the step that must be done first. The
/// same plan gives the same questions in the same order.
pub fn gaps(plan: &Plan, schedule: &Schedule) -> Vec<Gap> {
    let mut found = Found {
        plan,
        schedule,
        reading: Reading::of(plan),
        gaps: Vec::new(),
    };
    found.anchor();
    found.people();
    found.process();
    found.steps();
    found.agreement();
    found.freshness();
    found.in_order()
}

/// What was found so far, each gap with the index of its step.
struct Found<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
    reading: Reading<'a>,
    gaps: Vec<(usize, Gap)>,
}

impl<'a> Found<'a> {
    fn add(&mut self, kind: GapKind, question: String) {
        self.gaps.push((usize::MAX, gap(kind, None, question)));
    }

    fn add_step(&mut self, kind: GapKind, index: usize, step: &Step, question: String) {
        let id = Some(step.id.clone());
        self.gaps.push((index, gap(kind, id, question)));
    }

    fn buyer(&self) -> &'a str {
        self.plan.organization(&Side::Buyer)
    }

    fn said(&self, date: NaiveDate) -> String {
        said(date, self.schedule.today)
    }

    /// The steps still to be done, with their indices.
    fn open(&self) -> impl Iterator<Item = (usize, &'a Step)> + use<'a> {
        let steps = self.plan.steps.iter().enumerate();
        steps.filter(|(_, step)| step.done.is_none())
    }

    fn anchor(&mut self) {
        let buyer = self.buyer();
        let anchor = &self.plan.anchor;
        let date = anchor.go_live.map(|date| self.said(date));
        if date.is_none() {
            let question = format!("By which date must {buyer} be live, and who set that date?");
            self.add(GapKind::NoGoLive, question);
        }
        if anchor.outcome.trim().is_empty() {
            self.add(
                GapKind::NoOutcome,
                match &date {
                    Some(date) => format!("What does {buyer} get from being live on {date}?"),
                    None => format!("What does {buyer} get from being live?"),
                },
            );
        }
        if anchor.if_missed.trim().is_empty() {
            self.add(
                GapKind::NoConsequence,
                match &date {
                    Some(date) => format!("What does a miss of {date} cost {buyer}?"),
                    None => format!("What does it cost {buyer} to go live late?"),
                },
            );
        }
    }

    fn people(&mut self) {
        if self.reading.economic_buyers().next().is_none() {
            let question = format!(
                "Who at {} holds the budget and decides, by name?",
                self.buyer()
            );
            self.add(GapKind::NoEconomicBuyer, question);
        }
    }

    fn process(&mut self) {
        let buyer = self.buyer();
        if self.reading.buyers_steps().next().is_none() {
            let question = format!("What has to happen at {buyer} before anybody can sign?");
            self.add(GapKind::NoBuyerSteps, question);
        }
        for (fits, question) in process_of(buyer) {
            if !self.plan.steps.iter().any(fits) {
                self.add(GapKind::ProcessUnknown, question);
            }
        }
    }

    fn agreement(&mut self) {
        let agreed = |stance| {
            let mut deciding = self.reading.economic_buyers();
            deciding.any(|person| self.reading.stance(person, &stance).is_some())
        };
        let deciding = self.reading.economic_buyers().next();
        let waiting = deciding.filter(|_| !agreed(Stance::Agreed));
        if let Some(person) = waiting {
            let name = person.first_name();
            let question = match (agreed(Stance::Seen), self.plan.anchor.go_live) {
                (true, _) => format!("What does {name} still need before agreeing to this plan?"),
                (false, Some(date)) => {
                    let date = self.said(date);
                    format!("When can {name} look at this plan and agree to {date}?")
                }
                (false, None) => format!("When can {name} look at this plan and agree to it?"),
            };
            self.add(GapKind::NotAgreed, question);
        }
        if waiting.is_none() {
            self.agreed_earlier();
        }
        if !self.plan.steps.is_empty() && self.reading.buyers_own_entries().next().is_none() {
            let buyer = self.buyer();
            let question = match self.reading.champion() {
                Some(person) => format!(
                    "{}, what is wrong or missing here, seen from {buyer}?",
                    person.first_name()
                ),
                None => format!("What is wrong or missing here, seen from {buyer}?"),
            };
            self.add(GapKind::NotEdited, question);
        }
    }

    fn agreed_earlier(&mut self) {
        let standing = agreed::best(self.plan, self.schedule, &self.reading);
        let Some(standing) = standing.filter(|standing| standing.how != agreed::How::ToThis) else {
            return;
        };
        let name = standing.person.first_name();
        let date = self.plan.anchor.go_live.map(|date| self.said(date));
        let question = match (standing.how, date) {
            (agreed::How::ToAnotherDate, Some(date)) => {
                format!("Does {date} work for {name}, who agreed to another date?")
            }
            _ if standing.is_unknown() => {
                format!("Does {name} agree to this plan as it stands today?")
            }
            _ => format!(
                "{name} agreed to an earlier version: when do we go through what changed since?"
            ),
        };
        self.add(GapKind::AgreedEarlier, question);
    }

    fn freshness(&mut self) {
        let touches = Touches::of(self.plan, &self.reading);
        let today = self.schedule.today;
        if let Some(since) = touches.stale_since(self.plan, today) {
            let question = format!(
                "What has changed at {} since {}?",
                self.buyer(),
                self.said(since)
            );
            self.add(GapKind::Stale, question);
        }
    }

    fn in_order(mut self) -> Vec<Gap> {
        let schedule = self.schedule;
        let due = |index: usize| {
            let dates = schedule.step(index);
            dates
                .and_then(|dates| dates.must_finish)
                .unwrap_or(NaiveDate::MAX)
        };
        self.gaps
            .sort_by_key(|(index, gap)| (Reverse(gap.weight), gap.kind, due(*index), *index));
        let mut asked: HashMap<GapKind, usize> = HashMap::new();
        for (_, gap) in &mut self.gaps {
            if gap.step.is_some() {
                let count = asked.entry(gap.kind).or_default();
                *count += 1;
                if *count > AT_FULL_WEIGHT {
                    gap.weight /= 10;
                }
            }
        }
        let mut gaps: Vec<Gap> = self.gaps.into_iter().map(|(_, gap)| gap).collect();
        gaps.sort_by_key(|gap| Reverse(gap.weight));
        gaps
    }
}

type Fits = fn(&Step) -> bool;

/// What every deal goes through at the buyer's, and what to ask when the plan has no such step.
fn process_of(buyer: &str) -> [(Fits, String); 4] {
    [
        (
            |step| is_signature(step) || CONTRACT.fits(step),
            format!("Who signs at {buyer}, and what do they need to see before they do?"),
        ),
        (
            |step| SECURITY.fits(step),
            format!("Who in security at {buyer} looks at this, and how long do they take?"),
        ),
        (
            |step| LEGAL.fits(step),
            format!("Who at {buyer} redlines the contract, and how many rounds is usual?"),
        ),
        (
            |step| PROCUREMENT.fits(step),
            format!("How does {buyer}'s procurement handle a signed order form: days, or weeks?"),
        ),
    ]
}

fn gap(kind: GapKind, step: Option<String>, question: String) -> Gap {
    Gap {
        kind,
        step,
        question,
        weight: kind.weight(),
    }
}

/// "A", "A and B", "A, B and C", "A, B and 4 other steps".
fn listed(steps: &[&Step]) -> String {
    match steps {
        [] => "these steps".to_owned(),
        [one] => title(one).to_owned(),
        [a, b] => format!("{} and {}", title(a), title(b)),
        [a, b, c] => format!("{}, {} and {}", title(a), title(b), title(c)),
        [a, b, rest @ ..] => {
            format!("{}, {} and {} other steps", title(a), title(b), rest.len())
        }
    }
}
