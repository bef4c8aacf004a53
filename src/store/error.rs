//! What can go wrong with files, told to people: what happened, to which file, what to do.

use std::io;
use std::path::{Path, PathBuf};

use crate::text::harmless;

/// Something about files that a person must know. Its text names the file and a remedy.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The operating system refused.
    #[error("cannot {action} {}: {}", shown(path), reason(cause))]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// On which file.
        path: PathBuf,
        /// Why not. No `source`: the text tells it, and whoever prints the whole chain would
        /// print it twice.
        cause: io::Error,
    },
    /// It was written whole, but the disk did not say that it will still be there after a power cut.
    #[error(
        "{}: written, but the disk does not confirm it: {} — look at it before you try again",
        shown(path),
        reason(cause)
    )]
    Unconfirmed {
        /// The file.
        path: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// Another program deleted the file of an open plan.
    #[error(
        "{}: another program deleted it — your next edit, or leaving, writes it anew",
        shown(path)
    )]
    Deleted {
        /// The file.
        path: PathBuf,
    },
    /// The file is not a plan that can be read.
    #[error(
        "{}:{line}: {} — {remedy}. Nothing was changed.",
        shown(path),
        harmless(what)
    )]
    Broken {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        what: String,
        /// What to do.
        remedy: String,
    },
    /// The file is larger than any of its kind.
    #[error(
        "{}: {bytes} bytes is more than {kind} may have ({limit}) — is this the right file? Nothing was changed.",
        shown(path)
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// What it should be: "a plan".
        kind: &'static str,
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// A newer program wrote it and only that can write it again.
    #[error(
        "{}: written by a newer backcast (format {format}; this one knows {known}) — update backcast to edit it. Nothing was changed.",
        shown(path)
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        format: u64,
        /// The newest format known here.
        known: u32,
    },
    /// No plan of that name.
    #[error(
        "no plan is called “{}” in {}{}",
        harmless(name),
        shown(folder),
        near_text(near)
    )]
    NoSuchPlan {
        /// What was asked for.
        name: String,
        /// Where it was looked for.
        folder: PathBuf,
        /// Names that are close.
        near: Vec<String>,
    },
    /// Several plans fit the name.
    #[error(
        "“{}” fits several plans: {} — write more of the name",
        harmless(name),
        joined(candidates)
    )]
    Ambiguous {
        /// What was asked for.
        name: String,
        /// The slugs that fit.
        candidates: Vec<String>,
    },
    /// A new plan would take the place of another.
    #[error(
        "{} is there already — choose another name, or open it with `backcast open`",
        shown(path)
    )]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A file to be written for others would take the place of another.
    #[error(
        "{} is there already — choose another name, or write over it with --force",
        shown(path)
    )]
    InTheWay {
        /// The file.
        path: PathBuf,
    },
    /// A name that can become no file name.
    #[error(
        "“{}” has no letter or digit to name a file with — choose another name",
        harmless(name)
    )]
    NoSlug {
        /// The name.
        name: String,
    },
    /// Another program holds the plan's lock for longer than a save takes.
    #[error(
        "{}: another program keeps it locked — it will be tried again",
        shown(path)
    )]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// Another window shares the plan already.
    #[error(
        "{}: another window shares this plan already — close it, or go on without a prompter here",
        shown(path)
    )]
    Shared {
        /// The plan's file.
        path: PathBuf,
    },
}

impl StoreError {
    /// An error of the operating system, with what was tried on which file.
    pub(crate) fn io(action: &'static str, path: &Path, cause: io::Error) -> Self {
        Self::Io {
            action,
            path: path.to_owned(),
            cause,
        }
    }

    /// What may be said of it where everybody may be looking: no name, no folder, nothing that a file
    /// says.
    pub fn in_company(&self) -> &'static str {
        match self {
            Self::Io { .. } => "a file cannot be read or written",
            Self::Unconfirmed { .. } => "the disk does not confirm what was written",
            Self::Deleted { .. } => "the plan's file was deleted",
            Self::Broken { .. } | Self::TooLarge { .. } => "a file is damaged",
            Self::Newer { .. } => "a newer backcast wrote the plan",
            Self::NoSuchPlan { .. } | Self::Ambiguous { .. } => {
                "no plan, or more than one, fits that name"
            }
            Self::Exists { .. } | Self::InTheWay { .. } => "a file of that name is there already",
            Self::NoSlug { .. } => "that name cannot become a file's name",
            Self::Locked { .. } => "another program keeps the plan locked",
            Self::Shared { .. } => "another window shares this plan already",
        }
    }

    /// Whether the plan's file is gone.
    pub fn is_missing_file(&self) -> bool {
        matches!(self, Self::Io { cause, .. } if cause.kind() == io::ErrorKind::NotFound)
    }
}

fn shown(path: &Path) -> String {
    harmless(&path.display().to_string()).into_owned()
}

fn joined(names: &[String]) -> String {
    names
        .iter()
        .map(|name| harmless(name).into_owned())
        .collect::<Vec<_>>()
        .join(", ")
}

fn near_text(near: &[String]) -> String {
    if near.is_empty() {
        " — `backcast list` shows what is there".to_owned()
    } else {
        format!(" — did you mean {}?", joined(near))
    }
}

/// What people can do about the operating system's reasons.
fn reason(error: &io::Error) -> String {
    let advice = match error.kind() {
        io::ErrorKind::PermissionDenied => "check who may write there",
        io::ErrorKind::StorageFull => "free some space",
        io::ErrorKind::QuotaExceeded => "your quota is used up: free some space",
        io::ErrorKind::ReadOnlyFilesystem => {
            "the disk is read-only: choose another folder with --dir"
        }
        io::ErrorKind::NotFound => "check the path",
        _ => return error.to_string(),
    };
    format!("{error} — {advice}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cause_is_told_once() {
        let path = Path::new("nothere.json");
        let error = StoreError::io("open", path, io::ErrorKind::NotFound.into());
        assert!(std::error::Error::source(&error).is_none());
        assert_eq!(error.to_string().matches("check the path").count(), 1);
    }
}
