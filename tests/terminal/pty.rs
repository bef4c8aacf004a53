//! The program (or a shell that runs it) in a pseudo-terminal. A thread reads what it writes into a
//! model of a screen and answers what a terminal is asked; the test types, waits for conditions,
//! resizes, sends signals, closes the window, and looks at what is left.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::num::NonZero;
use std::os::unix::fs::OpenOptionsExt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use nix::fcntl::OFlag;
use nix::sys::signal::{self, Signal};
use nix::sys::termios::{Termios, tcgetattr};
use nix::unistd::Pid;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::bytes;
use crate::home::Home;

/// How long anything may take before the test fails; generous, for machines under load.
pub(crate) const DEADLINE: Duration = Duration::from_secs(30);

/// A window as most have it.
pub(crate) const USUAL: (u16, u16) = (120, 40);

/// What came out so far.
pub(crate) struct Seen {
    pub(crate) screen: vt100::Parser,
    pub(crate) raw: Vec<u8>,
    /// Between the beginning and the end of one frame.
    pub(crate) in_frame: bool,
    /// Nobody reads any further, until somebody does again.
    stopped: bool,
    ended: bool,
}

impl Seen {
    /// The whole screen as text, a line for each row.
    pub(crate) fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// The part of a plan's screen that has the steps: no line of hints, no sentence on what was done.
    pub(crate) fn steps(&self) -> String {
        let (_, cols) = self.screen.screen().size();
        let rows = self.screen.screen().rows(0, cols.get() * 6 / 10);
        rows.skip(2)
            .take_while(|row| !row.starts_with('─'))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Whether the corner says that everything is on disk; the example has its own word for it.
    pub(crate) fn says_saved(&self) -> bool {
        let text = self.text();
        let last = text.lines().last().unwrap_or_default().trim_end();
        last.ends_with("saved") && !last.ends_with("NOT saved") || last.ends_with("✓ example")
    }

    /// How many whole frames came.
    fn frames(&self) -> usize {
        let end = b"\x1b[?2026l";
        self.raw
            .windows(end.len())
            .filter(|window| window == end)
            .count()
    }

    /// Whether nothing is being typed.
    pub(crate) fn cursor_hidden(&self) -> bool {
        self.screen.screen().hide_cursor()
    }

    /// The row that holds a text.
    pub(crate) fn row_with(&self, words: &str) -> Option<u16> {
        let (_, cols) = self.screen.screen().size();
        let row = self
            .screen
            .screen()
            .rows(0, cols.get())
            .position(|row| row.contains(words))?;
        u16::try_from(row).ok()
    }
}

type Shared = Arc<(Mutex<Seen>, Condvar)>;
type Writer = Arc<Mutex<Option<Box<dyn Write + Send>>>>;

/// A window with a program in it.
pub(crate) struct Terminal {
    shared: Shared,
    writer: Writer,
    master: Option<Box<dyn MasterPty + Send>>,
    line: Option<File>,
    before: Termios,
    child: Box<dyn Child + Send + Sync>,
    reader: Option<JoinHandle<()>>,
}

/// How a program ended and what it left.
#[derive(Debug)]
pub(crate) struct Left {
    pub(crate) code: u32,
    pub(crate) signal: Option<String>,
    /// What stayed switched on.
    pub(crate) leaks: Vec<String>,
    /// The lines of the terminal after it had been given back.
    pub(crate) text: String,
    pub(crate) raw: Vec<u8>,
    pub(crate) took: Duration,
}

impl Left {
    /// The terminal as it was, and this exit code.
    #[track_caller]
    pub(crate) fn cleanly(self, code: u32) -> Self {
        assert_eq!(
            (self.code, self.signal.as_deref(), self.leaks.as_slice()),
            (code, None, &[][..]),
            "{}",
            self.text
        );
        self
    }
}

/// What to run and in which window.
pub(crate) struct Run<'a> {
    home: &'a Home,
    size: (u16, u16),
    command: CommandBuilder,
}

impl<'a> Run<'a> {
    /// The program with these arguments, in a home of its own.
    pub(crate) fn new(home: &'a Home, arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(Home::bin());
        command.args(arguments);
        Self::of(home, command)
    }

    /// A shell's script that runs the program as `"$0"`.
    pub(crate) fn shell(home: &'a Home, script: &str) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script]);
        command.arg(Home::bin());
        Self::of(home, command)
    }

