//! What people agree to: the facts of a plan on a day (go-live, each step's dates, owners, done-when),
//! an agreement that keeps them, and what changed since. Facts are promises, so the dates are those
//! by which things must happen; a day that passes, a step that starts or one that is done in time
//! changes none of them, and neither does a title or a note.
//!
//! A later agreement of the same person stands beside the earlier one, which stays on record; only
//! the same stance on the same day takes the earlier one's place. The newest of a person counts, and
//! having seen a later version takes back no agreement.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use super::dates::{Schedule, StepDates};
use crate::plan::date_text::short_date_near;
use crate::plan::people::called;
use crate::plan::{
    Agreement, Baseline, Extra, Facts, Person, Plan, Side, Span, Stance, Step, StepFacts,
};

/// The facts of a plan as it stands: must-dates, or while there is no go-live date the days on which
/// things can happen; of done steps the real days.
pub fn facts(plan: &Plan, schedule: &Schedule) -> Facts {
    let promised = without_progress(plan, schedule);
    let schedule = promised.as_ref().unwrap_or(schedule);
    let anchored = plan.anchor.go_live.is_some();
    let of_step = |(step, dates): (&Step, &StepDates)| {
        let (start, finish) = match (step.done, anchored) {
            (Some(done), _) => (step.started, Some(done)),
            (None, true) => (dates.must_start, dates.must_finish),
            (None, false) => (dates.can_start, dates.can_finish),
        };
        let facts = StepFacts {
            title: step.title.clone(),
            start,
            finish,
            owners: step.owners.clone(),
            done_when: step.done_when.clone(),
            extra: Extra::new(),
        };
        (step.id.clone(), facts)
    };
    let steps = plan.steps.iter().zip(&schedule.steps);
    Facts {
        go_live: plan.anchor.go_live,
        steps: steps.map(of_step).collect(),
        extra: Extra::new(),
    }
}

/// The schedule as if no open step had started, when one has: what is left of it shrinks from day
/// to day, and the dates hanging on it would move without anybody's doing.
fn without_progress(plan: &Plan, schedule: &Schedule) -> Option<Schedule> {
    let under_way = |step: &Step| step.done.is_none() && step.started.is_some();
    if !plan.steps.iter().any(under_way) {
        return None;
    }
    let mut promised = plan.clone();
    for step in promised.steps.iter_mut().filter(|step| under_way(step)) {
        (step.started, step.remaining) = (None, None);
    }
    Some(Schedule::of(&promised, schedule.today))
}

/// Puts a person on record as having seen or agreed to the plan as it stands; the first agreement
/// becomes the baseline. `schedule` must be that of this plan. To be called inside a commit. False,
/// and nothing is done, when the plan has no such person.
pub fn agree(
    plan: &mut Plan,
    schedule: &Schedule,
    person: &str,
    on: NaiveDate,
    stance: Stance,
    via: &str,
) -> bool {
    if plan.person(person).is_none() {
        return false;
    }
    let facts = facts(plan, schedule);
    if stance == Stance::Agreed && plan.baseline.is_none() {
        plan.baseline = Some(baseline(&facts, on));
    }
    let same = |old: &Agreement| old.person == person && old.on == on && old.stance == stance;
    let old = plan.agreements.iter().position(same);
    let agreement = Agreement {
        person: person.to_owned(),
        on,
        stance,
        via: via.trim().to_owned(),
        facts,
        extra: Extra::new(),
    };
    match old.and_then(|at| plan.agreements.get_mut(at)) {
        Some(old) => *old = agreement,
        None => plan.agreements.push(agreement),
    }
    true
}

fn baseline(facts: &Facts, on: NaiveDate) -> Baseline {
    let span = |(id, step): (&String, &StepFacts)| {
        let finish = step.finish?;
        let start = step.start.unwrap_or(finish);
        let extra = Extra::new();
        Some((
            id.clone(),
            Span {
                start,
                finish,
                extra,
            },
        ))
    };
    Baseline {
        on: Some(on),
        go_live: facts.go_live,
        dates: facts.steps.iter().filter_map(span).collect(),
        extra: Extra::new(),
    }
}

