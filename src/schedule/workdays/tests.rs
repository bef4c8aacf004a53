use super::super::testing::d;
use super::*;

#[test]
fn extra_days_win_over_weekend_and_holiday() {
    let spec = CalendarSpec {
        nonworking: vec![d("2027-02-15"), d("2027-02-16"), d("2027-02-15")],
        extra_working: vec![d("2027-02-16"), d("2027-02-20")],
        ..CalendarSpec::weekdays()
    };
    let calendar = WorkCalendar::new(&spec, d("2027-02-01"), d("2027-03-01"));
    let works = ["2027-02-15", "2027-02-16", "2027-02-20", "2027-02-21"]
        .map(|day| calendar.is_working(d(day)));
    assert_eq!(works, [false, true, true, false]);
    assert_eq!(calendar.add(d("2027-02-13"), 5), d("2027-02-21"));
    assert_eq!(calendar.snap_back(d("2027-02-22")), d("2027-02-21"));
}

#[test]
fn beyond_the_tables_the_week_goes_on() {
    let calendar = WorkCalendar::new(&CalendarSpec::weekdays(), d("2027-01-01"), d("2027-02-01"));
    assert_eq!(
        calendar.count(d("1927-01-03"), d("2126-12-30")),
        (d("2126-12-30") - d("1927-01-03")) / 7 * 5
    );
    assert_eq!(calendar.add(d("2027-01-04"), 1_000_000_000), MAX_DAY);
    assert_eq!(calendar.sub(d("2027-01-04"), 1_000_000_000), MIN_DAY);
    assert_eq!(calendar.add(i32::MAX, i32::MAX), MAX_DAY);
    assert_eq!(
        calendar.sub(i32::MIN, i32::MIN),
        calendar.sub(MIN_DAY, i32::MIN)
    );
}

#[test]
fn a_calendar_without_a_working_week_counts_every_day_and_says_so() {
    let dead = CalendarSpec {
        weekend: [true; 7],
        ..CalendarSpec::default()
    };
    let calendar = WorkCalendar::new(&dead, 0, 10);
    assert!(calendar.without_working_week());
    assert_eq!((calendar.count(3, 9), calendar.count(3, 900)), (6, 897));
    let only = CalendarSpec {
        extra_working: vec![5],
        ..dead
    };
    let calendar = WorkCalendar::new(&only, 0, 10);
    assert!(calendar.without_working_week());
    assert_eq!(
        (calendar.count(0, 10), calendar.roll(0), calendar.roll(6)),
        (1, 5, 10)
    );
}
