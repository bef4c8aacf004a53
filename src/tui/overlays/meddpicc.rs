//! What is known of the deal, element by element (MEDDPICC), held against the plan: how well, what shows
//! it, and what to ask the buyer. It is the private file's, so it lies over the rep's own view alone.
//! What is wrong is found by `coach::meddpicc`; the painting is in [`view`].

#[cfg(test)]
mod tests;
mod view;

use std::sync::Arc;

use crate::coach::meddpicc::{self, Finding, Learned, Name};
use crate::plan::Plan;
use crate::private::{Element, Meddpicc, Status};
use crate::store;
use crate::tui::document::Document;

pub use view::view;

/// The elements as they are looked at.
#[derive(Debug, Default)]
pub struct Audit {
    /// The selected element's place in [`Name::ALL`].
    selected: usize,
    /// What is known, or why it cannot be read; nothing until it was.
    known: Option<Result<Meddpicc, String>>,
    findings: Vec<Finding>,
    /// The plan that the findings are of, so that a key that changes nothing costs nothing.
    of: Option<Arc<Plan>>,
    /// The name of the private file.
    file: String,
}

impl Audit {
    /// The elements of a plan's deal, not read yet.
    pub fn new(document: &Document) -> Self {
        let path = store::private_path(&document.path);
        let name = path.file_name().unwrap_or_default();
        Self {
            file: name.to_string_lossy().into_owned(),
            ..Self::default()
        }
    }

    /// Moves the selection.
    pub fn select(&mut self, by: isize) {
        let last = Name::ALL.len() - 1;
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// The selected element.
    pub fn current(&self) -> Name {
        let name = Name::ALL.get(self.selected).copied();
        name.unwrap_or(Name::Metrics)
    }

    /// What is known of the selected element; nothing while that cannot be told.
    pub fn element(&self) -> Option<&Element> {
        Some(self.current().of(self.known()?))
    }

    /// The selected element with the status so many further, round the ends. One that this version does
    /// not know counts as blank.
    pub fn turned(&self, by: isize) -> Option<Learned> {
        const ALL: [Status; 3] = [Status::Blank, Status::Claimed, Status::Confirmed];
        let status = &self.element()?.status;
        let at = ALL.iter().position(|one| one == status).unwrap_or(0);
        let next = at.checked_add_signed(by).unwrap_or(ALL.len() - 1) % ALL.len();
        Some(Learned {
            name: self.current(),
            status: ALL.get(next).cloned(),
            evidence: None,
        })
    }

    /// Takes in what the private file holds, or why it could not be read or written. What was read
    /// before stays when something else goes wrong.
    pub fn hear(&mut self, told: Result<Meddpicc, String>) {
        if told.is_ok() || self.known().is_none() {
            self.known = Some(told);
            self.of = None;
        }
    }

    /// Holds what is known against the plan anew, when either changed.
    pub fn settle(&mut self, document: &Document) {
        let plan = document.shared_plan();
        if self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, plan)) {
            return;
        }
        let known = self.known();
        self.findings = known.map_or(Vec::new(), |known| meddpicc::audit(plan, known));
        self.of = Some(Arc::clone(plan));
    }

    fn known(&self) -> Option<&Meddpicc> {
        self.known.as_ref()?.as_ref().ok()
    }

    fn finding(&self, name: Name) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.name == name)
    }
}
