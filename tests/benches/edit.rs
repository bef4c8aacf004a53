//! Where the time of a key that edits goes, and that of opening, at 20, 600 and 6,000 steps: all of
//! it but the disk and the screen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use backcast::coach::{cue, gaps, inspect, slots};
use backcast::plan::{Duration, Index, Link, Plan, Side, Step, Unit, diff};
use backcast::schedule::{PlanDays, Schedule};
use backcast::store::{self, Opened};
use backcast::tui::document::{Document, Sources};
use backcast::tui::widgets::timeline::{Order, Rows};
use chrono::{DateTime, NaiveDate, Utc};
use divan::{Bencher, black_box};

const SIZES: [usize; 3] = [20, 600, 6_000];

fn main() {
    divan::main();
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

/// Chains of ten steps side by side, half of the steps without an owner.
fn plan(steps: usize) -> Plan {
    let mut plan = Plan::new("bench".to_owned(), "Bench");
    plan.anchor.go_live = NaiveDate::from_ymd_opt(2027, 12, 1);
    plan.buyer.calendar.base = "US".to_owned();
    plan.seller.calendar.base = "DE".to_owned();
    let person = backcast::plan::Person::new("sarah".to_owned(), "Sarah Chen", Side::Buyer);
    plan.people.push(person);
    for index in 0..steps {
        let mut step = Step::new(format!("step-{index}"), &format!("Step number {index}"));
        step.side = if index % 2 == 0 {
            Side::Buyer
        } else {
            Side::Seller
        };
        if index % 4 == 0 {
            step.owners.buyer = Some("sarah".to_owned());
        }
        step.duration = Duration::new(5, Unit::Working);
        if index % 10 > 0 {
            step.after.push(Link::after(&format!("step-{}", index - 1)));
        }
        step.done_when = "both sides have it in writing".to_owned();
        plan.steps.push(step);
    }
    plan
}

fn edit(plan: &mut Plan) {
    let middle = plan.steps.len() / 2;
    let amount = plan.steps[middle].duration.amount;
    plan.steps[middle].duration = Duration::new(amount % 9 + 1, Unit::Working);
}

fn opened(plan: Plan) -> Opened {
    Opened {
        bytes: Vec::new(),
        path: PathBuf::from("bench.json"),
        plan,
        read_only: None,
        migrated: false,
    }
}

/// The edit, what it changed, the history, and all dates anew.
#[divan::bench(args = SIZES)]
fn commit(bencher: Bencher<'_, '_>, steps: usize) {
    let mut document = Document::new(opened(plan(steps)), today());
    let sources = Sources {
        now: Box::new(|| DateTime::<Utc>::UNIX_EPOCH),
        new_id: Box::new(|| "same".to_owned()),
    };
    bencher.bench_local(|| {
        let done = document.commit(&sources, edit);
        // The history stays short, as it is in a plan of that size.
        document.undo();
        done
    });
}

#[divan::bench(args = SIZES)]
fn compare(bencher: Bencher<'_, '_>, steps: usize) {
    let before = plan(steps);
    let mut after = before.clone();
    edit(&mut after);
    bencher.bench_local(|| diff(black_box(&before), black_box(&after)));
}

#[divan::bench(args = SIZES)]
fn copy(bencher: Bencher<'_, '_>, steps: usize) {
    let plan = plan(steps);
    bencher.bench_local(|| black_box(&plan).clone());
}

#[divan::bench(args = SIZES)]
fn calendars(bencher: Bencher<'_, '_>, steps: usize) {
    let plan = plan(steps);
    bencher.bench_local(|| PlanDays::of(black_box(&plan)));
}

#[divan::bench(args = SIZES)]
fn dates(bencher: Bencher<'_, '_>, steps: usize) {
    let plan = plan(steps);
    let days = PlanDays::of(&plan);
    bencher.bench_local(|| Schedule::with_days(black_box(&plan), &days, today()));
}

#[divan::bench(args = SIZES)]
fn index(bencher: Bencher<'_, '_>, steps: usize) {
    let plan = plan(steps);
    bencher.bench_local(|| Index::of(black_box(&plan)));
}

#[divan::bench(args = SIZES)]
fn rows(bencher: Bencher<'_, '_>, steps: usize) {
    let plan = plan(steps);
    let schedule = Schedule::of(&plan, today());
    bencher.bench_local(|| Rows::new(black_box(&plan), &schedule, Order::ByDate));
}

#[divan::bench(args = SIZES)]
fn coach_cue(bencher: Bencher<'_, '_>, steps: usize) {
    let plan = plan(steps);
    let schedule = Schedule::of(&plan, today());
    bencher.bench_local(|| cue::current(black_box(&plan), &schedule, cue::Role::Planning));
}

#[divan::bench(args = SIZES)]
fn coach_slots(bencher: Bencher<'_, '_>, steps: usize) {
    let plan = plan(steps);
    let schedule = Schedule::of(&plan, today());
    bencher.bench_local(|| slots::slot_values(black_box(&plan), &schedule));
}

#[divan::bench(args = SIZES)]
fn coach_gaps(bencher: Bencher<'_, '_>, steps: usize) {
    let plan = plan(steps);
    let schedule = Schedule::of(&plan, today());
    bencher.bench_local(|| gaps::gaps(black_box(&plan), &schedule));
}

#[divan::bench(args = SIZES)]
fn coach_inspects(bencher: Bencher<'_, '_>, steps: usize) {
    let plan = plan(steps);
    let schedule = Schedule::of(&plan, today());
    let gaps = gaps::gaps(&plan, &schedule);
    bencher.bench_local(|| inspect::inspect(black_box(&plan), &schedule, &gaps));
}

/// Reading the file's bytes: text to plan, and the checks.
#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher<'_, '_>, steps: usize) {
    let path = PathBuf::from("bench.json");
    let bytes = store::to_bytes(&path, &plan(steps)).unwrap();
    bencher
        .with_inputs(|| bytes.clone())
        .bench_local_values(|bytes| store::parse(&path, bytes));
}

#[divan::bench(args = SIZES)]
fn serialize(bencher: Bencher<'_, '_>, steps: usize) {
    let path = PathBuf::from("bench.json");
    let plan = plan(steps);
    bencher.bench_local(|| store::to_bytes(&path, black_box(&plan)));
}
