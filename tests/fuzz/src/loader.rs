//! Files: whatever the bytes, a plan that stays the same when it is written and read again, or one
//! sentence with the file, the line and a remedy.

use std::path::Path;

use backcast::plan::Plan;
use backcast::store::{self, StoreError};
use backcast::text::is_harmless;
use serde_json::Value;

use super::{plans, scheduling};

const FILE: &str = "plan.json";

/// A file's bytes.
pub fn loader(data: &[u8]) {
    match store::parse(Path::new(FILE), data.to_vec()) {
        Ok(opened) => {
            comes_back(&opened.plan);
            nothing_is_lost(data, &opened.plan);
            if opened.plan.steps.len() <= 40 {
                scheduling::holds(&opened.plan, plans::today());
            }
        }
        Err(error) => tells(data, &error),
    }
}

/// Written and read again it is the same plan, and the same bytes.
pub(crate) fn comes_back(plan: &Plan) {
    let path = Path::new(FILE);
    let bytes = store::to_bytes(path, plan).expect("a plan can be written");
    let again = store::parse(path, bytes.clone()).expect("what was written can be read");
    assert!(again.plan == *plan, "{:?}\n{plan:?}", again.plan);
    let twice = store::to_bytes(path, &again.plan).expect("a plan can be written");
    assert!(twice == bytes, "the same plan gives the same bytes");
}

fn tells(data: &[u8], error: &StoreError) {
    let told = error.to_string();
    assert!(told.starts_with(FILE), "{told}");
    assert!(
        told.contains(" — ") && told.ends_with("Nothing was changed."),
        "{told}"
    );
    assert!(is_harmless(&told), "{told:?}");
    assert!(told.chars().count() < 1_000, "{told}");
    if let StoreError::Broken { line, .. } = error {
        let lines = 1 + data.iter().filter(|&&byte| byte == b'\n').count();
        assert!(
            (1..=lines).contains(line),
            "{told}: the file has {lines} lines"
        );
    }
}

/// The names that this version gives a meaning to; what stands under them may be written another way.
const KNOWN: &[&str] = &[
    "after",
    "agreements",
    "anchor",
    "at",
    "away",
    "base",
    "baseline",
    "blackouts",
    "buyer",
    "by",
    "calendar",
    "changes",
    "date",
    "dates",
    "done",
    "done_when",
    "duration",
    "email",
    "facts",
    "finish",
    "format",
    "from",
    "gate",
    "go_live",
    "history",
    "holidays",
    "id",
    "if_missed",
    "kind",
    "lag",
    "name",
    "no_later_than",
    "not_before",
    "note",
    "on",
    "organization",
    "outcome",
    "owners",
    "path",
    "people",
    "person",
    "pin",
    "remaining",
    "riskiest",
    "role",
    "seller",
    "side",
    "stance",
    "start",
    "started",
    "step",
    "steps",
    "title",
    "to",
    "unknown",
    "via",
    "weekend",
    "who",
    "working",
];

fn nothing_is_lost(data: &[u8], plan: &Plan) {
    let data = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data);
    let was: Value = serde_json::from_slice(data).expect("it was read before");
    let is = serde_json::to_value(plan).expect("a plan can be written");
    kept(&was, &is, false);
}

/// Recursion is bounded: the reader takes no more than 128 levels.
fn kept(was: &Value, is: &Value, known: bool) {
    match (was, is) {
        (Value::Object(was), Value::Object(is)) => {
            for (key, value) in was {
                let known = KNOWN.contains(&key.as_str());
                match is.get(key) {
                    Some(is) => kept(value, is, known),
                    None => assert!(known, "the key {key:?} is lost"),
                }
            }
        }
        (Value::Array(was), Value::Array(is)) => {
            assert_eq!(was.len(), is.len(), "an element is lost");
            for (was, is) in was.iter().zip(is) {
                kept(was, is, known);
            }
        }
        (was, is) => assert!(known || was == is, "{was} became {is}"),
    }
}
