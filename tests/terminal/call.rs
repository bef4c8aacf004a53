//! The first call in two real terminals: the window that everybody sees, and the prompter that follows
//! it. Each is killed in turn, and the other goes on.

use backcast::coach::interview_prompts;
use backcast::plan::Plan;
use backcast::plan::authorship::Authorship;
use backcast::store;
use nix::sys::signal::Signal;

use crate::first_call::{Answer, BEFORE_THE_PEN, BY_THE_BUYER, PEN};
use crate::home::Home;
use crate::pty::{Run, Seen, Terminal, open};

/// A home with an empty plan of the two organizations, named `acme`.
fn home() -> Home {
    let home = Home::new();
    home.ok(&["new", "acme", "--buyer", "Acme", "--seller", "Northwind"]);
    home
}

/// A shared window on `acme`, its first card closed.
pub(crate) fn live(home: &Home) -> Terminal {
    let live = Run::new(home, &["live", "acme"]).size(100, 30).start();
    live.wait_for("Before you share");
    live.keys("\r");
    live.wait_gone("Before you share");
    live
}

fn plan(home: &Home) -> Plan {
    store::load(&home.plan_file("acme")).unwrap().plan
}

/// The words of a screen, however they are wrapped.
fn flat(seen: &Seen) -> String {
    let text = seen.text();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Types an answer on the shared window and waits for what follows.
fn play(live: &Terminal, answer: &Answer) {
    live.wait_for(answer.asked);
    live.keys(answer.typed);
    live.wait_for(answer.typed.split('@').next().unwrap().trim());
    live.keys("\r");
    live.wait_for(answer.follows);
    live.wait_saved();
}

/// Waits until a prompter says what belongs to a question: its script, its words, what they see.
fn prompts(prompter: &Terminal, question: &str, pen: &str) {
    let prompt = interview_prompts::of(question).unwrap();
    let heading = prompt.cue.title().to_uppercase();
    prompter.wait_until(question, |seen| {
        let flat = flat(seen);
        let head: String = prompt.text.chars().take(100).collect();
        [heading.as_str(), head.trim_end(), pen]
            .iter()
            .all(|words| flat.contains(words))
    });
}

/// Gives the pen to the buyer from inside the interview.
fn give_the_pen(live: &Terminal) {
    live.keys("\x02");
    live.wait_for("Writing for");
    live.keys(PEN);
    live.keys("\r");
    live.wait_for("✎ writing for Sarah Chen");
}

fn leave(live: Terminal, prompters: Vec<Terminal>) {
    live.keys("q");
    live.wait_for("End this window?");
    live.keys("y");
    live.left().cleanly(0);
    for prompter in prompters {
        prompter.wait_for("the call is on record");
        prompter.keys("q");
        prompter.left().cleanly(0);
    }
}

/// How many edits each side made in each call on record, and how many questions were answered.
fn on_record(home: &Home) -> Vec<[u32; 3]> {
    let private = store::load_private(&home.plan_file("acme")).unwrap();
    let sessions = private.unwrap().sessions;
    let counts = |call: &backcast::private::Session| {
        [call.buyer_edits, call.seller_edits, call.answered.unwrap()]
    };
    sessions.iter().map(counts).collect()
}

#[test]
fn two_prompters_say_what_belongs_to_each_moment_of_a_call() {
    let home = home();
    let live = live(&home);
    let prompters = vec![
        open(&home, &["prompter"]),
        Run::new(&home, &["prompter", "acme"]).size(80, 24).start(),
    ];
    for prompter in &prompters {
        prompter.wait_for("● live");
        prompter.wait_for("0:0");
    }
    let say = |question: &str, pen: &str| {
        for prompter in &prompters {
            prompts(prompter, question, pen);
        }
    };
    live.keys("i");
    for answer in &BEFORE_THE_PEN {
        say(answer.question, "writing for your side");
        play(&live, answer);
    }
    give_the_pen(&live);
    for answer in &BY_THE_BUYER {
        say(answer.question, "writing for Sarah");
        play(&live, answer);
    }
    live.keys("R");
    live.wait_for("▸ Sarah Chen, champion");
    for (left, keys, done) in [
        ("then ask Sarah and Dana by name", "\r", "Sarah Chen agreed"),
        ("then ask Dana by name", "\r", "Dana Ortiz agreed"),
        ("Everybody asked agrees", "y", "copied"),
    ] {
        for prompter in &prompters {
            prompter.wait_until(left, |seen| {
                let flat = flat(seen);
                flat.contains(left) && flat.contains("the read-back")
            });
        }
        live.keys(keys);
        live.wait_for(done);
    }
    live.keys("\x1b");
    live.wait_gone("WHO DOES WHAT BY WHEN");
    live.keys("\x1b");
    live.wait_gone("Agreed by");
    let plan = plan(&home);
    assert_eq!((plan.steps.len(), plan.agreements.len()), (7, 2));
    assert_eq!(Authorship::of(&plan).by_buyer, 6);
    leave(live, prompters);
    // Eight answers and two agreements with the buyer's pen; three answers and a new name with ours.
    assert_eq!(on_record(&home), [[10, 4, 11]]);
}

#[test]
fn a_shared_window_that_is_killed_leaves_the_prompter_working_and_the_plan_whole() {
    let home = home();
    let first = live(&home);
    let prompter = open(&home, &["prompter"]);
    first.keys("i");
    for answer in &BEFORE_THE_PEN {
        play(&first, answer);
    }
    prompts(&prompter, "signature", "writing for your side");
    // Half a line is typed and nothing of it is in the plan.
    first.keys("@Dana @Al");
    first.wait_for("@Dana @Al");
    first.signal(Signal::SIGKILL);
    drop(first);
    prompter.wait_for("○ not seen for");
    let whole = plan(&home);
    assert_eq!((whole.steps.len(), whole.people.len()), (1, 1));
    assert_eq!(whole.anchor.if_missed, BEFORE_THE_PEN[1].typed);
    prompter.keys("n");
    prompter.wait_until("a field", |seen| !seen.cursor_hidden());
    prompter.keys("Omar is away in week seven\r");
    prompter.wait_for("noted");
    let notes = store::load_private(&home.plan_file("acme"))
        .unwrap()
        .unwrap()
        .notes;
    let note = notes.get(&whole.steps[0].id).map(String::as_str);
    assert_eq!(note, Some("Omar is away in week seven"));

    let second = live(&home);
    prompter.wait_for("● live");
    second.keys("i");
    prompts(&prompter, "signature", "writing for your side");
    give_the_pen(&second);
    play(&second, &BY_THE_BUYER[0]);
    prompts(&prompter, "procurement", "writing for Sarah");
    second.keys("\x1b");
    second.wait_until("no question", Seen::cursor_hidden);
    leave(second, vec![prompter]);
    assert_eq!(plan(&home).steps.len(), 2);
    // What was answered in the first call counts as answered in the second.
    assert_eq!(on_record(&home), [[0, 3, 3], [1, 1, 4]]);
}

#[test]
fn a_prompter_that_is_killed_leaves_the_call_as_it_was() {
    let home = home();
    let live = live(&home);
    let prompter = open(&home, &["prompter"]);
    live.keys("i");
    play(&live, &BEFORE_THE_PEN[0]);
    prompts(&prompter, "if-missed", "writing for your side");
    live.keys("the April audit");
    live.wait_for("▸ the April audit");
    prompter.signal(Signal::SIGKILL);
    drop(prompter);
    live.keys(" runs on the old ledger\r");
    live.wait_for(BEFORE_THE_PEN[2].asked);
    play(&live, &BEFORE_THE_PEN[2]);
    assert_eq!(plan(&home).anchor.if_missed, BEFORE_THE_PEN[1].typed);
    let another = open(&home, &["prompter"]);
    prompts(&another, "signature", "writing for your side");
    live.keys("\x1b");
    live.wait_until("no question", Seen::cursor_hidden);
    leave(live, vec![another]);
    assert_eq!(on_record(&home), [[0, 3, 3]]);
}
