//! The seller's own file beside a plan. Only the seller's own programs call this; code made for the
//! buyer cannot (a test over imports says so).

use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::load::{as_text, broken, check_ids, format_of, read_limited};
use super::save::{lock, to_bytes, write_whole};
use super::unique;
use crate::private::{FORMAT, Private};

/// Where the private file of a plan's file lies: `acme.json` has `acme.private.json`.
pub fn private_path(plan: &Path) -> PathBuf {
    plan.with_extension("private.json")
}

/// Reads the private file beside a plan; nothing when there is none.
///
/// # Errors
/// When it cannot be read, is broken, or a newer program wrote it; its bytes are untouched.
pub fn load_private(plan: &Path) -> Result<Option<Private>, StoreError> {
    let path = private_path(plan);
    let bytes = match read_limited(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.is_missing_file() => return Ok(None),
        Err(error) => return Err(error),
    };
    let text = as_text(&path, &bytes)?;
    match format_of(&path, text)? {
        Some(format) if format > u64::from(FORMAT) => {
            return Err(StoreError::Newer {
                path,
                format,
                known: FORMAT,
            });
        }
        Some(format) if format == u64::from(FORMAT) => {}
        _ => return Err(foreign(path)),
    }
    let private: Private = serde_json::from_str(text).map_err(|error| broken(&path, &error))?;
    unique::check(&path, text)?;
    let steps = private.steps.iter().map(|step| ("step", &step.id));
    check_ids(&path, text, steps)?;
    Ok(Some(private))
}

fn foreign(path: PathBuf) -> StoreError {
    StoreError::Broken {
        path,
        line: 1,
        what: format!("not a seller's file of backcast (its `format` is not {FORMAT})"),
        remedy: "restore it from a copy, or move it away".to_owned(),
    }
}

/// Writes the private file beside a plan, whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub fn save_private(plan: &Path, private: &Private) -> Result<(), StoreError> {
    let path = private_path(plan);
    let _lock = lock(&path)?;
    write_whole(&path, &to_bytes(&path, private)?)
}

/// Changes the private file beside a plan under its lock, so that two programs that add to it at the
/// same time lose nothing. A file that is not there is begun; one that is left as it was is not written.
///
/// # Errors
/// When it cannot be read or written, or is another plan's; its bytes are untouched then.
pub fn edit_private(
    plan: &Path,
    id: &str,
    edit: impl FnOnce(&mut Private),
) -> Result<(), StoreError> {
    let path = private_path(plan);
    let _lock = lock(&path)?;
    let before = load_private(plan)?;
    let mut private = before
        .clone()
        .unwrap_or_else(|| Private::new(id.to_owned()));
    if private.plan != id {
        return Err(StoreError::Broken {
            path,
            line: 1,
            what: format!("it belongs to another plan ({})", private.plan),
            remedy: "move it away, and a new one is begun".to_owned(),
        });
    }
    edit(&mut private);
    if before.as_ref() == Some(&private) {
        return Ok(());
    }
    write_whole(&path, &to_bytes(&path, &private)?)
}
