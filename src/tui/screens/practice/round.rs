//! The round itself: the clock, the script as far as it is shown, the buyer's card, what was marked and
//! how it was rated; and its painting.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use ratatui::layout::Rect;

use super::{Practice, digits, view};
use crate::coach::practice::{Behaviour, Card, Deck, Drill, Stage, staged};
use crate::coach::scripts::{self, Piece};
use crate::text;
use crate::tui::paint::Canvas;
use crate::tui::widgets::coach;
use crate::tui::widgets::prompt::{Prompt, margin};
use crate::tui::widgets::prose::Prose;

/// The keys of the marks, in the order of the behaviours.
pub(super) const KEYS: [&str; 6] = ["b", "d", "w", "s", "r", "e"];

/// What is behind the buyer's words.
const BEHIND: &str = "Behind it";

/// A round.
#[derive(Debug)]
pub struct Playing {
    /// How much of the script is shown.
    pub stage: Stage,
    /// Whether the deal's words stand in the script.
    pub deal_words: bool,
    /// Whether what is behind the buyer's words is hidden: a rep alone does without it.
    pub hidden: bool,
    /// The ratings, 1 to 5, by the behaviour's name.
    pub ratings: BTreeMap<String, u8>,
    /// The row of the scorecard that is selected, from 0.
    pub selected: usize,
    /// The behaviour chosen by hand to coach next.
    pub chosen: Option<Behaviour>,
    cards: Vec<Card>,
    deck: Deck,
    /// What the buyer says now.
    card: Option<Card>,
    marks: Vec<(Behaviour, u32)>,
    counted: TimeDelta,
    since: Option<DateTime<Utc>>,
}

impl Default for Playing {
    fn default() -> Self {
        Self {
            stage: Stage::Full,
            deal_words: true,
            hidden: false,
            ratings: BTreeMap::new(),
            selected: 0,
            chosen: None,
            cards: Vec::new(),
            deck: Deck::new(0, 0),
            card: None,
            marks: Vec::new(),
            counted: TimeDelta::zero(),
            since: None,
        }
    }
}

impl Playing {
    /// A round of a drill; how the script and the card are shown stays as it was.
    pub(super) fn new(drill: &Drill, cards: Vec<Card>, seed: u64, before: &Self) -> Self {
        Self {
            stage: before.stage,
            deal_words: before.deal_words,
            hidden: before.hidden,
            deck: Deck::new(seed, cards.len()),
            cards,
            card: Some(drill.opening.clone()),
            ..Self::default()
        }
    }

    /// Starts the clock, or lets it stand.
    pub fn start_or_stop(&mut self, now: DateTime<Utc>) {
        match self.since {
            Some(_) => self.stop(now),
            None => self.since = Some(now),
        }
    }

    /// Lets the clock stand.
    pub fn stop(&mut self, now: DateTime<Utc>) {
        self.counted = self.elapsed(now);
        self.since = None;
    }

    /// Whether the clock runs.
    pub fn runs(&self) -> bool {
        self.since.is_some()
    }

    fn elapsed(&self, now: DateTime<Utc>) -> TimeDelta {
        let running = self.since.map_or(TimeDelta::zero(), |since| {
            // A clock that was put back counts nothing.
            now.signed_duration_since(since).max(TimeDelta::zero())
        });
        self.counted + running
    }

    /// How long it has taken, in whole seconds.
    pub fn seconds(&self, now: DateTime<Utc>) -> u32 {
        u32::try_from(self.elapsed(now).num_seconds()).unwrap_or(u32::MAX)
    }

    /// How long until the clock shows another second, while it runs.
    pub(super) fn to_next_second(&self, now: DateTime<Utc>) -> Option<Duration> {
        self.since?;
        let gone = self.elapsed(now).num_milliseconds().rem_euclid(1000);
        Some(Duration::from_millis((1000 - gone).unsigned_abs()))
    }

    /// The buyer's next words.
    pub fn draw(&mut self) {
        if let Some(card) = self.deck.draw().and_then(|at| self.cards.get(at)) {
            self.card = Some(card.clone());
        }
    }

    /// Marks a behaviour as heard now, by the key that was pressed.
    pub fn mark(&mut self, pressed: char, now: DateTime<Utc>) {
        let at = KEYS.iter().position(|key| key.starts_with(pressed));
        if let Some(behaviour) = at.and_then(|at| Behaviour::ALL.get(at)) {
            self.marks.push((*behaviour, self.seconds(now)));
        }
    }

    /// Takes the last mark back.
    pub fn unmark(&mut self) {
        self.marks.pop();
    }

