//! Why a rep builds no plans: five questions, each asked only when the ones before were answered with
//! yes, and the cause that the first no points to. What the plans, the deal and the practice tell is
//! offered as an answer with its evidence; the manager's word goes before it. After the flow in "How do
//! you coach reps to build a mutual action plan with buyers?", Kory White, Pulse Reviews and Analysis.

mod evidence;
#[cfg(test)]
mod tests;

use super::rep::{Answer, Diagnosis};
use super::scripts::Cue;

pub use evidence::{Deal, Offer, offer};

/// A question of the diagnosis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Question {
    /// Do they know how to introduce a plan and to build one with a buyer?
    How,
    /// Do they believe that it helps the buyer?
    Believes,
    /// Do they know the buyer's own steps?
    Knows,
    /// Does the system keep track of plans?
    Tracked,
    /// Is the deal big enough for one?
    BigEnough,
}

/// Why plans are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// They do not know how.
    Skill,
    /// They do not want to.
    Will,
    /// They do not know the buyer's steps.
    Knowledge,
    /// The system does not ask for one.
    System,
    /// No plan is needed.
    RightCall,
    /// Something about the deal resists.
    Resistance,
}

impl Question {
    /// The questions in their order.
    pub const ALL: [Self; 5] = [
        Self::How,
        Self::Believes,
        Self::Knows,
        Self::Tracked,
        Self::BigEnough,
    ];

    /// Its name in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::How => "how",
            Self::Believes => "believes",
            Self::Knows => "knows",
            Self::Tracked => "tracked",
            Self::BigEnough => "big-enough",
        }
    }

    /// The question of that name.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|question| question.word() == word)
    }

    /// The question as it is asked; "they" is the rep.
    pub fn text(self) -> &'static str {
        match self {
            Self::How => "Do they know how to introduce a plan and build one with the buyer?",
            Self::Believes => "Do they believe that a plan helps the buyer?",
            Self::Knows => "Do they know the buyer's own steps?",
            Self::Tracked => "Does anything ask for the plan and keep it in sight?",
            Self::BigEnough => "Is the deal big enough for a plan?",
        }
    }

    /// What a yes looks like: something seen, not an opinion.
    pub fn yes_looks_like(self) -> &'static str {
        match self {
            Self::How => {
                "you heard the introduction without notes, or a buyer changed a plan of theirs"
            }
            Self::Believes => "they offered a plan on a call without being told to",
            Self::Knows => {
                "legal, security and procurement stand in a plan with a name and a date each, from the buyer"
            }
            Self::Tracked => {
                "every open deal has its plan, and somebody looked at it in the last two weeks"
            }
            Self::BigEnough => {
                "its value, its people or the buyer's steps reach what you set as the size of a plan"
            }
        }
    }

    /// What a no comes to.
    pub fn cause_of_no(self) -> Cause {
        match self {
            Self::How => Cause::Skill,
            Self::Believes => Cause::Will,
            Self::Knows => Cause::Knowledge,
            Self::Tracked => Cause::System,
            Self::BigEnough => Cause::RightCall,
        }
    }
}

impl Cause {
    /// All of them, in the order of the questions.
    pub const ALL: [Self; 6] = [
        Self::Skill,
        Self::Will,
        Self::Knowledge,
        Self::System,
        Self::RightCall,
        Self::Resistance,
    ];

