//! What is due: overdue, due within a week, and what could start now, person by person. A list to choose
//! from, made of what everybody may see: it is computed from the plan and its dates whenever it is looked
//! at, so that it is true after every edit.

use std::ops::Range;

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::panel;
use crate::plan::Plan;
use crate::plan::date_text::short_date_near;
use crate::schedule::Schedule;
use crate::schedule::due::{AHEAD, Due, Urgency, due, who};
use crate::text;
use crate::tui::paint::Canvas;

/// The list of what is due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DueList {
    /// The place of what is selected, persons left out.
    pub selected: usize,
}

impl DueList {
    /// Moves the selection.
    pub fn select(&mut self, plan: &Plan, schedule: &Schedule, by: isize) {
        let last = items(plan, schedule).len().saturating_sub(1);
        self.selected = self.selected.min(last).saturating_add_signed(by).min(last);
    }

    /// The selected step's id.
    pub fn current<'a>(&self, plan: &'a Plan, schedule: &Schedule) -> Option<&'a str> {
        let items = items(plan, schedule);
        let due = items.get(self.selected).or(items.last())?;
        plan.steps.get(due.step).map(|step| step.id.as_str())
    }
}

/// What is due in the order of the list: what two people own stands there twice.
fn items(plan: &Plan, schedule: &Schedule) -> Vec<Due> {
    let found = due(plan, schedule, AHEAD);
    let asked = who::by_person(plan, &found).into_iter();
    asked.flat_map(|asked| asked.due).collect()
}

/// Columns of the mark and the word before a title, and of a title where the words stand beside it.
const MARK: u16 = 10;
const TITLE: u16 = 28;
/// The least columns inside the panel at which the words stand beside the title.
const BESIDE: u16 = 84;

/// A row of the list.
enum Row {
    Blank,
    Person {
        name: String,
        organization: String,
    },
    Item {
        due: Due,
        title: String,
        beside: String,
    },
    /// Words that go on below an item.
    More(String),
}

/// Paints the list.
pub fn view(list: DueList, plan: &Plan, schedule: &Schedule, area: Rect, canvas: &mut Canvas) {
    const COLS: u16 = 104;
    let cols = COLS.min(area.width).saturating_sub(4);
    let (rows, places) = rows(plan, schedule, cols);
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let inner = panel(canvas, area, COLS, height.saturating_add(6).max(9), "Due");
    let body = Rect {
        y: inner.y + 1,
        height: inner.height.saturating_sub(3),
        ..inner
    };
    if places.is_empty() {
        nothing(plan, schedule, body, canvas);
    }
    let chosen = places
        .get(list.selected)
        .or(places.last())
        .cloned()
        .unwrap_or(0..0);
    let shown = usize::from(body.height).max(1);
    // A person's name stays in view above the first that is theirs.
    let first = chosen.end.saturating_sub(shown);
    for (y, (index, row)) in (body.y..body.bottom()).zip(rows.iter().enumerate().skip(first)) {
        paint_row(
            row,
            Rect {
                y,
                height: 1,
                ..body
            },
            canvas,
        );
        if chosen.contains(&index) {
            let whole = Rect {
                x: inner.x - 1,
                y,
                width: inner.width + 2,
                height: 1,
            };
            canvas.restyle(whole, canvas.theme.selected);
        }
    }
    counts(plan, schedule, inner, canvas);
    let [up, down] = canvas.glyphs.scroll;
    let more = match (first > 0, first + shown < rows.len()) {
        (false, false) => String::new(),
        (true, false) => format!("{up} more"),
        (false, true) => format!("{down} more"),
        (true, true) => format!("{up}{down} more"),
    };
    canvas.text_right(inner.x, inner.y, inner.width, &more, canvas.theme.accent);
    keys(places.is_empty(), inner, canvas);
}

/// The rows of the list at a width, and which of them belong to each item.
fn rows(plan: &Plan, schedule: &Schedule, cols: u16) -> (Vec<Row>, Vec<Range<usize>>) {
    let near = schedule.go_live.unwrap_or(schedule.today);
    let date = |date: NaiveDate| short_date_near(date, near);
    let found = due(plan, schedule, AHEAD);
    let (mut rows, mut places) = (Vec::new(), Vec::new());
    let beside = cols >= BESIDE;
    let at = MARK + if beside { TITLE + 2 } else { 0 };
    let room = usize::from(cols.saturating_sub(at));
    for asked in who::by_person(plan, &found) {
        if !rows.is_empty() {
            rows.push(Row::Blank);
        }
        rows.push(Row::Person {
            name: asked.name(plan),
            organization: plan.organization(&asked.side).to_owned(),
        });
        for due in asked.due {
            let (Some(step), Some(dates)) = (plan.steps.get(due.step), schedule.step(due.step))
            else {
                continue;
            };
            let start = rows.len();
            let words = text::harmless(&who::words(dates, due, &date)).into_owned();
            let mut lines = text::wrap(&words, room).into_iter();
            let first = if beside { lines.next() } else { None };
            rows.push(Row::Item {
                due,
                title: match step.title.trim() {
                    "" => "a step without a title".to_owned(),
                    title => title.to_owned(),
                },
                beside: first.unwrap_or_default(),
            });
            rows.extend(lines.map(Row::More));
            places.push(start..rows.len());
        }
    }
    (rows, places)
}

