//! What to say to an objection: the list by number, nine to a page, then one answer, large and alone, in
//! parts where the window is too small for it. The words are [`crate::coach::objections`]'s.

use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::panel;
use crate::coach::objections::Objection;
use crate::text;
use crate::tui::commands::Id;
use crate::tui::paint::Canvas;
use crate::tui::theme::Theme;
use crate::tui::widgets::prompt::{MEASURE, margin};
use crate::tui::widgets::{hints, phases};

/// As many as one digit chooses from.
const PAGE: usize = 9;

/// The objections, which of them is selected, and how much of its answer is on show.
#[derive(Debug, Clone)]
pub struct Answers {
    all: Arc<[Objection]>,
    selected: usize,
    /// Whether the answer is on show.
    open: bool,
    /// Which part of the answer, from 0, where it does not fit into the window.
    part: usize,
}

impl Answers {
    /// The list with the first one selected.
    pub fn new(all: Arc<[Objection]>) -> Self {
        Self {
            all,
            selected: 0,
            open: false,
            part: 0,
        }
    }

    /// Selects another, round the ends.
    pub fn go(&mut self, by: isize) {
        let count = self.all.len().max(1);
        let next = self.selected.checked_add_signed(by);
        self.select(next.map_or(count - 1, |next| next % count));
    }

    /// Shows the answer of a number that was pressed, if there is one of that number on the page.
    pub fn number(&mut self, pressed: char) {
        let number = pressed.to_digit(10).and_then(|digit| digit.checked_sub(1));
        let number = number.and_then(|number| usize::try_from(number).ok());
        let index = number.map(|number| self.page() * PAGE + number);
        if let Some(index) = index.filter(|index| *index < self.all.len()) {
            self.select(index);
            self.open = true;
        }
    }

    /// Shows the answer to the selected one.
    pub fn show(&mut self) {
        self.open = true;
    }

    /// Turns to what did not fit into an area: the next part of the answer, or the next page of the list;
    /// after the last comes the first.
    pub fn more(&mut self, area: Rect) {
        match self.all.get(self.selected) {
            Some(objection) if self.open => {
                let parts = Answer::of(self.number_shown(), objection, area).parts();
                self.part = (self.part + 1) % parts;
            }
            _ => self.select((self.page() + 1) % self.pages() * PAGE),
        }
    }

    fn select(&mut self, index: usize) {
        self.selected = index;
        self.part = 0;
    }

    fn page(&self) -> usize {
        self.selected / PAGE
    }

    fn pages(&self) -> usize {
        self.all.len().div_ceil(PAGE).max(1)
    }

    /// The digit that chooses the selected one.
    fn number_shown(&self) -> usize {
        self.selected % PAGE + 1
    }
}

/// Paints the list, or the answer.
pub fn view(answers: &Answers, area: Rect, canvas: &mut Canvas) {
    match answers.all.get(answers.selected) {
        Some(objection) if answers.open => {
            let answer = Answer::of(answers.number_shown(), objection, area);
            answer.paint(answers.part, canvas);
        }
        _ => list(answers, area, canvas),
    }
}

fn list(answers: &Answers, area: Rect, canvas: &mut Canvas) {
    // Every page is as high as a full one, so that nothing jumps.
    let count = u16::try_from(answers.all.len().min(PAGE)).unwrap_or(9);
    let (page, pages) = (answers.page(), answers.pages());
    let more = u16::from(pages > 1);
    let spaced = u16::from(area.height >= count * 2 + 6 + more);
    let rows = count * (1 + spaced) + 4 + more;
    let inner = panel(canvas, area, 62, rows, "They say");
    let theme = canvas.theme;
    let (x, cols) = (inner.x + 1, inner.width.saturating_sub(1));
    let shown = answers.all.iter().skip(page * PAGE).take(PAGE);
    for (number, objection) in (1_u16..).zip(shown) {
        let y = inner.y + 1 + (number - 1) * (1 + spaced);
        let said = text::clip(&objection.said, usize::from(cols.saturating_sub(5)));
        let said = format!("“{said}”");
        let pieces = [
            (number.to_string(), theme.accent),
            ("  ".to_owned(), theme.text),
            (said, theme.strong),
        ];
        let pieces = pieces
            .each_ref()
            .map(|(words, style)| (words.as_str(), *style));
        canvas.pieces(x, y, cols, &pieces);
        if usize::from(number) == answers.number_shown() {
            let whole = Rect {
                y,
                height: 1,
                ..inner
            };
            canvas.restyle(whole, theme.selected);
        }
    }
    if pages > 1 {
        let y = inner.y + 1 + count * (1 + spaced);
        more_of(page, pages, x, y, cols, canvas);
    }
}

