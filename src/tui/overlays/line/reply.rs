//! What a line says back while it is typed: what was understood, the dates that would follow, and what
//! could stand where the cursor is. The reading itself is in [`super::reading`].

use chrono::NaiveDate;

use super::Purpose;
use super::predecessors;
use super::reading::{Named, TRIAL, date, edit, owner};
use crate::plan::adding::{self, Placement};
use crate::plan::date_text::{Lean, echo_date};
use crate::plan::one_line::{self, Completion};
use crate::plan::people::{self, Found};
use crate::plan::{Duration, Person, Plan, Role, Side};
use crate::schedule::{Schedule, explain};
use crate::tui::document::Document;
use crate::tui::widgets::reply::{Chip, Reply};

/// What was understood, with the dates that would follow.
pub(super) fn reply(purpose: &Purpose, text: &str, document: &Document, today: NaiveDate) -> Reply {
    if text.trim().is_empty() && matches!(purpose, Purpose::Add { .. } | Purpose::Duration(_)) {
        return Reply::default();
    }
    if purpose.of_calendar() {
        return super::days::reply(purpose, text, document, today);
    }
    if let (Purpose::Pen, "", Ok(Some(id))) = (
        purpose,
        text.trim(),
        super::reading::buyer(document.plan(), text),
    ) {
        let plan = document.plan();
        let name = plan.person(&id).map_or("", |person| person.name.as_str());
        let who = spoken_owner(plan, name, &Side::Buyer);
        return Reply::words(format!(
            "Enter takes {who}; or type another name, somebody new is added"
        ));
    }
    let edit = match edit(purpose, text, document, today) {
        Ok(edit) => edit,
        Err(reason) => return Reply::bad(reason),
    };
    let mut plan = document.plan().clone();
    edit(&mut plan, &mut || TRIAL.to_owned());
    let schedule = Schedule::of(&plan, today);
    let understood = understood(purpose, text, document.plan(), today);
    let id = purpose.step().unwrap_or(TRIAL);
    let changed = plan.steps.iter().position(|step| step.id == id);
    let dates = changed.and_then(|at| explain::span(&plan, &schedule, at));
    let near = changed.map_or_else(Vec::new, |at| explain::near_misses(&schedule, at));
    let chip = |words: String| Chip { words, warn: false };
    let told = |parts: Vec<String>| parts.into_iter().filter(|part| !part.is_empty());
    let assumed = assumed(purpose, text, document.plan(), today);
    let wanted = match purpose {
        Purpose::Pen => champion_wanted(document.plan(), text),
        _ => None,
    };
    let follows = dates.into_iter().chain(near).chain(assumed).chain(wanted);
    let follows: Vec<String> = told(follows.collect()).collect();
    Reply {
        chips: told(understood).map(chip).collect(),
        text: follows.join(" · "),
        bad: false,
    }
}

fn understood(purpose: &Purpose, text: &str, plan: &Plan, today: NaiveDate) -> Vec<String> {
    let day = |lean| {
        date(text, today, plan, lean)
            .map(|date| echo_date(date, today))
            .into_iter()
            .collect()
    };
    match purpose {
        Purpose::Add { .. } => {
            let line = adding::read(plan, text, today);
            // Of somebody new it is said below for whom they are taken.
            let told = |part: &&one_line::Part| {
                part.kind != one_line::PartKind::Title && !part.meaning.ends_with(", who is new")
            };
            let parts = line.parts.iter().filter(told);
            parts.map(|part| part.meaning.clone()).collect()
        }
        Purpose::Owner(id) => {
            let Some(step) = plan.step(id) else {
                return Vec::new();
            };
            let names = text
                .split([',', '+', ';'])
                .map(str::trim)
                .filter(|part| !part.is_empty());
            names
                .filter_map(|name| owner(plan, step, name).ok())
                .map(|(name, side)| spoken_owner(plan, &name, &side))
                .collect()
        }
        Purpose::Duration(_) => Duration::parse(text)
            .map(|duration| duration.words())
            .into_iter()
            .collect(),
        Purpose::Done(_) | Purpose::Started(_) => day(Lean::Past),
        Purpose::Pin(_) if text.trim().is_empty() => vec!["no pin".to_owned()],
        Purpose::Pin(_) => day(Lean::Future),
        Purpose::After(_) if text.trim().is_empty() => vec!["comes after nothing".to_owned()],
        Purpose::After(_)
        | Purpose::DoneWhen(_)
        | Purpose::Note(_)
        | Purpose::ByMail(_)
        | Purpose::DaysOff(_)
        | Purpose::Worked(_)
        | Purpose::Weekend(_)
        | Purpose::Away(_) => Vec::new(),
        Purpose::Pen => whose_words(plan, text),
    }
}

