//! A manager finds out why a rep builds no plans, question by question.

use std::rc::Rc;

use crate::harness::{App, Left};

/// Answers two questions from what was seen, takes the plans' word for the third, and keeps it.
#[test]
fn a_path_of_answers_leads_to_a_cause_that_is_kept() {
    for size in [(60, 18), (80, 24), (100, 30), (140, 45)] {
        let mut app = App::later_diagnosis(size);
        app.sees("before: 2 Nov 2026 will → 9 Nov 2026 skill");
        app.sees("▸ Do they know how")
            .sees("a yes looks like this: you heard");
        app.sees("the plans and the record say no: 1 plan");
        app.sees("◇ Is the deal big enough for a plan?");
        app.keys("y").sees("Yes: what shows it?");
        app.keys("heard it on Monday<enter>");
        app.sees("yes: heard it on Monday")
            .sees("▸ Do they believe");
        app.keys("<enter>").sees("the plans say nothing to it");
        app.keys("n<esc>").sees("▸ Do they believe");
        app.keys("y<enter>")
            .sees("▸ Do they know the buyer's own steps?");
        app.keys("<enter>").sees("KNOWLEDGE");
        let mut seen = app.screen();
        for _ in 0..30 {
            app.keys("<down>");
            seen.push_str(&app.screen());
        }
        for words in [
            "it was skill, now it is knowledge",
            "Ask the champion",
            "Okay, go-live is March 1.",
            "Reviews and Analysis",
        ] {
            let last = words.split(' ').next_back().unwrap();
            assert!(seen.contains(last), "{words} at {size:?}\n{seen}");
        }
        assert_eq!(app.record().diagnoses.len(), 2, "nothing is kept unasked");
        app.keys("<enter>");
        assert!(app.said().contains("kept in the record of Alex Kim"));
        let kept = app.record().diagnoses.pop().unwrap();
        assert_eq!(kept.cause, "knowledge");
        let answers: Vec<_> = kept.answers.iter().map(|answer| answer.yes).collect();
        assert_eq!(answers, [true, true, false]);
        assert_eq!(kept.answers[0].evidence, "heard it on Monday");
        app.keys("<enter>");
        assert_eq!(app.left, Some(Left::Saved));
        assert_eq!(app.record().diagnoses.len(), 3);
    }
}

/// Thinks better of an answer.
#[test]
fn an_answer_is_taken_back_and_given_anew() {
    let folder = Rc::new(tempfile::tempdir().unwrap());
    let mut app = App::diagnosis(&folder, (100, 30));
    app.sees("the first diagnosis");
    app.keys("<enter>")
        .sees("SKILL")
        .sees("no: 1 plan")
        .sees("→ Skill");
    app.keys("<backspace>")
        .sees_no("SKILL")
        .sees("▸ Do they know how");
    for _ in 0..5 {
        app.keys("y<enter>");
    }
    app.sees("REAL RESISTANCE").sees("▸ Real resistance");
    app.keys("q");
    assert_eq!(app.left, Some(Left::Saved));
    assert!(app.record().diagnoses.is_empty(), "left without keeping it");
}

/// The record cannot be written.
#[test]
fn what_cannot_be_kept_is_told_and_can_be_kept_again() {
    let folder = Rc::new(tempfile::tempdir().unwrap());
    let coaching = folder.path().join("coaching");
    let mut app = App::diagnosis(&folder, (80, 24));
    std::fs::write(&coaching, "in the way").unwrap();
    let text = backcast::tui::theme::Theme::new(
        backcast::tui::theme::Depth::Plain,
        &backcast::tui::theme::ASCII,
    );
    app.model.theme = text;
    app.keys("<enter><enter>").sees("not kept: ");
    assert!(app.screen().is_ascii(), "{}", app.screen());
    std::fs::remove_file(&coaching).unwrap();
    app.keys("<enter>").sees("kept in the record of Alex Kim");
}
