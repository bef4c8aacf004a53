//! The 1:1 of a manager with a rep: it opens with last time's commitment, goes through the four stages,
//! each with its words, what the plan has to say and a place for what the rep says, and ends with one
//! commitment. What is typed is handed on to be kept whenever typing pauses. Only the manager sees it.

mod pages;
mod stage;

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::coach::one_on_one::{Kept, Line, Outcome, PROMPTS, SILENCE, Stage, evidence};
use crate::coach::rep::{Addition, Commitment, OneOnOne};
use crate::coach::scripts::{Library, Script};
use crate::plan::{Extra, Plan};
use crate::schedule::Schedule;
use crate::tui::model::{Model, Screen};
use crate::tui::paint::Canvas;
use crate::tui::text_area::TextArea;

/// What is typed is kept after so many seconds without a key.
const PAUSE: i64 = 2;
/// After a failure it is tried again after so many.
const AGAIN: i64 = 10;

/// What a 1:1 begins with.
#[derive(Debug, Clone, PartialEq)]
pub struct Beginning {
    /// The rep's name.
    pub rep: String,
    /// How many 1:1s there were before.
    pub before: usize,
    /// The last 1:1 that ended with a commitment, and what became of it.
    pub last: Option<(OneOnOne, Kept)>,
    /// The plan to talk about.
    pub plan: Option<Plan>,
}

/// Where a 1:1 is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// Last time's commitment.
    Opening,
    /// The words of that place among [`PROMPTS`].
    Prompt(usize),
    /// What came of it.
    End,
}

/// What is left once everything that was said is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// The 1:1.
    Talk,
    /// The program.
    Program,
}

/// How it stands with the record on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Disk {
    /// Nothing was said yet.
    Nothing,
    /// There is something that is not handed on yet, since then.
    Open(DateTime<Utc>),
    /// It was handed on.
    Handed,
    /// Everything is there.
    Kept,
    /// It could not be written, at that moment.
    Failed(DateTime<Utc>),
}

/// A 1:1.
#[derive(Debug)]
pub struct Talk {
    /// The rep's name.
    pub rep: String,
    /// Where it is.
    pub at: At,
    /// The moment, by the real clock.
    pub now: DateTime<Utc>,
    /// How far the page is scrolled, where it is one.
    pub scroll: usize,
    /// Whether all of the plan's evidence stands in the place of the words.
    pub whole_evidence: bool,
    /// What is left as soon as everything is on disk.
    pub leaving: Option<Leaving>,
    began: DateTime<Utc>,
    /// When something was typed last, or the stage was entered.
    heard: DateTime<Utc>,
    before: usize,
    last: Option<(OneOnOne, Kept)>,
    plan: Option<(Plan, Schedule)>,
    scripts: Library,
    areas: [TextArea; 4],
    record: OneOnOne,
    disk: Disk,
}

impl Talk {
    /// A 1:1 that begins now; `id` names its record.
    pub fn new(
        beginning: Beginning,
        id: String,
        scripts: Library,
        today: NaiveDate,
        now: DateTime<Utc>,
    ) -> Self {
        let plan = beginning.plan.map(|plan| {
            let schedule = Schedule::of(&plan, today);
            (plan, schedule)
        });
        let record = OneOnOne {
            id,
            on: today,
            plan: plan.as_ref().map(|(plan, _)| plan.id.clone()),
            plan_name: plan
                .as_ref()
                .map_or_else(String::new, |(plan, _)| plan.name.clone()),
            said: BTreeMap::new(),
            minutes: None,
            commitment: None,
            extra: Extra::new(),
        };
        Self {
            rep: beginning.rep,
            at: At::Opening,
            now,
            scroll: 0,
            whole_evidence: false,
            leaving: None,
            began: now,
            heard: now,
            before: beginning.before,
            last: beginning.last,
            plan,
            scripts,
            areas: Default::default(),
            record,
            disk: Disk::Nothing,
        }
    }

    /// The stage it is in.
    pub fn stage(&self) -> Option<Stage> {
        match self.at {
            At::Prompt(at) => PROMPTS.get(at).map(|(stage, _)| *stage),
            At::Opening | At::End => None,
        }
    }

    /// The words of the moment.
    fn script(&self) -> Option<&Script> {
        let At::Prompt(at) = self.at else { return None };
        let (_, cue) = PROMPTS.get(at)?;
        self.scripts.get(self.scripts.place_of(cue)?)
    }

    /// The plan that is talked about.
    pub fn plan(&self) -> Option<&Plan> {
        self.plan.as_ref().map(|(plan, _)| plan)
    }

    fn evidence(&self) -> Vec<Line> {
        match (self.stage(), &self.plan) {
            (Some(stage), Some((plan, schedule))) => evidence(stage, plan, schedule),
            _ => Vec::new(),
        }
    }

    /// Goes to another place.
    pub fn go(&mut self, at: At) {
        self.at = at;
        self.heard = self.now;
        self.scroll = 0;
        self.whole_evidence = false;
    }

    fn area_mut(&mut self) -> Option<(Stage, &mut TextArea)> {
        let stage = self.stage()?;
        let at = Stage::ALL.iter().position(|other| *other == stage)?;
        Some((stage, self.areas.get_mut(at)?))
    }

    fn area(&self) -> Option<&TextArea> {
        let stage = self.stage()?;
        let at = Stage::ALL.iter().position(|other| *other == stage)?;
        self.areas.get(at)
    }

    /// Types a key.
    pub fn key(&mut self, key: KeyEvent, size: (u16, u16)) {
        let cols = stage::typing_cols(size);
        if self.area_mut().is_some_and(|(_, area)| area.key(key, cols)) {
            self.typed();
        }
    }

