//! What each message does to the model. Pure but for the sources of moments and ids that the model
//! carries: files, the clock and the terminal are the runtime's, asked for by effects.

mod agreeing;
mod beside;
mod calendar;
mod diagnosis;
mod due;
mod home;
mod interview;
mod keys;
mod levers;
mod meddpicc;
mod mouse;
mod moved;
mod need;
mod objections;
mod odds;
mod one_on_one;
mod pen;
mod plan;
mod practice;
mod prompter;
mod sharing;
mod whatif;
mod work;

pub use beside::questions;
pub use work::begin;

use chrono::NaiveDate;

use super::document::Document;
use super::model::{Effect, Model, Msg, Screen};
use super::overlays::Overlay;
use super::overlays::confirm::{Confirm, Then};
use super::screens::home::Home;
use super::screens::plan::PlanScreen;
use crate::coach::rep::Rep;
use crate::store::Opened;

/// Takes a message in. The effects are to be carried out in their order.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = take(model, msg);
    calendar::settle(model);
    meddpicc::settle(model);
    let (rows, size) = (
        model.overlays.last().map_or(0, Overlay::foot_rows),
        model.size,
    );
    if let Some(screen) = model.plan_mut() {
        screen.leave_room(rows, size);
    }
    effects.extend(questions(model).into_iter().map(Effect::Compute));
    effects.extend(home::asks(model));
    effects
}

fn take(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => keys::key(model, key),
        Msg::Paste(text) => keys::paste(model, &text),
        Msg::Mouse(event) => mouse::mouse(model, event),
        Msg::Resize(width, height) => resize(model, (width, height)),
        Msg::Store(event) => {
            hear(model, event);
            Vec::new()
        }
        Msg::Listed(listed) => {
            home::listed(model, listed);
            Vec::new()
        }
        Msg::Opened(opened) => opened_or_not(model, opened),
        Msg::DealRead(read) => need::hear(model, read),
        Msg::PressingRead(today, counted) => {
            home::pressing(model, today, counted);
            Vec::new()
        }
        Msg::Day(today) => {
            day(model, today);
            Vec::new()
        }
        Msg::Exported(written) => {
            exported(model, written);
            Vec::new()
        }
        Msg::Closed => closed(model),
        Msg::NotSaved(reason) => {
            ask_before_leaving(model, &reason);
            Vec::new()
        }
        told @ (Msg::CalendarRead(_) | Msg::PathsFound(_)) => {
            calendar::hear(model, told);
            Vec::new()
        }
        Msg::ObjectionsRead(team, wrong) => objections::read(model, team, wrong),
        told @ Msg::RepRead(_) => {
            practice::hear(model, told);
            Vec::new()
        }
        Msg::WorkFound(wanted, found) => work::hear(model, *wanted, found),
        Msg::Recorded(kept) => recorded(model, kept),
        Msg::Known(told) => meddpicc::hear(model, told),
        Msg::Moment(now) if model.talk_mut().is_some() => one_on_one::moment(model, now),
        told @ (Msg::Followed(_) | Msg::Moment(_) | Msg::Noted(_)) => {
            prompter::hear(model, told);
            Vec::new()
        }
        told @ (Msg::Computed(_) | Msg::TakesLong) => {
            beside::hear(model, told);
            Vec::new()
        }
    }
}

fn resize(model: &mut Model, size: (u16, u16)) -> Vec<Effect> {
    model.size = size;
    if let Some(screen) = model.plan_mut() {
        screen.settle(size);
    }
    Vec::new()
}

fn opened_or_not(model: &mut Model, opened: Result<Box<Opened>, String>) -> Vec<Effect> {
    match opened {
        Ok(opened) => open(model, Document::new(*opened, model.today)),
        Err(error) => model.complain_of_file(error, "the plan could not be opened"),
    }
    let deal = need::asks(model).into_iter();
    deal.chain([Effect::Name]).collect()
}

