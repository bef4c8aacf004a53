//! Reads owners: `@Dana`, `@Dana Ortiz`, `@"Dana Ortiz"`.

use super::names::listed;
use super::split::{Found, Piece, Reader, Value};
use super::token::{Kind, keys, without_possessive};
use super::{LineSide, OwnerRef};
use crate::plan::duration::words::quoted;

/// Reads the owner at token `start`.
pub(super) fn read(reader: &Reader<'_, '_>, start: usize) -> Option<Found> {
    let token = reader.tokens.get(start)?;
    if !matches!(token.kind, Kind::At | Kind::AtQuoted) {
        return None;
    }
    if token.kind == Kind::At && side_named(&token.key).is_some() {
        let message = format!(
            "{} is a side, not a person: leave out the @",
            quoted(token.text)
        );
        return Some(Found::wrong(start + 1, reader.range(start, start + 1), message).firmly());
    }
    let Some(named) = reader.people().find(reader.tokens, start) else {
        return Some(new_person(reader, start));
    };
    let range = reader.range(start, named.end);
    let people: Vec<_> = named
        .candidates
        .iter()
        .filter_map(|at| reader.known.people.get(*at))
        .collect();
    let [person] = people.as_slice() else {
        let typed = reader.slice(&range).trim_start_matches('@').to_owned();
        let names = listed(people.iter().map(|person| person.name));
        let message = format!("{} can be {names}: type more of the name", quoted(&typed));
        return Some(Found::wrong(named.end, range, message).firmly());
    };
    let meaning = format!("{} ({})", person.name, person.side.text());
    let value = Value::Owner(OwnerRef::Known(person.id.to_owned()), Some(person.side));
    Some(Found::firm(
        named.end,
        Piece {
            range,
            value,
            meaning,
        },
    ))
}

fn new_person(reader: &Reader<'_, '_>, start: usize) -> Found {
    let token = reader.tokens.get(start);
    let text = token.map_or("", |token| token.text);
    let name = match token.map(|token| token.kind) {
        Some(Kind::AtQuoted) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => {
            let end = |ch: char| ch.is_ascii_punctuation() && ch != ')';
            without_possessive(text.trim_end_matches(end)).to_owned()
        }
    };
    let range = reader.range(start, start + 1);
    if keys(&name).is_empty() {
        return Found::wrong(start + 1, range, "who? Type a name behind the @".to_owned()).firmly();
    }
    let meaning = format!("{name}, who is new");
    let value = Value::Owner(OwnerRef::New { name, side: None }, None);
    Found::firm(
        start + 1,
        Piece {
            range,
            value,
            meaning,
        },
    )
}

/// The side that a word names.
pub(super) fn side_named(key: &str) -> Option<LineSide> {
    Some(match key {
        "buyer" | "buyers" | "buyer's" => LineSide::Buyer,
        "seller" | "sellers" | "seller's" => LineSide::Seller,
        "both" => LineSide::Both,
        _ => return None,
    })
}

/// Reads a side at token `start`: `buyer`, `seller's side`, `both sides`.
pub(super) fn read_side(reader: &Reader<'_, '_>, start: usize) -> Option<Found> {
    let token = reader
        .tokens
        .get(start)
        .filter(|token| token.kind == Kind::Word)?;
    let side = side_named(&token.key)?;
    let long = reader
        .tokens
        .get(start + 1)
        .is_some_and(|token| token.is("side") || token.is("sides"));
    let end = start + 1 + usize::from(long);
    let meaning = match side {
        LineSide::Buyer => "the buyer's step",
        LineSide::Seller => "the seller's step",
        LineSide::Both => "a step of both sides",
    };
    let piece = Piece {
        range: reader.range(start, end),
        value: Value::Side(side),
        meaning: meaning.to_owned(),
    };
    Some(Found::soft(end, piece))
}
