//! The same hostile texts on a call: on the window that everybody sees, in what leaves it, and on the
//! prompter, which also shows what only the seller's own file says.

use std::collections::BTreeMap;

use backcast::tui::following::News;

use crate::harness::App;
use crate::harness::call::{hears, news, session};
use crate::hostile::{SIZES, Watched, hostile_plans, texts};
use crate::payloads::is_dangerous;

/// Everything that a shared window can show, one after the other.
const KEYS: &[&str] = &[
    "",
    "i",
    "mar 1, so A",
    "<ctrl-n>",
    "<ctrl-n>3w @A",
    "<ctrl-n><ctrl-n><ctrl-n><ctrl-n><ctrl-n><ctrl-n><ctrl-n><ctrl-n>",
    "<esc>b",
    "A",
    "<enter>",
    "aA 2d<enter>",
    "B",
    "R",
    "<down><down>",
    "<enter>",
    "s",
    "mA",
    "<enter>",
    "y",
    "<end>",
    "<esc><esc> ",
    "<esc>?",
    "<esc>:",
    "<esc>P",
    "<esc><f2>",
    "<f2>q",
    "n",
];

/// Plays a call on a plan in which every text is hostile. What is copied is harmless too.
#[test]
fn a_hostile_plan_on_a_call_reaches_no_cell_and_no_clipboard() {
    for (name, plan) in hostile_plans() {
        let mut app = App::live(&plan, 80, 24);
        let mut windows = SIZES.map(|(cols, rows)| Watched::new(app.resize(cols, rows)));
        for keys in KEYS {
            app.keys(keys);
            for (watched, (cols, rows)) in windows.iter_mut().zip(SIZES) {
                watched.look(app.resize(cols, rows), &name);
            }
        }
        let copied = app.terminal.iter().find(|done| done.starts_with("copy "));
        let bad = copied
            .unwrap()
            .chars()
            .find(|&c| c != '\n' && is_dangerous(c));
        assert_eq!(bad, None, "{name}: on the clipboard");
        assert_eq!(app.file(), *app.plan(), "{name}");
    }
}

/// Follows a window whose file is hostile, with hostile notes on every step.
#[test]
fn a_hostile_session_and_hostile_notes_reach_no_cell() {
    for (from, (name, plan)) in hostile_plans().enumerate() {
        let mut texts = texts(from * 9);
        let mut text = || texts.next().unwrap();
        let steps: Vec<String> = plan.steps.iter().map(|step| step.id.clone()).collect();
        let notes: BTreeMap<String, String> = steps.iter().map(|id| (id.clone(), text())).collect();
        let mut app = App::prompter(80, 24);
        let mut windows = SIZES.map(|(cols, rows)| Watched::new(app.resize(cols, rows)));
        for (at, step) in steps.iter().enumerate() {
            let said = session(|session| {
                session.name = text();
                session.plan = text();
                session.step = Some(step.clone());
                session.pen.person = text();
                session.question = Some(text());
                session.cue = Some(text());
                session.people = vec![text(), text()];
                session.tty = Some(text());
            });
            let heard = News {
                plan: (at == 0).then(|| Ok(Box::new(plan.clone()))),
                notes: (at == 0).then(|| Ok(notes.clone())),
                ..news(400, said, true)
            };
            hears(&mut app, heard).keys(["", "v", "]", "o", "<esc>n", "<esc>"][at % 6]);
            for (watched, (cols, rows)) in windows.iter_mut().zip(SIZES) {
                watched.look(app.resize(cols, rows), &name);
            }
        }
    }
}
