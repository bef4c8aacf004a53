//! The prompter: what only the rep sees beside the shared window, to be read from across a desk. The
//! words to say are the largest thing; around them stands what the shared window shows, what to ask
//! next, what is missing, the private notes, and the time. It follows by itself and changes nothing
//! of what the buyer sees.

mod facts;
mod view;
mod words;

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::coach::cue::{self, Role};
use crate::coach::interview_prompts;
use crate::coach::phases::{MINUTES, phase_at};
use crate::coach::scripts::{Cue, Library};
use crate::plan::{GO_LIVE, Plan};
use crate::schedule::Schedule;
use crate::store::session::{Seen, Session};
use crate::tui::coaching::Coaching;
use crate::tui::following::News;

pub use view::view;

/// What the window is called, whatever it shows.
pub const TITLE: &str = "PRIVATE — do not share";

/// Everything that the prompter shows.
#[derive(Debug)]
pub struct Prompter {
    /// What there is to say.
    scripts: Library,
    /// What to type after `backcast live` in the window that is to be shared.
    asked: String,
    /// The terminal that the prompter itself is in.
    own_tty: Option<String>,
    /// The moment, by the real clock.
    pub now: DateTime<Utc>,
    seen: Option<Seen>,
    /// Since when the shared window is not there any more.
    gone: Option<DateTime<Utc>>,
    reading: Option<Reading>,
    notes: BTreeMap<String, String>,
    trouble: Trouble,
    /// Whether the session that is over is on record.
    recorded: bool,
}

/// What cannot be read, and why.
#[derive(Debug, Default)]
struct Trouble {
    session: Option<String>,
    plan: Option<String>,
    notes: Option<String>,
}

/// The plan that is followed, and what the coach has to say about it.
#[derive(Debug)]
pub struct Reading {
    /// The plan as its file has it.
    pub plan: Plan,
    /// Its dates.
    pub schedule: Schedule,
    /// The scripts and the gaps.
    pub coaching: Coaching,
}

/// How it stands with the shared window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// There is none yet.
    Waiting,
    /// It runs.
    Live,
    /// It was left in good order, that long ago.
    Ended(TimeDelta),
    /// It is gone without a word, for that long.
    Gone(TimeDelta),
}

impl Prompter {
    /// A prompter that has seen nothing yet. `asked` is the plan's name as `backcast live` takes it.
    pub fn new(
        asked: String,
        own_tty: Option<String>,
        now: DateTime<Utc>,
        scripts: Library,
    ) -> Self {
        Self {
            scripts,
            asked,
            own_tty,
            now,
            seen: None,
            gone: None,
            reading: None,
            notes: BTreeMap::new(),
            trouble: Trouble::default(),
            recorded: false,
        }
    }

    /// Takes a look at what is followed in. Returns a sentence when a person should hear of it.
    pub fn hear(&mut self, news: News, today: NaiveDate) -> Option<Result<String, String>> {
        self.now = news.at;
        self.trouble.session = news.seen.map(|seen| self.see(seen)).err();
        if let Some(plan) = news.plan {
            self.trouble.plan = plan.map(|plan| self.read(*plan, today)).err();
        }
        if let Some(notes) = news.notes {
            self.trouble.notes = notes.map(|notes| self.notes = notes).err();
        }
        let shared = self.session().map(|session| &session.plan);
        let read = self.reading.as_ref().map(|reading| &reading.plan.id);
        if shared.is_some() && shared != read {
            // Nothing of one deal may stand beside the window of another.
            self.reading = None;
            self.notes.clear();
        }
        self.cue();
        match news.recorded {
            Some(Ok(())) => {
                self.recorded = true;
                Some(Ok("the call is on record in the private file".to_owned()))
            }
            Some(Err(reason)) => Some(Err(format!("the call is not on record: {reason}"))),
            None => None,
        }
    }

    fn see(&mut self, seen: Option<Seen>) {
        let before = self.seen.take();
        let another = match (&before, &seen) {
            (Some(before), Some(seen)) => before.session.started != seen.session.started,
            _ => true,
        };
        if another {
            self.recorded = false;
            self.gone = None;
        }
        match &seen {
            Some(seen) if !seen.live => {
                // Who watched it go knows when; who came late goes by its last word.
                let watched = before.is_some_and(|before| before.live) && !seen.session.ended;
                let since = if watched { self.now } else { seen.session.seen };
                self.gone.get_or_insert(since);
            }
            _ => self.gone = None,
        }
        self.seen = seen;
    }

