//! The read-back page laid out for a screen: lines with a label, sometimes a name, and words, as many
//! as fit. What matters least is left out first, and that something is left out is said. How the
//! lines look, and which glyph a mark is, is the screen's.

use std::collections::BTreeSet;

use super::{OwnerWork, ReadBack, Signatory, Task, Wording};
use crate::exchange::words::Words;
use crate::plan::date_text::long_date;
use crate::text;

/// Columns of the labels, the gap behind them included.
pub const LABEL_COLS: usize = 14;
/// The widest that the column of names gets, its gap included.
const WIDEST_NAMES: usize = 16;
/// A text in the buyer's own words takes at most so many lines.
const LINES_OF_TEXT: usize = 2;
/// More questions than these are counted, not told.
const QUESTIONS: usize = 3;
/// More people than these are counted, not named.
const PEOPLE: usize = 4;
/// Empty lines between the sections, where there is room.
const BLANKS: usize = 3;

/// The page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// At most as many as there is room for.
    pub lines: Vec<Line>,
    /// Columns of the names in lines that have one, the gap included.
    pub name_cols: usize,
}

/// One line: the label in [`LABEL_COLS`] columns, the name in [`Page::name_cols`] when there is one,
/// and the words. Everything is harmless and fits the page's width.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// What the line is about; empty when it goes on from the line above.
    pub label: String,
    /// Who, in a column of its own; empty when the words go on from the line above. Without one,
    /// the words begin in its place.
    pub name: Option<String>,
    /// What stands before the words of a person who is asked to agree.
    pub mark: Option<Mark>,
    /// The words.
    pub words: String,
}

/// How far a person is on record. It takes two columns, the gap included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Not yet.
    Open,
    /// Has seen it.
    Seen,
    /// Agreed to it as it is.
    Agreed,
    /// Agreed to an earlier version.
    Stale,
}

const MARK_COLS: usize = 2;

impl ReadBack {
    /// The page in so many columns and rows, without its title.
    pub fn page(&self, cols: usize, rows: usize) -> Page {
        let layout = Layout::of(self, cols);
        let (top, middle, mut bottom) = (layout.top(), layout.middle(), layout.bottom());
        let changes = self.changes();
        let others = top.len() + middle.len() + bottom.len();
        let spare = rows.saturating_sub(others + layout.work.len());
        bottom.extend(layout.since(&changes, spare));
        let others = top.len() + middle.len() + bottom.len();
        let room = rows.saturating_sub(others);
        // Empty lines stand only where nothing is left out for them.
        let blanks = room.saturating_sub(layout.work.len()).min(BLANKS);
        let mut work = layout.work(room.saturating_sub(blanks).max(1));
        let second = work.iter().rposition(|line| !line.label.is_empty());
        if let Some(at) = second.filter(|at| *at > 0 && work.len() + blanks < room) {
            work.insert(at, Line::default());
        }
        let mut lines: Vec<Line> = Vec::new();
        for (section, blank) in [
            (top, false),
            (work, blanks > 1),
            (middle, blanks > 2),
            (bottom, blanks > 0),
        ] {
            if blank && !lines.is_empty() && !section.is_empty() {
                lines.push(Line::default());
            }
            lines.extend(section);
        }
        lines.truncate(rows);
        Page {
            lines,
            name_cols: layout.name_cols,
        }
    }
}

struct Layout<'a> {
    page: &'a ReadBack,
    cols: usize,
    name_cols: usize,
    /// One line of work: the organization, and one owner's.
    work: Vec<(&'a Words, &'a OwnerWork)>,
}

