//! Where the bars of a plan stand: first and last day of each step, and go-live. Two of these are held
//! against each other to say, and to show as outlines, what moved between two versions of a plan.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::dates::{Schedule, StepDates};
use crate::plan::{Baseline, Plan, Span, Step};

/// The bars of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bars {
    /// The buyer's date.
    pub go_live: Option<NaiveDate>,
    /// First and last day of each step, by its id; a step without dates is left out.
    pub steps: HashMap<String, (NaiveDate, NaiveDate)>,
}

/// A step, or go-live, that does not stand where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The step's id; nothing for go-live.
    pub id: Option<String>,
    /// What it is called.
    pub title: String,
    /// What moved.
    pub shift: Shift,
}

/// From where to where something moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// The last day, from and to.
    Finish(NaiveDate, NaiveDate),
    /// The first day alone, from and to.
    Start(NaiveDate, NaiveDate),
    /// It was not there, or had no date, and is done on that day now.
    New(NaiveDate),
    /// It was done on that day, and is not there, or has no date.
    Gone(NaiveDate),
}

impl Shift {
    /// By how many calendar days, negative when it is earlier; nothing when it came or went.
    pub fn days(self) -> Option<i64> {
        match self {
            Self::Finish(from, to) | Self::Start(from, to) => {
                Some(to.signed_duration_since(from).num_days())
            }
            Self::New(_) | Self::Gone(_) => None,
        }
    }

    fn between(
        from: Option<&(NaiveDate, NaiveDate)>,
        to: Option<&(NaiveDate, NaiveDate)>,
    ) -> Option<Self> {
        match (from, to) {
            (Some(from), Some(to)) if from.1 != to.1 => Some(Self::Finish(from.1, to.1)),
            (Some(from), Some(to)) if from.0 != to.0 => Some(Self::Start(from.0, to.0)),
            (None, Some(to)) => Some(Self::New(to.1)),
            (Some(from), None) => Some(Self::Gone(from.1)),
            _ => None,
        }
    }
}

impl Bars {
    /// The bars as a plan stands: when each step must happen, or while nothing says so when it can; of
    /// a done step the days it took. `schedule` must be that of this plan.
    pub fn of(plan: &Plan, schedule: &Schedule) -> Self {
        let steps = plan.steps.iter().zip(&schedule.steps);
        let steps =
            steps.filter_map(|(step, dates)| Some((step.id.clone(), days_of(step, dates)?)));
        Self {
            go_live: schedule.go_live,
            steps: steps.collect(),
        }
    }

    /// The bars as they were agreed to.
    pub fn agreed(baseline: &Baseline) -> Self {
        let days = |span: &Span| (span.start.min(span.finish), span.finish);
        let steps = baseline.dates.iter();
        Self {
            go_live: baseline.go_live,
            steps: steps.map(|(id, span)| (id.clone(), days(span))).collect(),
        }
    }

    /// What moved from these bars, those of `before`, to `now`, those of `after`: go-live first, then
    /// the steps by how far, what came or went last; within one size in the plan's order.
    pub fn moves(&self, before: &Plan, now: &Self, after: &Plan) -> Vec<Move> {
        let day = |date: Option<NaiveDate>| date.map(|date| (date, date));
        let (from, to) = (day(self.go_live), day(now.go_live));
        let go_live = Shift::between(from.as_ref(), to.as_ref()).map(|shift| Move {
            id: None,
            title: "Go-live".to_owned(),
            shift,
        });
        let gone = before.steps.iter();
        let gone = gone.filter(|step| after.step(&step.id).is_none());
        let of_step = |step: &Step| {
            let shift = Shift::between(self.steps.get(&step.id), now.steps.get(&step.id))?;
            Some(Move {
                id: Some(step.id.clone()),
                title: step.title.clone(),
                shift,
            })
        };
        let mut steps: Vec<Move> = after.steps.iter().chain(gone).filter_map(of_step).collect();
        steps.sort_by_key(|step| {
            let days = step.shift.days();
            (days.is_none(), std::cmp::Reverse(days.map(i64::abs)))
        });
        go_live.into_iter().chain(steps).collect()
    }
}

