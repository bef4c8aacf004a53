//! A folder that is thrown away, for the example; and the log, the only file that says what went
//! wrong with the program itself. Neither ever holds a word of a real plan.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::save::own_file;

/// A folder for its owner alone, removed when dropped.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// A new folder among the system's temporary ones, with a name nobody can guess.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new() -> Result<Self, StoreError> {
        let path = std::env::temp_dir().join(format!("backcast-{}", super::new_id()));
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&path)
            .map_err(|source| StoreError::io("make the folder", &path, source))?;
        Ok(Self { path })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

/// The platform's folder for what a program leaves for itself; `XDG_STATE_HOME` counts on every
/// platform. Nothing when the platform tells of no home.
pub(super) fn state_folder() -> Option<PathBuf> {
    let given = std::env::var_os("XDG_STATE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute());
    if let Some(state) = given {
        return Some(state.join("backcast"));
    }
    let dirs = directories::ProjectDirs::from("", "", "backcast")?;
    Some(dirs.state_dir().unwrap_or(dirs.data_local_dir()).to_owned())
}

/// Adds a line to the log, readable by its owner alone, and says where it is; nothing when it cannot
/// be written.
pub fn journal(line: &str) -> Option<PathBuf> {
    let folder = state_folder()?;
    super::Folder::at(folder.clone()).ensure().ok()?;
    let path = folder.join("log.txt");
    let mut file = own_file(std::fs::OpenOptions::new().append(true), &path).ok()?;
    let moment = chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ");
    writeln!(file, "{moment} {line}").ok()?;
    Some(path)
}
