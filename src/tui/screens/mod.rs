//! What can fill the window: each screen a small module with its own state and its own view. Keys
//! reach a screen only through the commands of [`super::commands`].

pub mod diagnosis;
pub mod home;
pub mod one_on_one;
pub mod plan;
pub mod practice;
pub mod prompter;
pub mod share;
