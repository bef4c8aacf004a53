use super::*;
use crate::tui::testing::{screen, text};
use crate::tui::theme::{ASCII, Depth, Theme};

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// A freeze over the year's end, a holiday in it and one after it, and a weekend.
fn marks(date: NaiveDate) -> Option<Mark> {
    let weekend = date.weekday().num_days_from_monday() >= 5;
    if date == day("2027-01-02") {
        return Some(Mark::Worked);
    }
    if (day("2026-12-21")..=day("2027-01-08")).contains(&date) {
        return Some(Mark::Blackout);
    }
    if date == day("2027-01-18") {
        return Some(Mark::Holiday);
    }
    weekend.then_some(Mark::Weekend)
}

fn months<'a>(selected: Option<(&str, &str)>, until: &str) -> Months<'a> {
    Months {
        today: day("2026-12-14"),
        go_live: Some(day("2027-02-01")),
        selected: selected.map(|(first, last)| (day(first), day(last))),
        until: day(until),
        mark: &marks,
    }
}

fn shown(months: &Months, (cols, rows): (u16, u16), theme: &Theme) -> String {
    text(&screen(cols, rows, theme, |canvas| {
        let grids = layout(months, canvas.area());
        paint(&grids, months, canvas);
    }))
}

fn titles(months: &Months, size: (u16, u16)) -> Vec<(u16, u16, String)> {
    let grids = layout(months, Rect::new(0, 0, size.0, size.1));
    let title = |grid: &Grid| (grid.at.0, grid.at.1, grid.month.to_string());
    grids.iter().map(title).collect()
}

#[test]
fn a_range_over_the_years_end_goes_on_in_the_next_month() {
    insta::assert_snapshot!(shown(
        &months(None, "2027-02-01"),
        (45, 17),
        &Theme::plain()
    ));
}

#[test]
fn without_fine_characters_every_mark_is_still_there() {
    let theme = Theme::new(Depth::Plain, &ASCII);
    insta::assert_snapshot!(shown(&months(None, "2027-02-01"), (21, 17), &theme));
}

#[test]
fn the_months_are_those_that_fit_and_follow_the_selection() {
    let first = |selected, size| {
        let titles = titles(&months(selected, "2027-12-24"), size);
        (titles.len(), titles.first().map(|title| title.2.clone()))
    };
    let from = |iso: &str| Some(iso.to_owned());
    for (selected, size, expected) in [
        (None, (45, 17), (4, from("2026-12-01"))),
        (
            Some(("2027-03-01", "2027-06-01")),
            (45, 17),
            (4, from("2026-12-01")),
        ),
        (
            Some(("2027-06-01", "2027-06-01")),
            (45, 17),
            (4, from("2027-03-01")),
        ),
        (
            Some(("2026-08-03", "2026-08-03")),
            (45, 17),
            (4, from("2026-08-01")),
        ),
        (None, (20, 17), (0, None)),
        (None, (21, 7), (0, None)),
        (None, (21, 8), (1, from("2026-12-01"))),
        (None, (200, 60), (13, from("2026-12-01"))),
    ] {
        assert_eq!(first(selected, size), expected, "{selected:?} {size:?}");
    }
}

#[test]
fn no_date_is_too_far() {
    let mut all = months(Some(("0001-01-01", "9999-12-31")), "9999-12-31");
    assert!(!layout(&all, Rect::new(0, 0, 45, 17)).is_empty());
    all.selected = Some((NaiveDate::MAX, NaiveDate::MAX));
    let grids = layout(&all, Rect::new(0, 0, 45, 17));
    assert!(grids.iter().all(|grid| grid.days.len() <= 31));
    all.selected = Some((NaiveDate::MIN, NaiveDate::MIN));
    layout(&all, Rect::new(0, 0, 45, 17));
}

#[test]
fn every_day_stands_under_its_weekday_and_the_selected_ones_are_marked() {
    let all = months(Some(("2026-12-30", "2027-01-02")), "2027-02-01");
    let grids = layout(&all, Rect::new(4, 2, 45, 17));
    for cell in grids.iter().flat_map(|grid| &grid.days) {
        let column = (cell.at.0 - 4) % (COLS + BETWEEN) / 3;
        assert_eq!(
            u32::from(column),
            cell.date.weekday().num_days_from_monday()
        );
    }
    let selected: Vec<String> = grids
        .iter()
        .flat_map(|grid| &grid.days)
        .filter(|cell| cell.selected)
        .map(|cell| cell.date.to_string())
        .collect();
    assert_eq!(
        selected,
        ["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"]
    );
}
