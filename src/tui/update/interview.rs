//! The backwards interview: opening it where it was left, answering, skipping, going back. What an
//! answer means is decided in `coach::interview`.

use super::plan::commit;
use crate::coach::interview::builtin;
use crate::tui::commands::Id;
use crate::tui::model::{Effect, Model, Screen};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::interview::Asking;

/// Opens it at the question where it was left.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let today = model.today;
    let Some(screen) = model.plan_mut() else {
        return Vec::new();
    };
    screen.interview.resume(screen.document.plan(), today);
    if screen.interview.question().is_none() {
        screen.interview.go_to(0);
    }
    model.overlays.push(Overlay::Interview(Box::default()));
    read(model);
    Vec::new()
}

/// Reads anew what is typed; closes the interview when there is no question left.
pub(super) fn read(model: &mut Model) {
    let today = model.today;
    let Model {
        overlays,
        screen: Screen::Plan(screen),
        ..
    } = model
    else {
        return;
    };
    let Some(Overlay::Interview(asking)) = overlays.last_mut() else {
        return;
    };
    asking.read(&screen.interview, screen.document.plan(), today);
    if screen.interview.question().is_none() {
        let progress = screen.interview.progress(screen.document.plan(), today);
        let followed = std::mem::take(&mut asking.followed);
        overlays.pop();
        screen.interview.leave();
        let skipped = match progress.skipped + progress.left {
            0 => String::new(),
            open => format!(", {open} left open"),
        };
        let so = if followed.is_empty() { "" } else { " · " };
        model.say(format!(
            "{followed}{so}{} of {} answered{skipped} · R reads it back",
            progress.answered,
            builtin().len()
        ));
    }
}

/// Carries out a command of the interview.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    let today = model.today;
    let Model {
        overlays,
        screen: Screen::Plan(screen),
        ..
    } = model
    else {
        return Vec::new();
    };
    let Some(Overlay::Interview(asking)) = overlays.last_mut() else {
        return Vec::new();
    };
    match id {
        Id::Complete => asking.complete(),
        Id::Skip => {
            let plan = screen.document.plan();
            // Where nothing is left to ask, it leafs through the answers.
            match screen.interview.progress(plan, today).left {
                0 => screen.interview.next(),
                _ => screen.interview.skip(plan, today),
            }
            **asking = Asking::default();
        }
        Id::Previous => {
            screen.interview.back();
            **asking = Asking::default();
        }
        Id::DontKnow => {
            let typed = asking.field.value().to_owned();
            return answer(model, &format!("don't know {typed}"));
        }
        Id::Accept => {
            let typed = asking.field.value().to_owned();
            return answer(model, &typed);
        }
        _ => {}
    }
    read(model);
    Vec::new()
}

fn answer(model: &mut Model, typed: &str) -> Vec<Effect> {
    let today = model.today;
    let Some(screen) = model.plan() else {
        return Vec::new();
    };
    let Some(question) = screen.interview.question() else {
        return Vec::new();
    };
    let before = screen.plan().clone();
    let edit = match screen.interview.answer(question, typed, &before, today) {
        Ok(edit) => edit,
        Err(problem) => {
            model.complain(problem.to_string());
            return Vec::new();
        }
    };
    let mut touched = None;
    let effects = commit(model, |plan, new_id| touched = edit.run(plan, new_id));
    let complaint = model.toast.take().filter(|toast| toast.bad);
    let Some(screen) = model.plan_mut() else {
        return effects;
    };
    let (plan, schedule) = (screen.document.plan(), screen.document.schedule());
    screen.interview.took(question, touched, plan, today);
    let followed = screen.interview.derived(question, &before, plan, schedule);
    if complaint.is_some() {
        model.toast = complaint;
    }
    if let Some(Overlay::Interview(asking)) = model.overlays.last_mut() {
        **asking = Asking::default();
        asking.followed = followed.unwrap_or_default();
    }
    read(model);
    effects
}
