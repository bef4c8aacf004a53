//! Brings two versions of a plan together that grew from one: three ways, by field. What only one
//! side changed is taken from it; where both changed the same field, ours, the later, stands, and
//! the pair is told so that a person can take the other. No files here: the store calls it.

use std::collections::HashMap;

use serde_json::Value;

use super::change::{Change, apply, diff};
use super::model::Plan;
use super::path::Path;
use super::record::Entry;

/// A field that both versions changed, to different values.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Where.
    pub path: Path,
    /// What ours made of it; this stands.
    pub ours: Option<Value>,
    /// What theirs made of it.
    pub theirs: Option<Value>,
}

/// What came of a merge.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The plan with both versions' changes.
    pub plan: Plan,
    /// What leads from ours to the merged plan: the other's edits.
    pub incoming: Vec<Change>,
    /// Fields in which ours stands against another value.
    pub conflicts: Vec<Conflict>,
}

/// Merges `ours` and `theirs`, which both grew from `base`.
pub fn merge(base: &Plan, ours: &Plan, theirs: &Plan) -> Merged {
    let our_changes = diff(base, ours);
    let their_changes = diff(base, theirs);
    let mut plan = theirs.clone();
    if let Err(lost) = apply(&mut plan, &our_changes) {
        restore_removed(&mut plan, ours, &lost.paths);
    }
    plan.history = merge_history(base, ours, theirs);
    let conflicts = conflicts(&our_changes, &their_changes);
    let incoming = diff(ours, &plan);
    Merged {
        plan,
        incoming,
        conflicts,
    }
}

/// Theirs removed what ours went on editing: the later edit stands, so the element comes back whole.
fn restore_removed(plan: &mut Plan, ours: &Plan, lost: &[Path]) {
    for path in lost {
        let [list, id, ..] = path.keys() else {
            continue;
        };
        match list.as_str() {
            "steps" if plan.step(id).is_none() => plan.steps.extend(ours.step(id).cloned()),
            "people" if plan.person(id).is_none() => plan.people.extend(ours.person(id).cloned()),
            _ => {}
        }
    }
}

fn conflicts(ours: &[Change], theirs: &[Change]) -> Vec<Conflict> {
    let clash = |change: &Change| {
        let other = theirs.iter().find(|other| {
            let same_edit = other.path == change.path && other.to == change.to;
            !same_edit && (other.path.contains(&change.path) || change.path.contains(&other.path))
        })?;
        Some(Conflict {
            path: change.path.clone(),
            ours: change.to.clone(),
            theirs: other.to.clone(),
        })
    };
    if theirs.is_empty() {
        Vec::new()
    } else {
        ours.iter().filter_map(clash).collect()
    }
}

/// Entries are added and, by an undo, taken out; one that both still have may have been given to
/// another hand, and the version that differs from the common one stands.
fn merge_history(base: &Plan, ours: &Plan, theirs: &Plan) -> Vec<Entry> {
    let by_id = |plan: &'_ Plan| -> HashMap<String, Entry> {
        let entries = plan.history.iter();
        entries.map(|e| (e.id.clone(), e.clone())).collect()
    };
    let (in_base, in_ours, in_theirs) = (by_id(base), by_id(ours), by_id(theirs));
    let kept = |id: &String| {
        !in_base.contains_key(id) || (in_ours.contains_key(id) && in_theirs.contains_key(id))
    };
    let changed = |entry: &&Entry| in_base.get(&entry.id) != Some(*entry);
    let of_both = |entry: &Entry| {
        let ours = in_ours.get(&entry.id).filter(changed);
        ours.unwrap_or(entry).clone()
    };
    let theirs = theirs.history.iter().filter(|entry| kept(&entry.id));
    let mut history: Vec<Entry> = theirs.map(of_both).collect();
    let new = |entry: &&Entry| kept(&entry.id) && !in_theirs.contains_key(&entry.id);
    history.extend(ours.history.iter().filter(new).cloned());
    history.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.id.cmp(&b.id)));
    history
}
