//! What makes a plan fit, or gains most: single changes and pairs of them, each tried on a copy of the
//! plan with a whole re-schedule and told with its effect. Which changes there are stands in
//! [`candidates`], what each does to a plan and how much it hurts in [`edit`], how it is said in
//! `words`. Nothing here changes the plan it is given: [`Lever::apply`] is for inside a commit.

mod candidates;
pub mod edit;
#[cfg(test)]
mod tests;
mod words;

use std::cmp::{Ordering, Reverse};

use chrono::{Days, NaiveDate};

use super::dates::Schedule;
use super::of_plan::Passed;
use super::plan_network::PlanDays;
use crate::plan::Plan;
pub use edit::{Edit, Kind};

/// In a plan to which no more changes than this can be made, every pair of them is tried. In a longer
/// one only the steps that hold it up are looked at, and pairs only among as many changes as this, or
/// fewer where the plan is long: those that gain most alone, each with those that could gain most in the
/// plan that it leads to.
pub const PAIRED: usize = 64;

/// How many steps are scheduled anew for one list, counted once for every change or pair that is tried:
/// what bounds the time of a long plan.
const WORK: usize = 300_000;

/// So many changes are tried however long the plan is, and so many pairs.
const FEWEST_TRIES: usize = 256;

/// So many pairs are left by [`keep_best_pairs`].
const PAIRS_UNASKED: usize = 3;

/// Two forecasts further apart than this, in calendar days, count as this far apart.
const FARTHEST: u64 = 7_320;

/// A change, or two at once, with what it would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Lever {
    /// What is changed: one edit or two, in the order in which they are made.
    pub edits: Vec<Edit>,
    /// What it does, in words: "shorten Security review to 5 working days, its low estimate".
    pub words: String,
    /// The same in a few words, for a list: "Security review in 5d".
    pub brief: String,
    /// What the buyer has to be asked first; empty when the seller can do it alone.
    pub questions: Vec<Question>,
    /// Working days gained: what the tightest step has more to spare, where a step is late; else how
    /// much earlier go-live can land, on days on which both sides work.
    pub gain: i32,
    /// Whether the plan fits then.
    pub fits: bool,
    /// The go-live date then.
    pub go_live: Option<NaiveDate>,
    /// When go-live could land then.
    pub forecast: Option<NaiveDate>,
    /// The plan's days to spare then.
    pub days_to_spare: Option<i32>,
    /// How much it hurts, on the scale of [`Edit::pain`]; of two changes the sum.
    pub pain: u32,
}

/// Something to ask the buyer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Whom: the owner on the buyer's side by name, else the organization.
    pub whom: String,
    /// The question.
    pub words: String,
}

impl Lever {
    /// Makes the change. To be called inside a commit, on the plan that it was found for.
    pub fn apply(&self, plan: &mut Plan) {
        for edit in &self.edits {
            edit.apply(plan);
        }
    }

    /// Whether it is the same as `other` in all that counts, only milder: it lets a step run beside another
    /// where `other` has it not wait for that one at all, or moves a board to another week where `other`
    /// asks it for any day.
    fn says_the_same(&self, other: &Self) -> bool {
        let alike = |(own, other): (&Edit, &Edit)| {
            let milder = match other {
                Edit::StartNow { .. } => own.kind() == Kind::Parallel,
                Edit::DropGate { .. } => matches!(own, Edit::OpenGate { .. }),
                _ => false,
            };
            own == other || (milder && own.step() == other.step())
        };
        let as_good = self.gain >= other.gain && self.fits >= other.fits;
        as_good
            && self.edits.len() == other.edits.len()
            && self.edits.iter().zip(&other.edits).all(alike)
            && self.edits != other.edits
    }
}

/// The levers of a plan, best first: those that make it fit, then by days gained per unit of pain,
/// where days beyond those that it is short of count for nothing. A plan that fits gets those that bring
/// go-live nearer. Pairs are told where both together do more than either alone. Empty when nothing
/// helps. The same plan gives the same list, in a time that a long plan does not make much longer.
pub fn levers(plan: &Plan, today: NaiveDate) -> Vec<Lever> {
    levers_while(plan, today, &|| true).unwrap_or_default()
}

