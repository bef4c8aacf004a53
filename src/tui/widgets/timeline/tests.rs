//! The timeline as a whole: rows and bars here; beside it pictures (text and styles), the view a
//! person has of it, and what must hold of every plan at every size.

mod anything;
mod pictures;
mod view;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::fixture::{Fixture, chain, date_of, example, late};
use super::{
    Cell, Gutter, Layout, MarkKind, Order, RowId, TimelineState, View, hit, layout, paint,
};
use crate::tui::testing::{screen, text};
use crate::tui::theme::{Glyphs, Theme, UNICODE};

fn area(width: u16, height: u16) -> Rect {
    Rect::new(0, 0, width, height)
}

fn picture(
    fixture: &Fixture,
    state: &TimelineState,
    width: u16,
    height: u16,
    theme: &Theme,
) -> Buffer {
    screen(width, height, theme, |canvas| {
        let area = Rect::new(0, 0, width, height);
        paint(&layout(&fixture.data(), state, area, canvas.glyphs), canvas);
    })
}

fn laid<'a>(fixture: &'a Fixture, state: &TimelineState, width: u16, height: u16) -> Layout<'a> {
    layout(&fixture.data(), state, area(width, height), &UNICODE)
}

fn on(id: &str) -> TimelineState {
    TimelineState::on(RowId::step(id))
}

fn ids(layout: &Layout) -> Vec<String> {
    let rows = layout.rows.iter();
    rows.map(|row| row.id.key().to_owned()).collect()
}

/// A row's bar as the glyph set shows it, without styles.
fn bar_of(layout: &Layout, id: &str) -> String {
    let row = layout.rows.iter().find(|row| row.id.key() == id).unwrap();
    let row = Layout {
        rows: vec![row.clone()],
        marks: Vec::new(),
        ..layout.clone()
    };
    let theme = Theme::plain();
    let shown = screen(layout.area.width, layout.area.height, &theme, |canvas| {
        paint(&row, canvas);
    });
    let y = row.rows[0].y;
    let bar = row.columns.bar.unwrap();
    let cells = (bar.x..bar.x + bar.cols).map(|x| shown[(x, y)].symbol());
    cells.collect::<String>().trim_end().to_owned()
}

#[test]
fn rows_stand_by_date_or_backwards_from_go_live() {
    let by_date = [
        "criteria",
        "poc",
        "security",
        "legal",
        "budget",
        "dpa",
        "vendor",
        "approval",
        "po",
        "signature",
        "implementation",
        "go-live",
        "review",
    ];
    let example = example();
    assert_eq!(ids(&laid(&example, &on("poc"), 84, 20)), by_date);
    let backwards = ids(&laid(&example.order(Order::Backwards), &on("poc"), 84, 20));
    assert_eq!(backwards, by_date.into_iter().rev().collect::<Vec<_>>());
}

#[test]
fn backwards_a_step_stands_above_what_it_waits_for_whatever_the_dates() {
    let mut fixture = example();
    // A long lead: approval starts before the reviews it follows.
    let dates = fixture.dates("approval");
    (dates.must_start, dates.must_finish) =
        (Some(date_of("2026-12-01")), Some(date_of("2026-12-02")));
    let fixture = fixture.order(Order::Backwards);
    let ids = ids(&laid(&fixture, &on("poc"), 84, 20));
    let at = |id: &str| ids.iter().position(|other| other == id).unwrap();
    for step in &fixture.plan.steps {
        for link in &step.after {
            assert!(at(&step.id) < at(&link.step), "{} {}", step.id, link.step);
        }
    }
}

#[test]
fn circles_and_undated_steps_have_a_row_each() {
    let mut fixture = example();
    fixture.plan.step_mut("legal").unwrap().after = vec![crate::plan::Link::after("approval")];
    for id in ["legal", "approval", "po"] {
        *fixture.dates(id) = crate::schedule::StepDates::default();
    }
    for order in [Order::ByDate, Order::Backwards] {
        fixture = fixture.order(order);
        let mut found = ids(&laid(&fixture, &on("poc"), 84, 20));
        let layout = laid(&fixture, &on("poc"), 84, 20);
        let legal = layout
            .rows
            .iter()
            .find(|row| row.id.key() == "legal")
            .unwrap();
        assert_eq!(legal.done.text, "no date");
        found.sort();
        assert_eq!(found.len(), 13);
        found.dedup();
        assert_eq!(found.len(), 13);
    }
}

