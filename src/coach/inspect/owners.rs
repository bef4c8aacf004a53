//! Whether named people on both sides own the steps, and every step has its dates: whose the steps
//! are, and all that is missing.

use super::{Finding, Looked, Test, Verdict, count, share};
use crate::coach::reading::{Owner, sides_of, title};
use crate::plan::{Side, Step};

/// More than so many open steps without an owner cost nothing more.
const MOST_LACKING: usize = 7;

impl Looked<'_> {
    pub(super) fn owners(&self) -> Finding {
        let plan = self.plan;
        if plan.steps.is_empty() {
            let evidence = vec!["there is no step to own yet".to_owned()];
            return self.finding(Test::Owners, Verdict::No, 0, evidence);
        }
        let lacking: Vec<(&Step, Vec<String>)> = plan
            .steps
            .iter()
            .filter(|step| step.done.is_none())
            .map(|step| (step, self.lacks(step)))
            .filter(|(_, lacks)| !lacks.is_empty())
            .collect();
        let undated = self.undated();
        let named = [Side::Buyer, Side::Seller].map(|side| self.anybody_owns(&side));
        let buyers_work = self.reading.buyers_steps().next().is_some();
        let points = [(buyers_work, 5), (named[0], 3), (named[1], 3)];
        let points = points
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, points)| points);
        let kept = MOST_LACKING - lacking.len().min(MOST_LACKING);
        let points = points.sum::<u8>() + u8::try_from(kept).unwrap_or_default();
        let buyer = plan.organization(&Side::Buyer);
        let (verdict, head) = match (named, lacking.as_slice()) {
            ([false, _], _) => (Verdict::No, nobody(buyer)),
            ([_, false], _) => (Verdict::No, nobody(plan.organization(&Side::Seller))),
            (_, [(first, _), rest @ ..]) => {
                let others = match rest.len() {
                    0 => String::new(),
                    others => format!(" and {}", count(others, "other step")),
                };
                let head = format!("{}{others} without a named owner", title(first));
                (Verdict::Partly, head)
            }
            _ if !undated.is_empty() => {
                let head = format!("{} without a date", count(undated.len(), "step"));
                (Verdict::Partly, head)
            }
            _ if !buyers_work => {
                let head = format!("no step is {buyer}'s own work");
                (Verdict::Partly, head)
            }
            _ => {
                let head = "every step has a named owner on each side it needs".to_owned();
                (Verdict::Yes, head)
            }
        };
        let mut evidence = vec![head, self.shares()];
        let told =
            |(step, lacks): (&Step, Vec<String>)| format!("{}: {}", title(step), lacks.join(", "));
        evidence.extend(lacking.into_iter().map(told));
        let undated = undated.into_iter();
        evidence.extend(undated.map(|step| format!("{}: no date", title(step))));
        self.finding(Test::Owners, verdict, points, evidence)
    }

    /// Which owners a step lacks, in words.
    fn lacks(&self, step: &Step) -> Vec<String> {
        let lacks = sides_of(step).iter().filter_map(|side| {
            let organization = self.plan.organization(side);
            match self.reading.owner(step, side) {
                Owner::Named(_) => None,
                Owner::Missing => Some(format!("nobody at {organization}")),
                Owner::Vague(person) => Some(format!("{} is no person", person.name.trim())),
            }
        });
        lacks.collect()
    }

    fn anybody_owns(&self, side: &Side) -> bool {
        let owns = |step: &Step| {
            sides_of(step).contains(side)
                && matches!(self.reading.owner(step, side), Owner::Named(_))
        };
        self.plan.steps.iter().any(owns)
    }

    /// The open steps that have no dates at all, as those in a circle.
    fn undated(&self) -> Vec<&Step> {
        let steps = self.plan.steps.iter().enumerate();
        let undated = steps.filter(|(index, step)| {
            let dates = self.schedule.step(*index);
            let dated = dates.is_some_and(|dates| dates.must_finish.or(dates.can_finish).is_some());
            step.done.is_none() && !dated
        });
        undated.map(|(_, step)| step).collect()
    }

    /// "Acme has 5 of 12 steps (41 %), Northwind 1 (8 %), both 6 (50 %)".
    fn shares(&self) -> String {
        let plan = self.plan;
        let all = plan.steps.len();
        let of = |side: &Side| plan.steps.iter().filter(|step| step.side == *side).count();
        let (buyer, seller) = (of(&Side::Buyer), of(&Side::Seller));
        let both = all - buyer - seller;
        format!(
            "{} has {buyer} of {} ({} %), {} {seller} ({} %), both {both} ({} %)",
            plan.organization(&Side::Buyer),
            count(all, "step"),
            share(buyer, all),
            plan.organization(&Side::Seller),
            share(seller, all),
            share(both, all),
        )
    }
}

fn nobody(organization: &str) -> String {
    format!("nobody at {organization} owns a step by name")
}
