//! What is kept of a manager's work with one rep: diagnoses, 1:1s with their commitments, rounds of
//! practice. Only the shape of the record is here; what is asked and how it is judged is with each of
//! the three. It is never a part of a plan, and nothing made for the buyer reads it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::plan::Extra;

/// The file format that this version writes.
pub const FORMAT: u32 = 1;

/// The record of one rep.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Rep {
    /// The file format's number.
    pub format: u32,
    /// The rep's name as people say it.
    pub name: String,
    /// Why plans were missing, as found each time, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnoses: Vec<Diagnosis>,
    /// The 1:1s, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_on_ones: Vec<OneOnOne>,
    /// Rounds of role-play, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub practice: Vec<Round>,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One diagnosis: what was answered, and what it came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnosis {
    /// Stable, never reused.
    pub id: String,
    /// The day.
    pub on: NaiveDate,
    /// The answers in the order asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// What it came to, in the diagnosis' word for it; empty when it was left before its end.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cause: String,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One answer of a diagnosis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Answer {
    /// The question's name.
    pub question: String,
    /// Whether it was a yes.
    pub yes: bool,
    /// What the answer rests on: a line of evidence, from the plans or from what was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One 1:1 by GROW.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OneOnOne {
    /// Stable, never reused.
    pub id: String,
    /// The day.
    pub on: NaiveDate,
    /// The id of the plan that was talked about, if one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// That plan's name then, so that it can be named when it is gone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub plan_name: String,
    /// The rep's words, by stage: `goal`, `reality`, `options`, `will`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub said: BTreeMap<String, String>,
    /// How long it took, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// The one thing that the rep will do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Commitment>,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The one thing that a rep will do after a 1:1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Commitment {
    /// What.
    pub what: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<NaiveDate>,
    /// The step that the rep is least sure of, in the rep's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub least_sure: String,
    /// Whether it was kept, once somebody said so; until then the plan's history speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<bool>,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One round of role-play.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Round {
    /// Stable, never reused.
    pub id: String,
    /// The day.
    pub on: NaiveDate,
    /// The drill's name.
    pub drill: String,
    /// The name of the persona that the buyer was played from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub persona: String,
    /// How much of the script the rep had before them: `full`, `phrases`, `first-words`, `blank`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prompt: String,
    /// How long it took, in seconds.
    #[serde(default)]
    pub seconds: u32,
    /// What was marked while it went on, by the behaviour's name, with the second of each.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<String, Vec<u32>>,
    /// The ratings, 1 to 5, by the behaviour's name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ratings: BTreeMap<String, u8>,
    /// The one behaviour chosen to coach next.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub coach_next: String,
    /// Keys this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Something to be put into a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Addition {
    /// A 1:1, or more of it: one of the same id is replaced.
    Talk(Box<OneOnOne>),
    /// What a person said of the commitment of an earlier 1:1, by its id.
    Kept {
        /// The 1:1's id.
        talk: String,
        /// Whether it was kept.
        kept: bool,
    },
    /// A diagnosis that came to its end.
    Diagnosis(Box<Diagnosis>),
    /// A round of role-play.
    Round(Box<Round>),
}

impl Rep {
    /// Takes something in. What is said of a 1:1 that is not there is left aside.
    pub fn add(&mut self, addition: Addition) {
        match addition {
            Addition::Talk(talk) => {
                let same = self.one_on_ones.iter_mut().find(|kept| kept.id == talk.id);
                match same {
                    Some(kept) => *kept = *talk,
                    None => self.one_on_ones.push(*talk),
                }
            }
            Addition::Kept { talk, kept } => {
                let mut talks = self.one_on_ones.iter_mut();
                let talk = talks.find(|there| there.id == talk);
                if let Some(commitment) = talk.and_then(|talk| talk.commitment.as_mut()) {
                    commitment.kept = Some(kept);
                }
            }
            Addition::Diagnosis(diagnosis) => self.diagnoses.push(*diagnosis),
            Addition::Round(round) => self.practice.push(*round),
        }
    }

    /// An empty record.
    pub fn new(name: &str) -> Self {
        Self {
            format: FORMAT,
            name: name.to_owned(),
            diagnoses: Vec::new(),
            one_on_ones: Vec::new(),
            practice: Vec::new(),
            extra: Extra::new(),
        }
    }

