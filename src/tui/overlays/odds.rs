//! The odds, fit for everybody's eyes: on which days go-live lands, in plain words and as a histogram,
//! and how often each step drives it, the flagged one beside the one that the runs find riskiest.

use ratatui::layout::Rect;

use super::panel;
use crate::plan::Plan;
use crate::plan::date_text::short_date_near;
use crate::schedule::odds::{self, Odds};
use crate::text;
use crate::tui::live_odds::LiveOdds;
use crate::tui::paint::Canvas;
use crate::tui::theme::Glyphs;
use crate::tui::widgets::details::{self, Row, Weight};
use crate::tui::widgets::histogram::Bars;

/// The odds, and how far they are scrolled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OddsPage {
    /// The first visible line.
    pub scroll: usize,
}

impl OddsPage {
    /// Scrolls, never past the end: `most` is as far as it goes.
    pub fn scroll(&mut self, by: isize, most: usize) {
        self.scroll = self.scroll.min(most).saturating_add_signed(by).min(most);
    }
}

const COLS: u16 = 100;

/// Paints the page; `plan` is the plan as it is now. Returns how far it can be scrolled.
pub fn view(
    page: OddsPage,
    live: &LiveOdds,
    plan: &Plan,
    area: Rect,
    canvas: &mut Canvas,
) -> usize {
    let cols = COLS.min(area.width);
    let inner = usize::from(cols.saturating_sub(4));
    let rows = match live.known() {
        Some((of, odds)) => known(of, odds, live, (inner, area.height), canvas.glyphs),
        None => none(plan, live, inner),
    };
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let inner = panel(canvas, area, cols, height.saturating_add(4), "Odds");
    let shown = usize::from(inner.height.saturating_sub(1));
    let most = rows.len().saturating_sub(shown);
    let scroll = page.scroll.min(most);
    for (y, row) in (inner.y..).zip(rows.iter().skip(scroll).take(shown)) {
        details::paint_row(row, (inner.x, y), inner.width, canvas);
    }
    super::page::foot(scroll, most, super::page::BACK, inner, canvas);
    most
}

/// How estimates are given.
const HOW: &str = "d on a step takes low, typical and high, as in 5/10/15d";

fn none(plan: &Plan, live: &LiveOdds, cols: usize) -> Vec<Row> {
    let said = if live.is_awaited() {
        "The runs are on their way.".to_owned()
    } else if odds::has_estimates(plan) {
        format!("No open step before go-live has an estimate any more: {HOW}.")
    } else {
        format!(
            "No step has an estimate yet: {HOW}. With one, the plan is run {} times, each time with \
             other lengths, and here stands how often it makes its date.",
            thousands(odds::RUNS)
        )
    };
    paragraph(&said, Weight::Text, cols)
}

fn known(
    plan: &Plan,
    odds: &Odds,
    live: &LiveOdds,
    (cols, height): (usize, u16),
    glyphs: &Glyphs,
) -> Vec<Row> {
    let go_live = plan.anchor.go_live;
    let mut rows = Vec::new();
    if let Some(chance) = odds::chance(odds, go_live) {
        let share = odds.on_time.map(odds::percent).unwrap_or_default();
        rows.extend(paragraph(
            &format!("{chance} ({share})."),
            Weight::Strong,
            cols,
        ));
    }
    let near = go_live.unwrap_or(odds.p50);
    let date = |date| short_date_near(date, near);
    let dates = format!(
        "Half of the runs land by {}, 80 of 100 by {}, 95 of 100 by {}.",
        date(odds.p50),
        date(odds.p80),
        date(odds.p95)
    );
    rows.extend(paragraph(&dates, Weight::Text, cols));
    if live.is_stale() {
        let old = "The plan has changed since; the new runs are on their way.";
        rows.extend(paragraph(old, Weight::Warn, cols));
    }
    rows.push(Row::new());
    let most = cols.saturating_sub(6);
    if let Some(bars) = Bars::of(odds, go_live, most, true) {
        let high = match height {
            0..22 => 4,
            22..28 => 5,
            _ => 8,
        };
        rows.extend(bars.rows(odds, glyphs, cols, high));
        rows.extend(paragraph(&legend(&bars, odds, glyphs), Weight::Muted, cols));
    }
    rows.push(Row::new());
    if let Some(said) = odds::compared(plan, odds) {
        rows.extend(paragraph(&format!("{said}."), Weight::Strong, cols));
    }
    rows.extend(steps(plan, odds, cols, glyphs));
    rows.push(Row::new());
    rows.extend(unestimated(plan, odds, cols));
    let honest = format!(
        "{} runs (seed {}, s draws another). In them: the estimates, what follows what, gates, pins, \
         calendars, what is done. Not in them: what nobody has thought of, and that one delay often \
         brings another.",
        thousands(odds.runs),
        live.seed()
    );
    rows.extend(paragraph(&honest, Weight::Muted, cols));
    rows
}

