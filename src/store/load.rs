//! From bytes to a plan: limits, encoding, format, migration, and the checks without which a plan
//! could not be edited safely. Every refusal names the file, the line and a remedy, and changes
//! nothing. What a plan says that is merely odd (a link to nowhere, a circle) is no error here.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::error::StoreError;
use super::{migrate, unique};
use crate::plan::{FORMAT, Plan, RESERVED_ID};

/// The most bytes a plan's file may have: room for tens of thousands of steps.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// A plan as it was read.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The plan, in this version's format.
    pub plan: Plan,
    /// The file it came from; links are resolved by [`load`].
    pub path: PathBuf,
    /// The bytes that were read.
    pub bytes: Vec<u8>,
    /// Why it must not be written, if so: a newer program's format.
    pub read_only: Option<String>,
    /// Whether it was brought here from an older format; the original is kept at the first save.
    pub migrated: bool,
}

/// Reads a plan.
///
/// # Errors
/// When the file cannot be read or is not a plan; its bytes are untouched.
pub fn load(path: &Path) -> Result<Opened, StoreError> {
    let path =
        std::fs::canonicalize(path).map_err(|source| StoreError::io("open", path, source))?;
    let bytes = read_limited(&path)?;
    parse(&path, bytes)
}

/// The bytes of a file, if it is no larger than [`MAX_BYTES`].
pub(super) fn read_limited(path: &Path) -> Result<Vec<u8>, StoreError> {
    read_at_most(path, "a plan", MAX_BYTES)
}

/// The bytes of a file of another program, if it is no larger than `limit`; `kind` is what it should
/// be, for the error: "a calendar file".
///
/// # Errors
/// When it cannot be read, is no file, or is larger.
pub fn read_at_most(path: &Path, kind: &'static str, limit: u64) -> Result<Vec<u8>, StoreError> {
    let error = |source| StoreError::io("read", path, source);
    let about = std::fs::metadata(path).map_err(error)?;
    if about.is_dir() {
        return Err(error(std::io::ErrorKind::IsADirectory.into()));
    }
    // To open a pipe would wait for somebody to write into it; a device may never end.
    if !about.is_file() {
        let what = "it is no file, but a pipe, a socket or a device";
        return Err(error(std::io::Error::other(what)));
    }
    let file = File::open(path).map_err(error)?;
    let mut bytes = Vec::with_capacity(usize::try_from(about.len().min(limit)).unwrap_or(0) + 1);
    file.take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(error)?;
    if bytes.len() as u64 > limit {
        let bytes = about.len().max(limit.saturating_add(1));
        return Err(StoreError::TooLarge {
            path: path.to_owned(),
            kind,
            bytes,
            limit,
        });
    }
    Ok(bytes)
}

/// The one key that is read before anything else is believed.
#[derive(Deserialize)]
struct Head {
    format: Option<serde_json::Number>,
}

/// A plan from the bytes of a file; `path` is only named in errors.
///
/// # Errors
/// When the bytes are not a plan.
pub fn parse(path: &Path, bytes: Vec<u8>) -> Result<Opened, StoreError> {
    let text = as_text(path, &bytes)?;
    let Some(format) = format_of(path, text)? else {
        return Err(foreign(path));
    };
    let newer = || StoreError::Newer {
        path: path.to_owned(),
        format,
        known: FORMAT,
    };
    let (plan, read_only): (Plan, _) = match format.cmp(&u64::from(FORMAT)) {
        Ordering::Greater => {
            let plan = serde_json::from_str(text).map_err(|_| newer())?;
            (plan, Some(newer().to_string()))
        }
        Ordering::Equal => {
            let plan = serde_json::from_str(text).map_err(|error| broken(path, &error))?;
            unique::check(path, text)?;
            (plan, None)
        }
        Ordering::Less => (migrate::to_current(path, text, format)?, None),
    };
    let steps = plan.steps.iter().map(|step| ("step", &step.id));
    let people = plan.people.iter().map(|person| ("person", &person.id));
    check_ids(path, text, steps.chain(people))?;
    let migrated = format < u64::from(FORMAT);
    Ok(Opened {
        plan,
        path: path.to_owned(),
        bytes,
        read_only,
        migrated,
    })
}

/// The number of a file's format, if it has one.
pub(super) fn format_of(path: &Path, text: &str) -> Result<Option<u64>, StoreError> {
    let head: Head = serde_json::from_str(text).map_err(|error| broken(path, &error))?;
    Ok(head.format.as_ref().and_then(serde_json::Number::as_u64))
}

fn foreign(path: &Path) -> StoreError {
    StoreError::Broken {
        path: path.to_owned(),
        line: 1,
        what: "not a backcast plan (it has no `format` number)".to_owned(),
        remedy: "open a plan that backcast wrote, or start one with `backcast new`".to_owned(),
    }
}

pub(super) fn as_text<'a>(path: &Path, bytes: &'a [u8]) -> Result<&'a str, StoreError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()]
            .iter()
            .filter(|&&byte| byte == b'\n')
            .count();
        let what = "the text is not UTF-8".to_owned();
        let remedy = "restore it from a copy, or save it as UTF-8".to_owned();
        StoreError::Broken {
            path: path.to_owned(),
            line,
            what,
            remedy,
        }
    })
}

/// What the JSON reader found, without its position repeated.
pub(super) fn broken(path: &Path, error: &serde_json::Error) -> StoreError {
    let text = error.to_string();
    let what = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(what, _)| what);
    let what = if error.is_eof() {
        format!("the file ends too early ({what})")
    } else {
        what.to_owned()
    };
    let remedy = if error.is_data() {
        "mend that value in a text editor, or restore the file from a copy"
    } else {
        "the file is damaged there: restore it from a copy, or mend it in a text editor"
    };
    StoreError::Broken {
        path: path.to_owned(),
        line: error.line().max(1),
        what,
        remedy: remedy.to_owned(),
    }
}

/// Ids must be told apart, each among its kind, or an edit could hit the wrong element.
pub(super) fn check_ids<'a>(
    path: &Path,
    text: &str,
    ids: impl Iterator<Item = (&'static str, &'a String)>,
) -> Result<(), StoreError> {
    let mut seen = HashSet::new();
    for (kind, id) in ids {
        let what = if id.is_empty() {
            format!("a {kind} has an empty id")
        } else if !may_be_id(id) {
            format!("a {kind} has the id `{id}`, which stands for the order of a list")
        } else if !seen.insert((kind, id)) {
            format!("two of kind {kind} share the id `{id}`")
        } else {
            continue;
        };
        let remedy = "give each an id of its own".to_owned();
        return Err(StoreError::Broken {
            path: path.to_owned(),
            line: line_of_id(text, id),
            what,
            remedy,
        });
    }
    Ok(())
}

/// Whether an edit can name an element by this id.
pub(super) fn may_be_id(id: &str) -> bool {
    !id.is_empty() && id != RESERVED_ID
}

/// The line on which an id stands for the last time: of two that clash, the one to change.
fn line_of_id(text: &str, id: &str) -> usize {
    const KEY: &str = "\"id\"";
    let quoted = serde_json::to_string(id).unwrap_or_default();
    let is_it = |at: &usize| {
        let value = text.get(at + KEY.len()..).map(str::trim_start);
        let value = value.and_then(|rest| rest.strip_prefix(':'));
        value.is_some_and(|rest| rest.trim_start().starts_with(&quoted))
    };
    let places = text.match_indices(KEY).map(|(at, _)| at);
    let before = places.filter(is_it).last().and_then(|at| text.get(..at));
    1 + before.map_or(0, |before| before.matches('\n').count())
}
