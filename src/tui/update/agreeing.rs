//! The end of a call: the plan is read back, people agree to it by name, the recap is copied, and what
//! the buyer takes home is written.

use super::plan::{commit, open_line, run as on_plan};
use crate::exchange::export::Format;
use crate::exchange::recap::Recap;
use crate::plan::Stance;
use crate::schedule::{Schedule, facts};
use crate::tui::commands::Id;
use crate::tui::model::{Effect, ForOthers, Model, Screen};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::line::Purpose;
use crate::tui::overlays::page::{Page, What};
use crate::tui::overlays::read_back::Agreeing;

/// Opens the page.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    model.overlays.push(Overlay::ReadBack(Agreeing::default()));
    Vec::new()
}

/// Carries out a command of the read-back.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    let Model {
        overlays,
        screen: Screen::Plan(screen),
        ..
    } = model
    else {
        return Vec::new();
    };
    let Some(Overlay::ReadBack(agreeing)) = overlays.last_mut() else {
        return Vec::new();
    };
    let person = agreeing.current(screen.plan());
    let person = person.map(|person| person.id.clone());
    match (id, person) {
        (Id::Up, _) => agreeing.select(screen.plan(), -1),
        (Id::Down, _) => agreeing.select(screen.plan(), 1),
        (Id::Undo | Id::Redo, _) => return on_plan(model, id),
        (Id::Agrees, Some(person)) => return on_record(model, &person, Stance::Agreed),
        (Id::HasSeen, Some(person)) => return on_record(model, &person, Stance::Seen),
        (Id::ByMail, Some(person)) => return open_line(model, Purpose::ByMail(person)),
        (_, None) => model.say("nobody is named yet: Esc, then P adds people"),
        _ => {}
    }
    Vec::new()
}

fn on_record(model: &mut Model, person: &str, stance: Stance) -> Vec<Effect> {
    let today = model.today;
    let effects = commit(model, |plan, _| {
        let schedule = Schedule::of(plan, today);
        facts::agree(plan, &schedule, person, today, stance, "on the call");
    });
    // The next one is asked without another key.
    if let (
        Model {
            overlays,
            screen: Screen::Plan(screen),
            ..
        },
        false,
    ) = (model, effects.is_empty())
        && let Some(Overlay::ReadBack(agreeing)) = overlays.last_mut()
    {
        agreeing.select(screen.plan(), 1);
    }
    effects
}

/// Shows the follow-up message and puts it on the clipboard.
pub(super) fn recap(model: &mut Model) -> Vec<Effect> {
    let Some(screen) = model.plan() else {
        return Vec::new();
    };
    let text = Recap::of(screen.plan(), screen.document.schedule()).text();
    let open =
        |overlay: &Overlay| matches!(overlay, Overlay::Page(page) if page.what == What::Recap);
    if !model.overlays.last().is_some_and(open) {
        model.overlays.push(Overlay::Page(Page::new(What::Recap)));
    }
    model.say("copied: paste it into your mail · f writes it to a file");
    vec![Effect::Copy(text)]
}

/// Writes the follow-up message beside the plan.
pub(super) fn recap_file(model: &Model) -> Vec<Effect> {
    let Some(screen) = model.plan() else {
        return Vec::new();
    };
    let recap = Recap::of(screen.plan(), screen.document.schedule());
    vec![Effect::Export(ForOthers {
        what: "recap",
        ending: "md",
        bytes: recap.markdown().into_bytes(),
    })]
}

/// Writes what the buyer takes home beside the plan.
pub(super) fn take_home(model: &mut Model, format: Format) -> Vec<Effect> {
    let Some(screen) = model.plan() else {
        return Vec::new();
    };
    match format.file(screen.plan(), screen.document.schedule()) {
        Ok(bytes) => vec![Effect::Export(ForOthers {
            what: "plan",
            ending: format.ending(),
            bytes,
        })],
        Err(error) => {
            model.complain(error.to_string());
            Vec::new()
        }
    }
}
