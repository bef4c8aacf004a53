//! A whole re-schedule (both passes, days to spare, driving chain) against the barest thing that could
//! be called scheduling: two passes of the critical path method over arrays, all days alike. The aim is
//! a ratio of 3 at most. Run with `cargo bench --bench schedule`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use backcast::schedule::network::{Link, Network, NetworkSpec, Step, Unit};
use backcast::schedule::outcome::Outcome;
use backcast::schedule::passes::{self, Forward};
use backcast::schedule::workdays::CalendarSpec;
use divan::{Bencher, black_box};

const SIZES: [usize; 3] = [20, 1_000, 10_000];
/// Monday 23 November 2026.
const TODAY: i32 = 739_943;

fn main() {
    divan::main();
}

/// Layers of four, each step after one to three steps of the layer before; two sides with their own
/// holidays, one step in five in calendar days, a milestone now and then, a few lags.
fn plan(n: usize) -> NetworkSpec {
    let mut seed = 1_u32;
    let mut dice = move |sides: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) % sides
    };
    let steps = (0..n).map(|_| Step {
        amount: if dice(12) == 0 { 0 } else { 1 + dice(9) as i32 },
        unit: if dice(5) == 0 {
            Unit::Calendar
        } else {
            Unit::Working
        },
        calendar: Some(dice(2) as usize),
        ..Step::default()
    });
    let steps: Vec<_> = steps.collect();
    let mut links = Vec::new();
    for to in 4..n {
        for back in 0..=dice(3) as usize {
            let lag = if dice(20) == 0 { 2 } else { 0 };
            links.push(Link {
                from: to / 4 * 4 - 4 + (to + back) % 4,
                to,
                lag,
                ..Link::default()
            });
        }
    }
    let side = |first: i32| CalendarSpec {
        nonworking: (0..60).map(|k| TODAY + first + 31 * k).collect(),
        ..CalendarSpec::weekdays()
    };
    NetworkSpec {
        today: TODAY,
        anchor: Some(TODAY + n as i32 * 3),
        calendars: vec![side(3), side(10)],
        steps,
        links,
    }
}

/// Two passes over arrays, and the float.
struct Bare {
    durations: Vec<i32>,
    pred_starts: Vec<u32>,
    preds: Vec<u32>,
    succ_starts: Vec<u32>,
    succs: Vec<u32>,
    early: Vec<i32>,
    late: Vec<i32>,
    float: Vec<i32>,
}

fn rows(n: usize, mut pairs: Vec<(u32, u32)>) -> (Vec<u32>, Vec<u32>) {
    pairs.sort_unstable();
    let starts = (0..=n as u32).map(|row| pairs.partition_point(|&(other, _)| other < row) as u32);
    (
        starts.collect(),
        pairs.iter().map(|&(_, item)| item).collect(),
    )
}

impl Bare {
    /// The steps of `plan` are in topological order already.
    fn new(spec: &NetworkSpec) -> Self {
        let n = spec.steps.len();
        let ends = || {
            spec.links
                .iter()
                .map(|link| (link.from as u32, link.to as u32))
        };
        let (pred_starts, preds) = rows(n, ends().map(|(from, to)| (to, from)).collect());
        let (succ_starts, succs) = rows(n, ends().collect());
        let zeros = vec![0; n];
        let durations = spec.steps.iter().map(|step| step.amount).collect();
        Self {
            durations,
            pred_starts,
            preds,
            succ_starts,
            succs,
            early: zeros.clone(),
            late: zeros.clone(),
            float: zeros,
        }
    }

    fn run(&mut self, today: i32, anchor: i32) -> i32 {
        let row = |starts: &[u32], i: usize| starts[i] as usize..starts[i + 1] as usize;
        let mut forecast = today;
        for i in 0..self.durations.len() {
            let ends = self.preds[row(&self.pred_starts, i)]
                .iter()
                .map(|&p| self.early[p as usize] + self.durations[p as usize]);
            let start = ends.fold(today, i32::max);
            self.early[i] = start;
            forecast = forecast.max(start + self.durations[i]);
        }
        for i in (0..self.durations.len()).rev() {
            let starts = self.succs[row(&self.succ_starts, i)]
                .iter()
                .map(|&s| self.late[s as usize]);
            let start = starts.fold(anchor, i32::min) - self.durations[i];
            self.late[i] = start;
            self.float[i] = start - self.early[i];
        }
        forecast
    }
}

#[divan::bench(args = SIZES)]
fn bare_two_passes(bencher: Bencher<'_, '_>, n: usize) {
    let spec = plan(n);
    let (mut bare, anchor) = (Bare::new(&spec), spec.anchor.unwrap_or(0));
    bencher.bench_local(|| black_box(&mut bare).run(black_box(TODAY), black_box(anchor)));
}

#[divan::bench(args = SIZES)]
fn reschedule(bencher: Bencher<'_, '_>, n: usize) {
    let (net, mut out) = (Network::new(plan(n)), Outcome::default());
    // Once without the clock: the memory is then there, as it is from the second edit on.
    passes::run(&net, &mut out);
    bencher.bench_local(|| {
        passes::run(black_box(&net), &mut out);
        black_box(out.forecast())
    });
}

#[divan::bench(args = SIZES)]
fn forward_pass_alone(bencher: Bencher<'_, '_>, n: usize) {
    let (net, mut forward) = (Network::new(plan(n)), Forward::default());
    let amounts = net.amounts().to_vec();
    bencher.bench_local(|| forward.run(black_box(&net), black_box(&amounts)));
}

#[divan::bench(args = SIZES)]
fn build_the_network(bencher: Bencher<'_, '_>, n: usize) {
    let spec = plan(n);
    bencher
        .with_inputs(|| spec.clone())
        .bench_local_values(Network::new);
}
