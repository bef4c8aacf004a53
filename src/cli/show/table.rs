//! The table of `show`: the steps by date with go-live between them, in columns that fit the
//! terminal. Into a pipe everything goes that is not unreasonably wide.

use std::io::IsTerminal;

use chrono::NaiveDate;

use crate::cli::words;
use crate::plan::date_text::short_date_near;
use crate::plan::{Plan, Side, Step};
use crate::schedule::{Schedule, StepDates};
use crate::text;

/// The columns, in order; titles and owners give way when the terminal is narrow.
const HEADS: [&str; COLUMNS] = [
    " ", "step", "who", "takes", "start by", "done by", "to spare", "",
];
const COLUMNS: usize = 8;
const TITLE: usize = 1;
const WHO: usize = 2;
const SPARE: usize = 6;
/// Where there is no terminal to fit into, a column takes at most this.
const WIDEST: usize = 60;
/// A title narrower than this says too little: the owners' column goes first.
const TITLE_NEEDS: usize = 24;
/// A column of fewer letters tells nobody's name: it is left out.
const WHO_NEEDS: usize = 12;
/// Below this a line runs over the edge rather than lose its title.
const TITLE_LEAST: usize = 8;
const GAP: &str = "  ";

/// The indices of the plan's steps by date: when each was done or must be done, else can be; on the
/// same day in the order of the file, what takes no time last.
pub(super) fn by_date(plan: &Plan, schedule: &Schedule) -> Vec<usize> {
    let key = |&at: &usize| {
        let (step, dates) = (plan.steps.get(at), schedule.step(at));
        let date = step
            .and_then(|step| step.done)
            .or_else(|| dates.and_then(lands));
        let milestone = step.is_some_and(|step| step.duration.is_milestone());
        (date.is_none(), date, milestone)
    };
    let mut order: Vec<usize> = (0..plan.steps.len()).collect();
    order.sort_by_key(key);
    order
}

fn lands(dates: &StepDates) -> Option<NaiveDate> {
    dates.must_finish.or(dates.can_finish)
}

/// The lines of the table, heads first, harmless.
pub(super) fn lines(plan: &Plan, schedule: &Schedule, order: &[usize]) -> Vec<String> {
    let mut rows = vec![HEADS.map(str::to_owned)];
    let mut go_live = plan.anchor.go_live.map(go_live_row);
    for &at in order {
        let (Some(step), Some(dates)) = (plan.steps.get(at), schedule.step(at)) else {
            continue;
        };
        if dates.after_go_live {
            rows.extend(go_live.take());
        }
        rows.push(step_row(plan, step, dates));
    }
    rows.extend(go_live);
    let widths = widths(&rows, terminal_columns());
    rows.iter().map(|row| line(row, &widths)).collect()
}

fn go_live_row(date: NaiveDate) -> [String; COLUMNS] {
    let mut row: [String; COLUMNS] = Default::default();
    let cells = ["*", "Go-live", "", "", "", &words::full(date)];
    for (cell, text) in row.iter_mut().zip(cells) {
        text.clone_into(cell);
    }
    row
}

fn step_row(plan: &Plan, step: &Step, dates: &StepDates) -> [String; COLUMNS] {
    let takes = match step.duration.is_milestone() {
        true => "milestone".to_owned(),
        false => format!("{}{}", step.duration.amount, step.duration.unit.suffix()),
    };
    let span = |start: Option<NaiveDate>, finish: Option<NaiveDate>| match (start, finish) {
        (Some(start), Some(finish)) => (short_date_near(start, finish), words::full(finish)),
        _ => Default::default(),
    };
    let (start, finish) = match step.done {
        Some(done) => (String::new(), format!("{} ✓", words::full(done))),
        None if dates.must_finish.is_some() => span(dates.must_start, dates.must_finish),
        None => span(dates.can_start, dates.can_finish),
    };
    let spare = dates.to_spare.map(|days| format!("{days} d"));
    let mark = match (step.done.is_some(), dates.drives, dates.trouble.is_empty()) {
        (true, ..) => "done",
        (_, true, _) => "drives",
        (_, _, false) => "see below",
        _ => "",
    };
    let shown = |text: &str| text::harmless(text).into_owned();
    [
        letter(&step.side).to_owned(),
        shown(&step.title),
        shown(&words::owners(plan, step)),
        takes,
        start,
        finish,
        spare.unwrap_or_default(),
        mark.to_owned(),
    ]
}

