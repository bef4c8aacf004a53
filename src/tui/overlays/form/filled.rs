//! The forms, filled from what is there, and what a filled form does: a new plan, or one edit of the
//! open one. How single fields are read is in [`super::fields`].

use chrono::NaiveDate;

use super::fields::{day, gate, side, template};
use super::{Context, Form, Key, Purpose};
use crate::coach::rep::Commitment;
use crate::plan::date_text::{Lean, echo_date};
use crate::plan::people::{self};
use crate::plan::templates::{self, NewPlan};
use crate::plan::{Duration, Gate, Person, Pin, Plan, Role, Side, Step};
use crate::schedule::{Schedule, explain};
use crate::tui::document::Document;
use crate::tui::model::Defaults;
use crate::tui::overlays::line::Purpose as LinePurpose;
use crate::tui::overlays::line::reading::{self, Edit};

/// The form for a new plan.
pub fn new_plan(defaults: &Defaults, context: Context) -> Form {
    let fields = vec![
        (Key::Name, String::new()),
        (Key::Buyer, String::new()),
        (Key::Seller, defaults.seller.clone()),
        (Key::GoLive, String::new()),
        (Key::Value, String::new()),
        (Key::Template, "mid-market".to_owned()),
    ];
    let mut form = Form::new(Purpose::NewPlan, "Start a plan".to_owned(), fields, context);
    form.worth.threshold = defaults.threshold;
    form
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

/// The form for the one thing that a rep will do after a 1:1.
pub fn commitment(
    rep: &str,
    so_far: Option<&Commitment>,
    plan: Option<&Plan>,
    context: Context,
) -> Form {
    let typed = |value: fn(&Commitment) -> String| so_far.map(value).unwrap_or_default();
    let by = so_far.and_then(|commitment| commitment.by);
    let fields = vec![
        (Key::What, typed(|commitment| commitment.what.clone())),
        (Key::ByWhen, by.map(|by| by.to_string()).unwrap_or_default()),
        (
            Key::LeastSure,
            typed(|commitment| commitment.least_sure.clone()),
        ),
    ];
    let title = format!("One commitment of {rep}'s");
    let mut form = Form::new(Purpose::Commitment, title, fields, context);
    let open = plan.iter().flat_map(|plan| &plan.steps);
    let open = open.filter(|step| step.done.is_none());
    if let Some(field) = form.fields.last_mut() {
        field.choices = open.map(|step| step.title.clone()).collect();
    }
    form
}

/// The day that was promised in a form.
///
/// # Errors
/// What is wrong with it.
pub fn promised_for(form: &Form, today: NaiveDate) -> Result<NaiveDate, String> {
    day(form.value(Key::ByWhen), None, today, Lean::Future)
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
        Some(name) => {
            templates::plan(template(name)?.name, &new).map_err(|error| error.to_string())
        }
        None => Ok(templates::empty(&new)),
    }
}

/// The edit that a filled form asks for.
///
/// # Errors
/// The first thing that is wrong.
pub fn edit(form: &Form, document: &Document, today: NaiveDate) -> Result<Edit, String> {
    match &form.purpose {
        Purpose::NewPlan | Purpose::Commitment | Purpose::Work(..) => {
            Err("this is no edit of a plan".to_owned())
        }
        Purpose::Plan => edit_plan(form, document, today),
        Purpose::Step(id) => edit_step(form, id, document, today),
        Purpose::Person(id) => edit_person(form, id.clone()),
    }
}

/// What would follow for the dates of a step from a field that holds it to some days; empty for other
/// fields and for an empty one.
pub(super) fn follows(
    purpose: &Purpose,
    key: Key,
    text: &str,
    document: &Document,
    today: NaiveDate,
) -> String {
    use Key::{Gate, NoLaterThan, NotBefore, Pin};
    let text = text.trim();
    let Purpose::Step(id) = purpose else {
        return String::new();
    };
    if !matches!(key, Gate | NoLaterThan | NotBefore | Pin) || text.is_empty() {
        return String::new();
    }
    let Ok(Some(set)) = step_setter(key, text.to_owned(), document, today) else {
        return String::new();
    };
    let mut plan = document.plan().clone();
    let Some(at) = document.index().at(id) else {
        return String::new();
    };
    if let Some(step) = plan.steps.get_mut(at) {
        set(step);
    }
    let schedule = Schedule::with_days(&plan, document.days(), today);
    let span = explain::span(&plan, &schedule, at);
    let mut told: Vec<String> = span.into_iter().collect();
    if key == Gate {
        told.extend(explain::near_misses(&schedule, at));
    }
    told.join(" · ")
}

/// What a changed field does to a thing.
type Setter<T> = Box<dyn Fn(&mut T)>;

fn set<T>(with: impl Fn(&mut T) + 'static) -> Setter<T> {
    Box::new(with)
}

fn edit_plan(form: &Form, document: &Document, today: NaiveDate) -> Result<Edit, String> {
    let mut setters: Vec<Setter<Plan>> = Vec::new();
    for (key, text) in form.changed() {
        setters.push(match key {
            Key::GoLive => {
                let date = some_day(&text, document, today, Lean::Future)?;
                set(move |plan: &mut Plan| plan.anchor.go_live = date)
            }
            Key::Outcome => set(move |plan: &mut Plan| plan.anchor.outcome.clone_from(&text)),
            Key::IfMissed => set(move |plan: &mut Plan| plan.anchor.if_missed.clone_from(&text)),
            Key::Name => set(move |plan: &mut Plan| plan.name.clone_from(&text)),
            Key::Buyer => set(move |plan: &mut Plan| plan.buyer.organization.clone_from(&text)),
            Key::Seller => set(move |plan: &mut Plan| plan.seller.organization.clone_from(&text)),
            _ => continue,
        });
    }
    Ok(Box::new(move |plan, _| {
        setters.iter().for_each(|set| set(plan));
    }))
}

