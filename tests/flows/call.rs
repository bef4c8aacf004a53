//! The whole first call: from an empty plan to two agreements and the recap, on a window that everybody
//! sees, and what the file then holds.

use std::collections::BTreeSet;

use backcast::plan::authorship::Authorship;
use backcast::plan::{Duration, Plan, Role, Side, Stance, Step, Via};
use backcast::schedule::{Schedule, facts};

use crate::first_call::{self, Answer};
use crate::harness::{App, day, empty_plan, parse, today};

/// Two hands at the keyboard: `keys` steer the program and are counted, `words` are what is said and
/// typed, and are not.
///
/// The rule of counting. A key that is pressed counts as one, whether it is a letter (`i`, `b`, `R`),
/// Enter, Esc, a key with ctrl, or an arrow. What is typed into a field does not count: names, titles,
/// dates, lengths, and the marks of the one line (`@`, commas). A shortcut that spares typing (Tab)
/// would count.
struct Call {
    app: App,
    steering: usize,
}

impl Call {
    fn keys(&mut self, keys: &str) -> &mut Self {
        self.steering += parse(keys).len();
        self.app.keys(keys);
        self
    }

    fn words(&mut self, words: &str) -> &mut Self {
        assert!(!words.contains('<'), "that is a key");
        self.app.keys(words);
        self
    }

    /// Answers the question on show, and holds what is said to follow from it.
    #[track_caller]
    fn answer(&mut self, answer: &Answer) {
        self.app.sees(answer.asked);
        self.words(answer.typed).keys("<enter>");
        self.app.sees(answer.follows);
    }
}

/// Plays the call up to the end of the interview.
fn interviewed(width: u16, height: u16) -> Call {
    let mut call = Call {
        app: App::live(&empty_plan(), width, height),
        steering: 0,
    };
    call.keys("i");
    for answer in &first_call::BEFORE_THE_PEN {
        call.answer(answer);
    }
    call.keys("<ctrl-b>").words(first_call::PEN).keys("<enter>");
    call.app.sees("✎ writing for Sarah Chen, Acme");
    for answer in &first_call::BY_THE_BUYER {
        call.answer(answer);
    }
    call
}

/// Plays it to the end: read back, agreed to by both by name, the recap copied.
fn whole(width: u16, height: u16) -> Call {
    let mut call = interviewed(width, height);
    call.keys("R");
    call.app
        .sees("What we put together")
        .sees("▸ Sarah Chen, champion");
    call.keys("<enter>");
    call.app
        .sees("Sarah Chen agreed")
        .sees("▸ Dana Ortiz, economic buyer");
    call.keys("<enter>");
    call.app
        .sees("✓ Sarah Chen, champion: agreed")
        .sees("✓ Dana Ortiz, economic buyer: agreed");
    call.keys("y");
    call.app.sees("copied");
    call
}

fn step<'a>(plan: &'a Plan, title: &str) -> &'a Step {
    let found = plan.steps.iter().find(|step| step.title == title);
    found.unwrap_or_else(|| panic!("no step is called {title}"))
}

/// The names of a step's owners, the buyer's first.
fn owners(plan: &Plan, title: &str) -> [String; 2] {
    let owners = &step(plan, title).owners;
    [&owners.buyer, &owners.seller].map(|id| {
        let person = id.as_deref().and_then(|id| plan.person(id));
        person.map_or_else(String::new, |person| person.name.clone())
    })
}

#[test]
fn a_call_goes_from_nothing_to_two_agreements_in_few_keys() {
    for (width, height) in [(80, 24), (100, 30), (140, 45)] {
        let call = whole(width, height);
        // One to begin, one an answer, two for the pen, four for the end.
        assert_eq!(call.steering, 18, "{width}x{height}");
        assert!(call.steering < 120);
        let plan = call.app.file();
        assert_eq!(plan, *call.app.plan());
        anchored(&plan);
        owned_and_dated(&plan);
        agreed(&plan);
        written_by_whom(&plan);
    }
}

