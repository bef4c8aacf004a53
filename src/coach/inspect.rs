//! Real or theatre: the four things by which a mutual plan is told from a document, each with the
//! line of evidence that it rests on. It claims no more than the plan records: the route by which a
//! change came is told, and proves nothing. What to ask next is in [`crate::coach::gaps`].

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::reading::{Owner, Reading, sides_of, title};
use crate::plan::{Plan, Side, Stance, Via};
use crate::schedule::Schedule;

/// How far one of the four holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Yes,
    /// Some of it does.
    Partly,
    /// It does not.
    No,
}

/// One of the four, with what speaks for or against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How far it holds.
    pub verdict: Verdict,
    /// One line of evidence; text of the plan stands in it as it is.
    pub evidence: String,
}

/// The four findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// It hangs on the buyer's date, with its reason, and every step is timed back from it.
    pub anchored: Finding,
    /// The buyer's side wrote in it.
    pub co_built: Finding,
    /// Named people on both sides own the steps.
    pub owners: Finding,
    /// The one who decides has seen it and agreed.
    pub economic_buyer: Finding,
}

impl Inspection {
    /// Whether all four hold: a mutual action plan and not a document.
    pub fn is_real(&self) -> bool {
        [
            &self.anchored,
            &self.co_built,
            &self.owners,
            &self.economic_buyer,
        ]
        .iter()
        .all(|finding| finding.verdict == Verdict::Yes)
    }
}

/// Looks at the plan as a manager would.
pub fn inspect(plan: &Plan, schedule: &Schedule) -> Inspection {
    let reading = Reading::of(plan);
    Inspection {
        anchored: anchored(plan, schedule),
        co_built: co_built(plan, &reading),
        owners: owners(plan, &reading),
        economic_buyer: economic_buyer(plan, &reading),
    }
}

fn finding(verdict: Verdict, evidence: String) -> Finding {
    Finding { verdict, evidence }
}

fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

fn count(number: usize, thing: &str) -> String {
    match number {
        1 => format!("1 {thing}"),
        number => format!("{number} {thing}s"),
    }
}

fn anchored(plan: &Plan, schedule: &Schedule) -> Finding {
    let Some(date) = plan.anchor.go_live.map(day) else {
        return finding(Verdict::No, "there is no go-live date".to_owned());
    };
    let mut missing = Vec::new();
    if plan.anchor.outcome.trim().is_empty() {
        missing.push("nobody said what it is for".to_owned());
    }
    if plan.anchor.if_missed.trim().is_empty() {
        missing.push("nobody said what a miss costs".to_owned());
    }
    let undated = plan.steps.iter().enumerate().filter(|(index, step)| {
        let dates = schedule.step(*index);
        step.done.is_none() && dates.is_none_or(|dates| dates.must_finish.is_none())
    });
    match undated.count() {
        _ if plan.steps.is_empty() => missing.push("no step leads to it yet".to_owned()),
        0 => {}
        undated => missing.push(format!(
            "{} cannot be timed from it",
            count(undated, "step")
        )),
    }
    if missing.is_empty() {
        let steps = count(plan.steps.len(), "step");
        let evidence =
            format!("{date}, with its outcome and the cost of a miss; {steps} timed from it");
        finding(Verdict::Yes, evidence)
    } else {
        finding(
            Verdict::Partly,
            format!("{date}, but {}", missing.join(" and ")),
        )
    }
}

