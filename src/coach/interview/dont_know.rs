//! "Don't know": the answer becomes a named gap, with somebody to find out by a day. On a step it is
//! the step's open question; where the question is about no step, finding out becomes one.

use chrono::NaiveDate;

use super::questions::Kind;
use super::state::finding_out;
use super::step::{self, Put};
use super::{Asked, Chip, Edit, Problem, Touched, Understood};
use crate::plan::date_text::echo_date;
use crate::plan::duration::words::quoted;
use crate::plan::one_line::{LineSide, OneLine, OwnerRef};
use crate::plan::{Duration, Extra, Pin, Plan, Side, Unknown, adding, links, people};
use crate::schedule::PlanDays;

/// The ways to say it, longest first where one begins another.
const WAYS: [&str; 14] = [
    "we don't know",
    "i don't know",
    "don't know",
    "dont know",
    "we do not know",
    "do not know",
    "we're not sure",
    "i'm not sure",
    "not sure",
    "no idea",
    "unknown",
    "dunno",
    "idk",
    "tbd",
];

/// Words between the name and the day that say nothing more.
const FINDS_OUT: [&str; 6] = [
    " will find out",
    " finds out",
    " to find out",
    " can find out",
    " will ask",
    " asks",
];

/// Working days after which an answer is expected when nobody says by when.
const WORKING_DAYS: usize = 5;
/// How far ahead they are looked for.
const WITHIN_DAYS: usize = 366;

/// What stands behind "don't know", if that is what was said.
pub(super) fn said(text: &str) -> Option<&str> {
    let rest = match text.strip_prefix('?') {
        Some(rest) => rest.trim_start_matches('?'),
        None => WAYS.iter().find_map(|way| behind(text, way))?,
    };
    let rest = behind(rest.trim_start(), "yet").unwrap_or(rest);
    Some(rest.trim_matches(|c: char| c.is_whitespace() || ",;:.-–—".contains(c)))
}

/// What stands behind a phrase that is no part of a longer word, in any case.
fn behind<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for wanted in phrase.chars() {
        let typed = rest.next()?;
        let same = typed.eq_ignore_ascii_case(&wanted) || (wanted == '\'' && typed == '’');
        if !same {
            return None;
        }
    }
    let rest = rest.as_str();
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

/// Who finds out, and by when.
#[derive(Clone)]
pub(super) struct Finder {
    who: Option<Who>,
    by: NaiveDate,
}

#[derive(Clone)]
enum Who {
    Known(String),
    New(String, Side),
}

impl Finder {
    /// Reads "@Tom by fri 27 nov"; nothing means somebody, a week of work from today.
    fn read(asked: &Asked<'_>, rest: &str) -> Result<Self, Problem> {
        let mut finder = Self {
            who: None,
            by: in_a_week(asked),
        };
        if rest.is_empty() {
            return Ok(finder);
        }
        let plain = FINDS_OUT
            .iter()
            .fold(rest.to_owned(), |text, words| text.replace(words, ""));
        let line = adding::read(asked.plan, &format!("\"x\" {plain}"), asked.today);
        if let Some(problem) = line.problems.first() {
            return Err(Problem(problem.message.clone()));
        }
        let more = line.duration.is_some() || !line.links.is_empty() || line.gate.is_some();
        if line.title != "x" || more {
            return Err(Problem(format!(
                "{} is not understood: say who finds out and by when, as in don't know @Tom by fri",
                quoted(rest)
            )));
        }
        finder.who = match line.owners.as_slice() {
            [] => None,
            [OwnerRef::Known(id)] => Some(Who::Known(id.clone())),
            [OwnerRef::New { name, side }] => Some(Who::New(
                name.clone(),
                side.and_then(one_side)
                    .unwrap_or_else(|| asked.question.side()),
            )),
            _ => {
                return Err(Problem(
                    "one person finds out: what two have to ask, neither does".to_owned(),
                ));
            }
        };
        finder.by = line.no_later_than.or(line.pin).unwrap_or(finder.by);
        Ok(finder)
    }

    fn chips(&self, asked: &Asked<'_>) -> Vec<Chip> {
        let plan = asked.plan;
        let who = match &self.who {
            None => Chip::warn("finds out", "somebody: add @ and a name"),
            Some(Who::Known(id)) => {
                let name = plan.person(id).map_or("", |person| person.name.as_str());
                Chip::ok("finds out", name)
            }
            Some(Who::New(name, side)) => Chip::ok(
                "finds out",
                format!("{name} (new, for {})", plan.organization(side)),
            ),
        };
        let by = Chip::ok("by", echo_date(self.by, asked.today));
        vec![Chip::warn("not known", "stays open on the plan"), who, by]
    }

