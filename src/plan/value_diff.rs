//! Compares and changes JSON values by key: objects by field, lists of things with an identity by
//! that identity, anything else whole. The typed comparison of plans in [`super::change`] hands
//! single entities to it, so that keys nobody here knows take part like all others.
//!
//! Recursion is bounded: values come from files whose depth the loader limits.

use serde_json::{Map, Value};

use super::change::Change;
use super::choice::Extra;
use super::path::Path;

/// The last key of a path that names the order of a list rather than an element.
pub(super) const ORDER: &str = "#order";

/// The identities of a list's elements, when each element has one and no two share it.
fn identities(list: &str, elements: &[Value]) -> Option<Vec<String>> {
    let text = |element: &Value, key: &str| {
        element
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let one = |element: &Value| -> Option<String> {
        element.as_object()?;
        let key = match list {
            "after" => format!("{} {}", text(element, "step"), text(element, "kind")),
            "agreements" => format!(
                "{} {} {}",
                text(element, "person"),
                text(element, "on"),
                text(element, "stance")
            ),
            "holidays" => text(element, "date"),
            "blackouts" | "away" => format!("{} {}", text(element, "from"), text(element, "name")),
            _ => return None,
        };
        Some(key)
    };
    let keys: Vec<String> = elements.iter().map(one).collect::<Option<_>>()?;
    let mut sorted: Vec<&String> = keys.iter().collect();
    sorted.sort_unstable();
    let unique = sorted.windows(2).all(|pair| pair[0] != pair[1]);
    unique.then_some(keys)
}

/// Adds to `out` what leads from `a` to `b`, both found at `path`.
pub(super) fn diff(path: &Path, a: Option<&Value>, b: Option<&Value>, out: &mut Vec<Change>) {
    let (empty_object, empty_list) = (Value::Object(Map::new()), Value::Array(Vec::new()));
    let keys = path.keys();
    let filled = |this: Option<&'_ Value>, other: Option<&Value>| -> Option<Value> {
        match (this, other) {
            (None, Some(Value::Object(_))) if is_object(keys) => Some(empty_object.clone()),
            (None, Some(Value::Array(_))) if list_at(keys).is_some() => Some(empty_list.clone()),
            _ => None,
        }
    };
    let (a_filled, b_filled) = (filled(a, b), filled(b, a));
    match (a_filled.as_ref().or(a), b_filled.as_ref().or(b)) {
        (a, b) if a == b => {}
        (Some(Value::Object(a)), Some(Value::Object(b))) => diff_objects(path, a, b, out),
        (Some(Value::Array(a)), Some(Value::Array(b))) => diff_lists(path, a, b, out),
        (a, b) => out.push(Change {
            path: path.clone(),
            from: a.cloned(),
            to: b.cloned(),
            at: None,
            extra: Extra::new(),
        }),
    }
}

fn diff_objects(
    path: &Path,
    a: &Map<String, Value>,
    b: &Map<String, Value>,
    out: &mut Vec<Change>,
) {
    let only_in_b = b.keys().filter(|key| !a.contains_key(*key));
    let mut keys: Vec<&String> = a.keys().chain(only_in_b).collect();
    keys.sort_unstable();
    for key in keys {
        diff(&path.join(key), a.get(key), b.get(key), out);
    }
}

fn diff_lists(path: &Path, a: &[Value], b: &[Value], out: &mut Vec<Change>) {
    let list = list_at(path.keys()).unwrap_or_default();
    let (Some(a_keys), Some(b_keys)) = (identities(list, a), identities(list, b)) else {
        let whole = |values: &[Value]| Some(Value::Array(values.to_vec()));
        out.push(Change {
            path: path.clone(),
            from: whole(a),
            to: whole(b),
            at: None,
            extra: Extra::new(),
        });
        return;
    };
    for (at, (key, value)) in a_keys.iter().zip(a).enumerate() {
        if !b_keys.contains(key) {
            out.push(Change {
                path: path.join(key),
                from: Some(value.clone()),
                to: None,
                at: Some(at),
                extra: Extra::new(),
            });
        }
    }
    for (at, (key, value)) in b_keys.iter().zip(b).enumerate() {
        match a_keys.iter().position(|other| other == key) {
            None => out.push(Change {
                path: path.join(key),
                from: None,
                to: Some(value.clone()),
                at: Some(at),
                extra: Extra::new(),
            }),
            Some(index) => diff(&path.join(key), a.get(index), Some(value), out),
        }
    }
    out.extend(order_change(path, &a_keys, &b_keys));
}

