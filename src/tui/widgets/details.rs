//! What is known of the selected row: owners, length, dates, neighbours, when it is done, and why its
//! dates are what they are. The lines are made when the selection or the plan changes, and only
//! painted on a frame.

mod said;

pub use self::said::NO_BASELINE;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::landing;
use crate::plan::Plan;
use crate::plan::authorship::Authorship;
use crate::schedule::slip::Slip;
use crate::schedule::{Schedule, explain};
use crate::text;
use crate::tui::document::Document;
use crate::tui::live_odds::LiveOdds;
use crate::tui::paint::Canvas;
use crate::tui::theme::Theme;

/// How a stretch of a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// A label or an aside.
    Muted,
    /// Ordinary words.
    Text,
    /// What matters.
    Strong,
    /// What is wrong.
    Bad,
    /// To be watched.
    Warn,
}

/// Words of one row with how they look.
pub type Row = Vec<(String, Weight)>;

/// What stands in the lines of one label.
type Words = Vec<(String, Weight)>;

/// A label with its words, wrapped below each other where they are too long.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    label: &'static str,
    words: Words,
}

/// The lines about the selected row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    title: String,
    lines: Vec<Line>,
}

/// Columns of the labels, the space behind them included: everything else lines up.
const LABEL_COLS: u16 = 11;

impl Details {
    /// The lines about the step at a position of the document's plan.
    pub fn of_step(document: &Document, at: usize, slip: Option<&Slip>) -> Self {
        let (plan, schedule) = (document.plan(), document.schedule());
        let (Some(step), Some(dates)) = (plan.steps.get(at), schedule.step(at)) else {
            return Self::default();
        };
        let near = schedule.go_live.unwrap_or(schedule.today);
        let mut lines = Lines::default();
        lines.add("who", said::who(plan, step));
        lines.add("takes", said::takes(step, dates));
        lines.add("dates", said::when(step, dates, near));
        lines.add("now", said::now(document, at, near));
        lines.say("moved", &said::moved(document, at), Weight::Strong);
        lines.say(
            "what if",
            &said::tried(document, Some(&step.id)),
            Weight::Strong,
        );
        lines.say("slip", &said::slipped(plan, at, slip), Weight::Strong);
        // These stand in every step's details, so that nothing below them moves up and down.
        lines.say_or(
            "after",
            &said::before(document, step).join(", "),
            ("nothing", Weight::Muted),
        );
        lines.add("bounds", said::bounds(step, near));
        let mut reasons = explain::reasons(plan, schedule, document.days(), at);
        lines.say_or(
            "before",
            &said::next(document, at, &mut reasons),
            (
                if dates.after_go_live {
                    "nothing"
                } else {
                    "go-live"
                },
                Weight::Text,
            ),
        );
        let unsaid = ("not said yet: w says it", Weight::Muted);
        lines.say_or("done when", &step.done_when, unsaid);
        for (index, (kind, sentence)) in reasons.iter().enumerate() {
            let weight = match kind {
                explain::Kind::Trouble => Weight::Warn,
                explain::Kind::Binding | explain::Kind::Reason => Weight::Muted,
            };
            lines.say(if index == 0 { "why" } else { "" }, sentence, weight);
        }
        lines.add("open", said::open_question(plan, step, near));
        lines.say("note", &step.note, Weight::Text);
        for (index, sentence) in said::authorship(plan, step).iter().enumerate() {
            lines.say(
                if index == 0 { "whose" } else { "" },
                sentence,
                Weight::Muted,
            );
        }
        Self {
            title: step.title.clone(),
            lines: lines.0,
        }
    }

    /// The lines about go-live, with its odds where they may be shown.
    pub fn of_go_live(document: &Document, slip: Option<&Slip>, odds: Option<&LiveOdds>) -> Self {
        let (plan, schedule) = (document.plan(), document.schedule());
        let mut lines = Lines::default();
        for (label, words) in [
            ("for", &plan.anchor.outcome),
            ("if missed", &plan.anchor.if_missed),
        ] {
            lines.say_or(
                label,
                words,
                ("not said yet: Enter asks for it", Weight::Warn),
            );
        }
        if !plan.history.is_empty() {
            lines.say("whose", &Authorship::of(plan).summary(), Weight::Text);
        }
        let told = odds.and_then(landing::words).unwrap_or_default();
        lines.say("odds", &told, Weight::Text);
        lines.say("what if", &said::tried(document, None), Weight::Strong);
        let (words, weight) = said::sum(plan, slip);
        lines.say("slip", &words, weight);
        lines.misfit(plan, schedule);
        Self {
            title: "Go-live".to_owned(),
            lines: lines.0,
        }
    }

