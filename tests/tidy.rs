//! The rules that keep this repository the way its map (`src/lib.rs`) draws it: which part may name
//! which, what the pure parts must not touch, where text may reach the screen, how long files and
//! functions may grow. Each test reads the sources as text and names file and line of what it finds.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Each part of the crate with the parts that it may name besides itself.
const ARROWS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("plan", &["text"]),
    ("private", &["text", "plan"]),
    ("schedule", &["text", "plan"]),
    ("coach", &["text", "plan", "private", "schedule"]),
    ("store", &["text", "plan", "private", "schedule", "coach"]),
    ("exchange", &["text", "plan", "schedule", "coach"]),
    (
        "tui",
        &[
            "text", "plan", "private", "schedule", "coach", "store", "exchange",
        ],
    ),
    (
        "cli",
        &[
            "text", "plan", "private", "schedule", "coach", "store", "exchange", "tui",
        ],
    ),
];

/// What is made for the buyer's eyes: these paths under `src` may not even name the private file, nor
/// what the rep is told to say.
const FOR_THE_BUYER: &[&str] = &[
    "exchange",
    "coach/interview",
    "tui/screens/share.rs",
    "tui/overlays/due.rs",
];

/// What names the private file and the rep's own words.
const PRIVATE: &[&str] = &[
    "crate::private",
    "Private",
    "load_private",
    "private_path",
    "coach::rep",
    "coach::practice",
    "load_rep",
    "scripts",
    "interview_prompts",
];

/// The parts without files, clock and terminal: today and now come in as arguments.
const PURE: &[&str] = &["text", "plan", "private", "schedule", "coach"];

const IMPURE: &[&str] = &[
    "std::fs",
    "File::",
    "OpenOptions",
    "std::io",
    "std::env",
    "std::process",
    "std::net",
    "std::thread",
    "SystemTime",
    "Instant",
    "Utc::now",
    "Local::now",
    "Local::today",
    "crossterm",
    "ratatui",
];

/// Ways to the screen that go past the one place that makes text harmless.
const PAINTING: &[&str] = &[
    "set_symbol",
    "set_char",
    "append_symbol",
    "set_string",
    "set_stringn",
    "set_line",
    "set_span",
    "Span::",
    "Span<",
    "Line::",
    "Line<",
    "Paragraph",
    "Text::",
    "Text<",
    "ratatui::text",
];

/// These panic on a closed pipe and make nothing harmless.
const PRINTING: &[&str] = &["println!", "eprintln!", "print!", "eprint!", "dbg!"];

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 60;

/// Functions that are longer and wait to be split. An entry that is not needed any more fails too.
const LONGER: &[(&str, &str)] = &[];

struct Source {
    /// From the repository's root.
    path: PathBuf,
    text: String,
}

impl Source {
    fn is_test(&self) -> bool {
        let name = self.path.file_stem().unwrap_or_default();
        name == "tests" || name == "testing" || self.path.iter().any(|part| part == "tests")
    }

    /// The part of the crate it belongs to; nothing for `lib.rs` and `main.rs`.
    fn part(&self) -> Option<&str> {
        let mut parts = self.path.iter().skip(1);
        let part = parts.next()?.to_str()?;
        Some(part.strip_suffix(".rs").unwrap_or(part))
            .filter(|part| !matches!(*part, "lib" | "main"))
    }

    /// The lines with their numbers, without comments and, on request, without the tests at the end.
    fn code(&self, with_tests: bool) -> Vec<(usize, &str)> {
        let mut lines = Vec::new();
        for (index, line) in self.text.lines().enumerate() {
            if !with_tests
                && line.trim_start().starts_with("#[cfg(test)]")
                && !line.starts_with(' ')
            {
                let rest: Vec<&str> = self.text.lines().skip(index + 1).collect();
                // A `mod tests;` in another file ends nothing; a module with its body ends the file.
                if rest
                    .iter()
                    .take(3)
                    .any(|line| line.starts_with("mod ") && line.ends_with('{'))
                {
                    break;
                }
            }
            lines.push((index + 1, without_comment(line)));
        }
        lines
    }
}

