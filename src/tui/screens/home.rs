//! The first screen: the plans in the folder, or, while there are none, the two obvious things to do.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use ratatui::layout::Rect;

use crate::plan::date_text::echo_date;
use crate::store::{Listed, StoreError};
use crate::text;
use crate::tui::commands::Id;
use crate::tui::model::Model;
use crate::tui::paint::Canvas;
use crate::tui::widgets::hints;

/// How many steps of a plan press.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pressing {
    /// Their last day has passed.
    pub overdue: usize,
    /// It is today.
    pub today: usize,
}

impl Pressing {
    /// In words of so many columns at most; empty when nothing presses, or nothing of it fits.
    fn words(self, cols: u16) -> String {
        let overdue = format!("{} overdue", self.overdue);
        let today = format!("{} due today", self.today);
        let all = match (self.overdue, self.today) {
            (0, 0) => Vec::new(),
            (_, 0) => vec![overdue],
            (0, _) => vec![today],
            _ => vec![format!("{overdue} · {today}"), overdue],
        };
        let fits = |words: &String| text::width(words) <= usize::from(cols);
        all.into_iter().find(fits).unwrap_or_default()
    }
}

/// What the first screen knows.
#[derive(Debug, Default)]
pub struct Home {
    /// The plans; nothing until the folder has been read.
    pub plans: Option<Vec<Listed>>,
    /// The selected plan's index.
    pub selected: usize,
    /// The first visible one's.
    pub offset: usize,
    /// What of the plans presses today, as far as they have been on the screen.
    pub pressing: HashMap<PathBuf, Pressing>,
    /// The plans of which that was asked.
    pub asked: HashSet<PathBuf>,
    /// The plan that was left last: selected once the folder has been read.
    left: Option<PathBuf>,
}

impl Home {
    /// The first screen after a plan was left.
    pub fn leaving(left: Option<PathBuf>) -> Self {
        Self {
            left,
            ..Self::default()
        }
    }

    /// Takes in what the folder has.
    pub fn show(&mut self, plans: Vec<Listed>) {
        let left = self.left.take();
        self.forget_pressing();
        // The open plan's path has its links resolved; its file's name is enough to find it by.
        let name = left.as_deref().and_then(Path::file_name);
        if let Some(at) = plans
            .iter()
            .position(|plan| name.is_some() && plan.path.file_name() == name)
        {
            self.selected = at;
        }
        self.plans = Some(plans);
    }

    /// Knows no more what presses: it is another day, or the files are others.
    pub fn forget_pressing(&mut self) {
        self.pressing.clear();
        self.asked.clear();
    }

    /// The plans on the screen, in a window of so many rows, of which nobody asked yet what presses.
    pub fn unasked(&mut self, height: u16) -> Vec<PathBuf> {
        let plans = self.plans.iter().flatten();
        let shown = plans.skip(self.offset).take(visible(height));
        let readable = shown.filter(|plan| plan.summary.is_ok());
        let paths: Vec<PathBuf> = readable.map(|plan| plan.path.clone()).collect();
        let new = paths.into_iter();
        new.filter(|path| self.asked.insert(path.clone())).collect()
    }

    /// The selected plan.
    pub fn current(&self) -> Option<&Listed> {
        self.plans.as_ref()?.get(self.selected)
    }

    /// Moves the selection, as far as there are plans.
    pub fn select(&mut self, by: isize) {
        let last = self.plans.as_ref().map_or(0, Vec::len).saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }
}

/// The row of the window on which the list begins.
pub const LIST_TOP: u16 = 5;

/// How many plans fit.
pub fn visible(height: u16) -> usize {
    usize::from(height.saturating_sub(LIST_TOP + 4)).max(1)
}

/// Paints the first screen.
pub fn view(home: &Home, model: &Model, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let (left, cols) = (area.x + 3, area.width.saturating_sub(6));
    canvas.pieces(
        left,
        area.y + 1,
        cols,
        &[
            ("backcast", theme.strong),
            (
                "   plan backwards from the day your buyer must be live",
                theme.muted,
            ),
        ],
    );
    if home.plans.is_some() {
        work(left, area.bottom().saturating_sub(3), cols, canvas);
    }
    match &home.plans {
        None => {}
        Some(plans) if plans.is_empty() => empty(model, left, area.y + 4, cols, canvas),
        Some(plans) => list(home, plans, model, area, canvas),
    }
}

fn empty(model: &Model, left: u16, top: u16, cols: u16, canvas: &mut Canvas) {
    let theme = canvas.theme;
    canvas.text(
        left,
        top,
        cols,
        "No plans yet. Two good ways to begin:",
        theme.text,
    );
    let ways = [
        (
            "e",
            "open the example",
            "Acme goes live on 1 March: try anything, nothing of it is kept",
        ),
        (
            "n",
            "start a plan",
            "name, buyer, seller, go-live, what it is worth, a template: six lines to type",
        ),
    ];
    for (row, (key, what, more)) in (top + 2..).step_by(3).zip(ways) {
        canvas.pieces(
            left + 2,
            row,
            cols,
            &[
                (key, theme.accent),
                ("   ", theme.text),
                (what, theme.strong),
            ],
        );
        canvas.text(left + 6, row + 1, cols.saturating_sub(6), more, theme.muted);
    }
    let place = format!("Plans are kept in {}", model.folder);
    canvas.text(left, top + 9, cols, &place, theme.muted);
}

