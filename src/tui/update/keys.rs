//! Where a key goes: the top overlay gets it first, and in a place where something is typed every
//! plain character is typed. Everything else is looked up in the table of commands.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::layout::Rect;

use super::{
    agreeing, calendar, diagnosis, due, home, interview, levers, meddpicc, one_on_one, plan,
    practice, prompter, sharing, whatif, work,
};
use crate::exchange::export::Format;
use crate::tui::commands::{Id, Place};
use crate::tui::field::Field;
use crate::tui::keymap;
use crate::tui::model::{Effect, Model, Screen};
use crate::tui::overlays::confirm::Then;
use crate::tui::overlays::form::{self, Context, filled};
use crate::tui::overlays::page::{Page, What};
use crate::tui::overlays::palette::Palette;
use crate::tui::overlays::{Overlay, line};
use crate::tui::screens::one_on_one::Leaving;

/// Takes a key in.
pub(super) fn key(model: &mut Model, key: KeyEvent) -> Vec<Effect> {
    if key.kind == KeyEventKind::Release {
        return Vec::new();
    }
    model.toast = None;
    let place = model.place();
    let typing = is_typed_in(place);
    let plain = matches!(key.code, KeyCode::Char(_))
        && !key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    let command = if typing && plain {
        None
    } else {
        keymap::command(place, key)
    };
    // Left and right leaf through choices; where there are none they move the cursor.
    let leafs = |id| matches!(id, Id::ChoiceOn | Id::ChoiceBack);
    let chooses = matches!(model.overlays.last(), Some(Overlay::Form(form)) if form.has_choices());
    if let (Some(Overlay::Objections(answers)), KeyCode::Char(letter)) =
        (model.overlays.last_mut(), key.code)
    {
        answers.number(letter);
    }
    if let (Screen::Practice(practice), KeyCode::Char(letter)) = (&mut model.screen, key.code) {
        practice.pressed = letter;
    }
    match command.filter(|command| chooses || !leafs(command.id)) {
        Some(command) => run(model, command.id),
        None if place == Place::Talk => {
            let size = model.size;
            if let Some(talk) = model.talk_mut() {
                talk.key(key, size);
            }
            Vec::new()
        }
        None if typing => {
            edit_field(model, |field| {
                field.key(key);
            });
            Vec::new()
        }
        None => Vec::new(),
    }
}

/// Takes a pasted text in, where something is typed. Nothing goes unseen into a line behind the card.
pub(super) fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if model.place() == Place::Talk {
        if let Some(talk) = model.talk_mut() {
            talk.paste(text);
        }
    } else if is_typed_in(model.place()) {
        edit_field(model, |field| field.paste(text));
    }
    Vec::new()
}

fn is_typed_in(place: Place) -> bool {
    matches!(
        place,
        Place::Line
            | Place::Form
            | Place::Palette
            | Place::Interview
            | Place::PracticeName
            | Place::Talk
    )
}

/// Changes the field that has the focus, and reads it anew.
fn edit_field(model: &mut Model, edit: impl FnOnce(&mut Field)) {
    let today = model.today;
    let Model {
        overlays, screen, ..
    } = model;
    let document = match screen {
        Screen::Plan(plan) => Some(&plan.document),
        Screen::Practice(practice) if overlays.is_empty() => return edit(&mut practice.name),
        _ => None,
    };
    match (overlays.last_mut(), document) {
        (Some(Overlay::Line(line)), Some(document)) => {
            edit(&mut line.field);
            line.read(document, today);
        }
        (Some(Overlay::Interview(asking)), _) => {
            edit(&mut asking.field);
            interview::read(model);
        }
        (Some(Overlay::Form(form)), document) => form.edit(Context { document, today }, edit),
        (Some(Overlay::Palette(palette)), _) => palette.edit(edit),
        (Some(Overlay::Bases(bases)), Some(document)) => bases.edit(document, edit),
        (Some(Overlay::CalendarFile(entry)), _) => {
            edit(&mut entry.field);
            entry.typed();
        }
        (Some(Overlay::Note(note)), _) => edit(&mut note.field),
        _ => {}
    }
}

