//! The prompter in a window of its own, while another process shares a plan: it follows, it sees the
//! other die, and what it writes lands in the private file and nowhere else.

use std::io::{BufRead, BufReader, Lines, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

use backcast::plan::Side;
use backcast::store::session::{self, Session, SessionWriter, Sessions};
use backcast::store::{self};
use nix::sys::signal::Signal;

use crate::home::Home;
use crate::pty::{Run, Terminal, open};

const SHARES: &str = "BACKCAST_TEST_WINDOW";

/// Where the program keeps its sessions in a home of a test.
fn sessions(home: &Home) -> PathBuf {
    home.dir.path().join("state/backcast/sessions")
}

/// Does nothing by itself: run again by [`Window::open`], it is the window that shares a plan, and does
/// what the lines on its standard input say.
#[test]
fn the_shared_window() {
    let Some(paths) = std::env::var_os(SHARES) else {
        return;
    };
    let paths: Vec<PathBuf> = std::env::split_paths(&paths).collect();
    let (plan, sessions) = (&paths[0], Sessions::at(paths[1].clone()));
    let mut session = Session::new(plan, &store::load(plan).unwrap().plan);
    session.tty = None;
    session.people = vec!["Sarah Chen".to_owned()];
    let mut writer = SessionWriter::start(&sessions, plan).unwrap();
    writer.write(&session).unwrap();
    answer("sharing");
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        match line.split_once(' ').unwrap_or((&line, "")) {
            ("step", id) => session.step = Some(id.to_owned()),
            ("for", person) => {
                session.pen.side = Side::Buyer;
                session.pen.person = person.to_owned();
            }
            ("timer", seconds) => {
                let ago = chrono::TimeDelta::seconds(seconds.parse().unwrap());
                session.timer = Some(session::now() - ago);
            }
            ("edits", count) => session.counts.buyer_edits = count.parse().unwrap(),
            ("tty", tty) => session.tty = Some(tty.to_owned()),
            ("end", _) => break,
            (other, _) => panic!("{other}?"),
        }
        writer.write(&session).unwrap();
        answer("done");
    }
}

fn answer(word: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "{word}").unwrap();
    out.flush().unwrap();
}

/// Another process that shares the plan `acme`.
struct Window {
    child: Child,
    answers: Lines<BufReader<ChildStdout>>,
}

