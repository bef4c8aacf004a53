//! `backcast levers NAME`: what would make a plan fit, or gain most, each with its effect before it is
//! chosen. Changes nothing.

use std::process::ExitCode;

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use super::global::Global;
use super::out::{Out, complain};
use super::words;
use crate::plan::Plan;
use crate::schedule::Schedule;
use crate::schedule::levers::{Lever, keep_best_pairs, levers};
use crate::store;

/// A negative answer.
const NOTHING_HELPS: u8 = 1;

/// The arguments of `levers`.
#[derive(Debug, Args)]
pub(crate) struct LeversArgs {
    /// The plan
    pub(crate) name: String,
    /// As JSON, for other programs
    #[arg(long)]
    pub(crate) json: bool,
    /// All pairs of changes that do more than either alone too
    #[arg(long)]
    pub(crate) pairs: bool,
}

/// Runs it. A newer program's plan is read as far as it is understood, and that is said.
pub(crate) fn run(args: &LeversArgs, global: &Global) -> Result<ExitCode> {
    let opened = store::load(&global.folder.resolve(&args.name)?)?;
    if let Some(reason) = &opened.read_only {
        complain(reason);
    }
    let (plan, today) = (opened.plan, global.clock.today());
    let schedule = Schedule::of(&plan, today);
    let mut found = levers(&plan, today);
    if !args.pairs {
        keep_best_pairs(&mut found);
    }
    let helpless = found.is_empty() && !schedule.fits;
    if args.json {
        let mut out = Out::new(false);
        out.json(&face(&schedule, &found))?;
        out.finish()?;
    } else {
        let mut out = global.out()?;
        for line in told(&plan, &schedule, &found) {
            out.line(&line)?;
        }
        out.finish()?;
    }
    Ok(if helpless {
        ExitCode::from(NOTHING_HELPS)
    } else {
        ExitCode::SUCCESS
    })
}

/// The plan as it stands, then each lever with its effect and its question.
fn told(plan: &Plan, schedule: &Schedule, found: &[Lever]) -> Vec<String> {
    let mut lines = vec![words::go_live(plan, schedule.today)];
    lines.extend(words::standing(plan, schedule));
    lines.push(String::new());
    if found.is_empty() {
        lines.push(if schedule.fits {
            "no change of a kind that is known here brings go-live nearer".to_owned()
        } else {
            "no change of a kind that is known here helps: look at the steps themselves, with \
             `backcast show`"
                .to_owned()
        });
        return lines;
    }
    for (at, lever) in found.iter().enumerate() {
        lines.push(format!("{}. {}", at + 1, lever.words));
        lines.push(format!("   {}", effect(lever)));
        let asked = lever.questions.iter();
        lines.extend(asked.map(|asked| format!("   ask {}: {}", asked.whom, asked.words)));
    }
    lines
}

fn effect(lever: &Lever) -> String {
    let mut told = Vec::new();
    if lever.gain > 0 {
        told.push(format!(
            "gains {}",
            words::working_days(lever.gain.unsigned_abs())
        ));
    }
    told.push(if lever.fits {
        "it fits".to_owned()
    } else {
        "it does not fit yet".to_owned()
    });
    let lands = lever.forecast.map(words::full);
    told.extend(lands.map(|date| format!("go-live could land {date}")));
    told.push(format!("pain {}", lever.pain));
    told.join("; ")
}

#[derive(Serialize)]
struct Face<'a> {
    go_live: Option<NaiveDate>,
    forecast: Option<NaiveDate>,
    days_to_spare: Option<i32>,
    fits: bool,
    levers: Vec<LeverFace<'a>>,
}

#[derive(Serialize)]
struct LeverFace<'a> {
    changes: Vec<ChangeFace<'a>>,
    words: &'a str,
    questions: Vec<QuestionFace<'a>>,
    gain: i32,
    pain: u32,
    go_live: Option<NaiveDate>,
    forecast: Option<NaiveDate>,
    days_to_spare: Option<i32>,
    fits: bool,
}

#[derive(Serialize)]
struct ChangeFace<'a> {
    kind: &'static str,
    step: Option<&'a str>,
}

#[derive(Serialize)]
struct QuestionFace<'a> {
    whom: &'a str,
    words: &'a str,
}

fn face<'a>(schedule: &Schedule, found: &'a [Lever]) -> Face<'a> {
    let of = |lever: &'a Lever| LeverFace {
        changes: lever
            .edits
            .iter()
            .map(|edit| ChangeFace {
                kind: edit.kind().word(),
                step: edit.step(),
            })
            .collect(),
        words: &lever.words,
        questions: lever
            .questions
            .iter()
            .map(|asked| QuestionFace {
                whom: &asked.whom,
                words: &asked.words,
            })
            .collect(),
        gain: lever.gain,
        pain: lever.pain,
        go_live: lever.go_live,
        forecast: lever.forecast,
        days_to_spare: lever.days_to_spare,
        fits: lever.fits,
    };
    Face {
        go_live: schedule.go_live,
        forecast: schedule.forecast,
        days_to_spare: schedule.days_to_spare,
        fits: schedule.fits,
        levers: found.iter().map(of).collect(),
    }
}
