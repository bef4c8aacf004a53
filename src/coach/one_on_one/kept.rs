//! Whether a commitment was kept, as far as the plan's history can tell. It tells of changes and of
//! agreements and not of intentions, so it never outweighs what a person says.

use chrono::NaiveDate;

use crate::coach::reading::{Reading, title};
use crate::coach::rep::{Commitment, OneOnOne};
use crate::plan::date_text::day_month_year;
use crate::plan::{Plan, Side, Stance, Step, Via};

/// How a commitment came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was kept.
    Yes,
    /// It was not.
    No,
    /// The plan does not tell.
    CannotTell,
}

impl Outcome {
    /// Its name for other programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::CannotTell => "cannot-tell",
        }
    }
}

/// A commitment's outcome, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// How it came out.
    pub outcome: Outcome,
    /// A person said so; else the plan's history did.
    pub said: bool,
    /// What the plan shows, a line each; text of the plan stands in it as it is.
    pub evidence: Vec<String>,
}

/// Something in the plan that speaks for it, on its day.
struct Sign {
    on: NaiveDate,
    words: String,
    /// The buyer's own word is behind it.
    mutual: bool,
}

/// Whether a commitment was kept. The first row that fits holds; a sign is a change by the buyer's own
/// word (typed, dictated or in a returned copy), an agreement of somebody at the buyer's, or a change of
/// the step that the rep was least sure of.
///
/// | when | outcome |
/// |-|-|
/// | a person said so | what they said |
/// | no plan was talked about, or it is not here any more | cannot tell |
/// | the buyer's own sign after the 1:1's day, by the day promised | yes |
/// | the buyer's own sign, but later than promised | no |
/// | only the least sure step changed, by the day promised | cannot tell: it may have been the rep alone |
/// | a sign on the 1:1's own day only | cannot tell: nobody knows which came first |
/// | the day promised has not passed, or none was | cannot tell |
/// | else | no |
///
/// What was promised is free text, so a yes says only that the buyer took part since; and a no, that the
/// plan shows nothing of it.
pub fn kept(
    talk: &OneOnOne,
    commitment: &Commitment,
    plan: Option<&Plan>,
    today: NaiveDate,
) -> Kept {
    let judged = match plan {
        None => (Outcome::CannotTell, vec![no_plan(talk)]),
        Some(plan) => judge(talk, commitment, plan, today),
    };
    let (outcome, evidence) = judged;
    match commitment.kept {
        None => Kept {
            outcome,
            said: false,
            evidence,
        },
        Some(kept) => Kept {
            outcome: if kept { Outcome::Yes } else { Outcome::No },
            said: true,
            evidence,
        },
    }
}

fn no_plan(talk: &OneOnOne) -> String {
    match (&talk.plan, talk.plan_name.trim()) {
        (None, _) => "it was about no plan, so nothing can show it".to_owned(),
        (Some(_), "") => "the plan it was about is not here any more".to_owned(),
        (Some(_), name) => format!("{name} is not here any more"),
    }
}

fn judge(
    talk: &OneOnOne,
    commitment: &Commitment,
    plan: &Plan,
    today: NaiveDate,
) -> (Outcome, Vec<String>) {
    let signs = signs(talk.on, commitment, plan);
    let mut words: Vec<String> = signs.iter().map(|sign| sign.words.clone()).collect();
    let after: Vec<&Sign> = signs.iter().filter(|sign| sign.on > talk.on).collect();
    let in_time = |sign: &&&Sign| commitment.by.is_none_or(|by| sign.on <= by);
    let timely: Vec<&&Sign> = after.iter().filter(in_time).collect();
    let passed = commitment.by.is_some_and(|by| by < today);
    let outcome = if timely.iter().any(|sign| sign.mutual) {
        Outcome::Yes
    } else if after.iter().any(|sign| sign.mutual) {
        words.push("later than it was promised for".to_owned());
        Outcome::No
    } else if !timely.is_empty() {
        let buyer = plan.organization(&Side::Buyer);
        words.push(format!("nothing since by {buyer}'s own word"));
        Outcome::CannotTell
    } else if !signs.is_empty() && after.is_empty() {
        words.push("on the day of the 1:1 itself, which may have been before it".to_owned());
        Outcome::CannotTell
    } else {
        let buyer = plan.organization(&Side::Buyer);
        words.push(format!("no change and no agreement by {buyer} since"));
        match commitment.by {
            Some(_) if passed => Outcome::No,
            Some(by) => {
                words.push(format!("there is time until {}", day_month_year(by)));
                Outcome::CannotTell
            }
            None => Outcome::CannotTell,
        }
    };
    (outcome, words)
}

