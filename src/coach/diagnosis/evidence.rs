//! What a rep's plans, books and practice have to say to each question of the diagnosis, with the line
//! of evidence that it rests on. Where they say nothing, nothing is offered: it has to be asked.

use chrono::NaiveDate;

use super::Question;
use crate::coach::need::{self, Threshold};
use crate::coach::reading::{Owner, Reading, title};
use crate::coach::rep::Rep;
use crate::coach::words::{LEGAL, PROCUREMENT, SECURITY};
use crate::plan::{Plan, Side, Via};
use crate::private::{Private, Status};

/// A plan without a change for so many days is out of sight.
const FRESH_DAYS: i64 = 14;
/// The practised behaviours that tell whether somebody knows how.
const HOW: [&str; 2] = ["benefit", "backwards"];
/// From this rating on a behaviour is there; up to the other one it is not.
const GOOD: u8 = 4;
const POOR: u8 = 2;

/// One deal of the rep's.
#[derive(Debug, Clone, Copy)]
pub struct Deal<'a> {
    /// Its plan.
    pub plan: &'a Plan,
    /// What only the seller sees, where there is such a file.
    pub private: Option<&'a Private>,
}

/// An answer that the evidence offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Whether it speaks for a yes.
    pub yes: bool,
    /// The line of evidence; text of the plans stands in it as it is.
    pub evidence: String,
}

