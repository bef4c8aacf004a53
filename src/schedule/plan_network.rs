//! From a plan to the compact network that the passes run on: ids become indices, each combination
//! of side and absent owners one calendar. What cannot be compiled is left out and told as
//! [`Trouble`], never refused.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::calendars::SideDays;
use super::compile;
use super::dates::Trouble;
use super::day;
use super::gate::Gate as EngineGate;
use super::horizon;
use super::network::{self, ANCHOR, Actual, NetworkSpec};
use super::workdays::WorkCalendar;
use crate::plan::gate::Nth;
use crate::plan::{Duration, GO_LIVE, Gate, Lag, Link, LinkKind, Pin, Plan, Side, Step, Unit};

/// The days of each side of a plan, with absences: what a step's calendar is.
#[derive(Debug, Clone)]
pub struct PlanDays {
    all: Vec<SideDays>,
    of_step: Vec<usize>,
    /// The same as tables, where they were built ahead: none, or one for each of `all`.
    tables: Arc<[WorkCalendar]>,
}

/// Where the sides' own calendars stand in [`PlanDays`].
const BUYER: usize = 0;
const SELLER: usize = 1;
pub(super) const BOTH: usize = 2;

/// Tables that are built ahead reach so many days further to both sides than the plan needs.
const ROOM: i32 = 400;

impl PlanDays {
    /// The calendars of a plan.
    pub fn of(plan: &Plan) -> Self {
        let buyer = SideDays::of(&plan.buyer.calendar);
        let seller = SideDays::of(&plan.seller.calendar);
        let both = buyer.and(&seller);
        let mut days = Self {
            all: vec![buyer, seller, both],
            of_step: Vec::with_capacity(plan.steps.len()),
            tables: Arc::default(),
        };
        let anyone_away = plan.people.iter().any(|person| !person.away.is_empty());
        let mut known: HashMap<(usize, Option<&str>, Option<&str>), usize> = HashMap::new();
        for step in &plan.steps {
            let side = match step.side {
                Side::Buyer => BUYER,
                Side::Seller => SELLER,
                Side::Both | Side::Other(_) => BOTH,
            };
            let index = if anyone_away {
                let away = |owner: &'_ Option<String>| -> Option<usize> {
                    let id = owner.as_deref()?;
                    plan.people
                        .iter()
                        .position(|person| person.id == id && !person.away.is_empty())
                };
                let owners = [away(&step.owners.buyer), away(&step.owners.seller)];
                let name = |index: Option<usize>| {
                    index
                        .and_then(|index| plan.people.get(index))
                        .map(|person| person.id.as_str())
                };
                *known
                    .entry((side, name(owners[0]), name(owners[1])))
                    .or_insert_with(|| days.without(plan, side, owners))
            } else {
                side
            };
            days.of_step.push(index);
        }
        days
    }

    fn without(&mut self, plan: &Plan, side: usize, owners: [Option<usize>; 2]) -> usize {
        let absent: Vec<_> = owners
            .into_iter()
            .flatten()
            .filter_map(|index| plan.people.get(index))
            .collect();
        if absent.is_empty() {
            return side;
        }
        let mut days = self.all[side].clone();
        for person in absent {
            days = days.without(person.first_name(), &person.away);
        }
        self.all.push(days);
        self.all.len() - 1
    }

    /// The same with its tables built ahead, for whoever schedules a plan and many that are like it.
    pub(crate) fn with_tables(mut self, plan: &Plan, today: NaiveDate) -> Self {
        let spec = compile(plan, &self, today).spec;
        let (lo, hi) = horizon::needed(&spec);
        let wider = (day::clamp(lo - ROOM), day::clamp(hi + ROOM));
        self.tables = compile::calendars(&spec, wider);
        self
    }

    /// The tables that were built ahead; empty where none were.
    pub(super) fn tables(&self) -> &Arc<[WorkCalendar]> {
        &self.tables
    }

    /// The days of a step, by its index in the plan.
    pub fn of_step(&self, index: usize) -> Option<&SideDays> {
        self.all.get(*self.of_step.get(index)?)
    }

    /// The days on which both sides work.
    pub fn both(&self) -> &SideDays {
        &self.all[BOTH]
    }

    /// The days of a side.
    pub fn of_side(&self, side: &Side) -> &SideDays {
        match side {
            Side::Buyer => &self.all[BUYER],
            Side::Seller => &self.all[SELLER],
            Side::Both | Side::Other(_) => &self.all[BOTH],
        }
    }
}

/// A plan ready for the engine.
pub(crate) struct Compiled {
    pub(crate) spec: NetworkSpec,
    /// What was left out, by step.
    pub(crate) trouble: Vec<Vec<Trouble>>,
}

