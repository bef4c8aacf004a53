//! What a typed line means for the plan: an edit that can be tried on a copy and done for real, or a
//! sentence that says what is not understood. The grammars themselves are the plan's.

use chrono::NaiveDate;

use super::{Purpose, days, predecessors};
use crate::plan::adding::{self, Placement};
use crate::plan::date_text::{DateContext, Lean, parse_date, short_date_near};
use crate::plan::one_line::OneLine;
use crate::plan::people::{self, Found};
use crate::plan::{Duration, Person, Pin, Plan, Role, Side, Stance, Step};
use crate::schedule::{Schedule, facts};
use crate::tui::document::Document;

/// An edit that was understood; `new_id` gives ids for people and steps that it adds.
pub type Edit = Box<dyn Fn(&mut Plan, &mut dyn FnMut() -> String)>;

/// The id that a new step has in a trial.
pub(super) const TRIAL: &str = "?";

/// What the plan has for a purpose, as one would type it.
pub fn present(purpose: &Purpose, document: &Document) -> String {
    let plan = document.plan();
    if purpose.of_calendar() {
        return days::present(purpose, plan);
    }
    let Some(step) = purpose.step().and_then(|id| plan.step(id)) else {
        return String::new();
    };
    let name = |id: &Option<String>| {
        id.as_deref()
            .and_then(|id| plan.person(id))
            .map(|person| person.name.clone())
    };
    match purpose {
        Purpose::Add { .. }
        | Purpose::Pen
        | Purpose::ByMail(_)
        | Purpose::DaysOff(_)
        | Purpose::Worked(_)
        | Purpose::Weekend(_)
        | Purpose::Away(_) => String::new(),
        Purpose::Owner(_) => {
            let owners = [name(&step.owners.buyer), name(&step.owners.seller)];
            owners.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        Purpose::Duration(_) => step.duration.text(),
        Purpose::Done(_) | Purpose::Started(_) => "today".to_owned(),
        Purpose::Pin(_) => match &step.pin {
            Some(Pin::On(date) | Pin::Done { finish: date, .. }) => date.to_string(),
            None => String::new(),
        },
        Purpose::After(_) => predecessors::present(plan, step),
        Purpose::DoneWhen(_) => step.done_when.clone(),
        Purpose::Note(_) => step.note.clone(),
    }
}

/// The edit that a typed text means.
///
/// # Errors
/// A sentence that says what is not understood and what to type instead.
pub fn edit(
    purpose: &Purpose,
    text: &str,
    document: &Document,
    today: NaiveDate,
) -> Result<Edit, String> {
    let plan = document.plan();
    let text = text.trim();
    // What stands there already needs no reading, even where it could not be read.
    if purpose.step().is_some() && !purpose.asks_for_a_day() && text == present(purpose, document) {
        return Ok(Box::new(|_, _| {}));
    }
    match purpose {
        Purpose::Add { before, after } => add(plan, text, before.clone(), after.clone(), today),
        Purpose::Owner(id) => owners(plan, id, text),
        Purpose::Duration(id) => {
            let duration = Duration::parse(text).map_err(|error| error.to_string())?;
            Ok(on_step(id, move |step| step.duration = duration))
        }
        Purpose::Done(id) => {
            let date = date(text, today, plan, Lean::Past)?;
            let started = plan.step(id).and_then(|step| step.started);
            in_order(started, Some(date), today)?;
            Ok(on_step(id, move |step| step.done = Some(date)))
        }
        Purpose::Started(id) => {
            let date = date(text, today, plan, Lean::Past)?;
            let done = plan.step(id).and_then(|step| step.done);
            in_order(Some(date), done, today)?;
            Ok(on_step(id, move |step| step.started = Some(date)))
        }
        Purpose::Pin(id) if text.is_empty() => Ok(on_step(id, |step| step.pin = None)),
        Purpose::Pin(id) => {
            let date = date(text, today, plan, Lean::Future)?;
            Ok(on_step(id, move |step| step.pin = Some(Pin::On(date))))
        }
        Purpose::After(id) => predecessors::read(plan, id, text, today),
        Purpose::DoneWhen(id) => {
            let words = text.to_owned();
            Ok(on_step(id, move |step| step.done_when.clone_from(&words)))
        }
        Purpose::Note(id) => {
            let words = text.to_owned();
            Ok(on_step(id, move |step| step.note.clone_from(&words)))
        }
        Purpose::ByMail(_) if text.is_empty() => {
            Err("what shows it? the mail's date and words: 24 nov, “works for us”".to_owned())
        }
        Purpose::ByMail(person) => {
            let (person, via) = (person.clone(), format!("by mail: {text}"));
            Ok(Box::new(move |plan, _| {
                let schedule = Schedule::of(plan, today);
                facts::agree(plan, &schedule, &person, today, Stance::Agreed, &via);
            }))
        }
        Purpose::DaysOff(_) | Purpose::Worked(_) | Purpose::Weekend(_) | Purpose::Away(_) => {
            days::edit(purpose, text, plan, today)
        }
        // The pen is no part of the plan.
        Purpose::Pen => buyer(plan, text).map(|_| -> Edit { Box::new(|_, _| {}) }),
    }
}

/// Somebody who is named in one line with what they are: "Sarah Chen, champion", "Dana Ortiz, CFO".
pub(crate) struct Named<'a> {
    /// The name.
    pub(crate) name: &'a str,
    /// What the person is to the deal, when the words behind the comma say that.
    pub(crate) role: Option<Role>,
    /// What the person does there, when they say anything else.
    pub(crate) title: &'a str,
}

