//! Cuts a line into words, quoted texts, names behind `@` and commas, each with its place.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, with any punctuation that sticks to it.
    Word,
    /// A text in quotation marks. Never a keyword.
    Quoted,
    /// `@` and a word.
    At,
    /// `@` and a text in quotation marks.
    AtQuoted,
    /// A comma or semicolon that ends a word.
    Comma,
}

/// A piece of the line.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    /// Where it stands, in bytes, with its quotation marks and its `@`.
    pub(super) range: Range<usize>,
    /// Its text, without quotation marks and `@`.
    pub(super) text: &'a str,
    /// The text as it is compared: lower case, without punctuation at its ends.
    pub(super) key: String,
}

impl Token<'_> {
    /// Whether it is the word `word`, outside quotation marks.
    pub(super) fn is(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.key == word
    }

    /// Whether it joins two things of the same kind.
    pub(super) fn joins(&self) -> bool {
        self.kind == Kind::Comma
            || (self.kind == Kind::Word && matches!(self.text, "and" | "And" | "&" | "+"))
    }

    /// Whether it is a dash that stands alone.
    pub(super) fn is_dash(&self) -> bool {
        self.kind == Kind::Word && matches!(self.text, "-" | "–" | "—")
    }

    /// Whether it sets parts apart from each other and from the title.
    pub(super) fn separates(&self) -> bool {
        self.kind == Kind::Comma || self.is_dash()
    }
}

/// A word as it is compared: lower case, without the punctuation around it.
pub(super) fn key(word: &str) -> String {
    let bare = word.trim_matches(|ch: char| !ch.is_alphanumeric());
    let bare = if bare.is_empty() { word } else { bare };
    bare.to_lowercase().replace('’', "'")
}

/// "Dana's" names Dana.
pub(super) fn without_possessive(name: &str) -> &str {
    name.strip_suffix("'s")
        .or_else(|| name.strip_suffix("’s"))
        .unwrap_or(name)
}

/// The words of a title or a name, as they are compared.
pub(super) fn keys(text: &str) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for chunk in text.split_whitespace() {
        let words = cut_word(chunk, 0);
        keys.extend(
            words
                .filter(|(_, word)| !is_comma_text(word))
                .map(|(_, word)| key(word)),
        );
    }
    keys
}

/// The tokens of a line, and where a quotation mark is opened and never closed.
pub(super) fn tokens(line: &str) -> (Vec<Token<'_>>, Option<usize>) {
    let mut out = Vec::new();
    let mut open = None;
    let mut at = 0;
    while let Some(rest) = line.get(at..)
        && let Some(first) = rest.chars().next()
    {
        let name = rest.strip_prefix('@');
        if first.is_whitespace() {
            at += first.len_utf8();
        } else if let Some((inner, length, closed)) = quoted(name.unwrap_or(rest)) {
            let start = at;
            at += length + usize::from(name.is_some());
            if !closed {
                open = Some(start);
            }
            let kind = if name.is_some() {
                Kind::AtQuoted
            } else {
                Kind::Quoted
            };
            out.push(Token {
                kind,
                range: start..at,
                text: inner,
                key: key(inner),
            });
        } else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let chunk = rest.get(..end).unwrap_or_default();
            out.extend(cut_word(chunk, at).map(|(start, text)| word(start, text)));
            at += end;
        }
    }
    (out, open)
}

/// A text in quotation marks at the start of `rest`: the text, the length with its marks, and
/// whether it is closed.
fn quoted(rest: &str) -> Option<(&str, usize, bool)> {
    let mark = rest.chars().next()?;
    let closing: &[char] = match mark {
        '"' => &['"'],
        '“' | '„' => &['”', '“', '"'],
        _ => return None,
    };
    let inner = rest.get(mark.len_utf8()..)?;
    match inner.char_indices().find(|(_, ch)| closing.contains(ch)) {
        Some((end, ch)) => Some((
            inner.get(..end)?,
            mark.len_utf8() + end + ch.len_utf8(),
            true,
        )),
        None => Some((inner, rest.len(), false)),
    }
}

fn word(start: usize, text: &str) -> Token<'_> {
    let range = start..start + text.len();
    if is_comma_text(text) {
        return Token {
            kind: Kind::Comma,
            range,
            text,
            key: String::new(),
        };
    }
    match text.strip_prefix('@') {
        Some(name) if name.starts_with(char::is_alphanumeric) => Token {
            kind: Kind::At,
            range,
            text: name,
            key: without_possessive(&key(name)).to_owned(),
        },
        _ => Token {
            kind: Kind::Word,
            range,
            text,
            key: key(text),
        },
    }
}

fn is_comma_text(text: &str) -> bool {
    matches!(text, "," | ";")
}

/// Cuts a chunk without blanks at its commas, except those between digits ("1,000 days").
fn cut_word(chunk: &str, offset: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = chunk.get(at..).filter(|rest| !rest.is_empty())?;
        let end = match rest
            .char_indices()
            .find(|(comma, ch)| matches!(ch, ',' | ';') && splits(rest, *comma))
        {
            Some((0, _)) => 1,
            Some((comma, _)) => comma,
            None => rest.len(),
        };
        let start = at;
        at += end;
        Some((offset + start, rest.get(..end)?))
    })
}

fn splits(chunk: &str, comma: usize) -> bool {
    let before = chunk.get(..comma).and_then(|text| text.chars().next_back());
    let after = chunk.get(comma + 1..).and_then(|text| text.chars().next());
    let digit = |ch: Option<char>| ch.is_some_and(|ch| ch.is_ascii_digit());
    !(digit(before) && digit(after))
}
