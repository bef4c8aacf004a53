//! `backcast due`: what is overdue, due soon or could start now, plan by plan and person by person,
//! for a Monday morning or a job that runs every day. The exit code tells such a job whether it has to
//! speak up: 1 when something is overdue, 2 when a plan could not be read, whatever the others say.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use super::global::Global;
use super::out::{Out, complain};
use super::words;
use crate::plan::{Plan, Side, Step};
use crate::schedule::due::who::{self, Asked};
use crate::schedule::due::{AHEAD, Due, Task, Urgency, due};
use crate::schedule::{Schedule, StepDates};
use crate::store;

/// Something is overdue.
const OVERDUE: u8 = 1;
/// A plan could not be read.
const UNREAD: u8 = 2;

/// The arguments of `due`.
#[derive(Debug, Args)]
pub(crate) struct DueArgs {
    /// The plan; without one, all
    pub(crate) name: Option<String>,
    /// All plans
    #[arg(long, conflicts_with = "name")]
    pub(crate) all: bool,
    /// What falls due within so many calendar days counts as due soon
    #[arg(long, value_name = "DAYS", default_value_t = AHEAD)]
    pub(crate) days: u32,
    /// Say nothing when nothing is due, for a job that mails what it prints
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// As JSON, for other programs
    #[arg(long)]
    pub(crate) json: bool,
}

/// Runs it. A plan that cannot be read is told and keeps no other from being looked at.
pub(crate) fn run(args: &DueArgs, global: &Global) -> Result<ExitCode> {
    let today = global.clock.today();
    let mut unread = false;
    let mut found = Vec::new();
    for path in paths(args, global)? {
        match store::load(&path) {
            Ok(opened) => {
                if let Some(reason) = &opened.read_only {
                    complain(reason);
                }
                found.push(of_plan(&path, &opened.plan, today, args.days));
            }
            Err(error) if args.name.is_some() => return Err(error.into()),
            Err(error) => {
                complain(&error.to_string());
                unread = true;
            }
        }
    }
    let mut out;
    if args.json {
        out = Out::new(false);
        out.json(&found)?;
    } else {
        out = global.out()?;
        print(&found, args, &mut out)?;
    }
    let code = out.finish()?;
    let all = found.iter().flat_map(|plan| &plan.people);
    let mut all = all.flat_map(|person| &person.due);
    Ok(if unread {
        ExitCode::from(UNREAD)
    } else if all.any(|item| item.urgency == "overdue") {
        ExitCode::from(OVERDUE)
    } else {
        code
    })
}

fn paths(args: &DueArgs, global: &Global) -> Result<Vec<PathBuf>> {
    Ok(match &args.name {
        Some(name) => vec![global.folder.resolve(name)?],
        None => {
            let plans = global.folder.list()?;
            plans.into_iter().map(|plan| plan.path).collect()
        }
    })
}

/// What is due on one plan.
#[derive(Serialize)]
struct OfPlan {
    name: String,
    path: String,
    #[serde(skip)]
    head: String,
    go_live: Option<NaiveDate>,
    people: Vec<OfPerson>,
}

/// What is due from one person, or from whoever will own the steps of a side.
#[derive(Serialize)]
struct OfPerson {
    /// Their id; nothing for a side as a whole.
    person: Option<String>,
    name: String,
    organization: String,
    side: Side,
    due: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    urgency: &'static str,
    task: &'static str,
    step: String,
    title: String,
    by: Option<NaiveDate>,
    /// Working days since it had to start.
    late_by: Option<i32>,
    words: String,
}

fn of_plan(path: &Path, plan: &Plan, today: NaiveDate, ahead: u32) -> OfPlan {
    let schedule = Schedule::of(plan, today);
    let found = due(plan, &schedule, ahead);
    let asked = who::by_person(plan, &found);
    let people = asked.iter().map(|asked| of_person(plan, &schedule, asked));
    let people: Vec<OfPerson> = people.collect();
    let sides = words::sides(plan);
    let head = match sides.as_str() {
        "" => plan.name.clone(),
        sides if sides == plan.name => plan.name.clone(),
        sides => format!("{}: {sides}", plan.name),
    };
    OfPlan {
        name: plan.name.clone(),
        path: path.display().to_string(),
        head: format!("{head}, {}", words::go_live(plan, today)),
        go_live: plan.anchor.go_live,
        people,
    }
}

fn of_person(plan: &Plan, schedule: &Schedule, asked: &Asked) -> OfPerson {
    let items = asked.due.iter().filter_map(|due| {
        let (step, dates) = (plan.steps.get(due.step)?, schedule.step(due.step)?);
        Some(item(step, dates, *due))
    });
    OfPerson {
        person: asked.person.map(str::to_owned),
        name: asked.name(plan),
        organization: plan.organization(&asked.side).to_owned(),
        side: asked.side.clone(),
        due: items.collect(),
    }
}

fn item(step: &Step, dates: &StepDates, due: Due) -> Item {
    let late_by = dates.late_by.filter(|_| due.task == Task::Start);
    Item {
        urgency: match due.urgency {
            Urgency::Overdue => "overdue",
            Urgency::Soon => "soon",
            Urgency::Ready => "ready",
        },
        task: match due.task {
            Task::Start => "start",
            Task::Finish => "finish",
            Task::Answer => "answer",
        },
        step: step.id.clone(),
        title: step.title.clone(),
        by: due.by,
        late_by,
        words: who::words(dates, due, &words::full),
    }
}

fn print(found: &[OfPlan], args: &DueArgs, out: &mut Out) -> Result<()> {
    let mut first = true;
    for plan in found.iter().filter(|plan| !plan.people.is_empty()) {
        if !first {
            out.line("")?;
        }
        first = false;
        out.line(&plan.head)?;
        for person in &plan.people {
            out.line(&format!("  {} ({})", person.name, person.organization))?;
            for item in &person.due {
                let title = match item.title.trim() {
                    "" => "a step without a title",
                    title => title,
                };
                out.line(&format!("    {}: {title}: {}", item.urgency, item.words))?;
            }
        }
    }
    if first && !args.quiet {
        let days = words::counted(args.days as usize, "day");
        out.line(&format!("nothing is due within {days}"))?;
    }
    Ok(())
}
