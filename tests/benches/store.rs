//! What an edit costs behind the screen: reading, comparing, merging and saving plans of 20 and 1,000
//! steps, scheduling them whole from the plan, and listing a folder of 10,000 plans.

#![allow(clippy::panic)]
use std::path::PathBuf;
use std::sync::Arc;

use backcast::plan::merge::merge;
use backcast::plan::{Duration, Link, Plan, Side, Step, Unit, apply, diff};
use backcast::schedule::{PlanDays, Schedule};
use backcast::store::{self, Disk, Folder};
use chrono::NaiveDate;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const SIZES: [usize; 2] = [20, 1_000];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

/// Chains of ten steps side by side, on both sides' calendars.
fn plan(steps: usize) -> Plan {
    let mut plan = Plan::new("bench".to_owned(), "Bench");
    plan.anchor.go_live = NaiveDate::from_ymd_opt(2027, 12, 1);
    plan.buyer.calendar.base = "US".to_owned();
    plan.seller.calendar.base = "DE".to_owned();
    for index in 0..steps {
        let mut step = Step::new(format!("step-{index}"), &format!("Step number {index}"));
        step.side = if index % 2 == 0 {
            Side::Buyer
        } else {
            Side::Seller
        };
        step.duration = Duration::new(5, Unit::Working);
        if index % 10 > 0 {
            step.after.push(Link::after(&format!("step-{}", index - 1)));
        }
        step.done_when = "both sides have it in writing".to_owned();
        plan.steps.push(step);
    }
    plan
}

fn edited(plan: &Plan, at: usize) -> Plan {
    let mut plan = plan.clone();
    if let Some(step) = plan.steps.get_mut(at) {
        step.duration = Duration::new(9, Unit::Working);
    }
    plan
}

/// A folder of its own for each bench, under the system's temporary ones.
fn on_disk(plan: &Plan) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap_or_else(|error| panic!("no temporary folder: {error}"));
    let path = dir.path().join("bench.json");
    store::create(&path, plan).unwrap_or_else(|error| panic!("{error}"));
    (dir, path)
}

#[divan::bench(args = SIZES)]
fn load(bencher: Bencher, steps: usize) {
    let (_dir, path) = on_disk(&plan(steps));
    bencher.bench(|| store::load(black_box(&path)));
}

#[divan::bench(args = SIZES)]
fn schedule_from_the_plan(bencher: Bencher, steps: usize) {
    let plan = plan(steps);
    bencher.bench(|| Schedule::of(black_box(&plan), today()));
}

#[divan::bench(args = SIZES)]
fn calendars(bencher: Bencher, steps: usize) {
    let plan = plan(steps);
    bencher.bench(|| PlanDays::of(black_box(&plan)));
}

#[divan::bench(args = SIZES)]
fn diff_of_one_edit(bencher: Bencher, steps: usize) {
    let before = plan(steps);
    let after = edited(&before, steps / 2);
    bencher.bench(|| diff(black_box(&before), black_box(&after)));
}

#[divan::bench(args = SIZES)]
fn apply_one_edit(bencher: Bencher, steps: usize) {
    let before = plan(steps);
    let changes = diff(&before, &edited(&before, steps / 2));
    bencher
        .with_inputs(|| before.clone())
        .bench_values(|mut plan| apply(&mut plan, black_box(&changes)));
}

#[divan::bench(args = SIZES)]
fn merge_two_edits(bencher: Bencher, steps: usize) {
    let base = plan(steps);
    let (ours, theirs) = (edited(&base, 1), edited(&base, steps / 2));
    bencher.bench(|| merge(black_box(&base), black_box(&ours), black_box(&theirs)));
}

#[divan::bench(args = SIZES)]
fn save_durably(bencher: Bencher, steps: usize) {
    let first = plan(steps);
    let (_dir, path) = on_disk(&first);
    let opened = store::load(&path).unwrap_or_else(|error| panic!("{error}"));
    let mut disk = Disk::of(&opened);
    let versions = [first.clone(), edited(&first, 1)].map(Arc::new);
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        let (base, ours) = (&versions[(turn + 1) % 2], &versions[turn % 2]);
        disk.save_shared(black_box(base), black_box(ours))
    });
}

#[divan::bench(sample_count = 5)]
fn list_ten_thousand_plans(bencher: Bencher) {
    let dir = tempfile::tempdir().unwrap_or_else(|error| panic!("no temporary folder: {error}"));
    let text = serde_json::to_string_pretty(&plan(20)).unwrap_or_default();
    for index in 0..10_000 {
        let path = dir.path().join(format!("plan-{index}.json"));
        std::fs::write(path, &text).unwrap_or_else(|error| panic!("{error}"));
    }
    let folder = Folder::at(dir.path().to_owned());
    bencher.bench(|| folder.list().map(|plans| plans.len()));
}
