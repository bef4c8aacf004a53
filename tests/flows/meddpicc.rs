//! MEDDPICC on the screen: what is known of the deal, element by element, held against the plan. Keys
//! in, the private file and the screen out; on a shared window nothing of it.

use std::path::PathBuf;
use std::rc::Rc;

use backcast::coach::meddpicc::{Learned, Name};
use backcast::private::{Private, Status};
use backcast::store;
use backcast::tui::commands::Place;
use backcast::tui::model::Msg;

use crate::harness::{App, example_plan};
use crate::hostile::{SIZES, Watched, texts};
use crate::payloads::PAYLOADS;

fn private_file(app: &App) -> PathBuf {
    store::private_path(&app.path())
}

/// Each element's status and evidence as the private file has them.
#[track_caller]
fn kept(app: &App, name: Name) -> (Status, String) {
    let private = store::load_private(&app.path()).unwrap().unwrap();
    let element = name.of(&private.meddpicc);
    (element.status.clone(), element.evidence.clone())
}

/// Opens the elements of a deal of which nothing is written down: it says so, and nothing is begun.
#[test]
fn without_a_private_file_it_says_how_to_begin_and_begins_nothing() {
    let mut app = App::example(80, 24);
    app.keys("Q");
    assert_eq!(app.model.place(), Place::Meddpicc);
    app.sees("MEDDPICC · what is known of Acme")
        .sees("Nothing is written down yet")
        .sees("kept in acme.private.json.")
        .sees("5 steps invented");
    app.keys("<down><up><end><home><esc>");
    assert_eq!(app.model.place(), Place::Plan);
    assert!(!private_file(&app).exists(), "nothing was begun");
}

/// Presses Space on an element, round and round, and the arrows.
#[test]
fn a_status_is_changed_by_one_key_and_is_on_disk_at_once() {
    let mut app = App::example(80, 24);
    let plan = app.file();
    app.keys("Q<down><down><down><down>");
    for (key, status) in [
        ("<space>", Status::Claimed),
        ("<space>", Status::Confirmed),
        ("<space>", Status::Blank),
        ("<left>", Status::Confirmed),
        ("h", Status::Claimed),
        ("l", Status::Confirmed),
    ] {
        app.keys(key);
        assert_eq!(
            kept(&app, Name::PaperProcess),
            (status.clone(), String::new())
        );
        let row = app.row("P  Paper process");
        assert!(row.contains(status.word()), "{row}");
        assert_eq!(
            app.said(),
            format!("Paper process: {}, in the private file", status.word())
        );
    }
    app.sees("it is confirmed, and nothing is written down to show it");
    assert_eq!(app.file(), plan, "the plan itself is as it was");
    assert_eq!(
        app.document().last_made(),
        None,
        "nor has it a change to undo"
    );
}

/// Writes what shows an element, corrects it, and leaves another one as it was.
#[test]
fn evidence_is_typed_kept_and_corrected() {
    let mut app = App::example(80, 24);
    app.keys("Q<down>e")
        .sees("Economic buyer: what shows it, and from whom?");
    app.keys("Sarah: Dana signs<enter>");
    assert_eq!(
        kept(&app, Name::EconomicBuyer),
        (Status::Claimed, "Sarah: Dana signs".to_owned()),
        "what somebody writes down of a blank element is claimed"
    );
    app.sees("1 claimed, 7 blank")
        .sees("evidence  Sarah: Dana signs")
        .sees("it is claimed, and the buyer did not confirm it")
        .sees("Who else at Acme would say that it is them?");
    app.keys("<enter>").paste(", up to\n100k").keys("<esc>");
    assert_eq!(kept(&app, Name::EconomicBuyer).1, "Sarah: Dana signs");
    app.keys("<space>e").paste(", up to\n100k").keys("<enter>");
    let dana = (
        Status::Confirmed,
        "Sarah: Dana signs, up to 100k".to_owned(),
    );
    assert_eq!(kept(&app, Name::EconomicBuyer), dana);
    app.sees("it is confirmed, and nothing is left to ask");
    app.keys("<space>").sees("not counted: Sarah: Dana signs");
    assert_eq!(kept(&app, Name::EconomicBuyer), (Status::Blank, dana.1));
    app.keys("e<ctrl-u><enter>");
    assert_eq!(
        kept(&app, Name::EconomicBuyer),
        (Status::Blank, String::new())
    );
    assert_eq!(kept(&app, Name::Champion), (Status::Blank, String::new()));
}

