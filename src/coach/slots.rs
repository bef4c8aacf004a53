//! The deal's own words for the slots of a script: whom one speaks to, the date, the length of the
//! implementation, the day of the signature. Which substring of which script a word replaces is
//! known to the scripts.

use chrono::NaiveDate;

use super::reading::{Reading, is_far, said};
use super::scripts::SlotValues;
use super::words::{CONTRACT, IMPLEMENTATION, is_signature};
use crate::plan::duration::words::grouped;
use crate::plan::{Duration, Plan, Side, Step};
use crate::schedule::{Schedule, StepDates};

/// The words of this deal.
pub fn slot_values(plan: &Plan, schedule: &Schedule) -> SlotValues {
    let reading = Reading::of(plan);
    let contact = reading
        .champion()
        .or_else(|| reading.buyers_people().next());
    let organization = plan.buyer.organization.trim();
    SlotValues {
        buyer_contact: contact.map(|person| person.first_name().to_owned()),
        go_live: plan.anchor.go_live.map(|date| said(date, schedule.today)),
        organization: (!organization.is_empty()).then(|| organization.to_owned()),
        implementation: implementation(plan, schedule).map(|step| spoken(&step.duration)),
        signature_by: signature(plan, schedule).and_then(|dates| by(dates, schedule.today)),
        ..SlotValues::default()
    }
}

/// The steps that take part in the way to go-live, with the day they must be done by.
fn before_go_live<'a>(
    plan: &'a Plan,
    schedule: &'a Schedule,
) -> impl Iterator<Item = (Option<NaiveDate>, &'a Step)> {
    let steps = plan.steps.iter().enumerate();
    steps.filter_map(|(index, step)| {
        let dates = schedule.step(index);
        let after = step.follows_go_live() || dates.is_some_and(|dates| dates.after_go_live);
        (!after).then(|| (dates.and_then(|dates| dates.must_finish), step))
    })
}

/// The last step called an implementation, the seller's before any other; else the seller's longest.
fn implementation<'a>(plan: &'a Plan, schedule: &'a Schedule) -> Option<&'a Step> {
    let work = || {
        before_go_live(plan, schedule)
            .filter(|(_, step)| step.side != Side::Buyer && !step.duration.is_milestone())
    };
    let sellers = |(_, step): &(Option<NaiveDate>, &Step)| step.side == Side::Seller;
    let called = |(_, step): &(Option<NaiveDate>, &Step)| IMPLEMENTATION.fits(step);
    let last = work()
        .filter(called)
        .max_by_key(|found| (sellers(found), found.0));
    let longest = || {
        work()
            .filter(sellers)
            .max_by_key(|(_, step)| days(&step.duration))
    };
    last.or_else(longest).map(|(_, step)| step)
}

/// About how many calendar days a duration takes: enough to tell the longest.
fn days(duration: &Duration) -> u64 {
    use crate::plan::Unit::{Calendar, Months, Weeks, Working};
    let fifths = match duration.unit {
        Calendar => 5,
        Working => 7,
        Weeks => 35,
        Months => 152,
    };
    u64::from(duration.amount) * fifths
}

/// The last step in which the contract is signed; the contract itself when none is called so.
fn signature<'a>(plan: &Plan, schedule: &'a Schedule) -> Option<&'a StepDates> {
    let last = |fits: &dyn Fn(&Step) -> bool| {
        let steps = plan.steps.iter().zip(&schedule.steps);
        steps
            .filter(|(step, dates)| fits(step) && !dates.after_go_live)
            .max_by_key(|(_, dates)| dates.must_finish)
            .map(|(_, dates)| dates)
    };
    last(&is_signature).or_else(|| last(&|step| CONTRACT.fits(step)))
}

/// The day as the seed says it, and with its weekday where the calendar knows better.
fn by(dates: &StepDates, today: NaiveDate) -> Option<String> {
    let finish = dates.must_finish?;
    let moved = dates.limit.is_some_and(|limit| limit != finish);
    Some(match (moved, is_far(finish, today)) {
        (false, _) => said(finish, today),
        (true, false) => finish.format("%A, %B %-d").to_string(),
        (true, true) => finish.format("%A, %B %-d, %Y").to_string(),
    })
}

