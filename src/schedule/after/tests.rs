use super::super::network::{Link, Step};
use super::super::show;
use super::super::testing::{after_go_live, chain, d, run, same, seen, work};

#[test]
fn steps_after_go_live_run_forwards_from_it() {
    let mut spec = chain(vec![work(0), work(5), work(2)]);
    spec.links = vec![
        after_go_live(0, 30),
        after_go_live(1, 0),
        Link {
            from: 1,
            to: 2,
            lag: 1,
            ..Link::default()
        },
    ];
    let ran = run(spec.clone());
    assert_eq!(
        seen(&ran, 0),
        (same("2027-03-31"), same("2027-03-31")),
        "30 days after March 1"
    );
    assert_eq!(seen(&ran, 1).0, "2027-03-01..2027-03-05");
    assert_eq!(seen(&ran, 2).0, "2027-03-09..2027-03-10");
    assert!(ran.0.is_after_go_live(2));
    assert_eq!(
        (ran.1.to_spare(2), ran.1.drives(1), ran.1.forecast()),
        (None, false, d("2026-11-23"))
    );

    // Late: go-live slips to the day after 90 working days from today, and what follows it as well.
    spec.steps.push(work(90));
    let ran = run(spec.clone());
    assert_eq!(
        show::forecast(&ran.0, &ran.1, false),
        "2027-03-27".parse().unwrap()
    );
    assert_eq!(
        seen(&ran, 1),
        (
            "2027-03-01..2027-03-05".into(),
            "2027-03-29..2027-04-02".into()
        )
    );
    assert_eq!(seen(&ran, 0), (same("2027-03-31"), same("2027-04-26")));

    // On a Saturday a milestone is shown on the Monday.
    spec.links[0].lag = 33;
    assert_eq!(seen(&run(spec.clone()), 0).0, same("2027-04-05"));
    spec.anchor = None;
    let ran = run(spec);
    assert_eq!(
        (
            seen(&ran, 1).0.as_str(),
            ran.1.to_spare(3),
            ran.1.fits(&ran.0)
        ),
        ("never", None, None)
    );
}

#[test]
fn a_started_step_after_go_live_keeps_its_real_start() {
    let mut spec = chain(vec![Step {
        started: Some(d("2026-11-20")),
        ..work(4)
    }]);
    spec.links = vec![after_go_live(0, 0)];
    assert_eq!(
        seen(&run(spec), 0),
        (
            "2027-03-01..2027-03-04".into(),
            "2026-11-20..2026-11-25".into()
        )
    );
}
