use chrono::Days;

use super::*;

/// Pieces of the grammar, near misses and any character, in any order.
pub(super) fn line_like() -> impl Strategy<Value = String> {
    let grammar = [
        "after",
        "before",
        "on",
        "by",
        "from",
        "not",
        "only",
        "no",
        "later",
        "than",
        "and",
        ",",
        "or",
        "for",
        "of",
        "buyer",
        "seller",
        "both",
        "side",
        "2w",
        "10 days",
        "5/10/15d",
        "milestone",
        "2-3 weeks",
        "+2d",
        "-1w",
        "+",
        "@Dana",
        "@Mei",
        "@Bob",
        "@",
        "@\"Mary Ann",
        "@buyer",
        "mar 1",
        "3/1",
        "fri",
        "march",
        "2nd thu",
        "tue",
        "go-live",
    ];
    let other = [
        "legal",
        "Forms",
        "strategy",
        "\"",
        "“",
        "”",
        "Über",
        "İ",
        "ß",
        "e\u{301}",
        "\u{202e}",
        "👩‍👩‍👧",
    ];
    let word = prop_oneof![
        4 => proptest::sample::select(grammar.to_vec()).prop_map(str::to_owned),
        2 => proptest::sample::select(&STEPS[..]).prop_map(|(_, title)| title.to_owned()),
        2 => proptest::sample::select(other.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    let gap = proptest::sample::select(&[" ", " ", " ", " ", "", "\u{2028}", "\t "][..]);
    proptest::collection::vec((word, gap), 0..14)
        .prop_map(|pieces| pieces.into_iter().map(|(word, gap)| word + gap).collect())
}

/// One part as typed, and as it is told. Every kind at most once in a line.
fn part(kind: usize) -> BoxedStrategy<(String, String)> {
    let step = proptest::sample::select(STEPS.to_vec());
    let date = (0u64..2_000).prop_map(|days| day("2026-11-23") + Days::new(days));
    match kind {
        0 => (
            1u32..200,
            proptest::sample::select(vec![
                ("d", "d"),
                (" days", "d"),
                ("w", "w"),
                ("cd", "cd"),
                (" months", "m"),
            ]),
        )
            .prop_map(|(amount, (typed, unit))| {
                (format!("{amount}{typed}"), format!("{amount}{unit}"))
            })
            .boxed(),
        1 => proptest::sample::select(vec![
            ("@Dana", "@p1"),
            ("@Mei Lin", "@p2"),
            ("@\"omar\"", "@p5"),
            ("@Bob", "new Bob"),
        ])
        .prop_map(|(typed, told)| (typed.to_owned(), told.to_owned()))
        .boxed(),
        2 => Just(("both".to_owned(), "both".to_owned())).boxed(),
        3 => (step, -9i32..10)
            .prop_map(|((id, title), lag)| match lag {
                0 => (format!("after {title}"), format!("after {id}")),
                1.. => (
                    format!("before {title} +{lag}w"),
                    format!("before {id} {lag}w"),
                ),
                _ => (
                    format!("after \"{title}\" {lag}d"),
                    format!("after {id} {lag}d"),
                ),
            })
            .boxed(),
        4 => date
            .prop_map(|date| {
                (
                    format!("on {}", date.format("%-d %b %Y")),
                    format!("on {date}"),
                )
            })
            .boxed(),
        5 => date
            .prop_map(|date| (format!("by {date}"), format!("by {date}")))
            .boxed(),
        _ => proptest::sample::select(vec!["2nd thu", "tue, thu", "15th", "last fri"])
            .prop_map(|days| (format!("only {days}"), format!("only {days}")))
            .boxed(),
    }
}

/// A title without any word of the grammar, or a quoted one with many.
fn title() -> impl Strategy<Value = (String, String)> {
    prop_oneof![
        "[A-Z][a-z]{5,8}( [a-z]{9}){0,3}".prop_map(|title: String| (title.clone(), title)),
        proptest::sample::select(vec![
            "Follow-up after DPA",
            "Meet on mar 1",
            "Call @Dana 2w buyer",
            "Übergabe, before Signature"
        ])
        .prop_map(|title| (format!("\"{title}\""), title.to_owned())),
    ]
}

fn parts() -> impl Strategy<Value = Vec<(String, String)>> {
    let kinds = Just((0usize..7).collect::<Vec<_>>()).prop_shuffle();
    (kinds, 0usize..8)
        .prop_flat_map(|(kinds, count)| kinds.into_iter().take(count).map(part).collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(line in ".*") {
        read(&line);
    }

    #[test]
    fn lines_of_any_pieces_hold_together(line in line_like()) {
        read(&line);
    }

    #[test]
    fn a_line_made_of_parts_comes_back((typed_title, title) in title(), parts in parts(), commas in any::<bool>()) {
        let typed: Vec<_> = std::iter::once(&typed_title).chain(parts.iter().map(|(typed, _)| typed)).map(String::as_str).collect();
        let line = typed.join(if commas { ", " } else { " " });
        let read = read(&line);
        prop_assert_eq!(&read.problems, &[], "{}", &line);
        prop_assert_eq!(&read.title, &title);
        let mut expected: Vec<_> = parts.iter().map(|(_, told)| told.as_str()).collect();
        let read_back = told(&read);
        let mut told: Vec<_> = read_back.split(" | ").filter(|part| !part.is_empty()).collect();
        expected.sort_unstable();
        told.sort_unstable();
        prop_assert_eq!(told, expected, "{}", &line);
    }

    #[test]
    fn words_behind_the_title_are_a_part_or_a_problem(line in line_like()) {
        let read = read(&line);
        let Some(title) = read.parts.iter().find(|part| part.kind == PartKind::Title) else { return Ok(()) };
        let mut told: Vec<_> = read.parts.iter().map(|part| part.range.clone()).collect();
        told.extend(read.problems.iter().map(|problem| problem.range.clone()));
        told.sort_by_key(|range| range.start);
        told.push(line.len()..line.len());
        let mut at = title.range.end;
        for range in told {
            let between = line.get(at..range.start.max(at)).expect("ranges are on characters");
            for word in between.split_whitespace() {
                let joint = word.chars().all(|ch| ",;&+-–—".contains(ch)) || word.to_lowercase().trim_matches([',', ';']) == "and";
                prop_assert!(joint, "{:?} in {:?}: {:?}", word, line, read);
            }
            at = at.max(range.end);
        }
    }
}
