//! `backcast one-on-one REP [PLAN]`: opens a manager's 1:1 with a rep on the screen. With `--show` it
//! prints the 1:1s that are on record, and whether the last commitment was kept.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use serde_json::{Value, json};

use super::global::Global;
use super::out::Out;
use super::reps::{self, Held};
use super::screen::{self, Start};
use crate::coach::one_on_one::{Kept, Outcome, Stage};
use crate::coach::rep::{OneOnOne, Rep};
use crate::plan::Plan;
use crate::plan::date_text::day_month_year;
use crate::store;
use crate::tui::screens::one_on_one::Beginning;

/// The arguments of `one-on-one`.
#[derive(Debug, Args)]
pub(crate) struct OneOnOneArgs {
    /// The rep, as the plans' private files name them
    rep: String,
    /// The plan to talk about; without it that of the last 1:1, or the rep's only one
    plan: Option<String>,
    /// Print the 1:1s on record, and whether the last commitment was kept
    #[arg(long)]
    show: bool,
    /// As JSON, for other programs
    #[arg(long, requires = "show")]
    json: bool,
}

/// Runs it.
pub(crate) fn run(args: &OneOnOneArgs, global: &Global) -> Result<ExitCode> {
    let record = store::load_rep(&global.folder, &args.rep)?;
    let held = reps::plans_of(&args.rep, global)?;
    let today = global.clock.today();
    let last = store::last_commitment(&global.folder, record.as_ref(), &held, today)?;
    if args.show {
        return show(args, record.as_ref(), last.as_ref(), global);
    }
    let name = record.as_ref().map_or(&args.rep, |rep| &rep.name);
    let talks = record.as_ref().map_or(&[][..], |rep| &rep.one_on_ones);
    let plan = match &args.plan {
        Some(name) => Some(store::load(&global.folder.resolve(name)?)?.plan),
        None => plan(&args.rep, talks, &held)?,
    };
    let beginning = Beginning {
        rep: name.clone(),
        before: talks.len(),
        last,
        plan,
    };
    screen::start(Start::OneOnOne(Box::new(beginning)), global)
}

/// The plan to talk about when none is named: that of the last 1:1, or the rep's only one.
fn plan(rep: &str, talks: &[OneOnOne], held: &[Held]) -> Result<Option<Plan>> {
    let Ok(plan) = store::plan_of_talk(talks, held) else {
        let names: Vec<&str> = held.iter().map(|held| held.plan.name.as_str()).collect();
        bail!(
            "{rep} has {} plans: {} — say which one to talk about: backcast one-on-one \"{rep}\" NAME",
            held.len(),
            names.join(", ")
        )
    };
    Ok(plan.map(|held| held.plan.clone()))
}

fn show(
    args: &OneOnOneArgs,
    record: Option<&Rep>,
    last: Option<&(OneOnOne, Kept)>,
    global: &Global,
) -> Result<ExitCode> {
    let mut out = global.out()?;
    let talks = record.map_or(&[][..], |rep| &rep.one_on_ones);
    if args.json {
        out.json(&in_json(&args.rep, talks, last))?;
        return out.finish();
    }
    if talks.is_empty() {
        out.line(&format!("no 1:1 with {} is on record", args.rep))?;
    }
    for talk in talks {
        one(talk, &mut out)?;
    }
    if let Some((talk, kept)) = last {
        let said = if kept.said {
            "as was said"
        } else {
            "as far as the plan shows"
        };
        let words = match kept.outcome {
            Outcome::Yes => format!("kept, {said}"),
            Outcome::No => format!("not kept, {said}"),
            Outcome::CannotTell => "the plan cannot tell whether it was kept".to_owned(),
        };
        let on = day_month_year(talk.on);
        out.line(&format!("The last commitment, of {on}: {words}"))?;
        for line in &kept.evidence {
            out.line(&format!("  {line}"))?;
        }
    }
    out.finish()
}

fn one(talk: &OneOnOne, out: &mut Out) -> Result<()> {
    let mut heading = day_month_year(talk.on);
    if !talk.plan_name.is_empty() {
        heading.push_str(&format!(" · {}", talk.plan_name));
    }
    if let Some(minutes) = talk.minutes {
        heading.push_str(&format!(" · {minutes} min"));
    }
    out.line(&heading)?;
    for stage in Stage::ALL {
        if let Some(said) = talk.said.get(stage.word()) {
            for (index, line) in said.lines().enumerate() {
                let label = if index == 0 { stage.title() } else { "" };
                out.line(&format!("  {label:<8} {line}"))?;
            }
        }
    }
    match &talk.commitment {
        None => out.line("  no commitment")?,
        Some(commitment) => {
            let by = commitment
                .by
                .map(|by| format!(", by {}", day_month_year(by)));
            let by = by.unwrap_or_default();
            out.line(&format!("  will     {}{by}", commitment.what))?;
            if !commitment.least_sure.is_empty() {
                out.line(&format!(
                    "           least sure of: {}",
                    commitment.least_sure
                ))?;
            }
        }
    }
    out.line("")
}

fn in_json(rep: &str, talks: &[OneOnOne], last: Option<&(OneOnOne, Kept)>) -> Value {
    let kept = last.map(|(talk, kept)| {
        json!({
            "one_on_one": talk.id,
            "kept": kept.outcome.word(),
            "said": kept.said,
            "evidence": kept.evidence,
        })
    });
    json!({"rep": rep, "one_on_ones": talks, "last_commitment": kept})
}
