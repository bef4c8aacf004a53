//! What the last edit moved, as it is said at the foot of the screen: the marks on the rows say by how much.

use crate::tui::document::Document;

/// What the last edit moved, in words behind what was done.
pub(super) fn words(document: &Document, shared: bool) -> String {
    let by = match document.movers().as_slice() {
        [one] => format!(" by {one}"),
        _ => String::new(),
    };
    if !document.moved_forwards() {
        return match document.moved().len() {
            0 => String::new(),
            1 => format!(" · 1 step moved{by}"),
            many => format!(" · {many} steps moved{by}"),
        };
    }
    // The step that was done moved itself; when others can be done is for the rep to know.
    let open = |id: &String| {
        let step = document.index().step(document.plan(), id);
        step.is_some_and(|step| step.done.is_none())
    };
    let others = document.moved().iter().filter(|(id, _)| open(id));
    let days: Vec<i32> = others.map(|(_, days)| *days).collect();
    let when = match days.as_slice() {
        all if all.iter().all(|days| *days > 0) => "later",
        all if all.iter().all(|days| *days < 0) => "earlier",
        _ => "on other days",
    };
    match days.len() {
        0 => String::new(),
        _ if shared => String::new(),
        1 => format!(" · 1 step can be done {when}{by}"),
        many => format!(" · {many} steps can be done {when}{by}"),
    }
}
