//! What the screens look like: text and styles of every screen and overlay at three sizes. A change
//! of looks shows as a changed file under `snapshots`, to be read before it is accepted with
//! `INSTA_UPDATE=always cargo test --test screens`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

// What `support/screen.rs` needs under the name that it has inside the crate.
use backcast::text;

#[path = "support/first_call.rs"]
#[allow(unreachable_pub, dead_code)]
mod first_call;
#[path = "flows/harness.rs"]
mod harness;
#[path = "support/screen.rs"]
mod screen;

use std::rc::Rc;

use backcast::tui::model::Msg;
use backcast::tui::overlays::Overlay;
use backcast::tui::overlays::page::{Page, What};
use chrono::NaiveDate;
use first_call::{Answer, BEFORE_THE_PEN, BY_THE_BUYER, PEN};
use harness::call::{after_a_call, on_a_call};
use harness::coaching::later;
use harness::practice::{PracticeApp, played, practised};
use harness::{App, day, example_plan, late_plan};

const SIZES: [(u16, u16); 3] = [(80, 24), (100, 30), (140, 45)];

/// Takes the picture of a screen at the three sizes.
fn take(name: &str, open: impl Fn(u16, u16) -> App) {
    for (width, height) in SIZES {
        let mut app = open(width, height);
        app.compute();
        insta::assert_snapshot!(format!("{name}-{width}x{height}"), app.picture());
    }
}

/// Takes the picture of the example after some keys.
fn take_example(name: &str, keys: &str) {
    take(name, |width, height| {
        let mut app = App::example(width, height);
        app.keys(keys);
        app
    });
}

#[test]
fn home_empty() {
    take("home-empty", App::home);
}

#[test]
fn home_with_plans_one_of_them_broken() {
    take("home-plans", |width, height| {
        let app = App::home(width, height);
        let file = |name: &str| app.folder.path().join(name);
        let mut plan = example_plan();
        backcast::store::create(&file("acme.json"), &plan).unwrap();
        plan.anchor.go_live = Some("2026-12-14".parse().unwrap());
        plan.name = "Hooli rollout".to_owned();
        plan.buyer.organization = "Hooli".to_owned();
        backcast::store::create(&file("hooli.json"), &plan).unwrap();
        plan.name = "Globex consolidation".to_owned();
        plan.buyer.organization = "Globex".to_owned();
        plan.anchor.go_live = None;
        backcast::store::create(&file("globex.json"), &plan).unwrap();
        std::fs::write(file("initech.json"), "{\n  \"format\": 1,\n  oops\n}").unwrap();
        App::home_in(&app.folder, width, height)
    });
}

#[test]
fn example() {
    take_example("example", "");
}

/// In January the plan does not fit any more.
#[test]
fn example_late() {
    take("example-late", |width, height| {
        let mut app = App::example(width, height);
        app.send(Msg::Day(day("2027-01-11")));
        app
    });
}

/// What would make a late plan fit, before and after one of it was tried.
#[test]
fn levers() {
    take("levers", |width, height| {
        let mut app = App::with(&late_plan(), width, height);
        app.keys("t").compute();
        app
    });
    take("levers-tried", |width, height| {
        let mut app = App::with(&late_plan(), width, height);
        app.keys("t").compute().keys("<down><enter>").compute();
        app
    });
    take("levers-share", |width, height| {
        let mut app = App::live(&late_plan(), width, height);
        app.keys("t").compute();
        app
    });
}

/// A late plan on a window that everybody sees.
#[test]
fn share_late() {
    take("share-late", |width, height| {
        App::live(&late_plan(), width, height)
    });
}

#[test]
fn moved_by_an_edit() {
    take("moved", |width, height| {
        let mut app = App::example(width, height);
        app.select("Implementation").keys("d<ctrl-u>4w<enter>");
        app
    });
}

/// A board that meets on fixed days, a pin, both bounds, a lag, and steps that start and end together.
#[test]
fn limits_drawn() {
    take("limits", |width, height| {
        let mut app = App::example(width, height);
        for line in [
            "Board 1d buyer only 2nd thu after Executive approval before Signature",
            "Steering round 2d buyer only tue, thu before Signature",
            "Kick-off day 1d buyer on 7 dec",
            "Tender window 5d buyer from 7 dec by 15 jan",
            "Print contracts 1d seller after Legal redlines +5d before Signature",
            "Reference call 2d seller starts with Proof of concept",
            "Security report 1d buyer finishes with Proof of concept",
        ] {
            app.select("Go-live").keys("a").paste(line).keys("<enter>");
        }
        app.select("Proof of concept").keys("!");
        app
    });
}