    /// The commitment of the last 1:1 that had one, with its 1:1.
    pub fn last_commitment(&self) -> Option<(&OneOnOne, &Commitment)> {
        let talks = self.one_on_ones.iter().rev();
        talks
            .filter_map(|talk| Some((talk, talk.commitment.as_ref()?)))
            .next()
    }

    /// How one behaviour was rated, oldest first: the day, 1 to 5.
    pub fn trend(&self, behaviour: &str) -> Vec<(NaiveDate, u8)> {
        let rated = |round: &Round| Some((round.on, *round.ratings.get(behaviour)?));
        self.practice.iter().filter_map(rated).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::plan::testing::{json_value, planted};

    fn whole() -> serde_json::Value {
        json!({
            "format": 1, "name": "Alex Kim",
            "diagnoses": [{"id": "d1", "on": "2026-11-23", "cause": "skill",
                "answers": [{"question": "how", "yes": false, "evidence": "no plan in the folder"}]}],
            "one_on_ones": [{"id": "o1", "on": "2026-11-23", "plan": "plan-1", "plan_name": "Acme",
                "said": {"goal": "March 1"}, "minutes": 25,
                "commitment": {"what": "a co-built plan", "by": "2026-11-30",
                    "least_sure": "security review", "kept": true}}],
            "practice": [{"id": "p1", "on": "2026-11-24", "drill": "intro", "persona": "cfo",
                "prompt": "blank", "seconds": 95, "marks": {"backwards": [12, 40]},
                "ratings": {"backwards": 3}, "coach_next": "backwards"}]
        })
    }

    proptest! {
        #[test]
        fn keys_nobody_knows_survive_at_every_level(mark in json_value()) {
            let mut file = planted(&whole(), "zz_unknown", &mark);
            // What is keyed by a name holds no fields of its own.
            for at in ["/one_on_ones/0/said", "/practice/0/marks", "/practice/0/ratings"] {
                file.pointer_mut(at).unwrap().as_object_mut().unwrap().remove("zz_unknown");
            }
            let rep: Rep = serde_json::from_value(file.clone()).unwrap();
            prop_assert_eq!(serde_json::to_value(&rep).unwrap(), file);
        }
    }

    #[test]
    fn the_last_commitment_outlives_a_1_on_1_without_one() {
        let mut rep: Rep = serde_json::from_value(whole()).unwrap();
        let mut later = rep.one_on_ones[0].clone();
        later.commitment = None;
        rep.one_on_ones.push(later);
        let (talk, commitment) = rep.last_commitment().unwrap();
        assert_eq!(
            (talk.id.as_str(), commitment.what.as_str()),
            ("o1", "a co-built plan")
        );
        assert_eq!(Rep::new("Alex").last_commitment(), None);
    }

    #[test]
    fn a_1_on_1_that_grows_stays_one_and_what_is_said_of_another_stays_there() {
        let mut rep: Rep = serde_json::from_value(whole()).unwrap();
        let mut next = rep.one_on_ones[0].clone();
        next.id = "o2".to_owned();
        next.commitment = None;
        rep.add(Addition::Talk(Box::new(next.clone())));
        next.said.insert("will".to_owned(), "by Friday".to_owned());
        rep.add(Addition::Talk(Box::new(next.clone())));
        assert_eq!(rep.one_on_ones.len(), 2);
        assert_eq!(rep.one_on_ones[1], next);
        for id in ["o1", "o2", "o3"] {
            let talk = id.to_owned();
            rep.add(Addition::Kept { talk, kept: false });
        }
        let (talk, commitment) = rep.last_commitment().unwrap();
        assert_eq!((talk.id.as_str(), commitment.kept), ("o1", Some(false)));
        let diagnosis = rep.diagnoses[0].clone();
        rep.add(Addition::Diagnosis(Box::new(diagnosis)));
        assert_eq!(rep.diagnoses.len(), 2);
    }

    #[test]
    fn a_trend_leaves_out_the_rounds_that_did_not_rate_it() {
        let mut rep: Rep = serde_json::from_value(whole()).unwrap();
        let mut silent = rep.practice[0].clone();
        silent.ratings.clear();
        rep.practice.push(silent);
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        assert_eq!(rep.trend("backwards"), [(day, 3)]);
        assert!(rep.trend("benefit").is_empty());
    }
}