/// The same for as long as `go_on` says so, which is asked at every try: nothing once it says no.
pub fn levers_while(plan: &Plan, today: NaiveDate, go_on: &dyn Fn() -> bool) -> Option<Vec<Lever>> {
    let bench = Bench::new(plan, today);
    let edits = candidates::all(&bench, &bench.start);
    let edits = candidates::most_promising(edits, plan, bench.tries());
    let mut singles = bench.singles(edits, go_on)?;
    // What gains most stays when there are too many to pair.
    singles.sort_by_key(|tried| (!tried.effect.fits, Reverse(tried.effect.gain)));
    let mut found = bench.pairs(&singles, go_on)?;
    let helping = singles.into_iter().filter(|tried| tried.effect.helps);
    found.extend(helping.map(|tried| bench.lever(vec![tried.edit], None)));
    let mut told: Vec<Lever> = found
        .iter()
        .filter(|lever| !found.iter().any(|other| other.says_the_same(lever)))
        .cloned()
        .collect();
    let needed = bench.needed();
    told.sort_by(|a, b| by_worth(needed, a, b));
    Some(told)
}

/// Leaves of the pairs, which are many, only the best that do what none of their parts does, and those
/// only where no single change but a later go-live makes the plan fit.
pub fn keep_best_pairs(found: &mut Vec<Lever>) {
    let fitting = found
        .iter()
        .filter(|lever| lever.fits && lever.edits.len() == 1);
    let fitting: Vec<Edit> = fitting.flat_map(|lever| lever.edits.clone()).collect();
    let mut left = if fitting.iter().any(|edit| edit.kind() != Kind::GoLive) {
        0
    } else {
        PAIRS_UNASKED
    };
    found.retain(|lever| {
        if lever.edits.len() == 1 {
            return true;
        }
        let stays = left > 0 && !lever.edits.iter().any(|edit| fitting.contains(edit));
        left -= usize::from(stays);
        stays
    });
}

/// Best first; the order is total but for levers that are alike in everything told.
fn by_worth(needed: i32, a: &Lever, b: &Lever) -> Ordering {
    let ratio = |one: &Lever, other: &Lever| {
        i64::from(one.gain.min(needed)).saturating_mul(i64::from(other.pain))
    };
    let order = b.fits.cmp(&a.fits).then(ratio(b, a).cmp(&ratio(a, b)));
    order
        .then(a.forecast.cmp(&b.forecast))
        .then(a.pain.cmp(&b.pain))
        .then(a.edits.len().cmp(&b.edits.len()))
        .then_with(|| a.words.cmp(&b.words))
}

/// What a change comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Effect {
    gain: i32,
    fits: bool,
    /// Worth telling by itself.
    helps: bool,
}

/// A change that was tried.
struct Tried {
    edit: Edit,
    effect: Effect,
}

/// A plan with its schedule.
#[derive(Clone)]
struct State {
    plan: Plan,
    schedule: Schedule,
}

/// The plan on which changes are tried, without what no date depends on.
struct Bench {
    start: State,
    days: PlanDays,
    today: NaiveDate,
}

impl Bench {
    fn new(plan: &Plan, today: NaiveDate) -> Self {
        let plan = Plan {
            history: Vec::new(),
            agreements: Vec::new(),
            baseline: None,
            ..plan.clone()
        };
        // Sides, people and owners decide the calendars, and no change here touches them.
        let days = PlanDays::of(&plan).with_tables(&plan, today);
        let schedule = Schedule::with_days(&plan, &days, today);
        let start = State { plan, schedule };
        Self { start, days, today }
    }

    fn after(&self, state: &State, edit: &Edit) -> State {
        let mut plan = state.plan.clone();
        edit.apply(&mut plan);
        let schedule = self.schedule(&plan);
        State { plan, schedule }
    }

    fn schedule(&self, plan: &Plan) -> Schedule {
        Schedule::with_days(plan, &self.days, self.today)
    }

    fn pass(&self, plan: &Plan) -> Passed {
        Passed::new(plan, &self.days, self.today)
    }

    /// How many changes are tried, and how many pairs of them.
    fn tries(&self) -> usize {
        let steps = self.start.plan.steps.len().max(1);
        (WORK / steps).clamp(FEWEST_TRIES, PAIRED * PAIRED)
    }

    /// What an edit comes to in a plan, which is left as it was.
    fn try_out(&self, plan: &mut Plan, edit: &Edit) -> Effect {
        let at = edit.step();
        let at = at.and_then(|id| plan.steps.iter().position(|step| step.id == id));
        let (step, go_live) = (at.map(|at| plan.steps[at].clone()), plan.anchor.go_live);
        edit.apply(plan);
        let effect = self.effect(&self.pass(plan));
        plan.anchor.go_live = go_live;
        if let (Some(at), Some(step)) = (at, step) {
            plan.steps[at] = step;
        }
        effect
    }

