//! The rows of a timeline in the order in which they are shown. Holds positions only, so building
//! it for thousands of steps is one sort; what a row says is gathered when it is visible.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate};

use super::ghosts::{Ghosts, News};
use super::order::{self, Order, Slot};
use super::words::{self, Years};
use crate::plan::{GO_LIVE, Plan, Side, Step};
use crate::schedule::{Bars, Schedule, StepDates};

/// What a row stands for; the same before and after every re-ordering.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum RowId {
    /// A step, by its id.
    Step(String),
    /// The buyer's date.
    #[default]
    GoLive,
}

impl RowId {
    /// The row of a step.
    pub fn step(id: &str) -> Self {
        Self::Step(id.to_owned())
    }

    /// The id as links and moved marks name it: the step's, or `go-live`.
    pub fn key(&self) -> &str {
        match self {
            Self::Step(id) => id,
            Self::GoLive => GO_LIVE,
        }
    }
}

/// The rows of a plan, in order. Build it again when the plan or its schedule changed.
#[derive(Debug, Clone)]
pub struct Rows {
    pub(super) slots: Vec<Slot>,
    /// By position in the plan: nothing but go-live waits for the step.
    last: Vec<bool>,
    order: Order,
    extent: Extent,
    date_cols: u16,
    years: Years,
    pub(super) ghosts: Ghosts,
}

/// From when to when anything happens, as days since the common era began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// Today, or the first day of anything.
    pub(super) first: i64,
    /// Go-live, or the last day of anything.
    pub(super) last: i64,
    /// The later of go-live and where it stood before; without one the day after the last of anything, at least twelve weeks ahead.
    pub(super) anchor: i64,
}

/// What a row says.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// The step, or nothing for go-live.
    pub step: Option<&'a Step>,
    /// Its position in the plan.
    pub at: usize,
    /// The title as the plan has it.
    pub title: &'a str,
    /// When it must happen: first and last day.
    pub must: Option<(NaiveDate, NaiveDate)>,
    /// When it could happen: first and last day.
    pub can: Option<(NaiveDate, NaiveDate)>,
    /// When work on it began, if it did.
    pub started: Option<NaiveDate>,
    /// When it was done, if it is.
    pub done: Option<NaiveDate>,
    /// Whether it takes no time.
    pub milestone: bool,
    /// Working days between where it could and where it must be.
    pub to_spare: Option<i32>,
    /// Working days ago that it should have started.
    pub late_by: Option<i32>,
    /// Whether it is on the chain that drives go-live.
    pub drives: bool,
    /// How far the last edit moved it, in days.
    pub moved: Option<i32>,
    /// Whether it came or went since the plan that it is held against.
    pub news: Option<News>,
}

impl Rows {
    /// Puts the steps and go-live in order. One sort (by date), or one walk of the links.
    pub fn new(plan: &Plan, schedule: &Schedule, order: Order) -> Self {
        let slots = match order {
            Order::ByDate => order::by_date(plan, schedule),
            Order::Backwards => order::backwards(plan, schedule),
        };
        let years = Years::new(schedule.today, schedule.go_live);
        Self {
            slots,
            last: last_before_go_live(plan, schedule),
            order,
            extent: extent(plan, schedule),
            date_cols: date_cols(plan, schedule, years),
            years,
            ghosts: Ghosts::default(),
        }
    }

    /// Widens the time in view so that it shows where the bars stood before, too.
    pub fn make_room(&mut self, bars: &Bars) {
        let Extent {
            first,
            last,
            anchor,
        } = &mut self.extent;
        for (start, finish) in bars.steps.values() {
            *first = (*first).min(day(*start));
            *last = (*last).max(day(*finish));
        }
        if let Some(date) = bars.go_live.map(day) {
            *first = (*first).min(date);
            *last = (*last).max(date);
            *anchor = (*anchor).max(date);
        }
    }

    /// How many rows there are; go-live is always one of them.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Never: go-live is always there.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The order in which they stand.
    pub fn order(&self) -> Order {
        self.order
    }

    /// What the row at a position stands for; nothing for a step that went, which cannot be selected.
    pub fn id(&self, plan: &Plan, row: usize) -> Option<RowId> {
        match *self.slots.get(row)? {
            Slot::GoLive => Some(RowId::GoLive),
            Slot::Step(index) => plan.steps.get(index).map(|step| RowId::step(&step.id)),
            Slot::Gone(_) => None,
        }
    }