fn days_of(step: &Step, dates: &StepDates) -> Option<(NaiveDate, NaiveDate)> {
    let (start, finish) = match (step.done, dates.must_finish) {
        (Some(done), _) => (step.started.or(dates.can_start), Some(done)),
        (None, Some(finish)) => (dates.must_start, Some(finish)),
        (None, None) => (dates.can_start, dates.can_finish),
    };
    let finish = finish?;
    let start = start.filter(|_| !step.duration.is_milestone());
    Some((start.unwrap_or(finish).min(finish), finish))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Steps with their first and last days.
    fn bars(go_live: &str, steps: &[(&str, &str, &str)]) -> (Plan, Bars) {
        let titles = steps
            .iter()
            .map(|(id, ..)| json!({"id": id, "title": id, "side": "both"}));
        let plan = json!({"format": 1, "id": "p", "name": "", "steps": titles.collect::<Vec<_>>()});
        let days = |(id, start, finish): &(&str, &str, &str)| {
            ((*id).to_owned(), (day(start), day(finish)))
        };
        let bars = Bars {
            go_live: Some(day(go_live)),
            steps: steps.iter().map(days).collect(),
        };
        (serde_json::from_value(plan).unwrap(), bars)
    }

    #[test]
    fn what_moved_is_told_by_size_and_what_came_or_went_last() {
        let (before, from) = bars(
            "2027-03-01",
            &[
                ("stays", "2027-01-04", "2027-01-08"),
                ("little", "2027-01-11", "2027-01-15"),
                ("gone", "2027-01-11", "2027-01-15"),
                ("much", "2027-01-11", "2027-01-29"),
                ("longer", "2027-02-08", "2027-02-26"),
            ],
        );
        let (after, to) = bars(
            "2027-03-03",
            &[
                ("stays", "2027-01-04", "2027-01-08"),
                ("new", "2027-01-04", "2027-01-05"),
                ("little", "2027-01-12", "2027-01-16"),
                ("much", "2027-01-04", "2027-01-22"),
                ("longer", "2027-02-05", "2027-02-26"),
            ],
        );
        let moves = from.moves(&before, &to, &after);
        let told = moves.iter().map(|one| (one.title.as_str(), one.shift));
        let expected = [
            (
                "Go-live",
                Shift::Finish(day("2027-03-01"), day("2027-03-03")),
            ),
            ("much", Shift::Finish(day("2027-01-29"), day("2027-01-22"))),
            ("longer", Shift::Start(day("2027-02-08"), day("2027-02-05"))),
            (
                "little",
                Shift::Finish(day("2027-01-15"), day("2027-01-16")),
            ),
            ("new", Shift::New(day("2027-01-05"))),
            ("gone", Shift::Gone(day("2027-01-15"))),
        ];
        assert_eq!(told.collect::<Vec<_>>(), expected);
        assert_eq!(moves[1].shift.days(), Some(-7));
    }

    #[test]
    fn bars_stand_where_the_timeline_draws_them() {
        let plan = json!({
            "format": 1, "id": "p", "name": "", "anchor": {"go_live": "2026-12-14"},
            "steps": [
                {"id": "done", "title": "", "side": "buyer", "duration": "2d",
                 "started": "2026-11-18", "done": "2026-11-20"},
                {"id": "open", "title": "", "side": "seller", "duration": "5d"},
                {"id": "mark", "title": "", "side": "seller", "duration": "milestone"},
            ],
        });
        let plan: Plan = serde_json::from_value(plan).unwrap();
        let schedule = Schedule::of(&plan, day("2026-11-23"));
        let bars = Bars::of(&plan, &schedule);
        let span = |from: &str, to: &str| (day(from), day(to));
        for (id, expected) in [
            ("done", span("2026-11-18", "2026-11-20")),
            ("open", span("2026-12-07", "2026-12-11")),
            ("mark", span("2026-12-11", "2026-12-11")),
        ] {
            assert_eq!(bars.steps.get(id), Some(&expected), "{id}");
        }
        assert_eq!(bars.go_live, Some(day("2026-12-14")));
    }
}
