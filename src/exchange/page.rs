//! A plan as one page (HTML) that opens with a double click in any browser: no script, nothing fetched,
//! nothing that answers. Its look is in `assets/page`; here is what stands in it, and where the bars of
//! its timeline lie ([`timeline`]).
//!
//! Every text goes through the template's escaping, and was made harmless before. A policy in the page
//! forbids whatever could run or be fetched, should one of the two ever fail.

mod timeline;

use askama::Template;
use chrono::NaiveDate;

use super::handout::{FULL, Handout, HandoutStep};
use crate::plan::Side;
use crate::plan::date_text::long_date;
use timeline::Timeline;

/// The page.
///
/// # Errors
/// When it cannot be put together, which only a lack of memory can cause.
pub(super) fn page(plan: &Handout) -> Result<String, askama::Error> {
    let timeline = Timeline::of(plan);
    Page { plan, timeline }.render()
}

#[derive(Template)]
#[template(path = "page.html", config = "assets/page/askama.toml")]
struct Page<'a> {
    plan: &'a Handout,
    timeline: Timeline,
}

impl Page<'_> {
    /// The sides with their organizations, as the key to the timeline has them.
    fn sides(&self) -> [(Side, String); 3] {
        [Side::Buyer, Side::Seller, Side::Both].map(|side| {
            let whose = self.plan.whose(&side);
            (side, whose)
        })
    }
}

/// The class of a side; it has a sign and a pattern of its own besides a colour.
fn class(side: &Side) -> &'static str {
    match side {
        Side::Buyer => "buyer",
        Side::Seller => "seller",
        Side::Both | Side::Other(_) => "both",
    }
}

/// The sign of a side, as on the screen.
fn sign(side: &Side) -> &'static str {
    match side {
        Side::Buyer => "▲",
        Side::Seller => "●",
        Side::Both | Side::Other(_) => "▣",
    }
}

fn short(date: &NaiveDate) -> String {
    FULL.date(*date)
}

fn long(date: &NaiveDate) -> String {
    long_date(*date)
}

/// "25 days to spare", "4 days late", in working days.
fn spare(step: &HandoutStep) -> String {
    let days = |days: i32| match days.unsigned_abs() {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    match step.to_spare {
        Some(late @ ..0) => format!("{} late", days(late)),
        Some(0) => "none".to_owned(),
        Some(spare) => days(spare),
        None => String::new(),
    }
}

/// What else is known of a step, each with its label.
fn more(step: &HandoutStep) -> Vec<(&'static str, &str)> {
    let all = [
        ("Comes after", step.after.as_str()),
        ("Held to", &step.held),
        ("Done when", &step.done_when),
        ("Still open", &step.unknown),
        ("Note", &step.note),
    ];
    all.into_iter()
        .filter(|(_, text)| !text.is_empty())
        .collect()
}
