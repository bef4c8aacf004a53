//! The one vocabulary of change (DESIGN: history, undo, marks, merge, returned copies all use it):
//! [`diff`] says what leads from one plan to another, by id and field; [`apply`] carries it out on
//! any plan; [`invert`] turns it round. The history of a plan takes no part in it.

use std::collections::{BTreeMap, HashMap};

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::choice::Extra;
use super::model::{Plan, Step};
use super::parties::Person;
use super::path::Path;
use super::value_diff::{self, ORDER};

/// One field, or one whole element of a list, from what to what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// Where.
    pub path: Path,
    /// What was there; nothing when it is new.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    pub from: Option<Value>,
    /// What is there now; nothing when it is gone.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    pub to: Option<Value>,
    /// Where in its list a new or removed element stands, so that it comes back to its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<usize>,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Keeps a `null` in the file apart from a key that is not there.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Changes that found no place in the plan as it is now. All others were carried out.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{} of the changes no longer fit the plan: {}", paths.len(), list(paths))]
pub struct ApplyError {
    /// Where the changes were meant to go.
    pub paths: Vec<Path>,
}

fn list(paths: &[Path]) -> String {
    paths
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

/// A list of a plan whose elements have ids.
trait Entity: Clone + PartialEq + Serialize + DeserializeOwned {
    const LIST: &'static str;
    fn id(&self) -> &str;
}

impl Entity for Step {
    const LIST: &'static str = "steps";
    fn id(&self) -> &str {
        &self.id
    }
}

impl Entity for Person {
    const LIST: &'static str = "people";
    fn id(&self) -> &str {
        &self.id
    }
}

/// What leads from `a` to `b`, in a fixed order: the plan's own fields, its people, its steps; in
/// each list first what is gone, then what is new, what changed, and the order.
pub fn diff(a: &Plan, b: &Plan) -> Vec<Change> {
    let mut out = Vec::new();
    if !same_head(a, b) {
        value_diff::diff(
            &Path::default(),
            head(a).as_ref(),
            head(b).as_ref(),
            &mut out,
        );
    }
    diff_entities(&a.people, &b.people, &mut out);
    diff_entities(&a.steps, &b.steps, &mut out);
    out
}

fn same_head(a: &Plan, b: &Plan) -> bool {
    a.format == b.format
        && a.id == b.id
        && a.name == b.name
        && a.anchor == b.anchor
        && a.buyer == b.buyer
        && a.seller == b.seller
        && a.agreements == b.agreements
        && a.baseline == b.baseline
        && a.extra == b.extra
}

/// The plan's own fields as JSON, without the lists that are compared by type.
fn head(plan: &Plan) -> Option<Value> {
    let mut bare = Plan::new(plan.id.clone(), &plan.name);
    bare.format = plan.format;
    bare.anchor = plan.anchor.clone();
    bare.buyer = plan.buyer.clone();
    bare.seller = plan.seller.clone();
    bare.agreements.clone_from(&plan.agreements);
    bare.baseline.clone_from(&plan.baseline);
    bare.extra.clone_from(&plan.extra);
    serde_json::to_value(bare).ok()
}

fn diff_entities<T: Entity>(a: &[T], b: &[T], out: &mut Vec<Change>) {
    let list = Path::of([T::LIST]);
    let json = |entity: &T| serde_json::to_value(entity).ok();
    let changed = |before: &T, entity: &T, out: &mut Vec<Change>| {
        if before != entity {
            let path = list.join(entity.id());
            value_diff::diff(&path, json(before).as_ref(), json(entity).as_ref(), out);
        }
    };
    let ids = |entities: &[T]| -> Vec<String> {
        let ids = entities.iter().map(|entity| entity.id().to_owned());
        ids.collect()
    };
    // Most edits leave every element in its place: nothing has to be looked up.
    if a.iter().map(T::id).eq(b.iter().map(T::id)) {
        for (before, entity) in a.iter().zip(b) {
            changed(before, entity, out);
        }
        return;
    }
    let (in_a, in_b) = (by_id(a), by_id(b));
    for (at, entity) in a.iter().enumerate() {
        if !in_b.contains_key(entity.id()) {
            out.push(Change {
                path: list.join(entity.id()),
                from: json(entity),
                to: None,
                at: Some(at),
                extra: Extra::new(),
            });
        }
    }
    for (at, entity) in b.iter().enumerate() {
        match in_a.get(entity.id()).and_then(|&index| a.get(index)) {
            None => out.push(Change {
                path: list.join(entity.id()),
                from: None,
                to: json(entity),
                at: Some(at),
                extra: Extra::new(),
            }),
            Some(before) => changed(before, entity, out),
        }
    }
    out.extend(value_diff::order_change(&list, &ids(a), &ids(b)));
}

/// Where each element stands.
fn by_id<T: Entity>(entities: &[T]) -> HashMap<&str, usize> {
    let places = entities.iter().enumerate();
    places.map(|(at, entity)| (entity.id(), at)).collect()
}

/// The changes that take `changes` back.
pub fn invert(changes: &[Change]) -> Vec<Change> {
    let turn = |change: &Change| Change {
        path: change.path.clone(),
        from: change.to.clone(),
        to: change.from.clone(),
        at: change.at,
        extra: Extra::new(),
    };
    changes.iter().rev().map(turn).collect()
}

/// Carries changes out on a plan as it is now, whatever their `from` says: what has no place any
/// more is told, everything else is done.
///
/// # Errors
/// The paths whose element is gone or whose value the field cannot hold.
pub fn apply(plan: &mut Plan, changes: &[Change]) -> Result<(), ApplyError> {
    let of_list = |list: &str| -> Vec<&Change> {
        in_phases(
            changes
                .iter()
                .filter(|change| change.path.keys().first().is_some_and(|key| key == list)),
        )
    };
    let mut lost = Vec::new();
    apply_entities(&mut plan.people, &of_list(Person::LIST), &mut lost);
    apply_entities(&mut plan.steps, &of_list(Step::LIST), &mut lost);
    let own = |change: &&Change| {
        !matches!(
            change.path.keys().first().map(String::as_str),
            Some("people" | "steps")
        )
    };
    apply_head(plan, &in_phases(changes.iter().filter(own)), &mut lost);
    if lost.is_empty() {
        Ok(())
    } else {
        Err(ApplyError { paths: lost })
    }
}

/// Carries out those changes whose place still holds what they lead from: what somebody else put
/// there since is not taken away. Elements that come or go whole are not compared.
///
/// # Errors
/// The paths of the changes that were left out, or that found no place.
pub(super) fn apply_where_it_stands(plan: &mut Plan, changes: &[Change]) -> Result<(), ApplyError> {
    let stands = |change: &&Change| match change.path.keys() {
        [list, _] if list == Step::LIST || list == Person::LIST => true,
        keys if keys.last().is_some_and(|key| key == ORDER) => true,
        _ => value_at(plan, &change.path) == change.from,
    };
    let (stand, other): (Vec<&Change>, Vec<&Change>) = changes.iter().partition(stands);
    let stand: Vec<Change> = stand.into_iter().cloned().collect();
    let mut paths: Vec<Path> = other.iter().map(|change| change.path.clone()).collect();
    if let Err(lost) = apply(plan, &stand) {
        paths.extend(lost.paths);
    }
    if paths.is_empty() {
        Ok(())
    } else {
        Err(ApplyError { paths })
    }
}

/// What a plan holds at a path, as its file would.
fn value_at(plan: &Plan, path: &Path) -> Option<Value> {
    let keys = path.keys();
    let (root, depth) = match keys {
        [list, id, ..] if list == Step::LIST => (serde_json::to_value(plan.step(id)?).ok()?, 2),
        [list, id, ..] if list == Person::LIST => (serde_json::to_value(plan.person(id)?).ok()?, 2),
        _ => (head(plan)?, 0),
    };
    value_diff::get(&root, depth, keys).cloned()
}

/// Removals, then insertions from the front, then fields, then orders: in this order every
/// insertion finds the place that its index means.
fn in_phases<'a>(changes: impl Iterator<Item = &'a Change>) -> Vec<&'a Change> {
    let mut sorted: Vec<&Change> = changes.collect();
    let phase = |change: &Change| match (change.at, &change.to) {
        _ if change.path.keys().last().is_some_and(|key| key == ORDER) => (3, 0),
        (Some(_), None) => (0, 0),
        (Some(at), Some(_)) => (1, at),
        (None, _) => (2, 0),
    };
    sorted.sort_by_key(|change| phase(change));
    sorted
}

