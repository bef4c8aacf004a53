//! What stands below the words to say: what they see, what to ask next, what is missing, the private
//! notes. It gives way to the words where a window is low.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Prompter;
use crate::coach::gaps::Gap;
use crate::coach::interview_prompts;
use crate::exchange::read_back::{ReadBack, Signatory};
use crate::store::session::Showing;
use crate::text;
use crate::tui::paint::Canvas;

/// Columns of the labels.
const LABELS: u16 = 11;

/// How much room the facts take: from as much as they like down to a row each.
#[derive(Clone, Copy)]
pub(super) struct Room {
    next: usize,
    gaps: usize,
    notes: usize,
    between: u16,
}

impl Room {
    /// Free rows below the facts.
    pub(super) fn below(self) -> u16 {
        self.between
    }
}

/// From the roomiest to the tightest.
pub(super) const ROOMS: [Room; 4] = [
    Room {
        next: 3,
        gaps: 4,
        notes: 4,
        between: 1,
    },
    Room {
        next: 2,
        gaps: 2,
        notes: 2,
        between: 1,
    },
    Room {
        next: 2,
        gaps: 1,
        notes: 1,
        between: 0,
    },
    Room {
        next: 1,
        gaps: 1,
        notes: 1,
        between: 0,
    },
];

/// One fact: its label and its lines.
pub(super) struct Fact {
    label: &'static str,
    lines: Vec<String>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    /// To be said.
    Strong,
    /// There is nothing.
    Empty,
}

impl Prompter {
    /// The facts, wrapped to columns in that room.
    pub(super) fn facts(&self, cols: u16, room: Room) -> Vec<Fact> {
        let cols = cols.saturating_sub(LABELS);
        let fact = |label, words: &str, most, kind| Fact {
            label,
            lines: wrapped(words, cols, most),
            kind,
        };
        let next = match self.next_question() {
            Some(question) => fact("NEXT", &question, room.next, Kind::Strong),
            None => fact(
                "NEXT",
                "Nothing open: read it back to them",
                1,
                Kind::Strong,
            ),
        };
        let gaps = self.gap_words();
        let gaps = if gaps.is_empty() {
            fact("GAPS", "none", 1, Kind::Empty)
        } else if room.gaps > 2 {
            Fact {
                label: "GAPS",
                lines: gaps.into_iter().take(room.gaps).collect(),
                kind: Kind::Plain,
            }
        } else {
            fact(
                "GAPS",
                &fitting(&gaps, cols, room.gaps),
                room.gaps,
                Kind::Plain,
            )
        };
        let (step, title) = self.noted_on();
        let notes = match self.notes.get(&step) {
            Some(note) => Fact {
                label: "NOTE",
                lines: last_lines(note, cols, room.notes),
                kind: Kind::Plain,
            },
            None => fact("NOTE", &format!("none on {title}"), 1, Kind::Empty),
        };
        vec![
            fact("THEY SEE", &self.they_see(), 1, Kind::Plain),
            next,
            gaps,
            notes,
        ]
    }

    /// What to ask: the prompt of the question on show, else about the selected step, else the most
    /// telling gap.
    fn next_question(&self) -> Option<String> {
        let session = self.session();
        let asked = session.and_then(|session| session.question.as_deref());
        if let Some(prompt) = asked.and_then(interview_prompts::of) {
            return Some(prompt.text.clone());
        }
        if session.is_some_and(|session| session.screen == Showing::ReadBack) {
            return Some(self.reading_back());
        }
        self.next_gap().map(|gap| gap.question.clone())
    }

    /// What to do while the read-back is on the window: who is still to be asked, by first name.
    fn reading_back(&self) -> String {
        let page = self
            .reading()
            .map(|reading| ReadBack::of(&reading.plan, &reading.schedule));
        let people = page.map(|page| page.people).unwrap_or_default();
        let stands = |person: &&Signatory| {
            let record = person.record.as_ref();
            record.is_some_and(|record| record.agreed && record.changes.is_empty())
        };
        let left: Vec<&str> = people
            .iter()
            .filter(|person| !stands(person))
            .map(|person| person.name.short.as_str())
            .collect();
        match left.as_slice() {
            [] if people.is_empty() => {
                "Read it out. Nobody of theirs is named yet: who decides?".to_owned()
            }
            [] => "Everybody asked agrees. The recap is one key away: y".to_owned(),
            [one] => format!("Read it out, then ask {one} by name: does it stand like this?"),
            [first @ .., last] => format!(
                "Read it out, then ask {} and {last} by name: does it stand like this?",
                first.join(", ")
            ),
        }
    }

    fn next_gap(&self) -> Option<&Gap> {
        let gaps = &self.reading()?.coaching.gaps;
        let step = self.session().and_then(|session| session.step.as_ref());
        let of_step = gaps
            .iter()
            .find(|gap| step.is_some() && gap.step.as_ref() == step);
        of_step.or_else(|| gaps.first())
    }

    /// The gaps in short, but for the one that is asked about, the same words once.
    fn gap_words(&self) -> Vec<String> {
        let Some(reading) = self.reading() else {
            return Vec::new();
        };
        let next = self.next_gap();
        let mut words: Vec<String> = Vec::new();
        for gap in &reading.coaching.gaps {
            let short = gap.short(&reading.plan);
            if Some(gap) != next && !words.contains(&short) {
                words.push(short);
            }
        }
        words
    }
}

/// As many of the gaps, one behind the other, as fit whole.
fn fitting(gaps: &[String], cols: u16, rows: usize) -> String {
    let mut all = String::new();
    for gap in gaps {
        let longer = if all.is_empty() {
            gap.clone()
        } else {
            format!("{all} · {gap}")
        };
        if !all.is_empty() && text::wrap(&text::harmless(&longer), usize::from(cols)).len() > rows {
            break;
        }
        all = longer;
    }
    all
}

/// The first lines of a text; a cut is marked.
fn wrapped(words: &str, cols: u16, most: usize) -> Vec<String> {
    let mut lines = text::wrap(&text::harmless(words), usize::from(cols));
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.push_str(" …");
        }
    }
    lines
}

/// The last lines of a note: what was written last is what is on one's mind.
fn last_lines(note: &str, cols: u16, most: usize) -> Vec<String> {
    let lines = text::wrap(&text::harmless_lines(note), usize::from(cols));
    let cut = lines.len().saturating_sub(most);
    lines.into_iter().skip(cut).collect()
}

/// Rows that facts take in a room.
pub(super) fn rows(facts: &[Fact], room: Room) -> u16 {
    let lines: usize = facts.iter().map(|fact| fact.lines.len().max(1)).sum();
    let between = facts.len().saturating_sub(1) * usize::from(room.between);
    u16::try_from(lines + between).unwrap_or(u16::MAX)
}

/// Paints facts from the top of an area.
pub(super) fn paint(facts: &[Fact], room: Room, area: Rect, canvas: &mut Canvas) {
    let theme = canvas.theme;
    let mut y = area.y;
    for fact in facts {
        let style: Style = match fact.kind {
            Kind::Plain => theme.text,
            Kind::Strong => theme.strong,
            Kind::Empty => theme.muted,
        };
        canvas.text(area.x, y, LABELS, fact.label, theme.accent);
        for line in &fact.lines {
            if y < area.bottom() {
                let cols = area.width.saturating_sub(LABELS);
                canvas.text(area.x + LABELS, y, cols, line, style);
            }
            y += 1;
        }
        y += room.between + u16::from(fact.lines.is_empty());
    }
}