    /// The selected row's title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The lines at a width.
    pub fn wrapped(&self, cols: u16) -> Vec<Row> {
        let room = cols.saturating_sub(LABEL_COLS);
        let rows = |line: &Line| {
            let label = |index| if index == 0 { line.label } else { "" };
            let width = usize::from(LABEL_COLS);
            let labelled = |(index, mut row): (usize, Row)| {
                let label = format!("{:width$}", label(index));
                row.insert(0, (label, Weight::Muted));
                row
            };
            rows(&line.words, room)
                .into_iter()
                .enumerate()
                .map(labelled)
                .collect::<Vec<_>>()
        };
        self.lines.iter().flat_map(rows).collect()
    }
}

/// Lines as they are gathered: what has nothing to say is left out.
#[derive(Default)]
struct Lines(Vec<Line>);

impl Lines {
    fn add(&mut self, label: &'static str, words: Words) {
        if !words.is_empty() {
            self.0.push(Line { label, words });
        }
    }

    /// Says `words`, or what stands there while there are none.
    fn say_or(&mut self, label: &'static str, words: &str, (none, weight): (&str, Weight)) {
        match words.trim() {
            "" => self.say(label, none, weight),
            _ => self.say(label, words, Weight::Text),
        }
    }

    /// By how much a plan does not fit, where it lands, why, and what should have started already.
    fn misfit(&mut self, plan: &Plan, schedule: &Schedule) {
        if schedule.fits {
            return;
        }
        self.say("lands", &said::lands(schedule), Weight::Bad);
        let cause = explain::cause(plan, schedule).unwrap_or_default();
        self.say("cause", &cause, Weight::Bad);
        for (index, sentence) in said::overdue(plan, schedule).iter().enumerate() {
            let label = if index == 0 { "had to" } else { "" };
            self.say(label, sentence, Weight::Warn);
        }
        self.say("helps", "t lists what would make it fit", Weight::Text);
    }

    fn say(&mut self, label: &'static str, words: &str, weight: Weight) {
        if !words.trim().is_empty() {
            self.add(label, vec![(words.to_owned(), weight)]);
        }
    }
}

/// Paints the lines, wrapped where they are too long, under a rule with the title.
pub fn paint(details: &Details, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    canvas.line(area.x, area.y, area.width, canvas.glyphs.rule, theme.muted);
    let title = format!(" {} ", details.title);
    canvas.text(
        area.x + 1,
        area.y,
        area.width.saturating_sub(2),
        &title,
        theme.strong,
    );
    let (left, cols) = (area.x + 3, area.width.saturating_sub(4));
    let rows = details.wrapped(cols);
    for (y, row) in (area.y + 1..area.bottom()).zip(&rows) {
        paint_row(row, (left, y), cols, canvas);
    }
    if rows.len() >= usize::from(area.height) {
        let more = " Space: all of it ";
        canvas.text_right(
            area.x,
            area.y,
            area.width.saturating_sub(1),
            more,
            theme.accent,
        );
    }
}

/// Paints one wrapped row.
pub fn paint_row(row: &Row, (x, y): (u16, u16), cols: u16, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let styled = |(words, weight): &'_ (String, Weight)| (words.clone(), style(theme, *weight));
    let pieces: Vec<(String, Style)> = row.iter().map(styled).collect();
    let pieces: Vec<(&str, Style)> = pieces
        .iter()
        .map(|(words, style)| (words.as_str(), *style))
        .collect();
    canvas.pieces(x, y, cols, &pieces);
}

/// A line as it stands when it fits; else each piece goes on where the one before ended, and a
/// piece that does not fit behind it begins a row of its own.
fn rows(line: &[(String, Weight)], cols: u16) -> Vec<Row> {
    let width = |words: &str| text::width(&text::harmless(words));
    let room = usize::from(cols.max(1));
    let mut rows: Vec<Vec<(String, Weight)>> = vec![Vec::new()];
    let mut used = 0;
    for (index, (words, weight)) in line.iter().enumerate() {
        // A label stays with what it names.
        let named = line.get(index + 1).filter(|_| words.ends_with(' '));
        let together = width(words) + named.map_or(0, |(next, _)| width(next));
        let fits = used + together <= room || (used == 0 && used + width(words) <= room);
        if fits {
            used += width(words);
            if let Some(row) = rows.last_mut() {
                row.push((words.clone(), *weight));
            }
            continue;
        }
        let harmless = text::harmless(words);
        let fresh = harmless.trim_start();
        let parts = if width(fresh) <= room {
            vec![fresh.to_owned()]
        } else {
            text::wrap(fresh, room)
        };
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 || used > 0 {
                rows.push(Vec::new());
            }
            used = width(&part);
            if let Some(row) = rows.last_mut() {
                row.push((part, *weight));
            }
        }
    }
    rows
}

fn style(theme: &Theme, weight: Weight) -> Style {
    match weight {
        Weight::Muted => theme.muted,
        Weight::Text => theme.text,
        Weight::Strong => theme.strong,
        Weight::Bad => theme.bad,
        Weight::Warn => theme.warn,
    }
}
