//! Columns: how wide a text shows in a terminal, and how to cut or pad it to a width.
//!
//! The unit is the grapheme cluster, and a cluster's width is the one that ratatui's buffer gives it
//! (`unicode-width`, and one column more for each half-width sound mark). The width that ratatui's `Line`
//! reports is not always that of the cells it fills; measure here. All functions expect text that
//! was made harmless; a cluster with a control character counts nothing, as the buffer drops it.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::harmless::TAKEN_OUT;

/// Ends a text that was cut.
const ELLIPSIS: char = '…';

/// The clusters of a text, each with its width in columns.
#[derive(Debug, Clone)]
pub struct Clusters<'a>(&'a str);

impl<'a> Iterator for Clusters<'a> {
    type Item = (&'a str, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0;
        let bytes = rest.as_bytes();
        // Nothing that could join it follows: the rules of clusters need not be asked.
        let alone = matches!(bytes.first()?, 0x20..=0x7E) && bytes.get(1).is_none_or(u8::is_ascii);
        let length = if alone {
            1
        } else {
            rest.graphemes(true).next()?.len()
        };
        let (cluster, rest) = rest.split_at(length);
        self.0 = rest;
        Some((cluster, if alone { 1 } else { cluster_width(cluster) }))
    }
}

/// The grapheme clusters of a text, each with its width in columns.
pub fn clusters(text: &str) -> Clusters<'_> {
    Clusters(text)
}

fn cluster_width(cluster: &str) -> usize {
    if cluster.len() == 1 {
        return usize::from(is_simple(cluster));
    }
    if cluster.contains(char::is_control) {
        return 0;
    }
    // The buffer adds a column for each of these two, so everything measured here must as well.
    let sound_marks = cluster
        .chars()
        .filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}'))
        .count();
    cluster.width() + sound_marks
}

/// Whether a text is of printable ASCII alone: harmless as it is, and a column for each byte.
pub fn is_simple(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, 0x20..=0x7E))
}

/// The width of a text in terminal columns.
pub fn width(text: &str) -> usize {
    if is_simple(text) {
        return text.len();
    }
    clusters(text).map(|(_, columns)| columns).sum()
}

/// The most columns that a terminal may take for a cluster: some show each of its characters by
/// itself, and each half of a flag as a wide one.
pub fn reach(cluster: &str) -> usize {
    cluster.chars().map(widest).sum()
}

fn widest(c: char) -> usize {
    match c {
        '\u{1F1E6}'..='\u{1F1FF}' => 2,
        // A selector may widen what stands before it.
        '\u{FF9E}' | '\u{FF9F}' | '\u{FE0F}' => 1,
        c => c.width().unwrap_or(0),
    }
}

/// Whether all terminals that know Unicode show a cluster as one, in the same columns: it is one
/// character that takes room, and marks on it. U+FFFD is none: some draw nothing for it.
pub fn is_certain(cluster: &str) -> bool {
    let takes_room = |c: &char| widest(*c) > 0;
    cluster.len() == 1
        || (cluster.chars().filter(takes_room).count() == 1
            && reach(cluster) == width(cluster)
            && !cluster.contains(TAKEN_OUT))
}

/// The text in at most `cols` columns. What does not fit is cut between clusters and ends with `…`.
pub fn clip(text: &str, cols: usize) -> Cow<'_, str> {
    clip_measured(text, cols).0
}

/// The text in exactly `cols` columns: cut as by [`clip`], or filled up with spaces after it.
pub fn fit(text: &str, cols: usize) -> Cow<'_, str> {
    let (clipped, columns) = clip_measured(text, cols);
    if columns == cols {
        return clipped;
    }
    let mut out = clipped.into_owned();
    out.extend(std::iter::repeat_n(' ', cols.saturating_sub(columns)));
    Cow::Owned(out)
}

/// As [`fit`], with the spaces before the text: for numbers and dates in a right-aligned column.
pub fn fit_right(text: &str, cols: usize) -> Cow<'_, str> {
    let (clipped, columns) = clip_measured(text, cols);
    if columns == cols {
        return clipped;
    }
    let mut out = " ".repeat(cols.saturating_sub(columns));
    out.push_str(&clipped);
    Cow::Owned(out)
}

/// The clipped text and its width. Looks no further into a long text than `cols` reaches.
fn clip_measured(text: &str, cols: usize) -> (Cow<'_, str>, usize) {
    if text.len() <= cols && is_simple(text) {
        return (Cow::Borrowed(text), text.len());
    }
    if cols == 0 {
        // Nothing fits, not even the ellipsis.
        return (Cow::Borrowed(""), 0);
    }
    let (mut used, mut position) = (0, 0);
    let mut kept = (0, 0);
    for (cluster, columns) in clusters(text) {
        if used + columns > cols {
            let (end, columns) = kept;
            let mut out = String::with_capacity(end + ELLIPSIS.len_utf8());
            out.push_str(text.get(..end).unwrap_or_default());
            out.push(ELLIPSIS);
            return (Cow::Owned(out), columns + 1);
        }
        used += columns;
        position += cluster.len();
        if used < cols {
            kept = (position, used);
        }
    }
    (Cow::Borrowed(text), used)
}
