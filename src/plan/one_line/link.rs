//! Reads links: `after Legal redlines, Security review and DPA`, `before sign`, `after go-live +30cd`.

use super::names::{Fit, Named, listed};
use super::split::{Found, Piece, Reader, Value};
use super::token::Kind;
use super::{LineLink, LinkKind, LinkTarget, Problem, when};
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

/// The kind of link that a keyword asks for.
pub(super) fn kind_at(reader: &Reader<'_, '_>, start: usize) -> Option<LinkKind> {
    let token = reader.tokens.get(start)?;
    match () {
        () if token.is("after") => Some(LinkKind::After),
        () if token.is("before") => Some(LinkKind::Before),
        () => None,
    }
}

/// Reads the links at token `start`. Also says whether the first is named in full.
pub(super) fn read(reader: &Reader<'_, '_>, start: usize) -> Option<(Found, bool)> {
    let kind = kind_at(reader, start)?;
    let mut reference = refer(reader, start + 1)?;
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
        take(reader, kind, &reference, lag, (from, end), &mut found);
        found.end = end;
        let joint = reader.past_joints(end);
        // "After DPA and before Signature": a keyword opens the next part, unless a title does.
        let keyword = when::keyword_tokens(reader, joint) > 0;
        let next = (joint > end).then(|| refer(reader, joint)).flatten();
        match next.filter(|next| next.whole() || !keyword) {
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
    kind: LinkKind,
    reference: &Reference,
    lag: Lag,
    (from, end): (usize, usize),
    found: &mut Found,
) {
    let range = reader.range(from, end);
    let link = match (reference, kind) {
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
    let word = match kind {
        LinkKind::After => "after",
        LinkKind::Before => "before",
    };
    let meaning = match lag.is_zero() {
        true => format!("{word} {title}"),
        false => format!("{word} {title}, {}", lag_words(kind, lag)),
    };
    let value = Value::Link(LineLink { kind, target, lag });
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
