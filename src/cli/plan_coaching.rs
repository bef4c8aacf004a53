//! `backcast plan-coaching REP`: how far a rep has come in 30, 60 and 90 days, ticked off by what the
//! record and the plans show, and where the weekly loop stands.

use std::process::ExitCode;

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;
use serde_json::{Value, json};

use super::global::Global;
use super::out::Out;
use super::reps;
use crate::coach::arc::{self, BEHAVIOURS, Milestone, Stage, Week};
use crate::coach::diagnosis::Deal;
use crate::coach::rep::Rep;
use crate::plan::date_text::{day_month_year, short_date_near};
use crate::store;

/// The arguments of `plan-coaching`.
#[derive(Debug, Args)]
pub(crate) struct PlanCoachingArgs {
    /// The rep, as the plans' private files name them
    rep: String,
    /// As JSON, for other programs
    #[arg(long)]
    json: bool,
}

/// So many weeks are shown.
const WEEKS: usize = 8;
/// Columns between two of the milestones in the picture.
const MONTH: usize = 18;

/// Runs it.
pub(crate) fn run(args: &PlanCoachingArgs, global: &Global) -> Result<ExitCode> {
    let today = global.clock.today();
    let record = store::load_rep(&global.folder, &args.rep)?;
    let held = reps::plans_of(&args.rep, global)?;
    let deals: Vec<Deal<'_>> = held.iter().map(reps::Held::deal).collect();
    let rep = record.as_ref();
    let began = arc::began(rep);
    let milestones = arc::milestones(rep, &deals, today);
    let weeks = arc::weeks(rep, &deals, today, WEEKS);
    let next = arc::next(rep, &deals);
    let words = words(next, &args.rep, rep);
    let mut out = global.out()?;
    if args.json {
        out.json(&json!({
            "rep": args.rep,
            "began": began,
            "milestones": milestones.iter().map(in_json).collect::<Vec<_>>(),
            "weeks": weeks.iter().map(week_in_json).collect::<Vec<_>>(),
            "next": {"stage": next.word(), "how": words},
        }))?;
        return out.finish();
    }
    let name = rep.map_or(&args.rep, |rep| &rep.name);
    arc_of(name, began, &milestones, today, &mut out)?;
    loop_of(&weeks, next, today, &mut out)?;
    out.line(&format!("Next: {words}"))?;
    out.finish()
}

fn arc_of(
    name: &str,
    began: Option<NaiveDate>,
    milestones: &[Milestone],
    today: NaiveDate,
    out: &mut Out,
) -> Result<()> {
    let days = began.map_or(0, |began| (today - began).num_days().max(0));
    let since = began.map_or_else(
        || "nothing on record yet".to_owned(),
        |began| format!("day {days}, since {}", day_month_year(began)),
    );
    out.line(&format!("{name} · {since}"))?;
    out.line("")?;
    let at = usize::try_from(days).unwrap_or(0).min(90) * MONTH / 30;
    out.line(&format!("  {}▼", " ".repeat(at)))?;
    let leg = "─".repeat(MONTH - 1);
    out.line(&format!("  ├{leg}┼{leg}┼{leg}┤"))?;
    let gap = " ".repeat(MONTH - 2);
    out.line(&format!("  0{gap} 30{gap}60{gap}90"))?;
    out.line("")?;
    for milestone in milestones {
        for (index, mark) in milestone.marks.iter().enumerate() {
            let day = match index {
                0 => milestone.days.to_string(),
                _ => String::new(),
            };
            let tick = if mark.met { "✓" } else { "▢" };
            out.line(&format!(
                "  {day:<4}{tick} {:<31}{}",
                mark.what, mark.evidence
            ))?;
        }
    }
    out.line("")
}

fn loop_of(weeks: &[Week], next: Stage, today: NaiveDate, out: &mut Out) -> Result<()> {
    let stages = Stage::ALL.map(|stage| {
        let word = stage.word();
        if stage == next {
            format!("[{word}]")
        } else {
            word.to_owned()
        }
    });
    out.line(&format!("  ╭─→ {} ─╮", stages.join(" → ")))?;
    let inside = stages.join(" → ").chars().count() + 4;
    out.line(&format!("  ╰{}╯", "─".repeat(inside + 1)))?;
    out.line("")?;
    for week in weeks {
        let seen = Stage::ALL.iter().zip(week.seen);
        let cells = seen.map(|(stage, seen)| {
            let mark = if seen { "●" } else { "○" };
            format!("{mark} {:<9}", stage.word())
        });
        let line: String = cells.collect();
        let monday = short_date_near(week.monday, today);
        out.line(&format!("  {monday:<11} {}", line.trim_end()))?;
    }
    if !weeks.is_empty() {
        out.line("")?;
    }
    Ok(())
}

/// What to do for a stage, and with which command.
fn words(next: Stage, rep: &str, record: Option<&Rep>) -> String {
    match next {
        Stage::Observe => "observe: sit in on a call, or go through a deal in a 1:1".to_owned(),
        Stage::Diagnose => format!("diagnose: backcast diagnose \"{rep}\""),
        Stage::Coach => format!("coach one behaviour: backcast one-on-one \"{rep}\""),
        Stage::Practise => match weakest(record) {
            Some((behaviour, Some(rating))) => {
                format!("practise `{behaviour}`, last rated {rating}: backcast practice \"{rep}\"")
            }
            Some((behaviour, None)) => {
                format!("practise `{behaviour}`: backcast practice \"{rep}\"")
            }
            None => format!("practise the introduction: backcast practice \"{rep}\""),
        },
        Stage::Apply => {
            "apply it on a live deal: backcast live NAME, the pen with the buyer".to_owned()
        }
        Stage::Measure => {
            format!(
                "measure in the next 1:1 what the plans show of it: backcast one-on-one \"{rep}\""
            )
        }
    }
}

/// The behaviour to practise: the one chosen last, or the one rated lowest.
fn weakest(record: Option<&Rep>) -> Option<(String, Option<u8>)> {
    let record = record?;
    let rating = |behaviour: &str| record.trend(behaviour).pop().map(|(_, rating)| rating);
    let chosen = record.practice.iter().rev().map(|round| &round.coach_next);
    if let Some(chosen) = chosen.into_iter().find(|chosen| !chosen.is_empty()) {
        return Some((chosen.clone(), rating(chosen)));
    }
    let rated = BEHAVIOURS.iter().filter_map(|of| Some((rating(of)?, *of)));
    rated
        .min()
        .map(|(rating, of)| (of.to_owned(), Some(rating)))
}

fn in_json(milestone: &Milestone) -> Value {
    let marks = milestone
        .marks
        .iter()
        .map(|mark| json!({"what": mark.what, "met": mark.met, "evidence": mark.evidence}));
    json!({"days": milestone.days, "marks": marks.collect::<Vec<_>>()})
}

fn week_in_json(week: &Week) -> Value {
    let seen = Stage::ALL.iter().zip(week.seen).filter(|(_, seen)| *seen);
    let seen: Vec<&str> = seen.map(|(stage, _)| stage.word()).collect();
    json!({"monday": week.monday, "seen": seen})
}
