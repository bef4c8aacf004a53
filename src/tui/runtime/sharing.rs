//! What a shared window tells the prompters: a session file that is written anew when something that
//! they follow has changed, after the frame is on the screen. It says what is shown, never what is
//! private: this program has nothing private to say.

use std::collections::HashSet;
use std::path::Path;

use crate::coach::cue::{self, Role};
use crate::plan::{Entry, Plan, Side};
use crate::store::session::{Counts, Pen, Session, SessionWriter, Sessions, Showing, now};
use crate::tui::model::Model;
use crate::tui::overlays::{Overlay, page};
use crate::tui::pen;
use crate::tui::screens::plan::PlanScreen;

/// The session of a window.
pub(super) struct Sharing {
    writer: SessionWriter,
    session: Session,
    /// The entries of the plan's history from before the call.
    before: HashSet<String>,
}

impl Sharing {
    /// Begins it. Nothing when the plan is shared from another window already, or where no such file
    /// can be written: the call goes on without a prompter.
    pub(super) fn start(path: &Path, plan: &Plan) -> Option<Self> {
        let writer = SessionWriter::start(&Sessions::platform()?, path).ok()?;
        Some(Self {
            writer,
            session: Session::new(path, plan),
            before: plan.history.iter().map(|entry| entry.id.clone()).collect(),
        })
    }

    /// Writes what the window shows now, if that is something else than before.
    pub(super) fn tell(&mut self, model: &Model) {
        let Some(screen) = model.plan() else { return };
        let showing = showing(model);
        let session = &mut self.session;
        if session.timer.is_none() && showing != Showing::Card {
            session.timer = Some(now());
        }
        session.screen = showing;
        session.step = Some(screen.timeline.selected.key().to_owned());
        session.question = match model.overlays.last() {
            Some(Overlay::Interview(_)) => screen.interview.question().map(|it| it.id.clone()),
            _ => None,
        };
        // What is only tried is no part of what the call brought about.
        let (plan, schedule) = screen.document.kept();
        let current = cue::current(plan, schedule, Role::Call);
        let current = serde_json::to_value(&current).ok();
        session.cue = current.and_then(|name| name.as_str().map(str::to_owned));
        session.pen = pen(&screen.document.pen, plan);
        session.name.clone_from(&plan.name);
        session.counts = counts(screen, &self.before, model);
        session.people = people(plan, &self.before, model);
        // A prompter that misses something sees it with the next change.
        let _ = self.writer.write(session);
    }
}

fn showing(model: &Model) -> Showing {
    if model.veiled() {
        return Showing::Neutral;
    }
    match model.overlays.last() {
        None | Some(Overlay::Confirm(_) | Overlay::Odds(_) | Overlay::Due(_)) => Showing::Plan,
        Some(Overlay::Interview(_)) => Showing::Interview,
        Some(Overlay::ReadBack(_)) => Showing::ReadBack,
        Some(Overlay::People(_)) => Showing::People,
        Some(Overlay::Page(page)) => match page.what {
            page::What::Opening => Showing::Card,
            page::What::Recap => Showing::Recap,
            page::What::Help(_) => Showing::Help,
            page::What::Details | page::What::Script | page::What::Check | page::What::Trial => {
                Showing::Plan
            }
        },
        Some(_) => Showing::Line,
    }
}

fn pen(pen: &pen::Pen, plan: &Plan) -> Pen {
    let author = pen.author(plan);
    let person = author.person.as_deref().and_then(|id| plan.person(id));
    Pen {
        side: author.side,
        person: person.map(|person| person.name.clone()).unwrap_or_default(),
    }
}

fn new<'a>(plan: &'a Plan, before: &HashSet<String>) -> impl Iterator<Item = &'a Entry> {
    plan.history
        .iter()
        .filter(|entry| !before.contains(&entry.id))
}

fn counts(screen: &PlanScreen, before: &HashSet<String>, model: &Model) -> Counts {
    let (plan, _) = screen.document.kept();
    let by = |side: Side| {
        let edits = new(plan, before).filter(|entry| entry.by.side == side);
        u32::try_from(edits.count()).unwrap_or(u32::MAX)
    };
    let progress = screen.interview.progress(plan, model.today);
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    Counts {
        buyer_edits: by(Side::Buyer),
        seller_edits: by(Side::Seller),
        answered: count(progress.answered),
        skipped: count(progress.skipped),
        left: count(progress.left),
    }
}

/// Who wrote in this call or went on record in it.
fn people(plan: &Plan, before: &HashSet<String>, model: &Model) -> Vec<String> {
    let wrote = new(plan, before).filter_map(|entry| entry.by.person.as_deref());
    let agreements = plan.agreements.iter();
    let today = agreements.filter(|agreement| agreement.on == model.today);
    let mut names: Vec<String> = Vec::new();
    for id in wrote.chain(today.map(|agreement| agreement.person.as_str())) {
        let name = plan.person(id).map(|person| person.name.clone());
        names.extend(name.filter(|name| !names.contains(name)));
    }
    names
}
