//! Plans to start from: the five kinds of deal and the example, as JSON in `assets/templates/`,
//! embedded in the program and read only when one is used. A template says nothing about dates but
//! the order and the length of the work; what it says relative to today becomes a date here.
//!
//! Which template a person meant, and the ids of what is added later, are decided outside.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use chrono::{Datelike, Days, NaiveDate};
use serde::Deserialize;

use super::duration::words::quoted;
use super::links;
use super::model::{Anchor, Plan, Step, Unknown};
use super::parties::{Calendar, Party, Person};

/// A template as a list to choose from shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TemplateInfo {
    /// What it is called on the command line.
    pub name: &'static str,
    /// Its title, a few words.
    pub title: &'static str,
    /// What it is for, in one line.
    pub description: &'static str,
}

/// The template that shows how a finished plan looks; it brings its own people and organizations.
pub const EXAMPLE: &str = "example";

const LIST: [TemplateInfo; 6] = [
    TemplateInfo {
        name: "mid-market",
        title: "Mid-market",
        description: "Proof of concept, the usual reviews in parallel, four weeks of implementation.",
    },
    TemplateInfo {
        name: "enterprise",
        title: "Enterprise with security review",
        description: "A long security review, a procurement office, three months of implementation.",
    },
    TemplateInfo {
        name: "public",
        title: "Regulated or public sector",
        description: "A request for proposal, long reviews, approval by the top.",
    },
    TemplateInfo {
        name: "renewal",
        title: "Renewal or expansion",
        description: "A customer who stays or grows: most reviews are short, nothing is rolled out anew.",
    },
    TemplateInfo {
        name: "next-step",
        title: "Lightweight next step",
        description: "A small, fast deal: recap, decision, contract, kickoff.",
    },
    TemplateInfo {
        name: EXAMPLE,
        title: "The example",
        description: "Acme buys from Northwind: twelve steps with names, to look at and to play with.",
    },
];

const EMBEDDED: [(&str, &str); 6] = [
    (
        "mid-market",
        include_str!("../../assets/templates/mid-market.json"),
    ),
    (
        "enterprise",
        include_str!("../../assets/templates/enterprise.json"),
    ),
    ("public", include_str!("../../assets/templates/public.json")),
    (
        "renewal",
        include_str!("../../assets/templates/renewal.json"),
    ),
    (
        "next-step",
        include_str!("../../assets/templates/next-step.json"),
    ),
    (EXAMPLE, include_str!("../../assets/templates/example.json")),
];

/// What a new plan is to be, apart from its steps.
#[derive(Debug, Clone, Copy, Default)]
pub struct NewPlan<'a> {
    /// The plan's id: unique, never reused.
    pub id: &'a str,
    /// What people call it; without one it is made of the organizations.
    pub name: Option<&'a str>,
    /// The buyer's organization; the example brings one.
    pub buyer: Option<&'a str>,
    /// The seller's organization; the example brings one.
    pub seller: Option<&'a str>,
    /// The buyer's date; the example finds one, other plans may begin without.
    pub go_live: Option<NaiveDate>,
    /// The base of the buyer's calendar (see [`Calendar::base`]); taken as it is.
    pub buyer_calendar: Option<&'a str>,
    /// The base of the seller's calendar (see [`Calendar::base`]); taken as it is.
    pub seller_calendar: Option<&'a str>,
    /// The day on which the plan is made.
    pub today: NaiveDate,
}

/// Why there is no plan from a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// No template of that name.
    #[error(
        "there is no template {}{}; the templates are {}",
        quoted(name),
        meant(near),
        names()
    )]
    NoSuchTemplate {
        /// What was typed.
        name: String,
        /// The names it may have meant, the likeliest first.
        near: Vec<&'static str>,
    },
    /// The embedded text of a template is no plan. A test keeps this from being shipped.
    #[error("the template {name} that this program carries cannot be read: {reason}")]
    Broken {
        /// The template.
        name: &'static str,
        /// What the reader said.
        reason: String,
    },
}

