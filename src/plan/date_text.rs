//! Dates as people type them ("mar 1", "in 14 weeks", "end of q1"), and as they are shown back.
//!
//! Everything hangs on the day that is "today", which the caller brings: nothing here reads a clock.
//! Days here are days of the calendar on the wall. "In 10 days" counts every day, unlike the
//! duration `10d`; working days are refused, because they need a side's calendar, and those live in
//! `schedule`.

mod absolute;
mod period;
mod relative;
mod show;
#[cfg(test)]
mod tests;
mod tokens;

use chrono::{Datelike, Days, NaiveDate};

pub(crate) use show::month_name;
pub use show::{echo_date, long_date, script_date, short_date, short_date_near};
pub(crate) use show::{plain_date as day_month_year, weekday_name};
pub(crate) use tokens::weekday_named;

use super::duration::words::{plain, quoted};
use tokens::{Token, tokens};

/// Longer texts are no date, whatever they hold.
const LONGEST_TEXT: usize = 100;

/// What a date is read against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateContext {
    /// The day on which the text is typed.
    pub today: NaiveDate,
    /// The plan's go-live date, for "2w before go-live". `None` while it is being asked for.
    pub go_live: Option<NaiveDate>,
    /// Whether a date is asked for that lies ahead or behind.
    pub lean: Lean,
}

/// On which side of today the date must lie. Today itself is on both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lean {
    /// Today or later: a month and day that have passed mean next year.
    Future,
    /// Today or earlier: for what is done.
    Past,
}

/// Why a text is no date. The text of each error is for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Nothing but blanks.
    #[error("no date given: type one such as mar 1, in 14 weeks or 2027-03-01")]
    Empty,
    /// Not in any form that is understood.
    #[error(
        "{} is no date: type one such as mar 1, in 14 weeks, end of q1 or 2027-03-01",
        quoted(text)
    )]
    NotUnderstood {
        /// What was typed.
        text: String,
    },
    /// Day and month cannot be told apart.
    #[error(
        "{} can be read as {} or as {}: type the month as a word, such as {}",
        quoted(text), show::plain_date(*.first), show::plain_date(*.second), show::typed_date(*.first)
    )]
    Ambiguous {
        /// What was typed.
        text: String,
        /// Read month first.
        first: NaiveDate,
        /// Read day first.
        second: NaiveDate,
    },
    /// A month, a quarter or a year, but no day in it.
    #[error(
        "{} is no day yet: type one in it, such as {example} or end of {period}",
        quoted(text)
    )]
    NeedsDay {
        /// What was typed.
        text: String,
        /// A day in the period.
        example: String,
        /// The period as it is written behind "end of".
        period: String,
    },
    /// A day that the calendar does not have.
    #[error("{} does not exist: {why}", quoted(text))]
    NoSuchDay {
        /// What was typed.
        text: String,
        /// What the calendar has instead.
        why: String,
    },
    /// A weekday and a date that do not go together.
    #[error("{} does not go together: {} is a {}", quoted(text), show::plain_date(*.date), show::weekday_name(.date.weekday()))]
    WrongWeekday {
        /// What was typed.
        text: String,
        /// The date without its weekday.
        date: NaiveDate,
    },
    /// A date ahead was asked for.
    #[error("{} has passed ({}): type today or a later day", quoted(text), echo_date(*.date, *.today))]
    Passed {
        /// What was typed.
        text: String,
        /// What it means.
        date: NaiveDate,
        /// The day it was typed on.
        today: NaiveDate,
    },
    /// A date behind was asked for.
    #[error("{} is still to come ({}): type today or an earlier day", quoted(text), echo_date(*.date, *.today))]
    ToCome {
        /// What was typed.
        text: String,
        /// What it means.
        date: NaiveDate,
        /// The day it was typed on.
        today: NaiveDate,
    },
    /// Before 1900 or after 9999.
    #[error("{} is outside the years 1900 to 9999", quoted(text))]
    YearOutOfRange {
        /// What was typed.
        text: String,
    },
    /// Counted from a go-live date that is not known yet.
    #[error(
        "{} counts from go-live, and the plan has no go-live date yet: type a date such as mar 1",
        quoted(text)
    )]
    NoGoLive {
        /// What was typed.
        text: String,
    },
    /// Counted in working days.
    #[error(
        "{} counts working days, and those depend on whose calendar: type weeks or calendar days, such as in 2 weeks",
        quoted(text)
    )]
    WorkingDays {
        /// What was typed.
        text: String,
    },
}

impl DateError {
    /// Whether the text was meant as a date and only something about it is wrong, as in "3/1".
    /// False for a text that may as well be part of a title.
    pub fn means_a_date(&self) -> bool {
        !matches!(self, Self::Empty | Self::NotUnderstood { .. })
    }
}

/// A form that a reader knows: the date or what is wrong with it. `None`: another form.
type Reading = Option<Result<NaiveDate, DateError>>;

/// What the readers of the forms share: the context, and the text for their messages.
struct Reader<'a> {
    today: NaiveDate,
    go_live: Option<NaiveDate>,
    lean: Lean,
    text: &'a str,
}

