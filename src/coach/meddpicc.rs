//! What is known of a deal, element by element, held against the plan in both directions: steps that
//! nobody's knowledge stands behind are invented, and knowledge that no step follows from is not in the
//! plan. Each finding is a question for the buyer. It is the seller's own: nothing here is for a buyer.

#[cfg(test)]
mod tests;

use super::reading::{Reading, title};
use super::words::{APPROVAL, LEGAL, PROCUREMENT, SECURITY, is_signature};
use crate::plan::authorship::Authorship;
use crate::plan::{Plan, Side, Step};
use crate::private::{Element, Meddpicc, Status};

/// One of the eight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Name {
    Metrics,
    EconomicBuyer,
    DecisionCriteria,
    DecisionProcess,
    PaperProcess,
    IdentifiedPain,
    Champion,
    Competition,
}

impl Name {
    /// All eight, in the order of the word.
    pub const ALL: [Self; 8] = [
        Self::Metrics,
        Self::EconomicBuyer,
        Self::DecisionCriteria,
        Self::DecisionProcess,
        Self::PaperProcess,
        Self::IdentifiedPain,
        Self::Champion,
        Self::Competition,
    ];

    /// Its name in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Metrics => "metrics",
            Self::EconomicBuyer => "economic_buyer",
            Self::DecisionCriteria => "decision_criteria",
            Self::DecisionProcess => "decision_process",
            Self::PaperProcess => "paper_process",
            Self::IdentifiedPain => "identified_pain",
            Self::Champion => "champion",
            Self::Competition => "competition",
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Metrics => "Metrics",
            Self::EconomicBuyer => "Economic buyer",
            Self::DecisionCriteria => "Decision criteria",
            Self::DecisionProcess => "Decision process",
            Self::PaperProcess => "Paper process",
            Self::IdentifiedPain => "Identified pain",
            Self::Champion => "Champion",
            Self::Competition => "Competition",
        }
    }

    /// What is to be known of it, in a few words.
    pub fn about(self) -> &'static str {
        match self {
            Self::Metrics => "what the buyer gains, in figures",
            Self::EconomicBuyer => "who can say yes when all others say no",
            Self::DecisionCriteria => "what they compare",
            Self::DecisionProcess => "how they decide, and when",
            Self::PaperProcess => "legal, security, procurement, signature",
            Self::IdentifiedPain => "what hurts while nothing changes",
            Self::Champion => "who sells it inside",
            Self::Competition => "what else they could do, nothing included",
        }
    }

    /// The element of that name, however it is written: "paper process", "Paper_Process", "paper". Nothing
    /// when none is meant, or more than one.
    pub fn find(typed: &str) -> Option<Self> {
        let plain = |text: &str| text.to_lowercase().replace(['_', '-'], " ");
        let typed = plain(typed.trim());
        let exact = Self::ALL
            .into_iter()
            .find(|name| plain(name.word()) == typed);
        let begins = |name: &Self| !typed.is_empty() && plain(name.word()).starts_with(&typed);
        let mut fitting = Self::ALL.into_iter().filter(begins);
        let only = fitting.next().filter(|_| fitting.next().is_none());
        exact.or(only)
    }

    /// What is known of it.
    pub fn of(self, all: &Meddpicc) -> &Element {
        match self {
            Self::Metrics => &all.metrics,
            Self::EconomicBuyer => &all.economic_buyer,
            Self::DecisionCriteria => &all.decision_criteria,
            Self::DecisionProcess => &all.decision_process,
            Self::PaperProcess => &all.paper_process,
            Self::IdentifiedPain => &all.identified_pain,
            Self::Champion => &all.champion,
            Self::Competition => &all.competition,
        }
    }

    /// What is known of it, to be changed.
    pub fn of_mut(self, all: &mut Meddpicc) -> &mut Element {
        match self {
            Self::Metrics => &mut all.metrics,
            Self::EconomicBuyer => &mut all.economic_buyer,
            Self::DecisionCriteria => &mut all.decision_criteria,
            Self::DecisionProcess => &mut all.decision_process,
            Self::PaperProcess => &mut all.paper_process,
            Self::IdentifiedPain => &mut all.identified_pain,
            Self::Champion => &mut all.champion,
            Self::Competition => &mut all.competition,
        }
    }
}

/// What is wrong with an element, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The plan has steps of it, and nobody is known to have said so.
    Invented,
    /// It is known, and the plan has nothing of it.
    NotInPlan,
    /// Neither is anything known nor does the plan have anything of it.
    Unknown,
    /// Somebody said so; the buyer did not confirm it.
    Unconfirmed,
    /// The buyer is said to have confirmed it, and nothing is written down to show it.
    Unshown,
}

