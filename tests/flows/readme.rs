//! The key table of the README is the table of commands.

use std::fmt::Write as _;
use std::path::Path;

use backcast::tui::commands::{Place, TABLE};
use backcast::tui::keymap;

const BEGIN: &str = "<!-- keys -->\n";
const END: &str = "<!-- /keys -->\n";

/// The key table as Markdown: for each place, what can be pressed there, folded away until it is wanted.
fn key_table() -> String {
    let mut table = String::new();
    for place in Place::ALL {
        let _ = writeln!(
            table,
            "\n<details>\n<summary>{}</summary>\n\n| keys | what | |\n|-|-|-|",
            place.title()
        );
        for command in TABLE.iter().filter(|command| command.applies(place)) {
            let keys: Vec<String> = command
                .keys
                .iter()
                .map(|key| format!("`{}`", keymap::label(key).replace('|', "\\|")))
                .collect();
            let _ = writeln!(
                table,
                "| {} | {} | {} |",
                keys.join(" "),
                command.title,
                command.help
            );
        }
        table.push_str("\n</details>\n");
    }
    table.push('\n');
    table
}

/// Reads the README: every key that it names works, and every key that works is named. Run with
/// `BACKCAST_UPDATE=1` it writes the table.
#[test]
fn the_readme_names_every_key() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme
        .split_once(BEGIN)
        .expect("the README marks its key table");
    let (table, after) = rest
        .split_once(END)
        .expect("the README marks its key table's end");
    let wanted = key_table();
    if std::env::var_os("BACKCAST_UPDATE").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{wanted}{END}{after}")).unwrap();
        return;
    }
    assert_eq!(
        table, wanted,
        "run BACKCAST_UPDATE=1 cargo test --test flows readme"
    );
}
