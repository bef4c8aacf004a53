//! Every single edit of a step: what is typed, what is said, what stands in the file, and the way back
//! and forth again.

use backcast::plan::{Duration, Pin, Plan, Side};

use crate::harness::{App, day};

/// A plan without its history, which undo shortens and redo writes at its end.
fn bare(plan: &Plan) -> Plan {
    Plan {
        history: Vec::new(),
        ..plan.clone()
    }
}

/// Edits the step by keys; then `u` takes it back and says what was undone, and `U` does it again.
/// The file follows each time.
#[track_caller]
fn there_and_back(step: &str, keys: &str, label: &str, holds: impl Fn(&App) -> bool) {
    let mut app = App::example(120, 40);
    app.select(step);
    let before = app.file();
    app.keys(keys);
    let said = app.said().to_owned();
    let (done, rest) = said.split_once(" · ").unwrap();
    assert!(rest.starts_with("u undoes"), "{keys}: {said}");
    match label.strip_suffix('…') {
        Some(label) => assert!(done.starts_with(label), "{keys}: {said}"),
        None => assert_eq!(done, label, "{keys}"),
    }
    assert!(holds(&app), "{keys}:\n{:#?}", app.plan());
    let after = app.file();
    assert_eq!(after, *app.plan());
    assert_eq!(
        after.history.len(),
        before.history.len() + 1,
        "one step of history"
    );

    app.keys("u");
    assert_eq!(
        app.said().split(" · ").next(),
        Some(&*format!("undone: {done}"))
    );
    assert_eq!(app.file(), before, "{keys}");
    app.keys("U");
    assert_eq!(
        app.said().split(" · ").next(),
        Some(&*format!("done again: {done}"))
    );
    assert_eq!(bare(&app.file()), bare(&after), "{keys}");
    app.keys("<ctrl-r>");
    assert_eq!(app.said(), "nothing to do again");
    app.keys("u");
    assert_eq!(app.file(), before, "{keys}");
    app.keys("u");
    assert_eq!(app.said(), "nothing to undo");
}

/// Presses `o` and types a name, or two, or a new one with a side.
#[test]
fn owner() {
    there_and_back(
        "Vendor onboarding",
        "oTom<enter>",
        "Vendor onboarding: owner Tom Becker",
        |app| app.step("Vendor onboarding").owners.buyer.as_deref() == Some("tom"),
    );
    there_and_back(
        "Vendor onboarding",
        "oTom, Alex<enter>",
        "Vendor onboarding: owner",
        |app| app.step("Vendor onboarding").owners.seller.as_deref() == Some("alex"),
    );
    there_and_back(
        "Signature",
        "o<ctrl-u>Ines buyer<enter>",
        "added Ines, owner of Signature",
        |app| {
            let ines = app
                .plan()
                .people
                .iter()
                .find(|person| person.name == "Ines");
            let id = ines.map(|person| person.id.clone());
            id.is_some() && app.step("Signature").owners.buyer == id
        },
    );
    there_and_back(
        "Signature",
        "o<ctrl-u><enter>",
        "Signature: no owner",
        |app| {
            let owners = &app.step("Signature").owners;
            owners.buyer.is_none() && owners.seller.is_none()
        },
    );
}

/// Presses `d` and types a length; what it moves is said.
#[test]
fn duration() {
    there_and_back(
        "Security review",
        "d<ctrl-u>8d<enter>",
        "Security review: duration 5/10/15d → 8d",
        |app| app.step("Security review").duration == Duration::parse("8d").unwrap(),
    );
}

/// Nought is a milestone wherever a length is typed: behind `d`, in the line of a new step, in its form.
#[test]
fn nought_is_a_milestone() {
    for typed in ["0", "0d", "milestone"] {
        for keys in [
            format!("d<ctrl-u>{typed}<enter>"),
            format!("e<tab><tab><tab><tab><ctrl-u>{typed}<enter>"),
        ] {
            let mut app = App::example(100, 30);
            app.select("Security review").keys(&keys);
            let is = app.step("Security review").duration;
            assert_eq!(is, Duration::MILESTONE, "{keys}\n{}", app.screen());
        }
        let mut app = App::example(100, 30);
        app.select("Signature")
            .keys(&format!("aBoard approval {typed} buyer<enter>"));
        assert_eq!(app.step("Board approval").duration, Duration::MILESTONE);
    }
}

