//! Lines about calendars: days off, working exceptions, a weekend, somebody's absence. They are read
//! by [`crate::plan::calendar_edit`]; here is what they do to the plan, and what is said back while
//! they are typed.

use chrono::NaiveDate;

use super::Purpose;
use super::reading::Edit;
use crate::plan::calendar_edit::{self as calendar, AddedDays, DaysOff};
use crate::plan::people::{self, Found};
use crate::plan::{Person, Plan, Side};
use crate::schedule::SideDays;
use crate::tui::document::Document;
use crate::tui::overlays::calendar::rows::{days_of_week, range_words, weekend_words};
use crate::tui::overlays::calendar::{effect, organization};
use crate::tui::widgets::reply::{Chip, Reply};

/// More days than this are no exception any more.
const MOST_EXCEPTIONS: i64 = 31;

/// What the calendar has for a purpose, as one would type it.
pub(super) fn present(purpose: &Purpose, plan: &Plan) -> String {
    match purpose {
        Purpose::Away(Some(id)) => plan
            .person(id)
            .map_or(String::new(), |person| format!("{} ", person.name)),
        Purpose::Weekend(side) => {
            let Some(party) = calendar::party(plan, side) else {
                return String::new();
            };
            let off = days_of_week(&party.calendar);
            let days = (0..7_u8).filter(|day| off[usize::from(*day)]);
            let days = days.filter_map(|day| chrono::Weekday::try_from(day).ok());
            let words: Vec<String> = days.map(|day| day.to_string().to_lowercase()).collect();
            if words.is_empty() {
                "none".to_owned()
            } else {
                words.join(" ")
            }
        }
        _ => String::new(),
    }
}

/// The edit that a line about calendars means.
///
/// # Errors
/// A sentence that says what is not understood, or that it is so already.
pub(super) fn edit(
    purpose: &Purpose,
    text: &str,
    plan: &Plan,
    today: NaiveDate,
) -> Result<Edit, String> {
    match purpose {
        Purpose::DaysOff(side) => {
            let days = calendar::read_days_off(text, today).map_err(|error| error.to_string())?;
            let mut trial = party(plan, side)?.calendar.clone();
            let worked = trial.working.len();
            let added = calendar::add_days_off(&mut trial, &days);
            if added == AddedDays::AlreadyThere && trial.working.len() == worked {
                return Err(format!("{} is in the list already", said(&days, today)));
            }
            let side = side.clone();
            Ok(Box::new(move |plan, _| {
                if let Some(party) = calendar::party_mut(plan, &side) {
                    calendar::add_days_off(&mut party.calendar, &days);
                }
            }))
        }
        Purpose::Worked(side) => worked(plan, side, text, today),
        Purpose::Weekend(side) => {
            let weekend = calendar::read_weekend(text).map_err(|error| error.to_string())?;
            let side = side.clone();
            Ok(Box::new(move |plan, _| {
                if let Some(party) = calendar::party_mut(plan, &side) {
                    calendar::set_weekend(&mut party.calendar, weekend.clone());
                }
            }))
        }
        _ => {
            let (person, days) = absence(plan, text, today)?;
            let id = person.id.clone();
            let mut trial = person.clone();
            if calendar::add_absence(&mut trial, &days) == AddedDays::AlreadyThere {
                return Err(format!(
                    "{} is away {} already",
                    person.name,
                    said(&days, today)
                ));
            }
            Ok(Box::new(move |plan, _| {
                let person = plan.people.iter_mut().find(|person| person.id == id);
                if let Some(person) = person {
                    calendar::add_absence(person, &days);
                }
            }))
        }
    }
}

fn party<'a>(plan: &'a Plan, side: &Side) -> Result<&'a crate::plan::Party, String> {
    calendar::party(plan, side).ok_or_else(|| "this side has no calendar of its own".to_owned())
}

fn worked(plan: &Plan, side: &Side, text: &str, today: NaiveDate) -> Result<Edit, String> {
    let (from, to) = calendar::read_days(text, today).map_err(|error| error.to_string())?;
    if to.signed_duration_since(from).num_days() >= MOST_EXCEPTIONS {
        return Err("that is more than a month: remove the days off instead".to_owned());
    }
    let days = SideDays::of(&party(plan, side)?.calendar);
    let off: Vec<NaiveDate> = from
        .iter_days()
        .take_while(|date| *date <= to)
        .filter(|date| !days.works_on(*date))
        .collect();
    if off.is_empty() {
        let words = range_words(from, to, today);
        return Err(format!("{words} is worked already"));
    }
    let side = side.clone();
    Ok(Box::new(move |plan, _| {
        if let Some(party) = calendar::party_mut(plan, &side) {
            for date in &off {
                calendar::add_working_day(&mut party.calendar, *date);
            }
        }
    }))
}

