//! What the commands about one rep share: which plans are theirs. A plan is a rep's when its private file
//! says so; a plan that cannot be read, or whose private file cannot, is told of and left out.

use anyhow::Result;

use super::global::Global;
use super::out::complain;
use crate::coach::diagnosis::Deal;
use crate::plan::Plan;
use crate::private::Private;
use crate::store;

/// A plan with its private file.
pub(super) struct Held {
    /// The plan.
    pub(super) plan: Plan,
    /// What only the seller sees of it.
    pub(super) private: Option<Private>,
}

impl Held {
    /// The deal as the coach looks at it.
    pub(super) fn deal(&self) -> Deal<'_> {
        Deal {
            plan: &self.plan,
            private: self.private.as_ref(),
        }
    }
}

/// The plans of a rep, by the names of their files.
pub(super) fn plans_of(rep: &str, global: &Global) -> Result<Vec<Held>> {
    let mut held = Vec::new();
    for listed in global.folder.list()? {
        let private = match store::load_private(&listed.path) {
            Ok(Some(private)) if is(&private.deal.rep, rep) => private,
            Ok(_) => continue,
            Err(error) => {
                complain(&error.to_string());
                continue;
            }
        };
        match store::load(&listed.path) {
            Ok(opened) => held.push(Held {
                plan: opened.plan,
                private: Some(private),
            }),
            Err(error) => complain(&error.to_string()),
        }
    }
    Ok(held)
}

/// Whether two names are the same person's, as people write them.
pub(super) fn is(one: &str, other: &str) -> bool {
    let plain = |name: &str| {
        let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
        words.join(" ")
    };
    !plain(one).is_empty() && plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
