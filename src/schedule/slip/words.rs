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
    let parts = match sides(slip).as_str() {
        "" => String::new(),
        parts => format!(" ({parts})"),
    };
    let mut told = vec![format!("since the first agreement: {sum}{parts}")];
    told.extend(slip.steps.iter().map(|step| step_words(plan, step)));
    told
}

/// What each side moved go-live by, and the days that passed: "buyer −2 d, seller +5 d"; empty when
/// nothing did.
pub fn sides(slip: &Slip) -> String {
    let parts = [
        ("buyer", slip.buyer),
        ("seller", slip.seller),
        ("both", slip.both),
        ("days that passed", slip.passed),
    ];
    let parts = parts.into_iter().filter(|&(_, days)| days != 0);
    let parts: Vec<String> = parts
        .map(|(who, days)| format!("{who} {} d", signed(days)))
        .collect();
    parts.join(", ")
}

/// How far go-live moved: "go-live +3 d".
pub fn total(slip: &Slip) -> String {
    format!("go-live {} d", signed(slip.go_live))
}

/// How far a step moved and who moved it: "5 working days later than agreed on Mon 23 Nov: moved by Northwind on 2
/// Dec 2026". `slip` must be of that plan.
pub fn of_step(plan: &Plan, slip: &StepSlip) -> String {
    let agreed = plan.baseline.as_ref().and_then(|baseline| baseline.on);
    let agreed = agreed.map_or_else(String::new, |on| format!(" on {}", day_month_year(on)));
    let (moved, who) = (moved(slip.days), who(plan, slip));
    format!("{moved} than agreed{agreed}: {who}")
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
    let who = who(plan, slip);
    format!(
        "{title}: {}, {} instead of {}; {who}",
        moved(slip.days),
        full(slip.to),
        full(slip.from)
    )
}

fn who(plan: &Plan, slip: &StepSlip) -> String {
    match &slip.moved {
        Some((author, on)) => {
            let who = whose(plan, author);
            format!("moved by {who} on {}", day_month_year(*on))
        }
        None => "moved by no edit: days passed".to_owned(),
    }
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