/// In January something is due from nearly everybody.
#[test]
fn due() {
    take("due", |width, height| {
        let mut app = App::example(width, height);
        app.send(Msg::Day(day("2027-01-14")));
        app.keys("T<down>");
        app
    });
}

#[test]
fn due_nothing() {
    take("due-nothing", |width, height| {
        let mut plan = example_plan();
        for step in &mut plan.steps {
            step.unknown = None;
            step.started = (step.title == "Success criteria").then(|| day("2026-11-20"));
        }
        let mut app = App::with(&plan, width, height);
        app.keys("T");
        app
    });
}

#[test]
fn due_shared() {
    take("due-shared", |width, height| {
        let mut app = App::live(&example_plan(), width, height);
        app.send(Msg::Day(day("2027-01-14")));
        app.keys("T");
        app
    });
}

#[test]
fn step_form() {
    take_example("step-form", "e<tab><tab><tab><tab>");
}

#[test]
fn new_plan_form() {
    take("new-plan-form", |width, height| {
        let mut app = App::home(width, height);
        app.keys("nGlobex<tab>Globex<tab>Northwind<tab>in 14 weeks");
        app
    });
}

/// A deal too small for a plan: in the form for a new one, and where a plan has no steps yet.
#[test]
fn small_deals() {
    take("small-form", |width, height| {
        let mut app = App::home(width, height);
        app.keys("nGlobex<tab>Globex<tab>Northwind<tab>in 14 weeks<tab>3000 eur");
        app
    });
    take("small-plan", |width, height| {
        App::worth(&harness::empty_plan(), 3_000, (width, height))
    });
}

/// A work with a rep, where whom it is with is not clear.
#[test]
fn whom_a_work_is_with() {
    take("work-asks", |width, height| {
        let mut app = App::home(width, height);
        let folder = backcast::store::Folder::at(app.folder.path().to_owned());
        for rep in ["Alex Kim", "Priya Shah"] {
            backcast::store::edit_rep(&folder, rep, |rep| rep.extra.clear()).unwrap();
        }
        app.keys("1");
        app
    });
}

#[test]
fn add_line() {
    take("add-line", |width, height| {
        let mut app = App::example(width, height);
        app.select("Executive approval")
            .keys("aBoard sign-off 4w @Da");
        app
    });
}

#[test]
fn palette() {
    take_example("palette", ":ris");
}

#[test]
fn help() {
    take_example("help", "?");
}

#[test]
fn script_page() {
    take_example("script-page", "cv");
}

/// Real or theatre, of the example as it is and of one that is real.
#[test]
fn check_page() {
    take_example("check", "E");
    take("check-real", |width, height| {
        let mut app = App::example(width, height);
        app.select("Vendor onboarding");
        app.keys("b<enter>o<ctrl-u>Tom<enter>bR<enter><enter><esc>E");
        app
    });
}

/// The odds of the example, and with a date that it makes in some runs only.
#[test]
fn odds() {
    take_example("odds", "O");
    take("odds-tight", |width, height| {
        let mut plan = example_plan();
        plan.anchor.go_live = Some(day("2027-01-22"));
        let mut app = App::with(&plan, width, height);
        app.select("Legal redlines").keys("!O");
        app
    });
    take("odds-shared", |width, height| {
        let mut app = App::live(&example_plan(), width, height);
        app.keys("O");
        app
    });
}

#[test]
fn people() {
    take_example("people", "P");
}

#[test]
fn calendars() {
    take_example("calendar", "m");
    take_example("calendar-line", "ma21 dec - 8 jan year-end change freeze");
    take_example("calendar-country", "mcbav");
    let busy = "ma21 dec - 8 jan year-end change freeze<enter>xsat 5 dec<enter>vDana 18-29 jan<enter><ctrl-l>";
    take_example("calendar-busy", busy);
    take_example("calendar-people", &format!("{busy}<tab><tab><down><down>"));
    take("calendar-shared", |width, height| {
        let mut app = App::live(&example_plan(), width, height);
        app.keys(busy);
        app
    });
}

#[test]
fn calendar_file() {
    take("calendar-import", |width, height| {
        let mut app = App::example(width, height);
        let path = app.folder.path().join("days.ics");
        let event = |date: &str, name: &str| {
            format!("BEGIN:VEVENT\nDTSTART{date}\nSUMMARY:{name}\nEND:VEVENT\n")
        };
        let events = [
            event(";VALUE=DATE:20261224", "Christmas Eve"),
            event(";VALUE=DATE:20261225", "Christmas Day"),
            event(":20261201T100000", "Team meeting"),
        ];
        let text = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.concat());
        std::fs::write(&path, text).unwrap();
        app.keys("mi").paste(&path.display().to_string());
        app.keys("<enter>");
        app
    });
}