/// Says which key shows what did not fit.
fn more_of(at: usize, of: usize, x: u16, y: u16, cols: u16, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let place = format!("  more · {} of {of}", at + 1);
    let (key, _) = hints::of_command(Id::MoreObjections).unwrap_or_default();
    canvas.pieces(x, y, cols, &[(key, theme.accent), (&place, theme.muted)]);
}

/// Words of an answer under a label.
struct Block {
    label: &'static str,
    lines: Vec<String>,
    kind: Kind,
}

/// What words of an answer are for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// For the rep to know.
    Known,
    /// To be read aloud, so that the lines stand apart where there is room.
    Aloud,
}

impl Kind {
    fn style(self, theme: &Theme) -> Style {
        match self {
            Self::Known => theme.muted,
            Self::Aloud => theme.strong,
        }
    }
}

impl Block {
    fn step(&self, spaced: bool) -> u16 {
        1 + u16::from(spaced && self.kind == Kind::Aloud)
    }

    fn rows(&self, spaced: bool) -> u16 {
        let lines = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        lines.saturating_mul(self.step(spaced)).saturating_add(1)
    }
}

/// An answer, broken for its place: that of the script and of what stands below it, because it is what is
/// read now.
struct Answer {
    whole: Rect,
    x: u16,
    cols: u16,
    heading: Vec<String>,
    blocks: [Block; 3],
}

impl Answer {
    fn of(number: usize, objection: &Objection, area: Rect) -> Self {
        let whole = Rect {
            y: area.y + 1,
            height: area
                .height
                .saturating_sub(1 + phases::rows(area.height + 1)),
            ..area
        };
        let x = whole.x + margin(whole.width);
        let cols = MEASURE.min((whole.right().saturating_sub(2)).saturating_sub(x));
        let wrap = |words: &str| text::wrap(words, usize::from(cols));
        let block = |label, words: &str, kind| Block {
            label,
            lines: wrap(words),
            kind,
        };
        Self {
            whole,
            x,
            cols,
            heading: wrap(&format!("{number} · “{}”", objection.said)),
            blocks: [
                block("OFTEN BEHIND IT", &objection.behind, Kind::Known),
                block("SAY", &objection.say, Kind::Aloud),
                block("THEN ASK", &objection.ask, Kind::Aloud),
            ],
        }
    }

    fn rows(&self, spaced: bool) -> u16 {
        let heading = u16::try_from(self.heading.len()).unwrap_or(u16::MAX);
        let blocks = self.blocks.iter().map(|block| block.rows(spaced));
        blocks.fold(heading, u16::saturating_add)
    }

    fn fits(&self) -> bool {
        self.rows(false) <= self.whole.height
    }

    /// How many rows a part has; the last row says that there are more parts.
    fn rows_of_part(&self) -> usize {
        usize::from(self.whole.height).saturating_sub(1).max(1)
    }

    /// In how many parts it is shown, at least 1.
    fn parts(&self) -> usize {
        if self.fits() {
            return 1;
        }
        usize::from(self.rows(false)).div_ceil(self.rows_of_part())
    }

    fn paint(&self, part: usize, canvas: &mut Canvas) {
        canvas.clear(self.whole, canvas.theme.text);
        if self.fits() {
            self.paint_whole(canvas);
        } else {
            self.paint_part(part.min(self.parts() - 1), canvas);
        }
    }

    fn paint_whole(&self, canvas: &mut Canvas) {
        let Self { whole, x, cols, .. } = *self;
        let theme = canvas.theme;
        // Free lines around the heading and between the blocks.
        let spaced = self.rows(true).saturating_add(4) <= whole.height;
        let between = u16::from(self.rows(spaced).saturating_add(4) <= whole.height);
        let free = whole.height.saturating_sub(self.rows(spaced) + between * 4);
        let mut y = whole.y + between + free / 3;
        for line in &self.heading {
            canvas.text(x, y, cols, line, theme.warn);
            y += 1;
        }
        y += between;
        for block in &self.blocks {
            canvas.text(x, y, cols, block.label, theme.accent);
            y += 1;
            for line in &block.lines {
                canvas.text(x, y, cols, line, block.kind.style(theme));
                y += block.step(spaced);
            }
            y += between;
        }
    }

    fn paint_part(&self, part: usize, canvas: &mut Canvas) {
        let theme = canvas.theme;
        let heading = self.heading.iter().map(|line| (line.as_str(), theme.warn));
        let blocks = self.blocks.iter().flat_map(|block| {
            let style = block.kind.style(theme);
            let lines = block.lines.iter().map(move |line| (line.as_str(), style));
            std::iter::once((block.label, theme.accent)).chain(lines)
        });
        let rows = self.rows_of_part();
        let shown = heading.chain(blocks).skip(part * rows).take(rows);
        for (y, (line, style)) in (self.whole.y..).zip(shown) {
            canvas.text(self.x, y, self.cols, line, style);
        }
        let last = self.whole.bottom().saturating_sub(1);
        more_of(part, self.parts(), self.x, last, self.cols, canvas);
    }
}
