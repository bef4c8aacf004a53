//! The list of what is due: choosing, going to a step, and marking it done or started from there.

use super::plan;
use crate::tui::commands::Id;
use crate::tui::model::{Effect, Model, Screen};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::due::DueList;
use crate::tui::widgets::timeline::RowId;

/// Opens it.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    model.overlays.push(Overlay::Due(DueList::default()));
    Vec::new()
}

/// Carries out one of its commands.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    let page = isize::try_from(model.size.1 / 2).unwrap_or(10).max(1);
    match id {
        Id::Up => select(model, -1),
        Id::Down => select(model, 1),
        Id::PageUp => select(model, -page),
        Id::PageDown => select(model, page),
        Id::First => select(model, isize::MIN),
        Id::Last => select(model, isize::MAX),
        Id::GoThere => go(model),
        Id::Done | Id::Start => {
            return if to_step(model) {
                plan::run(model, id)
            } else {
                Vec::new()
            };
        }
        Id::Undo | Id::Redo => {
            let effects = plan::run(model, id);
            select(model, 0);
            return effects;
        }
        _ => {}
    }
    Vec::new()
}

/// Closes the list on the chosen step.
fn go(model: &mut Model) {
    if to_step(model) {
        model.overlays.pop();
    }
}

fn select(model: &mut Model, by: isize) {
    if let (Some(Overlay::Due(list)), Screen::Plan(screen)) =
        (model.overlays.last_mut(), &model.screen)
    {
        list.select(screen.plan(), screen.document.schedule(), by);
    }
}

/// Selects the chosen step on the timeline. False when nothing is due.
fn to_step(model: &mut Model) -> bool {
    let size = model.size;
    let (Some(Overlay::Due(list)), Screen::Plan(screen)) =
        (model.overlays.last(), &mut model.screen)
    else {
        return false;
    };
    let Some(id) = list.current(screen.plan(), screen.document.schedule()) else {
        return false;
    };
    screen.timeline.selected = RowId::step(id);
    screen.settle(size);
    true
}