    fn of(home: &'a Home, mut command: CommandBuilder) -> Self {
        command.env_clear();
        for (name, value) in home.environment() {
            command.env(name, value);
        }
        for name in ["PATH", "LLVM_PROFILE_FILE"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        let temporary = home.dir.path().join("tmp");
        std::fs::create_dir_all(&temporary).unwrap();
        command.env("TMPDIR", temporary);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.cwd(home.dir.path());
        Self {
            home,
            size: USUAL,
            command,
        }
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn size(mut self, cols: u16, rows: u16) -> Self {
        self.size = (cols, rows);
        self
    }

    /// Opens the window.
    pub(crate) fn start(self) -> Terminal {
        let _ = self.home;
        let pair = native_pty_system().openpty(pty_size(self.size)).unwrap();
        let name = pair.master.tty_name().unwrap();
        let line = OpenOptions::new()
            .read(true)
            .write(true)
            .custom_flags(OFlag::O_NOCTTY.bits())
            .open(name)
            .unwrap();
        let before = tcgetattr(&line).unwrap();
        let child = pair.slave.spawn_command(self.command).unwrap();
        drop(pair.slave);
        let seen = Seen {
            screen: vt100::Parser::new(cells(self.size.1), cells(self.size.0), 0),
            raw: Vec::new(),
            in_frame: false,
            stopped: false,
            ended: false,
        };
        let shared: Shared = Arc::new((Mutex::new(seen), Condvar::new()));
        let writer = Arc::new(Mutex::new(Some(pair.master.take_writer().unwrap())));
        let reader = {
            let from = pair.master.try_clone_reader().unwrap();
            let (shared, writer) = (Arc::clone(&shared), Arc::clone(&writer));
            std::thread::spawn(move || read(from, &shared, &writer))
        };
        Terminal {
            shared,
            writer,
            master: Some(pair.master),
            line: Some(line),
            before,
            child,
            reader: Some(reader),
        }
    }
}

/// Opens the program in a usual window.
pub(crate) fn open(home: &Home, arguments: &[&str]) -> Terminal {
    Run::new(home, arguments).start()
}

impl Terminal {
    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// The window's device.
    pub(crate) fn tty_name(&self) -> std::path::PathBuf {
        self.master.as_ref().unwrap().tty_name().unwrap()
    }

    /// Looks at what came out so far.
    pub(crate) fn look<T>(&self, at: impl FnOnce(&Seen) -> T) -> T {
        at(&self.lock())
    }

    pub(crate) fn text(&self) -> String {
        self.look(Seen::text)
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until a whole frame shows what is asked for.
    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, shows: impl Fn(&Seen) -> bool) {
        let until = Instant::now() + DEADLINE;
        let mut seen = self.lock();
        loop {
            if !seen.in_frame && shows(&seen) {
                return;
            }
            let left = until.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !seen.ended,
                "never came: {what}\n{}",
                seen.text()
            );
            seen = self.shared.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// Waits until the screen holds a text.
    #[track_caller]
    pub(crate) fn wait_for(&self, words: &str) {
        self.wait_until(words, |seen| seen.text().contains(words));
    }

    /// Waits until the screen does not hold a text any more.
    #[track_caller]
    pub(crate) fn wait_gone(&self, words: &str) {
        self.wait_until(&format!("{words} gone"), |seen| {
            !seen.text().contains(words)
        });
    }

    /// Waits until the corner says that everything is on disk; the example has its own word for it.
    #[track_caller]
    pub(crate) fn wait_saved(&self) {
        self.wait_until("saved", Seen::says_saved);
    }

    /// Whether no byte comes for that long.
    pub(crate) fn is_silent_for(&self, time: Duration) -> bool {
        let seen = self.lock();
        let length = seen.raw.len();
        let more = |seen: &mut Seen| seen.raw.len() == length;
        self.shared
            .1
            .wait_timeout_while(seen, time, more)
            .unwrap()
            .1
            .timed_out()
    }

    /// Takes no byte any more, as a terminal that is stopped.
    pub(crate) fn stop_reading(&self) {
        self.lock().stopped = true;
    }

    /// Has the program paint anew until it can write no more: its main thread waits for the terminal.
    pub(crate) fn paint_until_blocked(&self) {
        let until = Instant::now() + DEADLINE;
        let path = format!("/proc/{0}/task/{0}/wchan", self.pid());
        for painted in 0.. {
            let blocked = match std::fs::read_to_string(&path) {
                Ok(place) => place.contains("write") || place == "wait_woken",
                Err(_) => painted > 1000,
            };
            if blocked {
                return;
            }
            assert!(Instant::now() < until, "it writes on");
            self.keys("\x0c");
            std::thread::yield_now();
        }
    }

    /// Presses keys; `\r` is Enter.
    pub(crate) fn keys(&self, keys: &str) {
        let mut writer = self.writer.lock().unwrap();
        let writer = writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Presses keys that change the screen once, and waits for the frame that answers them.
    #[track_caller]
    pub(crate) fn press(&self, keys: &str) {
        let before = self.look(Seen::frames);
        self.keys(keys);
        self.wait_until(&format!("a frame after {keys:?}"), |seen| {
            seen.frames() > before
        });
    }

    /// Gives the window another size.
    pub(crate) fn resize(&self, cols: u16, rows: u16) {
        self.lock()
            .screen
            .screen_mut()
            .set_size(cells(rows), cells(cols));
        self.master
            .as_ref()
            .unwrap()
            .resize(pty_size((cols, rows)))
            .unwrap();
    }

    /// Sends a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.pid()).unwrap();
        signal::kill(Pid::from_raw(pid), signal).unwrap();
    }

    /// Whether the line is as it was before the program started.
    pub(crate) fn line_is_as_before(&self) -> bool {
        tcgetattr(self.line.as_ref().unwrap()).unwrap() == self.before
    }

    /// Waits for the end and looks at what is left.
    #[track_caller]
    pub(crate) fn left(mut self) -> Left {
        let since = Instant::now();
        let status = self.ended(since);
        let took = since.elapsed();
        let mut leaks = Vec::new();
        if !self.line_is_as_before() {
            leaks.push("the line's settings".to_owned());
        }
        // Without anybody at the other end, the reader comes to an end when all is read.
        self.line = None;
        self.lock().stopped = false;
        self.shared.1.notify_all();
        self.reader.take().unwrap().join().unwrap();
        let seen = self.lock();
        leaks.extend(bytes::leaks(&seen.raw));
        Left {
            code: status.exit_code(),
            signal: status.signal().map(str::to_owned),
            leaks,
            text: seen.text(),
            raw: seen.raw.clone(),
            took,
        }
    }

    /// Closes the window and waits for the end. How long it took.
    #[track_caller]
    pub(crate) fn close_window(mut self) -> Duration {
        self.writer.lock().unwrap().take();
        self.master = None;
        // The reader holds the window open too: a last byte wakes it, and it sees that it is over.
        self.lock().ended = true;
        self.line.as_ref().unwrap().write_all(b".").unwrap();
        self.reader.take().unwrap().join().unwrap();
        let since = Instant::now();
        self.ended(since);
        since.elapsed()
    }

    #[track_caller]
    fn ended(&mut self, since: Instant) -> portable_pty::ExitStatus {
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(
                since.elapsed() < DEADLINE,
                "it did not end\n{}",
                self.text()
            );
            std::thread::yield_now();
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn read(mut from: Box<dyn Read + Send>, shared: &Shared, writer: &Writer) {
    let mut chunk = [0; 16 * 1024];
    loop {
        let seen = shared.0.lock().unwrap_or_else(PoisonError::into_inner);
        drop(shared.1.wait_while(seen, |seen| seen.stopped));
        let length = from.read(&mut chunk).unwrap_or(0);
        let mut seen = shared.0.lock().unwrap_or_else(PoisonError::into_inner);
        if length == 0 || seen.ended {
            seen.ended = true;
            shared.1.notify_all();
            return;
        }
        let news = &chunk[..length];
        let before = seen.raw.len().saturating_sub(16);
        seen.raw.extend_from_slice(news);
        seen.screen.process(news);
        let tail = seen.raw[before..].to_vec();
        let (begun, ended) = (last(&tail, b"\x1b[?2026h"), last(&tail, b"\x1b[?2026l"));
        if begun != ended {
            seen.in_frame = begun > ended;
        }
        let answers = answers(&tail, news.len());
        drop(seen);
        shared.1.notify_all();
        if let (false, Some(writer)) = (answers.is_empty(), writer.lock().unwrap().as_mut()) {
            let _ = writer.write_all(&answers);
        }
    }
}

fn last(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|window| window == what)
}

/// What a terminal answers to the questions that end in the last `news` bytes.
fn answers(tail: &[u8], news: usize) -> Vec<u8> {
    const KNOWN: [(&[u8], &[u8]); 4] = [
        (b"\x1b[6n", b"\x1b[1;1R"),
        (b"\x1b[c", b"\x1b[?62;22c"),
        (b"\x1b[0c", b"\x1b[?62;22c"),
        (b"\x1b[>c", b"\x1b[>41;354;0c"),
    ];
    let old = tail.len() - news;
    let mut answers = Vec::new();
    for (question, answer) in KNOWN {
        let asked = tail.windows(question.len()).enumerate();
        for _ in asked.filter(|(at, window)| *window == question && at + question.len() > old) {
            answers.extend_from_slice(answer);
        }
    }
    answers
}
