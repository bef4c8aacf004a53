//! Effects carried out on files, as the runtime does it with a terminal.

use std::io::Cursor;
use std::mem::discriminant;
use std::path::Path;

use backcast::store::{self, Folder, Opened, Writer};
use backcast::tui::beside;
use backcast::tui::model::{Effect, Msg};
use backcast::tui::update;
use backcast::tui::work::Found;
use backcast::tui::{desk, pressing};

use calamine::{Reader as _, Xlsx};

use super::coaching::later;
use super::{App, Left, PATIENCE, example_plan, today};

impl App {
    pub(super) fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::List => {
                let folder = Folder::at(self.folder.path().to_owned());
                let listed = folder.list().map_err(|error| error.to_string());
                self.take(Msg::Listed(listed));
            }
            Effect::Press(plans) => {
                let counted = pressing::read(plans, self.model.today);
                self.take(counted);
            }
            Effect::Open(path) => self.open(&path),
            Effect::Example => {
                let scratch = tempfile::tempdir().unwrap();
                let path = scratch.path().join("example.json");
                store::create(&path, &example_plan()).unwrap();
                self.scratch = Some(scratch);
                self.model.scratch = true;
                self.open(&path);
            }
            Effect::Create(plan, deal) => {
                let folder = Folder::at(self.folder.path().to_owned());
                let written = folder
                    .path_for_new(&plan.name)
                    .and_then(|path| store::create(&path, &plan).map(|()| path));
                match written {
                    Ok(path) => {
                        if let Some(deal) = deal {
                            let id = &plan.id;
                            store::edit_private(&path, id, |private| private.deal = *deal).unwrap();
                        }
                        self.open(&path);
                    }
                    Err(error) => {
                        update::update(&mut self.model, Msg::Opened(Err(error.to_string())));
                    }
                }
            }
            Effect::Save(plan, edit, seen) => {
                if let Some(writer) = &self.writer {
                    writer.save(plan, edit, seen);
                }
            }
            Effect::Close => {
                let msg = match self.settled() {
                    Ok(()) => {
                        self.close().unwrap();
                        self.scratch = None;
                        Msg::Closed
                    }
                    Err(reason) => Msg::NotSaved(reason),
                };
                for effect in update::update(&mut self.model, msg) {
                    self.carry_out(effect);
                }
            }
            Effect::Quit => self.quit(),
            Effect::QuitUnsaved => self.left = Some(Left::Unsaved),
            Effect::Copy(text) => self.terminal.push(format!("copy {text}")),
            Effect::Export(file) => {
                self.terminal.push(format!(
                    "export {}",
                    exported_text(file.ending, &file.bytes)
                ));
                let path = self.path();
                let written =
                    store::export_beside(&path, file.what, file.ending, today(), &file.bytes);
                let written = written.map_err(|error| error.to_string());
                update::update(&mut self.model, Msg::Exported(written));
            }
            Effect::Name => self.terminal.push(format!("name {}", self.model.title())),
            Effect::Note(step, line) => {
                let noted = self.note(&step, &line);
                update::update(&mut self.model, Msg::Noted(noted));
            }
            Effect::Work(wanted) => {
                let desk = desk::Desk {
                    folder: Folder::at(self.folder.path().to_owned()),
                    today: self.model.today,
                    threshold: self.model.defaults.threshold,
                };
                let mut found = desk::found(&wanted, &desk).map_err(|error| error.to_string());
                if let Ok(Found::Ready(_, now)) = &mut found {
                    *now = later(0);
                }
                for effect in update::update(&mut self.model, Msg::WorkFound(wanted, found)) {
                    self.carry_out(effect);
                }
            }
            Effect::ReadDeal(path) => {
                let read = store::load_private(&path);
                let deal = read.map(|private| private.map(|private| Box::new(private.deal)));
                let deal = deal.map_err(|error| error.to_string());
                update::update(&mut self.model, Msg::DealRead(deal));
            }
            Effect::ReadCalendar(typed) => {
                let read = store::read_calendar(&typed).map_err(|error| error.to_string());
                update::update(&mut self.model, Msg::CalendarRead(read));
            }
            Effect::FindPaths(typed) => {
                let paths = store::paths_like(&typed);
                update::update(&mut self.model, Msg::PathsFound(paths));
            }
            Effect::ReadObjections => {
                let (team, wrong) = self.objections.clone();
                update::update(&mut self.model, Msg::ObjectionsRead(team, wrong));
            }
            Effect::ReadRep(name) => {
                let folder = Folder::at(self.folder.path().to_owned());
                let record = store::load_rep(&folder, &name);
                let read = record.map(|record| (name, record.map(Box::new)));
                let read = read.map_err(|error| error.to_string());
                update::update(&mut self.model, Msg::RepRead(read));
            }
            Effect::Record(rep, addition) => {
                let folder = Folder::at(self.folder.path().to_owned());
                let kept = store::edit_rep(&folder, &rep, |record| record.add(addition));
                let kept = kept.map(Box::new).map_err(|error| error.to_string());
                for effect in update::update(&mut self.model, Msg::Recorded(kept)) {
                    self.carry_out(effect);
                }
            }
            Effect::Learn(path, plan, learned) => {
                let known = store::learn(&path, &plan, learned.as_ref());
                let known = known.map(Box::new).map_err(|error| error.to_string());
                update::update(&mut self.model, Msg::Known(known));
            }
            Effect::Suspend => self.terminal.push("suspend".to_owned()),
            Effect::Redraw => self.terminal.push("redraw".to_owned()),
            Effect::Mouse(on) => self.terminal.push(format!("mouse {on}")),
            Effect::Compute(request) => {
                let kind = discriminant(&request.what);
                self.questions
                    .retain(|open| discriminant(&open.what) != kind);
                self.questions.push(request);
            }
        }
    }

    /// Takes a message in, with all that comes of it.
    fn take(&mut self, msg: Msg) {
        for effect in update::update(&mut self.model, msg) {
            self.carry_out(effect);
        }
    }

    fn note(&mut self, step: &str, line: &str) -> Result<(), String> {
        self.notes
            .as_mut()
            .map_err(|reason| reason.clone())?
            .push((step.to_owned(), line.to_owned()));
        Ok(())
    }

    fn quit(&mut self) {
        match self.settled() {
            Ok(()) => {
                self.close().unwrap();
                self.left = Some(Left::Saved);
            }
            Err(reason) => {
                update::update(&mut self.model, Msg::NotSaved(reason));
            }
        }
    }

    fn settled(&self) -> Result<(), String> {
        let writer = self.writer.as_ref();
        writer.map_or(Ok(()), |writer| writer.settle(PATIENCE))
    }

    fn open(&mut self, path: &Path) {
        self.close().unwrap();
        let opened: Result<Box<Opened>, String> = store::load(path)
            .map(Box::new)
            .map_err(|error| error.to_string());
        if let Ok(opened) = &opened
            && opened.read_only.is_none()
        {
            let sender = self.sender.clone();
            // The test may be gone before the last event; then nobody wants it.
            self.writer = Some(Writer::start(opened, move |event| drop(sender.send(event))));
        }
        for effect in update::update(&mut self.model, Msg::Opened(opened)) {
            if matches!(effect, Effect::Compute(_) | Effect::ReadDeal(_)) {
                self.carry_out(effect);
            }
        }
    }

    /// Answers what is being computed beside the loop; until then the screen shows what it has.
    pub(crate) fn compute(&mut self) -> &mut Self {
        for request in std::mem::take(&mut self.questions) {
            let answer = beside::answer(request, &|| true).unwrap();
            self.send(Msg::Computed(Box::new(answer)));
        }
        self
    }

    fn close(&mut self) -> Result<(), String> {
        self.writer
            .take()
            .map_or(Ok(()), |writer| writer.finish(PATIENCE))
    }
}

/// What a file for others says: of a spreadsheet, which is packed, the text of every cell.
fn exported_text(ending: &str, bytes: &[u8]) -> String {
    if ending != "xlsx" {
        return String::from_utf8(bytes.to_vec()).unwrap();
    }
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let sheets = book.worksheets();
    let rows = sheets.iter().flat_map(|(_, sheet)| sheet.rows());
    let rows = rows.map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>());
    rows.map(|row| row.join("\t"))
        .collect::<Vec<_>>()
        .join("\n")
}
