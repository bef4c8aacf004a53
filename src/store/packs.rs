//! A team's own packs of scripts and of practice: JSON files in the configuration folder. What stands in a
//! pack is read by [`crate::coach::scripts`] and [`crate::coach::practice`]; here they are found, and
//! written when a playbook was imported.

use std::path::{Path, PathBuf};

use super::config::Config;
use super::error::StoreError;
use super::export::export;
use super::folder::{Folder, slug};
use super::load::{as_text, read_limited};
use crate::coach::pack::Fault;
use crate::coach::practice::{self, Material};
use crate::coach::scripts::{Script, ScriptError, parse_pack};

/// A pack that lies in the folder, readable or not.
#[derive(Debug)]
pub struct Pack {
    /// Its file.
    pub path: PathBuf,
    /// What it holds.
    pub scripts: Result<Vec<Script>, PackError>,
}

/// Why a pack cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// Its file cannot be read.
    #[error(transparent)]
    File(#[from] StoreError),
    /// What stands in it is no pack of scripts.
    #[error(transparent)]
    Content(#[from] ScriptError),
    /// What stands in it is no pack of practice.
    #[error(transparent)]
    Practice(#[from] Fault),
}

/// Where a team's packs lie: `scripts` in the configuration folder. Nothing when the platform tells of
/// no home.
pub fn packs_folder() -> Option<PathBuf> {
    Some(Config::path()?.parent()?.join("scripts"))
}

/// The packs in a folder, by name. A folder that is not there has none.
///
/// # Errors
/// When the folder cannot be read. A pack that cannot be is told of in its place.
pub fn packs(folder: &Path) -> Result<Vec<Pack>, StoreError> {
    let files = Folder::at(folder.to_owned()).files()?;
    let pack = |path: PathBuf| Pack {
        scripts: read_pack(&path),
        path,
    };
    Ok(files.into_iter().map(pack).collect())
}

/// What a team practises with: the packs in `practice` in the configuration folder, by name, each readable
/// or not. Nothing where the platform tells of no home.
///
/// # Errors
/// When the folder cannot be read.
pub fn practice_packs() -> Result<Vec<Result<Material, PackError>>, StoreError> {
    let config = Config::path();
    let Some(folder) = config.as_deref().and_then(Path::parent) else {
        return Ok(Vec::new());
    };
    let files = Folder::at(folder.join("practice")).files()?;
    let read = |path: PathBuf| {
        let text = read_text(&path)?;
        Ok(practice::parse(&path.display().to_string(), &text)?)
    };
    Ok(files.into_iter().map(read).collect())
}

/// Reads one pack.
///
/// # Errors
/// When it cannot be read; the error names the file and, for what is wrong in it, the line.
pub fn read_pack(path: &Path) -> Result<Vec<Script>, PackError> {
    let text = read_text(path)?;
    Ok(parse_pack(&path.display().to_string(), &text)?)
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
