//! The only code that touches files: the plans folder, loading and checking, saving whole or not at
//! all, the lock between programs, the writer thread. It knows nothing of the screen; what a plan
//! means is decided in [`crate::plan`].

mod calendar_file;
mod config;
mod error;
mod export;
mod folder;
mod load;
mod migrate;
mod own_file;
mod packs;
mod private_file;
mod rep_file;
mod reps;
mod save;
mod scratch;
pub mod session;
mod skim;
mod unique;
mod writer;

pub use calendar_file::{paths_like, read_calendar};
pub use config::Config;
pub use error::StoreError;
pub use export::{export, export_beside};
pub use folder::{Folder, Listed, Summary};
pub use load::{MAX_BYTES, Opened, load, parse, read_at_most};
pub use packs::{
    Content, Pack, PackError, packs, packs_folder, read_pack, read_text, team, write_pack_file,
};
pub use private_file::{edit_private, learn, load_private, private_path, save_private};
pub use rep_file::{edit_rep, list_reps, load_rep, rep_path};
pub use reps::{Held, known_reps, last_commitment, plan_of_talk, plans_of};
pub use save::{Disk, Saved, create, to_bytes};
pub use scratch::{Scratch, journal};
pub use writer::{Event, Writer};

/// A new id: sorts by time, never the same twice.
pub fn new_id() -> String {
    ulid::Ulid::generate().to_string().to_lowercase()
}
