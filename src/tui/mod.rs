//! The terminal: one loop, one message type, one update, one view. Screens and overlays are small
//! modules with their own state; widgets are a pure layout and a thin painting of it. Everything
//! that reaches the screen goes through [`paint`], which makes text harmless.

pub mod beside;
pub mod coaching;
pub mod commands;
pub mod document;
pub mod field;
pub mod following;
pub mod keymap;
pub mod live_odds;
pub mod model;
pub mod overlays;
pub mod paint;
pub mod pen;
mod runtime;
pub mod screens;
mod terminal;
#[cfg(test)]
pub(crate) mod testing;
pub mod text_area;
pub mod theme;
pub mod update;
pub mod view;
pub mod widgets;
pub mod work;

pub use runtime::pressing;
pub use runtime::work as desk;
pub use runtime::{Practising, Start, What, run};
