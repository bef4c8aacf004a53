//! The calendars' commands: whose days are looked at, and what is changed about them. Lines that are
//! typed are taken in where all lines are; here they are opened.

use super::plan::{commit, open_line, run as on_plan};
use crate::plan::calendar_edit as edit;
use crate::tui::commands::Id;
use crate::tui::document::Document;
use crate::tui::model::{Effect, Model, Msg, Screen};
use crate::tui::overlays::Overlay;
use crate::tui::overlays::calendar::Calendars;
use crate::tui::overlays::calendar::bases::Bases;
use crate::tui::overlays::calendar::effect;
use crate::tui::overlays::calendar::import::{self, Import, PathEntry};
use crate::tui::overlays::calendar::rows::What;
use crate::tui::overlays::line::Purpose;

/// Opens the calendars.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if let Some(screen) = model.plan() {
        let calendars = Calendars::new(&screen.document);
        model.overlays.push(Overlay::Calendar(Box::new(calendars)));
    }
    Vec::new()
}

/// Reads the plan anew into the calendars, if they are open: something may have changed it.
pub(super) fn settle(model: &mut Model) {
    let Model {
        overlays,
        screen: Screen::Plan(screen),
        ..
    } = model
    else {
        return;
    };
    for overlay in overlays {
        if let Overlay::Calendar(calendars) = overlay {
            calendars.settle(&screen.document);
        }
    }
}

/// The calendars on top and the plan that they are of.
fn on_top(model: &mut Model) -> Option<(&mut Calendars, &Document)> {
    let Model {
        overlays,
        screen: Screen::Plan(screen),
        ..
    } = model
    else {
        return None;
    };
    match overlays.last_mut() {
        Some(Overlay::Calendar(calendars)) => Some((calendars, &screen.document)),
        _ => None,
    }
}

/// Carries out a command of the calendars.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    let page = isize::try_from(model.size.1)
        .unwrap_or(24)
        .saturating_sub(12)
        .max(1);
    let Some((calendars, document)) = on_top(model) else {
        return Vec::new();
    };
    match id {
        Id::Up => calendars.select(-1),
        Id::Down => calendars.select(1),
        Id::PageUp => calendars.select(-page),
        Id::PageDown => calendars.select(page),
        Id::First => calendars.select(isize::MIN),
        Id::Last => calendars.select(isize::MAX),
        Id::NextSide => calendars.turn(1, document),
        Id::PreviousSide => calendars.turn(-1, document),
        Id::Undo | Id::Redo => return on_plan(model, id),
        Id::RemoveDays => return remove(model),
        Id::AddAway => {
            let person = calendars.current().and_then(|row| row.person.clone());
            return open_line(model, Purpose::Away(person));
        }
        _ => return of_side(model, id),
    }
    Vec::new()
}

