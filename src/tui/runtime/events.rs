//! Where events come from: a thread that reads the terminal, a thread that waits for signals, and the
//! hook that hears of a panic in any thread. All of them only send.

#[cfg(unix)]
use std::sync::mpsc;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event as Input};

use super::provoked::{Provoked, Thread};
use super::terminal;
use crate::tui::model::Msg;

/// Something that happened outside.
#[derive(Debug)]
pub(super) enum Event {
    /// For the model.
    Msg(Msg),
    /// Nothing happened until midnight, or until something that counts up is another number.
    Woken,
    /// Something in the plans folder changed, or in what a prompter follows.
    FolderChanged,
    /// The program was stopped and goes on.
    #[cfg_attr(not(unix), allow(dead_code))]
    Continued,
    /// A signal says to end: its number, and where to say that it was taken up.
    #[cfg_attr(not(unix), allow(dead_code))]
    Signal(i32, Sender<()>),
    /// The terminal is gone.
    Closed,
    /// A thread panicked.
    Crashed,
}

/// The signals that end or continue the program, held from here on: registered before the terminal is
/// taken over, so that none can end the program with the terminal taken.
pub(super) struct Held {
    #[cfg(unix)]
    signals: Option<signal_hook::iterator::Signals>,
}

/// Registers the signals.
pub(super) fn hold_signals() -> Held {
    Held {
        #[cfg(unix)]
        signals: {
            use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
            signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT]).ok()
        },
    }
}

/// Starts the threads that listen.
///
/// `size` is what was painted first: a window may have another by the time its changes are heard of.
pub(super) fn listen(sender: &Sender<Event>, held: Held, size: (u16, u16), provoked: Provoked) {
    signals(sender.clone(), held);
    let sender = sender.clone();
    let _ = thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            let _ = event::poll(Duration::ZERO);
            if let Ok((width, height)) = crossterm::terminal::size()
                && (width, height) != size
            {
                let _ = sender.send(Event::Msg(Msg::Resize(width, height)));
            }
            while next(&sender, provoked) {}
        });
}

/// Sends the next thing that the terminal tells; false when there is nobody at either end.
fn next(sender: &Sender<Event>, provoked: Provoked) -> bool {
    let msg = match event::read() {
        Ok(Input::Key(key)) => {
            provoked.at_key(key, Thread::Input);
            Msg::Key(key)
        }
        Ok(Input::Paste(text)) => Msg::Paste(text),
        Ok(Input::Mouse(mouse)) => Msg::Mouse(mouse),
        Ok(Input::Resize(width, height)) => Msg::Resize(width, height),
        Ok(Input::FocusGained | Input::FocusLost) => return true,
        Err(_) => {
            let _ = sender.send(Event::Closed);
            return false;
        }
    };
    sender.send(Event::Msg(msg)).is_ok()
}

/// The longest that ending after a signal may take before the program is ended by force, the
/// terminal put back first: a disk that does not answer must not keep a closed window alive.
#[cfg(unix)]
const PATIENCE: Duration = Duration::from_secs(6);

/// How long the loop may take to see a signal. It sees none while it writes to a terminal that
/// nobody reads; what was handed to the writer is on disk by then.
#[cfg(unix)]
const NOTICE: Duration = Duration::from_millis(800);

#[cfg(unix)]
fn signals(sender: Sender<Event>, held: Held) {
    let Some(mut signals) = held.signals else {
        return;
    };
    let _ = thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for number in signals.forever() {
                if number == signal_hook::consts::SIGCONT {
                    let _ = sender.send(Event::Continued);
                    continue;
                }
                let (seen, taken_up) = mpsc::channel();
                let _ = sender.send(Event::Signal(number, seen));
                if taken_up.recv_timeout(NOTICE).is_ok() {
                    thread::sleep(PATIENCE);
                }
                end_by_force(number);
            }
        });
}

/// Gives the terminal back if it takes anything, and ends. The loop may hold standard output for as
/// long as it likes.
#[cfg(unix)]
fn end_by_force(number: i32) {
    let (done, left) = mpsc::channel();
    let _ = thread::Builder::new().spawn(move || {
        terminal::leave();
        let _ = done.send(());
    });
    let _ = left.recv_timeout(Duration::from_millis(100));
    terminal::line_as_before();
    std::process::exit(128 + number);
}

#[cfg(not(unix))]
fn signals(_: Sender<Event>, _: Held) {}

/// Hears of a panic in any thread and tells where it was; never what it said, which could be a
/// plan's text. The loop ends, saves and gives the terminal back.
pub(super) fn watch_for_panics(sender: Sender<Event>) -> Arc<Mutex<Option<String>>> {
    let place = Arc::new(Mutex::new(None));
    let told = Arc::clone(&place);
    let sender = Mutex::new(sender);
    std::panic::set_hook(Box::new(move |panic| {
        let at = panic
            .location()
            .map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        if let Ok(mut place) = told.lock() {
            place.get_or_insert(at);
        }
        if let Ok(sender) = sender.lock() {
            let _ = sender.send(Event::Crashed);
        }
    }));
    place
}