/// Presses `x`, takes today or types another day; pressed again it takes the mark away.
#[test]
fn done() {
    there_and_back(
        "Success criteria",
        "x<enter>",
        "Success criteria: done 23 Nov 2026",
        |app| app.step("Success criteria").done == Some(day("2026-11-23")),
    );
    there_and_back(
        "Success criteria",
        "x<ctrl-u>20 nov<enter>",
        "Success criteria: done 20 Nov 2026",
        |app| app.step("Success criteria").done == Some(day("2026-11-20")),
    );
    let mut app = App::example(120, 40);
    app.select("Success criteria").keys("x<enter>");
    assert!(app.row("Success criteria").contains('✓'));
    app.keys("x");
    assert_eq!(app.step("Success criteria").done, None);
    assert!(
        app.said().starts_with("Success criteria: no longer done"),
        "{}",
        app.said()
    );
}

/// Presses `X`: work began today, or on another day.
#[test]
fn started() {
    there_and_back(
        "Success criteria",
        "X<ctrl-u>19 nov<enter>",
        "Success criteria: started 19 Nov 2026",
        |app| app.step("Success criteria").started == Some(day("2026-11-19")),
    );
}

/// Presses `p` and types the day it must happen; `<` and `>` move it a working day.
#[test]
fn pin() {
    there_and_back(
        "Executive approval",
        "p20 jan<enter>",
        "Executive approval: pinned day 20 Jan 2027",
        |app| app.step("Executive approval").pin == Some(Pin::On(day("2027-01-20"))),
    );
    // It must start by Mon 1 Feb; the working day before is the Friday.
    there_and_back(
        "Executive approval",
        "<lt>",
        "Executive approval: pinned day 29 Jan 2027",
        |app| app.step("Executive approval").pin == Some(Pin::On(day("2027-01-29"))),
    );
    there_and_back(
        "Executive approval",
        ">",
        "Executive approval: pinned day 2 Feb 2027",
        |app| app.step("Executive approval").pin == Some(Pin::On(day("2027-02-02"))),
    );
    let mut app = App::example(120, 40);
    app.select("Executive approval")
        .keys("p20 jan<enter>p<ctrl-u>");
    app.sees("empty takes the pin away");
    app.keys("<enter>");
    assert_eq!(app.step("Executive approval").pin, None);
}

/// Presses `l` and names what comes first; what would close a circle is refused by naming it.
#[test]
fn link() {
    there_and_back(
        "Budget confirmed",
        "L<ctrl-u>Proof of concept, Legal redlines<enter>",
        "Budget confirmed: what it comes after",
        |app| app.step("Budget confirmed").after.len() == 2,
    );
    there_and_back(
        "Budget confirmed",
        "L<ctrl-u><enter>",
        "Budget confirmed: no longer after Success criteria",
        |app| app.step("Budget confirmed").after.is_empty(),
    );
    let mut app = App::example(120, 40);
    let before = app.file();
    app.select("Proof of concept").keys("L<ctrl-u>Signature");
    app.sees("that would close a circle: Proof of concept → Vendor onboarding");
    app.keys("<enter>");
    assert!(app.said().contains("circle"), "{}", app.said());
    assert_eq!(app.file(), before);
    app.keys("<ctrl-u>Nowhere<enter>");
    assert!(app.said().contains("Nowhere"), "{}", app.said());
    assert_eq!(app.file(), before);
}

/// Presses `s`: buyer, seller, both.
#[test]
fn side() {
    there_and_back(
        "Budget confirmed",
        "s",
        "Budget confirmed: side buyer → seller",
        |app| app.step("Budget confirmed").side == Side::Seller,
    );
    let mut app = App::example(120, 40);
    app.select("Budget confirmed").keys("sss");
    assert_eq!(app.step("Budget confirmed").side, Side::Buyer);
}

