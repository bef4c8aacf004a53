//! Plans with their dates set by hand, for tests: the example deal of the product, the same deal
//! late, and large ones.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Order, Rows, TimelineData, View};
use crate::plan::{Duration, Link, Person, Plan, Side, Step, Unit};
use crate::schedule::{Bars, Schedule, StepDates};

/// A plan, its dates and its rows: what a [`TimelineData`] borrows.
#[derive(Debug)]
pub(super) struct Fixture {
    pub(super) plan: Plan,
    pub(super) schedule: Schedule,
    pub(super) rows: Rows,
    pub(super) moved: HashMap<String, i32>,
    pub(super) outlines: Option<Bars>,
    pub(super) view: View,
}

impl Fixture {
    pub(super) fn new(plan: Plan, schedule: Schedule) -> Self {
        Self {
            rows: Rows::new(&plan, &schedule, Order::ByDate),
            plan,
            schedule,
            moved: HashMap::new(),
            outlines: None,
            view: View::Rep,
        }
    }

    pub(super) fn order(mut self, order: Order) -> Self {
        self.rows = Rows::new(&self.plan, &self.schedule, order);
        self
    }

    pub(super) fn data(&self) -> TimelineData<'_> {
        TimelineData {
            plan: &self.plan,
            schedule: &self.schedule,
            rows: &self.rows,
            moved: &self.moved,
            outlines: self.outlines.as_ref(),
            day_off: &day_off,
            step_off: &|_, date| day_off(&Side::Buyer, date),
            view: self.view,
        }
    }

    pub(super) fn dates(&mut self, id: &str) -> &mut StepDates {
        let index = self
            .plan
            .steps
            .iter()
            .position(|step| step.id == id)
            .unwrap();
        &mut self.schedule.steps[index]
    }
}

/// Weekends for all, Martin Luther King's day for the buyer, a freeze in February for the seller.
pub(super) fn day_off(side: &Side, date: NaiveDate) -> bool {
    let holiday = [date_of("2027-01-18"), date_of("2027-02-15")].contains(&date);
    let freeze = (date_of("2027-02-22")..=date_of("2027-02-24")).contains(&date);
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
        || (holiday && *side != Side::Seller)
        || (freeze && *side != Side::Buyer)
}

