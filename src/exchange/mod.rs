//! What leaves for the buyer and for other programs: the page that is read back on a call, and the
//! recap that is sent after it; and what comes in: a calendar file. Everything here is made of a
//! [`crate::plan::Plan`] and its dates alone, and can name nothing that only the seller may see. No
//! files: the store reads and writes them.

pub mod ics;
mod markdown;
pub mod read_back;
pub mod recap;
mod words;

pub use words::Words;
