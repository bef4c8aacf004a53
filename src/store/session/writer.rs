//! The side of the shared window: holds the lock, writes what changed.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{Session, Sessions, lock_of, now};
use crate::store::error::StoreError;

/// How long a lock is tried for: a prompter that looks whether it is free holds it for a moment.
const PATIENCE: Duration = Duration::from_millis(500);

/// Writes one session. While it lives, the session does; when it is dropped, the session has ended.
#[derive(Debug)]
pub struct SessionWriter {
    file: PathBuf,
    _lock: File,
    last: Option<Session>,
}

impl SessionWriter {
    /// Begins the session of a plan's file. Nothing is written yet.
    ///
    /// # Errors
    /// When the plan is being shared from another window, or the folder cannot be written.
    pub fn start(sessions: &Sessions, plan: &Path) -> Result<Self, StoreError> {
        sessions.ensure()?;
        sessions.sweep();
        let file = sessions.file_of(plan);
        let lock = take(&lock_of(&file), plan)?;
        Ok(Self {
            file,
            _lock: lock,
            last: None,
        })
    }

    /// Writes what the window shows now, with the moment; does nothing when that is what stands there.
    /// The file is replaced whole; it is not flushed to the disk, since it outlives no session.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, session: &Session) -> Result<(), StoreError> {
        if let Some(last) = &self.last {
            let same = Session {
                seen: last.seen,
                ..session.clone()
            };
            if same == *last {
                return Ok(());
            }
        }
        let session = Session {
            seen: now(),
            ..session.clone()
        };
        self.replace(&session)
            .map_err(|source| StoreError::io("save", &self.file, source))?;
        self.last = Some(session);
        Ok(())
    }

    fn replace(&self, session: &Session) -> std::io::Result<()> {
        let bytes = serde_json::to_vec(session)?;
        let beside = self.file.with_extension("new");
        // Whoever holds the lock is alone here: what lies there is left of a killed one.
        let _ = std::fs::remove_file(&beside);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&beside)?.write_all(&bytes)?;
        std::fs::rename(&beside, &self.file)
    }
}

impl Drop for SessionWriter {
    fn drop(&mut self) {
        if let Some(mut last) = self.last.take() {
            last.ended = true;
            last.seen = now();
            let _ = self.replace(&last);
        }
    }
}

fn take(lock: &Path, plan: &Path) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options
        .open(lock)
        .map_err(|source| StoreError::io("lock", lock, source))?;
    let since = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if since.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::Shared {
                    path: plan.to_owned(),
                });
            }
            Err(TryLockError::Error(source)) => return Err(StoreError::io("lock", lock, source)),
        }
    }
}