fn paint_row(row: &Row, area: Rect, canvas: &mut Canvas) {
    let (theme, glyphs) = (canvas.theme, canvas.glyphs);
    let (x, y) = (area.x, area.y);
    let beside = area.width >= BESIDE;
    match row {
        Row::Blank => {}
        Row::Person { name, organization } => {
            let whose = format!(", {organization}");
            let pieces = [(name.as_str(), theme.strong), (&whose, theme.muted)];
            canvas.pieces(x, y, area.width, &pieces);
        }
        Row::Item {
            due,
            title,
            beside: words,
        } => {
            let (glyph, word, style) = match due.urgency {
                Urgency::Overdue => (glyphs.late, "overdue", theme.bad),
                Urgency::Soon => (glyphs.due, "soon", theme.warn),
                Urgency::Ready => (glyphs.can, "ready", theme.text),
            };
            canvas.glyph(x, y, glyph, style);
            canvas.text(x + 2, y, MARK - 2, word, style);
            let cols = if beside {
                TITLE
            } else {
                area.width.saturating_sub(MARK)
            };
            canvas.text(x + MARK, y, cols, title, theme.text);
            let at = MARK + TITLE + 2;
            if beside {
                let room = area.width.saturating_sub(at);
                canvas.text(x + at, y, room, words, theme.text);
            }
        }
        Row::More(words) => {
            let at = MARK + if beside { TITLE + 2 } else { 0 };
            let room = area.width.saturating_sub(at);
            canvas.text(x + at, y, room, words, theme.text);
        }
    }
}

/// How many steps there are of each kind, in the panel's first row.
fn counts(plan: &Plan, schedule: &Schedule, inner: Rect, canvas: &mut Canvas) {
    let found = due(plan, schedule, AHEAD);
    let count = |urgency| found.iter().filter(|due| due.urgency == urgency).count();
    let said = [
        (Urgency::Overdue, "overdue"),
        (Urgency::Soon, "due within a week"),
        (Urgency::Ready, "could start now"),
    ];
    let said = said
        .iter()
        .map(|(urgency, words)| (count(*urgency), words))
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"));
    let said: Vec<String> = said.collect();
    let words = said.join(" · ");
    canvas.text(inner.x, inner.y, inner.width, &words, canvas.theme.muted);
}

/// What is said when nothing is due: that, and what comes next.
fn nothing(plan: &Plan, schedule: &Schedule, area: Rect, canvas: &mut Canvas) {
    let near = schedule.go_live.unwrap_or(schedule.today);
    let open = plan.steps.iter().zip(&schedule.steps);
    let open = open.filter(|(step, _)| step.done.is_none());
    let next = open.filter_map(|(step, dates)| {
        let (word, by) = match step.started {
            None if !step.duration.is_milestone() => ("start by", dates.must_start?),
            _ => ("be done by", dates.must_finish?),
        };
        Some((by, word, step.title.trim()))
    });
    let next = next.min_by_key(|(by, ..)| *by).map(|(by, word, title)| {
        let by = short_date_near(by, near);
        format!("Next: {title} must {word} {by}.")
    });
    let calm = if plan.steps.is_empty() {
        "There are no steps yet, so nothing is due."
    } else if plan.steps.iter().all(|step| step.done.is_some()) {
        "Every step is done."
    } else {
        "Nothing is overdue, nothing falls due within a week, and nothing that could start now is waiting."
    };
    let room = usize::from(area.width);
    let calm = text::wrap(calm, room).into_iter();
    let next = next.map(|next| text::wrap(&text::harmless(&next), room));
    let lines = calm.chain(next.into_iter().flatten());
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        canvas.text(area.x, y, area.width, &line, canvas.theme.text);
    }
}

fn keys(empty: bool, inner: Rect, canvas: &mut Canvas) {
    let (key, word) = (canvas.theme.accent, canvas.theme.muted);
    let all = [
        ("Enter", key),
        (" to it  ", word),
        ("x", key),
        (" done  ", word),
        ("X", key),
        (" started  ", word),
        ("u", key),
        (" undo  ", word),
        ("Esc", key),
        (" back", word),
    ];
    let shown = if empty { &all[6..] } else { &all[..] };
    let y = inner.bottom().saturating_sub(1);
    canvas.pieces(inner.x, y, inner.width, shown);
}
