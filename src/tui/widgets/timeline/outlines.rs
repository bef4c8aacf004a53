//! Where a row's bar stood before: an outline beside the bar of now, or in it, so that both are in one
//! picture. It never takes the place of what must be, of what is late or of what was done.

use chrono::NaiveDate;

use super::bar::Cell;
use super::rows::{Row, day};
use super::scale::Scale;
use crate::schedule::Bars;

/// Which part of an outline a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Only,
    /// Its beginning.
    First,
    /// What lies between its ends.
    Middle,
    /// Its end.
    Last,
}

/// Draws the outline of where a row stood into the cells of its bar, before the ground is laid.
pub(super) fn lay(cells: &mut [Cell], row: &Row, bars: &Bars, scale: &Scale) {
    match row.step {
        Some(step) => {
            if let Some(days) = bars.steps.get(&step.id) {
                outline(cells, *days, scale);
            }
        }
        None => {
            if let Some(date) = bars.go_live {
                star(cells, scale.cell(day(date)));
            }
        }
    }
}

fn star(cells: &mut [Cell], at: i64) {
    let cell = usize::try_from(at).ok().and_then(|at| cells.get_mut(at));
    match cell {
        Some(cell) if is_free(*cell) => *cell = Cell::WasAnchor,
        Some(_) => {}
        None => beyond(cells, at),
    }
}

fn outline(cells: &mut [Cell], (start, finish): (NaiveDate, NaiveDate), scale: &Scale) {
    let (first, last) = scale.halves(day(start), day(finish) + 1);
    let (first, last) = (first.div_euclid(2), (last - 1).div_euclid(2));
    let before = |at: i64| usize::try_from(at).ok();
    // An end of the outline shows in a bar where the bar goes on beyond it.
    let goes_on = |at: i64, cells: &[Cell]| {
        let cell = before(at).and_then(|at| cells.get(at));
        cell.is_some_and(|cell| matches!(cell, Cell::Must | Cell::MustLeft | Cell::MustRight))
    };
    let (left, right) = (goes_on(first - 1, cells), goes_on(last + 1, cells));
    let count = i64::try_from(cells.len()).unwrap_or(i64::MAX);
    for at in first.max(0)..=last.min(count - 1) {
        let Some(cell) = before(at).and_then(|at| cells.get_mut(at)) else {
            continue;
        };
        let (part, shows) = match (at == first, at == last) {
            (true, true) => (Part::Only, left || right),
            (true, false) => (Part::First, left),
            (false, true) => (Part::Last, right),
            (false, false) => (Part::Middle, false),
        };
        match *cell {
            Cell::Must if shows => *cell = Cell::Within(part),
            free if is_free(free) => *cell = Cell::Was(part),
            _ => {}
        }
    }
    beyond(cells, first);
    beyond(cells, last);
}

/// Says at the edge that an outline goes on beyond it.
fn beyond(cells: &mut [Cell], at: i64) {
    let count = i64::try_from(cells.len()).unwrap_or(i64::MAX);
    let (edge, mark) = if at < 0 {
        (cells.first_mut(), Cell::MoreLeft)
    } else if at >= count {
        (cells.last_mut(), Cell::MoreRight)
    } else {
        return;
    };
    if let Some(edge) = edge.filter(|edge| is_free(**edge) || matches!(edge, Cell::Was(_))) {
        *edge = mark;
    }
}

/// What an outline may lie over.
fn is_free(cell: Cell) -> bool {
    matches!(cell, Cell::Empty | Cell::Room | Cell::Can)
}

#[cfg(test)]
mod tests {
    use super::super::rows::Extent;
    use super::*;
    use proptest::prelude::*;

    /// A scale of a day a cell, cell 0 being 1 March 2027.
    fn days(cells: u16) -> Scale {
        let first = day(date(1));
        let anchor = first + i64::from(cells) - 2;
        let extent = Extent {
            first: anchor,
            last: anchor,
            anchor,
        };
        let scale = Scale::new(extent, cells, 0, 0);
        assert!(scale.shows_days());
        scale
    }

    fn date(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, 3, day).unwrap()
    }

    fn drawn(bar: &str, from: u32, to: u32) -> String {
        let mut cells: Vec<Cell> = bar
            .chars()
            .map(|c| match c {
                '#' => Cell::Must,
                '-' => Cell::Can,
                '.' => Cell::Room,
                'X' => Cell::Late,
                _ => Cell::Empty,
            })
            .collect();
        let scale = days(u16::try_from(cells.len()).unwrap());
        outline(&mut cells, (date(from), date(to)), &scale);
        let letter = |cell: &Cell| match cell {
            Cell::Must => '#',
            Cell::Can => '-',
            Cell::Room => '.',
            Cell::Late => 'X',
            Cell::Was(Part::Only) => 'o',
            Cell::Was(Part::First) => '[',
            Cell::Was(Part::Middle) => '_',
            Cell::Was(Part::Last) => ']',
            Cell::Within(Part::First) => '{',
            Cell::Within(Part::Last) => '}',
            Cell::Within(_) => '0',
            Cell::MoreRight => '>',
            _ => ' ',
        };
        cells.iter().map(letter).collect()
    }

    #[test]
    fn an_outline_stands_beside_the_bar_and_its_ends_show_in_it() {
        for (bar, (from, to), expected) in [
            ("....####  ", (5, 8), "....####  "),
            ("--..####  ", (1, 3), "[_].####  "),
            ("....####  ", (7, 10), "....##{#_]"),
            ("....####  ", (3, 6), "..[_#}##  "),
            (" ######## ", (3, 5), " #{#}#### "),
            (" ######## ", (4, 4), " ##0##### "),
            ("  ##      ", (2, 6), " [##_]    "),
            ("       ## ", (2, 2), " o     ## "),
            ("XX##      ", (1, 4), "XX##      "),
            ("##        ", (8, 20), "##     [_>"),
        ] {
            assert_eq!(drawn(bar, from, to), expected, "{bar} {from} {to}");
        }
    }

    fn is_end(c: char) -> bool {
        matches!(c, '{' | '}' | '0')
    }

    proptest! {
        /// What must be, what is late and what was done stay, but for the ends that show in a bar.
        #[test]
        fn an_outline_hides_nothing_of_weight(
            bar in "[ #X.-]{3,30}", from in 1_u32..=31, long in 0_u32..=30,
        ) {
            let to = (from + long).min(31);
            let shown = drawn(&bar, from, to);
            prop_assert_eq!(shown.chars().count(), bar.chars().count());
            for (was, is) in bar.chars().zip(shown.chars()) {
                match was {
                    '#' => prop_assert!(is == '#' || is_end(is)),
                    'X' => prop_assert_eq!(is, 'X'),
                    _ => prop_assert!(is != '#' && is != 'X' && !is_end(is)),
                }
            }
        }
    }
}
