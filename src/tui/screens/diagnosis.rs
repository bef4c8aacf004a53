//! Why a rep builds no plans, as a short conversation with their manager: one question at a time with
//! what a yes looks like and what the evidence says, drawn as the path that the answers take, and at its
//! end the cause with what to do next. Only the manager sees it.

mod view;

use chrono::NaiveDate;

use crate::coach::diagnosis::{self, Cause, Deal, Offer, Question, Standing};
use crate::coach::need::Threshold;
use crate::coach::rep::{Addition, Answer, Diagnosis, Rep};
use crate::coach::scripts::{Library, Script};
use crate::plan::Extra;

pub use view::{most, view};

/// What a diagnosis begins with.
#[derive(Debug, Clone, PartialEq)]
pub struct Beginning {
    /// The rep's name.
    pub rep: String,
    /// What the plans, the books and the practice say to each question, where they say something.
    pub offers: Vec<(Question, Offer)>,
    /// The diagnoses before, oldest first.
    pub before: Vec<Diagnosis>,
}

impl Beginning {
    /// What it begins with, of a rep's deals and record.
    pub fn of(
        rep: &str,
        deals: &[Deal<'_>],
        record: Option<Rep>,
        threshold: &Threshold,
        today: NaiveDate,
    ) -> Self {
        let offer = |question| {
            let offer = diagnosis::offer(question, deals, record.as_ref(), threshold, today)?;
            Some((question, offer))
        };
        let offers = Question::ALL.into_iter().filter_map(offer).collect();
        let (rep, before) = match record {
            Some(record) => (record.name, record.diagnoses),
            None => (rep.to_owned(), Vec::new()),
        };
        Self {
            rep,
            offers,
            before,
        }
    }
}

/// A diagnosis under way.
#[derive(Debug)]
pub struct Diagnosing {
    /// How far the page is scrolled.
    pub scroll: usize,
    /// The answer whose evidence is being typed.
    pub pending: Option<bool>,
    /// Whether it is in the rep's record.
    pub kept: bool,
    id: String,
    today: NaiveDate,
    beginning: Beginning,
    scripts: Library,
    /// The answers on the path, in the order of the questions.
    answers: Vec<Given>,
}

/// An answer with where it comes from.
#[derive(Debug)]
struct Given {
    answer: Answer,
    /// It is what the evidence says, taken as it is.
    offered: bool,
}

impl Diagnosing {
    /// A diagnosis at its first question; `id` names its record.
    pub fn new(beginning: Beginning, id: String, scripts: Library, today: NaiveDate) -> Self {
        Self {
            scroll: 0,
            pending: None,
            kept: false,
            id,
            today,
            beginning,
            scripts,
            answers: Vec::new(),
        }
    }

    /// The rep's name.
    pub fn rep(&self) -> &str {
        &self.beginning.rep
    }

    /// Where the answers lead.
    pub fn standing(&self) -> Standing {
        let answers = self.answers.iter().map(|given| given.answer.clone());
        diagnosis::standing(&answers.collect::<Vec<_>>())
    }

    /// Whether it has come to a cause.
    pub fn is_over(&self) -> bool {
        matches!(self.standing(), Standing::Found(_))
    }

    /// The question that is asked now.
    pub fn question(&self) -> Option<Question> {
        match self.standing() {
            Standing::Asks(question) => Some(question),
            Standing::Found(_) => None,
        }
    }

    fn given(&self, question: Question) -> Option<&Given> {
        let word = question.word();
        self.answers
            .iter()
            .find(|given| given.answer.question == word)
    }

    /// What the evidence says to a question.
    fn offer(&self, question: Question) -> Option<&Offer> {
        let mut offers = self.beginning.offers.iter();
        offers
            .find(|(of, _)| *of == question)
            .map(|(_, offer)| offer)
    }

    /// Takes the answer that the evidence gives; false when it gives none.
    pub fn take_offer(&mut self) -> bool {
        let question = self.question();
        let Some((question, offer)) = question.and_then(|asked| Some((asked, self.offer(asked)?)))
        else {
            return false;
        };
        let (yes, evidence) = (offer.yes, offer.evidence.clone());
        self.push(question, yes, evidence, true);
        true
    }

    /// Answers the question with what a person says.
    pub fn answer(&mut self, yes: bool, evidence: &str) {
        if let Some(question) = self.question() {
            self.push(question, yes, evidence.trim().to_owned(), false);
        }
    }

    fn push(&mut self, question: Question, yes: bool, evidence: String, offered: bool) {
        self.scroll = 0;
        self.answers.push(Given {
            answer: Answer {
                question: question.word().to_owned(),
                yes,
                evidence,
                extra: Extra::new(),
            },
            offered,
        });
    }

    /// Takes the last answer back. What is in the record already stays as it is.
    pub fn back(&mut self) {
        if !self.kept {
            self.answers.pop();
            self.scroll = 0;
        }
    }

    /// What is to be put into the record; nothing before the end, or when it is there.
    pub fn keep(&mut self) -> Option<Addition> {
        let Standing::Found(cause) = self.standing() else {
            return None;
        };
        if std::mem::replace(&mut self.kept, true) {
            return None;
        }
        Some(Addition::Diagnosis(Box::new(Diagnosis {
            id: self.id.clone(),
            on: self.today,
            answers: self
                .answers
                .iter()
                .map(|given| given.answer.clone())
                .collect(),
            cause: cause.word().to_owned(),
            extra: Extra::new(),
        })))
    }

    fn change(&self, cause: Cause) -> Option<String> {
        diagnosis::change(&self.beginning.before, cause)
    }

    fn script(&self, cause: Cause) -> Option<&Script> {
        self.scripts.get(self.scripts.place_of(&cause.cue()?)?)
    }
}