/// A length as said aloud: "three weeks", "twenty working days", "45 working days".
fn spoken(duration: &Duration) -> String {
    const NUMBERS: [&str; 21] = [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let amount = duration.amount;
    let place = usize::try_from(amount).unwrap_or(usize::MAX);
    let number = match NUMBERS.get(place) {
        Some(word) => (*word).to_owned(),
        None => grouped(amount),
    };
    format!("{number} {}", duration.unit.name(amount))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::testing::{day, example, of, template, undated};

    #[test]
    fn the_example_speaks_as_the_seed_but_for_the_day_that_the_calendar_moved() {
        let (plan, mut schedule) = example();
        let words = slot_values(&plan, &schedule);
        let expected = SlotValues {
            buyer_contact: Some("Sarah".into()),
            go_live: Some("March 1".into()),
            organization: Some("Acme".into()),
            implementation: Some("three weeks".into()),
            signature_by: Some("Friday, February 5".into()),
            ..SlotValues::default()
        };
        assert_eq!(words, expected);
        of(&plan, &mut schedule, "signature").must_finish = Some(day(2027, 2, 7));
        let unmoved = slot_values(&plan, &schedule).signature_by;
        assert_eq!(unmoved.as_deref(), Some("February 7"));
    }

    #[test]
    fn what_the_plan_does_not_know_is_missing() {
        let plan = Plan::new("p".into(), "p");
        assert_eq!(slot_values(&plan, &undated(&plan)), SlotValues::default());
    }

    #[test]
    fn far_dates_say_their_year() {
        let (mut plan, mut schedule) = example();
        schedule.today = day(2025, 11, 23);
        plan.anchor.go_live = Some(day(2027, 3, 1));
        let words = slot_values(&plan, &schedule);
        assert_eq!(words.go_live.as_deref(), Some("March 1, 2027"));
        assert_eq!(
            words.signature_by.as_deref(),
            Some("Friday, February 5, 2027")
        );
    }

    #[test]
    fn the_contact_is_a_person() {
        let (mut plan, schedule) = example();
        plan.people[0].role = None;
        let contact = |plan: &Plan| slot_values(plan, &schedule).buyer_contact;
        assert_eq!(
            contact(&plan).as_deref(),
            Some("Sarah"),
            "the first of the buyer's"
        );
        plan.people[0].name = "Legal team".into();
        assert_eq!(contact(&plan).as_deref(), Some("Dana"));
        plan.people.retain(|person| person.side == Side::Seller);
        assert_eq!(contact(&plan), None);
    }

    /// Steps as (title, side, duration, must finish), and the words for the implementation.
    type Case = (
        &'static [(&'static str, Side, &'static str, u32)],
        Option<&'static str>,
    );

    const CASES: &[Case] = &[
        (
            &[("Implementation", Side::Seller, "45/65/130d", 20)],
            Some("65 working days"),
        ),
        (
            &[("Implementation", Side::Both, "1w", 20)],
            Some("one week"),
        ),
        (
            &[
                ("Implementation 1", Side::Seller, "3w", 10),
                ("Implement 2", Side::Seller, "2m", 20),
            ],
            Some("two months"),
        ),
        (
            &[
                ("Implementation", Side::Seller, "3w", 10),
                ("Implementation", Side::Both, "9d", 20),
            ],
            Some("three weeks"),
        ),
        (
            &[
                ("Migration", Side::Seller, "21cd", 10),
                ("Setup", Side::Seller, "10d", 20),
            ],
            Some("21 calendar days"),
        ),
        (&[("Implementation", Side::Buyer, "3w", 20)], None),
        (
            &[
                ("Kickoff", Side::Both, "3w", 20),
                ("Implementation", Side::Seller, "0", 20),
            ],
            None,
        ),
    ];

    #[test]
    fn the_implementation_is_the_one_called_so_or_the_sellers_longest_work() {
        for (steps, expected) in CASES {
            let mut plan = Plan::new("p".into(), "p");
            for (title, side, length, _) in *steps {
                let mut step = Step::new(format!("s{}", plan.steps.len()), title);
                step.side = side.clone();
                step.duration = length.parse().unwrap();
                plan.steps.push(step);
            }
            let mut schedule = undated(&plan);
            for (dates, (.., finish)) in schedule.steps.iter_mut().zip(*steps) {
                dates.must_finish = Some(day(2027, 2, *finish));
            }
            let words = slot_values(&plan, &schedule).implementation;
            assert_eq!(words.as_deref(), *expected, "{steps:?}");
            for dates in &mut schedule.steps {
                dates.after_go_live = true;
            }
            assert_eq!(slot_values(&plan, &schedule).implementation, None);
        }
    }

    #[test]
    fn the_contract_stands_for_a_signature_where_none_is_called_so() {
        let plan = template("next-step");
        let mut schedule = undated(&plan);
        of(&plan, &mut schedule, "contract").must_finish = Some(day(2027, 2, 4));
        let words = slot_values(&plan, &schedule);
        assert_eq!(words.signature_by.as_deref(), Some("February 4"));
    }
}
