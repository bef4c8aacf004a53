//! The two orders of the rows: by date, and backwards from go-live. Works on positions and keys;
//! looks links up in one table and walks them without recursion.

use std::collections::{BinaryHeap, HashMap};

use chrono::NaiveDate;

use super::rows::day;
use crate::plan::{Plan, Step};
use crate::schedule::{Schedule, StepDates};

/// The order of the rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// As the dates fall: what must start first stands first.
    #[default]
    ByDate,
    /// From go-live downwards: every step stands above those it waits for.
    Backwards,
}

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// The step at a position of the plan.
    Step(usize),
    /// The buyer's date.
    GoLive,
    /// A step that is in an older plan only, by its position among those.
    Gone(usize),
}

/// Where a step belongs, seen from go-live. In the order of [`Order::ByDate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Before,
    Behind,
    Undated,
}

/// Sorts by date: part, first day, last day, position in the plan.
type Key = (Part, i64, i64, usize);

fn key(index: usize, dates: &StepDates, go_live: Option<NaiveDate>) -> Key {
    let Some(start) = dates.must_start.or(dates.can_start) else {
        return (Part::Undated, 0, 0, index);
    };
    let finish = dates.must_finish.or(dates.can_finish).unwrap_or(start);
    let behind = dates.after_go_live || go_live.is_some_and(|day| start >= day);
    let part = if behind { Part::Behind } else { Part::Before };
    (part, day(start), day(finish), index)
}

fn keys(plan: &Plan, schedule: &Schedule) -> Vec<Key> {
    let nothing = StepDates::default();
    (0..plan.steps.len())
        .map(|index| {
            let dates = schedule.step(index).unwrap_or(&nothing);
            key(index, dates, schedule.go_live)
        })
        .collect()
}

/// What must start first stands first; go-live, then what follows it, then what has no date.
pub(super) fn by_date(plan: &Plan, schedule: &Schedule) -> Vec<Slot> {
    let mut keys = keys(plan, schedule);
    keys.sort_unstable();
    let before = keys.partition_point(|key| key.0 == Part::Before);
    let mut slots: Vec<Slot> = keys.iter().map(|key| Slot::Step(key.3)).collect();
    slots.insert(before, Slot::GoLive);
    slots
}

/// Sorts latest first in a heap: rank of the part, last day, first day, position.
type Latest = (u8, i64, i64, usize);

fn latest((part, start, finish, index): Key) -> Latest {
    let rank = match part {
        Part::Behind => 2,
        Part::Before => 1,
        Part::Undated => 0,
    };
    (rank, finish, start, index)
}

/// Takes, again and again, the latest of the steps that nothing left waits for. What is tied in a
/// circle is never free; it follows at the end, latest first.
pub(super) fn backwards(plan: &Plan, schedule: &Schedule) -> Vec<Slot> {
    let links = Links::of(plan);
    let mut waiting = links.followers();
    let keys: Vec<Latest> = keys(plan, schedule).into_iter().map(latest).collect();
    let is_free = |waiting: &[usize], key: &Latest| waiting.get(key.3) == Some(&0);
    let all = keys.iter().copied();
    let mut free: BinaryHeap<Latest> = all.clone().filter(|key| is_free(&waiting, key)).collect();
    let mut taken: Vec<Latest> = Vec::with_capacity(keys.len() + 1);
    while let Some(next) = free.pop() {
        taken.push(next);
        for index in links.before(next.3) {
            let Some(count) = waiting.get_mut(index) else {
                continue;
            };
            *count = count.saturating_sub(1);
            if *count == 0 {
                free.extend(keys.get(index));
            }
        }
    }
    let mut tied: Vec<Latest> = all.filter(|key| !is_free(&waiting, key)).collect();
    tied.sort_unstable_by(|a, b| b.cmp(a));
    taken.append(&mut tied);
    let behind = taken.iter().take_while(|key| key.0 == 2).count();
    let mut slots: Vec<Slot> = taken.iter().map(|key| Slot::Step(key.3)).collect();
    slots.insert(behind, Slot::GoLive);
    slots
}

/// What each step comes after, by position.
struct Links<'a> {
    steps: &'a [Step],
    index_of: HashMap<&'a str, usize>,
}

impl<'a> Links<'a> {
    fn of(plan: &'a Plan) -> Self {
        let steps = plan.steps.iter().enumerate();
        Self {
            index_of: steps.map(|(at, step)| (step.id.as_str(), at)).collect(),
            steps: &plan.steps,
        }
    }

    fn before(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let links = self
            .steps
            .get(index)
            .into_iter()
            .flat_map(|step| &step.after);
        links.filter_map(|link| self.index_of.get(link.step.as_str()).copied())
    }

    /// How many links lead away from each step.
    fn followers(&self) -> Vec<usize> {
        let mut followers = vec![0_usize; self.steps.len()];
        for before in (0..self.steps.len()).flat_map(|index| self.before(index)) {
            if let Some(count) = followers.get_mut(before) {
                *count += 1;
            }
        }
        followers
    }
}
