//! One view of the whole model: the screen, what lies over it, and the last line. Pure: the same model
//! paints the same cells.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::commands::Place;
use super::model::{Model, SMALLEST, Screen, Toast};
use super::overlays::{
    Overlay, calendar, confirm, due, form, interview, levers, line, meddpicc, note, objections,
    odds, page, palette, people, read_back,
};
use super::paint::Canvas;
use super::screens::plan::PlanScreen;
use super::screens::{diagnosis, home, one_on_one, plan, practice, prompter, share};
use super::widgets::hints;
use crate::text;

/// Paints the model; returns where the cursor is, when something is being typed.
pub fn view(model: &Model, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let mut canvas = Canvas::new(buffer, model.shown_theme());
    let area = canvas.area();
    if model.eyes.shared() {
        canvas.clear(area, canvas.theme.text);
    }
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(area, &mut canvas);
        return None;
    }
    if model.veiled() {
        let plan = model.plan();
        let shown = plan.map(|screen| screen.document.kept());
        share::card(shown, area, &mut canvas);
        if let Some(Overlay::Confirm(asked)) = model.overlays.last() {
            confirm::view(asked, area, &mut canvas);
        }
        return None;
    }
    let mut cursor = None;
    match &model.screen {
        Screen::Diagnosis(screen) => diagnosis::view(screen, area, &mut canvas),
        Screen::OneOnOne(talk) => cursor = one_on_one::view(talk, area, &mut canvas),
        Screen::Home(home) => home::view(home, model, area, &mut canvas),
        Screen::Plan(screen) => plan::view(screen, area, &mut canvas),
        Screen::Prompter(screen) => prompter::view(screen, area, &mut canvas),
        Screen::Practice(screen) => cursor = practice::view(screen, area, &mut canvas),
    }
    let last = Rect {
        y: area.bottom().saturating_sub(1),
        height: 1,
        ..area
    };
    for overlay in &model.overlays {
        // What is said stands beneath what reaches down there, not on its last rows.
        let said = match overlay {
            Overlay::Levers(_) => rows_said(model, area.width),
            _ => 0,
        };
        let above = Rect {
            height: area.height.saturating_sub(1 + said),
            ..area
        };
        cursor = lay_over(overlay, model, above, &mut canvas);
    }
    foot(model, last, &mut canvas);
    cursor
}

/// Rows above the last line that what just happened takes.
fn rows_said(model: &Model, width: u16) -> u16 {
    let Some(toast) = &model.toast else { return 0 };
    let (free, shared) = (has_room(model), model.eyes.shared());
    let corner = corner(model).filter(|_| !(shared && free));
    let corner = corner.as_ref().map(|(words, _)| words.as_str());
    let (lines, _) = sentence(toast, corner, free, width);
    let rows = u16::try_from(lines.len()).unwrap_or(1).max(1);
    rows - u16::from(!(shared && free))
}

/// The disk's state, or that of a talk.
fn corner(model: &Model) -> Option<(String, Style)> {
    plan::corner(model).or_else(|| one_on_one::corner(model))
}

/// Whether a long sentence may go on upwards: a line being typed stands where it would.
fn has_room(model: &Model) -> bool {
    !matches!(model.overlays.last(), Some(Overlay::Line(_)))
}

/// Paints what lies over the screen; returns where the cursor stands, where something is typed.
fn lay_over(
    overlay: &Overlay,
    model: &Model,
    area: Rect,
    canvas: &mut Canvas,
) -> Option<(u16, u16)> {
    match overlay {
        Overlay::Line(line) => {
            let title = model.plan().and_then(|screen| line.about(screen.plan()));
            return Some(line::view(line, title.as_deref(), area, canvas));
        }
        Overlay::Form(form) => return Some(form::view(form, area, canvas)),
        Overlay::Palette(palette) => return Some(palette::view(palette, area, canvas)),
        Overlay::Interview(asking) => {
            let screen = model.plan()?;
            return interview::view(asking, &screen.interview, area, canvas);
        }
        Overlay::Bases(bases) => return Some(calendar::bases::view(bases, area, canvas)),
        Overlay::CalendarFile(entry) => {
            let plan = model.plan().map(PlanScreen::plan);
            return Some(calendar::import::view_path(entry, plan, area, canvas));
        }
        Overlay::Note(note) => return Some(note::view(note, area, canvas)),
        Overlay::Page(page) => {
            page::view(page, model.plan(), area, canvas);
        }
        Overlay::Confirm(confirm) => confirm::view(confirm, area, canvas),
        Overlay::Import(import) => calendar::import::view(import, model.today, area, canvas),
        Overlay::Objections(answers) => objections::view(answers, area, canvas),
        of_plan => {
            if let Some(screen) = model.plan() {
                lay_over_plan(of_plan, screen, model.eyes.shared(), area, canvas);
            }
        }
    }
    None
}

