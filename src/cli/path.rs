//! `backcast path [NAME]`: where the plans folder, or one plan's file, is.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::global::Global;
use super::out::Out;

/// The arguments of `path`.
#[derive(Debug, Args)]
pub(crate) struct PathArgs {
    /// The plan; without one, the plans folder is printed
    pub(crate) name: Option<String>,
}

/// Runs it. A broken plan's path is printed too: it is needed most then.
pub(crate) fn run(args: &PathArgs, global: &Global) -> Result<ExitCode> {
    let path = match &args.name {
        Some(name) => {
            let path = global.folder.resolve(name)?;
            if !path.try_exists().unwrap_or(true) {
                bail!("{}: there is no such file — check the path", path.display());
            }
            path
        }
        None => global.folder.path().to_owned(),
    };
    let absolute = std::path::absolute(&path)
        .with_context(|| format!("cannot tell where {} is", path.display()))?;
    let mut out = Out::new(false);
    out.line(&absolute.display().to_string())?;
    out.finish()
}
