//! The gaps of single steps: owners, dates, what is open, what they come after.

use std::collections::{HashMap, HashSet};

use super::{Found, GapKind, listed};
use crate::coach::reading::{Owner, sides_of, title};
use crate::plan::{Side, Step, Unknown};
use crate::schedule::Trouble;

impl Found<'_> {
    pub(super) fn steps(&mut self) {
        for (index, step) in self.open() {
            self.owners(index, step);
            self.late(index, step);
            if let Some(unknown) = &step.unknown {
                self.unknown(index, step, unknown);
            }
        }
        self.riskiest();
        self.done_when();
        self.links();
    }

    fn owners(&mut self, index: usize, step: &Step) {
        let mut missing = Vec::new();
        for side in sides_of(step) {
            match self.reading.owner(step, side) {
                Owner::Missing => missing.push(side),
                Owner::Vague(person) => {
                    let question = format!(
                        "{} is with {}: which person is that, by name?",
                        title(step),
                        person.name
                    );
                    self.add_step(GapKind::VagueOwner, index, step, question);
                }
                Owner::Named(_) => {}
            }
        }
        let kind = match step.side {
            Side::Buyer => GapKind::NoBuyerOwner,
            Side::Seller => GapKind::NoSellerOwner,
            Side::Both | Side::Other(_) => GapKind::NoSharedOwner,
        };
        let question = match missing.as_slice() {
            [] => return,
            [side] => format!(
                "Who owns {} on {}'s side, by name?",
                title(step),
                self.plan.organization(side)
            ),
            _ => format!(
                "Who owns {}, one name at {} and one at {}?",
                title(step),
                self.plan.organization(&Side::Buyer),
                self.plan.organization(&Side::Seller)
            ),
        };
        self.add_step(kind, index, step, question);
    }

    fn late(&mut self, index: usize, step: &Step) {
        let late = self.schedule.step(index).and_then(|dates| dates.late_by);
        let Some(days) = late.filter(|days| *days > 0) else {
            return;
        };
        let days = if days == 1 {
            "1 working day".to_owned()
        } else {
            format!("{days} working days")
        };
        let title = title(step);
        let question = if step.started.is_some() {
            format!("{title} is {days} behind: what would bring it back?")
        } else {
            format!("{title} should have started {days} ago: what can start today?")
        };
        self.add_step(GapKind::Late, index, step, question);
    }

    fn unknown(&mut self, index: usize, step: &Step, unknown: &Unknown) {
        let title = title(step);
        let person = unknown
            .who
            .as_deref()
            .and_then(|id| self.reading.person(id));
        let (kind, question) = match (person, unknown.by) {
            (Some(person), Some(by)) if by < self.schedule.today => (
                GapKind::AnswerOverdue,
                format!(
                    "{} was to find out what is open about {title} by {}: what is the answer?",
                    person.first_name(),
                    self.said(by)
                ),
            ),
            (Some(_), Some(_)) => return,
            (None, Some(by)) if by < self.schedule.today => (
                GapKind::AnswerOverdue,
                format!(
                    "What is open about {title} was to be known by {}: what is the answer?",
                    self.said(by)
                ),
            ),
            (Some(person), None) => (
                GapKind::NobodyAsks,
                format!(
                    "By when does {} find out what is open about {title}?",
                    person.first_name()
                ),
            ),
            (None, _) => (
                GapKind::NobodyAsks,
                format!("Who finds out what is open about {title}, and by when?"),
            ),
        };
        self.add_step(kind, index, step, question);
    }

    fn riskiest(&mut self) {
        let mut open = self.open().map(|(_, step)| step).peekable();
        if open.peek().is_some() && !open.any(|step| step.riskiest) {
            let question = "Which one of these steps are we least sure about?".to_owned();
            self.add(GapKind::NoRiskiest, question);
        }
    }

    fn done_when(&mut self) {
        let silent: Vec<(usize, &Step)> = self
            .open()
            .filter(|(_, step)| step.done_when.trim().is_empty())
            .collect();
        match silent.as_slice() {
            [] => {}
            few if few.len() <= 2 => {
                for (index, step) in few {
                    let question =
                        format!("How will both sides know that {} is done?", title(step));
                    self.add_step(GapKind::NoDoneWhen, *index, step, question);
                }
            }
            many => {
                let steps: Vec<&Step> = many.iter().map(|(_, step)| *step).collect();
                let question =
                    format!("How will both sides know that {} are done?", listed(&steps));
                self.add(GapKind::NoDoneWhen, question);
            }
        }
    }

    fn links(&mut self) {
        let by_id: HashMap<&str, &Step> = self
            .plan
            .steps
            .iter()
            .map(|step| (step.id.as_str(), step))
            .collect();
        let mut told: HashSet<&str> = HashSet::new();
        for ((index, step), dates) in self.plan.steps.iter().enumerate().zip(&self.schedule.steps) {
            for trouble in &dates.trouble {
                match trouble {
                    Trouble::Circle(ids) if told.insert(&step.id) => {
                        told.extend(ids.iter().map(String::as_str));
                        let steps = ids.iter().filter_map(|id| by_id.get(id.as_str()).copied());
                        let question = circle(&steps.collect::<Vec<_>>());
                        self.add_step(GapKind::Circle, index, step, question);
                    }
                    Trouble::Dangling(_) if step.done.is_none() => {
                        let question = format!(
                            "What must be done before {} can start? The step it waited for is gone.",
                            title(step)
                        );
                        self.add_step(GapKind::Dangling, index, step, question);
                    }
                    _ => {}
                }
            }
        }
    }
}

fn circle(steps: &[&Step]) -> String {
    match steps {
        [one] => format!(
            "{} waits for itself: what does it really wait for?",
            title(one)
        ),
        many => format!("{} wait for each other: which comes first?", listed(many)),
    }
}
