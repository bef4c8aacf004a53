//! plan

pub mod duration;
