//! The painting of the elements: one row each with its letter, how well it is known, what shows it and
//! what is wrong; beneath them the selected one whole, with what to ask the buyer.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Audit;
use crate::coach::meddpicc::{Finding, Kind, Name};
use crate::plan::{Plan, Side};
use crate::private::{Element, Meddpicc, Status};
use crate::text;
use crate::tui::overlays::{SLIVERS, panel};
use crate::tui::paint::Canvas;
use crate::tui::theme::Theme;

/// The widest that the panel gets.
const COLS: u16 = 104;
/// In a window of so many rows the file is named, and evidence has several rows.
const SPACIOUS: u16 = 22;
/// Rows of elements that are seen whatever stands beneath them.
const LEAST_LISTED: u16 = 4;

/// Columns of a letter, a title, a status and what is wrong, with what separates them from the next.
const LETTER: u16 = 3;
const TITLE: u16 = 19;
const STATUS: u16 = 13;
const WRONG: u16 = 17;
/// With fewer columns than these, evidence says nothing in a row.
const LEAST_EVIDENCE: u16 = 12;
/// Columns of what stands before the words about the selected element.
const LABEL: u16 = 10;
/// Rows of a reason or a question.
const MOST_SAID: usize = 4;

/// A row beneath the elements: what stands before the words, and the words.
pub(super) struct Line {
    /// Nothing for a line that begins at the edge.
    label: Option<&'static str>,
    pub(super) words: String,
    style: Style,
}

/// Paints the elements.
pub fn view(audit: &Audit, plan: &Plan, area: Rect, canvas: &mut Canvas) {
    let title = format!(
        "MEDDPICC · what is known of {}",
        plan.organization(&Side::Buyer)
    );
    let cols = if COLS + SLIVERS > area.width {
        area.width
    } else {
        COLS
    };
    let room = cols.saturating_sub(4);
    let known = match &audit.known {
        Some(Ok(known)) => known,
        Some(Err(reason)) => return failed(reason, &title, (cols, room), area, canvas),
        None => {
            panel(canvas, area, cols, 3, &title);
            return;
        }
    };
    let spacious = area.height >= SPACIOUS;
    let theme = canvas.theme;
    let head = head(audit, known, (room, spacious), theme);
    let beneath = |name| beneath(audit, known, name, (room, spacious), theme);
    // As many rows as the longest takes, so that nothing jumps from one element to the next.
    let tallest = Name::ALL.map(|name| rows(&beneath(name)));
    let tallest = tallest.into_iter().max().unwrap_or(0);
    let (head_rows, all) = (rows(&head), u16::try_from(Name::ALL.len()).unwrap_or(0));
    let wanted = head_rows + 1 + all + 1 + tallest;
    // A panel leaves a row of its area free, which a low window cannot spare.
    let whole = Rect {
        height: area.height + u16::from(!spacious),
        ..area
    };
    let inner = panel(canvas, whole, cols, wanted + 2, &title);
    paint(&head, inner, canvas);
    let listed = inner.height.saturating_sub(head_rows + 2 + tallest);
    let list = Rect {
        y: inner.y + head_rows + 1,
        height: listed.clamp(LEAST_LISTED, all),
        ..inner
    };
    elements(audit, known, list, canvas);
    let top = list.bottom() + 1;
    let rest = Rect {
        y: top,
        height: inner.bottom().saturating_sub(top),
        ..inner
    };
    paint(&beneath(audit.current()), rest, canvas);
}

fn rows(lines: &[Line]) -> u16 {
    u16::try_from(lines.len()).unwrap_or(u16::MAX)
}

/// Why nothing can be shown.
fn failed(reason: &str, title: &str, (cols, room): (u16, u16), area: Rect, canvas: &mut Canvas) {
    let mut lines = Vec::new();
    let theme = canvas.theme;
    let first =
        "The private file cannot be read, so nothing is shown and nothing can be changed here:";
    say(&mut lines, None, first, (room, MOST_SAID), theme.strong);
    say(&mut lines, None, reason, (room, 8), theme.bad);
    let inner = panel(canvas, area, cols, rows(&lines).saturating_add(2), title);
    paint(&lines, inner, canvas);
}

