//! The first screen's commands.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::store::Listed;
use crate::tui::commands::Id;
use crate::tui::model::{Effect, Model, Screen};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::form::{Context, filled, worth};
use crate::tui::screens::home::{self, Home, Pressing};

/// Shows what the folder has.
pub(super) fn listed(model: &mut Model, listed: Result<Vec<Listed>, String>) {
    match (listed, &mut model.screen) {
        (Ok(plans), Screen::Home(home)) => {
            home.show(plans);
            select(model, 0);
        }
        (Err(error), Screen::Home(home)) => {
            home.plans = Some(Vec::new());
            model.complain_of_file(error, "the plans could not be listed");
        }
        _ => {}
    }
}

/// Carries out a command of the first screen.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    let page = isize::try_from(home::visible(model.size.1)).unwrap_or(10);
    match id {
        Id::Up => select(model, -1),
        Id::Down => select(model, 1),
        Id::PageUp => select(model, -page),
        Id::PageDown => select(model, page),
        Id::First => select(model, isize::MIN),
        Id::Last => select(model, isize::MAX),
        Id::Open => return current(model).map(Effect::Open).into_iter().collect(),
        Id::Example => return vec![Effect::Example],
        Id::NewPlan => {
            let context = Context {
                document: None,
                today: model.today,
            };
            let form = filled::new_plan(&model.defaults, context);
            model.overlays.push(Overlay::Form(Box::new(form)));
        }
        Id::Quit => return vec![Effect::Quit],
        _ => {}
    }
    Vec::new()
}

/// Makes the plan that the form on top asks for. What it says of the deal goes into the private file.
pub(super) fn make(model: &mut Model) -> Vec<Effect> {
    let id = (model.sources.new_id)();
    let Some(Overlay::Form(form)) = model.overlays.last() else {
        return Vec::new();
    };
    let deal = worth::deal(form).map(Box::new);
    match filled::make_plan(form, &id, &model.defaults, model.today) {
        Ok(plan) => vec![Effect::Create(Box::new(plan), deal)],
        Err(reason) => {
            model.complain(reason);
            Vec::new()
        }
    }
}

/// Asks what of the plans on the screen presses, of each once.
pub(super) fn asks(model: &mut Model) -> Option<Effect> {
    let height = model.size.1;
    let unasked = state(model)?.unasked(height);
    (!unasked.is_empty()).then_some(Effect::Press(unasked))
}

/// Takes it in; of another day it is worth nothing.
pub(super) fn pressing(model: &mut Model, today: NaiveDate, counted: Vec<(PathBuf, Pressing)>) {
    if today != model.today {
        return;
    }
    if let Some(home) = state(model) {
        home.pressing.extend(counted);
    }
}

fn state(model: &mut Model) -> Option<&mut Home> {
    match &mut model.screen {
        Screen::Home(home) => Some(home),
        _ => None,
    }
}

fn current(model: &mut Model) -> Option<std::path::PathBuf> {
    state(model)?.current().map(|plan| plan.path.clone())
}

/// Moves the selection and keeps it in view.
pub(super) fn select(model: &mut Model, by: isize) {
    let shown = home::visible(model.size.1);
    let Some(home) = state(model) else { return };
    home.select(by);
    home.offset = home
        .offset
        .min(home.selected)
        .max((home.selected + 1).saturating_sub(shown));
}
