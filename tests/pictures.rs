//! The pictures of the README, made from the program itself: its screens on the example, cell by cell,
//! as SVG. The test holds the files against what the program shows; with `BACKCAST_UPDATE=1 cargo test
//! --test pictures` it writes them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

// What `support/screen.rs` needs under the name that it has inside the crate.
use backcast::text;

#[path = "flows/harness.rs"]
mod harness;
#[path = "support/screen.rs"]
mod screen;

use std::fmt::Write as _;
use std::path::Path;
use std::rc::Rc;

use backcast::tui::model::Msg;
use backcast::tui::theme::{Depth, Theme, UNICODE};
use harness::call::on_a_call;
use harness::practice::played;
use harness::{App, day, example_plan, late_plan};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Size of a cell, and of the frame around the screen, in SVG units.
const CELL: (u32, u32) = (9, 18);
const FRAME: u32 = 14;
const FONT_SIZE: u32 = 15;

const GROUND: &str = "#14161a";
const INK: &str = "#d6d9de";

/// How a cell is drawn.
#[derive(PartialEq, Eq, Clone)]
struct Look {
    ink: String,
    ground: Option<String>,
    bold: bool,
    underlined: bool,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let hex = |color: Color, default: &str| match color {
            Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
            Color::Reset => default.to_owned(),
            other => panic!("{other} is no colour of the theme"),
        };
        let has = |modifier| cell.modifier.contains(modifier);
        let (ink, ground) = (hex(cell.fg, INK), hex(cell.bg, GROUND));
        let (ink, ground) = if has(Modifier::REVERSED) {
            (ground, ink)
        } else {
            (ink, ground)
        };
        Self {
            ink,
            ground: Some(ground).filter(|ground| ground != GROUND),
            bold: has(Modifier::BOLD),
            underlined: has(Modifier::UNDERLINED),
        }
    }
}

/// A screen in full colour.
fn coloured(mut app: App) -> Buffer {
    app.compute();
    app.model.theme = Theme::new(Depth::True, &UNICODE);
    app.frame()
}

/// The example on a window that everybody sees, the buyer's pen at work.
fn shared(width: u16, height: u16) -> App {
    let mut app = App::live(&example_plan(), width, height);
    app.keys("b<enter>aBoard sign-off 4w @Dana before Signature");
    app
}

/// The buyer's calendar with days off of every kind.
fn with_days_off(width: u16, height: u16) -> App {
    let mut app = App::example(width, height);
    app.keys("mxsat 5 dec<enter>vDana 18-22 jan<enter>");
    app.keys("a21 dec - 8 jan year-end change freeze<enter>");
    app
}

/// The odds of the example with a date that it makes in some runs only.
fn tight_odds(width: u16, height: u16) -> App {
    let mut plan = example_plan();
    plan.anchor.go_live = Some(harness::day("2027-01-22"));
    let mut app = App::with(&plan, width, height);
    app.select("Legal redlines").keys("!O");
    app
}

/// A late plan with the list of what would help.
fn looking_for_levers(width: u16, height: u16) -> App {
    let mut app = App::with(&late_plan(), width, height);
    app.keys("t").compute();
    app
}

/// The example with a trial on it: a later go-live date and a longer step.
fn what_if(width: u16, height: u16) -> App {
    let mut app = App::example(width, height);
    app.keys("W").select("Security review");
    app.keys("d<ctrl-u>15d<enter>g<ctrl-u>mar 15<enter>");
    app.model.toast = None;
    app
}

/// What is due in the middle of January, when nothing has been done.
fn due(width: u16, height: u16) -> App {
    let mut app = App::example(width, height);
    app.send(Msg::Day(day("2027-01-14")));
    app.keys("T");
    app
}

/// A 1:1 about the example, in which the rep speaks of what there is.
fn in_a_talk(width: u16, height: u16) -> App {
    let folder = Rc::new(tempfile::tempdir().unwrap());
    let (plan, size) = (example_plan(), (width, height));
    let mut app = App::one_on_one(&folder, Some(&plan), harness::today(), ("one", size));
    let goal = "<enter>March 1. The audit must not run on the old ledger.<ctrl-n>";
    app.keys(goal);
    app.keys("Most of it stands. Tom would know who onboards vendors,<enter>and nobody there");
    app
}

/// What is known of the deal of the example, the paper process selected.
fn audited(width: u16, height: u16) -> App {
    let mut app = App::example(width, height);
    app.keys("Q<space><space>eDana: the close in three days instead of nine<enter><down>");
    app.keys("eSarah says that Dana signs alone up to 100k<enter>");
    app.keys("<end>eA spreadsheet that Tom built<enter><up><space><space><up><up>");
    app.model.toast = None;
    app
}

