//! The session file: what the shared window shows at this moment, for the prompters that follow it.
//! It holds names, ids and counts, never a word of a script or of the private file, and lies in a
//! folder of the machine's own, never among the plans. Whether the other side lives is told by a
//! lock beside the file that it holds as long as it runs: a killed holder frees it, and nobody has to
//! wake to say that it is still there.

mod reader;
mod record;
mod writer;

use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::scratch::state_folder;
use super::{Folder, load};
use crate::plan::Side;

pub use reader::{Seen, SessionReader, wait_until_free};
pub use writer::SessionWriter;

/// The format of session files; another one is not read.
const FORMAT: u32 = 1;

/// The most bytes a session file may have. A real one has about a thousand.
const MAX_BYTES: u64 = 256 * 1024;

/// How long the file of a session that is over is kept.
const KEPT: TimeDelta = TimeDelta::days(1);

/// What the shared window shows, and what happened in it so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// The file's format.
    pub format: u32,
    /// The plan's file, links resolved.
    pub path: PathBuf,
    /// The plan's id.
    pub plan: String,
    /// The plan's name.
    pub name: String,
    /// What fills the window.
    #[serde(default)]
    pub screen: Showing,
    /// The selected step's id, or [`crate::plan::GO_LIVE`]; nothing when nothing is selected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// The id of the question on show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The name of the cue of the moment, as script files write it (`co_build`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
    /// Whose words are being typed.
    pub pen: Pen,
    /// When the timer was started; nothing while it does not run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timer: Option<DateTime<Utc>>,
    /// What was done so far.
    #[serde(default)]
    pub counts: Counts,
    /// The names of those who are there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// When the window was opened, by the real clock. Names the session: no two have the same.
    pub started: DateTime<Utc>,
    /// The moment of the last write, by the real clock; the writer sets it.
    pub seen: DateTime<Utc>,
    /// Whether the window was left in good order.
    #[serde(default)]
    pub ended: bool,
    /// The terminal that the window is in, as [`own_terminal`] tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tty: Option<String>,
}

choice! {
    /// What fills the shared window.
    Showing = Plan {
        /// The neutral card: name and go-live date.
        Card => "card",
        /// The plan.
        Plan => "plan",
        /// A question to the buyer.
        Interview => "interview",
        /// What was agreed, read back.
        ReadBack => "read-back",
        /// The follow-up message.
        Recap => "recap",
        /// Who is who.
        People => "people",
        /// The keys.
        Help => "help",
        /// A line or a form being typed.
        Line => "line",
        /// The card that covers everything.
        Neutral => "neutral",
    }
}

/// Whose words are being typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pen {
    /// Their side.
    pub side: Side,
    /// Their name; empty when only the side is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
}

/// What was done in a session.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Edits with the buyer's pen.
    pub buyer_edits: u32,
    /// Edits with the seller's pen.
    pub seller_edits: u32,
    /// Questions answered.
    pub answered: u32,
    /// Questions passed over.
    pub skipped: u32,
    /// Questions still open.
    pub left: u32,
}

impl Session {
    /// A session of a plan that begins now, showing the plan, the pen with the seller.
    pub fn new(path: &Path, plan: &crate::plan::Plan) -> Self {
        let now = now();
        Self {
            format: FORMAT,
            path: std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()),
            plan: plan.id.clone(),
            name: plan.name.clone(),
            screen: Showing::default(),
            step: None,
            question: None,
            cue: None,
            pen: Pen {
                side: Side::Seller,
                person: String::new(),
            },
            timer: None,
            counts: Counts::default(),
            people: Vec::new(),
            started: now,
            seen: now,
            ended: false,
            tty: own_terminal(),
        }
    }
}