fn meant(near: &[&str]) -> String {
    match near {
        [] => String::new(),
        near => format!(" (did you mean {}?)", near.join(" or ")),
    }
}

fn names() -> String {
    LIST.map(|info| info.name).join(", ")
}

/// A template as its file has it: parts of a plan, and what stands relative to today.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    /// What is bought, for the plan's name.
    #[serde(default)]
    project: String,
    #[serde(default)]
    go_live: Option<NextDay>,
    #[serde(default)]
    anchor: Anchor,
    #[serde(default)]
    buyer: Party,
    #[serde(default)]
    seller: Party,
    #[serde(default)]
    people: Vec<Person>,
    steps: Vec<TemplateStep>,
}

/// A day of the year, the first time it comes with enough weeks to get there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NextDay {
    month: u32,
    day: u32,
    weeks_ahead: u32,
}

impl NextDay {
    fn from(&self, today: NaiveDate) -> Option<NaiveDate> {
        let earliest = today.checked_add_days(Days::new(u64::from(self.weeks_ahead) * 7))?;
        let in_year = |year| NaiveDate::from_ymd_opt(year, self.month, self.day);
        let this_year = in_year(earliest.year());
        match this_year.filter(|date| *date >= earliest) {
            Some(date) => Some(date),
            None => in_year(earliest.year().checked_add(1)?),
        }
    }
}

#[derive(Debug, Deserialize)]
struct TemplateStep {
    /// Who finds out what is open, and in how many days from today.
    #[serde(default)]
    asks: Option<Asks>,
    #[serde(flatten)]
    step: Step,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asks {
    who: String,
    in_days: u32,
}

impl TemplateStep {
    fn into_step(self, today: NaiveDate) -> Step {
        let unknown = self.asks.map(|asks| Unknown {
            who: Some(asks.who),
            by: today.checked_add_days(Days::new(u64::from(asks.in_days))),
            ..Unknown::default()
        });
        Step {
            unknown,
            ..self.step
        }
    }
}

/// Every template, in the order in which a list shows them.
pub fn list() -> &'static [TemplateInfo] {
    &LIST
}

/// A new plan made from the template of that name. It has no history: nobody changed it yet.
///
/// # Errors
/// When no template has that name; the error lists the names and those that come near.
pub fn plan(name: &str, new: &NewPlan<'_>) -> Result<Plan, TemplateError> {
    let Some((name, text)) = EMBEDDED.iter().find(|(known, _)| *known == name.trim()) else {
        return Err(TemplateError::NoSuchTemplate {
            name: name.to_owned(),
            near: near(name),
        });
    };
    let template: Template = serde_json::from_str(text).map_err(|error| TemplateError::Broken {
        name,
        reason: error.to_string(),
    })?;
    Ok(fill(template, new))
}

/// Puts the steps of a template in the place of those of a plan that are not begun; what is done or
/// under way stays, and so does everything else. Returns how many steps came and how many went.
///
/// # Errors
/// As [`plan`]; nothing is changed then.
pub fn instead(
    to: &mut Plan,
    name: &str,
    today: NaiveDate,
    new_id: &mut dyn FnMut() -> String,
) -> Result<(usize, usize), TemplateError> {
    let new = NewPlan {
        today,
        ..NewPlan::default()
    };
    let mut steps = plan(name, &new)?.steps;
    let ids: HashMap<String, String> = steps
        .iter()
        .map(|step| (step.id.clone(), new_id()))
        .collect();
    let known = |id: &mut String| {
        if let Some(new) = ids.get(id) {
            id.clone_from(new);
        }
    };
    for step in &mut steps {
        known(&mut step.id);
        step.after.iter_mut().for_each(|link| known(&mut link.step));
    }
    let open = to.steps.iter();
    let open = open.filter(|step| step.started.is_none() && step.done.is_none());
    let open: Vec<String> = open.map(|step| step.id.clone()).collect();
    for id in &open {
        links::remove_step(to, id);
    }
    let come = steps.len();
    to.steps.extend(steps);
    Ok((come, open.len()))
}

