//! The backwards interview: questions from go-live back to the first step, each answered in one line.
//! The questions are data (`assets/interview/questions.json`); a line is read with the plan's own
//! grammars ([`crate::plan::one_line`], [`crate::plan::date_text`], [`crate::plan::duration`]).
//!
//! It lives in `coach` because an answer is said back with dates, which `plan` cannot compute, and
//! because it is about what to ask. Everything in this folder is fit for the shared window: it can
//! name neither the private file nor the scripts, and a test holds it to that. What the rep asks
//! aloud is in [`super::interview_prompts`].
//!
//! - [`questions`]: the questions as data, and which step of a plan answers which.
//! - [`state`]: where the interview stands; what the plan itself says about that.
//! - `anchor`, `step`, `first_step`, `person`, `riskiest`, `dont_know`: one kind of answer each.
//! - `said`: answers and what follows from them, in words.

mod anchor;
mod dont_know;
mod first_step;
mod person;
pub mod questions;
mod riskiest;
mod said;
pub mod state;
mod step;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::plan::Plan;
use crate::plan::one_line::LONGEST_LINE;
use crate::schedule::{Schedule, explain};

pub use questions::{Kind, Question, builtin};
pub use riskiest::choices;
pub use state::{Interview, Progress, Status};

use dont_know::Finder;

/// How a chip is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Understood.
    Ok,
    /// Understood, but something is missing or was assumed.
    Warn,
}

/// A part of an answer as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// What it is: "go-live", "length", "owner".
    pub label: &'static str,
    /// What was understood, in words.
    pub words: String,
    /// How it is meant.
    pub tone: Tone,
}

impl Chip {
    fn ok(label: &'static str, words: impl Into<String>) -> Self {
        Self {
            label,
            words: words.into(),
            tone: Tone::Ok,
        }
    }

    fn warn(label: &'static str, words: impl Into<String>) -> Self {
        Self {
            tone: Tone::Warn,
            ..Self::ok(label, words)
        }
    }
}

/// Why an answer is not taken: what is not understood, and what to type instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Problem(pub String);

/// What an answer made or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// The step's or the person's id.
    pub id: String,
    /// Whether the answer made it.
    pub new: bool,
}

type Run = dyn Fn(&mut Plan, &mut dyn FnMut() -> String) -> Option<Touched>;

/// An answer that was understood, to be run inside one commit.
pub struct Edit(Box<Run>);

impl Edit {
    fn new(
        run: impl Fn(&mut Plan, &mut dyn FnMut() -> String) -> Option<Touched> + 'static,
    ) -> Self {
        Self(Box::new(run))
    }

    /// Carries the answer out; `new_id` gives an id that was never used before for each step and
    /// person that is made. A plan that changed since so that the answer does not fit stays as it
    /// is. Gives what was made or changed, if that is a step or a person, for [`Interview::took`].
    pub fn run(&self, plan: &mut Plan, new_id: &mut dyn FnMut() -> String) -> Option<Touched> {
        (self.0)(plan, new_id)
    }
}

impl std::fmt::Debug for Edit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Edit")
    }
}

/// What is said back while an answer is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What was understood.
    pub chips: Vec<Chip>,
    /// The dates that the step would have, in one line.
    pub dates: Option<String>,
    /// The sentence that would follow (see [`Interview::derived`]).
    pub derived: Option<String>,
    /// What is wrong; then there is nothing else. Nothing typed is nothing wrong.
    pub problem: Option<Problem>,
}

/// What an answer is read against.
#[derive(Clone, Copy)]
struct Asked<'a> {
    interview: &'a Interview,
    question: &'static Question,
    plan: &'a Plan,
    today: NaiveDate,
}

/// An answer taken apart, with the edit that it means.
struct Understood {
    chips: Vec<Chip>,
    edit: Edit,
}

impl Interview {
    /// The edit that an answer means.
    ///
    /// # Errors
    /// Says what is not understood and what to type instead.
    pub fn answer(
        &self,
        question: &'static Question,
        text: &str,
        plan: &Plan,
        today: NaiveDate,
    ) -> Result<Edit, Problem> {
        self.understand(question, text, plan, today)
            .map(|understood| understood.edit)
    }

    /// What is said back to an answer while it is typed: computed on a copy of the plan.
    pub fn reading(
        &self,
        question: &'static Question,
        text: &str,
        plan: &Plan,
        today: NaiveDate,
    ) -> Reading {
        if text.trim().is_empty() {
            return Reading::default();
        }
        let understood = match self.understand(question, text, plan, today) {
            Ok(understood) => understood,
            Err(problem) => {
                return Reading {
                    problem: Some(problem),
                    ..Reading::default()
                };
            }
        };
        let mut trial = plan.clone();
        let touched = understood.edit.run(&mut trial, &mut trial_ids(plan));
        let schedule = Schedule::of(&trial, today);
        let mut after = self.clone();
        after.took(question, touched.clone(), &trial, today);
        let id = touched.map(|touched| touched.id);
        let place = |id: String| trial.steps.iter().position(|step| step.id == id);
        let dates = id
            .and_then(place)
            .and_then(|at| explain::span(&trial, &schedule, at));
        Reading {
            chips: understood.chips,
            dates,
            derived: after.derived(question, plan, &trial, &schedule),
            problem: None,
        }
    }

    fn understand(
        &self,
        question: &'static Question,
        text: &str,
        plan: &Plan,
        today: NaiveDate,
    ) -> Result<Understood, Problem> {
        let asked = Asked {
            interview: self,
            question,
            plan,
            today,
        };
        let text = text.trim();
        if text.is_empty() {
            return Err(Problem(
                "nothing typed yet: answer, say don't know, or skip the question".to_owned(),
            ));
        }
        if text.chars().nth(LONGEST_LINE).is_some() {
            return Err(Problem(
                "this is too long: an answer takes at most 10,000 characters".to_owned(),
            ));
        }
        if let Some(rest) = dont_know::said(text) {
            let open = dont_know::read(&asked, rest);
            // Where any words are an answer, "not sure, the audit perhaps" is one too.
            if open.is_ok() || question.kind != Kind::IfMissed {
                return open;
            }
        }
        let mut understood = match &question.kind {
            Kind::GoLiveAndOutcome => anchor::go_live(&asked, text),
            Kind::IfMissed => Ok(anchor::if_missed(text)),
            Kind::Step(implied) => return step::read(&asked, implied, text),
            Kind::Person(wanted) => person::read(&asked, wanted, text),
            Kind::FirstStep => first_step::read(&asked, text),
            Kind::Riskiest => riskiest::read(&asked, text),
        }?;
        if let Some(settle) = Finder::settled(&asked) {
            let edit = understood.edit;
            understood.edit = Edit::new(move |plan, new_id| {
                settle(plan);
                edit.run(plan, new_id)
            });
        }
        Ok(understood)
    }
}

/// Ids for what is made on a copy of a plan, which may itself be such a copy.
fn trial_ids(plan: &Plan) -> impl FnMut() -> String + use<> {
    let mut next = plan.steps.len() + plan.people.len();
    move || {
        next += 1;
        format!("?{next}")
    }
}

/// One blank between words.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
