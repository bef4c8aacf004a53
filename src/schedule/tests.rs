//! What the scheduling cases cannot say: after go-live, gates on steps, limits, actuals beyond the
//! usual, the driving chain.

use super::network::{ANCHOR, Actual, Link, LinkKind, NetworkSpec, Pin, Step, Unit};
use super::outcome::{Flags, Undatable};
use super::show;
use super::testing::{calendar_days, chain, d, run, same, seen, text, work};
use super::workdays::CalendarSpec;

#[test]
fn milestones_stand_at_the_right_edge_of_the_day() {
    let on = |today: &str, step: Step| {
        let spec = NetworkSpec {
            today: d(today),
            ..chain(vec![step])
        };
        seen(&run(spec), 0)
    };
    assert_eq!(
        on("2026-11-28", work(0)).1,
        same("2026-11-30"),
        "today is a Saturday"
    );
    assert_eq!(
        on("2026-11-28", calendar_days(0)),
        (same("2027-02-28"), same("2026-11-28")),
        "every day counts"
    );
    let not_before = |day| Step {
        not_before: Some(d(day)),
        ..work(0)
    };
    assert_eq!(
        on("2026-11-23", not_before("2027-01-12")).1,
        same("2027-01-12")
    );
    assert_eq!(
        on("2026-11-23", not_before("2027-01-16")).1,
        same("2027-01-18"),
        "not before a Saturday"
    );
    for pin in [Pin::Start(d("2027-01-12")), Pin::Finish(d("2027-01-12"))] {
        let pinned = on(
            "2026-11-23",
            Step {
                pin: Some(pin),
                ..work(0)
            },
        );
        assert_eq!(pinned, (same("2027-01-12"), same("2027-01-12")), "{pin:?}");
    }
    // After work that ends on a Sunday the next day to sign is Monday, on which the next step starts.
    let ran = run(chain(vec![calendar_days(14), work(0), work(1)]));
    assert_eq!(
        (seen(&ran, 1).1, seen(&ran, 2).1),
        (same("2026-12-07"), same("2026-12-07"))
    );
}

#[test]
fn months_run_to_the_same_day_or_the_end_of_the_month() {
    let month = |amount| Step {
        unit: Unit::Months,
        ..work(amount)
    };
    let ran = run(chain(vec![month(2)]));
    assert_eq!(
        seen(&ran, 0),
        (
            "2027-01-01..2027-02-28".into(),
            "2026-11-23..2027-01-22".into()
        )
    );
    let started = Step {
        started: Some(d("2026-10-30")),
        ..month(4)
    };
    assert_eq!(
        seen(&run(chain(vec![started])), 0).1,
        "2026-10-30..2027-02-27"
    );
}

#[test]
fn what_is_left_of_a_started_step() {
    let can = |step: Step| {
        text(show::can(
            &run(chain(vec![step.clone()])).0,
            &run(chain(vec![step])).1,
            0,
        ))
    };
    let started = |day, step: Step| Step {
        started: Some(d(day)),
        ..step
    };
    assert_eq!(
        can(started("2026-11-19", work(5))),
        "2026-11-19..2026-11-25",
        "2 of 5 days are gone"
    );
    assert_eq!(
        can(started("2026-11-02", work(5))),
        "2026-11-02..2026-11-23",
        "at least one day is left"
    );
    assert_eq!(
        can(started("2026-11-19", calendar_days(7))),
        "2026-11-19..2026-11-25"
    );
    assert_eq!(
        can(started("2026-12-01", work(2))),
        "2026-12-01..2026-12-02",
        "a start still to come"
    );
    assert_eq!(
        can(Step {
            remaining: Some(0),
            ..started("2026-11-19", work(5))
        }),
        "2026-11-19..2026-11-23"
    );
}

#[test]
fn done_steps_free_what_came_before_and_are_not_late() {
    let done = Some(Actual {
        start: d("2026-11-02"),
        finish: d("2026-11-20"),
    });
    let ran = run(chain(vec![work(3), Step { done, ..work(5) }, work(200)]));
    assert_eq!(seen(&ran, 0).0, "2027-02-24..2027-02-26");
    assert!(ran.1.flags(0).contains(Flags::OPEN_BEFORE_DONE));
    assert_eq!(
        (ran.1.to_spare(1), ran.1.drives(1), ran.1.drives(2)),
        (None, false, true)
    );
}

#[test]
fn a_pin_keeps_what_the_network_would_need_beside_it() {
    let board = Step {
        pin: Some(Pin::Start(d("2027-02-18"))),
        ..work(1)
    };
    let (net, out) = run(chain(vec![work(5), board, work(15)]));
    assert_eq!(text(show::must(&net, &out, 1)), same("2027-02-18"));
    assert_eq!(out.unpinned(1), Some((d("2027-02-05"), d("2027-02-06"))));
    assert_eq!(
        [0, 1, 2].map(|i| out.drives(i)),
        [false, true, true],
        "the chain stops at the pin"
    );
    assert_eq!(
        (out.plan_to_spare(), out.least_to_spare()),
        (Some(-9), Some(-9))
    );
}

