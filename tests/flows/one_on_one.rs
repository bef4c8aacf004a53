//! A manager holds a 1:1 with a rep, and the next one a week later.

use std::rc::Rc;

use backcast::coach::scripts;
use backcast::plan::{Author, Change, Entry, Extra, Path, Plan, Side, Via};
use backcast::tui::model::Msg;

use crate::harness::coaching::{REP, later};
use crate::harness::practice::PracticeApp;
use crate::harness::{App, Left, day, example_plan, today};

fn first(size: (u16, u16)) -> App {
    let folder = Rc::new(tempfile::tempdir().unwrap());
    App::one_on_one(&folder, Some(&example_plan()), today(), ("one", size))
}

/// A change by the buyer, dictated on a call that day.
fn dictated(plan: &mut Plan, at: &str) {
    plan.history.push(Entry {
        id: "e".to_owned(),
        at: at.parse().unwrap(),
        by: Author {
            side: Side::Buyer,
            ..Author::default()
        },
        via: Via::Dictated,
        changes: vec![Change {
            path: Path::of(["steps", "security-review", "duration"]),
            from: None,
            to: Some("12d".into()),
            at: None,
            extra: Extra::new(),
        }],
        extra: Extra::new(),
    });
}

/// Holds a 1:1, practises, and holds the next one a week later: it opens with what was promised in the
/// first, and with what the plan's history says of it.
#[test]
fn a_1_on_1_ends_with_one_commitment_and_the_next_one_opens_with_it() {
    let mut app = first((100, 30));
    app.sees("THE FIRST 1:1 WITH ALEX KIM");
    let opening = app.screen();
    assert!(!opening.contains("not kept"), "nothing to judge: {opening}");
    app.keys("<enter>").sees("▸ Goal").sees("GOAL · you ask");
    app.sees("go-live 1 Mar 2027, in 98 days");
    app.keys("March 1, or the audit runs late.<enter>Board knows.<ctrl-n>");
    app.sees("✓ Goal")
        .sees("▸ Reality")
        .sees("✗ Vendor onboarding");
    app.keys("Only our side is in it.<ctrl-n>said aloud once<ctrl-n>");
    app.sees("BUILD IT TOGETHER · they say it aloud, to you · 2 of 2");
    app.sees("said aloud once");
    app.keys("<ctrl-n>By Monday.<ctrl-n>")
        .sees("One commitment of Alex Kim's");
    app.keys("<enter>").sees("what will they do? one thing");
    app.keys("A co-built plan, in writing<tab>in 1 week<tab>")
        .sees("30 Nov");
    app.keys("<right><right><right><right>")
        .sees("Security review");
    app.keys("<enter>")
        .sees("THE COMMITMENT")
        .sees("A co-built plan, in writing");
    app.sees("by Monday 30 November 2026");
    let talk = app.record().one_on_ones.pop().unwrap();
    assert_eq!(
        talk.said["goal"],
        "March 1, or the audit runs late.\nBoard knows."
    );
    assert_eq!(talk.said["options"], "said aloud once");
    let commitment = talk.commitment.clone().unwrap();
    assert_eq!(commitment.by, Some(day("2026-11-30")));
    assert_eq!(commitment.least_sure, "Security review");
    app.keys("q");
    assert_eq!(app.left, Some(Left::Saved));

    let mut round = App::practice_in(&app.folder, REP, (100, 30));
    round.keys("<enter>").at(0).keys("<space>");
    round.at(95).keys("<enter>342<enter>");
    assert_eq!(round.records()[0].practice.len(), 1, "{}", round.screen());

    let mut plan = example_plan();
    dictated(&mut plan, "2026-11-26T15:00:00Z");
    let next_week = day("2026-12-01");
    let open =
        |plan: &Plan, ids| App::one_on_one(&app.folder, Some(plan), next_week, (ids, (100, 30)));
    open(&example_plan(), "none")
        .sees("A co-built plan, in writing")
        .sees("NOT KEPT, as far as the plan shows");
    let mut next = open(&plan, "two");
    next.sees("LAST TIME · 23 Nov 2026")
        .sees("A co-built plan, in writing");
    next.sees("KEPT, as far as the plan shows")
        .sees_no("NOT KEPT");
    next.sees("1 change by Acme, on 26 Nov 2026");
    next.keys("n").sees("NOT KEPT, as you say");
    next.keys("y").sees("KEPT, as you say");
    let record = next.record();
    assert_eq!(
        record.one_on_ones.len(),
        1,
        "nothing was said in the second yet"
    );
    assert_eq!(record.last_commitment().unwrap().1.kept, Some(true));
    let round = record.practice.last().unwrap();
    assert_eq!(
        (round.seconds, round.coach_next.as_str()),
        (95, "backwards")
    );
    next.keys("<enter>still on it<esc>")
        .sees("NO COMMITMENT YET");
    assert_eq!(next.record().one_on_ones.len(), 2);
    open(&plan, "three")
        .sees("LAST TIME · 23 Nov 2026")
        .sees("KEPT, as you say");
}

