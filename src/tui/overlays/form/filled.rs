//! What the fields of each form are called, how they are read, and what a filled form does: a new
//! plan, or one edit of the open one.

use chrono::NaiveDate;

use super::{Context, Form, Key, Purpose};
use crate::plan::date_text::{DateContext, Lean, echo_date};
use crate::plan::people::{self, Found};
use crate::plan::templates::{self, NewPlan};
use crate::plan::{Duration, Gate, Person, Pin, Plan, Role, Side, Step};
use crate::tui::document::Document;
use crate::tui::model::Defaults;
use crate::tui::overlays::line::Purpose as LinePurpose;
use crate::tui::overlays::line::reading::{self, Edit};

/// What a field is called.
pub fn label(key: Key) -> &'static str {
    match key {
        Key::Name => "Name",
        Key::Buyer => "Buyer",
        Key::Seller => "Seller",
        Key::GoLive => "Go-live",
        Key::Template => "Template",
        Key::Outcome => "What it is for",
        Key::IfMissed => "If missed",
        Key::Title => "Title",
        Key::Side => "Side",
        Key::BuyerOwner => "Buyer's owner",
        Key::SellerOwner => "Seller's owner",
        Key::Duration => "Takes",
        Key::After => "Comes after",
        Key::Pin => "Pinned to",
        Key::NotBefore => "Not before",
        Key::NoLaterThan => "No later than",
        Key::Gate => "Only on",
        Key::Started => "Started",
        Key::Done => "Done",
        Key::DoneWhen => "Done when",
        Key::Note => "Note",
        Key::Role => "Role",
        Key::Mail => "Mail",
    }
}

/// What to type in an empty field.
pub fn example(key: Key) -> &'static str {
    match key {
        Key::Name => "what you call it: Acme rollout",
        Key::Buyer => "the buyer's organization",
        Key::Seller => "your organization",
        Key::GoLive => {
            "the day the buyer must be live: mar 1 · in 14 weeks · 2027-03-01 · end of q1"
        }
        Key::Template => "the steps to begin with; empty for none",
        Key::Outcome => "what the buyer gets, in the buyer's words",
        Key::IfMissed => "what a miss costs the buyer: the April audit runs on the old ledger",
        Key::Title => "what the step is called",
        Key::Side => "buyer, seller or both",
        Key::BuyerOwner | Key::SellerOwner => "one person by name",
        Key::Duration => "10d working days · 3w · 21cd calendar days · 5/10/15d · milestone",
        Key::After => "steps, with commas: Legal redlines, Security review; or go-live",
        Key::Pin => "the day it must happen on",
        Key::NotBefore => "the first day it can start on",
        Key::NoLaterThan => "the last day to be done by, whatever follows",
        Key::Gate => "the days it can land on: 2nd thu · tue, thu · 15th",
        Key::Started => "the day work on it began",
        Key::Done => "the day it was done",
        Key::DoneWhen => "how both sides will know: the questionnaire is accepted in writing",
        Key::Note => "a remark that both sides may read",
        Key::Role => "what they are to the deal: champion, economic buyer, legal …",
        Key::Mail => "where mail reaches them",
    }
}

/// The values to leaf through.
pub fn choices(key: Key) -> Vec<String> {
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    match key {
        Key::Side => words(Side::WORDS),
        Key::Role => words(Role::WORDS),
        Key::Template => {
            let all = templates::list().iter().map(|template| template.name);
            all.filter(|&name| name != templates::EXAMPLE)
                .map(str::to_owned)
                .collect()
        }
        _ => Vec::new(),
    }
}

