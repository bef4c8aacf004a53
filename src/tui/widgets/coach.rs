//! The coach on the screen: the current script in a sidebar or a strip, the next questions, and
//! whether the plan is real. Drawn for the rep alone.

use ratatui::layout::Rect;

use super::prose::Prose;
use crate::coach::inspect::{Finding, Verdict};
use crate::coach::scripts::{Script, Voice};
use crate::text;
use crate::tui::coaching::Coaching;
use crate::tui::paint::Canvas;

/// Rows that the inspection takes at the foot of the sidebar.
const REAL_ROWS: u16 = 3;

/// Paints the sidebar.
pub fn sidebar(coaching: &Coaching, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let Some(script) = coaching.script() else {
        return;
    };
    heading(coaching, script, area, canvas);
    let prose = script_prose(coaching);
    let lines = prose.lines(area.width);
    let room = area.height.saturating_sub(3);
    let mut y = area.y + 2;
    for line in lines.iter().take(usize::from(room)) {
        prose.paint(
            canvas,
            (area.x, y),
            area.width,
            line,
            (theme.text, theme.filled),
        );
        y += 1;
    }
    if lines.len() > usize::from(room) {
        canvas.text(
            area.x,
            area.bottom().saturating_sub(1),
            area.width,
            "c shows it whole",
            theme.accent,
        );
        return;
    }
    y += 1;
    y = reading(
        coaching,
        script,
        Rect {
            y,
            height: area.bottom().saturating_sub(y),
            ..area
        },
        canvas,
    );
    let real = area.bottom().saturating_sub(REAL_ROWS);
    let asks = Rect {
        y: y + 1,
        height: real.saturating_sub(y + 2),
        ..area
    };
    questions(coaching, asks, canvas);
    if real > y + 2 {
        inspection(
            coaching,
            Rect {
                y: real,
                height: REAL_ROWS,
                ..area
            },
            canvas,
        );
    }
}

/// The words of the script on show.
pub fn script_prose(coaching: &Coaching) -> Prose {
    Prose::of(
        coaching
            .pieces()
            .into_iter()
            .map(|piece| (piece.text, piece.filled)),
    )
}

fn heading(coaching: &Coaching, script: &Script, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let place = format!("{}/{}", coaching.index() + 1, coaching.count());
    let title = script_title(script);
    let cols = area.width.saturating_sub(5);
    let voice = voice_beside(script, &title, cols);
    let pieces = [(&*title, theme.accent), (&*voice, theme.muted)];
    canvas.pieces(area.x, area.y, cols, &pieces);
    let style = if coaching.is_current() {
        theme.muted
    } else {
        theme.warn
    };
    canvas.text_right(area.right().saturating_sub(4), area.y, 4, &place, style);
}

/// What a script is called above its words.
pub fn script_title(script: &Script) -> String {
    script.cue.title().to_uppercase()
}

/// Whose words they are.
pub fn voice(script: &Script) -> &'static str {
    match (script.speaker, script.audience) {
        (Voice::Rep, _) => "say",
        (Voice::Manager, _) => "your manager asks",
        _ => "read",
    }
}

/// Whose words they are, behind the title where both fit so many columns; else nothing.
fn voice_beside(script: &Script, title: &str, cols: u16) -> String {
    let said = format!(" · {}", voice(script));
    let fits = text::width(title) + text::width(&said) <= usize::from(cols);
    if fits { said } else { String::new() }
}

/// A script's title with whose words they are and where it stands among the scripts.
pub fn full_title(coaching: &Coaching, script: &Script) -> String {
    let (place, count) = (coaching.index() + 1, coaching.count());
    format!(
        "{} · {} · {place}/{count}",
        script_title(script),
        voice(script)
    )
}

/// Which reading is shown, where the words come from and how to leaf. Returns the row below.
fn reading(coaching: &Coaching, script: &Script, area: Rect, canvas: &mut Canvas) -> u16 {
    let theme = canvas.theme;
    let which = if coaching.deal_words {
        "with this deal's words"
    } else {
        "as written"
    };
    let source = format!("{which} · source: {}", script.source);
    let lines = text::wrap(&text::harmless(&source), usize::from(area.width));
    let rows = u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .saturating_add(1);
    if rows > area.height {
        canvas.text(
            area.x,
            area.y,
            area.width,
            "c shows it with its source",
            theme.accent,
        );
        return area.y.saturating_add(1);
    }
    let mut y = area.y;
    for line in &lines {
        canvas.text(area.x, y, area.width, line, theme.muted);
        y += 1;
    }
    let other = if coaching.deal_words {
        " as written   "
    } else {
        " deal's words   "
    };
    canvas.pieces(
        area.x,
        y,
        area.width,
        &[
            ("v", theme.accent),
            (other, theme.muted),
            ("[ ]", theme.accent),
            (" leaf", theme.muted),
        ],
    );
    y + 1
}

