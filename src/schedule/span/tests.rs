use super::super::gate::Gate;
use super::super::network::Step;
use super::super::outcome::Undatable;
use super::super::show;
use super::super::testing::{chain, d, run, same, seen, work};

#[test]
fn a_gate_moves_the_must_back_and_the_can_forward() {
    // The board meets on the second Thursday: 10 December 2026, 14 January, 11 February 2027.
    let gate = Some(Gate::MonthWeekday { nth: 2, weekday: 3 });
    let ran = run(chain(vec![
        work(3),
        Step {
            gate: gate.clone(),
            ..work(1)
        },
        work(5),
    ]));
    assert_eq!(seen(&ran, 1), (same("2027-02-11"), same("2026-12-10")));
    assert_eq!(seen(&ran, 0).0, "2027-02-08..2027-02-10");
    assert_eq!(seen(&ran, 2).1, "2026-12-11..2026-12-17");
    assert_eq!(show::limit(&ran.0, &ran.1, 1), "2027-02-21".parse().ok());
    // The board would meet then anyway: the work before it does not drive.
    assert_eq!([0, 1, 2].map(|i| ran.1.drives(i)), [false, true, true]);

    let ran = run(chain(vec![work(13), Step { gate, ..work(0) }]));
    assert_eq!(
        seen(&ran, 1),
        (same("2027-02-11"), same("2026-12-10")),
        "a milestone on the day its work ends"
    );
    let ran = run(chain(vec![
        work(14),
        Step {
            gate: Some(Gate::Weekdays([false; 7])),
            ..work(0)
        },
    ]));
    assert_eq!(ran.1.undatable(1), Some(Undatable::GateClosed));
    assert_eq!(seen(&ran, 1), (same("2027-02-26"), same("2026-12-10")));
}

#[test]
fn a_gate_may_list_a_day_nobody_works() {
    let gate = Some(Gate::Dates(vec![d("2026-12-05"), d("2027-02-20")]));
    let ran = run(chain(vec![Step {
        gate: gate.clone(),
        ..work(0)
    }]));
    assert_eq!(seen(&ran, 0), (same("2027-02-20"), same("2026-12-05")));
    let ran = run(chain(vec![Step { gate, ..work(2) }]));
    assert_eq!(
        seen(&ran, 0),
        (
            "2027-02-18..2027-02-20".into(),
            "2026-12-03..2026-12-05".into()
        )
    );
}

#[test]
fn a_gate_that_opens_today_can_be_taken_today() {
    let gate = Some(Gate::Weekdays([
        true, false, false, false, false, false, false,
    ]));
    let ran = run(chain(vec![Step { gate, ..work(0) }]));
    assert_eq!(seen(&ran, 0), (same("2027-02-22"), same("2026-11-23")));
}
