//! Texts that no terminal may get as they are, in every field that takes text: nothing of them
//! reaches a cell, and no column is pushed out of line.

use backcast::plan::{Person, Plan, Role, Side};

use std::rc::Rc;

use ratatui::buffer::Buffer;

use crate::cells::write_changes;
use crate::harness::{App, example_plan};
use crate::payloads::{PAYLOADS, is_dangerous};
use crate::terminals::Terminals;

/// The windows that a plan must be read in: the smallest, the usual, a large one.
pub(crate) const SIZES: [(u16, u16); 3] = [(60, 18), (80, 24), (120, 40)];

/// The hostile texts one after the other, round and round.
pub(crate) fn texts(from: usize) -> impl Iterator<Item = String> {
    let all = PAYLOADS.iter().cycle().skip(from);
    all.map(|(_, text)| text())
}

/// The example with hostile texts in everything that is text: another one in each place, beginning
/// with the one of that number.
fn hostile_plan(from: usize) -> Plan {
    let mut texts = texts(from);
    let mut text = || texts.next().unwrap();
    let mut plan = example_plan();
    for step in &mut plan.steps {
        step.title = text();
    }
    for step in &mut plan.steps {
        step.done_when = text();
        step.note = text();
    }
    for person in &mut plan.people {
        person.name = text();
        person.email = text();
        person.role = Some(Role::from_word(&text()));
    }
    for place in [
        &mut plan.name,
        &mut plan.anchor.outcome,
        &mut plan.anchor.if_missed,
        &mut plan.buyer.organization,
        &mut plan.seller.organization,
    ] {
        *place = text();
    }
    let stranger = Person::new("stranger".to_owned(), &text(), Side::Other(text()));
    plan.people.push(stranger);
    plan.steps[3].side = Side::Other(text());
    plan
}

/// Enough plans for every text to be the title of a step and the name of a person.
pub(crate) fn hostile_plans() -> impl Iterator<Item = (String, Plan)> {
    let all = (0..PAYLOADS.len()).step_by(9);
    all.map(|from| {
        (
            format!("texts from {}", PAYLOADS[from].0),
            hostile_plan(from),
        )
    })
}

/// Holds that no cell of the screen has a dangerous character, and that what is drawn on the right of
/// texts stands in its column.
#[track_caller]
fn is_harmless(app: &App, name: &str) {
    frame_is_harmless(&app.frame(), name);
}

#[track_caller]
fn frame_is_harmless(buffer: &Buffer, name: &str) {
    let area = buffer.area;
    for y in area.top()..area.bottom() {
        let mut covered = 0;
        for x in area.left()..area.right() {
            let symbol = buffer[(x, y)].symbol();
            let bad = symbol.chars().find(|&c| is_dangerous(c));
            assert_eq!(bad, None, "{name}: {symbol:?} at {x}, {y}");
            let width = backcast::text::width(symbol);
            if covered > 0 {
                covered -= 1;
            } else {
                covered = width.saturating_sub(1);
            }
        }
        assert_eq!(
            covered, 0,
            "{name}: a character hangs over the edge of row {y}"
        );
    }
}

/// Holds every frame against what terminals make of it, each painted over the one before.
pub(crate) struct Watched {
    terminals: Terminals,
    shown: Buffer,
}

impl Watched {
    pub(crate) fn new(app: &App) -> Self {
        let (cols, rows) = app.model.size;
        let shown = Buffer::empty(app.frame().area);
        let terminals = Terminals::new(cols, rows);
        Self { terminals, shown }
    }

    #[track_caller]
    pub(crate) fn look(&mut self, app: &App, name: &str) {
        let frame = app.frame();
        frame_is_harmless(&frame, name);
        let mut bytes = Vec::new();
        write_changes(&self.shown, &frame, &mut bytes);
        if let Err(told) = self.terminals.take(&bytes, &frame) {
            panic!("{name}, {:?}: {told}\n{}", app.model.size, app.screen());
        }
        self.shown = frame;
    }
}

/// Opens every overlay and edits a little.
const KEYS: &[&str] = &[
    "",
    "o",
    "<esc>w",
    "<esc>l",
    "<esc>aPilot after A",
    "<esc>e",
    "<tab><tab><tab><tab>",
    "<esc>g",
    "<esc>:",
    "<esc>?",
    "<esc>c",
    "v",
    "]",
    "]",
    "]",
    "]",
    "]",
    "<end>",
    "<esc>E",
    "<end>",
    "<esc>P",
    "<enter>",
    "<esc><esc>r",
    "D",
    "u",
    "s",
    "p20 jan<enter>",
    "<home>",
    "nA<enter>",
];

