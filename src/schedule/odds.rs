//! How likely a plan makes its date: the forward pass run again and again with lengths drawn from the
//! steps' low/typical/high estimates. Which lengths are how likely is in `pert`, the sentences are in
//! [`words`].
//!
//! Steps are taken to be independent of each other. A step without an estimate takes what the plan
//! says; one under way takes its drawn length less what has gone of it, at least a day, or what is
//! left of it when somebody said so. Pins, gates, bounds, actual dates and calendars are those of the
//! schedule: it is the same pass.
//!
//! The random numbers are xoshiro256++ (D. Blackman and S. Vigna, 2018) from the crate `rand`, whose
//! generators of that name promise the same stream for the same seed: a plan has the same odds today
//! on every machine.

mod words;

use std::cmp::Ordering;

use chrono::NaiveDate;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, SeedableRng};

use super::day::{self, Day};
use super::network::{self, Network, NetworkSpec, Pin};
use super::passes::Forward;
use super::pert::Lengths;
use super::plan_network::{PlanDays, amount_in, compile};
use crate::plan::{Plan, Step};

pub use words::{chance, compared, percent, words};

/// How many runs are made unless asked otherwise.
pub const RUNS: u32 = 10_000;
/// The seed unless asked otherwise.
pub const SEED: u64 = 1;

/// How likely a plan makes its date.
#[derive(Debug, Clone, PartialEq)]
pub struct Odds {
    /// How many runs were made.
    pub runs: u32,
    /// The share of runs, 0 to 1, in which go-live could be on its date or before. Nothing without one.
    pub on_time: Option<f64>,
    /// The day on which or before which go-live lands in half of the runs.
    pub p50: NaiveDate,
    /// The same in 80 of 100.
    pub p80: NaiveDate,
    /// The same in 95 of 100.
    pub p95: NaiveDate,
    /// On which days go-live lands, in their order, and in how many runs each; never in none.
    pub landings: Vec<(NaiveDate, u32)>,
    /// The share of runs, 0 to 1, in which a step is pinned to a day before what it follows is done.
    /// The days above take every pin as kept, as the schedule does.
    pub pin_missed: f64,
    /// For each step, by its index in the plan, the share of runs, 0 to 1, in which it drives go-live.
    /// Done steps and those after go-live never do.
    pub drives: Vec<f64>,
    /// The open step with an estimate that puts go-live most at risk: the one whose share in `drives`
    /// times the width of its estimate in days is the largest. On a chain every step drives in every
    /// run, and the share alone would tell nothing.
    pub riskiest: Option<usize>,
    /// The open steps before go-live that take some time and have no estimate, by their index in the
    /// plan: every run takes what the plan says of them.
    pub unestimated: Vec<usize>,
}

/// Simulates a plan as of a day. The same arguments give the same odds. Nothing when no open step
/// before go-live has an estimate, or without a run.
#[must_use]
pub fn odds(plan: &Plan, days: &PlanDays, today: NaiveDate, runs: u32, seed: u64) -> Option<Odds> {
    odds_while(plan, days, today, (runs, seed), &|| true)
}

/// Whether a step has an estimate. Without one there are no odds; with one there may be none still,
/// as when the step is done.
#[must_use]
pub fn has_estimates(plan: &Plan) -> bool {
    let mut durations = plan.steps.iter().map(|step| &step.duration);
    durations.any(|duration| duration.low.is_some() || duration.high.is_some())
}

/// The same for as long as `go_on` says so, which is asked at every run: nothing once it says no.
#[must_use]
pub fn odds_while(
    plan: &Plan,
    days: &PlanDays,
    today: NaiveDate,
    (runs, seed): (u32, u64),
    go_on: &dyn Fn() -> bool,
) -> Option<Odds> {
    let mut spec = compile(plan, days, today).spec;
    let estimates = estimates(plan, &mut spec);
    let net = Network::new(spec);
    let estimates: Vec<Estimate> = estimates
        .into_iter()
        .filter(|estimate| !net.is_after_go_live(estimate.step))
        .collect();
    if estimates.is_empty() || runs == 0 {
        return None;
    }
    let mut found = Found {
        forecasts: Vec::with_capacity(runs as usize),
        drives: vec![0; net.len()],
        pin_missed: 0,
    };
    simulate(&net, &estimates, (runs, seed), go_on, &mut found);
    (found.forecasts.len() == runs as usize).then(|| Odds {
        unestimated: unestimated(plan, &net),
        ..found.told(&net, &estimates)
    })
}

/// An open step whose length is drawn.
struct Estimate {
    step: usize,
    lengths: Lengths,
    /// From low to high, in calendar days, roughly.
    width: f64,
}