fn co_built(plan: &Plan, reading: &Reading<'_>) -> Finding {
    let buyer = plan.organization(&Side::Buyer);
    let entries: Vec<_> = reading.buyers_entries().collect();
    let Some(last) = entries.iter().max_by_key(|entry| entry.at) else {
        return finding(Verdict::No, format!("no change by {buyer} is on record"));
    };
    const ROUTES: [Via; 4] = [Via::Hand, Via::Returned, Via::Dictated, Via::Command];
    let by_route = |via: &Via| entries.iter().filter(|entry| entry.via == *via).count();
    let mut told: Vec<String> = ROUTES
        .iter()
        .map(|via| (by_route(via), via.words()))
        .filter(|(number, _)| *number > 0)
        .map(|(number, words)| format!("{number} {words}"))
        .collect();
    let known: usize = ROUTES.iter().map(by_route).sum();
    if known < entries.len() {
        told.push(format!("{} by another route", entries.len() - known));
    }
    let person = last.by.person.as_deref().and_then(|id| reading.person(id));
    let evidence = format!(
        "{} by {buyer}: {}; the last {}on {}",
        count(entries.len(), "change"),
        told.join(", "),
        person.map_or_else(String::new, |person| format!("by {} ", person.name)),
        day(last.at.date_naive()),
    );
    // A command says whose change it is without the buyer having been near: half a sign.
    let buyers_own = [Via::Hand, Via::Returned, Via::Dictated];
    let verdict = match entries.iter().any(|entry| buyers_own.contains(&entry.via)) {
        true => Verdict::Yes,
        false => Verdict::Partly,
    };
    finding(verdict, evidence)
}

fn owners(plan: &Plan, reading: &Reading<'_>) -> Finding {
    let mut named = [0_usize; 2];
    let mut lacking = Vec::new();
    for step in &plan.steps {
        let mut lacks = false;
        for side in sides_of(step) {
            match reading.owner(step, side) {
                Owner::Named(_) => {
                    let [buyer, seller] = &mut named;
                    *if *side == Side::Buyer { buyer } else { seller } += 1;
                }
                Owner::Missing | Owner::Vague(_) => lacks |= step.done.is_none(),
            }
        }
        if lacks {
            lacking.push(step);
        }
    }
    if plan.steps.is_empty() {
        return finding(Verdict::No, "there is no step to own yet".to_owned());
    }
    for (named, side) in named.into_iter().zip([Side::Buyer, Side::Seller]) {
        if named == 0 {
            let organization = plan.organization(&side);
            let evidence = format!("nobody at {organization} owns a step by name");
            return finding(Verdict::No, evidence);
        }
    }
    match lacking.as_slice() {
        [] => finding(
            Verdict::Yes,
            "every step has a named owner on each side it needs".to_owned(),
        ),
        [first, rest @ ..] => {
            let others = match rest.len() {
                0 => String::new(),
                others => format!(" and {}", count(others, "other step")),
            };
            let evidence = format!("{}{others} without a named owner", title(first));
            finding(Verdict::Partly, evidence)
        }
    }
}

fn economic_buyer(plan: &Plan, reading: &Reading<'_>) -> Finding {
    let deciding: Vec<_> = reading.economic_buyers().collect();
    let Some(first) = deciding.first() else {
        return finding(Verdict::No, "no economic buyer is named".to_owned());
    };
    let last = |stance: Stance| {
        let stances = deciding.iter().filter_map(|person| {
            let agreement = reading.stance(person, &stance)?;
            Some((*person, agreement))
        });
        stances.max_by_key(|(_, agreement)| agreement.on)
    };
    if let Some((person, agreement)) = last(Stance::Agreed) {
        let via = match agreement.via.trim() {
            "" => String::new(),
            via => format!(", {via}"),
        };
        let evidence = format!("{} agreed on {}{via}", person.name, day(agreement.on));
        return match agreement.facts.go_live {
            Some(then) if plan.anchor.go_live != Some(then) => {
                let then = format!("{evidence}, but to go-live on {}", day(then));
                finding(Verdict::Partly, then)
            }
            _ => finding(Verdict::Yes, evidence),
        };
    }
    match last(Stance::Seen) {
        Some((person, seen)) => {
            let on = day(seen.on);
            let evidence = format!("{} saw it on {on} and has not agreed", person.name);
            finding(Verdict::Partly, evidence)
        }
        None => finding(Verdict::No, format!("{} is not on record", first.name)),
    }
}
