//! What leaves for the buyer and for other programs: the page that is read back on a call, the recap
//! that is sent after it, and what the buyer takes home as a page, a spreadsheet or a list of values
//! ([`export`]); and what comes in: a calendar file. Everything here is made of a
//! [`crate::plan::Plan`] and its dates alone, and can name nothing that only the seller may see. No
//! files: the store reads and writes them.

mod csv;
pub mod export;
pub mod handout;
pub mod ics;
mod markdown;
mod page;
pub mod read_back;
pub mod recap;
pub mod standing;
mod table;
mod words;
mod xlsx;

pub use words::Words;
