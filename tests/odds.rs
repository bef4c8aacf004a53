//! The odds of a plan against a simulation written in another way: lengths found by throwing points
//! at the density of the PERT-beta distribution, dates found by walking day by day and step by step
//! from the end of the plan, another source of chance. And what must hold of any odds.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use backcast::plan::{Plan, Side, Step, Unit};
use backcast::schedule::odds::{Odds, RUNS, SEED, odds, odds_while};
use backcast::schedule::{PlanDays, Schedule};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use proptest::prelude::*;
use serde_json::{Value, json};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn plan(go_live: Option<&str>, steps: &Value) -> Plan {
    serde_json::from_value(json!({
        "format": 1, "id": "p", "name": "Acme", "anchor": {"go_live": go_live},
        "buyer": {"organization": "Acme", "calendar": {"base": "weekdays",
            "holidays": [{"date": "2026-12-25", "name": "Christmas"}, {"date": "2027-01-01", "name": "New Year"}],
            "blackouts": [{"from": "2026-12-14", "to": "2026-12-16", "name": "freeze"}]}},
        "seller": {"organization": "Northwind", "calendar": {"base": "weekdays", "weekend": ["fri", "sat"]}},
        "steps": steps,
    }))
    .unwrap()
}

fn odds_of(plan: &Plan) -> Odds {
    odds(plan, &PlanDays::of(plan), today(), RUNS, SEED).unwrap()
}

/// The buyer's days off in [`plan`], as day and month.
const DAYS_OFF: [(u32, u32); 5] = [(25, 12), (1, 1), (14, 12), (15, 12), (16, 12)];

fn day_month(date: NaiveDate) -> (u32, u32) {
    (date.day(), date.month())
}

/// The other simulation: knows weekends and days off of the plan above, links that wait for the end
/// of a step with or without a lag in calendar days, weekday gates, pins to a start, not-before
/// dates, done steps and steps under way.
struct Other<'a> {
    plan: &'a Plan,
    state: u64,
}

/// What one run of it found: for each step the last day, and the day of go-live.
struct Run {
    last: BTreeMap<String, NaiveDate>,
    go_live: NaiveDate,
}

