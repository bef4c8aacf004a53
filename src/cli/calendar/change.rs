//! The changes of a calendar, each made on a copy of the plan: what was typed is read, put in, and said
//! back in a sentence.

use anyhow::{Context, Result, bail};
use chrono::{NaiveDate, Weekday};

use super::args::{PersonArgs, SideChange};
use crate::cli::words;
use crate::plan::calendar_edit::{self as edit, AddedDays, Cleared, DaysError, DaysOff};
use crate::plan::date_text::weekday_name;
use crate::plan::{Calendar, Plan, Side};
use crate::schedule::{SideDays, holidays};

/// More days than this are no exception.
const MOST_WORKED: usize = 31;

/// Sets what a side's calendar starts from.
pub(super) fn base(plan: &mut Plan, side: &Side, typed: &str) -> Result<Vec<String>> {
    let base = holidays::resolve(typed)
        .with_context(|| "to look for one: backcast calendar --search TEXT")
        .map_err(|error| turned(&error))?;
    let whose = plan.organization(side).to_owned();
    let changed = edit::set_base(calendar(plan, side)?, base.code());
    let (code, name) = (base.code(), base.full_name());
    let mut told = vec![match changed {
        true => format!("{whose}: {code} ({name})"),
        false => format!("{whose} has {code} ({name}) already"),
    }];
    if let Some(days) = &calendar(plan, side)?.weekend {
        let days = weekend_words(days);
        told.push(format!("the weekend stays as it was set: {days}"));
    }
    Ok(told)
}

/// The message with its advice last, as a person reads it.
fn turned(error: &anyhow::Error) -> anyhow::Error {
    let mut parts: Vec<String> = error.chain().map(ToString::to_string).collect();
    parts.reverse();
    anyhow::anyhow!(parts.join("; "))
}

/// Makes a change of a side's calendar; an import has its own file.
pub(super) fn side(
    plan: &mut Plan,
    side: &Side,
    change: &SideChange,
    today: NaiveDate,
) -> Result<Vec<String>> {
    let whose = plan.organization(side).to_owned();
    let calendar = calendar(plan, side)?;
    match change {
        SideChange::Weekend { days } => weekend(calendar, &whose, &days.join(" ")),
        SideChange::Off { days } => off(calendar, &whose, &days.join(" "), today),
        SideChange::Work { days } => work(calendar, &whose, &days.join(" "), today),
        SideChange::Clear { days } => clear(calendar, &whose, &days.join(" "), today),
        SideChange::Import { .. } => Ok(Vec::new()),
    }
}

fn calendar<'a>(plan: &'a mut Plan, side: &Side) -> Result<&'a mut Calendar> {
    let party =
        edit::party_mut(plan, side).context("only the buyer and the seller have a calendar")?;
    Ok(&mut party.calendar)
}

fn weekend(calendar: &mut Calendar, whose: &str, typed: &str) -> Result<Vec<String>> {
    let read = edit::read_weekend(typed)?;
    let told = match &read {
        Some(days) => weekend_words(days),
        None => "as usual there".to_owned(),
    };
    let changed = edit::set_weekend(calendar, read);
    let already = if changed { "" } else { ", as before" };
    Ok(vec![format!("{whose}: weekend {told}{already}")])
}

