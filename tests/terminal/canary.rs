//! A shared window from outside: not one byte that it writes holds anything private, whatever was
//! pressed and however it ends; it leaves a blank window; and it opens no file that it has no business
//! with.

use nix::sys::signal::Signal;

use crate::canaries::{self, MARK, word};
use crate::home::Home;
use crate::pty::{Left, Run, Terminal, USUAL};

/// What stood in the window before, and must not be seen again.
const BEFORE: &str = "vorher in der shell";

const SHARED: &str = r#"echo "vorher in der shell"; exec "$0" live acme"#;

/// A home with a plan; all else in it is private: the seller's file, other plans, their names, the
/// configuration.
fn home() -> Home {
    let home = Home::with_acme();
    let plan = backcast::store::load(&home.plan_file("acme")).unwrap().plan;
    let private = serde_json::to_vec(&canaries::private(&plan)).unwrap();
    home.put("acme.private.json", private);
    let other = serde_json::to_vec(&canaries::other(&plan)).unwrap();
    for name in ["kanari-globex.json", "kanari-globex-2.json"] {
        home.put(name, &other);
    }
    home.put_config(&format!(r#"{{"seller": "{}"}}"#, word("seller")));
    home
}

/// Holds that no byte written since the program took the window holds a canary or a path.
#[track_caller]
fn holds_nothing_private(home: &Home, raw: &[u8], told: &str) {
    let text = String::from_utf8_lossy(raw).to_lowercase();
    let folder = home.dir.path().display().to_string().to_lowercase();
    // Where the window was never taken, what stands in the shell is not the program's.
    let since = match text.split_once("\x1b[?1049h") {
        Some((_, since)) => since.to_owned(),
        None => text.replacen(BEFORE, "", 1),
    };
    let words = [
        MARK,
        &folder,
        "private.json",
        "own words",
        "panicked",
        "src/",
        BEFORE,
    ];
    for word in words {
        assert!(!since.contains(word), "{told}: {word} in {since}");
    }
}

/// Keys that do something somewhere, as a terminal sends them; none answers a question with yes.
const KEYS: [&str; 76] = [
    // Twice: one alone would make the next key another.
    "\x1b\x1b",
    "\x1b\x1b",
    "\x1b\x1b",
    "\x1b\x1b",
    "a",
    "A",
    "e",
    "o",
    "d",
    "x",
    "X",
    "u",
    "U",
    "s",
    "L",
    "p",
    "<",
    ">",
    "w",
    "n",
    "D",
    "g",
    "P",
    "i",
    "R",
    "b",
    "B",
    "H",
    "K",
    "!",
    "r",
    "l",
    "h",
    "+",
    "-",
    "0",
    "j",
    "k",
    " ",
    "?",
    ":",
    "m",
    "f",
    "c",
    "[",
    "v",
    "C",
    "M",
    "q",
    "\r",
    "\r",
    "\r",
    "\t",
    "\x0e",
    "\x10",
    "\x0b",
    "\x0f",
    "\x02",
    "\x12",
    "\x15",
    "\x0c",
    "\x07",
    "\x1a",
    "\x03",
    "\x1bOP",
    "\x1bOQ",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[3~",
    "\x1b[Z",
    "Pilot 2d\r",
    "@Dana\r",
];

const SIZES: [(u16, u16); 6] = [(60, 18), (80, 24), (100, 30), (140, 45), (40, 10), USUAL];

/// Hits keys without looking, at every size; after a few of them the window is looked at, painted anew
/// and whole.
fn hit_keys(terminal: &Terminal, seed: u64, count: usize) {
    terminal.wait_for("Before you share");
    terminal.keys("\r");
    let mut state = seed;
    for nth in 0..count {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let at = usize::try_from(state % 1_000_003).unwrap() % KEYS.len();
        terminal.keys(KEYS[at]);
        if nth % 4 == 3 {
            let before = terminal.look(|seen| seen.raw.len());
            let (cols, rows) = SIZES[nth / 4 % SIZES.len()];
            terminal.resize(cols, rows);
            terminal.wait_until("a frame", |seen| seen.raw.len() > before);
            let shown = terminal.text().to_lowercase();
            assert!(!shown.contains(MARK) && !shown.contains(BEFORE), "{shown}");
        }
    }
    // Not as large as it is now, so that it is heard of.
    terminal.resize(USUAL.0 + 1, USUAL.1);
}

/// Asks from wherever the keys have led, and says yes once the question is there.
fn confirm(terminal: &Terminal, key: &str, question: &str) {
    terminal.keys(key);
    terminal.wait_for(question);
    terminal.keys("y");
}

/// Holds that the window is blank, but for a last message in neutral words.
#[track_caller]
fn is_blank(left: &Left, message: &str) {
    assert_eq!(left.text.trim(), message);
    assert_eq!(left.leaks, [""; 0]);
}

fn start(home: &Home) -> Terminal {
    Run::shell(home, SHARED).start()
}

#[test]
fn a_shared_window_that_is_left_is_blank_and_held_nothing_private() {
    let home = home();
    let terminal = start(&home);
    hit_keys(&terminal, 0x2026_1123, 2_000);
    confirm(&terminal, "\x03", "End this window?");
    let left = terminal.left();
    assert_eq!(left.code, 0);
    holds_nothing_private(&home, &left.raw, "left");
    is_blank(&left, "");
}

#[test]
fn a_shared_window_that_is_ended_from_outside_is_blank() {
    for (seed, signal) in [
        (1, Signal::SIGTERM),
        (2, Signal::SIGHUP),
        (3, Signal::SIGINT),
    ] {
        let home = home();
        let terminal = start(&home);
        hit_keys(&terminal, seed, 200);
        terminal.signal(signal);
        let left = terminal.left();
        assert_eq!(left.code, 128 + signal as u32);
        holds_nothing_private(&home, &left.raw, &format!("{signal}"));
        is_blank(&left, "");
    }
}

#[test]
fn a_fault_in_any_thread_leaves_a_blank_window_and_a_neutral_sentence() {
    for (seed, thread) in [(0, "beginning"), (4, "main"), (5, "input"), (6, "writer")] {
        let home = home();
        let terminal = Run::shell(&home, SHARED)
            .env("BACKCAST_TEST_PANIC", thread)
            .start();
        match thread {
            "beginning" => {}
            "writer" => {
                terminal.wait_for("Before you share");
                terminal.keys("\raBoard sign-off 2w\r");
            }
            _ => {
                hit_keys(&terminal, seed, 200);
                terminal.keys("\x1b[24~");
            }
        }
        let left = terminal.left();
        assert_eq!(left.code, 2, "{}", left.text);
        holds_nothing_private(&home, &left.raw, thread);
        let message = "backcast: backcast stopped; it says why in its log";
        if thread == "beginning" {
            // The window was never taken.
            assert_eq!(left.text.trim(), format!("{BEFORE}\n{message}"));
        } else {
            is_blank(&left, message);
        }
        let log = home.dir.path().join("state/backcast/log.txt");
        let log = std::fs::read_to_string(log).unwrap();
        assert!(
            log.contains("src/") && !log.contains(MARK) && !log.contains("own words"),
            "{thread}: {log}"
        );
    }
}

#[test]
fn a_shared_window_that_is_stopped_is_blank_until_it_goes_on() {
    let home = home();
    let script = r#"echo "vorher in der shell"; set -m; "$0" live acme
        echo "in the shell"; read -r line; fg >/dev/null; echo "ended with $?""#;
    let terminal = Run::shell(&home, script).start();
    hit_keys(&terminal, 7, 200);
    confirm(&terminal, "\x1a", "Stop this window for now?");
    terminal.wait_for("in the shell");
    assert_eq!(terminal.text().trim(), "in the shell");
    terminal.keys("\r");
    terminal.wait_for("go-live");
    confirm(&terminal, "\x03", "End this window?");
    terminal.wait_for("ended with 0");
    assert_eq!(terminal.text().trim(), "ended with 0");
    let left = terminal.left();
    holds_nothing_private(&home, &left.raw, "stopped");
}

/// The window may be shared already when the command is typed.
#[test]
fn a_shared_window_that_cannot_be_opened_names_no_plan_and_no_folder() {
    let home = home();
    let broken = std::fs::read_to_string(home.plan_file("acme")).unwrap();
    home.put("broken.json", &broken[..broken.len() / 2]);
    home.put("foreign.json", format!(r#"{{"name": "{}"}}"#, word("name")));
    home.put(
        "twice.json",
        broken
            .replace("\"legal-redlines\"", "\"kanari\"")
            .replace("\"signature\"", "\"kanari\""),
    );
    std::fs::create_dir(home.plans().join("folder.json")).unwrap();
    let nowhere = home.plans().join("nowhere.json").display().to_string();
    let folder = home.plans().join("folder.json").display().to_string();
    for (name, expected) in [
        (
            "kanari",
            "no plan, or more than one, fits that name — `backcast list` in another window shows them",
        ),
        (
            "acmee",
            "no plan, or more than one, fits that name — `backcast list` in another window shows them",
        ),
        (
            "broken",
            "a file is damaged — `backcast open` in another window says which and why",
        ),
        (
            "foreign",
            "a file is damaged — `backcast open` in another window says which and why",
        ),
        (
            "twice",
            "a file is damaged — `backcast open` in another window says which and why",
        ),
        (
            "folder",
            "a file cannot be read or written — `backcast open` in another window says which and why",
        ),
        (
            &folder,
            "a file cannot be read or written — `backcast open` in another window says which and why",
        ),
        (&nowhere, "there is no plan at that path"),
    ] {
        let left = Run::new(&home, &["live", name]).start().left();
        assert_eq!(left.code, 2, "{name}: {}", left.text);
        holds_nothing_private(&home, &left.raw, name);
        assert_eq!(
            left.text.replace('\n', ""),
            format!("backcast: {expected}"),
            "{name}"
        );
    }
    home.put_config(&format!(r#"{{"seller": "{}""#, word("seller")));
    let left = Run::new(&home, &["live", "acme"]).start().left();
    assert_eq!(left.code, 2);
    holds_nothing_private(&home, &left.raw, "a broken configuration");
}

#[test]
fn a_plan_of_a_newer_program_names_no_file_on_a_shared_window() {
    let home = home();
    let plan = std::fs::read_to_string(home.plan_file("acme")).unwrap();
    home.put(
        "acme.json",
        plan.replacen("\"format\": 1", "\"format\": 99", 1),
    );
    let terminal = start(&home);
    terminal.wait_for("Before you share");
    terminal.keys("\r");
    terminal.wait_gone("Before you share");
    terminal.keys("aPilot 2d\r");
    terminal.wait_for("this plan can only be looked at");
    confirm(&terminal, "\x03", "End this window?");
    let left = terminal.left();
    holds_nothing_private(&home, &left.raw, "a newer format");
    is_blank(&left, "");
}

/// From the first system call to the last, with an edit, a question, a recap on file and an orderly end.
#[test]
fn a_shared_window_opens_its_plan_and_nothing_private() {
    if !crate::strace::is_there("no opened files were traced") {
        return;
    }
    let usual = [
        "config/backcast/config.json",
        "data/backcast",
        "data/backcast/.acme.json.*.backcast",
        "data/backcast/.acme.json.lock",
        "data/backcast/.acme-recap-2026-11-23.md.*.backcast",
        "data/backcast/.acme-plan-2026-11-23.html.*.backcast",
        "data/backcast/.acme-plan-2026-11-23.xlsx.*.backcast",
        "data/backcast/.acme-plan-2026-11-23.csv.*.backcast",
        "data/backcast/acme.json",
        "state/backcast/sessions",
        "state/backcast/sessions/*.lock",
        "state/backcast/sessions/*.new",
    ];
    // What is not a file's whole name may be a part of any plan's own.
    let by_part = [
        "data/backcast/kanari-globex-2.json",
        "data/backcast/kanari-globex.json",
    ];
    for (name, besides) in [("acme", &[][..]), ("acm", &by_part)] {
        let mut expected = [&usual[..], besides].concat();
        expected.sort_unstable();
        let (opened, log) = traced(name);
        assert_eq!(opened, expected, "{name}: {log}");
    }
}

/// What is opened in a call, and the whole trace of it.
fn traced(name: &str) -> (Vec<String>, String) {
    let home = home();
    for folder in ["scripts", "practice", "objections"] {
        let packs = home.dir.path().join("config/backcast").join(folder);
        std::fs::create_dir(&packs).unwrap();
        std::fs::write(packs.join("kanari.json"), word(folder)).unwrap();
    }
    let sessions = home.dir.path().join("state/backcast/sessions");
    std::fs::create_dir_all(&sessions).unwrap();
    std::fs::write(sessions.join("0123456789abcdef.json"), word("session")).unwrap();
    let script = format!(
        r#"exec strace -f -qq -s 1000 -o trace -e trace=open,openat,openat2,creat "$0" live {name}"#
    );
    let terminal = Run::shell(&home, &script).start();
    for (keys, comes) in [
        ("", "Before you share"),
        ("\raPilot 2d\r", "Pilot"),
        ("i", "of 11"),
        ("\x1b\x1by", "Recap"),
        ("f", "written to a file"),
    ] {
        terminal.keys(keys);
        terminal.wait_for(comes);
    }
    terminal.keys("\x1b");
    terminal.wait_gone("WHO DOES WHAT");
    terminal.keys("YFV");
    terminal.wait_saved();
    confirm(&terminal, "\x03", "End this window?");
    let left = terminal.left();
    assert_eq!(left.code, 0, "{}", left.text);
    let log = std::fs::read_to_string(home.dir.path().join("trace")).unwrap();
    (opened(&home, &log), log)
}

/// The files under the home that were opened, each once, sorted; what is different each time is left
/// out of their names.
fn opened(home: &Home, log: &str) -> Vec<String> {
    let root = home.dir.path().display().to_string();
    let paths = log.lines().filter_map(|line| line.split('"').nth(1));
    let inside = paths.filter_map(|path| path.strip_prefix(&root));
    let names = inside.map(|path| {
        let path = path.trim_start_matches('/');
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        match (folder, name.rsplit_once('.')) {
            ("state/backcast/sessions", Some((_, ending))) => format!("{folder}/*.{ending}"),
            (_, Some((new, "backcast"))) => {
                let (of, _) = new.rsplit_once('.').unwrap_or((new, ""));
                format!("{folder}/{of}.*.backcast")
            }
            _ => path.to_owned(),
        }
    });
    names
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect()
}