/// A line up to its comment. Texts with `//` in them are links, and those have a colon before it.
fn without_comment(line: &str) -> &str {
    let comment = line
        .match_indices("//")
        .find(|(at, _)| !line.get(..*at).is_some_and(|before| before.ends_with(':')));
    comment.map_or(line, |(at, _)| line.get(..at).unwrap_or(line))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder`, by path, without what a build leaves.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut open = vec![root().join(folder)];
    let mut found = Vec::new();
    let built = ["target", "artifacts"].map(|left| root().join("tests/fuzz").join(left));
    while let Some(here) = open.pop() {
        if built.contains(&here) {
            continue;
        }
        if here.is_file() {
            found.push(here);
            continue;
        }
        let Ok(entries) = fs::read_dir(&here) else {
            continue;
        };
        open.extend(entries.map(|entry| entry.unwrap().path()));
    }
    found.sort();
    found
}

fn sources() -> Vec<Source> {
    let rust = files("src")
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "rs"));
    let read = |path: PathBuf| Source {
        text: fs::read_to_string(&path).unwrap(),
        path: path.strip_prefix(root()).unwrap().to_owned(),
    };
    let sources: Vec<Source> = rust.map(read).collect();
    assert!(sources.len() > 50, "the sources were not found");
    sources
}

/// Whether `word` stands in `line` as itself and not as the end or the beginning of a longer word.
fn names(line: &str, word: &str) -> bool {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line
            .get(at + word.len()..)
            .and_then(|text| text.chars().next());
        let open_start = !word.starts_with(in_word) || !before.is_some_and(in_word);
        let open_end = !word.ends_with(in_word) || !after.is_some_and(in_word);
        open_start && open_end
    })
}

/// The parts of the crate that a file names, each with its line: `crate::plan::…`, `use
/// crate::{plan, text::…}`, `backcast::plan`, and `super` as far up as the crate's root.
fn named_parts(source: &Source) -> Vec<(usize, String)> {
    let lines: Vec<&str> = source
        .code(true)
        .into_iter()
        .map(|(_, line)| line)
        .collect();
    let code = lines.join("\n");
    let folders = source.path.components().count() - 1;
    let depth = folders - usize::from(source.path.ends_with("mod.rs"));
    let from_root = "super::".repeat(depth);
    let mut found = Vec::new();
    for start in ["crate::", "backcast::", &from_root] {
        for (at, _) in code.match_indices(start) {
            let line = 1 + code[..at].matches('\n').count();
            let rest = &code[at + start.len()..];
            let words = match rest.strip_prefix('{') {
                Some(group) => first_words_of_group(group),
                None => vec![first_word(rest)],
            };
            found.extend(words.into_iter().map(|word| (line, word)));
        }
    }
    found
}

fn first_word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// The first word of each entry of a `{…}` group, whose opening brace is gone already.
fn first_words_of_group(text: &str) -> Vec<String> {
    let (mut level, mut start, mut words) = (0, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '{' => level += 1,
            '}' if level > 0 => level -= 1,
            ',' | '}' if level == 0 => {
                words.push(first_word(text[start..at].trim_start()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    words
}

/// Fails with the whole list when there is one.
fn none(found: &str, rule: &str) {
    assert!(found.is_empty(), "{rule}\n{found}");
}

#[test]
fn arrows_run_one_way() {
    let mut found = String::new();
    for source in sources() {
        let Some(part) = source.part() else { continue };
        let Some((_, may)) = ARROWS.iter().find(|(name, _)| *name == part) else {
            writeln!(
                found,
                "{}: `{part}` is no part that ARROWS knows",
                source.path.display()
            )
            .unwrap();
            continue;
        };
        for (line, named) in named_parts(&source) {
            let known = ARROWS.iter().any(|(name, _)| *name == named);
            if known && named != part && !may.contains(&named.as_str()) {
                let path = source.path.display();
                writeln!(found, "{path}:{line}: {part} names {named}").unwrap();
            }
        }
    }
    none(
        &found,
        "an arrow runs the wrong way (the map is in src/lib.rs): move the code to the part that may \
         know both, or pass what is needed as an argument",
    );
}

#[test]
fn what_the_buyer_sees_cannot_name_the_private_file() {
    let mut found = String::new();
    for source in sources() {
        let below = source.path.strip_prefix("src").unwrap();
        if !FOR_THE_BUYER.iter().any(|part| below.starts_with(part)) {
            continue;
        }
        for (number, line) in source.code(true) {
            for word in PRIVATE.iter().filter(|word| names(line, word)) {
                writeln!(found, "{}:{number}: names {word}", source.path.display()).unwrap();
            }
        }
    }
    none(
        &found,
        "code that draws or writes for the buyer takes a Plan and nothing else",
    );
    for part in FOR_THE_BUYER {
        let there = root().join("src").join(part);
        let as_file = there.with_extension("rs");
        assert!(
            there.exists() || as_file.exists(),
            "FOR_THE_BUYER lists {part}, which is gone"
        );
    }
}

#[test]
fn the_pure_parts_touch_no_files_no_clock_and_no_terminal() {
    let mut found = String::new();
    let pure = |source: &Source| source.part().is_some_and(|part| PURE.contains(&part));
    for source in sources()
        .iter()
        .filter(|source| pure(source) && !source.is_test())
    {
        for (number, line) in source.code(false) {
            for word in IMPURE.iter().filter(|word| names(line, word)) {
                writeln!(found, "{}:{number}: {word}", source.path.display()).unwrap();
            }
        }
    }
    none(
        &found,
        "take it as an argument instead: the caller reads clocks and files",
    );
}

#[test]
fn only_paint_puts_text_on_the_screen() {
    let mut found = String::new();
    let tui = |source: &Source| {
        source.part() == Some("tui")
            && source.path != Path::new("src/tui/paint.rs")
            && !source.is_test()
    };
    for source in sources().iter().filter(|source| tui(source)) {
        for (number, line) in source.code(false) {
            for word in PAINTING.iter().filter(|word| names(line, word)) {
                writeln!(found, "{}:{number}: {word}", source.path.display()).unwrap();
            }
        }
    }
    none(
        &found,
        "draw through tui::paint::Canvas, which makes every text harmless",
    );
}

#[test]
fn nothing_is_printed_past_the_helper() {
    let mut found = String::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        for (number, line) in source.code(false) {
            for word in PRINTING.iter().filter(|word| names(line, word)) {
                writeln!(found, "{}:{number}: {word}", source.path.display()).unwrap();
            }
        }
    }
    none(
        &found,
        "write through cli::out, which survives a closed pipe and makes text harmless",
    );
}

#[test]
fn files_stay_short_and_say_what_they_are() {
    let mut found = String::new();
    for source in sources() {
        let path = source.path.display();
        if source.is_test() {
            continue;
        }
        if !source.text.starts_with("//!") {
            writeln!(
                found,
                "{path}:1: opens with no `//!` that says what lives here"
            )
            .unwrap();
        }
        // Documentation is not what makes a file hard to hold in mind, so it does not count.
        let counts = |line: &&str| !line.trim_start().starts_with("//");
        let code = source.code(false).len();
        let long = source.text.lines().take(code).filter(counts).count();
        if long > LONGEST_FILE {
            writeln!(
                found,
                "{path}: {long} lines of code, more than {LONGEST_FILE}: split it"
            )
            .unwrap();
        }
    }
    none(
        &found,
        "files stay under about 400 lines and say what lives in them",
    );
}

#[test]
fn functions_stay_short() {
    let mut found = String::new();
    let mut waiting = LONGER.to_vec();
    for source in sources().iter().filter(|source| !source.is_test()) {
        for (line, name, length) in functions(source) {
            let path = source.path.display().to_string();
            let known = |entry: &(&str, &str)| *entry == (path.as_str(), name.as_str());
            if length <= LONGEST_FUNCTION {
                continue;
            }
            if LONGER.iter().any(known) {
                waiting.retain(|entry| !known(entry));
            } else {
                writeln!(found, "{path}:{line}: {name} has {length} lines").unwrap();
            }
        }
    }
    for (path, name) in waiting {
        writeln!(found, "{path}: {name} is short now: take it out of LONGER").unwrap();
    }
    none(
        &found,
        "a function over 60 lines is several: name its parts",
    );
}

/// The functions of a formatted file: line, name, and lines of code from the first to the closing
/// brace, which stands in the column in which the function began.
fn functions(source: &Source) -> Vec<(usize, String, usize)> {
    let lines = source.code(false);
    let mut found = Vec::new();
    for (index, (number, line)) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let mut words = line.split_whitespace();
        if !words.any(|word| word == "fn") || line.trim_end().ends_with([';', '}']) {
            continue;
        }
        let name = first_word(words.next().unwrap_or_default());
        let closing = format!("{}}}", " ".repeat(indent));
        let rest = &lines[index..];
        if let Some(end) = rest.iter().position(|(_, line)| line.trim_end() == closing) {
            let counts = |(_, line): &&(usize, &str)| !line.trim().is_empty();
            found.push((*number, name, rest[..=end].iter().filter(counts).count()));
        }
    }
    found
}

#[test]
fn the_rules_find_what_they_look_for() {
    let source = |path: &str, text: &str| Source {
        path: path.into(),
        text: text.into(),
    };
    let text = "//! x\nuse crate::{plan::{Plan, Step},\n  text, tui::app};\nuse crate::store; // crate::cli\n";
    let named = named_parts(&source("src/plan/a/b.rs", text));
    let named: Vec<&str> = named.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(named, ["plan", "text", "tui", "store"]);
    let up = source(
        "src/plan/a.rs",
        "use super::super::store::load;\nuse super::model;\n",
    );
    assert_eq!(named_parts(&up), [(1, "store".to_owned())]);
    assert!(names("let a = Line::from(b);", "Line::"));
    assert!(!names("let a = OneLine::default();", "Line::"));
    assert!(!names("eprintln!(x)", "println!"));
    let long = format!(
        "impl A {{\n    pub fn b() {{\n{}    }}\n}}\n",
        "        c();\n".repeat(70)
    );
    assert_eq!(
        functions(&source("src/a.rs", &long)),
        [(2, "b".to_owned(), 72)]
    );
    let tested = source(
        "src/a.rs",
        "fn a() {}\n#[cfg(test)]\nmod tests {\n    x\n}\n",
    );
    assert_eq!(tested.code(false).len(), 1);
    assert_eq!(tested.code(true).len(), 5);
    assert_eq!(
        without_comment("let a = \"https://b\"; // c"),
        "let a = \"https://b\"; "
    );
}

#[test]
fn nothing_names_the_place_where_it_was_written() {
    // Put together here, so that this file does not find itself.
    let places = [
        ["/wo", "rk/"].concat(),
        ["/tm", "p/h"].concat(),
        ["../sha", "red"].concat(),
    ];
    let mut found = String::new();
    let folders = [
        "src",
        "tests",
        "assets",
        ".ci",
        "README.md",
        "CHANGELOG.md",
        "Cargo.toml",
    ];
    for path in folders.iter().flat_map(|folder| files(folder)) {
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        for (index, line) in text.lines().enumerate() {
            for place in places.iter().filter(|place| line.contains(place.as_str())) {
                writeln!(found, "{}:{}: {place}", path.display(), index + 1).unwrap();
            }
        }
    }
    none(&found, "a path of one machine means nothing on another");
}
