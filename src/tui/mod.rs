//! The terminal: one loop, one message type, one update, one view. Screens and overlays are small
//! modules with their own state; widgets are a pure layout and a thin painting of it. Everything
//! that reaches the screen goes through [`paint`], which makes text harmless.

pub mod commands;
pub mod document;
pub mod field;
pub mod keymap;
pub mod paint;
#[cfg(test)]
pub(crate) mod testing;
pub mod theme;
pub mod widgets;
