//! From a plan to bytes on disk, whole or not at all, under the plan's lock: what stands there by
//! now is read first, and when somebody else changed it the two are merged, never overwritten.
//!
//! The lock is the kernel's, on a small file of its own beside the plan (the plan's own file is
//! replaced at every save, so a lock on it would be lost), and a killed holder frees it.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::error::StoreError;
use super::load::{self, Opened};
use crate::plan::{
    Plan,
    merge::{self, Merged},
};

/// How long a save waits for another program's save.
const LOCK_PATIENCE: Duration = Duration::from_secs(5);

/// What is known of a plan's file: what stood there when it was last read or written here.
#[derive(Debug, Clone)]
pub struct Disk {
    path: PathBuf,
    bytes: Vec<u8>,
    plan: Plan,
    /// The file is of an older format: it is kept beside before it is first written over.
    older: bool,
}

/// What a save did.
#[derive(Debug)]
pub struct Saved {
    /// When somebody else had changed the file: how the two came together.
    pub merged: Option<Merged>,
    /// Whether the file had been deleted and was written anew.
    pub recreated: bool,
}

impl Disk {
    /// The state of a file that was just read.
    pub fn of(opened: &Opened) -> Self {
        Self {
            path: opened.path.clone(),
            bytes: opened.bytes.clone(),
            plan: opened.plan.clone(),
            older: opened.migrated,
        }
    }

    /// The plan's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The plan as it stands on disk, as far as known.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Saves `ours`, which grew from `base`. What others wrote since is merged in.
    ///
    /// # Errors
    /// When the file cannot be written, or what stands there by now is no plan. Nothing is then
    /// changed on disk.
    pub fn save(&mut self, base: &Plan, ours: &Plan) -> Result<Saved, StoreError> {
        let _lock = lock(&self.path)?;
        let recreated = match load::read_limited(&self.path) {
            Ok(bytes) if bytes == self.bytes => false,
            Ok(bytes) => {
                self.take_theirs(bytes)?;
                false
            }
            Err(error) if error.is_missing_file() => true,
            Err(error) => return Err(error),
        };
        let merged = (self.plan != *base).then(|| merge::merge(base, ours, &self.plan));
        let plan = merged.as_ref().map_or(ours, |merged| &merged.plan);
        let bytes = to_bytes(&self.path, plan)?;
        if bytes != self.bytes || recreated {
            self.keep_older()?;
            write_whole(&self.path, &bytes)?;
        }
        self.plan = plan.clone();
        self.bytes = bytes;
        Ok(Saved { merged, recreated })
    }

    /// Looks whether somebody else changed the file, and merges it with `ours` if so.
    ///
    /// # Errors
    /// When the file cannot be read or is no plan any more.
    pub fn check(&mut self, base: &Plan, ours: &Plan) -> Result<Option<Merged>, StoreError> {
        let bytes = load::read_limited(&self.path)?;
        if bytes == self.bytes {
            return Ok(None);
        }
        self.take_theirs(bytes)?;
        Ok(Some(merge::merge(base, ours, &self.plan)))
    }

    /// Takes in what somebody else wrote, if it is a plan that may be written again.
    fn take_theirs(&mut self, bytes: Vec<u8>) -> Result<(), StoreError> {
        let theirs = load::parse(&self.path, bytes)?;
        if theirs.read_only.is_some() {
            return Err(StoreError::Newer {
                path: self.path.clone(),
                format: u64::from(theirs.plan.format),
                known: crate::plan::FORMAT,
            });
        }
        if theirs.plan.id != self.plan.id {
            return Err(StoreError::Broken {
                path: self.path.clone(),
                line: 1,
                what: format!("another plan stands there by now ({})", theirs.plan.name),
                remedy: "move it away, and the open one is written again".to_owned(),
            });
        }
        self.older = theirs.migrated;
        self.plan = theirs.plan;
        self.bytes = theirs.bytes;
        Ok(())
    }

    /// Keeps a file of an older format as `.bak` beside it, once.
    fn keep_older(&mut self) -> Result<(), StoreError> {
        if self.older {
            write_whole(&self.path.with_extension("json.bak"), &self.bytes)?;
            self.older = false;
        }
        Ok(())
    }
}

