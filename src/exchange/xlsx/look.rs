//! How the cells of the spreadsheet look. What is late is told by a word besides its colour.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const INK: u32 = 0x1F_29_33;
const QUIET: u32 = 0x5B_67_70;
const LINE: u32 = 0xD9_DE_E3;
const BAND: u32 = 0x2B_3A_4A;
const BUYER: u32 = 0xFF_F4_DC;
const LATE: u32 = 0xA8_1E_1E;
const LATE_GROUND: u32 = 0xFD_E8_E6;

/// The formats of all cells.
pub(super) struct Look {
    /// The title of the plan.
    pub(super) title: Format,
    /// A line below the title.
    pub(super) subtitle: Format,
    /// What stands before a fact.
    pub(super) label: Format,
    /// What people typed.
    pub(super) text: Format,
    /// The same, of what is late.
    pub(super) late_text: Format,
    /// The same, of a step that is the buyer's.
    pub(super) buyer_text: Format,
    /// The same, where it is what matters.
    pub(super) strong: Format,
    /// The head of a column.
    pub(super) head: Format,
    /// A number.
    pub(super) number: Format,
    /// The same, of what is late.
    pub(super) late_number: Format,
    /// A day.
    pub(super) date: Format,
}

impl Look {
    pub(super) fn new() -> Self {
        let plain = Format::new()
            .set_font_name("Calibri")
            .set_font_size(11)
            .set_font_color(Color::RGB(INK))
            .set_align(FormatAlign::Top);
        let typed = plain.clone().set_text_wrap().set_quote_prefix();
        let cell = |format: &Format| {
            let line = Color::RGB(LINE);
            let below = format.clone().set_border_bottom(FormatBorder::Thin);
            below.set_border_bottom_color(line)
        };
        let late = |format: &Format| {
            let red = format.clone().set_font_color(Color::RGB(LATE));
            red.set_background_color(Color::RGB(LATE_GROUND))
        };
        let date = cell(&plain)
            .set_num_format("ddd d mmm yyyy")
            .set_align(FormatAlign::Left);
        let number = cell(&plain)
            .set_num_format("0;−0;0")
            .set_align(FormatAlign::Center);
        let text = cell(&typed);
        Self {
            title: typed.clone().set_font_size(20).set_bold(),
            subtitle: typed.clone().set_font_color(Color::RGB(QUIET)),
            label: cell(&plain).set_font_color(Color::RGB(QUIET)),
            strong: text.clone().set_bold(),
            late_text: late(&text).set_bold(),
            buyer_text: text
                .clone()
                .set_bold()
                .set_background_color(Color::RGB(BUYER)),
            text,
            head: plain
                .set_bold()
                .set_text_wrap()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(BAND))
                .set_align(FormatAlign::VerticalCenter),
            late_number: late(&number),
            number,
            date,
        }
    }
}
