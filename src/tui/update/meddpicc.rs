//! The elements of MEDDPICC: read from the private file, changed one at a time and written at once. What
//! comes of it is told in the rep's own view alone.

use crate::coach::meddpicc::Learned;
use crate::private::Meddpicc;
use crate::tui::commands::Id;
use crate::tui::model::{Effect, Eyes, Model, Screen};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::meddpicc::Audit;
use crate::tui::overlays::note::Note;

/// Opens the elements.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if let Some(screen) = model.plan() {
        let audit = Audit::new(&screen.document);
        model.overlays.push(Overlay::Meddpicc(Box::new(audit)));
    }
    learn(model, None)
}

/// Asks for what is known, after something was learned.
fn learn(model: &Model, learned: Option<Learned>) -> Vec<Effect> {
    let Some(screen) = model.plan() else {
        return Vec::new();
    };
    let (path, plan) = (screen.document.path.clone(), screen.plan().id.clone());
    vec![Effect::Learn(path, plan, learned)]
}

/// Holds what is known against the plan as it is now, where the elements lie open.
pub(super) fn settle(model: &mut Model) {
    let Model {
        overlays,
        eyes,
        screen: Screen::Plan(screen),
        ..
    } = model
    else {
        return;
    };
    if let Some(audit) = audit(stack(overlays, eyes)) {
        audit.settle(&screen.document);
    }
}

/// What lies over the rep's own view, whether or not it is hidden.
fn stack<'a>(overlays: &'a mut Vec<Overlay>, eyes: &'a mut Eyes) -> &'a mut Vec<Overlay> {
    match eyes {
        Eyes::Covered(kept) => kept,
        Eyes::Own | Eyes::Live { .. } => overlays,
    }
}

/// The elements, whatever lies over them.
fn audit(overlays: &mut [Overlay]) -> Option<&mut Audit> {
    overlays.iter_mut().rev().find_map(|overlay| match overlay {
        Overlay::Meddpicc(audit) => Some(&mut **audit),
        _ => None,
    })
}

/// Carries out a command of the elements.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    let Some(audit) = audit(&mut model.overlays) else {
        return Vec::new();
    };
    let learned = match id {
        Id::Up => return select(audit, -1),
        Id::Down => return select(audit, 1),
        Id::First => return select(audit, isize::MIN),
        Id::Last => return select(audit, isize::MAX),
        Id::StatusOn => audit.turned(1),
        Id::StatusBack => audit.turned(-1),
        Id::Evidence => {
            let title = audit.current().title();
            let note = audit
                .element()
                .map(|known| Note::of(title, &known.evidence));
            model.overlays.extend(note.map(Overlay::Note));
            return Vec::new();
        }
        _ => return Vec::new(),
    };
    learned.map_or(Vec::new(), |learned| learn(model, Some(learned)))
}

fn select(audit: &mut Audit, by: isize) -> Vec<Effect> {
    audit.select(by);
    Vec::new()
}

/// Carries out a command of the field for what shows an element. The field stays until that is on disk.
pub(super) fn evidence(model: &mut Model, id: Id) -> Vec<Effect> {
    let Some(Overlay::Note(note)) = model.overlays.last() else {
        return Vec::new();
    };
    if id != Id::Accept {
        return Vec::new();
    }
    let evidence = Some(note.field.value().to_owned());
    let name = audit(&mut model.overlays).map(|audit| audit.current());
    let learned = name.map(|name| Learned {
        name,
        status: None,
        evidence,
    });
    learned.map_or(Vec::new(), |learned| learn(model, Some(learned)))
}

/// Takes in what is known now, or why it could not be read or written.
pub(super) fn hear(model: &mut Model, told: Result<Box<Meddpicc>, String>) -> Vec<Effect> {
    let overlays = stack(&mut model.overlays, &mut model.eyes);
    if told.is_ok() && matches!(overlays.last(), Some(Overlay::Note(_))) {
        overlays.pop();
    }
    let Some(audit) = audit(overlays) else {
        return Vec::new();
    };
    // The page itself tells what came of the first reading.
    let first = audit.element().is_none();
    let failed = told.as_ref().err().cloned();
    audit.hear(told.map(|known| *known));
    let (title, element) = (audit.current().title(), audit.element());
    let status = element.map_or("", |element| element.status.word());
    let said = format!("{title}: {status}, in the private file");
    match failed {
        _ if first || model.eyes.shared() => {}
        Some(reason) => model.complain(format!("not written down: {reason}")),
        None => model.say(said),
    }
    Vec::new()
}