/// Looks at elements that are known and of which the plan has nothing, and at steps nobody knows of.
#[test]
fn the_plan_and_what_is_known_are_held_against_each_other() {
    let mut bare = App::empty_plan(100, 30);
    bare.keys("Q<end><up><up><up>")
        .sees("nothing is known of it, and no step belongs to it");
    bare.keys("<space>e")
        .keys("Mei: two weeks, then Tom<enter>");
    assert!(bare.row("P  Paper process").contains("not in the plan"));
    bare.sees("it is known, and no step of the plan belongs to it")
        .sees("After the yes, where does the paper go");
    let mut example = App::example(100, 30);
    example
        .keys("Q<down><down><down>")
        .sees("so Budget confirmed and Executive approval are invented");
    example
        .keys("<esc>")
        .select("Executive approval")
        .keys("D")
        .select("Budget confirmed");
    example.keys("DQ<down><down><down>");
    assert!(example.row("D  Decision process").contains("unknown"));
}

/// Another program changes the plan while the elements are looked at: they are held against the new one.
#[test]
fn a_plan_that_changes_meanwhile_is_looked_at_anew() {
    let mut app = App::example(100, 30);
    app.keys("Q").sees("5 steps invented");
    let mut plan = app.file();
    plan.steps.retain(|step| step.id != "legal-redlines");
    for step in &mut plan.steps {
        step.after.retain(|after| after.step != "legal-redlines");
    }
    std::fs::write(app.path(), serde_json::to_vec_pretty(&plan).unwrap()).unwrap();
    app.look_at_the_file();
    app.until(|app| app.plan().steps.len() == plan.steps.len());
    app.keys("<down>").sees("4 steps invented");
}

/// Two programs write different elements, one after the other: none is lost, and what is written by one
/// is seen by the other with its next key.
#[test]
fn what_another_program_wrote_meanwhile_is_kept_and_shown() {
    let mut app = App::example(80, 24);
    app.keys("Q");
    let learned = Learned {
        name: Name::Champion,
        status: Some(Status::Confirmed),
        evidence: Some("Ravi brought the CFO".to_owned()),
    };
    store::learn(&app.path(), "p", Some(&learned)).unwrap();
    store::edit_private(&app.path(), "p", |private| {
        private.add_note("signature", "later");
    })
    .unwrap();
    app.keys("<space>");
    assert_eq!(kept(&app, Name::Metrics).0, Status::Claimed);
    assert_eq!(kept(&app, Name::Champion).1, "Ravi brought the CFO");
    let private = store::load_private(&app.path()).unwrap().unwrap();
    assert_eq!(private.notes["signature"], "later");
    assert!(app.row("C  Champion").contains("confirmed"));
}

/// The private file is broken, a newer program's, or another plan's: it is told, and stays as it is.
#[test]
fn a_private_file_that_cannot_be_read_or_written_is_told_and_left_alone() {
    let other = serde_json::to_vec(&Private::new("somebody else".to_owned())).unwrap();
    for (bytes, keys, told) in [
        (
            &b"{\n\"format\": 1,"[..],
            "Q",
            "acme.private.json:2: the file ends too early",
        ),
        (b"{\"format\": 99}", "Q", "newer"),
        (
            &other,
            "Q<space>",
            "it belongs to another plan (somebody else)",
        ),
        (
            &other,
            "QeSarah<enter>",
            "it belongs to another plan (somebody else)",
        ),
    ] {
        let mut app = App::example(140, 45);
        std::fs::write(private_file(&app), bytes).unwrap();
        app.keys(keys);
        let shown = format!("{} {}", app.said(), app.screen());
        assert!(shown.contains(told), "{told} in\n{shown}");
        assert_eq!(std::fs::read(private_file(&app)).unwrap(), bytes);
        if keys.contains("Sarah") {
            assert_eq!(
                app.model.place(),
                Place::Line,
                "what was typed is still there"
            );
            app.sees("› Sarah");
            std::fs::remove_file(private_file(&app)).unwrap();
            app.keys("<enter>");
            assert_eq!(kept(&app, Name::Metrics).1, "Sarah");
        } else {
            app.keys("e<esc><esc><esc>");
            assert_eq!(app.model.place(), Place::Plan);
        }
    }
}

/// On a window that everybody sees the key does nothing and the palette does not know it.
#[test]
fn a_shared_window_has_nothing_of_it() {
    assert!(!Place::SHARED.contains(&Place::Meddpicc));
    for covered in [false, true] {
        let plan = example_plan();
        let mut app = match covered {
            true => App::with(&plan, 100, 30),
            false => App::live(&plan, 100, 30),
        };
        if covered {
            app.keys("<f2>");
        }
        let before = app.screen();
        app.keys("Q");
        assert_eq!((app.model.place(), app.screen()), (Place::Share, before));
        app.keys("?").sees_no("MEDDPICC");
        app.keys("<esc>");
        app.keys(":meddpicc").sees_no("MEDDPICC");
        app.keys("<enter>");
        assert!(Place::SHARED.contains(&app.model.place()));
        app.sees_no("MEDDPICC").sees_no("invented");
        assert!(!private_file(&app).exists());
    }
}

