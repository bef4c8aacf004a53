//! Reads links: `after Legal redlines, Security review and DPA`, `before sign`, `after go-live +30cd`,
//! `starts with Pilot +1w`, `finishes with Pilot`.

use super::names::{Fit, Named, listed};
use super::split::{Found, Piece, Reader, Value};
use super::token::Kind;
use super::{Ends, LineLink, LinkKind, LinkTarget, Problem, when};
use crate::plan::duration::Lag;
use crate::plan::duration::words::quoted;

/// What stands behind `after` or `before`.
enum Reference {
    GoLive { end: usize },
    Steps(Named),
}

impl Reference {
    fn end(&self) -> usize {
        match self {
            Self::GoLive { end } => *end,
            Self::Steps(named) => named.end,
        }
    }

    /// Whether it is named in full, so that the keyword counts whatever follows.
    fn whole(&self) -> bool {
        match self {
            Self::GoLive { .. } => true,
            Self::Steps(named) => named.fit == Fit::Whole,
        }
    }
}

/// The words that ask for a link.
const KEYWORDS: [(&[&str], LinkKind, Ends); 9] = [
    (&["after"], LinkKind::After, Ends::Usual),
    (&["before"], LinkKind::Before, Ends::Usual),
    (&["starts", "with"], LinkKind::After, Ends::Starts),
    (&["start", "with"], LinkKind::After, Ends::Starts),
    (&["finishes", "with"], LinkKind::After, Ends::Finishes),
    (&["finish", "with"], LinkKind::After, Ends::Finishes),
    (&["ends", "with"], LinkKind::After, Ends::Finishes),
    (&["end", "with"], LinkKind::After, Ends::Finishes),
    (&["done", "with"], LinkKind::After, Ends::Finishes),
];

/// What a keyword asks for.
#[derive(Clone, Copy)]
pub(super) struct Keyword {
    kind: LinkKind,
    ends: Ends,
    /// How many tokens it has.
    pub(super) tokens: usize,
}

/// The keyword of links at a token.
pub(super) fn keyword_at(reader: &Reader<'_, '_>, start: usize) -> Option<Keyword> {
    let said = |words: &[&str]| {
        let rest = reader.tokens.get(start..).unwrap_or_default();
        rest.len() >= words.len() && rest.iter().zip(words).all(|(token, word)| token.is(word))
    };
    let found = KEYWORDS.iter().find(|(words, ..)| said(words));
    found.map(|&(words, kind, ends)| Keyword {
        kind,
        ends,
        tokens: words.len(),
    })
}

/// What stands behind the keyword of links with which a text begins, if it does.
pub fn behind_keyword(text: &str) -> Option<&str> {
    let behind = |keyword: &[&str]| {
        let mut rest = text.trim_start();
        for word in keyword {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let (first, behind) = rest.split_at(end);
            rest = (first.to_lowercase() == *word).then_some(behind.trim_start())?;
        }
        Some(rest)
    };
    KEYWORDS.iter().find_map(|(keyword, ..)| behind(keyword))
}

/// Which of the two comes first by a keyword that dates have too: `after`, `before`.
pub(super) fn kind_at(reader: &Reader<'_, '_>, start: usize) -> Option<LinkKind> {
    let keyword = keyword_at(reader, start)?;
    (keyword.ends == Ends::Usual).then_some(keyword.kind)
}

/// Reads the links at token `start`. Also says whether the first is named in full.
pub(super) fn read(reader: &Reader<'_, '_>, start: usize) -> Option<(Found, bool)> {
    let keyword = keyword_at(reader, start)?;
    let mut reference = refer(reader, start + keyword.tokens)?;
    let whole = reference.whole();
    let mut found = Found {
        end: start,
        firm: whole,
        pieces: Vec::new(),
        problems: Vec::new(),
    };
    let mut from = start;
    loop {
        let (lag, end) = lag_at(reader, reference.end());
        take(reader, keyword, &reference, lag, (from, end), &mut found);
        found.end = end;
        let joint = reader.past_joints(end);
        // "After DPA and before Signature": a keyword opens the next part, unless a title does.
        let opens = when::keyword_tokens(reader, joint) > 0;
        let next = (joint > end).then(|| refer(reader, joint)).flatten();
        match next.filter(|next| next.whole() || !opens) {
            Some(next) => (reference, from) = (next, joint),
            None => return Some((found, whole)),
        }
    }
}

/// Whether a step is named in full at token `start`.
pub(super) fn names_a_step(reader: &Reader<'_, '_>, start: usize) -> Option<usize> {
    match refer(reader, start)? {
        Reference::Steps(Named {
            end,
            fit: Fit::Whole,
            ..
        }) => Some(end),
        _ => None,
    }
}

/// Where the links at token `start` end.
pub(super) fn end(reader: &Reader<'_, '_>, start: usize) -> Option<usize> {
    read(reader, start).map(|(found, _)| found.end)
}

