//! How near a gated step is to another of its days: by how much it may slip and still land on the same
//! one, and where it lands when it slips further; backwards, how much later its limit would have to be
//! for it to land on the one after. Dates and numbers only, told in [`super::explain`].

use chrono::NaiveDate;

use super::day::{self, Day};
use super::network::{Network, Step};
use super::outcome::Outcome;
use super::span::Span;
use super::{after, passes};

/// What a gate makes of a step, forwards and backwards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Nearest {
    /// From today forwards.
    pub forward: Option<Forward>,
    /// From go-live back; nothing for what has no limit or no later day.
    pub backward: Option<Backward>,
}

/// Where a step can land.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forward {
    /// The allowed day on which it can land.
    pub lands: NaiveDate,
    /// Working days by which it may be later and still land there; never below 0.
    pub slack: i32,
    /// The allowed day on which it lands when it is later still; nothing when none is left.
    pub then: Option<NaiveDate>,
}

/// Where a step must land.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backward {
    /// Working days by which the limit would have to be later; at least 1.
    pub missed_by: i32,
    /// The allowed day on which it could land then.
    pub then: NaiveDate,
}

/// How near a step is to another of its days; nothing for a step that no gate moves: one without a
/// gate, pinned, done, or whose gate is closed.
pub(crate) fn of(net: &Network, out: &Outcome, at: usize) -> Option<Nearest> {
    let step = net.steps().get(at)?;
    step.gate.as_ref()?;
    if step.done.is_some() || (step.pin.is_some() && step.started.is_none()) {
        return None;
    }
    let nearest = Nearest {
        forward: forward(net, out, at, step),
        backward: backward(net, out, at, step),
    };
    (nearest != Nearest::default()).then_some(nearest)
}

fn forward(net: &Network, out: &Outcome, at: usize, step: &Step) -> Option<Forward> {
    let gate = step.gate.as_ref()?;
    let (span, earliest, floor) = start(net, out, at, step);
    let free = Step {
        gate: None,
        ..step.clone()
    };
    let placed = span.forward(&free, earliest, floor);
    let ready = if placed.start == placed.finish {
        (placed.finish - 1).max(floor)
    } else {
        placed.finish - 1
    };
    let lands = gate.on_or_after(ready, span.calendar)?;
    Some(Forward {
        lands: day::to_date(lands),
        slack: span.count(ready, lands).max(0),
        then: gate
            .on_or_after(day::add_days(lands, 1), span.calendar)
            .map(day::to_date),
    })
}

/// The step's length, where it can start and the day before which it cannot, as the pass has them.
fn start<'a>(net: &'a Network, out: &Outcome, at: usize, step: &Step) -> (Span<'a>, Day, Day) {
    let span = Span::of(net, at, net.amounts[at]);
    if let Some(started) = step.started {
        let from = net.today.max(day::clamp(started));
        return (span.remaining(step, net.today), from, from);
    }
    let not_before = step.not_before.map_or(day::MIN_DAY, day::clamp);
    if net.is_after_go_live(at) {
        let earliest = after::can_from(net, out, at).max(not_before);
        return (span, earliest, earliest);
    }
    let floor = net.today.max(not_before);
    (span, passes::ready(net, at, &out.can).max(floor), floor)
}

