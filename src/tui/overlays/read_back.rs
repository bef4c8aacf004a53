//! The read-back: one page with what was agreed, fit for everybody's eyes, and below it the people who
//! can agree to it, one after the other. What stands on the page is made in `exchange`.

use ratatui::layout::Rect;

use crate::exchange::read_back::page::{LABEL_COLS, Line, Mark};
use crate::exchange::read_back::{ReadBack, in_order};
use crate::plan::{Person, Plan};
use crate::schedule::Schedule;
use crate::text;
use crate::tui::commands::Id;
use crate::tui::paint::Canvas;
use crate::tui::widgets::hints;

/// Who is asked to agree.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Agreeing {
    /// The place in [`in_order`].
    pub selected: usize,
}

impl Agreeing {
    /// Moves on to somebody else.
    pub fn select(&mut self, plan: &Plan, by: isize) {
        let last = in_order(plan).len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// Who is asked.
    pub fn current<'a>(&self, plan: &'a Plan) -> Option<&'a Person> {
        in_order(plan).get(self.selected).copied()
    }
}

/// Rows below the page: a free line, who is asked, and what was just done.
const ASKED_ROWS: u16 = 3;

/// Paints the page over an area.
pub fn view(agreeing: Agreeing, plan: &Plan, schedule: &Schedule, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    canvas.clear(area, theme.panel);
    let page = ReadBack::of(plan, schedule);
    let heading = match (page.is_agreed_as_it_stands(), page.is_agreed()) {
        (true, _) => "What we agreed",
        (false, true) => "Changed since we agreed",
        (false, false) => "What we put together",
    };
    let about = format!(
        "{}, {}",
        page.title.plain(),
        crate::plan::date_text::short_date_near(page.on, page.on)
    );
    let left = 2.min(area.width);
    let cols = area.width.saturating_sub(2 * left);
    canvas.text_right(
        area.x,
        area.y,
        area.width.saturating_sub(left),
        &about,
        theme.text,
    );
    canvas.text(area.x + left, area.y, cols / 2, heading, theme.strong);
    let top = area.y + 2;
    let rows = area.bottom().saturating_sub(top + ASKED_ROWS);
    let laid = page.page(usize::from(cols), usize::from(rows));
    for (y, line) in (top..).zip(&laid.lines) {
        let width = u16::try_from(laid.name_cols).unwrap_or(0);
        paint_line(
            line,
            width,
            Rect {
                x: area.x + left,
                y,
                width: cols,
                height: 1,
            },
            canvas,
        );
    }
    let foot = Rect {
        y: area.bottom().saturating_sub(ASKED_ROWS - 1),
        height: 1,
        ..area
    };
    asked(agreeing, plan, foot, canvas);
}

fn paint_line(line: &Line, name_cols: u16, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let label_cols = u16::try_from(LABEL_COLS).unwrap_or(14);
    canvas.text(area.x, area.y, label_cols, &line.label, theme.strong);
    let mut x = area.x + label_cols;
    if let Some(mark) = line.mark {
        let [yes, _, partly] = canvas.glyphs.checks;
        let (glyph, style) = match mark {
            Mark::Open => (canvas.glyphs.unchecked, theme.text),
            Mark::Seen => (partly, theme.text),
            Mark::Agreed => (yes, theme.strong),
            Mark::Stale => (partly, theme.accent),
        };
        canvas.glyph(x, area.y, glyph, style);
        x += 2;
    }
    if let Some(name) = &line.name {
        canvas.text(x, area.y, name_cols, name, theme.text);
        x += name_cols;
    }
    canvas.text(
        x,
        area.y,
        area.right().saturating_sub(x),
        &line.words,
        theme.text,
    );
}

/// The one who is asked, and with which keys they answer.
fn asked(agreeing: Agreeing, plan: &Plan, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let Some(person) = agreeing.current(plan) else {
        let nobody = "nobody is named yet: Esc, then P adds people";
        canvas.text(area.x + 2, area.y, area.width, nobody, theme.text);
        return;
    };
    let role = person
        .role
        .as_ref()
        .map(|role| format!(", {}", role.word()));
    let who = format!("{}{}", person.name, role.unwrap_or_default());
    let who = text::harmless(&who);
    let keys: Vec<(&str, &str)> = ANSWERS
        .iter()
        .filter_map(|id| hints::of_command(*id))
        .collect();
    let cols = |words: &str| u16::try_from(text::width(words)).unwrap_or(u16::MAX);
    let answers: u16 = keys
        .iter()
        .map(|(key, word)| cols(key) + cols(word) + 4)
        .sum();
    let room = area.width.saturating_sub(4);
    let question = "does it stand like this?";
    let mut pieces = vec![("▸ ", theme.accent), (&*who, theme.strong)];
    if cols(&who) + cols(question) + 4 + answers <= room {
        pieces.extend([(": ", theme.text), (question, theme.text)]);
    }
    for (key, word) in &keys {
        pieces.extend([
            ("   ", theme.text),
            (*key, theme.accent),
            (" ", theme.text),
            (*word, theme.text),
        ]);
    }
    canvas.pieces(area.x + 2, area.y, area.width.saturating_sub(3), &pieces);
}

/// How somebody answers.
pub const ANSWERS: [Id; 3] = [Id::Agrees, Id::HasSeen, Id::ByMail];
