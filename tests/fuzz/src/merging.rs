//! Change: what leads from one plan to another leads there and back, and a merge loses nothing that
//! only one side did.

use std::collections::HashSet;

use backcast::plan::commit::{Signature, commit};
use backcast::plan::merge::{Merged, merge as merged};
use backcast::plan::{
    Agreement, Author, Extra, Facts, Person, Plan, RESERVED_ID, Side, Stance, Step, Via, apply,
    diff, invert, links,
};
use chrono::{DateTime, TimeDelta};
use serde_json::{Value, json};

use super::bytes::Bytes;
use super::loader::comes_back;
use super::plans;

/// A plan, and what two people made of it.
pub fn merge(data: &[u8]) {
    let bytes = &mut Bytes(data);
    let base = writable(plans::plan(bytes));
    let count = bytes.below(12);
    let ours = edited(bytes, &base, "ours", count);
    let theirs = edited(bytes, &base, "theirs", 12);
    leads_there_and_back(&base, &ours);
    leads_there_and_back(&ours, &theirs);
    same(
        &merged(&base, &ours, &base).plan,
        &ours,
        "nothing new there",
    );
    same(
        &merged(&base, &base, &theirs).plan,
        &theirs,
        "nothing new here",
    );
    let both = merged(&base, &ours, &theirs);
    keeps_both(&base, &ours, &theirs, &both);
    let incoming = {
        let mut plan = ours.clone();
        apply(&mut plan, &both.incoming).expect("what comes in fits");
        plan.history.clone_from(&both.plan.history);
        plan
    };
    same(
        &incoming,
        &both.plan,
        "what comes in leads to the merged plan",
    );
    let other = merged(&base, &theirs, &ours);
    if both.conflicts.is_empty() && other.conflicts.is_empty() {
        assert_eq!(
            sorted(&both.plan),
            sorted(&other.plan),
            "whoever saves last"
        );
    }
    comes_back(&both.plan);
}

/// As a file could have it: no id that means something else, no length over the limit of its unit.
fn writable(mut plan: Plan) -> Plan {
    plan.steps.retain(|step| step.id != RESERVED_ID);
    for step in &mut plan.steps {
        let limit = step.duration.unit.limit();
        step.duration.amount = step.duration.amount.min(limit);
        if step.duration.amount == 0 {
            step.duration = backcast::plan::Duration::MILESTONE;
        }
        for lag in step.after.iter_mut().filter_map(|link| link.lag.as_mut()) {
            let limit = i32::try_from(lag.unit.limit()).unwrap_or(i32::MAX);
            lag.amount = lag.amount.clamp(-limit, limit);
            if lag.amount == 0 {
                *lag = backcast::plan::Lag::ZERO;
            }
        }
    }
    plan
}

/// Two plans are one, or the lines of their files that differ are told.
fn same(is: &Plan, expected: &Plan, what: &str) {
    if is == expected {
        return;
    }
    let text = |plan| serde_json::to_string_pretty(plan).expect("a plan can be written");
    let (is, expected) = (text(is), text(expected));
    let beyond = |one: &str, other: &str| -> String {
        let lines: HashSet<&str> = other.lines().collect();
        let only = one.lines().filter(|line| !lines.contains(line));
        only.map(|line| format!("{line}\n")).collect()
    };
    panic!(
        "{what}: is\n{}not\n{}",
        beyond(&is, &expected),
        beyond(&expected, &is)
    );
}

fn leads_there_and_back(a: &Plan, b: &Plan) {
    let changes = diff(a, b);
    let mut there = a.clone();
    apply(&mut there, &changes).expect("what was compared fits");
    there.history.clone_from(&b.history);
    same(&there, b, "what leads there");
    let mut back = b.clone();
    apply(&mut back, &invert(&changes)).expect("what was done can be taken back");
    back.history.clone_from(&a.history);
    same(&back, a, "what leads back");
}

fn keeps_both(base: &Plan, ours: &Plan, theirs: &Plan, both: &Merged) {
    let plan = &both.plan;
    let ids = |plan: &Plan| -> Vec<String> {
        let steps = plan.steps.iter().map(|step| format!("step {}", step.id));
        steps
            .chain(
                plan.people
                    .iter()
                    .map(|person| format!("person {}", person.id)),
            )
            .collect()
    };
    let (was, is): (HashSet<String>, HashSet<String>) = (
        ids(base).into_iter().collect(),
        ids(plan).into_iter().collect(),
    );
    for id in ids(ours)
        .iter()
        .chain(&ids(theirs))
        .filter(|id| !was.contains(*id))
    {
        assert!(is.contains(id), "{id} was added and is lost");
    }
    for entry in ours.history.iter().chain(&theirs.history) {
        assert!(plan.history.contains(entry), "a commit is lost");
    }
    for step in &plan.steps {
        let find = |plan: &'_ Plan| plan.step(&step.id).map(fields);
        let (Some(was), Some(ours), Some(theirs)) = (find(base), find(ours), find(theirs)) else {
            continue;
        };
        for (at, is) in fields(step).iter().enumerate() {
            let expected = if ours[at] == was[at] {
                &theirs[at]
            } else {
                &ours[at]
            };
            assert_eq!(is, expected, "of step {}", step.id);
        }
    }
}

