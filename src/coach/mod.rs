//! coach

pub mod scripts;
