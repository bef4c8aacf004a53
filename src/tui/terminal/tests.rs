use std::num::NonZero;

use proptest::prelude::*;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::cells::write_changes;
use terminals::Terminals;

#[path = "../../../tests/support/terminals.rs"]
#[allow(unreachable_pub)]
mod terminals;

const COLS: u16 = 24;
const ROWS: u16 = 4;

fn empty() -> Buffer {
    Buffer::empty(Rect::new(0, 0, COLS, ROWS))
}

fn terminal() -> vt100::Parser {
    vt100::Parser::new(NonZero::new(ROWS).unwrap(), NonZero::new(COLS).unwrap(), 0)
}

/// A cell as a person sees it: on an empty one, the letter's colour and weight are not there to see.
fn seen(terminal: &vt100::Parser) -> Vec<String> {
    let cells = (0..ROWS).flat_map(|row| (0..COLS).map(move |col| (row, col)));
    let cell = |(row, col)| {
        let cell = terminal.screen().cell(row, col).unwrap();
        let text = if cell.has_contents() {
            cell.contents()
        } else {
            " "
        };
        let blank = text == " " && !cell.inverse();
        // The model keeps one weight, terminals keep both.
        let letter = (cell.fgcolor(), cell.bold() || cell.dim(), cell.italic());
        format!(
            "{text} {:?} {:?} {} {}",
            (!blank).then_some(letter),
            cell.bgcolor(),
            cell.inverse(),
            cell.underline()
        )
    };
    cells.map(cell).collect()
}

fn style() -> impl Strategy<Value = Style> {
    let colour = prop_oneof![
        4 => Just(Color::Reset),
        1 => Just(Color::Red),
        1 => Just(Color::LightBlue),
        1 => Just(Color::Indexed(172)),
        1 => Just(Color::Rgb(1, 2, 3)),
    ];
    let modifier = prop::sample::select(vec![
        Modifier::empty(),
        Modifier::BOLD,
        Modifier::DIM,
        Modifier::BOLD | Modifier::ITALIC,
        Modifier::REVERSED,
        Modifier::UNDERLINED | Modifier::BOLD,
    ]);
    (colour.clone(), colour, modifier)
        .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
}

fn screens() -> impl Strategy<Value = Vec<Buffer>> {
    let words = prop::sample::select(vec![
        "Acme",
        " ",
        "         ",
        "────",
        "a b c  d",
        "会議",
        "e\u{301}",
        "▌█▐",
        "x",
    ]);
    let piece = (0..COLS, 0..ROWS, words, style());
    let screen = prop::collection::vec(piece, 0..12).prop_map(|pieces| {
        let mut buffer = empty();
        // Half a wide character that is written over keeps what ground it had, in some terminals
        // the one and in some the other: with wide characters, everything is on plain ground.
        let wide = pieces.iter().any(|(_, _, words, _)| *words == "会議");
        for (x, y, words, style) in pieces {
            let style = if wide { Style::new() } else { style };
            buffer.set_stringn(x, y, words, usize::from(COLS - x), style);
        }
        (wide, buffer)
    });
    let plain_or_wide = |screens: &Vec<(bool, Buffer)>| {
        let wide = screens.iter().filter(|(wide, _)| *wide).count();
        wide == 0 || wide == screens.len()
    };
    prop::collection::vec(screen, 1..5)
        .prop_filter("all wide or none", plain_or_wide)
        .prop_map(|screens| screens.into_iter().map(|(_, screen)| screen).collect())
}

