//! Whose a new step is: its side, the owner on each side, and the people who are new to the plan.

use super::AddError;
use crate::plan::one_line::{LineSide, OneLine, OwnerRef};
use crate::plan::{Owners, Person, Plan, Side, Step};

/// Whose a step is.
pub(super) struct Who {
    pub(super) side: Side,
    pub(super) owners: Owners,
    pub(super) new: Vec<Person>,
}

/// A person's side in the words of a line.
pub(super) fn of_person(person: &Person) -> LineSide {
    spoken(&person.side)
}

/// A side in the words of a line; one that nobody knows counts as both.
pub(super) fn spoken(side: &Side) -> LineSide {
    match side {
        Side::Buyer => LineSide::Buyer,
        Side::Seller => LineSide::Seller,
        Side::Both | Side::Other(_) => LineSide::Both,
    }
}

/// Decides side and owners from the line, then from the neighbour; says what nobody said.
pub(super) fn decide(
    plan: &Plan,
    line: &OneLine,
    neighbour: Option<&Step>,
    new_id: &mut dyn FnMut() -> String,
    notes: &mut Vec<String>,
) -> Result<Who, AddError> {
    let side = match line.side.map(side_of).or(of_owners(plan, line)?) {
        Some(side) => side,
        None => assumed(plan, neighbour, notes),
    };
    let mut who = Who {
        side,
        owners: Owners::default(),
        new: Vec::new(),
    };
    for owner in &line.owners {
        if let OwnerRef::Known(id) = owner {
            let person = plan.person(id).ok_or(AddError::Gone)?;
            let side = one(&person.side).unwrap_or_else(|| who.free_side());
            who.give(plan, id.clone(), &person.name, &side)?;
        }
    }
    for owner in &line.owners {
        if let OwnerRef::New { name, side } = owner {
            let said = side.map(side_of).and_then(|side| one(&side));
            let side = said.clone().unwrap_or_else(|| who.free_side());
            let person = Person::new(new_id(), name.trim(), side.clone());
            if said.is_none() {
                notes.push(format!(
                    "{name} is new: taken as {}'s",
                    plan.organization(&side)
                ));
            } else {
                notes.push(format!("{name} is new, for {}", plan.organization(&side)));
            }
            let id = person.id.clone();
            who.new.push(person);
            who.give(plan, id, name, &side)?;
        }
    }
    Ok(who)
}

impl Who {
    /// The side on which an owner whose side nobody said fits: the step's, while it has no owner there.
    fn free_side(&self) -> Side {
        let free = |side: &Side| self.owner(side).is_none();
        let own = one(&self.side).filter(free);
        own.unwrap_or(if free(&Side::Buyer) {
            Side::Buyer
        } else {
            Side::Seller
        })
    }

    fn owner(&self, side: &Side) -> Option<&str> {
        match side {
            Side::Seller => self.owners.seller.as_deref(),
            _ => self.owners.buyer.as_deref(),
        }
    }

    fn give(&mut self, plan: &Plan, id: String, name: &str, side: &Side) -> Result<(), AddError> {
        if let Some(first) = self.owner(side) {
            let known = plan.people.iter().chain(&self.new);
            let first = known
                .filter(|person| person.id == first)
                .map(|person| &person.name)
                .next();
            return Err(AddError::TwoOwners {
                first: first.cloned().unwrap_or_default(),
                second: name.to_owned(),
                organization: plan.organization(side).to_owned(),
            });
        }
        match side {
            Side::Seller => self.owners.seller = Some(id),
            _ => self.owners.buyer = Some(id),
        }
        Ok(())
    }
}

/// The side, if it is a single one.
fn one(side: &Side) -> Option<Side> {
    matches!(side, Side::Buyer | Side::Seller).then(|| side.clone())
}

fn side_of(side: LineSide) -> Side {
    match side {
        LineSide::Buyer => Side::Buyer,
        LineSide::Seller => Side::Seller,
        LineSide::Both => Side::Both,
    }
}

/// The side of the owners whose side is known: one, or both when they are on both.
fn of_owners(plan: &Plan, line: &OneLine) -> Result<Option<Side>, AddError> {
    let mut found: Option<Side> = None;
    for owner in &line.owners {
        let side = match owner {
            OwnerRef::Known(id) => Some(plan.person(id).ok_or(AddError::Gone)?.side.clone()),
            OwnerRef::New { side, .. } => side.map(side_of),
        };
        let Some(side) = side else { continue };
        found = Some(match found {
            Some(other) if other != side => Side::Both,
            _ => side,
        });
    }
    Ok(found)
}

/// The side that nobody said: that of the step beside it, or both.
fn assumed(plan: &Plan, neighbour: Option<&Step>, notes: &mut Vec<String>) -> Side {
    let beside = neighbour.and_then(|step| one(&step.side).map(|side| (side, step)));
    match beside {
        Some((side, step)) => {
            let (organization, title) = (plan.organization(&side), &step.title);
            notes.push(format!(
                "no side was given: taken as {organization}'s, as {title} is"
            ));
            side
        }
        None => {
            notes.push("no side was given: taken as work of both".to_owned());
            Side::Both
        }
    }
}