impl Other<'_> {
    /// 0 to 1, by splitmix64.
    fn chance(&mut self) -> f64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as f64 / u64::MAX as f64
    }

    fn length(&mut self, step: &Step) -> i64 {
        let duration = &step.duration;
        let factor = if duration.unit == Unit::Weeks {
            7.0
        } else {
            1.0
        };
        let typical = f64::from(duration.amount) * factor;
        let low = duration.low.map_or(typical, |low| f64::from(low) * factor);
        let high = duration
            .high
            .map_or(typical, |high| f64::from(high) * factor);
        if low == high {
            return typical as i64;
        }
        let density = |x: f64| {
            let rising = 4.0 * (typical - low) / (high - low);
            let falling = 4.0 * (high - typical) / (high - low);
            ((x - low) / (high - low)).powf(rising) * ((high - x) / (high - low)).powf(falling)
        };
        loop {
            let x = low + self.chance() * (high - low);
            // The density is highest at the typical length.
            if self.chance() * density(typical) <= density(x) {
                return x.round() as i64;
            }
        }
    }

    fn works(&self, side: &Side, date: NaiveDate) -> bool {
        let off = |weekend: [Weekday; 2]| weekend.contains(&date.weekday());
        let buyer = !off([Weekday::Sat, Weekday::Sun]) && !DAYS_OFF.contains(&day_month(date));
        let seller = !off([Weekday::Fri, Weekday::Sat]);
        match side {
            Side::Buyer => buyer,
            Side::Seller => seller,
            _ => buyer && seller,
        }
    }

    fn run(&mut self) -> Run {
        let lengths: BTreeMap<String, i64> = self
            .plan
            .steps
            .iter()
            .map(|step| (step.id.clone(), self.length(step)))
            .collect();
        let mut last = BTreeMap::new();
        for step in &self.plan.steps {
            self.last_day(&step.id, &lengths, &mut last);
        }
        let yesterday = today().pred_opt().unwrap();
        let latest = last.values().copied().max().unwrap_or(yesterday);
        Run {
            go_live: latest.max(yesterday).succ_opt().unwrap(),
            last,
        }
    }

    fn last_day(
        &self,
        id: &str,
        lengths: &BTreeMap<String, i64>,
        last: &mut BTreeMap<String, NaiveDate>,
    ) -> NaiveDate {
        if let Some(&known) = last.get(id) {
            return known;
        }
        let step = self.plan.step(id).unwrap();
        let mut first = today().max(step.not_before.unwrap_or(today()));
        for link in &step.after {
            let before = self.last_day(&link.step, lengths, last);
            let lag = link.lag.map_or(0, |lag| lag.amount);
            first = first.max(before + chrono::Duration::days(1 + i64::from(lag)));
        }
        let mut left = lengths[id];
        if let Some(started) = step.started {
            let gone = started.iter_days().take_while(|&date| date < today());
            let gone = gone.filter(|&date| self.works(&step.side, date)).count();
            left = (left - gone as i64).max(1);
            first = today();
        }
        if let Some(backcast::plan::Pin::On(pinned)) = step.pin {
            first = pinned;
        }
        let found = match step.done {
            Some(done) => done,
            None => self.walk(step, first, left),
        };
        last.insert(id.to_owned(), found);
        found
    }

    /// The last day of work that begins on `first` or later; then on to a day the gate allows.
    fn walk(&self, step: &Step, first: NaiveDate, length: i64) -> NaiveDate {
        let counts =
            |date: NaiveDate| step.duration.unit != Unit::Working || self.works(&step.side, date);
        let mut date = first;
        let mut left = length;
        while left > 0 {
            left -= i64::from(counts(date));
            if left > 0 {
                date = date.succ_opt().unwrap();
            }
        }
        let gate = step.gate.is_some();
        while gate && ![Weekday::Tue, Weekday::Thu].contains(&date.weekday()) {
            date = date.succ_opt().unwrap();
        }
        date
    }
}

/// The share of `runs` that holds.
fn share(runs: &[Run], holds: impl Fn(&Run) -> bool) -> f64 {
    runs.iter().filter(|run| holds(run)).count() as f64 / runs.len() as f64
}

/// Four and a half times the error of a share that both sides have drawn: one comparison in some
/// hundred thousand is further off by chance, and the seeds are fixed.
fn error(p: f64) -> f64 {
    let n = f64::from(RUNS);
    4.5 * (2.0 * (p * (1.0 - p)).max(1.0 / n) / n).sqrt()
}

fn other_runs(plan: &Plan) -> Vec<Run> {
    let mut other = Other { plan, state: 7 };
    (0..RUNS).map(|_| other.run()).collect()
}

