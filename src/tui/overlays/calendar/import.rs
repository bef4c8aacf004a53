//! Days off from a calendar file: the path being typed, and what was found in the file, to be taken or
//! left day by day before anything changes. Files are read by the runtime; what stands in one is read
//! in `exchange`.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::rows::range_words;
use super::{effect, organization};
use crate::exchange::ics::{self, Compared, Skipped, Standing};
use crate::plan::calendar_edit as edit;
use crate::plan::date_text::day_month_year;
use crate::plan::{Plan, Side};
use crate::text;
use crate::tui::document::Document;
use crate::tui::field::Field;
use crate::tui::overlays::line::ROWS;
use crate::tui::overlays::panel;
use crate::tui::paint::Canvas;

/// The path of a calendar file, being typed.
#[derive(Debug)]
pub struct PathEntry {
    /// Whose calendar the days are for.
    pub side: Side,
    /// What is typed.
    pub field: Field,
    /// The paths that begin like what is typed.
    paths: Vec<String>,
}

impl PathEntry {
    /// Nothing typed yet.
    pub fn new(side: Side) -> Self {
        Self {
            side,
            field: Field::default(),
            paths: Vec::new(),
        }
    }

    /// Takes in which paths there are: as much as all have in common is typed, and they are shown.
    pub fn found(&mut self, paths: Vec<String>) {
        if let Some(first) = paths.first() {
            let common = paths.iter().fold(first.as_str(), |common, path| {
                let same = common
                    .char_indices()
                    .zip(path.chars())
                    .find(|((_, a), b)| a != b);
                let end = same.map_or(common.len().min(path.len()), |((at, _), _)| at);
                common.get(..end).unwrap_or(common)
            });
            if common.len() > self.field.value().len() {
                self.field.set(common);
            }
        }
        self.paths = paths;
    }

    /// Forgets which paths there are: something else is typed now.
    pub fn typed(&mut self) {
        self.paths.clear();
    }
}

/// Paints the path over the foot of an area; returns where the cursor is.
pub fn view_path(
    entry: &PathEntry,
    plan: Option<&Plan>,
    area: Rect,
    canvas: &mut Canvas,
) -> (u16, u16) {
    let theme = canvas.theme;
    let top = area.bottom().saturating_sub(ROWS);
    let whole = Rect {
        y: top,
        height: ROWS.min(area.height),
        ..area
    };
    canvas.clear(whole, theme.panel);
    canvas.line(area.x, top, area.width, canvas.glyphs.rule, theme.accent);
    let whose = plan.map_or("", |plan| organization(plan, &entry.side));
    let label = format!(" {} · calendar file ▸ ", text::clip(whose, 20));
    let used = canvas.text(area.x, top + 1, area.width / 2, &label, theme.accent);
    let cursor = entry.field.paint(
        canvas,
        (area.x + used, top + 1),
        area.width.saturating_sub(used + 1),
        theme.strong,
    );
    let (x, room) = (area.x + 2, area.width.saturating_sub(4));
    if entry.paths.is_empty() {
        let example = "the path of an .ics file: ~/Downloads/holidays.ics · Tab completes it";
        canvas.text(x, top + 2, room, example, theme.text);
        return (cursor, top + 1);
    }
    let ends: Vec<&str> = entry.paths.iter().map(|path| last_part(path)).collect();
    let lines = text::wrap(&text::harmless(&ends.join("   ")), usize::from(room));
    for (y, line) in (top + 2..top + ROWS).zip(&lines) {
        canvas.text(x, y, room, line, theme.text);
    }
    (cursor, top + 1)
}

/// The name at the end of a path; a folder's keeps its slash.
fn last_part(path: &str) -> &str {
    let end = path.trim_end_matches(['/', '\\']).len();
    let head = path.get(..end).unwrap_or(path);
    let start = head.rfind(['/', '\\']).map_or(0, |at| at + 1);
    path.get(start..).unwrap_or(path)
}