fn anchored(plan: &Plan) {
    assert_eq!(plan.anchor.go_live, Some(day("2027-03-01")));
    assert_eq!(plan.anchor.outcome, "the March close takes three days");
    assert_eq!(
        plan.anchor.if_missed,
        "the April audit runs on the old ledger"
    );
    let people: Vec<(&str, &Side, Option<&Role>, &str)> = plan
        .people
        .iter()
        .map(|person| {
            (
                person.name.as_str(),
                &person.side,
                person.role.as_ref(),
                person.title.as_str(),
            )
        })
        .collect();
    for (name, side, role, title) in [
        ("Sarah Chen", &Side::Buyer, Some(&Role::Champion), ""),
        (
            "Dana Ortiz",
            &Side::Buyer,
            Some(&Role::EconomicBuyer),
            "CFO",
        ),
        ("Ravi", &Side::Buyer, None, ""),
        ("Mei", &Side::Buyer, None, ""),
        ("Tom", &Side::Buyer, None, ""),
        ("Omar", &Side::Seller, None, ""),
        ("Alex", &Side::Seller, None, ""),
    ] {
        assert!(
            people.contains(&(name, side, role, title)),
            "{name}: {people:?}"
        );
    }
    assert_eq!(people.len(), 7, "nobody is there twice: {people:?}");
}

/// Every step has an owner where it has a side, and a day by which it must be done, on both sides.
fn owned_and_dated(plan: &Plan) {
    let schedule = Schedule::of(plan, today());
    for (title, side, who, start, finish) in [
        (
            "Send the questionnaire",
            Side::Buyer,
            ["Ravi", ""],
            "2026-11-27",
            "2026-11-27",
        ),
        (
            "Board sign-off",
            Side::Buyer,
            ["Dana Ortiz", ""],
            "2026-12-25",
            "2027-01-24",
        ),
        (
            "Security review",
            Side::Buyer,
            ["Ravi", ""],
            "2027-01-11",
            "2027-01-22",
        ),
        (
            "Legal review",
            Side::Buyer,
            ["Mei", ""],
            "2027-01-11",
            "2027-01-24",
        ),
        (
            "Procurement",
            Side::Buyer,
            ["Tom", ""],
            "2027-01-25",
            "2027-02-05",
        ),
        (
            "Signature",
            Side::Both,
            ["Dana Ortiz", "Alex"],
            "2027-02-05",
            "2027-02-05",
        ),
        (
            "Implementation",
            Side::Seller,
            ["", "Omar"],
            "2027-02-08",
            "2027-02-28",
        ),
    ] {
        let at = plan.steps.iter().position(|step| step.title == title);
        let dates = schedule
            .step(at.unwrap_or_else(|| panic!("no {title}")))
            .unwrap();
        assert_eq!(dates.must_start, Some(day(start)), "{title}");
        assert_eq!(dates.must_finish, Some(day(finish)), "{title}");
        assert_eq!(
            (&step(plan, title).side, owners(plan, title)),
            (&side, who.map(str::to_owned)),
            "{title}"
        );
    }
    assert_eq!(plan.steps.len(), 7);
    assert_eq!(
        step(plan, "Implementation").duration,
        Duration::parse("3w").unwrap()
    );
    assert_eq!(
        step(plan, "Board sign-off").duration,
        Duration::parse("1m").unwrap()
    );
    let riskiest: Vec<&str> = plan
        .steps
        .iter()
        .filter(|step| step.riskiest)
        .map(|step| step.title.as_str())
        .collect();
    assert_eq!(riskiest, ["Security review"]);
    // Legal reads the contract and the board decides before procurement can begin.
    let before: BTreeSet<&str> = step(plan, "Procurement")
        .after
        .iter()
        .map(|link| plan.step(&link.step).unwrap().title.as_str())
        .collect();
    assert_eq!(
        before,
        BTreeSet::from(["Board sign-off", "Legal review", "Security review"])
    );
}