pub(super) fn date_of(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// id, title, side, amount and unit, owners, after, must, can, spare, drives.
type StepLine<'a> = (
    &'a str,
    &'a str,
    Side,
    (u32, Unit),
    [&'a str; 2],
    &'a [&'a str],
    [&'a str; 2],
    [&'a str; 2],
    i32,
    bool,
);

/// The example deal on 23 November 2026: every date as the engine gives it.
pub(super) fn example() -> Fixture {
    use Side::{Both, Buyer, Seller};
    use Unit::{Weeks, Working};
    #[rustfmt::skip]
    let lines: [StepLine; 11] = [
        ("criteria", "Success criteria", Both, (3, Working), ["sarah", "alex"], &[], ["2026-12-30", "2027-01-04"], ["2026-11-23", "2026-11-25"], 25, true),
        ("poc", "Proof of concept", Both, (8, Working), ["ravi", "alex"], &["criteria"], ["2027-01-05", "2027-01-14"], ["2026-11-27", "2026-12-08"], 25, true),
        ("budget", "Budget confirmed", Buyer, (5, Working), ["dana", ""], &["criteria"], ["2027-01-25", "2027-01-29"], ["2026-11-27", "2026-12-03"], 38, false),
        ("security", "Security review", Buyer, (10, Working), ["ravi", ""], &["poc"], ["2027-01-15", "2027-01-29"], ["2026-12-09", "2026-12-22"], 25, true),
        ("legal", "Legal redlines", Both, (10, Working), ["mei", "jordan"], &["poc"], ["2027-01-15", "2027-01-29"], ["2026-12-09", "2026-12-22"], 25, true),
        ("dpa", "Data processing agreement", Both, (5, Working), ["mei", "jordan"], &["poc"], ["2027-01-25", "2027-01-29"], ["2026-12-09", "2026-12-15"], 30, false),
        ("vendor", "Vendor onboarding", Buyer, (5, Working), ["tom", ""], &["poc"], ["2027-01-25", "2027-01-29"], ["2026-12-09", "2026-12-15"], 30, false),
        ("approval", "Executive approval", Buyer, (3, Working), ["dana", ""], &["budget", "security", "legal", "dpa", "vendor"], ["2027-02-01", "2027-02-03"], ["2026-12-23", "2026-12-28"], 25, true),
        ("po", "Purchase order", Buyer, (2, Working), ["tom", ""], &["approval"], ["2027-02-04", "2027-02-05"], ["2026-12-29", "2026-12-30"], 25, true),
        ("signature", "Signature", Both, (0, Working), ["dana", "alex"], &["po"], ["2027-02-05", "2027-02-05"], ["2026-12-30", "2026-12-30"], 25, true),
        ("implementation", "Implementation", Seller, (3, Weeks), ["omar", "lee"], &["signature"], ["2027-02-08", "2027-02-28"], ["2026-12-31", "2027-01-20"], 25, true),
    ];
    let mut fixture = deal(lines.map(step).into());
    fixture.plan.steps[3].riskiest = true;
    fixture
}

/// The example's people and anchor, its steps, and the review that follows go-live.
fn deal(lines: Vec<(Step, StepDates)>) -> Fixture {
    let mut plan = Plan::new("p".into(), "Acme × Northwind");
    plan.anchor.go_live = Some(date_of("2027-03-01"));
    for (id, name) in [
        ("sarah", "Sarah Chen"),
        ("ravi", "Ravi Patel"),
        ("dana", "Dana Ortiz"),
        ("mei", "Mei Tan"),
        ("tom", "Tom Hall"),
        ("omar", "Omar Ali"),
        ("alex", "Alex Kim"),
        ("jordan", "Jordan Fox"),
        ("lee", "Lee Park"),
    ] {
        plan.people.push(Person::new(id.into(), name, Side::Buyer));
    }
    let mut steps: Vec<StepDates>;
    (plan.steps, steps) = lines.into_iter().unzip();
    let mut review = Step::new("review".into(), "First value review");
    review.after.push(Link::after("go-live"));
    plan.steps.push(review);
    let day = Some(date_of("2027-03-31"));
    steps.push(StepDates {
        must_start: day,
        must_finish: day,
        can_start: day,
        can_finish: day,
        after_go_live: true,
        ..StepDates::default()
    });
    Fixture::new(
        plan,
        Schedule {
            today: date_of("2026-11-23"),
            go_live: Some(date_of("2027-03-01")),
            forecast: Some(date_of("2027-01-21")),
            forecast_working: None,
            late_by: 0,
            days_to_spare: Some(25),
            fits: true,
            first_cause: None,
            steps,
        },
    )
}

fn step(line: StepLine) -> (Step, StepDates) {
    let (id, title, side, (amount, unit), owners, after, must, can, spare, drives) = line;
    let mut step = Step::new(id.to_owned(), title);
    step.side = side;
    step.duration = Duration::new(amount, unit);
    let owner = |id: &str| Some(id.to_owned()).filter(|id| !id.is_empty());
    step.owners.buyer = owner(owners[0]);
    step.owners.seller = owner(owners[1]);
    step.after = after.iter().map(|id| Link::after(id)).collect();
    let dates = StepDates {
        must_start: Some(date_of(must[0])),
        must_finish: Some(date_of(must[1])),
        can_start: Some(date_of(can[0])),
        can_finish: Some(date_of(can[1])),
        to_spare: Some(spare),
        drives,
        ..StepDates::default()
    };
    (step, dates)
}

/// A chain of so many steps, a working week each, every seventh done or late or without a date.
pub(super) fn chain(count: usize) -> Fixture {
    let today = date_of("2026-11-23");
    let mut plan = Plan::new("p".into(), "Long");
    let mut steps = Vec::new();
    let from = |days: usize| today.checked_add_days(chrono::Days::new(days as u64));
    for index in 0..count {
        let mut step = Step::new(format!("step-{index}"), &format!("Step {index} of many"));
        step.side = [Side::Buyer, Side::Seller, Side::Both][index % 3].clone();
        step.duration = Duration::new(5, Unit::Working);
        if index > 0 {
            step.after.push(Link::after(&format!("step-{}", index - 1)));
        }
        step.done = (index % 7 == 2).then_some(today);
        plan.steps.push(step);
        steps.push(match index % 7 {
            5 => StepDates::default(),
            _ => StepDates {
                must_start: from(index * 7 + 30),
                must_finish: from(index * 7 + 34),
                can_start: from(index * 7),
                can_finish: from(index * 7 + 4),
                to_spare: Some(20),
                ..StepDates::default()
            },
        });
    }
    let schedule = Schedule {
        today,
        go_live: from(count * 7 + 60),
        forecast: from(count * 7 + 30),
        forecast_working: None,
        late_by: 0,
        days_to_spare: Some(20),
        fits: true,
        first_cause: None,
        steps,
    };
    Fixture::new(plan, schedule)
}

/// The example seen from 20 January 2027: the first steps done, the rest late.
pub(super) fn late() -> Fixture {
    let mut late = example();
    late.schedule.today = date_of("2027-01-20");
    late.schedule.days_to_spare = Some(-6);
    late.schedule.forecast = Some(date_of("2027-03-09"));
    late.schedule.fits = false;
    for (id, from, to) in [
        ("criteria", "2026-12-01", "2026-12-08"),
        ("poc", "2026-12-21", "2027-01-19"),
    ] {
        let step = late.plan.step_mut(id).unwrap();
        step.started = Some(date_of(from));
        step.done = Some(date_of(to));
        let dates = late.dates(id);
        (dates.can_start, dates.can_finish) = (Some(date_of(from)), Some(date_of(to)));
    }
    #[rustfmt::skip]
    let open = [
        ("security", "2027-01-20", "2027-02-02", -2, Some(2)),
        ("legal", "2027-01-11", "2027-02-08", -6, None),
        ("budget", "2027-01-20", "2027-01-26", 3, None),
        ("dpa", "2027-01-20", "2027-01-26", 3, None),
        ("vendor", "2027-01-20", "2027-01-26", 3, None),
        ("approval", "2027-02-09", "2027-02-11", -6, None),
        ("po", "2027-02-12", "2027-02-16", -6, None),
        ("signature", "2027-02-16", "2027-02-16", -6, None),
        ("implementation", "2027-02-17", "2027-03-09", -9, None),
    ];
    for (id, from, to, spare, late_by) in open {
        let dates = late.dates(id);
        (dates.can_start, dates.can_finish) = (Some(date_of(from)), Some(date_of(to)));
        (dates.to_spare, dates.late_by) = (Some(spare), late_by);
        dates.drives = spare < -2;
    }
    late.plan.step_mut("legal").unwrap().started = Some(date_of("2027-01-11"));
    Fixture::new(late.plan, late.schedule)
}
