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
use crate::plan::people::called;
use crate::plan::{Plan, Side, Step};
use crate::schedule::due::{Due, Task, Urgency, due};
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
    #[arg(long, value_name = "DAYS", default_value_t = 7)]
    pub(crate) days: u32,
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
        print(&found, args.days, &mut out)?;
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
    let mut people: Vec<OfPerson> = Vec::new();
    for due in due(plan, &schedule, ahead) {
        let (Some(step), Some(dates)) = (plan.steps.get(due.step), schedule.step(due.step)) else {
            continue;
        };
        for (person, side) in asked(plan, step, due.task) {
            let is_theirs =
                |known: &OfPerson| known.person.as_deref() == person && known.side == side;
            let at = people.iter().position(is_theirs).unwrap_or_else(|| {
                people.push(of_person(plan, person, side));
                people.len() - 1
            });
            if let Some(theirs) = people.get_mut(at) {
                theirs.due.push(item(step, dates, due));
            }
        }
    }
    let place = |of: &OfPerson| {
        plan.people
            .iter()
            .position(|p| Some(&p.id) == of.person.as_ref())
    };
    people.sort_by_key(|of| place(of).unwrap_or(usize::MAX));
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

/// Who has to do it: the owners, or the side when a step has none.
fn asked<'a>(plan: &Plan, step: &'a Step, task: Task) -> Vec<(Option<&'a str>, Side)> {
    let side_of = |id: &str| plan.person(id).map(|person| person.side.clone());
    let who = step
        .unknown
        .as_ref()
        .and_then(|unknown| unknown.who.as_deref());
    let owners: Vec<&str> = match (task, who) {
        (Task::Answer, Some(who)) => vec![who],
        _ => [Side::Buyer, Side::Seller]
            .iter()
            .filter_map(|side| step.owner(side))
            .collect(),
    };
    if owners.is_empty() {
        return vec![(None, step.side.clone())];
    }
    owners
        .into_iter()
        .map(|id| (Some(id), side_of(id).unwrap_or_else(|| step.side.clone())))
        .collect()
}

fn of_person(plan: &Plan, person: Option<&str>, side: Side) -> OfPerson {
    let organization = plan.organization(&side);
    let name = match person {
        Some(id) => plan
            .person(id)
            .map_or_else(|| called(plan, id), |person| person.name.clone()),
        None => "nobody yet".to_owned(),
    };
    OfPerson {
        person: person.map(str::to_owned),
        name,
        organization: organization.to_owned(),
        side,
        due: Vec::new(),
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
        words: item_words(dates, due, late_by),
    }
}

fn item_words(dates: &StepDates, due: Due, late_by: Option<i32>) -> String {
    let by = due.by.map(|by| format!(" by {}", words::full(by)));
    let by = by.unwrap_or_default();
    let did = match due.task {
        Task::Start => "started",
        Task::Finish => "been done",
        Task::Answer => "been answered",
    };
    let to_do = match due.task {
        Task::Start => "start",
        Task::Finish => "be done",
        Task::Answer => "be answered",
    };
    let subject = match due.task {
        Task::Answer => "the open question ",
        Task::Start | Task::Finish => "",
    };
    let told = match due.urgency {
        Urgency::Overdue => {
            let ago = late_by.map(|days| {
                let days = words::working_days(days.unsigned_abs());
                format!(", {days} ago")
            });
            format!("should have {did}{by}{}", ago.unwrap_or_default())
        }
        Urgency::Soon => {
            let done = dates.must_finish.filter(|_| due.task == Task::Start);
            let done = done.map(|finish| format!(", be done by {}", words::full(finish)));
            format!("must {to_do}{by}{}", done.unwrap_or_default())
        }
        Urgency::Ready => {
            let latest = due
                .by
                .map(|by| format!(", at the latest on {}", words::full(by)));
            format!("could {to_do} now{}", latest.unwrap_or_default())
        }
    };
    format!("{subject}{told}")
}

fn print(found: &[OfPlan], days: u32, out: &mut Out) -> Result<()> {
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
    if first {
        let days = words::counted(days as usize, "day");
        out.line(&format!("nothing is due within {days}"))?;
    }
    Ok(())
}
