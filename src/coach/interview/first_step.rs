//! The very first step: what, who, by when. It names a step of the plan, or makes one.

use super::step::Put;
use super::{Asked, Problem, Understood, riskiest};
use crate::plan::one_line::{LineSide, OwnerRef};
use crate::plan::{Duration, Step, Unit, adding};

/// Reads "Send the questionnaire @Ravi by fri".
pub(super) fn read(asked: &Asked<'_>, text: &str) -> Result<Understood, Problem> {
    let mut line = adding::read(asked.plan, text, asked.today);
    if let Some(problem) = line.problems.first() {
        return Err(Problem(problem.message.clone()));
    }
    if line.no_later_than.or(line.pin).is_none() {
        return Err(Problem(
            "by when? Add a day, as in Send the questionnaire @Ravi by fri".to_owned(),
        ));
    }
    if let Some(step) = named(asked, &line.title) {
        line.title.clear();
        return Put::on(&step.id, line).understood(asked);
    }
    let newcomer = |owner: &OwnerRef| matches!(owner, OwnerRef::New { .. });
    if line.side.is_none() && !line.owners.is_empty() && line.owners.iter().all(newcomer) {
        line.side = Some(LineSide::Buyer);
    }
    if let Some(step) = made(asked) {
        return Put::on(&step.id, line).understood(asked);
    }
    line.duration = line.duration.or(Some(Duration::new(1, Unit::Working)));
    Put::new(line).understood(asked)
}

/// The step that a title or a number names.
fn named<'a>(asked: &Asked<'a>, title: &str) -> Option<&'a Step> {
    let wanted = title.to_lowercase();
    let same = |step: &&Step| step.title.to_lowercase() == wanted;
    riskiest::numbered(asked.plan, title).or_else(|| asked.plan.steps.iter().find(same))
}

/// The step that an earlier answer made in this call.
fn made<'a>(asked: &Asked<'a>) -> Option<&'a Step> {
    let touched = asked
        .interview
        .touched(asked.question)
        .filter(|touched| touched.new)?;
    let step = asked.plan.step(&touched.id)?;
    (step.title != asked.question.to_find_out).then_some(step)
}
