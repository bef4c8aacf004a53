//! What happens around the program: another program on the same plan, a plan that must not be
//! written, a disk that fails.

use std::path::PathBuf;
use std::rc::Rc;

use backcast::store;
use backcast::tui::document::Safety;
use tempfile::TempDir;

use crate::harness::{App, Left, example_plan};

const SIZE: (u16, u16) = (100, 30);

fn shared() -> (Rc<TempDir>, PathBuf) {
    let folder = Rc::new(tempfile::tempdir().unwrap());
    let path = folder.path().join("acme.json");
    store::create(&path, &example_plan()).unwrap();
    (folder, path)
}

fn has(app: &App, title: &str) -> bool {
    app.plan().steps.iter().any(|step| step.title == title)
}

/// Two people have one plan open; each adds a step. Both then see both, and so does the file; what
/// one of them undoes is only their own.
#[test]
fn two_programs_on_one_plan_come_together() {
    let (folder, path) = shared();
    let mut alex = App::open_in(&folder, &path, "alex", SIZE);
    let mut jordan = App::open_in(&folder, &path, "jordan", SIZE);
    alex.keys("aPilot 2d<enter>");
    jordan.keys("aReference call 1d<enter>");
    jordan.until(|app| has(app, "Pilot"));
    alex.look_at_the_file();
    alex.until(|app| has(app, "Reference call"));
    assert_eq!(alex.plan(), jordan.plan());
    assert_eq!(alex.file(), *alex.plan());
    alex.sees("Pilot").sees("Reference call");
    jordan.sees("Pilot").sees("Reference call");
    assert!(
        alex.said().contains("somebody else edited this plan"),
        "{}",
        alex.said()
    );

    alex.keys("u");
    assert!(!has(&alex, "Pilot") && has(&alex, "Reference call"));
    jordan.look_at_the_file();
    jordan.until(|app| !has(app, "Pilot"));
    assert_eq!(alex.plan(), jordan.plan());
    assert_eq!(jordan.file(), *jordan.plan());
}

fn length(app: &App, id: &str) -> String {
    app.plan().step(id).unwrap().duration.text()
}

/// Both change the length of one step: the later one stands, both are told by name, and one key
/// takes the other value; a second person's key takes the first one's back again.
#[test]
fn the_same_field_changed_by_both_is_told_to_both_and_one_key_takes_the_other() {
    let (folder, path) = shared();
    let mut alex = App::open_in(&folder, &path, "alex", SIZE);
    let mut jordan = App::open_in(&folder, &path, "jordan", SIZE);
    alex.keys("K");
    assert!(alex.said().contains("nobody else"), "{}", alex.said());
    alex.select("Legal redlines").keys("d<ctrl-u>8d<enter>");
    jordan.select("Legal redlines").keys("d<ctrl-u>12d<enter>");
    jordan.until(|app| app.said().contains("somebody else"));
    assert_eq!(
        jordan.said(),
        "somebody else changed the same field and yours stands; K makes it Legal redlines: duration 12d → 8d"
    );
    assert_eq!(length(&jordan, "legal-redlines"), "12d");
    assert_eq!(jordan.file(), *jordan.plan());
    alex.look_at_the_file();
    alex.until(|app| app.said().contains("somebody else"));
    assert_eq!(
        alex.said(),
        "somebody else changed the same field and theirs stands; K makes it Legal redlines: duration 12d → 8d"
    );

    alex.keys("K");
    assert_eq!(length(&alex, "legal-redlines"), "8d");
    assert_eq!(alex.file(), *alex.plan());
    jordan.look_at_the_file();
    jordan.until(|app| length(app, "legal-redlines") == "8d");
    assert!(jordan.said().contains("theirs stands"), "{}", jordan.said());
    alex.keys("u");
    assert_eq!(length(&alex, "legal-redlines"), "12d");
    alex.keys("K");
    assert!(alex.said().contains("nobody else"), "{}", alex.said());
}

/// A field that somebody else changed later keeps their value when the first one undoes.
#[test]
fn an_undo_leaves_what_somebody_else_made_of_the_field_since() {
    let (folder, path) = shared();
    let mut alex = App::open_in(&folder, &path, "alex", SIZE);
    let mut jordan = App::open_in(&folder, &path, "jordan", SIZE);
    alex.select("Legal redlines").keys("d<ctrl-u>8d<enter>");
    jordan.look_at_the_file();
    jordan.until(|app| length(app, "legal-redlines") == "8d");
    jordan.select("Legal redlines").keys("d<ctrl-u>12d<enter>");
    alex.look_at_the_file();
    alex.until(|app| length(app, "legal-redlines") == "12d");
    alex.keys("u");
    assert_eq!(length(&alex, "legal-redlines"), "12d");
    assert!(
        alex.said().contains("as far as it still fits"),
        "{}",
        alex.said()
    );
    alex.keys("U");
    assert_eq!(length(&alex, "legal-redlines"), "12d");
}

