//! `backcast scripts list|show|check|import`: the words to say, the team's own and those that come with
//! the program; whether a team's packs of all kinds are in order; and a pack made from a playbook.

mod packs;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};

use super::FAILED;
use super::global::Global;
use super::out::{Out, complain};
use super::words::counted;
use crate::coach::scripts::playbook::{self, Passage};
use crate::coach::scripts::{Library, Script, Voice, write_pack};
use crate::store;
use crate::text;
use packs::Told;

/// The arguments of `scripts`.
#[derive(Debug, Args)]
pub(crate) struct ScriptsArgs {
    #[command(subcommand)]
    command: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List every script, the team's own first, and which packs there are
    List,
    /// Print a script's words as they are
    Show {
        /// The script's id, as `list` shows it
        id: String,
    },
    /// Check packs of scripts, practice and objections; without one, all in the configuration folder
    Check {
        /// The packs
        files: Vec<PathBuf>,
    },
    /// Make a pack from a playbook in plain text or Markdown: the passages that it quotes
    Import(ImportArgs),
}

#[derive(Debug, Args)]
struct ImportArgs {
    /// The playbook
    file: PathBuf,
    /// What to call the pack, instead of the playbook's name
    #[arg(long)]
    name: Option<String>,
    /// Show what would be taken, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write over a pack of that name
    #[arg(long)]
    force: bool,
}

/// Runs it.
pub(crate) fn run(args: &ScriptsArgs, global: &Global) -> Result<ExitCode> {
    match &args.command {
        Action::List => list(global),
        Action::Show { id } => show(id, global),
        Action::Check { files } => check(files, global),
        Action::Import(args) => import(args, global),
    }
}

/// All scripts at hand, and what is wrong with the packs that are left out.
pub(super) fn library() -> (Library, Vec<String>) {
    let (team, wrong) = store::team::<Vec<Script>>();
    (Library::new(team.into_iter().flatten().collect()), wrong)
}

fn list(global: &Global) -> Result<ExitCode> {
    const WORDS: usize = 48;
    let (library, _) = library();
    let mut out = global.out()?;
    let ids = library.iter().map(|script| text::width(&script.id));
    let titles = library.iter().map(|script| text::width(script.cue.title()));
    let (id_cols, cue_cols) = (ids.max().unwrap_or(0), titles.max().unwrap_or(0));
    for script in library.iter() {
        let id = text::fit(&script.id, id_cols);
        let cue = text::fit(script.cue.title(), cue_cols);
        let voices = voices(script);
        let voices = text::fit(&voices, "manager to buyer".len());
        let line = script.text.replace('\n', " ");
        out.line(&format!(
            "{id}  {cue}  {voices}  {}",
            text::clip(&line, WORDS)
        ))?;
    }
    let mut wrong = Vec::new();
    let mut first = true;
    for Told { path, held } in packs::all() {
        match held {
            Ok(held) => {
                if std::mem::take(&mut first) {
                    out.line("")?;
                }
                out.line(&format!("{}: {held}", path.display()))?;
            }
            Err(error) => wrong.push(error.to_string()),
        }
    }
    let finished = out.finish()?;
    Ok(if wrong.is_empty() {
        finished
    } else {
        tell(&wrong)
    })
}

fn tell(wrong: &[String]) -> ExitCode {
    for error in wrong {
        complain(error);
    }
    ExitCode::from(FAILED)
}

fn voices(script: &Script) -> String {
    let name = |voice| match voice {
        Voice::Manager => "manager",
        Voice::Rep => "rep",
        Voice::Buyer => "buyer",
    };
    format!("{} to {}", name(script.speaker), name(script.audience))
}

fn show(id: &str, global: &Global) -> Result<ExitCode> {
    let (library, wrong) = library();
    let Some(script) = library.iter().find(|script| script.id == id) else {
        let ids: Vec<&str> = library.iter().map(|script| script.id.as_str()).collect();
        for error in &wrong {
            complain(error);
        }
        bail!("no script is called “{id}” — there are {}", ids.join(", "));
    };
    let mut out = global.out()?;
    out.lines(&script.text)?;
    out.line("")?;
    out.line(&format!(
        "{}: {} · {}",
        script.cue.title(),
        voices(script),
        script.source
    ))?;
    out.finish()
}

fn check(files: &[PathBuf], global: &Global) -> Result<ExitCode> {
    let packs: Vec<Told> = if files.is_empty() {
        packs::all()
    } else {
        files.iter().map(|path| packs::one(path)).collect()
    };
    let mut out = global.out()?;
    let mut wrong = Vec::new();
    if packs.is_empty() {
        let folder = folder()?;
        let folder = folder.parent().unwrap_or(&folder).display();
        out.line(&format!(
            "no packs in {folder}: its folders scripts, practice, objections"
        ))?;
    }
    for Told { path, held } in packs {
        match held {
            Ok(held) => out.line(&format!("{}: {held}, in order", path.display()))?,
            Err(error) => wrong.push(error.to_string()),
        }
    }
    let finished = out.finish()?;
    Ok(if wrong.is_empty() {
        finished
    } else {
        tell(&wrong)
    })
}

fn folder() -> Result<PathBuf> {
    store::packs_folder::<Vec<Script>>()
        .context("this system names no folder for the configuration")
}

fn import(args: &ImportArgs, global: &Global) -> Result<ExitCode> {
    let text = store::read_text(&args.file)?;
    let file = args.file.file_name().unwrap_or_default().to_string_lossy();
    let found = playbook::passages(&file, &text);
    if found.is_empty() {
        complain(&format!(
            "{}: nothing in it is quoted to be said — put each passage in quotation marks, as a \
             paragraph of its own, or after a “>”",
            args.file.display()
        ));
        return Ok(ExitCode::from(1));
    }
    let written = (!args.dry_run)
        .then(|| written(args, &file, &found))
        .transpose()?;
    let mut out = global.out()?;
    for passage in &found {
        told(passage, &mut out)?;
    }
    let many = counted(found.len(), "script");
    match written {
        Some(path) => {
            out.line(&format!("{many} in {}", path.display()))?;
            out.line(
                "The cues are proposals: change them there, and mark the deal's own words as slots",
            )?;
        }
        None => out.line(&format!("{many} found; nothing was written"))?,
    }
    out.finish()
}

/// Writes what was found as a pack, and returns its file.
fn written(args: &ImportArgs, file: &str, found: &[Passage]) -> Result<PathBuf> {
    let scripts: Vec<Script> = found.iter().map(|passage| passage.script.clone()).collect();
    let json = write_pack(&scripts).context("cannot write the pack as JSON")?;
    let stem = Path::new(file).file_stem().unwrap_or_default();
    let name = args
        .name
        .clone()
        .unwrap_or(stem.to_string_lossy().into_owned());
    Ok(store::write_pack_file(
        &folder()?,
        &name,
        &json,
        args.force,
    )?)
}

fn told(passage: &Passage, out: &mut Out) -> Result<()> {
    let script = &passage.script;
    let cue = match passage.sure {
        true => script.cue.title().to_owned(),
        false => format!("{} (after the heading)", script.cue.title()),
    };
    out.line(&format!(
        "line {}: {} · {cue} · {}",
        passage.line,
        script.id,
        voices(script)
    ))?;
    for paragraph in script.text.split("\n\n") {
        for line in text::wrap(paragraph, 76) {
            out.line(&format!("    {line}"))?;
        }
    }
    out.line("")
}