/// Reads one date as people type it.
///
/// Understood are, in any case and with any blanks: `2027-03-01`; `mar 1`, `1 March 2027`,
/// `March 1st`, `Mon 1 Mar`; `1.3.2027` (day first); `3/15` where only one reading is possible;
/// `today`, `tomorrow`, `yesterday`; `fri` (the next one, today included), `next fri` (the Friday of
/// next week), `last fri`; `in 14 weeks`, `+3w`, `2 months`, `3 weeks ago`; `2w before mar 1`,
/// `10 days after go-live`, `T-2w`; `the 15th`; `end of march`, `eow` (Friday), `eom`, `eoq`, `eoy`,
/// `start of q2`, `mid march`. Weeks start on Monday, quarters in January.
///
/// # Errors
/// Says what was not understood, or which two readings there are, or on which side of today the date
/// has to lie.
pub fn parse_date(text: &str, context: &DateContext) -> Result<NaiveDate, DateError> {
    let reader = Reader {
        today: context.today,
        go_live: context.go_live,
        lean: context.lean,
        text,
    };
    if text.chars().nth(LONGEST_TEXT).is_some() {
        return Err(reader.not_understood());
    }
    let plain = plain(text);
    let tokens = tokens(&plain);
    let tokens = match tokens.as_slice() {
        [] => {
            return Err(if plain.is_empty() {
                DateError::Empty
            } else {
                reader.not_understood()
            });
        }
        [Token::Word("on"), rest @ ..] => rest,
        all => all,
    };
    let date = relative::read(tokens, &reader)
        .or_else(|| reader.base(tokens))
        .unwrap_or_else(|| Err(reader.not_understood()))?;
    reader.checked(date)
}

/// Reads a date that names its month and day, and nothing that is counted from today but its year:
/// one of a list of dates, where "2w" would be anything else.
pub(crate) fn parse_dated(text: &str, context: &DateContext) -> Result<NaiveDate, DateError> {
    let reader = Reader {
        today: context.today,
        go_live: None,
        lean: context.lean,
        text,
    };
    if text.chars().nth(LONGEST_TEXT).is_some() {
        return Err(reader.not_understood());
    }
    let plain = plain(text);
    let date = absolute::dated(&tokens(&plain), &reader)
        .unwrap_or_else(|| Err(reader.not_understood()))?;
    reader.checked(date)
}

/// Reads a date that says its year and so needs no "today": `2027-03-01`, `1 March 2027`.
/// `None` for anything else.
pub(crate) fn full_date(text: &str) -> Option<NaiveDate> {
    if text.chars().nth(LONGEST_TEXT).is_some() || !text.contains(|ch: char| ch.is_ascii_digit()) {
        return None;
    }
    let plain = plain(text);
    let read = |today: NaiveDate| {
        let reader = Reader {
            today,
            go_live: None,
            lean: Lean::Future,
            text,
        };
        let date = absolute::dated(&tokens(&plain), &reader)?.ok()?;
        reader.in_range(date).ok()
    };
    // The same answer from two days far apart: the text itself says the year.
    let (one, other) = (
        NaiveDate::from_ymd_opt(2000, 1, 1)?,
        NaiveDate::from_ymd_opt(2020, 7, 1)?,
    );
    read(one).filter(|date| read(other) == Some(*date))
}

impl Reader<'_> {
    /// Every form that does not count from another date.
    fn base(&self, tokens: &[Token<'_>]) -> Reading {
        relative::named(tokens, self)
            .or_else(|| relative::weekday(tokens, self))
            .or_else(|| period::read(tokens, self))
            .or_else(|| absolute::read(tokens, self))
    }

    fn checked(&self, date: NaiveDate) -> Result<NaiveDate, DateError> {
        let (text, today) = (self.text.to_owned(), self.today);
        self.in_range(date)?;
        match self.lean {
            Lean::Future if date < today => Err(DateError::Passed { text, date, today }),
            Lean::Past if date > today => Err(DateError::ToCome { text, date, today }),
            _ => Ok(date),
        }
    }

    fn in_range(&self, date: NaiveDate) -> Result<NaiveDate, DateError> {
        if (1900..=9999).contains(&date.year()) {
            Ok(date)
        } else {
            Err(self.out_of_range())
        }
    }

    fn not_understood(&self) -> DateError {
        DateError::NotUnderstood {
            text: self.text.to_owned(),
        }
    }

    fn out_of_range(&self) -> DateError {
        DateError::YearOutOfRange {
            text: self.text.to_owned(),
        }
    }

    /// Today, a number of days later or earlier.
    fn days_from_today(&self, days: i64) -> Result<NaiveDate, DateError> {
        shifted(self.today, days).ok_or_else(|| self.out_of_range())
    }

    /// Of dates in rising order, the one that the lean asks for: the first from today on, or the
    /// last until today. Without one, the nearest to it.
    fn leaning(&self, dates: impl IntoIterator<Item = NaiveDate>) -> Result<NaiveDate, DateError> {
        let mut behind = None;
        for date in dates {
            if date > self.today && self.lean == Lean::Past {
                return Ok(behind.unwrap_or(date));
            }
            if date >= self.today && self.lean == Lean::Future {
                return Ok(date);
            }
            behind = Some(date);
        }
        behind.ok_or_else(|| self.out_of_range())
    }
}

/// A date some days away; `None` past the ends of the calendar.
fn shifted(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let distance = Days::new(days.unsigned_abs());
    if days < 0 {
        date.checked_sub_days(distance)
    } else {
        date.checked_add_days(distance)
    }
}
