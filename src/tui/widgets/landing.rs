//! The odds in a line, below the timeline and in the details of go-live: how likely its date is, and by
//! when it lands in 8 of 10 runs. Whole they are on a page of their own.

use ratatui::layout::Rect;

use super::histogram::Bars;
use crate::plan::date_text::short_date_near;
use crate::schedule::odds;
use crate::text;
use crate::tui::commands::Id;
use crate::tui::live_odds::LiveOdds;
use crate::tui::paint::Canvas;
use crate::tui::widgets::hints;

/// The most bars of the small histogram.
const BARS: usize = 16;

/// "82 % by Mon 1 Mar · 80 % by Wed 24 Feb"; nothing while nothing is known.
pub fn words(live: &LiveOdds) -> Option<String> {
    let (plan, odds) = live.known()?;
    let near = plan.anchor.go_live.unwrap_or(odds.p80);
    let date = |date| short_date_near(date, near);
    let by_80 = format!("80 % by {}", date(odds.p80));
    let told = match odds.on_time.zip(plan.anchor.go_live) {
        Some((share, go_live)) => {
            format!("{} by {} · {by_80}", odds::percent(share), date(go_live))
        }
        None => by_80,
    };
    Some(match live.is_stale() {
        true => format!("{told} · before the last edit"),
        false => told,
    })
}

/// Paints the line at the foot of an area, at its right; nothing while nothing is known.
pub fn paint(live: &LiveOdds, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let (Some(said), Some((plan, odds))) = (words(live), live.known()) else {
        return;
    };
    let bars = Bars::of(odds, plan.anchor.go_live, BARS, false);
    let [before, after] = bars
        .map(|bars| bars.small(canvas.glyphs))
        .unwrap_or_default();
    let key = hints::of_command(Id::Odds).map_or("", |(key, _)| key);
    let (said, key) = (format!("  {said}  "), key.to_owned());
    let pieces = [
        (&*before, theme.text),
        (&*after, theme.warn),
        (&*said, theme.muted),
        (&*key, theme.accent),
        (" odds", theme.muted),
    ];
    let cols: usize = pieces.iter().map(|(words, _)| text::width(words)).sum();
    let cols = u16::try_from(cols).unwrap_or(u16::MAX);
    if cols + 2 > area.width {
        return;
    }
    let y = area.bottom().saturating_sub(1);
    let x = area.right().saturating_sub(cols + 1);
    canvas.pieces(x, y, cols, &pieces);
}
