//! Files as they are met in the world: whole, broken, linked, deleted under the program, written by
//! two at once. Only what the store shows the rest of the program is used here.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

#[path = "store/files.rs"]
mod files;
#[path = "store/kit.rs"]
mod kit;
#[path = "store/lock.rs"]
mod lock;
#[path = "store/session.rs"]
mod session;
#[path = "store/together.rs"]
mod together;
#[path = "store/writer.rs"]
mod writer;