/// Commands that need one side's calendar.
fn of_side(model: &mut Model, id: Id) -> Vec<Effect> {
    let Some((calendars, document)) = on_top(model) else {
        return Vec::new();
    };
    let Some(side) = calendars.tab.side() else {
        // Of people there is only one thing to add.
        if id == Id::AddDaysOff {
            return run(model, Id::AddAway);
        }
        model.say("that is for a side's calendar: Tab turns to it");
        return Vec::new();
    };
    match id {
        Id::ChooseBase => {
            let bases = Bases::new(side, document);
            model.overlays.push(Overlay::Bases(Box::new(bases)));
            Vec::new()
        }
        Id::AddDaysOff => open_line(model, Purpose::DaysOff(side)),
        Id::AddWorked => open_line(model, Purpose::Worked(side)),
        Id::SetWeekend => open_line(model, Purpose::Weekend(side)),
        Id::ImportDays => {
            let entry = PathEntry::new(side);
            model.overlays.push(Overlay::CalendarFile(entry));
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Removes what is selected.
fn remove(model: &mut Model) -> Vec<Effect> {
    let Some((calendars, _)) = on_top(model) else {
        return Vec::new();
    };
    let side = calendars.tab.side();
    let Some(row) = calendars.current().cloned() else {
        return Vec::new();
    };
    match row.what {
        What::Base => model.say("a calendar starts from something: c chooses what"),
        What::Weekend if row.note.is_empty() => {
            model.say("the weekend is the country's own: w types another");
        }
        What::Person => model.say("nobody is removed here: Esc, then P"),
        _ => return commit(model, |plan, _| effect::remove(plan, side.as_ref(), &row)),
    }
    Vec::new()
}

/// Carries out a command of the choice of a country.
pub(super) fn choose(model: &mut Model, id: Id) -> Vec<Effect> {
    let Model {
        overlays,
        screen: Screen::Plan(screen),
        ..
    } = model
    else {
        return Vec::new();
    };
    let Some(Overlay::Bases(bases)) = overlays.last_mut() else {
        return Vec::new();
    };
    match id {
        Id::PaletteUp => bases.select(-1, &screen.document),
        Id::PaletteDown => bases.select(1, &screen.document),
        Id::Accept => {
            let (side, chosen) = (bases.side.clone(), bases.current());
            let Some(base) = chosen else {
                return Vec::new();
            };
            overlays.pop();
            return commit(model, |plan, _| {
                if let Some(party) = edit::party_mut(plan, &side) {
                    edit::set_base(&mut party.calendar, base.code());
                }
            });
        }
        _ => {}
    }
    Vec::new()
}

/// Carries out a command on the path of a calendar file.
pub(super) fn path(model: &mut Model, id: Id) -> Vec<Effect> {
    let Some(Overlay::CalendarFile(entry)) = model.overlays.last() else {
        return Vec::new();
    };
    let typed = entry.field.value().to_owned();
    match id {
        Id::Complete => vec![Effect::FindPaths(typed)],
        Id::Accept if typed.trim().is_empty() => {
            model.say("type the path of an .ics file; Tab completes it");
            Vec::new()
        }
        Id::Accept => vec![Effect::ReadCalendar(typed)],
        _ => Vec::new(),
    }
}

/// Takes in what was found on the disk.
pub(super) fn hear(model: &mut Model, msg: Msg) {
    match msg {
        Msg::CalendarRead(bytes) => read(model, bytes),
        Msg::PathsFound(paths) => found(model, paths),
        _ => {}
    }
}

/// Takes in which paths begin like the one being typed.
fn found(model: &mut Model, paths: Vec<String>) {
    if let Some(Overlay::CalendarFile(entry)) = model.overlays.last_mut() {
        let none = paths.is_empty();
        entry.found(paths);
        if none {
            model.say("no .ics file and no folder begins like that");
        }
    }
}

/// Carries out a command on the days from a file.
pub(super) fn import(model: &mut Model, id: Id) -> Vec<Effect> {
    let page = isize::try_from(model.size.1)
        .unwrap_or(24)
        .saturating_sub(8)
        .max(1);
    let Model {
        overlays,
        screen: Screen::Plan(screen),
        ..
    } = model
    else {
        return Vec::new();
    };
    let Some(Overlay::Import(found)) = overlays.last_mut() else {
        return Vec::new();
    };
    match id {
        Id::Up => found.select(-1),
        Id::Down => found.select(1),
        Id::PageUp => found.select(-page),
        Id::PageDown => found.select(page),
        Id::First => found.select(isize::MIN),
        Id::Last => found.select(isize::MAX),
        Id::TakeOrLeave => found.toggle(&screen.document),
        Id::TakeAll => found.toggle_all(&screen.document),
        Id::TakeDays => {
            let (side, days) = (found.side.clone(), found.taken());
            if days.is_empty() {
                model.say("nothing is ticked: Space ticks, Esc goes back");
                return Vec::new();
            }
            overlays.pop();
            return commit(model, |plan, _| import::put(plan, &side, &days));
        }
        _ => {}
    }
    Vec::new()
}

/// Takes in what stands in a calendar file: it is shown before anything is taken.
fn read(model: &mut Model, read: Result<Vec<u8>, String>) {
    const SHARED: &str = "the calendar file could not be read";
    let Model {
        overlays,
        screen: Screen::Plan(screen),
        ..
    } = model
    else {
        return;
    };
    let Some(Overlay::CalendarFile(entry)) = overlays.last() else {
        return;
    };
    let side = entry.side.clone();
    let found = read.and_then(|bytes| Import::read(&bytes, side, &screen.document));
    match found {
        Ok(import) => {
            overlays.pop();
            overlays.push(Overlay::Import(Box::new(import)));
        }
        Err(reason) => model.complain_of_file(reason, SHARED),
    }
}
