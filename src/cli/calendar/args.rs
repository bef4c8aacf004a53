//! What can be typed behind `backcast calendar`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

const AFTER_HELP: &str = "\
Without a change, prints both calendars: what they start from, the public holidays in the plan's time, \
blackouts, single days, working exceptions and who is away.

Examples:
  backcast calendar --search bavar
  backcast calendar acme
  backcast calendar acme buyer US-CA
  backcast calendar acme buyer weekend fri sat
  backcast calendar acme buyer off \"21 dec - 8 jan year-end change freeze\"
  backcast calendar acme buyer off \"24 dec Christmas Eve\"
  backcast calendar acme seller work \"2 jan\"
  backcast calendar acme buyer clear \"24 dec\"
  backcast calendar acme buyer import holidays.ics --dry-run
  backcast calendar acme away Priya \"18-29 jan\"";

/// The arguments of `calendar`.
#[derive(Debug, Args)]
#[command(subcommand_precedence_over_arg = true, after_help = AFTER_HELP)]
pub(crate) struct CalendarArgs {
    /// The plan
    #[arg(required_unless_present = "search")]
    pub(crate) name: Option<String>,
    /// Search the built-in holiday table, by a few letters of a code or a name
    #[arg(long, value_name = "TEXT", conflicts_with = "name")]
    pub(crate) search: Option<String>,
    /// As JSON, for other programs
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Whose calendar, and what changes in it
    #[command(subcommand)]
    pub(crate) whose: Option<Whose>,
}

/// Whose calendar.
#[derive(Debug, Subcommand)]
pub(crate) enum Whose {
    /// The buyer's calendar: show it, or change it
    #[command(
        override_usage = "backcast calendar NAME buyer [CODE]\n       backcast calendar NAME buyer <COMMAND>"
    )]
    Buyer(SideArgs),
    /// The seller's calendar: show it, or change it
    #[command(
        override_usage = "backcast calendar NAME seller [CODE]\n       backcast calendar NAME seller <COMMAND>"
    )]
    Seller(SideArgs),
    /// Say when a person is away: that person's steps avoid these days
    #[command(override_usage = "backcast calendar NAME away <PERSON> <DAYS>...")]
    Away(PersonArgs),
    /// Take an absence back, or the part of it on these days
    #[command(override_usage = "backcast calendar NAME back <PERSON> <DAYS>...")]
    Back(PersonArgs),
}

/// A change of one side's calendar.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_precedence_over_arg = true
)]
pub(crate) struct SideArgs {
    /// What the calendar starts from: weekdays, all-days, or the code of a country or a part of one
    #[arg(value_name = "CODE")]
    pub(crate) base: Vec<String>,
    #[command(subcommand)]
    pub(crate) change: Option<SideChange>,
}

/// What changes in it.
#[derive(Debug, Subcommand)]
pub(crate) enum SideChange {
    /// Set the weekend: fri sat, or none, or usual for the one of the country
    #[command(override_usage = "backcast calendar NAME buyer|seller weekend <DAYS>...")]
    Weekend {
        /// Days of the week
        #[arg(required = true)]
        days: Vec<String>,
    },
    /// Take a day or a range off, with its name: "21 dec - 8 jan year-end change freeze"
    #[command(override_usage = "backcast calendar NAME buyer|seller off <DAYS>...")]
    Off {
        /// The days, and what they are called
        #[arg(required = true)]
        days: Vec<String>,
    },
    /// Work on a day that would be off
    #[command(override_usage = "backcast calendar NAME buyer|seller work <DAYS>...")]
    Work {
        /// The day, or a range of at most 31
        #[arg(required = true)]
        days: Vec<String>,
    },
    /// Take back what was said about a day, a range, or days off of this name
    #[command(override_usage = "backcast calendar NAME buyer|seller clear <DAYS or NAME>...")]
    Clear {
        /// The days, or the name
        #[arg(required = true)]
        days: Vec<String>,
    },
    /// Take the whole days of a calendar file off
    #[command(override_usage = "backcast calendar NAME buyer|seller import [--dry-run] <FILE>")]
    Import {
        /// The file, as other programs export it (.ics)
        file: PathBuf,
        /// Only say what would come, what is there already and what is left out
        #[arg(long)]
        dry_run: bool,
    },
}

/// An absence.
#[derive(Debug, Args)]
pub(crate) struct PersonArgs {
    /// Who: a name of the plan, or any part of it that nobody else's has
    pub(crate) person: String,
    /// The days, and if you like why: "18-29 jan"
    #[arg(required = true)]
    pub(crate) days: Vec<String>,
}
