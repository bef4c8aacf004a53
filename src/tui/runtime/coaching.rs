//! What the loop does for a manager's work with a rep: puts what comes of it into the rep's record, and
//! reads what the seller's own books say of a deal.

use std::path::Path;

use super::super::model::{Effect, Model, Msg};
use super::super::update;
use crate::coach::rep::{Addition, Rep};
use crate::store::{self, Folder};

/// Reads what the private file beside a plan says of the deal.
pub(super) fn deal(plan: &Path) -> Msg {
    let read = store::load_private(plan);
    let deal = read.map(|private| private.map(|private| Box::new(private.deal)));
    Msg::DealRead(deal.map_err(|error| error.to_string()))
}

/// Puts something into a rep's record.
pub(super) fn record(folder: &Folder, rep: &str, addition: Addition) -> Result<Rep, String> {
    let kept = folder
        .ensure()
        .and_then(|()| store::edit_rep(folder, rep, |record| record.add(addition)));
    kept.map_err(|error| error.to_string())
}

/// Puts into the record what is not there yet, however the program ends.
pub(super) fn last_words(folder: &Folder, model: &mut Model) -> Result<(), String> {
    for effect in update::last_words(model) {
        if let Effect::Record(rep, addition) = effect {
            record(folder, &rep, addition)?;
        }
    }
    Ok(())
}