    /// The open question, its finder among the plan's people.
    fn unknown(&self, plan: &mut Plan, new_id: &mut dyn FnMut() -> String) -> Unknown {
        let who = match &self.who {
            None => None,
            Some(Who::Known(id)) => plan.person(id).map(|person| person.id.clone()),
            Some(Who::New(name, side)) => Some(people::find_or_add(plan, name, side, &new_id())),
        };
        Unknown {
            who,
            by: Some(self.by),
            extra: Extra::new(),
        }
    }

    /// What a real answer does to the step that an earlier "don't know" made: gone when it was made
    /// in this call, else done today.
    pub(super) fn settled(asked: &Asked<'_>) -> Option<impl Fn(&mut Plan) + 'static> {
        let step = finding_out(asked.question, asked.plan)?;
        let touched = asked.interview.touched(asked.question);
        let of_this_call = touched.is_some_and(|touched| touched.new && touched.id == step.id);
        let (id, today) = (step.id.clone(), asked.today);
        Some(move |plan: &mut Plan| {
            if of_this_call {
                links::remove_step(plan, &id);
            } else if let Some(step) = plan.step_mut(&id) {
                step.done = Some(today);
                step.unknown = None;
            }
        })
    }
}

/// Reads what stands behind "don't know", for whatever was asked.
pub(super) fn read(asked: &Asked<'_>, rest: &str) -> Result<Understood, Problem> {
    let finder = Finder::read(asked, rest)?;
    let chips = finder.chips(asked);
    let edit = match &asked.question.kind {
        Kind::Step(implied) => on_step(asked, implied, finder)?,
        _ => as_step(asked, finder),
    };
    Ok(Understood { chips, edit })
}

/// The open question of the step that was asked about. A length that was only said in this call is
/// taken back; one that the plan had before stays as its best guess.
fn on_step(
    asked: &Asked<'_>,
    implied: &super::questions::Implied,
    finder: Finder,
) -> Result<Edit, Problem> {
    let existing = asked.interview.step_of(asked.question, asked.plan);
    let touched = asked.interview.touched(asked.question);
    let ours = |id: &str| touched.is_some_and(|touched| touched.new && touched.id == id);
    let put = match existing {
        Some(step) => Put::on(
            &step.id,
            OneLine {
                duration: ours(&step.id).then_some(Duration::MILESTONE),
                ..OneLine::default()
            },
        ),
        None => step::placed(
            asked,
            implied,
            step::nothing_but(implied, Duration::MILESTONE),
        )?,
    };
    Ok(Edit::new(move |plan, new_id| {
        let touched = put.run(plan, new_id)?;
        let unknown = finder.unknown(plan, new_id);
        plan.step_mut(&touched.id)?.unknown = Some(unknown);
        Some(touched)
    }))
}

/// Finding out as a step of its own: no length, due on the day.
fn as_step(asked: &Asked<'_>, finder: Finder) -> Edit {
    let question = asked.question;
    let existing = finding_out(question, asked.plan).map(|step| step.id.clone());
    let seller = matches!(&finder.who, Some(Who::New(_, Side::Seller)))
        || matches!(&finder.who, Some(Who::Known(id))
            if asked.plan.person(id).is_some_and(|person| person.side == Side::Seller));
    let side = if seller {
        Side::Seller
    } else {
        question.side()
    };
    Edit::new(move |plan, new_id| {
        let unknown = finder.unknown(plan, new_id);
        let known = existing.as_deref().filter(|id| plan.step(id).is_some());
        let (id, new) = match known {
            Some(id) => (id.to_owned(), false),
            None => {
                let step = crate::plan::Step::new(new_id(), &question.to_find_out);
                let id = step.id.clone();
                plan.steps.push(step);
                (id, true)
            }
        };
        let step = plan.step_mut(&id)?;
        step.side = side.clone();
        match side {
            Side::Seller => step.owners.seller.clone_from(&unknown.who),
            _ => step.owners.buyer.clone_from(&unknown.who),
        }
        step.pin = step
            .pin
            .take()
            .filter(|pin| matches!(pin, Pin::Done { .. }));
        step.no_later_than = unknown.by;
        step.unknown = Some(unknown);
        Some(Touched { id, new })
    })
}

fn one_side(side: LineSide) -> Option<Side> {
    match side {
        LineSide::Buyer => Some(Side::Buyer),
        LineSide::Seller => Some(Side::Seller),
        LineSide::Both => None,
    }
}

/// The fifth working day from today of the side that is asked.
fn in_a_week(asked: &Asked<'_>) -> NaiveDate {
    let days = PlanDays::of(asked.plan);
    let side = days.of_side(&asked.question.side());
    let ahead = asked.today.iter_days().skip(1).take(WITHIN_DAYS);
    let fifth = ahead
        .filter(|date| side.works_on(*date))
        .nth(WORKING_DAYS - 1);
    fifth.unwrap_or(asked.today)
}
