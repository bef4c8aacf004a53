//! Plans for tests of this crate: one that uses every part of the model, and random edits of it.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Link, LinkKind, Person, Plan, Side, Step, Unit, duration::Duration, links};

/// A plan as JSON in which every object of the format occurs at least once.
pub(crate) fn full_json() -> Value {
    json!({
        "format": 1, "id": "plan-1", "name": "Acme rollout",
        "anchor": {"go_live": "2027-03-01", "outcome": "closes in three days", "if_missed": "the audit runs late"},
        "buyer": {"organization": "Acme", "calendar": {
            "base": "US", "weekend": ["sat", "sun"],
            "holidays": [{"date": "2026-12-24", "name": "Christmas Eve"}],
            "blackouts": [{"from": "2026-12-28", "to": "2027-01-01", "name": "change freeze"}],
            "working": ["2027-01-02"]}},
        "seller": {"organization": "Northwind", "calendar": {"base": "weekdays"}},
        "people": [
            {"id": "sarah", "name": "Sarah Chen", "side": "buyer", "role": "champion", "title": "Controller", "email": "s@example.com",
             "away": [{"from": "2027-01-18", "to": "2027-01-20", "name": "leave"}]},
            {"id": "alex", "name": "Alex Kim", "side": "seller", "role": "rep"}],
        "steps": [
            {"id": "poc", "title": "Proof of concept", "side": "both", "owners": {"buyer": "sarah", "seller": "alex"},
             "duration": "5/8/10d", "started": "2026-11-20", "remaining": 4},
            {"id": "sec", "title": "Security review", "side": "buyer", "owners": {"buyer": "sarah"}, "duration": "10d",
             "after": [{"step": "poc", "kind": "ss", "lag": "2d"}], "not_before": "2026-12-01", "no_later_than": "2027-02-01",
             "gate": "2nd thu", "done_when": "accepted in writing", "riskiest": true,
             "unknown": {"who": "sarah", "by": "2026-12-02"}, "note": "ask early"},
            {"id": "board", "title": "Board", "side": "buyer", "duration": "0",
             "after": [{"step": "sec"}], "pin": {"finish": "2027-02-04"}},
            {"id": "kick", "title": "Kickoff", "side": "both", "duration": "1d", "after": [{"step": "board"}],
             "pin": "2027-02-08", "done": "2027-02-08"},
            {"id": "review", "title": "Value review", "side": "both", "duration": "0",
             "after": [{"step": "go-live", "lag": "30cd"}]}],
        "agreements": [{"person": "sarah", "on": "2026-11-23", "stance": "agreed", "via": "on the call",
            "facts": {"go_live": "2027-03-01", "steps": {"sec": {"title": "Security review", "start": "2027-01-15",
                "finish": "2027-01-29", "owners": {"buyer": "sarah"}, "done_when": "accepted in writing"}}}}],
        "baseline": {"on": "2026-11-23", "go_live": "2027-03-01", "dates": {"sec": {"start": "2027-01-15", "finish": "2027-01-29"}}},
        "history": [{"id": "e1", "at": "2026-11-23T15:00:00Z", "by": {"side": "buyer", "person": "sarah"}, "via": "dictated",
            "changes": [{"path": "steps/sec/duration", "from": "8d", "to": "10d"}]}]
    })
}

/// The plan of [`full_json`].
pub(crate) fn full() -> Plan {
    serde_json::from_value(full_json()).unwrap()
}

/// One edit a person could make.
#[derive(Debug, Clone)]
pub(crate) enum Edit {
    Add(u16, usize),
    Remove(usize),
    Rename(usize, String),
    Last(usize, u32),
    Own(usize, Option<bool>),
    Link(usize, usize),
    Unlink(usize),
    Swap(usize, usize),
    Outcome(String),
    AddPerson(u16),
    Unknown(usize, String, i64),
}

