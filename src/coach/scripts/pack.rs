//! Reading and writing a pack of scripts: JSON, one script or a list of them, and each slot found in
//! its text. Where packs lie is the store's matter.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Cue, Script, Slot, SlotName, Voice};
use crate::coach::pack::{Place, quoted, told};
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
    let place = &Place { file, json };
    let raw = if json.trim_start().starts_with('[') {
        serde_json::from_str(json)
    } else {
        serde_json::from_str(json).map(|script| vec![script])
    };
    let raw: Vec<RawScript> = raw.map_err(|error| shape(file, &error))?;
    let mut scripts: Vec<Script> = Vec::with_capacity(raw.len());
    for (index, raw) in raw.into_iter().enumerate() {
        let script = script(place, index + 1, raw)?;
        if scripts.iter().any(|other| other.id == script.id) {
            return Err(ScriptError::SameId {
                line: line(place, &script.id, index, ""),
                file: quoted(file),
                id: quoted(&script.id),
            });
        }
        scripts.push(script);
    }
    Ok(scripts)
}

fn shape(file: &str, error: &serde_json::Error) -> ScriptError {
    ScriptError::Shape {
        file: quoted(file),
        line: error.line(),
        column: error.column(),
        reason: told(error),
    }
}

/// The line on which a script of that id stands, or of one of its slots the words; `nth` tells scripts of
/// the same id apart, from 0.
fn line(place: &Place<'_>, id: &str, nth: usize, words: &str) -> usize {
    let of_script = place.find("id", id, nth, 0).unwrap_or(0);
    let slot = place.find("text", words, 0, of_script);
    place.line_at(slot.unwrap_or(of_script))
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
                file: quoted(place.file),
                line: line(place, &raw.id, 0, ""),
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
            file: quoted(place.file),
            line: line(
                place,
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
    let line = line(place, &script.id, 0, &slot.text);
    let (file, id, words) = (quoted(place.file), quoted(&script.id), quoted(&words));
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