fn backward(net: &Network, out: &Outcome, at: usize, step: &Step) -> Option<Backward> {
    if net.is_after_go_live(at) || step.pin.is_some() {
        return None;
    }
    let gate = step.gate.as_ref()?;
    let span = Span::of(net, at, net.amounts[at]);
    let limit = span.snap(out.limit(at)?);
    gate.on_or_before(limit - 1, span.calendar)?;
    let then = gate.on_or_after(limit, span.calendar)?;
    Some(Backward {
        // A listed day on which nobody works is reached on the working day after it.
        missed_by: span.count(limit, day::add_days(then, 1)).max(1),
        then: day::to_date(then),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::plan::Plan;
    use crate::schedule::Schedule;

    /// A gated step after work of so many working days, from Monday 23 November 2026; go-live on that
    /// day of 2027.
    fn gated(gate: &str, work: i32, go_live: &str, more: &Value) -> (Plan, Schedule) {
        let mut board = json!({"id": "b", "title": "Board", "side": "buyer", "gate": gate,
            "after": [{"step": "w"}]});
        for (key, value) in more.as_object().unwrap() {
            board[key] = value.clone();
        }
        let plan: Plan = serde_json::from_value(json!({
            "format": 1, "id": "p", "name": "P", "anchor": {"go_live": go_live},
            "steps": [{"id": "w", "title": "Work", "side": "buyer", "duration": format!("{work}d")}, board],
        }))
        .unwrap();
        let schedule = Schedule::of(&plan, "2026-11-23".parse().unwrap());
        (plan, schedule)
    }

    fn lands(schedule: &Schedule) -> NaiveDate {
        schedule.steps[1].can_finish.unwrap()
    }

    const GATES: [&str; 5] = [
        "tue, thu",
        "2nd thu",
        "last fri",
        "15th",
        "2026-12-10, 2027-01-21, 2027-02-18",
    ];

    #[test]
    fn the_slack_is_how_long_the_work_before_may_grow_until_another_day_is_taken() {
        for gate in GATES {
            for length in ["0", "1d", "4d", "2w"] {
                for work in [1, 2, 7, 12] {
                    let more = json!({"duration": length});
                    let (_, schedule) = gated(gate, work, "2027-06-01", &more);
                    let near = schedule.steps[1].nearest.as_ref().unwrap();
                    let forward = near.forward.unwrap();
                    let told = format!("{gate}, {length} after {work}: {forward:?}");
                    assert_eq!(lands(&schedule), forward.lands, "{told}");
                    let grown = |by| lands(&gated(gate, work + by, "2027-06-01", &more).1);
                    // Two weeks that end on a day off are as good as done on the working day after it.
                    let extra = i32::from(length == "2w");
                    assert!(
                        (0..=extra).any(|extra| grown(forward.slack + extra) == forward.lands),
                        "{told}"
                    );
                    assert_eq!(
                        Some(grown(forward.slack + 1 + extra)),
                        forward.then,
                        "{told}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_limit_later_by_what_was_missed_lands_on_the_next_day() {
        for gate in GATES {
            for limit in ["2027-01-22", "2027-01-27", "2027-02-03", "2027-02-11"] {
                let at = |limit: &str| {
                    let more = json!({"no_later_than": limit});
                    gated(gate, 1, "2027-06-01", &more).1.steps[1].clone()
                };
                let Some(near) = at(limit).nearest.and_then(|near| near.backward) else {
                    continue;
                };
                let mut later: NaiveDate = limit.parse().unwrap();
                for moved in 1..=near.missed_by {
                    later = later.succ_opt().unwrap();
                    while matches!(
                        chrono::Datelike::weekday(&later),
                        chrono::Weekday::Sat | chrono::Weekday::Sun
                    ) {
                        later = later.succ_opt().unwrap();
                    }
                    let lands = at(&later.to_string()).must_finish;
                    let told = format!("{gate}, limit {limit}, {moved} later: {near:?}");
                    assert_eq!(lands == Some(near.then), moved == near.missed_by, "{told}");
                }
            }
        }
    }

    #[test]
    fn a_step_that_no_gate_moves_has_no_near_miss() {
        for (more, has) in [
            (json!({}), true),
            (json!({"started": "2026-11-20", "duration": "5d"}), true),
            (json!({"gate": null}), false),
            (json!({"pin": "2027-01-14"}), false),
            (json!({"done": "2026-11-20"}), false),
            (json!({"gate": "every blue moon"}), false),
        ] {
            let (_, schedule) = gated("2nd thu", 1, "2027-06-01", &more);
            assert_eq!(schedule.steps[1].nearest.is_some(), has, "{more}");
        }
    }

    #[test]
    fn the_last_listed_day_has_none_behind_it() {
        let (_, schedule) = gated("2026-12-10", 1, "2027-06-01", &json!({}));
        let near = schedule.steps[1].nearest.as_ref().unwrap();
        assert_eq!(near.forward.unwrap().then, None);
        assert_eq!(near.backward, None);
    }

    #[test]
    fn a_step_after_go_live_is_told_forwards_only() {
        let more = json!({"after": [{"step": "go-live"}], "duration": "5d"});
        let (_, schedule) = gated("2nd thu", 1, "2027-03-01", &more);
        let near = schedule.steps[1].nearest.as_ref().unwrap();
        assert_eq!(near.backward, None);
        let forward = near.forward.unwrap();
        assert_eq!(Some(forward.lands), schedule.steps[1].can_finish);
    }
}
