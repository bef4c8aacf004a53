//! Text on its way to a person: made harmless, measured in terminal columns, cut and wrapped.
//!
//! Every string that was typed, loaded, imported or named on the command line passes [`harmless`]
//! (or [`harmless_lines`]) before it reaches a terminal, a title, a log or a file for others.
//! Everything that lines up in columns is measured here, in the same grapheme clusters and widths
//! that ratatui's buffer uses, so that a table stays aligned whatever a buyer is called.
//!
//! Nothing here knows plans, colours or the terminal itself; escaping that belongs to one format
//! (a spreadsheet formula, HTML, Markdown) lives with the code that writes that format.

mod harmless;
mod plain;
mod width;
mod wrap;

pub use harmless::{TAKEN_OUT, harmless, harmless_lines, is_harmless};
pub use plain::plain;
pub use width::{Clusters, clip, clusters, fit, fit_right, is_certain, is_simple, reach, width};
pub use wrap::{wrap, wrap_ranges};

#[cfg(test)]
#[path = "../../tests/support/hostile.rs"]
#[allow(unreachable_pub)]
pub(crate) mod hostile;
#[cfg(test)]
mod tests;
