use chrono::Weekday::{Fri, Sat, Sun};
use proptest::prelude::*;

use super::*;
use crate::plan::testing::full;

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("a date")
}

fn today() -> NaiveDate {
    day("2026-11-23")
}

fn off(from: &str, to: &str, name: &str) -> DaysOff {
    DaysOff {
        from: day(from),
        to: day(to),
        name: name.to_owned(),
    }
}

#[test]
fn days_off_are_read_as_people_type_them() {
    for (text, from, to, name) in [
        (
            "24 dec christmas eve",
            "2026-12-24",
            "2026-12-24",
            "christmas eve",
        ),
        ("Dec 24", "2026-12-24", "2026-12-24", ""),
        (
            "24 dec 2027: Heiligabend",
            "2027-12-24",
            "2027-12-24",
            "Heiligabend",
        ),
        (
            "dec 24, 2027 Office closed",
            "2027-12-24",
            "2027-12-24",
            "Office closed",
        ),
        ("Thu 24 dec", "2026-12-24", "2026-12-24", ""),
        ("2026-12-24", "2026-12-24", "2026-12-24", ""),
        (
            "tomorrow inventory",
            "2026-11-24",
            "2026-11-24",
            "inventory",
        ),
        ("next fri", "2026-12-04", "2026-12-04", ""),
        (
            "Office party 4 dec",
            "2026-12-04",
            "2026-12-04",
            "Office party",
        ),
        (
            "2026-11-02 long gone",
            "2026-11-02",
            "2026-11-02",
            "long gone",
        ),
        (
            "21 dec - 8 jan year-end change freeze",
            "2026-12-21",
            "2027-01-08",
            "year-end change freeze",
        ),
        ("21 dec – 8 jan", "2026-12-21", "2027-01-08", ""),
        (
            "from 21 dec to 8 jan freeze",
            "2026-12-21",
            "2027-01-08",
            "freeze",
        ),
        ("dec 21 until jan 8", "2026-12-21", "2027-01-08", ""),
        ("21 dec - 8 jan 2028", "2027-12-21", "2028-01-08", ""),
        ("21 dec 2027 - 8 jan", "2027-12-21", "2028-01-08", ""),
        (
            "2026-12-21..2027-01-08 freeze",
            "2026-12-21",
            "2027-01-08",
            "freeze",
        ),
        ("2026-12-21 - 2027-01-08", "2026-12-21", "2027-01-08", ""),
        ("2026-12-21-2027-01-08", "2026-12-21", "2027-01-08", ""),
        ("2026-12-21 … 2027-01-08", "2026-12-21", "2027-01-08", ""),
        ("18–29 jan", "2027-01-18", "2027-01-29", ""),
        ("18-29 jan 2028 leave", "2028-01-18", "2028-01-29", "leave"),
        ("jan 18-29", "2027-01-18", "2027-01-29", ""),
        ("jan 18th to 29th", "2027-01-18", "2027-01-29", ""),
        ("mon 18 - fri 29 jan", "2027-01-18", "2027-01-29", ""),
        ("24.12. - 6.1. closed", "2026-12-24", "2027-01-06", "closed"),
        (
            "freeze: 21 dec - 8 jan",
            "2026-12-21",
            "2027-01-08",
            "freeze",
        ),
        ("1 - 1 feb", "2027-02-01", "2027-02-01", ""),
        ("tomorrow - 8 jan", "2026-11-24", "2027-01-08", ""),
        // It has begun and is not over.
        ("16 - 27 nov audit", "2026-11-16", "2026-11-27", "audit"),
        ("16 nov - 27 nov audit", "2026-11-16", "2026-11-27", "audit"),
    ] {
        assert_eq!(
            read_days_off(text, today()),
            Ok(off(from, to, name)),
            "{text}"
        );
    }
}

#[test]
fn what_names_no_days_is_said() {
    for (text, expected) in [
        ("", "no days given"),
        ("   ", "no days given"),
        ("from", "no days given"),
        (
            "freeze",
            "“freeze” names no days: begin with them, such as 24 dec",
        ),
        ("two weeks freeze", "names no days"),
        ("2 months", "names no days"),
        ("go-live", "counts from go-live"),
        ("feb 30 audit", "“feb 30” does not exist"),
        ("3/1 audit", "can be read as 1 Mar 2027 or as 3 Jan 2027"),
        ("march planning", "is no day yet"),
        (
            "2027-01-08..2026-12-21",
            "“2027-01-08..2026-12-21” ends before it begins: 21 Dec 2026 comes before 8 Jan 2027",
        ),
        (
            "29-18 jan",
            "ends before it begins: 18 Jan 2027 comes before 29 Jan 2027",
        ),
        (
            "29 jan - 18 jan leave",
            "18 Jan 2027 comes before 29 Jan 2027; if another year is meant, type the years too",
        ),
        ("jan 28 - 4", "ends before it begins"),
        ("18 - 35 jan", "does not exist"),
        ("mon 19 - 29 jan", "does not go together"),
        ("24 dec 31 dec", "put a dash between two dates"),
        ("24 dec 27", "can be read in several ways"),
        ("12-24", "names no days"),
    ] {
        let error = read_days_off(text, today()).expect_err(text).to_string();
        assert!(error.contains(expected), "{text:?}: {error}");
    }
    let error = read_days("2 jan inventory", today()).expect_err("a name");
    assert!(
        error
            .to_string()
            .contains("“inventory” is no part of a date"),
        "{error}"
    );
    assert_eq!(
        read_days("2 jan", today()),
        Ok((day("2027-01-02"), day("2027-01-02")))
    );
}