/// The panic key takes the elements and the half-typed evidence away; back in the own view all of it is
/// there again.
#[test]
fn the_panic_key_takes_it_away_with_everything_private() {
    let mut app = App::example(100, 30);
    app.keys("Qetell nobody<enter>").sees("tell nobody");
    for (keys, panic) in [("", "<f2>"), ("e, not even", "<ctrl-g>")] {
        app.keys(keys);
        app.model.toast = None;
        let before = app.screen();
        app.keys(panic);
        assert_eq!(app.model.place(), Place::Share);
        app.sees_no("MEDDPICC")
            .sees_no("tell nobody")
            .sees_no("invented");
        app.keys("e<esc>Q<space>").sees_no("MEDDPICC");
        while app.model.place() != Place::Share {
            app.keys("<esc>");
        }
        app.keys("<f2>y");
        app.model.toast = None;
        assert_eq!(app.screen(), before, "{keys}");
    }
    assert_eq!(
        kept(&app, Name::Metrics),
        (Status::Claimed, "tell nobody".to_owned())
    );
}

/// What comes from the disk after the panic key was pressed says nothing on the shared window, and is
/// there when the own view comes back.
#[test]
fn an_answer_behind_the_panic_key_is_silent() {
    let mut app = App::example(100, 30);
    app.keys("Q<space>ehalf typed<f2>");
    let before = app.screen();
    let reason = "somewhere/acme.private.json: no space".to_owned();
    app.send(Msg::Known(Err(reason)));
    assert_eq!((app.screen(), app.said()), (before.clone(), ""));
    let mut known = backcast::private::Meddpicc::default();
    known.metrics.evidence = "half typed".to_owned();
    app.send(Msg::Known(Ok(Box::new(known))));
    assert_eq!((app.screen(), app.said()), (before, ""));
    app.keys("<f2>y").sees("not counted: half typed");
    assert_eq!(app.model.place(), Place::Meddpicc);
}

/// While something is tried, nothing is kept, so the elements wait.
#[test]
fn a_trial_is_over_before_anything_is_written_down() {
    let mut app = App::example(100, 30);
    app.keys("WQ");
    assert_eq!(app.model.place(), Place::Plan);
    assert!(app.said().contains("W keeps or discards"), "{}", app.said());
}

/// The example of which nothing is kept has its elements too.
#[test]
fn the_scratch_example_keeps_them_as_long_as_itself() {
    let mut app = App::home(100, 30);
    app.keys("eQ<space>").sees("1 claimed, 7 blank");
    app.keys("<esc>Q").sees("1 claimed, 7 blank");
}

/// Opens elements whose evidence and status are hostile texts, on a plan that is hostile too.
#[test]
fn hostile_evidence_reaches_no_cell_and_moves_none() {
    let mut plan = example_plan();
    let mut names = texts(0);
    for step in &mut plan.steps {
        step.title = names.next().unwrap();
    }
    plan.buyer.organization = names.next().unwrap();
    plan.anchor.if_missed = names.next().unwrap();
    for from in (0..PAYLOADS.len()).step_by(8) {
        let folder = Rc::new(tempfile::tempdir().unwrap());
        let path = folder.path().join("acme.json");
        store::create(&path, &plan).unwrap();
        let mut private = Private::new(plan.id.clone());
        for (at, (name, text)) in Name::ALL.into_iter().zip(texts(from)).enumerate() {
            let element = name.of_mut(&mut private.meddpicc);
            element.evidence = text.clone();
            element.status = match at % 3 {
                0 => Status::Claimed,
                1 => Status::Confirmed,
                _ => Status::Other(text),
            };
        }
        store::save_private(&path, &private).unwrap();
        let mut app = App::open_in(&folder, &path, "new", (80, 24));
        let mut windows = SIZES.map(|(cols, rows)| Watched::new(app.resize(cols, rows)));
        for keys in [
            "Q",
            "<down>",
            "<down>",
            "e",
            "<end>",
            "<esc><down>",
            "<end>",
            "<up>",
            "<esc>",
        ] {
            app.keys(keys);
            for (watched, (cols, rows)) in windows.iter_mut().zip(SIZES) {
                watched.look(app.resize(cols, rows), PAYLOADS[from].0);
            }
        }
        let unchanged = store::load_private(&path).unwrap().unwrap();
        assert_eq!(unchanged, private, "looking changes nothing");
    }
}
