//! Calendar files that a person names: reading one, and finding those whose paths begin like what is
//! typed. What stands in such a file is read elsewhere.

use std::fs;
use std::path::{Path, PathBuf};

use super::StoreError;
use super::load::read_at_most;

/// A calendar of public holidays has some kilobytes; more than this is not one.
const MOST_BYTES: u64 = 4 << 20;

/// No more paths than this are found at once.
const MOST_PATHS: usize = 60;

/// What stands in the calendar file of that path, as somebody typed it: `~` is the home folder, and
/// quotes and blanks around it do not count.
///
/// # Errors
/// Names the file and says why it cannot be read: it is not there, no ordinary file, or far too large.
pub fn read_calendar(typed: &str) -> Result<Vec<u8>, StoreError> {
    read_at_most(&named(typed), "a calendar file", MOST_BYTES)
}

/// The paths of folders and calendar files that begin like what was typed, as one would go on typing
/// them, in the order of the alphabet.
pub fn paths_like(typed: &str) -> Vec<String> {
    let typed = typed.trim_start();
    let cut = typed.rfind(is_separator).map_or(0, |at| at + 1);
    let (folder, begins) = typed.split_at(cut);
    let listed = fs::read_dir(if folder.is_empty() {
        PathBuf::from(".")
    } else {
        named(folder)
    });
    let Ok(entries) = listed else {
        return Vec::new();
    };
    let mut found: Vec<String> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let hidden = name.starts_with('.') && !begins.starts_with('.');
            if hidden || !name.starts_with(begins) {
                return None;
            }
            let path = entry.path();
            let is_calendar = path
                .extension()
                .is_some_and(|end| end.eq_ignore_ascii_case("ics"));
            match path.is_dir() {
                true => Some(format!("{folder}{name}/")),
                false => is_calendar.then(|| format!("{folder}{name}")),
            }
        })
        .collect();
    found.sort();
    found.truncate(MOST_PATHS);
    found
}

fn is_separator(letter: char) -> bool {
    letter.is_ascii() && std::path::is_separator(letter)
}

/// The path that was typed.
fn named(typed: &str) -> PathBuf {
    let typed = typed.trim().trim_matches(['"', '\'']);
    let home = directories::BaseDirs::new();
    match (typed.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with(is_separator) => {
            home.home_dir().join(rest.trim_start_matches(is_separator))
        }
        _ => Path::new(typed).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_go_on_from_what_is_typed() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in [
            "holidays.ics",
            "HOLIDAYS.ICS",
            "holidays.txt",
            ".hidden.ics",
        ] {
            fs::write(at(name), "").unwrap();
        }
        fs::create_dir(at("hol")).unwrap();
        let typed = format!("{}/ho", folder.path().display());
        let found = paths_like(&typed);
        assert_eq!(found, [format!("{typed}l/"), format!("{typed}lidays.ics")]);
        let typed = format!("{}/nothing", folder.path().display());
        assert!(paths_like(&typed).is_empty());
        assert!(paths_like("/no such folder/x").is_empty());
    }

    #[test]
    fn only_an_ordinary_file_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a file.ics");
        fs::write(&path, "BEGIN:VCALENDAR").unwrap();
        let typed = format!(" '{}' ", path.display());
        assert_eq!(read_calendar(&typed).unwrap(), b"BEGIN:VCALENDAR");
        for (typed, expected) in [
            (folder.path().display().to_string(), "is a directory"),
            (format!("{}x", path.display()), "a file.icsx"),
        ] {
            let error = read_calendar(&typed).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
