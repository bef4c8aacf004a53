//! `backcast whatif NAME CHANGE...`: what changes would do to a plan, before anybody makes them. What a
//! change means is read in [`super::change`]; nothing is written.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::change;
use super::global::Global;
use super::moved::{self, Face};
use super::out::{Out, complain};
use crate::schedule::Schedule;
use crate::store;

/// The arguments of `whatif`.
#[derive(Debug, Args)]
pub(crate) struct WhatIfArgs {
    /// The plan
    pub(crate) name: String,
    /// A change in quotes, such as: "go-live 15 mar" or "Security review 3w after Kickoff"
    #[arg(required = true, value_name = "CHANGE")]
    pub(crate) changes: Vec<String>,
    /// As JSON, for other programs
    #[arg(long)]
    pub(crate) json: bool,
}

/// Runs it. Each change is read against what the ones before it made of the plan.
pub(crate) fn run(args: &WhatIfArgs, global: &Global) -> Result<ExitCode> {
    let opened = store::load(&global.folder.resolve(&args.name)?)?;
    if let Some(reason) = &opened.read_only {
        complain(reason);
    }
    let today = global.clock.today();
    let mut plan = opened.plan.clone();
    let mut understood = Vec::new();
    for typed in &args.changes {
        understood.push(change::make(&mut plan, typed, today)?);
    }
    let before = Schedule::of(&opened.plan, today);
    let after = Schedule::of(&plan, today);
    if args.json {
        let mut out = Out::new(false);
        out.json(&Face::of(&understood, &plan, &before, &after))?;
        return out.finish();
    }
    let mut out = global.out()?;
    out.line("what if")?;
    for sentence in &understood {
        out.line(&format!("  {sentence}"))?;
    }
    out.line("")?;
    moved::print(&plan, &before, &after, &mut out)?;
    out.finish()
}
