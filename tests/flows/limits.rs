//! What holds a step to certain days or ties it to another: each kind typed in the form, on the one line
//! and in a command, told in the details, drawn on the timeline, and refused with reasons.

use backcast::plan::{Gate, LinkKind, Pin, Plan, Step};
use backcast::tui::theme::{ASCII, Depth, Theme, UNICODE};

use crate::harness::{App, day, example_plan};

/// A kind of limit: how it is typed, what the step then has, what the details say and what the row or the
/// first column of a neighbour shows, in either set of glyphs.
struct Kind {
    field: &'static str,
    form: &'static str,
    line: &'static str,
    has: fn(&Plan, &Step) -> bool,
    details: &'static str,
    drawn: (&'static str, &'static str, &'static str),
}

fn tied(plan: &Plan, step: &Step, to: &str, kind: &LinkKind, lag: Option<&str>) -> bool {
    let target = plan.steps.iter().find(|step| step.title == to).unwrap();
    step.after.iter().any(|link| {
        let text = link.lag.map(|lag| lag.text());
        link.step == target.id && link.kind == *kind && text.as_deref() == lag
    })
}

const STEP: &str = "Board paper";

const KINDS: [Kind; 12] = [
    Kind {
        field: "Only on",
        form: "2nd thu",
        line: "only 2nd thu",
        has: |_, step| step.gate == Some(Gate::parse("2nd thu").unwrap()),
        details: "only on the 2nd Thursday of the month",
        drawn: (STEP, "∩", "n"),
    },
    Kind {
        field: "Only on",
        form: "Tuesdays and Thursdays",
        line: "only on Tuesdays and Thursdays",
        has: |_, step| step.gate == Some(Gate::parse("tue, thu").unwrap()),
        details: "only on Tuesday and Thursday",
        drawn: (STEP, "∩", "n"),
    },
    Kind {
        field: "Only on",
        form: "15th of the month",
        line: "only 15th of the month",
        has: |_, step| step.gate == Some(Gate::DayOfMonth(15)),
        details: "only on the 15th of the month",
        drawn: (STEP, "∩", "n"),
    },
    Kind {
        field: "Only on",
        form: "10 dec, 14 jan, 11 feb",
        line: "only 10 dec, 14 jan, 11 feb",
        has: |_, step| {
            step.gate
                == Some(Gate::Dates(vec![
                    day("2026-12-10"),
                    day("2027-01-14"),
                    day("2027-02-11"),
                ]))
        },
        details: "only on 10 Dec 2026, 14 Jan 2027 or 11 Feb 2027",
        drawn: (STEP, "∩", "n"),
    },
    Kind {
        field: "Pinned to",
        form: "14 jan",
        line: "on 14 jan",
        has: |_, step| step.pin == Some(Pin::On(day("2027-01-14"))),
        details: "pinned to Thu 14 Jan",
        drawn: (STEP, "╋", "+"),
    },
    Kind {
        field: "Not before",
        form: "15 dec",
        line: "not before 15 dec",
        has: |_, step| step.not_before == Some(day("2026-12-15")),
        details: "not before Tue 15 Dec",
        drawn: (STEP, "[", "["),
    },
    Kind {
        field: "No later than",
        form: "15 jan",
        line: "by 15 jan",
        has: |_, step| step.no_later_than == Some(day("2027-01-15")),
        details: "no later than Fri 15 Jan",
        drawn: (STEP, "]", "]"),
    },
    Kind {
        field: "Comes after",
        form: "Success criteria +10d",
        line: "after Success criteria +10d",
        has: |plan, step| {
            tied(
                plan,
                step,
                "Success criteria",
                &LinkKind::FinishStart,
                Some("10d"),
            )
        },
        details: "Success criteria (10 working days later)",
        drawn: (STEP, "╌", "~"),
    },
    Kind {
        field: "Comes after",
        form: "Proof of concept -2d",
        line: "after Proof of concept -2d",
        has: |plan, step| {
            tied(
                plan,
                step,
                "Proof of concept",
                &LinkKind::FinishStart,
                Some("-2d"),
            )
        },
        details: "Proof of concept (2 working days before it is done)",
        drawn: ("Proof of concept", "←", "<"),
    },
    Kind {
        field: "Comes after",
        form: "starts with Proof of concept",
        line: "starts with Proof of concept",
        has: |plan, step| tied(plan, step, "Proof of concept", &LinkKind::StartStart, None),
        details: "Proof of concept (starts with it)",
        drawn: ("Proof of concept", "├", "("),
    },
    Kind {
        field: "Comes after",
        form: "finishes with Proof of concept",
        line: "finishes with Proof of concept",
        has: |plan, step| {
            tied(
                plan,
                step,
                "Proof of concept",
                &LinkKind::FinishFinish,
                None,
            )
        },
        details: "Proof of concept (done with it)",
        drawn: ("Proof of concept", "┤", ")"),
    },
    Kind {
        field: "Comes after",
        form: "Budget confirmed, starts with Proof of concept +1w, finishes with Proof of concept",
        line: "after Budget confirmed, starts with Proof of concept +1w, finishes with Proof of concept",
        has: |plan, step| {
            tied(plan, step, "Budget confirmed", &LinkKind::FinishStart, None)
                && tied(
                    plan,
                    step,
                    "Proof of concept",
                    &LinkKind::StartStart,
                    Some("1w"),
                )
                && tied(
                    plan,
                    step,
                    "Proof of concept",
                    &LinkKind::FinishFinish,
                    None,
                )
        },
        details: "Proof of concept (starts 1 week after it starts; done with it)",
        drawn: (STEP, "╌", "~"),
    },
];

/// The example with a board paper of two days in it, which nothing holds.
fn plan() -> Plan {
    let mut plan = example_plan();
    let mut paper = Step::new("paper".to_owned(), STEP);
    paper.duration = backcast::plan::Duration::parse("2d").unwrap();
    plan.steps.push(paper);
    plan
}

/// Goes to a field of the step's form by its name.
fn focus<'a>(app: &'a mut App, field: &str) -> &'a mut App {
    let fields = [
        "Title",
        "Side",
        "Buyer's owner",
        "Seller's owner",
        "Takes",
        "Comes after",
        "Done when",
        "Pinned to",
        "Not before",
        "No later than",
        "Only on",
        "Started",
        "Done",
        "Note",
    ];
    let at = fields.iter().position(|name| *name == field).unwrap();
    app.keys(&"<tab>".repeat(at))
}

