//! Somebody who looks at all that a shared window shows, says and does, and knows a canary when they
//! see one: a marker word, or four words in a row of what only the rep is told.

use std::collections::HashSet;

use backcast::coach::gaps::gaps;
use backcast::coach::meddpicc;
use backcast::coach::{interview, interview_prompts, objections, scripts};
use backcast::exchange::recap::Recap;
use backcast::private::Meddpicc;
use backcast::schedule::Schedule;
use backcast::tui::commands::TABLE;

use crate::canaries::MARK;
use crate::harness::{App, example_plan, today};

/// How many words in a row are nobody else's.
const RUN: usize = 4;

/// What was seen so far. A row that was looked at once is not looked at again.
pub(super) struct Watch {
    private: HashSet<String>,
    rows: HashSet<String>,
    frames: usize,
    last: String,
}

impl Watch {
    pub(super) fn new() -> Self {
        let mut private = HashSet::new();
        for text in told_to_the_rep() {
            private.extend(runs(&text));
        }
        for text in told_to_everybody() {
            for run in runs(&text) {
                private.remove(&run);
            }
        }
        for text in told_to_the_rep() {
            let known = runs(&text).filter(|run| private.contains(run)).count();
            assert!(
                known * 2 > runs(&text).count(),
                "“{text}” is told to everybody"
            );
        }
        Self {
            private,
            rows: HashSet::new(),
            frames: 0,
            last: String::new(),
        }
    }

    /// Looks at the frame, the sentence at its foot, the title, and what went to the clipboard or into
    /// a file since.
    #[track_caller]
    pub(super) fn look(&mut self, app: &mut App, how: impl FnOnce() -> String) {
        let frame = app.screen();
        let mut seen = vec![app.said().to_owned(), app.model.title()];
        seen.append(&mut app.terminal);
        if frame != self.last {
            self.frames += 1;
            seen.extend(frame.lines().map(str::to_owned));
            self.last = frame;
        }
        for text in seen {
            if self.rows.contains(&text) {
                continue;
            }
            if let Some(found) = self.canary_in(&text) {
                panic!("after {}:\n“{found}” in {text}\n{}", how(), self.last);
            }
            self.rows.insert(text);
        }
    }

    fn canary_in(&self, text: &str) -> Option<String> {
        if text.to_lowercase().contains(MARK) {
            return Some(MARK.to_owned());
        }
        runs(text).find(|run| self.private.contains(run))
    }

    /// Holds that there was something to look at: frames that were not as the one before.
    #[track_caller]
    pub(super) fn saw_at_least(&self, frames: usize) {
        assert!(self.frames >= frames, "only {} frames", self.frames);
    }
}

/// Every four words in a row, of one clause.
fn runs(text: &str) -> impl Iterator<Item = String> {
    let clauses = text.split(['.', ':', ';', '?', '!', '(', ')', '"', '“', '”', '—', '│']);
    clauses.flat_map(|clause| {
        let words: Vec<String> = clause
            .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
            .map(|word| word.replace('’', "'").to_lowercase())
            .filter(|word| !word.is_empty())
            .collect();
        (RUN..=words.len()).map(move |end| words[end - RUN..end].join(" "))
    })
}

/// Scripts, the prompts beside the interview, the answers to objections, the questions to ask, those of
/// MEDDPICC among them.
fn told_to_the_rep() -> Vec<String> {
    let plan = example_plan();
    let mut texts = Vec::new();
    for script in scripts::builtin() {
        texts.push(script.text.clone());
    }
    for prompt in interview_prompts::builtin() {
        texts.push(prompt.text.clone());
    }
    for objection in objections::builtin() {
        let objection = objection.clone();
        texts.extend([
            objection.said,
            objection.behind,
            objection.say,
            objection.ask,
        ]);
    }
    let asked = gaps(&plan, &Schedule::of(&plan, today()));
    texts.extend(asked.into_iter().map(|gap| gap.question));
    // A question that quotes the plan is half of it everybody's.
    let mut unquoted = plan;
    unquoted.anchor.if_missed.clear();
    let found = meddpicc::audit(&unquoted, &Meddpicc::default());
    texts.extend(found.into_iter().map(|finding| finding.question));
    texts
}

/// What may be seen: the plan, what is sent to the buyer, the questions of the interview, the commands.
fn told_to_everybody() -> Vec<String> {
    let plan = example_plan();
    let recap = Recap::of(&plan, &Schedule::of(&plan, today()));
    let mut texts = vec![serde_json::to_string(&plan).unwrap(), recap.text()];
    for question in interview::builtin() {
        texts.extend([question.asks.clone(), question.hint.clone()]);
    }
    for command in TABLE {
        texts.push(format!("{} {}", command.title, command.help));
    }
    texts
}
