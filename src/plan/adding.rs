//! From a line that was read to a step in the plan: new people, owners, links, and the defaults for
//! what the line left out, each of them told. A step that is there already takes over what a line
//! says of it in `changing`. What a line means is read in [`super::one_line`]; who
//! made the change is recorded in [`super::commit`]. Nothing is changed when it cannot be added.

mod changing;
mod sides;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::duration::{Duration, Unit};
use super::links;
use super::model::{GO_LIVE, Link, Pin, Plan, Step};
pub use changing::change;

use super::one_line::{
    self, Ends, Known, KnownPerson, KnownStep, LineLink, LinkKind, LinkTarget, OneLine,
};

/// A circle is named with at most this many of its steps.
const NAMED_IN_CIRCLE: usize = 8;

/// Where a step goes when its line names no other step: the one that was selected, say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Placement<'a> {
    /// The id of the step that comes after it.
    pub before: Option<&'a str>,
    /// The id of the step that it comes after, or `go-live`.
    pub after: Option<&'a str>,
}

/// What became of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The new step's id.
    pub step: String,
    /// What was assumed where the line said nothing, a sentence each, for people.
    pub notes: Vec<String>,
}

/// Why a step was not added. The text of each error is for the person who typed the line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddError {
    /// No title.
    #[error("the step has no title: type what is to be done, such as Security review 2w")]
    NoTitle,
    /// Two owners on one side.
    #[error("{first} and {second} are both on {organization}'s side: a step has one owner a side")]
    TwoOwners {
        /// Who was named first.
        first: String,
        /// Who was named second.
        second: String,
        /// The side's organization.
        organization: String,
    },
    /// The line was read against a plan that has changed since.
    #[error("a step or a person that the line names is no longer in the plan: type the line again")]
    Gone,
    /// It would come before something that it comes after.
    #[error("that would be a circle: {}", circle.join(" → "))]
    Circle {
        /// The titles of the circle's steps in order of time, the first again at the end.
        circle: Vec<String>,
    },
}

/// Reads a line against a plan; what it cannot read is in [`OneLine::problems`].
pub fn read(plan: &Plan, line: &str, today: NaiveDate) -> OneLine {
    with_known(plan, today, |known| one_line::parse(line, known))
}

