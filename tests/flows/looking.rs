//! Looking around: selecting, orders, zoom, the mouse.

use backcast::plan::Step;
use crossterm::event::{KeyModifiers, MouseEventKind};

use crate::harness::{App, Left, example_plan};

/// Walks down and up with arrows and vim keys, to the ends and a page at a time: the selection stays
/// within the plan and in view.
#[test]
fn the_selection_walks_and_stays_in_view() {
    for (width, height) in [(60, 18), (80, 24), (120, 40)] {
        let mut app = App::example(width, height);
        app.keys("<home>");
        assert_eq!(app.selected(), "Success criteria");
        app.keys("k<up>");
        assert_eq!(app.selected(), "Success criteria");
        for keys in [
            "<down>", "j", "<pgdn>", "<end>", "G", "<down>", "<up>", "k", "<pgup>",
        ] {
            app.keys(keys);
            let selected = app.selected().chars().take(8).collect::<String>();
            let screen = app.screen();
            let row = screen.lines().find(|row| row.starts_with('▌'));
            assert!(
                row.unwrap_or_default().contains(&selected),
                "{keys}\n{screen}"
            );
        }
    }
}

/// Presses `r`: the rows come backwards from go-live, the same step stays selected; again, by date.
#[test]
fn the_order_turns_and_the_selection_stays() {
    let mut app = App::example(120, 40);
    app.select("Signature");
    let by_date = app.screen();
    let row = |app: &App, title: &str| app.place_of(&format!("{title}  ")).1;
    assert!(row(&app, "Success criteria") < row(&app, "Implementation"));
    app.keys("r");
    assert_eq!(app.said(), "rows backwards from go-live");
    assert_eq!(app.selected(), "Signature");
    assert!(row(&app, "Success criteria") > row(&app, "Implementation"));
    app.keys("r");
    assert_eq!(app.said(), "rows by date");
    app.keys("<down><up>");
    assert_eq!(app.screen(), by_date);
}

/// Zooms in until a day is a cell and out again, scrolls, and fits: the star comes back to its place,
/// and no edit was made.
#[test]
fn the_timeline_is_zoomed_and_scrolled() {
    let mut app = App::example(120, 40);
    let fit = app.screen();
    let star = app.place_of("★ │");
    app.keys("+");
    assert_ne!(app.screen(), fit);
    app.keys("+++++");
    let closest = app.screen();
    app.keys("+");
    assert_eq!(
        app.screen(),
        closest,
        "closer than a day a cell it does not get"
    );
    app.keys("<left><left><left>");
    assert_ne!(app.screen(), closest);
    app.keys("<right><right><right><right><right><right>h");
    app.keys("----------");
    assert_ne!(app.screen(), fit);
    app.keys("0");
    assert_eq!(app.screen(), fit);
    assert_eq!(app.place_of("★ │"), star);
    assert!(app.file().history.is_empty());
}

/// Clicks on a row: it is selected. Clicks beside the rows: nothing happens.
#[test]
fn a_click_selects() {
    let mut app = App::example(120, 40);
    for title in [
        "Legal redlines",
        "Purchase order",
        "Go-live",
        "First value review",
    ] {
        let (x, y) = app.place_of(title);
        app.click(x + 2, y);
        assert_eq!(app.selected(), title);
    }
    let before = app.screen();
    for (x, y) in [(0, 0), (100, 5), (3, 39), (119, 39), (5, 25)] {
        app.click(x, y);
        assert_eq!(app.screen(), before, "{x}, {y}");
    }
}

/// Clicks on a plan in the list: it is selected, and Enter opens it.
#[test]
fn a_click_selects_a_plan() {
    let mut app = App::home(80, 24);
    for name in ["Acme", "Globex", "Initech"] {
        app.keys(&format!("n{name}<tab>{name}<tab>Northwind<enter>q"));
    }
    let (x, y) = app.place_of("Globex");
    app.click(x, y);
    app.click(u16::MAX, u16::MAX);
    app.keys("<enter>");
    assert_eq!(app.plan().name, "Globex");
}

/// Turns the wheel: the rows scroll where there is something to scroll, the help does, the list of
/// plans moves its selection.
#[test]
fn the_wheel_scrolls() {
    let mut plan = example_plan();
    for number in 1..=12 {
        let step = Step::new(format!("follow-{number}"), &format!("Follow-up {number}"));
        plan.steps.insert(0, step);
    }
    let mut app = App::with(&plan, 60, 18);
    app.keys("<home>");
    let top = app.screen();
    for _ in 0..10 {
        app.mouse(MouseEventKind::ScrollDown, 10, 8);
    }
    app.sees("★ Go-live").sees_no("Success criteria");
    for _ in 0..10 {
        app.mouse(MouseEventKind::ScrollUp, 10, 8);
    }
    assert_eq!(app.screen(), top);
    app.keys("?");
    let top = app.screen();
    app.mouse(MouseEventKind::ScrollDown, 10, 8);
    assert_ne!(app.screen(), top);
    for _ in 0..100 {
        app.mouse(MouseEventKind::ScrollDown, 10, 8);
    }
    let end = app.screen();
    app.mouse(MouseEventKind::ScrollUp, 10, 8);
    assert_ne!(app.screen(), end);
}

/// Turns the wheel with shift: time scrolls; with control: the timeline zooms; `0` fits it again.
#[test]
fn the_wheel_scrolls_time_and_zooms() {
    let mut app = App::example(120, 40);
    let fit = app.screen();
    for held in [KeyModifiers::SHIFT, KeyModifiers::CONTROL] {
        app.mouse_with(held, MouseEventKind::ScrollUp, 60, 8);
        assert_ne!(app.screen(), fit, "{held:?}");
        app.keys("0");
        assert_eq!(app.screen(), fit, "{held:?}");
    }
}

/// Switches the mouse off with `M`, so that the terminal's own selection works, and on again.
#[test]
fn the_mouse_is_switched_off_and_on() {
    let mut app = App::example(80, 24);
    app.keys("M");
    assert_eq!(
        app.said(),
        "the mouse is off: the terminal's own selection works"
    );
    app.keys("M");
    assert_eq!(app.said(), "the mouse is on");
    app.keys("<ctrl-l><ctrl-z>");
    assert_eq!(
        app.terminal,
        ["mouse false", "mouse true", "redraw", "suspend"]
    );
}

/// Quits at once from anywhere.
#[test]
fn ctrl_c_quits_from_anywhere() {
    for keys in ["", "a", "e", ":", "?", "c", "P", "Pa", "aPilot 2w"] {
        let mut app = App::example(80, 24);
        app.keys(keys).keys("<ctrl-c>");
        assert_eq!(app.left, Some(Left::Saved), "{keys}");
    }
    let mut app = App::home(80, 24);
    app.keys("n<ctrl-c>");
    assert_eq!(app.left, Some(Left::Saved));
}
