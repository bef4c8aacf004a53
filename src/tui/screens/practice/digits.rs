//! Large digits for a clock, drawn from half blocks so that their dots are square; where only ASCII is
//! shown, from whole characters, or from the strokes of a pocket calculator.

use ratatui::style::Style;

use crate::tui::paint::Canvas;
use crate::tui::theme::ASCII;

/// Dots of a digit: columns and rows.
const WIDE: u16 = 3;
const HIGH: u16 = 5;

/// The rows of each digit, a bit a dot, the left one highest.
const DIGITS: [[u8; 5]; 10] = [
    [7, 5, 5, 5, 7],
    [1, 1, 1, 1, 1],
    [7, 1, 7, 4, 7],
    [7, 1, 7, 1, 7],
    [5, 5, 7, 1, 1],
    [7, 4, 7, 1, 7],
    [7, 4, 7, 5, 7],
    [7, 1, 1, 1, 1],
    [7, 5, 7, 5, 7],
    [7, 5, 7, 1, 7],
];

/// Columns that digits with a colon take; `size` is the columns of a dot, 1 or 2.
pub(super) fn cols(words: &str, size: u16) -> u16 {
    let of = |sign: char| if sign == ':' { 1 } else { WIDE };
    let dots: u16 = words.chars().map(|sign| of(sign) + 1).sum();
    dots.saturating_sub(1) * size
}

/// Whether a dot of a sign is set.
fn is_set(sign: char, x: u16, y: u16) -> bool {
    if sign == ':' {
        return y == 1 || y == 3;
    }
    let digit = sign
        .to_digit(10)
        .and_then(|digit| usize::try_from(digit).ok());
    let rows = digit.and_then(|digit| DIGITS.get(digit));
    let row = rows.and_then(|rows| rows.get(usize::from(y)));
    row.is_some_and(|row| row >> (WIDE - 1 - x) & 1 == 1)
}

/// Paints digits with their top left corner at (`x`, `y`); returns the columns used. Of size 2 they are
/// five rows high, of size 1 three.
pub(super) fn paint(
    words: &str,
    (x, y): (u16, u16),
    size: u16,
    style: Style,
    canvas: &mut Canvas,
) -> u16 {
    let mut at = x;
    for sign in words.chars() {
        let wide = if sign == ':' { 1 } else { WIDE };
        let strokes = size == 1 && *canvas.glyphs == ASCII;
        if strokes {
            paint_strokes(sign, (at, y), style, canvas);
        }
        for column in (0..wide).filter(|_| !strokes) {
            for cell in 0..size {
                let x = at + column * size + cell;
                paint_column(|dot| is_set(sign, column, dot), (x, y), size, style, canvas);
            }
        }
        at += (wide + 1) * size;
    }
    (at - x).saturating_sub(size)
}

/// One column of cells. A dot of size 2 is a whole cell high; of size 1, half of one.
fn paint_column(
    set: impl Fn(u16) -> bool,
    (x, y): (u16, u16),
    size: u16,
    style: Style,
    canvas: &mut Canvas,
) {
    let full = canvas.glyphs.must;
    if size > 1 {
        for dot in (0..HIGH).filter(|dot| set(*dot)) {
            canvas.glyph(x, y + dot, full, style);
        }
        return;
    }
    for row in 0..HIGH.div_ceil(2) {
        let glyph = match (set(row * 2), set(row * 2 + 1)) {
            (false, false) => continue,
            (true, true) => full,
            (true, false) => "▀",
            (false, true) => "▄",
        };
        canvas.glyph(x, y + row, glyph, style);
    }
}

/// A sign from strokes, three rows high.
fn paint_strokes(sign: char, (x, y): (u16, u16), style: Style, canvas: &mut Canvas) {
    if sign == ':' {
        canvas.glyph(x, y + 1, ".", style);
        canvas.glyph(x, y + 2, ".", style);
        return;
    }
    // Each stroke with the dot in its middle.
    for (column, dot, row, stroke) in [
        (1, 0, 0, "_"),
        (0, 1, 1, "|"),
        (1, 2, 1, "_"),
        (2, 1, 1, "|"),
        (0, 3, 2, "|"),
        (1, 4, 2, "_"),
        (2, 3, 2, "|"),
    ] {
        if is_set(sign, column, dot) {
            canvas.glyph(x + column, y + row, stroke, style);
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;
    use crate::tui::theme::{Depth, Theme, UNICODE};

    fn drawn(words: &str, size: u16, theme: &Theme) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 5));
        let used = paint(
            words,
            (0, 0),
            size,
            Style::new(),
            &mut Canvas::new(&mut buffer, theme),
        );
        assert_eq!(used, cols(words, size));
        let row = |y| {
            (0..12)
                .map(|x| buffer[(x, y)].symbol().to_owned())
                .collect::<String>()
        };
        (0..5).map(|y| row(y).trim_end().to_owned()).collect()
    }

    #[test]
    fn digits_are_drawn_from_half_blocks_and_from_ascii() {
        let unicode = Theme::new(Depth::Plain, &UNICODE);
        let ascii = Theme::new(Depth::Plain, &ASCII);
        assert_eq!(
            drawn("2:4", 1, &unicode),
            ["▀▀█ ▄ █ █", "█▀▀ ▄ ▀▀█", "▀▀▀     ▀", "", ""]
        );
        assert_eq!(drawn("2", 2, &unicode)[..2], ["██████", "    ██"]);
        assert_eq!(drawn("2", 2, &ascii)[..2], ["######", "    ##"]);
        assert_eq!(
            drawn("2:4", 1, &ascii),
            [" _", " _| . |_|", "|_  .   |", "", ""]
        );
    }
}
