//! The corpus of hostile texts, tables of single cases, and properties over made-up text.

use std::borrow::Cow;

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use super::hostile::{PAYLOADS, is_dangerous};
use super::*;

#[test]
fn each_kind_of_character_has_its_visible_stand_in() {
    let cases = [
        ("a\u{1b}[2Jb", "a␛[2Jb"),
        ("a\0b\u{7}c\u{7f}d", "a␀b␇c␡d"),
        ("a\nb", "a⏎b"),
        ("a\r\nb", "a⏎b"),
        ("a\rb\tc", "a␍b␉c"),
        ("a\u{2028}b", "a⏎b"),
        ("a\u{9b}2Jb", "a�2Jb"),
        ("a\u{202e}b\u{2066}\u{2069}c", "a�b�c"),
        ("a\u{200b}\u{200d}\u{feff}b", "a�b"),
        ("pay\u{ad}ment", "pay�ment"),
        ("a\u{e0041}\u{e0042}b", "a�b"),
        ("a\u{3164}\u{2800}b", "a�b"),
        ("a\u{e000}b\u{378}c\u{10ffff}", "a�b�c�"),
        ("\u{301}a", "\u{25cc}\u{301}a"),
        ("\u{1b}\u{301}", "␛\u{25cc}\u{301}"),
        (
            "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}b",
            "a\u{301}\u{301}\u{301}\u{301}�b",
        ),
        ("1\u{fe0f} x\u{fe0f}", "1� x�"),
        ("👩\u{200d}a", "👩�a"),
        ("\u{1161}", "�"),
    ];
    for (text, expected) in cases {
        assert_eq!(harmless(text), expected, "{text:?}");
    }
}

#[test]
fn ordinary_text_is_borrowed_as_it_is() {
    let cases = [
        "",
        "Security review (10d), Dana & Legal — before “Signature”…",
        "Müller, Łódź, Việt Nam, Αθήνα, Київ, naïve café e\u{301}",
        "会議の準備 한국어 ｆｕｌｌ",
        "नमस्ते क्ष สวัสดี שָׁלוֹם مُحَمَّد",
        "👨‍👩‍👧‍👦 👩🏽‍🤝‍👨🏻 ❤️‍🔥 🏃🏽‍♀️ 🇺🇸🇩🇪 1️⃣ #️⃣ 👍🏽 ☎\u{fe0e} ©",
        "a\u{a0}b\u{202f}c\u{3000}d",
        "already taken out: �, ␛",
    ];
    for text in cases {
        assert!(
            matches!(harmless(text), Cow::Borrowed(t) if t == text),
            "{text:?}"
        );
        assert!(is_harmless(text));
    }
}

#[test]
fn lines_stay_lines_and_only_lines() {
    let cases = [
        ("a\nb", "a\nb"),
        ("a\r\nb\r\n", "a\nb\n"),
        ("a\r", "a␍"),
        ("a\r\r\nb", "a␍\nb"),
        ("a\u{2028}b\u{85}c", "a⏎b�c"),
        ("a\n\u{301}", "a\n\u{25cc}\u{301}"),
        ("\n\n", "\n\n"),
    ];
    for (text, expected) in cases {
        assert_eq!(harmless_lines(text), expected, "{text:?}");
    }
    assert!(matches!(harmless_lines("a\nb\n"), Cow::Borrowed(_)));
}

#[test]
fn the_corpus_comes_out_harmless_and_readable() {
    for (name, make) in PAYLOADS {
        let text = make();
        let out = harmless(&text);
        assert_is_harmless(&out, name);
        assert!(
            out.contains("Acme") && out.contains("Legal"),
            "{name}: {out:?}"
        );
        let lines = harmless_lines(&text);
        lines
            .split('\n')
            .for_each(|line| assert_is_harmless(line, name));
    }
}