    /// Its name in files and for other programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Skill => "skill",
            Self::Will => "will",
            Self::Knowledge => "knowledge",
            Self::System => "system",
            Self::RightCall => "right-call",
            Self::Resistance => "resistance",
        }
    }

    /// The cause of that name.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.word() == word)
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Skill => "Skill",
            Self::Will => "Will",
            Self::Knowledge => "Knowledge",
            Self::System => "System",
            Self::RightCall => "The right call",
            Self::Resistance => "Real resistance",
        }
    }

    /// What it means, in a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Skill => {
                "They have not learnt to introduce a plan, or to build one backwards with a buyer."
            }
            Self::Will => {
                "They take a plan for pressure on the buyer, and spare the buyer from it."
            }
            Self::Knowledge => {
                "They do not know what happens inside the buyer's house, so any plan would be invented."
            }
            Self::System => {
                "Nothing asks for the plan and nothing keeps it, so it dies after the call."
            }
            Self::RightCall => "The deal is small or quick: a plan would cost more than it brings.",
            Self::Resistance => {
                "The rep would, and the deal does not let them: look at the deal, not at the rep."
            }
        }
    }

    /// What to do next, the first thing first.
    pub fn next(self) -> &'static [&'static str] {
        match self {
            Self::Skill => &[
                "Practise the introduction now, aloud, until it needs no notes (`backcast practice`)",
                "Then the co-build: backwards from the date, one step at a time",
                "Sit in on the next call, and coach one behaviour from it",
            ],
            Self::Will => &[
                "Ask what the buyer loses when a review turns up late, and who warned them",
                "Let them say the introduction as an offer: so that the buyer's own date holds",
                "Pick one deal and one call on which they offer it, this week",
            ],
            Self::Knowledge => &[
                "Go through the decision and the paper process, element by element (`backcast meddpicc`)",
                "Take the questions that come of it to the buyer before any plan",
                "Ask the champion for the names behind legal, security and procurement",
            ],
            Self::System => &[
                "Give every open deal its plan, and look at all of them once a week (`backcast check --all`)",
                "Make the plan a condition of the stage that comes after the first proposal",
                "Ask for the plan's evidence in each 1:1, and not for its existence",
            ],
            Self::RightCall => &[
                "Skip the plan, and confirm one next step with a name and a date (template `next-step`)",
                "Look again when the value, the people or the buyer's steps grow",
            ],
            Self::Resistance => &[
                "Go through the deal: who loses by it, and who has not been asked yet",
                "Ask the economic buyer, not the champion, what stands in the way of a shared page",
                "Decide whether the date is real; without one there is nothing to plan towards",
            ],
        }
    }

    /// The moment whose script helps with it, if one does.
    pub fn cue(self) -> Option<Cue> {
        match self {
            Self::Skill => Some(Cue::Intro),
            Self::Will => Some(Cue::CoAuthored),
            Self::Knowledge => Some(Cue::CoBuild),
            Self::System => Some(Cue::Will),
            Self::RightCall => None,
            Self::Resistance => Some(Cue::Goal),
        }
    }
}

/// How far a diagnosis has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// This is to be asked next.
    Asks(Question),
    /// It came to this.
    Found(Cause),
}

/// Where the answers lead: to the next question, or to the cause. The last answer to a question is the
/// one that holds; answers to questions that were not come to yet are left aside.
pub fn standing(answers: &[Answer]) -> Standing {
    for question in Question::ALL {
        match answer_to(question, answers) {
            None => return Standing::Asks(question),
            Some(answer) if !answer.yes => return Standing::Found(question.cause_of_no()),
            Some(_) => {}
        }
    }
    Standing::Found(Cause::Resistance)
}

/// The answer that holds for a question.
pub fn answer_to(question: Question, answers: &[Answer]) -> Option<&Answer> {
    let word = question.word();
    answers.iter().rev().find(|answer| answer.question == word)
}

/// The answers on the way that was taken, in the order of the questions.
pub fn path(answers: &[Answer]) -> Vec<(Question, &Answer)> {
    let mut path = Vec::new();
    for question in Question::ALL {
        let Some(answer) = answer_to(question, answers) else {
            break;
        };
        path.push((question, answer));
        if !answer.yes {
            break;
        }
    }
    path
}

/// How a diagnosis differs from the one before, in a sentence; nothing when there is none before that
/// came to something.
pub fn change(before: &[Diagnosis], now: Cause) -> Option<String> {
    let last = before.iter().rev();
    let mut last = last.filter_map(|kept| Some((kept.on, Cause::of_word(&kept.cause)?)));
    let (on, was) = last.next()?;
    let on = on.format("%-d %b %Y");
    Some(match was == now {
        true => format!("as on {on}: {}", now.title().to_lowercase()),
        false => format!(
            "on {on} it was {}, now it is {}",
            was.title().to_lowercase(),
            now.title().to_lowercase()
        ),
    })
}