/// A diagnosis at its end.
fn diagnosed(width: u16, height: u16) -> App {
    let mut app = App::later_diagnosis((width, height));
    app.keys("yheard it without notes<enter>yoffered one to Globex unasked<enter><enter>");
    app
}

/// A screen as SVG: a rectangle behind each stretch of one ground, a text for each stretch of one look.
fn svg(buffer: &Buffer, title: &str) -> String {
    let area = buffer.area;
    let size = |cells: u16, cell: u32| u32::from(cells) * cell + 2 * FRAME;
    let (width, height) = (size(area.width, CELL.0), size(area.height, CELL.1));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" role=\"img\">\n<title>{}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{GROUND}\"/>\n\
         <g font-family=\"'DejaVu Sans Mono','JetBrains Mono','Fira Code',Menlo,Consolas,\
         'Liberation Mono',monospace\" font-size=\"{FONT_SIZE}\" xml:space=\"preserve\">\n",
        escape(title)
    );
    for y in area.top()..area.bottom() {
        for (x, words, look) in stretches(buffer, y) {
            draw(x, y, &words, &look, &mut out);
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// The stretches of one look in a row: column, text, look. Two blanks end a stretch, and what is
/// drawn as a shape or a symbol goes with its like only, so that each keeps its place in any font.
fn stretches(buffer: &Buffer, y: u16) -> Vec<(u16, String, Look)> {
    let area = buffer.area;
    let mut all: Vec<(u16, String, Look)> = Vec::new();
    for x in area.left()..area.right() {
        let cell = &buffer[(x, y)];
        let symbol = cell.symbol();
        assert_eq!(
            text::width(symbol),
            1,
            "the picture draws one column a cell"
        );
        let look = Look::of(cell);
        let goes_on = |words: &str| {
            let last = words.chars().next_back().unwrap_or(' ');
            let next = symbol.chars().next().unwrap_or(' ');
            if is_symbol(last) || is_symbol(next) {
                last == next
            } else {
                words.trim().is_empty() == (next == ' ') || !words.ends_with(' ')
            }
        };
        match all.last_mut() {
            Some((_, words, last)) if *last == look && goes_on(words) => words.push_str(symbol),
            _ => all.push((x, symbol.to_owned(), look)),
        }
    }
    all
}

fn is_symbol(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}')
}

fn draw(x: u16, y: u16, words: &str, look: &Look, out: &mut String) {
    let cells = u32::try_from(words.chars().count()).unwrap();
    let (left, top) = (u32::from(x) * CELL.0 + FRAME, u32::from(y) * CELL.1 + FRAME);
    if let Some(ground) = &look.ground {
        let (width, height) = (cells * CELL.0, CELL.1);
        let _ = writeln!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"{ground}\"/>"
        );
    }
    if shape(words, look, (left, top), out) {
        return;
    }
    let shown = words.trim_end();
    if shown.trim().is_empty() {
        return;
    }
    let lead = u32::try_from(shown.len() - shown.trim_start().len()).unwrap();
    let shown = shown.trim_start();
    let length = u32::try_from(shown.chars().count()).unwrap() * CELL.0;
    let left = left + lead * CELL.0;
    let base = top + CELL.1 * 3 / 4;
    let mut style = String::new();
    if look.bold {
        style.push_str(" font-weight=\"bold\"");
    }
    if look.underlined {
        style.push_str(" text-decoration=\"underline\"");
    }
    let _ = writeln!(
        out,
        "<text x=\"{left}\" y=\"{base}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{style}>{}</text>",
        look.ink,
        escape(shown)
    );
}

