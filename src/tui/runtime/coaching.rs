//! What the loop does for a manager's work with a rep: begins it on the screen, and puts what comes of
//! it into the rep's record.

use std::path::Path;

use super::super::model::{Effect, Model, Msg, Screen};
use super::super::screens::diagnosis::{self, Diagnosing};
use super::super::screens::one_on_one::{Beginning, Talk};
use super::super::update;
use crate::coach::rep::{Addition, Rep};
use crate::store::{self, Folder};

/// Begins a 1:1.
pub(super) fn talk(beginning: Beginning, model: &mut Model) {
    let id = (model.sources.new_id)();
    let (scripts, now) = (model.scripts.clone(), store::session::now());
    let talk = Talk::new(beginning, id, scripts, model.today, now);
    model.screen = Screen::OneOnOne(Box::new(talk));
}

/// Begins a diagnosis.
pub(super) fn diagnosis(beginning: diagnosis::Beginning, model: &mut Model) {
    let id = (model.sources.new_id)();
    let screen = Diagnosing::new(beginning, id, model.scripts.clone(), model.today);
    model.screen = Screen::Diagnosis(Box::new(screen));
}

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
