//! The way out of every command: standard output and standard error. Every text is made harmless
//! here. A reader that closed the pipe has seen enough, so that is no error; any other failure is.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::text;

/// Standard output.
pub(crate) struct Out {
    stdout: BufWriter<io::StdoutLock<'static>>,
    ascii: bool,
    closed: bool,
}

impl Out {
    /// Standard output; with `ascii`, the program's own signs become plain characters.
    pub(crate) fn new(ascii: bool) -> Self {
        Self {
            stdout: BufWriter::new(io::stdout().lock()),
            ascii,
            closed: false,
        }
    }

    /// Writes one line.
    pub(crate) fn line(&mut self, text: &str) -> Result<()> {
        let harmless = text::harmless(text);
        if self.ascii {
            self.bytes(&text::plain(&harmless))
        } else {
            self.bytes(&harmless)
        }
    }

    /// Writes a text of several lines.
    pub(crate) fn lines(&mut self, text: &str) -> Result<()> {
        text.split('\n').try_for_each(|line| self.line(line))
    }

    /// Writes a value as JSON over several lines.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<()> {
        let json = serde_json::to_string_pretty(value).context("cannot write this as JSON")?;
        self.bytes(&escaped(&json))
    }

    /// Writes bytes that were made harmless where they were made, as they are.
    pub(crate) fn raw(&mut self, bytes: &[u8]) -> Result<()> {
        if self.closed {
            return Ok(());
        }
        let written = self.stdout.write_all(bytes);
        self.checked(written)
    }

    /// Writes out what is still held back, and ends the command well.
    pub(crate) fn finish(mut self) -> Result<ExitCode> {
        let flushed = self.stdout.flush();
        self.checked(flushed)?;
        Ok(ExitCode::SUCCESS)
    }

    fn bytes(&mut self, text: &str) -> Result<()> {
        if self.closed {
            return Ok(());
        }
        let written = writeln!(self.stdout, "{text}");
        self.checked(written)
    }

    fn checked(&mut self, result: io::Result<()>) -> Result<()> {
        match result {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => self.closed = true,
            other => other.context("cannot write to standard output")?,
        }
        Ok(())
    }
}

/// Says on standard error, in one line, what went wrong. Nobody is left to be told when that fails
/// too.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "backcast: {}", text::harmless(text));
}

/// As [`complain`], for a text that has several lines of its own.
pub(crate) fn complain_at_length(text: &str) {
    let _ = writeln!(io::stderr(), "backcast: {}", text::harmless_lines(text));
}

/// JSON in which every character that no terminal should receive is escaped. Outside of strings JSON
/// is plain, so the value stays the same.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for (cluster, _) in text::clusters(json) {
        if cluster == "\n" || text::is_harmless(cluster) {
            out.push_str(cluster);
            continue;
        }
        for c in cluster.chars() {
            if c == '\n' || matches!(c, ' '..='~') {
                out.push(c);
                continue;
            }
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_its_value_and_loses_what_steers_a_terminal() {
        for (text, shown) in [
            ("a\u{7f}b", r#""a\u007fb""#),
            ("\u{9b}2J", r#""\u009b2J""#),
            ("a\u{202e}b", r#""a\u202eb""#),
            ("\u{e0041}", r#""\udb40\udc41""#),
            ("\u{1b}[2J\n", r#""\u001b[2J\n""#),
        ] {
            let json = escaped(&serde_json::to_string(text).unwrap());
            assert_eq!(json, shown);
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }

    #[test]
    fn ordinary_letters_stay_readable_in_json() {
        let text = "\"Müller × 会議 👩‍👧 Việt\"";
        assert_eq!(escaped(text), text);
    }
}
