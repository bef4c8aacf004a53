//! Each kind of lever on a small plan, and the search against every single and double change of 200
//! plans that do not fit.

use chrono::Datelike;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::plan::testing::full;
use crate::plan::{Gate, Pin, links};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Monday.
fn today() -> NaiveDate {
    date("2026-11-23")
}

/// A plan of these steps, both sides with their weekends off.
fn plan(go_live: &str, steps: Value) -> Plan {
    let mut plan = json!({
        "format": 1, "id": "p", "name": "p",
        "anchor": {"go_live": go_live},
        "buyer": {"organization": "Acme", "calendar": {"base": "weekdays"}},
        "seller": {"organization": "Northwind", "calendar": {"base": "weekdays"}},
        "people": [{"id": "dana", "name": "Dana Ortiz", "side": "buyer"}],
    });
    plan["steps"] = steps;
    serde_json::from_value(plan).unwrap()
}

fn told(lever: &Lever) -> String {
    let kinds: Vec<&str> = lever.edits.iter().map(|edit| edit.kind().word()).collect();
    let asked = lever.questions.iter();
    let asked: Vec<String> = asked
        .map(|asked| format!(" [{}: {}]", asked.whom, asked.words))
        .collect();
    format!(
        "{}: {}{} | {:+} d, fits {}, {}, pain {}",
        kinds.join("+"),
        lever.words,
        asked.concat(),
        lever.gain,
        lever.fits,
        lever.forecast.unwrap(),
        lever.pain
    )
}

/// Every lever of a kind, as told.
fn of_kind(plan: &Plan, kind: Kind) -> Vec<String> {
    let found = levers(plan, today());
    let single = |lever: &&Lever| lever.edits.len() == 1 && lever.edits[0].kind() == kind;
    found.iter().filter(single).map(told).collect()
}

/// Two steps of the seller's, the second after the first: 25 working days where there are 20.
fn two(first: Value, second: Value) -> Plan {
    let mut a = json!({"id": "a", "title": "Review", "side": "seller", "duration": "10d"});
    let mut b = json!({"id": "b", "title": "Rollout", "side": "seller", "duration": "15d", "after": [{"step": "a"}]});
    for (step, own) in [(&mut a, first), (&mut b, second)] {
        if let (Value::Object(step), Value::Object(own)) = (step, own) {
            step.extend(own);
        }
    }
    plan("2026-12-21", json!([a, b]))
}

