//! Reads a plan's steps for the read-back page: whose work they are and when, in which order they are
//! told, which comes first, and what is open about them.

use chrono::NaiveDate;

use super::{First, Name, OwnerWork, Question, Risk, SideWork, Task, When, organization};
use crate::exchange::words::Words;
use crate::plan::{Plan, Side, Step, Unknown};
use crate::schedule::{Schedule, StepDates};

/// The plan's steps with their dates, in the order of their last days.
pub(super) struct Reader<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
    steps: Vec<(&'a Step, &'a StepDates, When)>,
    /// Each step's rank, in the order of `steps`.
    ranks: Vec<usize>,
}

impl<'a> Reader<'a> {
    pub(super) fn of(plan: &'a Plan, schedule: &'a Schedule) -> Self {
        let dated = plan.steps.iter().zip(&schedule.steps);
        let mut steps: Vec<_> = dated
            .map(|(step, dates)| (step, dates, When::of(step, dates)))
            .collect();
        steps.sort_by_key(|(step, _, when)| (when.last(), step.duration.is_milestone()));
        let mut order: Vec<usize> = (0..steps.len()).collect();
        order.sort_by_key(|&at| {
            let step = steps.get(at);
            step.map(|(step, dates, _)| (!step.riskiest, !dates.drives))
        });
        let mut ranks = vec![0; steps.len()];
        for (rank, at) in order.into_iter().enumerate() {
            if let Some(place) = ranks.get_mut(at) {
                *place = rank;
            }
        }
        Self {
            plan,
            schedule,
            steps,
            ranks,
        }
    }

    fn open_steps(&self) -> impl Iterator<Item = (&'a Step, When, usize)> {
        let ranked = self.steps.iter().zip(&self.ranks);
        let all = ranked.map(|((step, _, when), rank)| (*step, *when, *rank));
        all.filter(|(step, ..)| step.done.is_none())
    }

    fn task(&self, step: &Step, side: &Side, when: When, rank: usize) -> Task {
        let other = match side {
            Side::Buyer => Side::Seller,
            _ => Side::Buyer,
        };
        Task {
            step: step.id.clone(),
            title: step_title(step),
            who: Name::by_id(self.plan, step.owner(side)),
            with: Name::by_id(self.plan, step.owner(&other)),
            when,
            rank,
        }
    }

    /// The work of each side; what both share stands on both, the owners of the buyer's side with
    /// nobody else's name behind it.
    pub(super) fn sides(&self) -> Vec<SideWork> {
        let sides = [Side::Buyer, Side::Seller].map(|side| {
            let mut owners: Vec<OwnerWork> = Vec::new();
            for (step, when, rank) in self.open_steps() {
                if !concerns(step, &side) {
                    continue;
                }
                let mut task = self.task(step, &side, when, rank);
                if side == Side::Buyer {
                    task.with = None;
                }
                match owners.iter_mut().find(|owner| owner.name == task.who) {
                    Some(owner) => owner.tasks.push(task),
                    None => owners.push(OwnerWork {
                        name: task.who.clone(),
                        tasks: vec![task],
                    }),
                }
            }
            owners.sort_by_key(|owner| owner.name.is_none());
            SideWork {
                organization: organization(self.plan, &side),
                side,
                owners,
            }
        });
        let mut sides = Vec::from(sides);
        sides.retain(|side| !side.owners.is_empty());
        sides
    }

    pub(super) fn done(&self) -> Vec<Task> {
        let done = self.steps.iter().filter(|(step, ..)| step.done.is_some());
        let task = |(step, _, when): &(&Step, &StepDates, When)| self.any_task(step, *when, 0);
        done.map(task).collect()
    }

    /// A step with its owner of either side, the one whose work it is first.
    fn any_task(&self, step: &Step, when: When, rank: usize) -> Task {
        let side = match step.side {
            Side::Seller => Side::Seller,
            _ => Side::Buyer,
        };
        let mut task = self.task(step, &side, when, rank);
        if task.who.is_none() {
            task.who = task.with.take();
        }
        task
    }

    pub(super) fn first(&self) -> Option<First> {
        let open = self.steps.iter().filter(|(step, ..)| step.done.is_none());
        let dated = open.filter_map(|(step, dates, when)| {
            Some((dates.can_start?, when.last(), *step, dates.can_finish?))
        });
        let (starts, _, step, can_finish) =
            dated.min_by_key(|(start, last, ..)| (*start, *last))?;
        let at = self
            .plan
            .steps
            .iter()
            .position(|other| other.id == step.id)?;
        let due = self.schedule.step(at)?.must_finish;
        let owners = [&step.owners.buyer, &step.owners.seller];
        let who = owners.map(|id| Name::by_id(self.plan, id.as_deref()));
        Some(First {
            step: step.id.clone(),
            title: step_title(step),
            who: who.into_iter().flatten().collect(),
            starts,
            under_way: step.started.is_some(),
            can_finish,
            due: due.filter(|due| *due >= can_finish),
        })
    }

    pub(super) fn riskiest(&self) -> Vec<Risk> {
        let open = self.open_steps().filter(|(step, ..)| step.riskiest);
        let risk = |(step, when, rank)| Risk {
            task: self.any_task(step, when, rank),
            question: self.question(step),
        };
        open.map(risk).collect()
    }

    pub(super) fn open(&self, riskiest: &[Risk]) -> Vec<Question> {
        let told = |step: &Step| riskiest.iter().any(|risk| risk.task.step == step.id);
        let steps = self.open_steps().filter(|(step, ..)| !told(step));
        let mut open: Vec<Question> = steps.filter_map(|(step, ..)| self.question(step)).collect();
        open.sort_by_key(|question| question.by.unwrap_or(NaiveDate::MAX));
        open
    }

    fn question(&self, step: &Step) -> Option<Question> {
        let lacks = |side: &&Side| {
            let wanted = step.side == **side || step.side == Side::Both;
            wanted && Name::by_id(self.plan, step.owner(side)).is_none()
        };
        let sides = [Side::Buyer, Side::Seller];
        let lacking = sides.iter().filter(lacks);
        let ownerless: Vec<Words> = lacking.map(|side| organization(self.plan, side)).collect();
        if step.unknown.is_none() && ownerless.is_empty() {
            return None;
        }
        let Unknown { who, by, .. } = step.unknown.clone().unwrap_or_default();
        Some(Question {
            step: step.id.clone(),
            title: step_title(step),
            ownerless,
            who: Name::by_id(self.plan, who.as_deref()),
            by,
        })
    }
}

fn step_title(step: &Step) -> Words {
    match step.title.trim() {
        "" => Words::own("a step without a title"),
        title => Words::typed(title),
    }
}

/// Whether a side has work with a step: its own, what both share, and what one of its people owns.
fn concerns(step: &Step, side: &Side) -> bool {
    let shared = !matches!(step.side, Side::Buyer | Side::Seller);
    step.side == *side || shared || step.owner(side).is_some()
}
