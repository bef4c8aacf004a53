//! The plan's commands: selecting, looking, editing. Every edit ends in [`commit`].

use ratatui::layout::Rect;

use super::{agreeing, calendar, due, interview, levers, meddpicc, moved, need, pen, whatif};
use crate::plan::date_text::short_date_near;
use crate::plan::{GO_LIVE, Pin, Plan, Side, links};
use crate::tui::commands::Id;
use crate::tui::model::{Effect, Model};
use crate::tui::overlays::form::{Context, filled};
use crate::tui::overlays::line::{LineEntry, Purpose};
use crate::tui::overlays::page::{Page, What};
use crate::tui::overlays::people::People;
use crate::tui::overlays::{Overlay, form};
use crate::tui::screens::plan::PlanScreen;
use crate::tui::widgets::timeline::{self, RowId};

/// Edits the plan and asks for the save; says what was done and what moved.
pub(super) fn commit(
    model: &mut Model,
    edit: impl FnOnce(&mut Plan, &mut dyn FnMut() -> String),
) -> Vec<Effect> {
    let size = model.size;
    let Model {
        screen: crate::tui::model::Screen::Plan(screen),
        sources,
        ..
    } = model
    else {
        return Vec::new();
    };
    if let crate::tui::document::Safety::ReadOnly(reason) = screen.document.safety() {
        super::only_to_look_at(model, reason);
        return Vec::new();
    }
    let known: std::collections::HashSet<String> = screen
        .plan()
        .steps
        .iter()
        .map(|step| step.id.clone())
        .collect();
    let spare = screen.document.schedule().days_to_spare;
    let done = screen
        .document
        .commit(sources, |plan| edit(plan, &mut || (sources.new_id)()));
    let Some(done) = done else { return Vec::new() };
    let new = screen
        .plan()
        .steps
        .iter()
        .find(|step| !known.contains(&step.id))
        .map(|step| RowId::step(&step.id));
    if let Some(new) = new {
        screen.timeline.selected = new;
    }
    changed(model, size, &format!("{done} · u undoes"), spare)
}

/// Shows an edited plan and hands it to the writer; `spare` is what the plan had to spare before.
pub(super) fn changed(
    model: &mut Model,
    size: (u16, u16),
    said: &str,
    spare: Option<i32>,
) -> Vec<Effect> {
    let shared = model.eyes.shared();
    let Some(screen) = model.plan_mut() else {
        return Vec::new();
    };
    screen.refresh(size);
    let moved = moved::words(&screen.document, shared);
    let schedule = screen.document.schedule();
    let now = match schedule.days_to_spare {
        // Everybody hears where it lands, and nobody that they are late.
        Some(days) if Some(days) != spare && days < 0 && shared => {
            let near = schedule.go_live.unwrap_or(schedule.today);
            let lands = schedule.forecast.map(|date| short_date_near(date, near));
            lands.map_or_else(String::new, |date| format!(" · as it stands {date}"))
        }
        Some(days) if Some(days) != spare && days < 0 => format!(" · now {} d late", -days),
        // How much room there is, is the rep's to know.
        Some(days) if Some(days) != spare && !shared => format!(" · now {days} d to spare"),
        _ => String::new(),
    };
    let save = screen.document.to_save();
    model.say(format!("{said}{moved}{now}"));
    save.map(|(plan, edit, seen)| Effect::Save(plan, edit, seen))
        .into_iter()
        .collect()
}

/// Carries out a command of the plan's screen.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    let size = model.size;
    let Some(screen) = model.plan_mut() else {
        return Vec::new();
    };
    if look(screen, id, size) || coach(screen, id) {
        return Vec::new();
    }
    match id {
        Id::Undo | Id::Redo | Id::TakeOther | Id::GiveLast => take_back(model, id),
        Id::Pen | Id::OwnHand => pen::run(model, id),
        Id::WhatIf => whatif::open(model),
        Id::Baseline => whatif::baseline(model),
        Id::AskBackwards => interview::open(model),
        Id::ReadItBack => agreeing::open(model),
        Id::Odds => super::odds::open(model),
        Id::MakeItFit => levers::open(model),
        Id::ShowDue => due::open(model),
        Id::Meddpicc => meddpicc::open(model),
        Id::Order => {
            let said = screen.turn_order(size);
            model.say(format!("rows {said}"));
            Vec::new()
        }
        Id::Details => overlay(model, Overlay::Page(Page::new(What::Details))),
        Id::Script => overlay(model, Overlay::Page(Page::new(What::Script))),
        Id::Check => need::check(model),
        Id::NextStep => need::take(model),
        Id::Calendars => calendar::open(model),
        Id::People => overlay(model, Overlay::People(People::default())),
        Id::GoLive => open_form(model, FormFor::Plan),
        Id::EditStep => match screen.step_id().map(str::to_owned) {
            Some(id) => open_form(model, FormFor::Step(id)),
            None => open_form(model, FormFor::Plan),
        },
        Id::AddBefore | Id::AddAfter => {
            let after_go_live = Some(GO_LIVE.to_owned()).filter(|_| id == Id::AddAfter);
            let step = screen.step_id().map(str::to_owned).or(after_go_live);
            let (before, after) = if id == Id::AddBefore {
                (step, None)
            } else {
                (None, step)
            };
            open_line(model, Purpose::Add { before, after })
        }
        _ => on_step(model, id),
    }
}

