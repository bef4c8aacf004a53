//! What each line of the details says of a step: who, how long, when, its neighbours, what is open, who
//! changed it last. Words only; which lines there are and how they look is the panel's.

use super::{Weight, Words};
use crate::plan::authorship::StepAuthorship;
use crate::plan::date_text::short_date_near;
use crate::plan::{Plan, Side, Step, bounds, links};
use crate::schedule::bars::Shift;
use crate::schedule::due::{self, Due, Task, Urgency, who};
use crate::schedule::slip::{self, Slip};
use crate::schedule::{Schedule, StepDates, explain};
use crate::tui::document::Document;

fn owner_name<'a>(plan: &'a Plan, id: Option<&'a str>) -> Option<&'a str> {
    id.map(|id| plan.person(id).map_or(id, |person| person.name.as_str()))
}

pub(super) fn who(plan: &Plan, step: &Step) -> Words {
    let mut words = Words::new();
    let mut add = |said: String, weight| {
        let between = if words.is_empty() { "" } else { " · " };
        words.push((format!("{between}{said}"), weight));
    };
    if let Side::Other(word) = &step.side {
        add(word.clone(), Weight::Text);
    }
    for side in [Side::Buyer, Side::Seller] {
        let wanted = step.side == side || step.side == Side::Both;
        let organization = plan.organization(&side);
        match owner_name(plan, step.owner(&side)) {
            Some(name) => add(format!("{name}, {organization}"), Weight::Strong),
            None if wanted => add(format!("nobody at {organization} yet"), Weight::Warn),
            None => {}
        }
    }
    words
}

pub(super) fn takes(step: &Step, dates: &StepDates) -> Words {
    let mut words = vec![(step.duration.words(), Weight::Text)];
    if let Some(estimate) = step.duration.estimate_words() {
        words.push((format!(" ({estimate})"), Weight::Muted));
    }
    if dates.drives {
        words.push((" · drives go-live".to_owned(), Weight::Strong));
    }
    if step.riskiest {
        words.push((" · ! riskiest".to_owned(), Weight::Warn));
    }
    if let (Some(late), None) = (dates.late_by, step.done) {
        let days = if late == 1 { "day" } else { "days" };
        words.push((
            format!(" · should have started {late} working {days} ago"),
            Weight::Bad,
        ));
    }
    words
}

/// Where go-live lands as the plan stands, and by how much it does not fit.
pub(super) fn lands(schedule: &Schedule) -> String {
    let date = |date| short_date_near(date, schedule.go_live.unwrap_or(date));
    let working = schedule.forecast_working;
    let working = working.map(|day| format!(" (both sides work again on {})", date(day)));
    let short = schedule.short_by().map(|days| match days {
        1 => ", 1 working day short".to_owned(),
        days => format!(", {days} working days short"),
    });
    let lands = schedule
        .forecast
        .map(|day| format!("as it stands on {}", date(day)));
    [lands, working, short].into_iter().flatten().collect()
}

/// Steps that are told one by one of those that should have started; each says it in its own details too.
const OVERDUE_TOLD: usize = 12;

/// The steps that should have started, and how long ago, the first ones first.
pub(super) fn overdue(plan: &Plan, schedule: &Schedule) -> Vec<String> {
    let steps = plan.steps.iter().zip(&schedule.steps);
    let late = |(step, dates): (&Step, &StepDates)| {
        let (days, start) = (dates.late_by?, dates.must_start?);
        step.done
            .is_none()
            .then(|| (start, days, step.title.clone()))
    };
    let mut late: Vec<_> = steps.filter_map(late).collect();
    late.sort_by_key(|(start, _, _)| *start);
    let date = |date| short_date_near(date, schedule.today);
    let told = late.iter().take(OVERDUE_TOLD).map(|(start, days, title)| {
        let days = match days {
            1 => "1 working day".to_owned(),
            days => format!("{days} working days"),
        };
        format!("start {title} on {}, {days} ago", date(*start))
    });
    let mut told: Vec<String> = told.collect();
    let more = late.len().saturating_sub(OVERDUE_TOLD);
    if more > 0 {
        told.push(format!("and {more} more that should have started"));
    }
    told
}