    /// Types a pasted text.
    pub fn paste(&mut self, pasted: &str) {
        if let Some((_, area)) = self.area_mut() {
            area.paste(pasted);
            self.typed();
        }
    }

    fn typed(&mut self) {
        self.heard = self.now;
        self.whole_evidence = false;
        self.disk = Disk::Open(self.now);
        let Some((stage, area)) = self.area_mut() else {
            return;
        };
        let (word, said) = (stage.word().to_owned(), area.value().trim().to_owned());
        match said.is_empty() {
            true => self.record.said.remove(&word),
            false => self.record.said.insert(word, said),
        };
    }

    /// The one thing that the rep will do.
    pub fn commit(&mut self, commitment: Commitment) {
        self.record.commitment = Some(commitment);
        self.disk = Disk::Open(self.now);
    }

    /// What was committed to, if it was.
    pub fn commitment(&self) -> Option<&Commitment> {
        self.record.commitment.as_ref()
    }

    /// Whether there is no 1:1 before this one to look back at.
    pub fn is_first(&self) -> bool {
        self.last.is_none()
    }

    /// Says whether last time's commitment was kept; what the record is to be told.
    pub fn judge(&mut self, kept: bool) -> Option<Addition> {
        let (talk, judged) = self.last.as_mut()?;
        judged.outcome = match kept {
            true => Outcome::Yes,
            false => Outcome::No,
        };
        judged.said = true;
        Some(Addition::Kept {
            talk: talk.id.clone(),
            kept,
        })
    }

    /// What is not kept yet, to be handed on; nothing when all of it is.
    pub fn hand_on(&mut self) -> Option<Addition> {
        if !self.has_open() {
            return None;
        }
        let minutes = self.minutes();
        self.record.minutes = (minutes > 0).then_some(minutes);
        self.disk = Disk::Handed;
        Some(Addition::Talk(Box::new(self.record.clone())))
    }

    /// As [`Self::hand_on`], once typing has paused.
    pub fn hand_on_in_a_pause(&mut self) -> Option<Addition> {
        let due = self.kept_at().is_some_and(|due| due <= self.now);
        due.then(|| self.hand_on()).flatten()
    }

    /// Whether something is not on disk.
    pub fn has_open(&self) -> bool {
        matches!(self.disk, Disk::Open(_) | Disk::Failed(_))
    }

    /// Hears what became of what was handed on.
    pub fn hear(&mut self, kept: bool) {
        self.disk = match (kept, &self.disk) {
            (true, Disk::Handed) => Disk::Kept,
            (false, Disk::Handed) => Disk::Failed(self.now),
            // It was about last time's, or something was typed since.
            (_, other) => other.clone(),
        };
    }

    fn kept_at(&self) -> Option<DateTime<Utc>> {
        match self.disk {
            Disk::Open(since) => Some(since + TimeDelta::seconds(PAUSE)),
            Disk::Failed(since) => Some(since + TimeDelta::seconds(AGAIN)),
            Disk::Nothing | Disk::Handed | Disk::Kept => None,
        }
    }

    /// How long it has been, in whole minutes.
    fn minutes(&self) -> u32 {
        let elapsed = self.now.signed_duration_since(self.began);
        u32::try_from(elapsed.num_minutes()).unwrap_or(0)
    }

    /// Whether nothing of the rep's was typed for too long.
    fn is_silent(&self) -> bool {
        self.stage().is_some() && self.now >= self.heard + TimeDelta::seconds(SILENCE)
    }

    /// How long what is shown stays true.
    pub fn next_moment(&self) -> Option<Duration> {
        let elapsed = self.now.signed_duration_since(self.began);
        let minute = self.began + TimeDelta::minutes(elapsed.num_minutes() + 1);
        let silent = self.heard + TimeDelta::seconds(SILENCE);
        let silent = (self.stage().is_some() && !self.is_silent()).then_some(silent);
        let next = [Some(minute), silent, self.kept_at()];
        let next = next.into_iter().flatten().min()?;
        let wait = next.signed_duration_since(self.now).num_milliseconds();
        Some(Duration::from_millis(wait.max(1).unsigned_abs()))
    }

    /// Another day has come.
    pub fn reschedule(&mut self, today: NaiveDate) {
        if let Some((plan, schedule)) = &mut self.plan {
            *schedule = Schedule::of(plan, today);
        }
    }

    /// How far its page can be scrolled in a window of that size.
    pub fn most(&self, size: (u16, u16)) -> usize {
        pages::most(self, size)
    }
}

/// How far the disk is behind, for the corner of the last line.
pub fn corner(model: &Model) -> Option<(String, Style)> {
    let Screen::OneOnOne(talk) = &model.screen else {
        return None;
    };
    let theme = &model.theme;
    let check = theme.glyphs.checks[0];
    match talk.disk {
        Disk::Nothing => None,
        Disk::Open(_) | Disk::Handed => Some(("saving".to_owned(), theme.muted)),
        Disk::Kept => Some((format!("{check} saved"), theme.good)),
        Disk::Failed(_) => Some(("NOT SAVED".to_owned(), theme.bad)),
    }
}

/// Paints it; returns where the cursor is, when something is being typed.
pub fn view(talk: &Talk, area: Rect, canvas: &mut Canvas) -> Option<(u16, u16)> {
    stage::header(talk, area, canvas);
    match talk.at {
        At::Opening | At::End => {
            pages::view(talk, area, canvas);
            None
        }
        At::Prompt(_) => stage::view(talk, area, canvas),
    }
}
