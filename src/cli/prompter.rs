//! `backcast prompter [NAME]`: what only the rep sees beside the shared window.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::global::Global;
use super::screen::{self, Start};

/// The arguments of `prompter`.
#[derive(Debug, Args)]
pub(crate) struct PrompterArgs {
    /// The plan whose shared window to follow; without one, the window opened last
    pub(crate) name: Option<String>,
}

/// Runs it.
pub(crate) fn run(args: &PrompterArgs, global: &Global) -> Result<ExitCode> {
    let name = args.name.as_deref();
    let plan = name.map(|name| global.folder.resolve(name)).transpose()?;
    screen::start(Start::Prompter(plan), global)
}
