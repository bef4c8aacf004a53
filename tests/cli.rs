//! The command line from outside: the real program, in a home that is thrown away. Each module below
//! is about one thing a person can rely on.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/hostile.rs"]
#[allow(unreachable_pub)]
mod hostile;

#[path = "cli/add.rs"]
mod add;
#[path = "cli/agree.rs"]
mod agree;
#[path = "cli/calendar.rs"]
mod calendar;
#[path = "cli/check.rs"]
mod check;
#[path = "cli/diagnose.rs"]
mod diagnose;
#[path = "cli/due.rs"]
mod due;
#[path = "cli/errors.rs"]
mod errors;
#[path = "cli/export.rs"]
mod export;
#[path = "cli/harmless.rs"]
mod harmless;
#[path = "cli/home.rs"]
mod home;
#[path = "cli/levers.rs"]
mod levers;
#[path = "cli/list.rs"]
mod list;
#[path = "cli/meddpicc.rs"]
mod meddpicc;
#[path = "cli/new.rs"]
mod new;
#[path = "cli/one_on_one.rs"]
mod one_on_one;
#[path = "cli/pipes.rs"]
mod pipes;
#[path = "cli/plan_coaching.rs"]
mod plan_coaching;
#[path = "cli/practice.rs"]
mod practice;
#[path = "cli/recap.rs"]
mod recap;
#[path = "cli/scripts.rs"]
mod scripts;
#[path = "cli/set.rs"]
mod set;
#[path = "cli/show.rs"]
mod show;
#[path = "cli/whatif.rs"]
mod whatif;
