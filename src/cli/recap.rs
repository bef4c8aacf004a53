//! `backcast recap NAME`: the message that follows a call, as plain text or Markdown, to standard
//! output or into a file.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::global::Global;
use super::out::{Out, complain};
use crate::exchange::recap::Recap;
use crate::schedule::Schedule;
use crate::store;

/// The arguments of `recap`.
#[derive(Debug, Args)]
pub(crate) struct RecapArgs {
    /// The plan
    pub(crate) name: String,
    /// As Markdown instead of plain text
    #[arg(long)]
    pub(crate) markdown: bool,
    /// Into this file instead of the terminal
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write over the file when it is there already
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
}

/// Runs it. A newer program's plan is told as far as it is understood, and that is said.
pub(crate) fn run(args: &RecapArgs, global: &Global) -> Result<ExitCode> {
    let opened = store::load(&global.folder.resolve(&args.name)?)?;
    if let Some(reason) = &opened.read_only {
        complain(reason);
    }
    let schedule = Schedule::of(&opened.plan, global.clock.today());
    let recap = Recap::of(&opened.plan, &schedule);
    let text = if args.markdown {
        recap.markdown()
    } else {
        recap.text()
    };
    let Some(path) = &args.output else {
        let mut out = global.out()?;
        out.lines(text.trim_end())?;
        return out.finish();
    };
    store::export(path, text.as_bytes(), args.force)?;
    let mut out = Out::new(false);
    out.line(&path.display().to_string())?;
    out.finish()
}