/// How many elements are how well known, and where that is kept.
fn head(
    audit: &Audit,
    known: &Meddpicc,
    (cols, spacious): (u16, bool),
    theme: &Theme,
) -> Vec<Line> {
    let of = |status: Status| {
        let is = |name: &Name| settled(name.of(known)) == status;
        Name::ALL.into_iter().filter(is).count()
    };
    let (confirmed, claimed) = (of(Status::Confirmed), of(Status::Claimed));
    let blank = Name::ALL.len() - confirmed - claimed;
    let written = |name: Name| !name.of(known).evidence.trim().is_empty();
    let mut lines = Vec::new();
    if confirmed + claimed == 0 && !Name::ALL.into_iter().any(written) {
        let words = match spacious {
            true => {
                "Nothing is written down yet: e writes what shows an element, Space says how well it is known."
            }
            false => "Nothing yet: e writes, Space says how well it is known.",
        };
        say(&mut lines, None, words, (cols, 2), theme.text);
    } else {
        let ask = match audit.findings.len() {
            0 => "nothing to ask".to_owned(),
            1 => "1 question to ask".to_owned(),
            many => format!("{many} questions to ask"),
        };
        let words = format!("{confirmed} confirmed, {claimed} claimed, {blank} blank · {ask}");
        say(&mut lines, None, &words, (cols, 1), theme.text);
    }
    if spacious {
        let words = format!("Only you see this: it is kept in {}.", audit.file);
        say(&mut lines, None, &words, (cols, 1), theme.muted);
    }
    lines
}

/// The status of an element; one that this version does not know counts as blank.
fn settled(element: &Element) -> Status {
    match &element.status {
        Status::Other(_) => Status::Blank,
        status => status.clone(),
    }
}

/// A row for each element, as many as there is room for, the selected one among them.
fn elements(audit: &Audit, known: &Meddpicc, area: Rect, canvas: &mut Canvas) {
    let shown = usize::from(area.height).max(1);
    let most = Name::ALL.len().saturating_sub(shown);
    let first = audit.selected.saturating_sub(shown / 2).min(most);
    let seen = Name::ALL.into_iter().enumerate().skip(first).take(shown);
    for (y, (at, name)) in (area.y..).zip(seen) {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        element(name, name.of(known), audit.finding(name), line, canvas);
        if at == audit.selected {
            let whole = Rect {
                x: line.x.saturating_sub(1),
                width: line.width + 2,
                ..line
            };
            canvas.restyle(whole, canvas.theme.selected);
        }
    }
    let [up, down] = canvas.glyphs.scroll;
    let style = canvas.theme.accent;
    if first > 0 {
        canvas.glyph(area.right(), area.y, up, style);
    }
    if first < most {
        canvas.glyph(area.right(), area.bottom() - 1, down, style);
    }
}

fn element(
    name: Name,
    element: &Element,
    finding: Option<&Finding>,
    line: Rect,
    canvas: &mut Canvas,
) {
    let theme = canvas.theme;
    let y = line.y;
    let letter = name.title().get(..1).unwrap_or_default();
    canvas.text(line.x, y, 1, letter, theme.strong);
    let mut x = line.x + LETTER;
    canvas.text(x, y, TITLE - 2, name.title(), theme.text);
    x += TITLE;
    let (glyph, style) = mark(element, canvas);
    canvas.glyph(x, y, glyph, style);
    canvas.text(x + 2, y, STATUS - 4, element.status.word(), style);
    x += STATUS;
    let (wrong, style) = finding.map_or((String::new(), theme.muted), |finding| {
        wrong(finding, theme)
    });
    // One column at the right is the mark's of what scrolls.
    let at = line.right().saturating_sub(WRONG + 1);
    canvas.text_right(at, y, WRONG, &wrong, style);
    let room = at.saturating_sub(x + 2);
    if room >= LEAST_EVIDENCE {
        let style = match settled(element) {
            Status::Blank => theme.muted,
            _ => theme.text,
        };
        canvas.text(x, y, room, &element.evidence, style);
    }
}

fn mark(element: &Element, canvas: &Canvas) -> (&'static str, Style) {
    let (theme, glyphs) = (canvas.theme, canvas.glyphs);
    match settled(element) {
        Status::Confirmed => (glyphs.checks[0], theme.good),
        Status::Claimed => (glyphs.checks[2], theme.warn),
        Status::Blank | Status::Other(_) => (glyphs.unchecked, theme.muted),
    }
}

