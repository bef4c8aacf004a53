//! What only the seller sees: deal, MEDDPICC, notes per step, internal steps, call records. It lies
//! in a file, a type and a module of its own, so that code made for the buyer cannot even name it.
//! It hangs on the plan's steps by their ids; nothing in the plan hangs on it.

pub mod money;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::plan::{Extra, Step};

/// The file format that this version writes.
pub const FORMAT: u32 = 1;

/// The seller's own file beside a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Private {
    /// The file format's number.
    pub format: u32,
    /// The id of the plan that this belongs to.
    pub plan: String,
    /// The deal as the seller's books have it.
    #[serde(default)]
    pub deal: Deal,
    /// What is known of the buyer, element by element.
    #[serde(default)]
    pub meddpicc: Meddpicc,
    /// Notes that the buyer must not see, by step id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<String, String>,
    /// The seller's own steps; they may come after the plan's steps, never the other way round.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// Records of calls.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Session>,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The deal as the seller's books have it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Deal {
    /// What it is worth, in whole units of the currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<i64>,
    /// The currency's three letters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub currency: String,
    /// The stage in the seller's process.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub stage: String,
    /// The sales representative.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rep: String,
    /// The representative's manager.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub manager: String,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The eight elements of MEDDPICC.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Meddpicc {
    /// Metrics: what the buyer gains, in figures.
    #[serde(default)]
    pub metrics: Element,
    /// Economic buyer: who can say yes.
    #[serde(default)]
    pub economic_buyer: Element,
    /// Decision criteria: what they compare.
    #[serde(default)]
    pub decision_criteria: Element,
    /// Decision process: how they decide.
    #[serde(default)]
    pub decision_process: Element,
    /// Paper process: legal, security, procurement, signature.
    #[serde(default)]
    pub paper_process: Element,
    /// Identified pain.
    #[serde(default)]
    pub identified_pain: Element,
    /// Champion: who sells it inside.
    #[serde(default)]
    pub champion: Element,
    /// Competition, doing nothing included.
    #[serde(default)]
    pub competition: Element,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What is known of one element, and how well.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Element {
    /// How well it is known.
    #[serde(default)]
    pub status: Status,
    /// What is known, and from whom.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

choice! {
    /// How well an element is known.
    Status = Blank {
        /// Nothing is known.
        Blank => "blank",
        /// Somebody said so.
        Claimed => "claimed",
        /// The buyer confirmed it.
        Confirmed => "confirmed",
    }
}

/// The record of one call.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Session {
    /// The day of the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// When it began; names the record, so that it is kept once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<DateTime<Utc>>,
    /// When it ended, or was last seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<DateTime<Utc>>,
    /// How long it took, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Who was there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// Edits with the buyer's pen.
    #[serde(default)]
    pub buyer_edits: u32,
    /// Edits with the seller's pen.
    #[serde(default)]
    pub seller_edits: u32,
    /// Questions answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<u32>,
    /// Questions passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skipped: Option<u32>,
    /// Questions left open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Private {
    /// An empty file for a plan.
    pub fn new(plan: String) -> Self {
        Self {
            format: FORMAT,
            plan,
            deal: Deal::default(),
            meddpicc: Meddpicc::default(),
            notes: BTreeMap::new(),
            steps: Vec::new(),
            sessions: Vec::new(),
            extra: Extra::new(),
        }
    }
    /// Adds a line to the note on a step; what stands there stays.
    pub fn add_note(&mut self, step: &str, line: &str) {
        let note = self.notes.entry(step.to_owned()).or_default();
        if !note.is_empty() {
            note.push('\n');
        }
        note.push_str(line);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::plan::testing::{json_value, planted};

    proptest! {
        #[test]
        fn keys_nobody_knows_survive_at_every_level(mark in json_value()) {
            let element = json!({"status": "claimed", "evidence": "Sarah said so"});
            let file = json!({
                "format": 1, "plan": "plan-1",
                "deal": {"value": 120_000, "currency": "EUR", "stage": "validation", "rep": "Alex", "manager": "Kim"},
                "meddpicc": {
                    "metrics": element, "economic_buyer": element, "decision_criteria": element, "decision_process": element,
                    "paper_process": element, "identified_pain": element, "champion": element, "competition": element},
                "notes": {"sec": "burned by a vendor last year"},
                "steps": [{"id": "brief", "title": "Brief the engineers", "side": "seller", "duration": "2d",
                    "owners": {"seller": "alex"}, "after": [{"step": "poc"}]}],
                "sessions": [
                    {"on": "2026-11-23", "minutes": 10, "people": ["Sarah"], "buyer_edits": 5, "seller_edits": 6},
                    {"on": "2026-11-24", "started": "2026-11-24T15:00:00Z", "ended": "2026-11-24T15:09:30Z", "buyer_edits": 0,
                     "seller_edits": 0, "answered": 7, "skipped": 1, "left": 2}]
            });
            let file = planted(&file, "zz_unknown", &mark);
            prop_assert!(file.to_string().matches("\"zz_unknown\"").count() >= 15);
            let private: Private = serde_json::from_value(file.clone()).unwrap();
            prop_assert_eq!(serde_json::to_value(&private).unwrap(), file);
        }

        #[test]
        fn a_status_nobody_knows_survives(word in "[a-z]{3,9} [a-z]{1,4}") {
            let element: Element = serde_json::from_value(json!({"status": word})).unwrap();
            prop_assert_eq!(serde_json::to_value(&element).unwrap(), json!({"status": word}));
        }
    }
}
