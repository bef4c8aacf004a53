//! Why a step has the dates it has, in sentences for people: what sets the limit, which days do not
//! count and what they are called, what a pin or a gate does, and what could not be dated. Computed
//! when somebody looks, not with every schedule.

mod near;

use chrono::NaiveDate;

use super::calendars::SideDays;
use super::dates::{Schedule, StepDates, Trouble};
use super::fit::FirstCause as Cause;
use super::network::LinkKind as EngineKind;
use super::plan_network::{PlanDays, engine_kind};
use crate::plan::date_text::short_date_near;
use crate::plan::{Lag, Pin, Plan, Step, bounds};

/// Named days off are told one by one up to this many.
const TOLD_DAYS_OFF: usize = 3;

/// What a sentence about a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something that is wrong.
    Trouble,
    /// What the step must make way for: the successor that sets its limit, or a bound of its own.
    Binding,
    /// Any other reason.
    Reason,
}

/// The sentences about one step, most telling first.
pub fn why(plan: &Plan, schedule: &Schedule, days: &PlanDays, at: usize) -> Vec<String> {
    let told = reasons(plan, schedule, days, at);
    told.into_iter().map(|(_, sentence)| sentence).collect()
}

/// The same, each sentence with what it is about.
pub fn reasons(
    plan: &Plan,
    schedule: &Schedule,
    days: &PlanDays,
    at: usize,
) -> Vec<(Kind, String)> {
    let (Some(step), Some(dates)) = (plan.steps.get(at), schedule.step(at)) else {
        return Vec::new();
    };
    let view = View {
        plan,
        schedule,
        step,
        dates,
        days: days.of_step(at),
    };
    let as_kind = |kind| move |sentence| (kind, sentence);
    let mut told: Vec<_> = view
        .trouble()
        .into_iter()
        .map(as_kind(Kind::Trouble))
        .collect();
    if step.done.is_none() {
        told.extend(view.pin().map(as_kind(Kind::Reason)));
        told.extend(view.snapped().map(as_kind(Kind::Reason)));
        told.extend(
            near_misses(schedule, at)
                .into_iter()
                .map(as_kind(Kind::Reason)),
        );
        told.extend(view.binding().map(as_kind(Kind::Binding)));
        told.extend(view.days_off().into_iter().map(as_kind(Kind::Reason)));
    }
    told
}

pub use near::near_misses;

/// The first cause why the plan does not fit, in one sentence.
pub fn cause(plan: &Plan, schedule: &Schedule) -> Option<String> {
    let date = |date: NaiveDate| short_date_near(date, schedule.today);
    let title = |at: usize| plan.steps.get(at).map_or("", |step| step.title.as_str());
    match schedule.first_cause.as_ref()? {
        Cause::Pin { step } => pinned_late(plan, schedule, *step),
        Cause::PinTooEarly { step } => {
            let pinned = pinned_day(plan.steps.get(*step)?)?;
            Some(format!(
                "{} is pinned to {}, before the work that leads to it can be done",
                title(*step),
                date(pinned)
            ))
        }
        Cause::Limit { step } => {
            let dates = schedule.step(*step)?;
            let (limit, can) = (dates.must_finish?, dates.can_finish?);
            Some(format!(
                "{} must be done by {}; it can be done by {}",
                title(*step),
                date(limit),
                date(can)
            ))
        }
        Cause::Gate { step } => {
            let dates = schedule.step(*step)?;
            let (lands, needed) = (dates.can_finish?, dates.must_finish?);
            Some(format!(
                "{} can land on {} at the earliest; it is needed by {}",
                title(*step),
                date(lands),
                date(needed)
            ))
        }
        // Nothing is left to be done, and the day is over.
        Cause::DrivingChain { steps } if steps.is_empty() => {
            Some(format!("go-live on {} has passed", date(schedule.go_live?)))
        }
        Cause::DrivingChain { steps } => {
            let (first, last) = (steps.first()?, steps.last()?);
            let start = schedule.step(*first)?.must_start?;
            let through = if first == last {
                String::new()
            } else {
                format!(", through to {},", title(*last))
            };
            Some(format!(
                "the work from {}{through} is too long: it would have had to start on {}",
                title(*first),
                date(start)
            ))
        }
    }
}

