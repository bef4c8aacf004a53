//! What can be typed: the options that every subcommand takes, and the list of subcommands. The
//! arguments of each stand in its own file.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

const AFTER_HELP: &str = "A NAME is a plan's file name without .json, any part of its name that no \
other plan has, or a path.\nExit codes: 0 done, 1 a negative answer, 2 bad use, bad input or an I/O error.";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "backcast", version, about, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: GlobalArgs,
    /// Without one, the home screen opens.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// Options of every subcommand.
#[derive(Debug, Args)]
pub(crate) struct GlobalArgs {
    /// The plans folder [env: BACKCAST_DIR]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// The day to take for today, as 2026-11-23; the clock then stands [env: BACKCAST_TODAY]
    #[arg(long, global = true, value_name = "DATE")]
    pub(crate) today: Option<String>,
    /// Plain characters only, for terminals that show no others
    #[arg(long, global = true)]
    pub(crate) ascii: bool,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Open a plan
    Open(super::open::OpenArgs),
    /// Open a plan in the window that everybody on a call sees
    Live(super::live::LiveArgs),
    /// Follow a shared window on another screen: what to say, what to ask, private notes
    Prompter(super::prompter::PrompterArgs),
    /// Play with the example; nothing is kept
    Demo,
    /// Start a plan
    New(super::new::NewArgs),
    /// Add a step in one line
    Add(super::add::AddArgs),
    /// Show or change the days on which each side works: country, weekend, days off, absences
    Calendar(super::calendar::args::CalendarArgs),
    /// Change a plan: steps in one line, what the date is for, who decides
    Set(super::set::SetArgs),
    /// Put somebody on record as having agreed to a plan, or seen it
    Agree(super::agree::AgreeArgs),
    /// Print the message that follows a call: what was agreed, who does what by when
    Recap(super::recap::RecapArgs),
    /// Write a plan for the buyer to take home: a page, a spreadsheet, a list of values
    Export(super::export::ExportArgs),
    /// Print a plan with all its dates and their reasons
    Show(super::show::ShowArgs),
    /// List what would make a plan fit, or gain most, each with its effect
    Levers(super::levers::LeversArgs),
    /// Try changes: what they would move, before and after; nothing is kept
    #[command(name = "whatif")]
    WhatIf(super::whatif::WhatIfArgs),
    /// Tell whether a plan is real or theatre, with the evidence and what to ask next
    Check(super::check::CheckArgs),
    /// List what is overdue, due soon or could start now, for each person
    Due(super::due::DueArgs),
    /// List the plans
    List(super::list::ListArgs),
    /// Write down what your own books say of a deal, and see whether it needs a plan
    Deal(super::deal::DealArgs),
    /// Write down what is known of a deal, and see what the plan invents or leaves out
    Meddpicc(super::meddpicc::MeddpiccArgs),
    /// Find out why a rep builds no plans, and what to do about it
    Diagnose(super::diagnose::DiagnoseArgs),
    /// Play a rep's conversations with a buyer through, rate them, and see how they move
    Practice(super::practice::PracticeArgs),
    /// Hold a 1:1 with a rep by Goal, Reality, Options, Will; it ends with one commitment
    OneOnOne(super::one_on_one::OneOnOneArgs),
    /// See how far a rep has come in 30, 60 and 90 days, and what is next this week
    PlanCoaching(super::plan_coaching::PlanCoachingArgs),
    /// The words to say: list, show and check them, or import a playbook's
    Scripts(super::scripts::ScriptsArgs),
    /// Print the JSON Schema of a plan's file
    Schema(super::schema::SchemaArgs),
    /// Print where the plans, or one plan, lie
    Path(super::path::PathArgs),
}
