//! The hands of the loop: effects carried out on files, the writer, the folder and the terminal.

mod beginning;
mod beside_plan;
mod later;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};
use chrono::NaiveDate;
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Start;
use super::beside::Beside;
use super::coaching;
use super::events::{self, Event};
use super::following::Following;
use super::provoked::{Provoked, Thread};
use super::sharing::Sharing;
use super::terminal::{self, Frames};
use super::work::{self, Desk};
use super::{practice, pressing};
use crate::plan::Plan;
use crate::plan::templates::{self, NewPlan};
use crate::private::Deal;
use crate::store::{self, Folder, Opened, StoreError, Writer};
use crate::tui::model::{Effect, ForOthers, Model, Msg};
use crate::tui::update;
use crate::tui::work::Wanted;

/// How long quitting waits for the disk.
const PATIENCE: Duration = Duration::from_secs(5);

/// What came of an effect.
pub(super) enum Done {
    /// Nothing more.
    Nothing,
    /// The model should hear of it.
    Msg(Msg),
    /// The program ends.
    End,
}

/// What the loop holds: the writer of the open plan, the watch on its folder, the scratch folder.
/// What was opened at the start is kept until the first frame is on the screen: its writer can wait.
pub(super) struct Hands {
    start: Start,
    sender: Sender<Event>,
    opened: Option<Opened>,
    writer: Option<Writer>,
    watch: Option<RecommendedWatcher>,
    scratch: Option<store::Scratch>,
    following: Option<Following>,
    sharing: Option<Sharing>,
    /// What waits for the frame.
    put_off: Vec<Effect>,
    pub(super) beside: Beside,
    lost_knowingly: bool,
    /// True while the loop waits for the disk.
    pub(super) at_the_disk: Arc<AtomicBool>,
    pub(super) provoked: Provoked,
}

impl Hands {
    pub(super) fn new(start: Start, sender: Sender<Event>) -> Self {
        let provoked = Provoked::read();
        Self {
            start,
            beside: Beside::new(sender.clone(), provoked),
            sender,
            put_off: Vec::new(),
            opened: None,
            writer: None,
            watch: None,
            scratch: None,
            following: None,
            sharing: None,
            lost_knowingly: false,
            at_the_disk: Arc::default(),
            provoked,
        }
    }

    /// Tells the prompters what a shared window shows now.
    pub(super) fn tell_session(&mut self, model: &Model) {
        if let Some(sharing) = &mut self.sharing {
            sharing.tell(model);
        }
    }

    pub(super) fn today(&self) -> NaiveDate {
        (self.start.today)()
    }

    /// How long until something changes by itself: the day, or what counts up on the screen.
    pub(super) fn until_next(&self, model: &Model) -> Option<Duration> {
        let tomorrow = (self.start.until_tomorrow)();
        let long = self.beside.until_long();
        [tomorrow, model.next_moment(), long]
            .into_iter()
            .flatten()
            .min()
    }

    /// Whether somebody chose to quit although something was not saved.
    pub(super) fn lost_knowingly(&self) -> bool {
        self.lost_knowingly
    }

    /// Asks the writer whether somebody else changed the plan; a prompter looks for itself.
    pub(super) fn check(&mut self, model: &mut Model) {
        if let Some(writer) = &self.writer {
            writer.check();
        }
        let today = self.today();
        if let Some(following) = &mut self.following {
            let news = following.look(today);
            update::update(model, Msg::Followed(Box::new(news)));
        }
    }

    /// Names the window after what it shows.
    pub(super) fn name_window(&self, model: &Model) -> Result<()> {
        terminal::leave_blank(model.eyes.shared());
        terminal::title(&model.title()).context("the terminal's title cannot be set")
    }

