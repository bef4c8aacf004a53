//! Who wrote a plan, read from its history: for each step the entry that created it and what was
//! changed on it since, for the whole plan how much of it is the buyer's. It claims no more than the
//! history holds: of a step that came with a template or a file, nobody is on record.

use std::collections::HashMap;

use serde_json::Value;

use super::change::Change;
use super::date_text::day_month_year;
use super::describe;
use super::model::Plan;
use super::parties::Side;
use super::path::Path;
use super::record::{Author, Entry};

/// The fields of a step that say when: changing one of them moves a date.
const DATES: [&str; 7] = [
    "duration",
    "pin",
    "not_before",
    "no_later_than",
    "gate",
    "started",
    "done",
];

/// Who wrote a plan. Only steps that are still there count.
#[derive(Debug, Clone, PartialEq)]
pub struct Authorship<'a> {
    plan: &'a Plan,
    /// Each step's, in the order of the plan's steps.
    pub steps: Vec<StepAuthorship<'a>>,
    /// How many steps the buyer's side wrote.
    pub by_buyer: usize,
    /// Of how many steps nobody is on record.
    pub unrecorded: usize,
    /// How many dates the buyer's side moved (go-live, or when a step of somebody else's is): each
    /// once however often it was moved, and not at all when it was moved back.
    pub moved_by_buyer: usize,
}

/// Who wrote one step, and what became of it since.
#[derive(Debug, Clone, PartialEq)]
pub struct StepAuthorship<'a> {
    /// The step's id.
    pub step: &'a str,
    /// The entry that created it; nothing when it came with a template or a file.
    pub written: Option<&'a Entry>,
    /// The later entries that changed it, oldest first.
    pub changed: Vec<Edit<'a>>,
}

/// What one entry changed on one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit<'a> {
    /// The whole entry: who, when, by which route.
    pub entry: &'a Entry,
    /// Its changes of this step's fields.
    pub changes: Vec<&'a Change>,
}

impl<'a> Authorship<'a> {
    /// Reads the history of a plan.
    pub fn of(plan: &'a Plan) -> Self {
        let mut steps: Vec<StepAuthorship<'a>> = plan
            .steps
            .iter()
            .map(|step| StepAuthorship {
                step: &step.id,
                written: None,
                changed: Vec::new(),
            })
            .collect();
        let places: HashMap<&str, usize> = steps
            .iter()
            .enumerate()
            .map(|(at, step)| (step.step, at))
            .collect();
        for entry in &plan.history {
            for change in &entry.changes {
                let Some(id) = step_of(change) else { continue };
                let step = places.get(id).and_then(|&at| steps.get_mut(at));
                if let Some(step) = step {
                    step.take(entry, change);
                }
            }
        }
        Self {
            plan,
            by_buyer: steps.iter().filter(|step| step.is_buyers()).count(),
            unrecorded: steps.iter().filter(|step| step.written.is_none()).count(),
            moved_by_buyer: moved_by_buyer(plan, &steps),
            steps,
        }
    }

    /// The authorship of a step, by its id.
    pub fn step(&self, id: &str) -> Option<&StepAuthorship<'a>> {
        self.steps.iter().find(|step| step.step == id)
    }

    /// "Acme wrote 5 of 11 steps and moved 3 dates", and how many came with a template or a file.
    pub fn summary(&self) -> String {
        let buyer = self.plan.organization(&Side::Buyer);
        let moved = counted(self.moved_by_buyer, "date");
        if self.steps.is_empty() {
            return format!("{buyer} moved {moved}; there are no steps yet");
        }
        let steps = counted(self.steps.len(), "step");
        let rest = match self.unrecorded {
            0 => String::new(),
            number => format!("; {number} came with a template or a file"),
        };
        format!(
            "{buyer} wrote {} of {steps} and moved {moved}{rest}",
            self.by_buyer
        )
    }
}

impl<'a> StepAuthorship<'a> {
    /// Reads the history for one step alone.
    pub fn of(plan: &'a Plan, step: &'a str) -> Self {
        let mut authorship = Self {
            step,
            written: None,
            changed: Vec::new(),
        };
        for entry in &plan.history {
            let about = |change: &&Change| step_of(change) == Some(step);
            for change in entry.changes.iter().filter(about) {
                authorship.take(entry, change);
            }
        }
        authorship
    }

    fn take(&mut self, entry: &'a Entry, change: &'a Change) {
        if change.path.keys().len() == 2 {
            if change.from.is_none() && self.written.is_none() {
                self.written = Some(entry);
            }
            return;
        }
        match self.changed.last_mut() {
            Some(edit) if std::ptr::eq(edit.entry, entry) => edit.changes.push(change),
            _ => self.changed.push(Edit {
                entry,
                changes: vec![change],
            }),
        }
    }