#[test]
fn every_character_there_is_comes_out_harmless() {
    // The planes left out hold nothing but unassigned and private characters.
    let planes: Vec<u32> = (0..0x40000)
        .chain(0xE0000..0xF0100)
        .chain(0x10FF00..0x110000)
        .collect();
    for row in planes.chunks(0x400) {
        let text: String = row
            .iter()
            .filter_map(|&c| char::from_u32(c))
            .map(|c| format!("a{c}b "))
            .collect();
        let out = harmless(&text);
        assert!(!out.contains(is_dangerous), "{out:?}");
        assert_eq!(
            out.matches("b ").count(),
            text.matches("b ").count(),
            "{out:?}"
        );
        assert!(
            is_harmless(&out) && clusters(&out).all(|(_, columns)| columns > 0),
            "{out:?}"
        );
    }
}

fn assert_is_harmless(out: &str, name: &str) {
    assert!(!out.contains(is_dangerous), "{name}: {out:?}");
    assert!(is_harmless(out), "{name}: once is not enough: {out:?}");
    for (cluster, columns) in clusters(out) {
        assert!(
            (1..=32).contains(&columns),
            "{name}: {cluster:?} takes {columns}"
        );
        assert!(cluster.chars().count() <= 17, "{name}: {cluster:?}");
    }
}

#[test]
fn widths_are_what_a_terminal_shows() {
    let cases = [
        ("", 0),
        ("Legal", 5),
        ("naïve", 5),
        ("e\u{301}", 1),
        ("会議", 4),
        ("👨‍👩‍👧‍👦", 2),
        ("🇺🇸🇩🇪", 4),
        ("1️⃣", 2),
        ("👍🏽", 2),
        ("…—“”", 4),
        ("\u{ff76}\u{3099}", 1),
    ];
    for (text, expected) in cases {
        assert_eq!(width(text), expected, "{text:?}");
    }
}

#[test]
fn what_terminals_disagree_on_is_known() {
    let cases = [
        ("a", 1, true),
        ("e\u{301}", 1, true),
        ("議", 2, true),
        ("…", 1, true),
        ("👨‍👩‍👧‍👦", 8, false),
        ("🇺🇸", 4, false),
        ("☎\u{fe0f}", 2, false),
        ("👍🏽", 4, false),
        ("\u{fffd}", 1, false),
    ];
    for (cluster, columns, certain) in cases {
        assert_eq!(reach(cluster), columns, "{cluster:?}");
        assert_eq!(is_certain(cluster), certain, "{cluster:?}");
    }
}

#[test]
fn clipping_ends_with_an_ellipsis_and_tears_nothing() {
    let cases = [
        ("Legal review", 12, "Legal review"),
        ("Legal review", 11, "Legal revi…"),
        ("Legal", 1, "…"),
        ("Legal", 0, ""),
        ("会議の準備", 10, "会議の準備"),
        ("会議の準備", 9, "会議の準…"),
        ("会議の準備", 8, "会議の…"),
        ("a👨‍👩‍👧‍👦b", 3, "a…"),
        ("a👨‍👩‍👧‍👦b", 4, "a👨‍👩‍👧‍👦b"),
        ("", 0, ""),
    ];
    for (text, cols, expected) in cases {
        assert_eq!(clip(text, cols), expected, "{text:?} in {cols}");
    }
    assert_eq!(fit("会議の準備", 8), "会議の… ");
    assert_eq!(fit("ab", 4), "ab  ");
    assert_eq!(fit_right("ab", 4), "  ab");
    assert!(matches!(fit("abcd", 4), Cow::Borrowed(_)));
}

#[test]
fn wrapping_breaks_at_spaces_then_between_clusters() {
    let cases: [(&str, usize, &[&str]); 9] = [
        ("the steps on my side", 9, &["the steps", "on my", "side"]),
        ("the  steps", 20, &["the  steps"]),
        ("one\n\ntwo", 9, &["one", "", "two"]),
        ("a abcdefgh b", 3, &["a", "abc", "def", "gh", "b"]),
        ("会議の準備", 5, &["会議", "の準", "備"]),
        ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 2, &["👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"]),
        ("a\u{a0}b c", 3, &["a\u{a0}b", "c"]),
        ("会", 1, &["会"]),
        ("", 5, &[""]),
    ];
    for (text, cols, expected) in cases {
        assert_eq!(wrap(text, cols), expected, "{text:?} in {cols}");
    }
}