/// What is known of a deal: nothing yet, something of everything, evidence being typed.
#[test]
fn meddpicc() {
    let known = "Q<space><space>eDana: the close in three days instead of nine<enter><down>\
                 eSarah says that Dana signs alone up to 100k<enter><end><up><space><space>";
    take_example("meddpicc-empty", "Q");
    take_example("meddpicc", &format!("{known}<up><up><ctrl-l>"));
    take_example("meddpicc-evidence", &format!("{known}eRavi brou"));
}

#[test]
fn empty_plan() {
    take("empty-plan", App::empty_plan);
}

#[test]
fn prompter_waiting() {
    take("prompter-waiting", App::prompter);
}

#[test]
fn prompter_on_a_call() {
    take("prompter", on_a_call);
}

#[test]
fn prompter_after_a_call() {
    take("prompter-ended", after_a_call);
}

#[test]
fn prompter_objections() {
    for (name, keys) in [
        ("objections", "o<down>"),
        ("objection", "o2"),
        ("note", "nRavi asks"),
    ] {
        take(&format!("prompter-{name}"), |width, height| {
            let mut app = on_a_call(width, height);
            app.keys(keys);
            app
        });
    }
}

/// A shared window in the first call, after so many answers, and then some keys.
fn in_the_first_call(width: u16, height: u16, answers: usize, keys: &str) -> App {
    let mut app = App::live(&harness::empty_plan(), width, height);
    app.keys("i");
    let (before, after) = (BEFORE_THE_PEN.iter(), BY_THE_BUYER.iter());
    let answer = |app: &mut App, answer: &Answer| {
        app.keys(&format!("{}<enter>", answer.typed));
    };
    before.take(answers).for_each(|said| answer(&mut app, said));
    if answers > BEFORE_THE_PEN.len() {
        app.keys(&format!("<ctrl-b>{PEN}<enter>"));
    }
    let left = answers.saturating_sub(BEFORE_THE_PEN.len());
    after.take(left).for_each(|said| answer(&mut app, said));
    app.keys(keys);
    app
}

/// All the answers of the first call.
const ALL: usize = BEFORE_THE_PEN.len() + BY_THE_BUYER.len();

#[test]
fn share_view() {
    for (name, keys) in [
        ("share", ""),
        ("share-neutral", "<f2>"),
        ("share-line", "b<enter>aBoard sign-off 4w @Da"),
        ("share-go-live", "g"),
        ("share-leaving", "q"),
    ] {
        take(name, |width, height| {
            let mut app = App::live(&example_plan(), width, height);
            app.keys(keys);
            app
        });
    }
}

#[test]
fn share_opening_card() {
    take("share-opening", |width, height| {
        let mut app = App::live(&harness::empty_plan(), width, height);
        let card = Page::new(What::Opening);
        app.model.overlays.push(Overlay::Page(card));
        app
    });
}

/// A question of the first call while it is answered, the pen being given away, the last question.
#[test]
fn interview() {
    for (name, answers, keys) in [
        ("interview-first", 0, ""),
        ("interview-pen", 3, "<ctrl-b>Sarah Chen"),
        ("interview", 7, "Board sign-off a month @Dana"),
        ("interview-riskiest", ALL - 1, ""),
    ] {
        take(name, |width, height| {
            in_the_first_call(width, height, answers, keys)
        });
    }
}

#[test]
fn read_back_and_recap() {
    for (name, keys) in [
        ("read-back", "R"),
        ("read-back-one", "R<enter>"),
        ("read-back-agreed", "R<enter><enter>"),
        (
            "read-back-changed",
            "R<enter><enter><esc>g<ctrl-u>mar 15<enter>R",
        ),
        ("recap", "R<enter><enter>y"),
    ] {
        take(name, |width, height| {
            in_the_first_call(width, height, ALL, keys)
        });
    }
}

/// The plan of the example has more work than one line a person.
#[test]
fn read_back_of_the_example() {
    take("read-back-example", |width, height| {
        let mut app = App::live(&example_plan(), width, height);
        app.keys("R<enter>");
        app
    });
}

