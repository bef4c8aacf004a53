use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::plan::templates::{self, NewPlan};
use crate::tui::paint::Canvas;
use crate::tui::testing::text;
use crate::tui::theme::{ASCII, Depth, Theme, UNICODE};

fn example() -> Plan {
    let new = NewPlan {
        id: "p",
        today: "2026-11-23".parse().unwrap(),
        ..NewPlan::default()
    };
    templates::plan(templates::EXAMPLE, &new).unwrap()
}

fn audit_of(plan: &Plan, known: Meddpicc) -> Audit {
    Audit {
        findings: meddpicc::audit(plan, &known),
        known: Some(Ok(known)),
        file: "acme.private.json".to_owned(),
        ..Audit::default()
    }
}

fn known(pairs: &[(Name, Status, &str)]) -> Meddpicc {
    let mut known = Meddpicc::default();
    for (name, status, evidence) in pairs {
        let element = name.of_mut(&mut known);
        element.status = status.clone();
        (*evidence).clone_into(&mut element.evidence);
    }
    known
}

fn shown_by(audit: &Audit, plan: &Plan, (cols, rows): (u16, u16), theme: &Theme) -> String {
    // The last line of the window is not the overlay's.
    let area = Rect::new(0, 0, cols, rows - 1);
    let mut buffer = Buffer::empty(Rect::new(0, 0, cols, rows));
    view(audit, plan, area, &mut Canvas::new(&mut buffer, theme));
    text(&buffer)
}

fn shown(audit: &Audit, plan: &Plan, size: (u16, u16)) -> String {
    shown_by(audit, plan, size, &Theme::plain())
}

