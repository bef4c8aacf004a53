//! The commands of a diagnosis.

use super::work;
use crate::tui::commands::Id;
use crate::tui::model::{Effect, Model, Screen};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::note::Note;
use crate::tui::screens::diagnosis::{self, Diagnosing};

fn screen(model: &mut Model) -> Option<&mut Diagnosing> {
    match &mut model.screen {
        Screen::Diagnosis(screen) => Some(screen),
        _ => None,
    }
}

/// Carries out a command.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    let size = model.size;
    let page = usize::from(size.1.saturating_sub(6));
    let Some(screen) = screen(model) else {
        return Vec::new();
    };
    let most = diagnosis::most(screen, size);
    match id {
        Id::TakeOffer if screen.take_offer() => {}
        Id::TakeOffer => model.say("the plans say nothing to it: press y or n"),
        Id::SayYes | Id::SayNo => {
            let yes = id == Id::SayYes;
            screen.pending = Some(yes);
            model.overlays.push(Overlay::Note(Note::evidence(yes)));
        }
        Id::AnswerBack => screen.back(),
        Id::KeepDiagnosis if screen.kept => return work::leave(model),
        Id::KeepDiagnosis => {
            let rep = screen.rep().to_owned();
            let addition = screen.keep();
            let record = |addition| Effect::Record(rep, addition);
            return addition.map(record).into_iter().collect();
        }
        Id::LeaveDiagnosis => return work::leave(model),
        Id::Up => screen.scroll = screen.scroll.min(most).saturating_sub(1),
        Id::Down => screen.scroll = (screen.scroll + 1).min(most),
        Id::PageUp => screen.scroll = screen.scroll.min(most).saturating_sub(page),
        Id::PageDown => screen.scroll = (screen.scroll + page).min(most),
        _ => {}
    }
    Vec::new()
}

/// Takes in what shows an answer.
pub(super) fn evidence(model: &mut Model, id: Id) -> Vec<Effect> {
    if id != Id::Accept {
        return Vec::new();
    }
    let Some(Overlay::Note(note)) = model.overlays.pop() else {
        return Vec::new();
    };
    if let Some(screen) = screen(model)
        && let Some(yes) = screen.pending.take()
    {
        screen.answer(yes, note.field.value());
    }
    Vec::new()
}

/// It is in the record, or is not.
pub(super) fn recorded(model: &mut Model, kept: Result<(), String>) {
    let Some(screen) = screen(model) else {
        return;
    };
    screen.kept = kept.is_ok();
    let rep = screen.rep().to_owned();
    match kept {
        Ok(()) => model.say(format!("kept in the record of {rep}; Enter leaves")),
        Err(reason) => model.complain(format!("not kept: {reason}")),
    }
}
