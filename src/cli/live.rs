//! `backcast live NAME`: a plan in the window that is shared on a call. It is careful from the first
//! line on: what goes wrong names no other plan and no folder.

use std::process::ExitCode;

use anyhow::{Error, Result, anyhow, bail};
use clap::Args;

use super::global::Global;
use super::screen::{self, Start};
use crate::store::StoreError;

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
    let path = global.folder.resolve(&args.name);
    let path = path.map_err(|error| in_company(error.into()))?;
    if !path.exists() {
        bail!("there is no plan at that path");
    }
    screen::start(Start::Live(path), global).map_err(in_company)
}

/// What may be said of an error in a window that everybody may see.
fn in_company(error: Error) -> Error {
    let Some(told) = error.downcast_ref().map(StoreError::in_company) else {
        return error;
    };
    let remedy = match error.downcast_ref() {
        Some(StoreError::NoSuchPlan { .. } | StoreError::Ambiguous { .. }) => {
            "`backcast list` in another window shows them"
        }
        _ => "`backcast open` in another window says which and why",
    };
    anyhow!("{told} — {remedy}")
}
