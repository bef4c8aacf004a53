use super::super::gate::Gate;
use super::super::network::{Pin, Step};
use super::super::testing::{chain, d, run, work};
use super::super::workdays::CalendarSpec;
use super::*;

fn report(spec: super::super::network::NetworkSpec) -> Option<Misfit> {
    let (net, out) = run(spec);
    misfit(&net, &out, &[&net.calendars()[0]])
}

fn pinned(day: &str) -> Step {
    Step {
        pin: Some(Pin::Start(d(day))),
        ..work(1)
    }
}

#[test]
fn a_plan_that_fits_or_has_no_anchor_has_no_report() {
    assert_eq!(report(chain(vec![work(5)])), None);
    let mut spec = chain(vec![work(500)]);
    spec.anchor = None;
    assert_eq!(report(spec), None);
}

#[test]
fn a_chain_too_long_is_its_own_cause() {
    let mut spec = chain(vec![work(3), work(5)]);
    spec.anchor = Some(d("2026-11-27"));
    let found = report(spec).unwrap();
    assert_eq!((found.forecast, found.days_after), (d("2026-12-03"), 6));
    assert_eq!(found.all_work_on, Some(d("2026-12-03")));
    let overdue = |step, days_ago| Overdue {
        step,
        days_ago,
        started: false,
    };
    assert_eq!(found.overdue, [overdue(0, 4), overdue(1, 1)]);
    assert_eq!(found.cause, FirstCause::DrivingChain { steps: vec![0, 1] });
}

#[test]
fn go_live_on_a_day_off_names_the_next_day_all_work() {
    let mut spec = chain(vec![work(5)]);
    spec.anchor = Some(d("2026-11-27"));
    let found = report(spec).unwrap();
    assert_eq!(
        (found.forecast, found.all_work_on),
        (d("2026-11-28"), Some(d("2026-11-30")))
    );
}

#[test]
fn weeks_without_a_common_day_end_the_search() {
    let on = |worked: usize| {
        let mut weekend = [true; 7];
        weekend[worked] = false;
        WorkCalendar::new(
            &CalendarSpec {
                weekend,
                ..CalendarSpec::default()
            },
            0,
            0,
        )
    };
    assert_eq!(next_common_day(d("2027-03-01"), &[&on(0), &on(3)]), None);
    assert_eq!(
        next_common_day(d("2027-03-02"), &[&on(3), &on(3)]),
        Some(d("2027-03-04"))
    );
    assert_eq!(next_common_day(MAX_DAY, &[]), Some(MAX_DAY));
}

#[test]
fn the_first_cause_is_found() {
    let limited = |day| Step {
        no_later_than: Some(d(day)),
        ..work(5)
    };
    let monthly = Step {
        gate: Some(Gate::MonthWeekday { nth: 2, weekday: 3 }),
        ..work(1)
    };
    let table = [
        (
            vec![work(5), pinned("2027-02-18"), work(15)],
            "2027-03-01",
            FirstCause::Pin { step: 1 },
        ),
        (
            vec![work(10), pinned("2026-12-02"), work(15)],
            "2027-03-01",
            FirstCause::PinTooEarly { step: 1 },
        ),
        (
            vec![work(10), work(1), pinned("2026-12-02")],
            "2027-03-01",
            FirstCause::PinTooEarly { step: 2 },
        ),
        (
            vec![pinned("2026-11-16"), work(2)],
            "2027-03-01",
            FirstCause::PinTooEarly { step: 0 },
        ),
        (
            vec![work(10), limited("2026-12-04"), work(3)],
            "2027-03-01",
            FirstCause::Limit { step: 1 },
        ),
        (
            vec![work(2), monthly.clone(), work(5)],
            "2026-12-14",
            FirstCause::Gate { step: 1 },
        ),
        (
            vec![work(20), monthly, work(5)],
            "2026-12-14",
            FirstCause::DrivingChain {
                steps: vec![0, 1, 2],
            },
        ),
        (
            vec![pinned("2026-12-01"), work(40)],
            "2026-12-14",
            FirstCause::Pin { step: 0 },
        ),
    ];
    for (steps, anchor, cause) in table {
        let mut spec = chain(steps);
        spec.anchor = Some(d(anchor));
        assert_eq!(
            report(spec.clone()).map(|found| found.cause),
            Some(cause),
            "{spec:?}"
        );
    }
}

#[test]
fn a_started_step_behind_is_told_apart_from_one_not_begun() {
    let mut spec = chain(vec![Step {
        started: Some(d("2026-11-20")),
        remaining: Some(8),
        ..work(5)
    }]);
    spec.anchor = Some(d("2026-11-30"));
    let found = report(spec).unwrap();
    assert_eq!(
        found.overdue,
        [Overdue {
            step: 0,
            days_ago: 3,
            started: true
        }]
    );
}