proptest! {
    /// Frame after frame, the terminal shows what ratatui's own way of writing would show.
    #[test]
    fn every_frame_shows_what_it_should(screens in screens()) {
        let (mut ours, mut theirs) = (terminal(), terminal());
        let mut shown = empty();
        for next in screens {
            let mut bytes = Vec::new();
            write_changes(&shown, &next, &mut bytes);
            ours.process(&bytes);
            let mut whole = Vec::new();
            CrosstermBackend::new(&mut whole).draw(shown.diff(&next).into_iter()).unwrap();
            theirs.process(&whole);
            let differing: Vec<_> = seen(&ours).into_iter().zip(seen(&theirs)).enumerate().filter(|(_, (a, b))| a != b).collect();
            prop_assert!(differing.is_empty(), "{differing:?} {:?}", String::from_utf8_lossy(&bytes));
            shown = next;
        }
    }
}

/// Clusters of which terminals disagree how wide they are, and words between them.
fn doubtful_screens() -> impl Strategy<Value = Vec<Buffer>> {
    let words = prop::sample::select(vec![
        "Acme",
        " ",
        "          ",
        "│",
        "会議",
        "👨‍👩‍👧‍👦",
        "☎\u{fe0f}",
        "🇺🇸",
        "1️⃣",
        "👍🏽",
        "🇫",
        "ｶﾞ",
        "क्षि",
        "⏰\u{fe0e}",
        "e\u{301}",
        "❤️‍🔥x",
    ]);
    let screen = prop::collection::vec((0..COLS, 0..ROWS, words), 0..14).prop_map(|pieces| {
        let mut buffer = empty();
        for (x, y, words) in pieces {
            // Half of what is written over goes whole, as the canvas sees to.
            for column in (0..x).rev().take(3) {
                if column + u16::try_from(crate::text::width(buffer[(column, y)].symbol())).unwrap()
                    > x
                {
                    buffer[(column, y)].set_symbol(" ");
                }
            }
            buffer.set_stringn(x, y, words, usize::from(COLS - x), Style::new());
        }
        buffer
    });
    prop::collection::vec(screen, 1..6)
}

proptest! {
    /// Frame after frame, no cluster that a terminal shows wider or narrower moves or covers
    /// another cell, or leaves something behind.
    #[test]
    fn what_terminals_disagree_on_keeps_to_its_columns(screens in doubtful_screens()) {
        let mut terminals = Terminals::new(COLS, ROWS);
        let mut shown = empty();
        for next in screens {
            let mut bytes = Vec::new();
            write_changes(&shown, &next, &mut bytes);
            let told = terminals.take(&bytes, &next);
            prop_assert!(told.is_ok(), "{told:?} {:?}", String::from_utf8_lossy(&bytes));
            shown = next;
        }
    }
}

#[test]
fn no_byte_too_many() {
    let bold = Style::new().add_modifier(Modifier::BOLD);
    type Frame = fn(&mut Buffer, Style);
    let cases: [(Frame, Frame, &str); 6] = [
        (|_, _| {}, |_, _| {}, ""),
        (
            |_, _| {},
            |b, _| b.set_string(0, 1, "ab", Style::new()),
            "\x1b[2Hab",
        ),
        (
            |_, _| {},
            |b, s| b.set_string(2, 1, "ab", s),
            "\x1b[2;3H\x1b[1mab\x1b[m",
        ),
        (
            |b, _| b.set_string(0, 0, "Security review", Style::new()),
            |_, _| {},
            "\x1b[1H\x1b[24X",
        ),
        (
            |b, _| b.set_string(0, 0, "Fri 5 Feb", Style::new()),
            |b, _| b.set_string(0, 0, "Wed 5 Mar", Style::new()),
            "\x1b[1HWed 5 Mar",
        ),
        (
            |b, _| b.set_string(0, 0, "a.........a", Style::new()),
            |b, _| b.set_string(0, 0, "b.........b", Style::new()),
            "\x1b[1Hb\x1b[11Gb",
        ),
    ];
    for (before, after, expected) in cases {
        let (mut shown, mut next) = (empty(), empty());
        before(&mut shown, bold);
        after(&mut next, bold);
        let mut bytes = Vec::new();
        write_changes(&shown, &next, &mut bytes);
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }
}
