//! `backcast show NAME`: a plan with all its dates, as text for people, pipes and screen readers
//! ([`text`]), or as JSON for other programs ([`json`]).

mod json;
mod table;
mod text;

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::global::Global;
use super::out::{Out, complain};
use crate::schedule::odds::{self, odds};
use crate::schedule::{PlanDays, Schedule};
use crate::store;

/// The arguments of `show`.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The plan
    pub(crate) name: String,
    /// As JSON, for other programs
    #[arg(long)]
    pub(crate) json: bool,
    /// Another seed for the simulated runs behind the odds: other runs of the same plan
    #[arg(long, value_name = "NUMBER", default_value_t = odds::SEED)]
    pub(crate) seed: u64,
}

/// Runs it. A newer program's plan is shown as far as it is understood, and that is said.
pub(crate) fn run(args: &ShowArgs, global: &Global) -> Result<ExitCode> {
    let opened = store::load(&global.folder.resolve(&args.name)?)?;
    if let Some(reason) = &opened.read_only {
        complain(reason);
    }
    let plan = opened.plan;
    let (today, days) = (global.clock.today(), PlanDays::of(&plan));
    let schedule = Schedule::with_days(&plan, &days, today);
    let odds = odds(&plan, &days, today, odds::RUNS, args.seed);
    if args.json {
        let mut out = Out::new(false);
        out.json(&json::face(&plan, &days, &schedule, odds.as_ref()))?;
        return out.finish();
    }
    let mut out = global.out()?;
    text::print(&plan, &days, &schedule, odds.as_ref(), &mut out)?;
    out.finish()
}
