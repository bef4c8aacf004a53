//! What must hold of any plan, any dates, any size.

use std::collections::HashMap;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::plan::{Duration, Link, Plan, Side, Step, Unit};
use crate::schedule::{Bars, Schedule, StepDates};
use crate::tui::paint::Canvas;
use crate::tui::theme::{ASCII, Depth};

/// Mostly the days around a deal, sometimes any that chrono has.
fn any_date() -> impl Strategy<Value = NaiveDate> {
    let near = 739_000..741_000_i32;
    let any = -96_000_000..96_000_000_i32;
    let days = prop_oneof![6 => near, 1 => any];
    let edges = prop_oneof![Just(NaiveDate::MIN), Just(NaiveDate::MAX)];
    let date = days.prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).unwrap_or_default());
    prop_oneof![12 => date, 1 => edges]
}

fn maybe_date() -> impl Strategy<Value = Option<NaiveDate>> {
    proptest::option::of(any_date())
}

prop_compose! {
    fn any_step()(
        id in "[a-d]{1,2}",
        title in prop_oneof!["\\PC{0,30}", any::<String>(), "[議👩\u{200d}a ]{0,40}"],
        side in 0..3_usize, days in 0..3_u32,
        after in proptest::collection::vec("[a-d]{1,2}|go-live", 0..4),
        acts in proptest::array::uniform2(maybe_date()),
        planned in proptest::array::uniform4(maybe_date()),
        (to_spare, late_by) in any::<(Option<i32>, Option<i32>)>(),
        (drives, after_go_live, riskiest) in any::<(bool, bool, bool)>(),
    ) -> (Step, StepDates) {
        let mut step = Step::new(id, &title);
        step.side = [Side::Buyer, Side::Seller, Side::Other("x".into())][side].clone();
        step.duration = Duration::new(days, Unit::Working);
        step.after = after.iter().map(|id| Link::after(id)).collect();
        [step.started, step.done] = acts;
        step.riskiest = riskiest;
        let [must_start, must_finish, can_start, can_finish] = planned;
        let dates = StepDates {
            must_start, must_finish, can_start, can_finish, to_spare, late_by, drives, after_go_live,
            ..StepDates::default()
        };
        (step, dates)
    }
}

prop_compose! {
    fn any_fixture()(
        steps in proptest::collection::vec(any_step(), 0..12),
        missing in 0..3_usize,
        today in any_date(),
        (go_live, forecast) in (maybe_date(), maybe_date()),
        days_to_spare in any::<Option<i32>>(),
        backwards in any::<bool>(), shared in any::<bool>(),
        moved in any::<i32>(),
        (outlined, bars, star) in (any::<bool>(), proptest::array::uniform4(any_date()), maybe_date()),
    ) -> Fixture {
        let mut plan = Plan::new("p".into(), "p");
        let (all, mut dates): (Vec<_>, Vec<_>) = steps.into_iter().unzip();
        plan.steps = all;
        dates.truncate(dates.len().saturating_sub(missing));
        let schedule = Schedule {
            today, go_live, forecast, forecast_working: None, late_by: 0, days_to_spare, fits: true,
            first_cause: None, steps: dates,
        };
        let order = if backwards { Order::Backwards } else { Order::ByDate };
        let mut fixture = Fixture::new(plan, schedule).order(order);
        fixture.moved = HashMap::from([("a".to_owned(), moved), ("go-live".to_owned(), moved)]);
        let [from, to, early, late] = bars;
        let days = |a: NaiveDate, b: NaiveDate| (a.min(b), a.max(b));
        fixture.outlines = outlined.then(|| Bars {
            go_live: star,
            steps: HashMap::from([("a".to_owned(), days(from, to)), ("b".to_owned(), days(early, late))]),
        });
        if let Some(bars) = &fixture.outlines {
            fixture.rows.make_room(bars);
        }
        fixture.view = if shared { View::Shared } else { View::Rep };
        fixture
    }
}

proptest! {
    #[test]
    fn anything_paints_inside_its_area(
        fixture in any_fixture(),
        (width, height, x, y) in (1..200_u16, 1..60_u16, 0..5_u16, 0..3_u16),
        (offset, selected, zoom, scroll_days) in (0..20_usize, "[a-d]{1,2}", any::<i8>(), any::<i64>()),
        (keep, ascii) in any::<(bool, bool)>(),
    ) {
        let place = Rect::new(x, y, width, height);
        let mut state = TimelineState { offset, zoom, scroll_days, ..on(&selected) };
        if keep {
            state.keep_visible(&fixture.data(), place);
            state.zoom_by(&fixture.data(), place, 1);
            state.scroll_by(&fixture.data(), place, 3);
        }
        let theme = Theme::new(Depth::True, if ascii { &ASCII } else { &UNICODE });
        let mut buffer = Buffer::empty(Rect::new(0, 0, x + width + 3, y + height + 2));
        let mut canvas = Canvas::new(&mut buffer, &theme);
        let laid = layout(&fixture.data(), &state, place, canvas.glyphs);
        paint(&laid, &mut canvas);
        let empty = ratatui::buffer::Cell::default();
        for cell_y in 0..buffer.area.height {
            for cell_x in 0..buffer.area.width {
                let inside = place.contains((cell_x, cell_y).into());
                prop_assert!(inside || buffer[(cell_x, cell_y)] == empty, "{cell_x} {cell_y}");
                let symbol = buffer[(cell_x, cell_y)].symbol();
                prop_assert!(!symbol.contains(char::is_control));
            }
        }
        prop_assert_eq!(laid.above + laid.rows.len() + laid.below, fixture.plan.steps.len() + 1);
    }

    #[test]
    fn every_step_has_one_row_in_either_order(fixture in any_fixture()) {
        let count = fixture.plan.steps.len() + 1;
        let layout = laid(&fixture, &TimelineState::default(), 80, 60);
        let mut found = ids(&layout);
        let mut expected: Vec<String> = fixture.plan.steps.iter().map(|step| step.id.clone()).collect();
        expected.push("go-live".to_owned());
        found.sort();
        expected.sort();
        prop_assert_eq!(count, found.len());
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn the_star_keeps_its_column_at_every_zoom(mut fixture in any_fixture(), width in 40..200_u16, zoom in any::<i8>()) {
        prop_assume!(fixture.schedule.go_live.is_some());
        // Where go-live stood later before, that star keeps its column instead.
        let before = fixture.outlines.as_ref().and_then(|bars| bars.go_live);
        if before > fixture.schedule.go_live {
            fixture.schedule.go_live = before;
        }
        let at = |zoom| {
            let state = TimelineState { zoom, ..TimelineState::default() };
            let layout = laid(&fixture, &state, width, 60);
            let star = layout.marks.iter().find(|mark| mark.kind == MarkKind::Anchor);
            star.map(|star| star.cell)
        };
        if fixture.view == View::Rep {
            prop_assert!(at(0).is_some());
        }
        prop_assert_eq!(at(zoom), at(0));
    }
}
