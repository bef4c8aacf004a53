//! Changes in words, for "undone: …" and "done: …" and for histories: one short phrase for a whole
//! commit, with the deal's own names. Full sentences for agreements and recaps live elsewhere.

mod calendar;

use serde_json::Value;

use super::change::Change;
use super::date_text::day_month_year;
use super::model::Plan;

/// What a commit did, in a phrase: "added Security review", "Legal redlines: duration 8d → 10d".
/// `plan` is the plan before or after it; names that neither knows show as ids.
pub fn describe(plan: &Plan, changes: &[Change]) -> String {
    let whole: Vec<&Change> = changes
        .iter()
        .filter(|change| is_whole("steps", change))
        .collect();
    match whole.as_slice() {
        [one] if one.from.is_none() => return format!("added {}", title_of(one.to.as_ref())),
        [one] if one.to.is_none() => return format!("removed {}", title_of(one.from.as_ref())),
        many if many.len() > 1 => return format!("{} steps added or removed", many.len()),
        _ => {}
    }
    let told = person(plan, changes).or_else(|| riskiest(plan, changes));
    if let Some(words) = told.or_else(|| agreement(plan, changes)) {
        return words;
    }
    match changes {
        [] => "nothing".to_owned(),
        [one] => phrase(plan, one),
        many if many
            .iter()
            .any(|change| calendar::phrase(plan, change).is_some()) =>
        {
            days(plan, many)
        }
        [first, rest @ ..] => {
            let subject = subject(plan, first);
            if rest
                .iter()
                .all(|change| self::subject(plan, change) == subject)
            {
                return prefixed(&subject, &fields(changes));
            }
            format!("{} and {} more", phrase(plan, first), rest.len())
        }
    }
}

/// What several changes did of which some are of calendars: the first of them, and how many more.
fn days(plan: &Plan, changes: &[Change]) -> String {
    let told: Vec<&Change> = changes
        .iter()
        .filter(|change| !calendar::is_exception(change))
        .collect();
    match (told.as_slice(), changes) {
        ([one], _) => phrase(plan, one),
        ([first, rest @ ..], _) => format!("{} and {} more", phrase(plan, first), rest.len()),
        ([], [first, ..]) => phrase(plan, first),
        ([], []) => "nothing".to_owned(),
    }
}

