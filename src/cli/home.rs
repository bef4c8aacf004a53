//! The home screen: what `backcast` alone opens.

use std::process::ExitCode;

use anyhow::Result;

use super::global::Global;
use super::screen::{self, Start};

/// Runs it.
pub(crate) fn run(global: &Global) -> Result<ExitCode> {
    screen::start(Start::Home, global)
}
