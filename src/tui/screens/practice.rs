//! Role-play: what to practise and with whom, the round against the clock, the scorecard, and how the
//! behaviours moved over the rounds. It changes no plan; a round is kept in the rep's coaching record
//! when its scorecard is accepted, and not before.

mod choosing;
mod digits;
mod round;
mod scorecard;
mod trend;
mod view;

use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};

use crate::coach::objections::Objection;
use crate::coach::practice::{Behaviour, Choice, Deck, Drill, Material, Persona, choose};
use crate::coach::rep::{Rep, Round};
use crate::coach::scripts::{Library, SlotValues};
use crate::plan::Extra;
use crate::private::Meddpicc;
use crate::tui::commands::Place;
use crate::tui::field::Field;

pub use round::Playing;
pub use view::view;

/// Everything that role-play shows.
#[derive(Debug)]
pub struct Practice {
    setting: Setting,
    /// The moment, by the real clock.
    pub now: DateTime<Utc>,
    /// Which of its pages is on show.
    pub at: At,
    /// The rep's name while it is typed.
    pub name: Field,
    rep: String,
    rounds: Vec<Round>,
    drill: usize,
    persona: usize,
    people: Deck,
    draws: u64,
    /// The round that is played, or was played last.
    pub playing: Playing,
    /// The letter or digit pressed last, for commands that many keys call.
    pub pressed: char,
}

/// What a session of role-play begins with.
#[derive(Debug, Clone, Default)]
pub struct Setting {
    /// Drills, personas, rubric.
    pub material: Material,
    /// The rep's scripts.
    pub scripts: Library,
    /// What everything is drawn from.
    pub seed: u64,
    /// The deal whose words stand in the scripts, if there is one.
    pub deal: Option<Deal>,
}

/// What a deal adds.
#[derive(Debug, Clone)]
pub struct Deal {
    /// The plan's name.
    pub name: String,
    /// Its words for the slots.
    pub values: SlotValues,
    /// What is known of it.
    pub known: Meddpicc,
}

/// Which page is on show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// Who practises is asked.
    Name,
    /// What to practise.
    Choosing,
    /// The round.
    Round,
    /// How it went.
    Scorecard,
    /// How it went over the rounds.
    Trend,
}

impl Practice {
    /// Role-play before its first round. Without a rep, it asks for the name first.
    pub fn new(setting: Setting, rep: &str, record: Option<Rep>, now: DateTime<Utc>) -> Self {
        let people = Deck::new(setting.seed, setting.material.personas.len());
        let mut practice = Self {
            setting,
            now,
            at: At::Name,
            name: Field::default(),
            rep: String::new(),
            rounds: Vec::new(),
            drill: 0,
            persona: 0,
            people,
            draws: 0,
            playing: Playing::default(),
            pressed: ' ',
        };
        practice.draw();
        if !rep.trim().is_empty() {
            practice.known(rep, record);
        }
        practice
    }

    /// Takes in who practises, with their record if there is one.
    pub fn known(&mut self, rep: &str, record: Option<Rep>) {
        rep.trim().clone_into(&mut self.rep);
        if let Some(record) = record {
            self.rep = record.name;
            self.rounds = record.practice;
        }
        self.at = At::Choosing;
    }

    /// The place that keys are looked up for.
    pub fn place(&self) -> Place {
        match self.at {
            At::Name => Place::PracticeName,
            At::Choosing => Place::PracticeChoice,
            At::Round => Place::PracticeRound,
            At::Scorecard => Place::Scorecard,
            At::Trend => Place::Trend,
        }
    }

    /// Draws another persona, and another order of what they say.
    pub fn draw(&mut self) {
        self.persona = self.people.draw().unwrap_or(0);
        self.draws += 1;
    }

    /// Selects another drill, round the ends.
    pub fn choose(&mut self, by: isize) {
        self.drill = around(self.drill, by, self.setting.material.drills.len());
    }

    /// Selects the drill of that id; another one stays as it is.
    pub fn choose_drill(&mut self, id: &str) {
        let mut drills = self.setting.material.drills.iter();
        if let Some(at) = drills.position(|drill| drill.id == id) {
            self.drill = at;
        }
    }

    /// Selects another persona by hand, round the ends.
    pub fn leaf(&mut self, by: isize) {
        self.persona = around(self.persona, by, self.setting.material.personas.len());
    }

    /// Sets the round up; the clock stands until it is started. Every buyer may say the `objections`.
    pub fn begin(&mut self, objections: &[Objection]) {
        let (Some(drill), Some(persona)) = (self.drill(), self.persona()) else {
            return;
        };
        let cards = Material::cards(drill, persona, objections);
        let seed = self.setting.seed.wrapping_add(self.draws);
        self.playing = Playing::new(drill, cards, seed, &self.playing);
        self.at = At::Round;
    }

    /// The selected drill.
    pub fn drill(&self) -> Option<&Drill> {
        self.setting.material.drills.get(self.drill)
    }

    /// Whom the buyer is played as.
    pub fn persona(&self) -> Option<&Persona> {
        self.setting.material.personas.get(self.persona)
    }

    /// Who practises; empty until it is known.
    pub fn rep(&self) -> &str {
        &self.rep
    }

    /// The rounds that are kept, oldest first.
    pub fn rounds(&self) -> &[Round] {
        &self.rounds
    }

    /// The behaviour to coach next: chosen by hand, else as the ratings have it.
    pub fn coach_next(&self) -> Option<Choice> {
        let by_hand = self.playing.chosen.map(|behaviour| Choice {
            behaviour,
            why: "chosen by hand",
        });
        by_hand.or_else(|| choose(&self.playing.ratings, &self.rounds))
    }

    /// The round as it is kept. Nothing while nothing is rated.
    pub fn record(&self, id: String, on: NaiveDate) -> Option<Round> {
        let next = self.coach_next()?;
        Some(Round {
            id,
            on,
            drill: self.drill()?.id.clone(),
            persona: self.persona()?.id.clone(),
            prompt: self.playing.stage.word().to_owned(),
            seconds: self.playing.seconds(self.now),
            marks: self.playing.marks_by_name(),
            ratings: self.playing.ratings.clone(),
            coach_next: next.behaviour.word().to_owned(),
            extra: Extra::new(),
        })
    }

    /// The round is kept: the record as it is now.
    pub fn kept(&mut self, record: Rep) {
        self.rounds = record.practice;
        self.at = At::Trend;
    }

    /// How long what is shown stays true; nothing while no clock runs.
    pub fn next_moment(&self) -> Option<Duration> {
        (self.at == At::Round)
            .then(|| self.playing.to_next_second(self.now))
            .flatten()
    }

    fn title(&self, behaviour: Behaviour) -> &str {
        self.setting.material.title(behaviour)
    }
}

/// `at` moved by so many of `count`, round the ends.
fn around(at: usize, by: isize, count: usize) -> usize {
    let count = count.max(1);
    at.checked_add_signed(by).map_or(count - 1, |at| at % count)
}
