//! `backcast live NAME`: a plan in the window that is shared on a call. It is careful from the first
//! line on: what goes wrong names no other plan and no folder.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use super::global::Global;
use super::screen::{self, Start};

/// The arguments of `live`.
#[derive(Debug, Args)]
#[command(
    after_help = "Share the window, not the desktop. What only you may see, `backcast prompter` \
shows on another screen. F2 hides the plan behind a neutral card."
)]
pub(crate) struct LiveArgs {
    /// The plan
    pub(crate) name: String,
}

/// Runs it.
pub(crate) fn run(args: &LiveArgs, global: &Global) -> Result<ExitCode> {
    let Ok(path) = global.folder.resolve(&args.name) else {
        bail!(
            "no plan, or more than one, fits that name — `backcast list` in another window shows them"
        );
    };
    if !path.exists() {
        bail!("there is no plan at that path");
    }
    screen::start(Start::Live(path), global)
}
