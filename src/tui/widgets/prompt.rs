//! Words to be read aloud from a distance: bold, short lines, a free line between them where there is
//! room, and a heading that says whose words they are.

use ratatui::layout::Rect;

use super::coach;
use super::prose::Prose;
use crate::tui::coaching::Coaching;
use crate::tui::paint::Canvas;

/// The columns that a line takes at most: longer ones lose the eye on its way back.
pub const MEASURE: u16 = 72;

/// The columns left free before words in a window of that width.
pub fn margin(width: u16) -> u16 {
    (width.saturating_sub(MEASURE) / 3).clamp(2, 16)
}

/// Rows of the heading, with the free line below it.
const HEADING: u16 = 2;

/// Words with their heading.
#[derive(Debug)]
pub struct Prompt {
    heading: String,
    beside: String,
    leafed: bool,
    prose: Prose,
}

impl Prompt {
    /// The script on show.
    pub fn script(coaching: &Coaching) -> Self {
        let Some(script) = coaching.script() else {
            return Self::note("", "");
        };
        let (place, count) = (coaching.index() + 1, coaching.count());
        let reading = if coaching.deal_words {
            "this deal's words"
        } else {
            "as written"
        };
        let leafed = !coaching.is_current();
        let beside = if leafed {
            format!("{place}/{count} · f follows again")
        } else {
            format!("{place}/{count} · {reading}")
        };
        Self {
            heading: format!("{} · {}", coach::script_title(script), coach::voice(script)),
            beside,
            leafed,
            prose: coach::script_prose(coaching),
        }
    }

    /// Words under a heading, with something said beside it.
    pub fn words(heading: String, beside: String, prose: Prose) -> Self {
        Self {
            heading,
            beside,
            leafed: false,
            prose,
        }
    }

    /// The program's own words.
    pub fn note(heading: &str, words: &str) -> Self {
        Self {
            heading: heading.to_uppercase(),
            beside: String::new(),
            leafed: false,
            prose: Prose::of([(words, false)]),
        }
    }

    /// Rows that they take, with a free line between the lines or without.
    pub fn rows(&self, cols: u16, spaced: bool) -> u16 {
        let lines = self.prose.lines(cols.min(MEASURE)).len();
        let lines = u16::try_from(lines).unwrap_or(u16::MAX);
        let lines = if spaced {
            lines.saturating_mul(2).saturating_sub(1)
        } else {
            lines
        };
        lines.saturating_add(HEADING)
    }

    /// The fewest rows in which they are whole: no line is free, not even below the heading.
    pub fn least_rows(&self, cols: u16) -> u16 {
        self.rows(cols, false).saturating_sub(1)
    }

    /// Paints them, in the middle of what room there is.
    pub fn paint(&self, area: Rect, canvas: &mut Canvas) {
        let theme = canvas.theme;
        let cols = area.width.min(MEASURE);
        let spaced = self.rows(cols, true) <= area.height;
        let step = if spaced { 2 } else { 1 };
        // A little above the middle, where the eye expects it.
        let top = area.y + area.height.saturating_sub(self.rows(cols, spaced)) / 3;
        let style = if self.leafed { theme.warn } else { theme.muted };
        canvas.text(area.x, top, cols, &self.heading, theme.accent);
        canvas.text_right(area.x, top, cols, &self.beside, style);
        let lines = self.prose.lines(cols);
        let tight = self.rows(cols, false) > area.height;
        let mut y = top + HEADING - u16::from(tight);
        for (index, line) in lines.iter().enumerate() {
            if y >= area.bottom() {
                break;
            }
            let styles = (theme.strong, theme.filled);
            let used = self.prose.paint(canvas, (area.x, y), cols, line, styles);
            y += step;
            if y >= area.bottom() && index + 1 < lines.len() {
                let at = used.min(cols.saturating_sub(2));
                canvas.text(area.x + at, y - step, 2, " …", theme.warn);
            }
        }
    }
}
