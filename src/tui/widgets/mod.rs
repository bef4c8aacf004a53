//! The pieces that screens are made of: each a pure layout (data and area in, cells out) and a thin
//! painting of it, with its scroll state apart. No widget knows the application's model.

pub mod banner;
pub mod coach;
pub mod details;
pub mod header;
pub mod hints;
pub mod histogram;
pub mod landing;
pub mod legend;
pub mod months;
pub mod phases;
pub mod prompt;
pub mod prose;
pub mod reply;
pub mod timeline;