/// What of a step is one value, to be taken from the side that changed it.
fn fields(step: &Step) -> Vec<Value> {
    let Step {
        title,
        duration,
        pin,
        not_before,
        done_when,
        note,
        owners,
        extra,
        ..
    } = step;
    vec![
        json!(title),
        json!(duration),
        json!(pin),
        json!(not_before),
        json!(done_when),
        json!(note),
        json!(owners.buyer),
        json!(owners.seller),
        json!(extra.get("x_one")),
        json!(extra.get("x_two")),
    ]
}

/// A plan's steps and people without the order of any list.
fn sorted(plan: &Plan) -> Value {
    let mut all = json!({"steps": plan.steps, "people": plan.people});
    sort(&mut all);
    all
}

/// Recursion is bounded: a plan is a few levels deep.
fn sort(value: &mut Value) {
    match value {
        Value::Object(object) => object.values_mut().for_each(sort),
        Value::Array(elements) => {
            elements.iter_mut().for_each(sort);
            elements.sort_by_cached_key(Value::to_string);
        }
        _ => {}
    }
}

fn edited(bytes: &mut Bytes<'_>, base: &Plan, who: &str, most: usize) -> Plan {
    let mut plan = base.clone();
    for at in 0..most {
        if bytes.is_empty() {
            break;
        }
        let signature = Signature {
            id: format!("{who}-{at}"),
            at: DateTime::UNIX_EPOCH + TimeDelta::seconds(at as i64),
            by: Author::default(),
            via: Via::Hand,
        };
        commit(&mut plan, signature, |plan| edit(bytes, plan, who, at));
    }
    // A length or a lag that was put in may be one that no file has.
    writable(plan)
}

fn edit(bytes: &mut Bytes<'_>, plan: &mut Plan, who: &str, at: usize) {
    match bytes.below(12) {
        0 => {
            let place = bytes.below(plan.steps.len() + 1);
            let step = plans::step(bytes, &format!("{who}-{at}"));
            plan.steps.insert(place, step);
        }
        1 => plan
            .people
            .push(Person::new(format!("{who}-{at}"), who, Side::Buyer)),
        2 => {
            let id = some_step(bytes, plan);
            links::remove_step(plan, &id);
        }
        3 => {
            let (one, other) = (some_step(bytes, plan), some_step(bytes, plan));
            if plan.step(&one).is_some() && links::circle(plan, &one, &other).is_none() {
                links::link(plan, &one, &other);
            }
        }
        4 if plan.steps.len() > 1 => {
            let (one, other) = (bytes.below(plan.steps.len()), bytes.below(plan.steps.len()));
            plan.steps.swap(one, other);
        }
        5 => plan.anchor.go_live = bytes.maybe(2, plans::date),
        6 => plan.buyer.calendar.holidays.push(plans::holiday(bytes)),
        7 => plan.seller.calendar.blackouts.push(plans::blackout(bytes)),
        8 => {
            if let Some(person) = plan.people.last_mut() {
                person.away.push(plans::blackout(bytes));
            }
        }
        9 => plan.agreements.push(Agreement {
            person: bytes.pick(&["dana", "alex"]).to_owned(),
            on: plans::today(),
            stance: Stance::Seen,
            via: who.to_owned(),
            facts: Facts::default(),
            extra: Extra::new(),
        }),
        10 => {
            plan.extra.insert(key(bytes), value(bytes));
        }
        _ => {
            let count = plan.steps.len().max(1);
            let place = bytes.below(count);
            if let Some(step) = plan.steps.get_mut(place) {
                edit_step(bytes, step, who);
            }
        }
    }
}

fn some_step(bytes: &mut Bytes<'_>, plan: &Plan) -> String {
    let place = bytes.below(plan.steps.len().max(1));
    plan.steps
        .get(place)
        .map(|step| step.id.clone())
        .unwrap_or_default()
}

fn edit_step(bytes: &mut Bytes<'_>, step: &mut Step, who: &str) {
    match bytes.below(10) {
        0 => step.title = who.to_owned(),
        1 => step.duration = plans::duration(bytes),
        2 => step.pin = bytes.maybe(2, plans::pin),
        3 => step.not_before = bytes.maybe(2, plans::date),
        4 => step.note = bytes.pick(&["", "a", "b"]).to_owned(),
        5 => step.owners.buyer = bytes.maybe(2, |bytes| bytes.pick(&["dana", "alex"]).to_owned()),
        6 => step.after.push(plans::link(bytes)),
        7 => {
            step.after.pop();
        }
        8 => step.after.reverse(),
        _ => {
            step.extra.insert(key(bytes), value(bytes));
        }
    }
}

/// Keys nobody knows, some of which are lists' names elsewhere.
fn key(bytes: &mut Bytes<'_>) -> String {
    bytes
        .pick(&["x_one", "x_two", "x/a~b", "#order", "holidays", ""])
        .to_owned()
}

fn value(bytes: &mut Bytes<'_>) -> Value {
    bytes.pick(&[
        Value::Null,
        json!(1),
        json!("text"),
        json!([]),
        json!({}),
        json!({"x": 1}),
        json!([{"date": "a"}, {"date": "b"}]),
        json!([{"date": "b"}, {"date": "c"}, 3]),
        json!(1e300),
    ])
}
