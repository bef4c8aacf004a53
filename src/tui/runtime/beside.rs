//! The thread that computes beside the loop. It starts with the first question, sleeps while there is
//! none, gives up on a question as soon as a newer one of its kind is asked, and ends with the plan or
//! with the program, which never waits for it. A panic in it is heard of like one in any other thread.

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
                let go_on = || !ticket.dropped.load(Ordering::Relaxed);
                let answer = go_on().then(|| beside::answer(request, &go_on)).flatten();
                ticket.answered.store(true, Ordering::Relaxed);
                if let Some(answer) = answer {
                    let _ = events.send(Event::Msg(Msg::Computed(Box::new(answer))));
                }
            }
        });
    questions
}
