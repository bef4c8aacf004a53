//! What a person does with the screens and what they then see, key by key, on real files but without
//! a terminal. Each test says first what the person does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

// What `support/screen.rs` needs under the name that it has inside the crate.
use backcast::text;

#[path = "support/screen.rs"]
mod screen;

#[path = "flows/backwards.rs"]
mod backwards;
#[path = "flows/calendar.rs"]
mod calendar;
#[path = "flows/call.rs"]
mod call;
#[path = "support/canary.rs"]
mod canaries;
#[path = "flows/canary.rs"]
mod canary;
#[path = "../src/tui/terminal/cells.rs"]
#[allow(dead_code)]
mod cells;
#[path = "flows/coach.rs"]
mod coach;
#[path = "flows/diagnosis.rs"]
mod diagnosis;
#[path = "flows/due.rs"]
mod due;
#[path = "flows/edits.rs"]
mod edits;
#[path = "flows/exports.rs"]
mod exports;
#[path = "flows/finding.rs"]
mod finding;
#[path = "support/first_call.rs"]
#[allow(unreachable_pub, dead_code)]
mod first_call;
#[path = "flows/forms.rs"]
mod forms;
#[path = "flows/harness.rs"]
mod harness;
#[path = "flows/hostile.rs"]
mod hostile;
#[path = "flows/hostile_call.rs"]
mod hostile_call;
#[path = "flows/levers.rs"]
mod levers;
#[path = "flows/limits.rs"]
mod limits;
#[path = "flows/looking.rs"]
mod looking;
#[path = "flows/meddpicc.rs"]
mod meddpicc;
#[path = "flows/odds.rs"]
mod odds;
#[path = "flows/one_on_one.rs"]
mod one_on_one;
#[path = "support/hostile.rs"]
#[allow(unreachable_pub)]
mod payloads;
#[path = "flows/practice.rs"]
mod practice;
#[path = "flows/prompter.rs"]
mod prompter;
#[path = "flows/random.rs"]
mod random;
#[path = "flows/readme.rs"]
mod readme;
#[path = "flows/sharing.rs"]
mod sharing;
#[path = "flows/sizes.rs"]
mod sizes;
#[path = "flows/small.rs"]
mod small;
#[path = "flows/start.rs"]
mod start;
#[path = "support/terminals.rs"]
#[allow(unreachable_pub)]
mod terminals;
#[path = "flows/together.rs"]
mod together;
#[path = "flows/whatif.rs"]
mod whatif;
#[path = "flows/words.rs"]
mod words;
#[path = "flows/work.rs"]
mod work;