/// A day or a range in the file, or an event that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The days and how they stand to the calendar; nothing for an event that was left out.
    found: Option<Compared>,
    name: String,
    /// How they stand, in words.
    note: String,
    /// Whether they are to be taken.
    taken: bool,
}

impl Item {
    fn of(compared: Compared) -> Self {
        let note = match &compared.standing {
            Standing::New => "new".to_owned(),
            Standing::Renames { from } if from.is_empty() => "new name".to_owned(),
            Standing::Renames { from } => format!("new name for {from}"),
            Standing::There => "already there".to_owned(),
            Standing::OffAnyway { why } => format!("off anyway: {why}"),
        };
        Self {
            name: compared.found.days.name.clone(),
            note,
            taken: compared.standing.comes(),
            found: Some(compared),
        }
    }

    fn skipped(skipped: &Skipped) -> Self {
        let name = match skipped.name.as_str() {
            "" => format!("line {}", skipped.line),
            name => name.to_owned(),
        };
        Self {
            name,
            note: format!("skipped: {}", skipped.why),
            taken: false,
            found: None,
        }
    }

    /// Its days in words; nothing for an event that was left out.
    fn dates(&self, today: NaiveDate) -> String {
        let days = self.found.as_ref().map(|compared| &compared.found.days);
        days.map_or(String::new(), |days| range_words(days.from, days.to, today))
    }

    fn comes(&self) -> bool {
        let found = self.found.as_ref();
        found.is_some_and(|compared| compared.standing.comes())
    }
}

/// What was found in a calendar file.
#[derive(Debug)]
pub struct Import {
    /// Whose calendar the days are for.
    pub side: Side,
    items: Vec<Item>,
    title: String,
    selected: usize,
    told: String,
}

impl Import {
    /// What stands in a file; everything new is to be taken.
    ///
    /// # Errors
    /// Why the bytes are no calendar.
    pub fn read(bytes: &[u8], side: Side, document: &Document) -> Result<Self, String> {
        let plan = document.plan();
        let window = ics::window(plan, document.schedule().today);
        let found = ics::read(bytes, window).map_err(|error| error.to_string())?;
        let calendar = edit::party(plan, &side).map(|party| &party.calendar);
        let compared = calendar.map_or(Vec::new(), |calendar| ics::compare(calendar, &found));
        let days = compared.into_iter().map(Item::of);
        let mut items: Vec<Item> = days.collect();
        items.extend(found.skipped.iter().map(Item::skipped));
        if items.is_empty() {
            return Err(format!(
                "nothing in this calendar falls between {} and {}",
                day_month_year(window.0),
                day_month_year(window.1)
            ));
        }
        let mut title = format!("Days for {}", organization(plan, &side));
        if found.outside > 0 {
            title.push_str(&format!(" · {} more lie outside the plan", found.outside));
        }
        let mut import = Self {
            side,
            items,
            title,
            selected: 0,
            told: String::new(),
        };
        import.tell(document);
        Ok(import)
    }

