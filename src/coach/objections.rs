//! What buyers say against a plan, and what to answer in their own interest: words for the rep alone,
//! looked up while the buyer waits. The program's own lie in `assets/objections.json`; a team's packs have
//! the same format. When to show them, and how, is the prompter's.

use std::sync::LazyLock;

use serde::Deserialize;

use super::pack::{Entry, Fault, Place};
use crate::text;

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

/// What a pack is to look like.
const SHAPE: &str = "A pack of objections is a list; each has id, said, behind, say and ask, as in assets/objections.json";

/// Reads the text of a pack; `file` only names it in errors. Its words come out harmless.
///
/// # Errors
/// When it is no JSON or not of this shape, when words are missing, or when two have the same id; with the
/// line.
pub fn parse(file: &str, json: &str) -> Result<Vec<Objection>, Fault> {
    let place = Place { file, json };
    let read = serde_json::from_str(json);
    let objections: Vec<Objection> = read.map_err(|error| place.misshapen(&error, SHAPE))?;
    let entries: Vec<Entry<'_>> = objections.iter().map(Objection::entry).collect();
    place.entries("objection", "id", &entries)?;
    Ok(objections.into_iter().map(Objection::harmless).collect())
}

/// A team's own and those that come with the program. One of the same id stands in the program's place and
/// keeps its number there; new ones come first. Of several of a team's own with one id the first counts.
pub fn with_team(packs: impl IntoIterator<Item = Vec<Objection>>) -> Vec<Objection> {
    let mut all = builtin().to_vec();
    let (mut new, mut taken): (Vec<Objection>, Vec<String>) = (Vec::new(), Vec::new());
    for objection in packs.into_iter().flatten() {
        if taken.contains(&objection.id) {
            continue;
        }
        taken.push(objection.id.clone());
        match all.iter_mut().find(|known| known.id == objection.id) {
            Some(known) => *known = objection,
            None => new.push(objection),
        }
    }
    new.append(&mut all);
    new
}

impl Objection {
    fn entry(&self) -> Entry<'_> {
        let words = vec![
            ("said", self.said.as_str()),
            ("behind", &self.behind),
            ("say", &self.say),
            ("ask", &self.ask),
        ];
        let name = &self.id;
        Entry { name, words }
    }

    fn harmless(self) -> Self {
        let line = |words: &str| text::harmless(words).into_owned();
        let lines = |words: &str| text::harmless_lines(words).into_owned();
        Self {
            id: line(&self.id),
            said: line(&self.said),
            behind: lines(&self.behind),
            say: lines(&self.say),
            ask: lines(&self.ask),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

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
    fn objection(id: &str, said: &str) -> Objection {
        let json = format!(
            r#"[{{"id": "{id}", "said": "{said}", "behind": "b", "say": "s", "ask": "a?"}}]"#
        );
        parse("team.json", &json).unwrap().remove(0)
    }

    #[test]
    fn new_ones_come_first_and_one_of_a_known_id_keeps_its_place() {
        let team = [
            vec![
                objection("price", "Too much."),
                objection("procurement", "Ask them."),
            ],
            vec![
                objection("price", "Again."),
                objection("legal", "Legal first."),
            ],
        ];
        let all = with_team(team);
        let said: Vec<&str> = all.iter().map(|one| one.said.as_str()).collect();
        let wanted = [
            "Too much.",
            "Legal first.",
            "We don't want a formal plan.",
            "Just send it over.",
            "Ask them.",
        ];
        assert_eq!(said[..5], wanted);
        assert_eq!(all.len(), builtin().len() + 2);
        assert_eq!(with_team([]), builtin());
    }

    #[test]
    fn a_packs_words_are_made_harmless() {
        let one = objection("x\\u001b", r"No\u001b[2J\nway \u202e");
        assert_eq!((one.id.as_str(), one.said.as_str()), ("x␛", "No␛[2J⏎way �"));
    }

    #[test]
    fn what_is_wrong_in_a_pack_is_told_with_its_line() {
        let good = r#"{"id": "a", "said": "s", "behind": "b", "say": "y", "ask": "q"}"#;
        for (pack, told) in [
            ("", "team.json, line 1: EOF"),
            ("[\n3]", "team.json, line 2: invalid type: integer `3`"),
            (
                "[\n{\"id\": \"a\",\n\"sayed\": \"s\"}]",
                "team.json, line 3: unknown field `sayed`, expected one of `id`, `said`",
            ),
            (
                &format!("[{good},\n{good}]"),
                "team.json, line 2: the objection \"a\" is there twice; keep one of them",
            ),
            (
                &format!("[{good},\n{}]", good.replace("\"a\"", "\"\"")),
                "team.json, line 2: objection 2 has no id; write one, or take the objection out",
            ),
            (
                &format!(
                    "[\n{}]",
                    good.replace("\"behind\": \"b\"", "\n\"behind\": \" \"")
                ),
                "team.json, line 3: objection 1 has no behind",
            ),
            (
                &"[".repeat(100_000),
                "team.json, line 1: invalid type: sequence",
            ),
        ] {
            let error = parse("team.json", pack).unwrap_err().to_string();
            assert!(error.starts_with(told), "{error}");
            assert!(text::is_harmless(&error) && error.len() < 500, "{error}");
        }
    }
}
