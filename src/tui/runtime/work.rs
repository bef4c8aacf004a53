//! What a manager's and a rep's work begins with, read from the plans, their private files and the
//! coaching records.

use anyhow::Result;
use chrono::NaiveDate;

use crate::coach::need::Threshold;
use crate::coach::practice::Material;
use crate::coach::slots;
use crate::private::Private;
use crate::schedule::Schedule;
use crate::store::{self, Folder};
use crate::tui::model::Msg;
use crate::tui::screens::practice::Deal;
use crate::tui::screens::{diagnosis, one_on_one};
use crate::tui::widgets::header;
use crate::tui::work::{Found, Kind, Ready, Round, Wanted};

/// Where everything is read, and for which day.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The plans and the records.
    pub folder: Folder,
    /// The day.
    pub today: NaiveDate,
    /// From which size on a deal needs a plan.
    pub threshold: Threshold,
}

/// What can be practised: a team's own first.
///
/// # Errors
/// When a pack of the team's cannot be read.
pub fn material() -> Result<Material> {
    let packs = store::packs::<Material>()?.into_iter();
    let packs: Result<Vec<Material>, store::PackError> = packs.map(|pack| pack.held).collect();
    Ok(Material::of_team(packs?))
}

/// A seed that nobody chose: short enough to be said across a table.
pub fn seed(now: chrono::DateTime<chrono::Utc>) -> u64 {
    now.timestamp_millis().unsigned_abs() % 10_000
}

/// Reads what a work begins with, as far as it is clear whom it is with.
pub(super) fn read(wanted: Wanted, desk: &Desk) -> Msg {
    let found = found(&wanted, desk).map_err(|error| format!("{error:#}"));
    Msg::WorkFound(Box::new(wanted), found)
}

/// What the files say to what is wanted.
///
/// # Errors
/// When something of it cannot be read.
pub fn found(wanted: &Wanted, desk: &Desk) -> Result<Found> {
    let Some(rep) = rep(wanted, desk)? else {
        return Ok(Found::Reps(store::known_reps(&desk.folder)?));
    };
    let ready = match wanted.kind {
        Kind::Practice => Ready::Practice(round(wanted, rep, desk)?),
        Kind::Diagnosis => Ready::Diagnosis(diagnosis(&rep, desk)?),
        Kind::OneOnOne => match talk(wanted, &rep, desk)? {
            Ok(beginning) => Ready::OneOnOne(beginning),
            Err(plans) => return Ok(Found::Plans(rep, plans)),
        },
    };
    Ok(Found::Ready(Box::new(ready), store::session::now()))
}

/// Whom it is with: named, the plan's rep, or the only one who is known.
fn rep(wanted: &Wanted, desk: &Desk) -> Result<Option<String>> {
    let some = |name: &str| Some(name.trim().to_owned()).filter(|name| !name.is_empty());
    if let Some(named) = some(&wanted.rep) {
        return Ok(Some(named));
    }
    if let Some(plan) = &wanted.plan {
        let private = store::load_private(plan)?;
        if let Some(rep) = private.and_then(|private| some(&private.deal.rep)) {
            return Ok(Some(rep));
        }
    }
    let known = store::known_reps(&desk.folder)?;
    Ok(match known.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    })
}

fn round(wanted: &Wanted, rep: String, desk: &Desk) -> Result<Round> {
    let deal = wanted.plan.as_deref().map(|plan| deal(plan, desk.today));
    let record = store::load_rep(&desk.folder, &rep)?;
    Ok(Round {
        rep,
        record,
        material: material()?,
        seed: seed(store::session::now()),
        deal: deal.transpose()?,
        drill: None,
    })
}

/// The deal whose words stand in the scripts.
pub(super) fn deal(path: &std::path::Path, today: NaiveDate) -> Result<Deal> {
    let plan = store::load(path)?.plan;
    let private = store::load_private(path)?;
    let private = private.unwrap_or_else(|| Private::new(plan.id.clone()));
    Ok(Deal {
        name: header::name(&plan).clone(),
        values: slots::slot_values(&plan, &Schedule::of(&plan, today)),
        known: private.meddpicc,
    })
}

fn diagnosis(rep: &str, desk: &Desk) -> Result<diagnosis::Beginning> {
    let (held, _) = store::plans_of(&desk.folder, rep)?;
    let record = store::load_rep(&desk.folder, rep)?;
    let deals: Vec<_> = held.iter().map(store::Held::deal).collect();
    let (threshold, today) = (&desk.threshold, desk.today);
    Ok(diagnosis::Beginning::of(
        rep, &deals, record, threshold, today,
    ))
}

/// The rep's plans by name, where it is not clear which one a 1:1 is about.
type Unclear = Vec<(String, std::path::PathBuf)>;

fn talk(wanted: &Wanted, rep: &str, desk: &Desk) -> Result<Result<one_on_one::Beginning, Unclear>> {
    let record = store::load_rep(&desk.folder, rep)?;
    let (held, _) = store::plans_of(&desk.folder, rep)?;
    let last = store::last_commitment(&desk.folder, record.as_ref(), &held, desk.today)?;
    let talks = record.as_ref().map_or(&[][..], |rep| &rep.one_on_ones);
    let plan = match &wanted.plan {
        Some(path) => Some(store::load(path)?.plan),
        None => match store::plan_of_talk(talks, &held) {
            Ok(plan) => plan.map(|held| held.plan.clone()),
            Err(()) => return Ok(Err(by_name(&held))),
        },
    };
    Ok(Ok(one_on_one::Beginning {
        rep: record
            .as_ref()
            .map_or_else(|| rep.to_owned(), |rep| rep.name.clone()),
        before: talks.len(),
        last,
        plan,
    }))
}

/// The plans by name; two of one name are told apart by their files.
fn by_name(held: &[store::Held]) -> Unclear {
    let same = |name: &str| held.iter().filter(|held| held.plan.name == name).count();
    let named = held.iter().map(|held| {
        let (name, file) = (&held.plan.name, held.path.file_stem().unwrap_or_default());
        let name = match same(name) {
            1 => name.clone(),
            _ => format!("{name} ({})", file.to_string_lossy()),
        };
        (name, held.path.clone())
    });
    named.collect()
}
