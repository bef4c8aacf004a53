//! `backcast list`: the plans of the folder, also those that cannot be read, with the reason.

use std::process::ExitCode;

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use super::global::Global;
use super::out::Out;
use super::words;
use crate::store::{Listed, Summary};
use crate::text;

/// No column takes more than this of a line.
const WIDEST: usize = 40;

/// The arguments of `list`.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// As JSON, for other programs
    #[arg(long)]
    pub(crate) json: bool,
}

/// Runs it.
pub(crate) fn run(args: &ListArgs, global: &Global) -> Result<ExitCode> {
    let plans = global.folder.list()?;
    let today = global.clock.today();
    if args.json {
        let rows: Vec<Row> = plans.iter().map(|plan| Row::of(plan, today)).collect();
        let mut out = Out::new(false);
        out.json(&rows)?;
        return out.finish();
    }
    let mut out = global.out()?;
    if plans.is_empty() {
        let folder = global.folder.path().display();
        out.line(&format!("no plans in {folder} yet"))?;
        out.line("`backcast new NAME` starts one, `backcast demo` shows the example")?;
        return out.finish();
    }
    let cells: Vec<[String; 5]> = plans.iter().map(|plan| cells(plan, today)).collect();
    let mut widths = [0; 5];
    for row in &cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = text::width(cell).max(*width).min(WIDEST);
        }
    }
    for (plan, row) in plans.iter().zip(&cells) {
        out.line(&line(plan, row, &widths))?;
    }
    out.finish()
}

/// What JSON tells of one plan.
#[derive(Serialize)]
struct Row<'a> {
    slug: &'a str,
    path: String,
    #[serde(flatten)]
    about: About<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum About<'a> {
    Plan {
        name: &'a str,
        buyer: &'a str,
        seller: &'a str,
        go_live: Option<NaiveDate>,
        days_to_go_live: Option<i64>,
        steps: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        read_only: Option<&'a str>,
    },
    Broken {
        error: String,
    },
}

impl<'a> Row<'a> {
    fn of(plan: &'a Listed, today: NaiveDate) -> Self {
        let about = match &plan.summary {
            Ok(summary) => About::Plan {
                name: &summary.name,
                buyer: &summary.buyer,
                seller: &summary.seller,
                go_live: summary.go_live,
                days_to_go_live: days_ahead(summary, today),
                steps: summary.steps,
                read_only: summary.read_only.as_deref(),
            },
            Err(error) => About::Broken {
                error: error.to_string(),
            },
        };
        Self {
            slug: &plan.slug,
            path: plan.path.display().to_string(),
            about,
        }
    }
}

fn days_ahead(summary: &Summary, today: NaiveDate) -> Option<i64> {
    let date = summary.go_live?;
    Some(date.signed_duration_since(today).num_days())
}

/// The cells of a plan's row, harmless; a broken one has only its file's name.
fn cells(plan: &Listed, today: NaiveDate) -> [String; 5] {
    let slug = text::harmless(&plan.slug).into_owned();
    let Ok(summary) = &plan.summary else {
        return [
            slug,
            String::new(),
            String::new(),
            String::new(),
            String::new(),
        ];
    };
    let name = match summary.name.as_str() {
        name if name == plan.slug => "",
        name => name,
    };
    let date = match summary.go_live {
        Some(date) => words::full(date),
        None => "no date yet".to_owned(),
    };
    [
        slug,
        text::harmless(name).into_owned(),
        text::harmless(&summary.buyer).into_owned(),
        date,
        days_ahead(summary, today).map_or_else(String::new, words::t_minus),
    ]
}

fn line(plan: &Listed, row: &[String; 5], widths: &[usize; 5]) -> String {
    let summary = match &plan.summary {
        Ok(summary) => summary,
        Err(error) => {
            let slug = text::fit(&row[0], widths[0]).into_owned();
            return format!("{slug}  cannot be read: {error}");
        }
    };
    let mut line = String::new();
    for (cell, &width) in row.iter().zip(widths).filter(|(_, width)| **width > 0) {
        line.push_str(&text::fit(cell, width));
        line.push_str("  ");
    }
    line.push_str(&words::counted(summary.steps, "step"));
    if summary.read_only.is_some() {
        line.push_str("  read-only: written by a newer backcast");
    }
    line
}
