//! A frame of the timeline, and a change of its rows, at 20, 600 and 6,000 rows. A frame must cost
//! what is visible: the three differ by nothing that can be noticed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashMap;

use backcast::plan::{Duration, Link, Plan, Side, Step, Unit};
use backcast::schedule::{Schedule, StepDates};
use backcast::tui::paint::Canvas;
use backcast::tui::theme::{Depth, Theme, UNICODE};
use backcast::tui::widgets::timeline::{
    Order, Rows, TimelineData, TimelineState, View, layout, paint,
};
use chrono::{Days, NaiveDate};
use divan::{Bencher, black_box};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SIZES: [usize; 3] = [20, 600, 6_000];

fn main() {
    divan::main();
}

fn plan(count: usize) -> (Plan, Schedule) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    let from = |days: usize| today.checked_add_days(Days::new(days as u64));
    let mut plan = Plan::new("p".into(), "Bench");
    let mut steps = Vec::new();
    for index in 0..count {
        let mut step = Step::new(format!("step-{index}"), &format!("Security review {index}"));
        step.side = if index % 2 == 0 {
            Side::Buyer
        } else {
            Side::Both
        };
        step.duration = Duration::new(5, Unit::Working);
        if index > 0 {
            step.after.push(Link::after(&format!("step-{}", index - 1)));
        }
        plan.steps.push(step);
        // All within the window, so that every bar has something to draw.
        let at = index * 100 / count;
        steps.push(StepDates {
            must_start: from(at + 30),
            must_finish: from(at + 34),
            can_start: from(at),
            can_finish: from(at + 4),
            to_spare: Some(20),
            drives: index % 3 == 0,
            ..StepDates::default()
        });
    }
    let schedule = Schedule {
        today,
        go_live: from(140),
        forecast: from(110),
        forecast_working: None,
        late_by: 0,
        days_to_spare: Some(20),
        fits: true,
        first_cause: None,
        steps,
    };
    (plan, schedule)
}

/// A timeline of so many steps in a window of the usual size, looked at in the middle.
fn looked_at(count: usize, with: impl FnOnce(&TimelineData, &TimelineState, Rect)) {
    let (plan, schedule) = plan(count);
    let rows = Rows::new(&plan, &schedule, Order::ByDate);
    let moved = HashMap::new();
    let data = TimelineData {
        plan: &plan,
        schedule: &schedule,
        rows: &rows,
        moved: &moved,
        outlines: None,
        day_off: &|_, _| false,
        step_off: &|_, _| false,
        view: View::Rep,
    };
    let area = Rect::new(0, 0, 120, 40);
    let mut state = TimelineState::default();
    state.select_row(&data, count / 2);
    state.keep_visible(&data, area);
    with(&data, &state, area);
}

#[divan::bench(args = SIZES)]
fn frame(bencher: Bencher, count: usize) {
    looked_at(count, |data, state, area| {
        let theme = Theme::new(Depth::True, &UNICODE);
        let mut buffer = Buffer::empty(area);
        bencher.bench_local(|| {
            let laid = layout(data, black_box(state), area, &UNICODE);
            paint(&laid, &mut Canvas::new(&mut buffer, &theme));
        });
    });
}

#[divan::bench(args = SIZES)]
fn layout_alone(bencher: Bencher, count: usize) {
    looked_at(count, |data, state, area| {
        bencher.bench_local(|| layout(data, black_box(state), area, &UNICODE));
    });
}

#[divan::bench(args = SIZES)]
fn paint_alone(bencher: Bencher, count: usize) {
    looked_at(count, |data, state, area| {
        let theme = Theme::new(Depth::True, &UNICODE);
        let mut buffer = Buffer::empty(area);
        let laid = layout(data, state, area, &UNICODE);
        bencher.bench_local(|| paint(black_box(&laid), &mut Canvas::new(&mut buffer, &theme)));
    });
}

#[divan::bench(args = SIZES)]
fn rows_by_date(bencher: Bencher, count: usize) {
    let (plan, schedule) = plan(count);
    bencher.bench_local(|| Rows::new(black_box(&plan), &schedule, Order::ByDate));
}

#[divan::bench(args = SIZES)]
fn rows_backwards(bencher: Bencher, count: usize) {
    let (plan, schedule) = plan(count);
    bencher.bench_local(|| Rows::new(black_box(&plan), &schedule, Order::Backwards));
}