#[test]
fn every_kind_of_lever_says_what_it_does_and_what_that_gains() {
    let none = || json!({});
    for (kind, plan, expected) in [
        (
            Kind::Parallel,
            two(none(), none()),
            vec![
                "parallel: run Rollout beside Review: done no sooner than it | +10 d, fits true, 2026-12-12, pain 2",
            ],
        ),
        (
            Kind::Parallel,
            two(
                json!({"side": "buyer", "owners": {"buyer": "dana"}}),
                none(),
            ),
            vec![
                "parallel: run Rollout beside Review: done no sooner than it [Dana: Could Rollout run beside Review \
                 instead of after it?] | +10 d, fits true, 2026-12-12, pain 3",
            ],
        ),
        // Nothing runs beside what has to have happened, or what is done or begun.
        (
            Kind::Parallel,
            two(json!({"duration": "0", "gate": "15th"}), none()),
            vec![],
        ),
        (
            Kind::Parallel,
            two(none(), json!({"started": "2026-11-20"})),
            vec![],
        ),
        (
            Kind::Shorten,
            two(json!({"duration": "4/10/15d"}), none()),
            vec![
                "shorten: shorten Review to 4 working days, its low estimate, from 10 working days | +6 d, fits true, \
                 2026-12-18, pain 3",
            ],
        ),
        (
            Kind::Shorten,
            two(none(), json!({"side": "both", "duration": "0/15/20d"})),
            vec![
                "shorten: shorten Rollout to 1 working day, its low estimate, from 15 working days [Acme: Could Rollout \
                 be done in 1 working day instead of 15 working days?] | +14 d, fits true, 2026-12-08, pain 4",
            ],
        ),
        // What is left was said: the estimate has been overtaken.
        (
            Kind::Shorten,
            two(
                json!({"duration": "4/10/15d", "started": "2026-11-20", "remaining": 8}),
                none(),
            ),
            vec![],
        ),
        (
            Kind::Start,
            two(
                json!({"not_before": "2026-11-30", "duration": "3d"}),
                none(),
            ),
            vec![
                "start: start Review now instead of on Mon 30 Nov | +5 d, fits true, 2026-12-17, pain 1",
                "start: start Rollout now instead of on Thu 3 Dec, done no sooner than Review | +8 d, fits true, \
                 2026-12-12, pain 2",
            ],
        ),
        (
            Kind::Gate,
            two(
                json!({"title": "Board", "side": "buyer", "duration": "0", "gate": "2nd thu", "owners": {"buyer": "dana"}}),
                none(),
            ),
            vec![
                "gate: have Board on Thu 26 Nov instead of waiting for Thu 10 Dec (2nd Thursday of the month) [Dana: \
                 Could Board be on Thu 26 Nov instead of waiting for Thu 10 Dec (2nd Thursday of the month)?] | \
                 +20 d, fits true, 2026-12-18, pain 4",
                "gate: have Board on Mon 23 Nov instead of waiting for Thu 10 Dec (2nd Thursday of the month) [Dana: \
                 Could Board be on Mon 23 Nov instead of waiting for Thu 10 Dec (2nd Thursday of the month)?] | \
                 +25 d, fits true, 2026-12-12, pain 6",
            ],
        ),
        // Pinned later than what follows allows: to the day that the network needs.
        (
            Kind::Pin,
            two(json!({"duration": "0", "pin": "2026-12-08"}), none()),
            vec![
                "pin: move Review from Tue 8 Dec to Fri 27 Nov | +7 d, fits true, 2026-12-19, pain 3",
            ],
        ),
        // Pinned before the work can be done: to the first day on which it can.
        (
            Kind::Pin,
            two(none(), json!({"duration": "1d", "pin": "2026-12-01"})),
            vec![
                "pin: move Rollout from Tue 1 Dec to Mon 7 Dec | +4 d, fits true, 2026-12-08, pain 3",
            ],
        ),
        (
            Kind::Pin,
            two(none(), json!({"duration": "1d", "pin": "2026-12-14"})),
            vec![],
        ),
        (
            Kind::Lag,
            two(
                json!({"duration": "4d"}),
                json!({"after": [{"step": "a", "lag": "1w"}]}),
            ),
            vec![
                "lag: drop the wait of 1 week between Review and Rollout | +5 d, fits true, 2026-12-18, pain 1",
            ],
        ),
        // Both sides' next working day, not the Saturday on which the work ends.
        (
            Kind::GoLive,
            two(none(), none()),
            vec![
                "go-live: move go-live from Mon 21 Dec to Mon 28 Dec, the earliest honest date [Acme: Would go-live on \
                 Mon 28 Dec still do, instead of Mon 21 Dec?] | +5 d, fits true, 2026-12-26, pain 9",
            ],
        ),
        (Kind::GoLive, two(none(), json!({"duration": "1d"})), vec![]),
    ] {
        assert_eq!(of_kind(&plan, kind), expected, "{kind:?}");
    }
}

#[test]
fn what_follows_a_step_that_runs_beside_another_still_waits_for_both() {
    let mut plan = two(json!({"duration": "18d"}), json!({"duration": "3d"}));
    let edit = Edit::Parallel {
        step: "b".into(),
        with: "a".into(),
    };
    edit.apply(&mut plan);
    assert_eq!(
        links::words(&plan, &plan.steps[1]),
        ["Review (done with it; starts with it)"]
    );
    let schedule = Schedule::of(&plan, today());
    assert_eq!(schedule.steps[1].can_finish, schedule.steps[0].can_finish);
}

#[test]
fn two_chains_that_are_both_late_need_a_pair() {
    let step = |id: &str, after: &[&str]| {
        let after: Vec<Value> = after.iter().map(|step| json!({"step": step})).collect();
        json!({"id": id, "title": id, "side": "seller", "duration": "2/10/12d", "after": after})
    };
    let plan = plan(
        "2026-12-14",
        json!([step("a", &[]), step("b", &[]), step("c", &["a", "b"])]),
    );
    let found = levers(&plan, today());
    let pairs: Vec<String> = found
        .iter()
        .filter(|lever| lever.edits.len() == 2)
        .map(|lever| lever.words.clone())
        .collect();
    assert!(
        pairs.iter().any(|words| words
            == "shorten a to 2 working days, its low estimate, from 10 working days; and shorten b to 2 working \
                days, its low estimate, from 10 working days"),
        "{pairs:#?}"
    );
    let alone = |lever: &&Lever| lever.edits.len() == 1 && lever.edits[0].step() == Some("a");
    assert!(!found.iter().any(|lever| alone(&lever)), "{found:#?}");
}

