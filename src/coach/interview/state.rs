//! Where an interview stands. What is answered is read from the plan itself, so that it goes on after
//! a crash or on another machine; only what was skipped, and which step an answer made, is kept here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Touched;
use super::questions::{Implied, Kind, Question, Wanted, builtin, only_finds_out};
use crate::plan::{Person, Plan, Side, Step};

/// How a question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// The plan has the answer, or names who finds it out.
    Answered,
    /// Left out in this call.
    Skipped,
    /// Still to be asked.
    Left,
}

/// How many questions stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Answered.
    pub answered: usize,
    /// Skipped in this call.
    pub skipped: usize,
    /// Still to be asked.
    pub left: usize,
}

/// An interview: the question on the screen and what happened in this call. It outlives the screen, so
/// that leaving and coming back loses nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Interview {
    /// The question's place; one past the last when all were gone through.
    at: usize,
    open: bool,
    skipped: BTreeSet<String>,
    answered: BTreeSet<String>,
    /// What the answer to each question made or changed.
    touched: BTreeMap<String, Touched>,
}

impl Interview {
    /// Begins, or goes on where it was left: at the same question if it is still to be answered,
    /// else at the first that is.
    pub fn resume(&mut self, plan: &Plan, today: NaiveDate) {
        self.open = true;
        let left = |question: Option<&Question>| {
            question.is_some_and(|question| self.status(question, plan, today) == Status::Left)
        };
        if !left(builtin().get(self.at)) {
            let first = builtin().iter().position(|question| left(Some(question)));
            self.at = first.unwrap_or(builtin().len());
        }
    }

    /// Leaves; [`Interview::resume`] comes back to where it was.
    pub fn leave(&mut self) {
        self.open = false;
    }

    /// Whether it is going on.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// The question on the screen; nothing once all were gone through.
    pub fn question(&self) -> Option<&'static Question> {
        builtin().get(self.at)
    }

    /// Its place, counted from 0; as many as there are questions at the end.
    pub fn place(&self) -> usize {
        self.at
    }

    /// On to the question after this one, answered or not; behind the last one is the end.
    pub fn next(&mut self) {
        self.at = (self.at + 1).min(builtin().len());
    }

    /// Back to the question before this one, answered or not.
    pub fn back(&mut self) {
        self.at = self.at.saturating_sub(1);
    }

    /// To a question by its place, counted from 0; beyond the last one is the end.
    pub fn go_to(&mut self, place: usize) {
        self.at = place.min(builtin().len());
    }

    /// Leaves this question out, and on to the next that is still to be asked.
    pub fn skip(&mut self, plan: &Plan, today: NaiveDate) {
        if let Some(question) = self.question() {
            self.skipped.insert(question.id.clone());
        }
        self.on(plan, today);
    }

    /// Takes note of an answer that was committed, and goes on to the next question that is still to
    /// be asked. `plan` is the plan with the answer, `touched` what [`super::Edit::run`] gave.
    pub fn took(
        &mut self,
        question: &Question,
        touched: Option<Touched>,
        plan: &Plan,
        today: NaiveDate,
    ) {
        self.skipped.remove(&question.id);
        self.answered.insert(question.id.clone());
        if let Some(mut touched) = touched {
            let before = self.touched.get(&question.id);
            touched.new |= before.is_some_and(|old| old.id == touched.id && old.new);
            self.touched.insert(question.id.clone(), touched);
        }
        if let Some(place) = builtin().iter().position(|other| other.id == question.id) {
            self.at = place;
        }
        self.on(plan, today);
    }

    fn on(&mut self, plan: &Plan, today: NaiveDate) {
        let left = |question: &Question| self.status(question, plan, today) == Status::Left;
        let behind = builtin().iter().enumerate().skip(self.at + 1);
        let next = behind
            .filter(|(_, question)| left(question))
            .map(|(at, _)| at);
        self.at = next.min().unwrap_or(builtin().len());
    }

    /// How a question stands.
    pub fn status(&self, question: &Question, plan: &Plan, today: NaiveDate) -> Status {
        if self.has_answer(question, plan, today) {
            return Status::Answered;
        }
        // An answer that was undone since is gone from the plan, and to be asked for again.
        let held = || self.answer_words(question, plan).is_some();
        if self.answered.contains(&question.id) && held() {
            return Status::Answered;
        }
        if self.skipped.contains(&question.id) {
            return Status::Skipped;
        }
        Status::Left
    }

    /// How many questions stand how.
    pub fn progress(&self, plan: &Plan, today: NaiveDate) -> Progress {
        let mut progress = Progress::default();
        for question in builtin() {
            match self.status(question, plan, today) {
                Status::Answered => progress.answered += 1,
                Status::Skipped => progress.skipped += 1,
                Status::Left => progress.left += 1,
            }
        }
        progress
    }

    /// The step of a plan that a question is about: the one that its answer made or changed, else one
    /// that is recognized by its words. Nothing for questions about no step.
    pub fn step_of<'a>(&self, question: &Question, plan: &'a Plan) -> Option<&'a Step> {
        let known = self
            .touched(question)
            .and_then(|touched| plan.step(&touched.id));
        let implied = || {
            question
                .implied()
                .and_then(|implied| implied.recognize(plan))
        };
        known.or_else(implied)
    }

    /// What the answer to a question made or changed in this call.
    pub(super) fn touched(&self, question: &Question) -> Option<&Touched> {
        self.touched.get(&question.id)
    }

    /// Whether the plan itself has the answer: all of it, or who finds it out by a day to come.
    fn has_answer(&self, question: &Question, plan: &Plan, today: NaiveDate) -> bool {
        let awaited = |step: &Step| {
            let by = step.unknown.as_ref().and_then(|unknown| unknown.by);
            step.done.is_none() && by.is_some_and(|by| by >= today)
        };
        if finding_out(question, plan).is_some_and(awaited) {
            return true;
        }
        let anchor = &plan.anchor;
        match &question.kind {
            Kind::GoLiveAndOutcome => anchor.go_live.is_some() && !anchor.outcome.trim().is_empty(),
            Kind::IfMissed => !anchor.if_missed.trim().is_empty(),
            Kind::Step(implied) => self
                .step_of(question, plan)
                .is_some_and(|step| awaited(step) || is_settled(step, implied, plan)),
            Kind::Person(wanted) => in_role(plan, wanted).is_some(),
            Kind::FirstStep => first_step(plan).is_some(),
            Kind::Riskiest => plan.steps.iter().any(|step| step.riskiest),
        }
    }
}