/// Calls `use_it` with what a line may name in a plan.
pub fn with_known<R>(plan: &Plan, today: NaiveDate, use_it: impl FnOnce(&Known<'_>) -> R) -> R {
    let steps: Vec<KnownStep<'_>> = plan
        .steps
        .iter()
        .map(|step| KnownStep {
            id: &step.id,
            title: &step.title,
        })
        .collect();
    let people: Vec<KnownPerson<'_>> = plan
        .people
        .iter()
        .map(|person| KnownPerson {
            id: &person.id,
            name: &person.name,
            side: sides::of_person(person),
        })
        .collect();
    use_it(&Known {
        steps: &steps,
        people: &people,
        today,
        go_live: plan.anchor.go_live,
    })
}

/// Adds the step that a line describes. Links in the line win over the placement.
///
/// What the line leaves out: the side is that of its owners, else that of the step it is placed at,
/// else both; the length is one working day. `new_id` is called once for the step and once for each
/// new person, and never gives the same id twice.
///
/// # Errors
/// When the line has no title, names what is gone, gives a side two owners, or closes a circle.
pub fn add(
    plan: &mut Plan,
    line: &OneLine,
    placement: &Placement<'_>,
    new_id: &mut dyn FnMut() -> String,
) -> Result<Added, AddError> {
    let title = line.title.trim();
    if title.is_empty() {
        return Err(AddError::NoTitle);
    }
    let ties = Ties::of(plan, line, placement)?;
    ties.check(plan, title)?;
    let mut notes = Vec::new();
    let neighbour = ties.neighbour(plan, line);
    let who = sides::decide(plan, line, neighbour, new_id, &mut notes)?;
    if plan.steps.iter().any(|step| step.title == title) {
        notes.push(format!("there are two steps called {title} now"));
    }
    let mut step = Step::new(new_id(), title);
    step.side = who.side;
    step.owners = who.owners;
    step.duration = line.duration.unwrap_or_else(|| {
        notes.push("no length was given: taken as 1 working day".to_owned());
        Duration::new(1, Unit::Working)
    });
    step.pin = line.pin.map(Pin::On);
    step.not_before = line.not_before;
    step.no_later_than = line.no_later_than;
    step.gate.clone_from(&line.gate);
    let id = step.id.clone();
    plan.people.extend(who.new);
    ties.tie(plan, step);
    Ok(Added { step: id, notes })
}

/// The ends that a link of the plan ties when a line ties these.
pub fn tied(ends: Ends) -> super::model::LinkKind {
    match ends {
        Ends::Usual => super::model::LinkKind::FinishStart,
        Ends::Starts => super::model::LinkKind::StartStart,
        Ends::Finishes => super::model::LinkKind::FinishFinish,
    }
}

/// What the new step comes after, and what comes after it.
#[derive(Default)]
struct Ties {
    after: Vec<Link>,
    /// Each with the link that the other step gets; its target is not known yet.
    before: Vec<(String, Link)>,
}

impl Ties {
    fn of(plan: &Plan, line: &OneLine, placement: &Placement<'_>) -> Result<Self, AddError> {
        let mut ties = Self::default();
        for link in &line.links {
            ties.add(plan, link)?;
        }
        if line.links.is_empty() {
            let known = |id: &Option<&str>| id.and_then(|id| plan.step(id));
            let after = known(&placement.after).map(|step| Link::after(&step.id));
            let anchor = placement
                .after
                .filter(|id| *id == GO_LIVE && after.is_none());
            ties.after.extend(after.or(anchor.map(Link::after)));
            let before = known(&placement.before).map(|step| (step.id.clone(), Link::after("")));
            ties.before.extend(before);
        }
        Ok(ties)
    }

    fn add(&mut self, plan: &Plan, link: &LineLink) -> Result<(), AddError> {
        let target = match &link.target {
            LinkTarget::Step(id) if plan.step(id).is_none() => return Err(AddError::Gone),
            LinkTarget::Step(id) => id,
            LinkTarget::GoLive => GO_LIVE,
        };
        let lag = Some(link.lag).filter(|lag| !lag.is_zero());
        match link.kind {
            LinkKind::After => self.after.push(Link {
                lag,
                kind: tied(link.ends),
                ..Link::after(target)
            }),
            // Everything comes before go-live that does not follow it; that takes no link.
            LinkKind::Before if target == GO_LIVE => {}
            LinkKind::Before => self.before.push((
                target.to_owned(),
                Link {
                    lag,
                    ..Link::after("")
                },
            )),
        }
        Ok(())
    }

    /// A circle goes through the new step, from what comes after it to what comes before it.
    fn check(&self, plan: &Plan, title: &str) -> Result<(), AddError> {
        for (later, _) in &self.before {
            for earlier in &self.after {
                if let Some(way) = links::circle(plan, later, &earlier.step) {
                    let circle = named(plan, &way, Some(title));
                    return Err(AddError::Circle { circle });
                }
            }
        }
        Ok(())
    }

    /// The step whose side the new one takes when nothing else says one: that which it was placed at.
    fn neighbour<'a>(&self, plan: &'a Plan, line: &OneLine) -> Option<&'a Step> {
        if !line.links.is_empty() {
            return None;
        }
        let before = self.before.first().map(|(id, _)| id.as_str());
        let after = self.after.first().map(|link| link.step.as_str());
        before.or(after).and_then(|id| plan.step(id))
    }

    /// Puts the step into the plan, beside what it was tied to, and ties it.
    fn tie(self, plan: &mut Plan, mut step: Step) {
        let id = step.id.clone();
        let place_of = |id: &str| plan.steps.iter().position(|step| step.id == id);
        let earliest = self.before.iter().filter_map(|(id, _)| place_of(id)).min();
        let latest = self
            .after
            .iter()
            .filter_map(|link| place_of(&link.step))
            .max();
        let end = plan.steps.len();
        let place = earliest.or(latest.map(|at| at + 1)).unwrap_or(end);
        step.after = self.after;
        plan.steps.insert(place.min(end), step);
        for (later, link) in self.before {
            if let Some(later) = plan.step_mut(&later) {
                later.after.push(Link {
                    step: id.clone(),
                    ..link
                });
            }
        }
    }
}

/// The titles of a circle in order of time, a new step between its end and its start. The middle of
/// a long one is left out.
fn named(plan: &Plan, way: &[String], new: Option<&str>) -> Vec<String> {
    let name = |id: &String| {
        plan.step(id)
            .map_or_else(|| id.clone(), |step| step.title.clone())
    };
    let mut circle: Vec<String> = if way.len() <= NAMED_IN_CIRCLE {
        way.iter().rev().map(name).collect()
    } else {
        let ends = NAMED_IN_CIRCLE / 2;
        let first = way.iter().rev().take(ends).map(name);
        let last = way.iter().take(ends).rev().map(name);
        first.chain(["…".to_owned()]).chain(last).collect()
    };
    let again = circle.first().cloned();
    circle.extend(new.map(str::to_owned));
    circle.extend(again);
    circle
}
