//! The one place that makes text harmless.
//!
//! What could steer a terminal (controls, escape sequences), reorder what is read (bidi), hide in it
//! (zero-width, tags, blanks that are no spaces) or spill out of its cell (stacked marks) is taken
//! out, and a visible glyph is left where it was: two words are never joined, and nothing vanishes
//! without a trace. Letters, marks in reasonable number, emoji and spaces stay as they are.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// Stands for whatever was taken out and has no control picture of its own; a run gets one.
pub const TAKEN_OUT: char = '\u{FFFD}';
/// Stands for a line break inside a text of one line.
const LINE_BREAK: char = '⏎';
/// Carries a combining mark that came without a letter.
const DOTTED_CIRCLE: char = '\u{25CC}';
/// Zero-width marks kept on one base. Vietnamese needs 2, vocalised Hebrew and Arabic 3, Tibetan 4.
const MAX_MARKS: usize = 4;
/// Characters kept in one cluster. The longest emoji people send has 10, the longest conjunct about 9.
const MAX_CLUSTER: usize = 16;
/// Joiners kept in one emoji: a family of four has three.
const MAX_JOINERS: usize = 4;
const ZWJ: char = '\u{200D}';

/// Makes a text of one line harmless. Borrowed when there was nothing to do; doing it twice is the
/// same as doing it once. Line breaks show as `⏎`, other C0 controls as their control pictures,
/// everything else that is taken out as [`TAKEN_OUT`].
pub fn harmless(text: &str) -> Cow<'_, str> {
    if is_plain(text.as_bytes(), false) || text.chars().all(is_common) {
        return Cow::Borrowed(text);
    }
    let mut cleaner = Cleaner::new(text.len());
    cleaner.line(text);
    cleaner.finish(text)
}

/// Makes a text of several lines harmless: as [`harmless`], but LF stays a line break and CR LF
/// becomes LF. A CR alone, U+0085, U+2028 and U+2029 break no line; they become visible.
pub fn harmless_lines(text: &str) -> Cow<'_, str> {
    if is_plain(text.as_bytes(), true) || text.chars().all(|c| c == '\n' || is_common(c)) {
        return Cow::Borrowed(text);
    }
    let mut cleaner = Cleaner::new(text.len());
    for piece in text.split_inclusive('\n') {
        let Some(line) = piece.strip_suffix('\n') else {
            cleaner.line(piece);
            continue;
        };
        cleaner.line(line.strip_suffix('\r').unwrap_or(line));
        cleaner.out.push('\n');
    }
    cleaner.finish(text)
}

/// Whether a text may be shown in one line as it is.
pub fn is_harmless(text: &str) -> bool {
    matches!(harmless(text), Cow::Borrowed(_))
}

fn is_plain(bytes: &[u8], line_feeds: bool) -> bool {
    bytes
        .iter()
        .all(|&b| matches!(b, 0x20..=0x7E) || (line_feeds && b == b'\n'))
}

/// Characters that are harmless beside any other of this set: the usual case of text in most of the
/// scripts that business is done in.
fn is_common(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | 'Α'..='Ρ' | 'Σ'..='Ͽ'
        | '\u{400}'..='\u{482}' | '\u{2010}'..='\u{2027}' | '€' | '、' | '。' | 'ぁ'..='ゖ' | 'ァ'..='ヺ'
        | 'ー' | '\u{4E00}'..='\u{9FA5}' | '가'..='힣' | '！'..='～')
}

/// Builds the harmless text, cluster by cluster.
struct Cleaner {
    out: String,
    cluster: ClusterState,
    /// The last character written stands for something taken out, so the next one needs no second.
    gap: bool,
}

/// What the current cluster of the output holds so far.
#[derive(Default)]
struct ClusterState {
    chars: usize,
    marks: usize,
    joiners: usize,
    /// The last base is a pictograph, and only what may follow one in an emoji came after it.
    emoji: bool,
    previous: Option<char>,
}

impl Cleaner {
    fn new(capacity: usize) -> Self {
        Self {
            out: String::with_capacity(capacity),
            cluster: ClusterState::default(),
            gap: false,
        }
    }

