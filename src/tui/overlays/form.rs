//! A form: several fields, each checked while it is typed and given back in words. What a form is
//! for, and what it does to the plan, is in [`filled`].

pub mod asking;
mod fields;
pub mod filled;
pub mod worth;

use std::path::PathBuf;

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::panel;
use crate::text;
use crate::tui::document::Document;
use crate::tui::field::Field;
use crate::tui::paint::Canvas;
use crate::tui::work::Wanted;

/// What a form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A new plan.
    NewPlan,
    /// The plan itself: go-live, what it is for, who the two sides are.
    Plan,
    /// Everything about a step, by id.
    Step(String),
    /// A person, by id; nothing for a new one.
    Person(Option<String>),
    /// The one thing that a rep will do.
    Commitment,
    /// Whom a work is with, and which of these plans, by name, it is about.
    Work(Wanted, Vec<(String, PathBuf)>),
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Key {
    Name,
    Buyer,
    Seller,
    GoLive,
    Value,
    Template,
    Outcome,
    IfMissed,
    Title,
    Side,
    BuyerOwner,
    SellerOwner,
    Duration,
    After,
    Pin,
    NotBefore,
    NoLaterThan,
    Gate,
    Started,
    Done,
    DoneWhen,
    Note,
    Role,
    Mail,
    What,
    ByWhen,
    LeastSure,
    Rep,
    OfPlan,
}

/// A field of a form.
#[derive(Debug)]
pub struct FormField {
    /// What it holds.
    pub key: Key,
    /// What is typed.
    pub field: Field,
    /// The values to leaf through, if it has some.
    pub choices: Vec<String>,
    original: String,
    echo: String,
    /// What would follow from it, for the foot alone: it is long.
    follows: String,
    bad: bool,
}

/// A form.
#[derive(Debug)]
pub struct Form {
    /// What it is for.
    pub purpose: Purpose,
    /// Its fields.
    pub fields: Vec<FormField>,
    /// The field being typed in.
    pub focus: usize,
    title: String,
    worth: worth::Worth,
}

/// What a form is checked against: the open plan, if there is one, and the day.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The open plan.
    pub document: Option<&'a Document>,
    /// The day.
    pub today: NaiveDate,
}

impl Form {
    /// A form with its fields filled from what is there.
    pub fn new(
        purpose: Purpose,
        title: String,
        fields: Vec<(Key, String)>,
        context: Context,
    ) -> Self {
        let field = |(key, value): (Key, String)| FormField {
            key,
            field: Field::with(&value),
            choices: fields::choices(key),
            original: value.trim().to_owned(),
            echo: String::new(),
            follows: String::new(),
            bad: false,
        };
        let mut form = Self {
            purpose,
            fields: fields.into_iter().map(field).collect(),
            focus: 0,
            title,
            worth: worth::Worth::default(),
        };
        for index in 0..form.fields.len() {
            form.check(index, context);
        }
        form
    }

    /// The text of a field.
    pub fn value(&self, key: Key) -> &str {
        self.fields
            .iter()
            .find(|field| field.key == key)
            .map_or("", |field| field.field.value())
    }

    /// The fields whose text is not what it was when the form opened, with their texts.
    pub fn changed(&self) -> impl Iterator<Item = (Key, String)> {
        let text = |field: &FormField| field.field.value().trim().to_owned();
        let changed = self
            .fields
            .iter()
            .filter(move |field| text(field) != field.original);
        changed.map(move |field| (field.key, text(field)))
    }

    /// Whether the focused field has choices to leaf through.
    pub fn has_choices(&self) -> bool {
        self.fields
            .get(self.focus)
            .is_some_and(|field| !field.choices.is_empty())
    }

    /// Changes the focused field and checks it anew.
    pub fn edit(&mut self, context: Context, edit: impl FnOnce(&mut Field)) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            edit(&mut field.field);
            let key = field.key;
            self.check(self.focus, context);
            if key == Key::Value {
                worth::propose(self, context);
            }
        }
    }

    fn field_mut(&mut self, key: Key) -> Option<&mut FormField> {
        self.fields.iter_mut().find(|field| field.key == key)
    }

    /// What a field held when the form opened.
    fn original(&self, key: Key) -> &str {
        let field = self.fields.iter().find(|field| field.key == key);
        field.map_or("", |field| &field.original)
    }

    /// Puts a text into a field that need not have the focus, and checks it.
    fn set(&mut self, key: Key, text: &str, context: Context) {
        if let Some(at) = self.fields.iter().position(|field| field.key == key) {
            if let Some(field) = self.fields.get_mut(at) {
                field.field.set(text);
            }
            self.check(at, context);
        }
    }

    /// Moves the focus, round the ends.
    pub fn go(&mut self, by: isize) {
        let count = self.fields.len().max(1);
        self.focus = self
            .focus
            .checked_add_signed(by)
            .map_or(count - 1, |focus| focus % count);
    }

    /// Leafs through the focused field's choices.
    pub fn leaf(&mut self, by: isize, context: Context) {
        let Some(field) = self
            .fields
            .get(self.focus)
            .filter(|field| !field.choices.is_empty())
        else {
            return;
        };
        let count = field.choices.len();
        let here = field
            .choices
            .iter()
            .position(|choice| choice == field.field.value());
        let next = here.map_or(0, |here| {
            here.checked_add_signed(by)
                .map_or(count - 1, |next| next % count)
        });
        let value = field.choices.get(next).cloned().unwrap_or_default();
        self.edit(context, |field| field.set(&value));
    }

    /// The first field that is wrong, and why.
    pub fn first_wrong(&self) -> Option<(usize, &str)> {
        let wrong = self.fields.iter().enumerate().find(|(_, field)| field.bad);
        wrong.map(|(index, field)| (index, field.echo.as_str()))
    }

    fn check(&mut self, index: usize, context: Context) {
        let purpose = self.purpose.clone();
        let Some(field) = self.fields.get_mut(index) else {
            return;
        };
        let checked = fields::check(&purpose, field.key, field.field.value(), context);
        // What the plan has already is not judged: only what is typed must be readable.
        let new = matches!(
            purpose,
            Purpose::NewPlan | Purpose::Person(None) | Purpose::Commitment | Purpose::Work(..)
        );
        let typed = new || field.field.value().trim() != field.original;
        field.bad = checked.is_err() && typed;
        field.follows = match (&checked, context.document) {
            (Ok(_), Some(document)) => {
                let text = field.field.value();
                filled::follows(&purpose, field.key, text, document, context.today)
            }
            _ => String::new(),
        };
        field.echo = match checked {
            Err(_) if !typed => String::new(),
            Ok(words) | Err(words) => words,
        };
    }
}

