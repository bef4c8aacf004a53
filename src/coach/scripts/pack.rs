//! Reading a pack of scripts: JSON, one script or a list of them, and each slot found in its text.

use std::ops::Range;

use serde::Deserialize;

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
    #[error("{file}: script {number} has no {field}; write one, or take the script out")]
    Empty {
        file: String,
        number: usize,
        field: &'static str,
    },
    /// Two scripts of a pack have the same name.
    #[error("{file}: two scripts are called \"{id}\"; give one of them another id")]
    SameId { file: String, id: String },
    /// The words of a slot are not in the script's text as words of their own.
    #[error(
        "{file}: script \"{script}\" has a slot for \"{words}\", which its text does not hold; write the \
         slot as the text has it"
    )]
    SlotNotInText {
        file: String,
        script: String,
        words: String,
    },
    /// A slot asks for an occurrence that is not there.
    #[error(
        "{file}: script \"{script}\" has a slot for occurrence {wanted} of \"{words}\", which its text \
         holds {found} times; count from 1"
    )]
    NoSuchOccurrence {
        file: String,
        script: String,
        words: String,
        wanted: usize,
        found: usize,
    },
    /// Two slots claim the same words.
    #[error("{file}: script \"{script}\" has two slots at \"{words}\"; keep one of them there")]
    SlotsOverlap {
        file: String,
        script: String,
        words: String,
    },
}

#[derive(Deserialize)]
struct RawScript {
    id: String,
    cue: Cue,
    speaker: Voice,
    audience: Voice,
    source: String,
    text: String,
    #[serde(default)]
    slots: Vec<RawSlot>,
}

#[derive(Deserialize)]
struct RawSlot {
    slot: SlotName,
    text: String,
    /// Which of several occurrences, from 1; all of them if it does not say.
    occurrence: Option<usize>,
}

/// Reads the text of a pack: one script, or a list of them. `file` only names it in errors. Texts come
/// out harmless; keys that this version does not know are passed over.
pub fn parse_pack(file: &str, json: &str) -> Result<Vec<Script>, ScriptError> {
    let file = quoted(file);
    let raw = if json.trim_start().starts_with('[') {
        serde_json::from_str(json)
    } else {
        serde_json::from_str(json).map(|script| vec![script])
    };
    let raw: Vec<RawScript> = raw.map_err(|error| shape(&file, &error))?;
    let mut scripts: Vec<Script> = Vec::with_capacity(raw.len());
    for (index, raw) in raw.into_iter().enumerate() {
        let script = script(&file, index + 1, raw)?;
        if scripts.iter().any(|other| other.id == script.id) {
            return Err(ScriptError::SameId {
                file,
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

fn script(file: &str, number: usize, raw: RawScript) -> Result<Script, ScriptError> {
    for (field, value) in [
        ("id", &raw.id),
        ("source", &raw.source),
        ("text", &raw.text),
    ] {
        if value.trim().is_empty() {
            let file = file.to_owned();
            return Err(ScriptError::Empty {
                file,
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
        let spans = spans(file, &script, &slot)?;
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
            file: file.to_owned(),
            script: quoted(&script.id),
            words: quoted(script.text.get(span).unwrap_or_default()),
        }),
    }
}

/// Where a slot's words stand in the text, as words of their own ("March 1" is not in "March 15").
fn spans(file: &str, script: &Script, slot: &RawSlot) -> Result<Vec<Range<usize>>, ScriptError> {
    let words = text::harmless_lines(&slot.text);
    let borders = |start: usize, end: usize| {
        let before = script.text.get(..start).and_then(|s| s.chars().next_back());
        let after = script.text.get(end..).and_then(|s| s.chars().next());
        ![before, after]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric)
    };
    let found: Vec<Range<usize>> = script
        .text
        .match_indices(words.as_ref())
        .map(|(start, found)| start..start + found.len())
        .filter(|span| !span.is_empty() && borders(span.start, span.end))
        .collect();
    let (file, id, words) = (file.to_owned(), quoted(&script.id), quoted(&words));
    if found.is_empty() {
        return Err(ScriptError::SlotNotInText {
            file,
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
