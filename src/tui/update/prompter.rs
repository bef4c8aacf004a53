//! The prompter's commands, and what it makes of the news.

use crate::plan::GO_LIVE;
use crate::tui::commands::Id;
use crate::tui::following::News;
use crate::tui::model::{Effect, Model, Msg};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::note::Note;

/// Takes in what only a prompter is told.
pub(super) fn hear(model: &mut Model, told: Msg) {
    match told {
        Msg::Followed(news) => followed(model, *news),
        Msg::Noted(noted) => self::noted(model, noted),
        Msg::Moment(now) => {
            if let Some(prompter) = model.prompter_mut() {
                prompter.now = now;
            }
            if let Some(practice) = model.practice_mut() {
                practice.now = now;
            }
        }
        _ => {}
    }
}

/// Takes a look at what is followed in.
fn followed(model: &mut Model, news: News) {
    let today = model.today;
    let told = model
        .prompter_mut()
        .and_then(|prompter| prompter.hear(news, today));
    match told {
        Some(Ok(words)) => model.say(words),
        Some(Err(reason)) => model.complain(reason),
        None => {}
    }
}

/// Carries out a command of the prompter.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    if id == Id::LeavePrompter {
        return vec![Effect::Quit];
    }
    if id == Id::AnswerObjection {
        return super::objections::wanted(model);
    }
    let Some(prompter) = model.prompter_mut() else {
        return Vec::new();
    };
    let Some(reading) = prompter.reading_mut() else {
        model.say("there is no plan to follow yet");
        return Vec::new();
    };
    match id {
        Id::ScriptBack => reading.coaching.leaf(-1),
        Id::ScriptOn => reading.coaching.leaf(1),
        Id::FollowAgain => reading.coaching.follow(),
        Id::Words => reading.coaching.deal_words = !reading.coaching.deal_words,
        Id::PrivateNote => {
            let (step, title) = prompter.noted_on();
            model.overlays.push(Overlay::Note(Note::on(step, title)));
        }
        _ => {}
    }
    Vec::new()
}

/// Carries out a command of the field for a private note. The field stays until the note is on disk.
pub(super) fn note(model: &mut Model, id: Id) -> Vec<Effect> {
    let Some(Overlay::Note(note)) = model.overlays.last() else {
        return Vec::new();
    };
    let words = note.field.value().trim();
    match id {
        Id::Accept if words.is_empty() => {
            model.overlays.pop();
            Vec::new()
        }
        Id::Accept => vec![Effect::Note(note.step.clone(), words.to_owned())],
        _ => Vec::new(),
    }
}

/// A note is on disk, or is not.
fn noted(model: &mut Model, noted: Result<(), String>) {
    match noted {
        Ok(()) => {
            let about = match model.overlays.pop() {
                Some(Overlay::Note(note)) if note.step != GO_LIVE => format!(" on {}", note.title),
                _ => String::new(),
            };
            model.say(format!("noted{about}, in the private file"));
        }
        Err(reason) => model.complain(format!("not noted: {reason}")),
    }
}
