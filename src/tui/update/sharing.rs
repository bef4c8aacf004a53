//! What everybody may see and what only the rep may: the panic key, and the questions before a shared
//! window is left.

use crate::tui::commands::Id;
use crate::tui::model::{Effect, Eyes, Model};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::confirm::{Confirm, Then};

/// The panic key: whatever is open, the very next frame shows nothing but what everybody may see.
/// Pressed again it asks before the rep's own view comes back, or lifts the card of a live window.
pub(super) fn panic(model: &mut Model) -> Vec<Effect> {
    model.toast = None;
    match &mut model.eyes {
        Eyes::Own => {
            let kept = std::mem::take(&mut model.overlays);
            model.eyes = Eyes::Covered(kept);
            look(model);
            return vec![Effect::Name];
        }
        Eyes::Live { veiled } => *veiled = !*veiled,
        Eyes::Covered(_) => ask_for_own_view(model),
    }
    Vec::new()
}

/// Asks before a shared window is left, stopped, or turned back into the rep's own.
pub(super) fn ask(model: &mut Model, id: Id) -> Vec<Effect> {
    match (id, &model.eyes) {
        (Id::Leave, Eyes::Covered(_)) => ask_for_own_view(model),
        (Id::Suspend, _) => confirm(
            model,
            "Stop this window for now?",
            ["stop it; the window is left blank", "go on"],
            Then::Suspend,
        ),
        _ => confirm(
            model,
            match super::whatif::is_tried(model) {
                true => "End this window? What you try is not kept; all else is saved.",
                false => "End this window? Everything is saved.",
            },
            ["end it; the window is left blank", "go on"],
            Then::Quit,
        ),
    }
    Vec::new()
}

fn ask_for_own_view(model: &mut Model) {
    confirm(
        model,
        "Show your own view again? Whoever sees this window sees it then.",
        ["show it", "stay here"],
        Then::OwnView,
    );
}

fn confirm(model: &mut Model, question: &str, answers: [&'static str; 2], then: Then) {
    let same = |overlay: &Overlay| matches!(overlay, Overlay::Confirm(asked) if asked.then == then);
    if !model.overlays.last().is_some_and(same) {
        model.overlays.push(Overlay::Confirm(Confirm {
            title: "This window is shared",
            question: question.to_owned(),
            answers,
            then,
        }));
    }
}

/// The rep's own view again, as it was left.
pub(super) fn own_view(model: &mut Model) -> Vec<Effect> {
    if let Eyes::Covered(kept) = &mut model.eyes {
        model.overlays = std::mem::take(kept);
        model.eyes = Eyes::Own;
        look(model);
    }
    vec![Effect::Name]
}

fn look(model: &mut Model) {
    let (shared, size) = (model.eyes.shared(), model.size);
    if let Some(screen) = model.plan_mut() {
        screen.look(shared, size);
    }
}
