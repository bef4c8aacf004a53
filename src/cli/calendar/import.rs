//! Taking days off from a calendar file: what would come, what is there already, what is left out.

use std::path::Path;

use anyhow::{Context, Result};
use chrono::{Datelike, NaiveDate};

use super::change::days_words;
use crate::cli::words::counted;
use crate::exchange::ics::{self, Compared, Ics, Standing};
use crate::plan::calendar_edit as edit;
use crate::plan::{Plan, Side};
use crate::store;

/// The bytes of a calendar file.
pub(super) fn read(file: &Path) -> Result<Vec<u8>> {
    Ok(store::read_at_most(
        file,
        "a calendar file",
        ics::MAX_BYTES,
    )?)
}

/// What a file holds, beside the calendar of a side.
pub(super) struct Found {
    side: Side,
    file: String,
    years: (i32, i32),
    ics: Ics,
    compared: Vec<Compared>,
}

impl Found {
    /// Reads a file's bytes for a side.
    ///
    /// # Errors
    /// When it is no calendar; names the file and, where there is one, the line.
    pub(super) fn in_file(
        plan: &Plan,
        side: &Side,
        file: &Path,
        bytes: &[u8],
        today: NaiveDate,
    ) -> Result<Self> {
        let window = ics::window(plan, today);
        let shown = file.display().to_string();
        let found = ics::read(bytes, window).with_context(|| shown.clone())?;
        let party =
            edit::party(plan, side).context("only the buyer and the seller have a calendar")?;
        Ok(Self {
            side: side.clone(),
            file: shown,
            years: (window.0.year(), window.1.year()),
            compared: ics::compare(&party.calendar, &found),
            ics: found,
        })
    }

    /// Whose calendar it was read for.
    pub(super) fn side(&self) -> &Side {
        &self.side
    }

    /// Takes what is new into the side's calendar; what came and what did not, a line each.
    pub(super) fn take(&self, plan: &mut Plan, side: &Side) -> Vec<String> {
        let whose = plan.organization(side).to_owned();
        if let Some(party) = edit::party_mut(plan, side) {
            ics::take(&mut party.calendar, &self.compared);
        }
        self.lines(&whose)
    }

    fn lines(&self, whose: &str) -> Vec<String> {
        let come = self.compared.iter().filter(|found| found.standing.comes());
        let there = self.compared.len() - come.count();
        let mut lines = vec![format!(
            "{} for {whose}: {} to take, {there} off already, {} left out",
            self.file,
            counted(self.compared.len() - there, "entry").replace("entrys", "entries"),
            self.ics.skipped.len()
        )];
        lines.extend(self.compared.iter().map(line));
        let left_out = self.ics.skipped.iter();
        lines.extend(left_out.map(|skipped| {
            let name = match skipped.name.as_str() {
                "" => String::new(),
                name => format!(" “{name}”"),
            };
            format!("  - line {}{name} left out: {}", skipped.line, skipped.why)
        }));
        if self.ics.outside > 0 {
            let (first, last) = self.years;
            lines.push(format!(
                "  - {} outside {first} to {last}, the years of the plan",
                counted(self.ics.outside, "event")
            ));
        }
        lines
    }
}

fn line(compared: &Compared) -> String {
    let days = days_words(&compared.found.days);
    let free = if compared.found.free {
        " (the file shows the time as free)"
    } else {
        ""
    };
    match &compared.standing {
        Standing::New => format!("  + {days}{free}"),
        Standing::Renames { from } if from.is_empty() => format!("  + {days} (it had no name)"),
        Standing::Renames { from } => format!("  + {days} (it was called “{from}”)"),
        Standing::There => format!("  = {days}: there already"),
        Standing::OffAnyway { why } => format!("  = {days}: off already ({why})"),
    }
}
