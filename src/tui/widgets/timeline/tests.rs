//! Pictures of the timeline, text and styles.

use ratatui::layout::Rect;

use super::fixture::{Fixture, example, late};
use super::{Order, RowId, TimelineState, View, layout, paint};
use crate::tui::testing::{screen, text, text_and_styles};
use crate::tui::theme::{ASCII, Depth, Theme, UNICODE};

fn picture(
    fixture: &Fixture,
    state: &TimelineState,
    width: u16,
    height: u16,
    theme: &Theme,
) -> ratatui::buffer::Buffer {
    screen(width, height, theme, |canvas| {
        let area = Rect::new(0, 0, width, height);
        paint(&layout(&fixture.data(), state, area, canvas.glyphs), canvas);
    })
}

fn on(id: &str) -> TimelineState {
    TimelineState::on(RowId::step(id))
}

#[test]
#[ignore = "for looking at"]
#[allow(clippy::print_stdout)]
fn look() {
    let theme = Theme::plain();
    let show = |name: &str, fixture: &Fixture, state: &TimelineState, width, height| {
        println!(
            "{name} {width}x{height}\n{}",
            text(&picture(fixture, state, width, height, &theme))
        );
    };
    let example = example();
    for (width, height) in [(84, 16), (60, 14), (108, 20), (140, 20), (120, 20)] {
        show("example", &example, &on("security"), width, height);
    }
    show("late", &late(), &on("legal"), 84, 16);
    show("late", &late(), &on("legal"), 120, 16);
    let mut state = on("security");
    state.zoom = 9;
    show("days", &example, &state, 84, 16);
    state.zoom = -9;
    show("months", &example, &state, 84, 16);
    state.zoom = -3;
    show("coarse", &example, &state, 140, 16);
    let mut shared = super::fixture::example();
    shared.view = View::Shared;
    show("shared", &shared, &on("security"), 80, 14);
    show(
        "backwards",
        &super::fixture::example().order(Order::Backwards),
        &on("security"),
        84,
        16,
    );
    println!(
        "{}",
        text(&picture(
            &late(),
            &on("legal"),
            84,
            16,
            &Theme::new(Depth::Plain, &ASCII)
        ))
    );
    println!(
        "{}",
        text_and_styles(&picture(
            &late(),
            &on("legal"),
            84,
            16,
            &Theme::new(Depth::Sixteen, &UNICODE)
        ))
    );
}