/// A field's text given back in words.
///
/// # Errors
/// What is wrong with it and what to type instead.
pub fn check(purpose: &Purpose, key: Key, text: &str, context: Context) -> Result<String, String> {
    let text = text.trim();
    let plan = context.document.map(Document::plan);
    match key {
        Key::Name | Key::Title if text.is_empty() => Err("a name is needed".to_owned()),
        _ if text.is_empty() => Ok(String::new()),
        Key::GoLive | Key::NotBefore | Key::NoLaterThan | Key::Pin => {
            day(text, plan, context.today, Lean::Future).map(|date| echo_date(date, context.today))
        }
        Key::Started | Key::Done => {
            day(text, plan, context.today, Lean::Past).map(|date| echo_date(date, context.today))
        }
        Key::Template => {
            let found = templates::list()
                .iter()
                .find(|template| template.name == text);
            found
                .map(|template| template.description.to_owned())
                .ok_or_else(|| "no template is called that".to_owned())
        }
        Key::Side => side(text).map(|_| String::new()),
        Key::Duration => Duration::parse(text)
            .map(|duration| duration.words())
            .map_err(|error| error.to_string()),
        Key::Gate => gate(text, context.today).map(|gate| gate.words()),
        Key::After => match (purpose, context.document) {
            (Purpose::Step(id), Some(document)) => reading::edit(
                &LinePurpose::After(id.clone()),
                text,
                document,
                context.today,
            )
            .map(|_| String::new()),
            _ => Ok(String::new()),
        },
        Key::BuyerOwner => owner(text, plan, &Side::Buyer),
        Key::SellerOwner => owner(text, plan, &Side::Seller),
        _ => Ok(String::new()),
    }
}

fn day(text: &str, plan: Option<&Plan>, today: NaiveDate, lean: Lean) -> Result<NaiveDate, String> {
    // A date that stands already may lie on either side of today.
    if let Ok(date) = text.parse::<NaiveDate>() {
        return Ok(date);
    }
    match plan {
        Some(plan) => reading::date(text, today, plan, lean),
        None => reading::date(text, today, &Plan::new(String::new(), ""), lean),
    }
}

fn gate(text: &str, today: NaiveDate) -> Result<Gate, String> {
    let context = DateContext {
        today,
        go_live: None,
        lean: Lean::Future,
    };
    Gate::parse_with(text, &context).map_err(|error| error.to_string())
}

fn side(text: &str) -> Result<Side, String> {
    match Side::from_word(text) {
        Side::Other(_) => Err("write buyer, seller or both".to_owned()),
        side => Ok(side),
    }
}

fn owner(text: &str, plan: Option<&Plan>, side: &Side) -> Result<String, String> {
    let Some(plan) = plan else {
        return Ok(String::new());
    };
    match people::find(plan, text, Some(side)) {
        Found::One(id) => Ok(plan
            .person(&id)
            .and_then(|person| person.role.as_ref())
            .map(|role| role.word().to_owned())
            .unwrap_or_default()),
        Found::Many(names) => Err(format!(
            "could be {}: write the whole name",
            names.join(" or ")
        )),
        Found::Nobody => Ok(format!("new on the side of {}", plan.organization(side))),
    }
}

/// The form for a new plan.
pub fn new_plan(defaults: &Defaults, context: Context) -> Form {
    let fields = vec![
        (Key::Name, String::new()),
        (Key::Buyer, String::new()),
        (Key::Seller, defaults.seller.clone()),
        (Key::GoLive, String::new()),
        (Key::Template, "mid-market".to_owned()),
    ];
    Form::new(Purpose::NewPlan, "Start a plan".to_owned(), fields, context)
}

/// The form for the plan itself.
pub fn plan(plan: &Plan, context: Context) -> Form {
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let fields = vec![
        (Key::GoLive, date(plan.anchor.go_live)),
        (Key::Outcome, plan.anchor.outcome.clone()),
        (Key::IfMissed, plan.anchor.if_missed.clone()),
        (Key::Name, plan.name.clone()),
        (Key::Buyer, plan.buyer.organization.clone()),
        (Key::Seller, plan.seller.organization.clone()),
    ];
    Form::new(
        Purpose::Plan,
        "Go-live and what it is for".to_owned(),
        fields,
        context,
    )
}