fn agreed(plan: &Plan) {
    let schedule = Schedule::of(plan, today());
    let told: Vec<(&str, &Stance, &str)> = plan
        .agreements
        .iter()
        .map(|agreement| {
            let person = plan.person(&agreement.person).unwrap();
            (
                person.name.as_str(),
                &agreement.stance,
                agreement.via.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Sarah Chen", &Stance::Agreed, "on the call"),
            ("Dana Ortiz", &Stance::Agreed, "on the call")
        ]
    );
    let now = facts::facts(plan, &schedule);
    assert_eq!(now.steps.len(), plan.steps.len());
    for agreement in &plan.agreements {
        assert_eq!((agreement.on, &agreement.facts), (today(), &now));
    }
    let baseline = plan.baseline.as_ref().unwrap();
    assert_eq!(
        (baseline.on, baseline.go_live),
        (Some(today()), plan.anchor.go_live)
    );
    assert_eq!(baseline.dates.len(), plan.steps.len());
    let signature = &baseline.dates[&step(plan, "Signature").id];
    assert_eq!(signature.finish, day("2027-02-05"));
}

/// What the buyer said before the pen was theirs does not count as written by them, what was typed for
/// Sarah does: six of seven steps.
fn written_by_whom(plan: &Plan) {
    let authorship = Authorship::of(plan);
    assert_eq!((authorship.by_buyer, authorship.unrecorded), (6, 0));
    assert_eq!(
        authorship.summary(),
        "Acme wrote 6 of 7 steps and moved 0 dates"
    );
    let sarah = plan
        .people
        .iter()
        .find(|person| person.name == "Sarah Chen")
        .unwrap();
    for written in &authorship.steps {
        let title = &plan.step(written.step).unwrap().title;
        let entry = written.written.unwrap();
        let told = (&entry.by.side, entry.by.person.as_deref(), &entry.via);
        if title == "Implementation" {
            assert_eq!((told.0, told.2), (&Side::Seller, &Via::Hand));
        } else {
            assert_eq!(
                told,
                (&Side::Buyer, Some(sarah.id.as_str()), &Via::Dictated),
                "{title}"
            );
        }
    }
}

/// The recap is on the clipboard: who does what by when on both sides, whole names, years in dates.
#[test]
fn the_recap_of_the_call_says_who_does_what_by_when() {
    let call = whole(80, 24);
    let copied = call
        .app
        .terminal
        .iter()
        .filter_map(|done| done.strip_prefix("copy "));
    let [recap] = copied.collect::<Vec<_>>()[..] else {
        panic!("{:?}", call.app.terminal);
    };
    for line in [
        "Acme × Northwind, live on Monday 1 March 2027",
        "WHAT WE AGREED",
        "What it is for: the March close takes three days",
        "If the date is missed: the April audit runs on the old ledger",
        "- Ravi: Send the questionnaire, by Fri 27 Nov 2026",
        "- Ravi: Security review, by Fri 22 Jan 2027",
        "- Mei: Legal review, Mon 11 Jan 2027 to Sun 24 Jan 2027",
        "- Dana Ortiz: Board sign-off, Fri 25 Dec 2026 to Sun 24 Jan 2027",
        "- Tom: Procurement, by Fri 5 Feb 2027",
        "- Alex: Signature, with Dana Ortiz, by Fri 5 Feb 2027",
        "- Omar: Implementation, Mon 8 Feb 2027 to Sun 28 Feb 2027",
        "WHO AGREED",
    ] {
        assert!(
            recap.lines().any(|told| told == line),
            "no “{line}” in\n{recap}"
        );
    }
    for name in [
        "Sarah Chen, champion: agreed",
        "Dana Ortiz, economic buyer: agreed",
    ] {
        assert!(recap.contains(name), "{recap}");
    }
}

/// After the agreements go-live is put off by two weeks: both agreed to an earlier version, and the page
/// says what is not as they agreed to it. Taken back, they agree again.
#[test]
fn a_later_change_makes_both_agreements_ones_to_an_earlier_version() {
    let mut call = whole(100, 30);
    call.keys("<esc><esc>g<ctrl-u>")
        .words("mar 15")
        .keys("<enter>R");
    let plan = call.app.file();
    let schedule = Schedule::of(&plan, today());
    let standing = facts::standing(&plan, &schedule);
    assert_eq!(standing.len(), 2);
    for standing in &standing {
        assert_eq!(
            standing.words(),
            "agreed to an earlier version: 7 changes since"
        );
        let changes: Vec<&str> = standing
            .changes
            .iter()
            .map(|change| change.words.as_str())
            .collect();
        assert_eq!(changes[0], "go-live Mon 15 Mar instead of Mon 1 Mar");
        assert!(
            changes.contains(&"Signature: done by Fri 19 Feb instead of Fri 5 Feb"),
            "{changes:?}"
        );
        for change in changes {
            call.app.sees(change);
        }
    }
    call.app
        .sees("Changed since we agreed")
        .sees("Sarah Chen, champion: agreed to an earlier version: 7 changes since")
        .sees("Dana Ortiz, economic buyer: agreed to an earlier version: 7 changes since");
    let shown = call.app.screen();
    assert_eq!(
        shown.matches("go-live Mon 15 Mar").count(),
        1,
        "each change once:\n{shown}"
    );
    call.app.resize(80, 24);
    call.app
        .sees("Dana Ortiz, economic buyer: agreed to an earlier version")
        .sees("go-live Mon 15 Mar instead of Mon 1 Mar")
        .sees("more changes");
    call.keys("u");
    call.app
        .sees("What we agreed")
        .sees("✓ Dana Ortiz, economic buyer: agreed")
        .sees_no("Since then");
}
