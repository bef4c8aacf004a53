//! Reading and writing a pack of scripts: JSON, one script or a list of them, and each slot found in
//! its text. Where packs lie is the store's matter.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Cue, Script, Slot, SlotName, Voice};
use crate::text;

/// What is wrong with a pack of scripts. Whatever it quotes from the pack is harmless and short.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)]
pub enum ScriptError {
    /// No JSON, or not the shape of a script.
    #[error(
        "{file}, line {line}, column {column}: {reason}. A script has id, cue, speaker, audience, \
         source, text and slots"
    )]
    Shape {
        file: String,
        line: usize,
        column: usize,
        reason: String,
    },
    /// A script says nothing, or has no name.
    #[error(
        "{file}, line {line}: script {number} has no {field}; write one, or take the script out"
    )]
    Empty {
        file: String,
        line: usize,
        number: usize,
        field: &'static str,
    },
    /// Two scripts of a pack have the same name.
    #[error("{file}, line {line}: two scripts are called \"{id}\"; give one of them another id")]
    SameId {
        file: String,
        line: usize,
        id: String,
    },
    /// The words of a slot are not in the script's text as words of their own.
    #[error(
        "{file}, line {line}: script \"{script}\" has a slot for \"{words}\", which its text does not \
         hold; write the slot as the text has it"
    )]
    SlotNotInText {
        file: String,
        line: usize,
        script: String,
        words: String,
    },
    /// A slot asks for an occurrence that is not there.
    #[error(
        "{file}, line {line}: script \"{script}\" has a slot for occurrence {wanted} of \"{words}\", \
         which its text holds {found} times; count from 1"
    )]
    NoSuchOccurrence {
        file: String,
        line: usize,
        script: String,
        words: String,
        wanted: usize,
        found: usize,
    },
    /// Two slots claim the same words.
    #[error(
        "{file}, line {line}: script \"{script}\" has two slots at \"{words}\"; keep one of them there"
    )]
    SlotsOverlap {
        file: String,
        line: usize,
        script: String,
        words: String,
    },
}

#[derive(Deserialize, Serialize)]
struct RawScript {
    id: String,
    cue: Cue,
    speaker: Voice,
    audience: Voice,
    source: String,
    text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    slots: Vec<RawSlot>,
}

#[derive(Deserialize, Serialize)]
struct RawSlot {
    slot: SlotName,
    text: String,
    /// Which of several occurrences, from 1; all of them if it does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    occurrence: Option<usize>,
}

/// Reads the text of a pack: one script, or a list of them. `file` only names it in errors. Texts come
/// out harmless; keys that this version does not know are passed over.
pub fn parse_pack(file: &str, json: &str) -> Result<Vec<Script>, ScriptError> {
    let place = Place {
        file: quoted(file),
        json,
    };
    let raw = if json.trim_start().starts_with('[') {
        serde_json::from_str(json)
    } else {
        serde_json::from_str(json).map(|script| vec![script])
    };
    let raw: Vec<RawScript> = raw.map_err(|error| shape(&place.file, &error))?;
    let mut scripts: Vec<Script> = Vec::with_capacity(raw.len());
    for (index, raw) in raw.into_iter().enumerate() {
        let script = script(&place, index + 1, raw)?;
        if scripts.iter().any(|other| other.id == script.id) {
            return Err(ScriptError::SameId {
                line: place.line(&script.id, index, ""),
                file: place.file,
                id: quoted(&script.id),
            });
        }
        scripts.push(script);
    }
    Ok(scripts)
}

fn shape(file: &str, error: &serde_json::Error) -> ScriptError {
    let (line, column) = (error.line(), error.column());
    let told = error.to_string();
    let place = format!(" at line {line} column {column}");
    let reason = text::harmless(told.strip_suffix(&place).unwrap_or(&told));
    ScriptError::Shape {
        file: file.to_owned(),
        line,
        column,
        reason: text::clip(&reason, 160).into_owned(),
    }
}

/// Where something stands in a pack, for people.
struct Place<'a> {
    file: String,
    json: &'a str,
}

impl Place<'_> {
    /// The line on which a script of that id stands, or of one of its slots the words; `nth` tells
    /// scripts of the same id apart, from 0. A guess where the file writes its letters in codes.
    fn line(&self, id: &str, nth: usize, words: &str) -> usize {
        let json = |text: &str| serde_json::to_string(text).unwrap_or_default();
        let is_value = |key: &str, at: usize, value: &str| {
            let rest = self.json.get(at + key.len()..).unwrap_or_default();
            let rest = rest.trim_start().strip_prefix(':').map(str::trim_start);
            rest.is_some_and(|rest| rest.starts_with(value))
        };
        let find = |key: &str, value: &str, from: usize| -> Vec<usize> {
            let places = self.json.match_indices(key).map(|(at, _)| at);
            places
                .filter(|&at| at >= from && is_value(key, at, value))
                .collect()
        };
        let ids = find("\"id\"", &json(id), 0);
        let of_script = ids.get(nth).or_else(|| ids.last()).copied().unwrap_or(0);
        let slots = find("\"text\"", &json(words), of_script);
        let at = slots.first().copied().unwrap_or(of_script);
        1 + self
            .json
            .get(..at)
            .map_or(0, |before| before.matches('\n').count())
    }
}

