//! The message that follows a call: what we agreed, who does what by when on both sides, what is at
//! risk, what happens next. One document, written as plain text or as Markdown, in words that a buyer
//! would forward. It is fit for the buyer's eyes: it is made of the plan and its dates alone.

#[cfg(test)]
mod tests;

use super::read_back::{ReadBack, SideWork, Signatory, Task, Wording};
use super::words::Words;
use crate::plan::Plan;
use crate::plan::date_text::long_date;
use crate::schedule::{Schedule, explain};

/// How everything in a recap is said: it is read by strangers, and later.
const FULL: Wording = Wording::Full;

/// A recap, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recap {
    subject: Words,
    sections: Vec<Section>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Section {
    heading: &'static str,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// A sentence or two.
    Paragraph(Words),
    /// What the items below belong to.
    Heading(Words),
    /// One of several.
    Item(Words),
}

impl Recap {
    /// The recap of a plan as it stands.
    pub fn of(plan: &Plan, schedule: &Schedule) -> Self {
        let page = ReadBack::of(plan, schedule);
        let agreed = if page.is_agreed() {
            "What we agreed"
        } else {
            "What we put together"
        };
        let mut sections = vec![
            section(agreed, anchor(&page)),
            section("Who does what by when", work(&page)),
            section("What is at risk", risks(&page, plan, schedule)),
            section("What happens next", next(&page)),
            section("Who agreed", people(&page)),
        ];
        sections.retain(|section| !section.parts.is_empty());
        let subject = page.title.clone();
        Self {
            subject: match page.live_on {
                Some(date) => subject.and(format!(", live on {}", long_date(date))),
                None => subject,
            },
            sections,
        }
    }

    /// The subject of a mail: "Acme × Northwind, live on Monday 1 March 2027".
    pub fn subject(&self) -> String {
        self.subject.plain()
    }

    /// As plain text, the subject first; lines end with LF.
    pub fn text(&self) -> String {
        let mut out = format!("{}\n", self.subject.plain());
        for section in &self.sections {
            out.push_str(&format!("\n{}\n", section.heading.to_uppercase()));
            for (at, part) in section.parts.iter().enumerate() {
                match part {
                    Part::Paragraph(words) => out.push_str(&words.plain()),
                    Part::Heading(words) => {
                        out.push_str(if at > 0 { "\n" } else { "" });
                        out.push_str(&words.plain());
                    }
                    Part::Item(words) => out.push_str(&format!("- {}", words.plain())),
                }
                out.push('\n');
            }
        }
        out
    }

    /// As Markdown. Nothing that people typed becomes a link, a heading, a list or HTML.
    pub fn markdown(&self) -> String {
        let mut out = format!("# {}\n", self.subject.markdown());
        for section in &self.sections {
            out.push_str(&format!("\n## {}\n", section.heading));
            let mut in_list = false;
            for part in &section.parts {
                let item = matches!(part, Part::Item(_));
                if !(item && in_list) {
                    out.push('\n');
                }
                in_list = item;
                let (before, words) = match part {
                    Part::Paragraph(words) => ("", words),
                    Part::Heading(words) => ("### ", words),
                    Part::Item(words) => ("- ", words),
                };
                out.push_str(&format!("{before}{}\n", words.markdown()));
            }
        }
        out
    }
}

fn section(heading: &'static str, parts: Vec<Part>) -> Section {
    Section { heading, parts }
}

fn anchor(page: &ReadBack) -> Vec<Part> {
    let live = match page.live_on {
        Some(date) => {
            let date = long_date(date);
            page.buyer.clone().and(format!(" is live on {date}."))
        }
        None => Words::own("There is no go-live date yet."),
    };
    let mut parts = vec![Part::Paragraph(capital(live))];
    for (label, words) in [
        ("What it is for: ", &page.outcome),
        ("If the date is missed: ", &page.if_missed),
    ] {
        if !words.is_empty() {
            parts.push(Part::Paragraph(Words::own(label).join(words.clone())));
        }
    }
    parts
}

/// A sentence that may begin with "the buyer".
fn capital(sentence: Words) -> Words {
    match sentence.plain().strip_prefix("the buyer ") {
        Some(rest) => Words::own(format!("The buyer {rest}")),
        None => sentence,
    }
}

