//! What an edit that came from another program is told as.

use crate::plan::describe::describe;
use crate::plan::{Change, Plan};

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