impl Window {
    fn open(home: &Home) -> Self {
        let paths = [home.plan_file("acme"), sessions(home)];
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "prompter::the_shared_window", "--nocapture"])
            .env(SHARES, std::env::join_paths(paths).unwrap())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut window = Self { child, answers };
        window.hear("sharing");
        window
    }

    fn hear(&mut self, word: &str) {
        let heard = |line: std::io::Result<String>| line.unwrap().ends_with(word);
        assert!(self.answers.any(heard), "the other window failed");
    }

    fn does(&mut self, line: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{line}").unwrap();
        self.hear("done");
    }

    fn ends(mut self) {
        writeln!(self.child.stdin.as_mut().unwrap(), "end").unwrap();
        assert!(self.child.wait().unwrap().success());
    }

    fn dies(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn leave(terminal: Terminal) {
    terminal.keys("q");
    terminal.left().cleanly(0);
}

#[test]
fn it_waits_follows_and_sees_the_other_die() {
    let home = Home::with_acme();
    let terminal = open(&home, &["prompter", "acme"]);
    terminal.wait_for("backcast live acme");
    terminal.wait_until("its title", |seen| {
        let title = "PRIVATE — do not share".as_bytes();
        seen.raw.windows(title.len()).any(|window| window == title)
    });
    let mut window = Window::open(&home);
    terminal.wait_for("● live");
    terminal.wait_for("BUILD IT TOGETHER");
    window.does("step security-review");
    terminal.wait_for("Security review selected");
    window.does("for Sarah Chen");
    terminal.wait_for("writing for Sarah");
    window.dies();
    terminal.wait_for("not seen for");
    // It comes back: the prompter goes on by itself.
    let window = Window::open(&home);
    terminal.wait_for("● live");
    window.ends();
    terminal.wait_for("○ ended");
    leave(terminal);
}

#[test]
fn started_late_it_finds_the_window_without_a_name() {
    let home = Home::with_acme();
    let mut window = Window::open(&home);
    window.does("timer 400");
    let terminal = open(&home, &["prompter"]);
    terminal.wait_for("● live");
    let clock = |text: &str| {
        let (before, _) = text.split_once(" of 10:00")?;
        Some(before.rsplit(' ').next()?.to_owned())
    };
    terminal.wait_until("the clock", |seen| clock(&seen.text()).is_some());
    let first = clock(&terminal.text());
    terminal.wait_until("it counts on by itself", |seen| {
        clock(&seen.text()) != first
    });
    window.ends();
    leave(terminal);
}

#[test]
fn an_edit_of_the_plan_reaches_it() {
    let home = Home::with_acme();
    let window = Window::open(&home);
    let terminal = open(&home, &["prompter"]);
    terminal.wait_for("● live");
    home.ok(&["add", "acme", "Fire drill 1d @Zoe buyer before Signature"]);
    let mut window = window;
    let plan = store::load(&home.plan_file("acme")).unwrap().plan;
    let step = plan.steps.iter().find(|step| step.title == "Fire drill");
    window.does(&format!("step {}", step.unwrap().id));
    terminal.wait_for("Fire drill selected");
    window.ends();
    leave(terminal);
}

#[test]
fn a_note_and_the_record_end_in_the_private_file_and_the_plan_stays_as_it_was() {
    let home = Home::with_acme();
    let plan = home.plan_file("acme");
    let bytes = || std::fs::read(&plan).unwrap();
    let before = bytes();
    let mut window = Window::open(&home);
    let terminals = [
        open(&home, &["prompter"]),
        open(&home, &["prompter", "acme"]),
    ];
    for terminal in &terminals {
        terminal.wait_for("● live");
    }
    window.does("step security-review");
    window.does("edits 3");
    let [one, other] = &terminals;
    one.wait_for("Security review selected");
    one.keys("n");
    one.wait_until("a field", |seen| !seen.cursor_hidden());
    one.keys("Ravi was burned by a vendor\r");
    for terminal in [one, other] {
        terminal.wait_until("the note among the facts", |seen| {
            let text = seen.text();
            text.lines()
                .any(|line| line.contains("NOTE") && line.contains("Ravi was burned"))
        });
    }
    let private = || store::load_private(&plan).unwrap().unwrap();
    assert_eq!(
        private().notes.get("security-review").map(String::as_str),
        Some("Ravi was burned by a vendor")
    );
    assert!(private().sessions.is_empty(), "the call is not over");
    window.ends();
    for terminal in terminals {
        terminal.wait_for("the call is on record");
        terminal.keys("n");
        terminal.wait_until("a field", |seen| !seen.cursor_hidden());
        terminal.keys("after\r");
        terminal.wait_for("noted");
        leave(terminal);
    }
    let private = private();
    assert_eq!(
        private.notes.get("security-review").map(String::as_str),
        Some("Ravi was burned by a vendor\nafter\nafter")
    );
    let [record] = private.sessions.as_slice() else {
        panic!("{:?}", private.sessions);
    };
    assert_eq!((record.buyer_edits, record.seller_edits), (3, 0));
    assert_eq!(record.people, ["Sarah Chen"]);
    assert!(record.started.is_some() && record.ended.is_some());
    assert_eq!(bytes(), before);
}

#[test]
fn a_teams_own_answers_are_read_when_they_are_first_asked_for() {
    let home = Home::with_acme();
    let packs = home.dir.path().join("config/backcast/objections");
    let terminal = open(&home, &["prompter", "acme"]);
    terminal.wait_for("backcast live acme");
    // The prompter stands there already: what is read now cannot have been read before.
    std::fs::create_dir_all(&packs).unwrap();
    let own = r#"[{"id": "procurement", "said": "Ask procurement.", "behind": "b", "say": "Gladly.", "ask": "Whom?"},
        {"id": "audit", "said": "Our auditors object.", "behind": "b", "say": "s", "ask": "a?"}]"#;
    std::fs::write(packs.join("ours.json"), own).unwrap();
    std::fs::write(packs.join("wrong.json"), "[\n3]").unwrap();
    terminal.keys("o");
    terminal.wait_for("1  “Our auditors object.”");
    terminal.wait_for("wrong.json, line 2: invalid type");
    // The team's words stand in the place of the program's.
    terminal.wait_for("4  “Ask procurement.”");
    terminal.keys("4");
    terminal.wait_for("Gladly.");
    terminal.keys("\x1b");
    terminal.wait_gone("THEN ASK");
    leave(terminal);
}

#[test]
fn a_killed_prompter_holds_up_nobody() {
    let home = Home::with_acme();
    let window = Window::open(&home);
    let terminal = open(&home, &["prompter"]);
    terminal.wait_for("● live");
    terminal.signal(Signal::SIGKILL);
    drop(terminal);
    window.ends();
    Window::open(&home).ends();
}

#[test]
fn in_the_shared_terminal_it_says_so() {
    let home = Home::with_acme();
    let mut window = Window::open(&home);
    let terminal = open(&home, &["prompter"]);
    terminal.wait_for("● live");
    let device = {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata(terminal.tty_name()).unwrap().rdev()
    };
    window.does("tty 1");
    terminal.wait_gone("BEING SHARED");
    window.does(&format!("tty {device:x}"));
    terminal.wait_for("THIS TERMINAL IS THE ONE BEING SHARED");
    window.ends();
    leave(terminal);
}

#[test]
fn a_broken_session_is_told_and_the_prompter_stays() {
    let home = Home::with_acme();
    let terminal = Run::new(&home, &["prompter", "acme"]).size(100, 30).start();
    terminal.wait_for("backcast live acme");
    let file = Sessions::at(sessions(&home)).file_of(&home.plan_file("acme"));
    std::fs::write(&file, "{\x1b]0;owned\x07").unwrap();
    terminal.wait_for("remove it");
    std::fs::remove_file(&file).unwrap();
    terminal.wait_gone("remove it");
    leave(terminal);
}