/// Columns of a date without its year, the space to the next one included.
const DATE_COLS: usize = 13;

/// The dates, at the same columns for every step.
pub(super) fn when(step: &Step, dates: &StepDates, near: chrono::NaiveDate) -> Words {
    let mut words = Words::new();
    let mut fact = |label: &str, value: Option<chrono::NaiveDate>, weight| {
        if let Some(value) = value {
            words.push((format!("{label} "), Weight::Muted));
            let date = short_date_near(value, near);
            words.push((format!("{date:DATE_COLS$}"), weight));
        }
    };
    fact("started", step.started, Weight::Text);
    if step.done.is_some() {
        fact("done", step.done, Weight::Strong);
        return words;
    }
    if !step.duration.is_milestone() {
        fact("start by", dates.must_start, Weight::Text);
    }
    fact("done by", dates.must_finish, Weight::Strong);
    fact("could be done", dates.can_finish, Weight::Text);
    // Room behind the last one would only make it wrap.
    if let Some((date, _)) = words.last_mut() {
        date.truncate(date.trim_end().len());
    }
    words
}

/// What is due of it, or that it could start now. That it should have started is told with its length.
pub(super) fn now(document: &Document, at: usize, near: chrono::NaiveDate) -> Words {
    let (plan, schedule) = (document.plan(), document.schedule());
    let Some(dates) = schedule.step(at) else {
        return Words::new();
    };
    let find = |id: &str| document.index().step(plan, id);
    let found = due::of_step(plan, schedule, at, due::AHEAD, find);
    let told = |due: &Due| match (due.urgency, due.task) {
        (Urgency::Overdue, Task::Start) if dates.late_by.is_some() => None,
        _ => Some(who::words(dates, *due, &|date| short_date_near(date, near))),
    };
    let weight = match found.first().map(|due| due.urgency) {
        Some(Urgency::Overdue) => Weight::Bad,
        Some(Urgency::Soon) => Weight::Warn,
        _ => Weight::Text,
    };
    let told: Vec<String> = found.iter().filter_map(told).collect();
    let words = (told.join("; "), weight);
    (!told.is_empty()).then_some(words).into_iter().collect()
}

/// What holds it to certain days.
pub(super) fn bounds(step: &Step, near: chrono::NaiveDate) -> Words {
    let words = bounds::words(step, &|date| short_date_near(date, near));
    let held = (words.join(" · "), Weight::Text);
    (!words.is_empty()).then_some(held).into_iter().collect()
}

/// How far the last edit moved a step, and which step pushed it; nothing when it did not.
pub(super) fn moved(document: &Document, at: usize) -> String {
    let step = document.plan().steps.get(at);
    let by = step.and_then(|step| document.moved().get(&step.id));
    let Some(by) = by.filter(|by| **by != 0) else {
        return String::new();
    };
    let days = if by.abs() == 1 { "day" } else { "days" };
    let way = if *by < 0 { "earlier" } else { "later" };
    let pushed = document
        .pushed_by(at)
        .map_or_else(String::new, |by| format!(", pushed by {by}"));
    let could = if document.moved_forwards() && step.is_some_and(|step| step.done.is_none()) {
        "could be done "
    } else {
        ""
    };
    format!("{could}{} {days} {way} by the last edit{pushed}", by.abs())
}

/// What a trial does to a step, by its id, or to go-live; nothing without one.
pub(super) fn tried(document: &Document, id: Option<&str>) -> String {
    let moves = document.tried_moves();
    let Some(one) = moves.iter().find(|one| one.id.as_deref() == id) else {
        return String::new();
    };
    let date = |date| short_date_near(date, document.schedule().today);
    let by = match one.shift.days() {
        Some(1) => " (1 day later)".to_owned(),
        Some(-1) => " (1 day earlier)".to_owned(),
        Some(days) if days < 0 => format!(" ({} days earlier)", -days),
        Some(days) => format!(" ({days} days later)"),
        None => String::new(),
    };
    let what = if id.is_some() { "done by " } else { "" };
    match one.shift {
        Shift::Finish(from, to) => format!("{what}{} → {}{by}", date(from), date(to)),
        Shift::Start(from, to) => format!("start by {} → {}{by}", date(from), date(to)),
        Shift::New(_) => "not in the plan as it is kept".to_owned(),
        Shift::Gone(from) => format!("no date; as it is kept {}", date(from)),
    }
}

