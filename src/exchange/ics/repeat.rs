//! Events that come again every year: on the same day, or on the n-th weekday of a month. Any other
//! repetition is not understood, and said to be.

use chrono::{Datelike, NaiveDate, Weekday};

use super::dates::moment;
use crate::text;

/// How an event repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repeat {
    every: i32,
    count: Option<u32>,
    until: Option<NaiveDate>,
    on: On,
}

/// On which day of its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum On {
    /// The month and day of the first.
    SameDay,
    /// The n-th weekday of a month, from the end if negative.
    Nth(u32, i8, Weekday),
}

impl Repeat {
    /// Reads a rule for an event that first comes on `first`.
    pub(super) fn read(rule: &str, first: NaiveDate) -> Result<Self, String> {
        let odd = || {
            let rule = text::harmless(rule.trim());
            format!(
                "it repeats in a way that is not understood ({})",
                text::clip(&rule, 60)
            )
        };
        let mut repeat = Self {
            every: 1,
            count: None,
            until: None,
            on: On::SameDay,
        };
        let (mut yearly, mut month, mut nth) = (None, None, None);
        for part in rule.split(';').filter(|part| !part.trim().is_empty()) {
            let (key, value) = part.split_once('=').ok_or_else(odd)?;
            let value = value.trim();
            match key.trim().to_ascii_uppercase().as_str() {
                "FREQ" => yearly = Some(value.eq_ignore_ascii_case("YEARLY")),
                "INTERVAL" => {
                    let every = value
                        .parse()
                        .ok()
                        .filter(|every| (1..=1000).contains(every));
                    repeat.every = every.ok_or_else(odd)?;
                }
                "COUNT" => repeat.count = Some(value.parse().map_err(|_| odd())?),
                "UNTIL" => repeat.until = Some(moment(value).ok_or_else(odd)?.date),
                "BYMONTH" => {
                    let read = value.parse().ok().filter(|month| (1..=12).contains(month));
                    month = Some(read.ok_or_else(odd)?);
                }
                "BYMONTHDAY" if value.parse() == Ok(first.day()) => {}
                "BYDAY" => nth = Some(nth_weekday(value).ok_or_else(odd)?),
                "WKST" => {}
                _ => return Err(odd()),
            }
        }
        if yearly != Some(true) {
            return Err(odd());
        }
        repeat.on = match (month, nth) {
            (None, None) => On::SameDay,
            (Some(month), None) if month == first.month() => On::SameDay,
            (Some(month), Some((n, day))) => On::Nth(month, n, day),
            _ => return Err(odd()),
        };
        Ok(repeat)
    }

    /// The first days that lie in the window or reach into it with `length` more days.
    pub(super) fn dates(
        &self,
        first: NaiveDate,
        window: (NaiveDate, NaiveDate),
        length: u64,
    ) -> Vec<NaiveDate> {
        let last_year = window.1.year();
        let mut dates = Vec::new();
        let (mut year, mut told) = (first.year(), 0_u32);
        while year <= last_year && self.count.is_none_or(|count| told < count) {
            let date = self.in_year(first, year).filter(|date| *date >= first);
            if date.is_some_and(|date| self.until.is_some_and(|until| date > until)) {
                break;
            }
            // The 29th of February is counted only where there is one.
            told = told.saturating_add(u32::from(date.is_some()));
            let near = |date: &NaiveDate| {
                let before = window.0.signed_duration_since(*date).num_days();
                before <= i64::try_from(length).unwrap_or(0)
            };
            dates.extend(date.filter(near));
            year = year.saturating_add(self.every);
        }
        dates
    }

    fn in_year(&self, first: NaiveDate, year: i32) -> Option<NaiveDate> {
        match self.on {
            On::SameDay => NaiveDate::from_ymd_opt(year, first.month(), first.day()),
            On::Nth(month, n, day) if n > 0 => {
                NaiveDate::from_weekday_of_month_opt(year, month, day, n.unsigned_abs())
            }
            On::Nth(month, n, day) => {
                let weeks: Vec<NaiveDate> = (1..=5)
                    .filter_map(|n| NaiveDate::from_weekday_of_month_opt(year, month, day, n))
                    .collect();
                let from_end = usize::from(n.unsigned_abs());
                weeks
                    .len()
                    .checked_sub(from_end)
                    .and_then(|at| weeks.get(at).copied())
            }
        }
    }
}

/// `4TH` (the fourth Thursday), `-1MO` (the last Monday).
fn nth_weekday(text: &str) -> Option<(i8, Weekday)> {
    let text = text.trim().to_ascii_uppercase();
    let (n, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let n: i8 = n.strip_prefix('+').unwrap_or(n).parse().ok()?;
    let day = match day {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    };
    (n != 0 && (-5..=5).contains(&n)).then_some((n, day))
}
