//! What is private never reaches a window that everybody sees: over every place, every key, every size,
//! and by keys hit at random while other programs save, the disk fails and the day changes. All that
//! is private is filled with marker words (canaries), and so are folders, files and other plans.

use std::rc::Rc;

use backcast::store::{self, Event};
use backcast::tui::commands::{Place, TABLE};
use backcast::tui::model::{Msg, Screen};
use crossterm::event::{MouseButton, MouseEventKind};
use tempfile::TempDir;

use crate::canaries::{self, MARK};
use crate::harness::{App, day, example_plan, parse, today};
use crate::random::Dice;

#[path = "canary/watch.rs"]
mod watch;

use watch::Watch;

const SIZES: [(u16, u16); 5] = [(60, 18), (80, 24), (100, 30), (120, 40), (140, 45)];

/// A folder with the plan, its private file and the plans of other deals. Only the plan has no canary
/// in its name, and comes first in the list.
fn folder() -> Rc<TempDir> {
    let folder = tempfile::Builder::new().prefix(MARK).tempdir().unwrap();
    let (plan, at) = (example_plan(), |name: &str| folder.path().join(name));
    store::create(&at("aa-kanari.json"), &plan).unwrap();
    let private = serde_json::to_vec(&canaries::private(&plan)).unwrap();
    std::fs::write(at("aa-kanari.private.json"), private).unwrap();
    for other in ["kanari-globex.json", "kanari-initech.json"] {
        store::create(&at(other), &canaries::other(&plan)).unwrap();
    }
    Rc::new(folder)
}

fn own_in(folder: &Rc<TempDir>, size: (u16, u16)) -> App {
    let path = folder.path().join("aa-kanari.json");
    let mut app = App::open_in(folder, &path, "new", size);
    app.model.folder = folder.path().display().to_string();
    app.model.defaults.seller = canaries::word("seller");
    app
}

fn live_in(folder: &Rc<TempDir>, size: (u16, u16)) -> App {
    let path = folder.path().join("aa-kanari.json");
    let mut app = App::live_in(folder, &path, size);
    app.model.folder = folder.path().display().to_string();
    app.model.defaults.seller = canaries::word("seller");
    app
}

/// A window that everybody sees: from the beginning, or behind the panic key.
fn shared(folder: &Rc<TempDir>, size: (u16, u16), covered: bool) -> App {
    if !covered {
        return live_in(folder, size);
    }
    let mut app = own_in(folder, size);
    app.keys("<f2>");
    app
}

/// How each place of a shared window is reached from the plan.
const WAYS: &[(&str, Place)] = &[
    ("", Place::Share),
    ("<f2>", Place::Card),
    ("a<f2>", Place::Card),
    ("a", Place::Line),
    ("b", Place::Line),
    ("n", Place::Line),
    ("e", Place::Form),
    ("g", Place::Form),
    ("Pa", Place::Form),
    ("i", Place::Interview),
    ("R", Place::ReadBack),
    ("O", Place::Odds),
    ("Rm", Place::Line),
    ("y", Place::Recap),
    ("t", Place::Levers),
    ("P", Place::List),
    ("m", Place::SharedCalendar),
    ("ma", Place::Line),
    ("mc", Place::Palette),
    ("T", Place::Due),
    ("<space>", Place::Page),
    ("?", Place::Page),
    ("i<f1>", Place::Page),
    (":", Place::Palette),
    ("q", Place::Confirm),
    ("<ctrl-z>", Place::Confirm),
    ("W!W", Place::WhatIf),
    ("W!q", Place::Confirm),
];

/// Every key that does something anywhere.
fn all_keys() -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for key in TABLE.iter().flat_map(|command| command.keys) {
        let name = match *key {
            "<" => "<lt>".to_owned(),
            ">" => "<gt>".to_owned(),
            one if one.chars().count() == 1 => one.to_owned(),
            name => format!("<{name}>"),
        };
        if !keys.contains(&name) {
            keys.push(name);
        }
    }
    keys
}

