//! What the coach shows for an open plan, computed once per edit: the scripts with their slots
//! filled, the current one, the next questions, and whether the plan is real. Which script is
//! current is the coach's decision; leafing through them by hand is kept here.

use crate::coach::cue::{self, Role};
use crate::coach::gaps::{self, Gap};
use crate::coach::inspect::{self, Inspection};
use crate::coach::need::{self, Need, Threshold};
use crate::coach::scripts::{self, Cue, Library, Piece, Script, SlotValues};
use crate::coach::slots;
use crate::plan::Plan;
use crate::private::Deal;
use crate::schedule::Schedule;

/// What the coach shows.
#[derive(Debug)]
pub struct Coaching {
    library: Library,
    values: SlotValues,
    current: usize,
    leafed: Option<usize>,
    /// Whether this deal's words stand in the slots.
    pub deal_words: bool,
    /// Whether the sidebar or strip is put away.
    pub hidden: bool,
    /// The next questions to ask, most telling first.
    pub gaps: Vec<Gap>,
    /// Whether the plan is real.
    pub inspection: Inspection,
    /// Whether the deal needs a plan at all, as far as the deal is known.
    pub need: Need,
    deal: Option<Deal>,
    threshold: Threshold,
}

impl Coaching {
    /// The coach's view of a plan.
    pub fn new(plan: &Plan, schedule: &Schedule, library: &Library) -> Self {
        let cue = cue::current(plan, schedule, Role::Planning);
        let gaps = gaps::gaps(plan, schedule);
        Self {
            library: library.clone(),
            values: slots::slot_values(plan, schedule),
            current: library.place_of(&cue).unwrap_or(0),
            leafed: None,
            deal_words: false,
            hidden: false,
            inspection: inspect::inspect(plan, schedule, &gaps),
            gaps,
            need: need::judge(plan, None, &Threshold::default()),
            deal: None,
            threshold: Threshold::default(),
        }
    }

    /// Takes in what the seller's own books say of the deal, and from which size on one needs a plan.
    pub fn know(&mut self, plan: &Plan, deal: Option<Deal>, threshold: Threshold) {
        self.need = need::judge(plan, deal.as_ref(), &threshold);
        (self.deal, self.threshold) = (deal, threshold);
    }

    /// What the seller's own books say of the deal.
    pub fn deal(&self) -> Option<&Deal> {
        self.deal.as_ref()
    }

    /// Looks anew; a script leafed to by hand stays.
    pub fn refresh(&mut self, plan: &Plan, schedule: &Schedule) {
        let (deal, threshold) = (self.deal.take(), self.threshold);
        *self = Self {
            leafed: self.leafed,
            deal_words: self.deal_words,
            hidden: self.hidden,
            ..Self::new(plan, schedule, &self.library)
        };
        self.know(plan, deal, threshold);
    }

    /// Takes a cue for the one of the moment; one that no script has is left alone.
    pub fn cued(&mut self, cue: &Cue) {
        if let Some(at) = self.library.place_of(cue) {
            self.current = at;
        }
    }

    /// Back to the script of the moment.
    pub fn follow(&mut self) {
        self.leafed = None;
    }

    /// The script on show.
    pub fn script(&self) -> Option<&Script> {
        self.library.get(self.index())
    }

    /// Where the script on show stands, from 0.
    pub fn index(&self) -> usize {
        self.leafed.unwrap_or(self.current)
    }

    /// How many scripts there are.
    pub fn count(&self) -> usize {
        self.library.count()
    }

    /// Whether the script on show is the one of the moment.
    pub fn is_current(&self) -> bool {
        self.index() == self.current
    }

    /// Leafs, round the ends.
    pub fn leaf(&mut self, by: isize) {
        let count = self.count().max(1);
        let next = self
            .index()
            .checked_add_signed(by)
            .map_or(count - 1, |next| next % count);
        self.leafed = (next != self.current).then_some(next);
    }

    /// The words of the script on show, the deal's own marked.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        let Some(script) = self.script() else {
            return Vec::new();
        };
        if self.deal_words {
            scripts::fill(script, &self.values)
        } else {
            vec![Piece {
                text: &script.text,
                filled: false,
            }]
        }
    }
}
