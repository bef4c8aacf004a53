//! Paints a laid-out timeline. Decides styles and nothing else.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::View;
use super::bar::Cell;
use super::columns::Field;
use super::header::MarkKind;
use super::layout::{Layout, RowLayout};
use super::neighbours::Gutter;
use super::outlines::Part;
use super::said::{Said, Tone};
use crate::tui::paint::Canvas;
use crate::tui::theme::Glyphs;

/// Paints a timeline where its layout says.
pub fn paint(layout: &Layout, canvas: &mut Canvas) {
    header(layout, canvas);
    for row in &layout.rows {
        words(layout, row, canvas);
        if let Some(field) = layout.columns.bar {
            bar(row, field, canvas);
        }
        select(layout, row, canvas);
    }
}

fn header(layout: &Layout, canvas: &mut Canvas) {
    if layout.header_lines == 0 {
        return;
    }
    let (columns, y, muted) = (&layout.columns, layout.area.y, canvas.theme.muted);
    let names = match layout.view {
        View::Rep => ("step", "owners"),
        View::Shared => ("what", "who"),
    };
    canvas.text(columns.title.x, y, columns.title.cols, names.0, muted);
    for (field, name) in [
        (columns.owners, names.1),
        (columns.start, "start by"),
        (columns.done, "done by"),
    ] {
        if let Some(Field { x, cols }) = field {
            canvas.text(x, y, cols, name, muted);
        }
    }
    for (field, name) in [(columns.length, "takes"), (columns.spare, "spare")] {
        if let Some(Field { x, cols }) = field {
            canvas.text_right(x, y, cols, name, muted);
        }
    }
    marks(layout, canvas);
    if layout.header_lines > 1 {
        hidden_rows(layout, canvas);
    }
}

fn marks(layout: &Layout, canvas: &mut Canvas) {
    let Some(bar) = layout.columns.bar else {
        return;
    };
    let theme = canvas.theme;
    for mark in layout
        .marks
        .iter()
        .filter(|mark| mark.line < layout.header_lines)
    {
        let style = match mark.kind {
            MarkKind::Calendar => theme.text,
            MarkKind::Weeks => theme.muted,
            MarkKind::Today => theme.today,
            MarkKind::Anchor => theme.anchor,
        };
        let (x, cols) = (
            bar.x.saturating_add(mark.cell),
            bar.cols.saturating_sub(mark.cell),
        );
        canvas.text(x, layout.area.y + mark.line, cols, &mark.text, style);
    }
}

/// How many rows are scrolled away, in the header's second line.
fn hidden_rows(layout: &Layout, canvas: &mut Canvas) {
    let [up, down] = canvas.glyphs.scroll;
    let said = match (layout.above, layout.below) {
        (0, 0) => return,
        (0, below) => format!("{down} {below} more"),
        (above, 0) => format!("{up} {above} more"),
        (above, below) => format!("{up} {above}  {down} {below} more"),
    };
    let Field { x, cols } = layout.columns.title;
    canvas.text(x, layout.area.y + 1, cols, &said, canvas.theme.muted);
}

fn words(layout: &Layout, row: &RowLayout, canvas: &mut Canvas) {
    let (columns, y) = (&layout.columns, row.y);
    let left = [
        (Some(columns.title), &row.title),
        (columns.owners, &row.owners),
        (columns.start, &row.start),
        (columns.done, &row.done),
    ];
    for (field, said) in left {
        let Some(Field { x, cols }) = field else {
            continue;
        };
        canvas.text(x, y, cols, &said.text, style(said, canvas));
    }
    for (field, said) in [(columns.length, &row.length), (columns.spare, &row.spare)] {
        let Some(Field { x, cols }) = field else {
            continue;
        };
        canvas.text_right(x, y, cols, &said.text, style(said, canvas));
    }
    if let Some(moved) = &row.moved {
        let Field { x, cols } = columns.title;
        canvas.text_right(x, y, cols, moved, canvas.theme.accent);
    }
    marks_of_row(layout, row, canvas);
}

/// The marks of one column: riskiest, side or star, drives.
fn marks_of_row(layout: &Layout, row: &RowLayout, canvas: &mut Canvas) {
    let (columns, glyphs, theme) = (&layout.columns, canvas.glyphs, canvas.theme);
    let mut mark = |field: Field, glyph, style| {
        if field.cols > 0 {
            canvas.glyph(field.x, row.y, glyph, style);
        }
    };
    if row.riskiest {
        mark(columns.riskiest, glyphs.riskiest, theme.warn);
    }
    match (row.side, columns.side) {
        (Some(side), Some(field)) => {
            let glyph = glyphs.sides.get(side).copied().unwrap_or(" ");
            mark(field, glyph, theme.side(side));
        }
        (Some(_), None) => {}
        (None, field) => mark(
            field.unwrap_or(columns.riskiest),
            glyphs.anchor,
            theme.anchor,
        ),
    }
    if let Some(field) = columns.drives.filter(|_| row.drives) {
        mark(field, glyphs.drives, theme.strong);
    }
}

