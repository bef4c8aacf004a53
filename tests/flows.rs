//! What a person does with the screens and what they then see, key by key, on real files but without
//! a terminal. Each test says first what the person does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

// What `support/screen.rs` needs under the name that it has inside the crate.
use backcast::text;

#[path = "support/screen.rs"]
mod screen;

#[path = "flows/harness.rs"]
mod harness;
#[path = "flows/start.rs"]
mod start;