impl<'a> Layout<'a> {
    fn of(page: &'a ReadBack, cols: usize) -> Self {
        let of_side = |side: &'a super::SideWork| {
            let owners = side.owners.iter();
            owners.map(move |owner| (&side.organization, owner))
        };
        let work: Vec<_> = page.sides.iter().flat_map(of_side).collect();
        let names = work.iter().map(|(_, owner)| text::width(&name(owner)) + 2);
        Self {
            name_cols: names.max().unwrap_or_default().min(WIDEST_NAMES),
            page,
            cols,
            work,
        }
    }

    fn wording(&self) -> Wording {
        Wording::Short(self.page.on)
    }

    fn line(&self, label: &str, words: &str) -> Line {
        let room = self.cols.saturating_sub(LABEL_COLS);
        Line {
            label: text::clip(label, LABEL_COLS - 1).into_owned(),
            words: text::clip(words, room).into_owned(),
            ..Line::default()
        }
    }

    /// A text of several lines, cut when it is longer than a page can bear.
    fn text(&self, label: &str, words: &str) -> Vec<Line> {
        let room = self.cols.saturating_sub(LABEL_COLS).max(1);
        let mut wrapped = text::wrap(words, room);
        if wrapped.len() > LINES_OF_TEXT {
            let rest = wrapped.split_off(LINES_OF_TEXT - 1).join(" ");
            wrapped.push(rest);
        }
        let labels = std::iter::once(label).chain(std::iter::repeat(""));
        let lines = labels.zip(&wrapped);
        lines
            .map(|(label, words)| self.line(label, words))
            .collect()
    }

    fn top(&self) -> Vec<Line> {
        let (outcome, missed) = (self.page.outcome.plain(), self.page.if_missed.plain());
        let date = self.page.live_on.map(long_date);
        let date = date.unwrap_or_else(|| "no date yet".to_owned());
        let live = match outcome.as_str() {
            "" => date,
            outcome => format!("{date}: {outcome}"),
        };
        let mut lines = self.text("Live on", &live);
        if !missed.is_empty() {
            lines.extend(self.text("If we miss", &missed));
        }
        lines
    }

    /// The work in so many lines. When there is room, an owner's work takes several; when there are
    /// more owners than lines, those with the least telling work are left out, and their steps counted.
    fn work(&self, room: usize) -> Vec<Line> {
        let rank = |&at: &usize| self.work.get(at).map(|(_, owner)| owner.rank());
        let mut shown: Vec<usize> = (0..self.work.len()).collect();
        shown.sort_by_key(rank);
        // What is left over goes to those whose work does not fit into one line, the most telling first.
        let mut spare = room.saturating_sub(shown.len());
        if shown.len() > room {
            shown.truncate(room.saturating_sub(1));
        }
        let mut told: Vec<(usize, Vec<String>)> = Vec::new();
        for at in shown {
            let Some((_, owner)) = self.work.get(at) else {
                continue;
            };
            let lines = self.tasks(owner, 1 + spare);
            spare -= lines.len().saturating_sub(1).min(spare);
            told.push((at, lines));
        }
        told.sort_unstable_by_key(|(at, _)| *at);
        let mut lines = Vec::new();
        let mut last = None;
        let mut left: BTreeSet<&str> = self.steps(0..self.work.len());
        for (at, words) in told {
            let Some(&(organization, owner)) = self.work.get(at) else {
                continue;
            };
            left.retain(|step| owner.tasks.iter().all(|task| task.step != *step));
            let repeated = last.replace(organization) == Some(organization);
            let label = Some(organization).filter(|_| !repeated).map(Words::plain);
            let names = std::iter::once(name(owner)).chain(std::iter::repeat(String::new()));
            for (index, (name, words)) in names.zip(words).enumerate() {
                let label = label.as_deref().filter(|_| index == 0).unwrap_or_default();
                let name = text::clip(&name, self.name_cols.saturating_sub(1)).into_owned();
                lines.push(Line {
                    name: Some(name),
                    ..self.line(label, &words)
                });
            }
        }
        if !left.is_empty() {
            let more = counted(left.len(), "more step");
            lines.push(self.line("", &format!("and {more}")));
        }
        lines
    }

    /// The steps of some lines of work, each once.
    fn steps(&self, rows: std::ops::Range<usize>) -> BTreeSet<&'a str> {
        let rows = self.work.get(rows).unwrap_or_default().iter();
        let tasks = rows.flat_map(|(_, owner)| &owner.tasks);
        tasks.map(|task| task.step.as_str()).collect()
    }

    /// As many of an owner's tasks as fit into so many lines, the most telling ones, in date order.
    fn tasks(&self, owner: &OwnerWork, lines: usize) -> Vec<String> {
        let cols = self.cols.saturating_sub(LABEL_COLS + self.name_cols);
        let mut shown: Vec<&Task> = owner.tasks.iter().collect();
        loop {
            let mut told: Vec<String> = shown
                .iter()
                .map(|task| task.words(self.wording()).plain())
                .collect();
            let more = owner.tasks.len() - shown.len();
            if more > 0 {
                told.push(format!("and {more} more"));
            }
            let packed = packed(told, cols);
            if packed.len() <= lines.max(1) || shown.len() <= 1 {
                return clipped(packed, lines.max(1), cols);
            }
            let ranks = shown.iter().enumerate().map(|(at, task)| (task.rank, at));
            if let Some((_, least)) = ranks.max() {
                shown.remove(least);
            }
        }
    }

    fn middle(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        if let Some(last) = self.page.done.last() {
            let done = counted(self.page.done.len(), "step");
            let last = last.words(self.wording()).plain();
            lines.push(self.line("Done", &format!("{done}: {last}")));
        }
        if let Some(first) = &self.page.first {
            lines.extend(self.text("First step", &first.words(self.wording()).plain()));
        }
        let risks = self.page.riskiest.iter().take(QUESTIONS);
        let risks = risks.map(|risk| risk.words(self.wording()).plain());
        lines.extend(self.several("Riskiest", risks.collect()));
        let open = &self.page.open;
        let told = if open.len() > QUESTIONS {
            QUESTIONS - 1
        } else {
            open.len()
        };
        let questions = open.iter().take(told);
        let mut words: Vec<String> = questions
            .map(|question| question.words(self.wording()).plain())
            .collect();
        if told < open.len() {
            let more = counted(open.len() - told, "more question");
            words.push(format!("and {more}"));
        }
        lines.extend(self.several("Open", words));
        lines
    }

    fn several(&self, label: &str, words: Vec<String>) -> Vec<Line> {
        let labels = std::iter::once(label).chain(std::iter::repeat(""));
        let lines = labels.zip(words);
        lines
            .map(|(label, words)| self.line(label, &words))
            .collect()
    }

    /// What is not as it was agreed to, in so many lines.
    fn since(&self, changes: &[String], room: usize) -> Vec<Line> {
        let room = room.max(1);
        let told = if changes.len() > room {
            room - 1
        } else {
            changes.len()
        };
        let mut words: Vec<String> = changes.iter().take(told).cloned().collect();
        if told < changes.len() {
            let more = if told == 0 { "change" } else { "more change" };
            let and = if told == 0 { "" } else { "and " };
            words.push(format!("{and}{}", counted(changes.len() - told, more)));
        }
        self.several("Since then", words)
    }

    fn bottom(&self) -> Vec<Line> {
        let people = &self.page.people;
        let told = if people.len() > PEOPLE {
            PEOPLE - 1
        } else {
            people.len()
        };
        let labels = std::iter::once("Agreed by").chain(std::iter::repeat(""));
        let signed = labels.zip(people.iter().take(told));
        let mut lines: Vec<Line> = signed
            .flat_map(|(label, person)| self.person(label, person))
            .collect();
        if told < people.len() {
            let more = people.len() - told;
            lines.push(self.line("", &format!("and {more} more")));
        }
        lines
    }

    /// Where a person stands: in one line where that can be, else the stance below the name.
    fn person(&self, label: &str, person: &Signatory) -> Vec<Line> {
        let title = person.title().plain();
        let room = self.cols.saturating_sub(LABEL_COLS + MARK_COLS);
        let (mark, words) = match &person.record {
            None => (Mark::Open, vec![title]),
            Some(record) => {
                let mark = match (record.agreed, record.changes.is_empty()) {
                    (false, _) => Mark::Seen,
                    (true, true) => Mark::Agreed,
                    (true, false) => Mark::Stale,
                };
                let stance = record.stance.plain();
                // How many changes there are, the lines below tell too.
                let counted = stance.strip_suffix(" since").and(stance.rsplit_once(": "));
                let short = counted.map(|(short, _)| short);
                let whole = [Some(stance.as_str()), short].into_iter().flatten();
                let mut whole = whole.map(|stance| format!("{title}: {stance}"));
                match whole.find(|words| text::width(words) <= room) {
                    Some(words) => (mark, vec![words]),
                    None => (mark, vec![title, format!("  {stance}")]),
                }
            }
        };
        let line = |(at, words): (usize, String)| match at {
            0 => Line {
                mark: Some(mark),
                words: text::clip(&words, room).into_owned(),
                ..self.line(label, "")
            },
            _ => self.line("", &words),
        };
        words.into_iter().enumerate().map(line).collect()
    }
}

