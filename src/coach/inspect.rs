//! Real or theatre: the four things by which a mutual plan is told from a document, and whether it is
//! alive, each with the lines of evidence that it rests on and the question to ask where it fails. It
//! claims no more than the plan records: the route by which a change came is told, and proves nothing.
//! The questions are those of [`crate::coach::gaps`].
//!
//! # The score
//!
//! From 0 to 100, the sum of these points. Each part is a sum or a count of what is there, so that
//! mending one thing never lowers the score; what an agreement loses when the plan changes under it
//! (4 points) is less than any repair brings.
//!
//! | part | points |
//! |-|-|
//! | co-built, 24 | 6 for changes by a command alone; 14 once the buyer dictated one, 18 once one came by their own hand or in a returned copy, and then 2 for each step that they wrote or changed, at most 6 |
//! | anchored, 18 | 6 for the go-live date, 3 for the outcome, 5 for what a miss costs, 4 when every step is scheduled back from it |
//! | owners, 18 | 5 when a step is the buyer's own work, 3 for each side on which a person owns a step by name, and 7 less one for each open step that lacks a named owner |
//! | economic buyer, 24 | 4 when named, 10 when the plan was seen, 12 when agreed to for another go-live date, 20 when agreed to in an earlier version, 24 in this one |
//! | fresh, 8 | 4 when anybody touched the plan within 14 days, 2 within 30; 4 when the buyer did within 30 days, 2 within 60 |
//! | short, 8 | 8 up to 20 steps, 4 up to 30, none without a step |

mod anchored;
mod co_built;
mod economic_buyer;
mod fresh;
mod judgement;
mod mistakes;
mod owners;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::gaps::{Gap, GapKind};
use super::reading::Reading;
use crate::plan::Plan;
use crate::schedule::Schedule;

pub use judgement::Judgement;
pub use mistakes::{Mistake, MistakeKind};

/// How far one of the tests holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Yes,
    /// Some of it does.
    Partly,
    /// It does not.
    No,
}

/// What a plan is tested for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Test {
    /// The buyer's side wrote in it.
    CoBuilt,
    /// It hangs on the buyer's date, with its reason, and every step is timed back from it.
    Anchored,
    /// Named people on both sides own the steps.
    Owners,
    /// The one who decides has seen it and agreed.
    EconomicBuyer,
    /// It was touched lately.
    Fresh,
}

impl Test {
    /// The word for other programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::CoBuilt => "co_built",
            Self::Anchored => "anchored",
            Self::Owners => "owners",
            Self::EconomicBuyer => "economic_buyer",
            Self::Fresh => "fresh",
        }
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::CoBuilt => "co-built with the buyer",
            Self::Anchored => "anchored to the buyer's date",
            Self::Owners => "owners and dates on both sides",
            Self::EconomicBuyer => "agreed by the economic buyer",
            Self::Fresh => "fresh",
        }
    }

    /// The gaps whose questions mend it.
    fn gaps(self) -> &'static [GapKind] {
        use GapKind::{
            AgreedEarlier, Circle, NoBuyerOwner, NoBuyerSteps, NoConsequence, NoEconomicBuyer,
            NoGoLive, NoOutcome, NoSellerOwner, NoSharedOwner, NotAgreed, NotEdited, Stale,
            VagueOwner,
        };
        match self {
            Self::CoBuilt => &[NotEdited, NoBuyerSteps],
            Self::Anchored => &[NoGoLive, NoOutcome, NoConsequence, Circle, NoBuyerSteps],
            Self::Owners => &[
                NoBuyerSteps,
                NoBuyerOwner,
                NoSharedOwner,
                NoSellerOwner,
                VagueOwner,
                Circle,
            ],
            Self::EconomicBuyer => &[NoEconomicBuyer, NotAgreed, AgreedEarlier],
            Self::Fresh => &[Stale, NotEdited, NoBuyerSteps],
        }
    }
}

/// How one test went, with what speaks for or against it. Text of the plan stands in it as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which test.
    pub test: Test,
    /// How far it holds.
    pub verdict: Verdict,
    /// The evidence: a line that says it all, then what it rests on, a line each.
    pub evidence: Vec<String>,
    /// What to ask next; nothing where the test holds.
    pub question: Option<String>,
    /// What it gives to the score.
    pub points: u8,
}

