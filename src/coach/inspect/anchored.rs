//! Whether the plan hangs on a date of the buyer's that matters to them, and every step on the date.

use super::{Finding, Looked, Test, Verdict, count, day};
use crate::coach::reading::title;
use crate::plan::authorship::whose;
use crate::schedule::Trouble;

impl Looked<'_> {
    pub(super) fn anchored(&self) -> Finding {
        let anchor = &self.plan.anchor;
        let (outcome, cost) = (anchor.outcome.trim(), anchor.if_missed.trim());
        let untimed = self.untimed();
        let all_timed = !self.plan.steps.is_empty() && untimed.is_empty();
        let points = [
            (anchor.go_live.is_some(), 6),
            (!outcome.is_empty(), 3),
            (!cost.is_empty(), 5),
            (all_timed, 4),
        ];
        let points = points
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, points)| points);
        let points = points.sum();
        let Some(date) = anchor.go_live else {
            let evidence = vec!["there is no go-live date".to_owned()];
            return self.finding(Test::Anchored, Verdict::No, points, evidence);
        };
        let mut missing = Vec::new();
        if outcome.is_empty() {
            missing.push("nobody said what it is for".to_owned());
        }
        if cost.is_empty() {
            missing.push("nobody said what a miss costs".to_owned());
        }
        if self.plan.steps.is_empty() {
            missing.push("no step leads to it yet".to_owned());
        } else if !untimed.is_empty() {
            let steps = count(untimed.len(), "step");
            missing.push(format!("{steps} cannot be timed from it"));
        }
        let (verdict, head) = if missing.is_empty() {
            let steps = count(self.plan.steps.len(), "step");
            let head = format!("with its outcome and the cost of a miss; {steps} timed from it");
            (Verdict::Yes, format!("{}, {head}", day(date)))
        } else {
            let head = format!("{}, but {}", day(date), missing.join(" and "));
            (Verdict::Partly, head)
        };
        let mut evidence = vec![head];
        if !cost.is_empty() {
            evidence.push(format!("a miss costs: {cost}"));
        }
        evidence.extend(self.who_set_the_date());
        let steps = untimed.into_iter();
        evidence.extend(steps.map(|title| format!("{title}: cannot be timed from it")));
        self.finding(Test::Anchored, verdict, points, evidence)
    }

    /// The titles of the open steps that cannot be counted back from go-live as the plan has them:
    /// without a date, or dated by leaving out links that run in a circle.
    fn untimed(&self) -> Vec<&str> {
        let is_circle = |trouble: &Trouble| matches!(trouble, Trouble::Circle(_));
        let steps = self.plan.steps.iter().enumerate();
        let untimed = steps.filter(|(index, step)| {
            let timed = self.schedule.step(*index).is_some_and(|dates| {
                dates.must_finish.is_some() && !dates.trouble.iter().any(is_circle)
            });
            step.done.is_none() && !timed
        });
        untimed.map(|(_, step)| title(step)).collect()
    }

    /// Whose word the date is, where the history says; and that it has passed, when it has.
    fn who_set_the_date(&self) -> Vec<String> {
        let sets = |entry: &&crate::plan::Entry| {
            entry.changes.iter().any(|change| {
                matches!(change.path.keys(), [anchor, field] if anchor == "anchor" && field == "go_live")
            })
        };
        let mut told = Vec::new();
        if let Some(entry) = self.plan.history.iter().rev().find(sets) {
            let who = whose(self.plan, &entry.by);
            let on = day(entry.at.date_naive());
            told.push(format!("{who} set the date on {on}, {}", entry.via.words()));
        }
        let open = self.plan.steps.iter().any(|step| step.done.is_none());
        let passed = self
            .plan
            .anchor
            .go_live
            .filter(|date| *date < self.schedule.today);
        if passed.is_some() && open {
            told.push("the date has passed".to_owned());
        }
        told
    }
}
