//! Which days do not count, and what they are called: those that moved a finish back, those inside the
//! time a step must have, those on the way from today, those that a gate passed over. Of a step of both
//! sides it is said whose day off it is.

use chrono::{Datelike, Days, NaiveDate};

use super::View;
use crate::plan::date_text::short_date_near;
use crate::plan::{GO_LIVE, LinkKind, Plan, Side, Unit};
use crate::schedule::Schedule;
use crate::schedule::day;
use crate::schedule::gate::Gate;
use crate::schedule::plan_network::{PlanDays, compile_gate};

/// Named days off are told one by one up to this many.
const TOLD_DAYS_OFF: usize = 5;

/// No more days than this are looked at for one step.
const LOOKED_AT: usize = 1000;

const WEEKEND: &str = "weekend";

/// Days off in a row with one name, as they are told.
type Run = (NaiveDate, NaiveDate, String);

/// Why a step can start and be done no earlier: the days off on the way from today that
/// [`super::why`] does not name already. Nothing for a step that has started or is done.
pub fn why_could(plan: &Plan, schedule: &Schedule, days: &PlanDays, at: usize) -> Vec<String> {
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
    let (Some(start), Some(finish)) = (dates.can_start, dates.can_finish) else {
        return Vec::new();
    };
    if step.done.is_some() || step.pin.is_some() || dates.after_go_live {
        return Vec::new();
    }
    let first = match step.started {
        Some(_) => schedule.today,
        None => view.rolled_from(start),
    };
    let mut told = view.runs(first, start);
    if step.duration.unit == Unit::Working && !step.duration.is_milestone() {
        told = view.runs(first, finish);
    }
    let known = view.days_off();
    let on_the_way = format!("on the way to {}", view.date(finish));
    let mut lines: Vec<String> = view
        .sentences(&told)
        .into_iter()
        .filter(|sentence| !known.contains(sentence))
        .map(|sentence| format!("{on_the_way}, {sentence}"))
        .collect();
    if let Some(gate) = &step.gate {
        let (gate, finish) = (gate.words(), view.date(finish));
        lines.push(format!("it can only land {gate}: {finish} at the earliest"));
    }
    // What takes no time could have landed on the first day that it was ready.
    let open = match step.duration.is_milestone() {
        true => view.ready(),
        false => start,
    };
    let passed = view.passed_over(open, finish).into_iter();
    lines.extend(passed.map(|sentence| format!("{on_the_way}, {sentence}")));
    lines
}

/// Says that the plan runs past the last year whose public holidays are known, when it does.
pub fn beyond_holidays(plan: &Plan, schedule: &Schedule, days: &PlanDays) -> Option<String> {
    let (_, last) = schedule.range();
    let known = [(Side::Buyer, &plan.buyer), (Side::Seller, &plan.seller)].map(|(side, party)| {
        let year = days.of_side(&side).reaches_to();
        year.filter(|year| last.year() > *year)
            .map(|year| (party.calendar.base.clone(), year))
    });
    let mut known: Vec<(String, i32)> = known.into_iter().flatten().collect();
    known.dedup();
    let year = known.iter().map(|(_, year)| *year).min()?;
    let bases: Vec<&str> = known.iter().map(|(base, _)| base.as_str()).collect();
    Some(format!(
        "the plan runs to {}, and public holidays ({}) are known up to {year}: later ones are not counted",
        short_date_near(last, schedule.today),
        bases.join(", ")
    ))
}

