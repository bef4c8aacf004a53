//! The session file: what the shared window writes and the prompters read, who is found to live, and
//! what is left when a window is killed.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use backcast::plan::{Plan, Side};
use backcast::private::Private;
use backcast::store::session::{
    Counts, Pen, Session, SessionReader, SessionWriter, Sessions, Showing, wait_until_free,
};
use backcast::store::{self, StoreError};
use chrono::{Duration, NaiveDate};

const SHARES: &str = "BACKCAST_TEST_SHARES";

/// A folder with two plans, and the folder of the sessions in it.
struct Kit {
    dir: tempfile::TempDir,
    sessions: Sessions,
}

impl Kit {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        for slug in ["acme", "globex"] {
            let plan = Plan::new(slug.to_owned(), slug);
            store::create(&dir.path().join(format!("{slug}.json")), &plan).unwrap();
        }
        let sessions = Sessions::at(dir.path().join("run/sessions"));
        Self { dir, sessions }
    }

    fn plan(&self, slug: &str) -> PathBuf {
        self.dir.path().join(format!("{slug}.json"))
    }

    fn session(&self, slug: &str) -> Session {
        session_of(&self.plan(slug))
    }

    fn share(&self, slug: &str) -> (SessionWriter, Session) {
        let session = self.session(slug);
        let mut writer = SessionWriter::start(&self.sessions, &self.plan(slug)).unwrap();
        writer.write(&session).unwrap();
        (writer, session)
    }

    fn reader(&self, slug: Option<&str>) -> SessionReader {
        let plan = slug.map(|slug| self.plan(slug));
        SessionReader::new(self.sessions.clone(), plan.as_deref())
    }

    /// Writes a session file as a window that is over would have left it.
    fn leave(&self, session: &Session) -> PathBuf {
        self.sessions.ensure().unwrap();
        let file = self.sessions.file_of(&session.path);
        std::fs::write(&file, serde_json::to_vec(session).unwrap()).unwrap();
        file
    }
}

fn session_of(plan: &Path) -> Session {
    Session::new(plan, &store::load(plan).unwrap().plan)
}

#[test]
fn what_the_window_shows_is_what_the_prompter_reads() {
    let kit = Kit::new();
    let mut reader = kit.reader(Some("acme"));
    assert_eq!(reader.look().unwrap(), None);
    let (mut writer, mut session) = kit.share("acme");
    session.screen = Showing::Interview;
    session.step = Some("security".to_owned());
    session.question = Some("who-signs".to_owned());
    session.pen = Pen {
        side: Side::Buyer,
        person: "Sarah".to_owned(),
    };
    session.timer = Some(session.started);
    session.counts.buyer_edits = 3;
    writer.write(&session).unwrap();
    let seen = reader.look().unwrap().unwrap();
    assert!(seen.live);
    session.seen = seen.session.seen;
    assert_eq!(seen.session, session);
}

#[test]
fn nothing_is_written_when_nothing_changed() {
    let kit = Kit::new();
    let (mut writer, mut session) = kit.share("acme");
    let file = kit.sessions.file_of(&kit.plan("acme"));
    // Were it written again, it would be there again.
    std::fs::remove_file(&file).unwrap();
    session.seen += Duration::seconds(5);
    writer.write(&session).unwrap();
    assert!(!file.exists());
    session.ended = true;
    writer.write(&session).unwrap();
    assert!(file.exists());
}

#[test]
fn without_a_name_the_newest_live_session_is_followed() {
    let kit = Kit::new();
    let mut reader = kit.reader(None);
    let name = |reader: &mut SessionReader| reader.look().unwrap().map(|seen| seen.session.name);
    let (first, _) = kit.share("acme");
    assert_eq!(name(&mut reader).as_deref(), Some("acme"));
    let (second, _) = kit.share("globex");
    assert_eq!(name(&mut reader).as_deref(), Some("globex"));
    drop(second);
    assert_eq!(name(&mut reader).as_deref(), Some("acme"));
    drop(first);
    let seen = reader.look().unwrap().unwrap();
    assert_eq!(
        (seen.session.name.as_str(), seen.live, seen.session.ended),
        ("acme", false, true),
        "the last one followed stays"
    );
}

#[test]
fn a_window_that_is_left_has_ended_and_another_may_share() {
    let kit = Kit::new();
    let (writer, _) = kit.share("acme");
    let again = SessionWriter::start(&kit.sessions, &kit.plan("acme"));
    assert!(matches!(again, Err(StoreError::Shared { .. })), "{again:?}");
    drop(writer);
    let mut reader = kit.reader(Some("acme"));
    let seen = reader.look().unwrap().unwrap();
    assert!(!seen.live && seen.session.ended);
    let (_writer, session) = kit.share("acme");
    let seen = reader.look().unwrap().unwrap();
    assert!(seen.live && !seen.session.ended);
    assert_eq!(seen.session.started, session.started);
}

/// Does nothing by itself: run again by [`a_killed_window_is_seen_to_be_gone_at_once`], it is the
/// window that shares a plan.
#[test]
fn the_other_window() {
    let Some(folder) = std::env::var_os(SHARES).map(PathBuf::from) else {
        return;
    };
    let plan = folder.join("acme.json");
    let sessions = Sessions::at(folder.join("run/sessions"));
    let mut writer = SessionWriter::start(&sessions, &plan).unwrap();
    writer.write(&session_of(&plan)).unwrap();
    println!("sharing");
    let _ = std::io::stdin().lines().next();
}

