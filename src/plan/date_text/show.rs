//! Dates as they are shown: short in a column, long in a header, and echoed with their distance.

use chrono::{Datelike, NaiveDate, Weekday};

/// A typed date given back in full, with how far it is from today: "Mon 1 Mar 2027, in 14 weeks".
///
/// Up to three weeks the distance counts days unless it is whole weeks; then weeks and days; from
/// two years on about so many years, which is enough to see a year that was mistyped.
pub fn echo_date(date: NaiveDate, today: NaiveDate) -> String {
    format!(
        "{} {}, {}",
        short_weekday(date.weekday()),
        plain_date(date),
        distance(date, today)
    )
}

/// For a column: "Fri 5 Feb", and "Fri 5 Feb 2027" in any other year than the one a reader assumes.
pub fn short_date(date: NaiveDate, reference_year: i32) -> String {
    let short = format!(
        "{} {} {}",
        short_weekday(date.weekday()),
        date.day(),
        short_month(date.month())
    );
    match date.year() {
        year if year == reference_year => short,
        year => format!("{short} {year}"),
    }
}

/// As [`short_date`], for a plan that runs over New Year: the year is left out of any date within
/// half a year (183 days) of `near`, where no other year can be meant.
pub fn short_date_near(date: NaiveDate, near: NaiveDate) -> String {
    let close = date.signed_duration_since(near).num_days().abs() <= 183;
    short_date(date, if close { date.year() } else { i32::MIN })
}

/// For a header: "Monday 1 March 2027".
pub fn long_date(date: NaiveDate) -> String {
    format!(
        "{} {} {} {}",
        weekday_name(date.weekday()),
        date.day(),
        month_name(date.month()),
        date.year()
    )
}

/// As the scripts say dates: "Friday, February 5".
pub fn script_date(date: NaiveDate) -> String {
    format!(
        "{}, {} {}",
        weekday_name(date.weekday()),
        month_name(date.month()),
        date.day()
    )
}

/// "1 Mar 2027".
pub(crate) fn plain_date(date: NaiveDate) -> String {
    format!(
        "{} {} {}",
        date.day(),
        short_month(date.month()),
        date.year()
    )
}

/// "1 mar 2027": a date as a person would type it.
pub(super) fn typed_date(date: NaiveDate) -> String {
    plain_date(date).to_lowercase()
}

fn distance(date: NaiveDate, today: NaiveDate) -> String {
    let days = date.signed_duration_since(today).num_days();
    let apart = days.unsigned_abs();
    let (weeks, over) = (apart / 7, apart % 7);
    let length = match (apart, weeks, over) {
        (0, ..) => return "today".to_owned(),
        (1, ..) => return if days > 0 { "tomorrow" } else { "yesterday" }.to_owned(),
        (731.., ..) => format!("about {}", counted((apart * 2 + 365) / 730, "year")),
        (_, _, 0) => counted(weeks, "week"),
        (..=20, ..) => counted(apart, "day"),
        _ => format!("{} and {}", counted(weeks, "week"), counted(over, "day")),
    };
    if days > 0 {
        format!("in {length}")
    } else {
        format!("{length} ago")
    }
}

fn counted(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// "Monday".
pub(crate) fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

fn short_weekday(day: Weekday) -> &'static str {
    weekday_name(day).get(..3).unwrap_or_default()
}

/// "March"; any number over 11 is December.
pub(crate) fn month_name(month: u32) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

fn short_month(month: u32) -> &'static str {
    month_name(month).get(..3).unwrap_or_default()
}
