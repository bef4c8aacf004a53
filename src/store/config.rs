//! The configuration file: what a person wants the same in every plan. It is read and never
//! written; what a value means (which calendars there are) is decided where it is used.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::error::StoreError;
use super::load::{as_text, broken, read_limited};
use crate::coach::need::Threshold;

/// What the configuration file may say. Keys it does not know are for others and are ignored.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Config {
    /// The buyer's calendar in new plans.
    pub buyer_calendar: Option<String>,
    /// The seller's calendar in new plans.
    pub seller_calendar: Option<String>,
    /// The seller's organization in new plans.
    pub seller: Option<String>,
    /// Whether the mouse does something.
    pub mouse: bool,
    /// Whether only plain characters are shown.
    pub ascii: bool,
    /// From which size on a deal needs a plan.
    pub plan_from: PlanFrom,
}

/// From which size on a deal needs a plan; what is left out is as the program has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct PlanFrom {
    /// Its value, in whole units of its currency.
    pub value: Option<i64>,
    /// People with a name, on both sides together.
    pub people: Option<usize>,
    /// Steps in which the buyer takes part.
    pub buyer_steps: Option<usize>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            buyer_calendar: None,
            seller_calendar: None,
            seller: None,
            mouse: true,
            ascii: false,
            plan_from: PlanFrom::default(),
        }
    }
}

impl Config {
    /// Reads the platform's configuration file. Where there is none, everything is as the program
    /// has it.
    ///
    /// # Errors
    /// When the file is there and cannot be read; the error names it, and the line.
    pub fn load() -> Result<Self, StoreError> {
        Self::path().map_or_else(|| Ok(Self::default()), |path| Self::read(&path))
    }

    /// Where the configuration file is looked for; `XDG_CONFIG_HOME` counts on every platform.
    /// Nothing when the platform tells of no home.
    pub fn path() -> Option<PathBuf> {
        let given = std::env::var_os("XDG_CONFIG_HOME")
            .map(PathBuf::from)
            .filter(|path| path.is_absolute());
        let folder = match given {
            Some(config) => config.join("backcast"),
            None => directories::ProjectDirs::from("", "", "backcast")?
                .config_dir()
                .to_owned(),
        };
        Some(folder.join("config.json"))
    }

    /// From which size on a deal needs a plan.
    pub fn threshold(&self) -> Threshold {
        let own = Threshold::default();
        let said = &self.plan_from;
        Threshold {
            value: said.value.unwrap_or(own.value),
            people: said.people.unwrap_or(own.people),
            buyer_steps: said.buyer_steps.unwrap_or(own.buyer_steps),
        }
    }

    /// Reads one configuration file; see [`Config::load`].
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        let bytes = match read_limited(path) {
            Ok(bytes) => bytes,
            Err(error) if error.is_missing_file() => return Ok(Self::default()),
            Err(error) => return Err(error),
        };
        let text = as_text(path, &bytes)?;
        serde_json::from_str(text).map_err(|error| broken(path, &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: impl AsRef<[u8]>) -> Result<Config, String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.json");
        std::fs::write(&path, &text).unwrap();
        let config = Config::read(&path);
        assert_eq!(std::fs::read(&path).unwrap(), text.as_ref());
        config.map_err(|error| {
            error
                .to_string()
                .replace(&path.display().to_string(), "FILE")
        })
    }

    #[test]
    fn what_is_not_said_is_as_the_program_has_it() {
        let missing = Config::read(Path::new("/nowhere/config.json")).unwrap();
        assert_eq!(missing, Config::default());
        let some = read(r#"{"seller": "Northwind", "mouse": false, "colour_of_hope": "green"}"#);
        let expected = Config {
            seller: Some("Northwind".into()),
            mouse: false,
            ..Config::default()
        };
        assert_eq!(some, Ok(expected));
    }

    #[test]
    fn a_broken_file_is_told_with_its_line() {
        for (text, begins) in [
            (
                "{\n \"mouse\": \"no\"\n}",
                "FILE:2: invalid type: string \"no\", expected a boolean",
            ),
            ("{\n \"mouse\": true,\n", "FILE:"),
            ("", "FILE:1: the file ends too early"),
            (
                "{\n\"mouse\": true,\n\"mouse\": false}",
                "FILE:3: duplicate field `mouse`",
            ),
            (
                "{\"seller\":\n\"\u{1b}]52;c;eA==\u{7}\"}",
                "FILE:2: control character",
            ),
            ("{\"mouse\": 1e999}", "FILE:1: number out of range"),
            (
                "{\"mouse\": \"\u{202e}\u{9b}2J\"}",
                "FILE:1: invalid type: string \"\\u{202e}\\u{9b}2J\"",
            ),
            (&"[".repeat(1_000_000), "FILE:1: "),
            ("[[[[", "FILE:1:"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.starts_with(begins), "{error}");
            assert!(!error.contains(char::is_control), "{error:?}");
            assert!(error.contains(" — "), "{error}");
        }
        let latin = read(b"{\n\"seller\": \"M\xfcller\"}").unwrap_err();
        assert!(
            latin.starts_with("FILE:2: the text is not UTF-8"),
            "{latin}"
        );
    }
}