fn some_day(
    text: &str,
    document: &Document,
    today: NaiveDate,
    lean: Lean,
) -> Result<Option<NaiveDate>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    day(text, Some(document.plan()), today, lean).map(Some)
}

/// Only fields that were changed in the form are written: what a colleague changed meanwhile stays.
fn edit_step(form: &Form, id: &str, document: &Document, today: NaiveDate) -> Result<Edit, String> {
    let mut setters: Vec<Setter<Step>> = Vec::new();
    let mut owners: Vec<(Side, String)> = Vec::new();
    let mut links: Option<Edit> = None;
    for (key, text) in form.changed() {
        match key {
            Key::BuyerOwner => owners.push((Side::Buyer, text)),
            Key::SellerOwner => owners.push((Side::Seller, text)),
            Key::After => {
                let purpose = LinePurpose::After(id.to_owned());
                links = Some(reading::edit(&purpose, &text, document, today)?);
            }
            key => setters.extend(step_setter(key, text, document, today)?),
        }
    }
    // What stood there already is nobody's mistake of now.
    let dated = |(key, _): (Key, String)| matches!(key, Key::Started | Key::Done);
    if form.changed().any(dated) {
        let day = |key| some_day(form.value(key).trim(), document, today, Lean::Past);
        reading::in_order(day(Key::Started)?, day(Key::Done)?, today)?;
    }
    let id = id.to_owned();
    Ok(Box::new(move |plan, new_id| {
        if let Some(links) = &links {
            links(plan, new_id);
        }
        for (side, name) in &owners {
            let owner =
                (!name.is_empty()).then(|| people::find_or_add(plan, name, side, &new_id()));
            let Some(step) = plan.step_mut(&id) else {
                return;
            };
            match side {
                Side::Seller => step.owners.seller = owner,
                _ => step.owners.buyer = owner,
            }
        }
        if let Some(step) = plan.step_mut(&id) {
            setters.iter().for_each(|set| set(step));
        }
    }))
}

/// What a changed field of a step's form does; nothing for fields that are no field of the step.
fn step_setter(
    key: Key,
    text: String,
    document: &Document,
    today: NaiveDate,
) -> Result<Option<Setter<Step>>, String> {
    let date = |lean| some_day(&text, document, today, lean);
    Ok(Some(match key {
        Key::Title => set(move |step: &mut Step| step.title.clone_from(&text)),
        Key::Side => {
            let side = side(&text)?;
            set(move |step: &mut Step| step.side.clone_from(&side))
        }
        Key::Duration => {
            let duration = Duration::parse(&text).map_err(|error| error.to_string())?;
            set(move |step: &mut Step| step.duration = duration)
        }
        Key::Gate => {
            let gate = if text.is_empty() {
                None
            } else {
                Some(gate(&text, today)?)
            };
            set(move |step: &mut Step| step.gate.clone_from(&gate))
        }
        Key::Pin => {
            let pin = date(Lean::Future)?.map(Pin::On);
            set(move |step: &mut Step| step.pin.clone_from(&pin))
        }
        Key::NotBefore => {
            let date = date(Lean::Future)?;
            set(move |step: &mut Step| step.not_before = date)
        }
        Key::NoLaterThan => {
            let date = date(Lean::Future)?;
            set(move |step: &mut Step| step.no_later_than = date)
        }
        Key::Started => {
            let date = date(Lean::Past)?;
            set(move |step: &mut Step| step.started = date)
        }
        Key::Done => {
            let date = date(Lean::Past)?;
            set(move |step: &mut Step| step.done = date)
        }
        Key::DoneWhen => set(move |step: &mut Step| step.done_when.clone_from(&text)),
        Key::Note => set(move |step: &mut Step| step.note.clone_from(&text)),
        _ => return Ok(None),
    }))
}

fn edit_person(form: &Form, id: Option<String>) -> Result<Edit, String> {
    let new = id.is_none();
    let mut setters: Vec<Setter<Person>> = Vec::new();
    for (key, text) in form.changed() {
        setters.push(match key {
            Key::Name => set(move |person: &mut Person| person.name.clone_from(&text)),
            Key::Side => {
                let side = side(&text)?;
                set(move |person: &mut Person| person.side.clone_from(&side))
            }
            Key::Role => {
                let role = (!text.is_empty()).then(|| Role::from_word(&text));
                set(move |person: &mut Person| person.role.clone_from(&role))
            }
            Key::Mail => set(move |person: &mut Person| person.email.clone_from(&text)),
            _ => continue,
        });
    }
    let first_side = side(form.value(Key::Side).trim())?;
    Ok(Box::new(move |plan, new_id| {
        let id = id.clone().unwrap_or_else(&mut *new_id);
        if new {
            plan.people
                .push(Person::new(id.clone(), "", first_side.clone()));
        }
        if let Some(person) = plan.people.iter_mut().find(|person| person.id == id) {
            setters.iter().for_each(|set| set(person));
        }
    }))
}
