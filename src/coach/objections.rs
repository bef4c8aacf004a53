//! What buyers say against a plan, and what to answer in their own interest: words for the rep alone,
//! looked up while the buyer waits. When to show them, and how, is the prompter's.

use std::sync::LazyLock;

use serde::Deserialize;

/// Something that a buyer says, and the answer to it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objection {
    /// Names it; unique.
    pub id: String,
    /// The buyer's words.
    pub said: String,
    /// What is often behind them.
    pub behind: String,
    /// What to say aloud.
    pub say: String,
    /// What to ask then.
    pub ask: String,
}

/// The objections that come with the program, those heard most first. Read when first asked for.
pub fn builtin() -> &'static [Objection] {
    static OBJECTIONS: LazyLock<Vec<Objection>> = LazyLock::new(|| {
        // A test reads it, so nothing is ever left out here.
        serde_json::from_str(include_str!("../../assets/objections.json")).unwrap_or_default()
    });
    &OBJECTIONS
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::text;

    #[test]
    fn each_has_its_words_an_answer_and_a_question_to_go_on_with() {
        let objections = builtin();
        assert!((6..=9).contains(&objections.len()), "one digit chooses");
        let ids: HashSet<&str> = objections.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids.len(), objections.len());
        for one in objections {
            for words in [&one.said, &one.behind, &one.say, &one.ask] {
                assert!(
                    !words.trim().is_empty() && text::is_harmless(words),
                    "{words}"
                );
            }
            assert!(one.ask.ends_with('?'), "{}", one.ask);
            assert!(one.said.len() <= 48, "too long for a list: {}", one.said);
        }
    }

    #[test]
    fn an_answer_can_be_read_whole_in_the_smallest_window() {
        for one in builtin() {
            let rows = |words: &str| text::wrap(words, 56).len();
            // 18 rows less the first and the last, the phases, the heading and three labels.
            let all = rows(&one.behind) + rows(&one.say) + rows(&one.ask);
            assert!(all <= 11, "{}: {all} rows", one.id);
        }
    }

    #[test]
    fn the_usual_three_come_first() {
        let first: Vec<&str> = builtin()
            .iter()
            .take(3)
            .map(|one| one.said.as_str())
            .collect();
        let usual = [
            "We don't want a formal plan.",
            "Just send it over.",
            "Procurement will handle that.",
        ];
        assert_eq!(first, usual);
    }
}
