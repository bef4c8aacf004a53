//! The commands of a 1:1, and what keeps what is typed in it. Each change of the place hands on what was
//! said, and so does a pause in typing, so that whatever ends the program takes little with it.

use chrono::{DateTime, Utc};

use super::work;
use crate::coach::one_on_one::PROMPTS;
use crate::coach::rep::{Addition, Commitment};
use crate::plan::Extra;
use crate::tui::commands::Id;
use crate::tui::model::{Effect, Model};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::form::{Context, Key, filled};
use crate::tui::screens::one_on_one::{At, Leaving, Talk};

fn record(talk: &Talk, addition: Option<Addition>) -> Vec<Effect> {
    let record = |addition| Effect::Record(talk.rep.clone(), addition);
    addition.map(record).into_iter().collect()
}

/// Hands on what is not kept yet.
pub(super) fn hand_on(model: &mut Model) -> Vec<Effect> {
    let Some(talk) = model.talk_mut() else {
        return Vec::new();
    };
    let open = talk.hand_on();
    record(talk, open)
}

/// It is that moment now.
pub(super) fn moment(model: &mut Model, now: DateTime<Utc>) -> Vec<Effect> {
    let Some(talk) = model.talk_mut() else {
        return Vec::new();
    };
    talk.now = now;
    let open = talk.hand_on_in_a_pause();
    record(talk, open)
}

/// Something is in the record, or is not.
pub(super) fn recorded(model: &mut Model, kept: Result<(), String>) -> Vec<Effect> {
    let Some(talk) = model.talk_mut() else {
        return Vec::new();
    };
    talk.hear(kept.is_ok());
    let leaving = std::mem::take(&mut talk.leaving);
    match kept {
        Ok(()) => match leaving {
            Some(Leaving::Program) => vec![Effect::Quit],
            Some(Leaving::Talk) => work::leave(model),
            None => Vec::new(),
        },
        // Where the program goes on, so do the talk and what was said in it.
        Err(reason) if ends(model, leaving) => {
            super::ask_before_leaving(model, &reason);
            Vec::new()
        }
        Err(reason) => {
            model.complain(format!("not kept, it is tried again: {reason}"));
            Vec::new()
        }
    }
}

/// Whether leaving comes to the end of the program.
fn ends(model: &Model, leaving: Option<Leaving>) -> bool {
    match leaving {
        Some(Leaving::Program) => true,
        Some(Leaving::Talk) => model.behind.is_none(),
        None => false,
    }
}

/// Ends the program, or the 1:1 alone, once everything of it is in the record.
pub(super) fn leave(model: &mut Model, what: Leaving) -> Vec<Effect> {
    let effects = hand_on(model);
    if effects.is_empty() {
        return match what {
            Leaving::Program => vec![Effect::Quit],
            Leaving::Talk => work::leave(model),
        };
    }
    if let Some(talk) = model.talk_mut() {
        talk.leaving = Some(what);
    }
    effects
}

/// Carries out a command.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    let size = model.size;
    let page = usize::from(size.1.saturating_sub(6));
    let Some(talk) = model.talk_mut() else {
        return Vec::new();
    };
    match id {
        Id::TalkBegin => talk.go(At::Prompt(0)),
        Id::WasKept | Id::WasNotKept => {
            let judged = talk.judge(id == Id::WasKept);
            return record(talk, judged);
        }
        Id::TalkEvidence => talk.whole_evidence = !talk.whole_evidence,
        Id::TalkBack => match talk.at {
            At::Prompt(at) if at > 0 => talk.go(At::Prompt(at - 1)),
            _ => talk.go(At::Opening),
        },
        Id::TalkOn => match talk.at {
            At::Prompt(at) if at + 1 < PROMPTS.len() => talk.go(At::Prompt(at + 1)),
            _ => ask_for_commitment(model),
        },
        Id::TalkStop => talk.go(At::End),
        Id::TalkReturn => talk.go(At::Prompt(PROMPTS.len() - 1)),
        Id::TalkDone | Id::TalkLeave => return leave(model, Leaving::Talk),
        Id::Up => talk.scroll = talk.scroll.saturating_sub(1),
        Id::Down => talk.scroll = (talk.scroll + 1).min(talk.most(size)),
        Id::PageUp => talk.scroll = talk.scroll.saturating_sub(page),
        Id::PageDown => talk.scroll = (talk.scroll + page).min(talk.most(size)),
        _ => {}
    }
    hand_on(model)
}

fn ask_for_commitment(model: &mut Model) {
    let context = Context {
        document: None,
        today: model.today,
    };
    let Some(talk) = model.talk_mut() else {
        return;
    };
    let form = filled::commitment(&talk.rep, talk.commitment(), talk.plan(), context);
    model.overlays.push(Overlay::Form(Box::new(form)));
}

/// Takes the commitment in, and shows what came of the 1:1.
pub(super) fn commit(model: &mut Model) -> Vec<Effect> {
    let today = model.today;
    let Some(Overlay::Form(form)) = model.overlays.last() else {
        return Vec::new();
    };
    let by = match filled::promised_for(form, today) {
        Ok(by) => by,
        Err(reason) => {
            model.complain(reason);
            return Vec::new();
        }
    };
    let typed = |key| form.value(key).trim().to_owned();
    let commitment = Commitment {
        what: typed(Key::What),
        by: Some(by),
        least_sure: typed(Key::LeastSure),
        kept: None,
        extra: Extra::new(),
    };
    model.overlays.pop();
    if let Some(talk) = model.talk_mut() {
        talk.commit(commitment);
        talk.go(At::End);
    }
    hand_on(model)
}
