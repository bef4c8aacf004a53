//! WHEN: from a plan to dates. The plan is compiled into a compact network with one calendar per
//! side and absence; a backward pass from go-live says when each step must happen, a forward pass
//! from today when it can, and what lies between is the room. No files, no clock: `today` comes in.
//!
//! [`Schedule`] is what everything else reads: dates as people say them, a finish being the last
//! day of the work. Inside the engine ([`network`], [`passes`], [`outcome`]) a step occupies whole
//! days from one boundary to another; [`show`] turns boundaries into dates for people.

mod after;
mod backward;
pub mod bars;
pub mod calendars;
mod compile;
mod dates;
pub mod day;
mod driving;
pub mod due;
pub mod explain;
pub mod facts;
pub mod fit;
pub mod gate;
pub mod holidays;
mod horizon;
pub mod levers;
mod links;

pub mod nearest;
pub mod network;
pub mod odds;
mod of_plan;
pub mod order;
pub mod outcome;
pub mod passes;
mod pert;
mod plan_network;
pub mod show;
pub mod slip;
mod span;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod workdays;

pub use bars::Bars;
pub use calendars::SideDays;
pub use dates::{Schedule, StepDates, Trouble};
pub use fit::FirstCause as Cause;
pub use plan_network::PlanDays;