/// When a step would have to run, and whether that is late, in one line: "start by Mon 4 Jan, done by
/// Fri 15 Jan". Where go-live is not known, when it could. Nothing for a step without dates.
pub fn span(plan: &Plan, schedule: &Schedule, at: usize) -> Option<String> {
    let dates = schedule.step(at)?;
    let milestone = plan.steps.get(at)?.duration.is_milestone();
    let near = schedule.go_live.unwrap_or(schedule.today);
    let (start, finish, verb) = match (dates.must_start, dates.must_finish) {
        (Some(start), Some(finish)) => (start, finish, "start by"),
        _ => (dates.can_start?, dates.can_finish?, "could start"),
    };
    let span = if milestone {
        format!("due {}", short_date_near(finish, near))
    } else {
        format!(
            "{verb} {}, done by {}",
            short_date_near(start, near),
            short_date_near(finish, near)
        )
    };
    let late = dates
        .to_spare
        .filter(|days| *days < 0)
        .map(|days| match days {
            -1 => " · 1 working day late".to_owned(),
            days => format!(" · {} working days late", -days),
        });
    Some(format!("{span}{}", late.unwrap_or_default()))
}

/// What a pin that lies too late says, when it ends, and when it would be needed.
fn pinned_late(plan: &Plan, schedule: &Schedule, at: usize) -> Option<String> {
    let (step, dates) = (plan.steps.get(at)?, schedule.step(at)?);
    let date = |date: NaiveDate| short_date_near(date, schedule.today);
    let (pinned, ends) = (pinned_day(step)?, dates.must_finish?);
    let ends = if ends == pinned {
        String::new()
    } else {
        format!(", so it ends {}", date(ends))
    };
    Some(format!(
        "{} is pinned to {}{ends}; what follows needs it by {}",
        step.title,
        date(pinned),
        date(dates.unpinned_finish?)
    ))
}

/// The day that a pin names: the first of the work, or for "done on" the last.
fn pinned_day(step: &Step) -> Option<NaiveDate> {
    Some(match step.pin.as_ref()? {
        Pin::On(day) => *day,
        Pin::Done { finish, .. } => *finish,
    })
}

struct View<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
    step: &'a Step,
    dates: &'a StepDates,
    days: Option<&'a SideDays>,
}

