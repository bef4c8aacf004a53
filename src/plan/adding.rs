//! From a line that was read to a step in the plan: new people, links, and what the line left unsaid.
//! What had to be assumed is told in words; the grammar of the line is in [`super::one_line`], and
//! ids come from outside.

use super::duration::{Duration, Unit};
use super::links;
use super::model::{GO_LIVE, Link, Pin, Plan, Step};
use super::one_line::{LineLink, LineSide, LinkKind, LinkTarget, OneLine, OwnerRef};
use super::parties::{Person, Side};

/// Where a new step goes when its line names no neighbour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Placement<'a> {
    /// The id of the step that it comes before.
    pub before: Option<&'a str>,
    /// The id of the step that it comes after.
    pub after: Option<&'a str>,
}

/// What was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The new step's id.
    pub id: String,
    /// What the line left unsaid and was assumed, in words.
    pub notes: Vec<String>,
}

/// Why nothing was added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddError {
    /// The line has problems; the first one's words.
    #[error("{0}")]
    NotUnderstood(String),
    /// Two owners on one side.
    #[error("{0} and {1} are on the same side: one owner on each side, or nobody owns it")]
    TwoOwners(String, String),
    /// The links would close a circle; the steps' titles, in order.
    #[error("that would close a circle: {}", .0.join(" → "))]
    Circle(Vec<String>),
}

/// Adds the step that a line describes. Ids of the step and of new people come from `new_id`. The
/// plan is unchanged when it fails.
///
/// # Errors
/// When the line has problems, names two owners for one side, or closes a circle.
pub fn add(plan: &mut Plan, line: &OneLine, placement: &Placement, new_id: &mut dyn FnMut() -> String) -> Result<Added, AddError> {
    if let Some(problem) = line.problems.first() {
        return Err(AddError::NotUnderstood(problem.message.clone()));
    }
    let mut tried = plan.clone();
    let mut notes = Vec::new();
    let mut step = Step::new(new_id(), &line.title);
    step.side = side(&tried, line, placement, &mut notes);
    step.duration = line.duration.unwrap_or_else(|| {
        notes.push("no duration given: one working day".to_owned());
        Duration::new(1, Unit::Working)
    });
    step.pin = line.pin.map(Pin::On);
    step.not_before = line.not_before;
    step.no_later_than = line.no_later_than;
    step.gate.clone_from(&line.gate);
    own(&mut tried, &mut step, &line.owners, new_id, &mut notes)?;
    let id = step.id.clone();
    tried.steps.push(step);
    for link in wanted_links(line, placement) {
        tie(&mut tried, &id, &link)?;
    }
    *plan = tried;
    Ok(Added { id, notes })
}

/// The side that the line says, its owners are on, or its neighbour has; else both.
fn side(plan: &Plan, line: &OneLine, placement: &Placement, notes: &mut Vec<String>) -> Side {
    if let Some(side) = line.side {
        return from_line(side);
    }
    let sides: Vec<Side> = line.owners.iter().filter_map(|owner| side_of(plan, owner)).collect();
    let has = |side: Side| sides.contains(&side);
    match (has(Side::Buyer), has(Side::Seller)) {
        (true, true) => return Side::Both,
        (true, false) => return Side::Buyer,
        (false, true) => return Side::Seller,
        (false, false) => {}
    }
    let neighbour = placement.before.or(placement.after).and_then(|id| plan.step(id));
    if let Some(neighbour) = neighbour.filter(|step| step.side != Side::Both) {
        notes.push(format!("no side given: {}, like {}", plan.organization(&neighbour.side), neighbour.title));
        return neighbour.side.clone();
    }
    notes.push("no side given: both sides".to_owned());
    Side::Both
}

fn from_line(side: LineSide) -> Side {
    match side {
        LineSide::Buyer => Side::Buyer,
        LineSide::Seller => Side::Seller,
        LineSide::Both => Side::Both,
    }
}

fn side_of(plan: &Plan, owner: &OwnerRef) -> Option<Side> {
    match owner {
        OwnerRef::Known(id) => plan.person(id).map(|person| person.side.clone()),
        OwnerRef::New { side, .. } => side.map(from_line),
    }
}

/// Puts the owners on their sides; who is new joins the people.
fn own(plan: &mut Plan, step: &mut Step, owners: &[OwnerRef], new_id: &mut dyn FnMut() -> String, notes: &mut Vec<String>) -> Result<(), AddError> {
    for owner in owners {
        let side = match side_of(plan, owner).unwrap_or_else(|| step.side.clone()) {
            Side::Seller => Side::Seller,
            Side::Buyer => Side::Buyer,
            // Somebody of neither side takes the side that has nobody yet, the buyer's first.
            Side::Both | Side::Other(_) if step.owners.buyer.is_none() => Side::Buyer,
            Side::Both | Side::Other(_) => Side::Seller,
        };
        let id = match owner {
            OwnerRef::Known(id) => id.clone(),
            OwnerRef::New { name, .. } => {
                notes.push(format!("{name} is new, on the side of {}", plan.organization(&side)));
                let person = Person::new(new_id(), name, side.clone());
                let id = person.id.clone();
                plan.people.push(person);
                id
            }
        };
        let place = if side == Side::Seller { &mut step.owners.seller } else { &mut step.owners.buyer };
        if let Some(first) = place.replace(id.clone()).filter(|first| *first != id) {
            let name = |id: &str| plan.person(id).map_or_else(|| id.to_owned(), |person| person.name.clone());
            return Err(AddError::TwoOwners(name(&first), name(&id)));
        }
    }
    Ok(())
}

/// The line's own links; the placement counts only when the line names no neighbour at all.
fn wanted_links(line: &OneLine, placement: &Placement) -> Vec<LineLink> {
    if !line.links.is_empty() {
        return line.links.clone();
    }
    let link = |kind, id: &str| LineLink { kind, target: LinkTarget::Step(id.to_owned()), lag: super::duration::Lag::ZERO };
    let before = placement.before.map(|id| link(LinkKind::Before, id));
    let after = placement.after.map(|id| link(LinkKind::After, id));
    before.into_iter().chain(after).collect()
}

fn tie(plan: &mut Plan, new: &str, link: &LineLink) -> Result<(), AddError> {
    let target = match &link.target {
        LinkTarget::Step(id) => id.as_str(),
        LinkTarget::GoLive => GO_LIVE,
    };
    let (step, predecessor) = match link.kind {
        LinkKind::After => (new, target),
        LinkKind::Before => (target, new),
    };
    if let Some(circle) = links::circle(plan, step, predecessor) {
        let title = |id: &String| plan.step(id).map_or_else(|| id.clone(), |step| step.title.clone());
        let mut titles: Vec<String> = circle.iter().map(title).collect();
        titles.extend(titles.first().cloned());
        return Err(AddError::Circle(titles));
    }
    let lag = (!link.lag.is_zero()).then_some(link.lag);
    if let Some(step) = plan.step_mut(step) {
        step.after.push(Link { lag, ..Link::after(predecessor) });
    }
    Ok(())
}
