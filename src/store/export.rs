//! Files written for others: a recap, a page. Whole or not at all, and never over another file
//! unless asked to. They are not the program's own: no lock stands beside them.

use std::path::Path;

use chrono::NaiveDate;

use super::error::StoreError;
use super::save::put;

/// Writes a file for others, readable by its owner alone. With `force` it takes the place of one that
/// is there already; a link is replaced, not followed.
///
/// # Errors
/// When something stands there and `force` is not given, or the file cannot be written; then none is
/// left behind.
pub fn export(path: &Path, bytes: &[u8], force: bool) -> Result<(), StoreError> {
    put(path, bytes, "write", force)
}

/// Writes a file for others beside a plan's: `acme-recap-2026-11-23.md`, or with a number where that
/// is taken. Returns its name. A `plan` without a folder is one in the current folder.
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
    use std::fs;

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

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let dir = tempfile::tempdir().unwrap();
        let (path, theirs) = (dir.path().join("recap.md"), dir.path().join("theirs"));
        for target in [theirs.clone(), dir.path().join("nothing")] {
            fs::write(&theirs, "theirs").unwrap();
            std::os::unix::fs::symlink(&target, &path).unwrap();
            let refused = export(&path, b"ours", false).unwrap_err();
            assert!(matches!(refused, StoreError::InTheWay { .. }), "{refused}");
            export(&path, b"ours", true).unwrap();
            assert!(path.symlink_metadata().unwrap().is_file());
            assert_eq!(fs::read_to_string(&theirs).unwrap(), "theirs");
            assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
            fs::remove_file(&path).unwrap();
        }
    }
}