/// Phrases in lines of at most so many columns where that can be, a comma between them.
fn packed(phrases: Vec<String>, cols: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let last = phrases.len().saturating_sub(1);
    for (at, mut phrase) in phrases.into_iter().enumerate() {
        if at < last {
            phrase.push(',');
        }
        match lines.last_mut() {
            Some(line) if text::width(line) + 1 + text::width(&phrase) <= cols => {
                line.push(' ');
                line.push_str(&phrase);
            }
            _ => lines.push(phrase),
        }
    }
    lines
}

/// The lines cut to the columns; when there are more than `most`, the last one is kept at the end of
/// the first, which gives way: it says how much is left out.
fn clipped(mut lines: Vec<String>, most: usize, cols: usize) -> Vec<String> {
    if lines.len() > most {
        let end = lines
            .pop()
            .map_or_else(String::new, |end| format!(" {end}"));
        let first = lines.first().map_or("", String::as_str);
        let room = cols.saturating_sub(text::width(&end));
        lines = vec![text::clip(first, room).into_owned() + &end];
    }
    let clip = |line: &String| text::clip(line, cols).into_owned();
    lines.iter().map(clip).collect()
}

fn name(owner: &OwnerWork) -> String {
    match &owner.name {
        Some(name) => Words::typed(&name.short).plain(),
        None => "nobody yet".to_owned(),
    }
}

fn counted(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        number => format!("{number} {noun}s"),
    }
}