/// The work of each side in date order, names first; what is done stands below.
fn work(page: &ReadBack) -> Vec<Part> {
    let mut parts = Vec::new();
    for side in &page.sides {
        parts.push(Part::Heading(capital_name(side)));
        let mut tasks: Vec<&Task> = side.owners.iter().flat_map(|owner| &owner.tasks).collect();
        tasks.sort_by_key(|task| task.when.last());
        parts.extend(tasks.into_iter().map(task));
    }
    if !page.done.is_empty() {
        parts.push(Part::Heading(Words::own("Done already")));
        parts.extend(page.done.iter().map(task));
    }
    parts
}

fn capital_name(side: &SideWork) -> Words {
    match side.organization.plain().as_str() {
        "the buyer" => Words::own("The buyer"),
        "the seller" => Words::own("The seller"),
        _ => side.organization.clone(),
    }
}

fn task(task: &Task) -> Part {
    let who = match &task.who {
        Some(name) => Words::typed(&name.full),
        None => Words::own("Nobody named yet"),
    };
    let mut words = who.and(": ").join(task.title.clone());
    if let Some(with) = &task.with {
        words = words.and(", with ").and_typed(&with.full);
    }
    Part::Item(words.and(", ").and(task.when.words(FULL)))
}

fn risks(page: &ReadBack, plan: &Plan, schedule: &Schedule) -> Vec<Part> {
    let told = riskiest(page).chain(room(plan, schedule)).chain(open(page));
    told.map(Part::Item).collect()
}

/// "The riskiest step: Security review, Ravi Patel, by Fri 29 Jan 2027".
pub(super) fn riskiest(page: &ReadBack) -> impl Iterator<Item = Words> {
    let riskiest = page.riskiest.iter();
    riskiest.map(|risk| Words::own("The riskiest step: ").join(risk.words(FULL)))
}

/// "Still open: who owns Vendor onboarding at Acme (Tom Becker asks by Fri 27 Nov 2026)".
pub(super) fn open(page: &ReadBack) -> impl Iterator<Item = Words> {
    let open = page.open.iter();
    open.map(|question| Words::own("Still open: ").join(question.words(FULL)))
}

/// How the dates stand, in words that blame nobody.
pub(super) fn room(plan: &Plan, schedule: &Schedule) -> Vec<Words> {
    let anchored = schedule.go_live.is_some() && plan.steps.iter().any(|step| step.done.is_none());
    if !anchored {
        return Vec::new();
    }
    if schedule.fits {
        let told = schedule.days_to_spare.map(|days| match days {
            1 => "Time in hand before the date: 1 working day.".to_owned(),
            2.. => format!("Time in hand before the date: {days} working days."),
            _ => "The dates hold with no time in hand: every day counts.".to_owned(),
        });
        return told.into_iter().map(Words::own).collect();
    }
    let late = schedule
        .forecast
        .filter(|date| Some(*date) > schedule.go_live);
    let lands = match late {
        Some(date) => format!(
            "As planned now, the work leads to {}; to keep the date, something has to change.",
            long_date(date)
        ),
        None => "As planned now, not every date on the way can be kept.".to_owned(),
    };
    let cause = explain::cause(plan, schedule);
    let cause = cause.map(|cause| Words::own("Where to look first: ").and_typed(&cause));
    std::iter::once(Words::own(lands)).chain(cause).collect()
}

fn next(page: &ReadBack) -> Vec<Part> {
    first(page).into_iter().map(Part::Paragraph).collect()
}

/// The open step that comes first.
pub(super) fn first(page: &ReadBack) -> Option<Words> {
    page.first.as_ref().map(|first| first.words(FULL))
}

fn people(page: &ReadBack) -> Vec<Part> {
    on_record(page).into_iter().map(Part::Item).collect()
}

/// Where each person stands, and what changed since.
pub(super) fn on_record(page: &ReadBack) -> Vec<Words> {
    page.people.iter().flat_map(person).collect()
}

fn person(person: &Signatory) -> Vec<Words> {
    let title = person.title();
    let Some(record) = &person.record else {
        return vec![title.and(": still to be asked")];
    };
    let mut words = title
        .and(": ")
        .join(record.stance.clone())
        .and(format!(" ({}", FULL.date(record.on)));
    if !record.via.is_empty() {
        words = words.and(", ").join(record.via.clone());
    }
    let changes = record.changes.iter().map(|change| {
        let since = Words::own("Changed since ").and_typed(&person.name.full);
        let did = if record.agreed {
            " agreed: "
        } else {
            " saw it: "
        };
        since.and(did).join(change.clone())
    });
    std::iter::once(words.and(")")).chain(changes).collect()
}