fn style(said: &Said, canvas: &Canvas) -> Style {
    let theme = canvas.theme;
    match said.tone {
        Tone::Plain => theme.text,
        Tone::Muted => theme.muted,
        Tone::Strong => theme.strong,
        Tone::Good => theme.good,
        Tone::Warn => theme.warn,
        Tone::Bad => theme.bad,
    }
}

/// The selected row's words stand out; its bar stays as it is, for a reversed block is a hole.
fn select(layout: &Layout, row: &RowLayout, canvas: &mut Canvas) {
    let (glyphs, theme, gutter) = (canvas.glyphs, canvas.theme, layout.columns.gutter);
    let (glyph, style) = match row.gutter {
        Gutter::None => return,
        Gutter::Selected => (glyphs.selected, theme.accent),
        Gutter::Before => (glyphs.before, theme.accent),
        Gutter::After => (glyphs.after, theme.accent),
        Gutter::StartsWith => (glyphs.tied[0], theme.accent),
        Gutter::DoneWith => (glyphs.tied[1], theme.accent),
    };
    if gutter.cols == 0 {
        return;
    }
    canvas.glyph(gutter.x, row.y, glyph, style);
    if row.gutter == Gutter::Selected {
        let first = gutter.x.saturating_add(1);
        let end = layout
            .columns
            .bar
            .map_or(layout.area.right(), |bar| bar.x.saturating_sub(1));
        let words = Rect::new(first, row.y, end.saturating_sub(first), 1);
        canvas.restyle(words, theme.selected);
    }
}

fn bar(row: &RowLayout, field: Field, canvas: &mut Canvas) {
    for (x, cell) in (field.x..field.x.saturating_add(field.cols)).zip(&row.cells) {
        if let Some((glyph, style)) = cell_look(*cell, row, canvas) {
            canvas.glyph(x, row.y, glyph, style);
        }
    }
    if let Some(label) = &row.label {
        let (x, cols) = (
            field.x.saturating_add(label.cell),
            field.cols.saturating_sub(label.cell),
        );
        canvas.text(x, row.y, cols, &label.text, canvas.theme.bad);
    }
}

fn cell_look(cell: Cell, row: &RowLayout, canvas: &Canvas) -> Option<(&'static str, Style)> {
    let (glyphs, theme) = (canvas.glyphs, canvas.theme);
    let side = theme.side(row.side.unwrap_or(2));
    let must = if row.drives {
        side.add_modifier(Modifier::BOLD)
    } else {
        side
    };
    Some(match cell {
        Cell::Empty => return None,
        Cell::DayOff => (glyphs.day_off, theme.day_off),
        Cell::Today => (glyphs.today_line, theme.today),
        Cell::Room => (glyphs.room, theme.room),
        Cell::Can => (glyphs.can, theme.can.patch(side)),
        Cell::Must => (glyphs.must, must),
        Cell::MustLeft => (glyphs.must_left, must),
        Cell::MustRight => (glyphs.must_right, must),
        Cell::Late => (glyphs.late, theme.bad),
        Cell::Worked => (glyphs.done_bar, theme.muted.patch(side)),
        Cell::Done => (glyphs.done, theme.good),
        Cell::MilestoneCan => (glyphs.milestone_can, theme.can.patch(side)),
        Cell::Milestone => (glyphs.milestone, must),
        Cell::MilestoneLate => (glyphs.milestone, theme.bad),
        Cell::Anchor => (glyphs.anchor, theme.anchor),
        Cell::Was(part) => (outline(part, glyphs), side),
        Cell::Within(part) => (outline(part, glyphs), must.add_modifier(Modifier::REVERSED)),
        Cell::WasAnchor => (glyphs.was_anchor, theme.anchor),
        Cell::Allowed => (glyphs.allowed, theme.accent),
        Cell::Pin => (glyphs.pin, theme.strong),
        Cell::NotBefore => (glyphs.bounds[0], theme.strong),
        Cell::NoLaterThan => (glyphs.bounds[1], theme.strong),
        Cell::Wait => (glyphs.wait, theme.room),
        Cell::MoreLeft => (glyphs.more_left, theme.strong),
        Cell::MoreRight => (glyphs.more_right, theme.strong),
    })
}

fn outline(part: Part, glyphs: &Glyphs) -> &'static str {
    let [only, first, middle, last] = glyphs.was;
    match part {
        Part::Only => only,
        Part::First => first,
        Part::Middle => middle,
        Part::Last => last,
    }
}