/// Carries out a command in the place where it was called.
pub(super) fn run(model: &mut Model, id: Id) -> Vec<Effect> {
    match id {
        Id::Panic => return sharing::panic(model),
        id if whatif::holds_back(model, id) => return Vec::new(),
        id => {
            if let Some(effects) = anywhere(model, id) {
                return effects;
            }
        }
    }
    match model.place() {
        Place::Home => home::run(model, id),
        Place::Plan if id == Id::Back => vec![Effect::Close],
        Place::Plan | Place::Share => plan::run(model, id),
        Place::Card => Vec::new(),
        Place::Line => line(model, id),
        Place::Form => form(model, id),
        Place::Palette => palette(model, id),
        Place::Page | Place::Script | Place::Recap => page(model, id),
        Place::Interview => interview::run(model, id),
        Place::WhatIf => whatif::run(model, id),
        Place::ReadBack => agreeing::run(model, id),
        Place::Odds => super::odds::run(model, id),
        Place::Levers => levers::run(model, id),
        Place::List => plan::people(model, id),
        Place::Due => due::run(model, id),
        Place::Meddpicc => meddpicc::run(model, id),
        Place::Confirm => confirm(model, id),
        Place::Prompter => prompter::run(model, id),
        Place::Objections => super::objections::run(model, id),
        Place::Calendar | Place::SharedCalendar => calendar::run(model, id),
        Place::Import => calendar::import(model, id),
        Place::PracticeName
        | Place::PracticeChoice
        | Place::PracticeRound
        | Place::Scorecard
        | Place::Trend => practice::run(model, id),
        Place::Diagnosis | Place::DiagnosisEnd => diagnosis::run(model, id),
        Place::TalkFirst | Place::TalkOpening | Place::Talk | Place::TalkEnd => {
            one_on_one::run(model, id)
        }
    }
}

/// Carries out a command that does the same in every place; nothing when it is another.
fn anywhere(model: &mut Model, id: Id) -> Option<Vec<Effect>> {
    Some(match id {
        Id::Suspend | Id::QuitNow | Id::Leave if model.eyes.shared() => sharing::ask(model, id),
        Id::Suspend => vec![Effect::Suspend],
        Id::QuitNow => one_on_one::leave(model, Leaving::Program),
        Id::Redraw => vec![Effect::Redraw],
        Id::Mouse => {
            model.mouse = !model.mouse;
            let now = if model.mouse {
                "the mouse is on"
            } else {
                "the mouse is off: the terminal's own selection works"
            };
            model.say(now);
            vec![Effect::Mouse(model.mouse)]
        }
        Id::OpenPalette => {
            let palette = Palette::new(model.place());
            model.overlays.push(Overlay::Palette(palette));
            Vec::new()
        }
        Id::Help | Id::HelpTyping => {
            let page = Page::new(What::Help(model.place()));
            model.overlays.push(Overlay::Page(page));
            Vec::new()
        }
        Id::Cancel | Id::ClosePage | Id::HasRead | Id::No => {
            model.overlays.pop();
            Vec::new()
        }
        Id::WriteRecap => agreeing::recap(model),
        Id::RecapFile => agreeing::recap_file(model),
        Id::MakePage => agreeing::take_home(model, Format::Page),
        Id::MakeSheet => agreeing::take_home(model, Format::Xlsx),
        Id::MakeCsv => agreeing::take_home(model, Format::Csv),
        Id::PenTyping => super::pen::run(model, Id::Pen),
        _ => return work::ask(model, id),
    })
}

fn line(model: &mut Model, id: Id) -> Vec<Effect> {
    match &model.screen {
        Screen::Prompter(_) => return prompter::note(model, id),
        Screen::Diagnosis(_) => return diagnosis::evidence(model, id),
        _ => {}
    }
    if matches!(model.overlays.last(), Some(Overlay::CalendarFile(_))) {
        return calendar::path(model, id);
    }
    if matches!(model.overlays.last(), Some(Overlay::Note(_))) {
        return meddpicc::evidence(model, id);
    }
    let today = model.today;
    let Model {
        overlays,
        screen: Screen::Plan(screen),
        ..
    } = model
    else {
        return Vec::new();
    };
    let Some(Overlay::Line(line)) = overlays.last_mut() else {
        return Vec::new();
    };
    match id {
        Id::Complete => {
            line.complete(&screen.document, today);
            Vec::new()
        }
        Id::Accept if line.purpose == line::Purpose::Pen => {
            let typed = line.field.value().to_owned();
            match super::pen::give(model, &typed) {
                Ok(effects) => {
                    model.overlays.pop();
                    effects
                }
                Err(reason) => {
                    model.complain(reason);
                    Vec::new()
                }
            }
        }
        Id::Accept => {
            match line::reading::edit(&line.purpose, line.field.value(), &screen.document, today) {
                Ok(edit) => {
                    overlays.pop();
                    plan::commit(model, |plan, new_id| edit(plan, new_id))
                }
                Err(reason) => {
                    model.complain(reason);
                    Vec::new()
                }
            }
        }
        _ => Vec::new(),
    }
}

