//! Which columns a timeline of a given width has, and where each stands.

use ratatui::layout::Rect;

use super::View;
use super::words::DAYS_COLS;

/// Marks before the title: selection or neighbour, riskiest, side, a space.
const LEAD: u16 = 4;
/// The same where the side is not shown.
const LEAD_SHARED: u16 = 3;
const TITLE_MIN: u16 = 16;
const BAR_MIN: u16 = 14;
/// Title and bar beyond their least before any column comes that can be missed.
const TITLE_MORE: u16 = 9;
const BAR_MORE: u16 = 20;
const LENGTH_COLS: u16 = 6;
const OWNERS_COLS: u16 = 18;

/// A column: where it begins, and how wide it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Field {
    /// The first column, on the screen.
    pub x: u16,
    /// How many columns.
    pub cols: u16,
}

/// Where each column of a timeline stands. What has no room is not there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Columns {
    /// Selection, or before and after the selected step.
    pub gutter: Field,
    /// The riskiest step's mark; on the share view also go-live's star.
    pub riskiest: Field,
    /// Whose it is.
    pub side: Option<Field>,
    /// What it is called, and how far it moved.
    pub title: Field,
    /// Who does it.
    pub owners: Option<Field>,
    /// How long it takes.
    pub length: Option<Field>,
    /// When it must start.
    pub start: Option<Field>,
    /// When it must be done, or was.
    pub done: Option<Field>,
    /// Working days to spare.
    pub spare: Option<Field>,
    /// On the driving chain.
    pub drives: Option<Field>,
    /// The bars.
    pub bar: Option<Field>,
}

/// How wide each column is, its gap counted; 0 is left out.
#[derive(Default)]
struct Widths {
    title: u16,
    owners: u16,
    length: u16,
    start: u16,
    done: u16,
    spare: u16,
    drives: u16,
    bar: u16,
}

/// The columns that fit an area, by priority: title, bars, done by, to spare, drives, then start
/// by, duration, owners.
pub(super) fn columns(area: Rect, view: View, date_cols: u16) -> Columns {
    let lead = match view {
        View::Rep => LEAD,
        View::Shared => LEAD_SHARED,
    };
    place(
        area,
        view,
        lead,
        &widths(area.width.saturating_sub(lead), view, date_cols),
    )
}

fn widths(room: u16, view: View, date_cols: u16) -> Widths {
    let mut widths = Widths {
        title: room.min(TITLE_MIN),
        ..Widths::default()
    };
    let mut rest = room - widths.title;
    let mut take = |cols: u16, spare: u16| {
        let fits = rest >= cols.saturating_add(spare);
        rest -= if fits { cols } else { 0 };
        if fits { cols } else { 0 }
    };
    widths.bar = take(BAR_MIN + 1, 0);
    widths.done = take(date_cols + 1, 0);
    match view {
        View::Rep => {
            widths.spare = take(DAYS_COLS + 1, 0);
            widths.drives = take(2, 0);
            let comfort = TITLE_MORE + BAR_MORE;
            widths.start = take(date_cols + 3, comfort);
            widths.length = take(LENGTH_COLS + 1, comfort);
            widths.owners = take(OWNERS_COLS + 1, comfort);
        }
        View::Shared => widths.owners = take(OWNERS_COLS + 1, 0),
    }
    let titles_part = match view {
        View::Rep => rest / 3,
        View::Shared => rest / 3 * 2,
    };
    share_out(&mut widths, rest, titles_part);
    widths
}

/// What is left goes to the title, up to what most titles need, and to the bars.
fn share_out(widths: &mut Widths, rest: u16, titles_part: u16) {
    if widths.bar == 0 {
        widths.title += rest;
        return;
    }
    let title = titles_part.min(TITLE_MORE);
    let beyond = rest.saturating_sub(TITLE_MORE + BAR_MORE);
    let title = title + (beyond / 4).min(TITLE_MORE + 5);
    widths.title += title;
    widths.bar += rest - title;
}

fn place(area: Rect, view: View, lead: u16, widths: &Widths) -> Columns {
    let end = area.right();
    let mut x = area.x;
    let mark = |at: u16| Field {
        x: area.x.saturating_add(at),
        cols: u16::from(at < area.width),
    };
    let title = Field {
        x: x.saturating_add(lead).min(end),
        cols: widths.title,
    };
    x = title.x.saturating_add(title.cols);
    // The gap of each column stands before it; two dates side by side want a wider one.
    let gap = u16::from(widths.start > 0);
    let mut next = |cols: u16, gap: u16| {
        (cols > gap).then(|| {
            let field = Field {
                x: x.saturating_add(gap),
                cols: cols - gap,
            };
            x = x.saturating_add(cols);
            field
        })
    };
    Columns {
        gutter: mark(0),
        riskiest: mark(1),
        side: (view == View::Rep).then(|| mark(2)),
        title,
        owners: next(widths.owners, 1),
        length: next(widths.length, 1),
        start: next(widths.start.saturating_sub(gap), 2),
        done: next(widths.done + gap, 1 + gap),
        spare: next(widths.spare, 1),
        drives: next(widths.drives, 1),
        bar: next(widths.bar, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(width: u16, view: View) -> String {
        let columns = columns(Rect::new(0, 0, width, 10), view, 10);
        let field = |name: &str, field: Option<Field>| {
            field
                .map(|field| format!(" {name} {}", field.cols))
                .unwrap_or_default()
        };
        format!(
            "title {}{}{}{}{}{}{}{}",
            columns.title.cols,
            field("owners", columns.owners),
            field("length", columns.length),
            field("start", columns.start),
            field("done", columns.done),
            field("spare", columns.spare),
            field("drives", columns.drives),
            field("bar", columns.bar),
        )
    }

    #[test]
    fn columns_go_by_priority_as_the_window_narrows() {
        for (width, expected) in [
            (
                160,
                "title 34 owners 18 length 6 start 10 done 10 spare 6 drives 1 bar 62",
            ),
            (
                140,
                "title 29 owners 18 length 6 start 10 done 10 spare 6 drives 1 bar 47",
            ),
            (
                120,
                "title 29 length 6 start 10 done 10 spare 6 drives 1 bar 46",
            ),
            (100, "title 25 start 10 done 10 spare 6 drives 1 bar 37"),
            (84, "title 25 done 10 spare 6 drives 1 bar 34"),
            (60, "title 17 done 10 spare 6 drives 1 bar 18"),
            (48, "title 16 done 10 drives 1 bar 14"),
            (40, "title 17 drives 1 bar 16"),
            (20, "title 16"),
            (3, "title 0"),
        ] {
            assert_eq!(shown(width, View::Rep), expected, "{width}");
        }
        assert_eq!(shown(80, View::Shared), "title 25 owners 18 done 10 bar 21");
    }

    #[test]
    fn every_column_lies_inside_the_area_and_none_overlaps() {
        for width in 0..250 {
            for view in [View::Rep, View::Shared] {
                for date_cols in [10, 13, 18] {
                    let columns = columns(Rect::new(7, 0, width, 5), view, date_cols);
                    let fields = [
                        Some(columns.title),
                        columns.owners,
                        columns.length,
                        columns.start,
                        columns.done,
                        columns.spare,
                        columns.drives,
                        columns.bar,
                    ];
                    let mut x = columns.title.x;
                    for field in fields.into_iter().flatten() {
                        assert!(field.x >= x, "{width}: {columns:?}");
                        x = field.x + field.cols;
                    }
                    assert!(x <= 7 + width, "{width}: {columns:?}");
                }
            }
        }
    }
}
