//! Whether a deal needs a plan at all: below a size, a confirmed next step is enough, and a plan would
//! be one more form. What the sizes are is the team's to say; nothing here writes anything.

use super::reading::Reading;
use crate::plan::{Plan, Side};
use crate::private::Deal;

/// From which size on a plan is worth its while. One measure that is reached is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    /// What the deal is worth, in whole units of its currency.
    pub value: i64,
    /// People with a name, on both sides together.
    pub people: usize,
    /// Steps in which the buyer takes part.
    pub buyer_steps: usize,
}

impl Default for Threshold {
    fn default() -> Self {
        Self {
            value: 25_000,
            people: 4,
            buyer_steps: 5,
        }
    }
}

/// The template that is enough below the threshold.
pub const TEMPLATE: &str = "next-step";

/// Whether a plan is needed, and what speaks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Nothing, when too little is known to say.
    pub needed: Option<bool>,
    /// The measures that decided it, as people say them.
    pub reasons: Vec<String>,
}

impl Need {
    /// One sentence: whether a plan is needed, and why.
    pub fn sentence(&self) -> String {
        let reasons = self.reasons.join(", ");
        match self.needed {
            Some(true) => format!("a plan is worth its while: {reasons}"),
            Some(false) => format!(
                "no plan is needed: {reasons}. One next step that the buyer confirmed is enough (template `{TEMPLATE}`)"
            ),
            None => {
                "the deal's value is not known, so whether it needs a plan is not either".to_owned()
            }
        }
    }
}

/// Looks at the value, the people and the buyer's steps. A deal whose value nobody wrote down is small
/// only when the plan says so by itself: with people or steps that are few, and at least one of each.
pub fn judge(plan: &Plan, deal: Option<&Deal>, threshold: &Threshold) -> Need {
    let reading = Reading::of(plan);
    let named =
        |person: &&crate::plan::Person| !person.name.trim().is_empty() && !reading.is_vague(person);
    let people = plan.people.iter().filter(named).count();
    let of_buyer = |side: &Side| matches!(side, Side::Buyer | Side::Both);
    let steps = plan.steps.iter();
    let steps = steps.filter(|step| of_buyer(&step.side)).count();
    let value = deal.and_then(|deal| Some((deal.value?, deal.currency.trim())));

    let (mut large, mut small) = (Vec::new(), Vec::new());
    let mut weigh = |reached: bool, words: String| match reached {
        true => large.push(words),
        false => small.push(words),
    };
    if let Some((value, currency)) = value {
        let money = format!("{} {currency}", grouped(value));
        let limit = grouped(threshold.value);
        let reached = value >= threshold.value;
        let words = match reached {
            true => format!("worth {}", money.trim_end()),
            false => format!("worth {}, below {limit}", money.trim_end()),
        };
        weigh(reached, words);
    }
    let counted = [
        (people, threshold.people, "person", "people", "involved"),
        (
            steps,
            threshold.buyer_steps,
            "step",
            "steps",
            "on the buyer's side",
        ),
    ];
    for (number, limit, one, many, place) in counted {
        let noun = if number == 1 { one } else { many };
        match number >= limit {
            true => weigh(true, format!("{number} {noun} {place}")),
            false => weigh(
                false,
                format!("{number} {noun} {place}, fewer than {limit}"),
            ),
        }
    }
    if !large.is_empty() {
        return Need {
            needed: Some(true),
            reasons: large,
        };
    }
    // An empty plan is small because nobody filled it in yet.
    let known = value.is_some() || (people > 0 && steps > 0);
    Need {
        needed: known.then_some(false),
        reasons: if known { small } else { Vec::new() },
    }
}

/// "120,000".
fn grouped(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::from(if value < 0 { "−" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::testing::template;

    fn deal(value: i64) -> Deal {
        Deal {
            value: Some(value),
            currency: "EUR".to_owned(),
            ..Deal::default()
        }
    }

    #[test]
    fn one_measure_that_is_reached_is_enough_and_is_named() {
        let plan = Plan::new("p".to_owned(), "Small");
        for (value, needed, sentence) in [
            (
                25_000,
                Some(true),
                "a plan is worth its while: worth 25,000 EUR",
            ),
            (
                24_999,
                Some(false),
                "no plan is needed: worth 24,999 EUR, below 25,000, 0 people involved, fewer than 4, \
                0 steps on the buyer's side, fewer than 5. One next step that the buyer confirmed is enough \
                (template `next-step`)",
            ),
            (
                -1_000_000,
                Some(false),
                "no plan is needed: worth −1,000,000 EUR, below 25,000, 0 people involved, \
                fewer than 4, 0 steps on the buyer's side, fewer than 5. One next step that the buyer confirmed \
                is enough (template `next-step`)",
            ),
        ] {
            let need = judge(&plan, Some(&deal(value)), &Threshold::default());
            assert_eq!((need.needed, need.sentence().as_str()), (needed, sentence));
        }
        let need = judge(&template("example"), Some(&deal(10)), &Threshold::default());
        assert_eq!(need.needed, Some(true));
        assert!(
            need.reasons[0].ends_with("people involved"),
            "{:?}",
            need.reasons
        );
    }

    #[test]
    fn of_a_plan_without_anything_nothing_is_claimed() {
        let plan = Plan::new("p".to_owned(), "New");
        let need = judge(&plan, None, &Threshold::default());
        assert_eq!(need.needed, None);
        assert!(need.sentence().contains("not known"));
        let known = judge(
            &template("next-step"),
            Some(&Deal::default()),
            &Threshold::default(),
        );
        assert_ne!(known.needed, Some(true), "{known:?}");
    }
}