    /// The seconds at which a behaviour was marked.
    pub(super) fn marks(&self, behaviour: Behaviour) -> Vec<u32> {
        let own = self.marks.iter().filter(|(marked, _)| *marked == behaviour);
        own.map(|(_, second)| *second).collect()
    }

    pub(super) fn marks_by_name(&self) -> BTreeMap<String, Vec<u32>> {
        let marked = Behaviour::ALL.into_iter().map(|behaviour| {
            let seconds = self.marks(behaviour);
            (behaviour.word().to_owned(), seconds)
        });
        marked.filter(|(_, seconds)| !seconds.is_empty()).collect()
    }

    /// Rates the selected behaviour and goes on to the next.
    pub fn rate(&mut self, rating: u8) {
        if let Some(behaviour) = Behaviour::ALL.get(self.selected) {
            self.ratings.insert(behaviour.word().to_owned(), rating);
            self.selected = (self.selected + 1).min(Behaviour::ALL.len() - 1);
        }
    }

    /// Takes the rating of the selected behaviour back.
    pub fn unrate(&mut self) {
        if let Some(behaviour) = Behaviour::ALL.get(self.selected) {
            self.ratings.remove(behaviour.word());
        }
    }
}

/// "2:05".
pub(super) fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Paints the round.
pub(super) fn paint(practice: &Practice, area: Rect, canvas: &mut Canvas) {
    let roomy = area.height >= 22 && area.width >= 76;
    let margin = margin(area.width);
    let inner = Rect {
        x: area.x + margin,
        width: area.width.saturating_sub(margin + 2),
        ..area
    };
    let free = u16::from(roomy);
    let band = Rect {
        y: inner.y + free,
        height: if roomy { 6 } else { 3 },
        ..inner
    };
    paint_band(practice, roomy, band, canvas);
    let below = Rect {
        y: band.bottom() + free,
        height: inner.bottom().saturating_sub(band.bottom() + free),
        ..inner
    };
    let prompt = script(practice);
    // The words come first; the card has what they leave, its heading always.
    let whole = prompt.least_rows(below.width);
    let card_rows = card_rows(practice, below.width)
        .min(below.height.saturating_sub(whole))
        .max(2);
    let card = Rect {
        y: below.bottom().saturating_sub(card_rows),
        height: card_rows,
        ..below
    };
    let words = Rect {
        height: below.height.saturating_sub(card_rows),
        ..below
    };
    prompt.paint(words, canvas);
    paint_card(practice, card, canvas);
}

/// The clock, and beside it what is listened for.
fn paint_band(practice: &Practice, roomy: bool, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let playing = &practice.playing;
    let seconds = playing.seconds(practice.now);
    let planned = practice.drill().map_or(0, |drill| drill.seconds);
    let over = seconds > planned;
    let style = match (playing.runs(), over) {
        (false, _) => theme.muted,
        (true, false) => theme.text,
        (true, true) => theme.warn,
    };
    let size = if roomy { 2 } else { 1 };
    let cols = digits::cols("00:00", size);
    let used = digits::paint(&clock(seconds), (area.x, area.y), size, style, canvas);
    let state = match (playing.runs(), over) {
        (false, _) if seconds == 0 => format!("of {} · Space starts", clock(planned)),
        (false, _) => format!("of {} · stands", clock(planned)),
        (true, false) => format!("of {}", clock(planned)),
        (true, true) => format!("of {} · over", clock(planned)),
    };
    if roomy {
        canvas.text(area.x, area.bottom() - 1, cols, &state, theme.muted);
    } else {
        // Beside the digits, at their foot.
        let x = area.x + used + 1;
        let room = (area.x + 24).saturating_sub(x);
        let word = match (playing.runs(), over) {
            (false, _) if seconds == 0 => "Space",
            (false, _) => "stands",
            (true, true) => "over",
            (true, false) => "",
        };
        canvas.text(x, area.y + 1, room, word, theme.muted);
    }
    let x = area.x + if roomy { cols + 4 } else { 24 };
    let marks = Rect {
        x,
        width: area.right().saturating_sub(x),
        ..area
    };
    paint_marks(practice, roomy, marks, canvas);
}

