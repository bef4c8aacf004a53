//! Selection, neighbours, zoom, scroll and the mouse.

use super::*;

#[test]
fn the_selected_row_and_its_neighbours_are_marked() {
    let example = example();
    let layout = laid(&example, &on("approval"), 84, 20);
    let gutter = |id: &str| {
        layout
            .rows
            .iter()
            .find(|row| row.id.key() == id)
            .unwrap()
            .gutter
    };
    assert_eq!(gutter("approval"), Gutter::Selected);
    for before in ["budget", "security", "legal", "dpa", "vendor"] {
        assert_eq!(gutter(before), Gutter::Before, "{before}");
    }
    assert_eq!(gutter("po"), Gutter::After);
    assert_eq!(gutter("poc"), Gutter::None);
    assert_eq!(gutter("go-live"), Gutter::None);
    let review = laid(&example, &on("review"), 84, 20);
    assert_eq!(review.rows[11].gutter, Gutter::Before);
    let go_live = laid(&example, &TimelineState::default(), 84, 20);
    assert_eq!(go_live.rows[10].gutter, Gutter::Before);
    assert_eq!(go_live.rows[9].gutter, Gutter::None);
    assert_eq!(go_live.rows[12].gutter, Gutter::After);
    let implementation = laid(&example, &on("implementation"), 84, 20);
    assert_eq!(implementation.rows[9].gutter, Gutter::Before);
    assert_eq!(implementation.rows[11].gutter, Gutter::After);
}

#[test]
fn selection_stays_with_its_step_and_stays_in_view() {
    let by_date = example();
    let small = area(84, 6);
    let mut state = on("criteria");
    state.move_by(&by_date.data(), 9);
    state.keep_visible(&by_date.data(), small);
    assert_eq!(state.selected, RowId::step("signature"));
    assert_eq!(
        ids(&laid(&by_date, &state, 84, 6)),
        ["vendor", "approval", "po", "signature"]
    );
    let backwards = example().order(Order::Backwards);
    state.keep_visible(&backwards.data(), small);
    assert_eq!(state.selected_row(&backwards.data()), Some(3));
    state.move_by(&backwards.data(), -100);
    state.keep_visible(&backwards.data(), small);
    assert_eq!((state.offset, state.selected.key()), (0, "review"));
    state.move_by(&backwards.data(), 100);
    state.keep_visible(&backwards.data(), small);
    assert_eq!((state.offset, state.selected.key()), (9, "criteria"));
}

#[test]
fn when_the_selected_step_is_removed_its_place_stays_selected() {
    let mut fixture = example();
    let mut state = on("po");
    state.keep_visible(&fixture.data(), area(84, 20));
    let at = fixture
        .plan
        .steps
        .iter()
        .position(|step| step.id == "po")
        .unwrap();
    fixture.plan.steps.remove(at);
    fixture.schedule.steps.remove(at);
    let fixture = fixture.order(Order::ByDate);
    assert_eq!(state.selected_row(&fixture.data()), None);
    state.keep_visible(&fixture.data(), area(84, 20));
    assert_eq!(state.selected, RowId::step("signature"));
}

#[test]
fn zoom_keeps_go_live_in_its_column_and_ends_at_a_day_and_a_month() {
    let example = example();
    for width in [60, 84, 140] {
        let size = area(width, 20);
        let star = |state: &TimelineState| {
            let layout = laid(&example, state, width, 20);
            let row = &layout.rows[11];
            row.cells
                .iter()
                .position(|cell| *cell == Cell::Anchor)
                .unwrap()
        };
        let mut state = on("poc");
        let at = star(&state);
        for _ in 0..30 {
            state.zoom_by(&example.data(), size, 1);
            assert_eq!(star(&state), at);
        }
        assert!(laid(&example, &state, width, 20).scale.shows_days());
        for _ in 0..30 {
            state.zoom_by(&example.data(), size, -1);
            assert_eq!(star(&state), at);
        }
        assert_eq!(laid(&example, &state, width, 20).scale.half_days(), 60);
        state.fit();
        assert_eq!(star(&state), at);
    }
}

#[test]
fn scrolling_moves_the_window_and_stops_where_the_plan_ends() {
    let example = example();
    let mut state = on("poc");
    state.scroll_by(&example.data(), area(84, 20), 1000);
    assert_eq!(state.scroll_days, 30);
    let layout = laid(&example, &state, 84, 20);
    assert_eq!(bar_of(&layout, "review").trim(), "◆");
    assert!(bar_of(&layout, "criteria").starts_with('◂'));
    state.scroll_by(&example.data(), area(84, 20), i64::MIN);
    assert_eq!(state.scroll_days, -98);
    assert!(bar_of(&laid(&example, &state, 84, 20), "implementation").ends_with('▸'));
}

#[test]
fn the_mouse_finds_the_row_it_points_at() {
    let example = example();
    let place = Rect::new(3, 2, 84, 7);
    let mut state = on("signature");
    state.keep_visible(&example.data(), place);
    let layout = layout(&example.data(), &state, place, &UNICODE);
    for y in 0..12 {
        for x in [0, 3, 40, 86, 87] {
            assert_eq!(
                hit(&example.data(), &state, place, x, y),
                layout.hit(x, y),
                "{x} {y}"
            );
        }
    }
    assert_eq!(
        layout.hit(10, 8).as_ref().map(RowId::key),
        Some("signature")
    );
    assert_eq!(layout.hit(10, 3), None);
}
