//! A page to read over the screen: every key that works here, or the current script whole with all
//! the questions. It scrolls; nothing is cut.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{check, moves, panel};
use crate::exchange::recap::Recap;
use crate::text;
use crate::tui::coaching::Coaching;
use crate::tui::commands::{Place, TABLE};
use crate::tui::paint::Canvas;
use crate::tui::screens::plan::PlanScreen;
use crate::tui::theme::Theme;
use crate::tui::widgets::coach;
use crate::tui::widgets::details::{self, Details};
use crate::tui::widgets::legend;

/// A page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// What is on it.
    pub what: What,
    /// The first visible line.
    pub scroll: usize,
}

/// What is on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The keys of a place.
    Help(Place),
    /// The script and the questions.
    Script,
    /// Whether the plan is real.
    Check,
    /// Everything known of the selected row.
    Details,
    /// The follow-up message.
    Recap,
    /// What to know before a window is shared.
    Opening,
    /// What a trial moves.
    Trial,
}

impl Page {
    /// A page from its top.
    pub fn new(what: What) -> Self {
        Self { what, scroll: 0 }
    }

    /// Scrolls, never past the end: `most` is as far as it goes.
    pub fn scroll(&mut self, by: isize, most: usize) {
        self.scroll = self.scroll.min(most).saturating_add_signed(by).min(most);
    }

    /// How far it can be scrolled in an area.
    pub fn most(&self, screen: Option<&PlanScreen>, area: Rect, theme: &Theme) -> usize {
        let mut aside = Buffer::empty(area);
        view(self, screen, area, &mut Canvas::new(&mut aside, theme))
    }
}

/// Paints a page. Returns how far it can be scrolled.
pub fn view(page: &Page, screen: Option<&PlanScreen>, area: Rect, canvas: &mut Canvas) -> usize {
    match (page.what, screen) {
        (What::Help(place), _) => help(place, page.scroll, area, canvas),
        (What::Script, Some(screen)) => match &screen.coaching {
            Some(coaching) => script(coaching, page.scroll, area, canvas),
            None => 0,
        },
        (What::Check, Some(screen)) => match &screen.coaching {
            Some(coaching) => {
                let judged = (&coaching.inspection, &coaching.need);
                check::view(judged, page.scroll, area, canvas)
            }
            None => 0,
        },
        (What::Details, Some(screen)) => details(screen.details(), page.scroll, area, canvas),
        (What::Trial, Some(screen)) => moves::view(screen, page.scroll, area, canvas),
        (What::Recap, Some(screen)) => {
            let recap = Recap::of(screen.plan(), screen.document.schedule());
            words(("Recap", &recap.text(), BACK), page.scroll, area, canvas)
        }
        (What::Opening, _) => words(
            (OPENING_TITLE, OPENING, "Enter begins"),
            page.scroll,
            area,
            canvas,
        ),
        (What::Script | What::Check | What::Details | What::Recap | What::Trial, None) => 0,
    }
}

const OPENING_TITLE: &str = "Before you share";

/// Fit to be seen, should the window be shared already.
const OPENING: &str = "\
Share this window, not the whole desktop.

F2 hides the plan behind a card with its name and date; F2 again shows it.

What only you may see has a window of its own: on another screen, on a phone over ssh, or in a tmux \
pane outside this window, start it with

    backcast prompter

The ten minutes begin when you close this.";

/// A page of paragraphs under a title, and how it is closed.
fn words(
    (title, said, close): (&str, &str, &str),
    scroll: usize,
    area: Rect,
    canvas: &mut Canvas,
) -> usize {
    let cols = 84.min(area.width);
    let room = usize::from(cols.saturating_sub(4));
    let lines: Vec<String> = said
        .lines()
        .flat_map(|line| match line {
            "" => vec![String::new()],
            line => text::wrap(line, room),
        })
        .collect();
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let inner = panel(canvas, area, cols, rows.saturating_add(4), title);
    let shown = usize::from(inner.height.saturating_sub(1));
    let most = lines.len().saturating_sub(shown);
    let scroll = scroll.min(most);
    for (y, line) in (inner.y..).zip(lines.iter().skip(scroll).take(shown)) {
        canvas.text(inner.x, y, inner.width, line, canvas.theme.text);
    }
    foot(scroll, most, close, inner, canvas);
    most
}

fn details(details: &Details, scroll: usize, area: Rect, canvas: &mut Canvas) -> usize {
    let cols = 84.min(area.width);
    let rows = details.wrapped(cols.saturating_sub(4));
    let height = u16::try_from(rows.len())
        .unwrap_or(u16::MAX)
        .saturating_add(4);
    let inner = panel(canvas, area, cols, height, details.title());
    let shown = usize::from(inner.height.saturating_sub(1));
    let most = rows.len().saturating_sub(shown);
    let scroll = scroll.min(most);
    for (y, row) in (inner.y..).zip(rows.iter().skip(scroll).take(shown)) {
        details::paint_row(row, (inner.x, y), inner.width, canvas);
    }
    foot(scroll, most, BACK, inner, canvas);
    most
}

/// Where a command's title begins, and how wide titles are.
const TITLE: (u16, u16) = (15, 25);

/// With less room than this beside the title, what a command does stands below it.
const LEAST_HELP: u16 = 40;

/// A line of the help: the keys and the title of a command, and as much of what it does as fits.
struct HelpLine {
    keys: String,
    title: &'static str,
    help: String,
}

