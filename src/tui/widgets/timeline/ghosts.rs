//! What a plan has and the one it is held against has not, and the other way round: a step that came says
//! so on its row, one that went stays as a row in its old place. Only positions and names; how the two
//! look is the layout's to say.

use std::collections::{HashMap, HashSet};

use super::neighbours::key;
use super::order::Slot;
use super::rows::{Row, Rows};
use crate::plan::{Plan, Step};
use crate::schedule::Schedule;

/// What came and what went.
#[derive(Debug, Clone, Default)]
pub(super) struct Ghosts {
    /// The steps that went, as they were.
    gone: Vec<Step>,
    /// The ids of those that came.
    came: HashSet<String>,
}

/// Whether a row is one that came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// The step is new.
    Came,
    /// The step was removed: the row is an outline that cannot be selected.
    Went,
}

impl News {
    /// The word on the row.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Came => "new",
            Self::Went => "removed",
        }
    }
}

impl Ghosts {
    /// Whether a step came.
    pub(super) fn came(&self, step: &Step) -> Option<News> {
        self.came.contains(&step.id).then_some(News::Came)
    }

    /// What the row of a step that went says: what it was called and whose it was, and no date.
    pub(super) fn row(&self, at: usize) -> Option<Row<'_>> {
        let step = self.gone.get(at)?;
        Some(Row {
            step: Some(step),
            at: usize::MAX,
            title: &step.title,
            must: None,
            can: None,
            started: None,
            done: None,
            milestone: step.duration.is_milestone(),
            to_spare: None,
            late_by: None,
            drives: false,
            moved: None,
            news: Some(News::Went),
        })
    }
}

impl Rows {
    /// Holds the rows against an older plan: what is not in that one is told as new, what is only in that
    /// one gets a row where it stood, behind the row that it stood behind.
    pub fn hold_against(&mut self, plan: &Plan, older: &Plan, its_dates: &Schedule) {
        let ids = |plan: &Plan| -> HashSet<String> {
            plan.steps.iter().map(|step| step.id.clone()).collect()
        };
        let (is, was) = (ids(plan), ids(older));
        let came = is.difference(&was).cloned().collect();
        self.ghosts = Ghosts {
            gone: Vec::new(),
            came,
        };
        if was.is_subset(&is) {
            return;
        }
        // By the row above them in the older order, those that went; the first has none above it.
        let mut below: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut above = "";
        let before = Self::new(older, its_dates, self.order());
        for row in 0..before.len() {
            match before.step(older, row) {
                Some(step) if !is.contains(&step.id) => {
                    below.entry(above).or_default().push(self.ghosts.gone.len());
                    self.ghosts.gone.push(step.clone());
                }
                step => above = key(step),
            }
        }
        let ghosts = |above: &str| {
            let ghosts = below.get(above).cloned().unwrap_or_default();
            ghosts.into_iter().map(Slot::Gone)
        };
        let mut slots: Vec<Slot> = ghosts("").collect();
        for slot in std::mem::take(&mut self.slots) {
            let step = match slot {
                Slot::Step(at) => plan.steps.get(at),
                _ => None,
            };
            slots.push(slot);
            slots.extend(ghosts(key(step)));
        }
        self.slots = slots;
    }
}
