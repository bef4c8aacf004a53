use proptest::prelude::*;

use super::*;

fn estimate(low: u32, amount: u32, high: u32, unit: Unit) -> Duration {
    Duration {
        amount,
        unit,
        low: Some(low),
        high: Some(high),
    }
}

#[test]
fn durations_are_read_as_people_say_them() {
    use Unit::{Calendar, Months, Weeks, Working};
    let cases = [
        ("10d", Duration::new(10, Working)),
        ("10 d", Duration::new(10, Working)),
        ("10 days", Duration::new(10, Working)),
        ("1 day", Duration::new(1, Working)),
        ("  10   Working  DAYS ", Duration::new(10, Working)),
        ("10 business days", Duration::new(10, Working)),
        ("ten days", Duration::new(10, Working)),
        ("10-day", Duration::new(10, Working)),
        ("010d", Duration::new(10, Working)),
        ("21cd", Duration::new(21, Calendar)),
        ("21 CD", Duration::new(21, Calendar)),
        ("21 calendar days", Duration::new(21, Calendar)),
        ("3w", Duration::new(3, Weeks)),
        ("3 weeks", Duration::new(3, Weeks)),
        ("a week", Duration::new(1, Weeks)),
        ("two weeks", Duration::new(2, Weeks)),
        ("a couple of weeks", Duration::new(2, Weeks)),
        ("2 wks.", Duration::new(2, Weeks)),
        ("2m", Duration::new(2, Months)),
        ("a month", Duration::new(1, Months)),
        ("0", Duration::MILESTONE),
        ("0d", Duration::MILESTONE),
        ("0w", Duration::MILESTONE),
        ("0/0/0d", Duration::MILESTONE),
        ("Milestone", Duration::MILESTONE),
        ("5/10/15d", estimate(5, 10, 15, Working)),
        ("5 / 10 / 15 working days", estimate(5, 10, 15, Working)),
        ("0/3/5d", estimate(0, 3, 5, Working)),
        ("0/0/5d", estimate(0, 0, 5, Working)),
        ("2/3/4 w", estimate(2, 3, 4, Weeks)),
        ("1,000 days", Duration::new(1_000, Working)),
        ("36500d", Duration::new(36_500, Working)),
        ("3650w", Duration::new(3_650, Weeks)),
        ("1200m", Duration::new(1_200, Months)),
    ];
    for (text, expected) in cases {
        assert_eq!(Duration::parse(text), Ok(expected), "{text}");
    }
}

#[test]
fn what_is_no_duration_says_how_to_write_one() {
    let cases = [
        ("", "no length given"),
        ("   ", "no length given"),
        ("soon", "“soon” is no length of time: type one such as 10d"),
        ("10", "10 of what? Type 10d for working days"),
        ("d", "is no length"),
        ("10 fortnights", "is no length"),
        ("10 2 d", "is no length"),
        ("//d", "is no length"),
        ("1/2/3/4d", "is no length"),
        ("5/10/15", "is no length"),
        ("-3d", "“-3d” is below zero"),
        ("−3 days", "is below zero"),
        ("1.5w", "“1.5w” is no whole number"),
        ("1,5w", "is no whole number"),
        ("2½ weeks", "is no whole number"),
        (
            "2-3 weeks",
            "“2-3 weeks” does not say the typical length: type low/typical/high, such as 2/3/3w",
        ),
        ("5–15 days", "such as 5/10/15d"),
        ("2 to 4 weeks", "such as 2/3/4w"),
        ("5/15d", "such as 5/10/15d"),
        (
            "15/10/5d",
            "“15/10/5d” is out of order: type low/typical/high, such as 5/10/15d",
        ),
        (
            "36501d",
            "too long: at most 36,500 days, 3,650 weeks or 1,200 months",
        ),
        ("3651w", "too long"),
        ("1201 months", "too long"),
        ("1/2/99999cd", "too long"),
        ("1000000000d", "too long"),
        ("99999999999999999999999d", "too long"),
    ];
    for (text, expected) in cases {
        let error = Duration::parse(text).expect_err(text).to_string();
        assert!(error.contains(expected), "{text:?}: {error}");
    }
}

#[test]
fn durations_show_as_stored_and_as_said() {
    let cases = [
        ("10 days", "10d", "10 working days", None),
        ("1 d", "1d", "1 working day", None),
        ("3 weeks", "3w", "3 weeks", None),
        ("a week", "1w", "1 week", None),
        ("21cd", "21cd", "21 calendar days", None),
        ("1cd", "1cd", "1 calendar day", None),
        ("2m", "2m", "2 months", None),
        ("1m", "1m", "1 month", None),
        ("10000d", "10000d", "10,000 working days", None),
        ("milestone", "0", "milestone", None),
        (
            "5/10/15d",
            "5/10/15d",
            "10 working days",
            Some("5 / 10 / 15"),
        ),
        ("0/0/5d", "0/0/5d", "milestone", Some("0 / 0 / 5")),
    ];
    for (typed, text, words, estimate) in cases {
        let duration = Duration::parse(typed).expect(typed);
        assert_eq!(duration.text(), text, "{typed}");
        assert_eq!(duration.to_string(), text, "{typed}");
        assert_eq!(duration.words(), words, "{typed}");
        assert_eq!(duration.estimate_words().as_deref(), estimate, "{typed}");
    }
}

