//! Every file of the fuzz targets' corpora, through the same assertions, without a fuzzer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "a test may stop at what it did not expect; the assertions are a library elsewhere"
)]

#[path = "fuzz/src/lib.rs"]
mod properties;

use std::path::Path;

use properties::TARGETS;

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fuzz"))
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn every_file_holds(target: &str) {
    let (_, holds) = TARGETS.iter().find(|(name, _)| *name == target).unwrap();
    let corpus = folder().join("corpus").join(target);
    let names = names(&corpus);
    assert!(names.len() >= 10, "{target} has {} seeds", names.len());
    for name in names {
        let bytes = std::fs::read(corpus.join(&name)).unwrap();
        let held = std::panic::catch_unwind(|| holds(&bytes));
        held.unwrap_or_else(|_| panic!("see above: tests/fuzz/corpus/{target}/{name}"));
    }
}

#[test]
fn files_are_loaded_whole_or_refused_in_one_sentence() {
    every_file_holds("loader");
}

#[test]
fn lines_are_read_back_as_they_are_told() {
    every_file_holds("one_line");
}

#[test]
fn dates_are_read_back_as_they_are_shown() {
    every_file_holds("dates");
}

#[test]
fn lengths_are_read_back_as_they_are_shown() {
    every_file_holds("durations");
}

#[test]
fn plans_get_the_same_dates_twice_and_every_trouble_is_named() {
    every_file_holds("scheduler");
}

#[test]
fn merges_lose_nothing() {
    every_file_holds("merge");
}

#[test]
fn a_target_has_its_program_and_its_corpus() {
    let targets: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    let mut sorted = targets.clone();
    sorted.sort_unstable();
    assert_eq!(names(&folder().join("corpus")), sorted);
    let programs: Vec<String> = sorted.iter().map(|name| format!("{name}.rs")).collect();
    assert_eq!(names(&folder().join("targets")), programs);
    let manifest = std::fs::read_to_string(folder().join("Cargo.toml")).unwrap();
    for name in targets {
        assert!(
            manifest.contains(&format!("path = \"targets/{name}.rs\"")),
            "{name}"
        );
    }
}

/// Too large to keep in a corpus.
#[test]
fn what_is_deep_or_long_is_read_or_refused() {
    let deep = |open: &str, shut: &str| {
        let plan = r#"{"format": 1, "id": "p", "name": "n", "x": "#;
        format!(
            "{plan}{}{}}}",
            open.repeat(1_000_000),
            shut.repeat(1_000_000)
        )
    };
    let long_name = "{\"format\": 1,\n\"id\": \"p\", \"name\": \"\u{202e}".to_owned();
    for file in [
        "[".repeat(1_000_000),
        "{\"a\":".repeat(1_000_000),
        deep("[", "]"),
        deep("{\"a\":[", "]}"),
        long_name + &"n".repeat(1_000_000),
    ] {
        properties::loader(file.as_bytes());
    }
    for typed in ["mar 1 ", "9", "@\"", "\"", ",", "[", "1/", "tue, "] {
        for (_, holds) in TARGETS {
            holds(typed.repeat(20_000).as_bytes());
        }
    }
}