#[test]
fn a_plan_that_fits_is_offered_what_brings_go_live_nearer() {
    let mut plan = two(json!({"duration": "4/10/15d"}), json!({}));
    plan.anchor.go_live = Some(date("2027-03-01"));
    let found = levers(&plan, today());
    let told: Vec<(&str, i32)> = found
        .iter()
        .map(|lever| (lever.edits[0].kind().word(), lever.gain))
        .collect();
    assert_eq!(told[..2], [("parallel", 10), ("shorten", 6)], "{found:#?}");
    assert!(found.iter().all(|lever| lever.fits));
}

#[test]
fn an_empty_a_finished_and_a_circular_plan_have_no_levers() {
    let circle = json!([
        {"id": "a", "title": "a", "duration": "3/40/50d", "after": [{"step": "b"}]},
        {"id": "b", "title": "b", "duration": "3/40/50d", "after": [{"step": "a"}]},
    ]);
    let done = json!([{"id": "a", "title": "a", "duration": "3/40/50d", "done": "2026-11-20"}]);
    for steps in [json!([]), done, circle] {
        let plan = plan("2026-12-21", steps);
        let kinds = levers(&plan, today());
        let kinds = kinds.iter().flat_map(|lever| &lever.edits).map(Edit::kind);
        let kinds: Vec<Kind> = kinds.filter(|kind| *kind != Kind::GoLive).collect();
        assert_eq!(kinds, []);
    }
}

#[test]
fn a_lever_does_in_a_commit_what_it_told() {
    use crate::plan::commit::{Signature, commit, undo};
    use crate::plan::{Author, Via};
    let mut plan = full();
    plan.anchor.go_live = Some(date("2026-12-14"));
    plan.steps.iter_mut().for_each(|step| step.done = None);
    let found = levers(&plan, today());
    assert!(found.len() > 3, "{found:#?}");
    for lever in found {
        let before = plan.clone();
        let signature = Signature {
            id: "lever".into(),
            at: chrono::DateTime::UNIX_EPOCH,
            by: Author::default(),
            via: Via::Hand,
        };
        let entry = commit(&mut plan, signature, |plan| lever.apply(plan)).unwrap();
        let schedule = Schedule::of(&plan, today());
        assert_eq!(
            (schedule.forecast, schedule.fits, schedule.days_to_spare),
            (lever.forecast, lever.fits, lever.days_to_spare),
            "{lever:#?}"
        );
        undo(&mut plan, &entry).unwrap();
        assert_eq!(plan, before);
    }
}

/// A step whose pin lies after go-live has all the time that it needs, and the plan is late all the same.
#[test]
fn a_pin_after_go_live_leaves_the_plan_short() {
    let steps = json!([
        {"id": "a", "title": "A", "side": "seller", "duration": "2d"},
        {"id": "b", "title": "B", "side": "buyer", "duration": "3d", "after": [{"step": "a"}]},
        {"id": "c", "title": "C", "side": "buyer", "duration": "2d", "after": [{"step": "b"}]},
    ]);
    let mut plan = plan("2026-12-04", steps);
    plan.steps[2].pin = Some(Pin::On(date("2026-12-08")));
    let pinned = Schedule::of(&plan, today());
    assert!(!pinned.fits);
    assert_eq!(pinned.steps[2].to_spare, Some(0));
    // Friday 4, Monday 7, Tuesday 8 and Wednesday 9 December.
    assert_eq!((pinned.late_by, pinned.short_by()), (4, Some(4)));
}

/// More changes than can be paired: what holds the plan up is found all the same.
#[test]
fn a_long_plan_gets_its_levers_too() {
    let steps = (0..120).map(|at| {
        let low = if at % 2 == 0 { 1 } else { 3 };
        let after = if at > 1 {
            json!([{"step": format!("s{}", at - 2)}])
        } else {
            json!([])
        };
        json!({"id": format!("s{at}"), "title": format!("Step {at}"), "side": "seller",
            "duration": format!("{low}/{}/4d", 3 - at % 2 * 2 + (at % 2) * 2), "after": after})
    });
    let mut plan = plan("2027-12-31", steps.collect());
    plan.steps[100].duration = "1/8/9d".parse().unwrap();
    let forecast = Schedule::of(&plan, today()).forecast.unwrap();
    plan.anchor.go_live = Some(forecast - Days::new(7));
    let found = levers(&plan, today());
    assert!(found[0].fits, "{:#?}", found[0]);
    assert_eq!(found[0].edits.len(), 1);
}

