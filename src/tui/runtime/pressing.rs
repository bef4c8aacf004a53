//! How much of a plan presses on a day, for the list of plans. A list only skims its files; this reads and
//! schedules, so it is asked of those on the screen alone, beside the loop.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::schedule::Schedule;
use crate::schedule::due::pressing_steps;
use crate::store;
use crate::tui::model::Msg;
use crate::tui::screens::home::Pressing;

/// Reads plans and counts what presses. Of one that cannot be read nothing is said: its row says why.
pub fn read(plans: Vec<PathBuf>, today: NaiveDate) -> Msg {
    let count = |path: &Path| {
        let plan = store::load(path).ok()?.plan;
        let (overdue, today) = pressing_steps(&plan, &Schedule::of(&plan, today));
        Some(Pressing { overdue, today })
    };
    let counted = plans.into_iter().map(|path| {
        let pressing = count(&path).unwrap_or_default();
        (path, pressing)
    });
    Msg::PressingRead(today, counted.collect())
}
