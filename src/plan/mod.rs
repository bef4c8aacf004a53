//! WHAT: the plan that a buyer may see, the words it is written in, and the one vocabulary of
//! change. No files, no terminal, no clock: `today` and `now` come in as arguments. What only the
//! seller sees is in [`crate::private`], and nothing here can name it; dates are computed in
//! [`crate::schedule`].

#[macro_use]
mod choice;
pub mod adding;
pub mod authorship;
pub mod bounds;
pub mod calendar_edit;
pub mod change;
pub mod commit;
pub mod date_text;
pub mod describe;
pub mod duration;
pub mod gate;
mod index;
pub mod links;
pub mod merge;
mod model;
pub mod one_line;
pub mod parties;
mod path;
pub mod people;
mod record;
pub mod templates;
#[cfg(test)]
pub(crate) mod testing;
mod value_diff;

/// The one id that no step and no person may have: in the path of a change it names the order of
/// their list.
pub const RESERVED_ID: &str = value_diff::ORDER;

pub use change::{ApplyError, Change, apply, diff, invert};
pub use choice::Extra;
pub use duration::{Duration, Lag, Unit};
pub use gate::Gate;
pub use index::Index;
pub use model::*;
pub use parties::*;
pub use path::Path;
pub use record::*;
