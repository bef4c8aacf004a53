//! What would make the plan fit, or gains most: how it stands, the changes that were tried here, one row
//! for each that can be, and beneath them the selected one whole, with what to ask the buyer and how the
//! steps would move. The changes are found beside the loop; what stands here is fit for everybody's eyes.

mod view;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::plan::date_text::short_date_near;
use crate::plan::{Plan, Step};
use crate::schedule::levers::{Kind, Lever};
use crate::schedule::{Schedule, StepDates};
use crate::tui::beside::{Request, What};
use crate::tui::document::Document;

pub use view::view;

/// The list of changes.
#[derive(Debug, Clone, Default)]
pub struct Levers {
    /// The selected change's place in the list.
    pub selected: usize,
    /// For which plan changes were asked for last.
    asked: Option<Request>,
    /// What the list is an answer to.
    of: Option<Request>,
    found: Vec<Lever>,
    tried: Vec<Tried>,
    moves: Moves,
}

/// A change that was made from here.
#[derive(Debug, Clone)]
struct Tried {
    /// The entry of the history.
    entry: String,
    words: String,
}

/// How the steps would move.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moves {
    /// Which of a step's dates is told.
    pub label: &'static str,
    /// A step each, in the plan's order: title, the date before, the date after.
    pub steps: Vec<(String, String, String)>,
}

impl Levers {
    /// What to ask now; nothing when it has been asked already.
    pub fn ask(&mut self, document: &Document) -> Option<Request> {
        let request = request(document);
        if self.asked.as_ref().is_some_and(|asked| asked.is(&request)) {
            return None;
        }
        self.asked = Some(request.clone());
        Some(request)
    }

    /// Takes in what was found. False when it is the answer to an older question.
    pub fn hear(&mut self, request: Request, found: Vec<Lever>, document: &Document) -> bool {
        if !self.asked.as_ref().is_some_and(|asked| asked.is(&request)) {
            return false;
        }
        // Another plan has another list: the best is the one to look at.
        self.selected = 0;
        (self.of, self.found) = (Some(request), found);
        self.describe(document);
        true
    }

    /// Whether the list is about the plan as it is.
    pub fn is_up_to_date(&self, document: &Document) -> bool {
        let now = request(document);
        self.of.as_ref().is_some_and(|of| of.is(&now))
    }

    /// Moves the selection.
    pub fn select(&mut self, by: isize, document: &Document) {
        let last = self.found.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
        self.describe(document);
    }

    /// The selected change.
    pub fn current(&self) -> Option<&Lever> {
        self.found.get(self.selected)
    }

    /// Remembers that a change was made from here, by its entry of the history.
    pub fn was_tried(&mut self, lever: &Lever, entry: String) {
        let words = lever.brief.clone();
        self.tried.push(Tried { entry, words });
    }

    /// The changes made from here that were not taken back, the last one last.
    fn standing<'a>(&'a self, document: &'a Document) -> impl Iterator<Item = &'a str> {
        let stands = |tried: &&Tried| document.has_made(&tried.entry);
        self.tried
            .iter()
            .filter(stands)
            .map(|tried| tried.words.as_str())
    }

    fn describe(&mut self, document: &Document) {
        let moves = self
            .current()
            .map(|lever| moves(lever, document.plan(), document.schedule()));
        self.moves = moves.unwrap_or_default();
    }
}

fn request(document: &Document) -> Request {
    Request {
        plan: Arc::clone(document.shared_plan()),
        today: document.schedule().today,
        what: What::Levers,
    }
}

/// How the steps would move: when they could be done, or where only go-live is moved, by when they must.
fn moves(lever: &Lever, plan: &Plan, before: &Schedule) -> Moves {
    let mut changed = plan.clone();
    lever.apply(&mut changed);
    let after = Schedule::of(&changed, before.today);
    let only_go_live = lever.edits.iter().all(|edit| edit.kind() == Kind::GoLive);
    let (label, of): (_, fn(&StepDates) -> Option<NaiveDate>) = if only_go_live {
        ("done by then", |dates| dates.must_finish)
    } else {
        ("could be done then", |dates| dates.can_finish)
    };
    let date = |date| short_date_near(date, before.go_live.unwrap_or(before.today));
    let dates = before.steps.iter().zip(&after.steps);
    let moved = |(step, (was, is)): (&Step, (&StepDates, &StepDates))| {
        let (was, is) = (of(was)?, of(is)?);
        (was != is).then(|| (step.title.clone(), date(was), date(is)))
    };
    let steps = plan.steps.iter().zip(dates).filter_map(moved).collect();
    Moves { label, steps }
}
