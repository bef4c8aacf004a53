//! A single line to type at the foot of the plan: a new step, an owner, a duration, a day. What was
//! understood and the dates that would follow are said below while it is typed; nothing changes
//! before Enter. What the words mean is read in [`reading`].

mod days;
mod predecessors;
pub mod reading;
mod reply;

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::plan::one_line::Completion;
use crate::plan::{Plan, Side};
use crate::text;
use crate::tui::document::Document;
use crate::tui::field::Field;
use crate::tui::paint::Canvas;
use crate::tui::widgets::reply::{self as said, Reply};

/// What the line is for; ids are steps'.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A new step, placed before or after another unless the line says otherwise.
    Add {
        /// The step that it comes before.
        before: Option<String>,
        /// The step that it comes after.
        after: Option<String>,
    },
    /// Who owns a step.
    Owner(String),
    /// How long a step takes.
    Duration(String),
    /// On which day a step was done.
    Done(String),
    /// On which day work on a step began.
    Started(String),
    /// On which day a step must happen.
    Pin(String),
    /// What a step comes after.
    After(String),
    /// How both sides know that a step is done.
    DoneWhen(String),
    /// A remark on a step.
    Note(String),
    /// Whose words are typed from here on.
    Pen,
    /// What shows that a person, by id, agreed by mail.
    ByMail(String),
    /// Days off for a side's calendar.
    DaysOff(Side),
    /// Days that a side works although they would be off.
    Worked(Side),
    /// The days of the week on which a side is off.
    Weekend(Side),
    /// When somebody is away; the person, by id, if one is chosen.
    Away(Option<String>),
}

impl Purpose {
    /// The step that the line is about; nothing for a new one.
    pub fn step(&self) -> Option<&str> {
        match self {
            Self::Add { .. }
            | Self::Pen
            | Self::ByMail(_)
            | Self::DaysOff(_)
            | Self::Worked(_)
            | Self::Weekend(_)
            | Self::Away(_) => None,
            Self::Owner(id)
            | Self::Duration(id)
            | Self::Done(id)
            | Self::Started(id)
            | Self::Pin(id)
            | Self::After(id)
            | Self::DoneWhen(id)
            | Self::Note(id) => Some(id),
        }
    }

    /// Whether it is about a calendar.
    fn of_calendar(&self) -> bool {
        matches!(
            self,
            Self::DaysOff(_) | Self::Worked(_) | Self::Weekend(_) | Self::Away(_)
        )
    }

    /// Whether it asks for the day of something that happened.
    fn asks_for_a_day(&self) -> bool {
        matches!(self, Self::Done(_) | Self::Started(_))
    }

    fn label(&self) -> &'static str {
        match self {
            Self::Add { .. } => "New step",
            Self::Owner(_) => "Owner",
            Self::Duration(_) => "Duration",
            Self::Done(_) => "Done on",
            Self::Started(_) => "Started on",
            Self::Pin(_) => "Pinned to",
            Self::After(_) => "Comes after",
            Self::DoneWhen(_) => "Done when",
            Self::Note(_) => "Note",
            Self::Pen => "Writing for",
            Self::ByMail(_) => "Agreed by mail",
            Self::DaysOff(_) => "Days off",
            Self::Worked(_) => "Works on",
            Self::Weekend(_) => "Weekend",
            Self::Away(_) => "Away",
        }
    }

    /// What to type, while nothing is typed yet.
    fn example(&self) -> &'static str {
        match self {
            Self::Add { .. } => {
                "a title, then as much as you know: Security review 2w @Dana buyer after Kickoff"
            }
            Self::Owner(_) => {
                "a name, or several: Dana · Sarah, Alex · Dana buyer · empty for nobody"
            }
            Self::Duration(_) => {
                "10d working days · 3w · 21cd calendar days · 5/10/15d · milestone"
            }
            Self::Done(_) | Self::Started(_) => "today · yesterday · mon · 20 nov",
            Self::Pin(_) => "the day it must happen: 18 feb · thu · empty takes the pin away",
            Self::After(_) => {
                "steps, with commas: Legal redlines, Security review · empty for none"
            }
            Self::DoneWhen(_) => {
                "how both sides will know: the questionnaire is accepted in writing"
            }
            Self::Note(_) => "a remark that both sides may read",
            Self::ByMail(_) => "what shows it: the mail's date and words",
            Self::DaysOff(_) => {
                "24 dec christmas eve · 21 dec - 8 jan year-end change freeze · 18-29 jan"
            }
            Self::Worked(_) => "a holiday or a weekend on which they work: sat 5 dec · 26 nov",
            Self::Weekend(_) => "the days of the week that are off: fri sat · sun · none · usual",
            Self::Away(_) => "a name and the days: Priya 18-29 jan",
            Self::Pen => "a name of the buyer's, and what they are: Sarah Chen, champion",
        }
    }
}

/// A line being typed.
#[derive(Debug)]
pub struct LineEntry {
    /// What it is for.
    pub purpose: Purpose,
    /// What is typed.
    pub field: Field,
    reply: Reply,
    completions: Vec<Completion>,
}