/// While a line is being typed, another program removes the step it is about: Enter does no harm.
#[test]
fn a_step_that_goes_while_it_is_edited_does_no_harm() {
    for keys in [
        "d<ctrl-u>8d",
        "oTom",
        "e",
        "L<ctrl-u>Success criteria",
        "aPilot 2d",
        "x",
        "p20 jan",
    ] {
        let (folder, path) = shared();
        let mut alex = App::open_in(&folder, &path, "alex", SIZE);
        let mut jordan = App::open_in(&folder, &path, "jordan", SIZE);
        jordan.select("Vendor onboarding").keys(keys);
        alex.select("Vendor onboarding").keys("D");
        jordan.look_at_the_file();
        jordan.until(|app| !has(app, "Vendor onboarding"));
        jordan.screen();
        jordan.keys("<enter>");
        jordan.screen();
        assert!(!has(&jordan, "Vendor onboarding"), "{keys}");
        assert_eq!(jordan.file(), *jordan.plan(), "{keys}");
    }
}

/// Opens a plan that a newer program wrote: it can be looked at, and every edit is refused in words.
#[test]
fn a_newer_programs_plan_is_read_only() {
    let (folder, path) = shared();
    let text = std::fs::read_to_string(&path).unwrap();
    let text = text.replacen("\"format\": 1", "\"format\": 999", 1);
    std::fs::write(&path, &text).unwrap();
    let mut app = App::open_in(&folder, &path, "new", SIZE);
    app.sees("Security review").sees("read-only");
    assert!(app.said().contains("newer"), "{}", app.said());
    let plan = app.plan().clone();
    for keys in [
        "s",
        "!",
        "D",
        "<lt>",
        "d<ctrl-u>8d<enter>",
        "aPilot 2d<enter>",
        "e 2<enter>",
        "x<enter>",
        "g<tab>x<enter>",
        "PD",
        "PaInes<enter>",
        "u",
        "U",
    ] {
        app.select("Legal redlines").keys(keys);
        let said = app.said().to_owned();
        assert!(
            said.contains("newer") || said.contains("nothing to"),
            "{keys}: {said}"
        );
        assert_eq!(*app.plan(), plan, "{keys}");
        app.keys("<esc>");
        if app.model.overlays.is_empty() && app.model.plan().is_none() {
            app.keys("<enter>");
        } else {
            app.keys("<esc>");
            if app.model.plan().is_none() {
                app.keys("<enter>");
            }
        }
    }
    app.keys("?");
    app.sees("Keys");
    app.keys("<esc>c");
    app.sees("4/6");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

/// The folder is gone while a plan is open: the corner says NOT SAVED, quitting asks first, `n` stays;
/// once the folder is back the edit is on disk.
#[cfg(unix)]
#[test]
fn a_failing_disk_is_told_and_quitting_asks() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("plans");
    std::fs::create_dir(&folder).unwrap();
    let path = folder.join("acme.json");
    store::create(&path, &example_plan()).unwrap();
    let aside = outer.path().join("aside");
    let mut app = App::open_in(&Rc::new(tempfile::tempdir().unwrap()), &path, "new", SIZE);

    std::fs::rename(&folder, &aside).unwrap();
    std::fs::write(&folder, "a file where the folder was").unwrap();
    app.keys("aPilot 2d<enter>");
    assert!(matches!(app.document().safety(), Safety::Failing(_)));
    app.sees("NOT SAVED");
    app.keys("<ctrl-c>");
    app.sees("The last edit is not on disk")
        .sees("y quit and lose it")
        .sees("n stay");
    app.sees("acme.json");
    app.keys("n");
    assert_eq!(app.left, None);
    assert!(has(&app, "Pilot"));
    // So does going back to the list.
    app.keys("q");
    app.sees("The last edit is not on disk");
    app.keys("q");
    assert!(has(&app, "Pilot"));

    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&aside, &folder).unwrap();
    app.until(|app| app.document().safety() == Safety::Saved);
    app.sees("✓ saved");
    assert_eq!(store::load(&path).unwrap().plan, *app.plan());
    app.keys("<ctrl-c>");
    assert_eq!(app.left, Some(Left::Saved));
}

/// The disk fails and somebody quits all the same: `y` ends the program.
#[cfg(unix)]
#[test]
fn quitting_unsaved_is_possible_knowingly() {
    let folder = Rc::new(tempfile::tempdir().unwrap());
    let plans = folder.path().join("plans");
    std::fs::create_dir(&plans).unwrap();
    let path = plans.join("acme.json");
    store::create(&path, &example_plan()).unwrap();
    let mut app = App::open_in(&folder, &path, "new", SIZE);
    std::fs::remove_dir_all(&plans).unwrap();
    std::fs::write(&plans, "").unwrap();
    app.keys("s<ctrl-c>y");
    assert_eq!(app.left, Some(Left::Unsaved));
}

/// The file is deleted while the plan is open: the next edit writes it anew and says so.
#[test]
fn a_deleted_file_is_written_anew() {
    let mut app = App::example(100, 30);
    std::fs::remove_file(app.path()).unwrap();
    app.keys("aPilot 2d<enter>");
    assert!(app.said().contains("written anew"), "{}", app.said());
    assert_eq!(app.file(), *app.plan());
}
