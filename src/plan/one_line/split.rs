//! Decides where the title ends and which parts follow.
//!
//! Some parts are firm: an owner, or a keyword with the full title of a step or a date behind it.
//! The title ends at the first firm part at the latest. Everything else (a length, a side, a
//! shortened title) could be a word of the title as well, so it counts only in an unbroken row of
//! parts up to the first firm one, or to the end of the line. A keyword behind a part may open words
//! that nobody knows ("2w before Xyz"): they end the title too, and are told.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use chrono::NaiveDate;

use super::names::{Index, Named};
use super::token::{Kind, Token};
use super::{Known, LineLink, LineSide, OwnerRef, Problem, link, owner, when};
use crate::plan::date_text::{DateContext, Lean};
use crate::plan::duration::Duration;
use crate::plan::gate::Gate;

/// The length of a milestone as a number alone.
pub(super) const NOUGHT: &str = "0";

/// What a part says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Duration(Duration),
    /// Who, and on which side as far as that is known.
    Owner(OwnerRef, Option<LineSide>),
    Side(LineSide),
    Link(LineLink),
    /// Says nothing that is not so anyway.
    BeforeGoLive,
    Pin(NaiveDate),
    NotBefore(NaiveDate),
    NoLaterThan(NaiveDate),
    Gate(Gate),
}

/// A stretch of the line with what it says.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    pub(super) value: Value,
    pub(super) meaning: String,
}

/// What was found at a token.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// The token behind it.
    pub(super) end: usize,
    /// Whether it counts whatever follows.
    pub(super) firm: bool,
    pub(super) pieces: Vec<Piece>,
    pub(super) problems: Vec<Problem>,
}

impl Found {
    pub(super) fn firm(end: usize, piece: Piece) -> Self {
        Self {
            end,
            firm: true,
            pieces: vec![piece],
            problems: Vec::new(),
        }
    }

    pub(super) fn soft(end: usize, piece: Piece) -> Self {
        Self {
            end,
            firm: false,
            pieces: vec![piece],
            problems: Vec::new(),
        }
    }

    /// Meant as a part, but something is wrong with it.
    pub(super) fn wrong(end: usize, range: Range<usize>, message: String) -> Self {
        Self {
            end,
            firm: false,
            pieces: Vec::new(),
            problems: vec![Problem { range, message }],
        }
    }

    /// The same, counting whatever follows.
    pub(super) fn firmly(self) -> Self {
        Self { firm: true, ..self }
    }

    /// Whether two of them side by side would say the same thing twice: the first is a word then.
    fn repeats(&self, next: &Self) -> bool {
        match (self.pieces.as_slice(), next.pieces.as_slice()) {
            ([one], [other]) => matches!(
                (&one.value, &other.value),
                (Value::Duration(_), Value::Duration(_)) | (Value::Side(_), Value::Side(_))
            ),
            _ => false,
        }
    }
}

/// The line, its tokens, and what they are read against.
pub(super) struct Reader<'l, 'k> {
    pub(super) line: &'l str,
    pub(super) tokens: &'l [Token<'l>],
    pub(super) known: &'l Known<'k>,
    pub(super) dates: DateContext,
    steps: OnceCell<Index>,
    people: OnceCell<Index>,
    /// The step that each token was found to open: lists ask more than once.
    named: RefCell<HashMap<usize, Option<Named>>>,
}

impl<'l, 'k> Reader<'l, 'k> {
    pub(super) fn new(line: &'l str, tokens: &'l [Token<'l>], known: &'l Known<'k>) -> Self {
        let dates = DateContext {
            today: known.today,
            go_live: known.go_live,
            lean: Lean::Future,
        };
        Self {
            line,
            tokens,
            known,
            dates,
            steps: OnceCell::new(),
            people: OnceCell::new(),
            named: RefCell::default(),
        }
    }

    /// The steps that the words from token `start` on name.
    pub(super) fn step_at(&self, start: usize) -> Option<Named> {
        if let Some(named) = self.named.borrow().get(&start) {
            return named.clone();
        }
        // Indexed when a line first asks for a step.
        let index = self.steps.get_or_init(|| Index::of_steps(self.known));
        let named = index.find(self.tokens, start);
        self.named.borrow_mut().insert(start, named.clone());
        named
    }

    /// The names, indexed when a line first asks for one.
    pub(super) fn people(&self) -> &Index {
        self.people.get_or_init(|| Index::of_people(self.known))
    }

    /// The bytes from token `start` up to token `end`, which is left out.
    pub(super) fn range(&self, start: usize, end: usize) -> Range<usize> {
        let from = self
            .tokens
            .get(start)
            .map_or(self.line.len(), |token| token.range.start);
        let last = end.checked_sub(1).and_then(|last| self.tokens.get(last));
        from..last.map_or(from, |token| token.range.end).max(from)
    }

    pub(super) fn slice(&self, range: &Range<usize>) -> &'l str {
        self.line.get(range.clone()).unwrap_or_default()
    }

