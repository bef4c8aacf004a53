//! What the prompter follows: finds the session, watches its folder and the plan's, waits for the end
//! of the shared window, reads what changed, and writes what belongs in the private file. The plan's
//! own file is only ever read here.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::SystemTime;

use anyhow::{Context as _, Result};
use chrono::{DateTime, NaiveDate, Utc};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::events::Event;
use crate::store::session::{self, Seen, Session, SessionReader, Sessions};
use crate::store::{self};
use crate::tui::following::News;

/// When a file was last changed and how long it is: another pair is another content.
type Stamp = Option<(SystemTime, u64)>;

/// What is followed.
pub(super) struct Following {
    reader: SessionReader,
    sender: Sender<Event>,
    watcher: RecommendedWatcher,
    /// Locks whose end somebody waits for.
    waiting: Arc<Mutex<HashSet<PathBuf>>>,
    plan: Option<Plan>,
    private: Option<Stamp>,
    /// The session that was last written down.
    recorded: Option<Session>,
}

/// The plan of the session, as it was last read.
struct Plan {
    path: PathBuf,
    stamp: Stamp,
    id: String,
}

impl Following {
    /// Follows the session of a plan's file, or the newest there is.
    ///
    /// # Errors
    /// When the folder of the sessions cannot be made or watched.
    pub(super) fn start(plan: Option<&Path>, sender: Sender<Event>) -> Result<Self> {
        let sessions = Sessions::platform()
            .context("this system names no home folder: set XDG_STATE_HOME to an absolute path")?;
        sessions.ensure()?;
        let tell = sender.clone();
        let mut watcher =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                // Reading is no news, or every look would call for another.
                if event.is_ok_and(|event| !event.kind.is_access()) {
                    let _ = tell.send(Event::FolderChanged);
                }
            })
            .context("this system tells of no changed files")?;
        watcher
            .watch(sessions.path(), RecursiveMode::NonRecursive)
            .with_context(|| format!("cannot watch {}", sessions.path().display()))?;
        Ok(Self {
            reader: SessionReader::new(sessions, plan),
            sender,
            watcher,
            waiting: Arc::default(),
            plan: None,
            private: None,
            recorded: None,
        })
    }

    /// Looks at everything that may have changed. `on` is the day of the call.
    pub(super) fn look(&mut self, on: NaiveDate) -> News {
        let at: DateTime<Utc> = session::now();
        let seen = self.reader.look().map_err(|error| error.to_string());
        let (mut plan, mut notes, mut recorded) = (None, None, None);
        if let Ok(Some(seen)) = &seen {
            if seen.live {
                self.wait_for_its_end();
            }
            plan = self.plan(seen);
            notes = self.notes(seen);
            recorded = self.record(seen, on);
        }
        News {
            at,
            seen,
            plan,
            notes,
            recorded,
        }
    }

    /// Has a thread wait for the lock that the shared window holds: the kernel wakes it, and nobody has
    /// to look now and then.
    fn wait_for_its_end(&mut self) {
        let Some(lock) = self.reader.lock() else {
            return;
        };
        let held = |waiting: &Arc<Mutex<HashSet<PathBuf>>>, lock: &Path, waits: bool| {
            waiting.lock().is_ok_and(|mut locks| {
                if waits {
                    locks.insert(lock.to_owned())
                } else {
                    locks.remove(lock)
                }
            })
        };
        if !held(&self.waiting, &lock, true) {
            return;
        }
        let (waiting, sender) = (Arc::clone(&self.waiting), self.sender.clone());
        let _ = thread::Builder::new()
            .name("window".to_owned())
            .spawn(move || {
                let free = session::wait_until_free(&lock);
                held(&waiting, &lock, false);
                if free.is_ok() {
                    let _ = sender.send(Event::FolderChanged);
                }
            });
    }

    /// The plan, when it is another one than at the last look.
    fn plan(&mut self, seen: &Seen) -> Option<Result<Box<crate::plan::Plan>, String>> {
        let path = &seen.session.path;
        let stamp = stamp(path);
        let folder = |path: &Path| path.parent().map(Path::to_owned);
        match &self.plan {
            Some(known) if known.path == *path && known.stamp == stamp => return None,
            Some(known) if known.path == *path => {}
            known => {
                let before = known.as_ref().and_then(|known| folder(&known.path));
                if let Some(before) = before.filter(|before| folder(path).as_ref() != Some(before))
                {
                    let _ = self.watcher.unwatch(&before);
                }
                if let Some(folder) = folder(path) {
                    let _ = self.watcher.watch(&folder, RecursiveMode::NonRecursive);
                }
                self.private = None;
            }
        }
        let read = store::load(path).map_err(|error| error.to_string());
        let read = read.and_then(|opened| {
            if opened.plan.id == seen.session.plan {
                Ok(Box::new(opened.plan))
            } else {
                Err(format!(
                    "{}: another plan stands there than the one that is shared",
                    path.display()
                ))
            }
        });
        self.plan = read.as_ref().ok().map(|plan| Plan {
            path: path.clone(),
            stamp,
            id: plan.id.clone(),
        });
        Some(read)
    }

    /// The private notes, when their file is another one than at the last look.
    fn notes(&mut self, seen: &Seen) -> Option<Result<BTreeMap<String, String>, String>> {
        let stamp = stamp(&store::private_path(&seen.session.path));
        if self.private == Some(stamp) {
            return None;
        }
        self.private = Some(stamp);
        let private = store::load_private(&seen.session.path).map_err(|error| error.to_string());
        Some(private.map(|private| private.map(|private| private.notes).unwrap_or_default()))
    }

    /// Writes the record of a session that is over, once.
    fn record(&mut self, seen: &Seen, on: NaiveDate) -> Option<Result<(), String>> {
        if seen.live || self.recorded.as_ref() == Some(&seen.session) {
            return None;
        }
        let plan = self.plan.as_ref()?;
        let written = store::edit_private(&plan.path, &plan.id, |private| {
            seen.session.record(on, private);
        });
        if written.is_ok() {
            self.recorded = Some(seen.session.clone());
        }
        Some(written.map_err(|error| error.to_string()))
    }

    /// Adds a line to the private note on a step.
    pub(super) fn note(&self, step: &str, line: &str) -> Result<(), String> {
        let plan = self.plan.as_ref().ok_or("the plan cannot be read")?;
        store::edit_private(&plan.path, &plan.id, |private| {
            private.add_note(step, line);
        })
        .map_err(|error| error.to_string())
    }
}

fn stamp(path: &Path) -> Stamp {
    let about = std::fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}