#[test]
fn weekends_are_read_as_people_type_them() {
    for (text, expected) in [
        ("fri sat", Some(vec![Fri, Sat])),
        ("sat, sun", Some(vec![Sat, Sun])),
        ("Sunday and Saturday", Some(vec![Sat, Sun])),
        ("fri/sat", Some(vec![Fri, Sat])),
        ("Fridays", Some(vec![Fri])),
        ("fri fri", Some(vec![Fri])),
        ("none", Some(vec![])),
        ("usual", None),
    ] {
        assert_eq!(read_weekend(text), Ok(expected), "{text}");
    }
    for (text, expected) in [
        ("", "no weekend given"),
        ("and", "no weekend given"),
        ("fri satx", "“satx” is no day of the week"),
        ("mon tue wed thu fri sat sun", "leaves no day to work"),
    ] {
        let error = read_weekend(text).expect_err(text).to_string();
        assert!(error.contains(expected), "{text:?}: {error}");
    }
}

#[test]
fn days_off_go_where_they_belong_in_order_and_once() {
    let mut calendar = Calendar::of_base("US");
    let freeze = off("2026-12-21", "2027-01-08", "freeze");
    for (days, expected) in [
        (off("2026-12-31", "2026-12-31", ""), AddedDays::New),
        (off("2026-12-24", "2026-12-24", "eve"), AddedDays::New),
        (off("2026-12-24", "2026-12-24", ""), AddedDays::AlreadyThere),
        (
            off("2026-12-24", "2026-12-24", "eve"),
            AddedDays::AlreadyThere,
        ),
        (
            off("2026-12-24", "2026-12-24", "closed"),
            AddedDays::Renamed { from: "eve".into() },
        ),
        (freeze.clone(), AddedDays::New),
        (freeze, AddedDays::AlreadyThere),
        (off("2026-12-01", "2026-12-04", "audit"), AddedDays::New),
    ] {
        assert_eq!(add_days_off(&mut calendar, &days), expected, "{days:?}");
    }
    let singles: Vec<_> = calendar
        .holidays
        .iter()
        .map(|d| (d.date, &*d.name))
        .collect();
    assert_eq!(
        singles,
        [(day("2026-12-24"), "closed"), (day("2026-12-31"), "")]
    );
    let ranges: Vec<_> = calendar.blackouts.iter().map(|b| &*b.name).collect();
    assert_eq!(ranges, ["audit", "freeze"]);
}

#[test]
fn what_was_said_last_about_a_day_holds() {
    let mut calendar = Calendar::of_base("US");
    let eve = off("2026-12-24", "2026-12-24", "eve");
    add_days_off(&mut calendar, &eve);
    assert!(add_working_day(&mut calendar, eve.from));
    assert!(!add_working_day(&mut calendar, eve.from));
    assert_eq!((calendar.holidays.len(), calendar.working.len()), (0, 1));
    add_days_off(&mut calendar, &eve);
    assert_eq!((calendar.holidays.len(), calendar.working.len()), (1, 0));
    assert!(add_working_day(&mut calendar, day("2027-01-02")));
    assert!(add_working_day(&mut calendar, day("2026-12-19")));
    assert_eq!(calendar.working, [day("2026-12-19"), day("2027-01-02")]);
    add_days_off(&mut calendar, &off("2026-12-28", "2027-01-08", "freeze"));
    assert_eq!(calendar.working, [day("2026-12-19")]);
}