impl<'a> Named<'a> {
    /// Reads the line.
    pub(crate) fn read(typed: &'a str) -> Self {
        let (name, behind) = typed.split_once(',').unwrap_or((typed, ""));
        let behind = behind.trim();
        let role = match Role::from_word(&behind.to_lowercase()) {
            Role::Other(_) => None,
            role => Some(role),
        };
        Self {
            name: name.trim(),
            title: if role.is_some() { "" } else { behind },
            role,
        }
    }

    /// What they are, in the words of the line.
    pub(crate) fn is(&self) -> &str {
        self.role.as_ref().map_or(self.title, Role::word)
    }

    /// Puts what was said of a person on record; what was not said stays.
    pub(crate) fn describe(&self, person: &mut Person) {
        if let Some(role) = &self.role {
            person.role = Some(role.clone());
        } else if !self.title.is_empty() {
            self.title.clone_into(&mut person.title);
        }
    }
}

/// The person of the buyer's whose words are to be typed; nothing for somebody new. Nothing typed
/// means whoever wrote last, else the champion, else the first of them.
///
/// # Errors
/// Who else it could be, or that nobody was named.
pub(crate) fn buyer(plan: &Plan, typed: &str) -> Result<Option<String>, String> {
    let nobody = "whose words are they? type a name, or Esc keeps the pen";
    if typed.trim().is_empty() {
        return people::usual_buyer(plan)
            .map(|person| Some(person.id.clone()))
            .ok_or_else(|| nobody.to_owned());
    }
    let name = Named::read(typed).name;
    if name.is_empty() {
        return Err(nobody.to_owned());
    }
    match people::find(plan, name, Some(&Side::Buyer)) {
        Found::One(id) => Ok(Some(id)),
        Found::Nobody => Ok(None),
        Found::Many(names) => Err(format!("which one: {}?", names.join(", "))),
    }
}

pub(super) fn on_step(id: &str, change: impl Fn(&mut Step) + 'static) -> Edit {
    let id = id.to_owned();
    Box::new(move |plan, _| {
        if let Some(step) = plan.step_mut(&id) {
            change(step);
        }
    })
}

