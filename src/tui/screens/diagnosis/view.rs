//! The path that the answers take, and what stands at its end: beside the path where there is room, else
//! below it, the path then without what the answers rest on. What is longer than the window scrolls.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Diagnosing, Given};
use crate::coach::diagnosis::{Cause, Question, Standing};
use crate::plan::date_text::day_month_year;
use crate::text;
use crate::tui::paint::Canvas;
use crate::tui::theme::Theme;

/// From this width on the end stands beside the path.
const BESIDE: u16 = 100;
/// Rows above and below the page.
const AROUND: u16 = 5;

/// A row: what stands before it, the words, a style for each.
struct Row {
    branch: String,
    words: String,
    styles: (Style, Style),
}

type Rows = Vec<Row>;

/// How far the page can be scrolled in a window of that size.
pub fn most(screen: &Diagnosing, (width, height): (u16, u16)) -> usize {
    let parts = parts(screen, width, &Theme::plain());
    let rows = parts.iter().map(|(_, _, rows)| rows.len()).max();
    rows.unwrap_or(0)
        .saturating_sub(usize::from(height.saturating_sub(AROUND)))
}

/// Paints it.
pub fn view(screen: &Diagnosing, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let cols = area.width.saturating_sub(4);
    let of = format!(" · why {} builds no plans", screen.rep());
    let pieces = [("PRIVATE", theme.warn), (&*of, theme.strong)];
    canvas.pieces(area.x + 2, area.y, cols, &pieces);
    canvas.text(area.x + 2, area.y + 1, cols, &earlier(screen), theme.muted);
    let room = usize::from(area.height.saturating_sub(AROUND));
    let mut longest = 0;
    for (x, cols, rows) in parts(screen, area.width, theme) {
        let most = rows.len().saturating_sub(room);
        longest = longest.max(most);
        let shown = rows.iter().skip(screen.scroll.min(most)).take(room);
        for (y, row) in (area.y + 3..).zip(shown) {
            let pieces = [(&*row.branch, row.styles.0), (&*row.words, row.styles.1)];
            canvas.pieces(area.x + x, y, cols, &pieces);
        }
    }
    if screen.scroll < longest {
        let more = format!("{} more below", canvas.glyphs.scroll[1]);
        let y = area.bottom().saturating_sub(2);
        canvas.text_right(area.x, y, area.width.saturating_sub(2), &more, theme.accent);
    }
}

/// What it was before, in a line: the last three.
fn earlier(screen: &Diagnosing) -> String {
    let before = &screen.beginning.before;
    let named = before.iter().filter_map(|kept| {
        let cause = Cause::of_word(&kept.cause)?;
        Some(format!(
            "{} {}",
            day_month_year(kept.on),
            cause.title().to_lowercase()
        ))
    });
    let named: Vec<String> = named.collect();
    match named.len() {
        0 => "the first diagnosis".to_owned(),
        count => format!("before: {}", named[count.saturating_sub(3)..].join(" → ")),
    }
}

/// The parts of the page: column, width, rows.
fn parts(screen: &Diagnosing, width: u16, theme: &Theme) -> Vec<(u16, u16, Rows)> {
    let inner = width.saturating_sub(4);
    let Standing::Found(cause) = screen.standing() else {
        let cols = inner.min(92);
        return vec![(2, cols, path(screen, cols, true, theme))];
    };
    if width < BESIDE {
        let mut rows = path(screen, inner, false, theme);
        rows.push(plain(String::new(), theme.text));
        rows.extend(end(screen, cause, inner, theme));
        return vec![(2, inner, rows)];
    }
    let left = (inner / 2).min(72);
    let right = (inner - left - 3).min(76);
    vec![
        (2, left, path(screen, left, true, theme)),
        (left + 5, right, end(screen, cause, right, theme)),
    ]
}

fn plain(words: String, style: Style) -> Row {
    Row {
        branch: String::new(),
        words,
        styles: (style, style),
    }
}

/// Adds words behind a branch; where they go on, another stands before them.
fn say(rows: &mut Rows, cols: u16, branches: [&str; 2], words: &str, styles: (Style, Style)) {
    let room = usize::from(cols).saturating_sub(text::width(branches[0]));
    let lines = text::wrap(&text::harmless_lines(words), room);
    for (index, words) in lines.into_iter().enumerate() {
        rows.push(Row {
            branch: branches[usize::from(index > 0)].to_owned(),
            words,
            styles,
        });
    }
}

