//! Days off from a calendar file (`.ics`): which whole days its events take, what was left out and
//! why, and what of it a side's calendar has already. The file's bytes come from the store; here is
//! only what they mean.
//!
//! The `icalendar` crate reads each line (its name, its parameters, its escapes). It does not read the
//! file: it calls itself for every `BEGIN`, so that a file of nothing but those ends the program, it
//! gives up a whole calendar over one bad line, and it counts lines after joining folded ones. So the
//! lines are joined, counted and nested here, and one bad event is left out alone.

mod compare;
mod dates;
mod event;
mod lines;
mod repeat;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate};

use crate::plan::Plan;
use crate::plan::calendar_edit::DaysOff;
use crate::schedule::Schedule;

pub use compare::{Compared, Standing, compare, take};

use event::Event;
use lines::lines;

/// The most bytes of a calendar file: years of public holidays are a hundredth of it.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// The most events that are looked at.
const MAX_EVENTS: usize = 5_000;

/// The most days off that come out of one file.
const MAX_DAYS_OFF: usize = 2_000;

/// Why a file is no calendar that can be read. The text of each error is for the person who chose it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IcsError {
    /// Too many bytes.
    #[error(
        "{bytes} bytes is more than a calendar file may have ({MAX_BYTES}) — is this the right file?"
    )]
    TooLarge {
        /// How many there are.
        bytes: u64,
    },
    /// Bytes that are no text.
    #[error("line {line}: the text is not UTF-8 — export the calendar again, or save it as UTF-8")]
    NotText {
        /// The line, from 1.
        line: usize,
    },
    /// No calendar begins in it.
    #[error(
        "this is no calendar file: it does not begin with BEGIN:VCALENDAR — export the calendar as .ics"
    )]
    NoCalendar,
    /// A calendar without a single event.
    #[error("there is no event in this calendar")]
    NoEvents,
    /// More events than a calendar of days off has.
    #[error(
        "line {line}: there are more than {limit} events or days off — export only the calendar of the days off"
    )]
    TooMany {
        /// The line on which the limit was passed.
        line: usize,
        /// The limit.
        limit: usize,
    },
}

/// One stretch of days off that a file names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct IcsDays {
    /// The days, and the event's summary as their name.
    pub days: DaysOff,
    /// The line on which the event begins, from 1.
    pub line: usize,
    /// The file says that the time is free all the same. Public holidays are often written so.
    pub free: bool,
}

/// An event that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Its summary; empty when it has none.
    pub name: String,
    /// Why, to be read after the name: "it has a time of day; only whole days are taken".
    pub why: String,
}

/// What a file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ics {
    /// Days off, in order, none twice.
    pub days: Vec<IcsDays>,
    /// Events that were left out, in the order of the file.
    pub skipped: Vec<Skipped>,
    /// How many events lie wholly outside the days that were asked for.
    pub outside: usize,
}

/// The days for which a plan needs to know who works: whole years, from this year (or the first date
/// of the plan, when that is earlier) to the year after the last.
pub fn window(plan: &Plan, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let (first, last) = Schedule::of(plan, today).range();
    let (first, last) = (first.year(), last.year().saturating_add(1));
    // A plan of centuries, which only a slip of the finger makes, gets its first hundred years.
    let last = last.min(first.saturating_add(100));
    (
        NaiveDate::from_ymd_opt(first, 1, 1).unwrap_or(NaiveDate::MIN),
        NaiveDate::from_ymd_opt(last, 12, 31).unwrap_or(NaiveDate::MAX),
    )
}

/// Reads a calendar file for the days from `window.0` to `window.1`.
///
/// # Errors
/// When the bytes are no calendar, or far too many. An event that cannot be read is no error: it is
/// left out and told.
pub fn read(bytes: &[u8], window: (NaiveDate, NaiveDate)) -> Result<Ics, IcsError> {
    let events = events(bytes)?;
    let mut moved: HashMap<&str, BTreeSet<NaiveDate>> = HashMap::new();
    for event in &events {
        if let (Some(uid), Some(date)) = (event.uid.as_deref(), event.instead_of) {
            moved.entry(uid).or_default().insert(date);
        }
    }
    let none = BTreeSet::new();
    let mut found = Ics::default();
    let mut seen = BTreeSet::new();
    for event in &events {
        let moved = event
            .uid
            .as_deref()
            .filter(|_| event.instead_of.is_none())
            .and_then(|uid| moved.get(uid));
        match event.days(window, moved.unwrap_or(&none)) {
            Err(why) => found.skipped.push(Skipped {
                line: event.line,
                name: event.name.clone(),
                why,
            }),
            Ok(days) if days.is_empty() => found.outside += 1,
            Ok(days) => found.days.extend(
                days.into_iter()
                    .filter(|days| seen.insert(days.clone()))
                    .map(|days| IcsDays {
                        days,
                        line: event.line,
                        free: event.free,
                    }),
            ),
        }
        if found.days.len() > MAX_DAYS_OFF {
            return Err(IcsError::TooMany {
                line: event.line,
                limit: MAX_DAYS_OFF,
            });
        }
    }
    found.days.sort();
    Ok(found)
}

/// The events of a file, however deep they lie in it; what lies deeper than an event (its alarms) is
/// not the event's own.
fn events(bytes: &[u8]) -> Result<Vec<Event>, IcsError> {
    let text = text_of(bytes)?;
    let lines = lines(text);
    if !lines.iter().any(|line| {
        line.ends("BEGIN")
            .is_some_and(|name| name.eq_ignore_ascii_case("VCALENDAR"))
    }) {
        return Err(IcsError::NoCalendar);
    }
    let mut events: Vec<Event> = Vec::new();
    // How many parts are open inside the event that is being read; nothing outside one.
    let mut inside: Option<usize> = None;
    for line in &lines {
        let begins = line.ends("BEGIN");
        let ends = line.ends("END");
        match (inside, begins, ends) {
            (None, Some(name), _) if name.eq_ignore_ascii_case("VEVENT") => {
                if events.len() == MAX_EVENTS {
                    let (line, limit) = (line.number, MAX_EVENTS);
                    return Err(IcsError::TooMany { line, limit });
                }
                events.push(Event::begun(line.number));
                inside = Some(0);
            }
            // An event inside an event: the end of the first was lost.
            (Some(_), Some(name), _) if name.eq_ignore_ascii_case("VEVENT") => {
                events.push(Event::begun(line.number));
                inside = Some(0);
            }
            (Some(_), _, Some(name)) if name.eq_ignore_ascii_case("VEVENT") => {
                if let Some(event) = events.last_mut() {
                    event.whole = true;
                }
                inside = None;
            }
            (Some(depth), Some(_), _) => inside = Some(depth.saturating_add(1)),
            (Some(depth), _, Some(_)) => inside = Some(depth.saturating_sub(1)),
            (Some(0), None, None) => {
                if let Some(event) = events.last_mut() {
                    event.take(line);
                }
            }
            _ => {}
        }
    }
    if events.is_empty() {
        return Err(IcsError::NoEvents);
    }
    Ok(events)
}

fn text_of(bytes: &[u8]) -> Result<&str, IcsError> {
    let count = bytes.len() as u64;
    if count > MAX_BYTES {
        return Err(IcsError::TooLarge { bytes: count });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        IcsError::NotText {
            line: 1 + before.iter().filter(|&&byte| byte == b'\n').count(),
        }
    })
}
