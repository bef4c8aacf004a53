//! The fields of forms: what each is called, what to type in it, what it can be leafed through, and
//! how its text is read. What a whole form does is in [`super::filled`].

use chrono::NaiveDate;

use super::{Context, Key, Purpose, worth};
use crate::plan::date_text::{DateContext, Lean, echo_date};
use crate::plan::people::{self, Found};
use crate::plan::templates::{self, TemplateInfo};
use crate::plan::{Duration, Gate, Link, LinkKind, Plan, Role, Side, links};
use crate::tui::document::Document;
use crate::tui::overlays::line::Purpose as LinePurpose;
use crate::tui::overlays::line::reading;

/// What a field is called.
pub(super) fn label(key: Key) -> &'static str {
    match key {
        Key::Name => "Name",
        Key::Buyer => "Buyer",
        Key::Seller => "Seller",
        Key::GoLive => "Go-live",
        Key::Value => "Deal value",
        Key::Template => "Template",
        Key::Outcome => "What it is for",
        Key::IfMissed => "If missed",
        Key::Title => "Title",
        Key::Side => "Side",
        Key::BuyerOwner => "Buyer's owner",
        Key::SellerOwner => "Seller's owner",
        Key::Duration => "Takes",
        Key::After => "Comes after",
        Key::Pin => "Pinned to",
        Key::NotBefore => "Not before",
        Key::NoLaterThan => "No later than",
        Key::Gate => "Only on",
        Key::Started => "Started",
        Key::Done => "Done",
        Key::DoneWhen => "Done when",
        Key::Note => "Note",
        Key::Role => "Role",
        Key::Mail => "Mail",
        Key::What => "They will",
        Key::ByWhen => "By when",
        Key::LeastSure => "Least sure of",
        Key::Rep => "Rep",
        Key::OfPlan => "Plan",
    }
}

/// What to type in an empty field.
pub(super) fn example(key: Key) -> &'static str {
    match key {
        Key::Name => "what you call it: Acme rollout",
        Key::Buyer => "the buyer's organization",
        Key::Seller => "your organization",
        Key::GoLive => {
            "the day the buyer must be live: mar 1 · in 14 weeks · 2027-03-01 · end of q1"
        }
        Key::Value => "what it is worth to you, for your eyes alone: 3000 · 120k · 3,000 EUR",
        Key::Template => "the steps to begin with; empty for none",
        Key::Outcome => "what the buyer gets, in the buyer's words",
        Key::IfMissed => "what a miss costs the buyer: the April audit runs on the old ledger",
        Key::Title => "what the step is called",
        Key::Side => "buyer, seller or both",
        Key::BuyerOwner | Key::SellerOwner => "one person by name",
        Key::Duration => "10d working days · 3w · 21cd calendar days · 5/10/15d · milestone",
        Key::After => {
            "steps, with commas: Legal redlines +2d, starts with Pilot, finishes with Security review; or go-live"
        }
        Key::Pin => "the day it must happen on",
        Key::NotBefore => "the first day it can start on",
        Key::NoLaterThan => "the last day to be done by, whatever follows",
        Key::Gate => "the days it can land on: 2nd thu · tue, thu · 15th",
        Key::Started => "the day work on it began",
        Key::Done => "the day it was done",
        Key::DoneWhen => "how both sides will know: the questionnaire is accepted in writing",
        Key::Note => "a remark that both sides may read",
        Key::Role => "what they are to the deal: champion, economic buyer, legal …",
        Key::Mail => "where mail reaches them",
        Key::What => "one thing, in their words: a co-built plan in writing, confirmed by Sarah",
        Key::ByWhen => "the day it will be there: fri · nov 30 · in 1 week",
        Key::LeastSure => "the step that they are least sure of",
        Key::Rep => "the rep whom it is with, by name",
        Key::OfPlan => "the plan that it is about",
    }
}

/// The values to leaf through.
pub(super) fn choices(key: Key) -> Vec<String> {
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    match key {
        Key::Side => words(Side::WORDS),
        Key::Role => words(Role::WORDS),
        Key::Template => {
            let all = templates::list().iter().map(|template| template.name);
            all.filter(|&name| name != templates::EXAMPLE)
                .map(str::to_owned)
                .collect()
        }
        _ => Vec::new(),
    }
}

