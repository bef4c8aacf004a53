//! Whether a deal needs a plan at all: below a size, a confirmed next step is enough, and a plan would
//! be one more form. What the sizes are is the team's to say; nothing here writes anything.

use std::collections::HashSet;

use super::reading::{Owner, Reading};
use crate::plan::{Plan, Side, Step};
use crate::private::Deal;

/// From which size on a plan is worth its while. One measure that is reached is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    /// What the deal is worth, in whole units of its currency.
    pub value: i64,
    /// People with a name, on both sides together.
    pub people: usize,
    /// Steps in which the buyer takes part, as far as anybody has touched them: what came with a
    /// template says nothing of the deal.
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

/// A plan with no more steps than this is no more than a next step already.
const LIGHT: usize = 4;

/// Whether a plan is needed, and what speaks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Nothing, when too little is known to say.
    pub needed: Option<bool>,
    /// The measures that decided it, as people say them.
    pub reasons: Vec<String>,
    /// Whether the plan has steps, and no more than a next step takes.
    pub light: bool,
}

impl Need {
    /// Whether a next step is to be proposed in the place of the plan: none is needed, and the plan is
    /// not as light already.
    pub fn proposes(&self) -> bool {
        self.needed == Some(false) && !self.light
    }

    /// One sentence: whether a plan is needed, and why.
    pub fn sentence(&self) -> String {
        let reasons = self.reasons.join(", ");
        match self.needed {
            Some(true) => format!("a plan is worth its while: {reasons}"),
            Some(false) if self.light => {
                format!("no plan is needed: {reasons}. This is no more than a next step")
            }
            Some(false) => format!(
                "no plan is needed: {reasons}. One next step that the buyer confirmed is enough (template `{TEMPLATE}`)"
            ),
            None => {
                "the deal's value is not known, so whether it needs a plan is not either".to_owned()
            }
        }
    }
}

/// Looks at a deal of which nothing but its worth is known yet: below the threshold that is enough to
/// say that no plan is needed, whatever template was taken.
pub fn at_first(value: i64, currency: &str, threshold: &Threshold) -> Need {
    let (reached, words) = worth(value, currency, threshold);
    Need {
        needed: Some(reached),
        reasons: vec![words],
        light: false,
    }
}

/// Whether a plan has steps, and no more than a next step takes.
pub fn is_light(plan: &Plan) -> bool {
    (1..=LIGHT).contains(&plan.steps.len())
}

/// Whether a value reaches the threshold, and the words for it.
fn worth(value: i64, currency: &str, threshold: &Threshold) -> (bool, String) {
    let money = format!("worth {} {}", grouped(value), currency.trim());
    let money = money.trim_end();
    let reached = value >= threshold.value;
    let words = match reached {
        true => money.to_owned(),
        false => format!("{money}, below {}", grouped(threshold.value)),
    };
    (reached, words)
}

/// The steps that the history speaks of.
fn changed(plan: &Plan) -> HashSet<&str> {
    let changes = plan.history.iter().flat_map(|entry| &entry.changes);
    let steps = changes.filter_map(|change| match change.path.keys() {
        [list, id, ..] if list == "steps" => Some(id.as_str()),
        _ => None,
    });
    steps.collect()
}

/// How many steps the buyer takes part in, as far as anybody touched them, and the words for where.
fn buyers_steps(plan: &Plan, reading: &Reading<'_>) -> (usize, &'static str) {
    let of_buyer = |step: &&Step| matches!(step.side, Side::Buyer | Side::Both);
    let changed = changed(plan);
    let touched = |step: &&Step| {
        let owned = matches!(reading.owner(step, &Side::Buyer), Owner::Named(_));
        let begun = step.started.is_some() || step.done.is_some();
        owned || begun || changed.contains(step.id.as_str())
    };
    let theirs = plan.steps.iter().filter(of_buyer);
    let steps = theirs.clone().filter(touched).count();
    let of_steps = match steps == theirs.count() {
        true => "on the buyer's side",
        false => "on the buyer's side that anybody touched",
    };
    (steps, of_steps)
}

/// Looks at the value, the people and the buyer's steps. A deal whose value nobody wrote down is small
/// only when the plan says so by itself: with people or steps that are few, and at least one of each.
pub fn judge(plan: &Plan, deal: Option<&Deal>, threshold: &Threshold) -> Need {
    let reading = Reading::of(plan);
    let named =
        |person: &&crate::plan::Person| !person.name.trim().is_empty() && !reading.is_vague(person);
    let people = plan.people.iter().filter(named).count();
    let (steps, of_steps) = buyers_steps(plan, &reading);
    let value = deal.and_then(|deal| Some((deal.value?, deal.currency.trim())));

    let (mut large, mut small) = (Vec::new(), Vec::new());
    let mut weigh = |reached: bool, words: String| match reached {
        true => large.push(words),
        false => small.push(words),
    };
    if let Some((value, currency)) = value {
        let (reached, words) = worth(value, currency, threshold);
        weigh(reached, words);
    }
    let counted = [
        (people, threshold.people, "person", "people", "involved"),
        (steps, threshold.buyer_steps, "step", "steps", of_steps),
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
    let light = is_light(plan);
    if !large.is_empty() {
        return Need {
            needed: Some(true),
            reasons: large,
            light,
        };
    }
    // An empty plan is small because nobody filled it in yet.
    let known = value.is_some() || (people > 0 && steps > 0);
    Need {
        needed: known.then_some(false),
        reasons: if known { small } else { Vec::new() },
        light,
    }
}

/// "120,000".
pub fn grouped(value: i64) -> String {
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
    fn what_came_with_a_template_says_nothing_of_the_deal() {
        let small = |plan: &Plan| judge(plan, Some(&deal(3_000)), &Threshold::default());
        let mut plan = template("enterprise");
        let need = small(&plan);
        assert!(need.proposes(), "{need:?}");
        assert_eq!(
            at_first(3_000, "EUR", &Threshold::default()).reasons,
            need.reasons[..1]
        );
        let theirs: Vec<usize> = (0..plan.steps.len())
            .filter(|at| plan.steps[*at].side != Side::Seller)
            .collect();
        for at in &theirs[..5] {
            plan.steps[*at].started = Some(crate::coach::testing::today());
        }
        assert_eq!(small(&plan).needed, Some(true), "{:?}", small(&plan));
    }

    #[test]
    fn a_plan_that_is_no_more_than_a_next_step_is_not_told_to_become_one() {
        let need = judge(
            &template(TEMPLATE),
            Some(&deal(3_000)),
            &Threshold::default(),
        );
        assert_eq!((need.needed, need.proposes()), (Some(false), false));
        assert!(
            need.sentence().ends_with("no more than a next step"),
            "{need:?}"
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
