//! Somebody tries what if: every edit works, nothing reaches the file, the old bars stay as outlines,
//! and what was tried is kept as one change or leaves no trace. Beside it the slip since the first
//! agreement, shown the same way.

use std::rc::Rc;

use backcast::plan::{Plan, Side};
use backcast::store;
use backcast::tui::model::Msg;
use proptest::prelude::*;

use crate::harness::{App, Left, day, empty_plan, example_plan};

fn bytes(app: &App) -> Vec<u8> {
    std::fs::read(app.path()).unwrap()
}

/// A plan with an edit that can be undone, and a trial on it with two edits.
fn trial(width: u16, height: u16) -> App {
    let mut app = App::example(width, height);
    app.select("Purchase order").keys("d<ctrl-u>3d<enter>");
    app.keys("W");
    app.select("Proof of concept").keys("d<ctrl-u>14d<enter>");
    app.select("Implementation").keys("d<ctrl-u>5w<enter>");
    app
}

fn duration(app: &App, title: &str) -> String {
    app.step(title).duration.text()
}

/// Presses W, edits: the banner says that nothing is kept, before and after stand in it, the rows carry
/// how far they moved and the outlines of where they stood; the file does not change.
#[test]
fn in_the_mode_everything_works_and_nothing_is_written() {
    let mut app = App::example(100, 30);
    let before = bytes(&app);
    app.sees("✓ saved");
    app.keys("W");
    app.sees("WHAT IF · nothing is kept yet · W Enter keep · W D discard · ╞═╡ as it is kept");
    app.sees("no date moves yet: change anything")
        .sees("not kept");
    app.sees_no("saved");
    app.select("Implementation").keys("d<ctrl-u>5w<enter>");
    app.sees("25 → 15 d to spare · could land Thu 21 Jan → Thu 4 Feb · 11 steps move");
    assert!(app.row("Signature").contains("−14 d"), "{}", app.screen());
    assert!(app.row("Security review").contains('╡'), "{}", app.screen());
    for keys in [
        "s",
        "!",
        "o<ctrl-u>Tom<enter><esc>",
        "aPilot 2d<enter>",
        "nRemember<enter>",
        "u",
        "D",
    ] {
        app.select("Legal redlines").keys(keys);
    }
    app.keys("<esc>g<ctrl-u>mar 15<enter>");
    app.sees("go-live Mon 1 Mar → Mon 15 Mar").sees("☆");
    assert_eq!(bytes(&app), before);
    assert!(!app.document().has_unsaved());
}

/// A step removed in the mode stays in the picture as an outline in its old place that says so and cannot be
/// selected, by key or mouse, in both orders and on a shared window; one that was added says that it is new.
#[test]
fn what_was_removed_stays_as_an_outline_and_what_was_added_is_new() {
    for (width, height) in [(60, 18), (80, 24), (120, 40)] {
        let own = App::example(width, height);
        let live = App::live(&example_plan(), width, height);
        for mut app in [own, live] {
            app.keys("W").select("Security review").keys("D");
            app.select("Signature").keys("aReference call 2d<enter>");
            assert!(app.row("Referen").contains(" new "), "{}", app.screen());
            let row = app.keys("<home>").row("Security");
            assert!(row.contains("removed") && row.contains('╡'), "{row}");
            assert!(row.contains("╞") && !row.contains("no date"), "{row}");
            app.sees("1 new · 1 removed");
            let (x, y) = app.place_of("Security");
            app.select("Legal redlines");
            app.click(x, y);
            assert_eq!(app.selected(), "Legal redlines");
            app.keys("<up>");
            assert_eq!(app.selected(), "Proof of concept");
            app.keys("<down>");
            assert_eq!(app.selected(), "Legal redlines");
            app.keys("W").sees("removed, was ").sees("new, ");
            app.keys("<esc>u");
            app.sees("1 removed").sees_no(" new ");
            app.keys("u<home>").sees("no date moves yet");
            assert!(!app.row("Security").contains("removed"));
        }
    }
    let mut app = App::example(120, 40);
    app.keys("Wr").select("Security review").keys("D");
    let (ghost, below) = (
        app.place_of("removed").1,
        app.place_of("Proof of concept").1,
    );
    assert!(ghost < below, "{}", app.screen());
    app.keys("W<enter>").sees("kept: ").sees_no("╡");
}

