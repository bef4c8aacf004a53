//! The terminal taken over and given back: raw mode, alternate screen, mouse, paste, title, cursor.
//! Whatever ends the program, [`leave`] puts everything back as it was, once. A frame is one write:
//! cells that changed go into a buffer first and to the terminal in one piece.

mod cells;
#[cfg(test)]
mod tests;

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, MoveTo, SetCursorStyle, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, SetTitle,
};
use crossterm::{Command, QueueableCommand, queue};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text;

static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether what stood in the window before is wiped when the terminal is given back: everybody may be
/// looking at it.
static BLANK: AtomicBool = AtomicBool::new(false);

/// Whether everybody may be looking when the terminal is given back.
pub(super) fn leave_blank(blank: bool) {
    BLANK.store(blank, Ordering::SeqCst);
}

/// Keeps the window's title on the terminal's stack of titles.
struct PushTitle;

/// Brings the kept title back.
struct PopTitle;

impl Command for PushTitle {
    fn write_ansi(&self, f: &mut impl std::fmt::Write) -> std::fmt::Result {
        f.write_str("\x1b[22;0t")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        Ok(())
    }
}

impl Command for PopTitle {
    fn write_ansi(&self, f: &mut impl std::fmt::Write) -> std::fmt::Result {
        f.write_str("\x1b[23;0t")
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        Ok(())
    }
}

/// Takes the terminal over, or leaves it as it was.
pub(super) fn enter(mouse: bool) -> io::Result<()> {
    terminal::enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let taken = take_over(mouse);
    if taken.is_err() {
        leave();
    }
    taken
}

fn take_over(mouse: bool) -> io::Result<()> {
    let mut bytes = Vec::new();
    queue!(
        bytes,
        PushTitle,
        EnterAlternateScreen,
        EnableBracketedPaste,
        Hide
    )?;
    if mouse {
        queue!(bytes, EnableMouseCapture)?;
    }
    write(&bytes)
}

/// Gives the terminal back as it was. Does nothing when it was given back before; errors are of no
/// use to anybody at that point.
pub(super) fn leave() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut bytes = Vec::new();
    let _ = queue!(
        bytes,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        ResetColor,
        SetCursorStyle::DefaultUserShape,
        // What stood in the window before is not to be seen for a moment either.
        BeginSynchronizedUpdate,
        LeaveAlternateScreen
    );
    if BLANK.load(Ordering::SeqCst) {
        let _ = queue!(bytes, Clear(ClearType::All), MoveTo(0, 0));
    }
    let _ = queue!(bytes, EndSynchronizedUpdate, PopTitle, Show);
    let _ = write(&bytes);
    line_as_before();
}

/// Only the line's settings back as they were: needs nobody who reads what is written.
pub(super) fn line_as_before() {
    let _ = terminal::disable_raw_mode();
}

/// Raw mode anew, after somebody else may have changed it.
pub(super) fn enter_again() -> io::Result<()> {
    terminal::disable_raw_mode()?;
    terminal::enable_raw_mode()
}

/// Listens to the mouse, or does not.
pub(super) fn mouse(on: bool) -> io::Result<()> {
    let mut bytes = Vec::new();
    if on {
        queue!(bytes, EnableMouseCapture)?;
    } else {
        queue!(bytes, DisableMouseCapture)?;
    }
    write(&bytes)
}

/// Puts a text on the clipboard of whoever sees the window, by the terminal (OSC 52).
pub(super) fn copy(text: &str) -> io::Result<()> {
    let mut bytes = Vec::new();
    queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
    write(&bytes)
}

/// The most columns that a window's name may have: some terminals choke on longer ones.
const TITLE_COLUMNS: usize = 120;

/// Names the window.
pub(super) fn title(words: &str) -> io::Result<()> {
    let mut bytes = Vec::new();
    let harmless = text::harmless(words);
    queue!(bytes, SetTitle(text::clip(&harmless, TITLE_COLUMNS)))?;
    write(&bytes)
}

fn write(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// What the terminal shows, so that only what changed is written.
#[derive(Debug)]
pub(super) struct Frames {
    shown: Buffer,
    next: Buffer,
    cursor: Option<(u16, u16)>,
    anew: bool,
}

impl Frames {
    /// Nothing is shown yet.
    pub(super) fn new((width, height): (u16, u16)) -> Self {
        let empty = Buffer::empty(Rect {
            x: 0,
            y: 0,
            width,
            height,
        });
        Self {
            shown: empty.clone(),
            next: empty,
            cursor: None,
            anew: true,
        }
    }

    /// The window has another size: everything is painted anew.
    pub(super) fn resize(&mut self, size: (u16, u16)) {
        *self = Self::new(size);
    }

    /// Paints the next frame anew, whatever the terminal is believed to show.
    pub(super) fn forget(&mut self) {
        self.shown.reset();
        self.anew = true;
    }

    /// Paints a frame and writes what changed, in one piece.
    pub(super) fn paint(
        &mut self,
        view: impl FnOnce(&mut Buffer) -> Option<(u16, u16)>,
    ) -> io::Result<()> {
        self.next.reset();
        let cursor = view(&mut self.next);
        let mut bytes = Vec::with_capacity(16 * 1024);
        bytes.queue(BeginSynchronizedUpdate)?;
        if self.anew {
            queue!(bytes, ResetColor, Clear(ClearType::All))?;
        }
        let before = bytes.len();
        cells::write_changes(&self.shown, &self.next, &mut bytes);
        if bytes.len() == before && cursor == self.cursor && !self.anew {
            std::mem::swap(&mut self.shown, &mut self.next);
            return Ok(());
        }
        match (cursor, self.cursor) {
            (Some((x, y)), before) => {
                bytes.queue(MoveTo(x, y))?;
                if before.is_none() {
                    bytes.queue(Show)?;
                }
            }
            (None, Some(_)) => {
                bytes.queue(Hide)?;
            }
            (None, None) => {}
        }
        bytes.queue(EndSynchronizedUpdate)?;
        write(&bytes)?;
        std::mem::swap(&mut self.shown, &mut self.next);
        self.cursor = cursor;
        self.anew = false;
        Ok(())
    }
}
