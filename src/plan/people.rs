//! Finding people in a plan by what somebody types, and adding those who are new. Ids come from
//! outside: this module invents none.

use super::change::Change;
use super::model::Plan;
use super::parties::{Person, Role, Side};

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
/// alike); a full name also stands for whoever is only known by the beginning of it. `side` narrows the choice.
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
    let mut fitting: Vec<&Person> = if exact.is_empty() {
        first.collect()
    } else {
        exact
    };
    if fitting.is_empty() {
        let short = |person: &&Person| begins(&person.name, &wanted);
        fitting = plan.people.iter().filter(on_side).filter(short).collect();
    }
    one_of(&fitting)
}

/// Whether a name is only the beginning of `whole`, which is in small letters: Dana, of Dana Ortiz.
fn begins(name: &str, whole: &str) -> bool {
    let name = name.trim().to_lowercase();
    let rest = whole.strip_prefix(&name);
    !name.is_empty() && rest.is_some_and(|rest| rest.starts_with(' '))
}

fn one_of(fitting: &[&Person]) -> Found {
    match fitting {
        [] => Found::Nobody,
        [one] => Found::One(one.id.clone()),
        many => Found::Many(many.iter().map(|person| person.name.clone()).collect()),
    }
}

/// As [`find`] on either side, and also by any part of a name that nobody else's has: "chen".
pub fn find_by_part(plan: &Plan, typed: &str) -> Found {
    let wanted = typed.trim().to_lowercase();
    let found = find(plan, typed, None);
    if found != Found::Nobody || wanted.is_empty() {
        return found;
    }
    let has_it = |person: &&Person| person.name.to_lowercase().contains(&wanted);
    let fitting: Vec<&Person> = plan.people.iter().filter(has_it).collect();
    one_of(&fitting)
}

/// What a person is called where the plan's readers know each other: the first name, the whole name
/// where two share the first. Somebody who left the plan is called as the history last did.
pub fn called(plan: &Plan, id: &str) -> String {
    let Some(person) = plan.person(id) else {
        return last_known_name(plan, id)
            .unwrap_or_else(|| "somebody who left the plan".to_owned());
    };
    let first = person.first_name();
    let mut others = plan.people.iter().filter(|other| other.id != id);
    if first.is_empty() || others.any(|other| other.first_name() == first) {
        person.name.clone()
    } else {
        first.to_owned()
    }
}

fn last_known_name(plan: &Plan, id: &str) -> Option<String> {
    let changes = plan.history.iter().rev().flat_map(|entry| &entry.changes);
    let of_person = |change: &&Change| matches!(change.path.keys(), [list, key] if list == "people" && key == id);
    let person = changes.filter(of_person).find_map(|change| {
        let person = change.from.as_ref().or(change.to.as_ref())?;
        person.get("name")?.as_str()
    });
    person.map(str::to_owned)
}

/// The person of the buyer's side whose words are most likely meant: whoever of them wrote last, else
/// the champion, else the first of them.
pub fn usual_buyer(plan: &Plan) -> Option<&Person> {
    let buyers = || {
        let people = plan.people.iter();
        people.filter(|person| person.side == Side::Buyer)
    };
    let wrote = plan.history.iter().rev().find_map(|entry| {
        let id = entry.by.person.as_ref()?;
        buyers().find(|person| person.id == *id)
    });
    wrote
        .or_else(|| buyers().find(|person| person.role == Some(Role::Champion)))
        .or_else(|| buyers().next())
}

/// Gives somebody who is only known by the beginning of a name the whole of it.
pub fn complete_name(plan: &mut Plan, id: &str, typed: &str) {
    let typed = typed.trim();
    let known = plan.people.iter_mut().find(|person| person.id == id);
    if let Some(person) = known.filter(|person| begins(&person.name, &typed.to_lowercase())) {
        typed.clone_into(&mut person.name);
    }
}

/// The id of the person of that name on a side, added under `new_id` when there is none.
pub fn find_or_add(plan: &mut Plan, typed: &str, side: &Side, new_id: &str) -> String {
    if let Found::One(id) = find(plan, typed, Some(side)) {
        complete_name(plan, &id, typed);
        return id;
    }
    plan.people
        .push(Person::new(new_id.to_owned(), typed.trim(), side.clone()));
    new_id.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::commit::{Signature, commit};
    use crate::plan::testing::full;
    use crate::plan::{Author, Via, links};

    fn add(plan: &mut Plan, id: &str, name: &str) {
        plan.people
            .push(Person::new(id.to_owned(), name, Side::Buyer));
    }

    #[test]
    fn a_person_is_found_by_a_part_of_the_name_that_nobody_shares() {
        let mut plan = full();
        add(&mut plan, "sara", "Sara Kimmel");
        for (typed, expected) in [
            ("Sarah Chen", Found::One("sarah".into())),
            ("sarah", Found::One("sarah".into())),
            ("chen", Found::One("sarah".into())),
            ("kimm", Found::One("sara".into())),
            ("sara", Found::One("sara".into())),
            (
                "ara",
                Found::Many(vec!["Sarah Chen".into(), "Sara Kimmel".into()]),
            ),
            ("dana", Found::Nobody),
            ("", Found::Nobody),
        ] {
            assert_eq!(find_by_part(&plan, typed), expected, "{typed}");
        }
    }

    #[test]
    fn people_are_called_by_their_first_name_unless_two_share_it() {
        let mut plan = full();
        assert_eq!(called(&plan, "sarah"), "Sarah");
        add(&mut plan, "other", "Sarah Holt");
        assert_eq!(called(&plan, "sarah"), "Sarah Chen");
        let signature = Signature {
            id: "gone".into(),
            at: chrono::DateTime::UNIX_EPOCH,
            by: Author::default(),
            via: Via::Hand,
        };
        commit(&mut plan, signature, |plan| {
            links::remove_person(plan, "other");
        });
        assert_eq!(called(&plan, "other"), "Sarah Holt");
        assert_eq!(called(&plan, "never"), "somebody who left the plan");
    }
}
