//! `backcast schema`: the JSON Schema of the plan's file, of the seller's private file,
//! or of a coaching record.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::out::Out;
use crate::coach::rep::Rep;
use crate::plan::Plan;
use crate::private::Private;

/// The arguments of `schema`.
#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// The schema of the seller's private file instead
    #[arg(long)]
    pub(crate) private: bool,
    /// The schema of a coaching record instead
    #[arg(long, conflicts_with = "private")]
    pub(crate) coaching: bool,
}

/// Runs it.
pub(crate) fn run(args: &SchemaArgs) -> Result<ExitCode> {
    let schema = if args.private {
        schemars::schema_for!(Private)
    } else if args.coaching {
        schemars::schema_for!(Rep)
    } else {
        schemars::schema_for!(Plan)
    };
    let mut out = Out::new(false);
    out.json(&schema)?;
    out.finish()
}
