//! The ends and the middle of weeks, months, quarters and years: `end of q1`, `eom`, `mid march`.

use chrono::{Datelike, Months, NaiveDate};

use super::tokens::{Token, month_named};
use super::{DateError, Reader, Reading, relative, shifted, show};

/// Which day of a period is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    Middle,
    End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Week,
    Month,
    Quarter,
    Year,
}

/// A period, or a row of them of which the lean picks one.
struct Periods {
    kind: Kind,
    /// First days, rising.
    starts: Vec<NaiveDate>,
    /// As it is written behind "end of".
    name: String,
}

/// Reads an edge of a period; for a period without one, asks for the day.
pub(super) fn read(tokens: &[Token<'_>], reader: &Reader<'_>) -> Reading {
    let Some((edge, rest)) = edge_of(tokens) else {
        return needs_day(tokens, reader);
    };
    let periods = periods(&rest, reader)?;
    if edge == Edge::Middle && periods.kind == Kind::Year {
        return Some(Err(ask_for_day(&periods, reader)));
    }
    let days = periods
        .starts
        .iter()
        .filter_map(|start| day_at(edge, periods.kind, *start));
    Some(reader.leaning(days))
}

fn edge_of<'a>(tokens: &[Token<'a>]) -> Option<(Edge, Vec<Token<'a>>)> {
    use Token::Word;
    let short = |edge, period| Some((edge, vec![Word(period)]));
    match tokens {
        [Word("eow")] => short(Edge::End, "week"),
        [Word("eom")] => short(Edge::End, "month"),
        [Word("eoq")] => short(Edge::End, "quarter"),
        [Word("eoy")] => short(Edge::End, "year"),
        [Word("first"), Word("day"), rest @ ..] | [Word("start" | "beginning"), rest @ ..] => {
            Some((Edge::Start, rest.to_vec()))
        }
        [Word("mid" | "middle"), rest @ ..] => Some((Edge::Middle, rest.to_vec())),
        [Word("last"), Word("day"), rest @ ..]
        | [Word("end"), rest @ ..]
        | [rest @ .., Word("end")] => Some((Edge::End, rest.to_vec())),
        _ => None,
    }
}

fn needs_day(tokens: &[Token<'_>], reader: &Reader<'_>) -> Reading {
    let tokens = match tokens {
        [Token::Word("early" | "late"), rest @ ..] => rest,
        // "Week" or "this year" alone may be anything; only what names a time asks for its day.
        [
            Token::Word("week" | "month" | "quarter" | "year" | "this" | "last" | "previous"),
            ..,
        ] => return None,
        all => all,
    };
    periods(tokens, reader).map(|periods| Err(ask_for_day(&periods, reader)))
}

fn ask_for_day(periods: &Periods, reader: &Reader<'_>) -> DateError {
    let day = |start: &NaiveDate| day_at(Edge::Start, periods.kind, *start);
    let start = reader
        .leaning(periods.starts.iter().filter_map(day))
        .unwrap_or(reader.today);
    DateError::NeedsDay {
        text: reader.text.to_owned(),
        example: show::typed_date(start),
        period: periods.name.clone(),
    }
}

fn day_at(edge: Edge, kind: Kind, start: NaiveDate) -> Option<NaiveDate> {
    match (edge, kind) {
        (Edge::Start, _) => Some(start),
        // Friday: the end of the week at work, whatever a side's calendar says.
        (Edge::End, Kind::Week) => shifted(start, 4),
        (Edge::Middle, Kind::Week) => shifted(start, 2),
        (Edge::End, _) => shifted(start.checked_add_months(Months::new(months_in(kind)))?, -1),
        (Edge::Middle, Kind::Quarter) => shifted(start.checked_add_months(Months::new(1))?, 14),
        (Edge::Middle, _) => shifted(start, 14),
    }
}

fn months_in(kind: Kind) -> u32 {
    match kind {
        Kind::Week => 0,
        Kind::Month => 1,
        Kind::Quarter => 3,
        Kind::Year => 12,
    }
}

fn periods(tokens: &[Token<'_>], reader: &Reader<'_>) -> Option<Periods> {
    use Token::{Number, Word};
    match *tokens {
        [Word(word)] => {
            around_today(word, -1..=1, word, reader).or_else(|| named_month(word, None, reader))
        }
        [Word("this"), Word(word)] => around_today(word, 0..=0, &format!("this {word}"), reader),
        [Word("next"), Word(word)] => around_today(word, 1..=1, &format!("next {word}"), reader),
        [Word("last" | "previous"), Word(word)] => {
            around_today(word, -1..=-1, &format!("last {word}"), reader)
        }
        [Word("q" | "quarter"), Number(quarter @ 1..=4, 1)] => {
            numbered_quarter(quarter, None, reader)
        }
        [
            Word("q" | "quarter"),
            Number(quarter @ 1..=4, 1),
            Number(year, 4),
        ] => numbered_quarter(quarter, Some(year), reader),
        [Word(month), Number(year, 4)] => named_month(month, Some(year), reader),
        [Number(year, 4)] => {
            let start = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, 1, 1)?;
            Some(Periods {
                kind: Kind::Year,
                starts: vec![start],
                name: year.to_string(),
            })
        }
        _ => None,
    }
}

/// The week, month, quarter or year of today, and those some steps away from it.
fn around_today(
    word: &str,
    steps: std::ops::RangeInclusive<i64>,
    name: &str,
    reader: &Reader<'_>,
) -> Option<Periods> {
    let today = reader.today;
    let (kind, current) = match word {
        "week" => (Kind::Week, relative::monday_of(today)?),
        "month" => (Kind::Month, today.with_day(1)?),
        "quarter" => (
            Kind::Quarter,
            NaiveDate::from_ymd_opt(today.year(), today.month0() / 3 * 3 + 1, 1)?,
        ),
        "year" => (Kind::Year, NaiveDate::from_ymd_opt(today.year(), 1, 1)?),
        _ => return None,
    };
    let start = |step: i64| match kind {
        Kind::Week => shifted(current, step.saturating_mul(7)),
        _ => {
            let months = Months::new(months_in(kind));
            match step {
                ..0 => current.checked_sub_months(months),
                0 => Some(current),
                1.. => current.checked_add_months(months),
            }
        }
    };
    Some(Periods {
        kind,
        starts: steps.filter_map(start).collect(),
        name: name.to_owned(),
    })
}

fn named_month(word: &str, year: Option<u32>, reader: &Reader<'_>) -> Option<Periods> {
    let month = month_named(word)?;
    let name = show::month_name(month).to_lowercase();
    Some(of_year(Kind::Month, month, year, name, reader))
}

fn numbered_quarter(quarter: u32, year: Option<u32>, reader: &Reader<'_>) -> Option<Periods> {
    let month = quarter.checked_sub(1)?.checked_mul(3)?.checked_add(1)?;
    Some(of_year(
        Kind::Quarter,
        month,
        year,
        format!("q{quarter}"),
        reader,
    ))
}

/// A part of the year: of the year that is said, or of the years around today.
fn of_year(
    kind: Kind,
    month: u32,
    year: Option<u32>,
    name: String,
    reader: &Reader<'_>,
) -> Periods {
    let today = reader.today.year();
    let (years, name) = match year.map(|year| (year, i32::try_from(year).unwrap_or(i32::MAX))) {
        Some((said, year)) => (year..=year, format!("{name} {said}")),
        None => (today.saturating_sub(1)..=today.saturating_add(1), name),
    };
    let starts = years
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, 1))
        .collect();
    Periods { kind, starts, name }
}
