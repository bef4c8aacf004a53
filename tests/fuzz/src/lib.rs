//! What must hold for any bytes, one function a fuzz target. The targets (`targets/`) hand them what
//! the fuzzer makes up; `tests/fuzz_corpora.rs` hands them every file of the corpora.

mod bytes;
mod loader;
mod merging;
mod plans;
mod scheduling;
mod typed;

pub use loader::loader;
pub use merging::merge;
pub use scheduling::scheduler;
pub use typed::{dates, durations, one_line};

/// What must hold for any bytes; panics where it does not.
pub type Holds = fn(&[u8]);

/// Every target with what it asserts; its corpus is the folder of its name.
pub const TARGETS: [(&str, Holds); 6] = [
    ("loader", loader),
    ("one_line", one_line),
    ("dates", dates),
    ("durations", durations),
    ("scheduler", scheduler),
    ("merge", merge),
];
