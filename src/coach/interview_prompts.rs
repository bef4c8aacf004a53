//! What the rep asks aloud at each question of the interview: private, like the scripts, so it lies in
//! a file of its own (`assets/interview/prompts.json`) that the shared window never reads. The
//! questions themselves are in [`super::interview`].

use std::sync::LazyLock;

use serde::Deserialize;

use super::scripts::Cue;

/// The words for a question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Prompt {
    /// The question's id.
    pub question: String,
    /// The moment whose script stands beside it.
    pub cue: Cue,
    /// What to ask aloud.
    pub text: String,
}

/// The prompt for a question, by the question's id.
pub fn of(question: &str) -> Option<&'static Prompt> {
    builtin().iter().find(|prompt| prompt.question == question)
}

/// All of them. Read when first asked for.
pub fn builtin() -> &'static [Prompt] {
    static PROMPTS: LazyLock<Vec<Prompt>> = LazyLock::new(|| {
        // A test reads them, so nothing is ever left out here.
        serde_json::from_str(PROMPTS_FILE).unwrap_or_default()
    });
    &PROMPTS
}

const PROMPTS_FILE: &str = include_str!("../../assets/interview/prompts.json");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::interview;
    use crate::coach::scripts::{self, Voice};

    #[test]
    fn every_question_has_words_to_ask_it_with_and_a_script_meant_for_the_buyer() {
        let read: Vec<Prompt> = serde_json::from_str(PROMPTS_FILE).unwrap();
        assert_eq!(read, builtin());
        let prompts: Vec<&str> = read.iter().map(|prompt| prompt.question.as_str()).collect();
        let questions: Vec<&str> = interview::builtin().iter().map(|q| q.id.as_str()).collect();
        assert_eq!(prompts, questions, "in the same order");
        for prompt in &read {
            let meant = |script: &&scripts::Script| {
                script.cue == prompt.cue && script.audience == Voice::Buyer
            };
            assert!(
                scripts::builtin().iter().any(|script| meant(&script)),
                "{prompt:?}"
            );
            assert!(!prompt.text.trim().is_empty());
        }
    }
}