#[test]
fn the_odds_agree_with_a_simulation_written_in_another_way() {
    for (name, go_live, steps) in [
        (
            "one step",
            "2026-12-10",
            json!([{"id": "a", "title": "A", "side": "buyer", "duration": "5/10/25d"}]),
        ),
        (
            "a chain over two calendars with a freeze and holidays on the way",
            "2027-01-13",
            json!([
                {"id": "a", "title": "A", "side": "buyer", "duration": "5/10/15d"},
                {"id": "b", "title": "B", "side": "seller", "duration": "2/3/9d", "after": [{"step": "a"}]},
                {"id": "c", "title": "C", "side": "both", "duration": "5/8/20d", "after": [{"step": "b"}]},
                {"id": "d", "title": "D", "side": "seller", "duration": "1/1/2w", "after": [{"step": "c"}]}]),
        ),
        (
            "branches that meet, a gate, a lag",
            "2026-12-29",
            json!([
                {"id": "a", "title": "A", "side": "buyer", "duration": "10/12/30d"},
                {"id": "b", "title": "B", "side": "seller", "duration": "12/14/20d"},
                {"id": "c", "title": "C", "side": "buyer", "duration": "3/8/21cd"},
                {"id": "d", "title": "D", "side": "seller", "duration": "1/2/5cd", "gate": "tue, thu",
                 "after": [{"step": "a"}, {"step": "b"}, {"step": "c", "lag": "9cd"}]},
                {"id": "e", "title": "E", "side": "seller", "duration": "5cd", "after": [{"step": "d"}]}]),
        ),
        (
            "done, under way, not before, pinned",
            "2027-01-13",
            json!([
                {"id": "a", "title": "A", "side": "buyer", "duration": "1/3/9d", "started": "2026-11-09", "done": "2026-11-18"},
                {"id": "b", "title": "B", "side": "buyer", "duration": "6/12/30d", "started": "2026-11-16", "after": [{"step": "a"}]},
                {"id": "c", "title": "C", "side": "seller", "duration": "2/4/8d", "not_before": "2026-12-07", "after": [{"step": "b"}]},
                {"id": "d", "title": "D", "side": "buyer", "duration": "1/2/12d", "pin": "2027-01-05"},
                {"id": "e", "title": "E", "side": "buyer", "duration": "1/4/6d", "after": [{"step": "c"}, {"step": "d"}]}]),
        ),
    ] {
        let plan = plan(Some(go_live), &steps);
        let (odds, runs) = (odds_of(&plan), other_runs(&plan));
        let on_time = share(&runs, |run| run.go_live <= day(go_live));
        assert!(
            (0.05..=0.95).contains(&on_time),
            "{name}: tells nothing: {on_time}"
        );
        let told = odds.on_time.unwrap();
        assert!(
            (told - on_time).abs() < error(on_time),
            "{name}: on time {told}, the other {on_time}"
        );
        for (date, part) in [(odds.p50, 0.5), (odds.p80, 0.8), (odds.p95, 0.95)] {
            let by = share(&runs, |run| run.go_live <= date);
            let before = share(&runs, |run| run.go_live < date);
            assert!(
                by > part - error(part) && before < part + error(part),
                "{name}: {date} for {part}: {by} by then, {before} before"
            );
        }
    }
}

#[test]
fn how_often_a_step_drives_agrees_with_who_came_last() {
    let plan = plan(
        Some("2027-01-16"),
        &json!([
            {"id": "a", "title": "A", "duration": "10/20/40cd"},
            {"id": "b", "title": "B", "duration": "15/22/30cd"},
            {"id": "c", "title": "C", "duration": "4cd", "after": [{"step": "a"}, {"step": "b"}]},
            {"id": "d", "title": "D", "duration": "1/2/3cd"}]),
    );
    let (odds, runs) = (odds_of(&plan), other_runs(&plan));
    let expected = [
        share(&runs, |run| run.last["a"] >= run.last["b"]),
        share(&runs, |run| run.last["b"] >= run.last["a"]),
        1.0,
        0.0,
    ];
    for (at, (told, expected)) in odds.drives.iter().zip(expected).enumerate() {
        assert!(
            (told - expected).abs() <= error(expected),
            "step {at}: {told}, the other {expected}"
        );
    }
    assert_eq!(odds.riskiest, Some(0));
}

#[test]
fn the_step_that_can_swing_go_live_most_is_the_riskiest() {
    for (steps, expected) in [
        (
            json!([{"id": "a", "title": "A", "duration": "2/3/4d"}, {"id": "b", "title": "B", "duration": "5/10/30d", "after": [{"step": "a"}]}]),
            Some(1),
        ),
        // A wide estimate that never sets go-live puts nothing at risk.
        (
            json!([{"id": "a", "title": "A", "duration": "60/61/62d"}, {"id": "b", "title": "B", "duration": "1/10/30d"}]),
            Some(0),
        ),
        (
            json!([{"id": "a", "title": "A", "duration": "5/5/5d"}]),
            None,
        ),
    ] {
        assert_eq!(odds_of(&plan(None, &steps)).riskiest, expected, "{steps}");
    }
}

