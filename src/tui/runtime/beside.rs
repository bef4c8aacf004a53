//! The thread that computes beside the loop. It starts with the first question, sleeps while there is
//! none, gives up on a question as soon as a newer one of its kind is asked, and ends with the plan or
//! with the program, which never waits for it. A panic in it is heard of like one in any other thread.

use std::cell::Cell;
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::events::Event;
use super::provoked::{Provoked, Thread};
use crate::tui::beside::{self, Request, What};
use crate::tui::model::Msg;

/// How long an answer may take before the screen says that it shows an older one.
const LONG: Duration = Duration::from_millis(400);

/// How long the thread computes before others may have its processor. The system passes a frame on to the
/// terminal by work of its own, which may have come to wait behind this thread.
const TURN: Duration = Duration::from_micros(200);

/// How many times it is asked whether to go on for each look at the clock.
const ASKED: u32 = 16;

/// The hand that gives questions to the thread.
pub(super) struct Beside {
    events: Sender<Event>,
    provoked: Provoked,
    questions: Option<Sender<(Request, Arc<Ticket>)>>,
    open: Vec<Open>,
}

/// What loop and thread both know of a question.
#[derive(Default)]
struct Ticket {
    /// Nobody wants the answer any more.
    dropped: AtomicBool,
    answered: AtomicBool,
}

/// The newest question of its kind.
struct Open {
    kind: Discriminant<What>,
    ticket: Arc<Ticket>,
    since: Instant,
    /// The screen knows that it takes long.
    told: bool,
}

impl Beside {
    pub(super) fn new(events: Sender<Event>, provoked: Provoked) -> Self {
        Self {
            events,
            provoked,
            questions: None,
            open: Vec::new(),
        }
    }

    /// Asks; an older question of the same kind is dropped.
    pub(super) fn ask(&mut self, request: Request) {
        let (kind, ticket) = (discriminant(&request.what), Arc::<Ticket>::default());
        self.open.retain(|open| {
            let stays = open.kind != kind;
            open.ticket.dropped.fetch_or(!stays, Ordering::Relaxed);
            stays
        });
        self.open.push(Open {
            kind,
            ticket: Arc::clone(&ticket),
            since: Instant::now(),
            told: false,
        });
        let (events, provoked) = (&self.events, self.provoked);
        let questions = self
            .questions
            .get_or_insert_with(|| start(events.clone(), provoked));
        // The thread lives as long as this; after a panic in it the program ends.
        let _ = questions.send((request, ticket));
    }

    /// Drops every question and lets the thread end.
    pub(super) fn forget(&mut self) {
        for open in self.open.drain(..) {
            open.ticket.dropped.store(true, Ordering::Relaxed);
        }
        self.questions = None;
    }

    /// How long until the screen should say that an answer takes long; nothing when none is awaited.
    pub(super) fn until_long(&self) -> Option<Duration> {
        let awaited = self.open.iter().filter(|open| open.is_awaited());
        awaited
            .map(|open| LONG.saturating_sub(open.since.elapsed()))
            .min()
    }

    /// Whether an answer has come to take long since this was last asked.
    pub(super) fn takes_long(&mut self) -> bool {
        let mut found = false;
        for open in &mut self.open {
            if open.is_awaited() && open.since.elapsed() >= LONG {
                open.told = true;
                found = true;
            }
        }
        found
    }
}

impl Open {
    fn is_awaited(&self) -> bool {
        !self.told && !self.ticket.answered.load(Ordering::Relaxed)
    }
}

/// Starts the thread. It ends when nobody can ask any more.
fn start(events: Sender<Event>, provoked: Provoked) -> Sender<(Request, Arc<Ticket>)> {
    let (questions, inbox) = mpsc::channel::<(Request, Arc<Ticket>)>();
    let _ = thread::Builder::new()
        .name("beside".to_owned())
        .spawn(move || {
            while let Ok((request, ticket)) = inbox.recv() {
                provoked.here(Thread::Beside);
                let turns = Turns::begin();
                let go_on = || {
                    turns.take();
                    !ticket.dropped.load(Ordering::Relaxed)
                };
                let answer = go_on().then(|| beside::answer(request, &go_on)).flatten();
                ticket.answered.store(true, Ordering::Relaxed);
                if let Some(answer) = answer {
                    let _ = events.send(Event::Msg(Msg::Computed(Box::new(answer))));
                }
            }
        });
    questions
}

/// The turns that the thread takes on its processor.
struct Turns {
    began: Cell<Instant>,
    asked: Cell<u32>,
}

impl Turns {
    /// The first turn, after everybody who waits already.
    fn begin() -> Self {
        thread::yield_now();
        Self {
            began: Cell::new(Instant::now()),
            asked: Cell::new(0),
        }
    }

    /// Lets others have theirs when this one has been long enough.
    fn take(&self) {
        self.asked.set(self.asked.get().wrapping_add(1));
        if self.asked.get().is_multiple_of(ASKED) && self.began.get().elapsed() >= TURN {
            thread::yield_now();
            self.began.set(Instant::now());
        }
    }
}