#[test]
fn no_key_in_any_place_of_a_shared_window_shows_what_is_private() {
    for place in Place::SHARED {
        assert!(WAYS.iter().any(|(_, way)| *way == place), "{place:?}");
    }
    let (keys, folder) = (all_keys(), folder());
    let plan = std::fs::read(folder.path().join("aa-kanari.json")).unwrap();
    let mut watch = Watch::new();
    // The rep's own program behind the panic key has more to hide, and the same keys.
    let live = WAYS.iter().map(|&way| (way, false));
    let ways: Vec<_> = live.chain([(WAYS[0], true)]).collect();
    for (at, ((way, place), covered)) in ways.into_iter().enumerate() {
        for (nth, key) in keys.iter().enumerate() {
            // Each key in each place, the sizes in turn: a place looks the same way in all of them.
            let size = SIZES[(at + nth) % SIZES.len()];
            std::fs::write(folder.path().join("aa-kanari.json"), &plan).unwrap();
            let mut app = shared(&folder, size, covered);
            app.keys("<home><down><down><down>").keys(way);
            assert_eq!(app.model.place(), place, "{way}");
            app.keys(key);
            let told = || format!("{way} then {key} at {size:?}");
            watch.look(&mut app, told);
            if app.left.is_none() && app.model.eyes.shared() {
                app.keys("<enter>");
                watch.look(&mut app, || told() + "<enter>");
            }
        }
    }
    watch.saw_at_least(3_000);
}

#[test]
fn every_place_of_a_shared_window_shows_nothing_private_at_any_size() {
    let folder = folder();
    let mut watch = Watch::new();
    for &(way, _) in WAYS {
        let mut app = live_in(&folder, SIZES[0]);
        app.keys("<home><down><down><down>").keys(way);
        for size in SIZES
            .into_iter()
            .chain([(59, 18), (20, 5), (1, 1), (200, 60)])
        {
            app.resize(size.0, size.1);
            watch.look(&mut app, || format!("{way} at {size:?}"));
        }
    }
    watch.saw_at_least(150);
}

/// What a program cannot write or read has a path in its reason; none of it is for everybody.
#[test]
fn what_goes_wrong_with_files_names_none_on_a_shared_window() {
    let folder = folder();
    let reason = || format!("{}/kanari.json: no space", folder.path().display());
    let mut watch = Watch::new();
    for &(way, _) in WAYS {
        for covered in [false, true] {
            let mut app = shared(&folder, (80, 24), covered);
            app.keys(way);
            let listed = store::Folder::at(folder.path().to_owned()).list().unwrap();
            for msg in [
                Msg::Store(Event::Failed { reason: reason() }),
                Msg::Exported(Err(reason())),
                Msg::Exported(Ok("kanari-recap.md".to_owned())),
                Msg::Opened(Err(reason())),
                Msg::Listed(Err(reason())),
                Msg::Listed(Ok(listed)),
                Msg::NotSaved(reason()),
                Msg::Day(day("2026-11-24")),
            ] {
                let told = format!("{way} then {msg:?}");
                app.send(msg);
                watch.look(&mut app, || told);
            }
        }
    }
    watch.saw_at_least(150);
}

/// A plan that only a newer program can write is looked at; each attempt to edit it says so.
#[test]
fn a_plan_that_can_only_be_looked_at_names_no_file() {
    let folder = folder();
    let path = folder.path().join("aa-kanari.json");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("\"format\": 1", "\"format\": 99", 1)).unwrap();
    let mut watch = Watch::new();
    for (keys, size) in ["", "x<enter>", "aX 1d<enter>", "s", "R<enter>", "yf"]
        .into_iter()
        .zip(SIZES.into_iter().cycle())
    {
        let mut app = live_in(&folder, size);
        watch.look(&mut app, || "read-only".to_owned());
        app.keys("<home><down>").keys(keys);
        watch.look(&mut app, || format!("read-only, {keys}"));
    }
}