/// Paints what shows an open plan in another way and has no cursor.
fn lay_over_plan(
    overlay: &Overlay,
    screen: &PlanScreen,
    shared: bool,
    area: Rect,
    canvas: &mut Canvas,
) {
    let (plan, schedule) = (screen.plan(), screen.document.schedule());
    match overlay {
        Overlay::People(list) => people::view(list, plan, area, canvas),
        Overlay::ReadBack(agreeing) => read_back::view(*agreeing, plan, schedule, area, canvas),
        Overlay::Odds(page) => {
            odds::view(*page, &screen.odds, plan, area, canvas);
        }
        Overlay::Levers(list) => {
            let header = screen.parts(area).header.height;
            levers::view(list, &screen.document, (header, shared), area, canvas);
        }
        Overlay::Meddpicc(audit) => meddpicc::view(audit, plan, area, canvas),
        Overlay::Due(list) => due::view(*list, plan, schedule, area, canvas),
        Overlay::Calendar(calendars) => lay_calendars(calendars, screen, area, canvas),
        _ => {}
    }
}

/// The calendars leave the header: its numbers are what an edit there is about.
fn lay_calendars(
    calendars: &calendar::Calendars,
    screen: &PlanScreen,
    area: Rect,
    canvas: &mut Canvas,
) {
    let header = screen.parts(area).header.height;
    let below = Rect {
        y: area.y + header,
        height: area.height.saturating_sub(header),
        ..area
    };
    let (plan, schedule) = (screen.plan(), screen.document.schedule());
    calendar::view(calendars, plan, schedule, below, canvas);
}

/// The last line: what just happened, or what can be done here; the disk's state at the right.
fn foot(model: &Model, area: Rect, canvas: &mut Canvas) {
    if model.eyes.shared() {
        share_foot(model, area, canvas);
        return;
    }
    let corner = corner(model);
    let corner: Option<(&str, Style)> = corner
        .as_ref()
        .map(|(words, style)| (words.as_str(), *style));
    match &model.toast {
        Some(toast) => say(toast, corner, has_room(model), area, canvas),
        None => hints::paint(model.place(), corner, area, canvas),
    }
}

/// The last line of a shared window, and above it what just happened.
fn share_foot(model: &Model, area: Rect, canvas: &mut Canvas) {
    let Some(screen) = model.plan() else { return };
    let pen = screen.document.pen.words(screen.plan());
    let corner = plan::corner(model);
    let corner = corner.as_ref().map(|(words, _)| words.as_str());
    let mut hints = hints::of(model.place());
    if model.overlays.is_empty() {
        // The plan has the window to itself: its keys are the rep's to know.
        hints.retain(|(_, word)| *word == "keys");
    } else if model.place() == Place::ReadBack {
        // Those stand beside whoever is asked.
        hints.retain(|hint| {
            read_back::ANSWERS
                .iter()
                .all(|id| hints::of_command(*id) != Some(*hint))
        });
    }
    share::foot(&pen, &hints, corner, area, canvas);
    if let Some(toast) = &model.toast {
        let above = Rect {
            y: area.y.saturating_sub(1),
            ..area
        };
        if has_room(model) {
            say(toast, None, true, above, canvas);
        } else {
            say(
                toast,
                corner.map(|words| (words, canvas.theme.text)),
                false,
                area,
                canvas,
            );
        }
    }
}

/// A sentence in lines with the columns that they have beside the disk's state. Cut where it may not go
/// on, or would go on too far.
fn sentence(toast: &Toast, corner: Option<&str>, free: bool, width: u16) -> (Vec<String>, u16) {
    const MOST_ROWS: usize = 4;
    let beside = corner.map_or(0, |words| {
        u16::try_from(text::width(words)).unwrap_or(0) + 2
    });
    let cols = width.saturating_sub(beside + 2);
    let words = text::harmless(&toast.text);
    let broken = text::wrap_ranges(&words, usize::from(cols));
    let most = if free { MOST_ROWS } else { 1 };
    // The last row that there is takes all that is left, and is cut.
    let row = |(index, line): (usize, &Range<usize>)| match index + 1 == most {
        true => words.get(line.start..).unwrap_or_default(),
        false => words.get(line.clone()).unwrap_or_default(),
    };
    let lines = broken.iter().enumerate().take(most).map(row);
    (lines.map(str::to_owned).collect(), cols)
}

/// Says a sentence, the disk's state at its right. What is too long for the line goes on upwards from
/// it when nothing is typed there.
fn say(toast: &Toast, corner: Option<(&str, Style)>, free: bool, area: Rect, canvas: &mut Canvas) {
    let style = if toast.bad {
        canvas.theme.bad
    } else {
        canvas.theme.strong
    };
    let (lines, room) = sentence(toast, corner.map(|(words, _)| words), free, area.width);
    let rows = u16::try_from(lines.len()).unwrap_or(1).max(1);
    let top = (area.y + 1).saturating_sub(rows);
    let whole = Rect {
        y: top,
        height: rows,
        ..area
    };
    canvas.clear(whole, canvas.theme.text);
    for (y, line) in (top..).zip(&lines) {
        canvas.text(area.x + 1, y, room, line, style);
    }
    if let Some((words, style)) = corner {
        canvas.text_right(area.x, area.y, area.width.saturating_sub(1), words, style);
    }
}

fn too_small(area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let (cols, rows) = SMALLEST;
    let lines = [
        format!("backcast needs {cols}x{rows}"),
        format!("this is {}x{}", area.width, area.height),
        "make it larger".to_owned(),
    ];
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        canvas.text(area.x, y, area.width, line, theme.text);
    }
}
