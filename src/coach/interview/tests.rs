mod answers;
mod call;
mod properties;

use super::*;
use crate::coach::testing::today;
use crate::plan::{Side, Step};

/// A call: a plan, an interview, and ids that are never used twice.
pub(super) struct Call {
    pub(super) plan: Plan,
    pub(super) interview: Interview,
    pub(super) today: NaiveDate,
    next: usize,
}

impl Call {
    /// A plan with nothing but the two organizations.
    pub(super) fn empty() -> Self {
        let mut plan = Plan::new("p".into(), "Ledger rollout");
        plan.buyer.organization = "Acme".into();
        plan.seller.organization = "Northwind".into();
        Self::on(plan)
    }

    pub(super) fn on(plan: Plan) -> Self {
        let mut interview = Interview::default();
        interview.resume(&plan, today());
        Self {
            plan,
            interview,
            today: today(),
            next: 0,
        }
    }

    /// Answers a question; the sentence that follows.
    pub(super) fn say(&mut self, id: &str, text: &str) -> Result<Option<String>, String> {
        let question = question(id);
        let reading = self
            .interview
            .reading(question, text, &self.plan, self.today);
        let answer = self
            .interview
            .answer(question, text, &self.plan, self.today);
        let edit = match answer {
            Ok(edit) => edit,
            Err(problem) => {
                assert_eq!(reading.problem.as_ref(), Some(&problem), "{text}");
                return Err(problem.to_string());
            }
        };
        assert_eq!(reading.problem, None, "{text}");
        let before = self.plan.clone();
        let next = &mut self.next;
        let touched = edit.run(&mut self.plan, &mut || {
            *next += 1;
            format!("id-{next}")
        });
        self.interview
            .took(question, touched, &self.plan, self.today);
        let schedule = Schedule::of(&self.plan, self.today);
        let derived = self
            .interview
            .derived(question, &before, &self.plan, &schedule);
        assert_eq!(reading.derived, derived, "{text}: said before and after");
        Ok(derived)
    }

    pub(super) fn answered(id: &str, text: &str) -> Result<Self, String> {
        let mut call = Self::empty();
        call.say(id, text).map(|_| call)
    }

    pub(super) fn words(&self, id: &str) -> Option<String> {
        self.interview.answer_words(question(id), &self.plan)
    }

    pub(super) fn status(&self, id: &str) -> Status {
        self.interview.status(question(id), &self.plan, self.today)
    }

    pub(super) fn chips(&self, id: &str, text: &str) -> Vec<String> {
        let reading = self
            .interview
            .reading(question(id), text, &self.plan, self.today);
        assert_eq!(reading.problem, None, "{text}");
        let mark = |tone| if tone == Tone::Warn { "! " } else { "" };
        let chips = reading.chips.iter();
        chips
            .map(|chip| format!("{}{}: {}", mark(chip.tone), chip.label, chip.words))
            .collect()
    }

    pub(super) fn step(&self, title: &str) -> &Step {
        let step = self.plan.steps.iter().find(|step| step.title == title);
        step.unwrap_or_else(|| panic!("no step {title}"))
    }

    /// The titles that a step comes after.
    pub(super) fn after(&self, title: &str) -> Vec<&str> {
        let links = self.step(title).after.iter();
        links
            .map(|link| self.plan.step(&link.step).unwrap().title.as_str())
            .collect()
    }

    pub(super) fn owner(&self, title: &str, side: &Side) -> Option<&str> {
        let id = self.step(title).owner(side)?;
        Some(self.plan.person(id).unwrap().name.as_str())
    }
}

pub(super) fn question(id: &str) -> &'static Question {
    questions::question(id).unwrap()
}

#[test]
fn the_questions_are_whole_short_and_free_of_jargon() {
    let read: Vec<Question> = serde_json::from_str(questions::QUESTIONS_FILE).unwrap();
    assert_eq!(read, builtin());
    assert_eq!(read.len(), 11);
    let known = |id: &String| read.iter().any(|question| question.id == *id);
    for question in &read {
        let twins = read.iter().filter(|other| other.id == question.id);
        assert_eq!(twins.count(), 1, "{}", question.id);
        for text in [&question.asks, &question.hint] {
            assert!(crate::text::width(text) <= 76, "{text}");
            let lower = text.to_lowercase();
            for word in [
                "economic buyer",
                "champion",
                "meddpicc",
                "stakeholder",
                "close date",
                "our offer",
            ] {
                assert!(!lower.contains(word), "{text}: says {word}");
            }
        }
        match question.implied() {
            None => assert!(!question.to_find_out.is_empty(), "{}", question.id),
            Some(implied) => {
                assert!(implied.before.iter().all(known), "{}", question.id);
                let derived = implied.derives.iter().map(|derives| &derives.question);
                assert!(derived.into_iter().all(known), "{}", question.id);
                let own = Step::new("01J".into(), &implied.title);
                let plan = Plan {
                    steps: vec![own],
                    ..Plan::new("p".into(), "p")
                };
                assert!(
                    implied.recognize(&plan).is_some(),
                    "{} finds its own step",
                    question.id
                );
            }
        }
    }
}

#[test]
fn a_step_is_recognized_by_its_most_telling_word() {
    for (id, titles, expected) in [
        (
            "signature",
            &["Board sign-off", "Sign the order form"] as &[_],
            Some("Sign the order form"),
        ),
        ("signature", &["Single sign-on", "Sign off"], None),
        (
            "procurement",
            &["Purchase order", "Vendor onboarding"],
            Some("Vendor onboarding"),
        ),
        ("procurement", &["Vendor risk", "PO"], Some("PO")),
        (
            "security",
            &["Securities", "InfoSec questionnaire"],
            Some("InfoSec questionnaire"),
        ),
        ("legal", &["Contract signed", "Redlines"], Some("Redlines")),
        (
            "approval",
            &["Budget confirmed", "Executive approval"],
            Some("Executive approval"),
        ),
        ("implementation", &["Kickoff"], None),
    ] {
        let mut plan = Plan::new("p".into(), "p");
        plan.steps = titles
            .iter()
            .map(|title| Step::new(format!("01J{}", title.len()), title))
            .collect();
        let found = question(id).implied().unwrap().recognize(&plan);
        assert_eq!(
            found.map(|step| step.title.as_str()),
            expected,
            "{id} in {titles:?}"
        );
    }
}
