//! Reading the embedded table: one code by binary search over its lines, and what a mistyped code may
//! have meant. The table is sorted by upper-case code; a test holds it to that.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::{COUNTRIES, FIRST_YEAR, Holiday, LAST_YEAR, TABLE, codes, places};

/// One line of the table: one holiday of one code.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) days: &'static str,
}

/// A line's fields; `None` for a line of the head.
pub(super) fn parse(line: &'static str) -> Option<Line> {
    let mut fields = line.split('\t');
    let (code, name, days) = (fields.next()?, fields.next()?, fields.next()?);
    Some(Line { code, name, days })
}

/// All lines, in order.
pub(super) fn lines() -> impl Iterator<Item = Line> {
    TABLE.lines().filter_map(parse)
}

/// The lines of one code, in any case.
pub(super) fn lines_of(code: &str) -> impl Iterator<Item = Line> {
    TABLE
        .get(lower_bound(code)..)
        .unwrap_or_default()
        .lines()
        .map_while(parse)
        .take_while(move |line| compare(line.code, code).is_eq())
}

/// The code as the table writes it.
pub(super) fn canonical(code: &str) -> Option<&'static str> {
    lines_of(code).next().map(|line| line.code)
}

/// Where the first line starts whose code is not before `code`.
fn lower_bound(code: &str) -> usize {
    let bytes = TABLE.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let before = bytes.get(low..middle).unwrap_or_default();
        let start = low
            + before
                .iter()
                .rposition(|&b| b == b'\n')
                .map_or(0, |i| i + 1);
        let rest = TABLE.get(start..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let found = line.split('\t').next().unwrap_or_default();
        if compare(found, code).is_lt() {
            low = start + line.len() + 1;
        } else {
            high = start;
        }
    }
    low
}

fn compare(a: &str, b: &str) -> Ordering {
    let b = b.chars().flat_map(char::to_uppercase);
    a.chars().flat_map(char::to_uppercase).cmp(b)
}

/// The days of a line.
pub(super) fn days(line: Line) -> impl Iterator<Item = Holiday> {
    line.days.split(' ').flat_map(move |token| {
        let (digits, estimated) = match token.strip_suffix('~') {
            Some(digits) => (digits, true),
            None => (token, false),
        };
        let (years, month_day) = match digits.len() {
            4 => (FIRST_YEAR..=LAST_YEAR, digits),
            _ => one_year(digits),
        };
        years.filter_map(move |year| {
            let month = month_day.get(..2)?.parse().ok()?;
            let day = month_day.get(2..)?.parse().ok()?;
            let date = NaiveDate::from_ymd_opt(year, month, day)?;
            Some(Holiday {
                date,
                name: line.name,
                estimated,
            })
        })
    })
}

fn one_year(digits: &str) -> (std::ops::RangeInclusive<i32>, &str) {
    let year = digits
        .get(..2)
        .and_then(|y| y.parse::<i32>().ok())
        .unwrap_or_default();
    (
        2000 + year..=2000 + year,
        digits.get(2..).unwrap_or_default(),
    )
}

/// What people call some places that the codes of ISO 3166 call otherwise.
pub(super) const OTHER_NAMES: &[(&str, &str)] = &[
    ("america", "US"),
    ("britain", "GB"),
    ("great britain", "GB"),
    ("holland", "NL"),
    ("korea", "KR"),
    ("ksa", "SA"),
    ("turkey", "TR"),
    ("uae", "AE"),
    ("uk", "GB"),
    ("usa", "US"),
    ("vietnam", "VN"),
];

/// At most four codes that a person may have meant: by a name, as the part of some country, or one
/// slip of the finger away (a letter too many, too few, or two swapped).
pub(super) fn near(wanted: &str) -> Vec<&'static str> {
    let name = wanted.to_lowercase();
    let mut found: Vec<&'static str> = OTHER_NAMES
        .iter()
        .filter(|(other, _)| *other == name)
        .map(|(_, code)| *code)
        .collect();
    let begins =
        |country: &str| name.chars().count() >= 3 && country.to_lowercase().starts_with(&name);
    found.extend(
        COUNTRIES
            .iter()
            .filter(|(_, country)| begins(country))
            .map(|(code, _)| *code),
    );
    found.extend(places::parts_named(&name));
    let part_of = |code: &str| {
        code.split_once('-')
            .is_some_and(|(_, part)| part.to_lowercase() == name)
    };
    if found.is_empty() {
        found.extend(codes().filter(|code| part_of(code)));
    }
    if found.is_empty() && wanted.len() <= 40 {
        found.extend(codes().filter(|code| one_slip(&code.to_lowercase(), &name)));
    }
    found.truncate(4);
    found
}

fn one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (
        a.get(head..).unwrap_or_default(),
        b.get(head..).unwrap_or_default(),
    );
    let extra =
        |long: &[char], short: &[char]| long.split_first().is_some_and(|(_, rest)| rest == short);
    let swapped = matches!((a, b), ([x, y, p @ ..], [v, w, q @ ..]) if x == w && y == v && p == q);
    swapped || extra(a, b) || extra(b, a)
}
