//! Puts a step together from the title and the parts, and tells what does not go together.

use std::ops::Range;

use super::split::{Found, Reader, Split, Stretch, Value};
use super::token::{Kind, Token};
use super::{LineLink, LineSide, OneLine, OwnerRef, Part, PartKind, Problem, when};
use crate::plan::duration::words::quoted;

/// Puts the step together.
pub(super) fn gather(reader: &Reader<'_, '_>, split: &Split) -> OneLine {
    let mut out = Gathering {
        line: OneLine::default(),
        owners: Vec::new(),
    };
    for found in &split.lead {
        out.take(found);
    }
    out.title(reader, split);
    let mut behind_new = false;
    for stretch in &split.tail {
        match stretch {
            Stretch::Part(found) => {
                out.take(found);
                let new = |value: &Value| matches!(value, Value::Owner(OwnerRef::New { .. }, _));
                behind_new = found.pieces.last().is_some_and(|piece| new(&piece.value));
            }
            Stretch::Unknown(tokens) => {
                let range = reader.range(tokens.start, tokens.end);
                let message = unknown(reader, tokens, behind_new);
                out.line.problems.push(Problem { range, message });
            }
        }
    }
    out.finish()
}

/// What to say about words that are no part.
fn unknown(reader: &Reader<'_, '_>, tokens: &Range<usize>, behind_new: bool) -> String {
    let text = reader.slice(&reader.range(tokens.start, tokens.end));
    let linked = super::link::keyword_at(reader, tokens.start);
    let keyword = when::keyword_tokens(reader, tokens.start);
    if keyword >= tokens.len() {
        return match linked {
            Some(_) => format!("{} which step? Type its title behind it", quoted(text)),
            None => format!("{} which day? Type it behind it", quoted(text)),
        };
    }
    if let Some(linked) = linked {
        let name = reader.inner(tokens.start + linked.tokens, tokens.end);
        return format!(
            "no step is called {}: type the title of one, or keep the words in the title with quotes",
            quoted(name)
        );
    }
    if let Some(message) = when::no_date(reader, tokens.start, tokens.end) {
        return message;
    }
    if keyword > 0 {
        let days = reader.inner(tokens.start + keyword, tokens.end);
        return format!(
            "{} names no days to land on: type some such as only tue, thu or only 2nd thu",
            quoted(days)
        );
    }
    if behind_new && text.starts_with(char::is_uppercase) {
        return format!(
            "{} is not understood: if it belongs to the name, put the whole name in quotes, as in @\"Dana Ortiz\"",
            quoted(text)
        );
    }
    format!(
        "{} is not understood: the title comes first, and quotes keep words in it",
        quoted(text)
    )
}

struct Gathering {
    line: OneLine,
    /// Each owner's place in the line, side and name, for the messages.
    owners: Vec<(Range<usize>, Option<LineSide>, String)>,
}

