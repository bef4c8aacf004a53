//! The calendar of a side, compiled from what the plan says: the base's weekend and holidays, the
//! plan's own days off, blackouts and working exceptions, and an owner's absences. It knows the name
//! of every day off, so that a date that moved can say why. The tables that dates are computed with
//! are built from it in [`super::workdays`].

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::day::{self, Day};
use super::holidays::{self, Base};
use super::workdays::CalendarSpec;
use crate::plan::{Blackout, Calendar};

/// Ranges of days off are read between these years only: a range over millennia in a file must not
/// cost millions of days. Beyond, its weekly pattern alone holds.
const FIRST_YEAR: i32 = 1950;
const LAST_YEAR: i32 = 2150;

/// The days of one side, or of one side without an absent owner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SideDays {
    weekend: [bool; 7],
    off: BTreeMap<Day, String>,
    worked: BTreeMap<Day, ()>,
    unknown_base: Option<String>,
    reaches_to: Option<i32>,
}

impl SideDays {
    /// The days of a plan's calendar. A base that this version does not know counts as weekdays and
    /// is told by [`SideDays::unknown_base`].
    pub fn of(calendar: &Calendar) -> Self {
        let resolved = holidays::resolve(&calendar.base);
        let base = resolved.as_ref().copied().unwrap_or(Base::Weekdays);
        let mut days = Self {
            weekend: base.weekend(),
            unknown_base: resolved.is_err().then(|| calendar.base.clone()),
            reaches_to: matches!(base, Base::Public(_)).then_some(holidays::LAST_YEAR),
            ..Self::default()
        };
        if let Some(weekend) = &calendar.weekend {
            days.weekend = [false; 7];
            for day in weekend {
                days.weekend[day.num_days_from_monday() as usize % 7] = true;
            }
        }
        for holiday in base.holidays() {
            days.off
                .insert(day::from_date(holiday.date), holiday.name.to_owned());
        }
        for single in &calendar.holidays {
            let name = if single.name.is_empty() {
                "a day off"
            } else {
                &single.name
            };
            days.off
                .insert(day::from_date(single.date), name.to_owned());
        }
        for blackout in &calendar.blackouts {
            let name = if blackout.name.is_empty() {
                "a blackout"
            } else {
                &blackout.name
            };
            days.range_off(blackout, name);
        }
        days.worked = calendar
            .working
            .iter()
            .map(|&date| (day::from_date(date), ()))
            .collect();
        days
    }

    /// These days without those on which a person is away.
    #[must_use]
    pub fn without(&self, name: &str, away: &[Blackout]) -> Self {
        let mut days = self.clone();
        for range in away {
            days.range_off(range, &format!("{name} is away"));
            let (from, to) = (day::from_date(range.from), day::from_date(range.to));
            days.worked
                .retain(|&worked, ()| worked < from || worked > to);
        }
        days
    }

