//! What an edit of a calendar would do, said before it is done: it is tried on a copy of the plan.
//! Fit for everybody's eyes: how much room there is, is not among it.

use chrono::NaiveDate;

use super::Tab;
use super::rows::{Row, What, range_words};
use crate::plan::calendar_edit as edit;
use crate::plan::date_text::short_date_near;
use crate::plan::{Blackout, Plan, Side};
use crate::schedule::{Schedule, SideDays, StepDates};
use crate::tui::document::Document;

/// Removes what a row stands for: a holiday of the table becomes a working day, a weekend of the
/// calendar's own the base's again.
pub fn remove(plan: &mut Plan, side: Option<&Side>, row: &Row) {
    if let (What::Away, Some(id), Some(days)) = (row.what, &row.person, row.days) {
        if let Some(person) = plan.people.iter_mut().find(|person| person.id == *id) {
            take_range(&mut person.away, days);
        }
        return;
    }
    let Some(party) = side.and_then(|side| edit::party_mut(plan, side)) else {
        return;
    };
    let calendar = &mut party.calendar;
    match (row.what, row.days) {
        (What::Weekend, _) => {
            edit::set_weekend(calendar, None);
        }
        (What::Holiday, Some((date, _))) => {
            edit::add_working_day(calendar, date);
        }
        (What::Single, Some((date, _))) => {
            let at = calendar.holidays.iter().position(|day| day.date == date);
            if let Some(at) = at {
                calendar.holidays.remove(at);
            }
        }
        (What::Worked, Some((date, _))) => calendar.working.retain(|day| *day != date),
        (What::Blackout, Some(days)) => take_range(&mut calendar.blackouts, days),
        _ => {}
    }
}

/// Takes the first range of exactly these days.
fn take_range(ranges: &mut Vec<Blackout>, (from, to): (NaiveDate, NaiveDate)) {
    let at = ranges
        .iter()
        .position(|range| (range.from, range.to) == (from, to));
    if let Some(at) = at {
        ranges.remove(at);
    }
}

/// What removing a row would do, with its key; for rows that cannot be removed, what can be done.
pub(super) fn of_removing(row: &Row, document: &Document, tab: Tab) -> String {
    let plan = document.plan();
    let today = document.schedule().today;
    let day = |(from, to): (NaiveDate, NaiveDate)| range_words(from, to, today);
    let said = match (row.what, row.days) {
        (What::Base, _) => return "Enter chooses a country, a part of one, or none".to_owned(),
        (What::Weekend, _) if row.note.is_empty() => {
            return "w types other days, such as fri sat".to_owned();
        }
        (What::Person, _) => {
            let first = plan.person(row.person.as_deref().unwrap_or_default());
            let first = first.map_or("", |person| person.first_name());
            return format!("v says when {first} is away");
        }
        (What::Weekend, _) => "D gives the country's weekend back".to_owned(),
        (What::Holiday, Some(days)) => format!("D makes {} a working day", day(days)),
        (What::Worked, _) => "D takes this exception back".to_owned(),
        (What::Away, Some(days)) => format!("D takes {} away from the list", day(days)),
        (_, Some(days)) => format!("D removes {}", day(days)),
        (_, None) => return String::new(),
    };
    let mut trial = plan.clone();
    remove(&mut trial, tab.side().as_ref(), row);
    format!("{said}: {}", of(document, &trial))
}

/// What another version of the plan moves: how many steps, the first of them with its dates, and
/// whether it becomes late.
pub fn of(document: &Document, after: &Plan) -> String {
    let (was, today) = (document.schedule(), document.schedule().today);
    let now = Schedule::of(after, today);
    let anchored = was.go_live.is_some();
    let finish = |dates: &StepDates| {
        if anchored {
            dates.must_finish
        } else {
            dates.can_finish
        }
    };
    let both = was.steps.iter().zip(&now.steps).zip(&after.steps);
    let mut moved: Vec<(NaiveDate, NaiveDate, &str)> = both
        .filter_map(|((before, now), step)| {
            let (before, now) = (finish(before)?, finish(now)?);
            (before != now).then_some((before, now, step.title.as_str()))
        })
        .collect();
    moved.sort();
    let near = |date| short_date_near(date, today);
    let mut parts = match moved.as_slice() {
        [] => vec!["no date moves".to_owned()],
        // What stands last is what the edit moved first.
        [.., (before, now, title)] => {
            let count = match moved.len() {
                1 => "1 step moves".to_owned(),
                many => format!("{many} steps move"),
            };
            let (before, now) = (near(*before), near(*now));
            vec![format!("{count}, {title} from {before} to {now}")]
        }
    };
    match (was.days_to_spare, now.days_to_spare) {
        (was, Some(days)) if days < 0 && was != Some(days) => {
            parts.push(format!("then {} d late", -days));
        }
        (Some(was), Some(0..)) if was < 0 => parts.push("then no longer late".to_owned()),
        _ => {}
    }
    parts.join(" · ")
}

/// How many working days a side would lose on a range.
pub fn worked_in(days: &SideDays, from: NaiveDate, to: NaiveDate) -> usize {
    super::worked(days, from, to)
}
