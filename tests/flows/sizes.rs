//! Every size of the window, and every screen and overlay at the smallest one.

use crate::harness::App;

/// The keys that open each screen and overlay on the example, and what may never be missing there.
const PLACES: &[(&str, &[&str])] = &[
    ("", &["★", "Mon 1 Mar", "done by", "spare"]),
    (
        "aBoard sign-off 4w @Dana",
        &["New step", "Board sign-off 4w @Dana", "4 weeks"],
    ),
    ("o<ctrl-u>nobody", &["Owner ▸"]),
    ("e", &["Security review", "Title"]),
    ("g", &["Go-live and what it is for", "2027-03-01"]),
    (":", &["Find a command", "Add a step before"]),
    ("?", &["Keys · Plan", "Add a step before"]),
    ("c", &["BUILD IT TOGETHER", "4/6"]),
    (" ", &["Security review", "done by"]),
    ("P", &["People", "Sarah Chen", "champion", "owns 2 steps"]),
    ("Pa", &["Add a person", "Role"]),
    ("t", &["Make it fit"]),
    ("Q", &["MEDDPICC", "M  Metrics", "blank", "finding", "ask"]),
];

/// Drags the window through all sizes with every screen and overlay open: nothing breaks, and what is
/// too small for the screens says so and how much is needed.
#[test]
fn a_storm_of_resizes_breaks_nothing() {
    for (keys, _) in PLACES {
        let mut app = App::example(80, 24);
        app.keys(keys);
        for width in (1..=200).step_by(7).chain([59, 60, 61, 98, 99, 100]) {
            for height in (1..=60).step_by(4).chain([17, 18, 19, 20]) {
                app.resize(width, height);
                let screen = app.screen();
                if width < 60 || height < 18 {
                    let words = "backcast needs 60x18";
                    let fits = usize::from(width) >= words.len();
                    let wanted = if fits {
                        words
                    } else {
                        &words[..usize::from(width) - 1]
                    };
                    assert!(
                        screen.starts_with(wanted.trim()),
                        "{width}x{height}: {screen}"
                    );
                }
            }
        }
        app.resize(80, 24);
    }
    let mut app = App::home(80, 24);
    for width in 1..=130 {
        app.resize(width, width / 3 + 1);
        app.screen();
    }
}

/// Makes the window tiny and large again: what was open is still open and looks as before.
#[test]
fn after_a_tiny_window_everything_is_as_before() {
    for (keys, _) in PLACES {
        let mut app = App::example(100, 30);
        app.keys(keys);
        let before = app.screen();
        app.resize(20, 5);
        app.sees("backcast needs 60x18")
            .sees("this is 20x5")
            .sees("make it larger");
        app.resize(100, 30);
        assert_eq!(app.screen(), before, "{keys}");
    }
}

/// At 60x18 every screen and overlay shows what it is about and its last line.
#[test]
fn nothing_vital_is_missing_at_60x18() {
    for (keys, vital) in PLACES {
        let mut app = App::example(60, 18);
        app.keys(keys);
        for words in *vital {
            app.sees(words);
        }
        let screen = app.screen();
        let last = screen.lines().last().unwrap();
        assert!(
            last.contains("? keys") || last.contains("Esc back"),
            "{last}"
        );
        assert!(last.ends_with("✓ saved"), "{last}");
    }
    let app = App::home(60, 18);
    app.sees("e   open the example")
        .sees("n   start a plan")
        .sees("? keys");
    let mut app = App::home(60, 18);
    app.keys("n");
    app.sees("Template").sees("Go-live").sees("Esc back");
}

/// At 60x18 walks through a form of fourteen fields: the field that is typed in is always in view.
#[test]
fn the_focused_field_is_always_in_view() {
    let mut app = App::example(60, 18);
    app.keys("e");
    for label in [
        "Title",
        "Side",
        "Buyer's owner",
        "Seller's owner",
        "Takes",
        "Comes after",
        "Done when",
        "Pinned to",
        "Not before",
        "No later than",
        "Only on",
        "Started",
        "Done",
        "Note",
    ] {
        app.sees(&format!("│ {label}"));
        app.keys("<tab>");
    }
    app.sees("│ Title");
}