/// The first and the last row of a plan can be removed, and all of them.
#[test]
fn a_plan_of_outlines_alone_still_has_go_live_to_select() {
    let mut app = App::example(100, 30);
    let count = app.plan().steps.len();
    app.keys("W");
    for title in ["Success criteria", "First value review"] {
        app.select(title).keys("D");
        app.keys("<home><up><end><down>");
    }
    assert_eq!(app.selected(), "Go-live");
    for _ in 2..count {
        app.keys("<home>D");
    }
    assert!(app.plan().steps.is_empty());
    app.keys("<home><end><up><pgup>");
    assert_eq!(app.selected(), "Go-live");
    app.sees(&format!("{count} removed"));
}

/// W again shows what moved, largest first; Enter keeps it all as one change, one undo takes it back.
#[test]
fn kept_it_is_one_change_with_one_undo() {
    let mut app = trial(80, 24);
    let (kept, file) = (app.file(), bytes(&app));
    app.keys("W")
        .sees("What if · nothing is kept yet")
        .sees("Enter keep as one change  D discard  Esc go on");
    let (first, second) = (
        app.place_of("Success criteria").1,
        app.place_of("Proof of concept  ").1,
    );
    assert!(first < second, "{}", app.screen());
    app.sees("Thu 31 Dec → Tue 8 Dec")
        .sees("Implementation, its start");
    app.keys("<esc>").sees("WHAT IF");
    assert_eq!(bytes(&app), file);
    let tried = app.plan().steps.clone();
    app.keys("W<enter>").sees_no("WHAT IF").sees("kept: ");
    assert_eq!(app.plan().steps, tried);
    assert_eq!(app.file(), *app.plan());
    assert_eq!(app.plan().history.len(), kept.history.len() + 1);
    let entry = app.plan().history.last().unwrap();
    assert_eq!(entry.by.side, Side::Seller);
    assert_eq!(entry.changes.len(), 2);
    app.keys("u");
    assert_eq!(*app.plan(), kept);
    assert_eq!(app.file(), kept);
    // The edit from before the trial is the next to be undone.
    app.keys("u");
    assert_eq!(duration(&app, "Purchase order"), "1/2/3d");
    app.keys("UU");
    assert_eq!(app.plan().steps, tried);
}

/// W and D: the plan, what can be undone, the marks and the file are as they were.
#[test]
fn discarded_nothing_is_left_of_it() {
    let mut app = trial(100, 30);
    let file = bytes(&app);
    app.keys("WD")
        .sees_no("WHAT IF")
        .sees("discarded: the plan is as it was");
    assert_eq!(app.file(), *app.plan());
    assert_eq!(bytes(&app), file);
    app.sees_no("╡").sees_no("−14 d");
    app.keys("u");
    assert_eq!(duration(&app, "Purchase order"), "1/2/3d");
}

/// Undo and redo inside the mode go through what is tried and never below it.
#[test]
fn undo_in_the_mode_stays_in_it() {
    let mut app = trial(100, 30);
    app.keys("u");
    assert_eq!(duration(&app, "Implementation"), "3w");
    app.keys("u");
    assert_eq!(duration(&app, "Proof of concept"), "5/8/10d");
    app.keys("u");
    assert_eq!(app.said(), "nothing to undo");
    assert_eq!(duration(&app, "Purchase order"), "3d");
    app.keys("UU");
    assert_eq!(duration(&app, "Implementation"), "5w");
    // Undone in the list, too; with nothing left W leaves the mode.
    app.keys("Wuu").sees("nothing was changed");
    app.keys("<esc>W");
    app.sees_no("WHAT IF").sees("✓ saved");
}