/// What kind of fact changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactKind {
    /// The go-live date.
    GoLive,
    /// A step came.
    Added,
    /// A step went.
    Removed,
    /// When a step starts or is done.
    Date,
    /// Who owns a step on that side.
    Owner(Side),
    /// How a step is known to be done.
    DoneWhen,
}

/// One fact that is not as it was agreed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactChange {
    /// What kind of fact.
    pub kind: FactKind,
    /// The step's id; nothing for go-live.
    pub step: Option<String>,
    /// In words: "Security review: done by Fri 5 Feb instead of Fri 29 Jan".
    pub words: String,
}

/// What changed since an agreement: go-live first, then step by step in the order of the plan, then
/// what is gone. A fact that the agreement does not hold is not compared.
pub fn since(agreement: &Agreement, plan: &Plan, schedule: &Schedule) -> Vec<FactChange> {
    Comparison {
        plan,
        today: schedule.today,
        then: &agreement.facts,
        now: &facts(plan, schedule),
    }
    .changes()
}

struct Comparison<'a> {
    plan: &'a Plan,
    today: NaiveDate,
    then: &'a Facts,
    now: &'a Facts,
}

impl Comparison<'_> {
    fn changes(&self) -> Vec<FactChange> {
        if *self.then == Facts::default() {
            return Vec::new();
        }
        let mut out = Vec::new();
        if self.then.go_live != self.now.go_live {
            let date = |date: Option<NaiveDate>, none: &str| {
                date.map_or_else(|| none.to_owned(), |date| self.date(date))
            };
            let now = date(self.now.go_live, "without a date");
            let then = date(self.then.go_live, "no date");
            out.push(change(
                FactKind::GoLive,
                None,
                format!("go-live {now} instead of {then}"),
            ));
        }
        for step in &self.plan.steps {
            match (self.then.steps.get(&step.id), self.now.steps.get(&step.id)) {
                (Some(then), Some(now)) => self.step(step, then, now, &mut out),
                (None, Some(_)) => out.push(change(
                    FactKind::Added,
                    Some(&step.id),
                    format!("{} was added", named(&step.title)),
                )),
                _ => {}
            }
        }
        for (id, then) in &self.then.steps {
            if !self.now.steps.contains_key(id) {
                let words = format!("{} was removed", named(&then.title));
                out.push(change(FactKind::Removed, Some(id), words));
            }
        }
        out
    }

    fn step(&self, step: &Step, then: &StepFacts, now: &StepFacts, out: &mut Vec<FactChange>) {
        let title = named(&step.title);
        let mut tell = |kind, words: String| {
            out.push(change(kind, Some(&step.id), format!("{title}: {words}")));
        };
        if let Some(words) = self.dates(step, then, now) {
            tell(FactKind::Date, words);
        }
        for (side, then, now) in [
            (Side::Buyer, &then.owners.buyer, &now.owners.buyer),
            (Side::Seller, &then.owners.seller, &now.owners.seller),
        ] {
            if then != now {
                let name = |id: &Option<String>| match id {
                    Some(id) => called(self.plan, id),
                    None => "nobody".to_owned(),
                };
                let organization = self.plan.organization(&side);
                let words = format!(
                    "owner on {organization}'s side {} instead of {}",
                    name(now),
                    name(then)
                );
                tell(FactKind::Owner(side), words);
            }
        }
        if then.done_when != now.done_when {
            let said = |text: &str| match text.trim() {
                "" => "nothing said".to_owned(),
                text => format!("“{text}”"),
            };
            let words = format!(
                "done when {} instead of {}",
                said(&now.done_when),
                said(&then.done_when)
            );
            tell(FactKind::DoneWhen, words);
        }
    }

    /// How the dates of a step differ. What can happen moves with today, so it is no promise: dates
    /// are compared only while there is a go-live date, as there was then.
    fn dates(&self, step: &Step, then: &StepFacts, now: &StepFacts) -> Option<String> {
        self.then.go_live.and(self.now.go_live)?;
        let (was, is) = (then.finish?, now.finish?);
        if step.done.is_some() {
            let late = is > was;
            return late
                .then(|| format!("done on {} instead of by {}", self.date(is), self.date(was)));
        }
        if is != was {
            let (is, was) = (self.date(is), self.date(was));
            return Some(format!("done by {is} instead of {was}"));
        }
        let (was, is) = (then.start?, now.start?);
        (is != was && step.started.is_none())
            .then(|| format!("start by {} instead of {}", self.date(is), self.date(was)))
    }

    fn date(&self, date: NaiveDate) -> String {
        short_date_near(date, self.today)
    }
}