/// Text that is mostly made of what the cleaner has to decide about.
fn odd_text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(
        "ab1#* \n\r\t\0\u{1b}\u{9b}\u{ad}\u{301}\u{93f}\u{93e}\u{94d}\u{915}\u{937}\u{d4e}\u{600}\u{1100}\
         \u{1161}\u{11a8}\u{200b}\u{200c}\u{200d}\u{202e}\u{2028}\u{20e3}\u{fe0f}\u{fe0e}\u{fffd}\u{ff9e}\
         \u{25cc}👩👨❤☎🏽🇺🇸議\u{e0067}\u{e007f}\u{e000}\u{378}\u{a0}\u{3000}é©\u{17d2}\u{1780}\u{e33}"
            .chars()
            .collect::<Vec<_>>(),
    );
    let any = prop_oneof![6 => odd, 1 => any::<char>()];
    prop::collection::vec((any, 1..20usize), 0..24).prop_map(|runs| {
        runs.iter()
            .flat_map(|(c, n)| std::iter::repeat_n(*c, n % 19 / 6 * 9 + 1))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_stays_harmful(text in odd_text()) {
        assert_is_harmless(&harmless(&text), "made up");
        let lines = harmless_lines(&text).into_owned();
        prop_assert_eq!(&harmless_lines(&lines), &lines);
        lines.split('\n').for_each(|line| assert_is_harmless(line, "made up"));
    }

    #[test]
    fn clip_and_fit_keep_to_the_columns(text in odd_text(), cols in 0..40usize) {
        let text = harmless(&text);
        let clipped = clip(&text, cols);
        prop_assert!(width(&clipped) <= cols);
        prop_assert_eq!(width(&fit(&text, cols)), cols);
        prop_assert_eq!(width(&fit_right(&text, cols)), cols);
        if width(&text) <= cols {
            prop_assert_eq!(&clipped, &text);
        } else if let Some(kept) = clipped.strip_suffix('…') {
            prop_assert!(text.starts_with(kept));
        } else {
            prop_assert_eq!(cols, 0);
        }
    }

    #[test]
    fn wrapping_loses_only_white_space(text in odd_text(), cols in 2..40usize) {
        let text = harmless_lines(&text);
        let lines = wrap(&text, cols);
        let dense = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(dense(&lines.concat()), dense(&text));
        for line in &lines {
            prop_assert!(width(line) <= cols || clusters(line).count() == 1, "{:?}", line);
        }
    }

    #[test]
    fn wrapped_words_are_the_words(words in prop::collection::vec("[a-z議é]{1,9}", 0..30), cols in 20..60usize) {
        let text = words.join(" ");
        let narrow = words.iter().all(|w| !w.contains('議'));
        let joined = wrap(&text, cols).join(" ");
        if narrow {
            prop_assert_eq!(joined, text);
        }
    }
}

/// Letters, marks, joiners, halves of flags, signs that swallow what follows, controls.
const PARTS: &[&str] = &[
    "a",
    "Z",
    " ",
    "~",
    "é",
    "·",
    "…",
    "\u{301}",
    "\u{200d}",
    "\u{fe0f}",
    "👩",
    "💻",
    "🏽",
    "\u{1f1e9}",
    "\u{1f1ea}",
    "\u{600}",
    "한",
    "\u{1100}",
    "\u{1161}",
    "漢",
    "\u{903}",
    "\r",
    "\n",
    "\u{7f}",
    "\t",
    "ﾞ",
    "กำ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn clusters_are_those_of_unicode(
        parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..24)
    ) {
        let text = parts.concat();
        let ours: Vec<&str> = clusters(&text).map(|(cluster, _)| cluster).collect();
        let theirs: Vec<&str> = text.graphemes(true).collect();
        prop_assert_eq!(ours, theirs);
    }
}
