//! The one way to edit a plan: mutate it freely inside [`commit`], which compares before and after
//! and records who did it. [`undo`] and [`redo`] apply a recorded change, turned round or not, to
//! the plan as it is now, so that a colleague's edit in between stays. [`give`] sets right whose words
//! a recorded change was.

use chrono::{DateTime, Utc};

use super::change::{ApplyError, apply_where_it_stands, diff, invert};
use super::choice::Extra;
use super::model::Plan;
use super::record::{Author, Entry, Via};

/// Who edits, when and by which route.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// The new entry's id: unique, never reused.
    pub id: String,
    /// The moment.
    pub at: DateTime<Utc>,
    /// Whose words they are.
    pub by: Author,
    /// The route.
    pub via: Via,
}

/// Runs `edit` on the plan and records what it changed; nothing is recorded when nothing changed.
pub fn commit(
    plan: &mut Plan,
    signature: Signature,
    edit: impl FnOnce(&mut Plan),
) -> Option<Entry> {
    let history = std::mem::take(&mut plan.history);
    let before = plan.clone();
    edit(plan);
    let changes = diff(&before, plan);
    plan.history = history;
    if changes.is_empty() {
        return None;
    }
    let Signature { id, at, by, via } = signature;
    let entry = Entry {
        id,
        at,
        by,
        via,
        changes,
        extra: Extra::new(),
    };
    plan.history.push(entry.clone());
    Some(entry)
}

/// Takes a recorded change back, and out of the history: a slip of the tongue is not kept. A field
/// that somebody else changed since keeps what they put there.
///
/// # Errors
/// When parts of it no longer fit the plan as it is now; the rest is taken back all the same.
pub fn undo(plan: &mut Plan, entry: &Entry) -> Result<(), ApplyError> {
    plan.history.retain(|other| other.id != entry.id);
    apply_where_it_stands(plan, &invert(&entry.changes))
}

/// Does a change again that was taken back, and puts it back into the history.
///
/// # Errors
/// When parts of it no longer fit the plan as it is now; the rest is done all the same.
pub fn redo(plan: &mut Plan, entry: &Entry) -> Result<(), ApplyError> {
    if plan.history.iter().all(|other| other.id != entry.id) {
        plan.history.push(entry.clone());
    }
    apply_where_it_stands(plan, &entry.changes)
}

/// A change that was to be given to somebody else is not in the history any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("that change is not in the plan's history any more: it was taken back")]
pub struct Gone;

/// Gives a recorded change to another hand: it was typed with the wrong pen. Returns the entry as it
/// now stands, to be kept in the place of the one that [`commit`] returned: [`redo`] puts back the
/// entry that it is given.
///
/// # Errors
/// When no entry of that id is in the history.
pub fn give(plan: &mut Plan, id: &str, by: Author, via: Via) -> Result<Entry, Gone> {
    let entry = plan.history.iter_mut().find(|entry| entry.id == id);
    let entry = entry.ok_or(Gone)?;
    entry.by = by;
    entry.via = via;
    Ok(entry.clone())
}