/// Leaving asks whatever the way, and says that nothing is kept; yes loses the trial alone.
#[test]
fn leaving_asks_and_never_keeps() {
    for (keys, stays, goes) in [
        ("q", "n", "y"),
        ("<ctrl-c>", "n", "y"),
        ("<ctrl-q>", "<esc>", "<ctrl-c>y"),
        (":back to the plans<enter>", "n", "y"),
        ("W<ctrl-c>", "n<esc>", "y"),
    ] {
        let mut app = trial(80, 24);
        let (file, path) = (bytes(&app), app.path());
        app.keys(keys).sees("What you try is not kept.");
        app.keys(stays).sees("WHAT IF");
        assert_eq!(app.left, None, "{keys}");
        app.keys(keys).keys(goes);
        assert!(
            app.left == Some(Left::Saved) || app.model.plan().is_none(),
            "{keys}"
        );
        assert_eq!(std::fs::read(path).unwrap(), file, "{keys}");
    }
    // A trial without a change is no reason to ask.
    let mut app = App::example(80, 24);
    app.keys("W<ctrl-c>");
    assert_eq!(app.left, Some(Left::Saved));
}

/// On a shared window everybody sees that nothing is kept; how much room there is stays out of it; the
/// card shows the date that is kept, and ending the window says what is lost.
#[test]
fn on_a_shared_window_it_is_said_and_the_card_shows_what_is_kept() {
    let mut app = App::live(&example_plan(), 100, 30);
    let file = bytes(&app);
    app.keys("Wg<ctrl-u>feb 22<enter>");
    app.sees("WHAT IF · nothing is kept yet").sees("not kept");
    app.sees("go-live Mon 1 Mar → Mon 22 Feb · 12 steps move")
        .sees_no("spare");
    app.keys("W")
        .sees("Mon 1 Mar → Mon 22 Feb")
        .sees_no("spare");
    app.keys("<esc>");
    app.keys("<f2>").sees("1 March 2027").sees_no("22 Feb");
    app.keys("<f2>");
    app.keys("q").sees("What you try is not kept");
    app.keys("n");
    app.keys("<ctrl-c>").sees("What you try is not kept");
    app.keys("y");
    assert_eq!(app.left, Some(Left::Saved));
    assert_eq!(std::fs::read(app.path()).unwrap(), file);
    // The panic key on the rep's own window shows the same banner.
    let mut app = trial(100, 30);
    app.keys("<f2>")
        .sees("WHAT IF · nothing is kept yet")
        .sees_no("to spare");
    app.keys("<f2>y").sees("WHAT IF").sees("d to spare");
}

/// What is only tried is neither agreed to nor sent.
#[test]
fn nothing_tried_is_read_back_or_sent() {
    let mut app = trial(100, 30);
    for keys in ["R", "y"] {
        app.keys(keys);
        assert!(
            app.said().contains("the plan as it is kept"),
            "{}",
            app.said()
        );
        assert!(app.model.overlays.is_empty());
    }
    assert!(app.terminal.is_empty(), "{:?}", app.terminal);
}

/// The pen that the trial gave to somebody new goes back with them; kept, the change is theirs.
#[test]
fn the_pen_of_somebody_who_was_tried_only_goes_back() {
    let mut app = App::example(100, 30);
    app.keys("WbNobody Known<enter>");
    assert!(app.document().pen.is_buyers());
    app.select("Budget confirmed").keys("d<ctrl-u>9d<enter>");
    app.keys("WD");
    assert!(!app.document().pen.is_buyers());
    app.keys("WbNobody Known<enter>");
    app.select("Budget confirmed")
        .keys("d<ctrl-u>9d<enter>W<enter>");
    let entry = app.plan().history.last().unwrap();
    assert_eq!(entry.by.side, Side::Buyer);
    assert!(
        app.plan()
            .person(entry.by.person.as_deref().unwrap())
            .is_some()
    );
    assert_eq!(app.file(), *app.plan());
}

