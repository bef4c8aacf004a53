//! A gap in a few words, for where it is glanced at and not asked: "Legal redlines: nobody at Acme".

use super::{Gap, GapKind};
use crate::coach::reading::title;
use crate::plan::{Plan, Side};

impl Gap {
    /// What is missing, in a few words. The plan's own text in it is as it is.
    pub fn short(&self, plan: &Plan) -> String {
        let (buyer, seller) = (
            plan.organization(&Side::Buyer),
            plan.organization(&Side::Seller),
        );
        let what = match self.kind {
            GapKind::NoGoLive => "no go-live date".to_owned(),
            GapKind::NoOutcome => "no outcome".to_owned(),
            GapKind::NoConsequence => "no cost of a miss".to_owned(),
            GapKind::NoEconomicBuyer => "nobody who decides".to_owned(),
            GapKind::NoBuyerSteps => format!("no step of {buyer}'s"),
            GapKind::Circle => "steps in a circle".to_owned(),
            GapKind::NoBuyerOwner => format!("nobody at {buyer}"),
            GapKind::Late => "should have started".to_owned(),
            GapKind::NoSharedOwner => "an owner on one side only".to_owned(),
            GapKind::NoSellerOwner => format!("nobody at {seller}"),
            GapKind::VagueOwner => "no person owns it".to_owned(),
            GapKind::NoRiskiest => "no riskiest step".to_owned(),
            GapKind::NoDoneWhen if self.step.is_none() => "when several steps are done".to_owned(),
            GapKind::NoDoneWhen => "done when?".to_owned(),
            GapKind::ProcessUnknown => format!("{buyer}'s process is not whole"),
            GapKind::AnswerOverdue => "an answer is overdue".to_owned(),
            GapKind::NobodyAsks => "nobody finds out".to_owned(),
            GapKind::NotAgreed => "who decides has not agreed".to_owned(),
            GapKind::AgreedEarlier => "agreed to an earlier version".to_owned(),
            GapKind::NotEdited => format!("{buyer} changed nothing yet"),
            GapKind::Dangling => "comes after a step that is gone".to_owned(),
            GapKind::Stale => "untouched for a while".to_owned(),
        };
        match self.step.as_deref().and_then(|id| plan.step(id)) {
            Some(step) => format!("{}: {what}", title(step)),
            None => what,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::coach::gaps::gaps;
    use crate::coach::testing::{example, template, undated};

    #[test]
    fn a_gap_in_short_names_its_step_and_is_shorter_than_its_question() {
        let (plan, schedule) = example();
        let bare = template("mid-market");
        let dates = undated(&bare);
        for (plan, schedule) in [(&plan, &schedule), (&bare, &dates)] {
            for gap in gaps(plan, schedule) {
                let short = gap.short(plan);
                assert!(
                    short.len() < gap.question.len(),
                    "{short} / {}",
                    gap.question
                );
                let title = gap.step.and_then(|id| Some(&plan.step(&id)?.title));
                assert!(
                    title.is_none_or(|title| short.starts_with(title.as_str())),
                    "{short}"
                );
            }
        }
        let owner = gaps(&plan, &schedule).remove(0).short(&plan);
        assert_eq!(owner, "Vendor onboarding: nobody at Acme");
    }
}
