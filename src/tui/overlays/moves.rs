//! What a trial moves: go-live and each row with its date before and after, the largest first, and what
//! was changed. Read before it is kept or discarded.

use std::collections::HashSet;

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::{page, panel};
use crate::plan::Plan;
use crate::plan::date_text::short_date_near;
use crate::schedule::bars::{Move, Shift};
use crate::text;
use crate::tui::commands::Id;
use crate::tui::paint::Canvas;
use crate::tui::screens::plan::PlanScreen;
use crate::tui::theme::Glyphs;
use crate::tui::widgets::hints;

/// What stands over it: it may hide the line that says so.
const TITLE: &str = "What if · nothing is kept yet";

/// The width of the panel.
const COLS: u16 = 76;

/// A row that moves, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    title: String,
    dates: String,
    by: String,
}

/// The list as lines: the dates say their year where they are far from `near`.
fn lines(moves: &[Move], plan: &Plan, near: NaiveDate, glyphs: &Glyphs) -> Vec<Line> {
    let ids: HashSet<&str> = plan.steps.iter().map(|step| step.id.as_str()).collect();
    let went = |one: &Move| one.id.as_deref().is_some_and(|id| !ids.contains(id));
    let line = |one| line(one, went(one), near, glyphs);
    moves.iter().map(line).collect()
}

/// One of them; `went` says that the step is not in the plan any more.
fn line(one: &Move, went: bool, near: NaiveDate, glyphs: &Glyphs) -> Line {
    let date = |date: NaiveDate| short_date_near(date, near);
    let arrow = |from, to| format!("{} → {}", date(from), date(to));
    let (what, dates) = match one.shift {
        Shift::Finish(from, to) => ("", arrow(from, to)),
        Shift::Start(from, to) => (", its start", arrow(from, to)),
        Shift::New(to) => ("", format!("new, {}", date(to))),
        Shift::Gone(from) if went => ("", format!("removed, was {}", date(from))),
        Shift::Gone(from) => ("", format!("no date now, was {}", date(from))),
    };
    let by = match one.shift.days() {
        Some(days) if days < 0 => format!("{}{} d", glyphs.minus, -days),
        Some(days) => format!("+{days} d"),
        None => String::new(),
    };
    let title = match one.title.trim() {
        "" => "a step without a title",
        title => title,
    };
    Line {
        title: format!("{title}{what}"),
        dates,
        by,
    }
}

fn cols(words: &str) -> u16 {
    u16::try_from(text::width(&text::harmless(words))).unwrap_or(u16::MAX)
}

/// What was changed, and what it comes to.
fn head(screen: &PlanScreen, cols: u16) -> Vec<String> {
    let tried = screen.document.tried();
    let tried = tried.unwrap_or_else(|| "nothing was changed".to_owned());
    let mut head = text::wrap(&text::harmless(&tried), usize::from(cols));
    head.truncate(2);
    head.push(screen.tried_facts(cols));
    head
}

/// Paints the list. Returns how far it can be scrolled.
pub(super) fn view(screen: &PlanScreen, scroll: usize, area: Rect, canvas: &mut Canvas) -> usize {
    let document = &screen.document;
    let moves = document.tried_moves();
    let near = document
        .schedule()
        .go_live
        .unwrap_or(document.schedule().today);
    let lines = lines(&moves, document.plan(), near, canvas.glyphs);
    let width = COLS.min(area.width);
    let head = head(screen, width.saturating_sub(4));
    let above = u16::try_from(head.len()).unwrap_or(2) + 1;
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let rows = rows.saturating_add(above + 4);
    let inner = panel(canvas, area, COLS, rows, TITLE);
    let strong = head.len().saturating_sub(1);
    for (index, (y, words)) in (inner.y..).zip(&head).enumerate() {
        let theme = canvas.theme;
        let style = if index == strong {
            theme.strong
        } else {
            theme.text
        };
        canvas.text(inner.x, y, inner.width, words, style);
    }
    let top = inner.y + above;
    let shown = usize::from(inner.height.saturating_sub(above + 2));
    let most = lines.len().saturating_sub(shown);
    let scroll = scroll.min(most);
    let widest = lines
        .iter()
        .map(|line| cols(&line.dates))
        .max()
        .unwrap_or(0);
    for (y, line) in (top..).zip(lines.iter().skip(scroll).take(shown)) {
        paint(
            line,
            widest,
            Rect {
                y,
                height: 1,
                ..inner
            },
            canvas,
        );
    }
    let above_answers = Rect {
        height: inner.height.saturating_sub(1),
        ..inner
    };
    page::foot(scroll, most, "", above_answers, canvas);
    answers(inner, canvas);
    most
}

/// Columns of the days.
const DAYS: u16 = 7;

fn paint(line: &Line, dates: u16, row: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let dates_at = row.right().saturating_sub(DAYS + 1 + dates).max(row.x);
    let title = dates_at.saturating_sub(row.x + 2);
    canvas.text(row.x, row.y, title, &line.title, theme.text);
    canvas.text(dates_at, row.y, dates, &line.dates, theme.strong);
    canvas.text_right(
        row.right().saturating_sub(DAYS),
        row.y,
        DAYS,
        &line.by,
        theme.accent,
    );
}

/// The keys that end it, at the right of the last line.
fn answers(inner: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let key = |id| hints::of_command(id).map_or("", |(key, _)| key);
    let answers = [
        (key(Id::Keep), "keep as one change"),
        (key(Id::Discard), "discard"),
        (key(Id::Cancel), "go on"),
    ];
    let wanted: u16 = answers
        .iter()
        .map(|(key, word)| cols(key) + cols(word) + 1 + 2)
        .sum();
    let mut x = inner
        .right()
        .saturating_sub(wanted.saturating_sub(2))
        .max(inner.x);
    let y = inner.bottom().saturating_sub(1);
    for (key, word) in answers {
        let pieces = [(key, theme.accent), (" ", theme.text), (word, theme.text)];
        x += canvas.pieces(x, y, inner.right().saturating_sub(x), &pieces) + 2;
    }
}