impl LineEntry {
    /// An empty line, or one that begins with what the plan has.
    pub fn new(purpose: Purpose, document: &Document, today: NaiveDate) -> Self {
        let text = reading::present(&purpose, document);
        let mut line = Self {
            purpose,
            field: Field::with(&text),
            reply: Reply::default(),
            completions: Vec::new(),
        };
        line.read(document, today);
        line
    }

    /// Reads anew what is typed. To be called after each key.
    pub fn read(&mut self, document: &Document, today: NaiveDate) {
        self.reply = reply::reply(&self.purpose, self.field.value(), document, today);
        self.completions = reply::complete(
            &self.purpose,
            self.field.value(),
            self.field.cursor(),
            document,
            today,
        );
    }

    /// The step that the line is about, or where a new one goes, in words.
    pub fn about(&self, plan: &Plan) -> Option<String> {
        let title = |id: &str| match plan.step(id) {
            Some(step) => step.title.clone(),
            None => "go-live".to_owned(),
        };
        match &self.purpose {
            Purpose::Add {
                before: Some(id), ..
            } => Some(format!("before {}", title(id))),
            Purpose::Add {
                after: Some(id), ..
            } => Some(format!("after {}", title(id))),
            Purpose::Add { .. } => Some("before go-live".to_owned()),
            Purpose::Pen | Purpose::Away(_) => None,
            Purpose::DaysOff(side) | Purpose::Worked(side) | Purpose::Weekend(side) => {
                Some(super::calendar::organization(plan, side).to_owned())
            }
            Purpose::ByMail(id) => plan.person(id).map(|person| person.name.clone()),
            other => other.step().map(title),
        }
    }

    /// What was understood so far.
    pub fn reply(&self) -> &Reply {
        &self.reply
    }

    /// Takes the first suggestion, if there is one.
    pub fn complete(&mut self, document: &Document, today: NaiveDate) {
        let Some(first) = self.completions.first().cloned() else {
            return;
        };
        self.field.replace(first.range, &first.text);
        self.read(document, today);
    }
}

/// Rows that a line takes at the foot of the screen.
pub const ROWS: u16 = 5;

/// Rows of the reply among them.
const REPLY_ROWS: u16 = 2;

/// Paints the line over the foot of an area; returns where the cursor is.
pub fn view(line: &LineEntry, title: Option<&str>, area: Rect, canvas: &mut Canvas) -> (u16, u16) {
    let theme = canvas.theme;
    let top = area.bottom().saturating_sub(ROWS);
    canvas.clear(
        Rect {
            x: area.x,
            y: top,
            width: area.width,
            height: ROWS,
        },
        theme.panel,
    );
    canvas.line(area.x, top, area.width, canvas.glyphs.rule, theme.accent);
    let most = area.width / 2;
    let label = label(&line.purpose, title, usize::from(most));
    let used = canvas.text(area.x, top + 1, most, &label, theme.accent);
    let cursor = line.field.paint(
        canvas,
        (area.x + used, top + 1),
        area.width.saturating_sub(used + 1),
        theme.strong,
    );
    let room = area.width.saturating_sub(4);
    let below = Rect {
        x: area.x + 2,
        y: top + 2,
        width: room,
        height: REPLY_ROWS,
    };
    let empty = line.field.value().is_empty();
    let untouched = empty && (!line.reply.bad || line.purpose.of_calendar());
    if untouched && line.purpose != Purpose::Pen {
        let example = Reply::words(line.purpose.example());
        said::paint(&example, below, canvas);
    } else {
        said::paint(&line.reply, below, canvas);
    }
    let last = Rect {
        x: area.x + 2,
        y: top + 2 + REPLY_ROWS,
        width: room,
        height: 1,
    };
    suggestions(&line.completions, last, canvas);
    (cursor, top + 1)
}

/// What stands before the line in so many columns: a title that is too long gives way, the mark behind
/// it does not.
fn label(purpose: &Purpose, title: Option<&str>, cols: usize) -> String {
    let whole = |title: &str| match purpose {
        Purpose::Add { .. } => format!(" New step {title} ▸ "),
        purpose => format!(" {title} · {} ▸ ", purpose.label()),
    };
    let Some(title) = title else {
        return format!(" {} ▸ ", purpose.label());
    };
    let room = cols.saturating_sub(text::width(&whole("")));
    whole(&text::clip(title, room))
}

/// Paints what could stand where the cursor is.
pub(super) fn suggestions(completions: &[Completion], area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    if completions.is_empty() {
        return;
    }
    let mut x = area.x + canvas.text(area.x, area.y, area.width, "Tab  ", theme.accent);
    for (index, completion) in completions.iter().take(5).enumerate() {
        let style = if index == 0 {
            theme.strong
        } else {
            theme.muted
        };
        let hint = if completion.hint.is_empty() {
            String::new()
        } else {
            format!(" ({})", completion.hint)
        };
        let words = format!("{}{hint}   ", completion.text.trim());
        x += canvas.text(x, area.y, area.right().saturating_sub(x), &words, style);
    }
}
