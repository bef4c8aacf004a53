//! Changes in words, for "undone: …" and "done: …" and for histories: one short phrase for a whole
//! commit, with the deal's own names. Full sentences for agreements and recaps live elsewhere.

use serde_json::Value;

use super::change::Change;
use super::model::Plan;

/// What a commit did, in a phrase: "added Security review", "Legal redlines: duration 8d → 10d".
/// `plan` is the plan before or after it; names that neither knows show as ids.
pub fn describe(plan: &Plan, changes: &[Change]) -> String {
    let whole: Vec<&Change> = changes
        .iter()
        .filter(|change| is_whole_step(change))
        .collect();
    match whole.as_slice() {
        [one] if one.from.is_none() => return format!("added {}", title_of(one.to.as_ref())),
        [one] if one.to.is_none() => return format!("removed {}", title_of(one.from.as_ref())),
        many if many.len() > 1 => return format!("{} steps added or removed", many.len()),
        _ => {}
    }
    match changes {
        [] => "nothing".to_owned(),
        [one] => phrase(plan, one),
        [first, rest @ ..] => {
            let subject = subject(plan, first);
            if rest
                .iter()
                .all(|change| self::subject(plan, change) == subject)
            {
                let mut fields: Vec<&str> = changes.iter().map(field).collect();
                fields.dedup();
                return prefixed(&subject, &fields.join(", "));
            }
            format!("{} and {} more", phrase(plan, first), rest.len())
        }
    }
}

fn is_whole_step(change: &Change) -> bool {
    matches!(change.path.keys(), [list, key] if list == "steps" && !key.starts_with('#'))
}

fn title_of(step: Option<&Value>) -> &str {
    step.and_then(|step| step.get("title"))
        .and_then(Value::as_str)
        .unwrap_or("a step")
}

/// The step or person that a change is about; empty for the plan's own fields.
fn subject(plan: &Plan, change: &Change) -> String {
    match change.path.keys() {
        [list, id, _, ..] if list == "steps" => plan
            .step(id)
            .map_or_else(|| id.clone(), |step| step.title.clone()),
        [list, id, ..] if list == "people" => {
            let there = plan.person(id).map(|person| person.name.clone());
            let named =
                |value: &Option<Value>| Some(value.as_ref()?.get("name")?.as_str()?.to_owned());
            there
                .or_else(|| named(&change.to))
                .or_else(|| named(&change.from))
                .unwrap_or_else(|| id.clone())
        }
        _ => String::new(),
    }
}

fn field(change: &Change) -> &'static str {
    let keys: Vec<&str> = change.path.keys().iter().map(String::as_str).collect();
    match keys.as_slice() {
        ["steps" | "people", "#order"] => "order",
        ["steps", _, "title"] => "title",
        ["steps", _, "side"] => "side",
        ["steps", _, "owners", ..] => "owner",
        ["steps", _, "duration"] => "duration",
        ["steps", _, "after", ..] => "what it comes after",
        ["steps", _, "pin", ..] => "pinned day",
        ["steps", _, "not_before"] => "not before",
        ["steps", _, "no_later_than"] => "no later than",
        ["steps", _, "gate"] => "allowed days",
        ["steps", _, "started"] => "started",
        ["steps", _, "remaining"] => "what remains",
        ["steps", _, "done"] => "done",
        ["steps", _, "done_when"] => "done when",
        ["steps", _, "riskiest"] => "riskiest",
        ["steps", _, "unknown", ..] => "open question",
        ["steps", _, "note"] => "note",
        ["anchor", "go_live"] => "go-live",
        ["anchor", "outcome"] => "outcome",
        ["anchor", "if_missed"] => "what a miss costs",
        ["buyer" | "seller", "calendar", ..] => "calendar",
        ["buyer" | "seller", ..] => "organization",
        ["people", ..] => "people",
        ["name"] => "name",
        ["agreements", ..] => "agreements",
        ["baseline", ..] => "baseline",
        _ => "details",
    }
}

fn phrase(plan: &Plan, change: &Change) -> String {
    let value = |value: &Option<Value>| match value {
        Some(Value::String(text)) if text.chars().count() <= 24 => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let owner = |value: Option<String>| {
        value.map(|id| {
            plan.person(&id)
                .map_or(id.clone(), |person| person.name.clone())
        })
    };
    let (from, to) = match field(change) {
        "owner" => (owner(value(&change.from)), owner(value(&change.to))),
        "what it comes after" | "people" => (None, None),
        _ => (value(&change.from), value(&change.to)),
    };
    let what = match (from, to) {
        (Some(from), Some(to)) => format!("{} {from} → {to}", field(change)),
        (None, Some(to)) => format!("{} {to}", field(change)),
        _ => field(change).to_owned(),
    };
    prefixed(&subject(plan, change), &what)
}

fn prefixed(subject: &str, what: &str) -> String {
    if subject.is_empty() {
        what.to_owned()
    } else {
        format!("{subject}: {what}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::testing::full;
    use crate::plan::{Duration, Step, change::diff, links};

    #[test]
    fn a_commit_reads_as_a_phrase_with_the_deals_names() {
        type Case = (&'static str, fn(&mut Plan));
        let edits: [Case; 7] = [
            ("Security review: duration 10d → 12d", |plan| {
                plan.steps[1].duration = Duration::parse("12d").unwrap();
            }),
            ("Security review: owner Sarah Chen → Alex Kim", |plan| {
                plan.steps[1].owners.buyer = Some("alex".into());
            }),
            ("added Pilot", |plan| {
                plan.steps.push(Step::new("pilot".into(), "Pilot"));
            }),
            ("removed Security review", |plan| {
                links::remove_step(plan, "sec");
            }),
            ("go-live 2027-03-01 → 2027-03-15", |plan| {
                plan.anchor.go_live = "2027-03-15".parse().ok();
            }),
            ("Security review: riskiest, title", |plan| {
                plan.steps[1].title = "Security".into();
                plan.steps[1].riskiest = false;
            }),
            ("nothing", |_| {}),
        ];
        for (expected, edit) in edits {
            let before = full();
            let mut after = before.clone();
            edit(&mut after);
            assert_eq!(describe(&before, &diff(&before, &after)), expected);
        }
    }
}
