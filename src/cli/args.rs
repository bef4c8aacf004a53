//! What can be typed: the options that every subcommand takes, and the list of subcommands. The
//! arguments of each stand in its own file.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::{
    add::AddArgs, agree::AgreeArgs, deal::DealArgs, diagnose::DiagnoseArgs, due::DueArgs,
    levers::LeversArgs, list::ListArgs, live::LiveArgs, meddpicc::MeddpiccArgs, new::NewArgs,
    open::OpenArgs, path::PathArgs, plan_coaching::PlanCoachingArgs, prompter::PrompterArgs,
};
use super::{
    one_on_one::OneOnOneArgs, recap::RecapArgs, schema::SchemaArgs, scripts::ScriptsArgs,
    show::ShowArgs, whatif::WhatIfArgs,
};

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
    Open(OpenArgs),
    /// Open a plan in the window that everybody on a call sees
    Live(LiveArgs),
    /// Follow a shared window on another screen: what to say, what to ask, private notes
    Prompter(PrompterArgs),
    /// Play with the example; nothing is kept
    Demo,
    /// Start a plan
    New(NewArgs),
    /// Add a step in one line
    Add(AddArgs),
    /// Put somebody on record as having agreed to a plan, or seen it
    Agree(AgreeArgs),
    /// Print the message that follows a call: what was agreed, who does what by when
    Recap(RecapArgs),
    /// Print a plan with all its dates and their reasons
    Show(ShowArgs),
    /// List what would make a plan fit, or gain most, each with its effect
    Levers(LeversArgs),
    /// Try changes: what they would move, before and after; nothing is kept
    #[command(name = "whatif")]
    WhatIf(WhatIfArgs),
    /// List what is overdue, due soon or could start now, for each person
    Due(DueArgs),
    /// List the plans
    List(ListArgs),
    /// Write down what your own books say of a deal, and see whether it needs a plan
    Deal(DealArgs),
    /// Write down what is known of a deal, and see what the plan invents or leaves out
    Meddpicc(MeddpiccArgs),
    /// Find out why a rep builds no plans, and what to do about it
    Diagnose(DiagnoseArgs),
    /// Hold a 1:1 with a rep by Goal, Reality, Options, Will; it ends with one commitment
    OneOnOne(OneOnOneArgs),
    /// See how far a rep has come in 30, 60 and 90 days, and what is next this week
    PlanCoaching(PlanCoachingArgs),
    /// The words to say: list, show and check them, or import a playbook's
    Scripts(ScriptsArgs),
    /// Print the JSON Schema of a plan's file
    Schema(SchemaArgs),
    /// Print where the plans, or one plan, lie
    Path(PathArgs),
}
