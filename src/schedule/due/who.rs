//! Who is asked for what is due, and in which words: each person with what is theirs, a side for the
//! steps that nobody owns.

use chrono::NaiveDate;

use super::{Due, Task, Urgency};
use crate::plan::people::called;
use crate::plan::{Plan, Side, Step};
use crate::schedule::StepDates;

/// What is due from one person, or from whoever will own the steps of a side.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked<'a> {
    /// The person's id; nothing for a side as a whole.
    pub person: Option<&'a str>,
    /// Whose side it is.
    pub side: Side,
    /// What is due, the most pressing first.
    pub due: Vec<Due>,
}

impl Asked<'_> {
    /// The person's name; of one who left the plan, the last known.
    pub fn name(&self, plan: &Plan) -> String {
        match self.person {
            Some(id) => plan
                .person(id)
                .map_or_else(|| called(plan, id), |person| person.name.clone()),
            None => "nobody yet".to_owned(),
        }
    }
}

/// Sorts what is due by who is asked, in the order of the plan's people; sides without an owner come
/// last. What two people own is told to both.
pub fn by_person<'a>(plan: &'a Plan, found: &[Due]) -> Vec<Asked<'a>> {
    let mut people: Vec<Asked> = Vec::new();
    for due in found {
        let Some(step) = plan.steps.get(due.step) else {
            continue;
        };
        for (person, side) in asked(plan, step, due.task) {
            let is_theirs = |known: &Asked| known.person == person && known.side == side;
            let at = people.iter().position(is_theirs).unwrap_or_else(|| {
                people.push(Asked {
                    person,
                    side,
                    due: Vec::new(),
                });
                people.len() - 1
            });
            if let Some(theirs) = people.get_mut(at) {
                theirs.due.push(*due);
            }
        }
    }
    let place = |of: &Asked| {
        let mut people = plan.people.iter();
        people.position(|person| Some(person.id.as_str()) == of.person)
    };
    people.sort_by_cached_key(|of| place(of).unwrap_or(usize::MAX));
    people
}

/// Who has to do it: the owners, or the side when a step has none.
fn asked<'a>(plan: &Plan, step: &'a Step, task: Task) -> Vec<(Option<&'a str>, Side)> {
    let side_of = |id: &str| plan.person(id).map(|person| person.side.clone());
    let who = step
        .unknown
        .as_ref()
        .and_then(|unknown| unknown.who.as_deref());
    let owners: Vec<&str> = match (task, who) {
        (Task::Answer, Some(who)) => vec![who],
        _ => [Side::Buyer, Side::Seller]
            .iter()
            .filter_map(|side| step.owner(side))
            .collect(),
    };
    if owners.is_empty() {
        return vec![(None, step.side.clone())];
    }
    owners
        .into_iter()
        .map(|id| (Some(id), side_of(id).unwrap_or_else(|| step.side.clone())))
        .collect()
}

/// What is due of a step, in words without its title: "must start by Fri 15 Jan, be done by Fri 29 Jan".
/// `date` says a date.
pub fn words(dates: &StepDates, due: Due, date: &dyn Fn(NaiveDate) -> String) -> String {
    let by = due.by.map(|by| format!(" by {}", date(by)));
    let by = by.unwrap_or_default();
    let (did, to_do) = match due.task {
        Task::Start => ("started", "start"),
        Task::Finish => ("been done", "be done"),
        Task::Answer => ("been answered", "be answered"),
    };
    let subject = match due.task {
        Task::Answer => "the open question ",
        Task::Start | Task::Finish => "",
    };
    let told = match due.urgency {
        Urgency::Overdue => {
            let late = dates.late_by.filter(|_| due.task == Task::Start);
            let ago = late.map(|days| {
                let unit = if days == 1 { "day" } else { "days" };
                format!(", {days} working {unit} ago")
            });
            format!("should have {did}{by}{}", ago.unwrap_or_default())
        }
        Urgency::Soon => {
            let done = dates.must_finish.filter(|_| due.task == Task::Start);
            let done = done.map(|finish| format!(", be done by {}", date(finish)));
            format!("must {to_do}{by}{}", done.unwrap_or_default())
        }
        Urgency::Ready => {
            let latest = due.by.map(|by| format!(", at the latest on {}", date(by)));
            format!("could {to_do} now{}", latest.unwrap_or_default())
        }
    };
    format!("{subject}{told}")
}