fn paint_marks(practice: &Practice, roomy: bool, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let half = area.width / 2;
    for ((at, behaviour), key) in (0..).zip(Behaviour::ALL).zip(KEYS) {
        let (x, y, cols) = match roomy {
            true => (area.x, area.y + at, area.width),
            false => (area.x + at / 3 * half, area.y + at % 3, half),
        };
        let marks = practice.playing.marks(behaviour);
        let title = match roomy {
            true => practice.title(behaviour),
            false => behaviour.word(),
        };
        let style = if marks.is_empty() {
            theme.muted
        } else {
            theme.text
        };
        let marked = match roomy {
            true => marked(&marks),
            false if marks.is_empty() => String::new(),
            false => format!("{}×", marks.len()),
        };
        let used = canvas.pieces(
            x,
            y,
            cols,
            &[(key, theme.accent), (" ", style), (title, style)],
        );
        canvas.text(
            x + used + 1,
            y,
            cols.saturating_sub(used + 1),
            &marked,
            theme.strong,
        );
    }
}

/// "2× 1:12": how often, and when last.
pub(super) fn marked(marks: &[u32]) -> String {
    let last = marks.last();
    last.map_or_else(String::new, |last| {
        format!("{}× {}", marks.len(), clock(*last))
    })
}

/// The script as far as it is shown.
fn script(practice: &Practice) -> Prompt {
    let playing = &practice.playing;
    let library = &practice.setting.scripts;
    let cue = practice.drill().map(|drill| &drill.cue);
    let script = cue.and_then(|cue| library.get(library.place_of(cue)?));
    let Some(script) = script else {
        return Prompt::note(
            "No script",
            "No script belongs to this moment: say it in your own words.",
        );
    };
    let deal = practice
        .setting
        .deal
        .as_ref()
        .filter(|_| playing.deal_words);
    let pieces = match deal {
        Some(deal) => scripts::fill(script, &deal.values),
        None => vec![Piece {
            text: &script.text,
            filled: false,
        }],
    };
    let shown = staged(&pieces, playing.stage);
    let prose = match shown.is_empty() {
        true => Prose::of([("Nothing to read: say it in your own words.", false)]),
        false => Prose::of(
            shown
                .iter()
                .map(|words| (words.text.as_str(), words.filled)),
        ),
    };
    let stage = Stage::ALL.iter().position(|stage| *stage == playing.stage);
    let beside = format!("{} · {}/4", playing.stage.title(), stage.unwrap_or(0) + 1);
    Prompt::words(coach::script_title(script), beside, prose)
}

/// The lines of the buyer's card: what is said, and with a label when to give way and what is behind.
fn card_lines(practice: &Practice) -> Vec<(&'static str, String)> {
    let Some(card) = &practice.playing.card else {
        return Vec::new();
    };
    let said = ("", format!("“{}”", card.said));
    if practice.playing.hidden {
        return vec![said];
    }
    vec![
        said,
        (BEHIND, card.behind.clone()),
        ("Give way", card.yields.clone()),
    ]
}

fn card_rows(practice: &Practice, cols: u16) -> u16 {
    let rows = card_lines(practice)
        .iter()
        .map(|(label, words)| view::rows(label, words, cols))
        .sum::<u16>();
    rows + 1
}

fn paint_card(practice: &Practice, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let who = practice.persona().map_or_else(String::new, |persona| {
        format!(
            " The buyer: {}, {} ",
            text::harmless(&persona.name),
            text::harmless(&persona.role)
        )
    });
    canvas.line(area.x, area.y, area.width, canvas.glyphs.rule, theme.muted);
    canvas.text(
        area.x + 2,
        area.y,
        area.width.saturating_sub(4),
        &who,
        theme.accent,
    );
    let mut rest = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let whole = card_rows(practice, area.width) <= area.height;
    let mut lines = card_lines(practice);
    // Where not all has room, when to give way matters more than why they say it.
    lines.retain(|(label, _)| whole || *label != BEHIND);
    for (label, words) in lines {
        let style = if label.is_empty() {
            theme.strong
        } else {
            theme.text
        };
        view::say(label, &words, style, &mut rest, canvas);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_counts_while_it_runs_and_wakes_at_the_next_second() {
        let at = |millis: i64| DateTime::from_timestamp_millis(millis).unwrap();
        let mut playing = Playing::default();
        assert_eq!(
            (playing.seconds(at(9000)), playing.to_next_second(at(9000))),
            (0, None)
        );
        playing.start_or_stop(at(10_000));
        assert_eq!(playing.seconds(at(12_400)), 2);
        assert_eq!(
            playing.to_next_second(at(12_400)),
            Some(Duration::from_millis(600))
        );
        assert_eq!(playing.seconds(at(1000)), 0, "a clock that was put back");
        playing.start_or_stop(at(12_400));
        assert_eq!(
            (
                playing.seconds(at(90_000)),
                playing.to_next_second(at(90_000))
            ),
            (2, None)
        );
        playing.start_or_stop(at(100_000));
        assert_eq!(
            playing.seconds(at(100_600)),
            3,
            "what stood before counts on"
        );
    }
}