/// A colleague's edits arrive in the mode: they are kept at once, the trial goes on on top of them, and
/// discarding leaves the colleague's.
#[test]
fn a_colleagues_edit_is_kept_below_the_trial() {
    let plan = example_plan();
    let folder = Rc::new(tempfile::tempdir().unwrap());
    let path = folder.path().join("acme.json");
    store::create(&path, &plan).unwrap();
    let mut alex = App::open_in(&folder, &path, "alex", (100, 30));
    let mut jordan = App::open_in(&folder, &path, "jordan", (100, 30));
    alex.keys("W")
        .select("Implementation")
        .keys("d<ctrl-u>5w<enter>");
    alex.select("Legal redlines").keys("d<ctrl-u>8d<enter>");
    jordan.select("Signature").keys("aReference call 2d<enter>");
    jordan.select("Legal redlines").keys("d<ctrl-u>12d<enter>");
    alex.look_at_the_file();
    alex.until(|app| app.said().contains("somebody else"));
    assert_eq!(
        alex.said(),
        "somebody else changed what you try to change; yours stands in the trial, theirs is kept: \
         Legal redlines: duration 8d → 12d"
    );
    alex.sees("Reference call").sees("WHAT IF");
    assert_eq!(duration(&alex, "Implementation"), "5w");
    assert_eq!(duration(&alex, "Legal redlines"), "8d");
    assert_eq!(*alex.document().kept().0, *jordan.plan());
    assert_eq!(alex.file(), *jordan.plan());
    // An edit that touches nothing of the trial.
    jordan.select("Vendor onboarding").keys("nAsk Tom<enter>");
    alex.look_at_the_file();
    alex.until(|app| app.said().contains("that is kept"));

    alex.keys("W<enter>");
    assert_eq!(alex.file(), *alex.plan());
    assert_eq!(duration(&alex, "Implementation"), "5w");
    assert_eq!(alex.plan().history.len(), jordan.plan().history.len() + 1);
    alex.keys("u");
    assert_eq!(*alex.plan(), *jordan.plan());
    assert_eq!(alex.file(), *jordan.plan());

    alex.keys("W")
        .select("Implementation")
        .keys("d<ctrl-u>9w<enter>WD");
    assert_eq!(*alex.plan(), *jordan.plan());
}

/// The day passes in the mode: before and after are both of the new day.
#[test]
fn a_new_day_is_a_new_day_for_both() {
    let mut app = trial(100, 30);
    app.send(Msg::Day(day("2026-12-01")));
    assert_eq!(app.document().kept().1.today, day("2026-12-01"));
    app.keys("WD");
    assert_eq!(app.document().schedule().today, day("2026-12-01"));
}

/// An edit, by where it is made and what it is.
fn edit(plan: &mut Plan, (kind, at, amount): (u8, usize, u32)) {
    let count = plan.steps.len().max(1);
    match kind % 6 {
        0 => {
            if let Some(step) = plan.steps.get_mut(at % count) {
                step.duration.amount = amount % 40;
            }
        }
        1 => {
            if let Some(step) = plan.steps.get_mut(at % count) {
                step.side = Side::Buyer;
                step.note = format!("note {amount}");
            }
        }
        2 => {
            if !plan.steps.is_empty() {
                plan.steps.remove(at % count);
            }
        }
        3 => {
            if let Some(mut step) = plan.steps.get(at % count).cloned() {
                step.id = format!("{}-{amount}-{}", step.id, plan.steps.len());
                plan.steps.insert(at % count, step);
            }
        }
        4 => {
            plan.anchor.go_live =
                day("2027-03-01").checked_add_days(chrono::Days::new(amount.into()));
        }
        _ => plan.anchor.outcome = format!("outcome {amount}"),
    }
}

