//! Forms: several fields at once, and the list of people.

use backcast::plan::{Gate, Role, Side};

use crate::harness::{App, day};

/// Opens everything about a step with `e`, changes several fields and presses Enter once: it is one
/// edit, and one `u` takes all of it back.
#[test]
fn several_fields_are_one_edit() {
    let mut app = App::example(120, 40);
    let before = app.file();
    app.select("Budget confirmed").keys("e");
    app.sees("Budget confirmed")
        .sees("Buyer's owner")
        .sees("5 working days");
    app.keys(" 2027<tab><ctrl-n><tab><tab><tab><ctrl-u>6d<tab><tab><tab><tab>");
    app.keys("18 jan 2027<tab><tab>2nd thu<tab><tab><tab>before the board");
    app.sees("before the board");
    app.keys("<enter>");
    let step = app.step("Budget confirmed 2027");
    assert_eq!(step.side, Side::Seller);
    assert_eq!(step.duration.text(), "6d");
    assert_eq!(step.not_before, Some(day("2027-01-18")));
    assert_eq!(
        step.gate.as_ref().map(Gate::text).as_deref(),
        Some("2nd thu")
    );
    assert_eq!(step.note, "before the board");
    assert_eq!(step.owners, before.steps[2].owners);
    assert_eq!(app.file(), *app.plan());
    assert_eq!(app.file().history.len(), before.history.len() + 1);
    app.keys("u");
    assert_eq!(app.file(), before);
    app.keys("u");
    assert_eq!(app.said(), "nothing to undo");
}

/// Opens the form and presses Enter without a change: nothing is recorded.
#[test]
fn a_form_without_a_change_is_no_edit() {
    let mut app = App::example(120, 40);
    let before = app.file();
    for title in [
        "Budget confirmed",
        "Security review",
        "Signature",
        "First value review",
    ] {
        app.select(title).keys("e<enter>");
        assert!(app.model.overlays.is_empty(), "{}", app.screen());
        assert_eq!(app.file(), before, "{title}");
    }
    app.keys("g<enter>");
    assert_eq!(app.file(), before);
}

/// Leaves the form with Esc: nothing is changed.
#[test]
fn esc_changes_nothing() {
    let mut app = App::example(120, 40);
    let before = app.file();
    app.select("Budget confirmed").keys("e other<esc>");
    assert_eq!(app.file(), before);
    assert!(app.model.overlays.is_empty());
}

/// Types something wrong in one field and presses Enter in another: the form goes to the wrong one
/// and says why; nothing is changed.
#[test]
fn a_wrong_field_is_gone_to_and_told() {
    for (tabs, text, words) in [
        (0, "<ctrl-u>", "a name is needed"),
        (1, "<ctrl-u>nobody", "write buyer, seller or both"),
        (4, "<ctrl-u>soon", "soon"),
        (5, "<ctrl-u>Signature", "circle"),
        (8, "feb 30", "February 2027 has 28 days"),
        (10, "some day", "some day"),
    ] {
        let mut app = App::example(120, 40);
        let before = app.file();
        app.select("Proof of concept").keys("e");
        app.keys(&"<tab>".repeat(tabs));
        app.keys(text).keys("<shift-tab><enter>");
        assert!(app.said().contains(words), "{text}: {}", app.said());
        app.sees("Comes after");
        app.keys("<ctrl-u>x");
        assert_eq!(app.file(), before);
    }
}

/// Changes the date, what it is for and what a miss costs with `g`; the header follows.
#[test]
fn go_live_and_what_it_is_for_are_one_form() {
    let mut app = App::empty_plan(100, 30);
    app.keys("g<tab>Close in three days<tab>The audit runs on the old ledger<enter>");
    let anchor = &app.plan().anchor;
    assert_eq!(anchor.outcome, "Close in three days");
    assert_eq!(anchor.if_missed, "The audit runs on the old ledger");
    assert_eq!(app.file(), *app.plan());
    app.keys("g<ctrl-u><enter>");
    assert_eq!(app.plan().anchor.go_live, None);
    app.sees("no go-live date yet: g sets it");
    app.keys("u");
    app.sees("go-live Mon 1 Mar 2027");
}

/// Opens the people with `P`, adds one, edits one, removes one whose steps then have no owner; each
/// can be undone.
#[test]
fn people_are_added_edited_and_removed() {
    let mut app = App::example(120, 40);
    let before = app.file();
    app.keys("P");
    app.sees("People")
        .sees("Sarah Chen")
        .sees("champion")
        .sees("owns 3 steps");
    app.keys("aInes Roth<tab><tab>legal<tab>ines@acme.example<enter>");
    app.sees("Ines Roth")
        .sees("owns nothing yet")
        .sees("ines@acme.example");
    let ines = app.plan().people.last().unwrap();
    assert_eq!(ines.side, Side::Buyer);
    assert_eq!(ines.role, Some(Role::from_word("legal")));

    app.keys("<home><enter><ctrl-u>Sarah Chen-Wu<enter>");
    app.sees("Sarah Chen-Wu");
    assert_eq!(app.plan().person("sarah").unwrap().name, "Sarah Chen-Wu");

    app.keys("<home><down>D");
    assert!(app.plan().person("dana").is_none());
    assert!(app.step("Budget confirmed").owners.buyer.is_none());
    assert_eq!(app.file(), *app.plan());
    app.keys("uu");
    app.sees("Dana Ortiz");
    assert_eq!(app.plan().person("sarah").unwrap().name, "Sarah Chen");
    app.keys("<esc>u");
    assert_eq!(app.file(), before);
}

/// Opens the people of an empty plan: it asks who there is, and Enter and Del do no harm.
#[test]
fn no_people_yet() {
    let mut app = App::empty_plan(60, 18);
    app.keys("P");
    app.sees("Nobody yet. Who goes live on the buyer's side?");
    app.keys("<enter>D<down><up>");
    app.sees("Nobody yet");
    app.keys("aDana<enter>");
    app.sees("Dana").sees("owns nothing yet");
}
