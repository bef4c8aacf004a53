//! The command line: one file per subcommand. Here is only what they share the way through: reading
//! the arguments, running the one command, and turning what went wrong into one sentence and an
//! exit code. Exit codes: 0 done, 1 a negative answer, 2 bad use, bad input or an I/O error.

mod add;
mod agree;
mod args;
mod calendar;
mod change;
mod check;
mod deal;
mod demo;
mod diagnose;
mod due;
mod export;
mod global;
mod home;
mod levers;
mod list;
mod live;
mod meddpicc;
mod moved;
mod new;
mod one_on_one;
mod open;
mod out;
mod path;
mod pen;
mod plan_coaching;
mod practice;
mod prompter;
mod recap;
mod reps;
mod schema;
mod screen;
mod scripts;
mod set;
mod show;
mod whatif;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use args::{Cli, Command};
use global::Global;
use out::{Out, complain, complain_at_length};

use crate::text;

/// Bad use, bad input or an I/O error.
const FAILED: u8 = 2;

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    finish(run_with(std::env::args_os()))
}

fn run_with(arguments: impl IntoIterator<Item = OsString>) -> Result<ExitCode> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(said) => {
            // What was typed is told in it, among lines of its own: those must be the only ones.
            let shown = |typed: &OsString| text::harmless(&typed.to_string_lossy()).into_owned();
            let shown = Cli::try_parse_from(arguments.iter().map(shown));
            return clap_said(&shown.err().unwrap_or(said));
        }
    };
    let global = Global::of(&cli.global)?;
    match cli.command {
        None => home::run(&global),
        Some(Command::Open(args)) => open::run(&args, &global),
        Some(Command::Live(args)) => live::run(&args, &global),
        Some(Command::Prompter(args)) => prompter::run(&args, &global),
        Some(Command::Demo) => demo::run(&global),
        Some(Command::New(args)) => new::run(&args, &global),
        Some(Command::Add(args)) => add::run(&args, &global),
        Some(Command::Calendar(args)) => calendar::run(&args, &global),
        Some(Command::Set(args)) => set::run(&args, &global),
        Some(Command::Agree(args)) => agree::run(&args, &global),
        Some(Command::Recap(args)) => recap::run(&args, &global),
        Some(Command::Export(args)) => export::run(&args, &global),
        Some(Command::Show(args)) => show::run(&args, &global),
        Some(Command::Levers(args)) => levers::run(&args, &global),
        Some(Command::WhatIf(args)) => whatif::run(&args, &global),
        Some(Command::Check(args)) => check::run(&args, &global),
        Some(Command::Due(args)) => due::run(&args, &global),
        Some(Command::List(args)) => list::run(&args, &global),
        Some(Command::Deal(args)) => deal::run(&args, &global),
        Some(Command::Meddpicc(args)) => meddpicc::run(&args, &global),
        Some(Command::Diagnose(args)) => diagnose::run(&args, &global),
        Some(Command::Practice(args)) => practice::run(&args, &global),
        Some(Command::OneOnOne(args)) => one_on_one::run(&args, &global),
        Some(Command::PlanCoaching(args)) => plan_coaching::run(&args, &global),
        Some(Command::Scripts(args)) => scripts::run(&args, &global),
        Some(Command::Schema(args)) => schema::run(&args),
        Some(Command::Path(args)) => path::run(&args, &global),
    }
}

/// Help and version go to standard output; what clap could not read goes to standard error. Both
/// hold what was typed, so both are made harmless.
fn clap_said(said: &clap::Error) -> Result<ExitCode> {
    let text = said.render().to_string();
    if said.use_stderr() {
        complain_at_length(text.strip_prefix("error: ").unwrap_or(&text).trim_end());
        return Ok(ExitCode::from(FAILED));
    }
    let mut out = Out::new(false);
    out.lines(text.trim_end())?;
    out.finish()
}

fn finish(result: Result<ExitCode>) -> ExitCode {
    result.unwrap_or_else(|error| {
        complain(&format!("{error:#}"));
        ExitCode::from(FAILED)
    })
}