    fn read(&mut self, plan: Plan, today: NaiveDate) {
        let schedule = Schedule::of(&plan, today);
        match &mut self.reading {
            Some(reading) if reading.plan.id == plan.id => {
                reading.coaching.refresh(&plan, &schedule);
                reading.plan = plan;
                reading.schedule = schedule;
            }
            _ => {
                let mut coaching = Coaching::new(&plan, &schedule, &self.scripts);
                coaching.deal_words = true;
                self.reading = Some(Reading {
                    plan,
                    schedule,
                    coaching,
                });
            }
        }
    }

    /// Takes the cue of the question on show, or the shared window's, else the one that a call with this plan asks for.
    fn cue(&mut self) {
        let Some(reading) = &mut self.reading else {
            return;
        };
        let session = self.seen.as_ref().map(|seen| &seen.session);
        let asked = session.and_then(|session| session.question.as_deref());
        let asked = asked.and_then(interview_prompts::of);
        let named = session.and_then(|session| session.cue.clone());
        let named = named.and_then(|name| serde_json::from_value::<Cue>(name.into()).ok());
        let given = asked.map(|prompt| prompt.cue.clone()).or(named);
        let on_a_call = cue::current(&reading.plan, &reading.schedule, Role::Call);
        reading.coaching.cued(&on_a_call);
        if let Some(given) = given {
            reading.coaching.cued(&given);
        }
    }

    /// Another day has come.
    pub fn reschedule(&mut self, today: NaiveDate) {
        if let Some(plan) = self.reading.as_ref().map(|reading| reading.plan.clone()) {
            self.read(plan, today);
            self.cue();
        }
    }

    /// The session there is.
    pub fn session(&self) -> Option<&Session> {
        self.seen.as_ref().map(|seen| &seen.session)
    }

    /// The plan that is followed.
    pub fn reading(&self) -> Option<&Reading> {
        self.reading.as_ref()
    }

    /// The plan that is followed, to leaf through its scripts.
    pub fn reading_mut(&mut self) -> Option<&mut Reading> {
        self.reading.as_mut()
    }

    /// How it stands with the shared window.
    pub fn standing(&self) -> Standing {
        let Some(seen) = &self.seen else {
            return Standing::Waiting;
        };
        let since = self.gone.unwrap_or(seen.session.seen);
        let ago = self.now.signed_duration_since(since).max(TimeDelta::zero());
        match (seen.session.ended, seen.live) {
            (true, _) => Standing::Ended(ago),
            (false, true) => Standing::Live,
            (false, false) => Standing::Gone(ago),
        }
    }

    /// How long the timer runs; it stands from the moment that the shared window is gone.
    pub fn elapsed(&self) -> Option<TimeDelta> {
        let timer = self.session()?.timer?;
        let until = self.gone.unwrap_or(self.now);
        Some(until.signed_duration_since(timer).max(TimeDelta::zero()))
    }

    /// Which of the phases it is, from 0; nothing while the timer does not run or when it has run out.
    pub fn phase(&self) -> Option<usize> {
        phase_at(self.elapsed()?)
    }

    /// Whether the ten minutes are over.
    pub fn is_over_time(&self) -> bool {
        self.elapsed()
            .is_some_and(|elapsed| elapsed >= TimeDelta::minutes(i64::from(MINUTES)))
    }

    /// Whether it runs in the very terminal that is shared.
    pub fn is_shared_itself(&self) -> bool {
        let theirs = self.session().and_then(|session| session.tty.as_ref());
        self.own_tty.is_some() && theirs == self.own_tty.as_ref()
    }

    /// What a note is on: the id and the title of the selected step, or go-live.
    pub fn noted_on(&self) -> (String, String) {
        let step = self.session().and_then(|session| session.step.as_deref());
        let plan = self.reading().map(|reading| &reading.plan);
        match step.and_then(|id| plan?.step(id)) {
            Some(step) => (step.id.clone(), step.title.clone()),
            None => (GO_LIVE.to_owned(), "go-live".to_owned()),
        }
    }

    /// How long what is shown stays true; nothing while nothing counts up.
    pub fn next_moment(&self) -> Option<Duration> {
        let to_next = |counted: TimeDelta, unit: i64| {
            let unit = TimeDelta::seconds(unit).num_milliseconds();
            let left = unit - counted.num_milliseconds().rem_euclid(unit);
            Some(Duration::from_millis(left.unsigned_abs()))
        };
        match self.standing() {
            Standing::Waiting => None,
            Standing::Live => to_next(self.elapsed()?, 1),
            Standing::Ended(ago) | Standing::Gone(ago) if ago < TimeDelta::minutes(1) => {
                to_next(ago, 1)
            }
            Standing::Ended(ago) | Standing::Gone(ago) => to_next(ago, 60),
        }
    }
}
