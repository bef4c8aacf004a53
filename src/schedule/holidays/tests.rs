//! The table itself, line by line, and what is found in it.

use chrono::{Datelike, NaiveDate};

use super::*;

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn every_line_says_a_code_a_name_and_days_that_exist() {
    let mut last = String::new();
    let mut total = 0;
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let parsed = lookup::parse(line).unwrap_or_else(|| panic!("{line}"));
        assert_eq!(line.split('\t').count(), 3, "{line}");
        assert!(
            !parsed.name.is_empty() && text::is_harmless(parsed.name),
            "{line}"
        );
        let upper = parsed.code.to_uppercase();
        assert!(last <= upper, "{line} is out of order");
        last = upper;
        let written: usize = parsed
            .days
            .split(' ')
            .map(|day| {
                if day.trim_end_matches('~').len() == 4 {
                    6
                } else {
                    1
                }
            })
            .sum();
        let days: Vec<Holiday> = lookup::days(parsed).collect();
        assert_eq!(days.len(), written, "{line}");
        assert!(
            days.iter()
                .all(|d| (FIRST_YEAR..=LAST_YEAR).contains(&d.date.year())),
            "{line}"
        );
        total += days.len();
    }
    assert_eq!(total, 11_116);
}

#[test]
fn every_code_is_found_whatever_its_case_and_reaches_from_the_first_year_to_the_last() {
    let all: Vec<&str> = codes().collect();
    assert_eq!(all.len(), 441);
    assert_eq!(
        all.iter().filter(|code| !code.contains('-')).count(),
        countries().len()
    );
    for code in all {
        assert_eq!(resolve(&code.to_lowercase()), Ok(Base::Public(code)));
        let days = holidays(&code.to_uppercase()).unwrap();
        assert!(
            days.windows(2).all(|pair| pair[0].date < pair[1].date),
            "{code}"
        );
        assert_eq!(days.first().unwrap().date.year(), FIRST_YEAR, "{code}");
        assert_eq!(days.last().unwrap().date.year(), LAST_YEAR, "{code}");
        assert!(country_name(code).is_some(), "{code}");
    }
}

#[test]
fn the_united_states_in_2027() {
    let days: Vec<(NaiveDate, &str)> = holidays("US")
        .unwrap()
        .into_iter()
        .filter(|day| day.date.year() == 2027)
        .map(|day| (day.date, day.name))
        .collect();
    let expected = [
        (1, 1, "New Year's Day"),
        (1, 18, "Martin Luther King Jr. Day"),
        (2, 15, "Washington's Birthday"),
        (5, 31, "Memorial Day"),
        (6, 18, "Juneteenth National Independence Day (observed)"),
        (6, 19, "Juneteenth National Independence Day"),
        (7, 4, "Independence Day"),
        (7, 5, "Independence Day (observed)"),
        (9, 6, "Labor Day"),
        (10, 11, "Columbus Day"),
        (11, 11, "Veterans Day"),
        (11, 25, "Thanksgiving Day"),
        (12, 24, "Christmas Day (observed)"),
        (12, 25, "Christmas Day"),
        (12, 31, "New Year's Day (observed)"),
    ];
    assert_eq!(
        days,
        expected.map(|(month, day, name)| (date(2027, month, day), name))
    );
}

#[test]
fn a_part_of_a_country_has_the_countrys_days_too() {
    let on =
        |code: &str, day: NaiveDate| holidays(code).unwrap().into_iter().find(|d| d.date == day);
    let cesar_chavez = date(2027, 3, 31);
    assert_eq!(on("us-ca", cesar_chavez).unwrap().name, "Cesar Chavez Day");
    assert_eq!(on("US", cesar_chavez), None);
    assert!(
        on("US-CA", date(2027, 11, 25)).is_some(),
        "Thanksgiving is not California's own"
    );
    assert!(on("DE-BY", date(2027, 1, 6)).is_some() && on("DE", date(2027, 1, 6)).is_none());
}

#[test]
fn days_that_follow_the_moon_are_marked() {
    let eid = holidays("AE")
        .unwrap()
        .into_iter()
        .find(|d| d.date == date(2027, 3, 9))
        .unwrap();
    assert_eq!((eid.name, eid.estimated), ("Eid al-Fitr", true));
    assert!(holidays("US").unwrap().iter().all(|day| !day.estimated));
}

#[test]
fn weekends_are_those_of_the_place() {
    let cases = [
        ("weekdays", "Sat Sun"),
        ("all-days", ""),
        ("US", "Sat Sun"),
        ("AE", "Sat Sun"),
        ("il", "Fri Sat"),
        ("SA", "Fri Sat"),
        ("QA", "Fri Sat"),
        ("EG", "Fri Sat"),
        ("MY", "Sat Sun"),
        ("MY-01", "Sat Sun"),
        ("MY-03", "Fri Sat"),
    ];
    for (code, expected) in cases {
        let weekend = resolve(code).unwrap().weekend();
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        let off: Vec<&str> = names
            .iter()
            .zip(weekend)
            .filter(|(_, off)| *off)
            .map(|(n, _)| *n)
            .collect();
        assert_eq!(off.join(" "), expected, "{code}");
    }
}

#[test]
fn a_calendar_is_named_in_any_case_and_names_itself_back() {
    let cases = [
        ("weekdays", "weekdays"),
        (" All-Days ", "all-days"),
        ("all_days", "all-days"),
        ("us", "US"),
        ("us_ca", "US-CA"),
        ("br-são paulo capital", "BR-São Paulo Capital"),
    ];
    for (given, code) in cases {
        assert_eq!(resolve(given).unwrap().to_string(), code, "{given}");
    }
    assert!(resolve("weekdays").unwrap().holidays().is_empty());
}

#[test]
fn a_name_that_is_no_calendar_gets_a_way_on() {
    let cases = [
        (
            "UK",
            "there is no calendar \"UK\" (did you mean GB (United Kingdom)?); use weekdays",
        ),
        ("germany", "(did you mean DE (Germany)?)"),
        ("NY", "(did you mean US-NY (New York, United States)?)"),
        ("USS", "(did you mean US (United States)?)"),
        (
            "DE-BAY",
            "(did you mean DE-BY (Bavaria / Bayern, Germany)?)",
        ),
        ("US-AC", "(did you mean US-CA (California, United States)?)"),
        ("BR-Sao Paulo Captal", "use BR (Brazil), the whole country"),
        (
            "US-OH",
            "\"US-OH\" has no holidays of its own in the table; use US (United States), the whole country",
        ),
        ("", "there is no calendar \"\"; use weekdays, all-days"),
        ("\u{1b}[2J", "there is no calendar \"␛[2J\"; use"),
        ("# code <tab>", "there is no calendar"),
        ("zzzz", "such as US, GB-SCT or DE-BY"),
    ];
    for (given, part) in cases {
        let message = resolve(given).unwrap_err().to_string();
        assert!(message.contains(part), "{given}: {message}");
        assert!(
            text::is_harmless(&message) && message.len() < 300,
            "{message}"
        );
    }
    assert_eq!(holidays("XX"), None);
    assert!(resolve(&"x".repeat(100_000)).is_err());
}
