//! stub
use super::global::Global;
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;
/// The arguments of `add`.
#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// The plan
    pub(crate) name: String,
}
pub(crate) fn run(args: &AddArgs, _: &Global) -> Result<ExitCode> {
    anyhow::bail!("{}", args.name)
}
