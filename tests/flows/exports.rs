//! What the buyer takes home, written from the screen.

use crate::harness::{App, example_plan};

const FORMATS: [(char, &str, &str, &str); 3] = [
    (
        'Y',
        "html",
        "write a page",
        "<h1><bdi>Acme × Northwind</bdi></h1>",
    ),
    ('F', "xlsx", "spreadsheet", "Acme × Northwind"),
    (
        'V',
        "csv",
        "write csv",
        "Security review,buyer,Acme,Ravi Patel",
    ),
];

/// Presses the key, or finds the command by typing: the file lies beside the plan, and its name is told,
/// in a window that everybody sees without the name.
#[test]
fn a_key_or_the_palette_writes_each_format_beside_the_plan() {
    for (key, ending, title, holds) in FORMATS {
        let name = format!("-plan-2026-11-23.{ending}");
        let second = format!("-plan-2026-11-23-2.{ending}");
        for mut app in [App::example(100, 30), App::live(&example_plan(), 100, 30)] {
            let shared = app.model.eyes.shared();
            let stem = app.path().file_stem().unwrap().to_str().unwrap().to_owned();
            app.keys(&key.to_string());
            app.keys(":").keys(title).sees("Find a command");
            app.keys("<enter>");
            for name in [&name, &second] {
                let file = app.path().with_file_name(format!("{stem}{name}"));
                assert!(file.is_file(), "{}", file.display());
            }
            match shared {
                true => assert_eq!(app.said(), "written to a file beside the plan"),
                false => assert_eq!(
                    app.said(),
                    format!("written beside the plan: {stem}{second}")
                ),
            }
            let told = app
                .terminal
                .iter()
                .filter_map(|done| done.strip_prefix("export "));
            let told: Vec<&str> = told.collect();
            assert_eq!(told.len(), 2, "{ending}");
            assert!(told.iter().all(|file| file.contains(holds)), "{}", told[0]);
        }
    }
}

/// While something is only tried, nothing leaves: it would tell of a plan that is not.
#[test]
fn nothing_leaves_of_what_is_only_tried() {
    for (key, ..) in FORMATS {
        let mut app = App::example(100, 30);
        app.keys("W").keys(&key.to_string());
        assert_eq!(
            app.said(),
            "that is for the plan as it is kept: W keeps or discards what you try first"
        );
        assert!(!app.terminal.iter().any(|done| done.starts_with("export ")));
    }
}