pub(crate) fn compile(plan: &Plan, days: &PlanDays, today: NaiveDate) -> Compiled {
    let index: HashMap<&str, usize> = plan
        .steps
        .iter()
        .enumerate()
        .map(|(at, step)| (step.id.as_str(), at))
        .collect();
    let mut trouble = vec![Vec::new(); plan.steps.len()];
    let mut links = Vec::new();
    let mut steps = Vec::with_capacity(plan.steps.len());
    for (to, step) in plan.steps.iter().enumerate() {
        steps.push(compile_step(
            step,
            days.of_step.get(to).copied(),
            &mut trouble[to],
        ));
        for link in &step.after {
            match (link.step.as_str(), index.get(link.step.as_str())) {
                (GO_LIVE, None) => links.push(compile_link(link, ANCHOR, to, &mut trouble[to])),
                (_, Some(&from)) => links.push(compile_link(link, from, to, &mut trouble[to])),
                (missing, None) => trouble[to].push(Trouble::Dangling(missing.to_owned())),
            }
        }
    }
    let spec = NetworkSpec {
        today: day::from_date(today),
        anchor: plan.anchor.go_live.map(day::from_date),
        calendars: days.all.iter().map(SideDays::spec).collect(),
        steps,
        links,
    };
    Compiled { spec, trouble }
}

fn compile_step(step: &Step, calendar: Option<usize>, trouble: &mut Vec<Trouble>) -> network::Step {
    let (amount, unit) = amount(&step.duration);
    network::Step {
        amount,
        unit,
        calendar,
        pin: step.pin.as_ref().map(|pin| match pin {
            // The work before a milestone may still be done on its day.
            Pin::On(date) if step.duration.is_milestone() => {
                network::Pin::Finish(day::from_date(*date))
            }
            Pin::On(date) => network::Pin::Start(day::from_date(*date)),
            Pin::Done { finish, .. } => network::Pin::Finish(day::from_date(*finish)),
        }),
        not_before: step.not_before.map(day::from_date),
        no_later_than: step.no_later_than.map(day::from_date),
        start_no_later_than: None,
        gate: step
            .gate
            .as_ref()
            .and_then(|gate| compile_gate(gate, trouble)),
        started: step.started.map(day::from_date),
        remaining: step
            .remaining
            .map(|days| i32::try_from(days).unwrap_or(i32::MAX)),
        done: step.done.map(|done| Actual {
            start: day::from_date(step.started.unwrap_or(done)),
            finish: day::from_date(done),
        }),
    }
}

/// An amount in the engine's units: weeks are seven calendar days.
fn amount(duration: &Duration) -> (i32, network::Unit) {
    amount_in(duration.amount, duration.unit)
}

/// The same of one amount of a duration.
pub(crate) fn amount_in(amount: u32, unit: Unit) -> (i32, network::Unit) {
    engine_unit(i32::try_from(amount).unwrap_or(i32::MAX), unit)
}

fn engine_unit(amount: i32, unit: Unit) -> (i32, network::Unit) {
    match unit {
        Unit::Working => (amount, network::Unit::Working),
        Unit::Calendar => (amount, network::Unit::Calendar),
        Unit::Weeks => (amount.saturating_mul(7), network::Unit::Calendar),
        Unit::Months => (amount, network::Unit::Months),
    }
}

fn compile_link(link: &Link, from: usize, to: usize, trouble: &mut Vec<Trouble>) -> network::Link {
    if let LinkKind::Other(word) = &link.kind {
        trouble.push(Trouble::Unknown(format!("link `{word}`")));
    }
    let Lag { amount, unit } = link.lag.unwrap_or(Lag::ZERO);
    let (lag, lag_unit) = engine_unit(amount, unit);
    network::Link {
        from,
        to,
        kind: engine_kind(&link.kind),
        lag,
        lag_unit,
        lag_calendar: None,
    }
}

/// Which ends a link ties; one that this version does not know counts as the usual kind.
pub(crate) fn engine_kind(kind: &LinkKind) -> network::LinkKind {
    match kind {
        LinkKind::FinishStart | LinkKind::Other(_) => network::LinkKind::FinishStart,
        LinkKind::StartStart => network::LinkKind::StartStart,
        LinkKind::FinishFinish => network::LinkKind::FinishFinish,
    }
}

/// A gate for the engine; none when it names no day.
pub(super) fn compile_gate(gate: &Gate, trouble: &mut Vec<Trouble>) -> Option<EngineGate> {
    match gate {
        Gate::Weekdays(days) if days.is_empty() => None,
        Gate::Weekdays(days) => {
            let mut allowed = [false; 7];
            for day in days.iter(chrono::Weekday::Mon) {
                allowed[day.num_days_from_monday() as usize % 7] = true;
            }
            Some(EngineGate::Weekdays(allowed))
        }
        Gate::NthWeekday { nth, weekday } => Some(EngineGate::MonthWeekday {
            nth: match nth {
                Nth::First => 1,
                Nth::Second => 2,
                Nth::Third => 3,
                Nth::Fourth => 4,
                Nth::Fifth => 5,
                Nth::Last => -1,
            },
            weekday: u8::try_from(weekday.num_days_from_monday()).unwrap_or(0),
        }),
        Gate::DayOfMonth(day) => Some(EngineGate::MonthDay(*day)),
        Gate::Dates(dates) => Some(EngineGate::Dates(
            dates.iter().map(|&date| day::from_date(date)).collect(),
        )),
        Gate::Other(words) => {
            trouble.push(Trouble::Unknown(format!("gate `{words}`")));
            None
        }
    }
}
