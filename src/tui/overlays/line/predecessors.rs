//! What a step comes after, as a line: its links written out, and read back without losing what a
//! line cannot say (which ends are tied, keys nobody knows).

use chrono::NaiveDate;

use super::reading::{Edit, on_step};
use crate::plan::adding;
use crate::plan::one_line::{self, LinkTarget};
use crate::plan::{GO_LIVE, Link, Plan, Step, links};

/// The links of a step as one would type them, each predecessor once.
pub(super) fn present(plan: &Plan, step: &Step) -> String {
    let mut told: Vec<&str> = Vec::new();
    let mut words = Vec::new();
    for link in &step.after {
        if told.contains(&link.step.as_str()) {
            continue;
        }
        told.push(&link.step);
        let lag = link.lag.filter(|lag| !lag.is_zero());
        let lag =
            lag.map(|lag| format!(" {}{}", if lag.amount > 0 { "+" } else { "" }, lag.text()));
        words.push(format!(
            "{}{}",
            name(plan, &link.step),
            lag.unwrap_or_default()
        ));
    }
    words.join(", ")
}

/// A step's title, in quotes when its words could be taken for something else.
fn name(plan: &Plan, id: &str) -> String {
    let title = title(plan, id);
    if title.contains([',', '+', '@', '"', ';']) || title.contains(" and ") {
        format!("\"{}\"", title.replace('"', ""))
    } else {
        title
    }
}

fn title(plan: &Plan, id: &str) -> String {
    plan.step(id)
        .map_or_else(|| id.to_owned(), |step| step.title.clone())
}

/// The edit that a typed list of predecessors means.
///
/// # Errors
/// What is not understood, or the circle that would close.
pub(super) fn read(plan: &Plan, id: &str, text: &str, today: NaiveDate) -> Result<Edit, String> {
    let step = plan.step(id).ok_or("the step is gone")?;
    let mut after: Vec<Link> = Vec::new();
    if !text.is_empty() {
        let line = format!("\"x\" after {text}");
        let line = adding::with_known(plan, today, |known| one_line::parse(&line, known));
        if let Some(problem) = line.problems.first() {
            return Err(problem.message.clone());
        }
        if line.links.is_empty() {
            return Err(format!(
                "no step is called “{text}”: write a step's title, or a part of it"
            ));
        }
        for wanted in &line.links {
            let target = match &wanted.target {
                LinkTarget::Step(id) => id.as_str(),
                LinkTarget::GoLive => GO_LIVE,
            };
            if let Some(circle) = links::circle(plan, id, target) {
                // In order of time, the first again at the end.
                let way = circle.iter().rev().chain(circle.last());
                let names: Vec<String> = way.map(|id| title(plan, id)).collect();
                return Err(format!("that would close a circle: {}", names.join(" → ")));
            }
            let lag = (!wanted.lag.is_zero()).then_some(wanted.lag);
            after.extend(kept(step, target, lag));
        }
    }
    Ok(on_step(id, move |step| step.after.clone_from(&after)))
}

/// The links to a predecessor that stand already, the first with the lag that was typed; else a new
/// one.
fn kept(step: &Step, target: &str, lag: Option<crate::plan::Lag>) -> Vec<Link> {
    let mut links: Vec<Link> = step
        .after
        .iter()
        .filter(|link| link.step == target)
        .cloned()
        .collect();
    match links.first_mut() {
        Some(first) => first.lag = lag,
        None => links.push(Link {
            lag,
            ..Link::after(target)
        }),
    }
    links
}
