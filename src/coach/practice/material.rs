//! What a round is made of, as data: drills, persona cards with their objections, and the rubric. The
//! program's own lie in `assets/practice`; a team's packs have the same format and come before them: a
//! drill or a persona of the same id takes its place, and a row of the rubric that of its behaviour.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Behaviour;
use crate::coach::meddpicc::Name;
use crate::coach::objections::Objection;
use crate::coach::pack::{Entry, Fault, Place};
use crate::coach::scripts::Cue;

/// What the one who plays the buyer says, and how they go on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// The words to say.
    pub said: String,
    /// What is behind them, told to the one who plays.
    pub behind: String,
    /// When to give way: begins with "when".
    pub yields: String,
}

/// Something to practise.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drill {
    /// Names it; unique.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Where the conversation stands.
    pub situation: String,
    /// What the rep is to do.
    pub task: String,
    /// The moment whose script the rep has.
    pub cue: Cue,
    /// How long it should take, in seconds.
    pub seconds: u32,
    /// How the buyer opens.
    pub opening: Card,
    /// What else this situation makes a buyer say.
    #[serde(default)]
    pub objections: Vec<Card>,
}

/// Whom the buyer is played as.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// Names it; unique.
    pub id: String,
    /// A name to be called by.
    pub name: String,
    /// What they are in their house.
    pub role: String,
    /// What they want of it.
    pub wants: String,
    /// What they are afraid of.
    pub fears: String,
    /// How to play them.
    pub plays: String,
    /// What they are apt to say.
    #[serde(default)]
    pub objections: Vec<Card>,
}

/// How a behaviour is rated.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Which.
    pub behaviour: Behaviour,
    /// What people call it.
    pub title: String,
    /// What 1 and 2 look like.
    pub weak: String,
    /// What 4 and 5 look like.
    pub strong: String,
    /// What must be known of the deal for it.
    pub needs: Vec<Name>,
    /// What to do about it next time, as it is said to the rep.
    pub coach: String,
}

/// Everything that rounds are made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Material {
    /// What can be practised.
    pub drills: Vec<Drill>,
    /// Whom the buyer can be played as.
    pub personas: Vec<Persona>,
    /// How the behaviours are rated.
    pub rubric: Vec<Row>,
}

/// What a pack is to look like.
const SHAPE: &str =
    "A pack of practice holds drills, personas and rubric, each a list as in assets/practice";

const BUILTIN: [&str; 3] = [
    include_str!("../../../assets/practice/drills.json"),
    include_str!("../../../assets/practice/personas.json"),
    include_str!("../../../assets/practice/rubric.json"),
];

/// Reads the text of a pack; `file` only names it in errors. Its words are harmless when they are shown.
///
/// # Errors
/// When it is no JSON or not of this shape, when words are missing, or when two of a kind have the same id;
/// with the line.
pub fn parse(file: &str, json: &str) -> Result<Material, Fault> {
    let place = Place { file, json };
    let read = serde_json::from_str(json);
    let material: Material = read.map_err(|error| place.misshapen(&error, SHAPE))?;
    let entries: Vec<Entry<'_>> = material.drills.iter().map(Drill::entry).collect();
    place.entries("drill", "id", &entries)?;
    let entries: Vec<Entry<'_>> = material.personas.iter().map(Persona::entry).collect();
    place.entries("persona", "id", &entries)?;
    let entries: Vec<Entry<'_>> = material.rubric.iter().map(Row::entry).collect();
    place.entries("row", "behaviour", &entries)?;
    Ok(material)
}

impl Card {
    fn words(&self) -> [(&str, &str); 3] {
        [
            ("said", &self.said),
            ("behind", &self.behind),
            ("yields", &self.yields),
        ]
    }
}

impl Drill {
    fn entry(&self) -> Entry<'_> {
        let mut words = vec![
            ("title", self.title.as_str()),
            ("situation", &self.situation),
            ("task", &self.task),
        ];
        let cards = std::iter::once(&self.opening).chain(&self.objections);
        words.extend(cards.flat_map(Card::words));
        let name = &self.id;
        Entry { name, words }
    }
}

impl Persona {
    fn entry(&self) -> Entry<'_> {
        let mut words = vec![
            ("name", self.name.as_str()),
            ("role", &self.role),
            ("wants", &self.wants),
            ("fears", &self.fears),
            ("plays", &self.plays),
        ];
        words.extend(self.objections.iter().flat_map(Card::words));
        let name = &self.id;
        Entry { name, words }
    }
}

impl Row {
    fn entry(&self) -> Entry<'_> {
        let words = vec![
            ("title", self.title.as_str()),
            ("weak", &self.weak),
            ("strong", &self.strong),
            ("coach", &self.coach),
        ];
        let name = self.behaviour.word();
        Entry { name, words }
    }
}

