//! Answers that are a step: its length and owner, or a whole line with a title of its own. Read with
//! the one-line grammar; where the step goes follows from the other questions' steps.

use super::questions::{Implied, builtin};
use super::{Asked, Chip, Edit, Problem, Touched, Understood, tidy, trial_ids};
use crate::plan::adding::{self, AddError, Added, Placement};
use crate::plan::duration::DurationError;
use crate::plan::duration::words::quoted;
use crate::plan::one_line::{
    Ends, LineLink, LineSide, LinkKind, LinkTarget, OneLine, OwnerRef, PartKind,
};
use crate::plan::people::{self, Found};
use crate::plan::{Duration, Lag, Plan, Side, Step};

/// A line, and the step that it changes; without one, it makes one.
pub(super) struct Put {
    existing: Option<String>,
    line: OneLine,
}

impl Put {
    pub(super) fn on(id: &str, line: OneLine) -> Self {
        Self {
            existing: Some(id.to_owned()),
            line,
        }
    }

    pub(super) fn new(line: OneLine) -> Self {
        Self {
            existing: None,
            line,
        }
    }

    fn apply(
        &self,
        plan: &mut Plan,
        new_id: &mut dyn FnMut() -> String,
    ) -> Result<Added, AddError> {
        match &self.existing {
            Some(id) => adding::change(plan, id, &self.line, new_id),
            None => adding::add(plan, &self.line, &Placement::default(), new_id),
        }
    }

    /// Carries the line out; a plan that changed since so that it does not fit stays as it is.
    pub(super) fn run(
        &self,
        plan: &mut Plan,
        new_id: &mut dyn FnMut() -> String,
    ) -> Option<Touched> {
        let added = self.apply(plan, new_id).ok()?;
        Some(Touched {
            id: added.step,
            new: self.existing.is_none(),
        })
    }

    /// The plan as it would be, and what was assumed.
    pub(super) fn tried(&self, plan: &Plan) -> Result<(Plan, Added), AddError> {
        let mut trial = plan.clone();
        let added = self.apply(&mut trial, &mut trial_ids(plan))?;
        Ok((trial, added))
    }

    /// The chips and the edit, for an answer that settles whatever was open on the step.
    pub(super) fn understood(self, asked: &Asked<'_>) -> Result<Understood, Problem> {
        let (trial, added) = self
            .tried(asked.plan)
            .map_err(|error| Problem(error.to_string()))?;
        let chips = chips(asked, &self, &trial, &added);
        let edit = Edit::new(move |plan, new_id| {
            let touched = self.run(plan, new_id)?;
            plan.step_mut(&touched.id)?.unknown = None;
            Some(touched)
        });
        Ok(Understood { chips, edit })
    }
}

/// Reads an answer to a question about a step.
pub(super) fn read(
    asked: &Asked<'_>,
    implied: &Implied,
    text: &str,
) -> Result<Understood, Problem> {
    let mut line = line(asked, text)?;
    let same_title = |step: &&Step| {
        !line.title.is_empty() && step.title.to_lowercase() == line.title.to_lowercase()
    };
    let named = asked.plan.steps.iter().find(same_title);
    if named.is_none() && says_a_title_alone(&line) {
        return Err(Problem(format!(
            "{} is not understood: a name takes an @, as in @Dana; another title its length, as in Board sign-off 4w",
            quoted(text)
        )));
    }
    let existing = named.or_else(|| asked.interview.step_of(asked.question, asked.plan));
    if let Some(step) = existing {
        of_side(&mut line, &step.side);
        let lasts = line.duration.or(implied.duration).is_some() || line.gate.is_some();
        if step.unknown.is_some() && step.duration.is_milestone() && !lasts {
            return Err(no_length());
        }
        let put = Put::on(&step.id, line);
        return put.understood(asked);
    }
    if line.title.is_empty() {
        line.title.clone_from(&implied.title);
    }
    line.side = line.side.or(Some(spoken(&implied.side)));
    of_side(&mut line, &implied.side);
    line.duration = Some(line.duration.or(implied.duration).ok_or_else(no_length)?);
    placed(asked, implied, line)?.understood(asked)
}

/// Words without any part: as likely a name as a title.
fn says_a_title_alone(line: &OneLine) -> bool {
    let title = |kind: PartKind| kind == PartKind::Title;
    !line.title.is_empty() && line.parts.iter().all(|part| title(part.kind))
}

