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
use crate::schedule::Schedule;
use crate::store;

/// The arguments of `show`.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The plan
    pub(crate) name: String,
    /// As JSON, for other programs
    #[arg(long)]
    pub(crate) json: bool,
}

/// Runs it. A newer program's plan is shown as far as it is understood, and that is said.
pub(crate) fn run(args: &ShowArgs, global: &Global) -> Result<ExitCode> {
    let opened = store::load(&global.folder.resolve(&args.name)?)?;
    if let Some(reason) = &opened.read_only {
        complain(reason);
    }
    let plan = opened.plan;
    let schedule = Schedule::of(&plan, global.clock.today());
    if args.json {
        let mut out = Out::new(false);
        out.json(&json::face(&plan, &schedule))?;
        return out.finish();
    }
    let mut out = global.out()?;
    text::print(&plan, &schedule, &mut out)?;
    out.finish()
}
