//! What tests of the terminal's pieces look at: a screen as text, and its styles as letters.

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use super::paint::Canvas;
use super::theme::Theme;

/// Paints on an empty screen of that size.
pub(crate) fn screen(
    width: u16,
    height: u16,
    theme: &Theme,
    paint: impl FnOnce(&mut Canvas),
) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    paint(&mut Canvas::new(&mut buffer, theme));
    buffer
}

/// The characters of a screen, a line per row; blanks at the end are left out.
pub(crate) fn text(buffer: &Buffer) -> String {
    rows(buffer)
        .map(|row| row.trim_end().to_owned() + "\n")
        .collect()
}

fn rows(buffer: &Buffer) -> impl Iterator<Item = String> + '_ {
    let area = buffer.area;
    (area.top()..area.bottom()).map(move |y| {
        let mut row = String::new();
        let mut covered = 0;
        for x in area.left()..area.right() {
            let symbol = buffer[(x, y)].symbol();
            if covered == 0 {
                row.push_str(symbol);
            }
            covered = crate::text::width(symbol).max(covered).saturating_sub(1);
        }
        row
    })
}

/// The screen as text, then its styles: a letter per cell, `.` for none, and what each letter means.
pub(crate) fn text_and_styles(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut styles: Vec<String> = Vec::new();
    let mut map = String::new();
    for y in area.top()..area.bottom() {
        let mut row = String::new();
        for x in area.left()..area.right() {
            row.push(letter(&describe(buffer[(x, y)].style()), &mut styles));
        }
        map.push_str(row.trim_end_matches('.'));
        map.push('\n');
    }
    let mut out = format!("{}---\n{map}---\n", text(buffer));
    for (index, style) in styles.iter().enumerate() {
        let _ = writeln!(out, "{} {style}", name(index));
    }
    out
}

fn letter(style: &str, styles: &mut Vec<String>) -> char {
    if style.is_empty() {
        return '.';
    }
    let index = styles.iter().position(|known| known == style);
    name(index.unwrap_or_else(|| {
        styles.push(style.to_owned());
        styles.len() - 1
    }))
}

fn name(index: usize) -> char {
    ('a'..='z').chain('A'..='Z').nth(index).unwrap_or('?')
}

fn describe(style: Style) -> String {
    let mut words: Vec<String> = Vec::new();
    if let Some(color) = style.fg.filter(|color| *color != Color::Reset) {
        words.push(format!("{color:?}").to_lowercase());
    }
    if let Some(color) = style.bg.filter(|color| *color != Color::Reset) {
        words.push(format!("on {color:?}").to_lowercase());
    }
    if !style.add_modifier.is_empty() {
        words.push(format!("{:?}", style.add_modifier).to_lowercase());
    }
    words.join(" ")
}