/// The change of order that remains once elements are removed and inserted where they belong.
pub(super) fn order_change(path: &Path, a: &[String], b: &[String]) -> Option<Change> {
    let in_a: std::collections::HashSet<&String> = a.iter().collect();
    let in_b: std::collections::HashSet<&String> = b.iter().collect();
    let kept = a.iter().filter(|key| in_b.contains(key));
    if kept.eq(b.iter().filter(|key| in_a.contains(key))) {
        return None;
    }
    let words = |keys: &[String]| Some(Value::from(keys.to_vec()));
    Some(Change {
        path: path.join(ORDER),
        from: words(a),
        to: words(b),
        at: None,
        extra: Extra::new(),
    })
}

/// Puts `items` into the order in which `order` names their keys; what it does not name goes last.
pub(super) fn reorder<T>(items: &mut [T], key: impl Fn(&T) -> String, order: &Value) {
    let named: Vec<&str> = order
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let rank: std::collections::HashMap<&str, usize> = named
        .iter()
        .enumerate()
        .map(|(index, &name)| (name, index))
        .collect();
    items.sort_by_key(|item| rank.get(key(item).as_str()).copied().unwrap_or(usize::MAX));
}

/// Carries out one change below `root`; `depth` keys of its path lead to `root`. False when the
/// place is gone.
pub(super) fn set(root: &mut Value, depth: usize, change: &Change) -> bool {
    let keys = change.path.keys();
    let mut here = root;
    for index in depth..keys.len().saturating_sub(1) {
        let list = list_at(&keys[..index]).unwrap_or_default();
        let next = match here {
            Value::Object(object) => {
                let becomes_object = || Value::Object(Map::new());
                let missing_list = list_at(&keys[..=index]).is_some();
                Some(object.entry(keys[index].clone()).or_insert_with(|| {
                    if missing_list {
                        Value::Array(Vec::new())
                    } else {
                        becomes_object()
                    }
                }))
            }
            Value::Array(elements) => {
                position(list, elements, &keys[index]).and_then(|at| elements.get_mut(at))
            }
            _ => None,
        };
        let Some(next) = next else { return false };
        here = next;
    }
    let Some(last) = keys.last() else {
        return false;
    };
    let list = list_at(&keys[..keys.len() - 1]).unwrap_or_default();
    set_here(here, list, last, change)
}

/// What stands at the end of a path below `root`; `depth` keys of it lead to `root`.
pub(super) fn get<'a>(root: &'a Value, depth: usize, keys: &[String]) -> Option<&'a Value> {
    let mut here = root;
    for index in depth..keys.len() {
        let list = list_at(&keys[..index]).unwrap_or_default();
        here = match here {
            Value::Object(object) => object.get(&keys[index])?,
            Value::Array(elements) => elements.get(position(list, elements, &keys[index])?)?,
            _ => return None,
        };
    }
    Some(here)
}

/// Whether an object of the plan stands there, one that is left out of the file while nothing in it
/// is set. A key that nobody here knows may have the name of one and is none.
fn is_object(keys: &[String]) -> bool {
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    matches!(
        keys.as_slice(),
        ["anchor" | "buyer" | "seller"] | ["buyer" | "seller", "calendar"] | ["steps", _, "owners"]
    )
}

/// The name of the list of the plan that stands there: one of things with an identity, left out of
/// the file while it is empty, so that an insertion finds no list.
fn list_at(keys: &[String]) -> Option<&str> {
    let names: Vec<&str> = keys.iter().map(String::as_str).collect();
    match names.as_slice() {
        [name @ "agreements"]
        | [
            "buyer" | "seller",
            "calendar",
            name @ ("holidays" | "blackouts"),
        ]
        | ["people", _, name @ "away"]
        | ["steps", _, name @ "after"] => Some(name),
        _ => None,
    }
}

fn position(list: &str, elements: &[Value], key: &str) -> Option<usize> {
    identities(list, elements)?
        .iter()
        .position(|other| other == key)
}

fn set_here(here: &mut Value, list: &str, key: &str, change: &Change) -> bool {
    match here {
        Value::Object(object) => {
            match &change.to {
                Some(value) => object.insert(key.to_owned(), value.clone()),
                None => object.remove(key),
            };
            true
        }
        Value::Array(elements) if key == ORDER => {
            let Some(keys) = identities(list, elements) else {
                return false;
            };
            let mut pairs: Vec<(String, Value)> =
                keys.into_iter().zip(std::mem::take(elements)).collect();
            reorder(
                &mut pairs,
                |(key, _)| key.clone(),
                change.to.as_ref().unwrap_or(&Value::Null),
            );
            *elements = pairs.into_iter().map(|(_, value)| value).collect();
            true
        }
        Value::Array(elements) => match (position(list, elements, key), &change.to) {
            (Some(at), Some(value)) => {
                elements[at] = value.clone();
                true
            }
            (Some(at), None) => {
                elements.remove(at);
                true
            }
            (None, Some(value)) => {
                let at = change.at.unwrap_or(elements.len()).min(elements.len());
                elements.insert(at, value.clone());
                true
            }
            (None, None) => true,
        },
        _ => false,
    }
}
