//! A plan's whole schedule in one call: compile, run, and read the boundaries as dates. Everything is
//! computed anew each time; there is no incremental engine to go wrong.

use chrono::{Datelike, NaiveDate};

use super::dates::{Schedule, StepDates, Trouble};
use super::network::Network;
use super::outcome::{Flags, Outcome, Undatable};
use super::plan_network::{Compiled, PlanDays, compile};
use super::{backward, day, fit, nearest, passes, plan_network, show};
use crate::plan::{GO_LIVE, Plan};

/// How far ahead a day is looked for on which both sides work.
const BOTH_WORK_WITHIN: i32 = 366;

impl Schedule {
    /// Schedules a plan as of a day. Never fails: what cannot be dated says why.
    pub fn of(plan: &Plan, today: NaiveDate) -> Self {
        Self::with_days(plan, &PlanDays::of(plan), today)
    }

    /// The same with calendars that were compiled before; they depend on sides, people and owners.
    pub fn with_days(plan: &Plan, days: &PlanDays, today: NaiveDate) -> Self {
        let (passed, trouble) = pass(plan, days, today);
        let late_by = passed.late_by();
        let Passed { network, outcome } = passed;
        let mut steps: Vec<StepDates> = (0..plan.steps.len())
            .map(|at| step_dates(&network, &outcome, at))
            .collect();
        for (dates, trouble) in steps.iter_mut().zip(trouble) {
            dates.trouble = trouble;
        }
        add_trouble(plan, days, &network, &outcome, &mut steps);
        let forecast = forecast(&network, &outcome);
        Self {
            today,
            go_live: plan.anchor.go_live,
            forecast,
            forecast_working: forecast.and_then(|date| next_working(days, date)),
            late_by,
            days_to_spare: outcome.plan_to_spare(),
            fits: outcome.fits(&network).unwrap_or(true),
            first_cause: fit::misfit(&network, &outcome, &[]).map(|misfit| misfit.cause),
            steps,
        }
    }
}

/// A plan after both passes, for whoever needs little of it and needs that often.
pub(super) struct Passed {
    network: Network,
    outcome: Outcome,
}

impl Passed {
    pub(super) fn new(plan: &Plan, days: &PlanDays, today: NaiveDate) -> Self {
        pass(plan, days, today).0
    }

    /// As [`Schedule::fits`].
    pub(super) fn fits(&self) -> bool {
        self.outcome.fits(&self.network).unwrap_or(true)
    }

    /// As [`Schedule::forecast`].
    pub(super) fn forecast(&self) -> Option<NaiveDate> {
        forecast(&self.network, &self.outcome)
    }

    /// The fewest days to spare of all open steps before go-live; what go-live is late by, where that is
    /// more (see [`Schedule::short_by`]).
    pub(super) fn room(&self) -> Option<i32> {
        let least = self.outcome.least_to_spare()?;
        let late_by = self.late_by();
        Some(if late_by > 0 {
            least.min(-late_by)
        } else {
            least
        })
    }

    /// As [`Schedule::late_by`].
    fn late_by(&self) -> i32 {
        let (go_live, forecast) = (self.network.anchor(), self.outcome.forecast());
        let both = self.network.calendars().get(plan_network::BOTH);
        match go_live.zip(both) {
            // A day on which only one side works is a day late as well.
            Some((go_live, both)) if forecast > go_live => both.count(go_live, forecast).max(1),
            _ => 0,
        }
    }

    /// The dates of one step, without what troubles it.
    pub(super) fn step(&self, at: usize) -> Option<StepDates> {
        (at < self.network.len()).then(|| step_dates(&self.network, &self.outcome, at))
    }
}

fn pass(plan: &Plan, days: &PlanDays, today: NaiveDate) -> (Passed, Vec<Vec<Trouble>>) {
    let Compiled { spec, trouble } = compile(plan, days, today);
    let network = Network::on(spec, days.tables());
    let mut outcome = Outcome::default();
    passes::run(&network, &mut outcome);
    (Passed { network, outcome }, trouble)
}

fn forecast(network: &Network, outcome: &Outcome) -> Option<NaiveDate> {
    (!network.is_empty()).then(|| show::forecast(network, outcome, false))
}

/// The next day on which both sides work, when that is not the day itself.
fn next_working(days: &PlanDays, date: NaiveDate) -> Option<NaiveDate> {
    if days.both().works_on(date) {
        return None;
    }
    let from = day::from_date(date);
    (1..BOTH_WORK_WITHIN)
        .map(|ahead| day::to_date(from.saturating_add(ahead)))
        .find(|&date| days.both().works_on(date))
}