/// Whose words are to be typed, and what the person is when that is said.
fn whose_words(plan: &Plan, text: &str) -> Vec<String> {
    let Ok(found) = super::reading::buyer(plan, text) else {
        return Vec::new();
    };
    let named = Named::read(text);
    let known = found.and_then(|id| plan.person(&id));
    let name = known.map_or(named.name, |person| person.name.as_str());
    vec![
        spoken_owner(plan, name, &Side::Buyer),
        named.is().to_owned(),
    ]
}

/// While the plan knows no champion: how to say that this is the one.
fn champion_wanted(plan: &Plan, text: &str) -> Option<String> {
    let of_buyers =
        |person: &Person| person.side == Side::Buyer && person.role == Some(Role::Champion);
    let wanted = !text.contains(',') && !plan.people.iter().any(of_buyers);
    wanted.then(|| format!("wants it to happen? type {}, champion", text.trim()))
}

/// What a new step takes for granted because the line does not say it.
fn assumed(purpose: &Purpose, text: &str, plan: &Plan, today: NaiveDate) -> Vec<String> {
    let Purpose::Add { before, after } = purpose else {
        return Vec::new();
    };
    let line = adding::read(plan, text, today);
    let placement = Placement {
        before: before.as_deref(),
        after: after.as_deref(),
    };
    let mut trial = plan.clone();
    let added = adding::add(&mut trial, &line, &placement, &mut || TRIAL.to_owned());
    added.map(|added| added.notes).unwrap_or_default()
}

fn spoken_owner(plan: &Plan, name: &str, side: &Side) -> String {
    let organization = plan.organization(side);
    match people::find(plan, name, Some(side)) {
        Found::One(_) => format!("{name}, {organization}"),
        _ => format!("{name}, new on the side of {organization}"),
    }
}

/// What could stand where the cursor is.
pub(super) fn complete(
    purpose: &Purpose,
    text: &str,
    cursor: usize,
    document: &Document,
    today: NaiveDate,
) -> Vec<Completion> {
    let plan = document.plan();
    let prefix = match purpose {
        Purpose::Add { .. } => "",
        Purpose::After(_) => predecessors::lead(text),
        Purpose::Pen
            if text
                .get(..cursor)
                .is_some_and(|before| before.contains(',')) =>
        {
            return roles(text, cursor);
        }
        Purpose::Owner(_) | Purpose::Pen | Purpose::Away(_) => {
            return owner_names(plan, text, cursor);
        }
        _ => return Vec::new(),
    };
    let line = format!("{prefix}{text}");
    let found = adding::with_known(plan, today, |known| {
        one_line::complete(&line, cursor + prefix.len(), known)
    });
    let back = |completion: Completion| {
        let start = completion.range.start.checked_sub(prefix.len())?;
        let end = completion.range.end.checked_sub(prefix.len())?;
        Some(Completion {
            range: start..end,
            ..completion
        })
    };
    found.into_iter().filter_map(back).collect()
}

/// What somebody can be to the deal, behind the comma.
fn roles(text: &str, cursor: usize) -> Vec<Completion> {
    let Some((name, behind)) = text.get(..cursor).and_then(|text| text.split_once(',')) else {
        return Vec::new();
    };
    let typed = behind.trim_start();
    let start = name.len() + 1 + behind.len() - typed.len();
    let typed = typed.to_lowercase();
    let fits = |role: &&&str| role.starts_with(&typed) && **role != typed;
    let completion = |role: &&str| Completion {
        range: start..cursor,
        text: if start == name.len() + 1 {
            format!(" {role}")
        } else {
            (*role).to_owned()
        },
        hint: String::new(),
    };
    Role::WORDS.iter().filter(fits).map(completion).collect()
}

/// The people whose names begin like the one being typed.
fn owner_names(plan: &Plan, text: &str, cursor: usize) -> Vec<Completion> {
    let Some(before) = text.get(..cursor) else {
        return Vec::new();
    };
    let start = before.rfind([',', '+', ';']).map_or(0, |at| at + 1);
    let start = start + before[start..].len() - before[start..].trim_start().len();
    let typed = before[start..].to_lowercase();
    if typed.is_empty() {
        return Vec::new();
    }
    let fits = |person: &&Person| {
        let name = person.name.to_lowercase();
        name != typed
            && (name.starts_with(&typed) || name.split(' ').any(|word| word.starts_with(&typed)))
    };
    let completion = |person: &Person| Completion {
        range: start..cursor,
        text: person.name.clone(),
        hint: plan.organization(&person.side).to_owned(),
    };
    plan.people.iter().filter(fits).map(completion).collect()
}
