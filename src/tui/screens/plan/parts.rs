//! Where the parts of the plan's screen are, alone and shared.

use ratatui::layout::Rect;

use super::super::share;
use super::{BEGIN_ROWS, PlanScreen, SMALL_ROWS};
use crate::tui::widgets::coach;
use crate::tui::widgets::timeline::View;

/// Where the parts of the screen are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The first line.
    pub header: Rect,
    /// What the outlines of the timeline mean; empty when there are none.
    pub banner: Rect,
    /// The timeline.
    pub timeline: Rect,
    /// The selected row's details; empty when there is no room.
    pub details: Rect,
    /// The coach at the side; empty when there is no room or it is put away.
    pub sidebar: Rect,
    /// The coach below; empty when it is at the side.
    pub strip: Rect,
}

const SIDEBAR_COLS: u16 = 36;
/// The least width at which the coach stands at the side: the timeline comes first.
const BESIDE: u16 = 112;
const DETAIL_ROWS: u16 = 10;

impl PlanScreen {
    /// Where the parts of the screen are, without the last line.
    pub fn parts(&self, area: Rect) -> Parts {
        let banner_rows = self
            .compare
            .as_ref()
            .map_or(0, |compare| compare.banner.rows());
        if self.view == View::Shared {
            return shared_parts(area, self.taken, banner_rows);
        }
        let header = Rect { height: 1, ..area };
        let banner = Rect {
            y: header.bottom(),
            height: banner_rows,
            ..area
        };
        let body = Rect {
            y: banner.bottom(),
            height: area.height.saturating_sub(2 + banner_rows),
            ..area
        };
        let coach = self
            .coaching
            .as_ref()
            .is_some_and(|coaching| !coaching.hidden);
        let beside = coach && area.width >= BESIDE;
        let cols = if beside {
            SIDEBAR_COLS + area.width.saturating_sub(120) / 5
        } else {
            0
        };
        let between = if beside { 2 } else { 0 };
        let left = Rect {
            width: body.width - cols - between,
            ..body
        };
        let sidebar = Rect {
            x: left.right() + between,
            width: cols.saturating_sub(1),
            ..body
        };
        let below = coach && !beside && body.height >= 20;
        let strip_rows = if below { coach::STRIP_ROWS } else { 0 };
        let left = Rect {
            height: left.height - strip_rows,
            ..left
        };
        let strip = Rect {
            y: left.bottom(),
            height: strip_rows,
            ..body
        };
        let (timeline, details) = self.above_and_below(left);
        Parts {
            header,
            banner,
            timeline,
            details,
            sidebar,
            strip,
        }
    }

    /// The timeline, and below it the details where there is room for them.
    fn above_and_below(&self, left: Rect) -> (Rect, Rect) {
        let free = left.height.saturating_sub(self.rows_wanted());
        let rows = match free {
            6.. => free,
            _ if left.height >= 24 => DETAIL_ROWS,
            _ => 0,
        };
        let timeline = Rect {
            height: left.height - rows,
            ..left
        };
        let details = Rect {
            y: timeline.bottom(),
            height: rows,
            ..left
        };
        (timeline, details)
    }

    /// Rows that the whole timeline would take, with its header and a free line.
    fn rows_wanted(&self) -> u16 {
        let begin = if self.plan().steps.is_empty() {
            BEGIN_ROWS
                + if self.small().is_some() {
                    SMALL_ROWS
                } else {
                    0
                }
        } else {
            0
        };
        u16::try_from(self.rows.len())
            .unwrap_or(u16::MAX)
            .saturating_add(3 + begin)
    }
}

/// Where the parts of a shared window are: two lines of header, the timeline, and a free line above
/// the last.
fn shared_parts(area: Rect, taken: u16, banner_rows: u16) -> Parts {
    let header = Rect {
        height: share::HEADER_ROWS,
        ..area
    };
    let none = Rect {
        height: 0,
        width: 0,
        ..area
    };
    let banner = Rect {
        y: header.bottom(),
        height: banner_rows,
        ..area
    };
    // The banner stands in the free line below the header.
    let between = banner_rows.max(1);
    let timeline = Rect {
        y: header.bottom() + between,
        height: area
            .height
            .saturating_sub(share::HEADER_ROWS + 1 + between + taken.max(1)),
        ..area
    };
    Parts {
        header,
        banner,
        timeline,
        details: none,
        sidebar: none,
        strip: none,
    }
}