/// "Friday and Saturday", "on no day".
pub(super) fn weekend_words(days: &[Weekday]) -> String {
    let names: Vec<&str> = days.iter().map(|&day| weekday_name(day)).collect();
    match names.split_last() {
        None => "on no day".to_owned(),
        Some((one, [])) => (*one).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

fn off(calendar: &mut Calendar, whose: &str, typed: &str, today: NaiveDate) -> Result<Vec<String>> {
    let days = edit::read_days_off(typed, today)?;
    let before = SideDays::of(calendar);
    let added = edit::add_days_off(calendar, &days);
    let mut told = vec![added_words(&format!("{whose} is off"), &days, &added)];
    if days.is_one_day()
        && added == AddedDays::New
        && let Some(why) = before.why_off(days.from)
    {
        told.push(format!("that day was off already: {why}"));
    }
    Ok(told)
}

/// "Acme is off Mon 21 Dec 2026 to Fri 8 Jan 2027: freeze".
fn added_words(start: &str, days: &DaysOff, added: &AddedDays) -> String {
    let said = format!("{start} {}", days_words(days));
    match added {
        AddedDays::New => said,
        AddedDays::Renamed { from } if from.is_empty() => format!("{said} (it had no name)"),
        AddedDays::Renamed { from } => format!("{said} (it was called “{from}”)"),
        AddedDays::AlreadyThere => format!("{said}, as before"),
    }
}

/// "Mon 21 Dec 2026 to Fri 8 Jan 2027: freeze".
pub(super) fn days_words(days: &DaysOff) -> String {
    let span = words::span(days.from, days.to);
    match days.name.as_str() {
        "" => span,
        name => format!("{span}: {name}"),
    }
}

fn work(
    calendar: &mut Calendar,
    whose: &str,
    typed: &str,
    today: NaiveDate,
) -> Result<Vec<String>> {
    let (from, to) = edit::read_days(typed, today)?;
    let dates: Vec<NaiveDate> = from
        .iter_days()
        .take_while(|date| *date <= to)
        .take(MOST_WORKED + 1)
        .collect();
    if dates.len() > MOST_WORKED {
        bail!(
            "{typed} is more than {MOST_WORKED} days — set another weekend, or clear the days off instead"
        );
    }
    let before = SideDays::of(calendar);
    let mut told = Vec::new();
    for date in dates {
        let day = words::full(date);
        match before.why_off(date) {
            // A range of exceptions is for its days off; the others are worked anyway.
            None if from != to => {}
            None => told.push(format!("{whose} works on {day} anyway")),
            Some(why) => {
                told.push(format!("{whose} works on {day} ({why})"));
                edit::add_working_day(calendar, date);
            }
        }
    }
    if told.is_empty() {
        told.push(format!("{whose} works on all of these days anyway"));
    }
    Ok(told)
}

fn clear(
    calendar: &mut Calendar,
    whose: &str,
    typed: &str,
    today: NaiveDate,
) -> Result<Vec<String>> {
    let named = edit::clear_named(calendar, typed);
    if !named.is_empty() {
        return Ok(cleared_words(whose, &named));
    }
    let (from, to) = match edit::read_days(typed, today) {
        Ok(days) => days,
        Err(DaysError::NotUnderstood { .. }) => {
            bail!("“{typed}” names no days, and no days off of {whose} are called so")
        }
        Err(error) => return Err(error.into()),
    };
    let cleared = edit::clear_days(calendar, from, to);
    if !cleared.is_empty() {
        return Ok(cleared_words(whose, &cleared));
    }
    let span = words::span(from, to);
    match SideDays::of(calendar).why_off(from) {
        Some(why) if from == to => bail!(
            "{span} is off for {whose} by its country's calendar ({why}) — to work on it, use `work` instead of \
             `clear`"
        ),
        _ => bail!("nothing was said about {span} in {whose}'s calendar"),
    }
}

fn cleared_words(whose: &str, cleared: &Cleared) -> Vec<String> {
    let off = cleared.off.iter();
    let off = off.map(|days| format!("{whose} is not off any more {}", days_words(days)));
    let worked = cleared.working.iter();
    let worked =
        worked.map(|&date| format!("{whose} has no exception any more on {}", words::full(date)));
    off.chain(worked).collect()
}

/// Says that somebody is away, or back.
pub(super) fn absence(
    plan: &mut Plan,
    given: &PersonArgs,
    back: bool,
    today: NaiveDate,
) -> Result<Vec<String>> {
    let nobody = "the plan names nobody yet — add a step with its owner first: backcast add NAME \"Review 5d @Priya\"";
    let id = words::person(plan, &given.person, nobody)?;
    let person = plan
        .people
        .iter_mut()
        .find(|person| person.id == id)
        .context("that person is gone")?;
    let typed = given.days.join(" ");
    let name = person.name.clone();
    if !back {
        let days = edit::read_days_off(&typed, today)?;
        let added = edit::add_absence(person, &days);
        return Ok(vec![added_words(&format!("{name} is away"), &days, &added)]);
    }
    let (from, to) = edit::read_days(&typed, today)?;
    let taken = edit::remove_absence(person, from, to);
    if taken.is_empty() {
        bail!("{name} is not away on {}", words::span(from, to));
    }
    let taken = taken.iter();
    Ok(taken
        .map(|days| format!("{name} is not away any more {}", days_words(days)))
        .collect())
}