#[test]
fn clearing_takes_what_is_meant_and_no_more() {
    let start = || {
        let mut calendar = Calendar::of_base("US");
        add_days_off(&mut calendar, &off("2026-12-21", "2027-01-08", "freeze"));
        add_days_off(&mut calendar, &off("2026-12-24", "2026-12-24", "eve"));
        add_working_day(&mut calendar, day("2027-01-02"));
        calendar
    };
    // (from, to) → taken, working taken, blackouts left
    let cases = [
        (
            ("2026-12-24", "2026-12-24"),
            vec!["eve"],
            0,
            vec![("2026-12-21", "2027-01-08")],
        ),
        (
            ("2027-01-02", "2027-01-02"),
            vec![],
            1,
            vec![("2026-12-21", "2027-01-08")],
        ),
        (
            ("2026-12-28", "2026-12-28"),
            vec!["freeze"],
            0,
            vec![("2026-12-21", "2026-12-27"), ("2026-12-29", "2027-01-08")],
        ),
        (
            ("2027-01-04", "2027-03-01"),
            vec!["freeze"],
            0,
            vec![("2026-12-21", "2027-01-03")],
        ),
        (
            ("2026-12-21", "2027-01-08"),
            vec!["freeze", "eve"],
            1,
            vec![],
        ),
        (
            ("2026-11-30", "2026-12-04"),
            vec![],
            0,
            vec![("2026-12-21", "2027-01-08")],
        ),
    ];
    for ((from, to), off, working, left) in cases {
        let mut calendar = start();
        let cleared = clear_days(&mut calendar, day(from), day(to));
        let names: Vec<_> = cleared.off.iter().map(|days| &*days.name).collect();
        assert_eq!(names, off, "{from}");
        assert_eq!(cleared.working.len(), working, "{from}");
        let ranges = calendar
            .blackouts
            .iter()
            .map(|range| (range.from, range.to));
        let left: Vec<_> = left.iter().map(|(from, to)| (day(from), day(to))).collect();
        assert_eq!(ranges.collect::<Vec<_>>(), left, "{from}");
    }
    let mut calendar = start();
    assert_eq!(clear_named(&mut calendar, "Freeze ").off.len(), 1);
    assert!(clear_named(&mut calendar, "").is_empty());
    assert_eq!((calendar.blackouts.len(), calendar.holidays.len()), (0, 1));
}

#[test]
fn an_absence_is_added_once_and_cut_where_somebody_is_back_early() {
    let mut plan = full();
    let person = plan.people.first_mut().expect("somebody");
    person.away.clear();
    let leave = off("2027-01-18", "2027-01-29", "");
    assert_eq!(add_absence(person, &leave), AddedDays::New);
    assert_eq!(add_absence(person, &leave), AddedDays::AlreadyThere);
    let taken = remove_absence(person, day("2027-01-27"), day("2027-02-05"));
    assert_eq!(taken, [off("2027-01-27", "2027-01-29", "")]);
    let left: Vec<_> = person
        .away
        .iter()
        .map(|range| (range.from, range.to))
        .collect();
    assert_eq!(left, [(day("2027-01-18"), day("2027-01-26"))]);
    assert!(remove_absence(person, day("2027-03-01"), day("2027-03-01")).is_empty());
}

#[test]
fn keys_that_are_unknown_stay_with_what_is_changed() {
    let text = r#"{"base": "US", "colour": "red",
        "holidays": [{"date": "2026-12-24", "name": "eve", "paid": true}],
        "blackouts": [{"from": "2026-12-21", "to": "2027-01-08", "name": "freeze", "who": "IT"}]}"#;
    let mut calendar: Calendar = serde_json::from_str(text).expect("a calendar");
    add_days_off(&mut calendar, &off("2026-12-24", "2026-12-24", "closed"));
    clear_days(&mut calendar, day("2026-12-30"), day("2026-12-30"));
    set_base(&mut calendar, "DE-BY");
    set_weekend(&mut calendar, Some(vec![Fri, Sat]));
    let json = serde_json::to_value(&calendar).expect("json");
    assert_eq!(json["colour"], "red");
    assert_eq!(json["holidays"][0]["paid"], true);
    assert_eq!(json["blackouts"][0]["who"], "IT");
    assert_eq!(json["blackouts"][1]["who"], "IT");
    assert_eq!(json["base"], "DE-BY");
}

#[test]
fn both_sides_have_a_calendar_and_both_together_none() {
    let mut plan = full();
    assert!(party(&plan, &Side::Buyer).is_some());
    assert!(party_mut(&mut plan, &Side::Seller).is_some());
    assert!(party(&plan, &Side::Both).is_none());
}

proptest! {
    #[test]
    fn whatever_is_typed_gives_an_answer_and_a_range_in_order(text in "\\PC{0,60}") {
        if let Ok(days) = read_days_off(&text, today()) {
            prop_assert!(days.from <= days.to);
        }
        let _ = read_weekend(&text);
    }

    #[test]
    fn a_range_of_any_two_days_reads_back(start in 0_u64..9000, length in 0_u64..500) {
        let from = day("2020-01-01") + chrono::Days::new(start);
        let to = from + chrono::Days::new(length);
        let read = read_days_off(&format!("{from}..{to} freeze"), today());
        let name = "freeze".to_owned();
        prop_assert_eq!(read, Ok(DaysOff { from, to, name }));
    }
}