fn other_window(folder: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "session::the_other_window", "--nocapture"])
        .env(SHARES, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().ends_with("sharing")));
    child
}

#[test]
fn a_killed_window_is_seen_to_be_gone_at_once() {
    let kit = Kit::new();
    let mut other = other_window(kit.dir.path());
    let mut reader = kit.reader(None);
    assert!(reader.look().unwrap().unwrap().live);
    let lock = reader.lock().unwrap();
    let waiting = std::thread::spawn(move || wait_until_free(&lock));
    other.kill().unwrap();
    other.wait().unwrap();
    waiting.join().unwrap().unwrap();
    let seen = reader.look().unwrap().unwrap();
    assert!(!seen.live && !seen.session.ended);
    // Its lock holds up nobody.
    kit.share("acme");
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let kit = Kit::new();
    let (_writer, _) = kit.share("acme");
    let file = kit.sessions.file_of(&kit.plan("acme"));
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&file), 0o600);
    assert_eq!(mode(kit.sessions.path()), 0o700);
}

#[test]
fn a_session_of_yesterday_is_nobodys_and_the_next_one_sweeps_it_away() {
    let kit = Kit::new();
    let mut old = kit.session("acme");
    for (minutes, shown) in [(14, true), (16, false), (60 * 25, false)] {
        old.seen = old.started - Duration::minutes(minutes);
        kit.leave(&old);
        for slug in [None, Some("acme")] {
            let seen = kit.reader(slug).look().unwrap();
            assert_eq!(seen.is_some(), shown, "{minutes} min, {slug:?}");
        }
    }
    let file = kit.sessions.file_of(&kit.plan("acme"));
    kit.share("globex");
    assert!(file.exists(), "it was written just now");
    let yesterday = std::time::SystemTime::now() - std::time::Duration::from_secs(25 * 3600);
    let opened = std::fs::File::options().write(true).open(&file).unwrap();
    opened.set_modified(yesterday).unwrap();
    kit.share("globex");
    assert!(!file.exists());
}

#[test]
fn what_is_no_session_is_told_and_never_trusted() {
    let kit = Kit::new();
    let file = kit.leave(&kit.session("acme"));
    let mut elsewhere = kit.session("acme");
    elsewhere.path = kit.plan("globex");
    let mut newer = kit.session("acme");
    newer.format = 99;
    let cases = [
        (b"{".to_vec(), "EOF"),
        (b"\xff\xfe\0".to_vec(), "expected"),
        (b"[1,2,3]".to_vec(), "invalid"),
        (vec![b' '; 300_000], "too large"),
        ([b"{\"x\":".to_vec(), b"[".repeat(200_000)].concat(), "EOF"),
        (serde_json::to_vec(&elsewhere).unwrap(), "another plan"),
        (serde_json::to_vec(&newer).unwrap(), "another version"),
    ];
    for (bytes, said) in cases {
        std::fs::write(&file, bytes).unwrap();
        let error = kit.reader(Some("acme")).look().unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
        assert!(error.contains("remove it"), "{error}");
        // It hides no other either.
        let (writer, _) = kit.share("globex");
        let seen = kit.reader(None).look().unwrap().unwrap();
        assert_eq!(seen.session.name, "globex");
        drop(writer);
    }
}

#[test]
fn a_record_is_kept_once_however_many_write_it() {
    let kit = Kit::new();
    let plan = kit.plan("acme");
    let mut session = kit.session("acme");
    session.people = vec!["Sarah Chen".to_owned()];
    session.seen = session.started + Duration::seconds(9 * 60 + 30);
    session.counts = Counts {
        buyer_edits: 5,
        seller_edits: 2,
        answered: 7,
        skipped: 1,
        left: 3,
    };
    let on = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let record = |session: &Session| {
        store::edit_private(&plan, "acme", |private| session.record(on, private)).unwrap();
        store::load_private(&plan).unwrap().unwrap().sessions
    };
    record(&session);
    session.counts.answered = 8;
    let records = record(&session);
    let [only] = records.as_slice() else {
        panic!("{records:?}");
    };
    assert_eq!((only.on, only.minutes), (Some(on), Some(10)));
    assert_eq!(
        (only.started, only.ended),
        (Some(session.started), Some(session.seen))
    );
    assert_eq!(only.people, ["Sarah Chen"]);
    assert_eq!((only.buyer_edits, only.seller_edits), (5, 2));
    assert_eq!(
        (only.answered, only.skipped, only.left),
        (Some(8), Some(1), Some(3))
    );
    session.started += Duration::hours(1);
    assert_eq!(
        record(&session).len(),
        2,
        "another session is another record"
    );
}

#[test]
fn the_private_file_of_another_plan_is_left_alone() {
    let kit = Kit::new();
    let plan = kit.plan("acme");
    store::save_private(&plan, &Private::new("globex".to_owned())).unwrap();
    let bytes = || std::fs::read(store::private_path(&plan)).unwrap();
    let before = bytes();
    let error = store::edit_private(&plan, "acme", |private| private.sessions.clear()).unwrap_err();
    assert!(
        error.to_string().contains("another plan (globex)"),
        "{error}"
    );
    assert_eq!(bytes(), before);
}