/// What is wrong with an element, in two or three words.
fn wrong(finding: &Finding, theme: &Theme) -> (String, Style) {
    let (words, style) = match (finding.kind, finding.steps.len()) {
        (Kind::Invented, 0) => ("only in the plan", theme.warn),
        (Kind::Invented, 1) => ("1 step invented", theme.warn),
        (Kind::Invented, many) => return (format!("{many} steps invented"), theme.warn),
        (Kind::NotInPlan, _) => ("not in the plan", theme.warn),
        (Kind::Unknown, _) => ("unknown", theme.muted),
        (Kind::Unconfirmed, _) => ("to be confirmed", theme.muted),
        (Kind::Unshown, _) => ("nothing shows it", theme.warn),
    };
    (words.to_owned(), style)
}

/// What stands beneath the elements of one of them.
pub(super) fn beneath(
    audit: &Audit,
    known: &Meddpicc,
    name: Name,
    (cols, spacious): (u16, bool),
    theme: &Theme,
) -> Vec<Line> {
    let element = name.of(known);
    let room = cols.saturating_sub(LABEL);
    let mut lines = Vec::new();
    let about = format!("{}: {}", name.title(), name.about());
    say(&mut lines, None, &about, (cols, 1), theme.strong);
    let (evidence, style) = match (element.evidence.trim(), settled(element)) {
        ("", _) => ("nothing is written down".to_owned(), theme.muted),
        // It stays when an element is made blank on the way round.
        (evidence, Status::Blank) => (format!("not counted: {evidence}"), theme.muted),
        (evidence, _) => (evidence.to_owned(), theme.text),
    };
    let (shown, most) = match spacious {
        true => (MOST_SAID, MOST_SAID),
        false => (1, MOST_SAID - 1),
    };
    say(
        &mut lines,
        Some("evidence"),
        &evidence,
        (room, shown),
        style,
    );
    let finding = audit.finding(name);
    let why = why(element, finding);
    say(&mut lines, Some("finding"), &why, (room, most), theme.text);
    if let Some(finding) = finding {
        let said = &finding.question;
        say(&mut lines, Some("ask"), said, (room, most), theme.accent);
    }
    lines
}

/// What is wrong with an element, or that nothing is. The evidence of a claim stands above already.
fn why(element: &Element, finding: Option<&Finding>) -> String {
    let evident = !element.evidence.trim().is_empty();
    match (finding, settled(element)) {
        (Some(finding), _) if finding.kind == Kind::Unconfirmed && evident => {
            "it is claimed, and the buyer did not confirm it".to_owned()
        }
        (Some(finding), _) => finding.why.clone(),
        (None, Status::Blank) => "its steps are the buyer's own words".to_owned(),
        (None, _) => "it is confirmed, and nothing is left to ask".to_owned(),
    }
}

/// Puts a text into lines of a width, no more than so many.
fn say(
    lines: &mut Vec<Line>,
    label: Option<&'static str>,
    words: &str,
    (cols, most): (u16, usize),
    style: Style,
) {
    let cols = usize::from(cols.max(1));
    // What is never shown need not be wrapped: nothing shown is longer than this.
    let enough = (cols + 1) * (most + 1);
    let words: String = words.chars().take(enough.max(2)).collect();
    let mut wrapped = text::wrap(&text::harmless(&words), cols);
    if wrapped.len() > most {
        wrapped.truncate(most);
        if let Some(last) = wrapped.last_mut() {
            let cut = format!("{last}…");
            *last = text::clip(&cut, cols).into_owned();
        }
    }
    for (at, words) in wrapped.into_iter().enumerate() {
        let label = label.map(|label| if at == 0 { label } else { "" });
        lines.push(Line {
            label,
            words,
            style,
        });
    }
}

fn paint(lines: &[Line], area: Rect, canvas: &mut Canvas) {
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        let indent = line.label.map_or(0, |_| LABEL);
        let label = line.label.unwrap_or_default();
        canvas.text(area.x, y, indent, label, canvas.theme.muted);
        let room = area.width.saturating_sub(indent);
        canvas.text(area.x + indent, y, room, &line.words, line.style);
    }
}