/// The form for everything about a step.
pub fn step(step: &Step, document: &Document, context: Context) -> Form {
    let plan = document.plan();
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let name = |id: &Option<String>| {
        id.as_deref()
            .and_then(|id| plan.person(id))
            .map(|person| person.name.clone())
            .unwrap_or_default()
    };
    let id = || step.id.clone();
    let fields = vec![
        (Key::Title, step.title.clone()),
        (Key::Side, step.side.word().to_owned()),
        (Key::BuyerOwner, name(&step.owners.buyer)),
        (Key::SellerOwner, name(&step.owners.seller)),
        (Key::Duration, step.duration.text()),
        (
            Key::After,
            reading::present(&LinePurpose::After(id()), document),
        ),
        (Key::DoneWhen, step.done_when.clone()),
        (
            Key::Pin,
            reading::present(&LinePurpose::Pin(id()), document),
        ),
        (Key::NotBefore, date(step.not_before)),
        (Key::NoLaterThan, date(step.no_later_than)),
        (
            Key::Gate,
            step.gate.as_ref().map(Gate::text).unwrap_or_default(),
        ),
        (Key::Started, date(step.started)),
        (Key::Done, date(step.done)),
        (Key::Note, step.note.clone()),
    ];
    Form::new(Purpose::Step(id()), step.title.clone(), fields, context)
}

/// The form for a person.
pub fn person(person: Option<&Person>, context: Context) -> Form {
    let role = |person: &Person| {
        person
            .role
            .as_ref()
            .map(|role| role.word().to_owned())
            .unwrap_or_default()
    };
    let fields = vec![
        (
            Key::Name,
            person.map(|person| person.name.clone()).unwrap_or_default(),
        ),
        (
            Key::Side,
            person
                .map_or("buyer", |person| person.side.word())
                .to_owned(),
        ),
        (Key::Role, person.map(role).unwrap_or_default()),
        (
            Key::Mail,
            person
                .map(|person| person.email.clone())
                .unwrap_or_default(),
        ),
    ];
    let title = person
        .map_or("Add a person", |person| &person.name)
        .to_owned();
    Form::new(
        Purpose::Person(person.map(|person| person.id.clone())),
        title,
        fields,
        context,
    )
}

/// The plan that a filled form for a new plan asks for.
///
/// # Errors
/// What is missing or wrong.
pub fn make_plan(
    form: &Form,
    id: &str,
    defaults: &Defaults,
    today: NaiveDate,
) -> Result<Plan, String> {
    let some = |key| Some(form.value(key).trim()).filter(|text| !text.is_empty());
    let go_live = some(Key::GoLive)
        .map(|text| day(text, None, today, Lean::Future))
        .transpose()?;
    if let Some(date) = go_live.filter(|date| *date < today) {
        return Err(format!(
            "{} has passed: go-live must lie ahead",
            echo_date(date, today)
        ));
    }
    let name = some(Key::Name).ok_or("a name is needed")?;
    let new = NewPlan {
        id,
        name: Some(name),
        buyer: some(Key::Buyer),
        seller: some(Key::Seller),
        go_live,
        buyer_calendar: defaults.buyer_calendar.as_deref(),
        seller_calendar: defaults.seller_calendar.as_deref(),
        today,
    };
    match some(Key::Template) {
        Some(template) => templates::plan(template, &new).map_err(|error| error.to_string()),
        None => Ok(templates::empty(&new)),
    }
}

/// The edit that a filled form asks for.
///
/// # Errors
/// The first thing that is wrong.
pub fn edit(form: &Form, document: &Document, today: NaiveDate) -> Result<Edit, String> {
    match &form.purpose {
        Purpose::NewPlan => Err("a new plan is no edit".to_owned()),
        Purpose::Plan => edit_plan(form, document, today),
        Purpose::Step(id) => edit_step(form, id, document, today),
        Purpose::Person(id) => edit_person(form, id.clone()),
    }
}

fn edit_plan(form: &Form, document: &Document, today: NaiveDate) -> Result<Edit, String> {
    let text = |key| form.value(key).trim().to_owned();
    let go_live = some_day(form, Key::GoLive, document, today, Lean::Future)?;
    let (outcome, if_missed, name) = (text(Key::Outcome), text(Key::IfMissed), text(Key::Name));
    let (buyer, seller) = (text(Key::Buyer), text(Key::Seller));
    Ok(Box::new(move |plan, _| {
        plan.anchor.go_live = go_live;
        plan.anchor.outcome.clone_from(&outcome);
        plan.anchor.if_missed.clone_from(&if_missed);
        plan.name.clone_from(&name);
        plan.buyer.organization.clone_from(&buyer);
        plan.seller.organization.clone_from(&seller);
    }))
}