/// A field's text given back in words.
///
/// # Errors
/// What is wrong with it and what to type instead.
pub(super) fn check(
    purpose: &Purpose,
    key: Key,
    text: &str,
    context: Context,
) -> Result<String, String> {
    let text = text.trim();
    let plan = context.document.map(Document::plan);
    match key {
        Key::Name | Key::Title if text.is_empty() => Err("a name is needed".to_owned()),
        Key::Rep if text.is_empty() => Err("whom is it with? a rep, by name".to_owned()),
        Key::What if text.is_empty() => Err("what will they do? one thing".to_owned()),
        Key::ByWhen if text.is_empty() => Err("by when? fri, nov 30, in 1 week".to_owned()),
        Key::Duration if text.is_empty() => {
            Err("how long does it take? 5d, 3w, or milestone".to_owned())
        }
        _ if text.is_empty() => Ok(String::new()),
        Key::GoLive | Key::NotBefore | Key::NoLaterThan | Key::Pin | Key::ByWhen => {
            day(text, plan, context.today, Lean::Future).map(|date| echo_date(date, context.today))
        }
        Key::Started | Key::Done => {
            day(text, plan, context.today, Lean::Past).map(|date| echo_date(date, context.today))
        }
        Key::Value => worth::check(text),
        Key::Template => template(text).map(|template| template.description.to_owned()),
        Key::Side => side(text).map(|_| String::new()),
        Key::Duration => Duration::parse(text)
            .map(|duration| duration.words())
            .map_err(|error| error.to_string()),
        Key::Gate => gate(text, context.today).map(|gate| gate.words()),
        Key::After => match (purpose, context.document) {
            (Purpose::Step(id), Some(document)) => after(id, text, document, context.today),
            _ => Ok(String::new()),
        },
        Key::BuyerOwner => owner(text, plan, &Side::Buyer),
        Key::SellerOwner => owner(text, plan, &Side::Seller),
        _ => Ok(String::new()),
    }
}

/// What a step would come after, where the bare titles do not say it already.
fn after(id: &str, text: &str, document: &Document, today: NaiveDate) -> Result<String, String> {
    let purpose = LinePurpose::After(id.to_owned());
    let edit = reading::edit(&purpose, text, document, today)?;
    let mut plan = document.plan().clone();
    edit(&mut plan, &mut String::new);
    let Some(step) = plan.step(id) else {
        return Ok(String::new());
    };
    let plain = |link: &Link| {
        let usual = matches!(link.kind, LinkKind::FinishStart);
        usual && link.lag.is_none_or(|lag| lag.is_zero())
    };
    if step.after.iter().all(plain) {
        return Ok(String::new());
    }
    Ok(links::words(&plan, step).join(", "))
}

/// The template that a name, or the beginning of one that no other has, stands for.
pub(super) fn template(text: &str) -> Result<&'static TemplateInfo, String> {
    let all = || templates::list().iter();
    if let Some(exact) = all().find(|template| template.name == text) {
        return Ok(exact);
    }
    let begins: Vec<_> = all()
        .filter(|template| template.name.starts_with(text))
        .collect();
    match begins.as_slice() {
        [only] => Ok(only),
        _ => Err("no template is called that".to_owned()),
    }
}

pub(super) fn day(
    text: &str,
    plan: Option<&Plan>,
    today: NaiveDate,
    lean: Lean,
) -> Result<NaiveDate, String> {
    match plan {
        Some(plan) => reading::date(text, today, plan, lean),
        None => reading::date(text, today, &Plan::new(String::new(), ""), lean),
    }
}

pub(super) fn gate(text: &str, today: NaiveDate) -> Result<Gate, String> {
    let context = DateContext {
        today,
        go_live: None,
        lean: Lean::Future,
    };
    Gate::parse_with(text, &context).map_err(|error| error.to_string())
}

pub(super) fn side(text: &str) -> Result<Side, String> {
    match Side::from_word(text) {
        Side::Other(_) => Err("write buyer, seller or both".to_owned()),
        side => Ok(side),
    }
}

fn owner(text: &str, plan: Option<&Plan>, side: &Side) -> Result<String, String> {
    let Some(plan) = plan else {
        return Ok(String::new());
    };
    match people::find(plan, text, Some(side)) {
        Found::One(id) => Ok(plan
            .person(&id)
            .and_then(|person| person.role.as_ref())
            .map(|role| role.word().to_owned())
            .unwrap_or_default()),
        Found::Many(names) => Err(format!(
            "could be {}: write the whole name",
            names.join(" or ")
        )),
        Found::Nobody => Ok(format!("new on the side of {}", plan.organization(side))),
    }
}
