//! Where events come from: a thread that reads the terminal, a thread that waits for signals, and the
//! hook that hears of a panic in any thread. All of them only send.

use std::sync::atomic::AtomicBool;
#[cfg(unix)]
use std::sync::atomic::Ordering;
#[cfg(unix)]
use std::sync::mpsc;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event as Input};
#[cfg(unix)]
use nix::sys::signal::{self, SigSet, Signal};

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
    /// Somebody outside asks the program to stop until it is told to go on.
    #[cfg_attr(not(unix), allow(dead_code))]
    Stop,
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

/// The signals that end, stop or continue the program, held from here on: before the first thread
/// starts (each takes its mask from the one that starts it) and before the terminal is taken over, so
/// that none can end or stop the program with the terminal taken. They keep what they do by default;
/// a thread waits for them.
#[derive(Clone, Copy)]
pub(super) struct Held {
    #[cfg(unix)]
    signals: SigSet,
}

/// Holds the signals.
pub(super) fn hold_signals() -> Held {
    Held {
        #[cfg(unix)]
        signals: {
            use Signal::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
            let signals = SigSet::from_iter([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT]);
            let _ = signals.thread_block();
            signals
        },
    }
}

/// Stops as a program does that holds no signals. The system leaves a program running that nobody
/// could tell to go on: in a window without a shell.
#[cfg(unix)]
pub(super) fn stop() {
    let stops = SigSet::from(Signal::SIGTSTP);
    let _ = stops.thread_unblock();
    let _ = signal::raise(Signal::SIGTSTP);
    let _ = stops.thread_block();
}

/// Starts the threads that listen.
///
/// `size` is what was painted first: a window may have another by the time its changes are heard of.
/// `at_the_disk` is true while the loop waits for the disk and can see no event.
pub(super) fn listen(
    sender: &Sender<Event>,
    held: Held,
    size: (u16, u16),
    provoked: Provoked,
    at_the_disk: Arc<AtomicBool>,
) {
    signals(sender.clone(), held, at_the_disk);
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
fn signals(sender: Sender<Event>, held: Held, at_the_disk: Arc<AtomicBool>) {
    let _ = thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            while let Ok(signal) = held.signals.wait() {
                match signal {
                    Signal::SIGCONT => drop(sender.send(Event::Continued)),
                    Signal::SIGTSTP => drop(sender.send(Event::Stop)),
                    signal => end(signal as i32, &sender, &at_the_disk),
                }
            }
        });
}

/// Has the loop end, and ends the program by force when it does not.
#[cfg(unix)]
fn end(number: i32, sender: &Sender<Event>, at_the_disk: &AtomicBool) {
    let (seen, taken_up) = mpsc::channel();
    let _ = sender.send(Event::Signal(number, seen));
    let noticed = taken_up.recv_timeout(NOTICE).is_ok();
    // A loop that waits for the disk is not stuck: what it waits for is the last edit.
    if noticed || at_the_disk.load(Ordering::SeqCst) {
        thread::sleep(PATIENCE);
    }
    end_by_force(number);
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
fn signals(_: Sender<Event>, _: Held, _: Arc<AtomicBool>) {}

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
