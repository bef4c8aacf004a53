//! What to say to an objection: the list by number, then one answer, large and alone. The words are
//! [`crate::coach::objections`]'s.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::panel;
use crate::coach::objections::{Objection, builtin};
use crate::text;
use crate::tui::paint::Canvas;

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

/// The columns that words to be read aloud take at most.
const MEASURE: u16 = 72;

fn answer(index: usize, objection: &Objection, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let cols = (MEASURE + 4).min(area.width.saturating_sub(2));
    let measure = usize::from(cols.saturating_sub(4));
    let blocks: [(&str, &str, Style); 3] = [
        ("OFTEN BEHIND IT", &objection.behind, theme.muted),
        ("SAY", &objection.say, theme.strong),
        ("THEN ASK", &objection.ask, theme.strong),
    ];
    let blocks = blocks.map(|(label, words, style)| (label, text::wrap(words, measure), style));
    let lines: usize = blocks.iter().map(|(_, lines, _)| lines.len() + 1).sum();
    let lines = u16::try_from(lines).unwrap_or(u16::MAX);
    // Inside the panel: a free line above, between and below where there is room for them.
    let between = u16::from(lines + 6 <= area.height);
    let title = format!("{} · “{}”", index + 1, objection.said);
    let inner = panel(canvas, area, cols, lines + 2 + between * 4, &title);
    let mut y = inner.y + between;
    for (label, lines, style) in &blocks {
        canvas.text(inner.x, y, inner.width, label, theme.accent);
        y += 1;
        for line in lines {
            if y < inner.bottom() {
                canvas.text(inner.x, y, inner.width, line, *style);
            }
            y += 1;
        }
        y += between;
    }
}
