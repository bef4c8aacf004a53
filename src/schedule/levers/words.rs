//! How a lever is said: as something to do, and where the buyer has a say, as a question to them.

use chrono::NaiveDate;

use super::edit::Edit;
use super::{Question, State};
use crate::plan::date_text::short_date_near;
use crate::plan::people::called;
use crate::plan::{Duration, Gate, Lag, Pin, Plan, Side, Step};
use crate::schedule::dates::StepDates;

/// What an edit says: in a few words, as an action and as a question.
struct Said {
    brief: String,
    action: String,
    question: String,
}

/// What an edit does, in words. `before` is the plan that it is made to, `after` what that leads to.
pub(super) fn said(edit: &Edit, before: &State, after: &State) -> String {
    both(edit, before, after).action
}

/// The same in a few words, for a list.
pub(super) fn brief(edit: &Edit, before: &State, after: &State) -> String {
    both(edit, before, after).brief
}

/// The question that the buyer has to answer; `None` when the seller can do it alone.
pub(super) fn question(edit: &Edit, before: &State, after: &State) -> Option<Question> {
    if !edit.needs_the_buyer(&before.plan) {
        return None;
    }
    Some(Question {
        whom: whom(edit, &before.plan),
        words: both(edit, before, after).question,
    })
}

/// Whom to ask: the buyer's owner of the step, or of the one beside it.
fn whom(edit: &Edit, plan: &Plan) -> String {
    let beside = match edit {
        Edit::Parallel { with, .. } => Some(with.as_str()),
        _ => None,
    };
    let steps = edit.step().into_iter().chain(beside);
    let mut owners = steps.filter_map(|id| plan.step(id)?.owner(&Side::Buyer));
    let known = owners.find(|id| plan.person(id).is_some());
    known.map_or_else(
        || plan.organization(&Side::Buyer).to_owned(),
        |id| called(plan, id),
    )
}

fn both(edit: &Edit, before: &State, after: &State) -> Said {
    let view = View { before, after };
    let title = edit.step().map_or("", |id| title(&before.plan, id));
    match edit {
        Edit::Parallel { with, .. } => {
            let with = self::title(&before.plan, with);
            Said {
                brief: format!("{title} beside {with}"),
                action: format!("run {title} beside {with}: done no sooner than it"),
                question: format!("Could {title} run beside {with} instead of after it?"),
            }
        }
        Edit::StartNow { step, .. } | Edit::DropNotBefore { step } => view.start(edit, step, title),
        Edit::Shorten { to, .. } => {
            let was = edit.step().and_then(|id| before.plan.step(id));
            let (was, is) = (was.map_or(*to, |step| step.duration).words(), to.words());
            Said {
                brief: format!("{title} in {}", bare(*to).text()),
                action: format!("shorten {title} to {is}, its low estimate, from {was}"),
                question: format!("Could {title} be done in {is} instead of {was}?"),
            }
        }
        Edit::DropGate { step } => {
            let (_, is) = view.dates(step, |dates| dates.can_finish);
            view.gate(step, title, &is)
        }
        Edit::OpenGate { step, on } => view.gate(step, title, &view.date(Some(*on))),
        Edit::MovePin { step, to } => view.pin(step, to, title),
        Edit::DropLag { step, after, kind } => {
            let links = before.plan.step(step).map_or(&[][..], |step| &step.after);
            let tied = links
                .iter()
                .find(|link| link.step == *after && link.kind == *kind);
            let wait = tied.and_then(|link| link.lag).unwrap_or(Lag::ZERO).length();
            let after = self::title(&before.plan, after);
            Said {
                brief: format!("{title} right after {after}"),
                action: format!("drop the wait of {wait} between {after} and {title}"),
                question: format!("Could {title} follow {after} without the wait of {wait}?"),
            }
        }
        Edit::GoLive { to } => {
            let (was, is) = (view.date(before.plan.anchor.go_live), view.date(Some(*to)));
            Said {
                brief: format!("go-live on {is}"),
                action: format!("move go-live from {was} to {is}, the earliest honest date"),
                question: format!("Would go-live on {is} still do, instead of {was}?"),
            }
        }
    }
}

