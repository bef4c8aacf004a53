//! `backcast export NAME`: what the buyer takes home, as a page, a spreadsheet or a list of values. Into a
//! file in the current folder, under a name that is not taken, unless another is given.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::global::Global;
use super::out::{Out, complain};
use crate::exchange::export::Format;
use crate::schedule::Schedule;
use crate::store;

/// The arguments of `export`.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// The plan
    pub(crate) name: String,
    /// What to make of it
    #[arg(long, value_enum, default_value_t = As::Page)]
    pub(crate) format: As,
    /// Into this file; `-` is standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write over the file when it is there already
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
}

/// A format, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum As {
    /// A page that any browser opens, with no login and no network
    Page,
    /// A spreadsheet with two sheets: the plan, and its steps
    Xlsx,
    /// A row a step, for other programs
    Csv,
}

impl From<As> for Format {
    fn from(typed: As) -> Self {
        match typed {
            As::Page => Self::Page,
            As::Xlsx => Self::Xlsx,
            As::Csv => Self::Csv,
        }
    }
}

/// Runs it. A newer program's plan is told as far as it is understood, and that is said.
pub(crate) fn run(args: &ExportArgs, global: &Global) -> Result<ExitCode> {
    let path = global.folder.resolve(&args.name)?;
    let opened = store::load(&path)?;
    if let Some(reason) = &opened.read_only {
        complain(reason);
    }
    let (format, today) = (Format::from(args.format), global.clock.today());
    let schedule = Schedule::of(&opened.plan, today);
    let mut out = Out::new(false);
    let written = match &args.output {
        Some(output) if output == Path::new("-") => {
            if format == Format::Xlsx && std::io::stdout().is_terminal() {
                bail!(
                    "a spreadsheet is not for a terminal to show — name a file with --output, or send it into a pipe"
                );
            }
            out.raw(&format.stream(&opened.plan, &schedule)?)?;
            return out.finish();
        }
        Some(output) => {
            let bytes = format.file(&opened.plan, &schedule)?;
            store::export(output, &bytes, args.force)?;
            output.display().to_string()
        }
        None => {
            let bytes = format.file(&opened.plan, &schedule)?;
            let here = PathBuf::from(path.file_name().unwrap_or_default());
            store::export_beside(&here, "plan", format.ending(), today, &bytes)?
        }
    };
    out.line(&written)?;
    out.finish()
}