impl Kind {
    /// The kind in one word, for other programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Invented => "invented",
            Self::NotInPlan => "not_in_plan",
            Self::Unknown => "unknown",
            Self::Unconfirmed => "unconfirmed",
            Self::Unshown => "unshown",
        }
    }
}

/// Something learned of an element; what is not in it stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learned {
    /// The element.
    pub name: Name,
    /// How well it is known now.
    pub status: Option<Status>,
    /// What shows it now.
    pub evidence: Option<String>,
}

impl Learned {
    /// Puts it to what is known. What somebody writes down of a blank element is claimed.
    pub fn put(&self, known: &mut Meddpicc) {
        let element = self.name.of_mut(known);
        if let Some(evidence) = &self.evidence {
            evidence.trim().clone_into(&mut element.evidence);
            if element.status == Status::Blank && !element.evidence.is_empty() {
                element.status = Status::Claimed;
            }
        }
        if let Some(status) = &self.status {
            element.status = status.clone();
        }
    }
}

/// What was found of one element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The element.
    pub name: Name,
    /// What is wrong.
    pub kind: Kind,
    /// Why, in a sentence without its full stop; text of the plan stands in it as it is.
    pub why: String,
    /// What to ask the buyer.
    pub question: String,
    /// The steps that it is about, by their ids.
    pub steps: Vec<String>,
}

/// The findings, the worst first and else in the order of the elements. A step that the buyer wrote is
/// knowledge in itself, so it is never called invented.
pub fn audit(plan: &Plan, known: &Meddpicc) -> Vec<Finding> {
    let held = Held {
        plan,
        reading: Reading::of(plan),
        authorship: Authorship::of(plan),
    };
    let found = Name::ALL.into_iter();
    let mut found: Vec<Finding> = found
        .filter_map(|name| held.against(name, name.of(known)))
        .collect();
    found.sort_by_key(|finding| finding.kind);
    found
}

/// The plan that the elements are held against.
struct Held<'a> {
    plan: &'a Plan,
    reading: Reading<'a>,
    authorship: Authorship<'a>,
}

/// What of an element the plan has.
enum InPlan<'a> {
    /// The element leaves no mark in a plan.
    Elsewhere,
    /// These steps; some may be the buyer's own.
    Steps(Vec<&'a Step>),
    /// A field of the plan or a person, as a sentence says it.
    Said(Option<String>),
}

impl<'a> Held<'a> {
    fn against(&self, name: Name, element: &Element) -> Option<Finding> {
        let blank = matches!(element.status, Status::Blank | Status::Other(_));
        let in_plan = self.in_plan(name);
        let (kind, why, steps) = match blank {
            true => self.of_blank(in_plan)?,
            false => self.of_known(name, &in_plan, element)?,
        };
        Some(Finding {
            name,
            kind,
            why,
            question: self.question(name, kind),
            steps,
        })
    }

    /// What is wrong with an element of which nothing is known.
    fn of_blank(&self, in_plan: InPlan<'a>) -> Option<(Kind, String, Vec<String>)> {
        let unknown = |why: &str| Some((Kind::Unknown, why.to_owned(), Vec::new()));
        match in_plan {
            InPlan::Elsewhere | InPlan::Said(None) => unknown("nothing is known of it"),
            InPlan::Said(Some(said)) => {
                let why = format!("{said}, and nothing is known of it");
                Some((Kind::Invented, why, Vec::new()))
            }
            InPlan::Steps(steps) if steps.is_empty() => {
                unknown("nothing is known of it, and no step belongs to it")
            }
            InPlan::Steps(mut steps) => {
                steps.retain(|step| !self.is_buyers(step));
                let verb = match steps.len() {
                    0 => return None,
                    1 => "is",
                    _ => "are",
                };
                let why = format!(
                    "nothing is known of it, so {} {verb} invented",
                    listed(&steps)
                );
                let ids = steps.iter().map(|step| step.id.clone()).collect();
                Some((Kind::Invented, why, ids))
            }
        }
    }