/// A trial in which a step grew and go-live moved, what it moves, and the question before it is left;
/// the same on a shared window.
#[test]
fn what_if() {
    let tried = "W<home><down>d<ctrl-u>14d<enter>g<ctrl-u>feb 22<enter>";
    for (name, keys) in [
        ("what-if", ""),
        ("what-if-list", "W"),
        ("what-if-leaving", "q"),
    ] {
        take_example(name, &format!("{tried}{keys}"));
        take(&format!("share-{name}"), |width, height| {
            let mut app = App::live(&example_plan(), width, height);
            app.keys(&format!("{tried}{keys}"));
            app
        });
    }
}

/// A step that is removed and one that is added while somebody tries what if, alone and shared.
#[test]
fn what_if_a_step_went() {
    let tried = |app: &mut App| {
        app.keys("W").select("Security review").keys("D");
        app.select("Signature").keys("aReference call 2d<enter>");
    };
    take("what-if-removed", |width, height| {
        let mut app = App::example(width, height);
        tried(&mut app);
        app
    });
    take("share-what-if-removed", |width, height| {
        let mut app = App::live(&example_plan(), width, height);
        tried(&mut app);
        app
    });
}

/// What both sides moved since the first agreement, alone and shared.
#[test]
fn slip_since_the_first_agreement() {
    let moved = "R<enter><esc><home><down>d<ctrl-u>14d<enter>g<ctrl-u>mar 8<enter><home><down>S";
    take_example("slip", moved);
    take("share-slip", |width, height| {
        let mut app = App::live(&example_plan(), width, height);
        app.keys(moved);
        app
    });
}

#[test]
fn practice() {
    let begun = |width, height| App::practice("Alex Kim", 7, None, width, height);
    take("practice-name", |width, height| {
        App::practice("", 7, None, width, height)
    });
    take("practice-choice", begun);
    take("practice-trend-empty", |width, height| {
        let mut app = begun(width, height);
        app.keys("t");
        app
    });
    take("practice-round", played);
    for (name, keys) in [
        ("practice-blank", "4h"),
        ("practice-scorecard", "<enter>342<up>"),
    ] {
        take(name, |width, height| {
            let mut app = played(width, height);
            app.keys(keys);
            app
        });
    }
    take("practice-trend", practised);
}

/// The next 1:1 after one that ended with a commitment, somewhere in it.
fn next_one_on_one(width: u16, height: u16, keys: &str) -> App {
    let folder = Rc::new(tempfile::tempdir().unwrap());
    let plan = example_plan();
    let hold =
        |day: NaiveDate, ids| App::one_on_one(&folder, Some(&plan), day, (ids, (width, height)));
    hold(day("2026-11-09"), "one").keys(
        "<enter><ctrl-n><ctrl-n><ctrl-n><ctrl-n><ctrl-n>A co-built plan, in writing, confirmed by \
         Sarah<tab>nov 16<tab>Security review<enter>q",
    );
    let mut app = hold(harness::today(), "two");
    app.keys(keys);
    app
}

/// The opening, each stage while the rep speaks, the commitment, what came of it.
#[test]
fn one_on_one() {
    let goal = "<enter>March 1, because the April audit must not run on the old ledger.<enter>Sarah \
                says the board asked twice.";
    let form = "<ctrl-n><ctrl-n><ctrl-n><ctrl-n><ctrl-n>Sketch it with Sarah<tab>fri<tab>";
    for (name, keys) in [
        ("opening", String::new()),
        ("goal", goal.to_owned()),
        ("reality", format!("{goal}<ctrl-n>We have a list. Ravi")),
        ("options", "<enter><ctrl-n><ctrl-n>".to_owned()),
        ("evidence", "<enter><ctrl-n><ctrl-t>".to_owned()),
        ("commitment", format!("{goal}{form}")),
        ("end", format!("{goal}{form}Security review<enter>")),
    ] {
        take(&format!("one-on-one-{name}"), |width, height| {
            next_one_on_one(width, height, &keys)
        });
    }
}

#[test]
fn one_on_one_in_silence() {
    take("one-on-one-silence", |width, height| {
        let mut app = next_one_on_one(width, height, "<enter><ctrl-n>");
        app.send(Msg::Moment(later(95)));
        app
    });
}

/// The first question, one in the middle of the path, its evidence being typed, and two ends.
#[test]
fn diagnosis() {
    for (name, keys) in [
        ("first", ""),
        ("asks", "yheard it without notes<enter>"),
        ("evidence", "yheard it without notes<enter>ncalls it pus"),
        (
            "end",
            "yheard it without notes<enter>ysays so<enter><enter>",
        ),
        ("skill", "<enter>"),
    ] {
        take(&format!("diagnosis-{name}"), |width, height| {
            let mut app = App::later_diagnosis((width, height));
            app.keys(keys);
            app
        });
    }
}
