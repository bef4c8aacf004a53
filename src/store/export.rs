//! Files written for others: a recap, a page. Whole or not at all, and never over another file
//! unless asked to. They are not the program's own: no lock stands beside them.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use chrono::NaiveDate;

use super::error::StoreError;
use super::save::write_whole;

/// Writes a file for others, readable by its owner alone. With `force` it takes the place of one that
/// is there already.
///
/// # Errors
/// When something stands there and `force` is not given, or the file cannot be written; then none is
/// left behind.
pub fn export(path: &Path, bytes: &[u8], force: bool) -> Result<(), StoreError> {
    if force {
        return write_whole(path, bytes);
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = match options.open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let path = path.to_owned();
            return Err(StoreError::InTheWay { path });
        }
        Err(error) => return Err(StoreError::io("write", path, error)),
    };
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|error| {
        // Half a message is worse than none.
        let _ = fs::remove_file(path);
        StoreError::io("write", path, error)
    })
}

/// Writes a file for others beside a plan's: `acme-recap-2026-11-23.md`, or with a number where that
/// is taken. Returns its name.
///
/// # Errors
/// When it cannot be written.
pub fn export_beside(
    plan: &Path,
    what: &str,
    ending: &str,
    today: NaiveDate,
    bytes: &[u8],
) -> Result<String, StoreError> {
    const MOST: u32 = 1000;
    let stem = plan.file_stem().unwrap_or_default().to_string_lossy();
    let mut number = 1;
    loop {
        let more = match number {
            1 => String::new(),
            number => format!("-{number}"),
        };
        let name = format!("{stem}-{what}-{today}{more}.{ending}");
        match export(&plan.with_file_name(&name), bytes, false) {
            Ok(()) => return Ok(name),
            Err(StoreError::InTheWay { .. }) if number < MOST => number += 1,
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_stays_unless_it_is_forced() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("recap.md");
        let read = || fs::read_to_string(&path).unwrap();
        export(&path, b"one", false).unwrap();
        let refused = export(&path, b"two", false).unwrap_err();
        assert!(matches!(refused, StoreError::InTheWay { .. }), "{refused}");
        assert_eq!(read(), "one");
        export(&path, b"three", true).unwrap();
        assert_eq!(read(), "three");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        let beside = |text: &str| {
            let plan = dir.path().join("acme.json");
            let today = "2026-11-23".parse().unwrap();
            export_beside(&plan, "recap", "md", today, text.as_bytes()).unwrap()
        };
        assert_eq!(beside("four"), "acme-recap-2026-11-23.md");
        assert_eq!(beside("five"), "acme-recap-2026-11-23-2.md");
        let nowhere = dir.path().join("no/recap.md");
        let failed = export(&nowhere, b"x", false).unwrap_err();
        assert!(failed.is_missing_file(), "{failed}");
    }
}