/// The estimates of the steps that are still open. Each such step is made as long as it can get, so
/// that the network's calendars reach as far as any run does.
fn estimates(plan: &Plan, spec: &mut NetworkSpec) -> Vec<Estimate> {
    let mut found = Vec::new();
    for (at, (step, compiled)) in plan.steps.iter().zip(&mut spec.steps).enumerate() {
        let Some([low, typical, high]) = estimate(step) else {
            continue;
        };
        compiled.amount = high;
        let days = match compiled.unit {
            network::Unit::Working => 1.4,
            network::Unit::Calendar => 1.0,
            network::Unit::Months => 30.4,
        };
        found.push(Estimate {
            step: at,
            lengths: Lengths::of(low, typical, high),
            width: f64::from(high - low) * days,
        });
    }
    found
}

fn unestimated(plan: &Plan, net: &Network) -> Vec<usize> {
    let lacks = |&at: &usize| {
        let step = &plan.steps[at];
        step.duration.amount > 0
            && step.done.is_none()
            && step.remaining.is_none()
            && estimate(step).is_none()
            && !net.is_after_go_live(at)
    };
    (0..plan.steps.len()).filter(lacks).collect()
}

/// Low, typical and high in the engine's unit, of a step whose length is still open.
fn estimate(step: &Step) -> Option<[i32; 3]> {
    let duration = &step.duration;
    let is_open = step.done.is_none() && (step.started.is_none() || step.remaining.is_none());
    if !is_open || (duration.low.is_none() && duration.high.is_none()) {
        return None;
    }
    let typical = duration.amount;
    // A file may hold any numbers: they are put in order here.
    let low = duration.low.unwrap_or(typical).min(typical);
    let high = duration.high.unwrap_or(typical).max(typical);
    Some([low, typical, high].map(|amount| amount_in(amount, duration.unit).0))
}

/// What the runs found, counted.
struct Found {
    forecasts: Vec<Day>,
    drives: Vec<u32>,
    pin_missed: u32,
}

fn simulate(
    net: &Network,
    estimates: &[Estimate],
    (runs, seed): (u32, u64),
    go_on: &dyn Fn() -> bool,
    found: &mut Found,
) {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut amounts = net.amounts().to_vec();
    let mut forward = Forward::default();
    let pinned: Vec<usize> = (0..net.len()).filter(|&at| is_pinned(net, at)).collect();
    for _ in 0..runs {
        if !go_on() {
            return;
        }
        for estimate in estimates {
            amounts[estimate.step] = estimate.lengths.draw(random.next_u64());
        }
        let forecast = forward.run(net, &amounts);
        found.forecasts.push(forecast);
        let drives = forward.driving(net, &amounts, forecast);
        for (count, &drives) in found.drives.iter_mut().zip(drives) {
            *count += u32::from(drives);
        }
        let is_early = |&at: &usize| !forward.is_ready(net, &amounts, at);
        found.pin_missed += u32::from(pinned.iter().any(is_early));
    }
}

fn is_pinned(net: &Network, at: usize) -> bool {
    let step = &net.steps()[at];
    matches!(step.pin, Some(Pin::Start(_) | Pin::Finish(_)))
        && step.done.is_none()
        && step.started.is_none()
        && !net.is_after_go_live(at)
}

impl Found {
    fn told(mut self, net: &Network, estimates: &[Estimate]) -> Odds {
        self.forecasts.sort_unstable();
        let runs = self.forecasts.len();
        let share = |count: usize| count as f64 / runs as f64;
        let on_time = net
            .anchor()
            .map(|anchor| share(self.forecasts.partition_point(|&day| day <= anchor)));
        let by = |percent: usize| {
            // The first day by which at least as many have landed.
            let at = (runs * percent).div_ceil(100).saturating_sub(1);
            day::to_date(self.forecasts.get(at).copied().unwrap_or(net.today()))
        };
        let landings = self.forecasts.chunk_by(|a, b| a == b);
        let counted = |same: &[Day]| {
            (
                day::to_date(same[0]),
                u32::try_from(same.len()).unwrap_or(u32::MAX),
            )
        };
        let landings = landings.map(counted).collect();
        let drives: Vec<f64> = self.drives.iter().map(|&n| share(n as usize)).collect();
        Odds {
            runs: u32::try_from(runs).unwrap_or(u32::MAX),
            on_time,
            p50: by(50),
            p80: by(80),
            p95: by(95),
            landings,
            pin_missed: share(self.pin_missed as usize),
            riskiest: riskiest(estimates, &drives),
            drives,
            unestimated: Vec::new(),
        }
    }
}

/// The first of those with the largest share times width; nothing when none puts go-live at risk.
fn riskiest(estimates: &[Estimate], drives: &[f64]) -> Option<usize> {
    let risk = |estimate: &Estimate| drives[estimate.step] * estimate.width;
    let order = |a: &&Estimate, b: &&Estimate| {
        let by_risk = risk(a).partial_cmp(&risk(b)).unwrap_or(Ordering::Equal);
        by_risk.then(b.step.cmp(&a.step))
    };
    let most = estimates.iter().max_by(order)?;
    (risk(most) > 0.0).then_some(most.step)
}
