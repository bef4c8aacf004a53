//! The painting of the list of changes. Takes the plan and its dates, and nothing of the seller's own.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Levers, Moves};
use crate::plan::date_text::short_date_near;
use crate::schedule::levers::Lever;
use crate::schedule::{Schedule, explain};
use crate::text;
use crate::tui::document::Document;
use crate::tui::overlays::panel;
use crate::tui::paint::Canvas;

const TITLE: &str = "Make it fit";

/// In a window of so many rows, this many stay free above the list at least: the header and the first
/// rows of the timeline, on which a tried change shows. In a lower one only the header does.
const SPACIOUS: u16 = 28;
const SEEN_ABOVE: u16 = 8;

/// Rows for the selected change, so that the list does not jump from one to the next.
const BENEATH: usize = 8;

/// Rows of changes that are seen whatever stands beneath them.
const LEAST_LISTED: usize = 3;
/// Tried changes that are told, the last ones.
const TRIED_TOLD: usize = 3;
/// Steps that are told of those that would move.
const MOVES_TOLD: usize = 6;

/// A line with how it looks.
type Line = (String, Style);

/// Paints the list over an area whose first rows, the header's, stay free.
pub fn view(
    levers: &Levers,
    document: &Document,
    (header, shared): (u16, bool),
    area: Rect,
    canvas: &mut Canvas,
) {
    let below = |rows: u16| Rect {
        y: area.y + rows,
        height: area.height.saturating_sub(rows),
        ..area
    };
    let cols = area.width.saturating_sub(4);
    let spacious = area.height >= SPACIOUS;
    let standing = standing(levers, document, (cols, spacious, shared), canvas);
    let wanted = standing.len() + levers.found.len() + 1 + BENEATH;
    let wanted = u16::try_from(wanted).unwrap_or(u16::MAX).saturating_add(2);
    let rows = wanted.min(area.height.saturating_sub(header));
    let seen = if spacious { SEEN_ABOVE } else { header };
    let top = area.height.saturating_sub(rows).max(seen.min(area.height));
    let mut room = below(top);
    // A panel leaves a row of its area free, which would show a line of the timeline.
    room.height += 1;
    let inner = panel(canvas, room, room.width, room.height, TITLE);
    let mut page = Page {
        canvas,
        area: inner,
    };
    page.lines(&standing);
    if levers.found.is_empty() {
        let words = nothing(levers, document);
        let style = page.canvas.theme.text;
        let lines = text::wrap(words, usize::from(inner.width));
        page.lines(
            &lines
                .into_iter()
                .map(|line| (line, style))
                .collect::<Vec<_>>(),
        );
        return;
    }
    let beneath = beneath(levers, inner.width, page.canvas);
    let rows = usize::from(page.area.height);
    let listed = rows
        .saturating_sub(beneath.len() + 1)
        .max(LEAST_LISTED)
        .min(levers.found.len());
    page.list(levers, document, listed);
    page.area.y += 1;
    page.area.height = page.area.height.saturating_sub(1);
    page.lines(&beneath);
}

/// What is left of a page, from the top.
struct Page<'a, 'b> {
    canvas: &'a mut Canvas<'b>,
    area: Rect,
}

impl Page<'_, '_> {
    fn lines(&mut self, lines: &[Line]) {
        for (words, style) in lines.iter().take(usize::from(self.area.height)) {
            let area = self.area;
            self.canvas.text(area.x, area.y, area.width, words, *style);
            self.area.y += 1;
            self.area.height -= 1;
        }
    }