/// What speaks for it from the 1:1's day on, the buyer's own first.
fn signs(since: NaiveDate, commitment: &Commitment, plan: &Plan) -> Vec<Sign> {
    let reading = Reading::of(plan);
    let mut signs = Vec::new();
    let own = |via: &Via| matches!(via, Via::Hand | Via::Dictated | Via::Returned);
    let days = reading.buyers_entries().filter(|entry| own(&entry.via));
    let mut days: Vec<NaiveDate> = days.map(|entry| entry.at.date_naive()).collect();
    days.retain(|day| *day >= since);
    days.sort_unstable();
    // The first change after the day is what counts, so that later ones do not make it late.
    let telling = days.iter().find(|day| **day > since).or(days.last());
    if let Some(on) = telling {
        let buyer = plan.organization(&Side::Buyer);
        let changes = match days.len() {
            1 => "1 change".to_owned(),
            number => format!("{number} changes"),
        };
        let words = format!("{changes} by {buyer}, on {}", day_month_year(*on));
        let more = if days.len() > 1 { " first" } else { "" };
        signs.push(Sign {
            on: *on,
            words: format!("{words}{more}"),
            mutual: true,
        });
    }
    for person in reading.buyers_people() {
        let agreed = plan.agreements.iter().filter(|agreement| {
            agreement.person == person.id
                && agreement.stance == Stance::Agreed
                && agreement.on >= since
        });
        if let Some(on) = agreed.map(|agreement| agreement.on).max() {
            signs.push(Sign {
                on,
                words: format!("{} agreed on {}", person.name, day_month_year(on)),
                mutual: true,
            });
        }
    }
    signs.extend(least_sure(commitment, plan).and_then(|step| touched(step, since, plan)));
    signs
}

/// The step of that name: the whole of it, or the only one whose title holds it.
fn least_sure<'a>(commitment: &Commitment, plan: &'a Plan) -> Option<&'a Step> {
    let wanted = commitment.least_sure.trim().to_lowercase();
    if wanted.is_empty() {
        return None;
    }
    let named = |step: &&Step| step.title.trim().to_lowercase() == wanted;
    if let Some(step) = plan.steps.iter().find(named) {
        return Some(step);
    }
    let holds = |step: &&Step| step.title.to_lowercase().contains(&wanted);
    let mut holding = plan.steps.iter().filter(holds);
    let only = holding.next()?;
    holding.next().is_none().then_some(only)
}

fn touched(step: &Step, since: NaiveDate, plan: &Plan) -> Option<Sign> {
    let mut last = None;
    let mut owner = false;
    for entry in &plan.history {
        let on = entry.at.date_naive();
        for change in entry.changes.iter().filter(|_| on >= since) {
            let keys: Vec<&str> = change.path.keys().iter().map(String::as_str).collect();
            if let ["steps", id, field @ ..] = keys.as_slice()
                && *id == step.id
            {
                last = last.max(Some(on));
                owner |= field.first() == Some(&"owners") && change.to.is_some();
            }
        }
    }
    let on = last?;
    let what = if owner { "got an owner" } else { "was changed" };
    Some(Sign {
        on,
        words: format!("{} {what}, on {}", title(step), day_month_year(on)),
        mutual: false,
    })
}
