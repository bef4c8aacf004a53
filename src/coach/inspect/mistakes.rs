//! The common mistakes, as far as a plan shows them, each with why it matters and the question that
//! mends it. They cost no points of their own: what they stand for does.

use super::{Finding, LONG, Looked, SHORT, count};
use crate::coach::gaps::GapKind;
use crate::coach::reading::{Owner, sides_of, title};
use crate::coach::touches::{Touches, is_finished};
use crate::plan::{Person, Side};

/// Which mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MistakeKind {
    /// The plan was sent and not built together.
    Mailed,
    /// Nothing that the buyer has to do is in it.
    SellersStepsOnly,
    /// Departments own steps.
    Departments,
    /// It has more than 20 rows.
    Long,
    /// It has more than 30 rows.
    TooLong,
    /// Nobody said what a miss costs.
    NoConsequence,
    /// The step that nobody is sure about is not flagged.
    RiskHidden,
    /// Nobody touched it for a while.
    Stale,
}

impl MistakeKind {
    /// The word for other programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Mailed => "mailed",
            Self::SellersStepsOnly => "sellers_steps_only",
            Self::Departments => "departments",
            Self::Long => "long",
            Self::TooLong => "too_long",
            Self::NoConsequence => "no_consequence",
            Self::RiskHidden => "risk_hidden",
            Self::Stale => "stale",
        }
    }

    /// Why it matters.
    pub fn why(self) -> &'static str {
        match self {
            Self::Mailed => {
                "a plan that was sent binds nobody: people keep the dates that they set"
            }
            Self::SellersStepsOnly => {
                "deals slip on the buyer's side, in steps that the plan does not have"
            }
            Self::Departments => "a department has no calendar and makes no promise; a person does",
            Self::Long => "beyond twenty rows people skim, and nobody looks for their own",
            Self::TooLong => "beyond thirty rows it is a project file, and no buyer keeps it up",
            Self::NoConsequence => "a date whose miss costs nothing moves at the first trouble",
            Self::RiskHidden => "the risk that nobody names is the one that nobody works on",
            Self::Stale => "a plan that nobody touches no longer says what anybody is doing",
        }
    }

    fn gap(self) -> Option<GapKind> {
        match self {
            Self::Mailed => Some(GapKind::NotEdited),
            Self::SellersStepsOnly => Some(GapKind::NoBuyerSteps),
            Self::Departments => Some(GapKind::VagueOwner),
            Self::Long | Self::TooLong => None,
            Self::NoConsequence => Some(GapKind::NoConsequence),
            Self::RiskHidden => Some(GapKind::NoRiskiest),
            Self::Stale => Some(GapKind::Stale),
        }
    }
}

/// A mistake found in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Which.
    pub kind: MistakeKind,
    /// How it shows here. Text of the plan stands in it as it is.
    pub words: String,
    /// The question that mends it.
    pub question: String,
}

impl Looked<'_> {
    pub(super) fn mistakes(&self, fresh: &Finding) -> Vec<Mistake> {
        let plan = self.plan;
        let buyer = plan.organization(&Side::Buyer);
        let rows = plan.steps.len();
        let steps = count(rows, "step");
        let mut found = Vec::new();
        let mut tell = |is: bool, kind: MistakeKind, words: &dyn Fn() -> String| {
            if is {
                found.push(self.mistake(kind, words()));
            }
        };
        let edited = self.reading.buyers_own_entries().next().is_some();
        tell(rows > 0 && !edited, MistakeKind::Mailed, &|| {
            format!("sent, not built together: {steps}, and {buyer} changed none of them")
        });
        let no_buyers = self.reading.buyers_steps().next().is_none();
        tell(
            rows > 0 && no_buyers,
            MistakeKind::SellersStepsOnly,
            &|| format!("the seller's steps only: {steps}, none of them {buyer}'s own work"),
        );
        let vague = self.vague();
        tell(!vague.is_empty(), MistakeKind::Departments, &|| {
            let told = vague
                .iter()
                .map(|(step, person)| format!("{step} ({})", person.name.trim()));
            let told: Vec<String> = told.collect();
            format!("departments as owners: {}", told.join(", "))
        });
        tell(rows > SHORT && rows <= LONG, MistakeKind::Long, &|| {
            format!("more than {SHORT} rows: {rows}")
        });
        tell(rows > LONG, MistakeKind::TooLong, &|| {
            format!("more than {LONG} rows: {rows}")
        });
        let costless = plan.anchor.if_missed.trim().is_empty();
        tell(costless, MistakeKind::NoConsequence, &|| {
            "no consequence: nobody said what a miss costs".to_owned()
        });
        let open = rows > 0 && !is_finished(plan);
        let flagged = plan
            .steps
            .iter()
            .any(|step| step.riskiest && step.done.is_none());
        tell(open && !flagged, MistakeKind::RiskHidden, &|| {
            "the riskiest step is hidden: none is flagged".to_owned()
        });
        let touches = Touches::of(plan, &self.reading);
        let stale = touches.stale_since(plan, self.schedule.today).is_some();
        tell(stale, MistakeKind::Stale, &|| {
            format!("stale: {}", fresh.evidence.join("; "))
        });
        found
    }

    fn mistake(&self, kind: MistakeKind, words: String) -> Mistake {
        let question = kind.gap().and_then(|kind| self.question(&[kind]));
        let buyer = self.plan.organization(&Side::Buyer);
        Mistake {
            kind,
            words,
            question: question
                .unwrap_or_else(|| format!("Which of these rows would {buyer} not miss?")),
        }
    }

    /// The open steps that are with no person, each with who it is with.
    fn vague(&self) -> Vec<(&str, &Person)> {
        let open = self.plan.steps.iter().filter(|step| step.done.is_none());
        let vague = open.flat_map(|step| {
            sides_of(step)
                .iter()
                .filter_map(|side| match self.reading.owner(step, side) {
                    Owner::Vague(person) => Some((title(step), person)),
                    Owner::Named(_) | Owner::Missing => None,
                })
        });
        vague.collect()
    }
}
