//! Dates that name their day: `2027-03-01`, `1 March`, `3/15`, `the 15th`, `Mon 1 Mar 2027`.

use chrono::{Datelike, NaiveDate};

use super::tokens::{Token, month_named, weekday_named};
use super::{DateError, Lean, Reader, Reading, show};

/// Reads a date that names its day, with or without its weekday before it.
pub(super) fn read(tokens: &[Token<'_>], reader: &Reader<'_>) -> Reading {
    dated(tokens, reader).or_else(|| day_alone(tokens, reader))
}

/// As [`read`], but the month must be named too.
pub(super) fn dated(tokens: &[Token<'_>], reader: &Reader<'_>) -> Reading {
    let bare =
        |tokens: &[Token<'_>]| with_month_name(tokens, reader).or_else(|| numeric(tokens, reader));
    if let [Token::Word(word), rest @ ..] = tokens
        && let Some(weekday) = weekday_named(word)
    {
        return Some(match bare(rest)? {
            Ok(date) if date.weekday() != weekday => Err(DateError::WrongWeekday {
                text: reader.text.to_owned(),
                date,
            }),
            reading => reading,
        });
    }
    bare(tokens)
}

/// A month by its name, a day and perhaps a year.
fn with_month_name(tokens: &[Token<'_>], reader: &Reader<'_>) -> Reading {
    use Token::{Number, Word};
    let (month, day, year) = match *tokens {
        [Word("first"), Word(month)] => (month, Token::Ordinal(1), None),
        [Word(month), day] | [day, Word(month)] => (month, day, None),
        [Word(month), day, year] | [day, Word(month), year] | [year, Word(month), day]
            if is_year(year, reader) =>
        {
            (month, day, Some(year))
        }
        _ => return None,
    };
    let month = month_named(month)?;
    let (Number(day, 1..=2) | Token::Ordinal(day)) = day else {
        return None;
    };
    Some(match year {
        None => reader.nearest(month, day),
        Some(year) => reader.exact(year_of(year), month, day),
    })
}

/// Two digits are a year only in one word ("1-mar-27"): in "mar 1 10 days" they are none.
fn is_year(token: Token<'_>, reader: &Reader<'_>) -> bool {
    match token {
        Token::Number(_, digits) => {
            digits > 2 || (digits == 2 && !reader.text.trim().contains(char::is_whitespace))
        }
        _ => false,
    }
}

fn year_of(token: Token<'_>) -> u32 {
    match token {
        Token::Number(year, 2) => 2000 + year,
        Token::Number(year, _) => year,
        _ => 0,
    }
}

fn numeric(tokens: &[Token<'_>], reader: &Reader<'_>) -> Reading {
    use Token::{Number, Sign};
    match *tokens {
        [
            Number(y, 3..),
            Sign(one @ ('-' | '/' | '.')),
            Number(m, 1..=2),
            Sign(two),
            Number(d, 1..=2),
        ] if one == two => Some(reader.exact(y, m, d)),
        [Number(d, 1..=2), Sign('.'), Number(m, 1..=2), Sign('.')] => Some(reader.nearest(m, d)),
        [
            Number(d, 1..=2),
            Sign('.'),
            Number(m, 1..=2),
            Sign('.'),
            year @ Number(_, 2..),
        ] => Some(reader.exact(year_of(year), m, d)),
        [Number(a, 1..=2), Sign('/'), Number(b, 1..=2)] => Some(either_order(a, b, None, reader)),
        [
            Number(a, 1..=2),
            Sign(one @ ('/' | '-')),
            Number(b, 1..=2),
            Sign(two),
            year @ Number(_, digits),
        ] if one == two && (digits > 2 || (digits == 2 && one == '/')) => {
            Some(either_order(a, b, Some(year_of(year)), reader))
        }
        _ => None,
    }
}

/// Day and month in an order that the text does not say.
fn either_order(
    a: u32,
    b: u32,
    year: Option<u32>,
    reader: &Reader<'_>,
) -> Result<NaiveDate, DateError> {
    let date = |month, day| match year {
        None => reader.nearest(month, day),
        Some(year) => reader.exact(year, month, day),
    };
    if a > 12 || a == b {
        return date(b, a);
    }
    let first = date(a, b)?;
    if b > 12 {
        return Ok(first);
    }
    Err(DateError::Ambiguous {
        text: reader.text.to_owned(),
        first,
        second: date(b, a)?,
    })
}

/// "The 15th", perhaps of the next month.
fn day_alone(tokens: &[Token<'_>], reader: &Reader<'_>) -> Reading {
    use Token::{Ordinal, Word};
    let (day, months) = match *tokens {
        [Ordinal(day)] => (day, -13..=13),
        [Ordinal(day), Word("this"), Word("month")] => (day, 0..=0),
        [Ordinal(day), Word("next"), Word("month")] => (day, 1..=1),
        _ => return None,
    };
    let (year, month) = (
        i64::from(reader.today.year()),
        i64::from(reader.today.month0()),
    );
    let dates = months.filter_map(|offset: i64| {
        let at = year
            .checked_mul(12)?
            .checked_add(month)?
            .checked_add(offset)?;
        let (year, month) = (
            i32::try_from(at.div_euclid(12)).ok()?,
            u32::try_from(at.rem_euclid(12)).ok()?,
        );
        NaiveDate::from_ymd_opt(year, month + 1, day)
    });
    let text = reader.text.to_owned();
    Some(match reader.leaning(dates) {
        Err(_) if day == 0 || day > 31 => Err(DateError::NoSuchDay {
            text,
            why: "a month has 31 days at most".to_owned(),
        }),
        Err(_) => Err(DateError::NoSuchDay {
            text,
            why: "that month is shorter".to_owned(),
        }),
        found => found,
    })
}

impl Reader<'_> {
    /// A month and day without a year: the nearest on the side that the lean asks for.
    fn nearest(&self, month: u32, day: u32) -> Result<NaiveDate, DateError> {
        let today = (self.today.month(), self.today.day());
        let year = self.today.year();
        let year = match self.lean {
            Lean::Future if (month, day) < today => year.saturating_add(1),
            Lean::Past if (month, day) > today => year.saturating_sub(1),
            _ => year,
        };
        self.day_of(year, month, day)
    }

    /// A year, a month and a day.
    fn exact(&self, year: u32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
        match i32::try_from(year) {
            Ok(year) if (1900..=9999).contains(&year) => self.day_of(year, month, day),
            _ => Err(self.out_of_range()),
        }
    }

    fn day_of(&self, year: i32, month: u32, day: u32) -> Result<NaiveDate, DateError> {
        if let Some(date) = NaiveDate::from_ymd_opt(year, month, day) {
            return Ok(date);
        }
        let text = self.text.to_owned();
        let first = NaiveDate::from_ymd_opt(year, month, 1);
        let why = match first {
            None if (1..=12).contains(&month) => return Err(self.out_of_range()),
            None => format!("there are 12 months, and {month} is none of them"),
            Some(first) => {
                let days = first.num_days_in_month();
                format!("{} {year} has {days} days", show::month_name(month))
            }
        };
        Err(DateError::NoSuchDay { text, why })
    }
}