    /// The step at a position; nothing for go-live and for a step that went.
    pub fn step<'a>(&self, plan: &'a Plan, row: usize) -> Option<&'a Step> {
        match *self.slots.get(row)? {
            Slot::GoLive | Slot::Gone(_) => None,
            Slot::Step(index) => plan.steps.get(index),
        }
    }

    /// Whether go-live waits for the row directly: nothing else does.
    pub(super) fn leads_to_go_live(&self, row: usize) -> bool {
        match self.slots.get(row) {
            Some(Slot::Step(index)) => self.last.get(*index) == Some(&true),
            _ => false,
        }
    }

    /// Where a row stands. `hint` is where it stood last; when it still does, nothing is searched.
    pub fn find(&self, plan: &Plan, id: &RowId, hint: usize) -> Option<usize> {
        let is_it = |slot: &Slot| match (slot, id) {
            (Slot::GoLive, RowId::GoLive) => true,
            (Slot::Step(index), RowId::Step(id)) => {
                plan.steps.get(*index).is_some_and(|step| step.id == *id)
            }
            _ => false,
        };
        if self.slots.get(hint).is_some_and(is_it) {
            return Some(hint);
        }
        self.slots.iter().position(is_it)
    }

    /// What the row at a position says.
    pub fn row<'a>(
        &'a self,
        plan: &'a Plan,
        schedule: &Schedule,
        moved: &HashMap<String, i32>,
        row: usize,
    ) -> Option<Row<'a>> {
        match *self.slots.get(row)? {
            Slot::GoLive => Some(go_live_row(schedule, moved)),
            Slot::Step(index) => {
                let nothing = StepDates::default();
                let dates = schedule.step(index).unwrap_or(&nothing);
                let step = plan.steps.get(index)?;
                let mut row = step_row((index, step), dates, moved);
                row.news = self.ghosts.came(step);
                Some(row)
            }
            Slot::Gone(at) => self.ghosts.row(at),
        }
    }

    pub(super) fn extent(&self) -> Extent {
        self.extent
    }

    pub(super) fn date_cols(&self) -> u16 {
        self.date_cols
    }

    pub(super) fn years(&self) -> Years {
        self.years
    }
}

fn go_live_row(schedule: &Schedule, moved: &HashMap<String, i32>) -> Row<'static> {
    let day = |date: Option<NaiveDate>| date.map(|date| (date, date));
    Row {
        step: None,
        at: usize::MAX,
        title: "Go-live",
        must: day(schedule.go_live),
        can: day(schedule.forecast),
        started: None,
        done: None,
        milestone: true,
        to_spare: schedule.days_to_spare,
        late_by: None,
        drives: false,
        moved: moved.get(GO_LIVE).copied().filter(|days| *days != 0),
        news: None,
    }
}

fn step_row<'a>(
    (at, step): (usize, &'a Step),
    dates: &StepDates,
    moved: &HashMap<String, i32>,
) -> Row<'a> {
    let milestone = step.duration.is_milestone();
    Row {
        step: Some(step),
        at,
        title: &step.title,
        must: window(dates.must_start, dates.must_finish, milestone),
        can: window(dates.can_start, dates.can_finish, milestone),
        started: step.started,
        done: step.done,
        milestone,
        to_spare: dates.to_spare,
        late_by: dates.late_by,
        drives: dates.drives,
        moved: moved.get(&step.id).copied().filter(|days| *days != 0),
        news: None,
    }
}

/// First and last day; a milestone is on the day it is done, an end without the other stands alone.
fn window(
    start: Option<NaiveDate>,
    finish: Option<NaiveDate>,
    milestone: bool,
) -> Option<(NaiveDate, NaiveDate)> {
    let finish = finish.or(start)?;
    let start = if milestone {
        finish
    } else {
        start.unwrap_or(finish)
    };
    Some((start.min(finish), finish))
}

fn last_before_go_live(plan: &Plan, schedule: &Schedule) -> Vec<bool> {
    let links = plan.steps.iter().flat_map(|step| &step.after);
    let followed: HashSet<&str> = links.map(|link| link.step.as_str()).collect();
    let is_last = |(index, step): (usize, &Step)| {
        let dates = schedule.step(index);
        !followed.contains(step.id.as_str()) && dates.is_some_and(|dates| !dates.after_go_live)
    };
    plan.steps.iter().enumerate().map(is_last).collect()
}

fn dates_of<'a>(
    step: &'a Step,
    dates: Option<&'a StepDates>,
) -> impl Iterator<Item = NaiveDate> + 'a {
    let planned = dates.into_iter().flat_map(|dates| {
        [
            dates.must_start,
            dates.must_finish,
            dates.can_start,
            dates.can_finish,
        ]
    });
    planned.chain([step.started, step.done]).flatten()
}

fn extent(plan: &Plan, schedule: &Schedule) -> Extent {
    let today = day(schedule.today);
    let (mut first, mut last) = (today, today);
    for (index, step) in plan.steps.iter().enumerate() {
        for date in dates_of(step, schedule.step(index)) {
            first = first.min(day(date));
            last = last.max(day(date));
        }
    }
    let forecast = schedule.forecast.map_or(last, day);
    let anchor = match schedule.go_live {
        Some(date) => day(date),
        None => forecast.max(last + 1).max(today + 12 * 7),
    };
    Extent {
        first: first.min(anchor),
        last: last.max(forecast).max(anchor),
        anchor,
    }
}

fn date_cols(plan: &Plan, schedule: &Schedule, years: Years) -> u16 {
    let of_steps = plan
        .steps
        .iter()
        .enumerate()
        .flat_map(|(index, step)| dates_of(step, schedule.step(index)).map(|date| date.year()));
    let widest = of_steps.map(|year| years.cols(year)).max().unwrap_or(0);
    words::DATE_COLS + widest
}

/// Days since the common era began; every date chrono holds is far inside.
pub(super) fn day(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

/// Where a side's colour and glyph stand: buyer, seller, both.
pub(super) fn side_index(side: &Side) -> usize {
    match side {
        Side::Buyer => 0,
        Side::Seller => 1,
        Side::Both | Side::Other(_) => 2,
    }
}
