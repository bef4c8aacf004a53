//! WHAT TO SAY AND ASK: the gaps of a plan as questions, whether it is real or theatre, which script
//! belongs to the moment, and the deal's own words for it. No files, no clock, no terminal: a plan
//! and its schedule come in, sentences go out.

mod agreed;
pub mod arc;
pub mod cue;
pub mod diagnosis;
pub mod gaps;
pub mod inspect;
pub mod interview;
pub mod interview_prompts;
pub mod meddpicc;
pub mod need;
pub mod objections;
pub mod one_on_one;
pub mod pack;
pub mod phases;
pub mod practice;
mod reading;
pub mod rep;
pub mod scripts;
pub mod slots;
#[cfg(test)]
mod testing;
mod touches;
mod words;
