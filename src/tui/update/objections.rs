//! The objections: read when they are first asked for, then shown over the prompter or dealt into a round
//! of role-play; and the commands of their list.

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::coach::objections::{Objection, with_team};
use crate::tui::commands::Id;
use crate::tui::model::{Effect, Model, Screen};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::objections::Answers;

/// Objections are asked for. A team's own are read once, and not before.
pub(super) fn wanted(model: &mut Model) -> Vec<Effect> {
    if model.objections.is_none() {
        return vec![Effect::ReadObjections];
    }
    use_them(model);
    Vec::new()
}

/// A team's own were read, or what of them can be. What cannot be is told, and the others count.
pub(super) fn read(
    model: &mut Model,
    team: Vec<Vec<Objection>>,
    wrong: Vec<String>,
) -> Vec<Effect> {
    model.objections = Some(with_team(team).into());
    use_them(model);
    if let Some(reason) = wrong.into_iter().next() {
        model.complain_of_file(reason, "some objections could not be read");
    }
    Vec::new()
}

/// Goes on with what the objections were asked for.
fn use_them(model: &mut Model) {
    let Some(objections) = &model.objections else {
        return;
    };
    match &mut model.screen {
        Screen::Prompter(_) => {
            let answers = Answers::new(Arc::clone(objections));
            model.overlays.push(Overlay::Objections(answers));
        }
        Screen::Practice(practice) => practice.begin(objections),
        _ => {}
    }
}

/// Carries out a command of their list.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    let (width, height) = model.size;
    let area = Rect {
        x: 0,
        y: 0,
        width,
        height: height.saturating_sub(1),
    };
    let Some(Overlay::Objections(answers)) = model.overlays.last_mut() else {
        return Vec::new();
    };
    match id {
        Id::ObjectionUp => answers.go(-1),
        Id::ObjectionDown => answers.go(1),
        Id::MoreObjections => answers.more(area),
        Id::ShowObjection => answers.show(),
        Id::CloseObjections => {
            model.overlays.pop();
        }
        _ => {}
    }
    Vec::new()
}
