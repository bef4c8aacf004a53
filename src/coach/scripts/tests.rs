//! The built-in scripts against the words they must hold, and packs with each thing that can be wrong.

use super::*;
use crate::text;

const SOURCE: &str = "\"How do you coach reps to build a mutual action plan with buyers?\", Kory White, \
                      Pulse Reviews and Analysis";

/// The words as published; long lines on purpose, so that each can be read against its source.
#[rustfmt::skip]
const WORDS: [(Cue, Voice, Voice, &str); 6] = [
    (Cue::Goal, Voice::Manager, Voice::Rep,
     "Walk me through the Acme deal. What date does Acme actually need to be live, and what happens to them if they miss it? If we don't have that date, we don't have a deal — we have a conversation."),
    (Cue::Reality, Voice::Manager, Voice::Rep,
     "Show me the plan you and your champion have agreed to in writing. Not our implementation steps — the steps on *their* side too: legal, security review, procurement, board approval. Who owns each one, and by when?"),
    (Cue::Intro, Voice::Rep, Voice::Buyer,
     "Sarah, to make sure your March 1 go-live actually happens, I'd like to build a simple plan together that we both own — the steps on my side and the steps on yours, with dates. That way neither of us gets surprised by something like a security review showing up late. Can we take ten minutes now to sketch it backwards from March 1?"),
    (Cue::CoBuild, Voice::Rep, Voice::Buyer,
     "Okay, go-live is March 1. Implementation needs three weeks, so signature has to land by February 7. What does your procurement process look like once we have a signed order form — days, or weeks? And before that, who in security or legal has to bless this, and when do we loop them in?"),
    (Cue::Will, Voice::Manager, Voice::Rep,
     "By when will you have a co-built MAP, in writing, confirmed by the champion — and what's the one step you're least sure about? I want the riskiest step on the plan, not hidden."),
    (Cue::CoAuthored, Voice::Manager, Voice::Rep,
     "a MAP is co-authored, not sent. A PDF the rep mailed over is a close plan. A document the buyer edited and the economic buyer agreed to is a mutual action plan."),
];

fn said(pieces: &[Piece<'_>]) -> String {
    pieces.iter().map(|piece| piece.text).collect()
}

#[test]
fn the_built_in_scripts_hold_the_words_as_published() {
    for (file, json) in BUILTIN {
        assert_eq!(
            parse_pack(file, json).map(|scripts| scripts.len()),
            Ok(1),
            "{file}"
        );
    }
    assert_eq!(builtin().len(), WORDS.len());
    for (script, (cue, speaker, audience, words)) in builtin().iter().zip(WORDS) {
        assert_eq!(script.text, words);
        assert_eq!(
            (
                &script.cue,
                script.speaker,
                script.audience,
                script.source.as_str()
            ),
            (&cue, speaker, audience, SOURCE)
        );
        let nothing = SlotValues::default();
        let pieces = fill(script, &nothing);
        assert_eq!(said(&pieces), words);
        assert!(pieces.iter().all(|piece| !piece.filled));
    }
}

fn example() -> SlotValues {
    let on = |month, day| NaiveDate::from_ymd_opt(2027, month, day).unwrap();
    SlotValues {
        buyer_contact: Some("Sarah".into()),
        organization: Some("Acme".into()),
        go_live: Some(spoken_date(on(3, 1))),
        implementation: Some("three weeks".into()),
        signature_by: Some(spoken_day(on(2, 5))),
        ..SlotValues::default()
    }
}

#[test]
fn on_the_example_only_what_the_calendar_knows_better_reads_otherwise() {
    let values = example();
    for (script, (cue, _, _, words)) in builtin().iter().zip(WORDS) {
        let expected = words.replace("February 7", "Friday, February 5");
        assert_eq!(said(&fill(script, &values)), expected, "{cue:?}");
    }
}

#[test]
fn what_was_filled_is_marked_and_what_is_unknown_stays_as_written() {
    let values = SlotValues {
        buyer_contact: Some("Ana Müller".into()),
        go_live: Some("June 30".into()),
        signature_by: Some("  ".into()),
        ..SlotValues::default()
    };
    let filled: Vec<Vec<&str>> = builtin()
        .iter()
        .map(|script| {
            let pieces = fill(script, &values);
            pieces
                .iter()
                .filter(|piece| piece.filled)
                .map(|piece| piece.text)
                .collect()
        })
        .collect();
    let none = Vec::<&str>::new;
    assert_eq!(
        filled,
        [
            none(),
            none(),
            vec!["Ana Müller", "June 30", "June 30"],
            vec!["June 30"],
            none(),
            none()
        ]
    );
    let co_build = said(&fill(&builtin()[3], &values));
    assert!(co_build.starts_with("Okay, go-live is June 30. Implementation needs three weeks, so signature has to land by February 7."));
}

fn pack(text: &str, slots: &str) -> String {
    format!(
        r#"[{{"id": "mine", "cue": "legal_call", "speaker": "rep", "audience": "buyer", "source": "us",
            "text": "{text}", "slots": {slots}, "colour": "ignored"}}]"#
    )
}