/// Undo, redo, the other value of a field that two changed at once, and the other hand for the last
/// change.
fn take_back(model: &mut Model, id: Id) -> Vec<Effect> {
    let size = model.size;
    let Model {
        screen: crate::tui::model::Screen::Plan(screen),
        sources,
        ..
    } = model
    else {
        return Vec::new();
    };
    let spare = screen.document.schedule().days_to_spare;
    let document = &mut screen.document;
    let (done, word, nothing) = match id {
        Id::Undo => (document.undo(), "undone: ", "nothing to undo"),
        Id::Redo => (document.redo(), "done again: ", "nothing to do again"),
        Id::GiveLast => (
            document.give_last(),
            "",
            "no change of yours to give away, or nobody of the buyer's to give it to",
        ),
        _ => (
            document.bring_back(sources),
            "",
            "nobody else changed a field that you did",
        ),
    };
    match done {
        Some(done) => changed(model, size, &format!("{word}{done}"), spare),
        None => {
            model.say(nothing);
            Vec::new()
        }
    }
}

/// Commands that need a selected step.
fn on_step(model: &mut Model, id: Id) -> Vec<Effect> {
    let Some(screen) = model.plan() else {
        return Vec::new();
    };
    let Some(step) = screen.step().cloned() else {
        model.say("that is for a step: choose one, or add one with a");
        return Vec::new();
    };
    let key = step.id.clone();
    match id {
        Id::Owner => open_line(model, Purpose::Owner(key)),
        Id::Duration => open_line(model, Purpose::Duration(key)),
        Id::LinkAfter => open_line(model, Purpose::After(key)),
        Id::Pin => open_line(model, Purpose::Pin(key)),
        Id::DoneWhen => open_line(model, Purpose::DoneWhen(key)),
        Id::Note => open_line(model, Purpose::Note(key)),
        Id::Done if step.done.is_some() => edit_step(model, &key, |step| step.done = None),
        Id::Done => open_line(model, Purpose::Done(key)),
        Id::Start if step.started.is_some() => edit_step(model, &key, |step| step.started = None),
        Id::Start => open_line(model, Purpose::Started(key)),
        Id::Side => edit_step(model, &key, |step| {
            step.side = match step.side {
                Side::Buyer => Side::Seller,
                Side::Seller => Side::Both,
                Side::Both | Side::Other(_) => Side::Buyer,
            };
        }),
        Id::Riskiest => commit(model, |plan, _| {
            for step in &mut plan.steps {
                step.riskiest = step.id == key && !step.riskiest;
            }
        }),
        Id::Remove => commit(model, |plan, _| {
            links::remove_step(plan, &key);
        }),
        Id::Earlier => nudge(model, &key, -1),
        Id::Later => nudge(model, &key, 1),
        _ => Vec::new(),
    }
}

fn edit_step(
    model: &mut Model,
    id: &str,
    edit: impl FnOnce(&mut crate::plan::Step),
) -> Vec<Effect> {
    commit(model, |plan, _| {
        if let Some(step) = plan.step_mut(id) {
            edit(step);
        }
    })
}

/// Pins a step one working day earlier or later than it stands.
fn nudge(model: &mut Model, id: &str, by: i64) -> Vec<Effect> {
    let Some(screen) = model.plan() else {
        return Vec::new();
    };
    let at = screen.plan().steps.iter().position(|step| step.id == id);
    let stands = at
        .and_then(|at| screen.document.schedule().step(at))
        .and_then(|dates| dates.must_start.or(dates.can_start));
    let days = at.and_then(|at| screen.document.days().of_step(at));
    let (Some(stands), Some(days)) = (stands, days) else {
        return Vec::new();
    };
    // A week without a working day would be walked through in vain.
    let next = (1..=31)
        .filter_map(|ahead| stands.checked_add_signed(chrono::TimeDelta::days(by * ahead)))
        .find(|&date| days.works_on(date));
    match next {
        Some(date) => edit_step(model, id, |step| step.pin = Some(Pin::On(date))),
        None => {
            model.say("no working day within a month");
            Vec::new()
        }
    }
}