    fn finish(self, original: &str) -> Cow<'_, str> {
        if self.out == original {
            Cow::Borrowed(original)
        } else {
            Cow::Owned(self.out)
        }
    }

    fn line(&mut self, line: &str) {
        self.gap = false;
        for cluster in line.graphemes(true) {
            self.cluster = ClusterState::default();
            match cluster {
                "\r\n" => self.glyph(LINE_BREAK),
                _ => self.cluster(cluster),
            }
        }
    }

    fn cluster(&mut self, cluster: &str) {
        let mut chars = cluster.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied();
            if let Some(picture) = control_picture(c) {
                self.glyph(picture);
            } else if self.allowed_in_emoji(c, next) {
                self.keep(c);
            } else if is_invisible(c) || !is_printable(c) {
                self.take_out();
            } else if !self.keep_or_cap(c) {
                return;
            }
        }
    }

    /// Keeps a visible character, or, where the cluster holds too much already, leaves one glyph for
    /// the rest of it; `false` says that the rest is to be skipped.
    fn keep_or_cap(&mut self, c: char) -> bool {
        if self.cluster.chars == 0 && !c.is_ascii() {
            if is_extender(c) {
                self.keep(DOTTED_CIRCLE);
            } else if c.width() == Some(0) || is_prepender(c) {
                // Half a Hangul syllable, or a sign that would swallow the cluster after it.
                self.take_out();
                return true;
            }
        }
        let mark = c.width() == Some(0);
        if self.cluster.chars >= MAX_CLUSTER || (mark && self.cluster.marks >= MAX_MARKS) {
            self.take_out();
            return false;
        }
        self.keep(c);
        true
    }

    fn keep(&mut self, c: char) {
        let state = &mut self.cluster;
        let (selector, modifier) = (matches!(c, '\u{FE0E}' | '\u{FE0F}'), is_modifier(c));
        if c == ZWJ {
            state.joiners += 1;
        } else if !(selector || modifier && state.emoji) {
            let mark = c.width() == Some(0);
            state.marks = if mark { state.marks + 1 } else { 0 };
            state.emoji = !mark && !c.is_ascii() && is_pictograph(c);
        }
        state.chars += 1;
        state.previous = Some(c);
        self.out.push(c);
        self.gap = false;
    }

    /// Joiners and variation selectors stay only where an emoji needs them.
    fn allowed_in_emoji(&self, c: char, next: Option<char>) -> bool {
        let state = &self.cluster;
        if state.chars >= MAX_CLUSTER {
            return false;
        }
        match c {
            ZWJ => {
                state.emoji
                    && state.previous != Some(ZWJ)
                    && state.joiners < MAX_JOINERS
                    && state.chars + 1 < MAX_CLUSTER
                    && next.is_some_and(|n| is_printable(n) && is_pictograph(n))
            }
            '\u{FE0E}' | '\u{FE0F}' => match state.previous {
                Some('0'..='9' | '#' | '*') => c == '\u{FE0F}' && next == Some('\u{20E3}'),
                Some(previous) => state.emoji && is_pictograph(previous),
                None => false,
            },
            _ => false,
        }
    }

    fn take_out(&mut self) {
        if self.gap {
            self.cluster = ClusterState::default();
        } else {
            self.glyph(TAKEN_OUT);
            self.gap = true;
        }
    }

    /// Writes a glyph that stands by itself: what follows starts a new cluster.
    fn glyph(&mut self, glyph: char) {
        self.out.push(glyph);
        self.cluster = ClusterState::default();
        self.gap = false;
    }
}

/// The picture of a C0 control, DEL, or a Unicode line or paragraph separator.
fn control_picture(c: char) -> Option<char> {
    match c {
        '\n' | '\u{2028}' | '\u{2029}' => Some(LINE_BREAK),
        '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32),
        '\u{7F}' => Some('\u{2421}'),
        _ => None,
    }
}

/// Characters that Unicode counts as letters, marks or symbols but that show nothing, or whose only
/// effect is on their neighbours. Format characters are not listed: [`is_printable`] finds them.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}'
        | '\u{FFFC}' | '\u{13441}' | '\u{13442}' | '\u{16FE4}' | '\u{1D159}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether Unicode assigns this character and means it to be seen. The standard library's debug
/// escapes hold exactly that table (they escape controls, format, private-use and unassigned
/// characters, separators and noncharacters); spaces other than U+0020 are visible room, and stay.
fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        return (' '..='~').contains(&c);
    }
    if matches!(
        c,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    ) {
        return true;
    }
    // After a letter, so that a combining mark is not escaped for standing first.
    let mut buffer = [b'a', 0, 0, 0, 0];
    let length = c.encode_utf8(&mut buffer[1..]).len();
    std::str::from_utf8(&buffer[..=length]).is_ok_and(|pair| pair.escape_debug().nth(1) == Some(c))
}

fn is_modifier(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Whether a character joins the cluster of whatever stands before it (UAX #29, GB9 and GB9a).
fn is_extender(c: char) -> bool {
    is_one_cluster(&['a', c])
}

/// Whether a character pulls whatever comes after it into its cluster (UAX #29, GB9b).
fn is_prepender(c: char) -> bool {
    is_one_cluster(&[c, 'a'])
}

/// Whether a character is an Extended_Pictographic: only those join across a ZWJ (UAX #29, GB11).
fn is_pictograph(c: char) -> bool {
    matches!(c, '©' | '®' | '\u{203C}'..='\u{3299}' | '\u{1F000}'..='\u{1FFFD}')
        && !is_modifier(c)
        && is_one_cluster(&[c, ZWJ, '❤'])
}

fn is_one_cluster(chars: &[char]) -> bool {
    let mut buffer = [0u8; 16];
    let mut length = 0;
    for c in chars {
        length += c.encode_utf8(&mut buffer[length..]).len();
    }
    std::str::from_utf8(&buffer[..length]).is_ok_and(|s| s.graphemes(true).nth(1).is_none())
}