#[test]
fn a_teams_pack_may_name_its_own_cues_slots_and_occurrences() {
    let json = pack(
        "On March 15, not March 1: March 1 it is, Ann.",
        r#"[{"slot": "go_live", "text": "March 1", "occurrence": 2}, {"slot": "lawyer", "text": "Ann"}]"#,
    );
    let scripts = parse_pack("team.json", &json).unwrap();
    assert_eq!(scripts[0].cue, Cue::Other("legal_call".into()));
    assert_eq!(scripts[0].slots[1].name, SlotName::Other("lawyer".into()));
    assert_eq!(
        said(&fill(&scripts[0], &example())),
        "On March 15, not March 1: March 1 it is, Ann."
    );
    let values = SlotValues {
        go_live: Some("May 2".into()),
        ..SlotValues::default()
    };
    let pieces = fill(&scripts[0], &values);
    assert_eq!(said(&pieces), "On March 15, not March 1: May 2 it is, Ann.");
    assert_eq!(
        pieces.iter().map(|piece| piece.filled).collect::<Vec<_>>(),
        [false, true, false]
    );
}

#[test]
fn a_packs_text_is_made_harmless() {
    let scripts = parse_pack("t", &pack(r"Hi \u001b[2JAnn\r\nand \u202eBob", "[]")).unwrap();
    assert_eq!(scripts[0].text, "Hi ␛[2JAnn\nand �Bob");
}

#[test]
fn each_mistake_in_a_pack_is_named_with_its_file_and_place() {
    let slot =
        |text: &str, rest: &str| format!(r#"[{{"slot": "go_live", "text": "{text}"{rest}}}]"#);
    let twice = format!("[{0}, {0}]", pack("a", "[]").trim_matches(['[', ']']));
    let cases = [
        (
            pack("on March 15", &slot("March 1", "")),
            "team.json, line 2: script \"mine\" has a slot for \"March 1\", which its text does not hold",
        ),
        (pack("on May 1", &slot("", "")), "has a slot for \"\""),
        (
            pack("May 1", &slot("May 1", r#", "occurrence": 2"#)),
            "occurrence 2 of \"May 1\", which its text holds 1 times",
        ),
        (
            pack("May 1", &slot("May 1", r#", "occurrence": 0"#)),
            "count from 1",
        ),
        (
            pack(
                "May 1",
                r#"[{"slot": "go_live", "text": "May 1"}, {"slot": "rep", "text": "May"}]"#,
            ),
            "two slots at \"May",
        ),
        (pack(" ", "[]"), "team.json, line 1: script 1 has no text"),
        (twice, "team.json, line 2: two scripts are called \"mine\""),
        (
            "{\n\"id\": 3}".into(),
            "team.json, line 2, column 7: invalid type: integer `3`, expected a string. A script has id",
        ),
        ("{\"id\": \"\u{1b}".into(), "team.json, line 1"),
        (
            r#"{"speaker": "\u001b[2J"}"#.into(),
            "unknown variant `␛[2J`",
        ),
        (String::new(), "team.json, line 1, column 0: EOF"),
        ("[".repeat(100_000), "team.json, line 1"),
    ];
    for (json, part) in cases {
        let message = parse_pack("team.json", &json).unwrap_err().to_string();
        assert!(message.contains(part), "{message}");
        assert!(
            text::is_harmless(&message) && message.len() < 500,
            "{message}"
        );
    }
}