fn form(model: &mut Model, id: Id) -> Vec<Effect> {
    let today = model.today;
    let Model {
        overlays, screen, ..
    } = model;
    let document = match screen {
        Screen::Plan(plan) => Some(&plan.document),
        _ => None,
    };
    let Some(Overlay::Form(form)) = overlays.last_mut() else {
        return Vec::new();
    };
    let context = Context { document, today };
    match id {
        Id::NextField => form.go(1),
        Id::PreviousField => form.go(-1),
        Id::ChoiceOn => form.leaf(1, context),
        Id::ChoiceBack => form.leaf(-1, context),
        Id::Accept => return accept_form(model),
        _ => {}
    }
    Vec::new()
}

fn accept_form(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = model.overlays.last_mut() else {
        return Vec::new();
    };
    if let Some((wrong, reason)) = form
        .first_wrong()
        .map(|(index, reason)| (index, reason.to_owned()))
    {
        form.focus = wrong;
        model.complain(reason);
        return Vec::new();
    }
    let today = model.today;
    if form.purpose == form::Purpose::Commitment {
        return one_on_one::commit(model);
    }
    if let form::Purpose::Work(..) = form.purpose {
        return work::answered(model);
    }
    if form.purpose == form::Purpose::NewPlan {
        return home::make(model);
    }
    let Screen::Plan(screen) = &model.screen else {
        return Vec::new();
    };
    match filled::edit(form, &screen.document, today) {
        Ok(edit) => {
            model.overlays.pop();
            plan::commit(model, |plan, new_id| edit(plan, new_id))
        }
        Err(reason) => {
            model.complain(reason);
            Vec::new()
        }
    }
}

fn palette(model: &mut Model, id: Id) -> Vec<Effect> {
    if matches!(model.overlays.last(), Some(Overlay::Bases(_))) {
        return calendar::choose(model, id);
    }
    let Some(Overlay::Palette(palette)) = model.overlays.last_mut() else {
        return Vec::new();
    };
    match id {
        Id::PaletteUp => palette.select(-1),
        Id::PaletteDown => palette.select(1),
        Id::Accept => {
            let chosen = palette.current();
            if let Some(command) = chosen {
                model.overlays.pop();
                return run(model, command.id);
            }
        }
        _ => {}
    }
    Vec::new()
}

pub(super) fn page(model: &mut Model, id: Id) -> Vec<Effect> {
    let rows = isize::try_from(model.size.1)
        .unwrap_or(24)
        .saturating_sub(6);
    match id {
        Id::Up => scroll_page(model, -1),
        Id::Down => scroll_page(model, 1),
        Id::PageUp => scroll_page(model, -rows),
        Id::PageDown => scroll_page(model, rows),
        Id::First | Id::ScriptBack | Id::ScriptOn => scroll_page(model, isize::MIN),
        Id::Last => scroll_page(model, isize::MAX),
        _ => {}
    }
    if let Some(screen) = model.plan_mut() {
        plan::coach(screen, id);
    }
    Vec::new()
}

/// Scrolls the page on top.
pub(super) fn scroll_page(model: &mut Model, by: isize) {
    let (width, height) = model.size;
    let area = Rect {
        x: 0,
        y: 0,
        width,
        height: height.saturating_sub(1),
    };
    let most = match model.overlays.last() {
        Some(Overlay::Page(page)) => page.most(model.plan(), area, &model.theme),
        _ => return,
    };
    if let Some(Overlay::Page(page)) = model.overlays.last_mut() {
        page.scroll(by, most);
    }
}

fn confirm(model: &mut Model, id: Id) -> Vec<Effect> {
    let Some(Overlay::Confirm(confirm)) = model.overlays.last() else {
        return Vec::new();
    };
    match (id, confirm.then) {
        (Id::Yes, then) => {
            model.overlays.pop();
            match then {
                Then::QuitUnsaved => vec![Effect::QuitUnsaved],
                Then::Quit => vec![Effect::Quit],
                Then::Close => vec![Effect::Close],
                Then::Suspend => vec![Effect::Suspend],
                Then::OwnView => sharing::own_view(model),
            }
        }
        _ => Vec::new(),
    }
}