/// A length without its estimate.
fn bare(length: Duration) -> Duration {
    Duration {
        low: None,
        high: None,
        ..length
    }
}

/// Words for a start that something else still holds where it was: `names` are the steps that it would no
/// longer wait for; none where it is a date.
fn held(title: &str, names: &str) -> Said {
    if names.is_empty() {
        return Said {
            brief: format!("{title} at any time"),
            action: format!("let {title} start before its date"),
            question: format!("Could {title} start before its date?"),
        };
    }
    Said {
        brief: format!("{title} beside {names}"),
        action: format!("start {title} without waiting for {names}, done no sooner"),
        question: format!(
            "Could {title} start without waiting for {names}, and be done no sooner?"
        ),
    }
}

struct View<'a> {
    before: &'a State,
    after: &'a State,
}

impl View<'_> {
    fn date(&self, date: Option<NaiveDate>) -> String {
        let today = self.before.schedule.today;
        date.map_or_else(|| "no date".to_owned(), |date| short_date_near(date, today))
    }

    /// One date of a step before and after.
    fn dates(&self, id: &str, which: fn(&StepDates) -> Option<NaiveDate>) -> (String, String) {
        let at = self.before.plan.steps.iter().position(|step| step.id == id);
        let of = |state: &State| at.and_then(|at| which(state.schedule.step(at)?));
        (self.date(of(self.before)), self.date(of(self.after)))
    }

    fn start(&self, edit: &Edit, step: &str, title: &str) -> Said {
        let (was, is) = self.dates(step, |dates| dates.can_start);
        let today = self.date(Some(self.before.schedule.today));
        let names = match edit {
            Edit::StartNow { waits_for, .. } => {
                let names = waits_for
                    .iter()
                    .map(|id| self::title(&self.before.plan, id));
                names.collect::<Vec<_>>().join(", ")
            }
            _ => String::new(),
        };
        if is == was {
            return held(title, &names);
        }
        let is = if is == today {
            "now".to_owned()
        } else {
            format!("on {is}")
        };
        let still = match names.as_str() {
            "" => String::new(),
            names => format!(", done no sooner than {names}"),
        };
        Said {
            brief: format!("{title} {is}"),
            action: format!("start {title} {is} instead of on {was}{still}"),
            question: format!("Could {title} start {is} instead of on {was}{still}?"),
        }
    }

    fn gate(&self, step: &str, title: &str, is: &str) -> Said {
        let (was, _) = self.dates(step, |dates| dates.can_finish);
        let gate = self
            .before
            .plan
            .step(step)
            .and_then(|step| step.gate.as_ref());
        let gate = gate.map_or_else(String::new, Gate::words);
        Said {
            brief: format!("{title} on {is}"),
            action: format!("have {title} on {is} instead of waiting for {was} ({gate})"),
            question: format!("Could {title} be on {is} instead of waiting for {was} ({gate})?"),
        }
    }

    fn pin(&self, step: &str, to: &Pin, title: &str) -> Said {
        let day = |pin: &Pin| match pin {
            Pin::On(date) => *date,
            Pin::Done { finish, .. } => *finish,
        };
        let was = self
            .before
            .plan
            .step(step)
            .and_then(|step| step.pin.as_ref());
        let (was, is) = (self.date(was.map(day)), self.date(Some(day(to))));
        Said {
            brief: format!("{title} on {is}"),
            action: format!("move {title} from {was} to {is}"),
            question: format!("Could {title} move from {was} to {is}?"),
        }
    }
}

fn title<'a>(plan: &'a Plan, id: &'a str) -> &'a str {
    let title = plan.step(id).map_or(id, |step: &Step| step.title.trim());
    if title.is_empty() {
        "a step without a title"
    } else {
        title
    }
}
