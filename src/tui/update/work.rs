//! From the plans to a rep's work and back: role-play, the 1:1, the diagnosis. What was on the screen is
//! kept behind the work, an open plan with its writer and all, and is there again when the work is left.

use super::need;
use crate::tui::commands::Id;
use crate::tui::model::{Effect, Eyes, Model, Screen};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::form::{Context, Key, Purpose, asking};
use crate::tui::screens::diagnosis::Diagnosing;
use crate::tui::screens::one_on_one::Talk;
use crate::tui::screens::practice::{Practice, Setting};
use crate::tui::work::{Found, Kind, Ready, Round, Wanted};
use chrono::{DateTime, Utc};

/// The work that a command stands for.
fn kind(id: Id) -> Option<Kind> {
    match id {
        Id::HoldTalk => Some(Kind::OneOnOne),
        Id::Practise => Some(Kind::Practice),
        Id::Diagnose => Some(Kind::Diagnosis),
        _ => None,
    }
}

/// Asks the files for what a work begins with; nothing when the command is another. On a plan it is about
/// that plan, and with its rep.
pub(super) fn ask(model: &Model, id: Id) -> Option<Vec<Effect>> {
    let kind = kind(id)?;
    let plan = model.plan().map(|screen| screen.document.path.clone());
    let wanted = Wanted {
        kind,
        rep: String::new(),
        plan,
    };
    Some(vec![Effect::Work(Box::new(wanted))])
}

/// Takes in what the files say. Whoever went on to something else meanwhile is left alone.
pub(super) fn hear(model: &mut Model, wanted: Wanted, found: Result<Found, String>) -> Vec<Effect> {
    let plans = matches!(model.screen, Screen::Home(_) | Screen::Plan(_));
    if !plans || !matches!(model.eyes, Eyes::Own) || !(model.overlays.is_empty() || asks(model)) {
        return Vec::new();
    }
    match found {
        Err(reason) => model.complain(reason),
        Ok(Found::Ready(ready, now)) => {
            model.overlays.clear();
            let before = begin(model, *ready, now);
            model.behind = Some(Box::new(before));
            return vec![Effect::Name];
        }
        Ok(Found::Reps(reps)) => question(model, wanted, (reps, Vec::new())),
        Ok(Found::Plans(rep, plans)) => {
            question(model, Wanted { rep, ..wanted }, (Vec::new(), plans));
        }
    }
    Vec::new()
}

/// Whether the question whom it is with lies on top.
fn asks(model: &Model) -> bool {
    let top = model.overlays.last();
    matches!(top, Some(Overlay::Form(form)) if matches!(form.purpose, Purpose::Work(..)))
}

fn question(
    model: &mut Model,
    wanted: Wanted,
    choices: (Vec<String>, Vec<(String, std::path::PathBuf)>),
) {
    let context = Context {
        document: None,
        today: model.today,
    };
    let form = asking::work(wanted, choices, context);
    model.overlays.clear();
    model.overlays.push(Overlay::Form(Box::new(form)));
}

/// Goes on with what was answered. The question stays until the files have said what they know.
pub(super) fn answered(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = model.overlays.last() else {
        return Vec::new();
    };
    let Purpose::Work(wanted, plans) = &form.purpose else {
        return Vec::new();
    };
    let typed = form.value(Key::OfPlan).trim();
    let chosen = plans.iter().find(|(name, _)| name == typed);
    if !plans.is_empty() && chosen.is_none() {
        model.complain("which plan is it about? ← → chooses");
        return Vec::new();
    }
    let wanted = Wanted {
        kind: wanted.kind,
        rep: form.value(Key::Rep).trim().to_owned(),
        plan: chosen
            .map(|(_, path)| path.clone())
            .or_else(|| wanted.plan.clone()),
    };
    vec![Effect::Work(Box::new(wanted))]
}

/// Begins a work. Returns what was on the screen.
pub fn begin(model: &mut Model, ready: Ready, now: DateTime<Utc>) -> Screen {
    let scripts = model.scripts.clone();
    let screen = match ready {
        Ready::Practice(round) => Screen::Practice(Box::new(practice(round, model, now))),
        Ready::OneOnOne(beginning) => {
            let id = (model.sources.new_id)();
            let talk = Talk::new(beginning, id, scripts, model.today, now);
            Screen::OneOnOne(Box::new(talk))
        }
        Ready::Diagnosis(beginning) => {
            let id = (model.sources.new_id)();
            let screen = Diagnosing::new(beginning, id, scripts, model.today);
            Screen::Diagnosis(Box::new(screen))
        }
    };
    std::mem::replace(&mut model.screen, screen)
}

fn practice(round: Round, model: &Model, now: DateTime<Utc>) -> Practice {
    let setting = Setting {
        material: round.material,
        scripts: model.scripts.clone(),
        seed: round.seed,
        deal: round.deal,
    };
    let mut practice = Practice::new(setting, &round.rep, round.record, now);
    if let Some(drill) = &round.drill {
        practice.choose_drill(drill);
    }
    practice
}

/// Leaves a work: back to where it was begun, or, where it was all that the program was started for, out.
pub(super) fn leave(model: &mut Model) -> Vec<Effect> {
    let Some(before) = model.behind.take() else {
        return vec![Effect::Quit];
    };
    model.screen = *before;
    model.overlays.clear();
    let size = model.size;
    if let Some(screen) = model.plan_mut() {
        screen.refresh(size);
    }
    let anew = match &model.screen {
        Screen::Home(_) => Some(Effect::List),
        _ => need::asks(model),
    };
    [Effect::Name].into_iter().chain(anew).collect()
}
