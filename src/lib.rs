//! `backcast`: a sales rep and a buyer build a mutual action plan together, working backwards from
//! the date the buyer must be live.
//!
//! The map of the house, from the ground up. An arrow may only point upwards in this list, and a
//! test (`tests/tidy.rs`) holds every `use` against it:
//!
//! - [`text`]: makes any text harmless, and measures it in terminal columns. Knows nothing else.
//! - [`plan`]: WHAT. The plan a buyer may see, its words (durations, dates, the one line), and the
//!   one vocabulary of change (diff, apply, invert, merge).
//! - [`private`]: what only the seller sees. Lives in another file, another type, another module.
//! - [`schedule`]: WHEN. Calendars, the network, the backward and the forward pass.
//! - [`coach`]: WHAT TO SAY AND ASK. Scripts, the cue of the moment, the gaps of a plan.
//! - [`store`]: the only code that touches files.
//! - [`exchange`]: what leaves for the buyer and for other programs. Cannot name [`private`].
//! - [`tui`]: the terminal: one loop, one message type, one update, one view.
//! - [`cli`]: one file per subcommand.
//!
//! `text`, `plan`, `private`, `schedule` and `coach` know no files, no terminal and no clock: `today`
//! and `now` come in as data.

pub mod cli;
pub mod coach;
pub mod exchange;
#[macro_use]
pub mod plan;
pub mod private;
pub mod schedule;
pub mod store;
pub mod text;
pub mod tui;