    /// The text of some tokens; of a quoted one, the inside.
    pub(super) fn inner(&self, start: usize, end: usize) -> &'l str {
        match self.tokens.get(start) {
            Some(token) if token.kind == Kind::Quoted && end == start + 1 => token.text,
            _ => self.slice(&self.range(start, end)),
        }
    }

    /// A name as typed, without the keyword before it.
    pub(super) fn typed_name(&self, start: usize, end: usize) -> String {
        let keyword = link::keyword_at(self, start).map_or(0, |keyword| keyword.tokens);
        self.inner(start + keyword, end).to_owned()
    }

    /// Whether the tokens exist and are words, without commas and quotes.
    pub(super) fn are_words(&self, start: usize, end: usize) -> bool {
        self.tokens
            .get(start..end)
            .is_some_and(|run| run.iter().all(|token| token.kind == Kind::Word))
    }

    /// Whether the tokens are words with commas between them, or one quoted text.
    pub(super) fn is_text(&self, start: usize, end: usize) -> bool {
        let Some(run) = self.tokens.get(start..end) else {
            return false;
        };
        match run {
            [one] => matches!(one.kind, Kind::Word | Kind::Quoted),
            [first, middle @ .., last] => {
                first.kind == Kind::Word
                    && last.kind == Kind::Word
                    && middle
                        .iter()
                        .all(|token| matches!(token.kind, Kind::Word | Kind::Comma))
            }
            [] => false,
        }
    }

    /// The token behind any commas and "and" from `start` on.
    pub(super) fn past_joints(&self, start: usize) -> usize {
        let rest = self.tokens.get(start..).unwrap_or_default();
        start + rest.iter().take_while(|token| token.joins()).count()
    }

    /// The token behind what sets two parts apart, from `start` on: "and", commas, dashes.
    fn past_gap(&self, start: usize) -> usize {
        let rest = self.tokens.get(start..).unwrap_or_default();
        start
            + rest
                .iter()
                .take_while(|token| token.joins() || token.separates())
                .count()
    }

    /// The token behind commas and dashes from `start` on.
    fn past_separators(&self, start: usize) -> usize {
        let rest = self.tokens.get(start..).unwrap_or_default();
        start + rest.iter().take_while(|token| token.separates()).count()
    }

    /// The part at a token, if one stands there.
    fn part_at(&self, start: usize) -> Option<Found> {
        match self.tokens.get(start)?.kind {
            Kind::At | Kind::AtQuoted => owner::read(self, start),
            Kind::Quoted | Kind::Comma => None,
            Kind::Word => self
                .link_or_date(start)
                .or_else(|| when::read_gate(self, start))
                .or_else(|| owner::read_side(self, start))
                .or_else(|| when::read_duration(self, start)),
        }
    }

    /// Behind `after` and `before` a full title comes first, then a date, then a shortened title;
    /// a longer one before a shorter.
    fn link_or_date(&self, start: usize) -> Option<Found> {
        let link = link::read(self, start);
        if let Some((found, true)) = link {
            return Some(found);
        }
        let date = when::read_date(self, start);
        match (link, date) {
            (Some((link, _)), Some(date)) if date.pieces.is_empty() || link.end > date.end => {
                Some(link)
            }
            (Some((link, _)), None) => Some(link),
            (_, date) => date,
        }
    }
}

/// A line taken apart.
pub(super) struct Split {
    /// The owners before the title.
    pub(super) lead: Vec<Found>,
    /// The tokens of the title.
    pub(super) title: Range<usize>,
    /// The parts behind it, with the words between them that are none.
    pub(super) tail: Vec<Stretch>,
}

/// A stretch behind the title.
pub(super) enum Stretch {
    Part(Found),
    /// Tokens that are no part.
    Unknown(Range<usize>),
}

