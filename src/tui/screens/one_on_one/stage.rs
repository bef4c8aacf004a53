//! One stage of a 1:1 on the window: the words, what the plan has to say beside them or below, and
//! what the rep says. The words are whole wherever they fit; the evidence gives way to them.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{At, Talk};
use crate::coach::one_on_one::{PROMPTS, Stage};
use crate::text;
use crate::tui::paint::Canvas;

/// From this width on the evidence stands beside the words.
const BESIDE: u16 = 100;
/// From this height on there are free lines between the parts.
const AIRY: u16 = 22;
/// Rows above the parts: the header, the stages.
const TOP: u16 = 2;
/// Columns free at either side.
const MARGIN: u16 = 2;

/// The columns that the rep's words have in a window of that size.
pub(super) fn typing_cols((width, _): (u16, u16)) -> u16 {
    left(width)
}

fn left(width: u16) -> u16 {
    let inner = width.saturating_sub(2 * MARGIN);
    if width < BESIDE {
        return inner;
    }
    (inner * 3 / 5).min(76)
}

/// Paints who talks with whom, the time, and the stages.
pub(super) fn header(talk: &Talk, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let minutes = format!("{} min", talk.minutes());
    let right = u16::try_from(text::width(&minutes)).unwrap_or(0) + MARGIN;
    canvas.text_right(
        area.x,
        area.y,
        area.width.saturating_sub(MARGIN),
        &minutes,
        theme.strong,
    );
    let with = format!(" · 1:1 with {}", talk.rep);
    let about = talk
        .plan()
        .map_or_else(String::new, |plan| format!(" · {}", plan.name));
    let pieces = [
        ("PRIVATE", theme.warn),
        (&*with, theme.strong),
        (&*about, theme.text),
    ];
    let room = area.width.saturating_sub(right + MARGIN + 1);
    canvas.pieces(area.x + MARGIN, area.y, room, &pieces);
    stages(talk, area, canvas);
}

/// The stages with their marks: said, here, to come.
fn stages(talk: &Talk, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let gap = if area.width < BESIDE { 2 } else { 4 };
    let mut x = area.x + MARGIN;
    let here = talk.stage();
    let said = |stage: Stage| talk.record.said.contains_key(stage.word());
    let committed = talk.record.commitment.is_some();
    let stages = Stage::ALL
        .iter()
        .map(|stage| (stage.title(), here == Some(*stage), said(*stage)));
    let all = stages.chain([("Commitment", false, committed)]);
    for (title, here, done) in all {
        let (mark, style) = match (here, done) {
            (true, _) => (canvas.glyphs.more_right, theme.accent),
            (false, true) => (canvas.glyphs.checks[0], theme.good),
            (false, false) => (canvas.glyphs.room, theme.muted),
        };
        let words = if here { theme.strong } else { theme.muted };
        let room = area.right().saturating_sub(x);
        let pieces = [(mark, style), (" ", theme.text), (title, words)];
        x += canvas.pieces(x, area.y + 1, room, &pieces) + gap;
    }
}

