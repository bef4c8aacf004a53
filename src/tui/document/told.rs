//! What an edit that came from another program is told as.

use crate::plan::describe::describe;
use crate::plan::merge::Conflict;
use crate::plan::{Change, Extra, Plan};

/// What two people made of the same fields, in a sentence: `won` where the own value stands, `lost`
/// where the other's does.
pub(super) fn told(plan: &Plan, won: &[Change], lost: &[Change]) -> String {
    let (field, stands) = match (won.first(), lost.first()) {
        (Some(won), _) => (won, "yours stands"),
        (None, Some(lost)) => (lost, "theirs stands"),
        (None, None) => {
            return "somebody else edited this plan; both versions are in".to_owned();
        }
    };
    let more = match won.len() + lost.len() {
        0 | 1 => String::new(),
        many => format!(" and {} more", many - 1),
    };
    let words = describe(plan, std::slice::from_ref(field));
    format!("somebody else changed the same field and {stands}; K makes it {words}{more}")
}

/// The same while something is tried on the plan: it is kept, and what is tried stands on it, or, in the
/// fields of `against`, against it.
pub(super) fn told_in_trial(kept: &Plan, against: &[Conflict]) -> String {
    let Some(first) = against.first() else {
        return "somebody else edited this plan: that is kept, and what you try stands on it"
            .to_owned();
    };
    let change = Change {
        path: first.path.clone(),
        from: first.ours.clone(),
        to: first.theirs.clone(),
        at: None,
        extra: Extra::new(),
    };
    let more = match against.len() {
        1 => String::new(),
        many => format!(" and {} more", many - 1),
    };
    let words = describe(kept, std::slice::from_ref(&change));
    format!(
        "somebody else changed what you try to change; yours stands in the trial, theirs is kept: {words}{more}"
    )
}
