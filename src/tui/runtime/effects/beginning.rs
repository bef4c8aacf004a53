//! The start: what is opened before the first frame, and what can wait until it is on the screen. What
//! happens afterwards is with the effects.

use std::path::Path;

use anyhow::Result;

use super::{Following, Hands, Sharing, Thread};
use crate::store;
use crate::tui::model::{Model, Screen};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::page::{self, Page};
use crate::tui::runtime::{What, coaching, document, practice};
use crate::tui::screens::prompter::Prompter;
use crate::tui::update;
use crate::tui::work::Ready;

impl Hands {
    /// Opens what the program was started with, before the first frame.
    pub(in crate::tui::runtime) fn begin(&mut self, model: &mut Model) -> Result<()> {
        self.provoked.here(Thread::Beginning);
        if !matches!(self.start.what, What::Home | What::Live(_)) {
            self.read_scripts(model);
        }
        let path = match self.start.what.clone() {
            What::Home => return Ok(()),
            What::Open(path) | What::Live(path) => path,
            What::Demo => self.example(model.today)?,
            What::Prompter(plan) => return self.follow(plan.as_deref(), model),
            What::Practice(wanted) => return practice::begin(&wanted, &self.start.folder, model),
            What::OneOnOne(beginning) => {
                let ready = Ready::OneOnOne(*beginning);
                update::begin(model, ready, store::session::now());
                return Ok(());
            }
            What::Diagnosis(beginning) => {
                let ready = Ready::Diagnosis(*beginning);
                update::begin(model, ready, store::session::now());
                return Ok(());
            }
        };
        let (opened, document) = document(&path, model.today)?;
        self.opened = Some(opened);
        update::open(model, document);
        if model.eyes.live() {
            let page = Page::new(page::What::Opening);
            model.overlays.push(Overlay::Page(page));
        }
        Ok(())
    }

    /// Reads what there is to say; a pack that cannot be read is told of, and the others count.
    fn read_scripts(&self, model: &mut Model) {
        let (scripts, wrong) = (self.start.scripts)();
        model.scripts = scripts;
        if let Some(reason) = wrong.into_iter().next() {
            model.complain(reason);
        }
    }

    /// Begins to follow a shared window.
    fn follow(&mut self, plan: Option<&Path>, model: &mut Model) -> Result<()> {
        if let Some(plan) = plan {
            store::load(plan)?;
        }
        let slug = plan
            .and_then(Path::file_stem)
            .map(|slug| slug.to_string_lossy());
        let asked = slug.map_or_else(|| "NAME".to_owned(), std::borrow::Cow::into_owned);
        let now = store::session::now();
        let prompter = Prompter::new(
            asked,
            store::session::own_terminal(),
            now,
            model.scripts.clone(),
        );
        model.screen = Screen::Prompter(Box::new(prompter));
        self.following = Some(Following::start(plan, self.sender.clone())?);
        self.check(model);
        Ok(())
    }

    /// What the first frame did not need.
    pub(in crate::tui::runtime) fn after_first_frame(&mut self, model: &mut Model) {
        for request in update::questions(model) {
            self.beside.ask(request);
        }
        if !matches!(model.screen, Screen::Home(_) | Screen::Plan(_)) {
            return;
        }
        if let Some(opened) = self.opened.take() {
            self.write(&opened);
        }
        if let Some(screen) = model.plan() {
            self.watch();
            if model.eyes.live() {
                self.sharing = Sharing::start(&screen.document.path, screen.plan());
                self.tell_session(model);
            } else {
                let read = coaching::deal(&screen.document.path);
                update::update(model, read);
            }
        } else {
            self.read_scripts(model);
            self.list();
        }
    }
}