fn help(place: Place, scroll: usize, area: Rect, canvas: &mut Canvas) -> usize {
    const COLS: u16 = 100;
    let heading = format!("Keys · {}", place.title());
    let room = COLS.min(area.width).saturating_sub(4);
    let beside = room.saturating_sub(TITLE.0 + TITLE.1);
    let below = beside < LEAST_HELP;
    let help_at = TITLE.0 + if below { 0 } else { TITLE.1 };
    let lines = help_lines(place, usize::from(room.saturating_sub(help_at)), below);
    // What the marks mean comes first, and scrolls with the rest: it may be half of a small window.
    let marks = match place {
        Place::Plan | Place::Share => legend::height(room, canvas) + 1,
        _ => 0,
    };
    let total = marks + lines.len();
    let rows = u16::try_from(total).unwrap_or(u16::MAX);
    let inner = panel(canvas, area, COLS, rows.saturating_add(4), &heading);
    let shown = usize::from(inner.height.saturating_sub(1));
    let most = total.saturating_sub(shown);
    let scroll = scroll.min(most);
    if scroll < marks {
        let above = Rect {
            height: inner.height.saturating_sub(1),
            ..inner
        };
        legend::paint(legend::Which::All, above, scroll, canvas);
    }
    let theme = canvas.theme;
    let top = inner.y + u16::try_from(marks.saturating_sub(scroll)).unwrap_or(u16::MAX);
    let bottom = inner.bottom().saturating_sub(1);
    for (y, line) in (top..bottom).zip(lines.iter().skip(scroll.saturating_sub(marks))) {
        canvas.text(inner.x, y, TITLE.0 - 1, &line.keys, theme.accent);
        let title_at = inner.x + TITLE.0;
        canvas.text(title_at, y, TITLE.1 - 1, line.title, theme.strong);
        let help_at = inner.x + help_at;
        let room = inner.right().saturating_sub(help_at);
        canvas.text(help_at, y, room, &line.help, theme.muted);
    }
    foot(scroll, most, BACK, inner, canvas);
    most
}

fn help_lines(place: Place, cols: usize, below: bool) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    for command in TABLE.iter().filter(|command| command.applies(place)) {
        let mut help = text::wrap(command.help, cols).into_iter();
        let first = if below { None } else { help.next() };
        lines.push(HelpLine {
            keys: command.keys_text(),
            title: command.title,
            help: first.unwrap_or_default(),
        });
        lines.extend(help.map(|help| HelpLine {
            keys: String::new(),
            title: "",
            help,
        }));
    }
    lines
}

fn script(coaching: &Coaching, scroll: usize, area: Rect, canvas: &mut Canvas) -> usize {
    let Some(script) = coaching.script() else {
        return 0;
    };
    let cols = 80.min(area.width);
    let prose = coach::script_prose(coaching);
    let lines = prose.lines(cols.saturating_sub(4));
    let below = below_script(
        coaching,
        &script.source,
        usize::from(cols.saturating_sub(4)),
    );
    let total = lines.len() + below.len();
    let rows = u16::try_from(total).unwrap_or(u16::MAX).saturating_add(4);
    let inner = panel(
        canvas,
        area,
        cols,
        rows,
        &coach::full_title(coaching, script),
    );
    let theme = canvas.theme;
    let shown = usize::from(inner.height.saturating_sub(1));
    let most = total.saturating_sub(shown);
    let scroll = scroll.min(most);
    for (y, index) in (inner.y..).zip(scroll..total.min(scroll + shown)) {
        if let Some(line) = lines.get(index) {
            let styles = (theme.text, theme.filled);
            prose.paint(canvas, (inner.x, y), inner.width, line, styles);
        } else if let Some((words, strong)) = below.get(index - lines.len()) {
            let style = if *strong { theme.text } else { theme.muted };
            canvas.text(inner.x, y, inner.width, words, style);
        }
    }
    foot(scroll, most, BACK, inner, canvas);
    most
}

/// What stands below a script: which reading it is, its source, and the questions to ask; those are
/// marked.
fn below_script(coaching: &Coaching, source: &str, cols: usize) -> Vec<(String, bool)> {
    let reading = if coaching.deal_words {
        "with this deal's words; v: as written"
    } else {
        "as written; v: with this deal's words"
    };
    let wrapped = |words: &str, cols: usize| text::wrap(&text::harmless(words), cols);
    let notes = format!("{reading} · [ ] leaf · source: {source}");
    let mut below = vec![(String::new(), false)];
    below.extend(wrapped(&notes, cols).into_iter().map(|line| (line, false)));
    below.push((String::new(), false));
    for (number, gap) in coaching.gaps.iter().enumerate() {
        let question = wrapped(&gap.question, cols.saturating_sub(4));
        for (index, line) in question.iter().enumerate() {
            let lead = if index == 0 {
                format!("{:>2}  ", number + 1)
            } else {
                "    ".to_owned()
            };
            below.push((format!("{lead}{line}"), true));
        }
    }
    below
}

/// How most pages are closed.
pub(super) const BACK: &str = "Esc back";

/// Says that there is more, and how to close.
pub(super) fn foot(scroll: usize, most: usize, close: &str, inner: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let y = inner.bottom().saturating_sub(1);
    canvas.clear(
        Rect {
            y,
            height: 1,
            ..inner
        },
        theme.panel,
    );
    let [up, down] = canvas.glyphs.scroll;
    let more = match (scroll > 0, scroll < most) {
        (false, false) => String::new(),
        (true, false) => format!("{up} more above"),
        (false, true) => format!("{down} more below"),
        (true, true) => format!("{up}{down} more above and below"),
    };
    canvas.text(inner.x, y, inner.width, &more, theme.accent);
    canvas.text_right(inner.x, y, inner.width, close, theme.muted);
}
