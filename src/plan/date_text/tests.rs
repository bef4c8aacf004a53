use chrono::Weekday;
use proptest::prelude::*;

use super::*;

/// Monday 23 November 2026, go-live Monday 1 March 2027.
fn context(lean: Lean) -> DateContext {
    DateContext {
        today: day("2026-11-23"),
        go_live: Some(day("2027-03-01")),
        lean,
    }
}

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("a date")
}

fn parse(text: &str) -> Result<NaiveDate, DateError> {
    parse_date(text, &context(Lean::Future))
}

fn assert_all(cases: &[(&str, &str)], context: &DateContext) {
    for (text, expected) in cases {
        assert_eq!(parse_date(text, context), Ok(day(expected)), "{text}");
    }
}

#[test]
fn days_that_are_named() {
    let cases = [
        ("2027-03-01", "2027-03-01"),
        ("2027/3/1", "2027-03-01"),
        ("mar 1", "2027-03-01"),
        ("Mar. 1", "2027-03-01"),
        ("1 mar", "2027-03-01"),
        ("1mar", "2027-03-01"),
        ("March 1st", "2027-03-01"),
        ("the 1st of March", "2027-03-01"),
        ("first of march", "2027-03-01"),
        ("on mar 1", "2027-03-01"),
        ("1 March 2027", "2027-03-01"),
        ("mar 1, 2027", "2027-03-01"),
        ("  MARCH   1 ,  2027", "2027-03-01"),
        ("1-Mar-2027", "2027-03-01"),
        ("1-mar-27", "2027-03-01"),
        ("2027 mar 1", "2027-03-01"),
        ("Mon 1 Mar 2027", "2027-03-01"),
        ("Monday, March 1", "2027-03-01"),
        ("1.3.2027", "2027-03-01"),
        ("1.3.27", "2027-03-01"),
        ("1.3.", "2027-03-01"),
        ("3/15", "2027-03-15"),
        ("15/3", "2027-03-15"),
        ("3/15/2027", "2027-03-15"),
        ("15/03/27", "2027-03-15"),
        ("3/3", "2027-03-03"),
        ("15-03-2027", "2027-03-15"),
        ("nov 23", "2026-11-23"),
        ("nov 22", "2027-11-22"),
        ("dec 1", "2026-12-01"),
        ("the 15th", "2026-12-15"),
        ("23rd", "2026-11-23"),
        ("31st", "2026-12-31"),
        ("15th of next month", "2026-12-15"),
        ("feb 29 2028", "2028-02-29"),
        ("9999-12-31", "9999-12-31"),
    ];
    assert_all(&cases, &context(Lean::Future));
}

#[test]
fn days_that_are_counted() {
    let cases = [
        ("today", "2026-11-23"),
        ("Tomorrow", "2026-11-24"),
        ("the day after tomorrow", "2026-11-25"),
        ("in 14 weeks", "2027-03-01"),
        ("14 weeks", "2027-03-01"),
        ("in 14w", "2027-03-01"),
        ("+3w", "2026-12-14"),
        ("+10d", "2026-12-03"),
        ("in 10 days", "2026-12-03"),
        ("in 10 calendar days", "2026-12-03"),
        ("in two weeks", "2026-12-07"),
        ("in a couple of weeks", "2026-12-07"),
        ("a week from now", "2026-11-30"),
        ("in 2 months", "2027-01-23"),
        ("in a year", "2027-11-23"),
        ("in 13 weeks and 6 days", "2027-02-28"),
        ("2w before mar 1", "2027-02-15"),
        ("3 weeks after mar 1", "2027-03-22"),
        ("a month before 31 march 2027", "2027-02-28"),
        ("2w before go-live", "2027-02-15"),
        ("10 days before go live", "2027-02-19"),
        ("30 days after golive", "2027-03-31"),
        ("a week before the end of q1", "2027-03-24"),
        ("1 week after next fri", "2026-12-11"),
        ("T-2w", "2027-02-15"),
        ("t - 14 days", "2027-02-15"),
        ("go-live - 2w", "2027-02-15"),
        ("go-live", "2027-03-01"),
    ];
    assert_all(&cases, &context(Lean::Future));
}

