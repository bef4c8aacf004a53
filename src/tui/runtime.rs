//! The loop: waits for what happens (keys, signals, the writer, the folder), lets the model take it
//! in, carries out the effects and paints. It sleeps whenever nothing happens. Only here does the
//! terminal meet the store and the clock.

mod beside;
mod coaching;
mod effects;
mod events;
mod following;
mod practice;
pub mod pressing;
mod provoked;
mod sharing;
pub mod work;

use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use chrono::{DateTime, NaiveDate, Utc};

use super::document::{Document, Sources};
use super::model::{Defaults, Effect, Eyes, Model, Msg, Screen};
use super::screens::diagnosis;
use super::screens::home::Home;
use super::screens::one_on_one::Beginning;
use super::theme::{ASCII, Depth, Theme, UNICODE};
use super::{terminal, update, view};
use crate::coach::scripts::Library;
use crate::store::{self, Folder};
use effects::Hands;
use events::Event;
pub use practice::Practising;
use provoked::Thread;

/// What the screens begin with and where they get everything from.
pub struct Start {
    /// What to open first.
    pub what: What,
    /// Where the plans lie.
    pub folder: Folder,
    /// Today's date; asked again when a day has passed.
    pub today: Box<dyn Fn() -> NaiveDate>,
    /// The moment, for the history.
    pub now: Rc<dyn Fn() -> DateTime<Utc>>,
    /// How long until the next day begins; nothing when the clock stands.
    pub until_tomorrow: Box<dyn Fn() -> Option<Duration>>,
    /// What new plans begin with.
    pub defaults: Defaults,
    /// Reads what there is to say, and tells what of it cannot be read. It is asked for in the rep's own
    /// windows, and not before a frame needs it.
    pub scripts: Box<dyn Fn() -> (Library, Vec<String>)>,
    /// Whether to listen to the mouse.
    pub mouse: bool,
    /// Whether to draw with ASCII alone.
    pub ascii: bool,
}

impl std::fmt::Debug for Start {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Start")
            .field("what", &self.what)
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

/// What to open first.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// The plans.
    Home,
    /// A plan's file.
    Open(PathBuf),
    /// A plan's file, in a window that everybody on a call sees.
    Live(PathBuf),
    /// The example, of which nothing is kept.
    Demo,
    /// What only the rep sees beside a shared window: that of a plan's file, or the newest.
    Prompter(Option<PathBuf>),
    /// Role-play.
    Practice(Box<Practising>),
    /// A manager's 1:1 with a rep.
    OneOnOne(Box<Beginning>),
    /// Why a rep builds no plans.
    Diagnosis(Box<diagnosis::Beginning>),
}

/// How long a flood of events may keep the screen as it is: a frame for each of them would be late,
/// none at all would look dead.
const LONGEST_UNPAINTED: Duration = Duration::from_millis(50);

/// How the loop ended.
enum End {
    /// As it was asked to.
    Quit,
    /// With the terminal, which was closed.
    Closed,
    /// By a signal.
    Signal(i32),
}

/// Runs the screens until they are left. The exit code of a program ended by a signal is 128 plus
/// its number.
///
/// # Errors
/// When the plan or the terminal cannot be opened, when the last edit could not be saved, or when
/// the program itself failed.
pub fn run(start: Start) -> Result<u8> {
    let held = events::hold_signals();
    let (sender, inbox) = mpsc::channel();
    let mut model = model(&start);
    let mut hands = Hands::new(start, sender.clone());
    let crash = events::watch_for_panics(sender.clone());
    let result = panic::catch_unwind(AssertUnwindSafe(|| {
        hands.begin(&mut model)?;
        model.size =
            crossterm::terminal::size().context("the size of the terminal is not to be had")?;
        terminal::leave_blank(model.eyes.shared());
        terminal::enter(model.mouse).context("the terminal cannot be taken over")?;
        turn(&mut model, &mut hands, &inbox, &sender, held)
    }));
    let words = hands.last_words(&mut model);
    let saved = hands.close();
    let saved = words.and(saved);
    if !matches!(result, Ok(Ok(End::Quit))) {
        put_lost_trial_on_record(&model);
    }
    terminal::leave();
    let _ = panic::take_hook();
    if let Some(place) = crash.lock().ok().and_then(|mut place| place.take()) {
        let note = store::journal(&format!("stopped at {place}"));
        if model.eyes.shared() {
            bail!("backcast stopped; it says why in its log");
        }
        let note = note
            .map(|path| format!("; the log is {}", path.display()))
            .unwrap_or_default();
        let safe = if saved.is_ok() {
            "every edit is saved"
        } else {
            "the last edit may not be saved"
        };
        bail!("a fault in the program stopped it at {place}: {safe}{note}");
    }
    let end = match result {
        Ok(end) => end?,
        Err(_) => bail!("a fault in the program stopped it"),
    };
    if let (Err(reason), false) = (saved, hands.lost_knowingly()) {
        if model.eyes.shared() {
            bail!("the last edit is not saved");
        }
        bail!("the last edit is not saved: {reason}");
    }
    Ok(match end {
        End::Quit | End::Closed => 0,
        End::Signal(number) => u8::try_from(128 + number).unwrap_or(u8::MAX),
    })
}

/// Says in the log that what somebody tried went with the program, which nobody asked them about. Nothing
/// of the plan goes there.
fn put_lost_trial_on_record(model: &Model) {
    let tried = model.plan().and_then(|screen| screen.document.tried());
    if tried.is_some() {
        let _ = store::journal(
            "ended while what if was tried: that was dropped, the plan is as it was kept",
        );
    }
}

