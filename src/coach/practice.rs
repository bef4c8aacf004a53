//! Role-play: what is practised, from which card the buyer is played, what to listen for and how it is
//! rated. The words are data (`assets/practice`, and a team's own packs); here is what is made of
//! them. What is kept of a round is in [`super::rep`], the rep's script in [`super::scripts`].

mod choice;
mod deck;
mod material;
mod stages;

use serde::Deserialize;

pub use choice::{Choice, choose};
pub use deck::Deck;
pub use material::{Card, Drill, Material, Persona, Row, parse};
pub use stages::{Stage, Words, staged};

/// What is listened for in a round, in the order in which it comes up in a good conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Behaviour {
    /// The benefit to the buyer is named.
    Benefit,
    /// The date and what a miss costs.
    Date,
    /// Counting back from go-live aloud.
    Backwards,
    /// The buyer's steps with named owners.
    Owners,
    /// The riskiest step is brought up.
    Riskiest,
    /// The economic buyer's route and the next review.
    Route,
}

impl Behaviour {
    /// All six, in the order of the conversation.
    pub const ALL: [Self; 6] = [
        Self::Benefit,
        Self::Date,
        Self::Backwards,
        Self::Owners,
        Self::Riskiest,
        Self::Route,
    ];

    /// Its name in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Benefit => "benefit",
            Self::Date => "date",
            Self::Backwards => "backwards",
            Self::Owners => "owners",
            Self::Riskiest => "riskiest",
            Self::Route => "route",
        }
    }

    /// The behaviour of that name.
    pub fn of_word(word: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|behaviour| behaviour.word() == word)
    }

    /// Where it stands among the six, from 0.
    pub fn index(self) -> usize {
        let mut all = Self::ALL.into_iter();
        all.position(|behaviour| behaviour == self).unwrap_or(0)
    }
}