#[track_caller]
fn holds(app: &mut App, kind: &Kind, way: &str) {
    let told = format!("{} {way}", kind.line);
    let step = app.step(STEP).clone();
    assert!((kind.has)(app.plan(), &step), "{told}: {step:#?}");
    assert_eq!(app.file(), *app.plan(), "{told}");
    app.select(STEP);
    for glyphs in [&UNICODE, &ASCII] {
        app.model.theme = Theme::new(Depth::Plain, glyphs);
        let (row, unicode, ascii) = kind.drawn;
        let mark = if std::ptr::eq(glyphs, &raw const UNICODE) {
            unicode
        } else {
            ascii
        };
        let shown = app.screen();
        let rows = shown
            .lines()
            .skip(2)
            .take_while(|line| !line.contains(" d to spare"));
        let row: Vec<&str> = rows.filter(|line| line.contains(row)).take(1).collect();
        assert!(
            row.concat().contains(mark),
            "{told}: no {mark} in {row:?} of\n{shown}"
        );
    }
    app.model.theme = Theme::plain();
    let rows = app.plan_screen().details().wrapped(400);
    let words = rows.iter().flatten().map(|(words, _)| words.as_str());
    let words: String = words.collect();
    assert!(
        words.contains(kind.details),
        "{told}: no “{}” in {words}",
        kind.details
    );
}