/// The work with a rep that can be begun from here.
fn work(left: u16, y: u16, cols: u16, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let key = |id| hints::of_command(id).map_or("", |(key, _)| key);
    let pieces = [
        ("with your reps   ", theme.muted),
        (key(Id::HoldTalk), theme.accent),
        (" 1:1   ", theme.muted),
        (key(Id::Practise), theme.accent),
        (" practise   ", theme.muted),
        (key(Id::Diagnose), theme.accent),
        (" why no plans?", theme.muted),
    ];
    canvas.pieces(left, y, cols, &pieces);
}

fn list(home: &Home, plans: &[Listed], model: &Model, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let inner = Rect {
        x: area.x + 3,
        width: area.width.saturating_sub(6),
        ..area
    };
    let when_at = when_column(inner.width);
    canvas.text(inner.x, area.y + 3, when_at, "plan", theme.muted);
    canvas.text(
        inner.x + when_at,
        area.y + 3,
        inner.width - when_at,
        "go-live",
        theme.muted,
    );
    let shown = visible(area.height);
    let list = plans.iter().enumerate().skip(home.offset).take(shown);
    for (y, (index, plan)) in (area.y + LIST_TOP - 1..).zip(list) {
        let pressing = home.pressing.get(&plan.path).copied();
        row(
            (plan, pressing.unwrap_or_default()),
            model,
            Rect {
                y,
                height: 1,
                ..inner
            },
            canvas,
        );
        if index == home.selected {
            canvas.glyph(area.x + 1, y, canvas.glyphs.selected, theme.accent);
            let whole = Rect {
                x: inner.x - 1,
                y,
                width: inner.width + 2,
                height: 1,
            };
            canvas.restyle(whole, theme.selected);
        }
    }
    let below = plans.len().saturating_sub(home.offset + shown);
    if below > 0 {
        let more = format!("{} {below} more", canvas.glyphs.scroll[1]);
        canvas.text(
            inner.x,
            area.bottom().saturating_sub(2),
            inner.width,
            &more,
            theme.muted,
        );
    }
}

fn when_column(cols: u16) -> u16 {
    // A date in full takes up to 40 columns, what presses beside it 22 more.
    let when = if cols < 110 { 40 } else { 62 };
    cols.saturating_sub(when).max(27).min(cols)
}

fn columns(words: &str) -> u16 {
    u16::try_from(text::width(words)).unwrap_or(u16::MAX)
}

/// A plan's row: what it is and when, or why it cannot be read.
fn row((plan, pressing): (&Listed, Pressing), model: &Model, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let summary = match &plan.summary {
        Ok(summary) => summary,
        Err(error) => {
            let pieces = [
                (plan.slug.as_str(), theme.strong),
                ("   ", theme.text),
                (&in_this_folder(plan, error), theme.bad),
            ];
            canvas.pieces(area.x, area.y, area.width, &pieces);
            return;
        }
    };
    let parties = match (summary.buyer.as_str(), summary.seller.as_str()) {
        ("", "") => String::new(),
        (one, "") | ("", one) => one.to_owned(),
        (buyer, seller) => format!("{buyer} × {seller}"),
    };
    // A name that says who with whom need not say it twice.
    let parties = match parties.as_str() {
        known if summary.name.contains(known) => String::new(),
        parties => format!("   {parties}"),
    };
    let when_at = when_column(area.width);
    let what = [
        (summary.name.as_str(), theme.strong),
        (&parties, theme.muted),
    ];
    canvas.pieces(area.x, area.y, when_at.saturating_sub(2), &what);
    let when = match summary.go_live {
        Some(date) => echo_date(date, model.today),
        None => "no date yet".to_owned(),
    };
    // Where the whole has no room, the day alone says more than the beginning of both.
    let room = area.width - when_at;
    let whole = text::width(&when) <= usize::from(room);
    let day = when.split_once(',').map_or(when.as_str(), |(day, _)| day);
    let shown = if whole { when.as_str() } else { day };
    let x = area.x + when_at;
    // What presses comes before how far off the date is.
    let beside = |words: &str| room.saturating_sub(columns(words) + 2);
    let [far, near] = [shown, day].map(|words| pressing.words(beside(words)));
    let (shown, presses) = match (far.is_empty(), near.is_empty()) {
        (true, false) => (day, near),
        _ => (shown, far),
    };
    canvas.text(x, area.y, room, shown, theme.text);
    let style = match pressing.overdue {
        0 => theme.warn,
        _ => theme.bad,
    };
    canvas.text_right(x, area.y, room, &presses, style);
}

/// What is wrong with a file, without the way to the folder, which would take the whole row.
fn in_this_folder(plan: &Listed, error: &StoreError) -> String {
    let whole = text::harmless(&plan.path.display().to_string()).into_owned();
    let name = plan.path.file_name().unwrap_or_default().to_string_lossy();
    error
        .to_string()
        .replacen(&whole, &text::harmless(&name), 1)
}
