//! Where everything of the prompter stands: the header, the words in the middle as large as a terminal
//! can say them, the facts below, the phases at the foot.

use ratatui::layout::Rect;

use super::{Prompter, Standing, facts};
use crate::text;
use crate::tui::paint::Canvas;
use crate::tui::widgets::{phases, prompt};

/// Paints the prompter; the last row is left for the hints.
pub fn view(prompter: &Prompter, area: Rect, canvas: &mut Canvas) {
    let header = Rect { height: 1, ..area };
    paint_header(prompter, header, canvas);
    let mut top = area.y + 1;
    for banner in banners(prompter) {
        let lines = text::wrap(
            &text::harmless(&banner),
            usize::from(area.width.saturating_sub(2)),
        );
        for line in lines.iter().take(2) {
            canvas.text(area.x + 1, top, area.width - 2, line, canvas.theme.bad);
            top += 1;
        }
    }
    let body = Rect {
        y: top,
        height: area.bottom().saturating_sub(top + 1),
        ..area
    };
    if prompter.seen.is_none() {
        waiting(prompter, body, canvas);
        return;
    }
    if prompter.reading.is_none() {
        let words = "The shared plan cannot be read here. As soon as it can, its words stand here.";
        let cols = body.width.saturating_sub(4);
        let lines = text::wrap(words, usize::from(cols));
        for (y, line) in (body.y + 1..).zip(&lines) {
            canvas.text(body.x + 2, y, cols, line, canvas.theme.strong);
        }
        return;
    }
    let foot_rows = phases::rows(area.height);
    let foot = Rect {
        x: area.x + 1,
        y: body.bottom().saturating_sub(foot_rows),
        width: area.width.saturating_sub(2),
        height: foot_rows,
    };
    phases::paint(prompter.elapsed(), foot, canvas);
    let middle = Rect {
        height: body.height.saturating_sub(foot_rows),
        ..body
    };
    paint_middle(prompter, middle, canvas);
}

/// What must not be overlooked.
fn banners(prompter: &Prompter) -> Vec<String> {
    let mut banners = Vec::new();
    if prompter.is_shared_itself() {
        banners.push(
            "THIS TERMINAL IS THE ONE BEING SHARED. Quit (q), and run the prompter in a window of \
             its own."
                .to_owned(),
        );
    }
    let trouble = &prompter.trouble;
    banners.extend(
        [&trouble.session, &trouble.plan, &trouble.notes]
            .into_iter()
            .flatten()
            .cloned(),
    );
    banners
}

fn cols(words: &str) -> u16 {
    u16::try_from(text::width(&text::harmless(words))).unwrap_or(u16::MAX)
}

fn paint_header(prompter: &Prompter, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let with_phase = area.width >= 90;
    let waiting = prompter.standing() == Standing::Waiting;
    let timer = if waiting {
        String::new()
    } else {
        prompter.timer_words(with_phase)
    };
    let style = match prompter.elapsed() {
        None => theme.muted,
        Some(_) if prompter.is_over_time() => theme.warn,
        Some(_) => theme.strong,
    };
    let right = area.right().saturating_sub(1 + cols(&timer));
    canvas.text(right, area.y, cols(&timer), &timer, style);
    let standing = prompter.standing_words();
    let style = match prompter.standing() {
        Standing::Live => theme.good,
        Standing::Waiting | Standing::Ended(_) => theme.muted,
        Standing::Gone(_) => theme.bad,
    };
    let x = area.x + 1;
    let lead = canvas.text(x, area.y, 8, "PRIVATE", theme.warn);
    let name = prompter.name();
    let room = right.saturating_sub(x + lead + cols(&standing) + 6);
    let quoted = match (name.is_empty(), area.width >= 80) {
        (true, _) => String::new(),
        (false, true) => format!(" · following “{name}”"),
        (false, false) => format!(" · “{name}”"),
    };
    let used = canvas.text(x + lead, area.y, room, &quoted, theme.text);
    canvas.text(
        x + lead + used + 2,
        area.y,
        cols(&standing),
        &standing,
        style,
    );
}

/// The words to say with what stands below them; both share a left edge.
fn paint_middle(prompter: &Prompter, area: Rect, canvas: &mut Canvas) {
    let Some(reading) = prompter.reading() else {
        return;
    };
    let margin = prompt::margin(area.width);
    let inner = Rect {
        x: area.x + margin,
        width: area.width.saturating_sub(margin + 2),
        ..area
    };
    let prompt = match prompter.standing() {
        Standing::Ended(_) if reading.coaching.is_current() => {
            prompt::Prompt::note("The call is over", &prompter.over_words())
        }
        _ => prompt::Prompt::script(&reading.coaching),
    };
    let below = |room| {
        let facts = prompter.facts(inner.width, room);
        let rows = facts::rows(&facts, room);
        (facts, room, rows)
    };
    // The words come first: spaced if any room lets them be, then in the roomiest that holds them.
    let fits = |spaced| {
        let wanted = prompt.rows(inner.width, spaced);
        let held = |below: &(_, facts::Room, u16)| {
            // A free line above the words, the rule below them.
            wanted + 2 + below.1.below() + below.2 <= inner.height
        };
        facts::ROOMS.into_iter().map(below).find(held)
    };
    let tightest = || below(facts::ROOMS[facts::ROOMS.len() - 1]);
    let (facts, room, rows) = fits(true).or_else(|| fits(false)).unwrap_or_else(tightest);
    let split = inner.bottom().saturating_sub(rows + room.below());
    let above = Rect {
        y: inner.y + 1,
        height: split.saturating_sub(inner.y + 2),
        ..inner
    };
    prompt.paint(above, canvas);
    canvas.line(
        area.x + 1,
        split.saturating_sub(1),
        area.width.saturating_sub(2),
        canvas.glyphs.rule,
        canvas.theme.muted,
    );
    let below = Rect {
        y: split,
        height: rows,
        ..inner
    };
    facts::paint(&facts, room, below, canvas);
}

/// Before there is a window to follow.
fn waiting(prompter: &Prompter, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let command = format!("backcast live {}", prompter.asked);
    let lines = [
        ("Waiting for the window that you share.", theme.strong),
        ("", theme.text),
        ("There, run", theme.text),
        ("", theme.text),
        (command.as_str(), theme.accent),
        ("", theme.text),
        (
            "This window finds it by itself. It shows what to say and what to",
            theme.muted,
        ),
        (
            "ask next, and stays yours: keep it on a screen you do not share.",
            theme.muted,
        ),
        (
            "Make its letters large: 60 columns are enough.",
            theme.muted,
        ),
    ];
    let widest = lines.iter().map(|(words, _)| cols(words)).max();
    let x = area.x + area.width.saturating_sub(widest.unwrap_or(0)) / 2;
    let count = u16::try_from(lines.len()).unwrap_or(0);
    let y = area.y + area.height.saturating_sub(count) / 2;
    for (y, (words, style)) in (y..).zip(lines) {
        canvas.text(x, y, area.right().saturating_sub(x), words, style);
    }
}