/// Every script stands there whole, at every size, with the source's name and a place to type.
#[test]
fn the_words_of_each_stage_are_whole_at_every_size() {
    for size in [(60, 18), (80, 24), (100, 30), (140, 45)] {
        let mut app = first(size);
        app.keys("<enter>");
        for id in ["goal", "reality", "intro", "co-build", "will"] {
            let script = scripts::builtin().iter().find(|script| script.id == id);
            let shown = app.screen();
            for word in script.unwrap().text.split_whitespace() {
                assert!(shown.contains(word), "{word} of {id} at {size:?}\n{shown}");
            }
            app.sees("Kory")
                .sees("Analysis")
                .sees("THE PLAN")
                .sees("THEY SAY");
            app.keys(&format!("heard {id}"))
                .sees(&format!("heard {id}"));
            app.keys("<ctrl-n>");
        }
    }
}

/// All that the plan says can be read in the smallest window.
#[test]
fn the_evidence_can_be_read_whole_in_a_small_window() {
    let mut app = first((60, 18));
    app.keys("<enter><ctrl-n>")
        .sees("ctrl-t all of it")
        .sees_no("Purchase order");
    app.keys("<ctrl-t>")
        .sees("Vendor onboarding")
        .sees("Executive approval");
    app.keys("<ctrl-t>").sees("Show me the plan");
}

/// Looks at the clock while nobody types.
#[test]
fn after_ninety_seconds_without_a_word_it_says_who_should_be_talking() {
    let quiet = "they should be talking: ask, then wait";
    let mut app = first((80, 24));
    app.send(Msg::Moment(later(200)));
    app.sees_no(quiet).sees("3 min");
    app.keys("<enter>");
    for (at, key, said) in [
        (289, "", false),
        (290, "", true),
        (291, "a", false),
        (380, "", false),
        (381, "", true),
        (382, "<ctrl-n>", false),
    ] {
        app.send(Msg::Moment(later(at)));
        app.keys(key);
        assert_eq!(
            app.screen().contains(quiet),
            said,
            "at {at}\n{}",
            app.screen()
        );
    }
    app.sees("6 min");
}

/// Types and does nothing more: a pause is enough for it to be kept.
#[test]
fn what_is_typed_is_kept_in_each_pause_and_the_record_stays_one() {
    let mut app = first((80, 24));
    app.keys("<enter>They said so");
    assert!(app.record().one_on_ones.is_empty());
    app.sees("saving");
    app.send(Msg::Moment(later(2)));
    app.sees("✓ saved");
    assert_eq!(app.record().one_on_ones[0].said["goal"], "They said so");
    app.keys(" and more").send(Msg::Moment(later(65)));
    let talks = app.record().one_on_ones;
    assert_eq!((talks.len(), talks[0].minutes), (1, Some(1)));
    assert_eq!(talks[0].said["goal"], "They said so and more");
    app.paste(" pasted\nin").keys("<ctrl-c>");
    assert_eq!(app.left, Some(Left::Saved));
    assert!(app.record().one_on_ones[0].said["goal"].ends_with("pasted\nin"));
}

/// The folder for the records cannot be made.
#[test]
fn what_cannot_be_kept_is_told_tried_again_and_not_left_unasked() {
    let mut app = first((80, 24));
    let coaching = app.folder.path().join("coaching");
    std::fs::write(&coaching, "in the way").unwrap();
    app.keys("<enter>words<ctrl-n>")
        .sees("not kept, it is tried again");
    app.keys("x").sees("saving");
    app.keys("<ctrl-c>");
    assert_eq!(app.left, None);
    app.sees("The last edit is not on disk");
    app.keys("n").sees("NOT SAVED");
    std::fs::remove_file(&coaching).unwrap();
    app.send(Msg::Moment(later(600)));
    app.sees("✓ saved");
    assert_eq!(app.record().one_on_ones[0].said["reality"], "x");
}

/// Somebody looks over the manager's shoulder.
#[test]
fn the_panic_key_leaves_nothing_of_a_1_on_1() {
    let mut app = first((80, 24));
    app.keys("<enter>secret words<f2>")
        .sees_no("secret")
        .sees_no("Alex");
    app.keys("more<f2>y").sees("secret words").sees_no("more");
    app.keys("<ctrl-n><ctrl-n><ctrl-n><ctrl-n><ctrl-n>")
        .sees("One commitment");
    app.keys("<f2>").sees_no("commitment");
    app.keys("<f2>y").sees("One commitment");
}

/// A rep with no plan at all: that is whom a 1:1 is for.
#[test]
fn without_a_plan_there_is_a_talk_and_nothing_beside_it() {
    let folder = Rc::new(tempfile::tempdir().unwrap());
    let mut app = App::one_on_one(&folder, None, today(), ("one", (80, 24)));
    app.sees("No plan of Alex Kim's is in the folder");
    app.keys("<enter>").sees("no plan is talked about");
    app.keys("x<esc>q");
    assert_eq!(app.record().one_on_ones[0].plan, None);
}
