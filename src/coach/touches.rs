//! When somebody last touched a plan, and when the buyer's side did: by an edit, or by going on
//! record. Days are counted to a `today` that comes in.

use chrono::NaiveDate;

use super::reading::{Reading, days_since};
use crate::plan::{Plan, Side};

/// A plan that nobody touched for more days than this is stale: two weekly reviews have passed it by.
pub(crate) const FRESH_DAYS: i64 = 14;
/// The buyer's side has a month.
pub(crate) const BUYERS_DAYS: i64 = 30;

/// The last touches.
pub(crate) struct Touches {
    /// By anybody; nothing when none is on record.
    pub(crate) last: Option<NaiveDate>,
    /// By the buyer's side.
    pub(crate) buyers: Option<NaiveDate>,
}

impl Touches {
    pub(crate) fn of(plan: &Plan, reading: &Reading<'_>) -> Self {
        let day = |entry: &crate::plan::Entry| entry.at.date_naive();
        let of_buyers = |id: &str| {
            let person = reading.person(id);
            person.is_some_and(|person| person.side == Side::Buyer)
        };
        let on_record = plan.agreements.iter();
        let agreed = on_record
            .clone()
            .filter(|agreement| of_buyers(&agreement.person));
        let buyers = reading.buyers_entries().map(day);
        let buyers = buyers.chain(agreed.map(|agreement| agreement.on)).max();
        let edits = plan.history.iter().map(day);
        let last = edits.chain(on_record.map(|agreement| agreement.on)).max();
        Self { last, buyers }
    }

    /// The day since which too many have passed; nothing while the plan is fresh, when nothing is on
    /// record, and when all that was to be done is.
    pub(crate) fn stale_since(&self, plan: &Plan, today: NaiveDate) -> Option<NaiveDate> {
        if is_finished(plan) {
            return None;
        }
        let old = |day: &NaiveDate, most| days_since(*day, today) > most;
        let last = self.last.filter(|day| old(day, FRESH_DAYS));
        last.or(self.buyers.filter(|day| old(day, BUYERS_DAYS)))
    }
}

/// Whether there is nothing left to do.
pub(crate) fn is_finished(plan: &Plan) -> bool {
    !plan.steps.is_empty() && plan.steps.iter().all(|step| step.done.is_some())
}
