//! Answers in words, and the sentence that follows from one: "so signature has to land by Friday 5
//! February". Neutral: it names the day and the missing days, never who is to blame.

use chrono::{Datelike, NaiveDate};

use super::Asked;
use super::questions::{Derives, Implied, Kind, Question, question};
use super::state::{Interview, finding_out, first_step, in_role};
use super::step;
use crate::plan::date_text::short_date_near;
use crate::plan::{Duration, Pin, Plan, Side, Step, Unknown};
use crate::schedule::{PlanDays, Schedule};

/// Days are counted back over at most so many, about twenty years.
const COUNTED_DAYS: usize = 7_400;

impl Interview {
    /// The sentence after an answer that was taken note of ([`Interview::took`]), `before` being the
    /// plan without it: by when the next step back
    /// has to land, or this one has to start; who has to find out by when, for what is not known.
    /// Nothing where nothing follows, or go-live is not known.
    pub fn derived(
        &self,
        question: &'static Question,
        before: &Plan,
        plan: &Plan,
        schedule: &Schedule,
    ) -> Option<String> {
        let said = Said { plan, schedule };
        let own = changed(before, plan).or_else(|| self.step_of(question, plan));
        if let Some(unknown) = own.and_then(|step| step.unknown.as_ref()) {
            return said.found_out(unknown);
        }
        match &question.kind {
            Kind::GoLiveAndOutcome => said.all_done(),
            Kind::Step(implied) => match &implied.derives {
                Some(derives) => self.of_another(derives, plan, schedule),
                None => said.start(own?, implied),
            },
            Kind::IfMissed | Kind::Person(_) | Kind::FirstStep | Kind::Riskiest => None,
        }
    }

    /// What follows for another question's step; one that is not there yet is put where it would go.
    fn of_another(&self, derives: &Derives, plan: &Plan, schedule: &Schedule) -> Option<String> {
        let question = question(&derives.question)?;
        let implied = question.implied()?;
        if let Some(step) = self.step_of(question, plan) {
            return Said { plan, schedule }.land(step, implied, &derives.verb);
        }
        let asked = Asked {
            interview: self,
            question,
            plan,
            today: schedule.today,
        };
        let put = step::placed(
            &asked,
            implied,
            step::nothing_but(implied, Duration::MILESTONE),
        );
        let (trial, added) = put.ok()?.tried(plan).ok()?;
        let schedule = Schedule::of(&trial, schedule.today);
        let said = Said {
            plan: &trial,
            schedule: &schedule,
        };
        said.land(trial.step(&added.step)?, implied, &derives.verb)
    }

    /// The plan's answer to a question in words, for a list: "10 working days, Ravi Patel". Nothing
    /// when it has none.
    pub fn answer_words(&self, question: &Question, plan: &Plan) -> Option<String> {
        if let Some(step) = finding_out(question, plan) {
            return step.unknown.as_ref().map(|unknown| open(plan, unknown));
        }
        let anchor = &plan.anchor;
        let words = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        match &question.kind {
            Kind::GoLiveAndOutcome => {
                let date = long(anchor.go_live?, None);
                Some(match words(&anchor.outcome) {
                    Some(outcome) => format!("{date}: {outcome}"),
                    None => date,
                })
            }
            Kind::IfMissed => words(&anchor.if_missed),
            Kind::Step(implied) => self
                .step_of(question, plan)
                .map(|step| step_words(plan, step, &implied.title)),
            Kind::Person(wanted) => {
                in_role(plan, wanted).map(|person| match words(&person.title) {
                    Some(title) => format!("{}, {title}", person.name),
                    None => person.name.clone(),
                })
            }
            Kind::FirstStep => {
                let touched = self.step_of(question, plan);
                touched
                    .or_else(|| first_step(plan))
                    .map(|step| begun(plan, step))
            }
            Kind::Riskiest => {
                let step = plan.steps.iter().find(|step| step.riskiest)?;
                Some(step.title.clone())
            }
        }
    }
}

/// A plan with its dates, to say something about.
struct Said<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
}