    /// Moves the selection.
    pub fn select(&mut self, by: isize) {
        let last = self.items.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// Takes the selected days along, or leaves them out.
    pub fn toggle(&mut self, document: &Document) {
        if let Some(item) = self.items.get_mut(self.selected) {
            item.taken = !item.taken && item.comes();
        }
        self.tell(document);
    }

    /// Takes all new days along, or leaves all out when all are taken.
    pub fn toggle_all(&mut self, document: &Document) {
        let new = |item: &&mut Item| item.comes();
        let all = self.items.iter_mut().filter(new).all(|item| item.taken);
        for item in self.items.iter_mut().filter(new) {
            item.taken = !all;
        }
        self.tell(document);
    }

    /// The days to take.
    pub fn taken(&self) -> Vec<Compared> {
        let taken = self.items.iter().filter(|item| item.taken);
        taken.filter_map(|item| item.found.clone()).collect()
    }

    fn tell(&mut self, document: &Document) {
        let taken = self.taken();
        if taken.is_empty() {
            "Nothing is ticked: Esc leaves everything as it is".clone_into(&mut self.told);
            return;
        }
        let mut trial = document.plan().clone();
        put(&mut trial, &self.side, &taken);
        let count = match taken.len() {
            1 => "Enter takes 1 entry".to_owned(),
            many => format!("Enter takes {many} entries"),
        };
        self.told = format!("{count}: {}", effect::of(document, &trial));
    }
}

/// Puts days off into a side's calendar.
pub fn put(plan: &mut Plan, side: &Side, days: &[Compared]) {
    if let Some(party) = edit::party_mut(plan, side) {
        ics::take(&mut party.calendar, days);
    }
}

/// Paints what was found.
pub fn view(import: &Import, today: NaiveDate, area: Rect, canvas: &mut Canvas) {
    let rows = u16::try_from(import.items.len()).unwrap_or(u16::MAX);
    let inner = panel(
        canvas,
        area,
        96,
        rows.saturating_add(7).max(10),
        &import.title,
    );
    let theme = canvas.theme;
    let shown = usize::from(inner.height.saturating_sub(4)).max(1);
    let first = import.selected.saturating_sub(shown - 1);
    let list = import.items.iter().enumerate().skip(first).take(shown);
    let said = |item: &Item| text::width(&item.dates(today));
    let dates = import.items.iter().map(said).max().unwrap_or(0);
    let dates = u16::try_from(dates).unwrap_or(24).clamp(10, 24) + 2;
    for (y, (index, item)) in (inner.y + 1..).zip(list) {
        let line = Rect {
            y,
            height: 1,
            ..inner
        };
        paint_item(item, &item.dates(today), dates, line, canvas);
        if index == import.selected {
            let whole = Rect {
                x: inner.x - 1,
                width: inner.width + 2,
                ..line
            };
            canvas.restyle(whole, theme.selected);
        }
    }
    let [up, down] = canvas.glyphs.scroll;
    if first > 0 {
        canvas.glyph(inner.right(), inner.y + 1, up, theme.muted);
    }
    if first + shown < import.items.len() {
        let y = inner.y + u16::try_from(shown).unwrap_or(1);
        canvas.glyph(inner.right(), y, down, theme.muted);
    }
    let top = inner.bottom().saturating_sub(2);
    let selected = import.items.get(import.selected);
    let why = selected.filter(|item| !item.comes());
    let lines = [
        why.map_or(String::new(), |item| {
            format!("{}: {}", item.name, item.note)
        }),
        import.told.clone(),
    ];
    let styles = [theme.muted, theme.text];
    for (y, (line, style)) in (top..).zip(lines.iter().zip(styles)) {
        canvas.text(inner.x, y, inner.width, line, style);
    }
}

fn paint_item(item: &Item, days: &str, cols: u16, line: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let (tick, style) = match (item.comes(), item.taken) {
        (true, true) => (canvas.glyphs.checks[0], theme.good),
        (true, false) => (canvas.glyphs.unchecked, theme.text),
        (false, _) => (" ", theme.text),
    };
    canvas.glyph(line.x, line.y, tick, style);
    let words = if item.taken {
        theme.strong
    } else {
        theme.muted
    };
    canvas.text(line.x + 2, line.y, cols - 1, days, words);
    let (note, style) = match (item.comes(), item.taken) {
        (true, true) => (item.note.as_str(), theme.good),
        (true, false) => ("left out", theme.muted),
        (false, _) => (item.note.as_str(), theme.muted),
    };
    let room = line.width.saturating_sub(2 + cols);
    let note_cols = u16::try_from(text::width(&text::harmless(note))).unwrap_or(room);
    // A reason gives way to the name no further than to half of the room.
    let note_cols = note_cols.min(room / 2);
    let name = room.saturating_sub(note_cols + 2);
    canvas.text(line.x + 2 + cols, line.y, name, &item.name, words);
    let at = line.right().saturating_sub(note_cols);
    canvas.text(at, line.y, note_cols, note, style);
}
