//! The ten minutes as a line: the phases with their minutes, the one of the moment marked, and below
//! it, where a window is high enough, how far the time has gone.

use chrono::TimeDelta;
use ratatui::layout::Rect;

use crate::coach::phases::{MINUTES, PHASES, phase_at};
use crate::tui::paint::Canvas;

/// Rows that it takes in a window of that height.
pub fn rows(height: u16) -> u16 {
    if height >= 24 { 2 } else { 1 }
}

/// Paints it; `elapsed` is how long the timer runs, if it does.
pub fn paint(elapsed: Option<TimeDelta>, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let current = elapsed.and_then(phase_at);
    let past = |index: usize| match (elapsed, current) {
        (Some(_), Some(current)) => index < current,
        (Some(_), None) => true,
        (None, _) => false,
    };
    let wide = area.width >= 76;
    let names = area.y + area.height.saturating_sub(1);
    let mut x = area.x;
    for (index, phase) in PHASES.iter().enumerate() {
        let name = match phase.name.strip_suffix("'s steps") {
            Some(side) if !wide => side,
            _ => phase.name,
        };
        let is_current = current == Some(index);
        let unit = if is_current { "min " } else { "" };
        let words = format!(" {name} {} {unit}", phase.minutes);
        let style = if is_current {
            theme.selected
        } else if past(index) {
            theme.muted
        } else {
            theme.text
        };
        let room = area.right().saturating_sub(x);
        x += canvas.text(x, names, room, &words, style) + u16::from(wide);
    }
    if area.height >= 2 {
        bar(elapsed, area, canvas);
    }
}

/// How far the time has gone.
fn bar(elapsed: Option<TimeDelta>, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let whole = TimeDelta::minutes(i64::from(MINUTES)).num_seconds();
    let gone = elapsed.map_or(0, |elapsed| elapsed.num_seconds().clamp(0, whole));
    let cells = i64::from(area.width) * gone / whole;
    let cells = u16::try_from(cells).unwrap_or(0);
    let style = if gone == whole {
        theme.warn
    } else {
        theme.good
    };
    canvas.line(area.x, area.y, area.width, canvas.glyphs.rule, theme.muted);
    canvas.line(area.x, area.y, cells, canvas.glyphs.drives, style);
}