/// Presses `!` on another step: there is one riskiest step, and pressed again none.
#[test]
fn riskiest() {
    there_and_back(
        "Legal redlines",
        "!",
        "Legal redlines is the riskiest",
        |app| app.step("Legal redlines").riskiest && !app.step("Security review").riskiest,
    );
    let mut app = App::example(120, 40);
    app.select("Legal redlines").keys("!!");
    assert!(app.plan().steps.iter().all(|step| !step.riskiest));
}

/// Presses `w`: how both sides will know.
#[test]
fn done_when() {
    there_and_back(
        "Signature",
        "w<ctrl-u>both copies are back<enter>",
        "Signature: done when both copies are back",
        |app| app.step("Signature").done_when == "both copies are back",
    );
}

/// Presses `n`: a remark.
#[test]
fn note() {
    there_and_back(
        "Signature",
        "nthe board meets on Thursdays<enter>",
        "Signature: note",
        |app| app.step("Signature").note == "the board meets on Thursdays",
    );
}

/// Presses `D`: the step goes, and what came after it follows what came before it.
#[test]
fn remove() {
    there_and_back(
        "Executive approval",
        "D",
        "removed Executive approval",
        |app| {
            let after = &app.step("Purchase order").after;
            app.plan()
                .steps
                .iter()
                .all(|step| step.title != "Executive approval")
                && after.len() == 5
                && after.iter().any(|link| link.step == "security-review")
        },
    );
    there_and_back(
        "Executive approval",
        "<delete>",
        "removed Executive approval",
        |_| true,
    );
}

/// Presses `g` and types another date: everything moves with it.
#[test]
fn go_live() {
    there_and_back(
        "Go-live",
        "g<ctrl-u>15 mar<enter>",
        "go-live 1 Mar 2027 → 15 Mar 2027",
        |app| app.plan().anchor.go_live == Some(day("2027-03-15")),
    );
    let mut app = App::example(120, 40);
    app.keys("g<ctrl-u>15 mar<enter>");
    app.sees("go-live Mon 15 Mar 2027").sees("T−112 d");
}

/// Types lines that cannot be for each kind of edit: it is told in place, Enter changes nothing, and
/// Esc leaves.
#[test]
fn what_is_wrong_is_told_in_place() {
    for (keys, words) in [
        ("d<ctrl-u>soon", "soon"),
        ("x<ctrl-u>someday", "someday"),
        ("x<ctrl-u>24 nov 2026", "2026"),
        ("X<ctrl-u>mar 41", "41"),
        ("p<ctrl-u>feb 30", "February 2027 has 28 days"),
        ("o<ctrl-u>Dana, Ravi", "one owner on each side"),
    ] {
        let mut app = App::example(120, 40);
        let before = app.file();
        app.select("Security review").keys(keys);
        app.keys("<enter>");
        assert!(app.said().contains(words), "{keys}: {}", app.said());
        assert_eq!(app.file(), before, "{keys}");
        assert_eq!(app.model.overlays.len(), 1, "{keys}");
        app.keys("<esc>");
        assert_eq!(app.model.overlays.len(), 0, "{keys}");
    }
}

/// On go-live presses what is for steps alone: it is said, and nothing happens.
#[test]
fn what_is_for_a_step_says_so_on_go_live() {
    for key in [
        "o", "d", "x", "X", "!", "s", "L", "p", "<lt>", ">", "w", "n", "D",
    ] {
        let mut app = App::example(120, 40);
        app.select("Go-live");
        let before = app.plan().clone();
        app.keys(key);
        assert!(
            app.said().contains("that is for a step"),
            "{key}: {}",
            app.said()
        );
        assert_eq!(*app.plan(), before);
        assert!(app.model.overlays.is_empty());
    }
}

