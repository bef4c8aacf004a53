//! Where events come from: a thread that reads the terminal, a thread that waits for signals, and the
//! hook that hears of a panic in any thread. All of them only send.

use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::thread;

use crossterm::event::{self, Event as Input};

use super::terminal;
use crate::tui::model::Msg;

/// Something that happened outside.
#[derive(Debug)]
pub(super) enum Event {
    /// For the model.
    Msg(Msg),
    /// Something in the plans folder changed.
    FolderChanged,
    /// The program was stopped and goes on.
    #[cfg_attr(not(unix), allow(dead_code))]
    Continued,
    /// A signal says to end; its number.
    #[cfg_attr(not(unix), allow(dead_code))]
    Signal(i32),
    /// The terminal is gone.
    Closed,
    /// A thread panicked.
    Crashed,
}

/// Starts the threads that listen.
pub(super) fn listen(sender: &Sender<Event>) {
    signals(sender.clone());
    let sender = sender.clone();
    let _ = thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            loop {
                let msg = match event::read() {
                    Ok(Input::Key(key)) => Msg::Key(key),
                    Ok(Input::Paste(text)) => Msg::Paste(text),
                    Ok(Input::Mouse(mouse)) => Msg::Mouse(mouse),
                    Ok(Input::Resize(width, height)) => Msg::Resize(width, height),
                    Ok(Input::FocusGained | Input::FocusLost) => continue,
                    Err(_) => {
                        let _ = sender.send(Event::Closed);
                        return;
                    }
                };
                if sender.send(Event::Msg(msg)).is_err() {
                    return;
                }
            }
        });
}

/// The longest that ending after a signal may take before the program is ended by force, the
/// terminal put back first: a disk that does not answer must not keep a closed window alive.
#[cfg(unix)]
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(6);

#[cfg(unix)]
fn signals(sender: Sender<Event>) {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT]) else {
        return;
    };
    let _ = thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for number in signals.forever() {
                if number == SIGCONT {
                    let _ = sender.send(Event::Continued);
                    continue;
                }
                let _ = sender.send(Event::Signal(number));
                thread::sleep(PATIENCE);
                terminal::leave();
                std::process::exit(128 + number);
            }
        });
}

#[cfg(not(unix))]
fn signals(_: Sender<Event>) {}

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
