//! WHEN: calendars, the network, the backward and the forward pass.
//!
//! The engine works on a compact network apart from the plan: [`network::NetworkSpec`] goes in,
//! [`network::Network`] is compiled from it once per edit, and [`passes::run`] fills an
//! [`outcome::Outcome`] with boundaries (see [`day`]), which [`show`] turns into dates for people.
//! No clock, no files, no text for people in here.

mod after;
mod backward;
mod compile;
pub mod day;
mod driving;
pub mod fit;
pub mod gate;
mod horizon;
mod links;
pub mod network;
pub mod order;
pub mod outcome;
pub mod passes;
pub mod show;
mod span;
pub mod workdays;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