#[test]
fn without_an_open_estimate_there_is_nothing_to_say() {
    for steps in [
        json!([]),
        json!([{"id": "a", "title": "A", "duration": "10d"}]),
        json!([{"id": "a", "title": "A", "duration": "5/10/15d", "done": "2026-11-20"}]),
        json!([{"id": "a", "title": "A", "duration": "5/10/15d", "started": "2026-11-20", "remaining": 3}]),
        json!([{"id": "a", "title": "A", "duration": "5/10/15d", "after": [{"step": "go-live"}]}]),
    ] {
        let plan = plan(Some("2027-03-01"), &steps);
        let found = odds(&plan, &PlanDays::of(&plan), today(), RUNS, SEED);
        assert_eq!(found, None, "{steps}");
    }
}

#[test]
fn open_steps_that_take_time_and_have_no_estimate_are_named() {
    let plan = plan(
        Some("2027-03-01"),
        &json!([
            {"id": "a", "title": "Estimated", "duration": "5/10/15d"},
            {"id": "b", "title": "Not estimated", "duration": "10d"},
            {"id": "c", "title": "A milestone", "duration": "0"},
            {"id": "d", "title": "Done", "duration": "10d", "done": "2026-11-20"},
            {"id": "e", "title": "What is left was said", "duration": "10d", "started": "2026-11-20", "remaining": 3},
            {"id": "f", "title": "After go-live", "duration": "10d", "after": [{"step": "go-live"}]}]),
    );
    assert_eq!(odds_of(&plan).unestimated, [1]);
}

#[test]
fn a_simulation_that_nobody_waits_for_stops() {
    let plan = plan(
        None,
        &json!([{"id": "a", "title": "A", "duration": "5/10/15d"}]),
    );
    let runs = std::cell::Cell::new(0);
    let go_on = || {
        runs.set(runs.get() + 1);
        runs.get() <= 3
    };
    let found = odds_while(&plan, &PlanDays::of(&plan), today(), (RUNS, SEED), &go_on);
    assert_eq!((found, runs.get()), (None, 4));
}

#[test]
fn a_pin_that_comes_too_early_is_counted_and_does_not_move_the_days() {
    let plan = plan(
        Some("2027-03-01"),
        &json!([
            {"id": "a", "title": "A", "duration": "10/20/30cd"},
            {"id": "b", "title": "Board", "duration": "0", "pin": "2026-12-10", "after": [{"step": "a"}]}]),
    );
    let (odds, runs) = (odds_of(&plan), other_runs(&plan));
    let late = share(&runs, |run| run.last["a"] > day("2026-12-10"));
    assert!((0.2..0.8).contains(&late), "tells nothing: {late}");
    assert!(
        (odds.pin_missed - late).abs() < error(late),
        "{} and not {late}",
        odds.pin_missed
    );
}

#[test]
fn another_seed_gives_other_runs_and_the_same_seed_the_same() {
    let plan = plan(
        Some("2026-12-10"),
        &json!([{"id": "a", "title": "A", "side": "buyer", "duration": "5/10/25d"}]),
    );
    let days = PlanDays::of(&plan);
    let with = |seed| odds(&plan, &days, today(), RUNS, seed).unwrap();
    assert_eq!(with(SEED), with(SEED));
    assert_ne!(with(SEED).on_time, with(SEED + 1).on_time);
}

