//! What would make the plan fit: the list is asked for beside the loop, a change is tried as one edit,
//! and taken back as one.

use super::plan::{commit, run as on_plan};
use crate::schedule::levers::Lever;
use crate::tui::beside::Request;
use crate::tui::commands::Id;
use crate::tui::model::{Effect, Model, Screen};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::levers::Levers;

/// Opens the list.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    model
        .overlays
        .push(Overlay::Levers(Box::<Levers>::default()));
    Vec::new()
}

/// What to ask beside the loop, where a list lies open.
pub(super) fn question(model: &mut Model) -> Option<Request> {
    let Model {
        overlays,
        screen: Screen::Plan(screen),
        ..
    } = model
    else {
        return None;
    };
    list(overlays)?.ask(&screen.document)
}

/// Takes in what was found.
pub(super) fn hear(model: &mut Model, request: Request, found: Vec<Lever>) {
    let Model {
        overlays,
        screen: Screen::Plan(screen),
        ..
    } = model
    else {
        return;
    };
    if let Some(list) = list(overlays) {
        list.hear(request, found, &screen.document);
    }
}

/// Carries out a command of the list.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    let page = isize::try_from(model.size.1 / 3).unwrap_or(8);
    let Model {
        overlays,
        screen: Screen::Plan(screen),
        ..
    } = model
    else {
        return Vec::new();
    };
    let Some(list) = list(overlays) else {
        return Vec::new();
    };
    let by = match id {
        Id::Up => -1,
        Id::Down => 1,
        Id::PageUp => -page,
        Id::PageDown => page,
        Id::First => isize::MIN,
        Id::Last => isize::MAX,
        Id::TryLever => return try_it(model),
        Id::Undo | Id::Redo => return on_plan(model, id),
        _ => return Vec::new(),
    };
    list.select(by, &screen.document);
    Vec::new()
}

/// Makes the selected change, as one edit.
fn try_it(model: &mut Model) -> Vec<Effect> {
    let Model {
        overlays,
        screen: Screen::Plan(screen),
        ..
    } = model
    else {
        return Vec::new();
    };
    let Some(list) = list(overlays) else {
        return Vec::new();
    };
    if !list.is_up_to_date(&screen.document) {
        model.say("one moment: the effects are being worked out");
        return Vec::new();
    }
    let Some(lever) = list.current().cloned() else {
        return Vec::new();
    };
    let effects = commit(model, |plan, _| lever.apply(plan));
    if effects.is_empty() {
        return effects;
    }
    let entry = model.plan().and_then(|screen| screen.document.last_made());
    if let (Some(entry), Some(list)) = (entry.map(str::to_owned), list_of(model)) {
        list.was_tried(&lever, entry);
    }
    effects
}

fn list_of(model: &mut Model) -> Option<&mut Levers> {
    list(&mut model.overlays)
}

/// The open list, whatever lies over it.
fn list(overlays: &mut [Overlay]) -> Option<&mut Levers> {
    overlays.iter_mut().rev().find_map(|overlay| match overlay {
        Overlay::Levers(list) => Some(&mut **list),
        _ => None,
    })
}