/// What a bar is.
fn legend(bars: &Bars, odds: &Odds, glyphs: &Glyphs) -> String {
    let each = match bars.days {
        1 => "a bar: the runs that land on a day".to_owned(),
        days => format!("a bar: the runs that land within {days} days, the last of them below"),
    };
    let [.., in_time] = glyphs.levels;
    let [.., after] = glyphs.levels_after;
    match odds.on_time {
        Some(share) if share < 1.0 => {
            format!(
                "{each} · {in_time} in time  {after} after {} go-live",
                glyphs.anchor
            )
        }
        Some(_) => format!("{each} · {} go-live", glyphs.anchor),
        None => each,
    }
}

/// The steps by how often they drive go-live; those that never do and have no estimate are left out.
fn steps(plan: &Plan, odds: &Odds, cols: usize, glyphs: &Glyphs) -> Vec<Row> {
    const BAR: usize = 10;
    let share = |at: usize| odds.drives.get(at).copied().unwrap_or_default();
    let mut order: Vec<usize> = (0..plan.steps.len()).collect();
    order.retain(|&at| share(at) > 0.0);
    order.sort_by(|&a, &b| share(b).total_cmp(&share(a)));
    let widest = order.iter().filter_map(|&at| plan.steps.get(at));
    let widest = widest.map(|step| text::width(&text::harmless(&step.title)));
    let title_cols = cols.saturating_sub(6 + BAR + 3 + 16);
    let title_cols = title_cols.min(widest.max().unwrap_or(0) + 2);
    let row = |at: usize| -> Option<Row> {
        let step = plan.steps.get(at)?;
        let filled = (share(at) * BAR as f64).round().max(1.0) as usize;
        let bar = glyphs.must.repeat(filled.min(BAR)) + &" ".repeat(BAR.saturating_sub(filled));
        let flag = if step.riskiest { glyphs.riskiest } else { " " };
        let weight = match odds.riskiest == Some(at) {
            true => Weight::Strong,
            false => Weight::Text,
        };
        let estimate = step.duration.estimate_words();
        let estimate = estimate.map(|words| format!("{words} {}", step.duration.unit.suffix()));
        Some(vec![
            (format!("{:>5} ", odds::percent(share(at))), weight),
            (bar, Weight::Muted),
            (format!(" {flag} "), Weight::Warn),
            (
                text::fit(&text::harmless(&step.title), title_cols).into_owned(),
                weight,
            ),
            (format!(" {}", estimate.unwrap_or_default()), Weight::Muted),
        ])
    };
    let mut rows = vec![vec![(
        "In how many runs a step drives go-live:".to_owned(),
        Weight::Muted,
    )]];
    rows.extend(order.into_iter().filter_map(row));
    rows
}

fn unestimated(plan: &Plan, odds: &Odds, cols: usize) -> Vec<Row> {
    let title = |&at: &usize| plan.steps.get(at).map(|step| step.title.trim());
    let names: Vec<&str> = odds.unestimated.iter().filter_map(title).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let said = format!(
        "Without an estimate, taken as they are: {} ({HOW}).",
        names.join(", ")
    );
    paragraph(&said, Weight::Text, cols)
}

fn paragraph(said: &str, weight: Weight, cols: usize) -> Vec<Row> {
    let lines = text::wrap(&text::harmless(said), cols);
    lines.into_iter().map(|line| vec![(line, weight)]).collect()
}

/// "10,000".
fn thousands(number: u32) -> String {
    match (number / 1_000, number % 1_000) {
        (0, rest) => rest.to_string(),
        (many, rest) => format!("{many},{rest:03}"),
    }
}
