//! plan

pub mod date_text;
pub mod duration;
pub mod gate;
pub mod one_line;