fn step_dates(network: &Network, outcome: &Outcome, at: usize) -> StepDates {
    let must = show::must(network, outcome, at);
    let can = show::can(network, outcome, at);
    let after_go_live = network.is_after_go_live(at);
    let unpinned = outcome.unpinned(at).map(|(_, finish)| finish);
    let pinned_away = unpinned
        .filter(|_| network.steps()[at].pin.is_some() && unpinned != outcome.must_finish(at));
    StepDates {
        must_start: must.map(|shown| shown.start),
        must_finish: must.map(|shown| shown.finish),
        limit: show::limit(network, outcome, at),
        bound_by: backward::binding(network, outcome, at)
            .filter(|_| !after_go_live)
            .map(|edge| (edge.node as usize, edge.kind)),
        unpinned_finish: pinned_away.map(day::last_day),
        can_start: can.map(|shown| shown.start),
        can_finish: can.map(|shown| shown.finish),
        to_spare: outcome.to_spare(at),
        drives: outcome.drives(at),
        late_by: late_by(network, outcome, at),
        after_go_live,
        nearest: nearest::of(network, outcome, at).map(Box::new),
        trouble: Vec::new(),
    }
}

/// Working days since an open step had to start (SEMANTICS 11b).
fn late_by(network: &Network, outcome: &Outcome, at: usize) -> Option<i32> {
    let step = network.steps().get(at)?;
    if step.done.is_some() || step.started.is_some() || network.is_after_go_live(at) {
        return None;
    }
    let (start, today) = (outcome.must_start(at)?, network.today());
    let ago = network
        .calendar_of(at)
        .map_or(today.saturating_sub(start), |calendar| {
            calendar.count(start, today)
        });
    (ago > 0).then_some(ago)
}

fn add_trouble(
    plan: &Plan,
    days: &PlanDays,
    network: &Network,
    outcome: &Outcome,
    steps: &mut [StepDates],
) {
    let id = |at: &usize| {
        plan.steps
            .get(*at)
            .map(|step| step.id.clone())
            .unwrap_or_default()
    };
    for circle in network.circles() {
        let named: Vec<String> = circle.path.iter().map(id).collect();
        for &at in &circle.members {
            if let Some(dates) = steps.get_mut(at) {
                dates.trouble.push(Trouble::Circle(named.clone()));
            }
        }
    }
    for (at, dates) in steps.iter_mut().enumerate() {
        if outcome.undatable(at) == Some(Undatable::NoWorkingWeek) {
            dates.trouble.push(Trouble::NoWorkingDay);
        }
        if outcome.flags(at).contains(Flags::GATE_CLOSED) {
            dates.trouble.push(Trouble::GateClosed);
        }
        if let Some(base) = days
            .of_step(at)
            .and_then(super::calendars::SideDays::unknown_base)
        {
            dates
                .trouble
                .push(Trouble::Unknown(format!("calendar `{base}`")));
        }
        let reach = days
            .of_step(at)
            .and_then(super::calendars::SideDays::reaches_to);
        let last = dates.must_finish.max(dates.can_finish);
        if reach
            .zip(last)
            .is_some_and(|(year, date)| date.year() > year)
        {
            dates.trouble.push(Trouble::BeyondHolidays);
        }
        if plan.steps.get(at).is_some_and(|step| step.pin.is_some())
            && pin_conflict(plan, network, outcome, at)
        {
            dates.trouble.push(Trouble::PinConflict);
        }
    }
    add_out_of_order(plan, steps);
}

/// A pin that lies later than what follows allows, or before its predecessors can be done.
fn pin_conflict(plan: &Plan, network: &Network, outcome: &Outcome, at: usize) -> bool {
    let too_late = match (outcome.unpinned(at), outcome.must_finish(at)) {
        (Some((_, needed)), Some(pinned)) => needed < pinned && !network.is_after_go_live(at),
        _ => false,
    };
    let Some(start) = outcome.can_start(at) else {
        return too_late;
    };
    let unready = |id: &str| {
        let before = plan.steps.iter().position(|step| step.id == id);
        before
            .and_then(|before| outcome.can_finish(before))
            .is_some_and(|finish| finish > start)
    };
    let plain = |link: &&crate::plan::Link| {
        link.kind == crate::plan::LinkKind::FinishStart
            && link.lag.is_none()
            && link.step != GO_LIVE
    };
    too_late
        || plan.steps[at]
            .after
            .iter()
            .filter(plain)
            .any(|link| unready(&link.step))
}

/// Done steps whose predecessors are open.
fn add_out_of_order(plan: &Plan, steps: &mut [StepDates]) {
    if plan.steps.iter().all(|step| step.done.is_none()) {
        return;
    }
    let open: std::collections::HashSet<&str> = plan
        .steps
        .iter()
        .filter(|step| step.done.is_none())
        .map(|step| step.id.as_str())
        .collect();
    for (step, dates) in plan
        .steps
        .iter()
        .zip(steps)
        .filter(|(step, _)| step.done.is_some())
    {
        let early = step
            .after
            .iter()
            .filter(|link| open.contains(link.step.as_str()));
        dates
            .trouble
            .extend(early.map(|link| Trouble::OutOfOrder(link.step.clone())));
    }
}

#[cfg(test)]
mod tests;
