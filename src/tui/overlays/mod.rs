//! What can lie over a screen: a line to type, a form, a page to read, a list of people, the palette,
//! a question. Each is a small module with its own state and its own painting.

pub mod calendar;
mod check;
pub mod confirm;
pub mod due;
pub mod form;
pub mod interview;
pub mod levers;
pub mod line;
pub mod meddpicc;
pub mod moves;
pub mod note;
pub mod objections;
pub mod odds;
pub mod page;
pub mod palette;
pub mod people;
pub mod read_back;

use ratatui::layout::Rect;

use super::commands::Place;
use super::paint::Canvas;

/// Something that lies over the screen.
#[derive(Debug)]
pub enum Overlay {
    /// A single line to type.
    Line(Box<line::LineEntry>),
    /// A form of several fields.
    Form(Box<form::Form>),
    /// A page to read.
    Page(page::Page),
    /// Who is who.
    People(people::People),
    /// Every command, by typing.
    Palette(palette::Palette),
    /// A question with yes or no.
    Confirm(confirm::Confirm),
    /// The backwards interview.
    Interview(Box<interview::Asking>),
    /// The page that is read back.
    ReadBack(read_back::Agreeing),
    /// What would make the plan fit.
    Levers(Box<levers::Levers>),
    /// A private note on a step.
    Note(note::Note),
    /// What to say to an objection.
    Objections(objections::Answers),
    /// The calendars of the plan.
    Calendar(Box<calendar::Calendars>),
    /// What a calendar starts from, by typing.
    Bases(Box<calendar::bases::Bases>),
    /// The path of a calendar file.
    CalendarFile(calendar::import::PathEntry),
    /// Days from a file, before they are taken.
    Import(Box<calendar::import::Import>),
    /// How likely the plan makes its date.
    Odds(odds::OddsPage),
    /// What is due.
    Due(due::DueList),
    /// What is known of the deal.
    Meddpicc(Box<meddpicc::Audit>),
}

impl Overlay {
    /// The place that keys are looked up for.
    pub fn place(&self) -> Place {
        match self {
            Self::Line(_) | Self::Note(_) | Self::CalendarFile(_) => Place::Line,
            Self::Form(_) => Place::Form,
            Self::Page(page) if page.what == page::What::Script => Place::Script,
            Self::Page(page) if page.what == page::What::Recap => Place::Recap,
            Self::Page(page) if page.what == page::What::Trial => Place::WhatIf,
            Self::Page(_) => Place::Page,
            Self::People(_) => Place::List,
            Self::Palette(_) | Self::Bases(_) => Place::Palette,
            Self::Confirm(_) => Place::Confirm,
            Self::Interview(_) => Place::Interview,
            Self::ReadBack(_) => Place::ReadBack,
            Self::Levers(_) => Place::Levers,
            Self::Objections(_) => Place::Objections,
            Self::Calendar(_) => Place::Calendar,
            Self::Import(_) => Place::Import,
            Self::Odds(_) => Place::Odds,
            Self::Due(_) => Place::Due,
            Self::Meddpicc(_) => Place::Meddpicc,
        }
    }

    /// Rows at the foot of the window that it takes from what lies below it.
    pub fn foot_rows(&self) -> u16 {
        match self {
            Self::Line(_) => line::ROWS,
            Self::Interview(_) => interview::ROWS,
            _ => 0,
        }
    }
}

/// With fewer columns than these left at its sides, a panel takes the whole width.
const SLIVERS: u16 = 8;

/// An empty panel with a title in the middle of an area; returns the room inside.
pub(crate) fn panel(canvas: &mut Canvas, area: Rect, cols: u16, rows: u16, title: &str) -> Rect {
    // A sliver of what lies below at either side would look like a part of the panel.
    let width = if cols.saturating_add(SLIVERS) > area.width {
        area.width
    } else {
        cols
    };
    let height = rows.min(area.height.saturating_sub(1));
    let outer = Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    };
    let theme = canvas.theme;
    canvas.clear(outer, theme.panel);
    let (right, bottom) = (
        outer.right().saturating_sub(1),
        outer.bottom().saturating_sub(1),
    );
    let [top_left, top_right, bottom_left, bottom_right] = canvas.glyphs.corners;
    canvas.line(outer.x, outer.y, width, canvas.glyphs.rule, theme.muted);
    canvas.line(outer.x, bottom, width, canvas.glyphs.rule, theme.muted);
    for y in outer.y..=bottom {
        canvas.glyph(outer.x, y, canvas.glyphs.bar, theme.muted);
        canvas.glyph(right, y, canvas.glyphs.bar, theme.muted);
    }
    for (x, y, corner) in [
        (outer.x, outer.y, top_left),
        (right, outer.y, top_right),
        (outer.x, bottom, bottom_left),
        (right, bottom, bottom_right),
    ] {
        canvas.glyph(x, y, corner, theme.muted);
    }
    let heading = format!(" {title} ");
    canvas.text(
        outer.x + 2,
        outer.y,
        width.saturating_sub(4),
        &heading,
        theme.strong,
    );
    Rect {
        x: outer.x + 2,
        y: outer.y + 1,
        width: width.saturating_sub(4),
        height: height.saturating_sub(2),
    }
}
