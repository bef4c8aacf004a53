//! What the commands about one rep share: which plans are theirs. What cannot be read is told of and left
//! out.

use anyhow::Result;

use super::global::Global;
use super::out::complain;
use crate::store;
pub(super) use crate::store::Held;

/// The plans of a rep, by the names of their files.
pub(super) fn plans_of(rep: &str, global: &Global) -> Result<Vec<Held>> {
    let (held, wrong) = store::plans_of(&global.folder, rep)?;
    for error in wrong {
        complain(&error.to_string());
    }
    Ok(held)
}