/// Takes a line apart.
pub(super) fn split(reader: &Reader<'_, '_>) -> Split {
    let (lead, start) = lead(reader);
    let count = reader.tokens.len();
    let mut parts: Vec<Option<Found>> = (0..count)
        .map(|at| (at > start).then(|| reader.part_at(at)).flatten())
        .collect();
    drop_noughts(reader, &mut parts);
    let firm = first_firm(&parts);
    let end = title_end(reader, &parts, start, firm);
    let mut tail = Vec::new();
    let mut at = end;
    while at < count {
        if let Some(found) = parts.get_mut(at).and_then(Option::take) {
            at = found.end.max(at + 1);
            tail.push(Stretch::Part(found));
            continue;
        }
        let joint = reader.past_gap(at);
        let trails = joint == count && reader.past_separators(at) == count;
        let begins = parts.get(joint).is_some_and(Option::is_some) || opens(reader, joint);
        if joint > at && (trails || begins) {
            at = joint;
            continue;
        }
        let known =
            |next: &usize| parts.get(*next).is_some_and(Option::is_some) || opens(reader, *next);
        let next = (at + 1..count).find(known).unwrap_or(count);
        tail.push(Stretch::Unknown(at..next));
        at = next;
    }
    Split {
        lead,
        title: start..end.max(start),
        tail,
    }
}

/// A nought before another length is a word of the title: "Cutover 0 buyer 2w".
fn drop_noughts(reader: &Reader<'_, '_>, parts: &mut [Option<Found>]) {
    let mut length_follows = false;
    for part in parts.iter_mut().rev() {
        let pieces = part.as_ref().map_or(&[][..], |found| &found.pieces);
        let [
            Piece {
                value: Value::Duration(_),
                range,
                ..
            },
        ] = pieces
        else {
            continue;
        };
        if reader.slice(range) != NOUGHT {
            length_follows = true;
        } else if length_follows {
            *part = None;
        }
    }
}

/// The owners that stand before the title, and the token that it starts with.
fn lead(reader: &Reader<'_, '_>) -> (Vec<Found>, usize) {
    let mut lead = Vec::new();
    let mut at = reader.past_separators(0);
    while let Some(found) = owner::read(reader, at) {
        let joint = reader.past_gap(found.end);
        at = match reader.tokens.get(joint).map(|token| token.kind) {
            Some(Kind::At | Kind::AtQuoted) => joint,
            _ => reader.past_separators(found.end),
        };
        lead.push(found);
    }
    (lead, at)
}

/// The first token at which the title ends at the latest: the first firm part, or one that reaches
/// into it ("by 2w before go-live" while go-live is not known).
fn first_firm(parts: &[Option<Found>]) -> usize {
    let firm = parts
        .iter()
        .position(|part| part.as_ref().is_some_and(|part| part.firm));
    let Some(firm) = firm else { return parts.len() };
    let reaches = |part: &Option<Found>| part.as_ref().is_some_and(|part| part.end > firm);
    parts.iter().take(firm).position(reaches).unwrap_or(firm)
}

/// Whether a keyword stands here that could open a part.
fn opens(reader: &Reader<'_, '_>, at: usize) -> bool {
    when::keyword_tokens(reader, at) > 0
}

/// The tokens that stand right behind a part.
fn behind_parts(reader: &Reader<'_, '_>, parts: &[Option<Found>]) -> HashSet<usize> {
    let ends = parts.iter().flatten().map(|part| part.end);
    ends.flat_map(|end| [end, reader.past_gap(end)]).collect()
}

/// The first token from which there is nothing but parts up to `firm`.
fn title_end(reader: &Reader<'_, '_>, parts: &[Option<Found>], start: usize, firm: usize) -> usize {
    // From the right: `row[at]` says that a row of parts leads from `at` to `firm`.
    let mut row = vec![false; firm + 1];
    if let Some(last) = row.last_mut() {
        *last = true;
    }
    let mut end = firm;
    let behind = behind_parts(reader, parts);
    // The nearest token to the right that a row starts at.
    let mut nearest = firm;
    for at in (start + 1..firm).rev() {
        let part = parts.get(at).and_then(Option::as_ref);
        let reaches = |to: usize| row.get(to).copied().unwrap_or(false);
        let holds = match part {
            Some(part) => {
                let next = reader.past_gap(part.end).min(firm);
                let next_part = parts.get(next).and_then(Option::as_ref);
                let stays = next == part.end && next_part.is_some_and(|next| part.repeats(next));
                part.end <= firm && (reaches(next) || reaches(part.end)) && !stays
            }
            // Words that nobody knows, behind a keyword: up to the nearest row. Behind a part a
            // keyword with nothing of its own is no word of the title either: "2w by".
            None => {
                let says = nearest > at + when::keyword_tokens(reader, at);
                opens(reader, at) && (says || behind.contains(&at))
            }
        };
        if let Some(slot) = row.get_mut(at) {
            *slot = holds;
        }
        if holds {
            nearest = at;
            if part.is_some() {
                end = at;
            }
        }
    }
    end
}
