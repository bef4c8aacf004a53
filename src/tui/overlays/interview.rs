//! The backwards interview on the window: one question, one line to answer it, what was understood, and
//! the sentence that followed from the answer before. Everybody may see it. Where the interview stands
//! is kept by the plan's screen, so that leaving it loses nothing.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::coach::interview::{self, Interview, Kind, Question, Tone};
use crate::plan::Plan;
use crate::plan::adding;
use crate::plan::one_line::{self, Completion};
use crate::tui::field::Field;
use crate::tui::paint::Canvas;
use crate::tui::widgets::reply::{self, Chip, Reply};

/// A question being answered.
#[derive(Debug, Default)]
pub struct Asking {
    /// What is typed.
    pub field: Field,
    /// What followed from the answer before.
    pub followed: String,
    reply: Reply,
    completions: Vec<Completion>,
}

impl Asking {
    /// Reads anew what is typed. To be called after each key and with every new question.
    pub fn read(&mut self, interview: &Interview, plan: &Plan, today: NaiveDate) {
        self.completions.clear();
        let Some(question) = interview.question() else {
            self.reply = Reply::default();
            return;
        };
        let text = self.field.value();
        if text.trim().is_empty() {
            self.reply = untouched(question, interview, plan);
            return;
        }
        let reading = interview.reading(question, text, plan, today);
        self.reply = match reading.problem {
            Some(problem) => Reply::bad(problem.to_string()),
            None => Reply {
                chips: reading.chips.into_iter().map(chip).collect(),
                text: [reading.dates, reading.derived]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" · "),
                bad: false,
            },
        };
        let cursor = self.field.cursor();
        self.completions =
            adding::with_known(plan, today, |known| one_line::complete(text, cursor, known));
    }

    /// Takes the first suggestion, if there is one. What is typed is to be read anew then.
    pub fn complete(&mut self) {
        if let Some(first) = self.completions.first().cloned() {
            self.field.replace(first.range, &first.text);
        }
    }
}

fn chip(chip: interview::Chip) -> Chip {
    Chip {
        words: match chip.label {
            "" => chip.words,
            label => format!("{label}: {}", chip.words),
        },
        warn: chip.tone == Tone::Warn,
    }
}

/// What stands below the line while nothing is typed: the answer that the plan has, the steps to choose
/// from, or how to answer.
fn untouched(question: &Question, interview: &Interview, plan: &Plan) -> Reply {
    if let Some(words) = interview.answer_words(question, plan) {
        return Reply::words(format!("so far: {words}"));
    }
    if question.kind == Kind::Riskiest {
        let choices = interview::choices(plan);
        let numbered = choices.iter().enumerate();
        let chips: Vec<Chip> = numbered
            .map(|(at, step)| Chip {
                words: format!("{} {}", at + 1, step.title),
                warn: false,
            })
            .collect();
        if !chips.is_empty() {
            return Reply {
                chips,
                ..Reply::default()
            };
        }
    }
    Reply::words(question.hint.clone())
}

/// Rows that it takes at the foot of the window.
pub const ROWS: u16 = 8;

const REPLY_ROWS: u16 = 3;

/// Paints the question over the foot of an area; returns where the cursor is.
pub fn view(
    asking: &Asking,
    interview: &Interview,
    area: Rect,
    canvas: &mut Canvas,
) -> Option<(u16, u16)> {
    let theme = canvas.theme;
    let question = interview.question()?;
    let top = area.bottom().saturating_sub(ROWS);
    let panel = Rect {
        y: top,
        height: ROWS.min(area.height),
        ..area
    };
    canvas.clear(panel, theme.panel);
    canvas.line(area.x, top, area.width, canvas.glyphs.rule, theme.accent);
    let place = format!(
        " {} of {} ",
        interview.place() + 1,
        interview::builtin().len()
    );
    canvas.text_right(
        area.x,
        top,
        area.width.saturating_sub(1),
        &place,
        theme.text,
    );
    let room = area.width.saturating_sub(3);
    canvas.text(area.x + 1, top + 1, room, &asking.followed, theme.strong);
    let at = paint_question(asking, question, (area.x + 1, top + 2), room, canvas);
    let used = canvas.text(area.x + 1, at, 2, "▸ ", theme.accent);
    let cursor = asking.field.paint(
        canvas,
        (area.x + 1 + used, at),
        room.saturating_sub(used),
        theme.strong,
    );
    let below = Rect {
        x: area.x + 3,
        y: at + 1,
        width: area.width.saturating_sub(5),
        height: (top + 4 + REPLY_ROWS).saturating_sub(at + 1),
    };
    reply::paint(&asking.reply, below, canvas);
    let last = Rect {
        y: below.bottom(),
        height: 1,
        ..below
    };
    super::line::suggestions(&asking.completions, last, canvas);
    Some((cursor, at))
}

/// Paints the question from a place on, and gives the row below it. One too long for a row takes the
/// row above, where that is free, or one from the reply below.
fn paint_question(
    asking: &Asking,
    question: &Question,
    (x, y): (u16, u16),
    room: u16,
    canvas: &mut Canvas,
) -> u16 {
    let asks = crate::text::wrap(&question.asks, usize::from(room));
    let more = u16::from(asks.len() > 1);
    let first = if asking.followed.is_empty() {
        y - more
    } else {
        y
    };
    for (y, row) in (first..=first + more).zip(&asks) {
        canvas.text(x, y, room, row, canvas.theme.accent);
    }
    first + more + 1
}