#[test]
fn a_plan_without_go_live_or_steps_still_shows() {
    let mut fixture = example();
    fixture.schedule.go_live = None;
    fixture.schedule.steps.iter_mut().for_each(|dates| {
        (dates.must_start, dates.must_finish, dates.to_spare) = (None, None, None);
    });
    let fixture = fixture.order(Order::ByDate);
    let layout = laid(&fixture, &on("poc"), 84, 20);
    assert!(bar_of(&layout, "implementation").contains("░░░"));
    assert_eq!(layout.rows[11].done.text, "no date");
    assert!(
        layout
            .marks
            .iter()
            .all(|mark| mark.kind != MarkKind::Anchor)
    );
    let empty = Fixture::new(
        crate::plan::Plan::new("p".into(), "p"),
        fixture.schedule.clone(),
    );
    assert_eq!(
        ids(&laid(&empty, &TimelineState::default(), 84, 20)),
        ["go-live"]
    );
}

#[test]
fn bars_say_what_must_what_could_and_what_is_late() {
    let example = example();
    let layout = laid(&example, &on("poc"), 84, 20);
    for (id, bar) in [
        ("security", "    ┊   ░░░░░······████▌"),
        ("signature", "    ┊         ◇··········◆"),
        ("implementation", "    ┊         ░░░░░░░·····██████"),
        ("go-live", "    ┊               ◇···········★"),
        ("review", "    ┊                            ▸"),
    ] {
        assert_eq!(bar_of(&layout, id), bar, "{id}");
    }
    let late = late();
    let layout = laid(&late, &on("poc"), 84, 20);
    for (id, bar) in [
        ("criteria", "    ▬▬✓           ┊"),
        ("security", "                 ▓▓██▌░ −2 d"),
        ("legal", "                ▬▬▬██▌░░░"),
        ("implementation", "                  ┊     ██████░▸"),
    ] {
        assert_eq!(bar_of(&layout, id), bar, "{id}");
    }
}

#[test]
fn a_late_milestone_and_a_step_late_as_a_whole() {
    let mut late = late();
    late.schedule.today = date_of("2027-02-16");
    for id in ["signature", "po"] {
        late.dates(id).late_by = Some(7);
    }
    let late = Fixture::new(late.plan, late.schedule);
    let layout = laid(&late, &on("poc"), 84, 20);
    assert_eq!(bar_of(&layout, "po").trim(), "▓▓ ░░ −7 d");
    let row = layout
        .rows
        .iter()
        .find(|row| row.id.key() == "signature")
        .unwrap();
    assert!(row.cells.contains(&Cell::MilestoneLate));
}

#[test]
fn marks_over_the_bars_never_touch() {
    for fixture in [example(), late(), chain(60)] {
        for width in 40..200 {
            for zoom in -18..18 {
                let state = TimelineState { zoom, ..on("poc") };
                let layout = laid(&fixture, &state, width, 20);
                for line in [0, 1] {
                    let mut marks: Vec<_> = layout
                        .marks
                        .iter()
                        .filter(|mark| mark.line == line)
                        .collect();
                    marks.sort_by_key(|mark| mark.cell);
                    for pair in marks.windows(2) {
                        let end = usize::from(pair[0].cell) + pair[0].text.chars().count();
                        let points = [MarkKind::Today, MarkKind::Anchor];
                        let both = points.contains(&pair[0].kind) && points.contains(&pair[1].kind);
                        assert!(
                            end + usize::from(!both) <= usize::from(pair[1].cell),
                            "{width} {zoom} {pair:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn only_what_is_visible_is_laid_out() {
    let many = chain(6_000);
    let mut state = TimelineState::default();
    state.keep_visible(&many.data(), area(120, 40));
    let layout = laid(&many, &state, 120, 40);
    assert_eq!(layout.rows.len(), 38);
    assert_eq!(layout.above + layout.rows.len() + layout.below, 6_001);
}

#[test]
fn both_glyph_sets_give_every_kind_of_cell_a_glyph_of_its_own() {
    let glyphs: [&'static Glyphs; 2] = [&UNICODE, &crate::tui::theme::ASCII];
    for set in glyphs {
        let mut cells = vec![
            set.must,
            set.can,
            set.room,
            set.late,
            set.milestone,
            set.milestone_can,
            set.anchor,
            set.done,
            set.done_bar,
            set.today_line,
            set.day_off,
            set.more_left,
            set.more_right,
        ];
        cells.sort_unstable();
        cells.dedup();
        assert_eq!(cells.len(), 13, "{cells:?}");
        let gutter = [set.selected, set.before, set.after];
        assert!(gutter[0] != gutter[1] && gutter[0] != gutter[2] && gutter[1] != gutter[2]);
        for glyph in cells
            .into_iter()
            .chain(gutter)
            .chain(set.sides)
            .chain([set.minus, set.ellipsis])
        {
            assert_eq!(crate::text::width(glyph), 1, "{glyph}");
        }
    }
}