/// Any edit; new ids come from `ids`, so that two programs' ids never meet.
pub(crate) fn edit(ids: std::ops::Range<u16>) -> impl Strategy<Value = Edit> {
    let at = 0..8_usize;
    prop_oneof![
        (ids.clone(), at.clone()).prop_map(|(id, at)| Edit::Add(id, at)),
        at.clone().prop_map(Edit::Remove),
        (at.clone(), "[a-z é/~]{0,6}").prop_map(|(at, title)| Edit::Rename(at, title)),
        (at.clone(), 0..30_u32).prop_map(|(at, days)| Edit::Last(at, days)),
        (at.clone(), any::<Option<bool>>()).prop_map(|(at, owner)| Edit::Own(at, owner)),
        (at.clone(), at.clone()).prop_map(|(a, b)| Edit::Link(a, b)),
        at.clone().prop_map(Edit::Unlink),
        (at.clone(), at.clone()).prop_map(|(a, b)| Edit::Swap(a, b)),
        "[a-z]{0,4}".prop_map(Edit::Outcome),
        ids.prop_map(Edit::AddPerson),
        (at, "[a-z]{1,3}_x", any::<i64>())
            .prop_map(|(at, key, value)| Edit::Unknown(at, key, value)),
    ]
}

/// Carries an edit out, if it fits.
pub(crate) fn perform(plan: &mut Plan, edit: &Edit) {
    let count = plan.steps.len();
    let id = |plan: &Plan, at: usize| {
        plan.steps
            .get(at)
            .map(|step| step.id.clone())
            .unwrap_or_default()
    };
    match edit {
        Edit::Add(number, at) => {
            let new = format!("new-{number}");
            if plan.step(&new).is_none() {
                plan.steps.insert((*at).min(count), Step::new(new, "new"));
            }
        }
        Edit::Remove(at) => {
            let gone = id(plan, *at);
            links::remove_step(plan, &gone);
        }
        Edit::Link(step, before) => {
            let (step, before) = (id(plan, *step), id(plan, *before));
            if !step.is_empty()
                && !before.is_empty()
                && links::circle(plan, &step, &before).is_none()
            {
                links::link(plan, &step, &before);
            }
        }
        Edit::Swap(a, b) if *a < count && *b < count => plan.steps.swap(*a, *b),
        Edit::Outcome(text) => plan.anchor.outcome.clone_from(text),
        Edit::AddPerson(number) => {
            let new = format!("person-{number}");
            if plan.person(&new).is_none() {
                plan.people.push(Person::new(new, "New", Side::Buyer));
            }
        }
        Edit::Rename(at, ..)
        | Edit::Last(at, _)
        | Edit::Own(at, _)
        | Edit::Unlink(at)
        | Edit::Unknown(at, ..) => {
            if let Some(step) = plan.steps.get_mut(*at) {
                change_step(step, edit);
            }
        }
        Edit::Swap(..) => {}
    }
}

fn change_step(step: &mut Step, edit: &Edit) {
    match edit {
        Edit::Rename(_, title) => step.title.clone_from(title),
        Edit::Last(_, days) => step.duration = Duration::new(*days, Unit::Working),
        Edit::Own(_, owner) => {
            step.owners.buyer = owner.map(|one| if one { "sarah" } else { "alex" }.to_owned());
        }
        Edit::Unlink(_) => {
            step.after.pop();
        }
        Edit::Unknown(_, key, value) => {
            step.extra.insert(key.clone(), Value::from(*value));
            step.after.push(Link {
                kind: LinkKind::Other(key.clone()),
                ..Link::after("go-live")
            });
            step.after.dedup();
        }
        _ => {}
    }
}

/// The value with a key that nobody knows in every object that has fields (not those keyed by
/// id). The fixture's depth bounds the recursion.
pub(crate) fn planted(value: &Value, key: &str, mark: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let is_map = object.contains_key("sec");
            let mut out: serde_json::Map<String, Value> = object
                .iter()
                .map(|(name, value)| (name.clone(), planted(value, key, mark)))
                .collect();
            if !is_map {
                out.insert(key.to_owned(), mark.clone());
            }
            Value::Object(out)
        }
        Value::Array(elements) => elements
            .iter()
            .map(|element| planted(element, key, mark))
            .collect(),
        other => other.clone(),
    }
}

/// Any JSON value of small size.
pub(crate) fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e12..1e12_f64).prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[a-z]{1,4}", inner, 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}
