use proptest::prelude::*;

use super::page::{LABEL_COLS, Mark, Page};
use super::*;
use crate::plan::templates::{self, NewPlan};
use crate::plan::testing::{edit, full, perform};
use crate::plan::{Duration, Pin, Stance, Unknown, links};
use crate::schedule::facts::agree;
use crate::text;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-23")
}

fn example() -> Plan {
    let new = NewPlan {
        id: "p",
        today: today(),
        ..NewPlan::default()
    };
    templates::plan("example", &new).unwrap()
}

fn read(plan: &Plan) -> ReadBack {
    ReadBack::of(plan, &Schedule::of(plan, today()))
}

fn record(plan: &mut Plan, person: &str, stance: Stance) {
    let schedule = Schedule::of(plan, today());
    assert!(agree(
        plan,
        &schedule,
        person,
        today(),
        stance,
        "on the call"
    ));
}

/// The page as a screen would lay it out.
fn painted(page: &Page) -> String {
    let mut out = String::new();
    for line in &page.lines {
        out.push_str(&text::fit(&line.label, LABEL_COLS));
        if let Some(name) = &line.name {
            out.push_str(&text::fit(name, page.name_cols));
        }
        out.push_str(match line.mark {
            None => "",
            Some(Mark::Open) => "▢ ",
            Some(Mark::Seen) => "◦ ",
            Some(Mark::Agreed) => "✓ ",
            Some(Mark::Stale) => "± ",
        });
        out.push_str(&line.words);
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
    out
}

#[test]
fn twelve_steps_fit_a_page_of_80_by_24() {
    let mut plan = example();
    record(&mut plan, "sarah", Stance::Agreed);
    let page = read(&plan).page(80, 22);
    assert_eq!(
        painted(&page),
        "\
Live on       Monday 1 March 2027: Month-end close in three days, from the March
              close on
If we miss    the April audit runs on the old ledger

Acme          Sarah       Success criteria by Mon 4 Jan, and 1 more
              Ravi        Proof of concept by Thu 14 Jan,
                          Security review by Fri 29 Jan
              Dana        Executive approval by Wed 3 Feb, and 2 more
              Mei         Legal redlines by Fri 29 Jan, and 1 more
              Tom         Purchase order by Fri 5 Feb
              Lee         Implementation Mon 8 Feb to Sun 28 Feb
              nobody yet  Vendor onboarding by Fri 29 Jan
Northwind     Alex        Success criteria with Sarah by Mon 4 Jan, and 3 more
              Jordan      Legal redlines with Mei by Fri 29 Jan, and 1 more
              Omar        Implementation with Lee Mon 8 Feb to Sun 28 Feb

First step    Success criteria, Sarah and Alex: start Mon 23 Nov, due Mon 4 Jan
Riskiest      Security review, Ravi, by Fri 29 Jan
Open          who owns Vendor onboarding at Acme (Tom asks by Fri 27 Nov)

Agreed by     ✓ Sarah Chen, champion: agreed
              ▢ Dana Ortiz, economic buyer
"
    );
}

/// The end of a page, from the people on.
fn people_on(plan: &Plan, cols: usize, rows: usize) -> String {
    let text = painted(&read(plan).page(cols, rows));
    text[text.find("Agreed by").unwrap()..].to_owned()
}

#[test]
fn what_changed_since_it_was_agreed_to_is_told_below_the_people() {
    let mut plan = example();
    record(&mut plan, "dana", Stance::Agreed);
    record(&mut plan, "sarah", Stance::Agreed);
    assert!(read(&plan).is_agreed_as_it_stands());
    plan.step_mut("security-review").unwrap().owners.buyer = Some("tom".into());
    plan.step_mut("vendor-onboarding").unwrap().owners.buyer = Some("ravi".into());
    let page = read(&plan);
    assert!(page.is_agreed() && !page.is_agreed_as_it_stands());
    let both = "\
Agreed by     ± Sarah Chen, champion: agreed to an earlier version: 2 changes since
              ± Dana Ortiz, economic buyer: agreed to an earlier version: 2 changes since
Since then    Security review: owner on Acme's side Tom instead of Ravi
              Vendor onboarding: owner on Acme's side Ravi instead of nobody
";
    assert_eq!(people_on(&plan, 100, 30), both);
    let narrow = people_on(&plan, 76, 30);
    assert!(
        narrow.contains("buyer: agreed to an earlier version\n"),
        "{narrow}"
    );
    let narrower = people_on(&plan, 60, 30);
    assert!(
        narrower.contains(
            "± Dana Ortiz, economic buyer\n                agreed to an earlier version: 2 c"
        ),
        "{narrower}"
    );
    plan.anchor.go_live = Some(day("2027-03-15"));
    for (rows, end) in [
        (
            20,
            "Since then    go-live Mon 15 Mar instead of Mon 1 Mar\n              \
             Success criteria: done by Fri 15 Jan instead of Mon 4 Jan\n              \
             and 13 more changes\n",
        ),
        (16, "Since then    15 changes\n"),
    ] {
        let short = people_on(&plan, 80, rows);
        assert!(short.ends_with(end), "{short}");
    }
}

#[test]
fn with_more_room_everybody_has_all_of_their_work() {
    let page = read(&example()).page(100, 40);
    let text = painted(&page);
    assert!(!text.contains("more"), "{text}");
    let dana = "              Dana        Budget confirmed by Fri 29 Jan, Executive approval by Wed 3 Feb,\n\
                \u{20}                         Signature by Fri 5 Feb\n";
    assert!(text.contains(dana), "{text}");
}

#[test]
fn a_plan_too_long_for_the_page_keeps_what_is_most_telling() {
    let mut plan = example();
    for at in 0..30 {
        let mut step = Step::new(format!("s{at}"), &format!("Form {at}"));
        step.side = Side::Buyer;
        step.owners.buyer = Some(format!("p{at}"));
        step.duration = Duration::parse("2d").unwrap();
        plan.steps.push(step);
        let person = Person::new(format!("p{at}"), &format!("Person{at}"), Side::Buyer);
        plan.people.push(person);
    }
    let page = read(&plan).page(80, 22);
    let text = painted(&page);
    assert_eq!(page.lines.len(), 22);
    assert!(text.contains("Ravi        Security review"), "{text}");
    assert!(
        text.contains("\n              and 27 more steps\n"),
        "{text}"
    );
    assert!(text.contains("Dana Ortiz, economic buyer"), "{text}");
}

#[test]
fn dates_are_told_as_what_they_are() {
    type Case = (&'static str, fn(&mut Plan));
    let cases: [Case; 10] = [
        ("Security review by Fri 29 Jan", |_| {}),
        ("Security review Sat 16 Jan to Fri 29 Jan", |plan| {
            plan.steps[3].duration = Duration::parse("2w").unwrap();
            plan.steps[3].no_later_than = Some(day("2027-01-29"));
        }),
        ("Security review on Thu 21 Jan", |plan| {
            plan.steps[3].duration = Duration::MILESTONE;
            plan.steps[3].pin = Some(Pin::On(day("2027-01-21")));
        }),
        ("Security review by Thu 21 Jan", |plan| {
            plan.steps[3].duration = Duration::parse("3d").unwrap();
            plan.steps[3].pin = Some(Pin::On(day("2027-01-19")));
        }),
        ("Security review could be done by Tue 22 Dec", |plan| {
            plan.anchor.go_live = None;
        }),
        ("Security review by Fri 29 Jan 2038", |plan| {
            plan.anchor.go_live = Some(day("2038-03-01"));
        }),
        ("Security review with Alex by Fri 29 Jan", |plan| {
            plan.steps[3].side = Side::Seller;
            plan.steps[3].owners.seller = Some("alex".into());
            plan.steps[3].owners.buyer = Some("alex".into());
        }),
        ("First value review on Wed 31 Mar", |_| {}),
        ("Implementation Mon 8 Feb to Sun 28 Feb", |_| {}),
        ("a step without a title by Fri 29 Jan", |plan| {
            plan.steps[3].title = "  ".into();
        }),
    ];
    for (expected, edit) in cases {
        let mut plan = example();
        edit(&mut plan);
        let told: Vec<String> = read(&plan)
            .sides
            .iter()
            .flat_map(|side| &side.owners)
            .flat_map(|owner| &owner.tasks)
            .map(|task| task.words(Wording::Short(today())).plain())
            .collect();
        assert!(
            told.iter().any(|told| told == expected),
            "{expected}: {told:#?}"
        );
    }
}

#[test]
fn what_is_open_says_who_finds_out() {
    let unknown = |who: Option<&str>, by: Option<&str>| Unknown {
        who: who.map(str::to_owned),
        by: by.map(day),
        ..Unknown::default()
    };
    for (owned, asked, expected) in [
        (true, None, None),
        (false, None, Some("who owns Vendor onboarding at Acme")),
        (
            true,
            Some(unknown(Some("tom"), Some("2026-11-27"))),
            Some("what is open about Vendor onboarding (Tom asks by Fri 27 Nov)"),
        ),
        (
            true,
            Some(unknown(Some("tom"), None)),
            Some("what is open about Vendor onboarding (Tom asks)"),
        ),
        (
            true,
            Some(unknown(Some("gone"), Some("2026-11-27"))),
            Some("what is open about Vendor onboarding (to be known by Fri 27 Nov)"),
        ),
        (
            false,
            Some(unknown(None, None)),
            Some("who owns Vendor onboarding at Acme"),
        ),
    ] {
        let mut plan = example();
        let step = plan.step_mut("vendor-onboarding").unwrap();
        step.unknown = asked;
        step.owners.buyer = owned.then(|| "tom".to_owned());
        let open = read(&plan).open;
        let told = open
            .first()
            .map(|question| question.words(Wording::Short(today())).plain());
        assert_eq!(told.as_deref(), expected);
    }
}

#[test]
fn the_riskiest_step_brings_its_own_question() {
    let mut plan = example();
    plan.step_mut("security-review").unwrap().unknown = Some(Unknown {
        who: Some("ravi".into()),
        by: Some(day("2026-12-02")),
        ..Unknown::default()
    });
    let page = read(&plan);
    assert_eq!(
        page.riskiest[0].words(Wording::Short(today())).plain(),
        "Security review, Ravi, by Fri 29 Jan; what is open about it (Ravi asks by Wed 2 Dec)"
    );
    assert!(
        page.open
            .iter()
            .all(|question| question.step != "security-review")
    );
}

#[test]
fn the_first_step_is_the_open_one_that_can_start_first() {
    type Case = (&'static str, fn(&mut Plan));
    let cases: [Case; 4] = [
        (
            "Success criteria, Sarah and Alex: start Mon 23 Nov, due Mon 4 Jan",
            |_| {},
        ),
        (
            "Budget confirmed, Dana: start Mon 23 Nov, due Fri 29 Jan",
            |plan| {
                plan.steps[0].done = Some(day("2026-11-20"));
                plan.steps[1].not_before = Some(day("2026-12-01"));
            },
        ),
        (
            "Proof of concept, Ravi and Alex: under way since Fri 20 Nov, due Thu 14 Jan",
            |plan| {
                plan.steps[0].done = Some(day("2026-11-20"));
                plan.steps[1].started = Some(day("2026-11-20"));
            },
        ),
        (
            "Success criteria, Sarah and Alex: start Mon 23 Nov, done Wed 25 Nov at the earliest",
            |plan| plan.anchor.go_live = Some(day("2026-12-15")),
        ),
    ];
    for (expected, edit) in cases {
        let mut plan = example();
        edit(&mut plan);
        let first = read(&plan).first.unwrap();
        assert_eq!(first.words(Wording::Short(today())).plain(), expected);
    }
    let mut plan = example();
    for step in &mut plan.steps {
        step.done = Some(today());
    }
    let page = read(&plan);
    assert_eq!((page.first, page.done.len()), (None, 12));
}

#[test]
fn those_who_want_and_decide_are_asked_and_everybody_on_record_is_told() {
    let mut plan = example();
    let told = |plan: &Plan| -> Vec<String> {
        let people = read(plan).people;
        let told = people.iter().map(|person| match &person.record {
            Some(record) => format!("{}: {}", person.title().plain(), record.stance.plain()),
            None => person.title().plain(),
        });
        told.collect()
    };
    assert_eq!(
        told(&plan),
        ["Sarah Chen, champion", "Dana Ortiz, economic buyer"]
    );
    record(&mut plan, "alex", Stance::Seen);
    record(&mut plan, "dana", Stance::Agreed);
    // In whatever order they came to the plan.
    plan.people.reverse();
    assert_eq!(
        told(&plan),
        [
            "Sarah Chen, champion",
            "Dana Ortiz, economic buyer: agreed",
            "Alex Morgan, rep: seen"
        ]
    );
    plan.agreements.clear();
    for person in &mut plan.people {
        person.role = None;
    }
    assert_eq!(told(&plan).len(), 6, "nobody is known to decide");
    links::remove_person(&mut plan, "sarah");
    record(&mut plan, "dana", Stance::Agreed);
    links::remove_person(&mut plan, "dana");
    assert_eq!(
        told(&plan).last().map(String::as_str),
        Some("somebody who left the plan: agreed to an earlier version: 3 changes since")
    );
}

proptest! {
    #[test]
    fn any_plan_fits_any_page(
        edits in prop::collection::vec(edit(0..30), 0..40),
        cols in 40..200_usize,
        rows in 0..60_usize,
        anchored in any::<bool>(),
    ) {
        let mut plan = full();
        for edit in &edits {
            perform(&mut plan, edit);
        }
        if !anchored {
            plan.anchor.go_live = None;
        }
        let page = read(&plan).page(cols, rows);
        prop_assert!(page.lines.len() <= rows);
        for line in painted(&page).lines() {
            prop_assert!(text::width(line) <= cols, "{}: {:?}", text::width(line), line);
            prop_assert!(text::is_harmless(line), "{:?}", line);
        }
    }
}
