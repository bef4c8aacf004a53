//! The plans folder: where it is, which plans lie in it, and which one a typed name means.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;

use super::error::StoreError;
use super::load::read_limited;
use super::save::Names;
use super::skim::skim;

/// How many characters of a name its file keeps.
const SLUG_LENGTH: usize = 60;

/// The folder that the plans lie in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    root: PathBuf,
}

/// A plan in the folder, readable or not.
#[derive(Debug)]
pub struct Listed {
    /// The file's name without its ending.
    pub slug: String,
    /// The file.
    pub path: PathBuf,
    /// What it is about, or why it cannot be read.
    pub summary: Result<Summary, StoreError>,
}

/// What a list of plans shows of one. It is skimmed: of steps and people only what could keep the
/// plan from opening is looked at, and what is written in agreements and history is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The plan's name.
    pub name: String,
    /// The buyer's organization.
    pub buyer: String,
    /// The seller's organization.
    pub seller: String,
    /// The buyer's date, if it is known.
    pub go_live: Option<NaiveDate>,
    /// How many steps it has.
    pub steps: usize,
    /// Why it would open read-only, if so: a newer program's format.
    pub read_only: Option<String>,
}

/// What a plan is called, whatever else is wrong with it.
#[derive(Deserialize)]
struct Named {
    name: String,
}

impl Folder {
    /// The folder at a path, which need not exist yet.
    pub fn at(root: PathBuf) -> Self {
        Self { root }
    }

    /// The platform's data folder for this program; `XDG_DATA_HOME` counts on every platform.
    /// Nothing when the platform tells of no home.
    pub fn platform() -> Option<Self> {
        let given = std::env::var_os("XDG_DATA_HOME")
            .map(PathBuf::from)
            .filter(|path| path.is_absolute());
        let root = match given {
            Some(data) => data.join("backcast"),
            None => directories::ProjectDirs::from("", "", "backcast")?
                .data_dir()
                .to_owned(),
        };
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
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        // A plan is no safer than the name of the folder that it lies in.
        let missing = self.root.ancestors().take_while(|path| !path.exists());
        let missing: Vec<&Path> = missing.collect();
        builder
            .create(&self.root)
            .and_then(|()| missing.into_iter().try_for_each(on_disk))
            .map_err(|source| StoreError::io("make the folder", &self.root, source))
    }

    /// The plans, by name of their files. A folder that is not there has none.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn list(&self) -> Result<Vec<Listed>, StoreError> {
        let listed = |path: PathBuf| Listed {
            slug: slug_of(&path),
            summary: skim(&path),
            path,
        };
        Ok(self.files()?.into_iter().map(listed).collect())
    }

    /// The files that look like plans, by their names.
    pub(super) fn files(&self) -> Result<Vec<PathBuf>, StoreError> {
        let error = |source| StoreError::io("list", &self.root, source);
        let entries = match std::fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(error(source)),
        };
        let mut files = Vec::new();
        for entry in entries {
            let path = entry.map_err(error)?.path();
            if is_plan_file(&path) {
                files.push(path);
            }
        }
        files.sort_by_cached_key(|path| slug_of(path));
        Ok(files)
    }

    /// The file that a typed name means: a path (it has a separator or ends in `.json`), a file's
    /// name, or a part of a file's or plan's name that no other has.
    ///
    /// # Errors
    /// When nothing or more than one plan fits.
    pub fn resolve(&self, typed: &str) -> Result<PathBuf, StoreError> {
        if typed.contains(std::path::is_separator) || typed.ends_with(".json") {
            return Ok(PathBuf::from(typed));
        }
        // The name of a file is the usual case, and no other plan is looked at for it.
        let exact = self.root.join(format!("{typed}.json"));
        if is_plan_file(&exact) && exact.symlink_metadata().is_ok() {
            return Ok(exact);
        }
        let files = self.files()?;
        let wanted = typed.to_lowercase();
        let names = |path: &PathBuf| [slug_of(path).to_lowercase(), named(path).to_lowercase()];
        let names: Vec<_> = files.iter().map(names).collect();
        let those = |fits: &dyn Fn(&String) -> bool| -> Vec<&PathBuf> {
            let known = files.iter().zip(&names);
            let fitting = known.filter(|(_, names)| names.iter().any(fits));
            fitting.map(|(path, _)| path).collect()
        };
        if let [only] = those(&|name| *name == wanted).as_slice() {
            return Ok((*only).clone());
        }
        let part = |name: &String| !wanted.trim().is_empty() && name.contains(&wanted);
        match those(&part).as_slice() {
            [only] => Ok((*only).clone()),
            [] => Err(StoreError::NoSuchPlan {
                name: typed.to_owned(),
                folder: self.root.clone(),
                near: near(&files, &wanted),
            }),
            many => Err(StoreError::Ambiguous {
                name: typed.to_owned(),
                candidates: many.iter().map(|path| slug_of(path)).collect(),
            }),
        }
    }

    /// The file that a new plan of that name gets.
    ///
    /// # Errors
    /// When the name has no letter or digit, or the file is there already.
    pub fn path_for_new(&self, name: &str) -> Result<PathBuf, StoreError> {
        let slug = slug(name).ok_or_else(|| StoreError::NoSlug {
            name: name.to_owned(),
        })?;
        let path = self.root.join(format!("{slug}.json"));
        if path.symlink_metadata().is_ok() {
            Err(StoreError::Exists { path })
        } else {
            Ok(path)
        }
    }
}

