//! A plan as plain text: a head, the table of the steps by date, and under it, step by step, when it
//! must and can be and why. No colours and no lines drawn, so that it reads well aloud.

use anyhow::Result;

use super::table;
use crate::cli::out::Out;
use crate::cli::words;
use crate::plan::authorship::Authorship;
use crate::plan::people::called;
use crate::plan::{Plan, Step, bounds, links};
use crate::schedule::odds::{self, Odds};
use crate::schedule::{PlanDays, Schedule, StepDates, explain, facts, slip};

/// Prints it.
pub(super) fn print(
    plan: &Plan,
    days: &PlanDays,
    schedule: &Schedule,
    odds: Option<&Odds>,
    out: &mut Out,
) -> Result<()> {
    for line in head(plan, days, schedule, odds) {
        out.line(&line)?;
    }
    let order = table::by_date(plan, schedule);
    if order.is_empty() {
        out.line("")?;
        return out.line("no steps yet");
    }
    out.line("")?;
    for line in table::lines(plan, schedule, &order) {
        out.line(&line)?;
    }
    out.line("")?;
    out.line(&legend(plan))?;
    for at in order {
        let (Some(step), Some(dates)) = (plan.steps.get(at), schedule.step(at)) else {
            continue;
        };
        out.line("")?;
        out.line(&title_line(plan, step))?;
        for line in details(plan, step, dates) {
            out.line(&format!("  {line}"))?;
        }
        for reason in explain::why(plan, schedule, days, at) {
            out.line(&format!("  - {reason}"))?;
        }
        for reason in explain::why_could(plan, schedule, days, at) {
            out.line(&format!("  - {reason}"))?;
        }
    }
    Ok(())
}

fn head(plan: &Plan, days: &PlanDays, schedule: &Schedule, odds: Option<&Odds>) -> Vec<String> {
    let sides = words::sides(plan);
    let mut lines = vec![match sides.as_str() {
        "" => plan.name.clone(),
        sides if sides == plan.name => plan.name.clone(),
        sides => format!("{}: {sides}", plan.name),
    }];
    let distance = schedule.days_to_go_live().map(words::t_minus);
    let distance = distance.map_or_else(String::new, |distance| format!(" ({distance})"));
    lines.push(format!(
        "{}{distance}",
        words::go_live(plan, schedule.today)
    ));
    lines.extend(words::standing(plan, schedule));
    lines.extend(explain::beyond_holidays(plan, schedule, days));
    lines.extend(odds.into_iter().flat_map(|odds| odds::words(plan, odds)));
    for (label, text) in [
        ("outcome", &plan.anchor.outcome),
        ("if missed", &plan.anchor.if_missed),
    ] {
        if !text.is_empty() {
            lines.push(format!("{label}: {text}"));
        }
    }
    lines.extend(on_record(plan, schedule));
    let slip = slip::slip(plan, days, schedule).map(|slip| slip::words(plan, &slip));
    let (sum, steps) = slip.as_ref().and_then(|told| told.split_first()).unzip();
    lines.extend(sum.cloned());
    lines.extend(
        steps
            .into_iter()
            .flatten()
            .map(|step| format!("  - {step}")),
    );
    lines
}

/// Who wrote the plan and who agreed to it; nothing before anything is on record.
fn on_record(plan: &Plan, schedule: &Schedule) -> Vec<String> {
    let mut lines = Vec::new();
    if !plan.history.is_empty() {
        lines.push(format!("written by: {}", Authorship::of(plan).summary()));
    }
    for standing in facts::standing(plan, schedule) {
        let agreement = standing.agreement;
        let via = match agreement.via.as_str() {
            "" => String::new(),
            via => format!(", {via}"),
        };
        lines.push(format!(
            "on record: {}: {} ({}{via})",
            named(plan, &agreement.person),
            standing.words(),
            words::full(agreement.on)
        ));
        let changes = standing.changes.iter();
        lines.extend(changes.map(|change| format!("  - {}", change.words)));
    }
    lines
}

