//! Giving the pen and taking it back. What it writes is signed where edits are committed.

use super::plan::open_line;
use crate::plan::{Side, people};
use crate::tui::commands::Id;
use crate::tui::model::{Effect, Model};
use crate::tui::overlays::line::Purpose;
use crate::tui::overlays::line::reading::{self, Named};
use crate::tui::pen::Pen;

/// Carries out a command about the pen.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    let Some(screen) = model.plan_mut() else {
        return Vec::new();
    };
    let document = &mut screen.document;
    match (id, &mut document.pen) {
        (Id::OwnHand, Pen::Buyer { own_hand, .. }) => *own_hand = !*own_hand,
        (Id::OwnHand, Pen::Seller) => {
            model.say("the pen is yours: b gives it to somebody of the buyer's");
            return Vec::new();
        }
        (_, pen @ Pen::Buyer { .. }) => *pen = Pen::Seller,
        (_, Pen::Seller) => return open_line(model, Purpose::Pen),
    }
    let words = document.pen.words(document.plan());
    model.say(words);
    Vec::new()
}

/// Gives the pen to whoever was typed; somebody new is added to the buyer's people, and what was said
/// of them goes on record.
///
/// # Errors
/// Who else it could be, or that nobody was named.
pub(super) fn give(model: &mut Model, typed: &str) -> Result<Vec<Effect>, String> {
    let Some(screen) = model.plan() else {
        return Ok(Vec::new());
    };
    let known = reading::buyer(screen.plan(), typed)?;
    let person = known.unwrap_or_else(|| (model.sources.new_id)());
    let (id, named) = (person.clone(), Named::read(typed));
    let effects = if named.name.is_empty() {
        Vec::new()
    } else {
        super::plan::commit(model, |plan, _| {
            people::find_or_add(plan, named.name, &Side::Buyer, &id);
            if let Some(person) = plan.people.iter_mut().find(|person| person.id == id) {
                named.describe(person);
            }
        })
    };
    if let Some(screen) = model.plan_mut() {
        let document = &mut screen.document;
        // Nobody was added to a plan that cannot be written.
        if document.plan().person(&person).is_some() {
            document.pen = Pen::Buyer {
                person,
                own_hand: false,
            };
            let words = document.pen.words(document.plan());
            model.say(words);
        }
    }
    Ok(effects)
}