/// Columns of the labels.
const LABELS: u16 = 17;

/// Rows for what a field was understood as and its choices, with a free one above.
const REPLY: u16 = 4;

/// Paints the form; returns where the cursor is.
pub fn view(form: &Form, area: Rect, canvas: &mut Canvas) -> (u16, u16) {
    let count = u16::try_from(form.fields.len()).unwrap_or(u16::MAX);
    let airy = count.saturating_mul(2).saturating_add(7) <= area.height;
    let step = if airy { 2 } else { 1 };
    let rows = count.saturating_mul(step).saturating_add(6);
    let inner = panel(canvas, area, 92, rows, &form.title);
    let shown = usize::from(inner.height.saturating_sub(REPLY) / step).max(1);
    let first = form.focus.saturating_sub(shown.saturating_sub(1));
    let mut cursor = (inner.x, inner.y);
    let top = inner.y + u16::from(airy);
    let list = form.fields.iter().enumerate().skip(first).take(shown);
    for (y, (index, field)) in (top..).step_by(usize::from(step)).zip(list) {
        let focused = index == form.focus;
        let row = Rect {
            y,
            height: 1,
            ..inner
        };
        let at = field_row(field, focused, row, canvas);
        if focused {
            cursor = (at, y);
        }
    }
    let theme = canvas.theme;
    let [up, down] = canvas.glyphs.scroll;
    if first > 0 {
        canvas.glyph(inner.right(), inner.y, up, theme.muted);
    }
    if first + shown < form.fields.len() {
        canvas.glyph(
            inner.right(),
            inner.bottom().saturating_sub(REPLY),
            down,
            theme.muted,
        );
    }
    let foot = Rect {
        y: inner.bottom().saturating_sub(REPLY - 1),
        height: REPLY - 1,
        ..inner
    };
    reply(form, foot, canvas);
    cursor
}

/// Paints one field and, unless it is being typed in, what it was understood as; returns the
/// cursor's column.
fn field_row(field: &FormField, focused: bool, row: Rect, canvas: &mut Canvas) -> u16 {
    let theme = canvas.theme;
    let (label, text) = if focused {
        (theme.accent, theme.strong)
    } else {
        (theme.muted, theme.text)
    };
    canvas.text(row.x, row.y, LABELS - 1, fields::label(field.key), label);
    let (left, room) = (row.x + LABELS, row.width.saturating_sub(LABELS));
    if focused {
        return field.field.paint(canvas, (left, row.y), room, text);
    }
    let cols = if field.echo.is_empty() {
        room
    } else {
        value_width(field, room)
    };
    canvas.text(left, row.y, cols, field.field.value(), text);
    let style = if field.bad { theme.bad } else { theme.muted };
    let echo = cols.saturating_add(2).min(room);
    canvas.text(left + echo, row.y, room - echo, &field.echo, style);
    left
}

fn value_width(field: &FormField, room: u16) -> u16 {
    let width = text::width(&text::harmless(field.field.value()));
    u16::try_from(width).unwrap_or(room).min(room)
}

/// What the focused field was understood as, and how to choose.
fn reply(form: &Form, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let Some(field) = form.fields.get(form.focus) else {
        return;
    };
    let empty = field.field.value().is_empty();
    let said = match (field.echo.as_str(), field.follows.as_str()) {
        (echo, "") => echo.to_owned(),
        ("", follows) => follows.to_owned(),
        (echo, follows) => format!("{echo} · {follows}"),
    };
    let (words, style) = match (empty, field.bad) {
        (true, _) => (fields::example(field.key), theme.muted),
        (false, true) => (field.echo.as_str(), theme.bad),
        (false, false) => (said.as_str(), theme.text),
    };
    let choices = !field.choices.is_empty();
    let last = area.bottom().saturating_sub(u16::from(choices));
    let lines = text::wrap(&text::harmless(words), usize::from(area.width));
    for (y, line) in (area.y..last).zip(&lines) {
        canvas.text(area.x, y, area.width, line, style);
    }
    if choices {
        let mut all = field.choices.join(" · ");
        if text::width(&text::harmless(&all)) + 4 > usize::from(area.width) {
            // More than a row holds: where among them it is.
            let here = field
                .choices
                .iter()
                .position(|choice| choice == field.field.value());
            let place = here.map_or_else(String::new, |here| format!("{} of ", here + 1));
            all = format!("{place}{} to choose from", field.choices.len());
        }
        let pieces = [("← → ", theme.accent), (&*all, theme.muted)];
        canvas.pieces(area.x, last, area.width, &pieces);
    }
}
