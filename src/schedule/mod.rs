//! schedule

pub mod holidays;
