//! A team's own packs of scripts, of practice and of objections: JSON files in folders of the configuration
//! folder. What stands in a pack is read by [`crate::coach::scripts`], [`crate::coach::practice`] and
//! [`crate::coach::objections`]; here they are found, and written when a playbook was imported.

use std::path::{Path, PathBuf};

use super::config::Config;
use super::error::StoreError;
use super::export::export;
use super::folder::{Folder, slug};
use super::load::{as_text, read_limited};
use crate::coach::objections::{self, Objection};
use crate::coach::pack::Fault;
use crate::coach::practice::{self, Material};
use crate::coach::scripts::{Script, ScriptError, parse_pack};

/// What a pack may hold.
pub trait Content: Sized {
    /// The folder in the configuration folder that packs of it lie in.
    const FOLDER: &'static str;

    /// Reads the text of a pack; `file` only names it in errors.
    ///
    /// # Errors
    /// When something is wrong in it; the error names the file and the line.
    fn read(file: &str, text: &str) -> Result<Self, PackError>;
}

impl Content for Vec<Script> {
    const FOLDER: &'static str = "scripts";

    fn read(file: &str, text: &str) -> Result<Self, PackError> {
        Ok(parse_pack(file, text)?)
    }
}

impl Content for Material {
    const FOLDER: &'static str = "practice";

    fn read(file: &str, text: &str) -> Result<Self, PackError> {
        Ok(practice::parse(file, text)?)
    }
}

impl Content for Vec<Objection> {
    const FOLDER: &'static str = "objections";

    fn read(file: &str, text: &str) -> Result<Self, PackError> {
        Ok(objections::parse(file, text)?)
    }
}

/// A pack that lies in its folder, readable or not.
#[derive(Debug)]
pub struct Pack<T> {
    /// Its file.
    pub path: PathBuf,
    /// What it holds.
    pub held: Result<T, PackError>,
}

/// Why a pack cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// Its file cannot be read.
    #[error(transparent)]
    File(#[from] StoreError),
    /// What stands in it is no pack of scripts.
    #[error(transparent)]
    Scripts(#[from] ScriptError),
    /// What stands in it is no pack of practice or of objections.
    #[error(transparent)]
    Content(#[from] Fault),
}

/// Where a team's packs of that content lie. Nothing when the platform tells of no home.
pub fn packs_folder<T: Content>() -> Option<PathBuf> {
    Some(Config::path()?.parent()?.join(T::FOLDER))
}

/// The packs of that content, by name. A folder that is not there has none.
///
/// # Errors
/// When the folder cannot be read. A pack that cannot be is told of in its place.
pub fn packs<T: Content>() -> Result<Vec<Pack<T>>, StoreError> {
    let Some(folder) = packs_folder::<T>() else {
        return Ok(Vec::new());
    };
    let files = Folder::at(folder).files()?;
    let pack = |path: PathBuf| Pack {
        held: read_pack(&path),
        path,
    };
    Ok(files.into_iter().map(pack).collect())
}

/// What the readable packs of that content hold, by name, and what is wrong with the others.
pub fn team<T: Content>() -> (Vec<T>, Vec<String>) {
    let packs = match packs::<T>() {
        Ok(packs) => packs,
        Err(error) => return (Vec::new(), vec![error.to_string()]),
    };
    let (mut held, mut wrong) = (Vec::new(), Vec::new());
    for pack in packs {
        match pack.held {
            Ok(content) => held.push(content),
            Err(error) => wrong.push(error.to_string()),
        }
    }
    (held, wrong)
}

/// Reads one pack.
///
/// # Errors
/// When it cannot be read; the error names the file and, for what is wrong in it, the line.
pub fn read_pack<T: Content>(path: &Path) -> Result<T, PackError> {
    let text = read_text(path)?;
    T::read(&path.display().to_string(), &text)
}

/// Reads a text that somebody else wrote: a playbook, a pack.
///
/// # Errors
/// When it cannot be read, is no UTF-8 or larger than any such file would be.
pub fn read_text(path: &Path) -> Result<String, StoreError> {
    let bytes = read_limited(path)?;
    as_text(path, &bytes).map(str::to_owned)
}

/// Writes a pack into a folder under a name for people, and returns its file. With `force` it takes the
/// place of one that is there already.
///
/// # Errors
/// When no file can be called so, one is in the way, or it cannot be written.
pub fn write_pack_file(
    folder: &Path,
    name: &str,
    json: &str,
    force: bool,
) -> Result<PathBuf, StoreError> {
    let slug = slug(name).ok_or_else(|| StoreError::NoSlug {
        name: name.to_owned(),
    })?;
    Folder::at(folder.to_owned()).ensure()?;
    let path = folder.join(format!("{slug}.json"));
    export(&path, format!("{json}\n").as_bytes(), force)?;
    Ok(path)
}
