//! Why a step has the dates it has, in sentences for people: what sets the limit, which days do not
//! count and what they are called (in [`days_off`]), what a pin does, and what could not be dated.
//! Computed when somebody looks, not with every schedule.

mod days_off;

mod near;

use chrono::NaiveDate;

use super::calendars::SideDays;
use super::dates::{Schedule, StepDates, Trouble};
use super::fit::FirstCause as Cause;
use super::network::LinkKind as EngineKind;
use super::plan_network::{PlanDays, engine_kind};
use crate::plan::date_text::short_date_near;
use crate::plan::{Lag, Link, LinkKind, Pin, Plan, Step};

pub use days_off::{beyond_holidays, why_could};

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
        sides: days,
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
        told.extend(view.snapped().into_iter().map(as_kind(Kind::Reason)));
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
            let lands = schedule.step(*step)?.can_finish?;
            let gate = plan.steps.get(*step)?.gate.as_ref()?;
            Some(format!(
                "{} can land on {} at the earliest ({}); {}",
                title(*step),
                date(lands),
                gate.words(),
                needed(plan, schedule, *step)?
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
            let gate = steps.iter().find_map(|at| on_the_way(plan, schedule, *at));
            Some(format!(
                "the work from {}{through} is too long: it would have had to start on {}{}",
                title(*first),
                date(start),
                gate.unwrap_or_default()
            ))
        }
    }
}

/// Where a step of the chain stands that can only land on some days, and by when it would be needed.
fn on_the_way(plan: &Plan, schedule: &Schedule, at: usize) -> Option<String> {
    let step = plan.steps.get(at)?;
    let gate = step.gate.as_ref().filter(|_| step.pin.is_none())?;
    let lands = short_date_near(schedule.step(at)?.can_finish?, schedule.today);
    let needed = needed(plan, schedule, at)?;
    let (title, gate) = (&step.title, gate.words());
    Some(format!("; {title} lands on {lands} ({gate}), and {needed}"))
}

/// By when what follows needs a step: the first one after it with its own date, where they all simply
/// follow.
fn needed(plan: &Plan, schedule: &Schedule, at: usize) -> Option<String> {
    let date = |date: NaiveDate| short_date_near(date, schedule.today);
    let (step, dates) = (plan.steps.get(at)?, schedule.step(at)?);
    let tied = |link: &&Link| link.step == step.id;
    let plain = |link: &Link| link.kind == LinkKind::FinishStart && link.lag.is_none();
    let next = plan.steps.iter().zip(&schedule.steps);
    let next: Vec<_> = next
        .filter(|(next, _)| next.after.iter().any(|link| tied(&link)))
        .collect();
    let simply = |next: &Step| next.after.iter().filter(tied).all(plain);
    let first = next.iter().min_by_key(|(_, dates)| dates.must_start);
    let first = first.filter(|_| next.iter().all(|(next, _)| simply(next)));
    if let Some((next, dates)) = first
        && let (Some(start), Some(finish)) = (dates.must_start, dates.must_finish)
    {
        return Some(if next.duration.is_milestone() {
            format!("{} would have had to be on {}", next.title, date(finish))
        } else {
            format!("{} would have had to start on {}", next.title, date(start))
        });
    }
    let needed = dates.unpinned_finish.or(dates.must_finish)?;
    Some(format!("what follows needs it by {}", date(needed)))
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
        "{} is pinned to {}{ends}; {}",
        step.title,
        date(pinned),
        needed(plan, schedule, at)?
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
    sides: &'a PlanDays,
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
}
