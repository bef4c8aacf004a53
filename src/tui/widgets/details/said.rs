//! What each line of the details says of a step: who, how long, when, its neighbours, what is open, who
//! changed it last. Words only; which lines there are and how they look is the panel's.

use super::{Weight, Words};
use crate::plan::authorship::StepAuthorship;
use crate::plan::date_text::short_date_near;
use crate::plan::{Plan, Side, Step, bounds, links};
use crate::schedule::due::{self, Due, Task, Urgency, who};
use crate::schedule::{StepDates, explain};
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