fn apply_entities<T: Entity>(entities: &mut Vec<T>, changes: &[&Change], lost: &mut Vec<Path>) {
    let mut fields: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    let mut order = None;
    for change in changes {
        match change.path.keys() {
            [_, key] if key == ORDER => order = change.to.as_ref(),
            [_, id] => {
                if !replace_entity(entities, id, change) {
                    lost.push(change.path.clone());
                }
            }
            [_, id, ..] => fields.entry(id).or_default().push(change),
            _ => lost.push(change.path.clone()),
        }
    }
    apply_fields(entities, &fields, lost);
    if let Some(order) = order {
        value_diff::reorder(entities, |entity| entity.id().to_owned(), order);
    }
}

fn replace_entity<T: Entity>(entities: &mut Vec<T>, id: &str, change: &Change) -> bool {
    let place = entities.iter().position(|entity| entity.id() == id);
    let Some(value) = &change.to else {
        if let Some(place) = place {
            entities.remove(place);
        }
        return true;
    };
    let Ok(entity) = serde_json::from_value::<T>(value.clone()) else {
        return false;
    };
    match place {
        Some(place) => entities[place] = entity,
        None => entities.insert(
            change.at.unwrap_or(entities.len()).min(entities.len()),
            entity,
        ),
    }
    true
}

