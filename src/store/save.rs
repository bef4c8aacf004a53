//! From a plan to bytes on disk, whole or not at all, under the plan's lock: what stands there by
//! now is read first, and when somebody else changed it the two are merged, never overwritten.
//!
//! The lock is the kernel's, on a small file of its own beside the plan (the plan's own file is
//! replaced at every save, so a lock on it would be lost), and a killed holder frees it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::error::StoreError;
use super::load::{self, Opened};
use crate::plan::commit;
use crate::plan::merge::{self, Merged};
use crate::plan::{Entry, Plan};

/// How long a save waits for another program's save.
const LOCK_PATIENCE: Duration = Duration::from_secs(5);

/// What is known of a plan's file: what stood there when it was last read or written here.
#[derive(Debug, Clone)]
pub struct Disk {
    path: PathBuf,
    bytes: Vec<u8>,
    plan: Arc<Plan>,
    /// The file is of an older format: it is kept beside before it is first written over.
    older: bool,
    /// No killed save's leavings can lie beside the file any more.
    swept: bool,
    /// What was saved last when the disk did not confirm it: it stands in the file, and is written once
    /// more. What is saved next grew from it.
    unconfirmed: Option<Arc<Plan>>,
    /// The ids of the history's entries that were made here.
    own: HashSet<String>,
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
            plan: Arc::new(opened.plan.clone()),
            older: opened.migrated,
            swept: false,
            unconfirmed: None,
            own: HashSet::new(),
        }
    }

    /// The plan's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The plan as it stands on disk, as far as known.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// Saves `ours`, which grew from `base`, for whoever does not share it: it is copied.
    ///
    /// # Errors
    /// As [`Disk::save_shared`].
    pub fn save(&mut self, base: &Plan, ours: &Plan) -> Result<Saved, StoreError> {
        self.save_shared(base, &Arc::new(ours.clone()))
    }

    /// Saves `ours`, which grew from `base`. What others wrote since is merged in.
    ///
    /// # Errors
    /// When the file cannot be written, or what stands there by now is no plan. Nothing is then
    /// changed on disk.
    pub fn save_shared(&mut self, base: &Plan, ours: &Arc<Plan>) -> Result<Saved, StoreError> {
        let _lock = lock(&self.path)?;
        if !std::mem::replace(&mut self.swept, true) {
            sweep(&self.path);
        }
        let unconfirmed = self.unconfirmed.clone();
        let base = unconfirmed.as_deref().unwrap_or(base);
        self.note_own(base, ours);
        let mut base = Cow::Borrowed(base);
        let recreated = match load::read_limited(&self.path) {
            Ok(bytes) if bytes == self.bytes => false,
            Ok(bytes) => {
                let (theirs, bytes) = self.theirs(bytes)?;
                for entry in self.unseen(&theirs) {
                    // What no longer fits was changed since, and that is among ours.
                    let _ = commit::undo(base.to_mut(), entry);
                }
                self.plan = Arc::new(theirs);
                self.bytes = bytes;
                false
            }
            Err(error) if error.is_missing_file() => true,
            Err(error) => return Err(error),
        };
        let others = !is_same(&self.plan, &base);
        let merged = others.then(|| merge::merge(&base, ours, &self.plan));
        let plan: &Plan = merged.as_ref().map_or(ours, |merged| &merged.plan);
        let bytes = to_bytes_like(&self.path, plan, self.bytes.len())?;
        let written = if bytes != self.bytes || recreated || unconfirmed.is_some() {
            self.write(&bytes)
        } else {
            Ok(())
        };
        let in_doubt = matches!(written, Err(StoreError::Unconfirmed { .. }));
        if written.is_ok() || in_doubt {
            self.unconfirmed = in_doubt.then(|| Arc::clone(ours));
            self.plan = match &merged {
                Some(merged) => Arc::new(merged.plan.clone()),
                None => Arc::clone(ours),
            };
            self.bytes = bytes;
        }
        written.map(|()| Saved { merged, recreated })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.keep_older()?;
        // What the failed save could not take away goes before the next one.
        write_whole(&self.path, bytes).inspect_err(|_| self.swept = false)
    }

    /// Looks whether somebody else changed the file, and merges it with `ours`, which is what was
    /// last saved. When edits made here were written over, they are put back on disk.
    ///
    /// # Errors
    /// When the file cannot be read, is gone or no plan any more, or cannot be written.
    pub fn check(&mut self, ours: &Plan) -> Result<Option<Merged>, StoreError> {
        let bytes = match load::read_limited(&self.path) {
            Err(error) if error.is_missing_file() && folder_of(&self.path).is_dir() => {
                return Err(StoreError::Deleted {
                    path: self.path.clone(),
                });
            }
            other => other?,
        };
        if bytes == self.bytes {
            return Ok(None);
        }
        let (theirs, bytes) = self.theirs(bytes)?;
        if self.unseen(&theirs).next().is_some() {
            return Ok(self.save(ours, ours)?.merged);
        }
        self.plan = Arc::new(theirs);
        self.bytes = bytes;
        Ok(Some(merge::merge(ours, ours, &self.plan)))
    }

    /// Keeps in mind which entries were made here between two versions.
    fn note_own(&mut self, base: &Plan, ours: &Plan) {
        let both = base.history.iter().zip(&ours.history);
        let shared = both.take_while(|(before, now)| before.id == now.id).count();
        let before = base.history.iter().skip(shared).map(|entry| &entry.id);
        let before: HashSet<&String> = before.collect();
        let new = ours.history.iter().skip(shared).map(|entry| &entry.id);
        self.own
            .extend(new.filter(|id| !before.contains(id)).cloned());
    }

    /// What was made here, was on disk, and is not in `theirs`, the newest first. Nobody else can
    /// take it back, so whoever wrote theirs had not seen it: a program that copies whole files.
    fn unseen<'a>(&'a self, theirs: &Plan) -> impl Iterator<Item = &'a Entry> {
        let known: HashSet<String> = theirs
            .history
            .iter()
            .map(|entry| entry.id.clone())
            .collect();
        let here = self.plan.history.iter().rev();
        here.filter(move |entry| self.own.contains(&entry.id) && !known.contains(&entry.id))
    }

    /// What somebody else wrote, with its bytes, if it is a plan that may be written again.
    fn theirs(&mut self, bytes: Vec<u8>) -> Result<(Plan, Vec<u8>), StoreError> {
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
        Ok((theirs.plan, theirs.bytes))
    }

    /// Keeps a file of an older format as `.bak` beside it, once.
    fn keep_older(&mut self) -> Result<(), StoreError> {
        if self.older {
            replace(&self.path.with_extension("json.bak"), &self.bytes)?;
            self.older = false;
        }
        Ok(())
    }
}

