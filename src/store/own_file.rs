//! The seller's own JSON files: read with the checks that a plan's file has, changed under a lock so
//! that two programs that add to one at the same time lose nothing, written whole or not at all. What
//! such a file holds and where it lies is decided by those who call this.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::StoreError;
use super::load::{as_text, broken, check_ids, format_of, read_limited};
use super::save::{lock, to_bytes, write_whole};
use super::unique;

/// What such a file holds.
pub(super) trait OwnFile: Serialize + DeserializeOwned + Clone + PartialEq {
    /// The format that this version writes.
    const FORMAT: u32;
    /// What it is called in an error: "a seller's file".
    const WHAT: &'static str;

    /// What in it is told apart by an id: the kind, the id.
    fn ids(&self) -> Vec<(&'static str, &String)>;
}

/// Reads a file; nothing when there is none.
///
/// # Errors
/// When it cannot be read, is broken, or a newer program wrote it; its bytes are untouched.
pub(super) fn load<T: OwnFile>(path: &Path) -> Result<Option<T>, StoreError> {
    let bytes = match read_limited(path) {
        Ok(bytes) => bytes,
        Err(error) if error.is_missing_file() => return Ok(None),
        Err(error) => return Err(error),
    };
    let text = as_text(path, &bytes)?;
    match format_of(path, text)? {
        Some(format) if format > u64::from(T::FORMAT) => {
            return Err(StoreError::Newer {
                path: path.to_owned(),
                format,
                known: T::FORMAT,
            });
        }
        Some(format) if format == u64::from(T::FORMAT) => {}
        _ => return Err(foreign::<T>(path)),
    }
    let held: T = serde_json::from_str(text).map_err(|error| broken(path, &error))?;
    unique::check(path, text)?;
    check_ids(path, text, held.ids().into_iter())?;
    Ok(Some(held))
}

fn foreign<T: OwnFile>(path: &Path) -> StoreError {
    StoreError::Broken {
        path: path.to_owned(),
        line: 1,
        what: format!(
            "not {} of backcast (its `format` is not {})",
            T::WHAT,
            T::FORMAT
        ),
        remedy: "restore it from a copy, or move it away".to_owned(),
    }
}

/// Writes a file, whatever stands there.
///
/// # Errors
/// When it cannot be written.
pub(super) fn save<T: OwnFile>(path: &Path, held: &T) -> Result<(), StoreError> {
    let _lock = lock(path)?;
    write_whole(path, &to_bytes(path, held)?)
}

/// Changes a file under its lock. One that is not there is begun with `begin`; one that is left as it
/// was is not written. `stranger` says whose a file is that belongs to somebody else.
///
/// # Errors
/// When it cannot be read or written, or is somebody else's; its bytes are untouched then.
pub(super) fn edit<T: OwnFile>(
    path: &Path,
    begin: impl FnOnce() -> T,
    stranger: impl FnOnce(&T) -> Option<String>,
    edit: impl FnOnce(&mut T),
) -> Result<T, StoreError> {
    let _lock = lock(path)?;
    let before: Option<T> = load(path)?;
    let mut held = before.clone().unwrap_or_else(begin);
    if let Some(whose) = stranger(&held) {
        return Err(StoreError::Broken {
            path: path.to_owned(),
            line: 1,
            what: format!("it belongs to {whose}"),
            remedy: "move it away, and a new one is begun".to_owned(),
        });
    }
    edit(&mut held);
    if before.as_ref() != Some(&held) {
        write_whole(path, &to_bytes(path, &held)?)?;
    }
    Ok(held)
}
