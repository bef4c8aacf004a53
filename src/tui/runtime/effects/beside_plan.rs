//! What is kept beside the plan, in files of the seller's own: private notes, what is known of a deal, a
//! rep's record. Each is on disk when its answer comes back.

use std::path::Path;

use super::{Done, Hands};
use crate::coach::meddpicc::Learned;
use crate::coach::rep::Addition;
use crate::store;
use crate::tui::model::{Model, Msg};
use crate::tui::runtime::coaching;

impl Hands {
    pub(super) fn note(&self, step: &str, line: &str) -> Done {
        let noted = match &self.following {
            Some(following) => following.note(step, line),
            None => Err("nothing is followed".to_owned()),
        };
        Done::Msg(Msg::Noted(noted))
    }

    pub(super) fn learn(&self, path: &Path, plan: &str, learned: Option<&Learned>) -> Done {
        let known = self.wait(|| store::learn(path, plan, learned));
        let known = known.map(Box::new).map_err(|error| error.to_string());
        Done::Msg(Msg::Known(known))
    }

    pub(super) fn record(&self, rep: &str, addition: Addition) -> Done {
        let kept = self.wait(|| coaching::record(&self.start.folder, rep, addition));
        Done::Msg(Msg::Recorded(kept.map(Box::new)))
    }

    /// What is to be put on disk however the program ends; nothing when it was given up knowingly.
    pub(in crate::tui::runtime) fn last_words(&self, model: &mut Model) -> Result<(), String> {
        if self.lost_knowingly {
            return Ok(());
        }
        self.wait(|| coaching::last_words(&self.start.folder, model))
    }
}