/// The fields that changed, each once; those of which nothing is left, as what became of them.
fn fields(changes: &[Change]) -> String {
    let mut words: Vec<String> = Vec::new();
    for change in changes {
        let field = field(change);
        let gone = changes
            .iter()
            .filter(|other| self::field(other) == field)
            .all(|other| other.to.is_none());
        let word = if gone {
            cleared(field)
        } else {
            field.to_owned()
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(", ")
}

/// The person who came or went, and the steps that this gave or left without an owner.
fn person(plan: &Plan, changes: &[Change]) -> Option<String> {
    let one = changes.iter().find(|change| is_whole("people", change))?;
    let verb = if one.from.is_none() {
        "added"
    } else {
        "removed"
    };
    let mut owned: Vec<String> = changes
        .iter()
        .filter(|change| field(change) == "owner")
        .map(|change| subject(plan, change))
        .collect();
    owned.dedup();
    let of = match owned.as_slice() {
        [] => String::new(),
        [one] => format!(", owner of {one}"),
        many => format!(", owner of {} steps", many.len()),
    };
    let told = |change: &&Change| {
        std::ptr::eq(*change, one) || matches!(field(change), "owner" | "open question")
    };
    let more = match changes.iter().filter(|change| !told(change)).count() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(format!("{verb} {}{of}{more}", subject(plan, one)))
}

/// Which step became the riskiest when the mark moved, or ceased to be.
fn riskiest(plan: &Plan, changes: &[Change]) -> Option<String> {
    let marks = |change: &Change| field(change) == "riskiest";
    if !changes.iter().all(marks) {
        return None;
    }
    let becomes = |change: &&Change| change.to == Some(Value::Bool(true));
    match changes.iter().find(becomes) {
        Some(change) => Some(format!("{} is the riskiest", subject(plan, change))),
        None => changes
            .first()
            .map(|change| format!("{} is no longer the riskiest", subject(plan, change))),
    }
}

/// Who went on record, or was taken off it; the baseline that came with it is not told apart.
fn agreement(plan: &Plan, changes: &[Change]) -> Option<String> {
    let one = changes
        .iter()
        .find(|change| is_whole("agreements", change))?;
    let text = |key: &str| {
        let agreement = one.to.as_ref().or(one.from.as_ref());
        agreement.and_then(|agreement| agreement.get(key)?.as_str())
    };
    let id = text("person").unwrap_or_default();
    let name = plan.person(id).map_or(id, |person| person.name.as_str());
    let did = match text("stance") {
        Some("seen") => "has seen it",
        _ => "agreed",
    };
    Some(match one.to {
        Some(_) => format!("{name} {did}"),
        None => format!("no longer on record: {name} {did}"),
    })
}

fn is_whole(of: &str, change: &Change) -> bool {
    matches!(change.path.keys(), [list, key] if list == of && !key.starts_with('#'))
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

fn keys(change: &Change) -> Vec<&str> {
    change.path.keys().iter().map(String::as_str).collect()
}

fn field(change: &Change) -> &'static str {
    match keys(change).as_slice() {
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

/// What is said of a field that has nothing in it any more.
fn cleared(field: &str) -> String {
    match field {
        "owner" => "no owner".to_owned(),
        "done" | "started" => format!("no longer {field}"),
        "pinned day" => "pin removed".to_owned(),
        "what it comes after" => "link removed".to_owned(),
        "go-live" => "no go-live date".to_owned(),
        field => format!("{field} removed"),
    }
}

/// A link that came or went; the rest of a link's changes are told as those of a field.
fn link(plan: &Plan, change: &Change) -> Option<String> {
    let ["steps", _, "after", _] = keys(change)[..] else {
        return None;
    };
    let (value, word) = match (&change.from, &change.to) {
        (None, Some(link)) => (link, "comes after"),
        (Some(link), None) => (link, "no longer after"),
        _ => return None,
    };
    let id = value.get("step")?.as_str()?;
    let title = plan.step(id).map_or(id, |step| step.title.as_str());
    Some(format!("{word} {title}"))
}

/// A value as people say it; nothing when it is too long for a phrase.
fn value(plan: &Plan, field: &str, value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.as_str(),
        Value::Object(pin) if field == "pinned day" => pin.get("finish")?.as_str()?,
        Value::Number(number) => return Some(number.to_string()),
        _ => return None,
    };
    let dated = matches!(
        field,
        "done" | "started" | "pinned day" | "not before" | "no later than" | "go-live"
    );
    let date = text.parse().ok().filter(|_| dated).map(day_month_year);
    let said = match field {
        "owner" => plan.person(text).map(|person| person.name.clone()),
        "duration" if text == "0" => Some("milestone".to_owned()),
        _ => date,
    };
    said.or_else(|| (text.chars().count() <= 24).then(|| text.to_owned()))
}

fn phrase(plan: &Plan, change: &Change) -> String {
    if let Some(words) = calendar::phrase(plan, change) {
        return words;
    }
    prefixed(&subject(plan, change), &what(plan, change))
}

/// What a change did, without the step or person that it is about: "duration 8d → 10d".
pub(super) fn what(plan: &Plan, change: &Change) -> String {
    let field = field(change);
    let said = |side: &Option<Value>| {
        let side = side.as_ref().filter(|_| field != "what it comes after")?;
        value(plan, field, side)
    };
    match (said(&change.from), said(&change.to)) {
        _ if change.to.is_none() && change.from.is_some() => {
            link(plan, change).unwrap_or_else(|| cleared(field))
        }
        (Some(from), Some(to)) => format!("{field} {from} → {to}"),
        (None, Some(to)) => format!("{field} {to}"),
        _ => link(plan, change).unwrap_or_else(|| field.to_owned()),
    }
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
        let edits: [Case; 21] = [
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
            ("go-live 1 Mar 2027 → 15 Mar 2027", |plan| {
                plan.anchor.go_live = "2027-03-15".parse().ok();
            }),
            ("Security review: done when, title", |plan| {
                plan.steps[1].title = "Security".into();
                plan.steps[1].done_when = "signed off".into();
            }),
            ("no go-live date", |plan| plan.anchor.go_live = None),
            ("Board: duration milestone → 2d", |plan| {
                plan.steps[2].duration = Duration::parse("2d").unwrap();
            }),
            ("Kickoff: no longer done", |plan| plan.steps[3].done = None),
            ("Proof of concept: done 23 Nov 2026", |plan| {
                plan.steps[0].done = "2026-11-23".parse().ok();
            }),
            ("Security review: no owner", |plan| {
                plan.steps[1].owners.buyer = None;
            }),
            ("Proof of concept: no owner", |plan| {
                plan.steps[0].owners = crate::plan::Owners::default();
            }),
            ("Board: pin removed", |plan| plan.steps[2].pin = None),
            ("Board: no longer after Security review", |plan| {
                plan.steps[2].after.clear();
            }),
            ("Proof of concept is the riskiest", |plan| {
                plan.steps[1].riskiest = false;
                plan.steps[0].riskiest = true;
            }),
            ("Security review is no longer the riskiest", |plan| {
                plan.steps[1].riskiest = false;
            }),
            ("added Zoe", |plan| {
                let zoe = crate::plan::Person::new("zoe".into(), "Zoe", crate::plan::Side::Buyer);
                plan.people.push(zoe);
            }),
            ("removed Sarah Chen, owner of 2 steps", |plan| {
                links::remove_person(plan, "sarah");
            }),
            ("Alex Kim has seen it", |plan| {
                let mut seen = plan.agreements[0].clone();
                (seen.person, seen.stance) = ("alex".into(), crate::plan::Stance::Seen);
                plan.agreements.push(seen);
            }),
            ("no longer on record: Sarah Chen agreed", |plan| {
                plan.agreements.clear();
                plan.baseline = None;
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
