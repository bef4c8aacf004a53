//! Public holidays and weekends of the countries that the program ships with, and the names under
//! which a calendar can start: `weekdays`, `all-days`, a country, or a part of a country.
//!
//! The table is text inside the program (`assets/holidays/holidays.tsv`, which says how it is
//! written). Nothing of it is read before it is asked for, and then only the lines of one code, found
//! by binary search. A part of a country lists only what it has beyond the country; [`holidays`] puts
//! the two together. Days on which a part of a country works although the country rests are not in
//! the data, nor are the weekend days that some countries (China) work to make up for a holiday.

mod lookup;
mod places;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::text;

pub use places::{Place, search};

/// First year that the table covers, from January 1.
pub const FIRST_YEAR: i32 = 2026;
/// Last year that the table covers, to December 31. A plan that runs past it meets no holidays there.
pub const LAST_YEAR: i32 = 2031;

const TABLE: &str = include_str!("../../assets/holidays/holidays.tsv");

/// A public holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holiday {
    /// The day.
    pub date: NaiveDate,
    /// What it is called, in English; two on one day are separated by `; `.
    pub name: &'static str,
    /// The day follows the moon and is fixed only when it comes; it may be a day off.
    pub estimated: bool,
}

/// What a calendar is built on, before its own days off and blackouts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Base {
    /// Monday to Friday, no holidays.
    Weekdays,
    /// Every day is a working day.
    AllDays,
    /// The weekend and the public holidays of a country or a part of one: its code, as in the table.
    Public(&'static str),
}

impl Base {
    /// The name that [`resolve`] reads back.
    pub fn code(self) -> &'static str {
        match self {
            Self::Weekdays => "weekdays",
            Self::AllDays => "all-days",
            Self::Public(code) => code,
        }
    }

    /// The days of the week without work, Monday first.
    pub fn weekend(self) -> [bool; 7] {
        match self {
            Self::Weekdays => SATURDAY_SUNDAY,
            Self::AllDays => [false; 7],
            Self::Public(code) => default_weekend(code),
        }
    }

    /// The public holidays, in order; none for `weekdays` and `all-days`.
    pub fn holidays(self) -> Vec<Holiday> {
        match self {
            Self::Weekdays | Self::AllDays => Vec::new(),
            Self::Public(code) => holidays(code).unwrap_or_default(),
        }
    }
}

impl std::fmt::Display for Base {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// Why a name is no calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BaseError {
    /// Nothing in the table is called that.
    #[error(
        "there is no calendar \"{given}\"{}; use weekdays, all-days, or the code of a country or a part \
         of one, such as US, GB-SCT or DE-BY",
        did_you_mean(.near)
    )]
    Unknown {
        /// What was asked for, harmless and short.
        given: String,
        /// Codes that it may have meant, likeliest first.
        near: Vec<&'static str>,
    },
    /// The country is known, but it has no such part, or the part has no holidays of its own.
    #[error(
        "\"{given}\" has no holidays of its own in the table{}; use {country} ({}), the whole country",
        did_you_mean(.near),
        country_name(.country).unwrap_or(.country)
    )]
    NotAPart {
        /// What was asked for, harmless and short.
        given: String,
        /// The country's code.
        country: &'static str,
        /// Codes that it may have meant, likeliest first.
        near: Vec<&'static str>,
    },
}