    /// Carries an effect out.
    pub(super) fn carry_out(
        &mut self,
        effect: Effect,
        model: &mut Model,
        frames: &mut Frames,
    ) -> Result<Done> {
        match effect {
            Effect::Save(..) | Effect::Compute(_) => self.put_off.push(effect),
            Effect::List => self.list(),
            Effect::Open(path) => return Ok(self.open(&path, model)),
            Effect::Example => return Ok(self.open_example(model)),
            Effect::Create(plan, deal) => return Ok(self.create(&plan, deal.as_deref(), model)),
            Effect::ReadDeal(path) => return Ok(Done::Msg(coaching::deal(&path))),
            Effect::Close => return self.leave_plan(),
            Effect::Copy(text) => {
                terminal::copy(&text).context("the clipboard cannot be reached")?;
            }
            Effect::Export(file) => return Ok(Done::Msg(Msg::Exported(self.export(&file)))),
            Effect::Name => self.name_window(model)?,
            Effect::Suspend => {
                // Who is stopped may never go on.
                let _ = self.settle();
                suspend(model.mouse, frames)?;
                self.name_window(model)?;
            }
            Effect::Redraw => frames.forget(),
            Effect::Mouse(on) => terminal::mouse(on)?,
            Effect::Quit => {
                return Ok(match self.settle() {
                    Ok(()) => Done::End,
                    Err(reason) => Done::Msg(Msg::NotSaved(reason)),
                });
            }
            Effect::Note(step, line) => return Ok(self.note(&step, &line)),
            Effect::ReadCalendar(typed) => return Ok(read_calendar(&typed)),
            Effect::FindPaths(typed) => return Ok(find_paths(&typed)),
            Effect::ReadObjections => {
                let (team, wrong) = store::team();
                return Ok(Done::Msg(Msg::ObjectionsRead(team, wrong)));
            }
            Effect::ReadRep(name) => {
                return Ok(Done::Msg(practice::read(&self.start.folder, name)));
            }
            Effect::Press(plans) => self.press(plans),
            Effect::Work(wanted) => self.work(*wanted),
            Effect::Record(rep, addition) => return Ok(self.record(&rep, addition)),
            Effect::Learn(path, plan, learned) => {
                return Ok(self.learn(&path, &plan, learned.as_ref()));
            }
            Effect::QuitUnsaved => {
                self.lost_knowingly = true;
                return Ok(Done::End);
            }
        }
        Ok(Done::Nothing)
    }

    fn open_example(&mut self, model: &mut Model) -> Done {
        match self.example(model.today) {
            Ok(path) => {
                model.scratch = true;
                self.open(&path, model)
            }
            Err(error) => Done::Msg(Msg::Opened(Err(error.to_string()))),
        }
    }

    /// Lets the plan go once everything is on disk.
    fn leave_plan(&mut self) -> Result<Done> {
        if let Err(reason) = self.settle() {
            return Ok(Done::Msg(Msg::NotSaved(reason)));
        }
        let _ = self.close();
        self.scratch = None;
        Ok(Done::Msg(Msg::Closed))
    }

    /// Writes a file for others beside the plan, under a name that is not taken.
    fn export(&self, file: &ForOthers) -> Result<String, String> {
        let plan = self.writer.as_ref().map(Writer::path);
        let Some(plan) = plan else {
            return Err("a plan that can only be looked at has no file beside it".to_owned());
        };
        store::export_beside(plan, file.what, file.ending, self.today(), &file.bytes)
            .map_err(|error| error.to_string())
    }

    /// Waits until everything is on disk and lets the plan go.
    pub(super) fn close(&mut self) -> Result<(), String> {
        self.hand_over();
        self.watch = None;
        self.beside.forget();
        let today = self.today();
        if let Some(mut following) = self.following.take() {
            // A record that could not be written is tried a last time.
            following.look(today);
        }
        let writer = self.writer.take();
        self.wait(|| writer.map_or(Ok(()), |writer| writer.finish(PATIENCE)))
    }

    /// Waits until everything is on disk; the plan stays open.
    fn settle(&mut self) -> Result<(), String> {
        self.hand_over();
        let writer = self.writer.as_ref();
        self.wait(|| writer.map_or(Ok(()), |writer| writer.settle(PATIENCE)))
    }

    /// Waits for the disk; a signal that comes meanwhile knows of it.
    fn wait<T>(&self, wait: impl FnOnce() -> T) -> T {
        self.at_the_disk.store(true, Ordering::SeqCst);
        let done = wait();
        self.at_the_disk.store(false, Ordering::SeqCst);
        done
    }

    fn open(&mut self, path: &Path, model: &mut Model) -> Done {
        if let Err(reason) = self.close() {
            return Done::Msg(Msg::NotSaved(reason));
        }
        match store::load(path) {
            Ok(opened) => {
                self.write(&opened);
                self.watch();
                Done::Msg(Msg::Opened(Ok(Box::new(opened))))
            }
            Err(error) => {
                model.scratch = false;
                Done::Msg(Msg::Opened(Err(error.to_string())))
            }
        }
    }