    fn list(&mut self, levers: &Levers, document: &Document, rows: usize) {
        let first = levers.selected.saturating_sub(rows.saturating_sub(1) / 2);
        let first = first.min(levers.found.len().saturating_sub(rows));
        let seen = levers.found.iter().enumerate().skip(first).take(rows);
        let fresh = levers.is_up_to_date(document);
        for (at, lever) in seen {
            let row = Rect {
                height: 1,
                ..self.area
            };
            row_of(lever, document.schedule(), fresh, row, self.canvas);
            if at == levers.selected {
                let whole = Rect {
                    x: row.x - 1,
                    width: row.width + 2,
                    ..row
                };
                self.canvas.restyle(whole, self.canvas.theme.selected);
            }
            self.area.y += 1;
            self.area.height = self.area.height.saturating_sub(1);
        }
        let [up, down] = self.canvas.glyphs.scroll;
        let mark = match (first > 0, first + rows < levers.found.len()) {
            (false, false) => return,
            (true, false) => format!("{up} more above"),
            (false, true) => format!("{down} {} more", levers.found.len() - first - rows),
            (true, true) => format!("{up}{down} {} more", levers.found.len() - rows),
        };
        let style = self.canvas.theme.accent;
        self.canvas
            .text(self.area.x, self.area.y, self.area.width, &mark, style);
    }
}

/// How the plan stands, and what was tried.
fn standing(
    levers: &Levers,
    document: &Document,
    (cols, spacious, shared): (u16, bool, bool),
    canvas: &Canvas,
) -> Vec<Line> {
    let theme = canvas.theme;
    let (plan, schedule) = (document.plan(), document.schedule());
    let cols = usize::from(cols);
    let mut lines: Vec<Line> = Vec::new();
    let mut say = |words: &str, style: Style| {
        let words = text::harmless(words);
        lines.extend(
            text::wrap(&words, cols)
                .into_iter()
                .map(|line| (line, style)),
        );
    };
    say(&how_it_stands(levers, document, shared), theme.strong);
    // In a low window the list needs the rows; the details of go-live say it too.
    if spacious && let Some(cause) = explain::cause(plan, schedule) {
        say(&format!("Cause: {cause}."), theme.text);
    }
    let tried: Vec<&str> = levers.standing(document).collect();
    let check = canvas.glyphs.checks[0];
    for words in tried.iter().skip(tried.len().saturating_sub(TRIED_TOLD)) {
        let row = format!("{check} tried: {words}");
        lines.push((
            text::clip(&text::harmless(&row), cols).into_owned(),
            theme.good,
        ));
    }
    if spacious {
        lines.push((String::new(), theme.text));
    }
    lines
}

/// Whether it fits, by how much not, and where it lands.
fn how_it_stands(levers: &Levers, document: &Document, shared: bool) -> String {
    let (plan, schedule) = (document.plan(), document.schedule());
    let Some(go_live) = schedule.go_live else {
        return "There is no go-live date yet: Esc, then g sets it.".to_owned();
    };
    if plan.steps.is_empty() {
        return "There are no steps yet: Esc, then a adds one.".to_owned();
    }
    let date = |date| short_date_near(date, go_live);
    let lands = schedule.forecast.map_or_else(String::new, date);
    if schedule.fits {
        // Over "no single change" nothing announces some.
        let none = levers.found.is_empty() && levers.is_up_to_date(document);
        let more = if none { "" } else { " What gains more:" };
        if shared {
            // How much room there is, is the rep's to know.
            return format!("It fits.{more}");
        }
        let spare = schedule.days_to_spare.unwrap_or(0);
        return format!("It fits, with {} to spare.{more}", days(spare));
    }
    let short = schedule
        .short_by()
        .map_or_else(String::new, |short| format!("{} short. ", days(short)));
    format!(
        "{short}As it stands, go-live lands on {lands} instead of {}.",
        date(go_live)
    )
}

fn days(number: i32) -> String {
    match number {
        1 => "1 working day".to_owned(),
        number => format!("{number} working days"),
    }
}

/// What stands in the place of the list.
fn nothing(levers: &Levers, document: &Document) -> &'static str {
    let schedule = document.schedule();
    if schedule.go_live.is_none() || document.plan().steps.is_empty() {
        ""
    } else if !levers.is_up_to_date(document) {
        "Working it out…"
    } else if schedule.fits {
        "No single change brings go-live nearer."
    } else {
        "No change of a kind that is known here helps: look at the steps themselves."
    }
}