/// Opens a plan in which every text is hostile, and looks at every screen and overlay, in windows of
/// every kind and in terminals of either opinion.
#[test]
fn hostile_plans_reach_no_cell_and_move_none() {
    for (name, plan) in hostile_plans() {
        let mut app = App::with(&plan, 80, 24);
        let mut windows = SIZES.map(|(cols, rows)| Watched::new(app.resize(cols, rows)));
        for keys in KEYS.iter().chain(&["<esc>"]) {
            app.keys(keys);
            for (watched, (cols, rows)) in windows.iter_mut().zip(SIZES) {
                watched.look(app.resize(cols, rows), &name);
            }
        }
        assert_eq!(app.file(), *app.plan(), "{name}");
    }
}

/// Opens the list of plans, all of them with the same text in their names.
#[test]
fn the_dates_in_the_list_stand_in_one_column() {
    let folder = Rc::new(tempfile::tempdir().unwrap());
    for (at, (_, text)) in PAYLOADS.iter().enumerate() {
        let mut plan = example_plan();
        plan.name = text();
        plan.buyer.organization = text();
        plan.seller.organization = text();
        let path = folder.path().join(format!("{at:03}.json"));
        backcast::store::create(&path, &plan).unwrap();
    }
    for (cols, rows) in SIZES {
        let mut app = App::home_in(&folder, cols, rows);
        let mut watched = Watched::new(&app);
        let (column, _) = app.place_of("go-live");
        let shown = usize::from(rows) - 9;
        for _ in PAYLOADS.chunks(shown) {
            watched.look(&app, "the list");
            for y in 4..rows - 5 {
                let cells = (column..column + 3).map(|x| watched.shown[(x, y)].symbol());
                let date: String = cells.collect();
                assert_eq!(date, "Mon", "row {y}:\n{}", app.screen());
            }
            app.keys("<pgdn>");
        }
    }
}

/// The vertical line before the coach stands in one column, whatever the texts at its left.
#[test]
fn columns_stay_in_line() {
    for (name, plan) in hostile_plans() {
        let app = App::with(&plan, 120, 40);
        let buffer = app.frame();
        let line =
            (0..120).find(|&x| buffer[(x, 1)].symbol() == "│" && buffer[(x, 38)].symbol() == "│");
        let line = line.unwrap_or_else(|| panic!("{name}:\n{}", app.screen()));
        for y in 1..39 {
            assert_eq!(
                buffer[(line, y)].symbol(),
                "│",
                "{name}, row {y}:\n{}",
                app.screen()
            );
        }
        // The days to spare end in one column.
        let spare = app.place_of("done by     spare").0 + 16;
        for y in 3..=13 {
            assert_eq!(
                buffer[(spare, y)].symbol(),
                "d",
                "{name}, row {y}:\n{}",
                app.screen()
            );
        }
    }
}

/// Pastes a hostile text into every line and every field of every form.
#[test]
fn hostile_pastes_reach_no_cell() {
    for payloads in PAYLOADS.chunks(6) {
        let name = payloads[0].0;
        // Thousands of characters show no more than the first of them do.
        let some = |text: String| text.chars().take(80).collect::<String>();
        let text: String = payloads.iter().map(|(_, text)| some(text())).collect();
        let mut app = App::example(80, 24);
        let mut watched = Watched::new(&app);
        for open in ["a", "o", "d", "x", "X", "p", "L", "w", "n", ":"] {
            app.keys(open).paste(&text);
            watched.look(&app, name);
            app.keys("<left><left><home><end><backspace>");
            watched.look(&app, name);
            app.keys("<enter>");
            watched.look(&app, name);
            for _ in 0..3 {
                app.keys("<esc>");
                if app.model.plan().is_none() {
                    app.keys("<enter>");
                }
            }
        }
        for (open, fields) in [("e", 14), ("g", 6), ("Pa", 4)] {
            app.select("Go-live")
                .keys(if open == "e" { "<home>" } else { "" });
            app.keys(open);
            for _ in 0..fields {
                app.paste(&text);
                watched.look(&app, name);
                app.keys("<tab>");
                watched.look(&app, name);
            }
            app.keys("<enter><esc><esc>");
            watched.look(&app, name);
            if app.model.plan().is_none() {
                app.keys("<enter>");
            }
        }
        assert_eq!(app.file(), *app.plan(), "{name}");
    }
}