#[test]
fn open_work_is_never_in_the_past_even_when_pinned_there() {
    let (net, out) = run(chain(vec![Step {
        pin: Some(Pin::Start(d("2026-11-16"))),
        ..work(2)
    }]));
    assert_eq!(text(show::can(&net, &out, 0)), "2026-11-23..2026-11-24");
    assert_eq!(
        (text(show::must(&net, &out, 0)), out.to_spare(0)),
        ("2026-11-16..2026-11-17".into(), Some(-5))
    );
}

#[test]
fn links_into_go_live_carry_their_lag() {
    let mut spec = chain(vec![work(5), work(2)]);
    spec.links = vec![Link {
        from: 0,
        to: ANCHOR,
        lag: 3,
        ..Link::default()
    }];
    let (net, out) = run(spec);
    assert_eq!(text(show::must(&net, &out, 0)), "2027-02-17..2027-02-23");
    assert_eq!(out.forecast(), d("2026-12-03"));
    assert_eq!((out.drives(0), out.drives(1)), (true, false));
}

#[test]
fn ties_all_drive_and_a_later_predecessor_does_not_hide_behind_a_weekend() {
    let mut spec = chain(vec![work(5), work(5), work(4), calendar_days(7), work(1)]);
    spec.links = (0..4)
        .map(|from| Link {
            from,
            to: 4,
            ..Link::default()
        })
        .collect();
    let (_, out) = run(spec);
    assert_eq!(
        [0, 1, 2, 3, 4].map(|i| out.drives(i)),
        [true, true, false, true, true]
    );
}

#[test]
fn a_lag_runs_on_the_successors_calendar_or_the_one_it_names() {
    let sunday_to_thursday = CalendarSpec {
        weekend: [false, false, false, false, true, true, false],
        ..CalendarSpec::default()
    };
    let mut spec = chain(vec![
        work(4),
        Step {
            calendar: Some(1),
            ..work(1)
        },
    ]);
    spec.calendars.push(sunday_to_thursday);
    spec.links[0].lag = 1;
    // Done on Thursday 26; Sunday 29 is the one day between on the successor's week.
    assert_eq!(seen(&run(spec.clone()), 1).1, same("2026-11-30"));
    spec.links[0].lag_calendar = Some(0);
    assert_eq!(seen(&run(spec), 1).1, same("2026-11-29"));
}

#[test]
fn a_step_without_calendar_counts_every_day_and_a_dead_calendar_is_named() {
    let dead = CalendarSpec {
        weekend: [true; 7],
        ..CalendarSpec::default()
    };
    let mut spec = chain(vec![
        work(3),
        Step {
            calendar: None,
            ..work(3)
        },
    ]);
    spec.calendars[0] = dead;
    let (net, out) = run(spec);
    assert_eq!(text(show::can(&net, &out, 1)), "2026-11-26..2026-11-28");
    assert_eq!(
        (out.undatable(0), out.undatable(1)),
        (Some(Undatable::NoWorkingWeek), None)
    );
}

#[test]
fn a_circle_is_named_in_its_order_and_the_rest_is_scheduled() {
    let mut spec = chain(vec![work(1), work(3), work(3), work(2), work(4)]);
    spec.links = vec![
        Link {
            from: 0,
            to: 3,
            ..Link::default()
        },
        Link {
            from: 3,
            to: 1,
            ..Link::default()
        },
        Link {
            from: 1,
            to: 2,
            kind: LinkKind::StartStart,
            ..Link::default()
        },
        Link {
            from: 2,
            to: 3,
            ..Link::default()
        },
        Link {
            from: 2,
            to: 4,
            ..Link::default()
        },
    ];
    let (net, out) = run(spec);
    assert_eq!(net.circles().len(), 1);
    assert_eq!(
        (&net.circles()[0].path, &net.circles()[0].members),
        (&vec![1, 2, 3], &vec![1, 2, 3])
    );
    assert_eq!(out.undatable(2), Some(Undatable::InCircle));
    assert_eq!(
        text(show::can(&net, &out, 3)),
        "2026-11-24..2026-11-25",
        "still after the step outside"
    );
    assert_eq!(text(show::can(&net, &out, 4)), "2026-11-26..2026-12-01");
}

#[test]
fn a_finish_to_finish_lead_reaches_from_finish_to_finish() {
    // Two working days before the end of a Friday is the end of the Wednesday, and the other way round,
    // also when the successor runs through weekends.
    let mut spec = chain(vec![work(5), calendar_days(2)]);
    spec.anchor = Some(d("2026-11-29"));
    spec.links[0] = Link {
        kind: LinkKind::FinishFinish,
        lag: -2,
        ..spec.links[0]
    };
    let ran = run(spec);
    assert_eq!(
        seen(&ran, 1),
        (
            "2026-11-27..2026-11-28".into(),
            "2026-11-24..2026-11-25".into()
        )
    );
    assert_eq!(
        seen(&ran, 0).0,
        "2026-11-23..2026-11-27",
        "the anchor binds, not the lead"
    );
    let mut spec = chain(vec![work(5), calendar_days(2), calendar_days(3)]);
    spec.links[0] = Link {
        kind: LinkKind::FinishFinish,
        lag: -2,
        ..spec.links[0]
    };
    spec.anchor = Some(d("2026-12-02"));
    let ran = run(spec);
    assert_eq!(seen(&ran, 1).0, "2026-11-27..2026-11-28");
    assert_eq!(
        seen(&ran, 0).0,
        "2026-11-25..2026-12-01",
        "two working days past a Saturday's end: Tuesday"
    );
}