fn apply_fields<T: Entity>(
    entities: &mut [T],
    fields: &BTreeMap<&str, Vec<&Change>>,
    lost: &mut Vec<Path>,
) {
    let all = entities.iter().enumerate();
    let wanted = all.filter(|(_, entity)| fields.contains_key(entity.id()));
    let places: HashMap<String, usize> = wanted
        .map(|(place, entity)| (entity.id().to_owned(), place))
        .collect();
    for (id, changes) in fields {
        let place = places.get(*id);
        let Some(entity) = place.and_then(|&place| entities.get_mut(place)) else {
            lost.extend(changes.iter().map(|change| change.path.clone()));
            continue;
        };
        set_fields(entity, 2, changes, lost);
    }
}

/// Carries out field changes on one value, each on its own, so that one that does not fit takes
/// none of the others with it.
fn set_fields<T: Serialize + DeserializeOwned>(
    target: &mut T,
    depth: usize,
    changes: &[&Change],
    lost: &mut Vec<Path>,
) {
    let Ok(mut json) = serde_json::to_value(&*target) else {
        lost.extend(changes.iter().map(|change| change.path.clone()));
        return;
    };
    let mut all = json.clone();
    let placed: Vec<bool> = changes
        .iter()
        .map(|change| value_diff::set(&mut all, depth, change))
        .collect();
    if placed.iter().all(|&placed| placed)
        && let Ok(done) = T::deserialize(&all)
    {
        *target = done;
        return;
    }
    for change in changes {
        let mut tried = json.clone();
        if value_diff::set(&mut tried, depth, change)
            && let Ok(done) = T::deserialize(&tried)
        {
            *target = done;
            json = tried;
        } else {
            lost.push(change.path.clone());
        }
    }
}

fn apply_head(plan: &mut Plan, changes: &[&Change], lost: &mut Vec<Path>) {
    if changes.is_empty() {
        return;
    }
    let people = std::mem::take(&mut plan.people);
    let steps = std::mem::take(&mut plan.steps);
    let history = std::mem::take(&mut plan.history);
    set_fields(plan, 0, changes, lost);
    plan.people = people;
    plan.steps = steps;
    plan.history = history;
}

#[cfg(test)]
mod tests;
