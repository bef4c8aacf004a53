//! Whether the deal of the open plan needs a plan at all: its value is asked for, heard, and where a next
//! step is enough, that takes the plan's place. Only in the rep's own window.

use super::plan;
use crate::coach::need::TEMPLATE;
use crate::plan::templates;
use crate::private::Deal;
use crate::tui::model::{Effect, Eyes, Model};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::page::{Page, What};

/// Asks for what the private file says of the deal. In a shared window nobody asks.
pub(super) fn asks(model: &Model) -> Option<Effect> {
    let screen = model.plan().filter(|_| matches!(model.eyes, Eyes::Own))?;
    Some(Effect::ReadDeal(screen.document.path.clone()))
}

/// Takes it in.
pub(super) fn hear(model: &mut Model, read: Result<Option<Box<Deal>>, String>) -> Vec<Effect> {
    let (threshold, shared) = (model.defaults.threshold, model.eyes.shared());
    match (read, model.plan_mut()) {
        (Ok(deal), Some(screen)) => {
            let plan = screen.document.plan();
            if let Some(coaching) = &mut screen.coaching {
                coaching.know(plan, deal.map(|deal| *deal), threshold);
            }
        }
        (Err(reason), _) if !shared => model.complain(reason),
        _ => {}
    }
    Vec::new()
}

/// Shows whether the plan is real, and the deal worth one. What the books say is read anew: another
/// program may have written it.
pub(super) fn check(model: &mut Model) -> Vec<Effect> {
    let page = Page::new(What::Check);
    model.overlays.push(Overlay::Page(page));
    asks(model).into_iter().collect()
}

/// Puts a next step in the place of all that is not begun, where that is enough.
pub(super) fn take(model: &mut Model) -> Vec<Effect> {
    let coaching = model.plan().and_then(|screen| screen.coaching.as_ref());
    let Some(need) = coaching.map(|coaching| &coaching.need) else {
        return Vec::new();
    };
    if !need.proposes() {
        let said = need.sentence();
        model.say(said);
        return Vec::new();
    }
    let today = model.today;
    plan::commit(model, |plan, new_id| {
        // The program carries this template; a test reads it.
        let _ = templates::instead(plan, TEMPLATE, today, new_id);
    })
}
