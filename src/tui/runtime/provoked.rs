//! A fault on demand, so that a test can see what one leaves behind. `BACKCAST_TEST_PANIC` names the
//! thread that panics (at once, at `f12`, or when it next does something). Debug builds only: a release
//! has nothing of it.

/// A thread that may be told to panic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thread {
    /// The main one, before the terminal is taken over.
    Beginning,
    Main,
    Writer,
    Input,
    Beside,
}

/// Which thread is to panic, if any.
#[derive(Debug, Clone, Copy)]
pub(super) struct Provoked(Option<Thread>);

impl Provoked {
    /// What the environment asks for.
    #[cfg(debug_assertions)]
    pub(super) fn read() -> Self {
        let asked = std::env::var("BACKCAST_TEST_PANIC").unwrap_or_default();
        Self(match asked.as_str() {
            "beginning" => Some(Thread::Beginning),
            "main" => Some(Thread::Main),
            "writer" => Some(Thread::Writer),
            "input" => Some(Thread::Input),
            "beside" => Some(Thread::Beside),
            _ => None,
        })
    }

    /// Nothing.
    #[cfg(not(debug_assertions))]
    pub(super) fn read() -> Self {
        Self(None)
    }

    /// Panics if this thread was asked to, with words that must never come out.
    #[allow(clippy::panic)] // It is what it is for.
    pub(super) fn here(self, thread: Thread) {
        if cfg!(debug_assertions) && self.0 == Some(thread) {
            std::panic::panic_any("the plan's own words".to_owned());
        }
    }

    /// The same, for a key: only `f12` sets it off.
    pub(super) fn at_key(self, key: crossterm::event::KeyEvent, thread: Thread) {
        if key.code == crossterm::event::KeyCode::F(12) {
            self.here(thread);
        }
    }
}
