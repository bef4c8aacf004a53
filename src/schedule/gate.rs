//! Gates: steps that can only land on certain days ("the board meets on the second Thursday").
//! Which day of a gate a pass takes is decided in `span`; how a person writes a gate, in `plan`.

use super::day::{self, Day};
use super::workdays::WorkCalendar;
use chrono::{Datelike, NaiveDate};

/// The days on which a step may finish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gate {
    /// These days of the week, Monday first.
    Weekdays([bool; 7]),
    /// The n-th of a weekday in each month: 1 to 5 from the front, -1 the last.
    MonthWeekday {
        /// 1 to 5, or -1 for the last one.
        nth: i8,
        /// 0 is Monday, 6 is Sunday.
        weekday: u8,
    },
    /// A day of each month, 1 to 31 (the last day in shorter months), rolled back to a working day.
    MonthDay(u8),
    /// These days and no others, sorted; they count even where the calendar has no working day.
    Dates(Vec<Day>),
}

/// How many candidates are looked at before a gate is called closed: an occurrence that falls on a
/// holiday is passed over, and two years of them say that none will come.
const TRIES: i32 = 110;

impl Gate {
    /// The last allowed day on or before `d`; `None` when there is none.
    #[must_use]
    pub fn on_or_before(&self, d: Day, calendar: Option<&WorkCalendar>) -> Option<Day> {
        self.search(d, calendar, -1)
    }

    /// The first allowed day on or after `d`; `None` when there is none.
    #[must_use]
    pub fn on_or_after(&self, d: Day, calendar: Option<&WorkCalendar>) -> Option<Day> {
        self.search(d, calendar, 1)
    }

    fn search(&self, d: Day, calendar: Option<&WorkCalendar>, step: i32) -> Option<Day> {
        match self {
            Self::Dates(dates) if step < 0 => dates.iter().rev().find(|&&x| x <= d).copied(),
            Self::Dates(dates) => dates.iter().find(|&&x| x >= d).copied(),
            Self::Weekdays(allowed) => weekday_search(*allowed, d, calendar, step),
            Self::MonthWeekday { .. } | Self::MonthDay(_) => self.month_search(d, calendar, step),
        }
    }

    /// Month by month from the one before the one of `d`: a day rolled back may leave its month.
    fn month_search(&self, d: Day, calendar: Option<&WorkCalendar>, step: i32) -> Option<Day> {
        let start = day::add_days(first_of_month(d), -step);
        let start = if step < 0 {
            day::add_days(start, 32)
        } else {
            start
        };
        (0..TRIES).find_map(|n| {
            let month = first_of_month(day::add_months(
                first_of_month(start),
                step.saturating_mul(n),
            ));
            self.in_month(month, calendar)
                .filter(|&x| if step < 0 { x <= d } else { x >= d })
        })
    }

    /// The allowed day of the month that starts at `first`.
    fn in_month(&self, first: Day, calendar: Option<&WorkCalendar>) -> Option<Day> {
        let date = day::to_date(first);
        let end = day::from_date(last_of_month(date)?);
        match *self {
            Self::MonthDay(wanted) => {
                let found = end.min(first + i32::from(wanted.max(1)) - 1);
                Some(calendar.map_or(found, |c| c.floor(found)))
            }
            Self::MonthWeekday { nth, weekday } => {
                let found = nth_weekday(first, end, nth, weekday)?;
                calendar
                    .is_none_or(|c| c.is_working(found))
                    .then_some(found)
            }
            Self::Weekdays(_) | Self::Dates(_) => None,
        }
    }
}

fn weekday_search(
    allowed: [bool; 7],
    d: Day,
    calendar: Option<&WorkCalendar>,
    step: i32,
) -> Option<Day> {
    let fits = |x: &Day| allowed[day::weekday(*x)] && calendar.is_none_or(|c| c.is_working(*x));
    (0..TRIES * 7)
        .map(|n| day::add_days(d, n * step))
        .find(fits)
}

fn nth_weekday(first: Day, end: Day, nth: i8, weekday: u8) -> Option<Day> {
    let wanted = i32::from(weekday % 7);
    let found = match nth {
        1..=5 => {
            first + (wanted - day::weekday(first) as i32).rem_euclid(7) + 7 * (i32::from(nth) - 1)
        }
        -1 => end - (day::weekday(end) as i32 - wanted).rem_euclid(7),
        _ => return None,
    };
    (found <= end).then_some(found)
}

fn first_of_month(d: Day) -> Day {
    let date = day::to_date(d);
    day::from_date(date.with_day(1).unwrap_or(date))
}

fn last_of_month(date: NaiveDate) -> Option<NaiveDate> {
    (28..=31).rev().find_map(|n| date.with_day(n))
}

#[cfg(test)]
#[path = "gate/tests.rs"]
mod tests;