impl Material {
    /// What comes with the program.
    pub fn builtin() -> &'static Self {
        static BUILT_IN: LazyLock<Material> = LazyLock::new(|| {
            // A test reads each of them, so nothing is ever left out here.
            let packs = BUILTIN
                .iter()
                .map(|json| parse("", json).unwrap_or_default());
            packs.fold(Material::default(), Material::before)
        });
        &BUILT_IN
    }

    /// A team's packs, the first before the others and all before what comes with the program.
    pub fn of_team(packs: impl IntoIterator<Item = Self>) -> Self {
        let team = packs.into_iter().fold(Self::default(), Self::before);
        team.before(Self::builtin().clone())
    }

    /// These, and after them those of another that are not among them already.
    fn before(mut self, other: Self) -> Self {
        for drill in other.drills {
            if self.drill(&drill.id).is_none() {
                self.drills.push(drill);
            }
        }
        for persona in other.personas {
            if self.persona(&persona.id).is_none() {
                self.personas.push(persona);
            }
        }
        for row in other.rubric {
            if self.row(row.behaviour).is_none() {
                self.rubric.push(row);
            }
        }
        self
    }

    /// The drill of that id.
    pub fn drill(&self, id: &str) -> Option<&Drill> {
        self.drills.iter().find(|drill| drill.id == id)
    }

    /// The persona of that id.
    pub fn persona(&self, id: &str) -> Option<&Persona> {
        self.personas.iter().find(|persona| persona.id == id)
    }

    /// How a behaviour is rated.
    pub fn row(&self, behaviour: Behaviour) -> Option<&Row> {
        self.rubric.iter().find(|row| row.behaviour == behaviour)
    }

    /// What a behaviour is called.
    pub fn title(&self, behaviour: Behaviour) -> &str {
        let row = self.row(behaviour);
        row.map_or_else(|| behaviour.word(), |row| &row.title)
    }

    /// The cards to draw from while a drill is played with a persona: their own and those that every
    /// buyer may say. The drill's opening is not among them.
    pub fn cards(drill: &Drill, persona: &Persona, general: &[Objection]) -> Vec<Card> {
        let general = general.iter().map(|objection| Card {
            said: objection.said.clone(),
            behind: objection.behind.clone(),
            yields: format!("when you are asked something like: {}", objection.ask),
        });
        let own = drill.objections.iter().chain(&persona.objections).cloned();
        own.chain(general)
            .filter(|card| card.said != drill.opening.said)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::{objections, scripts};
    use crate::text;

    #[test]
    fn what_comes_with_the_program_is_whole() {
        for json in BUILTIN {
            parse("built in", json).unwrap();
        }
        let material = Material::builtin();
        let ids: Vec<&str> = material
            .drills
            .iter()
            .map(|drill| drill.id.as_str())
            .collect();
        assert_eq!(
            ids,
            [
                "intro",
                "co-build",
                "no-formal-plan",
                "procurement-unknown",
                "security-late",
                "no-economic-buyer"
            ]
        );
        let rated: Vec<Behaviour> = material.rubric.iter().map(|row| row.behaviour).collect();
        assert_eq!(rated, Behaviour::ALL);
        for row in &material.rubric {
            assert!(!row.needs.is_empty(), "{}", row.title);
        }
        for drill in &material.drills {
            let has_script = scripts::builtin()
                .iter()
                .any(|script| script.cue == drill.cue);
            assert!(has_script && drill.seconds > 0, "{}", drill.id);
            for persona in &material.personas {
                let cards = Material::cards(drill, persona, objections::builtin());
                assert!(cards.len() >= 9, "{} {}", drill.id, persona.id);
                for card in cards.iter().chain([&drill.opening]) {
                    assert!(card.yields.starts_with("when "), "{}", card.yields);
                    assert!(
                        card.said.len() <= 52,
                        "too long to be learnt at a glance: {}",
                        card.said
                    );
                    for words in [&card.said, &card.behind, &card.yields] {
                        assert!(text::is_harmless(words), "{words}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_teams_own_come_first_and_take_the_place_of_those_they_are_called_after() {
        let pack = r#"{"personas": [{"id": "champion", "name": "Kim", "role": "r", "wants": "w",
            "fears": "f", "plays": "p"}], "rubric": [{"behaviour": "date", "title": "The day",
            "weak": "w", "strong": "s", "needs": ["paper_process"], "coach": "c"}]}"#;
        let material = Material::of_team([parse("pack.json", pack).unwrap()]);
        assert_eq!(material.personas.len(), Material::builtin().personas.len());
        assert_eq!(material.personas[0].name, "Kim");
        assert_eq!(material.title(Behaviour::Date), "The day");
        assert_eq!(material.title(Behaviour::Benefit), "Benefit to the buyer");
        assert_eq!(material.drills.len(), 6);
    }

    #[test]
    fn what_is_wrong_in_a_pack_is_told_with_its_line() {
        for (pack, told) in [
            ("{\n\"drills\": 3}", "a.json, line 2: invalid type"),
            ("{\"drill\": []}", "a.json, line 1: unknown field `drill`"),
            (
                "{\n\n\"rubric\": [{\"behaviour\": \"smile\"}]}",
                "a.json, line 3: unknown variant `smile`",
            ),
            ("", "a.json, line 1: EOF"),
            (
                "{\"personas\": [{\"id\": \"p\", \"name\": \"n\", \"role\": \"r\",\n\"wants\": \" \", \
                 \"fears\": \"f\", \"plays\":\n\"\"}]}",
                "a.json, line 2: persona 1 has no wants; write one, or take the persona out",
            ),
            (
                "{\"rubric\": [\n{\"behaviour\": \"date\", \"title\": \"t\", \"weak\": \"w\", \
                 \"strong\": \"s\", \"needs\": [],\n\"coach\": \"\"}]}",
                "a.json, line 3: row 1 has no coach",
            ),
            (
                "{\"personas\": [\n{\"id\": \"p\", \"name\": \"n\", \"role\": \"r\", \"wants\": \"w\", \
                 \"fears\": \"f\", \"plays\": \"p\"},\n{\"id\": \"p\", \"name\": \"n\", \"role\": \"r\", \
                 \"wants\": \"w\", \"fears\": \"f\", \"plays\": \"p\"}]}",
                "a.json, line 3: the persona \"p\" is there twice; keep one of them",
            ),
        ] {
            let error = parse("a.json", pack).unwrap_err().to_string();
            assert!(error.starts_with(told), "{error}");
        }
    }
}
