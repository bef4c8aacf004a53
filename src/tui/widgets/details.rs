//! What is known of the selected row: owners, length, dates, neighbours, when it is done, and why its
//! dates are what they are. The lines are made when the selection or the plan changes, and only
//! painted on a frame.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::plan::date_text::short_date_near;
use crate::plan::{Entry, Plan, Side, Step, links};
use crate::schedule::{PlanDays, Schedule, StepDates, explain};
use crate::text;
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

/// The lines about the selected row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    title: String,
    lines: Vec<Vec<(String, Weight)>>,
}

impl Details {
    /// The lines about a step.
    pub fn of_step(plan: &Plan, schedule: &Schedule, days: &PlanDays, at: usize) -> Self {
        let (Some(step), Some(dates)) = (plan.steps.get(at), schedule.step(at)) else {
            return Self::default();
        };
        let near = schedule.go_live.unwrap_or(schedule.today);
        let mut lines = vec![who(plan, step, dates), when(step, dates, near)];
        lines.extend(neighbours(plan, step));
        let said = |label: &str, words: &str| {
            let line = vec![
                (format!("{label}  "), Weight::Muted),
                (words.to_owned(), Weight::Text),
            ];
            (!words.trim().is_empty()).then_some(line)
        };
        lines.extend(said("done when", &step.done_when));
        let weight = |index: usize| {
            if index < dates.trouble.len() {
                Weight::Warn
            } else {
                Weight::Muted
            }
        };
        let why = explain::why(plan, schedule, days, at);
        lines.extend(
            why.into_iter()
                .enumerate()
                .map(|(index, sentence)| vec![(sentence, weight(index))]),
        );
        lines.extend(open_question(plan, step, near));
        lines.extend(said("note", &step.note));
        lines.extend(last_change(plan, &step.id));
        Self {
            title: step.title.clone(),
            lines,
        }
    }

    /// The lines about go-live.
    pub fn of_go_live(plan: &Plan, schedule: &Schedule) -> Self {
        let said = |label: &str, words: &str, missing: &str| {
            let blank = words.trim().is_empty();
            let words = if blank {
                missing.to_owned()
            } else {
                words.to_owned()
            };
            vec![
                (format!("{label}  "), Weight::Muted),
                (words, if blank { Weight::Warn } else { Weight::Text }),
            ]
        };
        let mut lines = vec![
            said(
                "what it is for",
                &plan.anchor.outcome,
                "not said yet: Enter asks for it",
            ),
            said(
                "if it is missed",
                &plan.anchor.if_missed,
                "not said yet: Enter asks for it",
            ),
        ];
        if let Some(cause) = explain::cause(plan, schedule) {
            lines.push(vec![(cause, Weight::Bad)]);
        }
        if let (false, Some(lands)) = (schedule.fits, schedule.forecast) {
            let near = schedule.go_live.unwrap_or(lands);
            let working = schedule.forecast_working.map(|date| {
                format!(
                    " (both sides work again on {})",
                    short_date_near(date, near)
                )
            });
            lines.push(vec![(
                format!(
                    "as it stands it lands on {}{}",
                    short_date_near(lands, near),
                    working.unwrap_or_default()
                ),
                Weight::Bad,
            )]);
        }
        Self {
            title: "Go-live".to_owned(),
            lines,
        }
    }

    /// The selected row's title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The lines at a width.
    pub fn wrapped(&self, cols: u16) -> Vec<Row> {
        self.lines
            .iter()
            .flat_map(|line| rows(line, cols))
            .collect()
    }
}

fn owner_name<'a>(plan: &'a Plan, id: Option<&'a str>) -> Option<&'a str> {
    id.map(|id| plan.person(id).map_or(id, |person| person.name.as_str()))
}