/// Who is away, and when: the name stands first, and a reason may follow the days.
fn absence<'a>(
    plan: &'a Plan,
    text: &str,
    today: NaiveDate,
) -> Result<(&'a Person, DaysOff), String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        return Err("who is away, and when? Priya 18-29 jan".to_owned());
    }
    let mut unsaid = None;
    for count in (1..=words.len().min(6)).rev() {
        let (name, rest) = words.split_at(count);
        let name = name.join(" ");
        let name = name.trim_end_matches([':', ',']);
        match people::find_by_part(plan, name) {
            Found::One(id) => {
                let person = plan.person(&id).ok_or("that person is gone")?;
                // What goes on behind the whole name are the days, not more of the name.
                if count > person.name.split_whitespace().count() {
                    continue;
                }
                if rest.is_empty() {
                    return Err(format!("when is {} away? 18-29 jan", person.first_name()));
                }
                let rest = rest.join(" ");
                let rest = rest
                    .trim_start_matches("is away ")
                    .trim_start_matches("away ");
                let days =
                    calendar::read_days_off(rest, today).map_err(|error| error.to_string())?;
                return Ok((person, days));
            }
            Found::Nobody => {}
            _ => unsaid = Some(name.to_owned()),
        }
    }
    Err(match unsaid {
        Some(name) => format!("more than one person is called “{name}”: type the whole name"),
        None => format!(
            "nobody of this plan is called “{}”: begin with a name, Priya 18-29 jan; P on the plan adds people",
            words.first().copied().unwrap_or_default()
        ),
    })
}

fn said(days: &DaysOff, today: NaiveDate) -> String {
    range_words(days.from, days.to, today)
}

/// What is said back while the line is typed: the days as they were read, and what they would move.
pub(super) fn reply(purpose: &Purpose, text: &str, document: &Document, today: NaiveDate) -> Reply {
    let plan = document.plan();
    let edit = match edit(purpose, text, plan, today) {
        Ok(edit) => edit,
        // A name alone is only half typed.
        Err(reason) if is_name(purpose, plan, text) => return Reply::words(reason),
        Err(reason) => return Reply::bad(reason),
    };
    let mut trial = plan.clone();
    edit(&mut trial, &mut || super::reading::TRIAL.to_owned());
    let chip = |words: String| Chip { words, warn: false };
    let parts = understood(purpose, text, plan, &trial, today);
    Reply {
        chips: parts.into_iter().map(chip).collect(),
        text: effect::of(document, &trial),
        bad: false,
    }
}

fn is_name(purpose: &Purpose, plan: &Plan, text: &str) -> bool {
    let of_person = || matches!(people::find_by_part(plan, text), Found::One(_));
    matches!(purpose, Purpose::Away(_)) && of_person()
}

fn understood(
    purpose: &Purpose,
    text: &str,
    plan: &Plan,
    trial: &Plan,
    today: NaiveDate,
) -> Vec<String> {
    let lost = |side: &Side, days: &DaysOff| {
        let calendar = calendar::party(plan, side).map(|party| SideDays::of(&party.calendar));
        let count = calendar.map_or(0, |all| effect::worked_in(&all, days.from, days.to));
        match count {
            0 => "no working day in it".to_owned(),
            1 => "1 working day".to_owned(),
            many => format!("{many} working days"),
        }
    };
    match purpose {
        Purpose::DaysOff(side) => match calendar::read_days_off(text, today) {
            Ok(days) => {
                let cost = lost(side, &days);
                let named = Some(days.name.clone()).filter(|name| !name.is_empty());
                [said(&days, today), cost]
                    .into_iter()
                    .chain(named)
                    .collect()
            }
            Err(_) => Vec::new(),
        },
        Purpose::Worked(side) => {
            let calendar = calendar::party(plan, side).map(|party| SideDays::of(&party.calendar));
            match (calendar::read_days(text, today), calendar) {
                (Ok((from, to)), Some(days)) => {
                    let why = days.why_off(from).unwrap_or_default();
                    let although = Some(format!("although {why}")).filter(|_| !why.is_empty());
                    let worked = format!("{} is worked", range_words(from, to, today));
                    std::iter::once(worked).chain(although).collect()
                }
                _ => Vec::new(),
            }
        }
        Purpose::Weekend(side) => {
            let party = calendar::party(trial, side);
            let words = party.map(|party| weekend_words(days_of_week(&party.calendar)));
            words.into_iter().collect()
        }
        _ => match absence(plan, text, today) {
            Ok((person, days)) => {
                let whose = format!("{}, {}", person.name, organization(plan, &person.side));
                let named = Some(days.name.clone()).filter(|name| !name.is_empty());
                [whose, said(&days, today), lost(&person.side, &days)]
                    .into_iter()
                    .chain(named)
                    .collect()
            }
            Err(_) => Vec::new(),
        },
    }
}
