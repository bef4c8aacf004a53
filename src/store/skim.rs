//! A plan read for a list: quickly, since a folder may hold thousands. Where anything is out of the
//! ordinary (another format, a value that cannot be read, ids that clash) the file is read as if it
//! were opened, so that a list and `open` say the same. Only what nobody here reads is not looked at: a
//! list does not see a key that this version does not know stand twice.

use std::collections::HashSet;
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;

use super::error::StoreError;
use super::folder::Summary;
use super::load::{may_be_id, parse, read_limited};
use crate::plan::{Duration, FORMAT, Gate, Lag, Pin};

/// What a list shows of the plan in a file.
pub(super) fn skim(path: &Path) -> Result<Summary, StoreError> {
    let bytes = read_limited(path)?;
    let skimmed: Option<Skimmed> = serde_json::from_slice(&bytes).ok();
    if let Some(skimmed) = skimmed.filter(Skimmed::is_sound) {
        return Ok(Summary {
            name: skimmed.name,
            buyer: skimmed.buyer.organization,
            seller: skimmed.seller.organization,
            go_live: skimmed.anchor.go_live,
            steps: skimmed.steps.len(),
            read_only: None,
        });
    }
    // A list names the file as the folder does; `open` resolves links first.
    let parsed = parse(path, bytes)?;
    let plan = parsed.plan;
    Ok(Summary {
        name: plan.name,
        buyer: plan.buyer.organization,
        seller: plan.seller.organization,
        go_live: plan.anchor.go_live,
        steps: plan.steps.len(),
        read_only: parsed.read_only,
    })
}

impl Skimmed {
    fn is_sound(&self) -> bool {
        let (mut steps, mut people) = (HashSet::new(), HashSet::new());
        self.format == u64::from(FORMAT)
            && self
                .steps
                .iter()
                .all(|step| may_be_id(&step.id) && steps.insert(&step.id))
            && self
                .people
                .iter()
                .all(|one| may_be_id(&one.id) && people.insert(&one.id))
    }
}

#[derive(Deserialize)]
struct Skimmed {
    format: u64,
    #[serde(rename = "id")]
    _id: String,
    name: String,
    #[serde(default)]
    anchor: SkimmedAnchor,
    #[serde(default)]
    buyer: SkimmedParty,
    #[serde(default)]
    seller: SkimmedParty,
    #[serde(default)]
    steps: Vec<SkimmedStep>,
    #[serde(default)]
    people: Vec<SkimmedPerson>,
}

/// What of a step is not just any text. Most of it is only read to see that it can be read.
#[derive(Deserialize)]
#[expect(dead_code, reason = "to see that it can be read")]
struct SkimmedStep {
    id: String,
    title: String,
    #[serde(default = "milestone")]
    duration: Duration,
    #[serde(default)]
    after: Vec<SkimmedLink>,
    #[serde(default)]
    pin: Option<Pin>,
    #[serde(default)]
    not_before: Option<NaiveDate>,
    #[serde(default)]
    no_later_than: Option<NaiveDate>,
    #[serde(default)]
    gate: Option<Gate>,
    #[serde(default)]
    started: Option<NaiveDate>,
    #[serde(default)]
    remaining: Option<u32>,
    #[serde(default)]
    done: Option<NaiveDate>,
}

fn milestone() -> Duration {
    Duration::MILESTONE
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "to see that it can be read")]
struct SkimmedLink {
    step: String,
    #[serde(default)]
    lag: Option<Lag>,
}

#[derive(Deserialize)]
struct SkimmedPerson {
    id: String,
    #[serde(rename = "name")]
    _name: String,
}

#[derive(Deserialize, Default)]
struct SkimmedAnchor {
    #[serde(default)]
    go_live: Option<NaiveDate>,
}

#[derive(Deserialize, Default)]
struct SkimmedParty {
    #[serde(default)]
    organization: String,
}

#[cfg(test)]
mod tests {
    use super::super::load::load;
    use super::*;
    use crate::plan::testing::full_json;

    #[test]
    fn a_list_and_open_agree() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().canonicalize().unwrap().join("a.json");
        let whole = full_json();
        let with = |pointer: &str, value: serde_json::Value| {
            let mut plan = whole.clone();
            *plan.pointer_mut(pointer).unwrap() = value;
            plan.to_string()
        };
        for text in [
            whole.to_string(),
            format!("\u{feff}{whole}"),
            with("/format", 9.into()),
            with("/steps/1/duration", "soon".into()),
            with("/steps/1/id", "poc".into()),
            with("/steps/2/id", "".into()),
            with("/steps/2/id", "#order".into()),
            with("/steps/0/started", "yesterday".into()),
            with("/steps/1/after/0/lag", "some".into()),
            with("/people/1/id", "sarah".into()),
            with("/people/1/id", 3.into()),
            with("/steps", 3.into()),
            with("/anchor/go_live", "soon".into()),
            r#"{"dependencies": {}}"#.to_owned(),
            r#"{"format": 1, "name": "no id"}"#.to_owned(),
            r#"{"format": 9, "steps": 4}"#.to_owned(),
            "[]".to_owned(),
            "{".to_owned(),
        ] {
            std::fs::write(&path, &text).unwrap();
            match (skim(&path), load(&path)) {
                (Ok(summary), Ok(opened)) => {
                    assert_eq!(summary.steps, opened.plan.steps.len(), "{text}");
                    assert_eq!(summary.read_only, opened.read_only, "{text}");
                }
                (Err(listed), Err(opened)) => {
                    assert_eq!(listed.to_string(), opened.to_string());
                }
                (listed, opened) => panic!("{text}: {listed:?}, {:?}", opened.err()),
            }
        }
    }
}
