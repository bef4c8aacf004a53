//! The plans of a rep, and what was said about them last. A plan is a rep's when its private file says so;
//! a plan that cannot be read, or whose private file cannot, is handed back as what is wrong with it.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::error::StoreError;
use super::folder::Folder;
use super::{list_reps, load, load_private};
use crate::coach::diagnosis::Deal;
use crate::coach::one_on_one::{Kept, kept};
use crate::coach::rep::{OneOnOne, Rep};
use crate::plan::Plan;
use crate::private::Private;

/// A plan with its private file.
#[derive(Debug)]
pub struct Held {
    /// The plan's file.
    pub path: PathBuf,
    /// The plan.
    pub plan: Plan,
    /// What only the seller sees of it.
    pub private: Option<Private>,
}

impl Held {
    /// The deal as the coach looks at it.
    pub fn deal(&self) -> Deal<'_> {
        Deal {
            plan: &self.plan,
            private: self.private.as_ref(),
        }
    }
}

/// The plans of a rep, by the names of their files, and what could not be read.
///
/// # Errors
/// When the folder cannot be read.
pub fn plans_of(folder: &Folder, rep: &str) -> Result<(Vec<Held>, Vec<StoreError>), StoreError> {
    let (mut held, mut wrong) = (Vec::new(), Vec::new());
    for path in folder.files()? {
        let private = match load_private(&path) {
            Ok(Some(private)) if is(&private.deal.rep, rep) => private,
            Ok(_) => continue,
            Err(error) => {
                wrong.push(error);
                continue;
            }
        };
        match load(&path) {
            Ok(opened) => held.push(Held {
                path,
                plan: opened.plan,
                private: Some(private),
            }),
            Err(error) => wrong.push(error),
        }
    }
    Ok((held, wrong))
}

/// Everybody whom a private file names as the rep, or of whom there is a coaching record; by name, each
/// once. What cannot be read names nobody.
///
/// # Errors
/// When the folder cannot be read.
pub fn known_reps(folder: &Folder) -> Result<Vec<String>, StoreError> {
    let records = list_reps(folder)?.into_iter().flatten();
    let mut known: Vec<String> = records.map(|record| record.name).collect();
    for path in folder.files()? {
        if let Ok(Some(private)) = load_private(&path) {
            known.push(private.deal.rep.trim().to_owned());
        }
    }
    known.retain(|name| !name.trim().is_empty());
    known.sort_by_key(|name| plain(name));
    known.dedup_by(|a, b| is(a, b));
    Ok(known)
}

/// Whether two names are the same person's, as people write them.
fn is(one: &str, other: &str) -> bool {
    !plain(one).is_empty() && plain(one) == plain(other)
}

fn plain(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// The last 1:1 with a commitment, and what became of it. Its plan need not be the rep's any more.
///
/// # Errors
/// When the folder cannot be read.
pub fn last_commitment(
    folder: &Folder,
    record: Option<&Rep>,
    held: &[Held],
    today: NaiveDate,
) -> Result<Option<(OneOnOne, Kept)>, StoreError> {
    let Some((talk, commitment)) = record.and_then(Rep::last_commitment) else {
        return Ok(None);
    };
    let id = talk.plan.as_deref();
    let own = held.iter().map(|held| &held.plan);
    let mut plan = own
        .into_iter()
        .find(|plan| Some(plan.id.as_str()) == id)
        .cloned();
    if plan.is_none() && id.is_some() {
        // One that cannot be read is told of by those who need it.
        let files = folder.files()?;
        let mut others = files.iter().filter_map(|path| load(path).ok());
        let other = others.find(|opened| Some(opened.plan.id.as_str()) == id);
        plan = other.map(|opened| opened.plan);
    }
    let judged = kept(talk, commitment, plan.as_ref(), today);
    Ok(Some((talk.clone(), judged)))
}

/// The plan to talk about when none is named: that of the last 1:1, or the rep's only one, or none at all.
///
/// # Errors
/// When there are several, and which is meant is not clear.
#[expect(clippy::result_unit_err, reason = "the caller has the plans to name")]
pub fn plan_of_talk<'a>(talks: &[OneOnOne], held: &'a [Held]) -> Result<Option<&'a Held>, ()> {
    let before = talks.last().and_then(|talk| talk.plan.as_deref());
    let same = |held: &&Held| Some(held.plan.id.as_str()) == before;
    match (held.iter().find(same), held) {
        (Some(same), _) => Ok(Some(same)),
        (None, []) => Ok(None),
        (None, [only]) => Ok(Some(only)),
        (None, _) => Err(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{edit_private, edit_rep};

    #[test]
    fn a_name_is_the_same_however_it_is_spaced_and_capitalized() {
        for (one, other, same) in [
            ("Alex Kim", " alex   kim ", true),
            ("Alex Kim", "Alex", false),
            ("", "", false),
            ("Ünal", "ünal", true),
        ] {
            assert_eq!(is(one, other), same, "{one} {other}");
        }
    }

    #[test]
    fn reps_are_known_from_the_private_files_and_the_records_each_once() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::at(dir.path().to_owned());
        for (file, rep) in [("a", "priya shah"), ("b", "Alex Kim"), ("c", "")] {
            let path = dir.path().join(format!("{file}.json"));
            crate::store::create(&path, &Plan::new(file.to_owned(), file)).unwrap();
            edit_private(&path, file, |private| private.deal.rep = rep.to_owned()).unwrap();
        }
        std::fs::write(dir.path().join("d.json"), "{").unwrap();
        std::fs::write(dir.path().join("d.private.json"), "{").unwrap();
        for name in ["Alex  Kim", "Zoe"] {
            edit_rep(&folder, name, |rep| rep.extra.clear()).unwrap();
        }
        let known = known_reps(&folder).unwrap();
        assert_eq!(known, ["Alex  Kim", "priya shah", "Zoe"]);
        let (held, wrong) = plans_of(&folder, "alex kim").unwrap();
        assert_eq!((held.len(), wrong.len()), (1, 1));
    }
}