/// A person's whole name; of one who left the plan, the last known.
fn named(plan: &Plan, id: &str) -> String {
    match plan.person(id) {
        Some(person) => person.name.clone(),
        None => called(plan, id),
    }
}

fn legend(plan: &Plan) -> String {
    use crate::plan::Side::{Buyer, Seller};
    let side = |side| plan.organization(side).to_owned();
    format!(
        "B {}, S {}, J both; to spare in working days; drives: sets when go-live can land",
        side(&Buyer),
        side(&Seller)
    )
}

fn title_line(plan: &Plan, step: &Step) -> String {
    let owners = words::owners(plan, step);
    let owners = match owners.as_str() {
        "" => format!("{}, no owner yet", step.side.word()),
        owners => format!("{}, {owners}", step.side.word()),
    };
    let estimate = step.duration.estimate_words();
    let estimate = estimate.map_or_else(String::new, |estimate| format!(" ({estimate})"));
    format!(
        "{}: {}{estimate}, {owners}",
        step.title,
        step.duration.words()
    )
}

fn details(plan: &Plan, step: &Step, dates: &StepDates) -> Vec<String> {
    let mut lines = dated(step, dates);
    lines.extend(comes_after(plan, step));
    let bounds = bounds::words(step, &words::full);
    lines.extend((!bounds.is_empty()).then(|| bounds.join("; ")));
    let unknown = step.unknown.as_ref().map(|unknown| {
        let who = unknown.who.as_deref().and_then(|id| plan.person(id));
        let who = who.map_or("somebody", |person| person.name.as_str());
        let by = unknown.by.map(|date| format!(" by {}", words::full(date)));
        format!("still open: {who} finds out{}", by.unwrap_or_default())
    });
    lines.extend(unknown);
    if step.riskiest {
        lines.push("the riskiest step".to_owned());
    }
    for (label, text) in [("done when", &step.done_when), ("note:", &step.note)] {
        if !text.is_empty() {
            lines.push(format!("{label} {text}"));
        }
    }
    lines
}

/// When it must be and when it can be.
fn dated(step: &Step, dates: &StepDates) -> Vec<String> {
    if let Some(done) = step.done {
        return vec![format!("done on {}", words::full(done))];
    }
    if dates.after_go_live {
        let falls = dates.must_start.zip(dates.must_finish);
        let falls = falls.or(dates.can_start.zip(dates.can_finish));
        let words =
            |(start, finish)| format!("falls on {}, after go-live", words::span(start, finish));
        return falls.map(words).into_iter().collect();
    }
    let window = |start, finish, milestone: bool| match (start, finish) {
        (Some(_), Some(finish)) if milestone => Some(format!("be done by {}", words::full(finish))),
        (Some(start), Some(finish)) => Some(format!("run {}", words::span(start, finish))),
        _ => None,
    };
    let milestone = step.duration.is_milestone();
    let must = window(dates.must_start, dates.must_finish, milestone);
    let can = window(dates.can_start, dates.can_finish, milestone);
    let started = step
        .started
        .map(|date| format!("started {}", words::full(date)));
    let told = [
        must.map(|when| format!("must {when}")),
        can.map(|when| format!("can {when}")),
        started,
        dates.to_spare.map(spare_words),
        dates.late_by.map(late_words),
        dates.drives.then(|| "drives go-live".to_owned()),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    vec![told.join("; ")]
}

fn spare_words(days: i32) -> String {
    let number = words::working_days(days.unsigned_abs());
    if days < 0 {
        format!("{number} late")
    } else {
        format!("{number} to spare")
    }
}

fn late_words(days: i32) -> String {
    let number = words::working_days(days.unsigned_abs());
    format!("should have started {number} ago")
}

/// What it comes after.
fn comes_after(plan: &Plan, step: &Step) -> Option<String> {
    let before = links::words(plan, step);
    (!before.is_empty()).then(|| format!("after {}", before.join(", ")))
}