impl Said<'_> {
    fn all_done(&self) -> Option<String> {
        let go_live = self.plan.anchor.go_live?;
        // Weeks and calendar days run through a weekend, so the last day may be none that anybody works.
        let last = go_live.pred_opt()?;
        let late = self.late(&Side::Both, last);
        Some(format!(
            "so everything has to be done by {}{late}",
            self.day(last)
        ))
    }

    fn land(&self, step: &Step, implied: &Implied, verb: &str) -> Option<String> {
        let dates = self.dates(step)?;
        self.has_to(step, implied, verb, dates.must_finish?, dates.to_spare)
    }

    fn start(&self, step: &Step, implied: &Implied) -> Option<String> {
        let dates = self.dates(step)?;
        let verb = match step.duration.is_milestone() {
            true => "happen",
            false => "start",
        };
        self.has_to(step, implied, verb, dates.must_start?, dates.to_spare)
    }

    fn dates(&self, step: &Step) -> Option<&crate::schedule::StepDates> {
        let at = self
            .plan
            .steps
            .iter()
            .position(|other| other.id == step.id)?;
        let open = step.done.is_none() && step.started.is_none();
        self.schedule
            .step(at)
            .filter(|dates| open && !dates.after_go_live)
    }

    fn has_to(
        &self,
        step: &Step,
        implied: &Implied,
        verb: &str,
        day: NaiveDate,
        to_spare: Option<i32>,
    ) -> Option<String> {
        let title = match step.title == implied.title {
            true => step.title.to_lowercase(),
            false => step.title.clone(),
        };
        let late = match to_spare {
            _ if day < self.schedule.today => self.late(&step.side, day),
            Some(days) if days < 0 => format!(
                "; that is {} earlier than it can: we have to find them",
                counted(days.unsigned_abs())
            ),
            _ => String::new(),
        };
        Some(format!(
            "so {title} has to {verb} by {}{late}",
            self.day(day)
        ))
    }

    fn found_out(&self, unknown: &Unknown) -> Option<String> {
        let by = self.day(unknown.by?);
        Some(format!(
            "so {} has to find out by {by}",
            finder(self.plan, unknown)
        ))
    }

    /// How far a day lies before today, in the working days of a side; nothing when it does not.
    fn late(&self, side: &Side, day: NaiveDate) -> String {
        let today = self.schedule.today;
        if day >= today {
            return String::new();
        }
        let days = PlanDays::of(self.plan);
        let side = days.of_side(side);
        let passed = day
            .iter_days()
            .take_while(|date| *date < today)
            .take(COUNTED_DAYS);
        match passed.filter(|date| side.works_on(*date)).count() {
            0 => "; that day has passed".to_owned(),
            1 => "; that is 1 working day before today: we have to find it".to_owned(),
            count => format!(
                "; that is {} before today: we have to find them",
                counted(u32::try_from(count).unwrap_or(u32::MAX))
            ),
        }
    }

    /// The day, with its year only where it is neither this one's nor go-live's.
    fn day(&self, day: NaiveDate) -> String {
        let here = [Some(self.schedule.today), self.plan.anchor.go_live];
        long(day, Some(here))
    }
}

fn long(day: NaiveDate, plain_in: Option<[Option<NaiveDate>; 2]>) -> String {
    let plain = plain_in.is_some_and(|years| {
        years
            .into_iter()
            .flatten()
            .any(|other| other.year() == day.year())
    });
    let form = if plain { "%A %-d %B" } else { "%A %-d %B %Y" };
    day.format(form).to_string()
}

fn counted(days: u32) -> String {
    let plural = if days == 1 { "" } else { "s" };
    format!("{days} working day{plural}")
}

/// The step that an answer made or changed; one that only got a link to a new one was not meant.
fn changed<'a>(before: &Plan, plan: &'a Plan) -> Option<&'a Step> {
    let new = |step: &&Step| before.step(&step.id).is_none();
    let other = |step: &&Step| {
        before.step(&step.id).is_some_and(|old| {
            let linked = Step {
                after: step.after.clone(),
                riskiest: step.riskiest,
                ..old.clone()
            };
            linked != **step
        })
    };
    let mut steps = plan.steps.iter();
    steps.find(new).or_else(|| plan.steps.iter().find(other))
}

fn finder(plan: &Plan, unknown: &Unknown) -> String {
    let who = unknown.who.as_deref().and_then(|id| plan.person(id));
    who.map_or_else(|| "somebody".to_owned(), |person| person.name.clone())
}

fn open(plan: &Plan, unknown: &Unknown) -> String {
    let who = finder(plan, unknown);
    match unknown.by {
        Some(by) => format!("not known yet: {who} finds out by {}", near(plan, by)),
        None => format!("not known yet: {who} finds out"),
    }
}

fn near(plan: &Plan, day: NaiveDate) -> String {
    short_date_near(day, plan.anchor.go_live.unwrap_or(day))
}

fn owners(plan: &Plan, step: &Step) -> impl Iterator<Item = String> {
    let owners = [&step.owners.buyer, &step.owners.seller];
    let names = owners.map(|id| Some(plan.person(id.as_deref()?)?.name.clone()));
    names.into_iter().flatten()
}

fn step_words(plan: &Plan, step: &Step, implied: &str) -> String {
    let mut parts = Vec::new();
    if step.title != implied {
        parts.push(step.title.clone());
    }
    match (step.done, &step.unknown) {
        (Some(day), _) => parts.push(format!("done {}", near(plan, day))),
        (None, Some(unknown)) => parts.push(open(plan, unknown)),
        (None, None) => parts.push(step.duration.words()),
    }
    if step.unknown.is_none() {
        parts.extend(owners(plan, step));
    }
    parts.join(", ")
}

fn begun(plan: &Plan, step: &Step) -> String {
    let mut parts = vec![step.title.clone()];
    parts.extend(owners(plan, step));
    let pinned = step.pin.as_ref().map(|pin| match pin {
        Pin::On(day) => ("on", *day),
        Pin::Done { finish, .. } => ("by", *finish),
    });
    let dated = step.no_later_than.map(|day| ("by", day)).or(pinned);
    parts.extend(dated.map(|(word, day)| format!("{word} {}", near(plan, day))));
    parts.join(", ")
}
