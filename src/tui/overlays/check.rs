//! Real or theatre, as a page over the rep's own view: the verdict, the score, each test with its
//! evidence and what to ask, the common mistakes. What it says comes from `coach::inspect`.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::page::{BACK, foot};
use super::panel;
use crate::coach::inspect::{Finding, Inspection, Judgement, Verdict};
use crate::coach::need::Need;
use crate::text;
use crate::tui::commands::Id;
use crate::tui::paint::Canvas;
use crate::tui::theme::Theme;
use crate::tui::widgets::hints;

/// The widest that the page gets.
const COLS: u16 = 88;
/// Columns of what stands before a test's words: its mark.
const INDENT: u16 = 2;
/// Columns of what stands before a question or a reason.
const LABEL: u16 = 6;

/// What the key of the next step does, once this is closed.
const NEXT_STEP: &str = "on the plan puts its steps in the place of all that is not begun";

/// A line of the page.
struct Line {
    /// What stands before the words, with its columns.
    lead: (&'static str, Style, u16),
    words: String,
    style: Style,
}

/// Paints the page. Returns how far it can be scrolled.
pub(super) fn view(
    (inspection, need): (&Inspection, &Need),
    scroll: usize,
    area: Rect,
    canvas: &mut Canvas,
) -> usize {
    // The panel takes the whole width where little would be left beside it.
    let cols = if COLS + 8 > area.width {
        area.width
    } else {
        COLS
    };
    let lines = Layout::of(canvas, cols.saturating_sub(4)).lines(inspection, need);
    // The verdict with the score below it, and an empty line.
    let total = lines.len() + 3;
    let rows = u16::try_from(total).unwrap_or(u16::MAX).saturating_add(4);
    let inner = panel(canvas, area, cols, rows, "Real or theatre?");
    let shown = usize::from(inner.height.saturating_sub(2));
    let most = total.saturating_sub(shown);
    let scroll = scroll.min(most);
    for (y, at) in (inner.y + 1..).zip(scroll..total.min(scroll + shown)) {
        match (at, at.checked_sub(3).and_then(|at| lines.get(at))) {
            (0, _) => verdict(inspection, (inner.x, y), inner.width, canvas),
            (1, _) => score(inspection, (inner.x, y), inner.width, canvas),
            (_, Some(line)) => paint(line, (inner.x, y), inner.width, canvas),
            _ => {}
        }
    }
    foot(scroll, most, BACK, inner, canvas);
    most
}

fn paint(line: &Line, (x, y): (u16, u16), cols: u16, canvas: &mut Canvas) {
    let (lead, style, indent) = line.lead;
    canvas.text(x, y, indent, lead, style);
    let room = cols.saturating_sub(indent);
    canvas.text(x + indent, y, room, &line.words, line.style);
}

/// The verdict, letter by letter.
fn verdict(inspection: &Inspection, (x, y): (u16, u16), cols: u16, canvas: &mut Canvas) {
    let said = inspection.judgement.words().to_uppercase();
    let spaced: Vec<String> = said.chars().map(String::from).collect();
    let style = of_judgement(inspection.judgement, canvas.theme).patch(canvas.theme.strong);
    canvas.text(x, y, cols, &spaced.join(" "), style);
}

/// The score as a bar with its number behind.
fn score(inspection: &Inspection, (x, y): (u16, u16), cols: u16, canvas: &mut Canvas) {
    let number = format!(" {} of 100", inspection.score);
    let room = cols.saturating_sub(11).min(50);
    let full = room * u16::from(inspection.score) / 100;
    let (theme, glyphs) = (canvas.theme, canvas.glyphs);
    let style = of_judgement(inspection.judgement, theme);
    canvas.line(x, y, full, glyphs.must, style);
    canvas.line(x + full, y, room - full, glyphs.can, theme.muted);
    canvas.text(
        x + room,
        y,
        cols.saturating_sub(room),
        &number,
        theme.strong,
    );
}

fn of_judgement(judgement: Judgement, theme: &Theme) -> Style {
    match judgement {
        Judgement::Real => theme.good,
        Judgement::Nearly => theme.warn,
        Judgement::ClosePlan => theme.bad,
    }
}

/// Wraps what is said into lines of a width.
struct Layout<'a> {
    theme: &'a Theme,
    checks: [&'static str; 3],
    cols: u16,
    lines: Vec<Line>,
}

impl<'a> Layout<'a> {
    fn of(canvas: &Canvas<'a>, cols: u16) -> Self {
        Self {
            theme: canvas.theme,
            checks: canvas.glyphs.checks,
            cols,
            lines: Vec::new(),
        }
    }

    fn lines(mut self, inspection: &Inspection, need: &Need) -> Vec<Line> {
        let theme = self.theme;
        if need.proposes() {
            self.say(("", theme.text, 0), &need.sentence(), theme.strong);
            let key = hints::of_command(Id::NextStep).map_or("", |(key, _)| key);
            self.say((key, theme.accent, INDENT), NEXT_STEP, theme.muted);
            self.blank();
        }
        let kind = format!("{}, because", inspection.judgement.kind());
        self.say(("", theme.text, 0), &kind, theme.strong);
        for why in &inspection.why {
            self.say(("", theme.text, INDENT), why, theme.text);
        }
        for finding in inspection.findings() {
            self.blank();
            self.finding(finding);
        }
        if !inspection.mistakes.is_empty() {
            self.blank();
            self.say(("", theme.text, 0), "common mistakes in it", theme.strong);
        }
        for mistake in &inspection.mistakes {
            self.blank();
            self.say(("!", theme.warn, INDENT), &mistake.words, theme.text);
            self.labelled("why", mistake.kind.why(), theme.muted);
            self.labelled("ask", &mistake.question, theme.accent);
        }
        self.lines
    }

    fn finding(&mut self, finding: &Finding) {
        let theme = self.theme;
        let [yes, no, partly] = self.checks;
        let (mark, style) = match finding.verdict {
            Verdict::Yes => (yes, theme.good),
            Verdict::No => (no, theme.bad),
            Verdict::Partly => (partly, theme.warn),
        };
        self.say((mark, style, INDENT), finding.test.title(), theme.strong);
        for (at, line) in finding.evidence.iter().enumerate() {
            let style = if at == 0 { theme.text } else { theme.muted };
            self.say(("", theme.text, INDENT), line, style);
        }
        if let Some(question) = &finding.question {
            self.labelled("ask", question, theme.accent);
        }
    }

    fn labelled(&mut self, label: &'static str, words: &str, style: Style) {
        let lead = match label {
            "ask" => "  ask ",
            _ => "  why ",
        };
        self.say((lead, self.theme.muted, LABEL), words, style);
    }

    fn blank(&mut self) {
        self.say(("", self.theme.text, 0), "", self.theme.text);
    }

    fn say(
        &mut self,
        (lead, lead_style, indent): (&'static str, Style, u16),
        words: &str,
        style: Style,
    ) {
        let room = usize::from(self.cols.saturating_sub(indent));
        let mut wrapped = text::wrap(&text::harmless(words), room);
        if wrapped.is_empty() {
            wrapped.push(String::new());
        }
        for (at, words) in wrapped.into_iter().enumerate() {
            let lead = if at == 0 { lead } else { "" };
            self.lines.push(Line {
                lead: (lead, lead_style, indent),
                words,
                style,
            });
        }
    }
}