impl View<'_> {
    fn date(&self, date: NaiveDate) -> String {
        short_date_near(date, self.schedule.go_live.unwrap_or(self.schedule.today))
    }

    fn title(&self, id: &str) -> String {
        self.plan
            .step(id)
            .map_or_else(|| id.to_owned(), |step| step.title.clone())
    }

    fn trouble(&self) -> Vec<String> {
        let told = |trouble: &Trouble| match trouble {
            Trouble::Circle(ids) => {
                let mut names: Vec<String> = ids.iter().map(|id| self.title(id)).collect();
                names.extend(ids.first().map(|id| self.title(id)));
                format!(
                    "part of a circle, whose links were left out: {}",
                    names.join(" → ")
                )
            }
            Trouble::Dangling(id) => {
                format!("comes after `{id}`, which is no step of this plan; the link was left out")
            }
            Trouble::OutOfOrder(id) => format!("is done although {} is still open", self.title(id)),
            Trouble::PinConflict => {
                "its pinned day does not fit what comes before and after it".to_owned()
            }
            Trouble::GateClosed => {
                "its allowed days never come in time; it was placed as if any day would do"
                    .to_owned()
            }
            Trouble::NoWorkingDay => {
                "its calendar has no working day at all; every day was counted".to_owned()
            }
            Trouble::BeyondHolidays => {
                let year = self
                    .days
                    .and_then(SideDays::reaches_to)
                    .unwrap_or(super::holidays::LAST_YEAR);
                format!("public holidays are known up to {year}; later ones were not counted")
            }
            Trouble::Unknown(what) => {
                format!("{what} is not known to this version and was left out")
            }
        };
        self.dates.trouble.iter().map(told).collect()
    }

    fn pin(&self) -> Option<String> {
        let day = pinned_day(self.step)?;
        let needed = self
            .dates
            .unpinned_finish
            .filter(|_| !self.dates.after_go_live);
        let needed = needed.map(|needed| {
            format!(
                "; without the pin it would be done by {}",
                self.date(needed)
            )
        });
        Some(format!(
            "pinned to {}{}",
            self.date(day),
            needed.unwrap_or_default()
        ))
    }

    /// The finish that was moved to a day that counts.
    fn snapped(&self) -> Option<String> {
        let (limit, finish) = (self.dates.limit?, self.dates.must_finish?);
        if limit == finish || self.dates.after_go_live || self.step.pin.is_some() {
            return None;
        }
        let off = self.days.and_then(|days| days.why_off(limit));
        Some(match (off, &self.step.gate) {
            (_, Some(gate)) => {
                format!(
                    "the limit is {}; it can land {}, so it must be done by {}",
                    self.date(limit),
                    bounds::only(gate),
                    self.date(finish)
                )
            }
            (Some("weekend"), None) => {
                format!(
                    "the limit, {}, is no working day (weekend): done by {}",
                    self.date(limit),
                    self.date(finish)
                )
            }
            (Some(name), None) => {
                format!(
                    "the limit, {}, is no working day ({name}): done by {}",
                    self.date(limit),
                    self.date(finish)
                )
            }
            (None, None) => return None,
        })
    }

    /// The successor, bound or go-live that sets the limit.
    fn binding(&self) -> Option<String> {
        let limit = self.dates.limit?;
        if self.dates.after_go_live || self.step.pin.is_some() {
            return None;
        }
        if self.step.no_later_than == Some(limit) {
            return Some(format!("must be done no later than {}", self.date(limit)));
        }
        let (next, kind) = self.dates.bound_by?;
        let (step, dates) = (self.plan.steps.get(next)?, self.schedule.step(next)?);
        let link = step
            .after
            .iter()
            .find(|link| link.step == self.step.id && engine_kind(&link.kind) == kind)?;
        let (verb, ends, date) = match kind {
            EngineKind::FinishStart => ("", "start", dates.must_start?),
            EngineKind::StartStart => ("has to start ", "start", dates.must_start?),
            EngineKind::FinishFinish => ("has to be done ", "be done", dates.must_finish?),
        };
        let lag = link.lag.unwrap_or(Lag::ZERO);
        let near = match lag.amount {
            0 if kind == EngineKind::FinishStart => "before".to_owned(),
            0 => "no later than".to_owned(),
            1.. => format!("{} before", lag.length()),
            _ if kind == EngineKind::FinishStart => {
                format!("at most {} into", lag.length())
            }
            _ => format!("at most {} after", lag.length()),
        };
        Some(format!(
            "{verb}{near} {}, which must {ends} by {}",
            step.title,
            self.date(date)
        ))
    }

    /// Named days off inside the time it must have.
    fn days_off(&self) -> Vec<String> {
        let (Some(days), Some(start), Some(finish)) =
            (self.days, self.dates.must_start, self.dates.must_finish)
        else {
            return Vec::new();
        };
        if self.step.duration.unit != crate::plan::Unit::Working {
            return Vec::new();
        }
        let mut told: Vec<(NaiveDate, NaiveDate, &str)> = Vec::new();
        let mut more = 0;
        for date in start
            .iter_days()
            .take_while(|&date| date <= finish)
            .take(1000)
        {
            let Some(name) = days.named_day_off(date) else {
                continue;
            };
            let full = told.len() == TOLD_DAYS_OFF;
            match told.last_mut() {
                Some((_, to, last))
                    if *last == name && date.signed_duration_since(*to).num_days() <= 3 =>
                {
                    *to = date;
                }
                _ if full => more += 1,
                _ => told.push((date, date, name)),
            }
        }
        let sentence = |(from, to, name): &(NaiveDate, NaiveDate, &str)| {
            if from == to {
                format!("{} does not count: {name}", self.date(*from))
            } else {
                format!(
                    "{} to {} do not count: {name}",
                    self.date(*from),
                    self.date(*to)
                )
            }
        };
        let mut lines: Vec<String> = told.iter().map(sentence).collect();
        if more > 0 {
            lines.push(format!("and {more} more days off"));
        }
        lines
    }
}