/// How far a step has slipped since the first agreement, and who moved it; nothing when it stands.
pub(super) fn slipped(plan: &Plan, at: usize, slip: Option<&Slip>) -> String {
    let mut steps = slip.into_iter().flat_map(|slip| &slip.steps);
    let step = steps.find(|step| step.step == at);
    step.map_or_else(String::new, |step| slip::of_step(plan, step))
}

/// What go-live has slipped since the first agreement, with each side's part, or how a plan comes by
/// dates to measure against.
pub(super) fn sum(plan: &Plan, slip: Option<&Slip>) -> (String, Weight) {
    match (slip, &plan.baseline) {
        (Some(slip), _) => {
            let sides = match slip::sides(slip).as_str() {
                "" => String::new(),
                sides => format!("{sides} · "),
            };
            let words = format!("{sides}{} since agreed", slip::total(slip));
            (words, Weight::Text)
        }
        (None, Some(_)) => (
            "not known while there is no go-live date".to_owned(),
            Weight::Muted,
        ),
        (None, None) => (NO_BASELINE.to_owned(), Weight::Muted),
    }
}

/// How a plan comes by a baseline.
pub const NO_BASELINE: &str =
    "nothing agreed yet: the first agreement, in the read-back (R), is what it is measured against";

pub(super) fn before(document: &Document, step: &Step) -> Vec<String> {
    let (plan, index) = (document.plan(), document.index());
    links::words_by(step, |id| index.step(plan, id))
}

/// What comes after the step at a position. Where that is one step, and the one that sets the limit, the
/// sentence that says so stands here and not once more among the reasons.
pub(super) fn next(
    document: &Document,
    at: usize,
    reasons: &mut Vec<(explain::Kind, String)>,
) -> String {
    let own = document.plan().steps.get(at).map_or("", |step| &step.id);
    let next = document.index().followers(document.plan(), at);
    let named = |step: &Step| match links::ties_to(step, own).as_slice() {
        [] => step.title.clone(),
        ties => format!("{} ({})", step.title, ties.join("; ")),
    };
    let next: Vec<(&str, String)> = next
        .map(|step| (step.title.as_str(), named(step)))
        .collect();
    let binds = |(kind, sentence): &(explain::Kind, String)| {
        let rest = sentence.strip_prefix("before ")?;
        (*kind == explain::Kind::Binding).then(|| rest.to_owned())
    };
    match next.as_slice() {
        [(only, named)] => {
            let said = |sentence: &String| sentence.starts_with(only);
            let told = reasons
                .iter()
                .position(|reason| binds(reason).is_some_and(|s| said(&s)));
            told.map(|place| reasons.remove(place))
                .and_then(|reason| binds(&reason))
                .unwrap_or_else(|| named.clone())
        }
        many => {
            let names: Vec<&str> = many.iter().map(|(_, named)| named.as_str()).collect();
            names.join(", ")
        }
    }
}

pub(super) fn open_question(plan: &Plan, step: &Step, near: chrono::NaiveDate) -> Words {
    let Some(unknown) = &step.unknown else {
        return Words::new();
    };
    let who = owner_name(plan, unknown.who.as_deref()).unwrap_or("somebody");
    let by = unknown
        .by
        .map(|date| format!(" by {}", short_date_near(date, near)))
        .unwrap_or_default();
    vec![(format!("{who} finds out{by}"), Weight::Warn)]
}

/// Later changes that are told one by one.
const CHANGES_TOLD: usize = 2;

/// Who wrote the step and who changed it since, the last ones; nothing while nobody is on record.
pub(super) fn authorship(plan: &Plan, step: &Step) -> Vec<String> {
    let authorship = StepAuthorship::of(plan, &step.id);
    if authorship.written.is_none() && authorship.changed.is_empty() {
        return Vec::new();
    }
    let mut told = authorship.words(plan);
    let left_out = (told.len() - 1).saturating_sub(CHANGES_TOLD);
    told.drain(1..=left_out);
    if authorship.written.is_none() {
        told.remove(0);
    }
    told
}