    /// The working days that the tightest step is short of; without end where none is.
    fn needed(&self) -> i32 {
        self.start.schedule.short_by().unwrap_or(i32::MAX)
    }

    fn effect(&self, then: &Passed) -> Effect {
        let before = &self.start.schedule;
        let gain = match (before.short_by(), then.room()) {
            (Some(short), Some(room)) => room.saturating_add(short),
            _ => self.nearer(before.forecast, then.forecast()),
        };
        let fits = then.fits();
        let helps = if before.fits {
            fits && gain > 0
        } else {
            fits || gain > 0
        };
        Effect { gain, fits, helps }
    }

    /// Working days of both sides by which a forecast came nearer; negative is further away.
    fn nearer(&self, was: Option<NaiveDate>, is: Option<NaiveDate>) -> i32 {
        let (Some(was), Some(is)) = (was, is) else {
            return 0;
        };
        let (first, last) = (was.min(is), was.max(is));
        let between = (0..FARTHEST).map_while(|ahead| first.checked_add_days(Days::new(ahead)));
        let between = between.take_while(|date| *date < last);
        let both = self.days.both();
        let count = between.filter(|date| both.works_on(*date)).count();
        let count = i32::try_from(count).unwrap_or(i32::MAX);
        if is < was { count } else { -count }
    }

    fn singles(&self, edits: Vec<Edit>, go_on: &dyn Fn() -> bool) -> Option<Vec<Tried>> {
        let mut plan = self.start.plan.clone();
        let tried = edits.into_iter().map(|edit| {
            let effect = go_on().then(|| self.try_out(&mut plan, &edit))?;
            Some(Tried { edit, effect })
        });
        tried.collect()
    }

    /// The pairs that do more than either of their parts. The second change is looked for in the plan
    /// that the first one leaves, because what a pin or go-live would have to be may be another day there.
    fn pairs(&self, singles: &[Tried], go_on: &dyn Fn() -> bool) -> Option<Vec<Lever>> {
        let mut found: Vec<Lever> = Vec::new();
        // As many first changes as second ones.
        let side = self.tries().isqrt();
        for first in singles.iter().take(side) {
            let mut then = self.after(&self.start, &first.edit);
            let seconds = candidates::all(self, &then);
            let seconds = seconds
                .into_iter()
                .filter(|second| !second.is_about_the_same(&first.edit))
                .collect();
            for second in candidates::most_promising(seconds, &then.plan, side) {
                let effect = go_on().then(|| self.try_out(&mut then.plan, &second))?;
                if !effect.helps || !more_than(effect, first.effect) {
                    continue;
                }
                // A day that only the first change makes the right one is no lever by itself.
                let alone = singles.iter().find(|single| single.edit == second);
                let adds = alone.is_none_or(|alone| more_than(effect, alone.effect));
                let turned = [&second, &first.edit];
                let is_told = |lever: &Lever| lever.edits.iter().eq(turned);
                if adds && !found.iter().any(is_told) {
                    found.push(self.lever(vec![first.edit.clone(), second], Some(&then)));
                }
            }
        }
        Some(found)
    }

    /// A lever with its effect and its words; `middle` is what the first of two edits leads to.
    fn lever(&self, edits: Vec<Edit>, middle: Option<&State>) -> Lever {
        let (mut before, mut said, mut brief, mut questions, mut pain) = (
            self.start.clone(),
            Vec::new(),
            Vec::new(),
            Vec::new(),
            0_u32,
        );
        for (at, edit) in edits.iter().enumerate() {
            let after = match middle {
                Some(middle) if at == 0 => middle.clone(),
                _ => self.after(&before, edit),
            };
            pain = pain.saturating_add(edit.pain(&before.plan));
            brief.push(words::brief(edit, &before, &after));
            said.push(words::said(edit, &before, &after));
            questions.extend(words::question(edit, &before, &after));
            before = after;
        }
        let Effect { gain, fits, .. } = self.effect(&self.pass(&before.plan));
        Lever {
            edits,
            words: said.join("; and "),
            brief: brief.join(" + "),
            questions,
            gain,
            fits,
            go_live: before.schedule.go_live,
            forecast: before.schedule.forecast,
            days_to_spare: before.schedule.days_to_spare,
            pain,
        }
    }
}

/// Whether two changes together do more than one of them.
fn more_than(both: Effect, one: Effect) -> bool {
    (both.fits && !one.fits) || both.gain > one.gain
}