fn who(plan: &Plan, step: &Step, dates: &StepDates) -> Vec<(String, Weight)> {
    let organization = |side: Side| plan.organization(&side).to_owned();
    let side = match &step.side {
        Side::Both => "both sides".to_owned(),
        Side::Other(word) => word.clone(),
        side => organization(side.clone()),
    };
    let mut line = vec![(side, Weight::Strong)];
    for side in [Side::Buyer, Side::Seller] {
        let wanted = step.side == side || step.side == Side::Both;
        match owner_name(plan, step.owner(&side)) {
            Some(name) => line.push((format!(" · {name}, {}", organization(side)), Weight::Text)),
            None if wanted => line.push((
                format!(" · nobody at {} yet", organization(side)),
                Weight::Warn,
            )),
            None => {}
        }
    }
    if step.riskiest {
        line.push(("     ! riskiest".to_owned(), Weight::Warn));
    }
    if dates.drives {
        line.push(("     drives go-live".to_owned(), Weight::Strong));
    }
    line
}

fn when(step: &Step, dates: &StepDates, near: chrono::NaiveDate) -> Vec<(String, Weight)> {
    let date = |date| short_date_near(date, near);
    let mut line = vec![(step.duration.words(), Weight::Strong)];
    if let Some(estimate) = step.duration.estimate_words() {
        line.push((format!(" ({estimate})"), Weight::Muted));
    }
    let mut fact = |label: &str, value: Option<chrono::NaiveDate>, weight| {
        if let Some(value) = value {
            line.push((format!("   {label} "), Weight::Muted));
            line.push((date(value), weight));
        }
    };
    if step.done.is_some() {
        fact("started", step.started, Weight::Text);
        fact("done", step.done, Weight::Strong);
        return line;
    }
    fact("started", step.started, Weight::Text);
    if !step.duration.is_milestone() {
        fact("start by", dates.must_start, Weight::Text);
    }
    fact("done by", dates.must_finish, Weight::Strong);
    fact("could be done", dates.can_finish, Weight::Text);
    if let Some(late) = dates.late_by {
        line.push((
            format!(
                "   should have started {late} working {} ago",
                if late == 1 { "day" } else { "days" }
            ),
            Weight::Bad,
        ));
    }
    line
}

fn neighbours(plan: &Plan, step: &Step) -> Option<Vec<(String, Weight)>> {
    let before = links::words(plan, step);
    let next = plan
        .steps
        .iter()
        .filter(|other| other.after.iter().any(|link| link.step == step.id));
    let next: Vec<&str> = next.map(|other| other.title.as_str()).collect();
    let mut line = Vec::new();
    if !before.is_empty() {
        line.push(("after  ".to_owned(), Weight::Muted));
        line.push((before.join(", "), Weight::Text));
    }
    if !next.is_empty() {
        line.push((
            if before.is_empty() {
                "before  "
            } else {
                "   before  "
            }
            .to_owned(),
            Weight::Muted,
        ));
        line.push((next.join(", "), Weight::Text));
    }
    (!line.is_empty()).then_some(line)
}

fn open_question(
    plan: &Plan,
    step: &Step,
    near: chrono::NaiveDate,
) -> Option<Vec<(String, Weight)>> {
    let unknown = step.unknown.as_ref()?;
    let who = owner_name(plan, unknown.who.as_deref()).unwrap_or("somebody");
    let by = unknown
        .by
        .map(|date| format!(" by {}", short_date_near(date, near)))
        .unwrap_or_default();
    Some(vec![
        ("open  ".to_owned(), Weight::Muted),
        (format!("{who} finds out{by}"), Weight::Warn),
    ])
}

/// Who changed the step last, and when.
fn last_change(plan: &Plan, id: &str) -> Option<Vec<(String, Weight)>> {
    let about = |entry: &&Entry| {
        entry
            .changes
            .iter()
            .any(|change| change.path.keys().get(1).is_some_and(|key| key == id))
    };
    let entry = plan.history.iter().rev().find(about)?;
    let who = owner_name(plan, entry.by.person.as_deref()).map_or_else(
        || plan.organization(&entry.by.side).to_owned(),
        str::to_owned,
    );
    let what = crate::plan::describe::describe(plan, &entry.changes);
    let title = plan.step(id).map_or("", |step| step.title.as_str());
    let what = what
        .strip_prefix(title)
        .map_or(what.as_str(), |rest| rest.trim_start_matches([':', ' ']));
    let day = short_date_near(entry.at.date_naive(), entry.at.date_naive());
    Some(vec![(
        format!("last changed by {who} on {day}: {what}"),
        Weight::Muted,
    )])
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