impl Gathering {
    fn title(&mut self, reader: &Reader<'_, '_>, split: &Split) {
        let tokens = reader.tokens.get(split.title.clone()).unwrap_or_default();
        // What only sets the title apart from its parts is not shown: "Kickoff, 2d", "Kickoff - 2d".
        let apart = |token: &Token<'_>| {
            token.kind == Kind::Comma || (token.is_dash() && !split.tail.is_empty())
        };
        let shown = tokens
            .iter()
            .rposition(|token| !apart(token))
            .map_or(0, |last| last + 1);
        let tokens = tokens.get(..shown).unwrap_or_default();
        let mut title = String::new();
        let mut end = None;
        for token in tokens {
            let apart = end.is_some_and(|end| end < token.range.start);
            if apart && !title.is_empty() && !title.ends_with(' ') {
                title.push(' ');
            }
            let text = match token.kind {
                Kind::Quoted => token.text,
                _ => reader.slice(&token.range),
            };
            let words: Vec<&str> = text.split_whitespace().collect();
            title.push_str(&words.join(" "));
            end = Some(token.range.end);
        }
        let title = title.trim_end().to_owned();
        let range = reader.range(split.title.start, split.title.start + shown);
        if title.is_empty() {
            let message =
                "this step has no title: type what has to happen, such as Security review 2w"
                    .to_owned();
            self.line.problems.push(Problem { range, message });
            return;
        }
        self.line.parts.push(Part {
            range,
            kind: PartKind::Title,
            meaning: title.clone(),
        });
        self.line.title = title;
    }

    fn take(&mut self, found: &Found) {
        self.line.problems.extend(found.problems.iter().cloned());
        for piece in &found.pieces {
            let twice = self.set(&piece.value, &piece.range, &piece.meaning);
            let range = piece.range.clone();
            self.line.parts.push(Part {
                range: range.clone(),
                kind: kind(&piece.value),
                meaning: piece.meaning.clone(),
            });
            if let Some(message) = twice {
                self.line.problems.push(Problem { range, message });
            }
        }
    }

    /// Notes what a part says; what to tell when the line already says otherwise.
    fn set(&mut self, value: &Value, range: &Range<usize>, meaning: &str) -> Option<String> {
        let line = &mut self.line;
        match value {
            Value::Duration(new) => keep(&mut line.duration, new, "two lengths", meaning),
            Value::Side(new) => keep(&mut line.side, new, "two sides", meaning),
            Value::Pin(new) => keep(&mut line.pin, new, "two days to happen on", meaning),
            Value::NotBefore(new) => keep(&mut line.not_before, new, "two first days", meaning),
            Value::NoLaterThan(new) => keep(&mut line.no_later_than, new, "two last days", meaning),
            Value::Gate(new) => keep(&mut line.gate, new, "two sets of days to land on", meaning),
            Value::BeforeGoLive => None,
            Value::Link(new) => {
                let mut twice = None;
                let other_way = |old: &LineLink| old.target == new.target && old.kind != new.kind;
                let same_ends = |old: &&LineLink| old.target == new.target && old.ends == new.ends;
                match line.links.iter().find(same_ends) {
                    None if !line.links.iter().any(other_way) => line.links.push(new.clone()),
                    old if old.is_none_or(|old| old.kind != new.kind) => {
                        twice = Some(format!(
                            "{meaning} goes round in a circle: the line also puts it on the other side"
                        ));
                    }
                    Some(old) if old.lag != new.lag => {
                        twice = Some(format!("{meaning}: the line gives two lags"));
                    }
                    _ => {}
                }
                twice
            }
            Value::Owner(new, side) => {
                if !line.owners.iter().any(|old| same_person(old, new)) {
                    line.owners.push(new.clone());
                    self.owners.push((range.clone(), *side, name(new, meaning)));
                }
                None
            }
        }
    }

    fn finish(mut self) -> OneLine {
        let single = self.line.side.filter(|side| *side != LineSide::Both);
        for (owner, (_, known, _)) in self.line.owners.iter_mut().zip(&mut self.owners) {
            if let OwnerRef::New { side, .. } = owner {
                (*side, *known) = (single, single);
            }
        }
        self.one_owner_a_side();
        let line = &mut self.line;
        if let (Some(first), Some(last)) = (line.not_before, line.no_later_than)
            && first > last
        {
            let range = line
                .parts
                .iter()
                .find(|part| part.kind == PartKind::NotBefore)
                .map(|part| part.range.clone());
            let message = "this starts after the last day that the line allows".to_owned();
            line.problems.push(Problem {
                range: range.unwrap_or_default(),
                message,
            });
        }
        line.problems.sort_by_key(|problem| problem.range.start);
        self.line
    }

    fn one_owner_a_side(&mut self) {
        for side in [LineSide::Buyer, LineSide::Seller] {
            let mut of_side = self
                .owners
                .iter()
                .filter(|(_, known, _)| *known == Some(side));
            let (Some((_, _, first)), Some((range, _, second))) = (of_side.next(), of_side.next())
            else {
                continue;
            };
            let message = format!(
                "{first} and {second} are both the {}'s: a step has one owner a side",
                side.text()
            );
            self.line.problems.push(Problem {
                range: range.clone(),
                message,
            });
        }
    }
}

fn keep<T: Clone + PartialEq>(
    slot: &mut Option<T>,
    new: &T,
    what: &str,
    meaning: &str,
) -> Option<String> {
    match slot {
        Some(old) if old != new => Some(format!(
            "the line gives {what}: leave out {meaning} or the one before"
        )),
        Some(_) => None,
        None => {
            *slot = Some(new.clone());
            None
        }
    }
}

fn same_person(one: &OwnerRef, other: &OwnerRef) -> bool {
    match (one, other) {
        (OwnerRef::New { name: one, .. }, OwnerRef::New { name: other, .. }) => {
            one.to_lowercase() == other.to_lowercase()
        }
        _ => one == other,
    }
}

fn name(owner: &OwnerRef, meaning: &str) -> String {
    match owner {
        OwnerRef::New { name, .. } => name.clone(),
        OwnerRef::Known(_) => meaning
            .rsplit_once(" (")
            .map_or(meaning, |(name, _)| name)
            .to_owned(),
    }
}

fn kind(value: &Value) -> PartKind {
    match value {
        Value::Duration(_) => PartKind::Duration,
        Value::Owner(..) => PartKind::Owner,
        Value::Side(_) => PartKind::Side,
        Value::Link(_) | Value::BeforeGoLive => PartKind::Link,
        Value::Pin(_) => PartKind::Pin,
        Value::NotBefore(_) => PartKind::NotBefore,
        Value::NoLaterThan(_) => PartKind::NoLaterThan,
        Value::Gate(_) => PartKind::Gate,
    }
}
