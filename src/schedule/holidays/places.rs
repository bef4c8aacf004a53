//! What the places of the table are called, and finding one by a few letters of its code or its name.

use std::collections::HashMap;
use std::sync::LazyLock;

use deunicode::deunicode;

use super::lookup::{self, OTHER_NAMES};
use super::{Base, codes, country_name};

/// Names of the parts of countries, as text inside the program, like the holidays themselves.
const PLACES: &str = include_str!("../../../assets/holidays/places.tsv");

/// A calendar to start from, as it is offered.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Place {
    /// The base that [`super::resolve`] reads.
    pub code: &'static str,
    /// What it is called: "Bavaria / Bayern, Germany".
    pub name: String,
}

impl Place {
    fn of(base: Base) -> Self {
        Self {
            code: base.code(),
            name: base.full_name(),
        }
    }
}

impl Base {
    /// What people call it: "California, United States", "Monday to Friday, no public holidays".
    pub fn full_name(self) -> String {
        let code = match self {
            Self::Weekdays => return "Monday to Friday, no public holidays".to_owned(),
            Self::AllDays => return "every day of the week, no public holidays".to_owned(),
            Self::Public(code) => code,
        };
        let country = country_name(code).unwrap_or(code);
        match part_name(code) {
            Some(part) => format!("{part}, {country}"),
            None => country.to_owned(),
        }
    }
}

/// The name of a part of a country.
fn part_name(code: &str) -> Option<&'static str> {
    // Every key of a search asks for all of them.
    static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        PLACES
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .collect()
    });
    NAMES.get(code).copied()
}

/// The parts of countries whose name begins with three letters or more.
pub(super) fn parts_named(start: &str) -> impl Iterator<Item = &'static str> {
    let start = folded(start);
    let parts = codes().filter_map(|code| Some((code, part_name(code)?)));
    parts.filter_map(move |(code, name)| {
        let fits = start.len() >= 3 && folded(name).starts_with(&start);
        fits.then_some(code)
    })
}

/// The calendars whose code or name fits what was typed so far, likeliest first: a whole code, a code
/// that begins so, a name or a word of one that begins so, then anything that has it inside. Upper and
/// lower case, accents and `_` for `-` make no difference. Nothing typed gives everything: the two
/// without holidays, then the countries with their parts.
pub fn search(typed: &str) -> Vec<Place> {
    let wanted = folded(typed.trim()).replace('_', "-");
    let bases = [Base::Weekdays, Base::AllDays].into_iter();
    let all = bases.chain(codes().map(Base::Public));
    if wanted.is_empty() {
        return all.map(Place::of).collect();
    }
    let mut found: Vec<(u8, Place)> = all
        .filter_map(|base| {
            let place = Place::of(base);
            Some((rank(&place, &wanted)?, place))
        })
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    let mut places: Vec<Place> = found.into_iter().map(|(_, place)| place).collect();
    if places.is_empty() {
        let near = lookup::near(&wanted).into_iter();
        places.extend(near.map(|code| Place::of(Base::Public(code))));
    }
    places
}

fn rank(place: &Place, wanted: &str) -> Option<u8> {
    let (code, name) = (folded(place.code), folded(&place.name));
    // A part is called by its own name: "germany" means the country before its sixteen states.
    let (own, country) = name.split_once(", ").unwrap_or((&name, ""));
    let other = |known: &str| {
        OTHER_NAMES
            .iter()
            .any(|(other, code)| *other == wanted && *code == known)
    };
    let begins = |text: &str| {
        let words = text.split([' ', '-', '/', '(']);
        words.into_iter().any(|word| word.starts_with(wanted)) || text.starts_with(wanted)
    };
    match () {
        () if code == wanted || other(place.code) => Some(0),
        () if own.starts_with(wanted) => Some(1),
        () if begins(own) => Some(2),
        () if code.starts_with(wanted) => Some(3),
        () if country.starts_with(wanted) || begins(country) => Some(4),
        () if wanted.chars().count() >= 3 && name.contains(wanted) => Some(5),
        () => None,
    }
}

fn folded(text: &str) -> String {
    deunicode(text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_country_has_a_name_and_every_name_a_part() {
        let named: Vec<&str> = PLACES
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| Some(line.split_once('\t')?.0))
            .collect();
        let parts: Vec<&str> = codes().filter(|code| code.contains('-')).collect();
        for part in &parts {
            assert!(named.contains(part), "{part} has no name");
        }
        assert_eq!(named.len(), parts.len());
    }

    #[test]
    fn a_place_is_found_by_a_few_letters_of_its_code_or_name() {
        for (typed, first) in [
            ("de-by", "DE-BY"),
            ("bavar", "DE-BY"),
            ("bayern", "DE-BY"),
            ("GERM", "DE"),
            ("us", "US"),
            ("us_ca", "US-CA"),
            ("calif", "US-CA"),
            ("uk", "GB"),
            ("england", "GB-ENG"),
            ("sao paulo", "BR-SP"),
            ("zürich", "CH-Stadt Zurich"),
            ("basque", "ES-PV"),
            ("wurttemberg", "DE-BW"),
            ("no public", "weekdays"),
            ("weekd", "weekdays"),
            ("all", "all-days"),
            ("carolina", "US-NC"),
            ("germny", ""),
            ("zzzz", ""),
        ] {
            let found = search(typed);
            let code = found.first().map_or("", |place| place.code);
            assert_eq!(code, first, "{typed}: {found:?}");
        }
        assert_eq!(search("").len(), 443);
        assert_eq!(search("carolina").len(), 2);
        assert_eq!(
            Base::Public("DE-BY").full_name(),
            "Bavaria / Bayern, Germany"
        );
        assert_eq!(Base::Public("DE").full_name(), "Germany");
    }
}
