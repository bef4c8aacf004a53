//! Answers about the anchor: the date with what it is for, and what a miss costs.

use chrono::NaiveDate;

use super::{Asked, Chip, Edit, Problem, Understood, tidy};
use crate::plan::date_text::{DateContext, Lean, echo_date, parse_date};
use crate::plan::duration::words::quoted;
use crate::schedule::PlanDays;

/// What may stand before the date.
const BEFORE_DATE: [&str; 4] = ["by ", "on ", "before the ", "the "];
/// What may stand before the outcome, longest first.
const BEFORE_OUTCOME: [&str; 4] = ["so that ", "so ", "because ", "to "];

/// Reads "mar 1, so the March close takes three days": a date, what it is for, or both.
pub(super) fn go_live(asked: &Asked<'_>, text: &str) -> Result<Understood, Problem> {
    let (date, outcome) = parted(asked, text)?;
    let anchor = &asked.plan.anchor;
    let mut chips = Vec::new();
    if let Some(date) = date {
        chips.push(dated(asked, date));
    }
    let kept = anchor.outcome.trim();
    chips.push(match (outcome.as_str(), kept) {
        ("", "") => Chip::warn(
            "outcome",
            "what for? Add it: so the March close takes three days",
        ),
        ("", kept) => Chip::ok("outcome", format!("still: {kept}")),
        (outcome, _) => Chip::ok("outcome", outcome),
    });
    let edit = Edit::new(move |plan, _| {
        plan.anchor.go_live = date.or(plan.anchor.go_live);
        if !outcome.is_empty() {
            plan.anchor.outcome.clone_from(&outcome);
        }
        None
    });
    Ok(Understood { chips, edit })
}

fn dated(asked: &Asked<'_>, date: NaiveDate) -> Chip {
    let words = echo_date(date, asked.today);
    let days = PlanDays::of(asked.plan);
    match days.both().why_off(date) {
        None => Chip::ok("go-live", words),
        Some(why) => Chip::warn("go-live", format!("{words}, no working day ({why})")),
    }
}

/// The date and the outcome: the longest beginning that is a date ends where the outcome begins.
fn parted(asked: &Asked<'_>, text: &str) -> Result<(Option<NaiveDate>, String), Problem> {
    if let Some(outcome) = after_opening(text) {
        return match asked.plan.anchor.go_live {
            Some(_) => Ok((None, outcome)),
            None => Err(Problem(
                "by which day? Type a date first: mar 1, so the March close takes three days"
                    .to_owned(),
            )),
        };
    }
    let context = DateContext {
        today: asked.today,
        go_live: None,
        lean: Lean::Future,
    };
    let mut first = None;
    for (end, rest) in cuts(text) {
        let typed = text.get(..end).unwrap_or_default();
        let date = BEFORE_DATE
            .iter()
            .find_map(|word| strip_word(typed, word))
            .map_or_else(
                || parse_date(typed, &context),
                |bare| parse_date(typed, &context).or_else(|_| parse_date(bare, &context)),
            );
        match date {
            Ok(date) => {
                let rest = text.get(rest..).unwrap_or_default();
                return Ok((
                    Some(date),
                    after_opening(rest).unwrap_or_else(|| tidy(rest)),
                ));
            }
            Err(error) => first = Some(error),
        }
    }
    let message = match first {
        Some(error) => error.to_string(),
        None => format!("{} is no date: type one such as mar 1", quoted(text)),
    };
    Err(Problem(message))
}

/// Where the date could end and where what follows begins, the longest date first.
fn cuts(text: &str) -> Vec<(usize, usize)> {
    let mut cuts = vec![(text.len(), text.len())];
    let mut marks: Vec<(usize, usize)> = text
        .match_indices([',', ';', ':'])
        .map(|(at, mark)| (at, at + mark.len()))
        .collect();
    let blanks = text.match_indices(char::is_whitespace);
    marks.extend(blanks.filter_map(|(at, blank)| {
        let rest = text.get(at + blank.len()..)?;
        let opens = BEFORE_OUTCOME
            .iter()
            .any(|word| strip_word(rest, word).is_some());
        opens.then_some((at, at + blank.len()))
    }));
    marks.sort_unstable();
    cuts.extend(
        marks
            .into_iter()
            .rev()
            .filter(|(at, _)| *at <= LONGEST_DATE),
    );
    cuts
}

/// A date does not reach further than this, in bytes.
const LONGEST_DATE: usize = 100;

/// The outcome behind the word that opens it, if one does.
fn after_opening(text: &str) -> Option<String> {
    let text = text.trim_start_matches([',', ';', ':', ' ']);
    let rest = BEFORE_OUTCOME
        .iter()
        .find_map(|word| strip_word(text, word))?;
    Some(tidy(rest)).filter(|outcome| !outcome.is_empty())
}

/// The text behind a word in any case.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    head.eq_ignore_ascii_case(word).then_some(rest)
}

/// Any words say what a miss costs.
pub(super) fn if_missed(text: &str) -> Understood {
    let words = tidy(text);
    let chips = vec![Chip::ok("if missed", words.clone())];
    let edit = Edit::new(move |plan, _| {
        plan.anchor.if_missed.clone_from(&words);
        None
    });
    Understood { chips, edit }
}
