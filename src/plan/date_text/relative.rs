//! Dates that are counted from another: `in 14 weeks`, `2w before mar 1`, `T-2w`, `next fri`.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::tokens::{Token, weekday_named};
use super::{DateError, Lean, Reader, Reading, shifted};
use crate::plan::duration::words::said_number;

/// A distance in days and months, forwards.
#[derive(Clone, Copy, Default)]
struct Span {
    days: i64,
    months: u32,
}

impl Span {
    fn from(self, date: NaiveDate, back: bool) -> Option<NaiveDate> {
        let months = Months::new(self.months);
        let moved = if back {
            date.checked_sub_months(months)
        } else {
            date.checked_add_months(months)
        };
        shifted(moved?, if back { -self.days } else { self.days })
    }
}

/// Reads a date that lies a length of time from today, from go-live or from another date.
pub(super) fn read(tokens: &[Token<'_>], reader: &Reader<'_>) -> Reading {
    use Token::{Sign, Word};
    let (back, tokens) = match tokens {
        [Word("t" | "go-live"), Sign(sign @ ('+' | '-')), rest @ ..] => {
            return from_go_live(*sign == '-', rest, reader);
        }
        [Sign('+') | Word("in"), rest @ ..] => (false, rest),
        [Sign('-'), rest @ ..] => (true, rest),
        all => (false, all),
    };
    let (span, rest) = match spans(tokens, reader)? {
        Ok(found) => found,
        Err(error) => return Some(Err(error)),
    };
    let (back, base) = match rest {
        [] | [Word("from"), Word("now" | "today")] => (back, Ok(reader.today)),
        [Word("ago")] => (true, Ok(reader.today)),
        [Word("before"), base @ ..] | [Word("prior"), Word("to"), base @ ..] => {
            (true, reader.base(base)?)
        }
        [Word("after" | "from" | "past"), base @ ..] => (false, reader.base(base)?),
        _ => return None,
    };
    Some(base.and_then(|base| span.from(base, back).ok_or_else(|| reader.out_of_range())))
}

fn from_go_live(back: bool, tokens: &[Token<'_>], reader: &Reader<'_>) -> Reading {
    match spans(tokens, reader)? {
        Ok((span, [])) => Some(
            reader
                .go_live()
                .and_then(|date| span.from(date, back).ok_or_else(|| reader.out_of_range())),
        ),
        Ok(_) => None,
        Err(error) => Some(Err(error)),
    }
}

type Spans<'t, 'a> = Option<Result<(Span, &'t [Token<'a>]), DateError>>;

/// One or more lengths in a row: "14 weeks", "14 weeks and 2 days". `None` without one.
fn spans<'t, 'a>(tokens: &'t [Token<'a>], reader: &Reader<'_>) -> Spans<'t, 'a> {
    let mut total = Span::default();
    let mut rest = tokens;
    let mut some = false;
    loop {
        let next = match rest {
            [Token::Word("and"), next @ ..] if some => next,
            all => all,
        };
        let Some((span, tail)) = span(next) else {
            break;
        };
        let Some(span) = span else {
            return Some(Err(DateError::WorkingDays {
                text: reader.text.to_owned(),
            }));
        };
        total.days = total.days.saturating_add(span.days);
        total.months = total.months.saturating_add(span.months);
        (rest, some) = (tail, true);
    }
    some.then_some(Ok((total, rest)))
}

/// An amount and its unit, and what follows. The span is `None` for working days.
fn span<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<(Option<Span>, &'t [Token<'a>])> {
    use Token::{Number, Word};
    let (amount, rest) = match tokens {
        [Number(amount, _), rest @ ..] => (*amount, rest),
        [Word("a"), Word("couple"), rest @ ..] => (2, rest),
        [Word(word), rest @ ..] => (said_number(word)?, rest),
        _ => return None,
    };
    let (unit, rest) = match rest {
        [
            Word("working" | "business" | "work"),
            Word("day" | "days"),
            rest @ ..,
        ] => return Some((None, rest)),
        [
            Word("wd" | "wds" | "bd" | "workday" | "workdays" | "weekday" | "weekdays"),
            rest @ ..,
        ] => {
            return Some((None, rest));
        }
        [Word("calendar"), Word(unit @ ("day" | "days")), rest @ ..] | [Word(unit), rest @ ..] => {
            (*unit, rest)
        }
        _ => return None,
    };
    Some((Some(unit_span(amount, unit)?), rest))
}

/// So many of a unit. `None` for a word that is no unit of the calendar.
fn unit_span(amount: u32, unit: &str) -> Option<Span> {
    let (days, months): (i64, u32) = match unit {
        "d" | "cd" | "day" | "days" => (1, 0),
        "w" | "wk" | "wks" | "week" | "weeks" => (7, 0),
        "m" | "mo" | "mos" | "month" | "months" => (0, 1),
        "quarter" | "quarters" => (0, 3),
        "y" | "yr" | "yrs" | "year" | "years" => (0, 12),
        _ => return None,
    };
    let days = i64::from(amount).saturating_mul(days);
    Some(Span {
        days,
        months: amount.saturating_mul(months),
    })
}

/// "Today", "tomorrow", "go-live".
pub(super) fn named(tokens: &[Token<'_>], reader: &Reader<'_>) -> Reading {
    use Token::Word;
    Some(match tokens {
        [Word("today" | "now")] => Ok(reader.today),
        [Word("tomorrow")] => reader.days_from_today(1),
        [Word("day"), Word("after"), Word("tomorrow")] => reader.days_from_today(2),
        [Word("yesterday")] => reader.days_from_today(-1),
        [Word("day"), Word("before"), Word("yesterday")] => reader.days_from_today(-2),
        [Word("go-live")] => reader.go_live(),
        _ => return None,
    })
}

/// A weekday by its name. "Next" is the one of next week, "last" the latest before today.
pub(super) fn weekday(tokens: &[Token<'_>], reader: &Reader<'_>) -> Reading {
    use Token::Word;
    let named = |word| weekday_named(word).map(|day| i64::from(day.num_days_from_monday()));
    let today = i64::from(reader.today.weekday().num_days_from_monday());
    Some(match tokens {
        [Word("next"), Word(day)]
        | [Word(day), Word("next"), Word("week")]
        | [Word("next"), Word("week"), Word(day)] => {
            reader.days_from_today(7 - today + named(day)?)
        }
        [Word("last"), Word(day)] => {
            let ahead = (named(day)? - today).rem_euclid(7);
            reader.days_from_today(ahead - 7)
        }
        [Word(day)] | [Word("this" | "coming"), Word(day)] => {
            let day = named(day)?;
            match reader.lean {
                Lean::Future => reader.days_from_today((day - today).rem_euclid(7)),
                Lean::Past => reader.days_from_today(-(today - day).rem_euclid(7)),
            }
        }
        _ => return None,
    })
}

/// The Monday of the week that a date lies in.
pub(super) fn monday_of(date: NaiveDate) -> Option<NaiveDate> {
    shifted(date, -i64::from(date.weekday().days_since(Weekday::Mon)))
}

impl Reader<'_> {
    fn go_live(&self) -> Result<NaiveDate, DateError> {
        self.go_live.ok_or_else(|| DateError::NoGoLive {
            text: self.text.to_owned(),
        })
    }
}
