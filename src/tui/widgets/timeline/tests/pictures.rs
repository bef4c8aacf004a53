//! Snapshots. Looked at by eye before they are accepted: an ugly one is a defect.

use std::collections::HashMap;

use super::*;
use crate::tui::testing::text_and_styles;
use crate::tui::theme::{ASCII, Depth};

fn colours() -> Theme {
    Theme::new(Depth::Sixteen, &UNICODE)
}

#[test]
fn beside_the_sidebar() {
    let shown = picture(&example(), &on("security"), 84, 16, &colours());
    insta::assert_snapshot!(text_and_styles(&shown));
}

#[test]
fn in_sixty_columns() {
    let shown = picture(&example(), &on("security"), 60, 14, &colours());
    insta::assert_snapshot!(text_and_styles(&shown));
}

#[test]
fn in_a_hundred_and_eight_columns() {
    let shown = picture(&example(), &on("approval"), 108, 20, &colours());
    insta::assert_snapshot!(text_and_styles(&shown));
}

#[test]
fn in_a_hundred_and_forty_columns() {
    let shown = picture(&example(), &on("review"), 140, 30, &colours());
    insta::assert_snapshot!(text_and_styles(&shown));
}

#[test]
fn late_with_done_steps() {
    let shown = picture(&late(), &on("legal"), 84, 16, &colours());
    insta::assert_snapshot!(text_and_styles(&shown));
}

#[test]
fn late_in_no_colours() {
    let shown = picture(&late(), &on("legal"), 120, 16, &Theme::plain());
    insta::assert_snapshot!(text_and_styles(&shown));
}

#[test]
fn late_in_ascii() {
    let theme = Theme::new(Depth::Plain, &ASCII);
    let shown = picture(&late(), &on("approval"), 84, 16, &theme);
    let text = text(&shown);
    assert!(text.is_ascii(), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn days_with_those_off_shaded() {
    let state = TimelineState {
        zoom: 20,
        ..on("approval")
    };
    let shown = picture(&example(), &state, 108, 16, &colours());
    insta::assert_snapshot!(text_and_styles(&shown));
}

#[test]
fn a_month_a_cell() {
    let state = TimelineState {
        zoom: -20,
        ..on("approval")
    };
    insta::assert_snapshot!(text(&picture(&example(), &state, 108, 16, &colours())));
}

#[test]
fn backwards_from_go_live() {
    let backwards = example().order(Order::Backwards);
    insta::assert_snapshot!(text(&picture(
        &backwards,
        &on("approval"),
        84,
        16,
        &colours()
    )));
}

#[test]
fn what_just_moved() {
    let mut fixture = example();
    fixture.moved = HashMap::from([
        ("security".to_owned(), -3),
        ("dpa".to_owned(), 2),
        ("go-live".to_owned(), 7),
        ("poc".to_owned(), 0),
        ("legal".to_owned(), i32::MIN),
    ]);
    insta::assert_snapshot!(text_and_styles(&picture(
        &fixture,
        &on("dpa"),
        84,
        16,
        &colours()
    )));
}

#[test]
fn as_the_buyer_sees_it() {
    let mut fixture = example();
    fixture.view = View::Shared;
    insta::assert_snapshot!(text(&picture(
        &fixture,
        &on("security"),
        80,
        15,
        &colours()
    )));
    fixture = late();
    fixture.view = View::Shared;
    insta::assert_snapshot!(text(&picture(
        &fixture,
        &on("security"),
        80,
        15,
        &colours()
    )));
}

#[test]
fn titles_of_any_kind_keep_the_columns() {
    let mut fixture = example();
    let titles = [
        "Security\u{1b}[2J review\u{7}",
        "会議の準備を確認する会議の準備を確認する",
        "\u{202e}weiver lageL",
        "Two\nlines\tand a tab",
        "👩‍👩‍👧‍👦 Family of four 👍🏽 approves it all",
        "Z\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301} stacked",
        "",
        "שָׁלוֹם مُحَمَّد",
    ];
    for (step, title) in fixture.plan.steps.iter_mut().zip(titles) {
        step.title = title.to_owned();
    }
    fixture.plan.people[0].name = "Sa\u{1b}[31mrah".to_owned();
    let shown = picture(&fixture, &on("security"), 140, 16, &colours());
    let text = text(&shown);
    assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}', '\t']));
    insta::assert_snapshot!(text);
}