/// Selecting, scrolling and zooming. True when the command was one of these.
fn look(screen: &mut PlanScreen, id: Id, size: (u16, u16)) -> bool {
    let area = screen
        .parts(Rect {
            x: 0,
            y: 0,
            width: size.0,
            height: size.1,
        })
        .timeline;
    let page = isize::try_from(timeline::visible_rows(area, screen.looks()))
        .unwrap_or(10)
        .max(1);
    screen.with_data(|state, data| match id {
        Id::Up => state.move_by(data, -1),
        Id::Down => state.move_by(data, 1),
        Id::PageUp => state.move_by(data, -page),
        Id::PageDown => state.move_by(data, page),
        Id::First => state.select_row(data, 0),
        Id::Last => state.select_row(data, usize::MAX),
        Id::ZoomIn => state.zoom_by(data, area, 1),
        Id::ZoomOut => state.zoom_by(data, area, -1),
        Id::ZoomFit => state.fit(),
        Id::ScrollLeft => state.scroll_by(data, area, -4),
        Id::ScrollRight => state.scroll_by(data, area, 4),
        _ => {}
    });
    let moves = matches!(
        id,
        Id::Up | Id::Down | Id::PageUp | Id::PageDown | Id::First | Id::Last
    );
    if moves {
        screen.settle(size);
    }
    moves
        || matches!(
            id,
            Id::ZoomIn | Id::ZoomOut | Id::ZoomFit | Id::ScrollLeft | Id::ScrollRight
        )
}

/// The coach's commands, on the plan and on its page. True when the command was one of these.
pub(super) fn coach(screen: &mut PlanScreen, id: Id) -> bool {
    let Some(coaching) = &mut screen.coaching else {
        return false;
    };
    match id {
        Id::ScriptBack => coaching.leaf(-1),
        Id::ScriptOn => coaching.leaf(1),
        Id::Words => coaching.deal_words = !coaching.deal_words,
        Id::Sidebar => coaching.hidden = !coaching.hidden,
        _ => return false,
    }
    true
}

/// The commands of the list of people.
pub(super) fn people(model: &mut Model, id: Id) -> Vec<Effect> {
    let Model {
        overlays,
        screen: crate::tui::model::Screen::Plan(screen),
        ..
    } = model
    else {
        return Vec::new();
    };
    let Some(Overlay::People(list)) = overlays.last_mut() else {
        return Vec::new();
    };
    let current = list.current(screen.plan()).map(str::to_owned);
    match (id, current) {
        (Id::Up, _) => list.select(screen.plan(), -1),
        (Id::Down, _) => list.select(screen.plan(), 1),
        (Id::PageUp | Id::First, _) => list.select(screen.plan(), isize::MIN),
        (Id::PageDown | Id::Last, _) => list.select(screen.plan(), isize::MAX),
        (Id::AddPerson, _) => return open_form(model, FormFor::Person(None)),
        (Id::Accept, Some(id)) => return open_form(model, FormFor::Person(Some(id))),
        (Id::RemovePerson, Some(id)) => {
            let effects = commit(model, |plan, _| {
                links::remove_person(plan, &id);
            });
            stay_in_people(model);
            return effects;
        }
        (Id::Undo | Id::Redo, _) => {
            let effects = run(model, id);
            stay_in_people(model);
            return effects;
        }
        _ => {}
    }
    Vec::new()
}

/// Keeps the selection on a person that is there.
fn stay_in_people(model: &mut Model) {
    if let (Some(Overlay::People(list)), crate::tui::model::Screen::Plan(screen)) =
        (model.overlays.last_mut(), &model.screen)
    {
        list.select(screen.plan(), 0);
    }
}

fn overlay(model: &mut Model, overlay: Overlay) -> Vec<Effect> {
    model.overlays.push(overlay);
    Vec::new()
}

pub(super) fn open_line(model: &mut Model, purpose: Purpose) -> Vec<Effect> {
    let today = model.today;
    let Some(screen) = model.plan() else {
        return Vec::new();
    };
    let line = LineEntry::new(purpose, &screen.document, today);
    overlay(model, Overlay::Line(Box::new(line)))
}

/// Which form to open.
enum FormFor {
    Plan,
    Step(String),
    Person(Option<String>),
}

fn open_form(model: &mut Model, what: FormFor) -> Vec<Effect> {
    let today = model.today;
    let Some(screen) = model.plan() else {
        return Vec::new();
    };
    let context = Context {
        document: Some(&screen.document),
        today,
    };
    let plan = screen.plan();
    let form: Option<form::Form> = match what {
        FormFor::Plan => Some(filled::plan(plan, context)),
        FormFor::Step(id) => plan
            .step(&id)
            .map(|step| filled::step(step, &screen.document, context)),
        FormFor::Person(None) => Some(filled::person(None, context)),
        FormFor::Person(Some(id)) => plan
            .person(&id)
            .map(|person| filled::person(Some(person), context)),
    };
    match form {
        Some(form) => overlay(model, Overlay::Form(Box::new(form))),
        None => Vec::new(),
    }
}
