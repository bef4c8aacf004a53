//! What the screen wants to have computed beside the loop, and what becomes of the answers.

use super::levers;
use crate::tui::beside::{Answer, Found, Request};
use crate::tui::model::{Eyes, Model, Msg};
use crate::tui::overlays::Overlay;

/// The questions that the model as it is now needs answered and has not asked yet. To be called after
/// every message, and once after the first frame.
pub fn questions(model: &mut Model) -> Vec<Request> {
    // To everybody the odds are shown only when somebody asks for them.
    let is_open = |overlay: &Overlay| matches!(overlay, Overlay::Odds(_));
    let wanted = matches!(model.eyes, Eyes::Own) || model.overlays.iter().any(is_open);
    let asked = model.plan_mut().filter(|_| wanted);
    let asked = asked.and_then(|screen| screen.odds.ask(&screen.document));
    asked.into_iter().chain(levers::question(model)).collect()
}

/// Takes an answer in, or hears that one takes long: then what is shown meanwhile is marked as older.
pub(super) fn hear(model: &mut Model, told: Msg) {
    let size = model.size;
    let told = match told {
        Msg::Computed(answer) => match *answer {
            Answer {
                request,
                found: Found::Levers(found),
            } => return levers::hear(model, request, found),
            answer => Some(answer),
        },
        _ => None,
    };
    let Some(screen) = model.held_plan_mut() else {
        return;
    };
    let is_new = match told {
        Some(Answer {
            request,
            found: Found::Odds(odds),
        }) => screen.odds.hear(request, odds),
        _ => screen.odds.takes_long(),
    };
    if is_new {
        screen.settle(size);
    }
}