/// One step of a random plan: length, estimate, unit, side, links back, and something special.
fn step(at: usize) -> impl Strategy<Value = Value> {
    let link = (0..at.max(1), 0..8_usize, 0..6_i32);
    let parts = (1..12_u32, 0..3_usize, 0..6_usize, 0..3_usize);
    (parts, prop::collection::vec(link, 0..3), 0..14_usize, 0..30_u64).prop_map(
        move |((amount, cut, unit, side), links, special, ahead)| {
            let unit = ["d", "d", "d", "cd", "w", "d"][unit];
            let side = ["buyer", "seller", "both"][side];
            let amount = if unit == "w" { 1 + amount / 5 } else { amount };
            let low = [amount, amount / 2, amount / 4][cut];
            let mut step = json!({
                "id": format!("s{at}"), "title": format!("Step {at}"), "side": side,
                "duration": format!("{low}/{amount}/{}{unit}", amount + 2),
            });
            let links = links.iter().filter(|_| at > 0);
            let links = links.map(|&(to, kind, lag)| {
                let kind = ["fs", "fs", "fs", "fs", "fs", "ss", "ff", "fs"][kind];
                json!({"step": format!("s{to}"), "kind": kind, "lag": format!("{}d", (lag - 2).max(0))})
            });
            step["after"] = links.collect();
            let day = today() + Days::new(ahead);
            match special {
                0 => step["pin"] = json!(day),
                1 => step["pin"] = json!({"finish": day}),
                2 => step["not_before"] = json!(day),
                3 => step["gate"] = json!("2nd thu"),
                4 => step["gate"] = json!("tue"),
                5 => step["no_later_than"] = json!(day),
                6 => step["started"] = json!("2026-11-19"),
                7 => step["duration"] = json!("0"),
                8 => {
                    step["duration"] = json!("0");
                    step["gate"] = json!("15th");
                }
                _ => {}
            }
            step
        },
    )
}

/// Plans of up to six steps that cannot go live on their date; the buyer has Friday off as well.
fn infeasible() -> impl Strategy<Value = Plan> {
    let steps = (3..=6_usize).prop_flat_map(|count| (0..count).map(step).collect::<Vec<_>>());
    (steps, 1..25_u64).prop_filter_map("fits", |(steps, short)| {
        let mut plan = plan("2030-01-07", Value::from(steps));
        plan.buyer.calendar.weekend = serde_json::from_value(json!(["fri", "sat", "sun"])).unwrap();
        let forecast = Schedule::of(&plan, today()).forecast?;
        plan.anchor.go_live = Some(forecast - Days::new(short));
        (!Schedule::of(&plan, today()).fits).then_some(plan)
    })
}

/// Whether the plan can be made to fit, and the most that can be gained.
type Best = (bool, i32);

fn best(effects: impl Iterator<Item = Best>) -> Best {
    effects.fold((false, 0), |(fits, most), (fit, gain)| {
        (fits || fit, most.max(gain))
    })
}

/// Every day of the weekday of a step's gate that comes before the gate opens and not before the work can
/// be done: nothing is left out that the search might have missed.
fn other_days_of_gates(bench: &Bench, state: &State) -> Vec<Edit> {
    let mut found = Vec::new();
    for (at, step) in state.plan.steps.iter().enumerate() {
        let (None, None, Some(Gate::NthWeekday { weekday, .. })) =
            (step.started, &step.pin, &step.gate)
        else {
            continue;
        };
        let mut free = state.plan.clone();
        free.steps[at].gate = None;
        let can = bench.schedule(&free).steps[at].can_finish.unwrap();
        let opens = state.schedule.steps[at].can_finish.unwrap();
        let days = can.iter_days().take_while(|date| *date < opens);
        let days = days.filter(|date| date.weekday() == *weekday);
        let works = bench.days.of_step(at).unwrap();
        let step = || step.id.clone();
        found.extend(
            days.filter(|date| works.works_on(*date))
                .map(|on| Edit::OpenGate { step: step(), on }),
        );
    }
    found
}