impl Finding {
    /// Whether the test holds.
    pub fn passes(&self) -> bool {
        self.verdict == Verdict::Yes
    }

    /// The line of evidence that says it all.
    pub fn headline(&self) -> &str {
        self.evidence.first().map_or("", String::as_str)
    }
}

/// What was found of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// The buyer's side wrote in it.
    pub co_built: Finding,
    /// It hangs on the buyer's date, with its reason, and every step is timed back from it.
    pub anchored: Finding,
    /// Named people on both sides own the steps.
    pub owners: Finding,
    /// The one who decides has seen it and agreed.
    pub economic_buyer: Finding,
    /// It was touched lately.
    pub fresh: Finding,
    /// What the plan is, all in all.
    pub judgement: Judgement,
    /// Why it is that, a line each.
    pub why: Vec<String>,
    /// How good it is, from 0 to 100.
    pub score: u8,
    /// The mistakes that can be recognised in it.
    pub mistakes: Vec<Mistake>,
}

impl Inspection {
    /// Whether everything holds: a mutual action plan and not a document.
    pub fn is_real(&self) -> bool {
        self.judgement == Judgement::Real
    }

    /// The tests in the order in which they are told.
    pub fn findings(&self) -> [&Finding; 5] {
        [
            &self.co_built,
            &self.anchored,
            &self.owners,
            &self.economic_buyer,
            &self.fresh,
        ]
    }

    /// The tests that fail, the one to mend first at the beginning: without a date there is nothing
    /// to build, and who decides is asked about what was built.
    pub fn missing(&self) -> Vec<&Finding> {
        let order = [
            &self.anchored,
            &self.co_built,
            &self.owners,
            &self.economic_buyer,
            &self.fresh,
        ];
        let failing = order.into_iter().filter(|finding| !finding.passes());
        failing.collect()
    }
}

/// Looks at the plan as a manager would. `schedule` and `gaps` must be those of this plan.
pub fn inspect(plan: &Plan, schedule: &Schedule, gaps: &[Gap]) -> Inspection {
    let looked = Looked {
        plan,
        schedule,
        gaps,
        reading: Reading::of(plan),
    };
    let co_built = looked.co_built();
    let anchored = looked.anchored();
    let owners = looked.owners();
    let economic_buyer = looked.economic_buyer();
    let fresh = looked.fresh();
    let findings = [&co_built, &anchored, &owners, &economic_buyer, &fresh];
    let points = findings.iter().map(|finding| finding.points).sum::<u8>();
    let (judgement, why) = looked.judgement(&findings);
    Inspection {
        judgement,
        why,
        score: points.saturating_add(short(plan)).min(100),
        mistakes: looked.mistakes(&fresh),
        co_built,
        anchored,
        owners,
        economic_buyer,
        fresh,
    }
}

/// What the parts of an inspection look at.
struct Looked<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
    gaps: &'a [Gap],
    reading: Reading<'a>,
}

impl Looked<'_> {
    fn finding(&self, test: Test, verdict: Verdict, points: u8, evidence: Vec<String>) -> Finding {
        let question = (verdict != Verdict::Yes).then(|| {
            self.question(test.gaps())
                .unwrap_or_else(|| "What has changed since we last spoke?".to_owned())
        });
        Finding {
            test,
            verdict,
            evidence,
            question,
            points,
        }
    }

    /// The first question of these kinds, in the order of the gaps.
    fn question(&self, kinds: &[GapKind]) -> Option<String> {
        let found = self.gaps.iter().find(|gap| kinds.contains(&gap.kind));
        found.map(|gap| gap.question.clone())
    }
}

/// Up to so many rows a plan is read on a call.
const SHORT: usize = 20;
/// Beyond so many nobody reads it.
const LONG: usize = 30;

/// The points for a plan that can be read.
fn short(plan: &Plan) -> u8 {
    match plan.steps.len() {
        0 => 0,
        rows if rows <= SHORT => 8,
        rows if rows <= LONG => 4,
        _ => 0,
    }
}

fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

fn count(number: usize, thing: &str) -> String {
    match number {
        1 => format!("1 {thing}"),
        number => format!("{number} {thing}s"),
    }
}

/// "42 %", rounded down; of nothing it is none.
fn share(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or_default()
}
