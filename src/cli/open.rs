//! `backcast open NAME`: a plan's screen.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::global::Global;
use super::screen::{self, Start};

/// The arguments of `open`.
#[derive(Debug, Args)]
pub(crate) struct OpenArgs {
    /// The plan
    pub(crate) name: String,
}

/// Runs it.
pub(crate) fn run(args: &OpenArgs, global: &Global) -> Result<ExitCode> {
    let path = global.folder.resolve(&args.name)?;
    screen::start(Start::Open(path), global)
}
