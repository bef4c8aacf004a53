//! The program from outside, in a real pseudo-terminal: what a person sees, and what the terminal and
//! the disk are left with, however the program ends. Every wait is for a condition with a deadline.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/first_call.rs"]
#[allow(unreachable_pub)]
mod first_call;
#[path = "cli/home.rs"]
#[allow(dead_code)]
mod home;
#[path = "support/hostile.rs"]
#[allow(unreachable_pub, dead_code)]
mod hostile;

#[path = "terminal/bytes.rs"]
mod bytes;
#[path = "support/canary.rs"]
mod canaries;
#[path = "terminal/canary.rs"]
mod canary;
#[path = "terminal/pty.rs"]
mod pty;

#[path = "terminal/call.rs"]
mod call;
#[path = "terminal/disk.rs"]
mod disk;
#[path = "terminal/first_frame.rs"]
mod first_frame;
#[path = "terminal/flows.rs"]
mod flows;
#[path = "terminal/harmless.rs"]
mod harmless;
#[path = "terminal/leaving.rs"]
mod leaving;
#[path = "terminal/looks.rs"]
mod looks;
#[path = "terminal/practice.rs"]
mod practice;
#[path = "terminal/prompter.rs"]
mod prompter;
#[path = "support/strace.rs"]
mod strace;
#[path = "terminal/together.rs"]
mod together;
#[path = "terminal/window.rs"]
mod window;
