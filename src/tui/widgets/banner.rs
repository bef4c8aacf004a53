//! The lines below a header that say what the outlines of the timeline are: a plan that is tried and
//! not kept yet, with what stands before and after, or the dates of the first agreement.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::plan::date_text::short_date_near;
use crate::schedule::Schedule;
use crate::schedule::slip::{self, Slip};
use crate::text;
use crate::tui::commands::Id;
use crate::tui::paint::Canvas;
use crate::tui::theme::Glyphs;
use crate::tui::widgets::hints;

/// What stands below a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banner {
    /// Whether nothing on the screen is kept: that is said in a line of its own.
    tried: bool,
    /// What it comes to, the weightiest first.
    facts: Vec<String>,
    /// The day of the dates that the outlines stand for.
    agreed: Option<String>,
}

/// How many steps a trial moves, adds and removes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    /// Those that stand elsewhere.
    pub moved: usize,
    /// Those that are new.
    pub came: usize,
    /// Those that are gone.
    pub went: usize,
}

/// What stands between two facts.
const BETWEEN: &str = " · ";

impl Banner {
    /// Of a plan that is tried: how it stands before and now, and how many steps moved. How much room
    /// there is, and where it could land, is not for everybody: `shared` leaves it out.
    pub fn of_trial(before: &Schedule, now: &Schedule, steps: Steps, shared: bool) -> Self {
        let mut facts = Vec::new();
        if before.go_live != now.go_live {
            facts.push(format!("go-live {}", arrow(before.go_live, now.go_live)));
        }
        if !shared && before.days_to_spare != now.days_to_spare {
            facts.push(spare(before.days_to_spare, now.days_to_spare));
        }
        if !shared && before.forecast != now.forecast {
            facts.push(format!(
                "could land {}",
                arrow(before.forecast, now.forecast)
            ));
        }
        let Steps { moved, came, went } = steps;
        let more = [(came, "new"), (went, "removed")];
        let more = more.into_iter().filter(|(count, _)| *count > 0);
        let more: Vec<String> = more
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        facts.push(match moved {
            0 if facts.is_empty() && more.is_empty() => {
                "no date moves yet: change anything".to_owned()
            }
            0 => "no step moves".to_owned(),
            1 => "1 step moves".to_owned(),
            many => format!("{many} steps move"),
        });
        facts.extend(more);
        Self {
            tried: true,
            facts,
            agreed: None,
        }
    }

    /// Of the dates that were agreed to first, on a day.
    pub fn of_slip(slip: &Slip, agreed: Option<NaiveDate>) -> Self {
        let sides = match slip::sides(slip).as_str() {
            "" => "nobody moved go-live".to_owned(),
            sides => sides.to_owned(),
        };
        Self {
            tried: false,
            facts: vec![sides, slip::total(slip)],
            agreed: agreed.map(|on| short_date_near(on, slip.agreed)),
        }
    }

    /// The rows that it takes.
    pub fn rows(&self) -> u16 {
        if self.tried { 2 } else { 1 }
    }

    /// What it comes to, in one line of so many columns; what does not fit is left out from the end.
    pub fn facts(&self, cols: u16) -> String {
        fitting(&self.facts, cols)
    }

    /// The same, with what the outlines stand for, its day where there is room.
    fn with_sample(&self, sample: &str, cols: u16) -> String {
        let outlined = |on: &str| {
            let mut facts = self.facts.clone();
            facts.push(format!("{sample} as agreed{on}"));
            facts
        };
        let on = self.agreed.as_ref().map(|on| format!(" on {on}"));
        let mut facts = outlined(&on.unwrap_or_default());
        if text::width(&facts.join(BETWEEN)) > usize::from(cols) {
            facts = outlined("");
        }
        facts.push("in working days".to_owned());
        fitting(&facts, cols)
    }
}

fn arrow(from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
    let near = to.or(from);
    let said = |date: Option<NaiveDate>| match (date, near) {
        (Some(date), Some(near)) => short_date_near(date, near),
        _ => "no date".to_owned(),
    };
    format!("{} → {}", said(from), said(to))
}

fn spare(from: Option<i32>, to: Option<i32>) -> String {
    let said = |days: Option<i32>| match days {
        Some(days) if days < 0 => format!("{} d late", -days),
        Some(days) => format!("{days} d to spare"),
        None => "none known".to_owned(),
    };
    match (from, to) {
        (Some(from @ 0..), Some(to @ 0..)) => format!("{from} → {to} d to spare"),
        _ => format!("{} → {}", said(from), said(to)),
    }
}

/// Facts one behind the other, as many as fit.
fn fitting(facts: &[String], cols: u16) -> String {
    let mut line = String::new();
    for fact in facts {
        let between = if line.is_empty() { "" } else { BETWEEN };
        let longer = format!("{line}{between}{fact}");
        if !line.is_empty() && text::width(&longer) > usize::from(cols) {
            break;
        }
        line = longer;
    }
    line
}

/// The line that nobody can overlook, with the keys from the table.
fn mark(glyphs: &Glyphs, cols: u16) -> String {
    let key = |id| hints::of_command(id).map_or("", |(key, _)| key);
    let leads = key(Id::WhatIf);
    let facts = [
        "WHAT IF".to_owned(),
        "nothing is kept yet".to_owned(),
        format!("{leads} {} keep", key(Id::Keep)),
        format!("{leads} {} discard", key(Id::Discard)),
        format!("{} as it is kept", glyphs.was_sample),
    ];
    fitting(&facts, cols)
}

/// Paints a banner in its rows.
pub fn paint(banner: &Banner, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let cols = area.width.saturating_sub(2);
    let mut y = area.y;
    if banner.tried {
        let row = Rect { height: 1, ..area };
        canvas.clear(row, theme.text);
        canvas.text(
            area.x + 1,
            y,
            cols,
            &mark(canvas.glyphs, cols),
            theme.strong,
        );
        canvas.restyle(row, theme.selected);
        y += 1;
    }
    let (words, style) = if banner.tried {
        (banner.facts(cols), theme.strong)
    } else {
        (
            banner.with_sample(canvas.glyphs.was_sample, cols),
            theme.text,
        )
    };
    canvas.text(area.x + 1, y, cols, &words, style);
}
