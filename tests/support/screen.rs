//! A screen as tests look at it: the characters of each row, and the styles of the cells. The code is
//! the one that the unit tests of the terminal use.

#![allow(dead_code, clippy::needless_pass_by_value)]

// `testing.rs` names its neighbours as they are called inside the crate.
pub(crate) use backcast::tui::{paint, theme};

#[path = "../../src/tui/testing.rs"]
mod testing;

pub(crate) use testing::{text, text_and_styles};