/// Types each kind in the field of the step's form, and again with what stands there.
#[test]
fn each_kind_is_typed_in_the_form_told_and_drawn() {
    for kind in &KINDS {
        let mut app = App::with(&plan(), 140, 45);
        app.select(STEP).keys("e");
        focus(&mut app, kind.field).keys(&format!("<ctrl-u>{}<enter>", kind.form));
        holds(&mut app, kind, "in the form");
        // Opened and accepted again, nothing changes: what is written can be read.
        let before = app.step(STEP).clone();
        app.keys("e");
        focus(&mut app, kind.field).keys(" <enter>");
        assert_eq!(*app.step(STEP), before, "{}", kind.form);
    }
}

/// Adds the step with each kind on the one line.
#[test]
fn each_kind_is_typed_on_the_one_line_told_and_drawn() {
    for kind in &KINDS {
        let mut app = App::example(140, 45);
        app.keys("<end>").select("Go-live");
        app.keys(&format!("a{STEP} 2d buyer {}<enter>", kind.line));
        holds(&mut app, kind, "on the one line");
    }
}

/// Types what cannot be meant: each is refused with a reason that says what to type.
#[test]
fn what_cannot_be_meant_is_refused_with_a_reason() {
    for (field, typed, reason) in [
        ("Only on", "2nd blue", "names no days to land on"),
        (
            "Only on",
            "every second thursday",
            "every other week or once a month",
        ),
        ("Pinned to", "31 feb", "feb"),
        ("Not before", "soon", "soon"),
        ("No later than", "32nd", "32nd"),
        ("Comes after", "starts with Xyz", "no step is called “Xyz”"),
        ("Comes after", "starts with go-live", "cannot be tied to"),
        (
            "Comes after",
            "before Signature",
            "say here what it comes after",
        ),
        (
            "Comes after",
            "finishes with First value review +x",
            "not understood",
        ),
    ] {
        let mut app = App::with(&plan(), 120, 40);
        let before = app.file();
        app.select(STEP).keys("e");
        focus(&mut app, field).keys(&format!("<ctrl-u>{typed}"));
        app.sees(reason);
        app.keys("<enter>");
        assert!(app.said().contains(reason), "{typed}: {}", app.said());
        assert_eq!(app.file(), before, "{typed}");
    }
    let mut app = App::with(&plan(), 120, 40);
    app.select("Proof of concept")
        .keys("L<ctrl-u>starts with Legal redlines<enter>");
    assert!(
        app.said().contains("that would close a circle"),
        "{}",
        app.said()
    );
}

/// While a gate is typed, the form and the line say which day it means and what is just missed.
#[test]
fn a_gate_tells_its_nearest_misses_while_it_is_typed() {
    let mut app = App::example(120, 40);
    app.select("Executive approval").keys("e");
    focus(&mut app, "Only on").keys("2nd thu");
    app.sees("2nd Thursday of the month · start by Tue 12 Jan, done by Thu 14 Jan")
        .sees("after that it waits until Thu 11 Feb")
        .sees("limit been 6 working days later, it could be Thu 11 Feb");
    app.keys("<enter>");
    app.sees("it could be Thu 11 Feb");
    let mut app = App::example(120, 40);
    app.select("Signature").keys("aBoard 1d only thu");
    app.sees("had the limit been").sees("it waits until");
}

/// The page of keys explains every mark that limits are drawn with.
#[test]
fn the_legend_explains_each_mark_in_the_own_and_in_the_shared_window() {
    let mut own = App::example(100, 30);
    let mut live = App::live(&example_plan(), 100, 30);
    for app in [&mut own, &mut live] {
        app.keys("?");
        for words in [
            "∩ can land here",
            "╋ pinned",
            "[ not before",
            "] no later than",
            "╌ waits",
            "├ starts with the selected",
            "┤ done with it",
            "◷ due soon",
            "▓ late",
        ] {
            app.sees(words);
        }
    }
    // In the smallest window it scrolls with the keys.
    let mut small = App::example(60, 18);
    small.keys("?").sees("must happen");
    small.keys("<end>").sees_no("must happen");
}