/// The step that "don't know" made of a question that has no step of its own.
pub(super) fn finding_out<'a>(question: &Question, plan: &'a Plan) -> Option<&'a Step> {
    let title = question.to_find_out.as_str();
    let open = |step: &&Step| step.title == title && step.done.is_none();
    plan.steps.iter().find(open).filter(|_| !title.is_empty())
}

/// Whether it is known how long a step takes and who does it on one of its sides.
fn is_settled(step: &Step, implied: &Implied, plan: &Plan) -> bool {
    let takes_none = implied
        .duration
        .is_some_and(|duration| duration.is_milestone());
    let lasts =
        !step.duration.is_milestone() || takes_none || step.gate.is_some() || step.pin.is_some();
    step.done.is_some() || (step.unknown.is_none() && lasts && is_owned(step, plan))
}

fn is_owned(step: &Step, plan: &Plan) -> bool {
    let there = |side: &Side| step.owner(side).is_some_and(|id| plan.person(id).is_some());
    match step.side {
        Side::Buyer => there(&Side::Buyer),
        Side::Seller => there(&Side::Seller),
        Side::Both | Side::Other(_) => there(&Side::Buyer) || there(&Side::Seller),
    }
}

/// The person in a role on a side.
pub(super) fn in_role<'a>(plan: &'a Plan, wanted: &Wanted) -> Option<&'a Person> {
    let fits = |person: &&Person| {
        person.side == wanted.side
            && person.role.as_ref() == Some(&wanted.role)
            && !person.name.trim().is_empty()
    };
    plan.people.iter().find(fits)
}

/// The step that begins it all: one that is under way, else an owned one with a day of its own that
/// comes after nothing. A step that only finds something out is none.
pub(super) fn first_step(plan: &Plan) -> Option<&Step> {
    let under_way =
        |step: &&Step| (step.started.is_some() || step.done.is_some()) && !only_finds_out(step);
    let begins = |step: &&Step| {
        let dated = step.pin.is_some() || step.no_later_than.is_some();
        dated && step.after.is_empty() && is_owned(step, plan) && !only_finds_out(step)
    };
    let mut steps = plan.steps.iter();
    steps
        .find(under_way)
        .or_else(|| plan.steps.iter().find(begins))
}