/// Writes a new plan's file; never over another.
///
/// # Errors
/// When something stands there already or the folder cannot be written.
pub fn create(path: &Path, plan: &Plan) -> Result<(), StoreError> {
    let _lock = lock(path)?;
    if path.symlink_metadata().is_ok() {
        return Err(StoreError::Exists {
            path: path.to_owned(),
        });
    }
    write_whole(path, &to_bytes(path, plan)?)
}

/// Pretty-printed JSON, keys in the order of the types, LF, one final newline: the same plan gives
/// the same bytes, and two versions differ line by line. `path` is only named in errors.
///
/// # Errors
/// When the value cannot be written as JSON.
pub fn to_bytes(path: &Path, value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    let mut bytes = serde_json::to_vec_pretty(value)
        .map_err(|error| StoreError::io("write", path, error.into()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Replaces a file's content, whole or not at all, readable by the owner alone. A link stays one:
/// what it points to is replaced.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let write = || -> std::io::Result<()> {
        let mut file = for_owner_only().open(&target)?;
        file.write_all(bytes)?;
        file.commit().inspect_err(|_| sweep(&target))
    };
    write().map_err(|source| StoreError::io("save", path, source))
}

/// Removes the temporary files of saves that failed: on a full disk, one more for each new try would
/// never let it recover. Whoever saves holds the lock, so nobody else's is among them.
fn sweep(target: &Path) {
    let (Some(folder), Some(name)) = (target.parent(), target.file_name()) else {
        return;
    };
    let prefix = format!(".{}.", name.to_string_lossy());
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let suffix = name.to_str().and_then(|name| name.strip_prefix(&prefix));
        // The lock beside it has a shorter ending.
        if suffix.is_some_and(|end| end.len() == 6 && end.chars().all(char::is_alphanumeric)) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn for_owner_only() -> atomic_write_file::OpenOptions {
    let mut options = atomic_write_file::OpenOptions::new();
    #[cfg(unix)]
    {
        use atomic_write_file::unix::OpenOptionsExt as _;
        use std::os::unix::fs::OpenOptionsExt as _;
        options
            .preserve_mode(false)
            .preserve_owner(false)
            .mode(0o600);
    }
    options
}

/// Holds the plan's lock until dropped.
pub(super) fn lock(path: &Path) -> Result<File, StoreError> {
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let beside = target.with_file_name(format!(".{name}.lock"));
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options
        .open(&beside)
        .map_err(|source| StoreError::io("lock", path, source))?;
    let since = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(std::fs::TryLockError::WouldBlock) if since.elapsed() < LOCK_PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(std::fs::TryLockError::WouldBlock) => {
                return Err(StoreError::Locked {
                    path: path.to_owned(),
                });
            }
            Err(std::fs::TryLockError::Error(source)) => {
                return Err(StoreError::io("lock", path, source));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::testing::full;

    #[test]
    fn a_file_of_an_older_format_is_kept_beside_before_it_is_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("acme.json");
        std::fs::write(&path, "older").unwrap();
        let mut disk = Disk {
            path: path.clone(),
            bytes: b"older".to_vec(),
            plan: full(),
            older: true,
        };
        let mut edited = full();
        edited.name = "New".to_owned();
        disk.save(&full(), &edited).unwrap();
        let kept = || std::fs::read_to_string(dir.path().join("acme.json.bak")).unwrap();
        assert_eq!(kept(), "older");
        edited.name = "Newer".to_owned();
        let base = disk.plan().clone();
        disk.save(&base, &edited).unwrap();
        assert_eq!(kept(), "older");
        assert_eq!(load::load(&path).unwrap().plan.name, "Newer");
    }

    #[test]
    fn a_save_that_fails_at_the_last_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("acme.json");
        // Nothing can be renamed over a folder.
        std::fs::create_dir(&path).unwrap();
        let _lock = lock(&path).unwrap();
        assert!(write_whole(&path, b"{}").is_err());
        let mut names: Vec<_> = std::fs::read_dir(dir.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, [".acme.json.lock", "acme.json"]);
    }
}
