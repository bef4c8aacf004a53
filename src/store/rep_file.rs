//! The files in which a manager's work with a rep is kept: one a rep, in a folder of their own beside
//! the plans, so that none is ever taken for a plan or handed over with one.

use std::path::PathBuf;

use super::error::StoreError;
use super::folder::{Folder, slug};
use super::own_file::{self, OwnFile};
use crate::coach::rep::{FORMAT, Rep};

/// The folder's name, in the plans folder.
const COACHING: &str = "coaching";

impl OwnFile for Rep {
    const FORMAT: u32 = FORMAT;
    const WHAT: &'static str = "a coaching record";

    fn ids(&self) -> Vec<(&'static str, &String)> {
        let diagnoses = self.diagnoses.iter().map(|kept| ("diagnosis", &kept.id));
        let talks = self.one_on_ones.iter().map(|kept| ("1:1", &kept.id));
        let practice = self.practice.iter().map(|kept| ("practice", &kept.id));
        diagnoses.chain(talks).chain(practice).collect()
    }
}

/// Where the record of a rep lies in a plans folder: `coaching/alex-kim.json`.
///
/// # Errors
/// When the name holds nothing that a file could be called.
pub fn rep_path(folder: &Folder, name: &str) -> Result<PathBuf, StoreError> {
    let slug = slug(name).ok_or_else(|| StoreError::NoSlug {
        name: name.to_owned(),
    })?;
    Ok(folder.path().join(COACHING).join(format!("{slug}.json")))
}

/// Reads the record of a rep; nothing when there is none yet.
///
/// # Errors
/// When the name fits no file, or the file cannot be read, is broken, or a newer program wrote it; its
/// bytes are untouched.
pub fn load_rep(folder: &Folder, name: &str) -> Result<Option<Rep>, StoreError> {
    own_file::load(&rep_path(folder, name)?)
}

/// Changes the record of a rep under its lock and returns it as it is then. One that is not there is
/// begun; one that is left as it was is not written.
///
/// # Errors
/// As [`load_rep`], or when it cannot be written, or the file's rep has another name.
pub fn edit_rep(
    folder: &Folder,
    name: &str,
    edit: impl FnOnce(&mut Rep),
) -> Result<Rep, StoreError> {
    let path = rep_path(folder, name)?;
    Folder::at(folder.path().join(COACHING)).ensure()?;
    let stranger = |rep: &Rep| {
        let same = slug(&rep.name) == slug(name);
        (!same).then(|| format!("somebody else ({})", rep.name))
    };
    own_file::edit(&path, || Rep::new(name), stranger, edit)
}

/// The reps of whom there is a record, by name. A record that cannot be read is told of in its place.
///
/// # Errors
/// When the folder cannot be read.
pub fn list_reps(folder: &Folder) -> Result<Vec<Result<Rep, StoreError>>, StoreError> {
    let files = Folder::at(folder.path().join(COACHING)).files()?;
    let read = |path: PathBuf| own_file::load(&path).transpose();
    Ok(files.into_iter().filter_map(read).collect())
}
