//! The step that the plan is least sure of, by its number or a part of its title.

use super::{Asked, Chip, Edit, Problem, Touched, Understood};
use crate::plan::duration::words::quoted;
use crate::plan::{Plan, Step};

/// At most so many titles are named where several fit.
const NAMED: usize = 3;

/// The steps to choose from, in the order in which they are numbered from 1: the plan's open ones, up
/// to go-live.
pub fn choices(plan: &Plan) -> Vec<&Step> {
    let open = |step: &&Step| step.done.is_none() && !step.follows_go_live();
    plan.steps.iter().filter(open).collect()
}

/// The step of that number.
pub(super) fn numbered<'a>(plan: &'a Plan, text: &str) -> Option<&'a Step> {
    let number: usize = text.trim().trim_start_matches('#').parse().ok()?;
    choices(plan).get(number.checked_sub(1)?).copied()
}

pub(super) fn read(asked: &Asked<'_>, text: &str) -> Result<Understood, Problem> {
    let step = find(asked.plan, text)?;
    let mut chips = vec![Chip::ok("least sure", step.title.clone())];
    let before = asked
        .plan
        .steps
        .iter()
        .find(|other| other.riskiest && other.id != step.id);
    if let Some(before) = before {
        chips.push(Chip::warn("instead of", before.title.clone()));
    }
    let id = step.id.clone();
    let edit = Edit::new(move |plan, _| {
        plan.step(&id)?;
        for step in &mut plan.steps {
            step.riskiest = step.id == id;
        }
        Some(Touched {
            id: id.clone(),
            new: false,
        })
    });
    Ok(Understood { chips, edit })
}

fn find<'a>(plan: &'a Plan, text: &str) -> Result<&'a Step, Problem> {
    let choices = choices(plan);
    if choices.is_empty() {
        return Err(Problem(
            "the plan has no open step yet: answer a question before this one first".to_owned(),
        ));
    }
    if let Some(step) = numbered(plan, text) {
        return Ok(step);
    }
    let typed = super::tidy(text).to_lowercase();
    let exact = choices
        .iter()
        .find(|step| step.title.to_lowercase() == typed);
    if let Some(step) = exact {
        return Ok(step);
    }
    let part = |step: &&&Step| step.title.to_lowercase().contains(&typed);
    let fitting: Vec<&&Step> = choices.iter().filter(part).collect();
    match fitting.as_slice() {
        [one] => Ok(one),
        [] => Err(Problem(format!(
            "no open step is called {}: type a number from 1 to {}, or a part of a title",
            quoted(text),
            choices.len()
        ))),
        many => {
            let titles: Vec<&str> = many
                .iter()
                .take(NAMED)
                .map(|step| step.title.as_str())
                .collect();
            Err(Problem(format!(
                "{} could be {}: type more of it, or its number",
                quoted(text),
                titles.join(" or ")
            )))
        }
    }
}