fn some_day(
    form: &Form,
    key: Key,
    document: &Document,
    today: NaiveDate,
    lean: Lean,
) -> Result<Option<NaiveDate>, String> {
    let text = form.value(key).trim();
    if text.is_empty() {
        Ok(None)
    } else {
        day(text, Some(document.plan()), today, lean).map(Some)
    }
}

fn edit_step(form: &Form, id: &str, document: &Document, today: NaiveDate) -> Result<Edit, String> {
    let text = |key| form.value(key).trim().to_owned();
    let ahead = |key| some_day(form, key, document, today, Lean::Future);
    let behind = |key| some_day(form, key, document, today, Lean::Past);
    let before = document.plan().step(id).ok_or("the step is gone")?;
    let (title, done_when, note) = (text(Key::Title), text(Key::DoneWhen), text(Key::Note));
    let side = match Side::from_word(&text(Key::Side)) {
        Side::Other(word) if before.side.word() != word => {
            return Err("side: write buyer, seller or both".to_owned());
        }
        side => side,
    };
    let duration = match text(Key::Duration).as_str() {
        "" => Duration::MILESTONE,
        typed => Duration::parse(typed).map_err(|error| error.to_string())?,
    };
    let gate = match text(Key::Gate) {
        typed if typed.is_empty() => None,
        typed
            if before
                .gate
                .as_ref()
                .is_some_and(|gate| gate.text() == typed) =>
        {
            before.gate.clone()
        }
        typed => Some(gate(&typed, today)?),
    };
    let pin = match ahead(Key::Pin)? {
        Some(date) => match &before.pin {
            Some(Pin::Done { finish, .. }) if *finish == date => before.pin.clone(),
            _ => Some(Pin::On(date)),
        },
        None => None,
    };
    let (not_before, no_later_than) = (ahead(Key::NotBefore)?, ahead(Key::NoLaterThan)?);
    let (started, done) = (behind(Key::Started)?, behind(Key::Done)?);
    let links = reading::edit(
        &LinePurpose::After(id.to_owned()),
        form.value(Key::After),
        document,
        today,
    )?;
    let owners = [
        (text(Key::BuyerOwner), Side::Buyer),
        (text(Key::SellerOwner), Side::Seller),
    ];
    let id = id.to_owned();
    Ok(Box::new(move |plan, new_id| {
        links(plan, new_id);
        let ids: Vec<Option<String>> = owners
            .iter()
            .map(|(name, side)| {
                (!name.is_empty()).then(|| people::find_or_add(plan, name, side, &new_id()))
            })
            .collect();
        let Some(step) = plan.step_mut(&id) else {
            return;
        };
        step.title.clone_from(&title);
        step.side.clone_from(&side);
        step.owners.buyer = ids.first().cloned().flatten();
        step.owners.seller = ids.get(1).cloned().flatten();
        step.duration = duration;
        step.pin.clone_from(&pin);
        step.gate.clone_from(&gate);
        (step.not_before, step.no_later_than) = (not_before, no_later_than);
        (step.started, step.done) = (started, done);
        step.done_when.clone_from(&done_when);
        step.note.clone_from(&note);
    }))
}

fn edit_person(form: &Form, id: Option<String>) -> Result<Edit, String> {
    let text = |key| form.value(key).trim().to_owned();
    let (name, mail) = (text(Key::Name), text(Key::Mail));
    if name.is_empty() {
        return Err("a name is needed".to_owned());
    }
    let side = side(&text(Key::Side))?;
    let role = Some(text(Key::Role))
        .filter(|role| !role.is_empty())
        .map(|role| Role::from_word(&role));
    Ok(Box::new(move |plan, new_id| {
        let id = id.clone().unwrap_or_else(|| {
            let id = new_id();
            plan.people
                .push(Person::new(id.clone(), &name, side.clone()));
            id
        });
        let Some(person) = plan.people.iter_mut().find(|person| person.id == id) else {
            return;
        };
        person.name.clone_from(&name);
        person.side.clone_from(&side);
        person.role.clone_from(&role);
        person.email.clone_from(&mail);
    }))
}
