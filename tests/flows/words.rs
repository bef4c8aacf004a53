//! Every place that shows a script shows the words of its source: nothing is left out, nothing added,
//! nothing set otherwise, but for where the lines break. Looked at cell by cell, for every script, at
//! every width that the screens are made for, in windows of several heights. What has no room for a long
//! script says that there is more.

use std::rc::Rc;

use backcast::coach::practice::Material;
use backcast::coach::scripts::{Cue, Library, parse_pack};
use backcast::text;
use backcast::tui::model::Screen;
use backcast::tui::screens::practice::{Practice, Setting};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::harness::call::{at, on_a_call};
use crate::harness::{App, example_plan, today};
use crate::screen;

const WIDTHS: std::ops::RangeInclusive<u16> = 60..=200;
/// The lowest window, and one with room to spare.
const HEIGHTS: [u16; 2] = [18, 40];

/// The scripts as their files have them: the name of the cue, and the words.
fn sources() -> Vec<(String, String)> {
    let file = |name: &str| {
        let path = format!("{}/assets/scripts/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let json = std::fs::read_to_string(path).unwrap();
        let script: serde_json::Value = serde_json::from_str(&json).unwrap();
        let words = script["text"].as_str().unwrap().to_owned();
        (name.to_owned(), words)
    };
    // In the order in which they are leafed through.
    [
        "goal",
        "reality",
        "intro",
        "co_build",
        "will",
        "co_authored",
    ]
    .map(file)
    .to_vec()
}

/// A team's script with all that a line can be broken at, and what it cannot: paragraphs, several spaces,
/// wide characters, a word longer than any line.
fn hard() -> String {
    let word = "x".repeat(230);
    let spaced = "Two  spaces, an em dash — and “quotes”, then   three.";
    let wide = "会議の準備を確認する。".repeat(8);
    let long = "We count back from your day, step by step, and say who does what. ".repeat(6);
    format!(
        "{spaced}\nA new line.\n\n{wide} then {word}.\n\n{}",
        long.trim()
    )
}

/// The team's library: the hard one before those of the program.
fn library() -> Library {
    let pack = serde_json::json!([{"id": "hard", "cue": "hard", "speaker": "rep", "audience": "buyer",
        "source": "our team", "text": hard()}]);
    Library::new(parse_pack("ours.json", &pack.to_string()).unwrap())
}

/// All that is leafed through: the hard one, then the program's.
fn all() -> Vec<(String, String)> {
    let mut all = vec![("hard".to_owned(), hard())];
    all.extend(sources());
    all
}

/// What became of a script on the screen.
#[derive(Debug, PartialEq, Eq)]
enum Shown {
    /// Every word of it.
    Whole,
    /// Its beginning, and a sign that it goes on.
    Begun,
}

/// The row of the frame from a column on, up to another; blanks at its end are left out.
fn row(frame: &Buffer, y: u16, x: u16, right: u16) -> String {
    let (mut words, mut covered) = (String::new(), 0);
    for x in x..right {
        let symbol = frame[(x, y)].symbol();
        if covered == 0 {
            words.push_str(symbol);
        }
        covered = text::width(symbol).max(covered).saturating_sub(1);
    }
    words.trim_end().to_owned()
}

fn rows(frame: &Buffer, area: Rect) -> Vec<String> {
    let ys = area.top()..area.bottom().min(frame.area.bottom());
    ys.map(|y| row(frame, y, area.left(), area.right()))
        .collect()
}

/// Undoes the wrapping: takes each row off the source, and what a line may be broken at between them.
/// `more` are the signs that a script goes on, as rows end with them.
fn unwrapped(rows: &[String], source: &str, more: &[&str]) -> Result<Shown, String> {
    let mut rest = source;
    // With room enough a free line stands between the lines.
    let spaced =
        rows.len() > 1 && rows[1].is_empty() && !source.starts_with(&format!("{}\n\n", rows[0]));
    for row in rows.iter().step_by(if spaced { 2 } else { 1 }) {
        let Some(after) = rest.strip_prefix(row.as_str()) else {
            let begins = |sign: &&str| {
                let row = row.strip_suffix(sign).map(str::trim_end);
                row.is_some_and(|row| rest.starts_with(row))
            };
            return match more.iter().any(begins) {
                true => Ok(Shown::Begun),
                false => Err(format!("“{row}” where “{}” goes on", text::clip(rest, 200))),
            };
        };
        if after.is_empty() {
            return Ok(Shown::Whole);
        }
        let next = after.trim_start_matches(' ');
        let next = next.strip_prefix('\n').unwrap_or(next);
        if next.len() == after.len() && !torn(row, after) {
            return Err(format!("a word is torn after “{row}”"));
        }
        rest = next;
    }
    Err(format!("“{}” is missing", text::clip(rest, 200)))
}

/// Whether a line may be broken here without white space: beside a wide character, or in a word that is
/// longer than the line.
fn torn(before: &str, after: &str) -> bool {
    let wide = |c: char| text::width(&c.to_string()) > 1;
    let last = before.chars().next_back();
    let beside = [last, after.chars().next()].into_iter().flatten().any(wide);
    let of_word = |c: &char| !c.is_whitespace() && !wide(*c);
    let head = before.chars().rev().take_while(of_word).count();
    let tail = after.chars().take_while(of_word).count();
    beside || head + tail > text::width(before)
}

/// Holds what a place shows of a script against the source. The program's own are always whole.
#[track_caller]
fn holds(app: &App, place: &str, (cue, source): (&str, &str), rows: &[String], more: &[&str]) {
    let shown = unwrapped(rows, source, more);
    let (width, height) = app.model.size;
    match shown {
        Ok(Shown::Whole) => {}
        Ok(Shown::Begun) if cue == "hard" || place == "the strip" => {}
        wrong => {
            let frame = app.screen();
            panic!("{cue} in {place} at {width}x{height}: {wrong:?}\n{frame}")
        }
    }
}

/// The column and the row of the first row that holds all of these words: its first words stand there.
#[track_caller]
fn heading(frame: &Buffer, words: &[&str]) -> (u16, u16) {
    let shown = screen::text(frame);
    let mut found = (0..).zip(shown.lines());
    let found = found.find(|(_, row)| words.iter().all(|words| row.contains(words)));
    let (y, row) = found.unwrap_or_else(|| panic!("no {words:?} in\n{shown}"));
    let before = row.len() - row.trim_start().len();
    (u16::try_from(before).unwrap(), y)
}

/// The rows below a heading and the free line that may follow it, down to the end of the window.
fn below(frame: &Buffer, (x, y): (u16, u16), right: u16) -> Vec<String> {
    let bottom = frame.area.bottom();
    let free = u16::from(row(frame, y + 1, x, right).is_empty());
    let y = y + 1 + free;
    rows(frame, Rect::new(x, y, right - x, bottom - y))
}

/// What stands in an area that is scrolled through line by line to its end.
fn scrolled(app: &mut App, area: Rect) -> Vec<String> {
    let mut all = rows(&app.frame(), area);
    let mut before = all.clone();
    loop {
        app.keys("<down>");
        let now = rows(&app.frame(), area);
        if now == before {
            return all;
        }
        all.push(now.last().unwrap().clone());
        before = now;
    }
}

fn title(cue: &str) -> String {
    let cue: Cue = serde_json::from_value(cue.into()).unwrap();
    cue.title().to_uppercase()
}

/// Where this deal knows a day better, it says its own: what the example's deal makes of the words.
fn of_the_deal(source: &str) -> String {
    source.replace("February 7", "Friday, February 5")
}

/// The readings of a script, with the keys that go on to the next; the hard one has nothing of the deal's.
fn readings(source: &str) -> Vec<(String, &'static str)> {
    if source == hard() {
        return vec![(source.to_owned(), "")];
    }
    vec![(source.to_owned(), "v"), (of_the_deal(source), "v")]
}

/// The example with the team's library, opened anew.
fn example(width: u16, height: u16) -> App {
    let mut app = App::home(width, height);
    app.model.scripts = library();
    app.keys("e");
    let at = app.coaching().index();
    app.keys(&"[".repeat(at));
    app
}

/// Leafs through the scripts beside the timeline and below it, as written and in this deal's words.
#[test]
fn the_coach_beside_a_plan_shows_each_script_as_its_source_has_it() {
    let (mut beside, mut below) = (0, 0);
    for height in HEIGHTS {
        let mut app = example(60, height);
        for width in WIDTHS {
            app.resize(width, height);
            let parts = app.plan_screen().parts(Rect::new(0, 0, width, height));
            for (cue, source) in all() {
                for (source, next) in readings(&source) {
                    let frame = app.frame();
                    if parts.sidebar.width > 0 {
                        let mut area = parts.sidebar;
                        (area.y, area.height) = (area.y + 2, area.height - 2);
                        let more = ["c shows it whole"];
                        holds(
                            &app,
                            "the sidebar",
                            (&cue, &source),
                            &rows(&frame, area),
                            &more,
                        );
                        beside += 1;
                    } else if parts.strip.height > 0 {
                        let strip = parts.strip;
                        let area = Rect::new(1, strip.y + 1, width - 2, strip.height - 2);
                        let more = [" …"];
                        holds(
                            &app,
                            "the strip",
                            (&cue, &source),
                            &rows(&frame, area),
                            &more,
                        );
                        below += 1;
                    }
                    app.keys(next);
                }
                app.keys("]");
            }
        }
    }
    // 89 widths at the side and 52 below, each script in both readings but the hard one.
    assert_eq!((beside, below), (89 * 13 * 2, 52 * 13));
}

/// Opens each script whole with `c` in the lowest window, and scrolls where it is longer than the page.
#[test]
fn the_page_of_a_script_shows_it_as_its_source_has_it() {
    let mut app = example(60, 18);
    app.keys("c");
    for width in WIDTHS {
        app.resize(width, 18);
        for (cue, source) in all() {
            for (source, next) in readings(&source) {
                let frame = app.frame();
                let (_, top) = heading(&frame, &["╭─", &title(&cue), "/7"]);
                let (_, foot) = heading(&frame, &["Esc back", "│"]);
                let edges = row(&frame, top, 0, width);
                let column = |edge| text::width(&edges[..edges.find(edge).unwrap()]);
                let [x, right] = ['╭', '╮'].map(|edge| u16::try_from(column(edge)).unwrap());
                let area = Rect::new(x + 2, top + 1, right - x - 3, foot - top - 1);
                let rows = match cue == "hard" {
                    true => scrolled(&mut app, area),
                    false => rows(&frame, area),
                };
                holds(&app, "its page", (&cue, &source), &rows, &[]);
                app.keys(next);
            }
            app.keys("]");
        }
    }
}

/// Leafs through the scripts on the prompter while a call goes on.
#[test]
fn the_prompter_shows_each_script_as_its_source_has_it() {
    for height in HEIGHTS {
        let mut app = on_a_call(60, height);
        let place = |app: &App| {
            app.model
                .prompter()
                .unwrap()
                .reading()
                .unwrap()
                .coaching
                .index()
        };
        let at = place(&app);
        app.keys(&"[".repeat(at));
        for width in WIDTHS {
            app.resize(width, height);
            for (at, (cue, source)) in sources().into_iter().enumerate() {
                assert_eq!(place(&app), at);
                for source in [of_the_deal(&source), source.clone()] {
                    let number = format!("{}/6", at + 1);
                    let frame = app.frame();
                    let (x, y) = heading(&frame, &[&title(&cue), &number]);
                    let rows = below(&frame, (x, y), width);
                    holds(&app, "the prompter", (&cue, &source), &rows, &[" …"]);
                    app.keys("v");
                }
                app.keys("]");
            }
        }
    }
}

/// Goes through the stages of a 1:1.
#[test]
fn a_1_on_1_shows_the_words_of_each_stage_as_their_source_has_them() {
    for height in HEIGHTS {
        let folder = Rc::new(tempfile::tempdir().unwrap());
        let mut app = App::one_on_one(
            &folder,
            Some(&example_plan()),
            today(),
            ("one", (60, height)),
        );
        app.keys("<enter>");
        for (cue, source) in sources().into_iter().take(5) {
            for width in WIDTHS {
                app.resize(width, height);
                let frame = app.frame();
                let (x, y) = heading(&frame, &[&title(&cue), " · "]);
                // From some width on the plan stands beside the words.
                let shown = row(&frame, y, 0, width);
                let plan = shown.find("  THE PLAN").map(|at| text::width(&shown[..at]));
                let right = plan.map_or(width, |at| u16::try_from(at).unwrap());
                let rows = below(&frame, (x, y), right);
                holds(&app, "a 1:1", (&cue, &source), &rows, &[" …"]);
            }
            app.keys("<ctrl-n>");
        }
    }
}

/// Practises each moment with its script whole before the rep.
#[test]
fn role_play_with_the_full_text_shows_each_script_as_its_source_has_it() {
    for height in HEIGHTS {
        let mut app = App::home(60, height);
        let mut material = Material::builtin().clone();
        let mut drill = material.drills[0].clone();
        material.drills.clear();
        for (cue, _) in all() {
            drill.cue = serde_json::from_value(cue.as_str().into()).unwrap();
            drill.id = cue;
            material.drills.push(drill.clone());
        }
        let setting = Setting {
            material,
            scripts: library(),
            seed: 7,
            deal: None,
        };
        let practice = Practice::new(setting, "Alex", None, at(0));
        app.model.screen = Screen::Practice(Box::new(practice));
        for (cue, source) in all() {
            app.keys("<enter>");
            for width in WIDTHS {
                app.resize(width, height);
                let frame = app.frame();
                let (x, y) = heading(&frame, &[&title(&cue), "full text · 1/4"]);
                let rows = below(&frame, (x, y), width);
                holds(&app, "role-play", (&cue, &source), &rows, &[" …"]);
            }
            app.keys("<esc><down>");
        }
    }
}

/// Comes to each cause of a diagnosis, in a window that holds all of it.
#[test]
fn a_diagnosis_ends_with_the_words_of_their_source() {
    const HEIGHT: u16 = 70;
    let causes = ["intro", "co_authored", "co_build", "will", "", "goal"];
    for (yes, cue) in causes.into_iter().enumerate() {
        let Some((_, source)) = sources().into_iter().find(|(known, _)| known == cue) else {
            continue;
        };
        let folder = Rc::new(tempfile::tempdir().unwrap());
        let mut app = App::diagnosis(&folder, (60, HEIGHT));
        app.keys(&"y<enter>".repeat(yes));
        if yes < 5 {
            app.keys("n<enter>");
        }
        for width in WIDTHS {
            app.resize(width, HEIGHT);
            // From some width on the end stands beside the path.
            let x = match width < 100 {
                true => 2,
                false => ((width - 4) / 2).min(72) + 5,
            };
            let rows = rows(&app.frame(), Rect::new(x, 3, width - x - 1, HEIGHT - 5));
            let heading = rows.iter().position(|row| *row == title(cue));
            let rows = &rows[heading.unwrap() + 1..];
            holds(&app, "a diagnosis", (cue, &source), rows, &[]);
        }
    }
}

/// Nothing that differs by a letter, a space, a line or a sign passes.
#[test]
fn what_differs_is_seen() {
    let source = "Okay, go-live is March 1.  Two words — then\nanother line.\n\nAnd a paragraph.";
    let right = [
        "Okay, go-live is",
        "March 1.  Two words",
        "— then",
        "another line.",
        "",
        "And a paragraph.",
        "Something else.",
    ];
    let read = |rows: &[&str]| {
        let rows: Vec<String> = rows.iter().map(|row| (*row).to_owned()).collect();
        unwrapped(&rows, source, &[" …"])
    };
    assert_eq!(read(&right), Ok(Shown::Whole));
    assert_eq!(read(&["Okay, go-live is", "March …"]), Ok(Shown::Begun));
    let wide: Vec<&str> = right.iter().flat_map(|row| [row, ""]).collect();
    assert_eq!(read(&wide), Ok(Shown::Whole));
    for (at, wrong) in [
        (0, "Okay, go-live  is"),
        (0, "Okay, go-liv"),
        (0, " Okay, go-live is"),
        (1, "March 1. Two words"),
        (1, "March 1.  Two words then"),
        (1, "March 2.  Two words"),
        (2, "- then"),
        (2, "— then another line."),
        (4, "And a paragraph."),
        (5, "And a paragraph"),
        (5, ""),
    ] {
        let mut rows = right;
        rows[at] = wrong;
        assert!(read(&rows).is_err(), "{wrong}");
        let missing: Vec<&str> = [&right[..at], &right[at + 1..]].concat();
        assert!(read(&missing).is_err(), "without {}", right[at]);
    }
}
