//! The questions as data, and which step of a plan answers which. How an answer is read is decided
//! beside this file.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::plan::{Duration, Plan, Role, Side, Step};

/// A question of the interview.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Question {
    /// Names the question; unique.
    pub id: String,
    /// The question itself, for the shared window; fits 76 columns.
    pub asks: String,
    /// How to answer, with an example; fits 76 columns.
    pub hint: String,
    /// The title of the step that "don't know" makes where the question is about no step of its own.
    #[serde(default)]
    pub to_find_out: String,
    /// What is asked for.
    #[serde(flatten)]
    pub kind: Kind,
}

/// What a question asks for.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// The date, and what it is for.
    GoLiveAndOutcome,
    /// What a missed date costs.
    IfMissed,
    /// A step: how long, and whose.
    Step(Implied),
    /// Somebody with a role.
    Person(Wanted),
    /// What happens first, who does it, and by when.
    FirstStep,
    /// Which step is the least sure.
    Riskiest,
}

/// The step that a question is about.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Implied {
    /// What it is called unless somebody names it otherwise.
    pub title: String,
    /// Whose work it is.
    pub side: Side,
    /// How long it takes when nobody says.
    #[serde(default)]
    pub duration: Option<Duration>,
    /// The questions whose steps it comes before: the first that has one, else go-live.
    #[serde(default)]
    pub before: Vec<String>,
    /// Words by which a step of the plan is recognized, the most telling first; a phrase counts where
    /// its words stand side by side.
    pub words: Vec<String>,
    /// Phrases in which such a word means something else.
    #[serde(default)]
    pub but_not: Vec<String>,
    /// The question whose step the sentence after an answer is about; without, about its own.
    #[serde(default)]
    pub derives: Option<Derives>,
}

/// What follows from an answer for another question's step.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Derives {
    /// That question's id.
    pub question: String,
    /// What the step has to do by its last day: "land".
    pub verb: String,
}

/// The person that a question is about.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Wanted {
    /// What the person is to the deal.
    pub role: Role,
    /// Whose person it is.
    pub side: Side,
}

/// The questions, from go-live backwards. Read when first asked for, never at start-up.
pub fn builtin() -> &'static [Question] {
    static QUESTIONS: LazyLock<Vec<Question>> = LazyLock::new(|| {
        // A test reads them, so nothing is ever left out here.
        serde_json::from_str(QUESTIONS_FILE).unwrap_or_default()
    });
    &QUESTIONS
}

pub(super) const QUESTIONS_FILE: &str = include_str!("../../../assets/interview/questions.json");

/// The question of that id.
pub fn question(id: &str) -> Option<&'static Question> {
    builtin().iter().find(|question| question.id == id)
}

impl Question {
    /// The step that it is about, if it is about one of its own.
    pub fn implied(&self) -> Option<&Implied> {
        match &self.kind {
            Kind::Step(implied) => Some(implied),
            _ => None,
        }
    }

    /// The side on which somebody new is looked for.
    pub(super) fn side(&self) -> Side {
        let side = match &self.kind {
            Kind::Step(implied) => &implied.side,
            Kind::Person(wanted) => &wanted.side,
            _ => &Side::Buyer,
        };
        match side {
            Side::Seller => Side::Seller,
            _ => Side::Buyer,
        }
    }
}

impl Implied {
    /// The step of a plan that is this one by its words: the most telling word decides, then the
    /// order of the plan. Steps after go-live are none.
    pub fn recognize<'a>(&self, plan: &'a Plan) -> Option<&'a Step> {
        let not: Vec<Vec<String>> = self.but_not.iter().map(|text| words(text)).collect();
        let before = |step: &&Step| !step.follows_go_live() && !only_finds_out(step);
        let named: Vec<(&Step, [Vec<String>; 2])> = plan
            .steps
            .iter()
            .filter(before)
            .map(|step| (step, [words(&step.title), words(&step.id)]))
            .collect();
        self.words.iter().find_map(|text| {
            let phrase = words(text);
            let fits = |(_, texts): &&(&Step, [Vec<String>; 2])| {
                texts.iter().any(|text| says(text, &phrase, &not))
            };
            named.iter().find(fits).map(|(step, _)| *step)
        })
    }
}

/// Whether a step was made by a "don't know" to a question without a step of its own.
pub(super) fn only_finds_out(step: &Step) -> bool {
    builtin()
        .iter()
        .any(|question| !step.title.is_empty() && question.to_find_out == step.title)
}

/// Whether the words of a phrase stand side by side in a text, and not as part of another phrase.
fn says(text: &[String], phrase: &[String], not: &[Vec<String>]) -> bool {
    !phrase.is_empty()
        && (0..text.len()).any(|at| {
            let here = text.get(at..).unwrap_or_default();
            here.starts_with(phrase) && !not.iter().any(|other| here.starts_with(other))
        })
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
