//! What if: a trial is opened, read, kept or discarded, and never left without a word. Beside it the other
//! picture of before and after: the dates of the first agreement.

use super::keys;
use super::plan::{changed, run as on_plan};
use crate::tui::commands::Id;
use crate::tui::document::Safety;
use crate::tui::model::{Effect, Model, Screen};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::confirm::{Confirm, Then};
use crate::tui::overlays::page::{Page, What};
use crate::tui::widgets::details::NO_BASELINE;

/// Whether edits are tried only.
pub(super) fn is_tried(model: &Model) -> bool {
    let screen = model.plan();
    screen.is_some_and(|screen| screen.document.trial().is_some())
}

/// Opens a trial; in one, shows what it moves. A trial in which nothing was changed just ends.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let size = model.size;
    let Some(screen) = model.plan_mut() else {
        return Vec::new();
    };
    if let Safety::ReadOnly(reason) = screen.document.safety() {
        super::only_to_look_at(model, reason);
        return Vec::new();
    }
    if screen.document.trial().is_none() {
        screen.begin_trial(size);
        model.say("change anything: nothing is kept, and the old bars stay as outlines");
        return Vec::new();
    }
    if screen.document.tried().is_some() {
        model.overlays.push(Overlay::Page(Page::new(What::Trial)));
        return Vec::new();
    }
    screen.discard_trial(size);
    model.say("nothing was changed; the plan is as it was");
    Vec::new()
}

/// Carries out a command on the list of what a trial moves.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    let size = model.size;
    match id {
        Id::Keep => return keep(model),
        Id::Discard => {
            model.overlays.pop();
            if let Some(screen) = model.plan_mut() {
                screen.discard_trial(size);
            }
            model.say("discarded: the plan is as it was");
        }
        Id::Undo | Id::Redo => return on_plan(model, id),
        _ => return keys::page(model, id),
    }
    Vec::new()
}

fn keep(model: &mut Model) -> Vec<Effect> {
    let size = model.size;
    model.overlays.pop();
    let Model {
        screen: Screen::Plan(screen),
        sources,
        ..
    } = model
    else {
        return Vec::new();
    };
    let (_, before) = screen.document.kept();
    let spare = before.days_to_spare;
    match screen.document.keep(sources) {
        Some(done) => changed(model, size, &format!("kept: {done} · u undoes"), spare),
        None => {
            screen.refresh(size);
            model.say("nothing was changed; the plan is as it was");
            Vec::new()
        }
    }
}

/// Whether a command must wait: what would leave a plan on which something is tried asks first, what
/// would agree to it or send it says why not.
pub(super) fn holds_back(model: &mut Model, id: Id) -> bool {
    match id {
        Id::ReadItBack
        | Id::WriteRecap
        | Id::MakePage
        | Id::MakeSheet
        | Id::MakeCsv
        | Id::Meddpicc
            if is_tried(model) =>
        {
            model.say("that is for the plan as it is kept: W keeps or discards what you try first");
            true
        }
        Id::Back | Id::QuitNow => asks(model, id),
        _ => false,
    }
}

/// Asks before a plan on which something is tried is left. False when nothing would be lost by it, or
/// somebody else asks.
fn asks(model: &mut Model, id: Id) -> bool {
    let screen = model.held_plan();
    let at_stake = screen.is_some_and(|screen| screen.document.tried().is_some());
    if !at_stake || model.eyes.shared() {
        return false;
    }
    let (question, then) = match id {
        Id::Back => (
            "What you try is not kept. Discard it and go back to the plans?",
            Then::Close,
        ),
        _ => (
            "What you try is not kept. Discard it and end the program?",
            Then::Quit,
        ),
    };
    let same = |overlay: &Overlay| matches!(overlay, Overlay::Confirm(asked) if asked.then == then);
    if !model.overlays.last().is_some_and(same) {
        model.overlays.push(Overlay::Confirm(Confirm {
            title: "What if",
            question: question.to_owned(),
            answers: ["discard it", "stay: W shows it, to keep"],
            then,
        }));
    }
    true
}

/// Shows the dates of the first agreement as outlines, or hides them.
pub(super) fn baseline(model: &mut Model) -> Vec<Effect> {
    let (size, tried) = (model.size, is_tried(model));
    let Some(screen) = model.plan_mut() else {
        return Vec::new();
    };
    if tried {
        model.say("while you try what if, the outlines are the plan as it is kept");
        return Vec::new();
    }
    if !screen.turn_baseline(size) {
        let words = match screen.plan().baseline {
            Some(_) => "the slip is not known while there is no go-live date",
            None => NO_BASELINE,
        };
        model.say(words);
    }
    Vec::new()
}
