//! The widths of `text` against the buffer that draws it, over the whole hostile corpus.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/hostile.rs"]
#[allow(unreachable_pub)]
mod hostile;

use backcast::text::{TAKEN_OUT, clip, fit, harmless, harmless_lines, width, wrap};
use hostile::{PAYLOADS, is_dangerous};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget;

#[test]
fn the_buffer_gives_every_text_the_width_it_was_measured_at() {
    for (name, make) in PAYLOADS {
        let text = make();
        let text = harmless(&text);
        let mut buffer = Buffer::empty(Rect::new(0, 0, u16::MAX, 1));
        let (end, _) = buffer.set_stringn(0, 0, &text, usize::MAX, Style::new());
        assert_eq!(usize::from(end), width(&text), "{name}: {text:?}");
    }
}

#[test]
fn a_column_after_any_text_stays_where_it_is() {
    for (name, make) in PAYLOADS {
        let text = make();
        for cols in [1, 2, 7, 24] {
            let row = format!("{}|", fit(&harmless(&text), cols));
            let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
            Line::from(row).render(buffer.area, &mut buffer);
            let column = u16::try_from(cols).unwrap();
            assert_eq!(
                buffer[(column, 0)].symbol(),
                "|",
                "{name} in {cols}: {buffer:?}"
            );
            let cells: String = buffer.content.iter().map(Cell::symbol).collect();
            assert!(!cells.contains(is_dangerous), "{name}: {cells:?}");
        }
    }
}

#[test]
fn long_texts_cost_what_they_show() {
    for (name, make) in PAYLOADS {
        let text = make();
        let text = harmless_lines(&text);
        let lines = wrap(&text, 30);
        assert!(
            lines.iter().all(|line| width(line) <= 30),
            "{name}: {lines:?}"
        );
        assert!(clip(&text, 30).len() < 1000, "{name}");
    }
}

#[test]
fn the_stand_in_is_one_column_wide() {
    assert_eq!(width(&TAKEN_OUT.to_string()), 1);
}
