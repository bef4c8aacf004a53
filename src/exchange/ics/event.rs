//! One event of a calendar file: what its lines say, and the days it takes.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::dates::{At, Moment, moment, whole_days};
use super::lines::Line;
use super::repeat::Repeat;
use crate::plan::calendar_edit::DaysOff;
use crate::text;

/// No day off lasts longer; what does is an event of another kind.
const LONGEST_DAYS: i64 = 366;

/// A longer summary is cut.
const LONGEST_NAME: usize = 80;

/// An event as its lines say it.
#[derive(Debug, Clone, Default)]
pub(super) struct Event {
    pub(super) line: usize,
    pub(super) name: String,
    /// Whether its end was found.
    pub(super) whole: bool,
    pub(super) uid: Option<String>,
    /// The day of a repeated event in whose place it stands.
    pub(super) instead_of: Option<NaiveDate>,
    pub(super) free: bool,
    start: Option<String>,
    end: Option<String>,
    length: Option<String>,
    repeat: Option<String>,
    more_dates: bool,
    without: BTreeSet<NaiveDate>,
    cancelled: bool,
}

impl Event {
    /// An event that begins on a line.
    pub(super) fn begun(line: usize) -> Self {
        Self {
            line,
            ..Self::default()
        }
    }

    /// Takes what a line says, if it is about days; the first of each kind holds.
    pub(super) fn take(&mut self, line: &Line) {
        let name = line.name();
        let known = [
            "DTSTART",
            "DTEND",
            "DURATION",
            "SUMMARY",
            "RRULE",
            "RDATE",
            "EXDATE",
            "STATUS",
            "TRANSP",
            "UID",
            "RECURRENCE-ID",
        ];
        if !known.contains(&name.as_str()) {
            return;
        }
        let Some(property) = line.property() else {
            return;
        };
        let value = property.val.as_str();
        let first = |held: &mut Option<String>| {
            held.get_or_insert_with(|| value.to_owned());
        };
        match name.as_str() {
            "DTSTART" => first(&mut self.start),
            "DTEND" => first(&mut self.end),
            "DURATION" => first(&mut self.length),
            "RRULE" => first(&mut self.repeat),
            "UID" => first(&mut self.uid),
            "SUMMARY" if self.name.is_empty() => self.name = one_line(value),
            "RDATE" => self.more_dates = true,
            "EXDATE" => self.without.extend(value.split(',').filter_map(date)),
            "RECURRENCE-ID" => self.instead_of = date(value),
            "STATUS" => self.cancelled = value.trim().eq_ignore_ascii_case("CANCELLED"),
            "TRANSP" => self.free = value.trim().eq_ignore_ascii_case("TRANSPARENT"),
            _ => {}
        }
    }

    /// The days it takes between the two days of the window, without those that were moved; empty
    /// when there are none, or the reason why they cannot be told.
    pub(super) fn days(
        &self,
        window: (NaiveDate, NaiveDate),
        moved: &BTreeSet<NaiveDate>,
    ) -> Result<Vec<DaysOff>, String> {
        if !self.whole {
            return Err("its end is missing: the file may be cut off".to_owned());
        }
        if self.cancelled {
            return Err("it is cancelled".to_owned());
        }
        let (first, length) = self.span()?;
        if self.more_dates {
            return Err("it repeats on listed dates, which is not understood".to_owned());
        }
        let starts = match &self.repeat {
            None => vec![first],
            Some(rule) => Repeat::read(rule, first)?.dates(first, window, length),
        };
        let days = starts.into_iter().filter_map(|from| {
            let to = from.checked_add_days(Days::new(length))?;
            let stays = !moved.contains(&from) && !self.without.contains(&from);
            let near = from <= window.1 && window.0 <= to;
            (stays && near).then(|| DaysOff {
                from,
                to,
                name: self.name.clone(),
            })
        });
        Ok(days.collect())
    }

    /// The first day, and how many days follow it.
    fn span(&self) -> Result<(NaiveDate, u64), String> {
        let Some(start) = &self.start else {
            return Err("it has no start".to_owned());
        };
        let start = read(start, "start")?;
        let end = self
            .end
            .as_deref()
            .map(|end| read(end, "end"))
            .transpose()?;
        let timed = || Err("it has a time of day; only whole days are taken".to_owned());
        let last = match (start.at, end, &self.length) {
            (At::Time, ..) | (At::Midnight, None, None) => return timed(),
            (_, Some(end), _) if end.at == At::Time => return timed(),
            (_, Some(end), _) if end.date < start.date => {
                return Err("it ends before it begins".to_owned());
            }
            // Some programs end a whole day on itself, although the end is the day after.
            (_, Some(end), _) if end.date == start.date => start.date,
            (_, Some(end), _) => end.date.pred_opt().unwrap_or(start.date),
            (_, None, Some(length)) => {
                let days = whole_days(length).ok_or_else(|| {
                    format!(
                        "its length, “{}”, is no whole number of days",
                        short(length)
                    )
                })?;
                start
                    .date
                    .checked_add_days(Days::new(u64::from(days) - 1))
                    .unwrap_or(NaiveDate::MAX)
            }
            (_, None, None) => start.date,
        };
        let length = last.signed_duration_since(start.date).num_days();
        if length >= LONGEST_DAYS {
            return Err("it lasts longer than a year".to_owned());
        }
        Ok((start.date, length.unsigned_abs()))
    }
}

fn read(text: &str, what: &str) -> Result<Moment, String> {
    moment(text).ok_or_else(|| format!("its {what}, “{}”, is no date", short(text)))
}

fn date(text: &str) -> Option<NaiveDate> {
    moment(text).map(|moment| moment.date)
}

/// A summary as a name: one line, harmless, not too long.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    short(&words.join(" "))
}

fn short(text: &str) -> String {
    let harmless = text::harmless(text.trim());
    text::clip(&harmless, LONGEST_NAME).into_owned()
}
