//! Finding people in a plan by what somebody types, and adding those who are new. Ids come from
//! outside: this module invents none.

use super::model::Plan;
use super::parties::{Person, Side};

/// What a typed name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Exactly this person's id.
    One(String),
    /// Several people's names fit.
    Many(Vec<String>),
    /// Nobody of that name.
    Nobody,
}

/// The person that a full name, or a first name nobody shares, stands for (upper and lower case
/// alike). `side` narrows the choice.
pub fn find(plan: &Plan, typed: &str, side: Option<&Side>) -> Found {
    let wanted = typed.trim().to_lowercase();
    // Somebody of both sides, or of a side nobody knows, can stand for either.
    let on_side = |person: &&Person| {
        let narrow = side.filter(|side| **side != Side::Both);
        narrow.is_none_or(|side| {
            person.side == *side || !matches!(person.side, Side::Buyer | Side::Seller)
        })
    };
    let exact = plan
        .people
        .iter()
        .filter(on_side)
        .filter(|person| person.name.to_lowercase() == wanted);
    let exact: Vec<&Person> = exact.collect();
    let first = plan
        .people
        .iter()
        .filter(on_side)
        .filter(|person| person.first_name().to_lowercase() == wanted);
    let fitting = if exact.is_empty() {
        first.collect()
    } else {
        exact
    };
    match fitting.as_slice() {
        [] => Found::Nobody,
        [one] => Found::One(one.id.clone()),
        many => Found::Many(many.iter().map(|person| person.name.clone()).collect()),
    }
}

/// The id of the person of that name on a side, added under `new_id` when there is none.
pub fn find_or_add(plan: &mut Plan, typed: &str, side: &Side, new_id: &str) -> String {
    if let Found::One(id) = find(plan, typed, Some(side)) {
        return id;
    }
    plan.people
        .push(Person::new(new_id.to_owned(), typed.trim(), side.clone()));
    new_id.to_owned()
}