/// Starts a plan whose name and parties are hostile; the list of plans and a broken file's message
/// are harmless too.
#[test]
fn hostile_names_in_the_list_reach_no_cell() {
    for (name, text) in PAYLOADS {
        let text = text();
        let mut app = App::home(80, 24);
        app.keys("n").paste(&text);
        app.keys("<tab>").paste(&text);
        app.keys("<tab>").paste(&text);
        is_harmless(&app, name);
        app.keys("<enter>");
        is_harmless(&app, name);
        app.keys("<esc>");
        is_harmless(&app, name);
        let broken = serde_json::json!({ "format": 1, "name": text, "steps": text });
        std::fs::write(app.folder.path().join("broken.json"), broken.to_string()).unwrap();
        let app = App::home_in(&app.folder, 80, 24);
        is_harmless(&app, name);
    }
}

/// Opens each broken file from the list: the sentence names file, line and remedy, the file stays as
/// it is, and the plan beside it opens.
#[test]
fn a_broken_file_is_told_in_the_list_and_left_alone() {
    let head = "{\"format\": 1, \"id\": \"p\", \"name\": \"n\",\n";
    let (open, close) = ("[".repeat(1_000_000), "]".repeat(1_000_000));
    let files: [(Vec<u8>, &str); 8] = [
        (b"{\n\"format\": 1,".into(), "0.json:2: the file ends too early"),
        (
            format!("{head}\"mood\": {open}{close}}}").into(),
            "0.json:2: recursion limit exceeded",
        ),
        (
            b"{\n\"name\": \"\xff\"}".into(),
            "0.json:2: the text is not UTF-8",
        ),
        (
            format!("{head}\"mood\": 1,\n\"mood\": 2}}").into(),
            "0.json:3: the key `mood` stands twice",
        ),
        (
            format!("{head}\"steps\": [{{\"id\": \"a\", \"title\": \"t\"}},\n{{\"id\": \"a\", \"title\": \"u\"}}]}}").into(),
            "0.json:3: two of kind step share the id",
        ),
        (
            format!("{head}\"anchor\": {{\"go_live\":\n\"10000-01-01\"}}}}").into(),
            "0.json:3: ",
        ),
        (
            format!("{head}\"steps\": {{}}}}").into(),
            "0.json:2: invalid type: map",
        ),
        (
            b"{\"format\": 1, \"na\xc2\x9b2Jme\": \x1b]52;c;eA==\x07".into(),
            "0.json:1: ",
        ),
    ];
    for (bytes, expected) in files {
        for (cols, rows) in SIZES {
            let folder = Rc::new(tempfile::tempdir().unwrap());
            let broken = folder.path().join("0.json");
            std::fs::write(&broken, &bytes).unwrap();
            backcast::store::create(&folder.path().join("acme.json"), &example_plan()).unwrap();
            let mut app = App::home_in(&folder, cols, rows);
            is_harmless(&app, expected);
            app.keys("<enter>");
            is_harmless(&app, expected);
            assert!(app.model.plan().is_none(), "{expected}");
            let said = app.said().to_owned();
            assert!(said.contains(expected), "expected {expected:?} in {said:?}");
            assert!(
                said.contains(" — ") && said.ends_with("Nothing was changed."),
                "{said}"
            );
            app.keys("<down><enter>");
            assert_eq!(*app.plan(), example_plan(), "{expected}");
            app.keys("oX<enter>q");
            assert_eq!(std::fs::read(&broken).unwrap(), bytes, "{expected}");
        }
    }
}

/// Files of names that no terminal should get, whole and broken, in the list and opened from it.
#[cfg(target_os = "linux")]
#[test]
fn hostile_names_of_files_reach_no_cell() {
    use std::os::unix::ffi::OsStrExt;
    for name in [
        &b"a\x1b[2Jb.json"[..],
        b"a\nb.json",
        b"a\xff\xfe\x9b2J.json",
        b"a\xe2\x80\xaeb.json",
        b"a\x1b]52;c;eA==\x07b.json",
        b"a\rb\tc.json",
    ] {
        let folder = Rc::new(tempfile::tempdir().unwrap());
        let path = folder.path().join(std::ffi::OsStr::from_bytes(name));
        for broken in [true, false] {
            if broken {
                std::fs::write(&path, "{").unwrap();
            } else {
                std::fs::remove_file(&path).unwrap();
                backcast::store::create(&path, &example_plan()).unwrap();
            }
            for (cols, rows) in SIZES {
                let mut app = App::home_in(&folder, cols, rows);
                let mut watched = Watched::new(&app);
                for keys in ["", "<enter>", "o", "<esc>", "q"] {
                    app.keys(keys);
                    watched.look(&app, &format!("{name:?}"));
                }
            }
        }
    }
}