/// Whether two plans say the same; mostly they are one, and nothing needs to be compared.
fn is_same(one: &Plan, other: &Plan) -> bool {
    std::ptr::eq(one, other) || one == other
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
    sweep(path);
    write_whole(path, &to_bytes(path, plan)?)
}

/// Pretty-printed JSON, keys in the order of the types, LF, one final newline: the same plan gives
/// the same bytes, and two versions differ line by line. `path` is only named in errors.
///
/// # Errors
/// When the value cannot be written as JSON.
pub fn to_bytes(path: &Path, value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    to_bytes_like(path, value, 0)
}

/// The same, with room from the start for as many bytes as the version before had.
fn to_bytes_like(
    path: &Path,
    value: &impl Serialize,
    before: usize,
) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::with_capacity(before + before / 16 + 1024);
    serde_json::to_writer_pretty(&mut bytes, value)
        .map_err(|error| StoreError::io("write", path, error.into()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Replaces a file's content, whole or not at all, readable by the owner alone. A link stays one:
/// what it points to is replaced.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    replace(&resolved(path), bytes)
}

/// The same, without following a link that lies at `target`: it is the link that is replaced.
fn replace(target: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    put(target, bytes, "save", true)
}

/// Writes a file beside `target` and gives it that name once the disk has it, then waits until the disk
/// has the name. `action` says in an error what was tried. Unless `over`, nothing that lies at `target`
/// is touched, be it a link that leads nowhere.
pub(super) fn put(
    target: &Path,
    bytes: &[u8],
    action: &'static str,
    over: bool,
) -> Result<(), StoreError> {
    let failed = |cause| StoreError::io(action, target, cause);
    #[cfg(test)]
    refusals::at(refusals::FILE).map_err(failed)?;
    // Before the rename: what can fail must fail while the old file is still there.
    let names = Names::of_folder_with(target).map_err(failed)?;
    let mut file = tempfile::Builder::new()
        .prefix(&leavings_of(target))
        .suffix(LEAVINGS)
        .tempfile_in(folder_of(target))
        .map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    let placed = match over {
        true => file.persist(target),
        false => file.persist_noclobber(target),
    };
    placed.map_err(|refused| match refused.error.kind() {
        ErrorKind::AlreadyExists if !over => StoreError::InTheWay {
            path: target.to_owned(),
        },
        _ => failed(refused.error),
    })?;
    names.sync().map_err(|cause| StoreError::Unconfirmed {
        path: target.to_owned(),
        cause,
    })
}

/// The list of names in a folder, which reaches the disk on demand; on Windows it does so by itself.
pub(super) struct Names(#[cfg(unix)] File);

impl Names {
    /// Of the folder that `path` lies in.
    #[cfg_attr(not(unix), allow(unused_variables))]
    pub(super) fn of_folder_with(path: &Path) -> std::io::Result<Self> {
        #[cfg(unix)]
        return File::open(folder_of(path)).map(Self);
        #[cfg(not(unix))]
        Ok(Self())
    }

    /// Waits until they are on disk.
    pub(super) fn sync(&self) -> std::io::Result<()> {
        #[cfg(test)]
        refusals::at(refusals::FOLDER)?;
        #[cfg(unix)]
        self.0.sync_all()?;
        Ok(())
    }
}

/// A disk that refuses what a test of this thread says, in that order.
#[cfg(test)]
pub(super) mod refusals {
    use std::cell::RefCell;

    /// A file cannot be written.
    pub(in crate::store) const FILE: &str = "file";
    /// The names in a folder are not confirmed.
    pub(in crate::store) const FOLDER: &str = "folder";

    thread_local! {
        static LEFT: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
    }

    /// What is refused from now on, one after the other.
    pub(in crate::store) fn expect(what: &[&'static str]) {
        LEFT.set(what.iter().rev().copied().collect());
    }

    /// How many are still to come.
    pub(in crate::store) fn left() -> usize {
        LEFT.with_borrow(Vec::len)
    }

    pub(super) fn at(place: &str) -> std::io::Result<()> {
        let refused = LEFT.with_borrow_mut(|left| left.pop_if(|next| *next == place));
        refused.map_or(Ok(()), |_| Err(std::io::ErrorKind::StorageFull.into()))
    }
}

/// How the name of a file ends that is being written. Programs that copy folders have endings of
/// their own, and theirs are not to be swept.
const LEAVINGS: &str = ".backcast";

/// How the name of a file begins that is to take the place of `target`.
fn leavings_of(target: &Path) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(target.file_name().unwrap_or_default());
    prefix.push(".");
    prefix
}

/// Removes what killed saves of this file left behind. Whoever sweeps holds the lock, so no save
/// under way is among them.
fn sweep(path: &Path) {
    let target = resolved(path);
    let prefix = leavings_of(&target);
    let prefix = prefix.as_encoded_bytes();
    let entries = folder_of(&target).read_dir().into_iter().flatten();
    for entry in entries.flatten() {
        let name = entry.file_name();
        let rest = name.as_encoded_bytes().strip_prefix(prefix);
        let random = rest.and_then(|rest| rest.strip_suffix(LEAVINGS.as_bytes()));
        if random.is_some_and(|random| !random.is_empty() && !random.contains(&b'.')) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// The folder that a file lies in.
fn folder_of(target: &Path) -> &Path {
    let parent = target.parent().filter(|path| !path.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
}

/// The file itself, where a path leads to it by links.
fn resolved(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Holds the plan's lock until dropped.
pub(super) fn lock(path: &Path) -> Result<File, StoreError> {
    let target = resolved(path);
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let beside = target.with_file_name(format!(".{name}.lock"));
    let file = own_file(OpenOptions::new().write(true), &beside)
        .map_err(|source| StoreError::io("lock", &beside, source))?;
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

/// Opens a file of the program's own, readable by its owner alone. It is made when it is not there,
/// and never through a link that somebody planted.
pub(super) fn own_file(options: &mut OpenOptions, path: &Path) -> std::io::Result<File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    match options.create_new(true).open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        made => return made,
    }
    if !path.symlink_metadata()?.is_file() {
        return Err(std::io::Error::other(
            "it is no ordinary file — move it away",
        ));
    }
    options.create_new(false).open(path)
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
            plan: Arc::new(full()),
            older: true,
            swept: false,
            unconfirmed: None,
            own: HashSet::new(),
        };
        let mut edited = full();
        edited.name = "New".to_owned();
        disk.save(&full(), &edited).unwrap();
        let kept = || std::fs::read_to_string(dir.path().join("acme.json.bak")).unwrap();
        assert_eq!(kept(), "older");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let kept = dir.path().join("acme.json.bak").metadata().unwrap();
            assert_eq!(kept.permissions().mode() & 0o777, 0o600);
        }
        edited.name = "Newer".to_owned();
        let base = disk.plan().clone();
        disk.save(&base, &edited).unwrap();
        assert_eq!(kept(), "older");
        assert_eq!(load::load(&path).unwrap().plan.name, "Newer");
    }

    fn names(dir: &Path) -> Vec<OsString> {
        let entries = std::fs::read_dir(dir).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_save_that_fails_at_the_last_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("acme.json");
        // Nothing can be renamed over a folder.
        std::fs::create_dir(&path).unwrap();
        let _lock = lock(&path).unwrap();
        assert!(write_whole(&path, b"{}").is_err());
        assert_eq!(names(dir.path()), [".acme.json.lock", "acme.json"]);
    }

    #[test]
    fn what_killed_saves_left_goes_and_what_is_not_ours_stays() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("acme.json");
        let others = [
            ".acme.json.A1b2C3",
            ".acme.json.backup",
            ".acme.json.backcast",
            ".acme.private.json.A1b2C3.backcast",
            "acme.json.A1b2C3.backcast",
            ".acme.json.eu.json.A1b2C3.backcast",
        ];
        let ours = ".acme.json.A1b2C3.backcast";
        let drop_in = |name: &str| std::fs::write(dir.path().join(name), "x").unwrap();
        others.into_iter().for_each(drop_in);
        let mut expected: Vec<_> = others.into_iter().map(OsString::from).collect();
        expected.extend([".acme.json.lock", "acme.json"].map(OsString::from));
        expected.sort();
        drop_in(ours);
        create(&path, &full()).unwrap();
        assert_eq!(names(dir.path()), expected, "a new plan");
        drop_in(ours);
        let opened = load::load(&path).unwrap();
        Disk::of(&opened).save(&opened.plan, &opened.plan).unwrap();
        assert_eq!(names(dir.path()), expected, "an edit");
    }

    #[cfg(unix)]
    #[test]
    fn a_planted_link_stays_and_what_it_names_too() {
        for (planted, there) in [
            (".acme.json.lock", true),
            (".acme.json.lock", false),
            ("acme.json.bak", true),
        ] {
            let dir = tempfile::tempdir().unwrap();
            let victim = dir.path().join("victim");
            if there {
                std::fs::write(&victim, "precious").unwrap();
            }
            let path = dir.path().join("acme.json");
            std::fs::write(&path, "older").unwrap();
            std::os::unix::fs::symlink(&victim, dir.path().join(planted)).unwrap();
            let mut disk = Disk {
                path: path.clone(),
                bytes: b"older".to_vec(),
                plan: Arc::new(full()),
                older: true,
                swept: false,
                unconfirmed: None,
                own: HashSet::new(),
            };
            let saved = disk.save(&full(), &full());
            if planted.ends_with("lock") {
                let told = saved.unwrap_err().to_string();
                assert!(
                    told.contains(planted) && told.contains("move it away"),
                    "{told}"
                );
                assert_eq!(std::fs::read(&path).unwrap(), b"older");
                assert!(
                    dir.path()
                        .join(planted)
                        .symlink_metadata()
                        .unwrap()
                        .is_symlink()
                );
            } else {
                saved.unwrap();
            }
            let precious = std::fs::read(&victim).ok();
            assert_eq!(precious, there.then(|| b"precious".to_vec()), "{planted}");
        }
    }
}
