//! The odds: below the timeline, on their own page, and beside the loop, where no key waits for them.

use backcast::plan::Plan;
use backcast::tui::beside::{self, What};
use backcast::tui::model::{Effect, Msg};
use backcast::tui::update;

use crate::harness::{App, day, empty_plan, example_plan};

/// The example with a date that it makes in some runs only; Legal redlines is flagged.
fn tight() -> Plan {
    let mut plan = example_plan();
    plan.anchor.go_live = Some(day("2027-01-22"));
    for step in &mut plan.steps {
        step.riskiest = step.title == "Legal redlines";
    }
    let security = plan.steps.iter_mut();
    let security = security.filter(|step| step.title == "Security review");
    for step in security {
        step.duration.high = Some(25);
    }
    plan
}

#[test]
fn a_frame_never_waits_for_the_odds_and_shows_the_last_until_the_new_ones_come() {
    let mut app = App::example(100, 30);
    app.sees_no("odds").sees("Security review");
    app.compute()
        .sees("100 % by Mon 1 Mar · 80 % by ")
        .sees("O odds");
    let before = app.row("80 % by");
    // The key is taken in whole and its frame is painted; nobody has computed anything.
    app.select("Security review")
        .keys("d<ctrl-u>40/50/60d<enter>");
    assert_eq!(app.row("80 % by"), before);
    assert_eq!(app.questions.len(), 1, "{:?}", app.questions);
    app.compute();
    assert_ne!(app.row("80 % by"), before);
    assert!(app.questions.is_empty(), "nothing asks again by itself");
    app.keys("<down><up>?<esc>").resize(120, 40);
    assert!(app.questions.is_empty(), "looking around asks nothing");
}

#[test]
fn an_edit_asks_by_an_effect_that_hands_over_the_plan_as_it_is_now() {
    let mut app = App::example(100, 30);
    app.select("Security review").keys("d<ctrl-u>40/50/60d");
    let enter = crate::harness::parse("<enter>").remove(0);
    let effects = update::update(&mut app.model, Msg::Key(enter));
    let asked = effects.iter().filter_map(|effect| match effect {
        Effect::Compute(request) => Some(request),
        _ => None,
    });
    let asked: Vec<_> = asked.collect();
    assert_eq!(asked.len(), 1, "{effects:?}");
    assert_eq!(asked[0].plan.as_ref(), app.plan());
    assert!(app.plan_screen().odds.known().is_none());
}

#[test]
fn an_answer_about_a_plan_that_has_changed_since_is_dropped() {
    let mut app = App::with(&tight(), 100, 30);
    let old = app.questions.clone().remove(0);
    app.select("Security review")
        .keys("d<ctrl-u>40/50/60d<enter>");
    let answer = beside::answer(old, &|| true).unwrap();
    app.send(Msg::Computed(Box::new(answer)));
    app.sees_no("80 % by");
    app.compute().sees("0 % by Fri 22 Jan");
    // Back to the same words, but not to the same plan: what was undone is asked anew.
    app.keys("u");
    assert_eq!(app.questions.len(), 1);
}

#[test]
fn odds_that_take_long_are_marked_as_older_until_the_new_ones_come() {
    let mut app = App::with(&tight(), 100, 30);
    app.send(Msg::TakesLong);
    app.sees_no("before the last edit");
    app.compute()
        .select("Security review")
        .keys("d<ctrl-u>40/50/60d<enter>");
    app.sees("80 % by").sees_no("before the last edit");
    app.send(Msg::TakesLong);
    app.sees("before the last edit");
    app.keys("O").sees("The plan has changed since");
    app.compute().sees_no("The plan has changed since");
    app.keys("<esc>").sees_no("before the last edit");
}

#[test]
fn without_estimates_nothing_is_computed_and_the_page_says_how_to_give_them() {
    let mut plan = example_plan();
    for step in &mut plan.steps {
        (step.duration.low, step.duration.high) = (None, None);
    }
    let mut app = App::with(&plan, 80, 24);
    assert!(app.questions.is_empty());
    app.keys("O")
        .sees("No step has an estimate yet")
        .sees("5/10/15d");
    app.keys("!");
    assert_eq!(
        app.said(),
        "the runs find no step that puts go-live at risk"
    );
    app.keys("<esc>")
        .select("Security review")
        .keys("d<ctrl-u>5/10/15d<enter>");
    app.compute()
        .keys("O")
        .sees("In every run it lands by Mon 1 Mar 2027");
    // When the only one is done, there is nothing left to draw.
    app.keys("<esc>x<enter>").compute().keys("O");
    app.sees("No open step before go-live has an estimate any more");
    assert!(App::with(&empty_plan(), 80, 24).questions.is_empty());
}

#[test]
fn the_page_compares_the_flagged_step_with_the_riskiest_and_flags_that_as_one_change() {
    let mut app = App::with(&tight(), 100, 40);
    app.keys("O").sees("The runs are on their way");
    app.compute().sees(" runs it lands by Fri 22 Jan 2027 (");
    app.sees(
        "Flagged as riskiest is Legal redlines; by the runs it is Security review, which drives",
    );
    app.keys("!");
    app.sees("u undoes");
    let flagged = |app: &App| {
        let steps = app.plan().steps.iter().filter(|step| step.riskiest);
        steps.map(|step| step.title.clone()).collect::<Vec<_>>()
    };
    assert_eq!(flagged(&app), ["Security review"]);
    assert_eq!(app.file().history.len(), app.plan().history.len());
    app.compute()
        .sees("Flagged as riskiest is Security review, and the runs say the same");
    app.keys("!");
    assert_eq!(app.said(), "Security review is flagged as riskiest already");
    app.keys("u");
    assert_eq!(flagged(&app), ["Legal redlines"]);
}

#[test]
fn other_runs_are_drawn_with_another_seed_and_the_seed_is_said() {
    let mut app = App::with(&tight(), 100, 45);
    app.keys("O")
        .compute()
        .sees("10,000 runs (seed 1, s draws another)");
    app.keys("s");
    assert_eq!(app.questions[0].what, What::Odds { seed: 2 });
    app.compute().sees("seed 2");
    assert_eq!(app.plan().history.len(), app.file().history.len());
}

#[test]
fn everybody_sees_odds_only_when_somebody_asks_for_them() {
    let mut app = App::live(&tight(), 80, 24);
    app.select("Security review")
        .keys("d<ctrl-u>40/50/60d<enter>");
    assert!(app.questions.is_empty(), "{:?}", app.questions);
    app.sees_no("80 %");
    app.keys("O").compute().sees("it lands by");
    app.keys("<esc>G ").sees_no("80 %");
    // The rep's own line is gone with the rep's own view.
    let mut app = App::with(&tight(), 80, 24);
    app.compute().sees("80 % by");
    app.keys("<f2>").sees_no("80 % by");
}

#[test]
fn the_page_is_whole_in_every_window_by_scrolling() {
    for (width, height) in [(60, 18), (80, 24), (100, 30), (120, 40)] {
        let mut app = App::with(&tight(), width, height);
        app.keys("O").compute().sees("it lands by");
        app.keys("G").sees("Not in them").sees("brings another");
        app.sees_no("more below");
        app.keys("<home>").sees("it lands by");
    }
}