/// Another day has come.
fn day(model: &mut Model, today: NaiveDate) {
    model.today = today;
    let size = model.size;
    if let Some(screen) = model.held_plan_mut() {
        screen.document.reschedule(today);
        screen.refresh(size);
    }
    match &mut model.screen {
        Screen::Prompter(prompter) => prompter.reschedule(today),
        Screen::OneOnOne(talk) => talk.reschedule(today),
        Screen::Home(home) => home.forget_pressing(),
        Screen::Plan(_) | Screen::Diagnosis(_) | Screen::Practice(_) => {}
    }
}

/// Something is in a rep's record, or is not: whoever put it there hears of it.
fn recorded(model: &mut Model, kept: Result<Box<Rep>, String>) -> Vec<Effect> {
    match &model.screen {
        Screen::Diagnosis(_) => diagnosis::recorded(model, kept.map(drop)),
        Screen::Practice(_) => practice::recorded(model, kept),
        _ => return one_on_one::recorded(model, kept.map(drop)),
    }
    Vec::new()
}

fn exported(model: &mut Model, written: Result<String, String>) {
    match written {
        Ok(name) => {
            let said = format!("written beside the plan: {name}");
            // What the rep calls a file is not always meant for everybody.
            let said = model.eyes.words(said, "written to a file beside the plan");
            model.say(said);
        }
        Err(reason) => model.complain_of_file(reason, "the file could not be written"),
    }
}

/// Asks before leaving a plan whose file is not as it should be, and says whether an edit is at stake.
fn ask_before_leaving(model: &mut Model, reason: &str) {
    let of_plan = model
        .held_plan()
        .is_some_and(|screen| screen.document.has_unsaved());
    let pending = of_plan || model.talk_mut().is_some_and(|talk| talk.has_open());
    let (said, answers) = if pending {
        let lost = ["quit and lose it", "stay, it is tried again"];
        ("The last edit is not on disk", lost)
    } else {
        let changed = "Every edit was saved, but the file is not as it was left";
        (changed, ["quit all the same", "stay"])
    };
    model
        .overlays
        .retain(|overlay| !matches!(overlay, Overlay::Confirm(_)));
    let (own, shared) = (format!("{said}: {reason}"), format!("{said}."));
    let question = model.eyes.words(own, &shared);
    model.overlays.push(Overlay::Confirm(Confirm {
        title: "Before you leave",
        question,
        answers,
        then: Then::QuitUnsaved,
    }));
}

/// What is to be put on disk before the program ends, however it ends.
pub fn last_words(model: &mut Model) -> Vec<Effect> {
    one_on_one::hand_on(model)
}

/// Says that a plan must not be written, and why.
fn only_to_look_at(model: &mut Model, reason: String) {
    model.complain_of_file(reason, "this plan can only be looked at");
}

/// Shows a plan.
pub fn open(model: &mut Model, document: Document) {
    let safety = document.safety();
    let scripts = (!model.eyes.live()).then_some(&model.scripts);
    let mut screen = PlanScreen::new(document, scripts);
    screen.look(model.eyes.shared(), model.size);
    model.screen = Screen::Plan(Box::new(screen));
    model.overlays.clear();
    if let super::document::Safety::ReadOnly(reason) = safety {
        only_to_look_at(model, reason);
    }
}

/// Back to the first screen, now that everything is on disk.
fn closed(model: &mut Model) -> Vec<Effect> {
    let left = model.plan().map(|screen| screen.document.path.clone());
    model.screen = Screen::Home(Home::leaving(left));
    model.overlays.clear();
    model.scratch = false;
    vec![Effect::List, Effect::Name]
}

fn hear(model: &mut Model, event: crate::store::Event) {
    let size = model.size;
    let merged = matches!(event, crate::store::Event::Merged { .. });
    let failed = matches!(event, crate::store::Event::Failed { .. });
    let Some(screen) = model.held_plan_mut() else {
        return;
    };
    let said = screen.document.hear(event);
    if merged {
        screen.refresh(size);
    }
    match said {
        Some(words) if failed => {
            model.complain_of_file(words, "not saved yet; it is tried again");
        }
        Some(words) => model.say(words),
        None => {}
    }
}
