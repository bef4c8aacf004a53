//! The seller's own file beside a plan. Only the seller's own programs call this; code made for the
//! buyer cannot (a test over imports says so).

use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::own_file::{self, OwnFile};
use crate::coach::meddpicc::Learned;
use crate::private::{FORMAT, Meddpicc, Private};

impl OwnFile for Private {
    const FORMAT: u32 = FORMAT;
    const WHAT: &'static str = "a seller's file";

    fn ids(&self) -> Vec<(&'static str, &String)> {
        self.steps.iter().map(|step| ("step", &step.id)).collect()
    }
}

/// Where the private file of a plan's file lies: `acme.json` has `acme.private.json`.
pub fn private_path(plan: &Path) -> PathBuf {
    plan.with_extension("private.json")
}

/// Reads the private file beside a plan; nothing when there is none.
///
/// # Errors
/// When it cannot be read, is broken, or a newer program wrote it; its bytes are untouched.
pub fn load_private(plan: &Path) -> Result<Option<Private>, StoreError> {
    own_file::load(&private_path(plan))
}

/// Writes the private file beside a plan, whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub fn save_private(plan: &Path, private: &Private) -> Result<(), StoreError> {
    own_file::save(&private_path(plan), private)
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
    changed(plan, id, edit).map(drop)
}

/// What the private file beside a plan knows of the deal, once what was learned is written down in it.
/// Nothing learned writes nothing.
///
/// # Errors
/// When it cannot be read or written, or is another plan's; its bytes are untouched then.
pub fn learn(plan: &Path, id: &str, learned: Option<&Learned>) -> Result<Meddpicc, StoreError> {
    let private = match learned {
        Some(learned) => changed(plan, id, |private| learned.put(&mut private.meddpicc))?,
        // The file of another plan says nothing of this one; writing tells whose it is.
        None => match load_private(plan)?.filter(|private| private.plan == id) {
            Some(private) => private,
            None => Private::new(id.to_owned()),
        },
    };
    Ok(private.meddpicc)
}

fn changed(plan: &Path, id: &str, edit: impl FnOnce(&mut Private)) -> Result<Private, StoreError> {
    let begin = || Private::new(id.to_owned());
    let stranger = |private: &Private| {
        (private.plan != id).then(|| format!("another plan ({})", private.plan))
    };
    own_file::edit(&private_path(plan), begin, stranger, edit)
}