/// A plan of a few steps with links to earlier ones, estimates of every unit, now and then something
/// special.
fn plans() -> impl Strategy<Value = Value> {
    let step = (
        0_u32..12,
        0_u32..6,
        0_u32..20,
        0_usize..4,
        0_usize..3,
        0_usize..12,
        proptest::collection::vec(0_usize..8, 0..3),
    );
    proptest::collection::vec(step, 1..8).prop_map(|steps| {
        let steps = steps.into_iter().enumerate().map(|(at, step)| {
            let (low, more, most, unit, side, special, after) = step;
            let (unit, side) = (
                ["d", "cd", "w", "m"][unit],
                ["buyer", "seller", "both"][side],
            );
            let after = after.into_iter().filter(|&before| before < at);
            let after: Vec<Value> = after
                .map(|before| json!({"step": format!("s{before}")}))
                .collect();
            let mut step = json!({
                "id": format!("s{at}"), "title": "Step", "after": after,
                "side": side,
                "duration": format!("{low}/{}/{}{unit}", low + more, low + more + most + 1),
            });
            match special {
                0 => step["pin"] = json!("2027-01-05"),
                1 => step["gate"] = json!("2nd thu"),
                2 => step["started"] = json!("2026-11-16"),
                3 => step["not_before"] = json!("2026-12-24"),
                _ => {}
            }
            step
        });
        Value::Array(steps.collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn shares_are_shares_and_days_are_in_order(steps in plans(), ahead in 0_u64..300) {
        let mut plan = plan(None, &steps);
        plan.anchor.go_live = today().checked_add_days(Days::new(ahead));
        let odds = odds(&plan, &PlanDays::of(&plan), today(), 200, SEED).unwrap();
        prop_assert!(odds.p50 <= odds.p80 && odds.p80 <= odds.p95);
        prop_assert!(odds.p50 >= today());
        let shares = odds.drives.iter().chain(&odds.on_time).chain([&odds.pin_missed]);
        for share in shares {
            prop_assert!((0.0..=1.0).contains(share), "{share}");
        }
        let landed = odds.landings.iter().map(|&(_, runs)| runs);
        prop_assert_eq!(landed.sum::<u32>(), odds.runs);
        prop_assert!(odds.landings.is_sorted_by(|a, b| a.0 < b.0));
        let by = |date| odds.landings.iter().filter(|&&(day, _)| day <= date).map(|&(_, runs)| runs).sum::<u32>();
        let on_time = plan.anchor.go_live.map(|date| f64::from(by(date)) / f64::from(odds.runs));
        prop_assert_eq!(odds.on_time, on_time);
        // Somebody always sets go-live, when it is not today itself.
        prop_assert!(odds.p50 == today() || odds.drives.iter().any(|&share| share > 0.0));
    }

    #[test]
    fn later_dates_and_earlier_days_never_lower_the_chance(steps in plans(), ahead in 0_u64..300, more in 1_u64..60) {
        let mut plan = plan(None, &steps);
        let days = PlanDays::of(&plan);
        let mut chance = |ahead: u64| {
            plan.anchor.go_live = today().checked_add_days(Days::new(ahead));
            odds(&plan, &days, today(), 200, SEED).unwrap().on_time.unwrap()
        };
        prop_assert!(chance(ahead) <= chance(ahead + more));
    }

    #[test]
    fn estimates_of_one_length_give_the_plain_forecast(steps in plans()) {
        let mut plan = plan(Some("2027-02-01"), &steps);
        for step in &mut plan.steps {
            (step.duration.low, step.duration.high) = (Some(step.duration.amount), Some(step.duration.amount));
        }
        let schedule = Schedule::of(&plan, today());
        let odds = odds(&plan, &PlanDays::of(&plan), today(), 20, SEED).unwrap();
        let forecast = schedule.forecast.unwrap();
        prop_assert_eq!([odds.p50, odds.p80, odds.p95], [forecast; 3]);
        let in_time = schedule.forecast <= schedule.go_live;
        prop_assert_eq!(odds.on_time, Some(f64::from(u8::from(in_time))));
        for (dates, share) in schedule.steps.iter().zip(&odds.drives) {
            prop_assert_eq!(*share, f64::from(u8::from(dates.drives)));
        }
    }
}