fn did_you_mean(near: &[&'static str]) -> String {
    let named: Vec<String> = near
        .iter()
        .map(|code| format!("{code} ({})", Base::Public(code).full_name()))
        .collect();
    if named.is_empty() {
        return String::new();
    }
    format!(" (did you mean {}?)", named.join(" or "))
}

/// Finds the calendar that a person named: upper or lower case, `_` for `-`, spaces around it.
pub fn resolve(name: &str) -> Result<Base, BaseError> {
    let wanted = name.trim().replace('_', "-");
    if wanted.eq_ignore_ascii_case("weekdays") {
        return Ok(Base::Weekdays);
    }
    if wanted.eq_ignore_ascii_case("all-days") {
        return Ok(Base::AllDays);
    }
    if let Some(code) = lookup::canonical(&wanted) {
        return Ok(Base::Public(code));
    }
    let given = text::clip(&text::harmless(&wanted), 40).into_owned();
    let near = lookup::near(&wanted);
    match wanted
        .split_once('-')
        .and_then(|(country, _)| lookup::canonical(country))
    {
        Some(country) => Err(BaseError::NotAPart {
            given,
            country,
            near,
        }),
        None => Err(BaseError::Unknown { given, near }),
    }
}

/// The public holidays of a code in any case, in order of their dates; a part of a country has the
/// country's as well. `None` for a code that is not in the table.
pub fn holidays(code: &str) -> Option<Vec<Holiday>> {
    let code = lookup::canonical(code)?;
    let mut days: Vec<Holiday> = lookup::lines_of(code).flat_map(lookup::days).collect();
    let country = country_of(code);
    if country != code {
        days.extend(lookup::lines_of(country).flat_map(lookup::days));
    }
    days.sort_unstable();
    Some(days)
}

/// All codes of the table: a country, then its parts, in the order of the alphabet.
pub fn codes() -> impl Iterator<Item = &'static str> {
    let mut last = "";
    lookup::lines().filter_map(move |line| {
        let new = line.code != last;
        last = line.code;
        new.then_some(line.code)
    })
}

/// The countries of the table: code and English name, in the order of the names.
pub fn countries() -> &'static [(&'static str, &'static str)] {
    COUNTRIES
}

/// The English name of the country of a code; for a part of a country, the country's.
pub fn country_name(code: &str) -> Option<&'static str> {
    let country = country_of(code);
    COUNTRIES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(country))
        .map(|(_, name)| *name)
}

fn country_of(code: &str) -> &str {
    code.split_once('-').map_or(code, |(country, _)| country)
}

const SATURDAY_SUNDAY: [bool; 7] = [false, false, false, false, false, true, true];
const FRIDAY_SATURDAY: [bool; 7] = [false, false, false, false, true, true, false];

/// The days of the week on which offices are closed, Monday first, as of 2026; Saturday and Sunday
/// for a code that is not in the table. (The Emirates have had Saturday and Sunday since 2022, Johor
/// has since 2025.)
pub fn default_weekend(code: &str) -> [bool; 7] {
    const OTHERS: &[&str] = &["EG", "IL", "MY-02", "MY-03", "MY-11", "QA", "SA"];
    if OTHERS.iter().any(|other| other.eq_ignore_ascii_case(code)) {
        FRIDAY_SATURDAY
    } else {
        SATURDAY_SUNDAY
    }
}

#[rustfmt::skip]
const COUNTRIES: &[(&str, &str)] = &[
    ("AR", "Argentina"), ("AU", "Australia"), ("AT", "Austria"), ("BE", "Belgium"), ("BR", "Brazil"),
    ("BG", "Bulgaria"), ("CA", "Canada"), ("CL", "Chile"), ("CN", "China"), ("CO", "Colombia"),
    ("HR", "Croatia"), ("CY", "Cyprus"), ("CZ", "Czechia"), ("DK", "Denmark"), ("EG", "Egypt"),
    ("EE", "Estonia"), ("FI", "Finland"), ("FR", "France"), ("DE", "Germany"), ("GR", "Greece"),
    ("HK", "Hong Kong"), ("HU", "Hungary"), ("IS", "Iceland"), ("IN", "India"), ("ID", "Indonesia"),
    ("IE", "Ireland"), ("IL", "Israel"), ("IT", "Italy"), ("JP", "Japan"), ("KE", "Kenya"),
    ("LV", "Latvia"), ("LT", "Lithuania"), ("LU", "Luxembourg"), ("MY", "Malaysia"), ("MT", "Malta"),
    ("MX", "Mexico"), ("NL", "Netherlands"), ("NZ", "New Zealand"), ("NG", "Nigeria"), ("NO", "Norway"),
    ("PH", "Philippines"), ("PL", "Poland"), ("PT", "Portugal"), ("QA", "Qatar"), ("RO", "Romania"),
    ("SA", "Saudi Arabia"), ("SG", "Singapore"), ("SK", "Slovakia"), ("SI", "Slovenia"),
    ("ZA", "South Africa"), ("KR", "South Korea"), ("ES", "Spain"), ("SE", "Sweden"),
    ("CH", "Switzerland"), ("TW", "Taiwan"), ("TH", "Thailand"), ("TR", "Türkiye"),
    ("AE", "United Arab Emirates"), ("GB", "United Kingdom"), ("US", "United States"),
    ("VN", "Viet Nam"),
];
