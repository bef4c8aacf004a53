//! The slip in sentences for people: the sum on go-live with each side's part, then each step.

use chrono::NaiveDate;

use super::{Slip, StepSlip};
use crate::plan::Plan;
use crate::plan::authorship::whose;
use crate::plan::date_text::{day_month_year, short_date};

/// The sentences: first the sum, then each step that moved. `slip` must be that of this plan.
pub fn words(plan: &Plan, slip: &Slip) -> Vec<String> {
    let sum = match slip.go_live {
        0 => format!("go-live stands on {}", full(slip.agreed)),
        days => format!(
            "go-live {}, {} instead of {}",
            moved(days),
            full(slip.lands),
            full(slip.agreed)
        ),
    };
    let parts: Vec<String> = [
        ("buyer", slip.buyer),
        ("seller", slip.seller),
        ("both", slip.both),
        ("days that passed", slip.passed),
    ]
    .into_iter()
    .filter(|&(_, days)| days != 0)
    .map(|(who, days)| format!("{who} {} d", signed(days)))
    .collect();
    let parts = match parts.is_empty() {
        true => String::new(),
        false => format!(" ({})", parts.join(", ")),
    };
    let mut told = vec![format!("since the first agreement: {sum}{parts}")];
    told.extend(slip.steps.iter().map(|step| step_words(plan, step)));
    told
}

fn step_words(plan: &Plan, slip: &StepSlip) -> String {
    let title = plan
        .steps
        .get(slip.step)
        .map_or("", |step| step.title.trim());
    let title = match title {
        "" => "a step without a title",
        title => title,
    };
    let who = match &slip.moved {
        Some((author, on)) => {
            let who = whose(plan, author);
            format!("moved by {who} on {}", day_month_year(*on))
        }
        None => "moved by no edit: days passed".to_owned(),
    };
    format!(
        "{title}: {}, {} instead of {}; {who}",
        moved(slip.days),
        full(slip.to),
        full(slip.from)
    )
}

/// "3 working days later".
fn moved(days: i32) -> String {
    let plural = if days.unsigned_abs() == 1 { "" } else { "s" };
    let way = if days < 0 { "earlier" } else { "later" };
    format!("{} working day{plural} {way}", days.unsigned_abs())
}

/// "+5", "−2".
fn signed(days: i32) -> String {
    let sign = if days < 0 { '−' } else { '+' };
    format!("{sign}{}", days.unsigned_abs())
}

/// With its year.
fn full(date: NaiveDate) -> String {
    short_date(date, i32::MIN)
}
