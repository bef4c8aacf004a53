//! The way from the command line to the screens: what to open first, and the check that there is a
//! terminal to open it in.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};

use super::global::Global;

/// What the terminal opens with.
#[derive(Debug)]
pub(crate) enum Start {
    /// The list of plans and what to do next.
    Home,
    /// A plan's file.
    Open(PathBuf),
    /// The example, in a folder that is thrown away.
    Demo,
}

/// Opens the screens.
pub(crate) fn start(start: Start, global: &Global) -> Result<ExitCode> {
    if !(std::io::stdin().is_terminal() && std::io::stdout().is_terminal()) {
        bail!(
            "the screens need a terminal — `backcast list` and `backcast show NAME` print as text"
        );
    }
    start_tui(start, global)
}

fn start_tui(start: Start, _global: &Global) -> Result<ExitCode> {
    let what = match start {
        Start::Home => "home".to_owned(),
        Start::Open(path) => path.display().to_string(),
        Start::Demo => "demo".to_owned(),
    };
    bail!("the screens are not built into this version yet ({what})")
}