/// Draws the characters that fill their cells as shapes, so that bars have no seams in any font. False
/// when they are others.
fn shape(words: &str, look: &Look, (left, top): (u32, u32), out: &mut String) -> bool {
    let (width, height) = (f64::from(CELL.0), f64::from(CELL.1));
    let half = width / 2.0;
    // Bars leave a little air between the rows.
    let (bar, tall) = (2.0, height - 4.0);
    let symbol = words.chars().next().unwrap_or(' ');
    let (x, y, wide, high, opacity) = match symbol {
        '█' => (0.0, bar, width, tall, 1.0),
        '▌' => (0.0, bar, half, tall, 1.0),
        '▐' => (half, bar, half, tall, 1.0),
        '░' => (0.0, bar, width, tall, 0.3),
        '▓' => (0.0, bar, width, tall, 0.7),
        '▒' => (0.0, bar, width, tall, 0.5),
        // Filled from below, an eighth more each.
        '▁'..='▇' => {
            let eighths = f64::from(u32::from(symbol) - u32::from('▁') + 1);
            let high = tall * eighths / 8.0;
            (0.0, bar + tall - high, width, high, 1.0)
        }
        '│' => (half - 0.5, 0.0, 1.0, height, 1.0),
        '─' => (0.0, height / 2.0 - 0.5, width, 1.0, 1.0),
        '━' => (0.0, height / 2.0 - 1.0, width, 2.0, 1.0),
        _ => return false,
    };
    let more = f64::from(u32::try_from(words.chars().count()).unwrap() - 1) * width;
    let (x, y) = (f64::from(left) + x, f64::from(top) + y);
    let opacity = if opacity < 1.0 {
        format!(" fill-opacity=\"{opacity}\"")
    } else {
        String::new()
    };
    let _ = writeln!(
        out,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{high}\" fill=\"{}\"{opacity}/>",
        wide + more,
        look.ink
    );
    true
}

fn escape(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The example with steps that are held to certain days.
fn held_to_days(width: u16, height: u16) -> App {
    let mut app = App::example(width, height);
    for line in [
        "Board 1d buyer only 2nd thu after Executive approval before Signature",
        "Kick-off day 1d buyer on 7 dec",
        "Tender window 5d buyer from 7 dec by 15 jan",
        "Print contracts 1d seller after Legal redlines +5d before Signature",
    ] {
        app.select("Go-live").keys("a").paste(line).keys("<enter>");
    }
    app.select("Board");
    app.model.toast = None;
    app
}

/// What both sides moved since the first agreement.
fn slipped(width: u16, height: u16) -> App {
    let mut app = App::example(width, height);
    app.keys("R<enter><esc><home><down>d<ctrl-u>14d<enter>g<ctrl-u>mar 8<enter><home><down>S");
    app.model.toast = None;
    app
}

/// Looks at the README: its pictures show what the program shows.
#[test]
fn the_pictures_show_the_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/pictures");
    let plan = "backcast: a plan worked backwards from go-live, with the words to say beside it";
    let overdue = "backcast: what is overdue, due soon or could start now, person by person";
    let share = "backcast: the window that everybody on the call sees";
    let calendars = "backcast: the buyer's calendar, with a change freeze over the year's end";
    let odds = "backcast: on which days go-live lands, and what drives it";
    let prompter = "backcast: the window with the words to say, for the rep alone";
    let check = "backcast: whether the plan is real or theatre, with the evidence";
    let mut checked = App::example(100, 38);
    checked.keys("E");
    let meddpicc = "backcast: what is known of the deal, and what of the plan is invented";
    let levers = "backcast: what would make a late plan fit, each change with its effect";
    let whatif = "backcast: what if go-live were later, before and after in one picture";
    let limits = "backcast: steps that are held to certain days, each limit drawn in its row";
    let slip = "backcast: what each side moved since the first agreement";
    let practice =
        "backcast: role-play, with the clock, the script's key phrases and the buyer's card";
    let talk = "backcast: a 1:1, with the words to ask, the plan beside them and what the rep says";
    let diagnose = "backcast: why a rep builds no plans, as the path that the answers take";
    for (name, title, app) in [
        ("plan.svg", plan, App::example(120, 40)),
        ("plan-80x24.svg", plan, App::example(80, 24)),
        ("share.svg", share, shared(100, 26)),
        ("check.svg", check, checked),
        ("meddpicc.svg", meddpicc, audited(100, 30)),
        ("odds.svg", odds, tight_odds(100, 30)),
        ("due.svg", overdue, due(100, 30)),
        ("prompter.svg", prompter, on_a_call(100, 26)),
        ("calendar.svg", calendars, with_days_off(120, 30)),
        ("levers.svg", levers, looking_for_levers(110, 32)),
        ("whatif.svg", whatif, what_if(100, 26)),
        ("limits.svg", limits, held_to_days(100, 34)),
        ("slip.svg", slip, slipped(100, 26)),
        ("practice.svg", practice, played(100, 26)),
        ("one-on-one.svg", talk, in_a_talk(110, 24)),
        ("diagnose.svg", diagnose, diagnosed(110, 26)),
    ] {
        let wanted = svg(&coloured(app), title);
        let path = folder.join(name);
        if std::env::var_os("BACKCAST_UPDATE").is_some() {
            std::fs::write(&path, &wanted).unwrap();
            continue;
        }
        let there = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            there == wanted,
            "{name} shows an older program: run BACKCAST_UPDATE=1 cargo test --test pictures"
        );
    }
}
