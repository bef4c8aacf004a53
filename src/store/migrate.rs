//! Plans of older formats, brought to the current one step at a time before they are read. Each
//! step takes a whole file's JSON from format n to n + 1; the original is kept as `.bak` when the
//! plan is first saved again. Format 1 is the first, so the table is still empty.

use std::path::Path;

use serde_json::Value;

use super::error::StoreError;
use super::load::broken;
use crate::plan::{FORMAT, Plan};

/// Takes a file from one format to the next.
type Step = fn(&mut Value);

/// The step at index i leads from format i + 1 to i + 2.
const STEPS: &[Step] = &[];

/// A plan of the current format from the text of an older one.
pub(super) fn to_current(path: &Path, text: &str, format: u64) -> Result<Plan, StoreError> {
    let json = serde_json::from_str(text).map_err(|error| broken(path, &error))?;
    let unknown = || StoreError::Broken {
        path: path.to_owned(),
        line: 1,
        what: format!("format {format} is none that backcast ever wrote"),
        remedy: format!("set `format` to {FORMAT} if you wrote the file by hand"),
    };
    let json = migrate(json, format, STEPS).ok_or_else(unknown)?;
    serde_json::from_value(json).map_err(|error| broken(path, &error))
}

/// Runs every step from `format` on and numbers the result; nothing when no step starts there.
fn migrate(mut json: Value, format: u64, steps: &[Step]) -> Option<Value> {
    let first = usize::try_from(format).ok()?.checked_sub(1)?;
    for step in steps.get(first..)? {
        step(&mut json);
    }
    let reached = steps.len() + 1;
    json.as_object_mut()?
        .insert("format".to_owned(), Value::from(reached));
    Some(json)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rename_title(json: &mut Value) {
        if let Some(title) = json
            .as_object_mut()
            .and_then(|object| object.remove("title"))
        {
            json["name"] = title;
        }
    }

    fn add_mark(json: &mut Value) {
        json["mark"] = json!(true);
    }

    #[test]
    fn every_step_from_the_files_format_on_runs_once() {
        let steps: &[Step] = &[rename_title, add_mark];
        assert_eq!(
            migrate(json!({"format": 1, "title": "a"}), 1, steps),
            Some(json!({"format": 3, "name": "a", "mark": true}))
        );
        assert_eq!(
            migrate(json!({"format": 2, "title": "a"}), 2, steps),
            Some(json!({"format": 3, "title": "a", "mark": true}))
        );
    }

    #[test]
    fn a_format_that_never_was_is_refused() {
        let error = to_current(Path::new("x.json"), r#"{"format": 0}"#, 0).unwrap_err();
        assert_eq!(
            error.to_string(),
            "x.json:1: format 0 is none that backcast ever wrote — set `format` to 1 if you wrote the file by hand. Nothing was changed."
        );
    }
}
