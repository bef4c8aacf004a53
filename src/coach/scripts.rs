//! Scripts: the words to say at a moment of the deal, as data.
//!
//! A script is text exactly as its author wrote it. Its slots name the parts of that text that belong
//! to the author's example ("Sarah", "March 1"), so that it can also be read with the names and dates
//! of the deal at hand; nothing else about the text is ever changed. The built-in scripts lie in
//! `assets/scripts/`; a team's own packs have the same format and are read by the store.
//!
//! Which script the moment asks for, and what the deal's values are, is decided elsewhere.

mod pack;
pub mod playbook;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use chrono::{Datelike, NaiveDate};

pub use pack::{ScriptError, parse_pack, write_pack};

/// The moment that a script belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cue {
    /// The deal's outcome: when must they be live, and what if they miss it?
    Goal,
    /// Does a plan exist that the buyer agreed to in writing?
    Reality,
    /// Proposing the plan to the buyer.
    Intro,
    /// Working backwards with the buyer, out loud.
    CoBuild,
    /// By when will the plan stand, and what is its riskiest step?
    Will,
    /// The point to repeat: co-authored, not sent.
    CoAuthored,
    /// A cue of a team's own pack, or of a later version of this program.
    #[serde(untagged)]
    Other(String),
}

impl Cue {
    /// What the cue is called above a script.
    pub fn title(&self) -> &str {
        match self {
            Self::Goal => "Goal",
            Self::Reality => "Reality",
            Self::Intro => "Introduce the plan",
            Self::CoBuild => "Build it together",
            Self::Will => "Will",
            Self::CoAuthored => "Co-authored, not sent",
            Self::Other(name) => name,
        }
    }
}

/// Who says a script, or who is meant to hear it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// The rep's manager.
    Manager,
    /// The rep.
    Rep,
    /// The buyer. Only words with this audience may come up by themselves on a call.
    Buyer,
}

/// What a slot stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotName {
    /// The person on the buyer's side whom the rep talks to.
    BuyerContact,
    /// The economic buyer.
    EconomicBuyer,
    /// The champion.
    Champion,
    /// The buyer's organization.
    Organization,
    /// The seller's organization.
    SellerOrganization,
    /// The rep.
    Rep,
    /// The date on which the buyer must be live.
    GoLive,
    /// What being live means to the buyer.
    Outcome,
    /// How long the implementation takes.
    Implementation,
    /// The date by which the signature must be there.
    SignatureBy,
    /// A name that this version does not know; it is never filled.
    #[serde(untagged)]
    Other(String),
}

/// A part of a script's text that a value of the deal may take the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// What it stands for.
    pub name: SlotName,
    /// Where it lies in the text, in bytes. Slots of a script are in order and do not overlap.
    pub span: Range<usize>,
}

/// The words to say at a moment, and where they come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// Names the script; unique in its pack.
    pub id: String,
    /// The moment that it belongs to.
    pub cue: Cue,
    /// Who says it.
    pub speaker: Voice,
    /// Who hears it.
    pub audience: Voice,
    /// Where the words come from, for people.
    pub source: String,
    /// The words as written; harmless, LF between paragraphs.
    pub text: String,
    /// The parts that belong to the author's example.
    pub slots: Vec<Slot>,
}

/// What this deal has for the slots; `None` where the plan does not know it yet. Dates and durations
/// come in the words in which they are to be said (see [`spoken_date`]).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SlotValues {
    pub buyer_contact: Option<String>,
    pub economic_buyer: Option<String>,
    pub champion: Option<String>,
    pub organization: Option<String>,
    pub seller_organization: Option<String>,
    pub rep: Option<String>,
    pub go_live: Option<String>,
    pub outcome: Option<String>,
    pub implementation: Option<String>,
    pub signature_by: Option<String>,
}