fn change(kind: FactKind, step: Option<&String>, words: String) -> FactChange {
    FactChange {
        kind,
        step: step.cloned(),
        words,
    }
}

fn named(title: &str) -> &str {
    match title.trim() {
        "" => "a step without a title",
        title => title,
    }
}

/// Where one person stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'a> {
    /// Who; nothing when the person left the plan.
    pub person: Option<&'a Person>,
    /// The newest agreement, or when there is none the newest time the person saw the plan.
    pub agreement: &'a Agreement,
    /// What changed since.
    pub changes: Vec<FactChange>,
    /// Whether a person whose agreement is to an earlier version has seen the present one.
    pub has_seen_this: bool,
}

impl Standing<'_> {
    /// "agreed", "agreed to an earlier version: 3 changes since", "seen".
    pub fn words(&self) -> String {
        let stance = self.agreement.stance.word();
        let since = match self.changes.len() {
            0 if self.agreement.facts == Facts::default() => {
                return format!("{stance}, to which version is not on record");
            }
            0 => return stance.to_owned(),
            1 => "1 change since".to_owned(),
            many => format!("{many} changes since"),
        };
        let to = match self.agreement.stance {
            Stance::Agreed => " to",
            _ => "",
        };
        let seen = if self.has_seen_this {
            ", and seen as it is now"
        } else {
            ""
        };
        format!("{stance}{to} an earlier version: {since}{seen}")
    }
}

/// Where everybody on record stands, in the order of the plan's people; who left it comes last.
pub fn standing<'a>(plan: &'a Plan, schedule: &Schedule) -> Vec<Standing<'a>> {
    if plan.agreements.is_empty() {
        return Vec::new();
    }
    let now = facts(plan, schedule);
    let changes = |agreement: &Agreement| {
        let (today, then) = (schedule.today, &agreement.facts);
        let comparison = Comparison {
            plan,
            today,
            then,
            now: &now,
        };
        comparison.changes()
    };
    let mut of_person: BTreeMap<&str, Vec<&'a Agreement>> = BTreeMap::new();
    for agreement in &plan.agreements {
        of_person
            .entry(&agreement.person)
            .or_default()
            .push(agreement);
    }
    let mut told: HashSet<&str> = HashSet::new();
    let known = plan.people.iter().map(|person| person.id.as_str());
    let order = known.chain(plan.agreements.iter().map(|agreement| &*agreement.person));
    let mut all = Vec::new();
    for id in order.filter(|id| told.insert(id)) {
        let agreements = of_person.get(id).map_or(&[][..], Vec::as_slice);
        let newest = |wanted: &dyn Fn(&Stance) -> bool| {
            let fitting = agreements.iter().copied();
            let fitting = fitting.filter(|agreement| wanted(&agreement.stance));
            fitting.max_by_key(|agreement| agreement.on)
        };
        let agreed = newest(&|stance| *stance == Stance::Agreed);
        let other = newest(&|stance| *stance != Stance::Agreed);
        let Some(agreement) = agreed.or(other) else {
            continue;
        };
        let seen_later = agreed.and(other).filter(|seen| seen.on >= agreement.on);
        let differs = changes(agreement);
        all.push(Standing {
            person: plan.person(id),
            agreement,
            has_seen_this: !differs.is_empty()
                && seen_later.is_some_and(|seen| changes(seen).is_empty()),
            changes: differs,
        });
    }
    all
}

#[cfg(test)]
#[path = "facts/tests.rs"]
mod tests;
