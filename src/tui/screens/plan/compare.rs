//! What the timeline is held against: the plan as it is kept while something is tried on it, or the
//! dates of the first agreement. Made anew after every edit, never per frame.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::PlanScreen;
use crate::plan::GO_LIVE;
use crate::schedule::Bars;
use crate::schedule::bars::{Move, Shift};
use crate::schedule::slip::Slip;
use crate::tui::document::{Document, Trial};
use crate::tui::widgets::banner::{Banner, Steps};
use crate::tui::widgets::timeline::View;

/// Bars of before, with what is said of them.
#[derive(Debug)]
pub(super) struct Compare {
    /// Where the bars stood.
    pub(super) bars: Bars,
    /// How many days each row moved since, by the step's id or `go-live`.
    marks: HashMap<String, i32>,
    /// What the outlines mean and what it comes to.
    pub(super) banner: Banner,
}

impl Compare {
    /// What a screen is held against now; nothing most of the time. A trial comes before the baseline.
    pub(super) fn of(screen: &PlanScreen) -> Option<Self> {
        let document = &screen.document;
        if let Some(trial) = document.trial() {
            return Some(Self::with_kept(trial, document, screen.view));
        }
        let slip = screen.slip.as_ref().filter(|_| screen.baseline_shown)?;
        let baseline = document.plan().baseline.as_ref()?;
        Some(Self {
            bars: Bars::agreed(baseline),
            marks: slipped(slip, document),
            banner: Banner::of_slip(slip, baseline.on),
        })
    }

    fn with_kept(trial: &Trial, document: &Document, view: View) -> Self {
        let moves = document.tried_moves();
        let of_steps = |holds: fn(&Shift) -> bool| {
            let steps = moves.iter().filter(|one| one.id.is_some());
            steps.filter(|one| holds(&one.shift)).count()
        };
        let steps = Steps {
            moved: of_steps(|shift| shift.days().is_some()),
            came: of_steps(|shift| matches!(shift, Shift::New(_))),
            went: of_steps(|shift| matches!(shift, Shift::Gone(_))),
        };
        let (before, now) = (trial.schedule(), document.schedule());
        Self {
            bars: Bars::of(trial.kept(), before),
            marks: moves.iter().filter_map(mark).collect(),
            banner: Banner::of_trial(before, now, steps, view == View::Shared),
        }
    }
}

/// The days on a row: those of its last day, as an edit has them.
fn mark(one: &Move) -> Option<(String, i32)> {
    let Shift::Finish(..) = one.shift else {
        return None;
    };
    let days = i32::try_from(one.shift.days()?).unwrap_or(i32::MAX);
    Some((one.id.clone().unwrap_or_else(|| GO_LIVE.to_owned()), days))
}

fn slipped(slip: &Slip, document: &Document) -> HashMap<String, i32> {
    let steps = slip.steps.iter().filter_map(|step| {
        let id = &document.plan().steps.get(step.step)?.id;
        Some((id.clone(), step.days))
    });
    let go_live = Some((GO_LIVE.to_owned(), slip.go_live)).filter(|(_, days)| *days != 0);
    steps.chain(go_live).collect()
}

/// The days that each row carries: since what it is held against, else by the last edit, as far as this
/// view shows the dates that moved: when steps could be done is for the rep alone.
pub(super) fn marks<'a>(
    compare: Option<&'a Compare>,
    document: &'a Document,
    view: View,
) -> &'a HashMap<String, i32> {
    static NOTHING: LazyLock<HashMap<String, i32>> = LazyLock::new(HashMap::new);
    match compare {
        Some(compare) => &compare.marks,
        None if view == View::Shared && document.moved_forwards() => &NOTHING,
        None => document.moved(),
    }
}
