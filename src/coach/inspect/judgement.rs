//! What a plan is, all in all: a close plan in disguise or mutual, and a mutual one real or nearly;
//! each with its reasons.

use super::{Finding, Looked, Verdict, count, share};
use crate::plan::{Side, Step};

/// What a plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Judgement {
    /// The seller's plan, whatever it is called: it is not the buyer's too, or more than one thing
    /// is missing.
    ClosePlan,
    /// Mutual, and one thing is missing.
    Nearly,
    /// Mutual, and nothing is missing.
    Real,
}

impl Judgement {
    /// The verdict in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Real => "real",
            Self::Nearly => "nearly",
            Self::ClosePlan => "close plan in disguise",
        }
    }

    /// Whether it is mutual, in words.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Real | Self::Nearly => "mutual",
            Self::ClosePlan => "close plan",
        }
    }
}

impl Looked<'_> {
    /// What the plan is, and why, a line each.
    pub(super) fn judgement(&self, findings: &[&Finding; 5]) -> (Judgement, Vec<String>) {
        let [co_built, ..] = findings;
        let against = self.not_the_buyers(co_built);
        let failing: Vec<&str> = findings
            .iter()
            .filter(|finding| !finding.passes())
            .map(|finding| finding.test.title())
            .collect();
        let judgement = match failing.len() {
            0 if against.is_empty() => Judgement::Real,
            1 if against.is_empty() => Judgement::Nearly,
            _ => Judgement::ClosePlan,
        };
        let mut why = vec![self.sellers_share()];
        let is_buyers = against.is_empty();
        why.extend(against);
        if is_buyers {
            let buyer = self.plan.organization(&Side::Buyer);
            why.push(format!("{buyer} wrote in it, and it hangs on their date"));
        }
        if is_buyers && !failing.is_empty() {
            why.push(format!("not yet: {}", failing.join("; ")));
        }
        (judgement, why)
    }

    /// What makes it the seller's plan alone.
    fn not_the_buyers(&self, co_built: &Finding) -> Vec<String> {
        let plan = self.plan;
        let buyer = plan.organization(&Side::Buyer);
        let mut against = Vec::new();
        match co_built.verdict {
            Verdict::Yes => {}
            Verdict::Partly => against.push(format!(
                "{buyer}'s changes came by a command: nobody of theirs need have been there"
            )),
            Verdict::No => against.push(format!("{buyer} changed nothing in it")),
        }
        if plan.anchor.go_live.is_none() {
            against.push(format!("it hangs on no date of {buyer}'s"));
        }
        if self.reading.buyers_steps().next().is_none() {
            against.push(format!("no step is {buyer}'s own work"));
        }
        against
    }

    fn sellers_share(&self) -> String {
        let seller = self.plan.organization(&Side::Seller);
        let steps = &self.plan.steps;
        if steps.is_empty() {
            return "it has no steps yet".to_owned();
        }
        let is_sellers = |step: &&Step| step.side == Side::Seller;
        let (own, all) = (steps.iter().filter(is_sellers).count(), steps.len());
        format!(
            "{own} of {} are {seller}'s alone ({} %)",
            count(all, "step"),
            share(own, all)
        )
    }
}
