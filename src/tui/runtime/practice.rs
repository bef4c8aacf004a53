//! Role-play's files: the plan whose words stand in the scripts, and the rep's coaching record.

use std::path::PathBuf;

use anyhow::Result;

use crate::coach::practice::Material;
use crate::coach::slots;
use crate::private::Private;
use crate::schedule::Schedule;
use crate::store::{self, Folder};
use crate::tui::model::{Model, Msg, Screen};
use crate::tui::screens::practice::{Deal, Practice, Setting};
use crate::tui::widgets::header;

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
    let mut deal = None;
    if let Some(path) = &wanted.plan {
        let plan = store::load(path)?.plan;
        let private = store::load_private(path)?;
        let private = private.unwrap_or_else(|| Private::new(plan.id.clone()));
        if rep.trim().is_empty() {
            rep = private.deal.rep;
        }
        deal = Some(Deal {
            name: header::name(&plan).clone(),
            values: slots::slot_values(&plan, &Schedule::of(&plan, model.today)),
            known: private.meddpicc,
        });
    }
    let record = match rep.trim() {
        "" => None,
        name => store::load_rep(folder, name)?,
    };
    let setting = Setting {
        material: wanted.material.clone(),
        scripts: model.scripts.clone(),
        seed: wanted.seed,
        deal,
    };
    let mut practice = Practice::new(setting, &rep, record, store::session::now());
    if let Some(drill) = &wanted.drill {
        practice.choose_drill(drill);
    }
    model.screen = Screen::Practice(Box::new(practice));
    Ok(())
}

/// Reads the record of whoever practises.
pub(super) fn read(folder: &Folder, name: String) -> Msg {
    let read = store::load_rep(folder, &name);
    let read = read.map(|record| (name, record.map(Box::new)));
    Msg::RepRead(read.map_err(|error| error.to_string()))
}