impl View<'_> {
    /// The finish that was moved to a day that counts, and the days that a gate passed over.
    pub(super) fn snapped(&self) -> Vec<String> {
        let (Some(limit), Some(finish)) = (self.dates.limit, self.dates.must_finish) else {
            return Vec::new();
        };
        if limit == finish || self.dates.after_go_live || self.step.pin.is_some() {
            return Vec::new();
        }
        if let Some(gate) = &self.step.gate {
            let mut told = vec![format!(
                "the limit is {}; it can only land {}, so it must be done by {}",
                self.date(limit),
                gate.words(),
                self.date(finish)
            )];
            told.extend(finish.succ_opt().map_or_else(Vec::new, |after| {
                self.passed_over(after, limit.succ_opt().unwrap_or(limit))
            }));
            return told;
        }
        let Some(first) = self.why_off(limit) else {
            return Vec::new();
        };
        // Further back, only what has a name is news: a weekend is seen in the dates.
        let mut names = vec![first];
        let between = finish.iter_days().skip(1).take(LOOKED_AT);
        let between: Vec<NaiveDate> = between.take_while(|date| *date < limit).collect();
        for name in between
            .into_iter()
            .rev()
            .filter_map(|date| self.named_off(date))
        {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        vec![format!(
            "the limit, {}, is no working day ({}): done by {}",
            self.date(limit),
            names.join(", "),
            self.date(finish)
        )]
    }

    /// Named days off inside the time it must have.
    pub(super) fn days_off(&self) -> Vec<String> {
        let (Some(start), Some(finish)) = (self.dates.must_start, self.dates.must_finish) else {
            return Vec::new();
        };
        if self.step.duration.unit != Unit::Working {
            return Vec::new();
        }
        let runs = self.runs(start, finish);
        self.sentences(&runs)
    }

    /// The days off with a name between two days, both included.
    fn runs(&self, start: NaiveDate, finish: NaiveDate) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let days = start.iter_days().take_while(|&date| date <= finish);
        for date in days.take(LOOKED_AT) {
            let Some(name) = self.named_off(date) else {
                continue;
            };
            match runs.last_mut() {
                // Only a weekend lies between.
                Some((_, to, last))
                    if *last == name && date.signed_duration_since(*to).num_days() <= 3 =>
                {
                    *to = date;
                }
                _ => runs.push((date, date, name)),
            }
        }
        runs
    }

    fn sentences(&self, runs: &[Run]) -> Vec<String> {
        let told = runs.iter().take(TOLD_DAYS_OFF);
        let mut lines: Vec<String> = told
            .map(|(from, to, name)| match from == to {
                true => format!("{} does not count: {name}", self.date(*from)),
                false => format!(
                    "{} to {} do not count: {name}",
                    self.date(*from),
                    self.date(*to)
                ),
            })
            .collect();
        match runs.len().saturating_sub(TOLD_DAYS_OFF) {
            0 => {}
            1 => lines.push("and 1 more day off".to_owned()),
            more => lines.push(format!("and {more} more days off")),
        }
        lines
    }

    /// The days on which the gate would have let it land, were they no days off.
    fn passed_over(&self, from: NaiveDate, before: NaiveDate) -> Vec<String> {
        let gate = self.step.gate.as_ref();
        let Some(gate) = gate.and_then(|gate| compile_gate(gate, &mut Vec::new())) else {
            return Vec::new();
        };
        // Listed days count whether or not they are worked.
        if matches!(gate, Gate::Dates(_)) {
            return Vec::new();
        }
        let days = from.iter_days().take_while(|date| *date < before);
        let allowed = days.take(LOOKED_AT).filter(|&date| {
            let day = day::from_date(date);
            gate.on_or_after(day, None) == Some(day)
        });
        let off = allowed.filter_map(|date| {
            let name = self.named_off(date)?;
            Some((date, date, name))
        });
        self.sentences(&off.collect::<Vec<Run>>())
    }

    /// The first day on which nothing but days off keeps the step from starting, up to its start.
    fn rolled_from(&self, start: NaiveDate) -> NaiveDate {
        let ready = self.ready();
        let back = std::iter::successors(start.pred_opt(), NaiveDate::pred_opt);
        let off = back
            .take(LOOKED_AT)
            .take_while(|date| *date >= ready && self.why_off(*date).is_some());
        off.last().unwrap_or(start)
    }

    /// The first day on which what comes before lets the step start, whether it is worked or not.
    fn ready(&self) -> NaiveDate {
        let plain =
            |link: &&crate::plan::Link| link.kind == LinkKind::FinishStart && link.step != GO_LIVE;
        let links = self.step.after.iter().filter(plain);
        let ready = links.filter_map(|link| {
            let at = self
                .plan
                .steps
                .iter()
                .position(|step| step.id == link.step)?;
            let finish = self.schedule.step(at)?.can_finish?;
            let lag = link.lag.filter(|lag| lag.unit != Unit::Working);
            let days = match lag.map(|lag| (lag.unit, u64::from(lag.amount.unsigned_abs()))) {
                Some((Unit::Weeks, weeks)) => weeks.saturating_mul(7),
                Some((Unit::Calendar, days)) => days,
                _ => 0,
            };
            finish.checked_add_days(Days::new(days.saturating_add(1)))
        });
        let bounds = [Some(self.schedule.today), self.step.not_before];
        let bounds = bounds.into_iter().flatten();
        ready.chain(bounds).max().unwrap_or(self.schedule.today)
    }

    /// The name of a day off that the week alone would have worked.
    fn named_off(&self, date: NaiveDate) -> Option<String> {
        self.days?.named_day_off(date)?;
        self.why_off(date)
    }

    /// Why a day does not count; of a step of both sides with the side whose day off it is, unless it is
    /// the same on both. Where the sides have different reasons, one that goes on is enough: a holiday
    /// of one inside a freeze of the other is told as the freeze.
    fn why_off(&self, date: NaiveDate) -> Option<String> {
        let reasons = self.reasons_off(date)?;
        let near = (1..=3).flat_map(|days| {
            let days = Days::new(days);
            [date.checked_sub_days(days), date.checked_add_days(days)]
        });
        if let [_, _] = reasons.as_slice() {
            for near in near.flatten().filter_map(|near| self.reasons_off(near)) {
                if let [one] = near.as_slice()
                    && reasons.contains(one)
                {
                    return Some(one.clone());
                }
            }
        }
        Some(reasons.join(", "))
    }

    fn reasons_off(&self, date: NaiveDate) -> Option<Vec<String>> {
        let name = self.days?.why_off(date)?;
        let only = |name: &str| Some(vec![name.to_owned()]);
        if matches!(self.step.side, Side::Buyer | Side::Seller) {
            return only(name);
        }
        let of = |side: &Side| self.sides.of_side(side).why_off(date);
        let (buyer, seller) = (of(&Side::Buyer), of(&Side::Seller));
        // Neither side's: an owner is away.
        if ![buyer, seller].contains(&Some(name)) {
            return only(name);
        }
        let at = |name: &str, side: &Side| format!("{name} at {}", self.plan.organization(side));
        match (buyer, seller) {
            (None, None) => only(name),
            (Some(buyer), Some(seller)) if buyer == seller => only(buyer),
            (Some(buyer), None | Some(WEEKEND)) => Some(vec![at(buyer, &Side::Buyer)]),
            (None | Some(WEEKEND), Some(seller)) => Some(vec![at(seller, &Side::Seller)]),
            (Some(buyer), Some(seller)) => {
                Some(vec![at(buyer, &Side::Buyer), at(seller, &Side::Seller)])
            }
        }
    }
}
