//! `backcast meddpicc NAME`: what is known of a deal, element by element, and what the plan says to it;
//! with an element, its status and evidence are written down. It is kept in the private file.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use serde_json::{Value, json};

use super::global::Global;
use super::out::Out;
use crate::coach::meddpicc::{self, Finding, Learned, Name};
use crate::private::{Meddpicc, Status};
use crate::store;
use crate::text;

/// The arguments of `meddpicc`.
#[derive(Debug, Args)]
pub(crate) struct MeddpiccArgs {
    /// The plan
    pub(crate) name: String,
    /// The element to write down: metrics, economic buyer, paper process …
    element: Option<String>,
    /// blank, claimed or confirmed
    #[arg(requires = "element")]
    status: Option<String>,
    /// What it rests on, and from whom
    #[arg(requires = "status")]
    evidence: Vec<String>,
    /// As JSON, for other programs
    #[arg(long)]
    json: bool,
}

/// Runs it.
pub(crate) fn run(args: &MeddpiccArgs, global: &Global) -> Result<ExitCode> {
    let path = global.folder.resolve(&args.name)?;
    let plan = store::load(&path)?.plan;
    let element = args.element.as_deref().map(element).transpose()?;
    if let (Some(name), Some(status)) = (element, &args.status) {
        let status = status_of(status)?;
        let evidence = args.evidence.join(" ");
        let says = !evidence.trim().is_empty() || status == Status::Blank;
        let learned = Learned {
            name,
            status: Some(status),
            evidence: says.then_some(evidence),
        };
        store::edit_private(&path, &plan.id, |private| {
            learned.put(&mut private.meddpicc);
        })?;
    }
    let known = store::load_private(&path)?.map(|private| private.meddpicc);
    let known = known.unwrap_or_default();
    let findings = meddpicc::audit(&plan, &known);
    let mut out = global.out()?;
    match args.json {
        true => out.json(&in_json(&known, &findings))?,
        false => tell(element, &known, &findings, &mut out)?,
    }
    out.finish()
}

fn element(typed: &str) -> Result<Name> {
    if let Some(name) = Name::find(typed) {
        return Ok(name);
    }
    let names = Name::ALL.map(|name| name.title().to_lowercase());
    bail!(
        "“{typed}” is no element, or more than one — they are {}",
        names.join(", ")
    )
}

fn status_of(typed: &str) -> Result<Status> {
    match Status::from_word(typed.trim().to_lowercase().as_str()) {
        Status::Other(_) => bail!(
            "“{typed}” is no status — write blank, claimed (somebody said so) or confirmed (the buyer did)"
        ),
        status => Ok(status),
    }
}

fn in_json(known: &Meddpicc, findings: &[Finding]) -> Value {
    let elements = Name::ALL.map(|name| {
        let element = name.of(known);
        json!({
            "name": name.word(),
            "status": element.status.word(),
            "evidence": element.evidence,
        })
    });
    let findings: Vec<Value> = findings
        .iter()
        .map(|finding| {
            json!({
                "element": finding.name.word(),
                "kind": finding.kind.word(),
                "why": finding.why,
                "question": finding.question,
                "steps": finding.steps,
            })
        })
        .collect();
    json!({"elements": elements, "findings": findings})
}

fn tell(only: Option<Name>, known: &Meddpicc, found: &[Finding], out: &mut Out) -> Result<()> {
    const COLS: usize = 17;
    let shown = |name: Name| only.is_none_or(|only| only == name);
    for name in Name::ALL.into_iter().filter(|name| shown(*name)) {
        let element = name.of(known);
        let mark = match element.status {
            Status::Confirmed => "✓",
            Status::Claimed => "◐",
            Status::Blank | Status::Other(_) => "·",
        };
        let (title, status) = (text::fit(name.title(), COLS), element.status.word());
        let line = format!("{mark} {title}  {status:<9}  {}", element.evidence);
        out.line(line.trim_end())?;
    }
    for finding in found.iter().filter(|finding| shown(finding.name)) {
        out.line("")?;
        out.line(&format!("{}: {}", finding.name.title(), finding.why))?;
        out.line(&format!("  ask: {}", finding.question))?;
    }
    if found.is_empty() {
        out.line("")?;
        out.line("Everything is confirmed, and the plan holds it")?;
    }
    Ok(())
}
