//! What a change moves, before and after: how the plan stands, and each step whose dates change. Told
//! by every command that changes a plan or tries to.

use anyhow::Result;
use chrono::NaiveDate;
use serde::Serialize;

use super::out::Out;
use super::words;
use crate::plan::{Plan, Step};
use crate::schedule::{Schedule, StepDates};

/// What changes came to, for other programs.
#[derive(Serialize)]
pub(crate) struct Face<'a> {
    changes: &'a [String],
    before: Standing,
    after: Standing,
    moved: Vec<Moved<'a>>,
}

impl<'a> Face<'a> {
    /// Of the changes as they were understood, and the plan with its dates before and after.
    pub(crate) fn of(
        changes: &'a [String],
        plan: &'a Plan,
        before: &Schedule,
        after: &Schedule,
    ) -> Self {
        Self {
            changes,
            before: Standing::of(before),
            after: Standing::of(after),
            moved: moved(plan, before, after),
        }
    }
}

/// Prints how the plan stands, before and after, and the steps that move.
pub(crate) fn print(plan: &Plan, before: &Schedule, after: &Schedule, out: &mut Out) -> Result<()> {
    for line in standing(before, after) {
        out.line(&line)?;
    }
    out.line("")?;
    let moved = moved(plan, before, after);
    if moved.is_empty() {
        out.line("no step moves")?;
    } else {
        out.line("steps that move")?;
    }
    for step in &moved {
        out.line(&format!("  {}: {}", step.title, step.words()))?;
    }
    Ok(())
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

    /// Its dates that change, each from and to.
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