/// The real moment. What is counted up in a session (its timer, how long it was not seen) goes by
/// this clock on both sides, also where `--today` lets the plan's clock stand.
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// Which terminal this program runs in: the same for two programs in one window, different for two
/// windows. Nothing where the system does not tell.
pub fn own_terminal() -> Option<String> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        use std::os::unix::fs::MetadataExt;
        let stdin = std::io::stdin().as_fd().try_clone_to_owned().ok()?;
        let device = std::fs::File::from(stdin).metadata().ok()?.rdev();
        (device != 0).then(|| format!("{device:x}"))
    }
    #[cfg(not(unix))]
    None
}

/// The folder of the session files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sessions {
    root: PathBuf,
}

impl Sessions {
    /// The folder at a path, which need not exist yet.
    pub fn at(root: PathBuf) -> Self {
        Self { root }
    }

    /// In the platform's folder for what lives as long as a login, else where the log lies.
    /// `XDG_RUNTIME_DIR` and `XDG_STATE_HOME` count on every platform. Nothing when the platform tells
    /// of no home.
    pub fn platform() -> Option<Self> {
        let runtime = std::env::var_os("XDG_RUNTIME_DIR")
            .map(PathBuf::from)
            .filter(|path| path.is_absolute() && path.is_dir())
            .map(|path| path.join("backcast"));
        let root = runtime.or_else(state_folder)?.join("sessions");
        Some(Self { root })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.root
    }

    /// Makes the folder if it is not there, for its owner alone.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn ensure(&self) -> Result<(), StoreError> {
        Folder::at(self.root.clone()).ensure()
    }

    /// The session file of a plan's file.
    pub fn file_of(&self, plan: &Path) -> PathBuf {
        let whole = std::fs::canonicalize(plan).unwrap_or_else(|_| plan.to_owned());
        let name = format!("{:016x}.json", fingerprint(&whole));
        self.root.join(name)
    }

    /// The session files that are there, in no order.
    fn files(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(&self.root)
            .into_iter()
            .flatten()
            .flatten();
        entries
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
            .collect()
    }

    /// Removes the files of sessions that are over for a day, unread: they tell of other plans.
    fn sweep(&self) {
        for file in self.files() {
            if is_older_than_kept(&file) && !reader::is_held(&lock_of(&file)) {
                // The empty lock stays: removed under somebody who is taking it, it would lock nothing.
                let _ = std::fs::remove_file(&file);
            }
        }
    }
}

fn is_older_than_kept(file: &Path) -> bool {
    let about = file.symlink_metadata().ok();
    let age = about.and_then(|about| about.modified().ok()?.elapsed().ok());
    age.is_some_and(|age| TimeDelta::from_std(age).is_ok_and(|age| age > KEPT))
}

/// The lock beside a session file.
fn lock_of(file: &Path) -> PathBuf {
    file.with_extension("lock")
}

/// A number for a path that is the same in every program and version (FNV-1a).
fn fingerprint(path: &Path) -> u64 {
    let bytes = path.as_os_str().as_encoded_bytes();
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// What a session file says, if it is one, and about the plan whose name it bears.
fn read(file: &Path) -> Result<Session, StoreError> {
    let error = |source| StoreError::io("read", file, source);
    let about = file.symlink_metadata().map_err(error)?;
    let broken = |what: &str| StoreError::Broken {
        path: file.to_owned(),
        line: 1,
        what: what.to_owned(),
        remedy: "remove it; the shared window writes a new one".to_owned(),
    };
    if !about.is_file() {
        return Err(broken("a session is an ordinary file"));
    }
    if about.len() > MAX_BYTES {
        return Err(broken("too large for a session"));
    }
    let bytes = load::read_limited(file)?;
    let session: Session =
        serde_json::from_slice(&bytes).map_err(|error| broken(&error.to_string()))?;
    if session.format != FORMAT {
        return Err(broken("another version of backcast shares this plan"));
    }
    let expected = format!("{:016x}", fingerprint(&session.path));
    if file.file_stem().and_then(|stem| stem.to_str()) != Some(&expected) {
        return Err(broken("it speaks of another plan than its name says"));
    }
    Ok(session)
}
