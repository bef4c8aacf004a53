//! Role-play's commands, and what it makes of the coaching record.

use super::work;
use crate::coach::practice::{Behaviour, Stage};
use crate::coach::rep::{Addition, Rep};
use crate::tui::commands::Id;
use crate::tui::model::{Effect, Model, Msg};
use crate::tui::screens::practice::{At, Practice};

/// Takes in what only role-play is told.
pub(super) fn hear(model: &mut Model, told: Msg) {
    let Some(practice) = model.practice_mut() else {
        return;
    };
    match told {
        Msg::RepRead(Ok((name, record))) => practice.known(&name, record.map(|record| *record)),
        Msg::RepRead(Err(reason)) => model.complain(reason),
        _ => {}
    }
}

/// A round is in the record, or is not.
pub(super) fn recorded(model: &mut Model, kept: Result<Box<Rep>, String>) {
    let Some(practice) = model.practice_mut() else {
        return;
    };
    match kept {
        Ok(record) => {
            let said = format!("kept in the coaching record of {}", record.name);
            practice.kept(*record);
            model.say(said);
        }
        Err(reason) => model.complain(format!("not kept: {reason}")),
    }
}

/// Carries out a command of role-play.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    match id {
        Id::LeavePractice | Id::LeaveUnnamed => return work::leave(model),
        Id::KeepRound => return keep(model),
        Id::BeginRound => return super::objections::wanted(model),
        _ => {}
    }
    let Some(practice) = model.practice_mut() else {
        return Vec::new();
    };
    match id {
        Id::TakeName => return take_name(model),
        Id::DrawBuyer => practice.draw(),
        Id::BuyerOn => practice.leaf(1),
        Id::BuyerBack => practice.leaf(-1),
        Id::ShowTrend => practice.at = At::Trend,
        Id::AnotherRound | Id::LeaveRound => practice.at = At::Choosing,
        Id::BackToRound => practice.at = At::Round,
        Id::ChooseUp => up_or_down(practice, -1),
        Id::ChooseDown => up_or_down(practice, 1),
        Id::EndRound => {
            practice.playing.stop(practice.now);
            practice.at = At::Scorecard;
        }
        _ => play(practice, id),
    }
    Vec::new()
}

fn up_or_down(practice: &mut Practice, by: isize) {
    if practice.at == At::Choosing {
        practice.choose(by);
        return;
    }
    let playing = &mut practice.playing;
    let last = Behaviour::ALL.len() - 1;
    playing.selected = playing.selected.saturating_add_signed(by).min(last);
}

/// Commands of the round and its scorecard.
fn play(practice: &mut Practice, id: Id) {
    let (now, pressed) = (practice.now, practice.pressed);
    let digit = pressed
        .to_digit(10)
        .and_then(|digit| u8::try_from(digit).ok());
    let playing = &mut practice.playing;
    match id {
        Id::StartClock => playing.start_or_stop(now),
        Id::Heard => playing.mark(pressed, now),
        Id::Unmark => playing.unmark(),
        Id::NextObjection => playing.draw(),
        Id::HideCard => playing.hidden = !playing.hidden,
        Id::Words => playing.deal_words = !playing.deal_words,
        Id::NextStage => playing.stage = playing.stage.next(),
        Id::ChooseStage => {
            let at = digit.and_then(|digit| digit.checked_sub(1));
            let stage = at.and_then(|at| Stage::ALL.get(usize::from(at)));
            playing.stage = stage.copied().unwrap_or(playing.stage);
        }
        Id::Rate => {
            if let Some(rating) = digit {
                playing.rate(rating);
            }
        }
        Id::Unrate => playing.unrate(),
        Id::CoachThis => {
            let this = Behaviour::ALL.get(playing.selected).copied();
            playing.chosen = this.filter(|_| playing.chosen != this);
        }
        _ => {}
    }
}

fn take_name(model: &mut Model) -> Vec<Effect> {
    let typed = model
        .practice()
        .map(|practice| practice.name.value().trim());
    match typed {
        Some(name) if !name.is_empty() => vec![Effect::ReadRep(name.to_owned())],
        _ => {
            model.say("a name is needed: the rounds are kept under it");
            Vec::new()
        }
    }
}

/// Asks for the round to be kept. It stays on the screen until it is on disk.
fn keep(model: &mut Model) -> Vec<Effect> {
    let (id, today) = ((model.sources.new_id)(), model.today);
    let Some(practice) = model.practice() else {
        return Vec::new();
    };
    let rep = practice.rep().to_owned();
    match practice.record(id, today) {
        Some(round) => vec![Effect::Record(rep, Addition::Round(Box::new(round)))],
        None => {
            model.say("rate at least one behaviour first, 1 to 5");
            Vec::new()
        }
    }
}