/// The next questions, as many as fit whole.
fn questions(coaching: &Coaching, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    if area.height < 2 {
        return;
    }
    canvas.text(area.x, area.y, area.width, "ASK NEXT", theme.accent);
    if coaching.gaps.is_empty() {
        canvas.text(
            area.x,
            area.y + 1,
            area.width,
            "Nothing open. Read it back to them.",
            theme.text,
        );
        return;
    }
    let mut y = area.y + 1;
    for (number, gap) in coaching.gaps.iter().enumerate().take(9) {
        let lines = text::wrap(
            &text::harmless(&gap.question),
            usize::from(area.width.saturating_sub(3)),
        );
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        if y.saturating_add(rows) > area.bottom() {
            break;
        }
        canvas.text(area.x, y, 2, &(number + 1).to_string(), theme.accent);
        for line in &lines {
            canvas.text(
                area.x + 3,
                y,
                area.width.saturating_sub(3),
                line,
                theme.text,
            );
            y += 1;
        }
    }
}

fn inspection(coaching: &Coaching, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let real = &coaching.inspection;
    let tests: [(&str, &Finding); 5] = [
        ("fresh", &real.fresh),
        ("anchored", &real.anchored),
        ("buyer edited", &real.co_built),
        ("owners", &real.owners),
        ("EB agreed", &real.economic_buyer),
    ];
    let half = area.width / 2;
    let why = [("REAL?  E", theme.accent), (" why", theme.muted)];
    canvas.pieces(area.x, area.y, half, &why);
    // The first stands beside the heading.
    for (index, (name, finding)) in (1_u16..).zip(tests) {
        let (mark, style) = match finding.verdict {
            Verdict::Yes => (canvas.glyphs.checks[0], theme.good),
            Verdict::No => (canvas.glyphs.checks[1], theme.bad),
            Verdict::Partly => (canvas.glyphs.checks[2], theme.warn),
        };
        let (x, y) = (area.x + (index % 2) * half, area.y + index / 2);
        canvas.pieces(
            x,
            y,
            half,
            &[(mark, style), (" ", theme.text), (name, theme.text)],
        );
    }
}

/// Rows that the strip takes.
pub const STRIP_ROWS: u16 = 5;

/// Paints the strip under a narrow timeline: the script's first lines and the first question.
pub fn strip(coaching: &Coaching, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let Some(script) = coaching.script() else {
        return;
    };
    canvas.line(area.x, area.y, area.width, canvas.glyphs.rule, theme.muted);
    let title = script_title(script);
    let voice = voice_beside(script, &title, (area.width / 2).saturating_sub(2));
    let title = format!(" {title}{voice} ");
    canvas.text(area.x + 1, area.y, area.width / 2, &title, theme.accent);
    let reading = if coaching.deal_words {
        "this deal's words"
    } else {
        "as written"
    };
    let (at, count) = (coaching.index() + 1, coaching.count());
    let place = format!(" {reading} (v)  {at}/{count}  c whole ");
    canvas.text_right(
        area.x,
        area.y,
        area.width.saturating_sub(1),
        &place,
        theme.muted,
    );
    let questions = u16::from(!coaching.gaps.is_empty());
    let rows = area.height.saturating_sub(1 + questions);
    let prose = script_prose(coaching);
    let cols = area.width.saturating_sub(2);
    let lines = prose.lines(cols);
    for (y, (index, line)) in (area.y + 1..).zip(lines.iter().enumerate().take(usize::from(rows))) {
        let used = prose.paint(
            canvas,
            (area.x + 1, y),
            cols,
            line,
            (theme.text, theme.filled),
        );
        if index + 1 == usize::from(rows) && lines.len() > index + 1 {
            canvas.text(
                area.x + 1 + used.min(cols.saturating_sub(2)),
                y,
                2,
                " …",
                theme.muted,
            );
        }
    }
    if let Some(gap) = coaching.gaps.first() {
        canvas.pieces(
            area.x + 1,
            area.bottom().saturating_sub(1),
            cols,
            &[("ASK  ", theme.accent), (&gap.question, theme.text)],
        );
    }
}

#[cfg(test)]
mod tests {
    use super::Prose;
    use crate::coach::scripts;

    #[test]
    fn no_script_is_cut_in_the_narrowest_sidebar_of_the_lowest_window() {
        // 35 columns beside the rule, and 18 rows less the header, the hints and the heading.
        for script in scripts::builtin() {
            let lines = Prose::of([(script.text.as_str(), false)]).lines(35);
            assert!(lines.len() <= 13, "{}: {} lines", script.id, lines.len());
        }
    }
}