/// What the plan in a file is called; nothing when it cannot be read.
fn named(path: &Path) -> String {
    let bytes = read_limited(path).unwrap_or_default();
    serde_json::from_slice::<Named>(&bytes).map_or_else(|_| String::new(), |named| named.name)
}

/// Waits until the name of a new folder is on disk.
fn on_disk(path: &Path) -> std::io::Result<()> {
    Names::of_folder_with(path)?.sync()
}

/// A plan's file, not a private one, not a hidden one.
fn is_plan_file(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".json") && !name.ends_with(".private.json") && !name.starts_with('.')
}

fn slug_of(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The name of a file for a plan: small letters, digits and hyphens, nothing a system keeps for
/// itself. Nothing when no letter or digit remains.
pub(super) fn slug(name: &str) -> Option<String> {
    let plain = deunicode::deunicode(name).to_lowercase();
    let words = plain
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut slug = words.collect::<Vec<_>>().join("-");
    slug.truncate(SLUG_LENGTH);
    let slug = slug.trim_end_matches('-').to_owned();
    let kept_by_windows = matches!(slug.as_str(), "con" | "prn" | "aux" | "nul")
        || (slug.len() == 4 && (slug.starts_with("com") || slug.starts_with("lpt")));
    match slug.as_str() {
        "" => None,
        _ if kept_by_windows => Some(format!("{slug}-plan")),
        _ => Some(slug),
    }
}

/// Up to three names that begin like the one that was not found.
fn near(files: &[PathBuf], wanted: &str) -> Vec<String> {
    let shared = |slug: &str| {
        slug.chars()
            .zip(wanted.chars())
            .take_while(|(a, b)| a == b)
            .count()
    };
    let mut scored: Vec<(usize, String)> = files
        .iter()
        .map(|path| slug_of(path))
        .map(|slug| (shared(&slug), slug))
        .collect();
    scored.retain(|(score, _)| *score >= 2);
    scored.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    scored.into_iter().take(3).map(|(_, slug)| slug).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_file_name_that_every_system_takes() {
        for (name, expected) in [
            ("Acme", Some("acme")),
            (
                "  Acme × Northwind: Ledger ",
                Some("acme-x-northwind-ledger"),
            ),
            ("Müller & Söhne", Some("muller-sohne")),
            ("../../etc/passwd", Some("etc-passwd")),
            ("北京", Some("bei-jing")),
            ("nul", Some("nul-plan")),
            ("com1", Some("com1-plan")),
            ("---", None),
            ("", None),
        ] {
            assert_eq!(slug(name).as_deref(), expected, "{name:?}");
        }
        assert!(
            slug(&"a ".repeat(500))
                .is_some_and(|slug| slug.len() <= SLUG_LENGTH && !slug.ends_with('-'))
        );
    }

    #[test]
    fn names_resolve_by_file_by_part_and_by_path() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::at(dir.path().to_owned());
        for (file, name) in [
            ("acme", "Acme rollout"),
            ("acme-two", "Second"),
            ("globex", "Globex"),
        ] {
            let text = format!(r#"{{"format": 1, "id": "x", "name": "{name}"}}"#);
            std::fs::write(dir.path().join(format!("{file}.json")), text).unwrap();
        }
        std::fs::write(dir.path().join("globex.private.json"), "{}").unwrap();
        let file = |name: &str| dir.path().join(format!("{name}.json"));
        assert_eq!(folder.resolve("acme").unwrap(), file("acme"));
        assert_eq!(folder.resolve("GLOB").unwrap(), file("globex"));
        assert_eq!(folder.resolve("second").unwrap(), file("acme-two"));
        assert_eq!(
            folder.resolve("./x.json").unwrap(),
            PathBuf::from("./x.json")
        );
        assert!(
            matches!(folder.resolve("acm"), Err(StoreError::Ambiguous { candidates, .. }) if candidates == ["acme", "acme-two"])
        );
        assert!(
            matches!(folder.resolve("glebox"), Err(StoreError::NoSuchPlan { near, .. }) if near == ["globex"])
        );
        assert!(matches!(
            folder.resolve(""),
            Err(StoreError::NoSuchPlan { .. })
        ));
        assert_eq!(folder.list().unwrap().len(), 3);
    }

    #[test]
    fn a_broken_plan_does_not_hide_the_others() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(
            dir.path().join("a.json"),
            r#"{"format": 1, "id": "a", "name": "A", "steps": [{"id": "x", "title": "X"}, {"id": "y", "title": "Y"}]}"#,
        )
        .unwrap();
        std::fs::write(dir.path().join("b.json"), "{\n  oops").unwrap();
        let listed = Folder::at(dir.path().to_owned()).list().unwrap();
        assert_eq!(
            listed[0].summary.as_ref().map(|summary| summary.steps).ok(),
            Some(2)
        );
        assert!(matches!(
            &listed[1].summary,
            Err(StoreError::Broken { line: 2, .. })
        ));
    }
}