const GAIN: u16 = 8;
const EFFECT: u16 = 13;
const LANDS: u16 = 12;
/// With fewer columns than this, where it lands is told for the selected change only.
const LANDS_FROM: u16 = 72;

/// A change in a row: what it does, days gained, whether it fits then, where it lands. While the list is
/// being made anew it is drawn back.
fn row_of(lever: &Lever, schedule: &Schedule, fresh: bool, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let style = |style: Style| if fresh { style } else { theme.muted };
    let lands = if area.width >= LANDS_FROM { LANDS } else { 0 };
    let right = GAIN + EFFECT + lands;
    let room = area.width.saturating_sub(right + 1);
    canvas.text(area.x, area.y, room, &lever.brief, style(theme.text));
    let x = area.x + area.width.saturating_sub(right);
    if lever.gain > 0 {
        let gain = format!("+{} d", lever.gain);
        canvas.text_right(x, area.y, GAIN - 1, &gain, style(theme.strong));
    }
    let (effect, colour) = effect(lever, schedule, canvas);
    canvas.text(x + GAIN + 1, area.y, EFFECT - 1, &effect, style(colour));
    if lands > 0
        && let Some(date) = lever.forecast
    {
        let date = short_date_near(date, schedule.go_live.unwrap_or(date));
        canvas.text_right(x + GAIN + EFFECT, area.y, lands, &date, style(theme.text));
    }
}

/// Whether it fits then, or how much is missing still.
fn effect(lever: &Lever, schedule: &Schedule, canvas: &Canvas) -> Line {
    let theme = canvas.theme;
    if lever.fits {
        return (format!("{} fits", canvas.glyphs.checks[0]), theme.good);
    }
    let left = schedule.short_by().map(|short| short - lever.gain);
    let words = match left.filter(|left| *left > 0) {
        Some(left) => format!("{left} d short"),
        None => "not yet".to_owned(),
    };
    (words, theme.warn)
}

/// The selected change whole: what it does, what to ask, where go-live lands, which steps move.
fn beneath(levers: &Levers, cols: u16, canvas: &Canvas) -> Vec<Line> {
    let theme = canvas.theme;
    let Some(lever) = levers.current() else {
        return Vec::new();
    };
    let cols = usize::from(cols);
    let mut lines: Vec<Line> = Vec::new();
    let mut say = |words: &str, style: Style| {
        let words = text::harmless(words);
        lines.extend(
            text::wrap(&words, cols)
                .into_iter()
                .map(|line| (line, style)),
        );
    };
    say(&capital(&lever.words), theme.strong);
    for asked in &lever.questions {
        say(
            &format!("Ask {}: {}", asked.whom, asked.words),
            theme.accent,
        );
    }
    if lever.questions.is_empty() {
        say("Nothing to ask the buyer.", theme.text);
    }
    let told = moved(&levers.moves, canvas.glyphs.after);
    for line in packed(&told, cols) {
        lines.push((line, theme.text));
    }
    lines
}

/// The steps that would move, one by one, the first few.
fn moved(moves: &Moves, arrow: &str) -> Vec<String> {
    let Moves { label, steps } = moves;
    let told = steps.iter().take(MOVES_TOLD);
    let mut told: Vec<String> = told
        .map(|(title, was, is)| format!("{} {was} {arrow} {is}", text::harmless(title)))
        .collect();
    if let Some(first) = told.first_mut() {
        *first = format!("{}: {first}", capital(label));
    }
    let more = steps.len().saturating_sub(MOVES_TOLD);
    if more > 0 {
        told.push(format!("and {more} more"));
    }
    told
}

/// As many items as fit in each line, none broken but one that is longer than a line.
fn packed(items: &[String], cols: usize) -> Vec<String> {
    const BETWEEN: &str = " · ";
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        match lines.last_mut() {
            Some(line) if text::width(line) + text::width(BETWEEN) + text::width(item) <= cols => {
                line.push_str(BETWEEN);
                line.push_str(item);
            }
            _ => lines.extend(text::wrap(item, cols)),
        }
    }
    lines
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