/// A line with its style and how far it is set in.
struct Row {
    words: String,
    style: Style,
    mark: Option<(&'static str, Style)>,
}

/// Paints the parts; returns where the cursor is.
pub(super) fn view(talk: &Talk, area: Rect, canvas: &mut Canvas) -> Option<(u16, u16)> {
    let air = u16::from(area.height >= AIRY);
    let body = Rect {
        x: area.x + MARGIN,
        y: area.y + TOP + air,
        width: left(area.width),
        height: area.height.saturating_sub(TOP + air + 1),
    };
    let cols = evidence_cols(area);
    let evidence = evidence(talk, cols, canvas);
    if area.width >= BESIDE {
        let x = body.right() + MARGIN + 1;
        let width = cols;
        let beside = Rect { x, width, ..body };
        canvas.text(x, body.y, cols, "THE PLAN", canvas.theme.accent);
        paint(&evidence, lower(beside, 1), canvas);
        let words = words(talk, body, 4, canvas);
        return typing(talk, lower(body, words + air), canvas);
    }
    if talk.whole_evidence {
        let used = rule(body, "THE PLAN", "ctrl-t the words", canvas);
        paint(&evidence, lower(body, used), canvas);
        return None;
    }
    // The rules of the two lower parts, a line of evidence, what is typed.
    let least = if air > 0 { 4 } else { 2 };
    let words = words(talk, body, 3 + least, canvas);
    let free = body.height.saturating_sub(words + air * 2 + 2);
    let shown = rows(&evidence).min(free.saturating_sub(least).max(1));
    let hidden = rows(&evidence) > shown;
    let more = if hidden { "ctrl-t all of it" } else { "" };
    let plan = lower(body, words + air);
    let below = lower(plan, rule(plan, "THE PLAN", more, canvas));
    paint(&evidence, upper(below, shown), canvas);
    typing(talk, lower(below, shown + air), canvas)
}

/// Paints the words, leaving so many rows below them; returns the rows that they take.
fn words(talk: &Talk, body: Rect, leave: u16, canvas: &mut Canvas) -> u16 {
    let script = script(talk, body.width, canvas);
    let used = rows(&script).min(body.height.saturating_sub(leave));
    paint(&script, upper(body, used), canvas);
    used
}

fn evidence_cols(area: Rect) -> u16 {
    if area.width < BESIDE {
        return left(area.width);
    }
    (area.width - 2 * MARGIN).saturating_sub(left(area.width) + MARGIN + 1)
}

/// What is left of an area below so many rows.
fn lower(area: Rect, rows: u16) -> Rect {
    Rect {
        y: area.y + rows,
        height: area.height.saturating_sub(rows),
        ..area
    }
}

/// The first so many rows of an area.
fn upper(area: Rect, rows: u16) -> Rect {
    Rect {
        height: rows.min(area.height),
        ..area
    }
}

fn rows(lines: &[Row]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

/// Paints a rule with words at both ends; returns the rows it takes.
fn rule(area: Rect, title: &str, more: &str, canvas: &mut Canvas) -> u16 {
    let theme = canvas.theme;
    canvas.line(area.x, area.y, area.width, canvas.glyphs.rule, theme.muted);
    let title = format!("{title} ");
    canvas.text(area.x, area.y, area.width, &title, theme.accent);
    if !more.is_empty() {
        let more = format!(" {more}");
        canvas.text_right(area.x, area.y, area.width, &more, theme.muted);
    }
    1
}

fn paint(lines: &[Row], area: Rect, canvas: &mut Canvas) {
    let shown = usize::from(area.height);
    for (y, (index, line)) in (area.y..area.bottom()).zip(lines.iter().enumerate()) {
        let mut x = area.x;
        if let Some((mark, style)) = line.mark {
            canvas.glyph(x, y, mark, style);
        }
        x += line.indent();
        let room = area.right().saturating_sub(x);
        let used = canvas.text(x, y, room, &line.words, line.style);
        if index + 1 == shown && index + 1 < lines.len() {
            let at = used.min(room.saturating_sub(2));
            canvas.text(x + at, y, 2, " …", canvas.theme.warn);
        }
    }
}

impl Row {
    fn indent(&self) -> u16 {
        if self.mark.is_some() { 2 } else { 0 }
    }
}

/// The words with their heading and their source.
fn script(talk: &Talk, cols: u16, canvas: &Canvas) -> Vec<Row> {
    let theme = canvas.theme;
    let plain = |words: String, style| Row {
        words,
        style,
        mark: None,
    };
    let (Some(script), Some(stage), At::Prompt(at)) = (talk.script(), talk.stage(), talk.at) else {
        return Vec::new();
    };
    let of_stage = || {
        PROMPTS
            .iter()
            .enumerate()
            .filter(|(_, (of, _))| *of == stage)
    };
    let place = of_stage().take_while(|(index, _)| *index <= at).count();
    let place = match of_stage().count() {
        1 => String::new(),
        count => format!(" · {place} of {count}"),
    };
    let heading = format!(
        "{} · {}{place}",
        script.cue.title().to_uppercase(),
        stage.how()
    );
    let mut lines = vec![plain(heading, theme.accent)];
    let wrapped = |words: &str| text::wrap(&text::harmless_lines(words), usize::from(cols));
    lines.extend(
        wrapped(&script.text)
            .into_iter()
            .map(|line| plain(line, theme.strong)),
    );
    lines.extend(
        wrapped(&script.source)
            .into_iter()
            .map(|line| plain(line, theme.muted)),
    );
    lines
}

/// What the plan has to say, each line marked where something is missing.
fn evidence(talk: &Talk, cols: u16, canvas: &Canvas) -> Vec<Row> {
    let theme = canvas.theme;
    let mut rows = Vec::new();
    for line in talk.evidence() {
        let (mark, style) = match line.lacks {
            true => (canvas.glyphs.checks[1], theme.warn),
            false => (canvas.glyphs.room, theme.muted),
        };
        let words = text::harmless(&line.text).into_owned();
        let wrapped = text::wrap(&words, usize::from(cols.saturating_sub(2)));
        for (index, words) in wrapped.into_iter().enumerate() {
            rows.push(Row {
                words,
                style: theme.text,
                mark: Some(if index == 0 {
                    (mark, style)
                } else {
                    (" ", style)
                }),
            });
        }
    }
    if rows.is_empty() {
        rows.push(Row {
            words: "no plan is talked about".to_owned(),
            style: theme.muted,
            mark: None,
        });
    }
    rows
}

/// Paints what the rep says, and quietly that they should be talking.
fn typing(talk: &Talk, area: Rect, canvas: &mut Canvas) -> Option<(u16, u16)> {
    let field = talk.area()?;
    rule(area, "THEY SAY", "", canvas);
    if talk.is_silent() {
        let words = " they should be talking: ask, then wait";
        canvas.text_right(area.x, area.y, area.width, words, canvas.theme.warn);
    }
    let style = canvas.theme.text;
    Some(field.paint(lower(area, 1), style, canvas))
}