/// One letter for whose step it is.
fn letter(side: &Side) -> &'static str {
    match side {
        Side::Buyer => "B",
        Side::Seller => "S",
        Side::Both => "J",
        Side::Other(_) => "?",
    }
}

/// How wide each column may be, so that a line fits into `room`; 0 leaves a column out.
fn widths(rows: &[[String; COLUMNS]], room: Option<usize>) -> [usize; COLUMNS] {
    let mut widths = [0; COLUMNS];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = text::width(cell).max(*width).min(WIDEST);
        }
    }
    let total = |widths: &[usize; COLUMNS]| {
        let shown = widths.iter().filter(|width| **width > 0);
        shown.map(|width| width + GAP.len()).sum::<usize>() - GAP.len()
    };
    let Some(room) = room else { return widths };
    let over = |widths: &[usize; COLUMNS]| total(widths).saturating_sub(room);
    let wanted = widths[TITLE];
    let least = TITLE_NEEDS.min(wanted);
    widths[TITLE] -= over(&widths).min(wanted - least);
    if over(&widths) > 0 {
        let kept = widths[WHO].saturating_sub(over(&widths));
        widths[WHO] = if kept < WHO_NEEDS { 0 } else { kept };
    }
    let left = room.saturating_sub(total(&widths));
    let title = (widths[TITLE] + left).saturating_sub(over(&widths));
    widths[TITLE] = title.max(TITLE_LEAST).min(wanted);
    widths
}

fn line(row: &[String; COLUMNS], widths: &[usize; COLUMNS]) -> String {
    let mut line = String::new();
    for (at, (cell, &width)) in row.iter().zip(widths).enumerate() {
        if width == 0 {
            continue;
        }
        if !line.is_empty() {
            line.push_str(GAP);
        }
        if at == SPARE {
            line.push_str(&text::fit_right(cell, width));
        } else {
            line.push_str(&text::fit(cell, width));
        }
    }
    line.trim_end().to_owned()
}

fn terminal_columns() -> Option<usize> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    crossterm::terminal::size()
        .ok()
        .map(|(columns, _)| usize::from(columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(title: &str, who: &str) -> [String; COLUMNS] {
        [
            "B",
            title,
            who,
            "10d",
            "Fri 15 Jan 2027",
            "Fri 29 Jan 2027",
            "25 d",
            "drives",
        ]
        .map(str::to_owned)
    }

    #[test]
    fn titles_and_owners_give_way_in_a_narrow_terminal() {
        let rows = [
            HEADS.map(str::to_owned),
            row(
                "Data processing agreement signed",
                "Mei Tanaka (Acme), Jordan Blake (Northwind)",
            ),
        ];
        for (room, title, who) in [
            (None, 32, 43),
            (Some(200), 32, 43),
            (Some(140), 32, 43),
            (Some(130), 24, 42),
            (Some(110), 24, 22),
            (Some(90), 28, 0),
            (Some(70), 8, 0),
            (Some(10), 8, 0),
        ] {
            let widths = widths(&rows, room);
            assert_eq!((widths[TITLE], widths[WHO]), (title, who), "{room:?}");
            if room.is_some_and(|room| room >= 70) {
                let longest = rows
                    .iter()
                    .map(|row| text::width(&line(row, &widths)))
                    .max();
                assert!(longest <= room, "{room:?}: {longest:?}");
            }
        }
    }
}