impl SlotValues {
    /// The value for a slot, if the deal has one.
    pub fn get(&self, name: &SlotName) -> Option<&str> {
        let value = match name {
            SlotName::BuyerContact => &self.buyer_contact,
            SlotName::EconomicBuyer => &self.economic_buyer,
            SlotName::Champion => &self.champion,
            SlotName::Organization => &self.organization,
            SlotName::SellerOrganization => &self.seller_organization,
            SlotName::Rep => &self.rep,
            SlotName::GoLive => &self.go_live,
            SlotName::Outcome => &self.outcome,
            SlotName::Implementation => &self.implementation,
            SlotName::SignatureBy => &self.signature_by,
            SlotName::Other(_) => &None,
        };
        value.as_deref().filter(|value| !value.trim().is_empty())
    }
}

/// A stretch of a script's reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The words.
    pub text: &'a str,
    /// They are the deal's own, in a slot, and are to be marked as such.
    pub filled: bool,
}

/// The script read with the deal's values: in order, what is written, and marked, what was filled
/// in. A slot without a value keeps the written word, unmarked; with no values at all the pieces
/// are the text as written. No piece is empty.
pub fn fill<'a>(script: &'a Script, values: &'a SlotValues) -> Vec<Piece<'a>> {
    let written = |range: Range<usize>| Piece {
        text: script.text.get(range).unwrap_or_default(),
        filled: false,
    };
    let mut pieces = Vec::with_capacity(script.slots.len() * 2 + 1);
    let mut position = 0;
    for slot in &script.slots {
        if let Some(text) = values.get(&slot.name) {
            pieces.push(written(position..slot.span.start));
            pieces.push(Piece { text, filled: true });
            position = slot.span.end;
        }
    }
    pieces.push(written(position..script.text.len()));
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// The scripts that come with the program, in the order of the conversation. Read when first asked
/// for, never at start-up.
pub fn builtin() -> &'static [Script] {
    static SCRIPTS: LazyLock<Vec<Script>> = LazyLock::new(|| {
        // A test reads each of them, so nothing is ever left out here.
        let read = |(file, json): &(&str, &str)| parse_pack(file, json).unwrap_or_default();
        BUILTIN.iter().flat_map(read).collect()
    });
    &SCRIPTS
}

/// All scripts at hand: a team's own before those that come with the program.
#[derive(Debug, Clone, Default)]
pub struct Library {
    team: Arc<[Script]>,
}

impl Library {
    /// A library with a team's own scripts.
    pub fn new(team: Vec<Script>) -> Self {
        Self { team: team.into() }
    }

    /// The scripts in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Script> {
        self.team.iter().chain(builtin())
    }

    /// The script at a place, from 0.
    pub fn get(&self, at: usize) -> Option<&Script> {
        let of_builtin = || builtin().get(at - self.team.len());
        self.team.get(at).or_else(of_builtin)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.team.len() + builtin().len()
    }

    /// Where the first script of a cue stands, from 0.
    pub fn place_of(&self, cue: &Cue) -> Option<usize> {
        self.iter().position(|script| script.cue == *cue)
    }
}

const BUILTIN: [(&str, &str); 6] = [
    ("goal.json", include_str!("../../assets/scripts/goal.json")),
    (
        "reality.json",
        include_str!("../../assets/scripts/reality.json"),
    ),
    (
        "intro.json",
        include_str!("../../assets/scripts/intro.json"),
    ),
    (
        "co_build.json",
        include_str!("../../assets/scripts/co_build.json"),
    ),
    ("will.json", include_str!("../../assets/scripts/will.json")),
    (
        "co_authored.json",
        include_str!("../../assets/scripts/co_authored.json"),
    ),
];

/// A date as it is said: "March 1".
pub fn spoken_date(date: NaiveDate) -> String {
    format!("{} {}", date.format("%B"), date.day())
}

/// A date as it is said when its day of the week matters: "Friday, February 5".
pub fn spoken_day(date: NaiveDate) -> String {
    format!("{}, {}", date.format("%A"), spoken_date(date))
}
