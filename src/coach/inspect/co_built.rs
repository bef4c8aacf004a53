//! Whether the buyer's side wrote in the plan: how many steps, which, when, who, and by which route.

use std::collections::HashSet;

use super::{Finding, Looked, Test, Verdict, count, day};
use crate::coach::reading::{is_own, title};
use crate::plan::authorship::{Authorship, StepAuthorship, whose};
use crate::plan::describe::describe;
use crate::plan::{Entry, Side, Step, Via};

/// The routes, the one that says most first.
const ROUTES: [Via; 4] = [Via::Hand, Via::Returned, Via::Dictated, Via::Command];

impl Looked<'_> {
    pub(super) fn co_built(&self) -> Finding {
        let buyer = self.plan.organization(&Side::Buyer);
        let entries: Vec<&Entry> = self.reading.buyers_entries().collect();
        let Some(last) = entries.iter().max_by_key(|entry| entry.at) else {
            let evidence = vec![format!("no change by {buyer} is on record")];
            return self.finding(Test::CoBuilt, Verdict::No, 0, evidence);
        };
        let person = last.by.person.as_deref();
        let person = person.and_then(|id| self.reading.person(id));
        let mut evidence = vec![format!(
            "{} by {buyer}: {}; the last {}on {}",
            count(entries.len(), "change"),
            self.routes(&entries).join(", "),
            person.map_or_else(String::new, |person| format!("by {} ", person.name)),
            day(last.at.date_naive()),
        )];
        let authorship = Authorship::of(self.plan);
        let of_steps = self.plan.steps.iter().zip(&authorship.steps);
        let told: Vec<String> = of_steps
            .filter_map(|(step, written)| self.of_step(step, written))
            .collect();
        let (touched, steps) = (told.len(), count(self.plan.steps.len(), "step"));
        evidence.push(format!("{buyer} wrote or changed {touched} of {steps}"));
        evidence.extend(told);
        evidence.extend(entries.iter().filter_map(|entry| self.of_the_rest(entry)));
        let best = ROUTES
            .iter()
            .find(|via| entries.iter().any(|entry| entry.via == **via));
        let by_route = match best {
            Some(Via::Hand | Via::Returned) => 18,
            Some(Via::Dictated) => 14,
            _ => 6,
        };
        // Half a sign gets nothing for steps: nobody of the buyer's need have seen them.
        let (verdict, steps) = match by_route {
            6 => (Verdict::Partly, 0),
            _ => (Verdict::Yes, own(&authorship).min(3)),
        };
        let points = by_route + 2 * u8::try_from(steps).unwrap_or(3);
        self.finding(Test::CoBuilt, verdict, points, evidence)
    }

    /// How many changes came by which route: "2 typed for them as they dictated".
    fn routes(&self, entries: &[&Entry]) -> Vec<String> {
        let seller = self.plan.organization(&Side::Seller);
        let by = |via: &Via| entries.iter().filter(|entry| entry.via == *via).count();
        let mut told: Vec<String> = ROUTES
            .iter()
            .map(|via| (by(via), route(via, seller)))
            .filter(|(number, _)| *number > 0)
            .map(|(number, words)| format!("{number} {words}"))
            .collect();
        let known: usize = ROUTES.iter().map(by).sum();
        if known < entries.len() {
            told.push(format!("{} by another route", entries.len() - known));
        }
        told
    }

    /// What the buyer's side did to a step; nothing when it did nothing.
    fn of_step(&self, step: &Step, authorship: &StepAuthorship<'_>) -> Option<String> {
        let seller = self.plan.organization(&Side::Seller);
        let signed = |entry: &Entry| {
            let (who, on) = (whose(self.plan, &entry.by), day(entry.at.date_naive()));
            format!("{who} on {on}, {}", route(&entry.via, seller))
        };
        let written = authorship.written.filter(|_| authorship.is_buyers());
        let written = written.map(|entry| format!("written by {}", signed(entry)));
        let edits: Vec<_> = authorship.changed_by_buyer().collect();
        let changed = edits.last().map(|last| {
            let times = match edits.len() {
                1 => String::new(),
                many => format!(" {many} times, last"),
            };
            let what = last.words(self.plan);
            format!("changed{times} by {} ({what})", signed(last.entry))
        });
        let told: Vec<String> = written.into_iter().chain(changed).collect();
        (!told.is_empty()).then(|| format!("{}: {}", title(step), told.join("; ")))
    }

    /// What an entry did to go-live, to people or to a step that is gone.
    fn of_the_rest(&self, entry: &Entry) -> Option<String> {
        let of_a_step = |keys: &[String]| matches!(keys, [list, id, ..] if list == "steps" && self.plan.step(id).is_some());
        let rest = entry.changes.iter();
        let rest: Vec<_> = rest
            .filter(|change| !of_a_step(change.path.keys()))
            .cloned()
            .collect();
        let seller = self.plan.organization(&Side::Seller);
        (!rest.is_empty()).then(|| {
            let (what, who) = (describe(self.plan, &rest), whose(self.plan, &entry.by));
            let on = day(entry.at.date_naive());
            format!("{what}: by {who} on {on}, {}", route(&entry.via, seller))
        })
    }
}

/// How many steps the buyer's side wrote or changed with somebody of theirs beside it.
fn own(authorship: &Authorship<'_>) -> usize {
    let own = |entry: &Entry| entry.by.side == Side::Buyer && is_own(&entry.via);
    let steps = authorship.steps.iter().filter(|step| {
        step.written.is_some_and(own) || step.changed_by_buyer().any(|edit| own(edit.entry))
    });
    let steps: HashSet<&str> = steps.map(|step| step.step).collect();
    steps.len()
}

/// The route, told apart by whose hand was on the keys.
fn route(via: &Via, seller: &str) -> String {
    match via {
        Via::Hand => "by their own hand".to_owned(),
        Via::Dictated => format!("typed by {seller} as they dictated"),
        other => other.words().to_owned(),
    }
}
