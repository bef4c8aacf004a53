//! What a file's days off would change in a side's calendar, before anybody takes them: the preview.

use std::collections::BTreeSet;

use super::{Ics, IcsDays};
use crate::plan::Calendar;
use crate::plan::calendar_edit::{AddedDays, DaysOff, add_days_off};
use crate::schedule::SideDays;

/// How days of a file stand to a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// They would come.
    New,
    /// The same days are there under another name, which would change.
    Renames {
        /// What they are called now.
        from: String,
    },
    /// The calendar has them already.
    There,
    /// None of them is a working day anyway: a holiday of the base, a blackout, the weekend.
    OffAnyway {
        /// What the first of them is: a name, or "weekend".
        why: String,
    },
}

impl Standing {
    /// Whether taking them changes the calendar.
    pub fn comes(&self) -> bool {
        matches!(self, Self::New | Self::Renames { .. })
    }
}

/// Days of a file beside what the calendar says of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The days.
    pub found: IcsDays,
    /// How they stand.
    pub standing: Standing,
}

/// Compares what a file says with a calendar, in the order of the days. Of two names for the same days
/// in one file the first holds.
pub fn compare(calendar: &Calendar, ics: &Ics) -> Vec<Compared> {
    let side = SideDays::of(calendar);
    let mut grown = calendar.clone();
    let mut named = BTreeSet::new();
    let standing = |found: &IcsDays| {
        let days = &found.days;
        if !named.insert((days.from, days.to)) {
            return Standing::There;
        }
        let mut dates = days.from.iter_days().take_while(|date| *date <= days.to);
        if !has(calendar, days) && dates.all(|date| side.why_off(date).is_some()) {
            let why = side.why_off(days.from).unwrap_or("weekend").to_owned();
            return Standing::OffAnyway { why };
        }
        match add_days_off(&mut grown, days) {
            AddedDays::New => Standing::New,
            AddedDays::Renamed { from } => Standing::Renames { from },
            AddedDays::AlreadyThere => Standing::There,
        }
    };
    let standings: Vec<Standing> = ics.days.iter().map(standing).collect();
    let found = ics.days.iter().cloned();
    found
        .zip(standings)
        .map(|(found, standing)| Compared { found, standing })
        .collect()
}

fn has(calendar: &Calendar, days: &DaysOff) -> bool {
    let singles = calendar.holidays.iter().map(|day| (day.date, day.date));
    let ranges = calendar
        .blackouts
        .iter()
        .map(|range| (range.from, range.to));
    singles
        .chain(ranges)
        .any(|known| known == (days.from, days.to))
}

/// Takes what would come into the calendar; how many did. A day that somebody said is worked stays one:
/// a file does not know better.
pub fn take(calendar: &mut Calendar, compared: &[Compared]) -> usize {
    let working = calendar.working.clone();
    let mut came = BTreeSet::new();
    for compared in compared.iter().filter(|compared| compared.standing.comes()) {
        add_days_off(calendar, &compared.found.days);
        came.insert(&compared.found.days);
    }
    calendar.working = working;
    came.len()
}