#[test]
fn a_duration_in_a_file_is_its_canonical_text() {
    let duration: Duration = serde_json::from_str("\"10 days\"").expect("read");
    assert_eq!(
        serde_json::to_string(&duration).expect("written"),
        "\"10d\""
    );
    let wrong = serde_json::from_str::<Duration>("\"soonish\"")
        .expect_err("no duration")
        .to_string();
    assert!(wrong.contains("“soonish” is no length of time"), "{wrong}");
    let wrong = serde_json::from_str::<Duration>("10")
        .expect_err("no text")
        .to_string();
    assert!(
        wrong.contains("a duration in quotes, such as \"10d\""),
        "{wrong}"
    );
}

#[test]
fn lags_are_read_and_shown() {
    let cases = [
        (
            "2d",
            Lag::new(2, Unit::Working),
            "2d",
            "2 working days later",
        ),
        (
            "+2 days",
            Lag::new(2, Unit::Working),
            "2d",
            "2 working days later",
        ),
        ("-1w", Lag::new(-1, Unit::Weeks), "-1w", "1 week earlier"),
        (
            "− 1 week",
            Lag::new(-1, Unit::Weeks),
            "-1w",
            "1 week earlier",
        ),
        (
            "minus a week",
            Lag::new(-1, Unit::Weeks),
            "-1w",
            "1 week earlier",
        ),
        (
            "30cd",
            Lag::new(30, Unit::Calendar),
            "30cd",
            "30 calendar days later",
        ),
        ("-2m", Lag::new(-2, Unit::Months), "-2m", "2 months earlier"),
        ("0", Lag::ZERO, "0", "no lag"),
        ("-0d", Lag::ZERO, "0", "no lag"),
        (
            "-36500d",
            Lag::new(-36_500, Unit::Working),
            "-36500d",
            "36,500 working days earlier",
        ),
    ];
    for (typed, lag, text, words) in cases {
        assert_eq!(Lag::parse(typed), Ok(lag), "{typed}");
        assert_eq!(lag.text(), text, "{typed}");
        assert_eq!(lag.words(), words, "{typed}");
        let json = serde_json::to_string(&lag).expect("written");
        assert_eq!(serde_json::from_str::<Lag>(&json).expect("read"), lag);
    }
}

#[test]
fn what_is_no_lag_says_how_to_write_one() {
    let cases = [
        ("", "is no lag: type one such as 2d"),
        ("later", "is no lag"),
        ("--2d", "is no lag"),
        ("milestone", "is no lag"),
        ("2", "2 of what?"),
        ("1/2/3d", "a lag has one"),
        ("1-2d", "a lag has one"),
        ("-40000d", "too long"),
        ("1.5d", "no whole number"),
    ];
    for (text, expected) in cases {
        let error = Lag::parse(text).expect_err(text).to_string();
        assert!(error.contains(expected), "{text:?}: {error}");
    }
    let wrong = serde_json::from_str::<Lag>("2")
        .expect_err("no text")
        .to_string();
    assert!(wrong.contains("a lag in quotes"), "{wrong}");
}

#[test]
fn the_schema_takes_what_is_written() {
    for schema in [schemars::schema_for!(Duration), schemars::schema_for!(Lag)] {
        assert_eq!(
            schema.get("type").and_then(|kind| kind.as_str()),
            Some("string")
        );
        assert!(schema.get("pattern").is_some());
    }
}

fn unit() -> impl Strategy<Value = Unit> {
    prop_oneof![
        Just(Unit::Working),
        Just(Unit::Calendar),
        Just(Unit::Weeks),
        Just(Unit::Months)
    ]
}

fn duration() -> impl Strategy<Value = Duration> {
    (
        unit(),
        proptest::array::uniform3(0u32..=1_200),
        any::<bool>(),
    )
        .prop_map(|(unit, mut numbers, plain)| {
            numbers.sort_unstable();
            let [low, typical, high] = numbers;
            match plain {
                true if typical == 0 => Duration::MILESTONE,
                true => Duration::new(typical, unit),
                false => Duration::estimate(low, typical, high, unit).expect("in order"),
            }
        })
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in ".*") {
        let _ = Duration::parse(&text).map_err(|error| error.to_string());
        let _ = Lag::parse(&text).map_err(|error| error.to_string());
    }

    #[test]
    fn near_lengths_are_read_without_a_panic(text in "[-+−]?[0-9½]{0,12}[ /.,–-]{0,2}[0-9]{0,6}( to )?[0-9]{0,2} ?(d|cd|weeks|ß|m)?") {
        let _ = Duration::parse(&text).map_err(|error| error.to_string());
        let _ = Lag::parse(&text).map_err(|error| error.to_string());
    }

    #[test]
    fn canonical_durations_come_back(duration in duration()) {
        prop_assert_eq!(Duration::parse(&duration.text()), Ok(duration));
        let said = Duration::parse(&duration.words()).expect("words are understood").amount;
        prop_assert_eq!(said, duration.amount);
    }

    #[test]
    fn canonical_lags_come_back(unit in unit(), amount in -1_200i32..=1_200) {
        let lag = if amount == 0 { Lag::ZERO } else { Lag::new(amount, unit) };
        prop_assert_eq!(Lag::parse(&lag.text()), Ok(lag));
    }
}
