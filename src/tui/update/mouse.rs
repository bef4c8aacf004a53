//! The mouse: a click selects, the wheel scrolls. Nothing is done by the mouse alone.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Rect;

use super::{home, keys};
use crate::tui::model::{Effect, Model, Screen};
use crate::tui::overlays::Overlay;
use crate::tui::screens::home::LIST_TOP;
use crate::tui::widgets::timeline;

/// Rows that one turn of the wheel moves.
const WHEEL: isize = 3;

/// Takes a mouse event in.
pub(super) fn mouse(model: &mut Model, event: MouseEvent) -> Vec<Effect> {
    let wheel = match event.kind {
        MouseEventKind::ScrollUp => Some(-WHEEL),
        MouseEventKind::ScrollDown => Some(WHEEL),
        _ => None,
    };
    match (model.overlays.last(), wheel) {
        (Some(Overlay::Page(_)), Some(by)) => keys::scroll_page(model, by),
        (None, Some(by)) => scroll(model, by),
        (None, None) if event.kind == MouseEventKind::Down(MouseButton::Left) => {
            click(model, event.column, event.row);
        }
        _ => {}
    }
    Vec::new()
}

fn area(model: &Model) -> Rect {
    Rect {
        x: 0,
        y: 0,
        width: model.size.0,
        height: model.size.1,
    }
}

fn scroll(model: &mut Model, by: isize) {
    let area = area(model);
    match &mut model.screen {
        Screen::Home(_) => home::select(model, by),
        Screen::Plan(screen) => {
            let area = screen.parts(area).timeline;
            screen.with_data(|state, data| state.scroll_rows(data, area, by));
        }
    }
}

fn click(model: &mut Model, x: u16, y: u16) {
    let (area, size) = (area(model), model.size);
    match &mut model.screen {
        Screen::Home(home) => {
            if let Some(row) = (y + 1).checked_sub(LIST_TOP) {
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
