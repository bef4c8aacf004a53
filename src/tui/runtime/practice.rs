//! Role-play's files: the plan whose words stand in the scripts, and the rep's coaching record.

use std::path::PathBuf;

use anyhow::Result;

use super::work;
use crate::coach::practice::Material;
use crate::store::{self, Folder};
use crate::tui::model::{Model, Msg};
use crate::tui::update;
use crate::tui::work::{Ready, Round};

/// What role-play is to begin with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Practising {
    /// The plan whose words stand in the scripts.
    pub plan: Option<PathBuf>,
    /// Who practises; when it is empty, the plan's rep, else it is asked.
    pub rep: String,
    /// The id of the drill to begin with.
    pub drill: Option<String>,
    /// What everything is drawn from.
    pub seed: u64,
    /// Drills, personas, rubric.
    pub material: Material,
}

/// Opens role-play.
///
/// # Errors
/// When the plan, its private file or the rep's record cannot be read.
pub(super) fn begin(wanted: &Practising, folder: &Folder, model: &mut Model) -> Result<()> {
    let mut rep = wanted.rep.clone();
    let plan = wanted.plan.as_deref();
    let deal = plan.map(|path| work::deal(path, model.today)).transpose()?;
    if let (true, Some(path)) = (rep.trim().is_empty(), plan) {
        let private = store::load_private(path)?;
        rep = private.map(|private| private.deal.rep).unwrap_or_default();
    }
    let record = match rep.trim() {
        "" => None,
        name => store::load_rep(folder, name)?,
    };
    let round = Round {
        rep,
        record,
        material: wanted.material.clone(),
        seed: wanted.seed,
        deal,
        drill: wanted.drill.clone(),
    };
    update::begin(model, Ready::Practice(round), store::session::now());
    Ok(())
}

/// Reads the record of whoever practises.
pub(super) fn read(folder: &Folder, name: String) -> Msg {
    let read = store::load_rep(folder, &name);
    let read = read.map(|record| (name, record.map(Box::new)));
    Msg::RepRead(read.map_err(|error| error.to_string()))
}