/// From everywhere in the rep's own view, with something half typed that is nobody's business.
const OWN: &[&str] = &[
    "", "E", "a", "A", "e", "g", "o", "d", "w", "n", "L", "P", "Pa", "c", "c?", " ", ":", "?", "i",
    "R", "y", "m", "mi", "mc", "Q", "Q<down>", "Qe",
];

#[test]
fn the_panic_key_leaves_nothing_private_in_the_very_next_frame() {
    let folder = folder();
    let mut watch = Watch::new();
    for size in SIZES {
        for open in OWN.iter().copied().chain(["q", "qn", "q?", "q:"]) {
            for panic in ["<f2>", "<ctrl-g>"] {
                let mut app = own_in(&folder, size);
                app.keys("<home><down><down><down>").keys(open).paste(MARK);
                app.keys(panic);
                watch.look(&mut app, || format!("{open} {panic} at {size:?}"));
                for more in [panic, "n", "q", "n", "?", "<esc>", ":", "<esc>", panic] {
                    app.keys(more);
                    watch.look(&mut app, || format!("{open} {panic} {more} at {size:?}"));
                }
                assert!(app.model.eyes.shared());
            }
        }
    }
    watch.saw_at_least(1_500);
}

/// Words to type on a shared window: they are everybody's.
const TYPED: [&str; 16] = [
    "2w",
    " ",
    "Pilot 2d",
    "today",
    "20 jan",
    "5/10/15d",
    "@Dana",
    "Signature",
    " after ",
    "buyer",
    "Ines buyer",
    "99999d",
    "日本",
    "é",
    "don't know",
    "1",
];

/// Somebody who hits keys, and all that happens meanwhile.
struct Hands {
    dice: Dice,
    keys: Vec<String>,
    pressed: usize,
    told: String,
    merges: u64,
}

impl Hands {
    fn new(seed: u64) -> Self {
        Self {
            dice: Dice(seed),
            keys: all_keys(),
            pressed: 0,
            told: String::new(),
            merges: 0,
        }
    }

    fn key(&mut self, app: &mut App) {
        let keys = match (app.model.place(), self.dice.roll(10)) {
            // Where next to no key does anything, nothing would happen for long.
            (Place::Card, 0..4) => "<f2>".to_owned(),
            (Place::Confirm, 0..6) => "n".to_owned(),
            (_, 0 | 1) => self.dice.pick(&TYPED).to_owned(),
            (_, 2) => self.dice.pick(&["<enter>", "<esc>", "<tab>"]).to_owned(),
            _ => self.keys[self.dice.roll(self.keys.len())].clone(),
        };
        self.told.push_str(&keys);
        for key in parse(&keys) {
            if app.left.is_none() {
                app.press(key);
                self.pressed += 1;
            }
        }
    }

    /// Something that no key did.
    fn meanwhile(&mut self, app: &mut App, folder: &TempDir) {
        let reason = || format!("{}/kanari.json: no space", folder.path().display());
        let happened = self.dice.roll(9);
        self.told.push_str(&format!("[{happened}]"));
        match happened {
            0 => {
                let (width, height) = SIZES[self.dice.roll(SIZES.len())];
                app.resize(width, height);
            }
            1 => app.mouse(
                MouseEventKind::Down(MouseButton::Left),
                u16::try_from(self.dice.roll(150)).unwrap(),
                u16::try_from(self.dice.roll(50)).unwrap(),
            ),
            2 => app.mouse(MouseEventKind::ScrollDown, 10, 10),
            3 => {
                app.paste(self.dice.pick(&TYPED));
            }
            4 => {
                let ahead = chrono::Days::new(u64::try_from(self.dice.roll(120)).unwrap());
                app.send(Msg::Day(today() + ahead));
            }
            5 => app.send(Msg::Store(Event::Failed { reason: reason() })),
            6 => app.send(Msg::NotSaved(reason())),
            7 => app.send(Msg::Exported(Err(reason()))),
            _ => self.merge(app),
        }
    }