/// Refuses a step that was done before it was started.
pub(crate) fn in_order(
    started: Option<NaiveDate>,
    done: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<(), String> {
    match (started, done) {
        (Some(started), Some(done)) if done < started => Err(format!(
            "started {}, done {}: it cannot be done before it is started",
            short_date_near(started, today),
            short_date_near(done, today)
        )),
        _ => Ok(()),
    }
}

/// A day as typed.
pub(crate) fn date(
    text: &str,
    today: NaiveDate,
    plan: &Plan,
    lean: Lean,
) -> Result<NaiveDate, String> {
    parse_date(
        text,
        &DateContext {
            today,
            go_live: plan.anchor.go_live,
            lean,
        },
    )
    .map_err(|error| error.to_string())
}

fn add(
    plan: &Plan,
    text: &str,
    before: Option<String>,
    after: Option<String>,
    today: NaiveDate,
) -> Result<Edit, String> {
    let line: OneLine = adding::read(plan, text, today);
    if let Some(problem) = line.problems.first() {
        return Err(problem.message.clone());
    }
    let place = |edited: &mut Plan, new_id: &mut dyn FnMut() -> String, line: &OneLine| {
        let placement = Placement {
            before: before.as_deref(),
            after: after.as_deref(),
        };
        adding::add(edited, line, &placement, new_id)
            .map(drop)
            .map_err(|error| error.to_string())
    };
    place(&mut plan.clone(), &mut || TRIAL.to_owned(), &line)?;
    Ok(Box::new(move |plan, new_id| {
        let placement = Placement {
            before: before.as_deref(),
            after: after.as_deref(),
        };
        // Tried on a copy just before; a plan that changed since simply stays as it is.
        let _ = adding::add(plan, &line, &placement, new_id);
    }))
}

fn owners(plan: &Plan, id: &str, text: &str) -> Result<Edit, String> {
    let step = plan.step(id).ok_or("the step is gone")?;
    let mut wanted: Vec<(String, Side)> = Vec::new();
    for part in text
        .split([',', '+', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        wanted.push(owner(plan, step, part)?);
    }
    let twice = |side: &Side| wanted.iter().filter(|(_, other)| other == side).count() > 1;
    if twice(&Side::Buyer) || twice(&Side::Seller) {
        return Err(
            "one owner on each side: a step that everybody owns is owned by nobody".to_owned(),
        );
    }
    let id = id.to_owned();
    Ok(Box::new(move |plan, new_id| {
        let ids: Vec<(String, Side)> = wanted
            .iter()
            .map(|(name, side)| {
                (
                    people::find_or_add(plan, name, side, &new_id()),
                    side.clone(),
                )
            })
            .collect();
        let on = |side: Side| {
            ids.iter()
                .find(|(_, other)| *other == side)
                .map(|(id, _)| id.clone())
        };
        if let Some(step) = plan.step_mut(&id) {
            step.owners.buyer = on(Side::Buyer);
            step.owners.seller = on(Side::Seller);
        }
    }))
}

/// One typed owner: a known person, or a new one with a side.
pub(super) fn owner(plan: &Plan, step: &Step, typed: &str) -> Result<(String, Side), String> {
    let typed = typed.trim_start_matches('@');
    let (name, said) = match typed.rsplit_once(' ') {
        Some((name, "buyer")) => (name.trim(), Some(Side::Buyer)),
        Some((name, "seller")) => (name.trim(), Some(Side::Seller)),
        _ => (typed, None),
    };
    match people::find(plan, name, said.as_ref()) {
        Found::One(id) => {
            let person = plan.person(&id).ok_or("that person is gone")?;
            match &person.side {
                Side::Both | Side::Other(_) => said
                    .map(|side| (person.name.clone(), side))
                    .ok_or_else(|| whose(name)),
                side => Ok((person.name.clone(), side.clone())),
            }
        }
        Found::Many(names) => Err(format!(
            "{name} could be {}: write the whole name",
            names.join(" or ")
        )),
        Found::Nobody => match (said, &step.side) {
            (Some(side), _) => Ok((name.to_owned(), side)),
            (None, Side::Buyer) => Ok((name.to_owned(), Side::Buyer)),
            (None, Side::Seller) => Ok((name.to_owned(), Side::Seller)),
            (None, Side::Both | Side::Other(_)) => Err(whose(name)),
        },
    }
}

fn whose(name: &str) -> String {
    format!("{name} is new here: say whose side with “{name} buyer” or “{name} seller”")
}