/// A new plan without steps.
pub fn empty(new: &NewPlan<'_>) -> Plan {
    let buyer = party(Party::default(), new.buyer, new.buyer_calendar);
    let seller = party(Party::default(), new.seller, new.seller_calendar);
    let mut plan = Plan::new(new.id.to_owned(), new.name.unwrap_or_default().trim());
    plan.anchor.go_live = new.go_live;
    plan.buyer = buyer;
    plan.seller = seller;
    plan
}

fn fill(template: Template, new: &NewPlan<'_>) -> Plan {
    let buyer = party(template.buyer, new.buyer, new.buyer_calendar);
    let seller = party(template.seller, new.seller, new.seller_calendar);
    let name = match new.name.map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => name.to_owned(),
        None => name_of(&buyer, &seller, &template.project),
    };
    let mut plan = Plan::new(new.id.to_owned(), &name);
    plan.anchor = template.anchor;
    plan.anchor.go_live = new
        .go_live
        .or_else(|| template.go_live.and_then(|next| next.from(new.today)));
    plan.buyer = buyer;
    plan.seller = seller;
    plan.people = template.people;
    plan.steps = template
        .steps
        .into_iter()
        .map(|step| step.into_step(new.today))
        .collect();
    plan
}

fn party(mut party: Party, organization: Option<&str>, base: Option<&str>) -> Party {
    if let Some(name) = organization.map(str::trim).filter(|name| !name.is_empty()) {
        party.organization = name.to_owned();
    }
    if let Some(base) = base {
        party.calendar = Calendar::of_base(base);
    }
    party
}

/// "Acme × Northwind · Ledger rollout", or as much of it as there is.
fn name_of(buyer: &Party, seller: &Party, project: &str) -> String {
    let sides: Vec<&str> = [buyer, seller]
        .map(|party| party.organization.as_str())
        .into_iter()
        .filter(|name| !name.is_empty())
        .collect();
    let sides = sides.join(" × ");
    match (sides.is_empty(), project.is_empty()) {
        (true, true) => "New plan".to_owned(),
        (true, false) => project.to_owned(),
        (false, true) => sides,
        (false, false) => format!("{sides} · {project}"),
    }
}

/// The names that a mistyped one may have meant: a letter or two apart, a part of the name, or a
/// word of the title or the description.
fn near(typed: &str) -> Vec<&'static str> {
    const LONGEST: usize = 40;
    let typed = typed.trim().to_lowercase().replace([' ', '_'], "-");
    if typed.is_empty() || typed.chars().count() > LONGEST {
        return Vec::new();
    }
    let score = |info: &TemplateInfo| {
        let words = format!("{} {}", info.title, info.description).to_lowercase();
        let apart = apart(&typed, info.name);
        if apart <= 2 {
            Some(apart)
        } else if typed.len() >= 3 && (info.name.contains(&typed) || typed.contains(info.name)) {
            Some(3)
        } else {
            let is_word = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()) == typed;
            words.split_whitespace().any(is_word).then_some(4)
        }
    };
    let mut found: Vec<(usize, &'static str)> = LIST
        .iter()
        .filter_map(|info| score(info).map(|score| (score, info.name)))
        .collect();
    found.sort_by_key(|(score, _)| *score);
    found.into_iter().take(2).map(|(_, name)| name).collect()
}

/// How many letters must be put in, taken out or changed to make one text the other (Levenshtein).
fn apart(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (line, from) in a.chars().enumerate() {
        let mut next = vec![line + 1];
        let mut left = line + 1;
        for ((to, above_left), above) in b.iter().zip(&row).zip(row.iter().skip(1)) {
            left = (above_left + usize::from(from != *to))
                .min(above + 1)
                .min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