/// Somebody new is of the step's own side, where it has one: two of them are too many.
fn of_side(line: &mut OneLine, own: &Side) {
    let single = Some(line.side.unwrap_or(spoken(own))).filter(|side| *side != LineSide::Both);
    for owner in &mut line.owners {
        if let OwnerRef::New { side, .. } = owner {
            *side = side.or(single);
        }
    }
}

fn no_length() -> Problem {
    Problem("how long does it take? Add a length, as in 10d or 3w, or say don't know".to_owned())
}

/// The implied step, with nothing known but a length.
pub(super) fn nothing_but(implied: &Implied, duration: Duration) -> OneLine {
    OneLine {
        title: implied.title.clone(),
        duration: Some(duration),
        side: Some(spoken(&implied.side)),
        ..OneLine::default()
    }
}

fn spoken(side: &Side) -> LineSide {
    match side {
        Side::Buyer => LineSide::Buyer,
        Side::Seller => LineSide::Seller,
        Side::Both | Side::Other(_) => LineSide::Both,
    }
}

/// The line that an answer is, behind a title that goes without saying. The title stays empty unless
/// the answer has its own.
fn line(asked: &Asked<'_>, text: &str) -> Result<OneLine, Problem> {
    unfinished(text)?;
    if let Err(error @ DurationError::NoUnit { .. }) = Duration::parse(text) {
        return Err(Problem(error.to_string()));
    }
    let first = |line: &OneLine| match line.problems.first() {
        Some(problem) => Err(Problem(problem.message.clone())),
        None => Ok(()),
    };
    let mut behind = adding::read(asked.plan, &format!("\"x\" {text}"), asked.today);
    if behind.title == "x" {
        first(&behind)?;
        behind.title.clear();
        behind.parts.retain(|part| part.kind != PartKind::Title);
        return Ok(behind);
    }
    if let Some((length, rest)) = begins_with_length(text) {
        return Err(Problem(format!(
            "{} is not understood behind {length}: a name takes an @, as in {length} @Dana",
            quoted(rest)
        )));
    }
    let whole = adding::read(asked.plan, text, asked.today);
    first(&whole)?;
    if let Found::One(_) = people::find(asked.plan, &whole.title, None) {
        return Err(Problem(format!("a name takes an @: type @{}", whole.title)));
    }
    Ok(whole)
}

/// Answers that say too little to be a step.
fn unfinished(text: &str) -> Result<(), Problem> {
    let head = text.split(['@', ',']).next().unwrap_or_default();
    let head = tidy(head.trim_matches(|c: char| c.is_whitespace() || ".!?".contains(c)));
    let head = head.to_lowercase();
    let vague = [
        "a few ", "few ", "some ", "several ", "just ", "maybe ", "only ",
    ];
    let unit = vague
        .iter()
        .find_map(|word| head.strip_prefix(word))
        .unwrap_or(&head);
    let (units, example) = match unit {
        "d" | "day" | "days" | "working days" => ("days", "5d"),
        "w" | "week" | "weeks" => ("weeks", "3w"),
        "m" | "month" | "months" => ("months", "2m"),
        "days or weeks" => ("days or weeks", "5d or 3w"),
        "no" | "none" | "nobody" | "no one" | "nope" | "n/a" | "not needed" => {
            return Err(Problem(
                "nothing to do here? Then skip this question".to_owned(),
            ));
        }
        "yes" | "yep" | "ok" | "sure" => return Err(no_length()),
        _ => return Ok(()),
    };
    Err(Problem(format!("how many {units}? Type such as {example}")))
}

/// The length that a text begins with, and what follows.
fn begins_with_length(text: &str) -> Option<(&str, &str)> {
    const MOST_WORDS: usize = 4;
    let ends = text.match_indices(char::is_whitespace).map(|(at, _)| at);
    let ends: Vec<usize> = ends.take(MOST_WORDS).collect();
    ends.into_iter().rev().find_map(|end| {
        let (head, rest) = text.split_at_checked(end)?;
        let head = head.trim_end_matches([',', ';']);
        Duration::parse(head).ok().map(|_| (head, rest.trim()))
    })
}