    fn create(&mut self, plan: &Plan, deal: Option<&Deal>, model: &mut Model) -> Done {
        let written = || -> Result<_, StoreError> {
            let folder = &self.start.folder;
            folder.ensure()?;
            let path = folder.path_for_new(&plan.name)?;
            store::create(&path, plan)?;
            if let Some(deal) = deal {
                store::edit_private(&path, &plan.id, |private| private.deal = deal.clone())?;
            }
            Ok(path)
        };
        match written() {
            Ok(path) => self.open(&path, model),
            Err(error) => Done::Msg(Msg::Opened(Err(error.to_string()))),
        }
    }

    /// Writes the example to a folder that is thrown away.
    fn example(&mut self, today: NaiveDate) -> Result<std::path::PathBuf> {
        let scratch = store::Scratch::new()?;
        let id = store::new_id();
        let plan = templates::plan(
            templates::EXAMPLE,
            &NewPlan {
                id: &id,
                today,
                ..NewPlan::default()
            },
        )?;
        let path = scratch.path().join("example.json");
        store::create(&path, &plan)?;
        self.scratch = Some(scratch);
        Ok(path)
    }

    fn write(&mut self, opened: &Opened) {
        if opened.read_only.is_some() {
            return;
        }
        let (sender, provoked) = (self.sender.clone(), self.provoked);
        self.writer = Some(Writer::start(opened, move |event| {
            provoked.here(Thread::Writer);
            let _ = sender.send(Event::Msg(Msg::Store(event)));
        }));
    }

    /// Watches the folder: the file itself is replaced at every save.
    fn watch(&mut self) {
        let Some(folder) = self
            .writer
            .as_ref()
            .and_then(|writer| writer.path().parent())
            .map(Path::to_owned)
        else {
            return;
        };
        let file = self
            .writer
            .as_ref()
            .and_then(|writer| writer.path().file_name())
            .map(std::ffi::OsStr::to_owned);
        let sender = self.sender.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let ours = event.is_ok_and(|event| {
                !event.kind.is_access()
                    && event
                        .paths
                        .iter()
                        .any(|path| path.file_name() == file.as_deref())
            });
            if ours {
                let _ = sender.send(Event::FolderChanged);
            }
        });
        self.watch = watcher.ok().and_then(|mut watcher| {
            watcher
                .watch(&folder, RecursiveMode::NonRecursive)
                .ok()
                .map(|()| watcher)
        });
        // What happened to the file since it was read and before somebody watched it.
        if let Some(writer) = &self.writer {
            writer.check();
        }
    }

    /// Reads beside the loop what a work begins with; what is on its way to the disk is waited for.
    fn work(&mut self, wanted: Wanted) {
        let _ = self.settle();
        let desk = Desk {
            folder: self.start.folder.clone(),
            today: self.today(),
            threshold: self.start.defaults.threshold,
        };
        let sender = self.sender.clone();
        let read = move || sender.send(Event::Msg(work::read(wanted, &desk)));
        let _ = thread::Builder::new()
            .name("work".to_owned())
            .spawn(move || drop(read()));
    }

    /// Counts beside the loop what of some plans presses.
    fn press(&self, plans: Vec<PathBuf>) {
        let (sender, today) = (self.sender.clone(), self.today());
        let read = move || sender.send(Event::Msg(pressing::read(plans, today)));
        let _ = thread::Builder::new()
            .name("press".to_owned())
            .spawn(move || drop(read()));
    }

    /// Reads the folder beside the loop.
    fn list(&self) {
        let (folder, sender): (Folder, _) = (self.start.folder.clone(), self.sender.clone());
        let _ = thread::Builder::new()
            .name("list".to_owned())
            .spawn(move || {
                let listed = folder.list().map_err(|error| error.to_string());
                let _ = sender.send(Event::Msg(Msg::Listed(listed)));
            });
    }
}

/// Reads the calendar file of a path that was typed.
fn read_calendar(typed: &str) -> Done {
    let read = store::read_calendar(typed).map_err(|error| error.to_string());
    Done::Msg(Msg::CalendarRead(read))
}

/// Finds the paths that begin like what was typed.
fn find_paths(typed: &str) -> Done {
    Done::Msg(Msg::PathsFound(store::paths_like(typed)))
}

/// Gives the terminal back, stops, and takes it over again when the shell says go on.
fn suspend(mouse: bool, frames: &mut Frames) -> Result<()> {
    #[cfg(unix)]
    {
        terminal::leave();
        events::stop();
        terminal::enter(mouse).context("the terminal cannot be taken over again")?;
    }
    frames.forget();
    Ok(())
}