/// The path, top to bottom; what it does not come to stays pale.
fn path(screen: &Diagnosing, cols: u16, whole: bool, theme: &Theme) -> Rows {
    let glyphs = theme.glyphs;
    let mut rows = Vec::new();
    for question in Question::ALL {
        if let Some(given) = screen.given(question) {
            taken(question, given, (cols, whole), theme, &mut rows);
            continue;
        }
        let asked = screen.question() == Some(question);
        let (mark, styles) = match asked {
            true => (glyphs.more_right, (theme.accent, theme.strong)),
            false => (glyphs.milestone_can, (theme.muted, theme.muted)),
        };
        let mark = format!("{mark} ");
        say(&mut rows, cols, [&mark, "  "], question.text(), styles);
        if asked {
            ask(screen, question, cols, theme, &mut rows);
        }
    }
    if screen.is_over() && screen.answers.iter().all(|given| given.answer.yes) {
        let words = Cause::Resistance.title();
        let styles = (theme.accent, theme.warn);
        say(&mut rows, cols, [&off(theme), "    "], words, styles);
    }
    rows
}

/// Where the path leaves the questions.
fn off(theme: &Theme) -> String {
    let glyphs = theme.glyphs;
    format!("{}{}{} ", glyphs.corners[2], glyphs.rule, glyphs.more_right)
}

/// A question with its answer; with all that it rests on, or a yes in a word.
fn taken(
    question: Question,
    given: &Given,
    (cols, whole): (u16, bool),
    theme: &Theme,
    rows: &mut Rows,
) {
    let glyphs = theme.glyphs;
    let (mark, on) = (format!("{} ", glyphs.milestone), format!("{} ", glyphs.bar));
    let (yes, evidence) = (given.answer.yes, &given.answer.evidence);
    let short = yes && !whole;
    let asked = match short {
        true => format!("{} yes", question.text()),
        false => question.text().to_owned(),
    };
    say(rows, cols, [&mark, &on], &asked, (theme.accent, theme.text));
    if short {
        return;
    }
    let mut words = if yes { "yes" } else { "no" }.to_owned();
    if !evidence.is_empty() {
        words.push_str(&format!(": {evidence}"));
    }
    if given.offered {
        words.push_str(" (from the plans and the record)");
    }
    if yes {
        say(rows, cols, [&on, &on], &words, (theme.accent, theme.good));
    } else {
        let cause = question.cause_of_no().title();
        words.push_str(&format!(" {} {cause}", glyphs.after));
        let styles = (theme.accent, theme.warn);
        say(rows, cols, [&off(theme), "    "], &words, styles);
    }
}

/// What stands below the question that is asked.
fn ask(screen: &Diagnosing, question: Question, cols: u16, theme: &Theme, rows: &mut Rows) {
    let lead = ["  ", "  "];
    let looks = format!("a yes looks like this: {}", question.yes_looks_like());
    say(rows, cols, lead, &looks, (theme.muted, theme.text));
    match screen.offer(question) {
        Some(offer) => {
            let word = if offer.yes { "yes" } else { "no" };
            let said = format!("the plans and the record say {word}: {}", offer.evidence);
            let style = if offer.yes { theme.good } else { theme.warn };
            say(rows, cols, lead, &said, (style, style));
            let keys = "Enter takes that; y or n with what you saw yourself goes before it";
            say(rows, cols, lead, keys, (theme.muted, theme.muted));
        }
        None => {
            let keys = "the plans say nothing to it: y or n, then what shows it";
            say(rows, cols, lead, keys, (theme.muted, theme.muted));
        }
    }
}

/// What stands at the end of the path.
fn end(screen: &Diagnosing, cause: Cause, cols: u16, theme: &Theme) -> Rows {
    let mut rows = Vec::new();
    let none = ["", ""];
    let same = |style| (style, style);
    let title = cause.title().to_uppercase();
    say(&mut rows, cols, none, &title, same(theme.accent));
    say(&mut rows, cols, none, cause.meaning(), same(theme.strong));
    if let Some(change) = screen.change(cause) {
        say(&mut rows, cols, none, &change, same(theme.muted));
    }
    rows.push(plain(String::new(), theme.text));
    for (index, next) in cause.next().iter().enumerate() {
        let number = format!("{}  ", index + 1);
        let styles = (theme.accent, theme.text);
        say(&mut rows, cols, [&number, "   "], next, styles);
    }
    if let Some(script) = screen.script(cause) {
        rows.push(plain(String::new(), theme.text));
        let title = script.cue.title().to_uppercase();
        say(&mut rows, cols, none, &title, same(theme.accent));
        say(&mut rows, cols, none, &script.text, same(theme.strong));
        say(&mut rows, cols, none, &script.source, same(theme.muted));
    }
    rows
}
