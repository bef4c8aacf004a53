//! The words of a row, each ready for its column: cut, formatted, and with how it is meant. No
//! styles.

use std::borrow::Cow;

use super::columns::Columns;
use super::ghosts::News;
use super::rows::Row;
use super::words;
use super::{TimelineData, View};
use crate::schedule::due::{self, Task, Urgency};
use crate::tui::theme::Glyphs;

/// How a word of a row is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// As any text.
    #[default]
    Plain,
    /// Of less weight.
    Muted,
    /// Of more weight.
    Strong,
    /// Good news.
    Good,
    /// To be watched.
    Warn,
    /// Late.
    Bad,
}

/// A word of a row, ready for its column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said<'a> {
    /// The word.
    pub text: Cow<'a, str>,
    /// How it is meant.
    pub tone: Tone,
}

/// With fewer columns than these a title gives no room to a long word behind it.
const ROOM_FOR_WORDS: u16 = 22;

/// What all rows' words are made with.
pub(super) struct Speaker<'f, 'a> {
    pub(super) data: &'f TimelineData<'a>,
    pub(super) columns: &'f Columns,
    pub(super) glyphs: &'f Glyphs,
}

impl<'a> Speaker<'_, 'a> {
    pub(super) fn title(&self, row: &Row<'a>, moved: Option<&str>) -> Said<'a> {
        let mark = moved.map_or(0, |moved| moved.chars().count() + 1);
        let cols = self.columns.title.cols;
        let cols = cols.saturating_sub(u16::try_from(mark).unwrap_or(cols));
        let tone = match row.step {
            None => Tone::Strong,
            Some(_) if row.done.is_some() || went(row) => Tone::Muted,
            Some(_) => Tone::Plain,
        };
        let text = words::shorten(row.title, cols, self.glyphs);
        Said { text, tone }
    }

    /// How a step stands, as a glyph and a word: what is overdue or due soon, and, for a window that
    /// everybody sees, what is done or started; it has no column for that, and a bar's shade is lost in a
    /// video.
    pub(super) fn status(&self, row: &Row) -> Option<String> {
        let step = row.step?;
        let (late, due) = (self.glyphs.late, self.glyphs.due);
        let today = self.data.schedule.today;
        let dates = self.data.schedule.step(row.at);
        let pressing = dates.and_then(|dates| due::pressing(step, dates, today, due::AHEAD));
        let narrow = self.columns.title.cols < ROOM_FOR_WORDS;
        let [done, ..] = self.glyphs.checks;
        let shared = self.data.view == View::Shared;
        match (row.done, pressing, row.started) {
            (Some(_), ..) => shared.then(|| format!("{done} done")),
            // What is late is nobody's fault in a window that everybody sees.
            (None, Some((Urgency::Overdue, Task::Finish)), _) if shared && !narrow => {
                Some(format!("{late} was due"))
            }
            (None, Some((Urgency::Overdue, _)), _) if shared => Some(format!("{late} due")),
            (None, _, None) if shared && row.late_by.is_some() => Some(format!("{late} due")),
            (None, Some((Urgency::Overdue, Task::Finish)), _) if !narrow => {
                Some(format!("{late} overdue"))
            }
            (None, Some((Urgency::Overdue, _)), _) => Some(format!("{late} late")),
            (None, _, None) if row.late_by.is_some() => Some(format!("{late} late")),
            (None, _, Some(_)) if shared => Some("started".to_owned()),
            (None, Some(_), _) => Some(format!("{due} due")),
            (None, None, _) => None,
        }
    }

    pub(super) fn owners(&self, row: &Row) -> Said<'a> {
        let (Some(field), Some(step)) = (self.columns.owners, row.step) else {
            return Said::default();
        };
        let names = words::owners(self.data.plan, step);
        let text = words::shorten(&names, field.cols, self.glyphs).into_owned();
        said(text, quiet_when_done(row, Tone::Plain))
    }

    pub(super) fn length(&self, row: &Row) -> Said<'a> {
        match (self.columns.length, row.step) {
            (Some(_), Some(step)) => said(words::length(&step.duration, self.glyphs), Tone::Muted),
            _ => Said::default(),
        }
    }

    pub(super) fn start(&self, row: &Row) -> Said<'a> {
        let began = row.started.or(row.can.map(|(start, _)| start));
        let start = match row.done {
            Some(_) => began,
            None => row.must.or(row.can).map(|(start, _)| start),
        };
        match (self.columns.start, start) {
            (Some(_), Some(date)) if row.step.is_some() && !row.milestone => {
                said(words::date(date, self.data.rows.years()), Tone::Muted)
            }
            _ => Said::default(),
        }
    }

    pub(super) fn done(&self, row: &Row) -> Said<'a> {
        let planned = match row.step {
            Some(_) => row.must.or(row.can).map(|(_, finish)| finish),
            None => self.data.schedule.go_live,
        };
        let tone = match row.step {
            Some(_) => quiet_when_done(row, Tone::Plain),
            None => Tone::Strong,
        };
        match row.done.or(planned) {
            None if went(row) => Said::default(),
            Some(date) => said(words::date(date, self.data.rows.years()), tone),
            None => said("no date".to_owned(), Tone::Warn),
        }
    }

    pub(super) fn spare(&self, row: &Row) -> Said<'a> {
        if row.done.is_some() {
            return said("done".to_owned(), Tone::Good);
        }
        let Some(days) = row.to_spare else {
            return Said::default();
        };
        let tone = match days {
            ..0 => Tone::Bad,
            0..=2 => Tone::Warn,
            _ => Tone::Plain,
        };
        said(words::days(days, self.glyphs), tone)
    }
}

fn went(row: &Row) -> bool {
    row.news == Some(News::Went)
}

fn quiet_when_done(row: &Row, tone: Tone) -> Tone {
    if row.done.is_some() || went(row) {
        Tone::Muted
    } else {
        tone
    }
}

fn said(text: String, tone: Tone) -> Said<'static> {
    Said {
        text: Cow::Owned(text),
        tone,
    }
}
