//! The side of the prompters: finds the session to follow, looks at it, and waits for its end.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use chrono::TimeDelta;

use super::{Session, Sessions, lock_of, now, read};
use crate::store::error::StoreError;

/// How long a session that is over may be for somebody who comes late to be shown it.
const LATE: TimeDelta = TimeDelta::minutes(15);

/// A session as it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// What it says.
    pub session: Session,
    /// Whether the window that writes it still runs.
    pub live: bool,
    /// How long ago it was last written; never negative.
    pub ago: TimeDelta,
}

/// Looks at the session of one plan, or at the newest that lives.
#[derive(Debug, Clone)]
pub struct SessionReader {
    sessions: Sessions,
    plan: Option<PathBuf>,
    following: Option<PathBuf>,
}

impl SessionReader {
    /// A reader of a plan's session; without a plan, of the newest live one.
    pub fn new(sessions: Sessions, plan: Option<&Path>) -> Self {
        Self {
            sessions,
            plan: plan.map(Path::to_owned),
            following: None,
        }
    }

    /// The session there is. One that is over is shown to whoever followed it, and for a quarter of an
    /// hour to whoever comes late. Nothing before there is one.
    ///
    /// # Errors
    /// When the file that it should be in is no session. It is not trusted then in any part.
    pub fn look(&mut self) -> Result<Option<Seen>, StoreError> {
        let file = match &self.plan {
            Some(plan) => Some(self.sessions.file_of(plan)),
            None => self.newest().or_else(|| self.following.clone()),
        };
        let Some(file) = file else {
            return Ok(None);
        };
        let session = match read(&file) {
            Ok(session) => session,
            Err(error) if error.is_missing_file() => return Ok(None),
            Err(error) => return Err(error),
        };
        let live = !session.ended && is_held(&lock_of(&file));
        let ago = now()
            .signed_duration_since(session.seen)
            .max(TimeDelta::zero());
        if !live && ago > LATE && self.following.as_ref() != Some(&file) {
            return Ok(None);
        }
        self.following = Some(file);
        Ok(Some(Seen { session, live, ago }))
    }

    /// The lock that the followed window holds.
    pub fn lock(&self) -> Option<PathBuf> {
        self.following.as_deref().map(lock_of)
    }

    /// The newest session that lives, else the newest of which somebody may have come late. Broken files
    /// hide no other.
    fn newest(&self) -> Option<PathBuf> {
        let sessions = self.sessions.files().into_iter().filter_map(|file| {
            let session = read(&file).ok()?;
            let live = !session.ended && is_held(&lock_of(&file));
            Some((live, session.started, file))
        });
        let (live, _, file) = sessions.max_by_key(|(live, started, _)| (*live, *started))?;
        (live || self.following.is_none()).then_some(file)
    }
}

/// Whether somebody holds a lock.
pub(super) fn is_held(lock: &Path) -> bool {
    let held = |file: File| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    File::open(lock).is_ok_and(held)
}

/// Waits until nobody holds a lock: the kernel wakes this when its holder ends, however it ends.
///
/// # Errors
/// When the lock is gone or cannot be waited for.
pub fn wait_until_free(lock: &Path) -> std::io::Result<()> {
    File::open(lock)?.lock_shared()
}
