//! Choosing what a calendar starts from: every country and part of one in the holiday table, found by
//! typing a few letters of its name, and the two without holidays.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::rows::span;
use super::{effect, organization};
use crate::plan::Side;
use crate::plan::calendar_edit as edit;
use crate::plan::date_text::short_date_near;
use crate::schedule::holidays::{Base, Place, resolve, search};
use crate::tui::document::Document;
use crate::tui::field::Field;
use crate::tui::overlays::panel;
use crate::tui::paint::Canvas;

/// The choice of a base for one side's calendar.
#[derive(Debug)]
pub struct Bases {
    /// Whose calendar it is for.
    pub side: Side,
    title: String,
    field: Field,
    found: Vec<Place>,
    selected: usize,
    told: [String; 2],
}

impl Bases {
    /// All bases, the one that the calendar has selected.
    pub fn new(side: Side, document: &Document) -> Self {
        let mut bases = Self {
            title: format!(
                "{}: which days are worked",
                organization(document.plan(), &side)
            ),
            side,
            field: Field::default(),
            found: search(""),
            selected: 0,
            told: [String::new(), String::new()],
        };
        let has = edit::party(document.plan(), &bases.side)
            .and_then(|party| resolve(&party.calendar.base).ok());
        let at = has.and_then(|has| {
            let mut places = bases.found.iter();
            places.position(|place| place.code == has.code())
        });
        bases.selected = at.unwrap_or(0);
        bases.tell(document);
        bases
    }

    /// What is being typed; searches anew after `edit`.
    pub fn edit(&mut self, document: &Document, edit: impl FnOnce(&mut Field)) {
        let before = self.field.value().to_owned();
        edit(&mut self.field);
        if self.field.value() != before {
            self.found = search(self.field.value());
            self.selected = 0;
        }
        self.tell(document);
    }

    /// The selected base.
    pub fn current(&self) -> Option<Base> {
        resolve(self.found.get(self.selected)?.code).ok()
    }

    /// Moves the selection.
    pub fn select(&mut self, by: isize, document: &Document) {
        let last = self.found.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
        self.tell(document);
    }

    /// Says what the selected base would bring.
    fn tell(&mut self, document: &Document) {
        let Some(base) = self.current() else {
            self.told = [
                "No country or part of one is called that.".to_owned(),
                "Type a name or a code: bavaria, scotland, US-CA; Esc goes back.".to_owned(),
            ];
            return;
        };
        let mut trial = document.plan().clone();
        if let Some(party) = edit::party_mut(&mut trial, &self.side) {
            edit::set_base(&mut party.calendar, base.code());
        }
        let span = span(document.schedule());
        self.told = [brings(base, span), effect::of(document, &trial)];
    }
}

/// The holidays of a base within the plan's range, as many as a line holds.
fn brings(base: Base, (from, to): (NaiveDate, NaiveDate)) -> String {
    let holidays = base.holidays();
    let mut inside: Vec<NaiveDate> = holidays
        .iter()
        .map(|holiday| holiday.date)
        .filter(|date| from <= *date && *date <= to)
        .collect();
    inside.dedup();
    let days: Vec<String> = inside
        .iter()
        .take(4)
        .map(|date| short_date_near(*date, from))
        .collect();
    let more = if inside.len() > days.len() {
        ", …"
    } else {
        ""
    };
    match inside.len() {
        0 => "no holidays within the plan".to_owned(),
        1 => format!("1 holiday within the plan: {}", days.join(", ")),
        many => format!("{many} holidays within the plan: {}{more}", days.join(", ")),
    }
}

/// Columns of the codes.
const CODES: u16 = 16;

/// Paints the choice; returns where the cursor is.
pub fn view(bases: &Bases, area: Rect, canvas: &mut Canvas) -> (u16, u16) {
    let inner = panel(canvas, area, 74, 22, &bases.title);
    let theme = canvas.theme;
    canvas.text(inner.x, inner.y, 2, "› ", theme.accent);
    let room = inner.width.saturating_sub(2);
    let cursor = bases
        .field
        .paint(canvas, (inner.x + 2, inner.y), room, theme.text);
    if bases.field.value().is_empty() {
        let example = "type a country or a part of one";
        canvas.text(inner.x + 4, inner.y, room, example, theme.muted);
    }
    let rows = usize::from(inner.height.saturating_sub(5)).max(1);
    let first = bases.selected.saturating_sub(rows - 1);
    let list = bases.found.iter().enumerate().skip(first).take(rows);
    for (y, (index, place)) in (inner.y + 2..).zip(list) {
        let name = inner.width.saturating_sub(CODES + 1);
        canvas.text(inner.x, y, name, &place.name, theme.strong);
        let codes_at = inner.right().saturating_sub(CODES);
        canvas.text_right(codes_at, y, CODES, place.code, theme.muted);
        if index == bases.selected {
            let whole = Rect {
                x: inner.x - 1,
                y,
                width: inner.width + 2,
                height: 1,
            };
            canvas.restyle(whole, theme.selected);
        }
    }
    let top = inner.bottom().saturating_sub(2);
    for (y, line) in (top..).zip(&bases.told) {
        canvas.text(inner.x, y, inner.width, line, theme.text);
    }
    (cursor, inner.y)
}
