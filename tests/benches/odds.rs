//! The odds of a plan, all of it: calendars, tables, every run, the driving chain of each. The aim is
//! 10,000 runs of 20 steps in under 10 ms of one core. Run with `cargo bench --bench odds`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use backcast::plan::Plan;
use backcast::schedule::{PlanDays, odds};
use chrono::NaiveDate;
use divan::{Bencher, black_box};
use serde_json::json;

fn main() {
    divan::main();
}

/// Steps in rows of four, each after one or two of the row before, all estimated; two sides with
/// their own holidays, one step in six in weeks, one that lands on two weekdays only.
fn plan(steps: usize) -> Plan {
    let side = |at: usize| ["buyer", "seller", "both"][at % 3];
    let step = |at: usize| {
        let after = |back: usize| json!({"step": format!("s{}", at / 4 * 4 - 4 + (at + back) % 4)});
        let after = match at {
            0..4 => vec![],
            _ if at.is_multiple_of(3) => vec![after(0)],
            _ => vec![after(0), after(1)],
        };
        json!({
            "id": format!("s{at}"), "title": "Step", "after": after,
            "side": side(at),
            "duration": if at % 6 == 5 { "1/2/4w" } else { "3/5/12d" },
            "gate": (at == 10).then_some("tue, thu"),
        })
    };
    let steps: Vec<_> = (0..steps).map(step).collect();
    serde_json::from_value(json!({
        "format": 1, "id": "bench", "name": "Bench", "anchor": {"go_live": "2027-03-01"},
        "buyer": {"calendar": {"base": "US"}}, "seller": {"calendar": {"base": "DE"}}, "steps": steps,
    }))
    .unwrap()
}

#[divan::bench(args = [20, 200])]
fn ten_thousand_runs(bencher: Bencher<'_, '_>, steps: usize) {
    let plan = plan(steps);
    let days = PlanDays::of(&plan);
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    bencher.bench_local(|| odds::odds(black_box(&plan), &days, today, odds::RUNS, odds::SEED));
}
