use super::super::testing::d;
use super::super::workdays::CalendarSpec;
use super::*;

fn calendar(holidays: &[&str]) -> WorkCalendar {
    let nonworking = holidays.iter().map(|day| d(day)).collect();
    WorkCalendar::new(
        &CalendarSpec {
            nonworking,
            ..CalendarSpec::weekdays()
        },
        d("2026-01-01"),
        d("2028-01-01"),
    )
}

fn nth(nth: i8, weekday: u8) -> Gate {
    Gate::MonthWeekday { nth, weekday }
}

#[test]
fn each_kind_of_gate_opens_where_it_says() {
    let tue_thu = Gate::Weekdays([false, true, false, true, false, false, false]);
    let dates = Gate::Dates(vec![d("2026-12-05"), d("2027-01-20")]);
    // (gate, from, on or before, on or after)
    let table = [
        (tue_thu.clone(), "2026-11-25", "2026-11-24", "2026-12-01"),
        (tue_thu, "2026-11-24", "2026-11-24", "2026-11-24"),
        (nth(2, 3), "2026-12-09", "2026-11-12", "2026-12-10"),
        (nth(2, 3), "2026-12-10", "2026-12-10", "2026-12-10"),
        (nth(-1, 4), "2027-02-27", "2027-02-26", "2027-03-26"),
        (nth(5, 0), "2026-12-01", "2026-11-30", "2027-03-29"),
        (nth(4, 3), "2026-11-27", "2026-10-22", "2026-12-24"),
        (Gate::MonthDay(15), "2026-11-20", "2026-11-13", "2026-12-15"),
        (Gate::MonthDay(31), "2027-02-28", "2027-02-26", "2027-03-31"),
        (Gate::MonthDay(1), "2026-10-31", "2026-10-30", "2026-12-01"),
        (dates, "2026-12-20", "2026-12-05", "2027-01-20"),
    ];
    // Thanksgiving, and a Friday before a first of the month on a Sunday.
    let calendar = calendar(&["2026-11-26"]);
    for (gate, from, before, after) in table {
        assert_eq!(
            gate.on_or_before(d(from), Some(&calendar)),
            Some(d(before)),
            "{gate:?} before {from}"
        );
        assert_eq!(
            gate.on_or_after(d(from), Some(&calendar)),
            Some(d(after)),
            "{gate:?} after {from}"
        );
    }
}

#[test]
fn without_a_calendar_every_occurrence_counts() {
    assert_eq!(
        nth(4, 3).on_or_after(d("2026-11-20"), None),
        Some(d("2026-11-26"))
    );
    assert_eq!(
        Gate::MonthDay(31).on_or_before(d("2027-02-28"), None),
        Some(d("2027-02-28"))
    );
}

#[test]
fn a_gate_that_never_opens_says_so() {
    let closed = [
        Gate::Weekdays([false; 7]),
        Gate::Weekdays([false, false, false, false, false, true, true]),
        Gate::Dates(vec![]),
        nth(0, 1),
        nth(6, 1),
        nth(1, 5),
    ];
    for gate in closed {
        assert_eq!(
            gate.on_or_before(d("2027-01-01"), Some(&calendar(&[]))),
            None,
            "{gate:?}"
        );
        assert_eq!(
            gate.on_or_after(d("2027-01-01"), Some(&calendar(&[]))),
            None,
            "{gate:?}"
        );
    }
}

#[test]
fn the_edges_of_time_are_no_trap() {
    for gate in [Gate::MonthDay(31), nth(1, 2), Gate::Weekdays([true; 7])] {
        for from in [day::MIN_DAY, day::MAX_DAY] {
            let _ = (
                gate.on_or_before(from, None),
                gate.on_or_after(from, Some(&calendar(&[]))),
            );
        }
    }
}
