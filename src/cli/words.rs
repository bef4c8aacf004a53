//! Words that several commands say the same way: dates with their year, the distance to go-live,
//! who owns a step, how a plan stands.

use anyhow::{Result, bail};
use chrono::{Datelike, NaiveDate};

use crate::coach::need::TEMPLATE;
use crate::plan::date_text::{echo_date, short_date};
use crate::plan::people::{Found, find_by_part};
use crate::plan::{Plan, Side, Step};
use crate::schedule::{Schedule, explain};

/// "Fri 5 Feb 2027".
pub(crate) fn full(date: NaiveDate) -> String {
    short_date(date, i32::MIN)
}

/// "Mon 8 Feb to Sun 28 Feb 2027"; a single day once.
pub(crate) fn span(start: NaiveDate, finish: NaiveDate) -> String {
    if start == finish {
        full(finish)
    } else {
        format!("{} to {}", short_date(start, finish.year()), full(finish))
    }
}

/// "T−98 d" before go-live, "T+3 d" after it.
pub(crate) fn t_minus(days: i64) -> String {
    let sign = if days < 0 { '+' } else { '−' };
    format!("T{sign}{} d", days.unsigned_abs())
}

/// "1 working day", "25 working days".
pub(crate) fn working_days(number: u32) -> String {
    counted(number as usize, "working day")
}

/// "1 step", "12 steps".
pub(crate) fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// How a next step takes the place of a plan that is not needed.
pub(crate) fn instead(slug: &str) -> String {
    format!("instead of a plan: backcast set {slug} --template {TEMPLATE}")
}

/// "Acme × Northwind", or as much of it as there is.
pub(crate) fn sides(plan: &Plan) -> String {
    let named = [&plan.buyer.organization, &plan.seller.organization];
    let named: Vec<&str> = named
        .into_iter()
        .map(String::as_str)
        .filter(|name| !name.is_empty())
        .collect();
    named.join(" × ")
}

/// "go-live Mon 1 Mar 2027, in 14 weeks".
pub(crate) fn go_live(plan: &Plan, today: NaiveDate) -> String {
    match plan.anchor.go_live {
        Some(date) => format!("go-live {}", echo_date(date, today)),
        None => "no go-live date yet".to_owned(),
    }
}

/// The owners by name, each with the side's organization: "Ravi Patel (Acme)". Empty without any.
pub(crate) fn owners(plan: &Plan, step: &Step) -> String {
    let named = |side: &Side| {
        let person = plan.person(step.owner(side)?)?;
        Some(format!("{} ({})", person.name, plan.organization(side)))
    };
    let named: Vec<String> = [Side::Buyer, Side::Seller]
        .iter()
        .filter_map(named)
        .collect();
    named.join(", ")
}

/// The id of the person meant by a name, or any part of it that nobody else has; `nobody` is what to say
/// when the plan has no people at all.
pub(crate) fn person(plan: &Plan, typed: &str, nobody: &'static str) -> Result<String> {
    if plan.people.is_empty() {
        bail!(nobody);
    }
    match find_by_part(plan, typed) {
        Found::One(id) => Ok(id),
        Found::Many(names) => {
            let names = names.join(", ");
            bail!("“{typed}” fits several people: {names} — write more of the name")
        }
        Found::Nobody => {
            let names = plan.people.iter().map(|person| person.name.as_str());
            let names: Vec<&str> = names.collect();
            bail!(
                "nobody in the plan is called “{typed}” — its people are {}",
                names.join(", ")
            )
        }
    }
}

/// How the plan stands, a sentence a line: the room, the forecast, and why it does not fit.
pub(crate) fn standing(plan: &Plan, schedule: &Schedule) -> Vec<String> {
    let mut told = Vec::new();
    let mut room = Vec::new();
    if let Some(spare) = schedule.days_to_spare.filter(|&spare| spare >= 0) {
        room.push(format!("{} to spare", working_days(spare.unsigned_abs())));
    }
    room.extend(forecast(schedule));
    if !room.is_empty() {
        told.push(room.join("; "));
    }
    if schedule.go_live.is_none() || plan.steps.is_empty() {
        return told;
    }
    if schedule.fits {
        told.push("it fits".to_owned());
    } else {
        let short = schedule.short_by().map_or_else(String::new, |short| {
            format!(": {} short", working_days(short.unsigned_abs()))
        });
        told.push(format!("it does not fit{short}"));
        told.extend(explain::cause(plan, schedule));
    }
    told
}

fn forecast(schedule: &Schedule) -> Option<String> {
    let date = schedule.forecast?;
    let working = schedule
        .forecast_working
        .map(|date| format!(" (both sides work again on {})", full(date)));
    Some(format!(
        "go-live could land {}{}",
        full(date),
        working.unwrap_or_default()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates_always_say_their_year_once() {
        for (start, finish, expected) in [
            ("2027-02-08", "2027-02-28", "Mon 8 Feb to Sun 28 Feb 2027"),
            (
                "2026-12-28",
                "2027-01-15",
                "Mon 28 Dec 2026 to Fri 15 Jan 2027",
            ),
            ("2027-02-05", "2027-02-05", "Fri 5 Feb 2027"),
        ] {
            assert_eq!(span(date(start), date(finish)), expected);
        }
    }

    #[test]
    fn the_distance_to_go_live_counts_down_and_then_up() {
        assert_eq!([98, 0, -3].map(t_minus), ["T−98 d", "T−0 d", "T+3 d"]);
    }
}
