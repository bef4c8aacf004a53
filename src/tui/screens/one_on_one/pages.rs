//! The two pages of a 1:1: what was committed to last time and whether it was kept, and what came of
//! this one. Pages that are longer than the window scroll.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{At, Talk};
use crate::coach::one_on_one::{Kept, Outcome, Stage};
use crate::coach::rep::{Commitment, OneOnOne};
use crate::plan::date_text::{day_month_year, long_date};
use crate::text;
use crate::tui::paint::Canvas;
use crate::tui::theme::Theme;

/// The columns that a page takes at most.
const COLS: u16 = 76;
/// Rows above a page, and below it the hints with a free line.
const AROUND: u16 = 5;

type Rows = Vec<(String, Style)>;

/// How far the page can be scrolled in a window of that size.
pub(super) fn most(talk: &Talk, (width, height): (u16, u16)) -> usize {
    // What is written decides on the rows, colours do not.
    let rows = rows(talk, cols(width), &Theme::plain()).len();
    rows.saturating_sub(usize::from(height.saturating_sub(AROUND)))
}

fn cols(width: u16) -> u16 {
    width.saturating_sub(4).min(COLS)
}

/// Paints the page.
pub(super) fn view(talk: &Talk, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let cols = cols(area.width);
    let rows = rows(talk, cols, theme);
    let room = usize::from(area.height.saturating_sub(AROUND));
    let most = rows.len().saturating_sub(room);
    let scroll = talk.scroll.min(most);
    let top = area.y + 3;
    for (y, (words, style)) in (top..).zip(rows.iter().skip(scroll).take(room)) {
        canvas.text(area.x + 2, y, cols, words, *style);
    }
    if scroll < most {
        let below = format!("{} more below", canvas.glyphs.scroll[1]);
        let y = area.bottom().saturating_sub(2);
        canvas.text(area.x + 2, y, cols, &below, theme.accent);
    }
}

fn rows(talk: &Talk, cols: u16, theme: &Theme) -> Rows {
    let mut page = Page {
        cols: usize::from(cols),
        rows: Vec::new(),
    };
    match (talk.at, &talk.last) {
        (At::End, _) => end(talk, &mut page, theme),
        (_, Some((last, kept))) => last_time(talk, last, kept, &mut page, theme),
        (_, None) => first_time(talk, &mut page, theme),
    }
    page.rows
}

struct Page {
    cols: usize,
    rows: Rows,
}

impl Page {
    fn say(&mut self, words: &str, style: Style) {
        let lines = text::wrap(&text::harmless_lines(words), self.cols);
        self.rows
            .extend(lines.into_iter().map(|line| (line, style)));
    }

    fn gap(&mut self) {
        self.rows.push((String::new(), Style::default()));
    }

    fn commitment(&mut self, commitment: &Commitment, theme: &Theme) {
        self.say(&commitment.what, theme.strong);
        if let Some(by) = commitment.by {
            self.say(&format!("by {}", long_date(by)), theme.strong);
        }
        if !commitment.least_sure.is_empty() {
            let words = format!("least sure of: {}", commitment.least_sure);
            self.say(&words, theme.text);
        }
    }
}

fn last_time(talk: &Talk, last: &OneOnOne, kept: &Kept, page: &mut Page, theme: &Theme) {
    let about = match last.plan_name.as_str() {
        "" => String::new(),
        name => format!(" · {name}"),
    };
    let heading = format!("LAST TIME · {}{about}", day_month_year(last.on));
    page.say(&heading, theme.accent);
    page.gap();
    let rep = &talk.rep;
    page.say(&format!("{rep} said:"), theme.muted);
    if let Some(commitment) = &last.commitment {
        page.commitment(commitment, theme);
    }
    page.gap();
    let (words, style) = match (kept.outcome, kept.said) {
        (Outcome::Yes, false) => ("KEPT, as far as the plan shows", theme.good),
        (Outcome::No, false) => ("NOT KEPT, as far as the plan shows", theme.bad),
        (Outcome::CannotTell, _) => ("KEPT? The plan cannot tell", theme.warn),
        (Outcome::Yes, true) => ("KEPT, as you say", theme.good),
        (Outcome::No, true) => ("NOT KEPT, as you say", theme.bad),
    };
    page.say(words, style);
    for line in &kept.evidence {
        page.say(line, theme.text);
    }
    page.gap();
    page.say(
        "Begin with it: what happened? y says that it was kept, n that it was not.",
        theme.muted,
    );
}

fn first_time(talk: &Talk, page: &mut Page, theme: &Theme) {
    let rep = &talk.rep;
    let heading = match talk.before {
        0 => format!("THE FIRST 1:1 WITH {}", rep.to_uppercase()),
        _ => "NOTHING WAS COMMITTED TO SO FAR".to_owned(),
    };
    page.say(&heading, theme.accent);
    page.gap();
    let stages = "Goal, Reality, Options, Will. Ask in the words that stand here, then wait: they \
                  talk, you type what they say.";
    page.say(stages, theme.text);
    page.gap();
    let end = "It ends with one commitment: what, by when, and the step that they are least sure of. \
               The next 1:1 opens with it.";
    page.say(end, theme.text);
    if talk.plan().is_none() {
        page.gap();
        let none =
            format!("No plan of {rep}'s is in the folder, so nothing stands beside the words.");
        page.say(&none, theme.warn);
    }
}

fn end(talk: &Talk, page: &mut Page, theme: &Theme) {
    match talk.commitment() {
        Some(commitment) => {
            page.say("THE COMMITMENT", theme.accent);
            page.gap();
            page.commitment(commitment, theme);
        }
        None => page.say(
            "NO COMMITMENT YET · esc goes back, ctrl-n at the end asks for it",
            theme.warn,
        ),
    }
    for stage in Stage::ALL {
        page.gap();
        page.say(&stage.title().to_uppercase(), theme.accent);
        match talk.record.said.get(stage.word()) {
            Some(said) => page.say(said, theme.text),
            None => page.say("nothing written", theme.muted),
        }
    }
}
