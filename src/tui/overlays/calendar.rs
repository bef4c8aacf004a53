//! The calendars of a plan: a side's country, weekend and every day of the plan's range that is not
//! worked, or who is away when; beside the list the months. Everything here is the plan's, so
//! everybody may watch it. What stands in the list is made in [`rows`], what an edit moves is told by
//! [`effect`], the choice of a country is in [`bases`], days that come from a file in [`import`].

pub mod bases;
pub mod effect;
pub mod import;
pub mod rows;
mod view;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::plan::{Plan, Side};
use crate::schedule::SideDays;
use crate::tui::document::Document;
use rows::{Head, Key, Row};

pub use view::view;

/// Whose days are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tab {
    /// The buyer's calendar.
    #[default]
    Buyer,
    /// The seller's calendar.
    Seller,
    /// Who is away when, on both sides.
    People,
}

impl Tab {
    /// All, in their order on the screen.
    pub const ALL: [Self; 3] = [Self::Buyer, Self::Seller, Self::People];

    /// The side whose calendar it is; nothing for the people.
    pub fn side(self) -> Option<Side> {
        match self {
            Self::Buyer => Some(Side::Buyer),
            Self::Seller => Some(Side::Seller),
            Self::People => None,
        }
    }
}

/// The calendars as they are looked at.
#[derive(Debug, Default)]
pub struct Calendars {
    /// Whose days are shown.
    pub tab: Tab,
    /// The selected row.
    selected: usize,
    head: Head,
    rows: Vec<Row>,
    would: String,
    /// The last own edit that the rows show, by its entry of the history.
    made: Option<String>,
    /// What the rows and the words were made from, so that a key that changes nothing costs nothing.
    seen: Option<(Arc<Plan>, NaiveDate, Tab)>,
    told: usize,
}

impl Calendars {
    /// The calendars of a plan, the buyer's first.
    pub fn new(document: &Document) -> Self {
        let mut calendars = Self {
            made: document.last_made().map(str::to_owned),
            ..Self::default()
        };
        calendars.settle(document);
        calendars
    }

    /// Moves the selection.
    pub fn select(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// Shows another side, round the ends.
    pub fn turn(&mut self, by: isize, document: &Document) {
        let count = Tab::ALL.len();
        let here = Tab::ALL.iter().position(|tab| *tab == self.tab);
        let next = (here.unwrap_or(0) + count).saturating_add_signed(by) % count;
        self.tab = Tab::ALL.get(next).copied().unwrap_or_default();
        self.rows.clear();
        self.selected = 0;
        self.settle(document);
    }

    /// The selected row.
    pub fn current(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }

    /// Reads the plan anew where it changed, to be called after everything that happened.
    pub fn settle(&mut self, document: &Document) {
        let plan = document.shared_plan();
        let today = document.schedule().today;
        let fresh = self.seen.as_ref().is_some_and(|(seen, day, tab)| {
            Arc::ptr_eq(seen, plan) && *day == today && *tab == self.tab
        });
        if !fresh {
            let own = self.made.as_deref() != document.last_made();
            self.made = document.last_made().map(str::to_owned);
            self.read(document, own);
            self.seen = Some((Arc::clone(plan), today, self.tab));
        }
        if !fresh || self.told != self.selected {
            self.told = self.selected;
            self.would = match self.rows.get(self.selected) {
                Some(row) => effect::of_removing(row, document, self.tab),
                None => String::new(),
            };
        }
    }

    /// Makes the rows anew. The selection stays on what was selected; after an edit made here it goes
    /// to what came of it.
    fn read(&mut self, document: &Document, own: bool) {
        let before: Vec<Key> = self.rows.iter().map(Row::key).collect();
        (self.head, self.rows) = rows::of(document.plan(), document.schedule(), self.tab);
        let new: Vec<usize> = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| !before.contains(&row.key()))
            .map(|(at, _)| at)
            .collect();
        let stays = before
            .get(self.selected)
            .and_then(|key| self.rows.iter().position(|row| row.key() == *key));
        self.selected = match (own && !before.is_empty(), new.as_slice(), stays) {
            (true, [one] | [one, _], _) => *one,
            (_, _, Some(same)) => same,
            _ => self.selected.min(self.rows.len().saturating_sub(1)),
        };
    }
}

/// Who owns a calendar, as people say it.
pub fn organization<'a>(plan: &'a Plan, side: &Side) -> &'a str {
    let named = plan.organization(side).trim();
    match (named, side) {
        ("", Side::Buyer) => "Buyer",
        ("", Side::Seller) => "Seller",
        (named, _) => named,
    }
}

/// Days between two dates that are worked, both included; counted over ten years at the most.
fn worked(days: &SideDays, from: NaiveDate, to: NaiveDate) -> usize {
    from.iter_days()
        .take_while(|date| *date <= to)
        .take(3660)
        .filter(|date| days.works_on(*date))
        .count()
}
