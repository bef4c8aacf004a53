//! What a stream of bytes did to the terminal: which modes it left on, which sequences it holds.
//! Read from the raw bytes, not from a model of a screen, so that nothing a model ignores is missed.

use std::collections::BTreeMap;

/// One control sequence, or something else that is no printable text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    /// `ESC [ … final`.
    Csi { body: String, last: char },
    /// `ESC ] … BEL` or `… ESC \`: its text.
    Osc(String),
    /// `ESC x`, where x begins neither of both.
    Escape(char),
    /// A control character by itself.
    Control(char),
    /// A printable character.
    Print(char),
}

/// Takes a stream apart. Bytes that are no UTF-8 come out as U+FFFD, an unfinished sequence at the
/// end as it is.
pub(crate) fn pieces(bytes: &[u8]) -> Vec<Piece> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\x1b' {
            found.push(if c.is_control() {
                Piece::Control(c)
            } else {
                Piece::Print(c)
            });
            continue;
        }
        match rest.next() {
            Some('[') => {
                let mut body = String::new();
                let mut last = '\0';
                for c in rest.by_ref() {
                    if ('@'..='~').contains(&c) {
                        last = c;
                        break;
                    }
                    body.push(c);
                }
                found.push(Piece::Csi { body, last });
            }
            Some(']') => {
                let mut body = String::new();
                while let Some(c) = rest.next() {
                    if c == '\x07' {
                        break;
                    }
                    if c == '\x1b' && rest.next_if_eq(&'\\').is_some() {
                        break;
                    }
                    body.push(c);
                }
                found.push(Piece::Osc(body));
            }
            Some(other) => found.push(Piece::Escape(other)),
            None => found.push(Piece::Escape('\0')),
        }
    }
    found
}

/// What a program that has ended left switched on, in words; empty when the terminal is as it was.
pub(crate) fn leaks(bytes: &[u8]) -> Vec<String> {
    let mut modes: BTreeMap<String, bool> = BTreeMap::new();
    let (mut titles, mut coloured, mut cursor_shape) = (0i32, false, false);
    let mut other = Vec::new();
    for piece in pieces(bytes) {
        match piece {
            Piece::Csi {
                body,
                last: on @ ('h' | 'l'),
            } => {
                for mode in body.trim_start_matches('?').split(';') {
                    modes.insert(mode.to_owned(), on == 'h');
                }
            }
            Piece::Csi { body, last: 'm' } => coloured = !matches!(body.as_str(), "" | "0"),
            Piece::Csi { body, last: 't' } if body.starts_with("22") => titles += 1,
            Piece::Csi { body, last: 't' } if body.starts_with("23") => titles -= 1,
            Piece::Csi { body, last: 'q' } => cursor_shape = !matches!(body.as_str(), "0 " | " "),
            Piece::Csi { body, last: 'r' } if !body.is_empty() => {
                other.push(format!("region {body}"));
            }
            Piece::Csi { body, last: 'u' } => other.push(format!("keyboard {body}")),
            Piece::Escape(c @ ('=' | '(' | '#')) => other.push(format!("escape {c}")),
            _ => {}
        }
    }
    // The cursor is the one mode that is on before the program starts.
    let cursor = modes.remove("25").unwrap_or(true);
    let mut leaks: Vec<String> = modes
        .into_iter()
        .filter_map(|(mode, on)| on.then(|| format!("mode {mode}")))
        .collect();
    leaks.extend(other);
    for (wrong, what) in [
        (!cursor, "the cursor is hidden"),
        (titles != 0, "the title's stack"),
        (coloured, "a colour or an emphasis"),
        (cursor_shape, "the cursor's shape"),
    ] {
        if wrong {
            leaks.push(what.to_owned());
        }
    }
    leaks
}

#[test]
fn what_is_left_on_is_told() {
    for (bytes, expected) in [
        ("", &[][..]),
        (
            "\x1b[?1049h\x1b[?25l\x1b[31mx\x1b[0m\x1b[?25h\x1b[?1049l",
            &[],
        ),
        (
            "\x1b[?1049h\x1b[?25l",
            &["mode 1049", "the cursor is hidden"],
        ),
        ("\x1b[?1000;1006h\x1b[?1000l", &["mode 1006"]),
        ("\x1b[1;31m", &["a colour or an emphasis"]),
        ("\x1b[22;0t\x1b]0;Acme\x07", &["the title's stack"]),
        ("\x1b[6 q", &["the cursor's shape"]),
    ] {
        assert_eq!(leaks(bytes.as_bytes()), expected, "{bytes:?}");
    }
}
