use proptest::prelude::*;

use super::*;
use crate::plan::date_text::Lean;

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("a date")
}

fn dates(isos: &[&str]) -> Gate {
    Gate::Dates(isos.iter().map(|iso| day(iso)).collect())
}

fn weekdays(days: &[Weekday]) -> Gate {
    Gate::Weekdays(days.iter().copied().collect())
}

fn nth(nth: Nth, weekday: Weekday) -> Gate {
    Gate::NthWeekday { nth, weekday }
}

#[test]
fn gates_are_read_as_people_say_them() {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    let cases = [
        ("tue, thu", weekdays(&[Tue, Thu])),
        ("Tuesdays and Thursdays", weekdays(&[Tue, Thu])),
        ("every Tuesday & Thursday", weekdays(&[Tue, Thu])),
        ("only on thu/tue", weekdays(&[Tue, Thu])),
        ("weds.", weekdays(&[Wed])),
        ("mon-wed", weekdays(&[Mon, Tue, Wed])),
        ("Monday to Wednesday", weekdays(&[Mon, Tue, Wed])),
        ("fri – mon", weekdays(&[Mon, Fri, Sat, Sun])),
        ("weekdays", weekdays(&[Mon, Tue, Wed, Thu, Fri])),
        ("2nd Thu", nth(Nth::Second, Thu)),
        ("second Thursday", nth(Nth::Second, Thu)),
        ("the 2nd thursday of the month", nth(Nth::Second, Thu)),
        ("every 2nd thursday of the month", nth(Nth::Second, Thu)),
        ("third tuesdays", nth(Nth::Third, Tue)),
        ("last fri", nth(Nth::Last, Fri)),
        ("5th mon", nth(Nth::Fifth, Mon)),
        ("15th", Gate::DayOfMonth(15)),
        ("the 15th of the month", Gate::DayOfMonth(15)),
        ("15 of each month", Gate::DayOfMonth(15)),
        ("15th day of every month", Gate::DayOfMonth(15)),
        ("first of the month", Gate::DayOfMonth(1)),
        ("last day of the month", Gate::DayOfMonth(31)),
        ("end of month", Gate::DayOfMonth(31)),
        (
            "2027-01-14, 2027-02-11",
            dates(&["2027-01-14", "2027-02-11"]),
        ),
        (
            "2027-02-11, 2027-01-14, 2027-02-11",
            dates(&["2027-01-14", "2027-02-11"]),
        ),
        (
            "jan 14, 2027 and feb 11, 2027",
            dates(&["2027-01-14", "2027-02-11"]),
        ),
        (
            "on 14 Jan 2027 or 11 Feb 2027",
            dates(&["2027-01-14", "2027-02-11"]),
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(Gate::parse(text), Ok(expected), "{text}");
    }
}

#[test]
fn dates_without_a_year_need_a_today() {
    let context = DateContext {
        today: day("2026-11-23"),
        go_live: None,
        lean: Lean::Future,
    };
    assert_eq!(
        Gate::parse_with("14 jan, 11 feb", &context),
        Ok(dates(&["2027-01-14", "2027-02-11"]))
    );
    assert_eq!(
        Gate::parse_with("fri", &context),
        Ok(weekdays(&[Weekday::Fri]))
    );
    assert_eq!(Gate::parse_with("15th", &context), Ok(Gate::DayOfMonth(15)));
    assert!(matches!(
        Gate::parse("14 jan"),
        Err(GateError::NotUnderstood { .. })
    ));
    for text in ["tue, 2w", "15th, 20th", "in 3 weeks"] {
        assert!(
            matches!(
                Gate::parse_with(text, &context),
                Err(GateError::NotUnderstood { .. })
            ),
            "{text}"
        );
    }
    let error = Gate::parse_with("jan 14, 3/1", &context)
        .expect_err("two readings")
        .to_string();
    assert!(error.contains("“3/1” can be read as"), "{error}");
}

#[test]
fn what_is_no_gate_is_said() {
    let cases = [
        ("", "no days given"),
        ("the ", "names no days"),
        (
            "whenever the board meets",
            "names no days to land on: type some such as tue, thu or 2nd thu",
        ),
        ("6th thu", "names no days"),
        ("32nd", "names no days"),
        ("15", "names no days"),
        ("2nd and 4th thu", "names no days"),
        (
            "every second Thursday",
            "can mean every other week or once a month: type 2nd thu",
        ),
        (",", "names no days"),
    ];
    for (text, expected) in cases {
        let error = Gate::parse(text).expect_err(text).to_string();
        assert!(error.contains(expected), "{text:?}: {error}");
    }
}

#[test]
fn gates_show_as_stored_and_as_said() {
    let cases = [
        ("thu and tue", "tue, thu", "every Tuesday and Thursday"),
        (
            "mon wed fri",
            "mon, wed, fri",
            "every Monday, Wednesday and Friday",
        ),
        (
            "every day",
            "mon, tue, wed, thu, fri, sat, sun",
            "every day",
        ),
        ("second Thursday", "2nd thu", "2nd Thursday of the month"),
        ("last fri", "last fri", "last Friday of the month"),
        ("22nd", "22nd", "22nd of the month"),
        ("11th", "11th", "11th of the month"),
        ("month end", "31st", "last day of the month"),
        (
            "14 jan 2027, 11 feb 2027",
            "2027-01-14, 2027-02-11",
            "on 14 Jan 2027 or 11 Feb 2027",
        ),
    ];
    for (typed, text, words) in cases {
        let gate = Gate::parse(typed).expect(typed);
        assert_eq!(
            (gate.text().as_str(), gate.words().as_str()),
            (text, words),
            "{typed}"
        );
    }
}

#[test]
fn an_unknown_gate_is_kept_and_limits_nothing() {
    let json = "\"Full moon,  or later\"";
    let gate: Gate = serde_json::from_str(json).expect("kept");
    assert_eq!(gate, Gate::Other("Full moon,  or later".to_owned()));
    assert_eq!(serde_json::to_string(&gate).expect("written"), json);
    assert_eq!(
        gate.words(),
        "“Full moon,  or later” (not understood, so any day)"
    );
    assert!(gate.allows(day("2027-01-14")));
    assert!(serde_json::from_str::<Gate>("14").is_err());
}

#[test]
fn only_its_days_are_allowed() {
    // January 2027 begins on a Friday, February on a Monday and has 28 days.
    let cases = [
        ("tue, thu", "2027-01-12", true),
        ("tue, thu", "2027-01-13", false),
        ("2nd thu", "2027-01-14", true),
        ("2nd thu", "2027-01-07", false),
        ("2nd thu", "2027-01-21", false),
        ("1st fri", "2027-01-01", true),
        ("5th fri", "2027-01-29", true),
        ("5th fri", "2027-02-26", false),
        ("last fri", "2027-02-26", true),
        ("last fri", "2027-01-22", false),
        ("15th", "2027-01-15", true),
        ("15th", "2027-01-16", false),
        ("31st", "2027-02-28", true),
        ("30th", "2028-02-29", true),
        ("30th", "2027-01-31", false),
        ("2027-01-14, 2027-02-11", "2027-02-11", true),
        ("2027-01-14, 2027-02-11", "2027-02-12", false),
    ];
    for (gate, date, expected) in cases {
        assert_eq!(
            Gate::parse(gate).expect(gate).allows(day(date)),
            expected,
            "{gate} on {date}"
        );
    }
    assert!(Gate::Weekdays(WeekdaySet::EMPTY).allows(day("2027-01-14")));
    assert!(!Gate::DayOfMonth(0).allows(NaiveDate::MAX));
}

fn weekday() -> impl Strategy<Value = Weekday> {
    (0u8..7).prop_map(|pick| Weekday::try_from(pick).expect("one of seven"))
}

fn gate() -> impl Strategy<Value = Gate> {
    prop_oneof![
        proptest::collection::vec(weekday(), 1..8).prop_map(|days| weekdays(&days)),
        (proptest::sample::select(&Nth::ALL[..]), weekday())
            .prop_map(|(nth, weekday)| Gate::NthWeekday { nth, weekday }),
        (1u8..=31).prop_map(Gate::DayOfMonth),
        proptest::collection::btree_set(0u64..20_000, 1..6).prop_map(|days| {
            Gate::Dates(
                days.into_iter()
                    .map(|days| day("2000-01-01") + chrono::Days::new(days))
                    .collect(),
            )
        }),
    ]
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in ".*", near in "((1st|last|every|15|mon|tues|and|or|-|,|month|of the|2027-01-1[0-9]) ?){0,6}") {
        for text in [text, near] {
            if let Err(error) = Gate::parse(&text) {
                prop_assert!(!error.to_string().is_empty());
            }
            let kept: Gate = serde_json::from_value(serde_json::Value::String(text)).expect("never fails");
            prop_assert_eq!(serde_json::from_value::<Gate>(serde_json::to_value(&kept).expect("written")).expect("read"), kept);
        }
    }

    #[test]
    fn canonical_gates_come_back(gate in gate()) {
        prop_assert_eq!(Gate::parse(&gate.text()), Ok(gate.clone()));
        prop_assert_eq!(Gate::parse(&gate.words()), Ok(gate));
    }

    #[test]
    fn a_month_has_each_of_its_days_once(nth in proptest::sample::select(&Nth::ALL[..]), weekday in weekday(), of_month in 1u8..=31, month in 0u32..2_400) {
        let year = 1900 + i32::try_from(month / 12).expect("small");
        let first = NaiveDate::from_ymd_opt(year, month % 12 + 1, 1).expect("a month");
        let days = || first.iter_days().take(usize::from(first.num_days_in_month()));
        let landed = days().filter(|date| Gate::NthWeekday { nth, weekday }.allows(*date)).count();
        prop_assert!(landed == 1 || (nth == Nth::Fifth && landed == 0));
        prop_assert_eq!(days().filter(|date| Gate::DayOfMonth(of_month).allows(*date)).count(), 1);
    }
}