/// What the evidence says to a question, if it says anything.
pub fn offer(
    question: Question,
    deals: &[Deal<'_>],
    rep: Option<&Rep>,
    threshold: &Threshold,
    today: NaiveDate,
) -> Option<Offer> {
    match question {
        Question::How => how(deals, rep),
        Question::Believes => believes(deals),
        Question::Knows => knows(deals),
        Question::Tracked => tracked(deals, today),
        Question::BigEnough => big_enough(deals, threshold),
    }
}

fn says(yes: bool, evidence: String) -> Option<Offer> {
    Some(Offer { yes, evidence })
}

fn name(plan: &Plan) -> &str {
    match plan.name.trim() {
        "" => "a plan without a name",
        name => name,
    }
}

fn plans(number: usize) -> String {
    match number {
        1 => "1 plan".to_owned(),
        number => format!("{number} plans"),
    }
}

/// How often the buyer's own words changed a plan; a command shows nothing of a call.
fn buyers_changes(plan: &Plan) -> usize {
    let reading = Reading::of(plan);
    let own = |via: &Via| matches!(via, Via::Hand | Via::Dictated | Via::Returned);
    reading
        .buyers_entries()
        .filter(|entry| own(&entry.via))
        .count()
}

fn how(deals: &[Deal<'_>], rep: Option<&Rep>) -> Option<Offer> {
    let edited = deals.iter().map(|deal| (deal, buyers_changes(deal.plan)));
    if let Some((deal, number)) = edited
        .max_by_key(|(_, number)| *number)
        .filter(|(_, number)| *number > 0)
    {
        let changes = match number {
            1 => "1 change".to_owned(),
            number => format!("{number} changes"),
        };
        return says(
            true,
            format!("{changes} of {} by the buyer's own word", name(deal.plan)),
        );
    }
    let rated = |behaviour: &&str| {
        let (on, rating) = rep?.trend(behaviour).pop()?;
        Some((on, rating))
    };
    let rated: Vec<(NaiveDate, u8)> = HOW.iter().filter_map(rated).collect();
    if let (Some((on, worst)), true) = (
        rated.iter().copied().min_by_key(|(_, rating)| *rating),
        rated.len() == HOW.len(),
    ) {
        let on = on.format("%-d %b %Y");
        if worst >= GOOD {
            return says(true, format!("rated {worst} or better in practice on {on}"));
        }
        if worst <= POOR {
            return says(false, format!("rated {worst} in practice on {on}"));
        }
    }
    (!deals.is_empty()).then(|| Offer {
        yes: false,
        evidence: format!("{}, and no buyer changed any of them", plans(deals.len())),
    })
}

fn believes(deals: &[Deal<'_>]) -> Option<Offer> {
    let calls = |deal: &Deal<'_>| deal.private.map_or(0, |private| private.sessions.len());
    let calls: usize = deals.iter().map(calls).sum();
    (calls > 0).then(|| Offer {
        yes: true,
        evidence: match calls {
            1 => "1 call with the plan on the screen is on record".to_owned(),
            calls => format!("{calls} calls with the plan on the screen are on record"),
        },
    })
}

fn knows(deals: &[Deal<'_>]) -> Option<Offer> {
    let (mut owned, mut lacking) = (0, None);
    for deal in deals {
        let confirmed = deal
            .private
            .is_some_and(|private| private.meddpicc.paper_process.status == Status::Confirmed);
        if confirmed {
            return says(
                true,
                format!("the paper process of {} is confirmed", name(deal.plan)),
            );
        }
        let reading = Reading::of(deal.plan);
        let steps = deal.plan.steps.iter();
        let reviews = steps.filter(|step| {
            [LEGAL, SECURITY, PROCUREMENT]
                .iter()
                .any(|kind| kind.fits(step))
        });
        for step in reviews {
            match reading.owner(step, &Side::Buyer) {
                Owner::Named(_) => owned += 1,
                Owner::Missing | Owner::Vague(_) => {
                    lacking.get_or_insert((deal.plan, step));
                }
            }
        }
    }
    match lacking {
        Some((plan, step)) => says(
            false,
            format!(
                "nobody at the buyer's owns {} of {} by name",
                title(step),
                name(plan)
            ),
        ),
        None if owned > 0 => says(
            true,
            match owned {
                1 => "the buyer's one review is owned by name there".to_owned(),
                owned => format!("the buyer's {owned} reviews are owned by name there"),
            },
        ),
        None if deals.is_empty() => None,
        None => says(
            false,
            "no legal, security or procurement step stands in any of their plans".to_owned(),
        ),
    }
}

fn tracked(deals: &[Deal<'_>], today: NaiveDate) -> Option<Offer> {
    if deals.is_empty() {
        return says(false, "there is no plan of theirs in the folder".to_owned());
    }
    let touched = |deal: &Deal<'_>| {
        let last = deal.plan.history.iter().map(|entry| entry.at).max()?;
        Some((today - last.date_naive()).num_days())
    };
    let stale: Vec<(&Plan, Option<i64>)> = deals
        .iter()
        .map(|deal| (deal.plan, touched(deal)))
        .filter(|(_, days)| days.is_none_or(|days| days > FRESH_DAYS))
        .collect();
    match stale.as_slice() {
        [] => says(
            true,
            format!(
                "{}, each touched within {FRESH_DAYS} days",
                plans(deals.len())
            ),
        ),
        [(plan, days), ..] => says(
            false,
            match days {
                Some(days) => format!("{} was last touched {days} days ago", name(plan)),
                None => format!("nobody ever changed {}", name(plan)),
            },
        ),
    }
}

fn big_enough(deals: &[Deal<'_>], threshold: &Threshold) -> Option<Offer> {
    let judged = deals.iter().map(|deal| {
        let books = deal.private.map(|private| &private.deal);
        (deal.plan, need::judge(deal.plan, books, threshold))
    });
    let judged: Vec<_> = judged.collect();
    let said = |plan: &Plan, reasons: &[String]| format!("{}: {}", name(plan), reasons.join(", "));
    if let Some((plan, need)) = judged.iter().find(|(_, need)| need.needed == Some(true)) {
        return says(true, said(plan, &need.reasons));
    }
    let all_small = judged.iter().all(|(_, need)| need.needed == Some(false));
    let (plan, need) = judged.first().filter(|_| all_small)?;
    says(false, said(plan, &need.reasons))
}