    /// Another program changed the fields that were changed here.
    fn merge(&mut self, app: &mut App) {
        let Some(screen) = app.model.plan() else {
            return;
        };
        let ours = screen.plan().clone();
        let mut plan = ours.clone();
        for step in &mut plan.steps {
            step.title = format!("Theirs {}", self.merges % 3);
            step.note = "theirs".to_owned();
        }
        self.merges += 1;
        app.send(Msg::Store(Event::Merged {
            merge: self.merges,
            ours: std::sync::Arc::new(ours),
            plan: Box::new(plan),
            conflicts: Vec::new(),
        }));
    }
}

/// Whether the plan has become too small or too large to be worth more keys.
fn is_spent(app: &App) -> bool {
    let steps = app.model.plan().map(|screen| screen.plan().steps.len());
    steps.is_none_or(|steps| !(4..=30).contains(&steps))
}

/// How many keys one seed presses.
const KEYS: usize = 3_600;

fn hit_keys_on_a_call(seed: u64) {
    let mut hands = Hands::new(seed);
    let mut watch = Watch::new();
    while hands.pressed < KEYS {
        let folder = folder();
        let size = SIZES[hands.dice.roll(SIZES.len())];
        let mut app = live_in(&folder, size);
        hands.told = format!("seed {seed} at {size:?}: ");
        hands.merges = 0;
        for _ in 0..400 {
            hands.key(&mut app);
            if app.left.is_none() && hands.dice.roll(8) == 0 {
                hands.meanwhile(&mut app, &folder);
            }
            watch.look(&mut app, || hands.told.clone());
            if app.left.is_some() || is_spent(&app) {
                break;
            }
        }
    }
    watch.saw_at_least(1_000);
}

/// 14,000 keys and more over two tests that run side by side.
#[test]
fn random_keys_in_a_live_window_show_nothing_private() {
    for seed in [1, 2] {
        hit_keys_on_a_call(seed);
    }
}

#[test]
fn other_random_keys_in_a_live_window_show_nothing_private() {
    for seed in [3, 4] {
        hit_keys_on_a_call(seed);
    }
}

/// The rep works, types something half, hits the panic key and goes on behind it, until their own view
/// was asked for and confirmed.
#[test]
fn random_keys_behind_the_panic_key_show_nothing_private() {
    let mut hands = Hands::new(5);
    let mut watch = Watch::new();
    while hands.pressed < KEYS {
        let folder = folder();
        let size = SIZES[hands.dice.roll(SIZES.len())];
        let mut app = own_in(&folder, size);
        hands.told = format!("at {size:?}: ");
        for _ in 0..30 {
            for _ in 0..hands.dice.roll(6) {
                if matches!(app.model.screen, Screen::Plan(_)) && app.left.is_none() {
                    hands.key(&mut app);
                }
            }
            if app.left.is_some() {
                break;
            }
            if !app.model.eyes.shared() {
                app.paste(MARK);
                app.keys("<f2>");
            }
            hands.told.push_str("[panic]");
            watch.look(&mut app, || hands.told.clone());
            for _ in 0..hands.dice.roll(20) {
                if app.left.is_some() || !app.model.eyes.shared() {
                    break;
                }
                hands.key(&mut app);
                if app.left.is_none() && hands.dice.roll(8) == 0 {
                    hands.meanwhile(&mut app, &folder);
                }
                if app.model.eyes.shared() {
                    watch.look(&mut app, || hands.told.clone());
                }
            }
            if app.left.is_some() || is_spent(&app) {
                break;
            }
            go_back(&mut app);
        }
    }
    watch.saw_at_least(800);
}

/// Back to the rep's own view with nothing half typed.
fn go_back(app: &mut App) {
    while app.model.eyes.shared() {
        app.keys("<f2>y");
    }
    while !app.model.overlays.is_empty() {
        app.keys("<esc>");
    }
    app.terminal.clear();
}
