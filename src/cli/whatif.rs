//! `backcast whatif NAME CHANGE...`: what changes would do to a plan, before anybody makes them. What a
//! change means is read in [`super::change`]; nothing is written.

use std::process::ExitCode;

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use super::change;
use super::global::Global;
use super::out::{Out, complain};
use super::words;
use crate::plan::{Plan, Step};
use crate::schedule::{Schedule, StepDates};
use crate::store;

/// The arguments of `whatif`.
#[derive(Debug, Args)]
pub(crate) struct WhatIfArgs {
    /// The plan
    pub(crate) name: String,
    /// A change in quotes, such as: "go-live 15 mar" or "Security review 3w after Kickoff"
    #[arg(required = true, value_name = "CHANGE")]
    pub(crate) changes: Vec<String>,
    /// As JSON, for other programs
    #[arg(long)]
    pub(crate) json: bool,
}

/// Runs it. Each change is read against what the ones before it made of the plan.
pub(crate) fn run(args: &WhatIfArgs, global: &Global) -> Result<ExitCode> {
    let opened = store::load(&global.folder.resolve(&args.name)?)?;
    if let Some(reason) = &opened.read_only {
        complain(reason);
    }
    let today = global.clock.today();
    let mut plan = opened.plan.clone();
    let mut understood = Vec::new();
    for typed in &args.changes {
        understood.push(change::make(&mut plan, typed, today)?);
    }
    let before = Schedule::of(&opened.plan, today);
    let after = Schedule::of(&plan, today);
    let moved = moved(&plan, &before, &after);
    if args.json {
        let mut out = Out::new(false);
        out.json(&Face {
            changes: &understood,
            before: Standing::of(&before),
            after: Standing::of(&after),
            moved,
        })?;
        return out.finish();
    }
    let mut out = global.out()?;
    out.line("what if")?;
    for sentence in &understood {
        out.line(&format!("  {sentence}"))?;
    }
    out.line("")?;
    for line in standing(&before, &after) {
        out.line(&line)?;
    }
    out.line("")?;
    if moved.is_empty() {
        out.line("no step moves")?;
    } else {
        out.line("steps that move")?;
    }
    for step in &moved {
        out.line(&format!("  {}: {}", step.title, step.words()))?;
    }
    out.finish()
}

#[derive(Serialize)]
struct Face<'a> {
    changes: &'a [String],
    before: Standing,
    after: Standing,
    moved: Vec<Moved<'a>>,
}

/// How a plan stands, for other programs.
#[derive(Serialize)]
struct Standing {
    go_live: Option<NaiveDate>,
    forecast: Option<NaiveDate>,
    days_to_spare: Option<i32>,
    fits: bool,
}

impl Standing {
    fn of(schedule: &Schedule) -> Self {
        Self {
            go_live: schedule.go_live,
            forecast: schedule.forecast,
            days_to_spare: schedule.days_to_spare,
            fits: schedule.fits,
        }
    }
}

/// A date before and after.
#[derive(Serialize)]
struct FromTo {
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

/// A step that moves, with the dates that change.
#[derive(Serialize)]
struct Moved<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    must_start: Option<FromTo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    must_finish: Option<FromTo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    can_start: Option<FromTo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    can_finish: Option<FromTo>,
}

impl Moved<'_> {
    fn is_any(&self) -> bool {
        let (must, can) = (
            [&self.must_start, &self.must_finish],
            [&self.can_start, &self.can_finish],
        );
        must.into_iter().chain(can).any(Option::is_some)
    }

    fn words(&self) -> String {
        // Of a milestone both dates are the same day, which is said once.
        let same =
            |start: &FromTo, finish: &FromTo| (start.from, start.to) == (finish.from, finish.to);
        let told = [
            ("must start by", &self.must_start, &self.must_finish),
            ("must be done by", &self.must_finish, &None),
            ("can start", &self.can_start, &self.can_finish),
            ("can be done by", &self.can_finish, &None),
        ];
        let told = told.into_iter().filter_map(|(label, dates, finish)| {
            let dates = dates.as_ref()?;
            if finish.as_ref().is_some_and(|finish| same(dates, finish)) {
                return None;
            }
            Some(format!(
                "{label} {}",
                arrow(&date(dates.from), &date(dates.to))
            ))
        });
        told.collect::<Vec<_>>().join("; ")
    }
}

/// The steps whose dates change, in the order of the plan. No change adds or takes away a step.
fn moved<'a>(plan: &'a Plan, before: &Schedule, after: &Schedule) -> Vec<Moved<'a>> {
    let of = |((step, was), is): ((&'a Step, &StepDates), &StepDates)| {
        let pair = |from: Option<NaiveDate>, to| (from != to).then_some(FromTo { from, to });
        let moved = Moved {
            id: &step.id,
            title: &step.title,
            must_start: pair(was.must_start, is.must_start),
            must_finish: pair(was.must_finish, is.must_finish),
            can_start: pair(was.can_start, is.can_start),
            can_finish: pair(was.can_finish, is.can_finish),
        };
        moved.is_any().then_some(moved)
    };
    let dates = plan.steps.iter().zip(&before.steps).zip(&after.steps);
    dates.filter_map(of).collect()
}

/// The plan before and after, a line for each thing that counts.
fn standing(before: &Schedule, after: &Schedule) -> Vec<String> {
    let fits = |schedule: &Schedule| if schedule.fits { "yes" } else { "no" }.to_owned();
    let spare = |schedule: &Schedule| match schedule.days_to_spare {
        Some(days) if days < 0 => {
            format!("{} short", words::working_days(days.unsigned_abs()))
        }
        Some(days) => words::working_days(days.unsigned_abs()),
        None => "none known".to_owned(),
    };
    let rows = [
        ("go-live", date(before.go_live), date(after.go_live)),
        ("could land", date(before.forecast), date(after.forecast)),
        ("to spare", spare(before), spare(after)),
        ("fits", fits(before), fits(after)),
    ];
    let rows = rows.into_iter();
    rows.map(|(label, from, to)| format!("{label}: {}", arrow(&from, &to)))
        .collect()
}

fn date(date: Option<NaiveDate>) -> String {
    date.map_or_else(|| "no date".to_owned(), words::full)
}

/// "A → B", or "A, as before".
fn arrow(from: &str, to: &str) -> String {
    if from == to {
        format!("{to}, as before")
    } else {
        format!("{from} → {to}")
    }
}
