//! The page of the odds: scrolling, other runs, and the flag for the step that the runs find riskiest.

use ratatui::layout::Rect;

use super::plan::{commit, run as on_plan};
use crate::tui::commands::Id;
use crate::tui::model::{Effect, Model};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::odds::{self, OddsPage};
use crate::tui::paint::Canvas;

/// Opens the page.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    model.overlays.push(Overlay::Odds(OddsPage::default()));
    Vec::new()
}

/// Carries out a command of the page.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    let page = isize::try_from(model.size.1)
        .unwrap_or(24)
        .saturating_sub(6);
    match id {
        Id::Up => scroll(model, -1),
        Id::Down => scroll(model, 1),
        Id::PageUp => scroll(model, -page),
        Id::PageDown => scroll(model, page),
        Id::First => scroll(model, isize::MIN),
        Id::Last => scroll(model, isize::MAX),
        Id::OtherRuns => {
            if let Some(screen) = model.plan_mut() {
                screen.odds.another_seed();
            }
        }
        Id::FlagByRuns => return flag(model),
        Id::Undo | Id::Redo => return on_plan(model, id),
        _ => {}
    }
    Vec::new()
}

/// Scrolls the page.
pub(super) fn scroll(model: &mut Model, by: isize) {
    let (width, height) = model.size;
    let area = Rect {
        x: 0,
        y: 0,
        width,
        height: height.saturating_sub(1),
    };
    let (Some(Overlay::Odds(page)), Some(screen)) = (model.overlays.last(), model.plan()) else {
        return;
    };
    let mut page = *page;
    let mut aside = ratatui::buffer::Buffer::empty(area);
    let mut canvas = Canvas::new(&mut aside, &model.theme);
    let most = odds::view(page, &screen.odds, screen.plan(), area, &mut canvas);
    page.scroll(by, most);
    if let Some(Overlay::Odds(shown)) = model.overlays.last_mut() {
        *shown = page;
    }
}

/// Flags the step that the runs find riskiest, as one change.
fn flag(model: &mut Model) -> Vec<Effect> {
    let Some(screen) = model.plan() else {
        return Vec::new();
    };
    let found = screen.odds.known().and_then(|(plan, odds)| {
        let step = plan.steps.get(odds.riskiest?)?;
        screen.plan().step(&step.id)
    });
    let Some((id, title, flagged)) =
        found.map(|step| (step.id.clone(), step.title.clone(), step.riskiest))
    else {
        model.say("the runs find no step that puts go-live at risk");
        return Vec::new();
    };
    if flagged {
        model.say(format!("{title} is flagged as riskiest already"));
        return Vec::new();
    }
    commit(model, |plan, _| {
        for step in &mut plan.steps {
            step.riskiest = step.id == id;
        }
    })
}
