//! `backcast add NAME LINE`: one more step, from one line. A line that is not understood whole
//! changes nothing.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use chrono::NaiveDate;
use clap::Args;

use super::global::Global;
use super::pen::PenArgs;
use super::words;
use crate::plan::adding::{self, Added, Placement};
use crate::plan::commit::{Signature, commit};
use crate::plan::one_line::{OneLine, Part, PartKind};
use crate::plan::{Plan, Step};
use crate::schedule::{Schedule, StepDates, explain};
use crate::store::{self, Disk};

/// The arguments of `add`.
#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// The plan
    pub(crate) name: String,
    /// The step, such as: Security review 2w @Dana buyer before Signature
    #[arg(required = true, value_name = "LINE")]
    pub(crate) line: Vec<String>,
    #[command(flatten)]
    pub(crate) pen: PenArgs,
}

/// Runs it.
pub(crate) fn run(args: &AddArgs, global: &Global) -> Result<ExitCode> {
    let mut out = global.out()?;
    let opened = store::load(&global.folder.resolve(&args.name)?)?;
    if let Some(reason) = opened.read_only {
        bail!(reason);
    }
    let today = global.clock.today();
    let line = args.line.join(" ");
    let read = adding::read(&opened.plan, &line, today);
    refuse_problems(&line, &read)?;
    let mut plan = opened.plan.clone();
    let signature = args.pen.signature(&plan, global.clock)?;
    let added = committed(&mut plan, &read, signature)?;
    let mut disk = Disk::of(&opened);
    disk.save(&opened.plan, &plan)?;
    // Another program may have saved in between: what is on disk now is what counts.
    for sentence in told(disk.plan(), &read, &added, today) {
        out.line(&sentence)?;
    }
    out.finish()
}

fn refuse_problems(line: &str, read: &OneLine) -> Result<()> {
    if read.problems.is_empty() {
        return Ok(());
    }
    let problems: Vec<&str> = read
        .problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    bail!("nothing was added from “{line}”: {}", problems.join("; "))
}

fn committed(plan: &mut Plan, read: &OneLine, signature: Signature) -> Result<Added> {
    let mut added = None;
    commit(plan, signature, |plan| {
        let placement = Placement::default();
        added = Some(adding::add(plan, read, &placement, &mut store::new_id));
    });
    added
        .context("the step was not added")?
        .context("nothing was added")
}

/// What was understood, with the dates that follow from it.
fn told(plan: &Plan, read: &OneLine, added: &Added, today: NaiveDate) -> Vec<String> {
    let schedule = Schedule::of(plan, today);
    let at = plan.steps.iter().position(|step| step.id == added.step);
    let found = at.and_then(|at| plan.steps.get(at).zip(schedule.step(at)));
    let Some((step, dates)) = found else {
        return vec![format!(
            "{} was added, and removed by another program",
            read.title
        )];
    };
    let (takes, whose) = (step.duration.words(), whose(plan, step));
    let mut lines = vec![format!("{}, {takes}, {whose}: {}", step.title, when(dates))];
    lines.extend(ties(read));
    let near = at.map(|at| explain::near_misses(&schedule, at));
    lines.extend(near.into_iter().flatten());
    lines.extend(added.notes.iter().cloned());
    lines.extend(words::standing(plan, &schedule));
    lines
}

fn whose(plan: &Plan, step: &Step) -> String {
    match (words::owners(plan, step), &step.side) {
        (owners, _) if !owners.is_empty() => owners,
        (_, side) => plan.organization(side).to_owned(),
    }
}

fn when(dates: &StepDates) -> String {
    let must = dates.must_start.zip(dates.must_finish);
    match (must, dates.can_start.zip(dates.can_finish)) {
        (Some((start, finish)), _) if dates.after_go_live => {
            format!("after go-live, {}", words::span(start, finish))
        }
        (Some((start, finish)), _) if start < finish => {
            let (start, finish) = (words::full(start), words::full(finish));
            format!("start by {start}, done by {finish}")
        }
        (Some((_, finish)), _) => format!("done by {}", words::full(finish)),
        (None, Some((start, finish))) => format!("can be {}", words::span(start, finish)),
        (None, None) => "without dates".to_owned(),
    }
}

/// What the line ties the step to, in its reader's words.
fn ties(read: &OneLine) -> Option<String> {
    let ties = |part: &&Part| {
        use PartKind::{Gate, Link, NoLaterThan, NotBefore, Pin};
        matches!(part.kind, Link | Pin | NotBefore | NoLaterThan | Gate)
    };
    let tied = read.parts.iter().filter(ties);
    let tied: Vec<&str> = tied.map(|part| part.meaning.as_str()).collect();
    (!tied.is_empty()).then(|| tied.join("; "))
}