/// Shortens the security review: the rows that moved say by how far, in working sight of the edit,
/// until the next one.
#[test]
fn what_moved_is_marked_until_the_next_edit() {
    let mut app = App::example(140, 45);
    app.select("Implementation").keys("d<ctrl-u>4w<enter>");
    assert!(app.said().contains("steps moved"), "{}", app.said());
    let marked = app.row("Signature");
    assert!(marked.contains("−7 d"), "{marked}");
    assert!(
        app.row("Success criteria").contains(" d"),
        "{}",
        app.screen()
    );
    let moved = app.document().moved().len();
    assert!(moved >= 9, "{moved}");
    app.keys("<down><up>");
    assert!(app.row("Signature").contains("−7 d"), "until the next edit");
    app.keys("nremark<enter>");
    assert_eq!(app.document().moved().len(), 0);
    app.sees_no("−7 d");
    app.keys("u");
    app.keys("u");
    assert!(
        app.row("Signature").contains("+7 d"),
        "{}",
        app.row("Signature")
    );
}

/// Takes the go-live date away and sets it again: what must be is not compared with what can be.
#[test]
fn nothing_is_marked_as_moved_when_go_live_comes_or_goes() {
    let mut app = App::example(140, 45);
    app.keys("g<ctrl-u><enter>");
    assert_eq!(app.plan().anchor.go_live, None);
    assert!(app.document().moved().is_empty());
    assert!(!app.said().contains("moved"), "{}", app.said());
    // Without a date what can be is compared with what can be.
    app.select("Implementation").keys("d<ctrl-u>4w<enter>");
    assert_eq!(app.document().moved().get("implementation"), Some(&7));
    app.keys("g<ctrl-u>1 mar<enter>");
    assert!(app.document().moved().is_empty(), "{}", app.said());
    app.keys("g<ctrl-u>8 mar<enter>");
    assert_eq!(app.document().moved().get("implementation"), Some(&7));
}

/// Pins a step to today: what that does to the days to spare is said, and again when it is undone.
#[test]
fn what_an_edit_does_to_the_days_to_spare_is_said() {
    let mut app = App::example(160, 40);
    app.select("Success criteria")
        .keys("p<ctrl-u>23 nov<enter>");
    assert_eq!(app.document().schedule().days_to_spare, Some(0));
    assert!(
        app.said().ends_with(" · now 0 d to spare"),
        "{}",
        app.said()
    );
    app.keys("u");
    assert!(
        app.said().ends_with(" · now 25 d to spare"),
        "{}",
        app.said()
    );
    app.keys("nremark<enter>");
    assert!(!app.said().contains("now"), "{}", app.said());
    app.keys("g<ctrl-u>15 dec<enter>");
    assert!(app.said().ends_with(" d late"), "{}", app.said());
}

/// Types a step that cannot be in time: the days it is late are working days, and called so.
#[test]
fn a_late_step_counts_working_days() {
    let mut app = App::example(160, 40);
    app.select("Signature").keys("aBoard 200d");
    app.sees(" working days late");
}

/// Says of a step that it was done before it was started, by lines and in the form: it is told, and
/// nothing changes.
#[test]
fn nothing_is_done_before_it_is_started() {
    let words = "it cannot be done before it is started";
    let mut app = App::example(160, 45);
    app.select("Success criteria")
        .keys("X<ctrl-u>19 nov<enter>x<ctrl-u>10 nov");
    app.sees("started Thu 19 Nov, done Tue 10 Nov").sees(words);
    app.keys("<enter>");
    assert!(app.said().contains(words), "{}", app.said());
    assert_eq!(app.step("Success criteria").done, None);
    app.keys("<ctrl-u>20 nov<enter>X");
    assert_eq!(app.step("Success criteria").started, None);
    app.keys("X<ctrl-u>21 nov").sees(words);
    app.keys("<esc>");
    let before = app.file();
    // The form: the field before the last but one is the start, the next the end.
    app.keys("e<up><up><up><ctrl-u>21 nov<enter>");
    assert!(app.said().contains(words), "{}", app.said());
    assert_eq!(app.file(), before);
}