fn refer(reader: &Reader<'_, '_>, start: usize) -> Option<Reference> {
    let at = |offset: usize, word: &str| {
        reader
            .tokens
            .get(start + offset)
            .is_some_and(|token| token.is(word))
    };
    let go_live = match () {
        () if at(0, "go-live") || at(0, "golive") => Some(start + 1),
        () if at(0, "go") && at(1, "live") => Some(start + 2),
        () => None,
    };
    let named = match reader.tokens.get(start)?.kind {
        Kind::Word | Kind::Quoted => reader.step_at(start),
        _ => None,
    };
    match (go_live, named) {
        (Some(end), Some(named))
            if named.end < end || (named.end == end && named.fit == Fit::Part) =>
        {
            Some(Reference::GoLive { end })
        }
        (_, Some(named)) => Some(Reference::Steps(named)),
        (Some(end), None) => Some(Reference::GoLive { end }),
        (None, None) => None,
    }
}

/// A lag behind a reference: `+2d`, `-1w`, `+ 2 days`. Without one, zero and the same place.
fn lag_at(reader: &Reader<'_, '_>, start: usize) -> (Lag, usize) {
    // "- 2w" with a blank is a dash, not a lead.
    let signed = reader.tokens.get(start).is_some_and(|token| {
        let number = token.text.strip_prefix(['+', '-', '−', '–']);
        token.is("+")
            || number.is_some_and(|number| number.starts_with(|ch: char| ch.is_ascii_digit()))
    });
    let longest = if signed { 4 } else { 0 };
    for length in (1..=longest).rev() {
        let end = start + length;
        if reader.are_words(start, end)
            && let Ok(lag) = Lag::parse(reader.slice(&reader.range(start, end)))
        {
            return (lag, end);
        }
    }
    (Lag::ZERO, start)
}

/// Turns one reference into a piece, or into what is wrong with it.
fn take(
    reader: &Reader<'_, '_>,
    Keyword { kind, ends, .. }: Keyword,
    reference: &Reference,
    lag: Lag,
    (from, end): (usize, usize),
    found: &mut Found,
) {
    let range = reader.range(from, end);
    let link = match (reference, kind) {
        (Reference::GoLive { .. }, _) if ends != Ends::Usual => Err(format!(
            "{} cannot be tied to: type after go-live, or before it nothing at all",
            quoted(reader.slice(&range))
        )),
        (Reference::GoLive { .. }, LinkKind::After) => Ok((LinkTarget::GoLive, "go-live")),
        (Reference::GoLive { .. }, LinkKind::Before) => {
            return before_go_live(reader, lag, range, found);
        }
        (Reference::Steps(named), _) => the_step(reader, named, from),
    };
    let (target, title) = match link {
        Ok(found) => found,
        Err(message) => return found.problems.push(Problem { range, message }),
    };
    let meaning = meaning(kind, ends, title, lag);
    let value = Value::Link(LineLink {
        kind,
        ends,
        target,
        lag,
    });
    found.pieces.push(Piece {
        range,
        value,
        meaning,
    });
}

/// The one step that is named, with its title; or what to ask when there are several.
fn the_step<'k>(
    reader: &Reader<'_, 'k>,
    named: &Named,
    from: usize,
) -> Result<(LinkTarget, &'k str), String> {
    let known = reader.known.steps;
    let steps: Vec<_> = named
        .candidates
        .iter()
        .filter_map(|at| known.get(*at))
        .collect();
    if let [step] = steps.as_slice() {
        return Ok((LinkTarget::Step(step.id.to_owned()), step.title));
    }
    let typed = reader.typed_name(from, named.end);
    let titles = listed(steps.iter().map(|step| step.title));
    Err(format!(
        "{} can be {titles}: type more of the title",
        quoted(&typed)
    ))
}

/// What a link says, in words.
fn meaning(kind: LinkKind, ends: Ends, title: &str, lag: Lag) -> String {
    let (length, way) = (
        lag.length(),
        if lag.amount < 0 { "before" } else { "after" },
    );
    match (ends, kind) {
        (Ends::Starts, _) if lag.is_zero() => format!("starts with {title}"),
        (Ends::Starts, _) => format!("starts {length} {way} {title} starts"),
        (Ends::Finishes, _) if lag.is_zero() => format!("done with {title}"),
        (Ends::Finishes, _) => format!("done {length} {way} {title} is done"),
        (Ends::Usual, LinkKind::After) if lag.is_zero() => format!("after {title}"),
        (Ends::Usual, LinkKind::Before) if lag.is_zero() => format!("before {title}"),
        (Ends::Usual, LinkKind::After) => format!("after {title}, {}", lag_words(kind, lag)),
        (Ends::Usual, LinkKind::Before) => format!("before {title}, {}", lag_words(kind, lag)),
    }
}

fn lag_words(kind: LinkKind, lag: Lag) -> String {
    let words = lag.words();
    match kind {
        LinkKind::After => words,
        // Seen from the step that is typed, the other one is later.
        LinkKind::Before => format!("which starts {words}"),
    }
}

fn before_go_live(
    reader: &Reader<'_, '_>,
    lag: Lag,
    range: std::ops::Range<usize>,
    found: &mut Found,
) {
    if !lag.is_zero() {
        let typed = quoted(reader.slice(&range));
        let message =
            format!("{typed} cannot be linked: type a date, such as by 2w before go-live");
        found.problems.push(Problem { range, message });
        return;
    }
    let meaning = "before go-live, as every step is that does not follow it".to_owned();
    found.pieces.push(Piece {
        range,
        value: Value::BeforeGoLive,
        meaning,
    });
}
