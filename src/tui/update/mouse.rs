//! The mouse: a click selects, the wheel scrolls. Nothing is done by the mouse alone.

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Rect;

use super::{home, keys};
use crate::tui::model::{Effect, Model, Screen};
use crate::tui::overlays::Overlay;
use crate::tui::screens::home::LIST_TOP;
use crate::tui::widgets::timeline;

/// Rows that one turn of the wheel moves.
const WHEEL: isize = 3;

/// Takes a mouse event in: the wheel scrolls rows, with shift time, with control it zooms.
pub(super) fn mouse(model: &mut Model, event: MouseEvent) -> Vec<Effect> {
    if model.veiled() {
        return Vec::new();
    }
    let wheel = match event.kind {
        MouseEventKind::ScrollUp => Some((Axis::Rows, -WHEEL)),
        MouseEventKind::ScrollDown => Some((Axis::Rows, WHEEL)),
        MouseEventKind::ScrollLeft => Some((Axis::Time, -WHEEL)),
        MouseEventKind::ScrollRight => Some((Axis::Time, WHEEL)),
        _ => None,
    };
    let wheel = wheel.map(|(axis, by)| match event.modifiers {
        held if held.contains(KeyModifiers::CONTROL) => (Axis::Zoom, by),
        held if held.contains(KeyModifiers::SHIFT) => (Axis::Time, by),
        _ => (axis, by),
    });
    match (model.overlays.last_mut(), wheel) {
        (Some(Overlay::Page(_)), Some((_, by))) => keys::scroll_page(model, by),
        (Some(Overlay::Calendar(calendars)), Some((_, by))) => calendars.select(by),
        (Some(Overlay::Meddpicc(audit)), Some((_, by))) => audit.select(by.signum()),
        (Some(Overlay::Odds(_)), Some((_, by))) => super::odds::scroll(model, by),
        (None, Some((axis, by))) => scroll(model, axis, by),
        (None, None) if event.kind == MouseEventKind::Down(MouseButton::Left) => {
            click(model, event.column, event.row);
        }
        _ => {}
    }
    Vec::new()
}

/// What the wheel moves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Axis {
    Rows,
    Time,
    Zoom,
}

fn area(model: &Model) -> Rect {
    Rect {
        x: 0,
        y: 0,
        width: model.size.0,
        height: model.size.1,
    }
}

fn scroll(model: &mut Model, axis: Axis, by: isize) {
    let area = area(model);
    match &mut model.screen {
        Screen::Prompter(_) | Screen::Practice(_) | Screen::OneOnOne(_) | Screen::Diagnosis(_) => {}
        Screen::Home(_) => home::select(model, by),
        Screen::Plan(screen) => {
            let area = screen.parts(area).timeline;
            screen.with_data(|state, data| match axis {
                Axis::Rows => state.scroll_rows(data, area, by),
                Axis::Time => state.scroll_by(data, area, by.signum() as i64 * 2),
                Axis::Zoom => state.zoom_by(data, area, -(by.signum() as i8)),
            });
        }
    }
}

fn click(model: &mut Model, x: u16, y: u16) {
    let (area, size) = (area(model), model.size);
    match &mut model.screen {
        Screen::Prompter(_) | Screen::Practice(_) | Screen::OneOnOne(_) | Screen::Diagnosis(_) => {}
        Screen::Home(home) => {
            if let Some(row) = y.saturating_add(1).checked_sub(LIST_TOP) {
                let wanted = home.offset + usize::from(row);
                if home
                    .plans
                    .as_ref()
                    .is_some_and(|plans| wanted < plans.len())
                {
                    home.selected = wanted;
                }
            }
        }
        Screen::Plan(screen) => {
            let area = screen.parts(area).timeline;
            let hit = screen.with_data(|state, data| timeline::hit(data, state, area, x, y));
            if let Some(row) = hit {
                screen.timeline.selected = row;
                screen.settle(size);
            }
        }
    }
}