/// An edit, an undo or a redo.
fn act(app: &mut App, act: (u8, usize, u32)) {
    let backcast::tui::model::Screen::Plan(screen) = &mut app.model.screen else {
        panic!("no plan");
    };
    let document = &mut screen.document;
    match act.0 % 9 {
        7 => drop(document.undo()),
        8 => drop(document.redo()),
        _ => drop(document.commit(&app.model.sources, |plan| edit(plan, act))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is done in the mode: discarded, the plan is exactly the one before; kept, it is one
    /// entry, and undoing that gives exactly the one before.
    #[test]
    fn whatever_is_tried_can_be_discarded_or_taken_back(
        acts in prop::collection::vec((any::<u8>(), any::<usize>(), 0_u32..90), 0..12),
    ) {
        let mut app = App::example(80, 24);
        act(&mut app, (5, 0, 1));
        let before = app.plan().clone();
        let (file, unsaved) = (bytes(&app), app.document().has_unsaved());
        for keeps in [false, true] {
            app.model.plan_mut().unwrap().begin_trial((80, 24));
            for one in &acts {
                act(&mut app, *one);
                prop_assert!(app.document().to_save().is_none());
            }
            let tried = app.plan().clone();
            let Some(screen) = app.model.plan_mut() else { unreachable!() };
            if !keeps {
                screen.discard_trial((80, 24));
                prop_assert_eq!(app.plan(), &before);
                prop_assert_eq!(app.document().has_unsaved(), unsaved);
                continue;
            }
            let backcast::tui::model::Screen::Plan(screen) = &mut app.model.screen else { unreachable!() };
            let done = screen.document.keep(&app.model.sources);
            prop_assert_eq!(&app.plan().steps, &tried.steps);
            prop_assert_eq!(&app.plan().anchor, &tried.anchor);
            let more = usize::from(done.is_some());
            prop_assert_eq!(app.plan().history.len(), before.history.len() + more);
            if done.is_some() {
                let Some(screen) = app.model.plan_mut() else { unreachable!() };
                screen.document.undo();
            }
            prop_assert_eq!(app.plan(), &before);
        }
        prop_assert_eq!(bytes(&app), file);
    }
}

/// The example, agreed to in the read-back.
fn agreed(shared: bool) -> App {
    let mut app = match shared {
        true => App::live(&example_plan(), 120, 45),
        false => App::example(120, 45),
    };
    app.keys("R<enter><esc>");
    assert!(app.plan().baseline.is_some());
    app
}

/// S without an agreement says how a plan comes by one.
#[test]
fn without_a_baseline_it_says_how_one_comes_to_be() {
    let mut app = App::example(100, 30);
    app.keys("S");
    assert!(
        app.said()
            .contains("the first agreement, in the read-back (R)"),
        "{}",
        app.said()
    );
    app.sees_no("as agreed");
    let mut app = App::with(&empty_plan(), 100, 30);
    app.keys("S").sees("read-back (R)");
}

/// S shows the dates agreed to as outlines, what each side moved in a line, and each step's slip on its
/// row and in its details; once more hides them. In a shared window it is the same.
#[test]
fn the_slip_is_shown_against_the_first_agreement() {
    for shared in [false, true] {
        let mut app = agreed(shared);
        app.keys("S").sees(
            "nobody moved go-live · go-live +0 d · ╞═╡ as agreed on Mon 23 Nov · in working days",
        );
        app.keys("S").sees_no("as agreed");
        app.keys("g<ctrl-u>mar 8<enter>");
        app.keys("b<enter>")
            .select("Proof of concept")
            .keys("d<ctrl-u>12d<enter>");
        app.keys("Sb");
        app.sees("seller +5 d · go-live +5 d · ╞═╡ as agreed on Mon 23 Nov · in working days");
        app.sees("☆").sees("╞");
        assert!(app.row("★ Go-live").contains("+5 d"), "{}", app.screen());
        app.select("Signature").keys("<space>");
        app.sees("5 working days later than agreed on 23 Nov 2026: moved by");
        app.keys("<esc><home><down>")
            .select("Go-live")
            .keys("<space>");
        app.sees("seller +5 d · go-live +5 d since agreed");
        app.keys("<esc>");
        app.keys("S").sees_no("as agreed");
        // While something is tried the outlines are the kept plan's.
        app.keys("SWS").sees("as it is kept").sees_no("as agreed");
        assert!(
            app.said()
                .contains("the outlines are the plan as it is kept")
        );
    }
}