/// Where a new step goes: before the first step of the chain that closes no circle, and after the
/// steps of those questions that come before it. What the line says itself wins.
pub(super) fn placed(asked: &Asked<'_>, implied: &Implied, line: OneLine) -> Result<Put, Problem> {
    let says = |kind: LinkKind| line.links.iter().any(|link| link.kind == kind);
    let (says_before, says_after) = (says(LinkKind::Before), says(LinkKind::After));
    let mut put = Put::new(line);
    let chain: Vec<&str> = match says_before {
        true => Vec::new(),
        false => implied
            .before
            .iter()
            .filter_map(|id| step_id(asked, id))
            .collect(),
    };
    let mut later = None;
    for id in chain {
        put.line.links.push(link(LinkKind::Before, id));
        match put.tried(asked.plan) {
            Ok(_) => {
                later = Some(id);
                break;
            }
            Err(_) => put.line.links.pop(),
        };
    }
    put.tried(asked.plan)
        .map_err(|error| Problem(error.to_string()))?;
    if says_after {
        return Ok(put);
    }
    for id in earlier(asked).into_iter().filter(|id| Some(*id) != later) {
        put.line.links.push(link(LinkKind::After, id));
        if put.tried(asked.plan).is_err() {
            put.line.links.pop();
        }
    }
    Ok(put)
}

fn link(kind: LinkKind, id: &str) -> LineLink {
    LineLink {
        kind,
        ends: Ends::default(),
        target: LinkTarget::Step(id.to_owned()),
        lag: Lag::ZERO,
    }
}

/// The step of a question, by the question's id.
fn step_id<'a>(asked: &Asked<'a>, question: &str) -> Option<&'a str> {
    let question = builtin().iter().find(|other| other.id == question)?;
    let step = asked.interview.step_of(question, asked.plan)?;
    Some(step.id.as_str()).filter(|_| !step.follows_go_live())
}

/// The steps of those questions whose step comes next before this question's: with nothing in between.
fn earlier<'a>(asked: &Asked<'a>) -> Vec<&'a str> {
    let next_is_this = |before: &[String]| {
        let next = before
            .iter()
            .find(|id| **id == asked.question.id || step_id(asked, id).is_some());
        next == Some(&asked.question.id)
    };
    let before = builtin().iter().filter(|question| {
        question
            .implied()
            .is_some_and(|implied| next_is_this(&implied.before))
    });
    before
        .filter_map(|question| step_id(asked, &question.id))
        .collect()
}

fn chips(asked: &Asked<'_>, put: &Put, trial: &Plan, added: &Added) -> Vec<Chip> {
    let Some(step) = trial.step(&added.step) else {
        return Vec::new();
    };
    let line = &put.line;
    let mut chips = vec![Chip::ok("step", step.title.clone())];
    if line
        .parts
        .iter()
        .all(|part| part.kind != PartKind::Duration)
    {
        chips.push(Chip::ok("length", step.duration.words()));
    }
    for part in &line.parts {
        let label = match part.kind {
            PartKind::Title | PartKind::Owner => continue,
            PartKind::Duration => "length",
            PartKind::Side => "side",
            PartKind::Link => "order",
            // Their words say by themselves what they mean: "by Fri 27 Nov".
            PartKind::Pin | PartKind::NotBefore | PartKind::NoLaterThan | PartKind::Gate => "",
        };
        chips.push(Chip::ok(label, part.meaning.clone()));
    }
    chips.extend(owners(asked.plan, trial, step));
    let typed = |link: &&LineLink| {
        line.parts.iter().all(|part| part.kind != PartKind::Link) && link.kind == LinkKind::Before
    };
    for link in line.links.iter().filter(typed) {
        if let LinkTarget::Step(id) = &link.target
            && let Some(later) = trial.step(id)
        {
            chips.push(Chip::ok("before", later.title.clone()));
        }
    }
    // Who is new was said with the owners.
    let notes = added.notes.iter().filter(|note| !note.contains(" is new"));
    chips.extend(notes.map(|note| Chip::warn("note", note.clone())));
    chips
}

/// Who owns the step, each with the side; a warning when nobody does.
fn owners(plan: &Plan, trial: &Plan, step: &Step) -> Vec<Chip> {
    let mut chips = Vec::new();
    for side in [Side::Buyer, Side::Seller] {
        let owner = step.owner(&side).and_then(|id| trial.person(id));
        let Some(person) = owner else { continue };
        let organization = plan.organization(&side);
        let new = if plan.person(&person.id).is_none() {
            "new, for "
        } else {
            ""
        };
        chips.push(Chip::ok(
            "owner",
            format!("{} ({new}{organization})", person.name),
        ));
    }
    if chips.is_empty() {
        chips.push(Chip::warn("owner", "nobody yet: add @ and a name"));
    }
    chips
}