/// The best of all single and double changes to any step: with go-live among them, and without.
fn by_force(plan: &Plan) -> [Best; 2] {
    let bench = Bench::new(plan, today());
    let all = |state: &State| {
        let mut all = candidates::of_steps(&bench, state, |_, _| true);
        all.extend(other_days_of_gates(&bench, state));
        all
    };
    let told = |state: &State| {
        let Effect { gain, fits, .. } = bench.effect(&bench.pass(&state.plan));
        (fits, gain)
    };
    let moves_go_live = |edit: &Edit| edit.kind() == Kind::GoLive;
    let mut reached = Vec::new();
    for first in all(&bench.start) {
        let then = bench.after(&bench.start, &first);
        reached.push((moves_go_live(&first), told(&then)));
        for second in all(&then) {
            let moved = moves_go_live(&first) || moves_go_live(&second);
            reached.push((moved, told(&bench.after(&then, &second))));
        }
    }
    let without = reached.iter().filter(|(moved, _)| !moved);
    let without = best(without.map(|(_, effect)| *effect));
    [best(reached.iter().map(|(_, effect)| *effect)), without]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_best_lever_is_as_good_as_every_single_and_double_change(plan in infeasible()) {
        let found = levers(&plan, today());
        let told = |lever: &Lever| (lever.fits, lever.gain);
        let keeps_go_live = |lever: &&Lever| {
            lever.edits.iter().all(|edit| edit.kind() != Kind::GoLive)
        };
        let with = best(found.iter().map(told));
        let without = best(found.iter().filter(keeps_go_live).map(told));
        prop_assert_eq!([with, without], by_force(&plan));
    }
}

/// Both wait for the same day of the board: dropping the rule for one, and having the other after go-live,
/// is no gain.
#[test]
fn two_gates_are_no_gain_when_one_opens_after_go_live() {
    let step = |id: &str, duration: &str, more: Value| {
        let mut step = json!({"id": id, "title": id, "side": "buyer", "duration": duration});
        for (key, value) in more.as_object().unwrap() {
            step[key] = value.clone();
        }
        step
    };
    let after = |id: &str, lag: &str| json!([{"step": id, "lag": lag}]);
    let gated = || json!({"after": after("c", "0d"), "gate": "2nd thu"});
    let steps = json!([
        step("a", "2d", json!({})),
        step(
            "b",
            "6d",
            json!({"after": after("a", "1d"), "started": "2026-11-19"})
        ),
        step(
            "c",
            "1d",
            json!({"after": after("b", "2d"), "started": "2026-11-19"})
        ),
        step("d", "1d", json!({"after": after("b", "1d")})),
        step("e", "3d", gated()),
        step("f", "3w", gated()),
    ]);
    let mut plan = plan("2026-12-30", steps);
    plan.buyer.calendar.weekend = serde_json::from_value(json!(["fri", "sat", "sun"])).unwrap();
    let found = levers(&plan, today());
    assert!(
        found
            .iter()
            .all(|lever| lever.fits || lever.forecast <= plan.anchor.go_live)
    );
    let best = |kept: fn(&&Lever) -> bool| {
        best(
            found
                .iter()
                .filter(kept)
                .map(|lever| (lever.fits, lever.gain)),
        )
    };
    let without = |lever: &&Lever| lever.edits.iter().all(|edit| edit.kind() != Kind::GoLive);
    assert_eq!([best(|_| true), best(without)], by_force(&plan));
    // A start that the gate holds is told by what it no longer waits for, not by a day that stays.
    let stays = "start f without waiting for c, done no sooner; and ";
    assert!(found.iter().any(|lever| lever.words.starts_with(stays)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn levers_are_ranked_the_same_each_time_and_never_close_a_circle(plan in infeasible()) {
        let found = levers(&plan, today());
        prop_assert_eq!(&found, &levers(&plan, today()));
        let needed = Bench::new(&plan, today()).needed();
        prop_assert!(found.is_sorted_by(|a, b| by_worth(needed, a, b) != Ordering::Greater));
        for lever in &found {
            let mut changed = plan.clone();
            lever.apply(&mut changed);
            let circle = |dates: &crate::schedule::StepDates| {
                dates.trouble.iter().any(|trouble| matches!(trouble, crate::schedule::Trouble::Circle(_)))
            };
            prop_assert!(!Schedule::of(&changed, today()).steps.iter().any(circle));
            for (step, was) in changed.steps.iter().zip(&plan.steps) {
                prop_assert!(step.duration.amount >= was.duration.low.unwrap_or(0).min(was.duration.amount));
                let on = match &step.pin { Some(Pin::On(date) | Pin::Done { finish: date, .. }) => Some(*date), None => None };
                prop_assert!(step.pin == was.pin || on >= Some(today()));
            }
        }
    }
}
