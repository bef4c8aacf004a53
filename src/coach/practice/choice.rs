//! Which one behaviour to coach next: never five. The lowest rating is taken; of several the one that
//! comes first in the conversation, since what follows stands on it; but one that was coached last time
//! and did not get better gives way to the next of them, so that a rep is not told the same twice
//! running while there is another just as weak. Ratings that are missing are not low.

use std::collections::BTreeMap;

use super::Behaviour;
use crate::coach::rep::Round;

/// The behaviour to coach next, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The behaviour.
    pub behaviour: Behaviour,
    /// Why it and no other, in half a sentence.
    pub why: &'static str,
}

/// The one to coach next after these ratings (1 to 5, by the behaviour's name); `before` are the rep's
/// rounds so far, oldest first. Nothing when nothing is rated.
pub fn choose(ratings: &BTreeMap<String, u8>, before: &[Round]) -> Option<Choice> {
    let rating = |behaviour: &Behaviour| ratings.get(behaviour.word()).copied();
    let lowest = Behaviour::ALL.iter().filter_map(rating).min()?;
    let tied: Vec<Behaviour> = Behaviour::ALL
        .into_iter()
        .filter(|behaviour| rating(behaviour) == Some(lowest))
        .collect();
    let stuck = before.last().and_then(|last| {
        let coached = Behaviour::of_word(&last.coach_next)?;
        let was = *last.ratings.get(coached.word())?;
        (rating(&coached)? <= was).then_some(coached)
    });
    let (first, rest) = tied.split_first()?;
    let (behaviour, why) = match rest.first() {
        None => (*first, "the lowest rating"),
        Some(next) if stuck == Some(*first) => (*next, "as low as last time's, which did not move"),
        Some(_) => (*first, "of the lowest, the first in the conversation"),
    };
    Some(Choice { behaviour, why })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Extra;

    fn ratings(six: &str) -> BTreeMap<String, u8> {
        let rated = Behaviour::ALL.iter().zip(six.chars());
        rated
            .filter_map(|(behaviour, digit)| {
                Some((
                    behaviour.word().to_owned(),
                    u8::try_from(digit.to_digit(10)?).ok()?,
                ))
            })
            .collect()
    }

    fn round(six: &str, coach_next: &str) -> Round {
        Round {
            id: String::new(),
            on: chrono::NaiveDate::MIN,
            drill: String::new(),
            persona: String::new(),
            prompt: String::new(),
            seconds: 0,
            marks: BTreeMap::new(),
            ratings: ratings(six),
            coach_next: coach_next.to_owned(),
            extra: Extra::new(),
        }
    }

    #[test]
    fn one_is_chosen_and_the_rule_says_which() {
        use Behaviour::{Backwards, Benefit, Owners, Route};
        for (six, before, chosen) in [
            ("------", None, None),
            ("33-3-2", None, Some(Route)),
            ("434343", None, Some(Backwards.min(Behaviour::Date))),
            ("223333", Some(("223333", "benefit")), Some(Behaviour::Date)),
            ("223333", Some(("113333", "benefit")), Some(Benefit)),
            ("123333", Some(("123333", "benefit")), Some(Benefit)),
            ("332233", Some(("332233", "backwards")), Some(Owners)),
            ("332233", Some(("332233", "owners")), Some(Backwards)),
            (
                "332233",
                Some(("332233", "of another version")),
                Some(Backwards),
            ),
            ("555555", None, Some(Benefit)),
        ] {
            let before: Vec<Round> = before.iter().map(|(six, next)| round(six, next)).collect();
            let found = choose(&ratings(six), &before).map(|choice| choice.behaviour);
            assert_eq!(found, chosen, "{six} after {before:?}");
        }
    }

    #[test]
    fn only_the_last_round_counts() {
        let before = [round("223333", "benefit"), round("323333", "date")];
        let found = choose(&ratings("233333"), &before).unwrap();
        assert_eq!(
            (found.behaviour, found.why),
            (Behaviour::Benefit, "the lowest rating")
        );
    }
}
