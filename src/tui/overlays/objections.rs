//! What to say to an objection: the list by number, then one answer, large and alone. The words are
//! [`crate::coach::objections`]'s.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::panel;
use crate::coach::objections::{Objection, builtin};
use crate::text;
use crate::tui::paint::Canvas;
use crate::tui::widgets::phases;
use crate::tui::widgets::prompt::{MEASURE, margin};

/// Which objection is selected, and whether its answer is on show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answers {
    /// The selected one, from 0.
    pub selected: usize,
    /// Whether its answer is on show.
    pub open: bool,
}

impl Answers {
    /// Selects another, round the ends.
    pub fn go(&mut self, by: isize) {
        let count = builtin().len().max(1);
        self.selected = self
            .selected
            .checked_add_signed(by)
            .map_or(count - 1, |next| next % count);
    }

    /// Shows the answer of a number that was pressed, if there is one of that number.
    pub fn number(&mut self, pressed: char) {
        let number = pressed.to_digit(10).and_then(|digit| digit.checked_sub(1));
        let index = number.and_then(|number| usize::try_from(number).ok());
        if let Some(index) = index.filter(|index| *index < builtin().len()) {
            self.selected = index;
            self.open = true;
        }
    }
}

/// Paints the list, or the answer.
pub fn view(answers: &Answers, area: Rect, canvas: &mut Canvas) {
    match builtin().get(answers.selected) {
        Some(objection) if answers.open => answer(answers.selected, objection, area, canvas),
        _ => list(answers, area, canvas),
    }
}

fn list(answers: &Answers, area: Rect, canvas: &mut Canvas) {
    let count = u16::try_from(builtin().len()).unwrap_or(9);
    let spaced = u16::from(area.height >= count * 2 + 6);
    let rows = count * (1 + spaced) + 4;
    let inner = panel(canvas, area, 62, rows, "They say");
    let theme = canvas.theme;
    for (number, objection) in (1_u16..).zip(builtin()) {
        let y = inner.y + 1 + (number - 1) * (1 + spaced);
        let said = format!("“{}”", objection.said);
        let pieces = [
            (number.to_string(), theme.accent),
            ("  ".to_owned(), theme.text),
            (said, theme.strong),
        ];
        let pieces = pieces
            .each_ref()
            .map(|(words, style)| (words.as_str(), *style));
        canvas.pieces(inner.x + 1, y, inner.width.saturating_sub(1), &pieces);
        if usize::from(number) == answers.selected + 1 {
            let whole = Rect {
                y,
                height: 1,
                ..inner
            };
            canvas.restyle(whole, theme.selected);
        }
    }
}

/// A part of an answer.
struct Block {
    label: &'static str,
    lines: Vec<String>,
    style: Style,
    /// Whether it is to be read aloud, so that its lines stand apart where there is room.
    aloud: bool,
}

impl Block {
    fn step(&self, spaced: bool) -> u16 {
        1 + u16::from(spaced && self.aloud)
    }

    fn rows(&self, spaced: bool) -> u16 {
        let lines = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        lines.saturating_mul(self.step(spaced)).saturating_add(1)
    }
}

/// Paints an answer in the place of the script and of what stands below it: it is what is read now.
fn answer(index: usize, objection: &Objection, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let whole = Rect {
        y: area.y + 1,
        height: area
            .height
            .saturating_sub(1 + phases::rows(area.height + 1)),
        ..area
    };
    canvas.clear(whole, theme.text);
    let x = whole.x + margin(whole.width);
    let cols = MEASURE.min((whole.right().saturating_sub(2)).saturating_sub(x));
    let block = |label, words: &str, style, aloud| Block {
        label,
        lines: text::wrap(words, usize::from(cols)),
        style,
        aloud,
    };
    let blocks = [
        block("OFTEN BEHIND IT", &objection.behind, theme.muted, false),
        block("SAY", &objection.say, theme.strong, true),
        block("THEN ASK", &objection.ask, theme.strong, true),
    ];
    let rows = |spaced| 1 + blocks.iter().map(|block| block.rows(spaced)).sum::<u16>();
    // Free lines around the heading and between the blocks.
    let spaced = rows(true) + 4 <= whole.height;
    let between = u16::from(rows(spaced) + 4 <= whole.height);
    let free = whole.height.saturating_sub(rows(spaced) + between * 4);
    let mut y = whole.y + between + free / 3;
    let heading = format!("{} · “{}”", index + 1, objection.said);
    canvas.text(x, y, cols, &heading, theme.warn);
    y += 1 + between;
    for block in &blocks {
        canvas.text(x, y, cols, block.label, theme.accent);
        y += 1;
        for line in &block.lines {
            if y < whole.bottom() {
                canvas.text(x, y, cols, line, block.style);
            }
            y += block.step(spaced);
        }
        y += between;
    }
}
