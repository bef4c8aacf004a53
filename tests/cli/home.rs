//! A home of one test: a folder that is thrown away, and the program run in it on 23 Nov 2026.

use std::ffi::OsStr;
use std::path::PathBuf;

use assert_cmd::Command;

/// The day on which the example's dates are known.
pub(crate) const TODAY: &str = "2026-11-23";

/// A home of one test.
pub(crate) struct Home {
    pub(crate) dir: tempfile::TempDir,
}

/// What a run left.
#[derive(Debug, PartialEq)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    /// A home in which the example lies as `acme`.
    pub(crate) fn with_acme() -> Self {
        let home = Self::new();
        home.ok(&["new", "acme", "--template", "example"]);
        home
    }

    pub(crate) fn bin() -> PathBuf {
        assert_cmd::cargo::cargo_bin!("backcast").to_owned()
    }

    /// Sets what keeps a program inside this home.
    pub(crate) fn environment(&self) -> Vec<(&'static str, PathBuf)> {
        let at = |name: &str| self.dir.path().join(name);
        vec![
            ("HOME", at("home")),
            ("XDG_DATA_HOME", at("data")),
            ("XDG_CONFIG_HOME", at("config")),
            ("XDG_STATE_HOME", at("state")),
            ("XDG_CACHE_HOME", at("cache")),
            ("XDG_RUNTIME_DIR", PathBuf::new()),
            ("BACKCAST_TODAY", TODAY.into()),
            ("BACKCAST_DIR", PathBuf::new()),
        ]
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(Self::bin());
        command
            .envs(self.environment())
            .current_dir(self.dir.path());
        command
    }

    pub(crate) fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Ran {
        let output = self.command().args(arguments).output().unwrap();
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The output of a run that must go well and silently.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(
            (ran.code, ran.err.as_str()),
            (Some(0), ""),
            "{arguments:?}: {ran:?}"
        );
        ran.out
    }

    /// The one sentence of a run that must fail: exit code 2, nothing on standard output.
    pub(crate) fn fails(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (Some(2), ""),
            "{arguments:?}: {ran:?}"
        );
        assert!(ran.err.starts_with("backcast: "), "{ran:?}");
        assert!(!ran.err.contains("panicked"), "{ran:?}");
        let sentence = ran.err.trim_start_matches("backcast: ").trim_end();
        // The home's own path differs from run to run.
        sentence.replace(&self.dir.path().display().to_string(), "~")
    }

    pub(crate) fn plans(&self) -> PathBuf {
        self.dir.path().join("data/backcast")
    }

    pub(crate) fn plan_file(&self, slug: &str) -> PathBuf {
        self.plans().join(format!("{slug}.json"))
    }

    /// Puts a file into the plans folder.
    pub(crate) fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::create_dir_all(self.plans()).unwrap();
        std::fs::write(self.plans().join(name), content).unwrap();
    }

    pub(crate) fn put_config(&self, content: &str) {
        let folder = self.dir.path().join("config/backcast");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("config.json"), content).unwrap();
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.ok(arguments)).unwrap()
    }
}
