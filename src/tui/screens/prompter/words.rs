//! What the prompter says in its own words: how it stands with the shared window, what that shows, the
//! time, what came of the call.

use chrono::TimeDelta;

use super::{Prompter, Standing};
use crate::coach::phases::{MINUTES, PHASES};
use crate::plan::{GO_LIVE, Side};
use crate::store::session::Showing;
use crate::tui::widgets::header;

impl Prompter {
    /// Who with whom, or the plan's name while the plan is not read.
    pub(super) fn name(&self) -> String {
        match (&self.reading, self.session()) {
            (Some(reading), _) => header::name(&reading.plan),
            (None, Some(session)) => session.name.clone(),
            (None, None) => String::new(),
        }
    }

    /// How it stands with the shared window, in a word or two.
    pub(super) fn standing_words(&self) -> String {
        match self.standing() {
            Standing::Waiting => "○ waiting".to_owned(),
            Standing::Live => "● live".to_owned(),
            Standing::Ended(ago) => format!("○ ended {} ago", long(ago)),
            Standing::Gone(ago) => format!("○ not seen for {}", long(ago)),
        }
    }

    /// The timer, and which phase it is when there is room to say so.
    pub(super) fn timer_words(&self, with_phase: bool) -> String {
        let Some(elapsed) = self.elapsed() else {
            return "timer off".to_owned();
        };
        let seconds = elapsed.num_seconds();
        let clock = format!("{}:{:02} of {MINUTES}:00", seconds / 60, seconds % 60);
        let phase = self.phase().and_then(|index| PHASES.get(index));
        match phase {
            Some(phase) if with_phase => format!("{clock} · {}", phase.name),
            None if with_phase => format!("{clock} · over"),
            _ => clock,
        }
    }

    /// What the shared window shows.
    pub(super) fn they_see(&self) -> String {
        let Some(session) = self.session() else {
            return String::new();
        };
        let mut parts = Vec::new();
        let selected = || {
            let plan = &self.reading.as_ref()?.plan;
            let title = match session.step.as_deref()? {
                GO_LIVE => "go-live",
                id => plan.step(id)?.title.as_str(),
            };
            Some(format!("{title} selected"))
        };
        match &session.screen {
            Showing::Plan => parts.push(selected().unwrap_or_else(|| "the plan".to_owned())),
            Showing::Card => parts.push("the first card".to_owned()),
            Showing::Interview => parts.push("a question".to_owned()),
            Showing::ReadBack => parts.push("the read-back".to_owned()),
            Showing::Recap => parts.push("the recap".to_owned()),
            Showing::People => parts.push("who is who".to_owned()),
            Showing::Help => parts.push("the keys".to_owned()),
            Showing::Line => parts.push("a line being typed".to_owned()),
            Showing::Neutral => parts.push("only the neutral card".to_owned()),
            Showing::Other(word) => parts.push(word.clone()),
        }
        if session.screen == Showing::Line {
            parts.extend(selected());
        }
        parts.push(self.pen_words());
        parts.join(" · ")
    }

    /// For whom is being written.
    fn pen_words(&self) -> String {
        let Some(session) = self.session() else {
            return String::new();
        };
        let pen = &session.pen;
        let person = pen.person.split_whitespace().next().unwrap_or_default();
        match (&pen.side, person) {
            (Side::Buyer, "") => "writing for the buyer".to_owned(),
            (Side::Buyer, person) => format!("writing for {person}"),
            _ => "writing for your side".to_owned(),
        }
    }

    /// What came of the call, once it is over.
    pub(super) fn over_words(&self) -> String {
        let Some(session) = self.session() else {
            return String::new();
        };
        let took = session.seen.signed_duration_since(session.started);
        let counts = session.counts;
        let edits = |count: u32| match count {
            1 => "1 edit".to_owned(),
            count => format!("{count} edits"),
        };
        let mut words = format!(
            "It took {}. {} with the buyer's pen, {} with yours.",
            long(took.max(TimeDelta::zero())),
            edits(counts.buyer_edits),
            edits(counts.seller_edits)
        );
        if counts.answered + counts.skipped + counts.left > 0 {
            let asked = format!(
                " {} questions answered, {} left.",
                counts.answered,
                counts.left + counts.skipped
            );
            words.push_str(&asked);
        }
        if self.recorded {
            words.push_str(" It is on record in the private file.");
        }
        words.push_str("\nWrite down what you heard while you know it: n.");
        words
    }
}

/// A length of time as people say it: "12 s", "3 min", "2 h 5 min".
fn long(time: TimeDelta) -> String {
    let (seconds, minutes) = (time.num_seconds(), time.num_minutes());
    match minutes {
        0 => format!("{seconds} s"),
        1..60 => format!("{minutes} min"),
        _ if minutes % 60 == 0 => format!("{} h", minutes / 60),
        _ => format!("{} h {} min", minutes / 60, minutes % 60),
    }
}
