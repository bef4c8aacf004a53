//! Somebody hits keys without looking: nothing breaks, and what is on the screen is on disk.

use crossterm::event::{KeyModifiers, MouseButton, MouseEventKind};

use crate::harness::{App, parse};

/// A small generator of random numbers (splitmix64), so that a failure can be repeated.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(sides).unwrap()).unwrap()
    }

    pub(crate) fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

/// Keys that do something somewhere, the ones that edit more often.
const KEYS: &[&str] = &[
    "a",
    "A",
    "e",
    "o",
    "d",
    "x",
    "X",
    "!",
    "u",
    "U",
    "s",
    "l",
    "p",
    "<lt>",
    ">",
    "w",
    "n",
    "D",
    "g",
    "P",
    "<space>",
    "<f1>",
    "<up>",
    "<down>",
    "j",
    "k",
    "<pgup>",
    "<pgdn>",
    "<home>",
    "<end>",
    "<left>",
    "<right>",
    "+",
    "-",
    "0",
    "r",
    "c",
    "[",
    "]",
    "v",
    "C",
    "<enter>",
    "<enter>",
    "<enter>",
    "<tab>",
    "<shift-tab>",
    "<ctrl-n>",
    "<ctrl-p>",
    ":",
    "?",
    "M",
    "<esc>",
    "<esc>",
    "<ctrl-l>",
    "<ctrl-u>",
    "<backspace>",
    "<delete>",
    "<ctrl-k>",
    "y",
    "q",
    "m",
    "i",
    "Q",
    // Things to type.
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
    "go-live",
    "milestone",
    "Ines buyer",
    "2nd thu",
    "21 dec - 8 jan freeze",
    "Dana 18-29 jan",
    "fri sat",
    "日本",
    "é",
    "99999d",
    "-",
    ",",
    "\"",
];

/// Clicks or turns the wheel, now and then far outside.
fn mouse(app: &mut App, dice: &mut Dice, x: usize, y: usize) {
    let kinds = [
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::ScrollUp,
        MouseEventKind::ScrollDown,
        MouseEventKind::ScrollLeft,
        MouseEventKind::ScrollRight,
    ];
    let held = [
        KeyModifiers::NONE,
        KeyModifiers::SHIFT,
        KeyModifiers::CONTROL,
    ];
    let far = dice.roll(10) == 0;
    let at = |cell: usize| {
        if far {
            u16::MAX
        } else {
            u16::try_from(cell).unwrap()
        }
    };
    app.mouse_with(held[dice.roll(3)], kinds[dice.roll(5)], at(x), at(y));
}

fn hit_keys(seed: u64, keys: usize) {
    let mut dice = Dice(seed);
    let mut app = App::example(80, 24);
    let mut pressed = String::new();
    for _ in 0..keys {
        if dice.roll(40) == 0 {
            let (width, height) = (dice.roll(180) + 1, dice.roll(60) + 1);
            let size = (
                u16::try_from(width).unwrap(),
                u16::try_from(height).unwrap(),
            );
            pressed.push_str(&format!("[{}x{}]", size.0, size.1));
            app.resize(size.0, size.1);
        }
        if dice.roll(12) == 0 {
            let (x, y) = (dice.roll(200), dice.roll(70));
            pressed.push_str(&format!("[mouse {x},{y}]"));
            mouse(&mut app, &mut dice, x, y);
        }
        let keys = dice.pick(KEYS);
        pressed.push_str(keys);
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for key in parse(keys) {
                app.press(key);
            }
            app.frame();
        }));
        assert!(outcome.is_ok(), "seed {seed}: {pressed}");
        // Out of a 1:1, role-play or a diagnosis, from wherever it is.
        for _ in 0..4 {
            if app.model.behind.is_some() && app.model.eyes.shared() {
                app.keys("<f2>y");
            }
            if app.model.behind.is_some() {
                app.keys("<esc>");
            }
            if app.model.behind.is_some() {
                app.keys("q");
            }
        }
        if app.model.plan().is_some() {
            continue;
        }
        // Back in the list: the example's plan is opened again.
        app.keys("<esc><esc><home><enter>");
        assert!(
            app.model.plan().is_some(),
            "seed {seed}: {pressed}\n{}",
            app.screen()
        );
    }
    assert_eq!(app.file(), *app.plan(), "seed {seed}: {pressed}");
    for _ in 0..keys {
        app.keys("<esc>");
        if app.model.plan().is_none() {
            break;
        }
    }
}

/// Presses 3,000 keys at random over all screens and overlays, at random sizes of the window.
#[test]
fn random_keys_break_nothing() {
    for seed in 1..=10 {
        hit_keys(seed, 300);
    }
}