/// A pack of these scripts, as [`parse_pack`] reads it: JSON over several lines.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn write_pack(scripts: &[Script]) -> serde_json::Result<String> {
    let raw: Vec<RawScript> = scripts.iter().map(raw).collect();
    serde_json::to_string_pretty(&raw)
}

fn raw(script: &Script) -> RawScript {
    let slot = |slot: &Slot| {
        let words = script.text.get(slot.span.clone()).unwrap_or_default();
        let before = spans_of(&script.text, words);
        let at = before.iter().position(|span| *span == slot.span);
        RawSlot {
            slot: slot.name.clone(),
            text: words.to_owned(),
            occurrence: at.filter(|_| before.len() > 1).map(|at| at + 1),
        }
    };
    RawScript {
        id: script.id.clone(),
        cue: script.cue.clone(),
        speaker: script.speaker,
        audience: script.audience,
        source: script.source.clone(),
        text: script.text.clone(),
        slots: script.slots.iter().map(slot).collect(),
    }
}

fn script(place: &Place<'_>, number: usize, raw: RawScript) -> Result<Script, ScriptError> {
    for (field, value) in [
        ("id", &raw.id),
        ("source", &raw.source),
        ("text", &raw.text),
    ] {
        if value.trim().is_empty() {
            return Err(ScriptError::Empty {
                file: place.file.clone(),
                line: place.line(&raw.id, 0, ""),
                number,
                field,
            });
        }
    }
    let mut script = Script {
        id: text::harmless(&raw.id).into_owned(),
        cue: raw.cue,
        speaker: raw.speaker,
        audience: raw.audience,
        source: text::harmless(&raw.source).into_owned(),
        text: text::harmless_lines(&raw.text).into_owned(),
        slots: Vec::new(),
    };
    for slot in raw.slots {
        let spans = spans(place, &script, &slot)?;
        let name = slot.slot;
        script.slots.extend(spans.into_iter().map(|span| Slot {
            name: name.clone(),
            span,
        }));
    }
    script.slots.sort_by_key(|slot| slot.span.start);
    let overlap = script.slots.windows(2).find_map(|pair| match pair {
        [a, b] if b.span.start < a.span.end => Some(b.span.clone()),
        _ => None,
    });
    match overlap {
        None => Ok(script),
        Some(span) => Err(ScriptError::SlotsOverlap {
            file: place.file.clone(),
            line: place.line(
                &raw.id,
                0,
                script.text.get(span.clone()).unwrap_or_default(),
            ),
            script: quoted(&script.id),
            words: quoted(script.text.get(span).unwrap_or_default()),
        }),
    }
}

/// Where words stand in a text, as words of their own ("March 1" is not in "March 15").
fn spans_of(text: &str, words: &str) -> Vec<Range<usize>> {
    let borders = |start: usize, end: usize| {
        let before = text.get(..start).and_then(|s| s.chars().next_back());
        let after = text.get(end..).and_then(|s| s.chars().next());
        ![before, after]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric)
    };
    text.match_indices(words)
        .map(|(start, found)| start..start + found.len())
        .filter(|span| !span.is_empty() && borders(span.start, span.end))
        .collect()
}

fn spans(
    place: &Place<'_>,
    script: &Script,
    slot: &RawSlot,
) -> Result<Vec<Range<usize>>, ScriptError> {
    let words = text::harmless_lines(&slot.text);
    let found = spans_of(&script.text, &words);
    let line = place.line(&script.id, 0, &slot.text);
    let (file, id, words) = (place.file.clone(), quoted(&script.id), quoted(&words));
    if found.is_empty() {
        return Err(ScriptError::SlotNotInText {
            file,
            line,
            script: id,
            words,
        });
    }
    let Some(wanted) = slot.occurrence else {
        return Ok(found);
    };
    match wanted.checked_sub(1).and_then(|index| found.get(index)) {
        Some(span) => Ok(vec![span.clone()]),
        None => Err(ScriptError::NoSuchOccurrence {
            file,
            line,
            script: id,
            words,
            wanted,
            found: found.len(),
        }),
    }
}

fn quoted(text: &str) -> String {
    text::clip(&text::harmless(text), 60).into_owned()
}
