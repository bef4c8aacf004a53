//! A line that is about a step which is there already: what the line says takes the place of what the
//! step had, what it leaves out stays. Nothing is changed when it cannot be.

use super::{AddError, Added, Ties, named, sides};
use crate::plan::links;
use crate::plan::model::{Link, Pin, Plan, Step};
use crate::plan::one_line::{LineSide, OneLine};

/// Changes a step as a line says. A title that is not empty renames it, an owner takes the place of
/// the one on the same side, links come on top of those that it has; the length and the side stay
/// when the line gives none. `new_id` is called once for each new person.
///
/// # Errors
/// When the step or something that the line names is gone, when a side would get two owners, or
/// when a link would close a circle.
pub fn change(
    plan: &mut Plan,
    id: &str,
    line: &OneLine,
    new_id: &mut dyn FnMut() -> String,
) -> Result<Added, AddError> {
    let step = plan.step(id).ok_or(AddError::Gone)?;
    let ties = Ties::of(plan, line, &super::Placement::default())?;
    check(plan, id, &ties)?;
    let mut notes = Vec::new();
    let sided = OneLine {
        side: line.side.or(Some(side(plan, step, line))),
        ..line.clone()
    };
    let who = sides::decide(plan, &sided, None, new_id, &mut notes)?;
    let title = line.title.trim();
    let twin = |other: &Step| other.id != id && other.title == title;
    if !title.is_empty() && plan.steps.iter().any(twin) {
        notes.push(format!("there are two steps called {title} now"));
    }
    plan.people.extend(who.new);
    for (later, link) in ties.before {
        if let Some(later) = plan.step_mut(&later) {
            add_link(
                later,
                Link {
                    step: id.to_owned(),
                    ..link
                },
            );
        }
    }
    let Some(step) = plan.step_mut(id) else {
        return Err(AddError::Gone);
    };
    for link in ties.after {
        add_link(step, link);
    }
    if line.side.is_some() {
        step.side = who.side;
    }
    step.owners.buyer = who.owners.buyer.or(step.owners.buyer.take());
    step.owners.seller = who.owners.seller.or(step.owners.seller.take());
    fill(step, line);
    Ok(Added {
        step: id.to_owned(),
        notes,
    })
}

/// The side on which an owner is looked for whose side nobody said: the one on which a step of both
/// has nobody yet, else the step's own.
fn side(plan: &Plan, step: &Step, line: &OneLine) -> LineSide {
    let own = sides::spoken(&step.side);
    let there = |id: &Option<String>| id.as_deref().is_some_and(|id| plan.person(id).is_some());
    match (own, line.owners.len()) {
        (LineSide::Both, 1) if there(&step.owners.buyer) && !there(&step.owners.seller) => {
            LineSide::Seller
        }
        _ => own,
    }
}

fn fill(step: &mut Step, line: &OneLine) {
    let title = line.title.trim();
    if !title.is_empty() {
        title.clone_into(&mut step.title);
    }
    if let Some(duration) = line.duration {
        step.duration = duration;
    }
    if let Some(day) = line.pin {
        step.pin = Some(Pin::On(day));
    }
    step.not_before = line.not_before.or(step.not_before);
    step.no_later_than = line.no_later_than.or(step.no_later_than);
    if line.gate.is_some() {
        step.gate.clone_from(&line.gate);
    }
}

/// A new link takes the place of one that ties the same ends of the same steps.
fn add_link(step: &mut Step, link: Link) {
    let same = |old: &&mut Link| old.step == link.step && old.kind == link.kind;
    match step.after.iter_mut().find(same) {
        Some(old) => old.lag = link.lag,
        None => step.after.push(link),
    }
}

/// Every circle that a new link could close goes through the step.
fn check(plan: &Plan, id: &str, ties: &Ties) -> Result<(), AddError> {
    let earlier = || ties.after.iter().map(|link| link.step.as_str());
    let later = || ties.before.iter().map(|(later, _)| later.as_str());
    let title = plan.step(id).map(|step| step.title.as_str());
    let closes = |step: &str, before: &str, new: Option<&str>| {
        let way = links::circle(plan, step, before)?;
        Some(AddError::Circle {
            circle: named(plan, &way, new),
        })
    };
    let of_one = earlier().find_map(|before| closes(id, before, None));
    let of_other = || later().find_map(|step| closes(step, id, None));
    let of_two =
        || later().find_map(|step| earlier().find_map(|before| closes(step, before, title)));
    match of_one.or_else(of_other).or_else(of_two) {
        Some(error) => Err(error),
        None => Ok(()),
    }
}