    /// What is wrong with an element of which something is known.
    fn of_known(
        &self,
        name: Name,
        in_plan: &InPlan<'a>,
        element: &Element,
    ) -> Option<(Kind, String, Vec<String>)> {
        let not_in_plan = |why: String| Some((Kind::NotInPlan, why, Vec::new()));
        match in_plan {
            InPlan::Steps(steps) if steps.is_empty() => {
                not_in_plan("it is known, and no step of the plan belongs to it".to_owned())
            }
            InPlan::Said(None) => not_in_plan(self.not_said(name)),
            _ if element.status == Status::Claimed => {
                let why = match element.evidence.trim() {
                    "" => "it is claimed, and nothing is written down to show it".to_owned(),
                    evidence => {
                        format!("it is claimed (“{evidence}”), and the buyer did not confirm it")
                    }
                };
                Some((Kind::Unconfirmed, why, Vec::new()))
            }
            _ if element.evidence.trim().is_empty() => {
                let why = "it is confirmed, and nothing is written down to show it".to_owned();
                Some((Kind::Unshown, why, Vec::new()))
            }
            _ => None,
        }
    }

    fn in_plan(&self, name: Name) -> InPlan<'a> {
        let plan = self.plan;
        let steps = |of: &dyn Fn(&Step) -> bool| {
            InPlan::Steps(plan.steps.iter().filter(|step| of(step)).collect())
        };
        match name {
            Name::Metrics => {
                let outcome = plan.anchor.outcome.trim();
                InPlan::Said(
                    (!outcome.is_empty()).then(|| format!("the plan promises “{outcome}”")),
                )
            }
            Name::EconomicBuyer => {
                let person = self.reading.economic_buyers().next();
                InPlan::Said(person.map(|person| format!("the plan names {}", person.name)))
            }
            Name::Champion => {
                let person = self.reading.champion();
                InPlan::Said(person.map(|person| format!("the plan names {}", person.name)))
            }
            Name::DecisionProcess => steps(&|step| APPROVAL.fits(step)),
            Name::PaperProcess => steps(&|step| {
                [LEGAL, SECURITY, PROCUREMENT]
                    .iter()
                    .any(|kind| kind.fits(step))
                    || is_signature(step)
            }),
            Name::DecisionCriteria | Name::IdentifiedPain | Name::Competition => InPlan::Elsewhere,
        }
    }

    fn not_said(&self, name: Name) -> String {
        match name {
            Name::Metrics => {
                "it is known, and the plan does not say what go-live is for".to_owned()
            }
            name => format!(
                "it is known, and the plan names no {} at {}",
                name.title().to_lowercase(),
                self.buyer()
            ),
        }
    }

    fn is_buyers(&self, step: &Step) -> bool {
        let wrote = self.authorship.step(&step.id);
        wrote.is_some_and(|wrote| {
            let buyers = |entry: &crate::plan::Entry| entry.by.side == Side::Buyer;
            wrote.written.is_some_and(buyers) || wrote.changed.iter().any(|edit| buyers(edit.entry))
        })
    }

    fn buyer(&self) -> &str {
        self.plan.organization(&Side::Buyer)
    }

    fn question(&self, name: Name, kind: Kind) -> String {
        let buyer = self.buyer();
        if matches!(kind, Kind::Unconfirmed | Kind::Unshown) {
            return match name {
                Name::EconomicBuyer | Name::Champion => {
                    format!("Who else at {buyer} would say that it is them?")
                }
                _ => format!("Have I got that right, and who at {buyer} may I name for it?"),
            };
        }
        match name {
            Name::Metrics => format!("What does {buyer} gain by it, in figures: hours, money, risk?"),
            Name::EconomicBuyer => "Who can still say yes when everybody else has said no?".to_owned(),
            Name::DecisionCriteria => {
                format!("What will {buyer} compare, and what must be true of the one it takes?")
            }
            Name::DecisionProcess => {
                "Who decides, in which meeting, and on which day does it meet next?".to_owned()
            }
            Name::PaperProcess => {
                "After the yes, where does the paper go: who reads it, who signs it, how many days each?"
                    .to_owned()
            }
            Name::IdentifiedPain => match self.plan.anchor.if_missed.trim() {
                "" => format!("What happens at {buyer} if nothing changes?"),
                missed => format!("You said “{missed}”: who at {buyer} feels that first?"),
            },
            Name::Champion => format!(
                "Who at {buyer} wants this enough to say so when we are not in the room?"
            ),
            Name::Competition => {
                format!("What else could {buyer} do instead, doing nothing included?")
            }
        }
    }
}

/// "Security review, Legal redlines and 3 others".
fn listed(steps: &[&Step]) -> String {
    match steps {
        [] => String::new(),
        [one] => title(one).to_owned(),
        [one, two] => format!("{} and {}", title(one), title(two)),
        [one, two, three] => format!("{}, {} and {}", title(one), title(two), title(three)),
        [one, two, rest @ ..] => {
            format!("{}, {} and {} others", title(one), title(two), rest.len())
        }
    }
}