    /// The days on which both this and the other work.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let mut days = self.clone();
        for (index, off) in other.weekend.iter().enumerate() {
            days.weekend[index] |= off;
        }
        days.off
            .extend(other.off.iter().map(|(&day, name)| (day, name.clone())));
        let both = |day: &Day| self.works(*day) && other.works(*day);
        let exceptions = self.worked.keys().chain(other.worked.keys());
        days.worked = exceptions
            .filter(|day| both(day))
            .map(|&day| (day, ()))
            .collect();
        days.off.retain(|day, _| !days.worked.contains_key(day));
        days.unknown_base = self
            .unknown_base
            .clone()
            .or_else(|| other.unknown_base.clone());
        days.reaches_to = [self.reaches_to, other.reaches_to]
            .into_iter()
            .flatten()
            .min();
        days
    }

    fn range_off(&mut self, range: &Blackout, name: &str) {
        let bound = |date: NaiveDate| {
            let first = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap_or(date);
            let last = NaiveDate::from_ymd_opt(LAST_YEAR, 12, 31).unwrap_or(date);
            day::from_date(date.clamp(first, last))
        };
        for off in bound(range.from)..=bound(range.to) {
            self.off.insert(off, name.to_owned());
        }
    }

    fn works(&self, day: Day) -> bool {
        self.worked.contains_key(&day)
            || !(self.weekend[day::weekday(day) % 7] || self.off.contains_key(&day))
    }

    /// Whether a date is a working day.
    pub fn works_on(&self, date: NaiveDate) -> bool {
        self.works(day::from_date(date))
    }

    /// Why a date is no working day: a holiday's, blackout's or absence's name, or "weekend".
    pub fn why_off(&self, date: NaiveDate) -> Option<&str> {
        let day = day::from_date(date);
        if self.works(day) {
            return None;
        }
        Some(self.off.get(&day).map_or("weekend", String::as_str))
    }

    /// The name of a day off that the week alone would have worked.
    pub fn named_day_off(&self, date: NaiveDate) -> Option<&str> {
        let in_weekend = self.weekend[date.weekday().num_days_from_monday() as usize % 7];
        self.why_off(date).filter(|_| !in_weekend)
    }

    /// The base's name, when this version does not know it.
    pub fn unknown_base(&self) -> Option<&str> {
        self.unknown_base.as_deref()
    }

    /// The last year whose holidays are known; nothing when it has none.
    pub fn reaches_to(&self) -> Option<i32> {
        self.reaches_to
    }

    /// The form that the tables are built from.
    pub(crate) fn spec(&self) -> CalendarSpec {
        CalendarSpec {
            weekend: self.weekend,
            nonworking: self.off.keys().copied().collect(),
            extra_working: self.worked.keys().copied().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::DayOff;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn range(from: &str, to: &str, name: &str) -> Blackout {
        Blackout {
            from: date(from),
            to: date(to),
            name: name.into(),
            extra: serde_json::Map::new(),
        }
    }

    #[test]
    fn every_day_off_has_its_name() {
        let mut calendar = Calendar::of_base("US");
        calendar.holidays.push(DayOff {
            date: date("2026-12-24"),
            name: "Christmas Eve".into(),
            extra: serde_json::Map::new(),
        });
        calendar
            .blackouts
            .push(range("2026-12-28", "2027-01-04", "change freeze"));
        calendar.working.push(date("2026-12-30"));
        let days =
            SideDays::of(&calendar).without("Sarah", &[range("2027-01-18", "2027-01-19", "")]);
        for (day, expected) in [
            ("2026-12-23", None),
            ("2026-12-24", Some("Christmas Eve")),
            ("2026-12-25", Some("Christmas Day")),
            ("2026-12-26", Some("weekend")),
            ("2026-12-28", Some("change freeze")),
            ("2026-12-30", None),
            ("2027-01-19", Some("Sarah is away")),
        ] {
            assert_eq!(days.why_off(date(day)), expected, "{day}");
        }
    }

    #[test]
    fn both_work_only_where_each_works() {
        let mut buyer = Calendar::of_base("weekdays");
        buyer
            .working
            .extend([date("2026-12-05"), date("2026-12-06")]);
        let mut seller = Calendar::of_base("all-days");
        seller.holidays.push(DayOff {
            date: date("2026-12-06"),
            name: String::new(),
            extra: serde_json::Map::new(),
        });
        let both = SideDays::of(&buyer).and(&SideDays::of(&seller));
        assert!(both.works_on(date("2026-12-05")));
        assert!(!both.works_on(date("2026-12-06")));
        assert!(!both.works_on(date("2026-12-12")));
        assert!(both.works_on(date("2026-12-07")));
    }

    #[test]
    fn a_range_over_millennia_costs_no_millennia() {
        let mut calendar = Calendar::of_base("weekdays");
        calendar
            .blackouts
            .push(range("0001-01-01", "9999-12-31", "never"));
        assert!(SideDays::of(&calendar).off.len() < 80_000);
    }

    #[test]
    fn a_base_nobody_knows_counts_as_weekdays_and_is_told() {
        let days = SideDays::of(&Calendar::of_base("atlantis"));
        assert_eq!(days.unknown_base(), Some("atlantis"));
        assert!(!days.works_on(date("2026-11-22")));
    }
}