    /// Whether the buyer's side wrote it.
    pub fn is_buyers(&self) -> bool {
        self.written.is_some_and(is_buyers)
    }

    /// What the buyer's side changed on it, oldest first.
    pub fn changed_by_buyer(&self) -> impl Iterator<Item = &Edit<'a>> {
        self.changed.iter().filter(|edit| is_buyers(edit.entry))
    }

    /// A sentence on who wrote it, and one for each later change, oldest first: "written by Sarah
    /// Chen (Acme) on 23 Nov 2026, dictated", "Northwind changed duration 8d → 10d on 24 Nov 2026".
    pub fn words(&self, plan: &Plan) -> Vec<String> {
        let written = match self.written {
            Some(entry) => format!(
                "written by {} on {}, {}",
                whose(plan, &entry.by),
                day(entry),
                entry.via.words()
            ),
            None => "came with a template or a file: who wrote it is not on record".to_owned(),
        };
        let changed = self.changed.iter().map(|edit| {
            let who = whose(plan, &edit.entry.by);
            let day = day(edit.entry);
            format!("{who} changed {} on {day}", edit.words(plan))
        });
        std::iter::once(written).chain(changed).collect()
    }
}

impl Edit<'_> {
    /// The fields from what to what: "duration 8d → 10d, owner Mei Tanaka".
    pub fn words(&self, plan: &Plan) -> String {
        let mut words: Vec<String> = Vec::new();
        for change in &self.changes {
            let what = describe::what(plan, change);
            if !words.contains(&what) {
                words.push(what);
            }
        }
        words.join(", ")
    }
}

/// Whose words they are: "Sarah Chen (Acme)", or the organization when no person is known.
pub fn whose(plan: &Plan, author: &Author) -> String {
    let organization = plan.organization(&author.side);
    let person = author.person.as_deref().and_then(|id| plan.person(id));
    match person {
        Some(person) => format!("{} ({organization})", person.name),
        None => organization.to_owned(),
    }
}

fn is_buyers(entry: &Entry) -> bool {
    entry.by.side == Side::Buyer
}

/// The day of an entry as the history has it, which is in UTC.
fn day(entry: &Entry) -> String {
    day_month_year(entry.at.date_naive())
}

/// The step that a change is about; the order of the steps is about none.
fn step_of(change: &Change) -> Option<&str> {
    match change.path.keys() {
        [list, id, ..] if list == "steps" => Some(id),
        _ => None,
    }
}

/// A place in the plan that holds a date: go-live, or one field of a step.
type Place<'a> = (&'a str, &'a str);

/// What the buyer's side made of one place: the first path it touched there, what stood there
/// before, and what stands there since.
struct Move<'a> {
    path: &'a Path,
    from: Option<&'a Value>,
    to: Option<&'a Value>,
    elsewhere: bool,
}

fn moved_by_buyer(plan: &Plan, steps: &[StepAuthorship<'_>]) -> usize {
    let of_steps = steps.iter().filter(|step| !step.is_buyers());
    let of_steps = of_steps
        .flat_map(StepAuthorship::changed_by_buyer)
        .flat_map(|edit| edit.changes.iter().copied());
    let entries = plan.history.iter().filter(|entry| is_buyers(entry));
    let of_anchor = entries.flat_map(|entry| &entry.changes);
    let mut moves: HashMap<Place<'_>, Move<'_>> = HashMap::new();
    for change in of_steps.chain(of_anchor.filter(|change| step_of(change).is_none())) {
        let Some(place) = place(change) else { continue };
        let change_to = change.to.as_ref();
        let known = moves.entry(place).or_insert(Move {
            path: &change.path,
            from: change.from.as_ref(),
            to: change_to,
            elsewhere: false,
        });
        known.to = change_to;
        known.elsewhere |= *known.path != change.path;
    }
    let moved = |known: &&Move<'_>| known.elsewhere || known.from != known.to;
    moves.values().filter(moved).count()
}

fn place(change: &Change) -> Option<Place<'_>> {
    match change.path.keys() {
        [anchor, field, ..] if anchor == "anchor" && field == "go_live" => Some(("", field)),
        [list, id, field, ..] if list == "steps" && DATES.contains(&field.as_str()) => {
            Some((id, field))
        }
        _ => None,
    }
}

fn counted(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        number => format!("{number} {noun}s"),
    }
}

#[cfg(test)]
#[path = "authorship/tests.rs"]
mod tests;