#[test]
fn weekdays_are_the_next_ones() {
    let monday = [
        ("mon", "2026-11-23"),
        ("fri", "2026-11-27"),
        ("Friday", "2026-11-27"),
        ("this fri", "2026-11-27"),
        ("thurs", "2026-11-26"),
        ("next fri", "2026-12-04"),
        ("fri next week", "2026-12-04"),
        ("next week fri", "2026-12-04"),
        ("next mon", "2026-11-30"),
    ];
    assert_all(&monday, &context(Lean::Future));
    let saturday = DateContext {
        today: day("2026-11-28"),
        ..context(Lean::Future)
    };
    assert_all(
        &[
            ("fri", "2026-12-04"),
            ("next fri", "2026-12-04"),
            ("eow", "2026-12-04"),
        ],
        &saturday,
    );
}

#[test]
fn edges_of_periods() {
    let cases = [
        ("eow", "2026-11-27"),
        ("end of the week", "2026-11-27"),
        ("end of next week", "2026-12-04"),
        ("eom", "2026-11-30"),
        ("month end", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("eoq", "2026-12-31"),
        ("end of the quarter", "2026-12-31"),
        ("EOY", "2026-12-31"),
        ("year-end", "2026-12-31"),
        ("end of march", "2027-03-31"),
        ("end march", "2027-03-31"),
        ("end of nov", "2026-11-30"),
        ("end of feb 2028", "2028-02-29"),
        ("end of q1", "2027-03-31"),
        ("end of Q4", "2026-12-31"),
        ("Q1 end", "2027-03-31"),
        ("end of q2 2028", "2028-06-30"),
        ("end of 2027", "2027-12-31"),
        ("last day of april", "2027-04-30"),
        ("mid march", "2027-03-15"),
        ("mid-march", "2027-03-15"),
        ("middle of the month", "2026-12-15"),
        ("mid q1", "2027-02-15"),
        ("start of april", "2027-04-01"),
        ("beginning of q2", "2027-04-01"),
        ("first day of april", "2027-04-01"),
        ("start of next week", "2026-11-30"),
        ("start of the month", "2026-12-01"),
        ("start of next year", "2027-01-01"),
    ];
    assert_all(&cases, &context(Lean::Future));
}

#[test]
fn what_is_done_lies_behind() {
    let cases = [
        ("today", "2026-11-23"),
        ("yesterday", "2026-11-22"),
        ("mar 1", "2026-03-01"),
        ("nov 23", "2026-11-23"),
        ("nov 24", "2025-11-24"),
        ("fri", "2026-11-20"),
        ("mon", "2026-11-23"),
        ("last fri", "2026-11-20"),
        ("last mon", "2026-11-16"),
        ("3 days ago", "2026-11-20"),
        ("two weeks ago", "2026-11-09"),
        ("-1w", "2026-11-16"),
        ("the 15th", "2026-11-15"),
        ("end of march", "2026-03-31"),
        ("end of last month", "2026-10-31"),
        ("eom", "2026-10-31"),
        ("2w before mar 1", "2026-02-15"),
        ("2026-11-01", "2026-11-01"),
    ];
    assert_all(&cases, &context(Lean::Past));
}

#[test]
fn what_is_no_date_is_said() {
    let cases = [
        ("", "no date given: type one such as mar 1"),
        (
            "strategy",
            "“strategy” is no date: type one such as mar 1, in 14 weeks, end of q1 or 2027-03-01",
        ),
        ("1.5", "is no date"),
        ("mar 1 10", "is no date"),
        ("2w before", "is no date"),
        ("of the", "is no date"),
        (
            "3/1",
            "“3/1” can be read as 1 Mar 2027 or as 3 Jan 2027: type the month as a word, such as 1 mar 2027",
        ),
        ("03/01/2027", "can be read as 1 Mar 2027 or as 3 Jan 2027"),
        ("2w before 3/1", "can be read as"),
        (
            "mar",
            "“mar” is no day yet: type one in it, such as 1 mar 2027 or end of march",
        ),
        ("March 2027", "end of march 2027"),
        (
            "q1 2027",
            "“q1 2027” is no day yet: type one in it, such as 1 jan 2027 or end of q1 2027",
        ),
        ("2028", "such as 1 jan 2028 or end of 2028"),
        ("next month", "such as 1 dec 2026 or end of next month"),
        ("late march", "end of march"),
        (
            "feb 30",
            "“feb 30” does not exist: February 2027 has 28 days",
        ),
        ("2027-02-29", "February 2027 has 28 days"),
        ("feb 29", "February 2027 has 28 days"),
        ("2027-13-01", "there are 12 months, and 13 is none of them"),
        ("20/20", "does not exist"),
        ("32nd", "a month has 31 days at most"),
        (
            "Fri 1 Mar 2027",
            "does not go together: 1 Mar 2027 is a Monday",
        ),
        (
            "yesterday",
            "“yesterday” has passed (Sun 22 Nov 2026, yesterday): type today or a later day",
        ),
        ("last fri", "has passed"),
        (
            "2020-03-01",
            "has passed (Sun 1 Mar 2020, about 7 years ago)",
        ),
        ("1 mar 1899", "is outside the years 1900 to 9999"),
        ("10000-01-01", "is outside the years"),
        ("in 100000000000 weeks", "is outside the years"),
        ("in 4000000000 months", "is outside the years"),
        (
            "in 10 working days",
            "counts working days, and those depend on whose calendar",
        ),
        ("in 10 business days", "counts working days"),
    ];
    for (text, expected) in cases {
        let error = parse(text).expect_err(text).to_string();
        assert!(error.contains(expected), "{text:?}: {error}");
    }
    let past = parse_date("2027-03-01", &context(Lean::Past))
        .expect_err("ahead")
        .to_string();
    assert!(
        past.contains("is still to come (Mon 1 Mar 2027, in 14 weeks)"),
        "{past}"
    );
    let no_go_live = DateContext {
        go_live: None,
        ..context(Lean::Future)
    };
    let error = parse_date("2w before go-live", &no_go_live)
        .expect_err("no go-live")
        .to_string();
    assert!(
        error.contains("the plan has no go-live date yet"),
        "{error}"
    );
}

#[test]
fn a_full_date_needs_no_today() {
    assert_eq!(full_date("2027-03-01"), Some(day("2027-03-01")));
    assert_eq!(full_date("14 Jan 2027"), Some(day("2027-01-14")));
    assert_eq!(full_date("1999-03-01"), Some(day("1999-03-01")));
    for text in [
        "14 jan",
        "fri",
        "3/1/2027",
        "2027",
        "in 3 weeks",
        "12027-01-01",
        "15th",
    ] {
        assert_eq!(full_date(text), None, "{text}");
    }
}

#[test]
fn dates_are_echoed_with_their_distance() {
    let cases = [
        ("2027-03-01", "Mon 1 Mar 2027, in 14 weeks"),
        ("2027-02-28", "Sun 28 Feb 2027, in 13 weeks and 6 days"),
        ("2026-11-23", "Mon 23 Nov 2026, today"),
        ("2026-11-24", "Tue 24 Nov 2026, tomorrow"),
        ("2026-11-22", "Sun 22 Nov 2026, yesterday"),
        ("2026-11-26", "Thu 26 Nov 2026, in 3 days"),
        ("2026-11-30", "Mon 30 Nov 2026, in 1 week"),
        ("2026-12-13", "Sun 13 Dec 2026, in 20 days"),
        ("2026-12-15", "Tue 15 Dec 2026, in 3 weeks and 1 day"),
        ("2026-11-20", "Fri 20 Nov 2026, 3 days ago"),
        ("2026-08-17", "Mon 17 Aug 2026, 14 weeks ago"),
        ("2072-03-01", "Tue 1 Mar 2072, in about 45 years"),
    ];
    for (date, expected) in cases {
        assert_eq!(echo_date(day(date), day("2026-11-23")), expected);
    }
}

#[test]
fn dates_are_shown_short_and_long() {
    let friday = day("2027-02-05");
    assert_eq!(short_date(friday, 2027), "Fri 5 Feb");
    assert_eq!(short_date(friday, 2026), "Fri 5 Feb 2027");
    assert_eq!(
        short_date_near(day("2026-12-18"), day("2027-03-01")),
        "Fri 18 Dec"
    );
    assert_eq!(
        short_date_near(day("2027-12-17"), day("2027-03-01")),
        "Fri 17 Dec 2027"
    );
    assert_eq!(long_date(day("2027-03-01")), "Monday 1 March 2027");
    assert_eq!(script_date(friday), "Friday, February 5");
}

#[test]
fn the_ends_of_the_calendar_hold() {
    for today in [NaiveDate::MIN, NaiveDate::MAX] {
        for text in [
            "tomorrow",
            "yesterday",
            "fri",
            "next fri",
            "last fri",
            "eow",
            "eoy",
            "mar 1",
            "15th",
            "end of q1",
            "+3w",
            "next year",
        ] {
            for lean in [Lean::Future, Lean::Past] {
                let _ = parse_date(
                    text,
                    &DateContext {
                        today,
                        go_live: Some(today),
                        lean,
                    },
                );
            }
        }
        let _ = (
            echo_date(today, day("2026-11-23")),
            short_date_near(NaiveDate::MIN, NaiveDate::MAX),
        );
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..8_000).prop_map(|days| day("2020-01-01") + Days::new(days))
}

/// Words of dates in any order: nearer to the grammar than any text.
fn date_like() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[0-9]{1,5}",
        "[0-9]{1,2}(st|nd|th)",
        "(jan|march|may|dec)",
        "(mon|fri|sunday)",
        "[-+./, ']",
        "(in|on|of|the|end|mid|start|next|last|this|before|after|ago|from|and|a|q|t|go-live)",
        "(d|w|m|week|weeks|month|quarter|year|days|working|today|eom)",
        "\\PC",
    ];
    (proptest::collection::vec(word, 0..7), "[ ]?").prop_map(|(words, gap)| words.join(&gap))
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in ".*", near in date_like(), today in any_day(), past in any::<bool>()) {
        let lean = if past { Lean::Past } else { Lean::Future };
        for text in [text, near] {
            match parse_date(&text, &DateContext { today, go_live: None, lean }) {
                Ok(date) if past => prop_assert!(date <= today, "{} is {}", text, date),
                Ok(date) => prop_assert!(date >= today, "{} is {}", text, date),
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
            let _ = full_date(&text);
        }
    }

    #[test]
    fn what_is_shown_can_be_typed(date in any_day(), today in any_day()) {
        let lean = if date < today { Lean::Past } else { Lean::Future };
        let context = DateContext { today, go_live: Some(date), lean };
        let echo = echo_date(date, today);
        let (shown, far) = echo.split_once(", ").expect("date and distance");
        prop_assert_eq!(parse_date(shown, &context), Ok(date));
        if !far.contains("about") {
            prop_assert_eq!(parse_date(far, &context), Ok(date), "{}", far);
        }
        prop_assert_eq!(parse_date(&long_date(date), &context), Ok(date));
        prop_assert_eq!(parse_date(&short_date(date, 0), &context), Ok(date));
        prop_assert_eq!(full_date(&date.to_string()), Some(date));
        if (date - today).num_days().abs() < 364 {
            prop_assert_eq!(parse_date(&short_date(date, date.year()), &context), Ok(date));
            prop_assert_eq!(parse_date(&script_date(date), &context), Ok(date));
        }
    }

    #[test]
    fn a_weekday_is_that_day_within_a_week(today in any_day(), pick in 0u8..7) {
        let weekday = Weekday::try_from(pick).expect("one of seven");
        let date = parse_date(&weekday.to_string(), &DateContext { today, go_live: None, lean: Lean::Future });
        let date = date.expect("understood");
        prop_assert_eq!(date.weekday(), weekday);
        prop_assert!((0..7).contains(&(date - today).num_days()));
    }
}