fn model(start: &Start) -> Model {
    let glyphs = if start.ascii { &ASCII } else { &UNICODE };
    let now = Rc::clone(&start.now);
    Model {
        theme: Theme::new(depth(), glyphs),
        shared_theme: Theme::shared(depth(), glyphs),
        size: (80, 24),
        today: (start.today)(),
        sources: Sources {
            now: Box::new(move || now()),
            new_id: Box::new(store::new_id),
        },
        folder: start.folder.path().display().to_string(),
        defaults: start.defaults.clone(),
        scripts: Library::default(),
        objections: None,
        screen: Screen::Home(Home::default()),
        behind: None,
        overlays: Vec::new(),
        toast: None,
        // Beside a shared window the mouse is busy there, and every event would wake this one.
        mouse: start.mouse && !matches!(start.what, What::Prompter(_) | What::OneOnOne(_)),
        scratch: start.what == What::Demo,
        eyes: match start.what {
            What::Live(_) => Eyes::Live { veiled: false },
            _ => Eyes::Own,
        },
    }
}

/// How many colours the terminal says it shows. `NO_COLOR` wins over everything.
fn depth() -> Depth {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    // Under NO_COLOR the backend would drop emphasis too, and the selection with it.
    crossterm::style::force_color_output(true);
    let term = variable("TERM");
    match variable("COLORTERM").as_str() {
        _ if !variable("NO_COLOR").is_empty() || term == "dumb" => Depth::Plain,
        "truecolor" | "24bit" => Depth::True,
        _ if term.contains("256color") => Depth::Indexed,
        _ => Depth::Sixteen,
    }
}

fn turn(
    model: &mut Model,
    hands: &mut Hands,
    inbox: &Receiver<Event>,
    sender: &mpsc::Sender<Event>,
    held: events::Held,
) -> Result<End> {
    let mut frames = terminal::Frames::new(model.size);
    frames.paint(|buffer| view::view(model, buffer))?;
    hands.name_window(model)?;
    let at_the_disk = Arc::clone(&hands.at_the_disk);
    events::listen(sender, held, model.size, hands.provoked, at_the_disk);
    hands.after_first_frame(model);
    loop {
        let first = match hands.until_next(model) {
            Some(wait) => match inbox.recv_timeout(wait) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => Event::Woken,
                Err(RecvTimeoutError::Disconnected) => return Ok(End::Quit),
            },
            None => match inbox.recv() {
                Ok(event) => event,
                Err(_) => return Ok(End::Quit),
            },
        };
        // A machine that slept wakes on another day before any timer runs out.
        let today = hands.today();
        if today != model.today {
            let day = Event::Msg(Msg::Day(today));
            if let Some(end) = take(day, model, hands, &mut frames)? {
                return Ok(end);
            }
        }
        let since = Instant::now();
        let mut next = Some(first);
        while let Some(event) = next {
            if let Some(end) = take(event, model, hands, &mut frames)? {
                return Ok(end);
            }
            next = (since.elapsed() < LONGEST_UNPAINTED)
                .then(|| inbox.try_recv().ok())
                .flatten();
        }
        frames.paint(|buffer| view::view(model, buffer))?;
        hands.hand_over();
        hands.tell_session(model);
    }
}

/// Takes one event in. The end, when it was the last.
fn take(
    event: Event,
    model: &mut Model,
    hands: &mut Hands,
    frames: &mut terminal::Frames,
) -> Result<Option<End>> {
    let msg = match event {
        Event::Msg(msg) => msg,
        Event::Woken => {
            if hands.beside.takes_long() {
                update::update(model, Msg::TakesLong);
            }
            if !model.has_clock() {
                return Ok(None);
            }
            Msg::Moment(store::session::now())
        }
        Event::FolderChanged => {
            hands.check(model);
            return Ok(None);
        }
        Event::Stop => {
            hands.carry_out(Effect::Suspend, model, frames)?;
            return Ok(None);
        }
        Event::Continued => {
            terminal::enter_again()?;
            frames.forget();
            return Ok(None);
        }
        Event::Signal(number, taken_up) => {
            let _ = taken_up.send(());
            return Ok(Some(End::Signal(number)));
        }
        Event::Closed => return Ok(Some(End::Closed)),
        Event::Crashed => bail!("a fault in the program stopped it"),
    };
    match msg {
        Msg::Resize(width, height) => frames.resize((width, height)),
        Msg::Key(key) => {
            hands.provoked.at_key(key, Thread::Main);
            if model.has_clock() {
                // What a key starts or marks is timed from this moment.
                update::update(model, Msg::Moment(store::session::now()));
            }
        }
        _ => {}
    }
    let effects = update::update(model, msg);
    carry_out(effects, model, hands, frames)
}

/// Carries effects out in their order, and what comes of each before the next.
fn carry_out(
    mut pending: Vec<Effect>,
    model: &mut Model,
    hands: &mut Hands,
    frames: &mut terminal::Frames,
) -> Result<Option<End>> {
    pending.reverse();
    while let Some(effect) = pending.pop() {
        match hands.carry_out(effect, model, frames)? {
            effects::Done::End => return Ok(Some(End::Quit)),
            effects::Done::Msg(msg) => {
                let mut more = update::update(model, msg);
                more.reverse();
                pending.extend(more);
            }
            effects::Done::Nothing => {}
        }
    }
    Ok(None)
}

/// A plan that was read, ready for the screen.
fn document(
    path: &std::path::Path,
    today: NaiveDate,
) -> Result<(store::Opened, Document), store::StoreError> {
    let opened = store::load(path)?;
    let document = Document::new(opened.clone(), today);
    Ok((opened, document))
}