/// The words without the way they are broken into lines.
fn flat(shown: &str) -> String {
    let words = shown.replace(['│', '|'], " ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

const SIZES: [(u16, u16); 5] = [(60, 18), (80, 24), (100, 30), (120, 40), (140, 45)];

#[test]
fn each_element_has_its_letter_its_name_and_its_status_in_a_word_and_a_glyph() {
    let plan = example();
    let audit = audit_of(
        &plan,
        known(&[
            (Name::Metrics, Status::Confirmed, "three days less"),
            (Name::Champion, Status::Claimed, "Sarah says so"),
        ]),
    );
    let plain = Theme::new(Depth::Plain, &ASCII);
    for (theme, glyphs) in [(Theme::plain(), UNICODE.checks), (plain, ASCII.checks)] {
        let shown = shown_by(&audit, &plan, (100, 30), &theme);
        let [yes, _, partly] = glyphs;
        for (letter, name, status) in [
            ("M", "Metrics", format!("{yes} confirmed")),
            ("E", "Economic buyer", "blank".to_owned()),
            ("D", "Decision criteria", "blank".to_owned()),
            ("D", "Decision process", "blank".to_owned()),
            ("P", "Paper process", "blank".to_owned()),
            ("I", "Identified pain", "blank".to_owned()),
            ("C", "Champion", format!("{partly} claimed")),
            ("C", "Competition", "blank".to_owned()),
        ] {
            let lead = format!("{letter}  {name}");
            let row = shown.lines().find(|row| row.contains(&lead));
            let row = row.unwrap_or_else(|| panic!("no {lead} in\n{shown}"));
            assert!(row.contains(&status), "{status} in {row}");
        }
    }
}

#[test]
fn a_row_says_in_words_what_is_wrong_both_ways_round() {
    let example = example();
    let bare = Plan::new("p".to_owned(), "Acme");
    let paper = |status, evidence| known(&[(Name::PaperProcess, status, evidence)]);
    for (plan, known, row, finding) in [
        (
            &example,
            Meddpicc::default(),
            "5 steps invented",
            "so Security review, Legal redlines and 3 others are invented",
        ),
        (
            &bare,
            paper(Status::Confirmed, "two weeks"),
            "not in the plan",
            "it is known, and no step of the plan belongs to it",
        ),
        (
            &bare,
            Meddpicc::default(),
            "unknown",
            "nothing is known of it, and no step belongs to it",
        ),
        (
            &example,
            paper(Status::Claimed, "two weeks"),
            "to be confirmed",
            "it is claimed, and the buyer did not confirm it",
        ),
        (
            &example,
            paper(Status::Confirmed, " "),
            "nothing shows it",
            "it is confirmed, and nothing is written down to show it",
        ),
        (
            &example,
            paper(Status::Confirmed, "two weeks"),
            "confirmed  two weeks",
            "it is confirmed, and nothing is left to ask",
        ),
    ] {
        let mut audit = audit_of(plan, known);
        audit.select(4);
        let shown = shown(&audit, plan, (100, 30));
        let of = shown.lines().find(|line| line.contains("P  Paper process"));
        let of = of.unwrap_or_default();
        assert!(of.contains(row), "{row} in\n{shown}");
        assert!(flat(&shown).contains(finding), "{finding} in\n{shown}");
    }
}

#[test]
fn the_question_of_every_element_is_whole_in_every_window() {
    let plan = example();
    let all = Name::ALL.map(|name| (name, Status::Claimed, "Sarah on the call"));
    for known in [Meddpicc::default(), known(&all)] {
        let mut audit = audit_of(&plan, known);
        for (at, name) in Name::ALL.into_iter().enumerate() {
            audit.selected = at;
            for size in SIZES {
                let shown = shown(&audit, &plan, size);
                let question = &audit.finding(name).unwrap().question;
                let (flat, asked) = (flat(&shown), flat(question));
                assert!(flat.contains(&asked), "{asked} at {size:?}\n{shown}");
                let about = format!("{}: {}", name.title(), name.about());
                assert!(shown.contains(&about), "{about} at {size:?}\n{shown}");
            }
        }
    }
}

#[test]
fn in_the_smallest_window_long_names_leave_the_question_whole() {
    let mut plan = example();
    plan.buyer.organization = "Acme Holding for Ledgers, Audits and Closes".to_owned();
    plan.anchor.outcome = "Month-end close in three days, from the March close on, in ".repeat(4);
    let audit = audit_of(&plan, Meddpicc::default());
    let shown = shown(&audit, &plan, (60, 18));
    let question = &audit.finding(Name::Metrics).unwrap().question;
    assert!(flat(&shown).contains(question), "{question} in\n{shown}");
    assert!(shown.contains('…'), "the reason is cut:\n{shown}");
}

#[test]
fn the_list_stands_still_while_the_selection_moves() {
    let plan = example();
    let evidence = "A long story about who said what to whom, ".repeat(9);
    let mut audit = audit_of(
        &plan,
        known(&[(Name::Champion, Status::Claimed, &evidence)]),
    );
    for size in SIZES.into_iter().filter(|(_, rows)| *rows >= 30) {
        let mut places = Vec::new();
        for at in 0..Name::ALL.len() {
            audit.selected = at;
            let shown = shown(&audit, &plan, size);
            places.push(shown.lines().position(|row| row.contains("M  Metrics")));
        }
        places.dedup();
        assert_eq!(places.len(), 1, "{size:?}");
    }
}

#[test]
fn before_anything_is_written_it_says_how_to_begin_and_where_that_is_kept() {
    let plan = example();
    for size in SIZES {
        let shown = shown(&audit_of(&plan, Meddpicc::default()), &plan, size);
        let flat = flat(&shown);
        assert!(flat.contains("Nothing"), "{shown}");
        assert!(flat.contains("Space says how well it is known."), "{shown}");
        if size.1 > 18 {
            assert!(flat.contains("kept in acme.private.json."), "{shown}");
        }
    }
}

#[test]
fn what_cannot_be_read_says_why_and_changes_nothing() {
    let plan = example();
    let mut audit = Audit::default();
    audit.hear(Err(
        "acme.private.json:3: the file ends too early".to_owned()
    ));
    assert_eq!((audit.element(), audit.turned(1)), (None, None));
    let shown = shown(&audit, &plan, (60, 18));
    assert!(
        shown.contains("acme.private.json:3: the file ends"),
        "{shown}"
    );
    // What was read before stays when a write fails later.
    audit.hear(Ok(Meddpicc::default()));
    audit.hear(Err("no space".to_owned()));
    assert!(audit.element().is_some());
}

#[test]
fn a_status_turns_round_both_ways_and_an_unknown_one_counts_as_blank() {
    for (status, on, back) in [
        (Status::Blank, Status::Claimed, Status::Confirmed),
        (Status::Claimed, Status::Confirmed, Status::Blank),
        (Status::Confirmed, Status::Blank, Status::Claimed),
        (
            Status::Other("hoped".to_owned()),
            Status::Claimed,
            Status::Confirmed,
        ),
    ] {
        let plan = example();
        let audit = audit_of(&plan, known(&[(Name::Metrics, status, "x")]));
        for (by, next) in [(1, on), (-1, back)] {
            let learned = audit.turned(by).unwrap();
            assert_eq!(learned.status, Some(next));
            assert_eq!((learned.name, learned.evidence), (Name::Metrics, None));
        }
    }
}

#[test]
fn evidence_of_a_blank_element_is_kept_and_said_not_to_count() {
    let plan = example();
    let audit = audit_of(
        &plan,
        known(&[(Name::Metrics, Status::Blank, "three days")]),
    );
    let shown = shown(&audit, &plan, (80, 24));
    assert!(shown.contains("not counted: three days"), "{shown}");
}
