//! `backcast agree NAME PERSON`: puts somebody on record as having agreed to the plan as it stands,
//! or as having seen it.

use std::process::ExitCode;

use anyhow::{Result, bail};
use chrono::NaiveDate;
use clap::Args;

use super::global::Global;
use super::pen::NOBODY;
use super::words;
use crate::plan::commit::{Signature, commit};
use crate::plan::{Plan, Stance, Via};
use crate::schedule::{Schedule, facts};
use crate::store::{self, Disk};

/// The arguments of `agree`.
#[derive(Debug, Args)]
pub(crate) struct AgreeArgs {
    /// The plan
    pub(crate) name: String,
    /// Who: a name of the plan, or any part of it that nobody else's has
    #[arg(required = true, value_name = "PERSON")]
    pub(crate) person: Vec<String>,
    /// Has seen the plan, and not agreed yet
    #[arg(long)]
    pub(crate) seen: bool,
    /// How it is known, such as: by mail, "March 1 works for us"
    #[arg(long, value_name = "WORDS", default_value = "on the call")]
    pub(crate) via: String,
}

/// Runs it.
pub(crate) fn run(args: &AgreeArgs, global: &Global) -> Result<ExitCode> {
    let mut out = global.out()?;
    let opened = store::load(&global.folder.resolve(&args.name)?)?;
    if let Some(reason) = opened.read_only {
        bail!(reason);
    }
    let today = global.clock.today();
    let person = words::person(&opened.plan, &args.person.join(" "), NOBODY)?;
    let stance = if args.seen {
        Stance::Seen
    } else {
        Stance::Agreed
    };
    let mut plan = opened.plan.clone();
    let signature = Signature {
        id: store::new_id(),
        at: global.clock.now(),
        by: plan.seller_author(),
        via: Via::Command,
    };
    let entry = commit(&mut plan, signature, |plan| {
        let schedule = Schedule::of(plan, today);
        facts::agree(plan, &schedule, &person, today, stance.clone(), &args.via);
    });
    if entry.is_some() {
        Disk::of(&opened).save(&opened.plan, &plan)?;
    }
    if let Some(line) = told(&plan, &person, &stance, today, entry.is_some()) {
        out.line(&line)?;
    }
    if opened.plan.baseline.is_none() && plan.baseline.is_some() {
        out.line("the first agreement: slip is measured against these dates from now on")?;
    }
    out.finish()
}

/// What went on record.
fn told(
    plan: &Plan,
    person: &str,
    stance: &Stance,
    today: NaiveDate,
    is_new: bool,
) -> Option<String> {
    let name = plan.person(person)?.name.as_str();
    if !is_new {
        let did = match stance {
            Stance::Agreed => "agreed to",
            _ => "seen",
        };
        return Some(format!(
            "{name} is on record already as having {did} this version today"
        ));
    }
    let did = match stance {
        Stance::Agreed => "agreed to",
        _ => "has seen",
    };
    let what = match plan.anchor.go_live {
        Some(date) => format!("the plan for {}", words::full(date)),
        None => "the plan, which has no go-live date yet".to_owned(),
    };
    let via = plan.agreements.iter().rev();
    let mut via = via.filter(|agreement| agreement.person == person && agreement.on == today);
    let via = via
        .find(|agreement| agreement.stance == *stance)?
        .via
        .as_str();
    let via = match via {
        "" => String::new(),
        via => format!(", {via}"),
    };
    Some(format!("{name} {did} {what}{via}"))
}
