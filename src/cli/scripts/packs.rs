//! The packs of a team, of whatever kind, with what each holds in words: for `list` and `check`.

use std::path::{Path, PathBuf};

use crate::cli::words::counted;
use crate::coach::objections::Objection;
use crate::coach::practice::Material;
use crate::coach::scripts::Script;
use crate::store::{self, Content, Pack, PackError};

/// A pack, and what it holds in words: "3 scripts".
pub(super) struct Told {
    pub(super) path: PathBuf,
    pub(super) held: Result<String, PackError>,
}

/// What a content is to people.
trait Words: Content {
    fn words(&self) -> String;
}

impl Words for Vec<Script> {
    fn words(&self) -> String {
        counted(self.len(), "script")
    }
}

impl Words for Vec<Objection> {
    fn words(&self) -> String {
        counted(self.len(), "objection")
    }
}

impl Words for Material {
    fn words(&self) -> String {
        let held = [
            (self.drills.len(), "drill"),
            (self.personas.len(), "persona"),
            (self.rubric.len(), "rated behaviour"),
        ];
        let held = held.iter().filter(|(count, _)| *count > 0);
        let held: Vec<String> = held.map(|(count, what)| counted(*count, what)).collect();
        if held.is_empty() {
            return "nothing to practise".to_owned();
        }
        held.join(", ")
    }
}

/// Every pack in the configuration folder; a folder that cannot be read is told as a pack would be.
pub(super) fn all() -> Vec<Told> {
    let mut all = of::<Vec<Script>>();
    all.extend(of::<Material>());
    all.extend(of::<Vec<Objection>>());
    all
}

fn of<T: Words>() -> Vec<Told> {
    let told = |Pack { path, held }: Pack<T>| Told {
        path,
        held: held.map(|held| held.words()),
    };
    match store::packs() {
        Ok(packs) => packs.into_iter().map(told).collect(),
        Err(error) => vec![Told {
            path: store::packs_folder::<T>().unwrap_or_default(),
            held: Err(error.into()),
        }],
    }
}

/// A pack that was named: what it is to hold is told by its folder, else by what stands in it.
pub(super) fn one(path: &Path) -> Told {
    let held = match kind(path) {
        Kind::Scripts => store::read_pack::<Vec<Script>>(path).map(|held| held.words()),
        Kind::Practice => store::read_pack::<Material>(path).map(|held| held.words()),
        Kind::Objections => store::read_pack::<Vec<Objection>>(path).map(|held| held.words()),
    };
    let path = path.to_owned();
    Told { path, held }
}

enum Kind {
    Scripts,
    Practice,
    Objections,
}

fn kind(path: &Path) -> Kind {
    let folder = path.parent().and_then(Path::file_name);
    let lies_in = |name: &str| folder.is_some_and(|folder| folder == name);
    if lies_in(Vec::<Script>::FOLDER) {
        return Kind::Scripts;
    } else if lies_in(Material::FOLDER) {
        return Kind::Practice;
    } else if lies_in(Vec::<Objection>::FOLDER) {
        return Kind::Objections;
    }
    // What cannot be read is told by whoever reads it next.
    let text = store::read_text(path).unwrap_or_default();
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    if has("drills") || has("personas") || has("rubric") {
        Kind::Practice
    } else if has("said") && has("behind") {
        Kind::Objections
    } else {
        Kind::Scripts
    }
}
