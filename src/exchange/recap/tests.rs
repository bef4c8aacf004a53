use proptest::prelude::*;

use super::*;
use crate::exchange::markdown::is_special;
use crate::plan::templates::{self, NewPlan};
use crate::plan::testing::{edit, full, perform};
use crate::plan::{Duration, Person, Side, Stance, Step, Unknown};
use crate::schedule::facts::agree;
use crate::text::hostile::{PAYLOADS, is_dangerous};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-23")
}

fn recap(plan: &Plan) -> Recap {
    Recap::of(plan, &Schedule::of(plan, today()))
}

/// Two steps, two people, an open question, and Dana agreed.
fn small() -> Plan {
    let mut plan = Plan::new("p".into(), "Rollout");
    plan.buyer.organization = "Acme".into();
    plan.seller.organization = "Northwind".into();
    plan.anchor.go_live = Some(day("2027-03-01"));
    plan.anchor.outcome = "Close in three days".into();
    plan.anchor.if_missed = "the audit runs late".into();
    let mut dana = Person::new("dana".into(), "Dana Ortiz", Side::Buyer);
    dana.role = Some(crate::plan::Role::EconomicBuyer);
    plan.people = vec![
        dana,
        Person::new("omar".into(), "Omar Haddad", Side::Seller),
    ];
    let mut review = Step::new("review".into(), "Security review");
    review.side = Side::Buyer;
    review.owners.buyer = Some("dana".into());
    review.duration = Duration::parse("10d").unwrap();
    review.riskiest = true;
    let mut roll = Step::new("roll".into(), "Implementation");
    roll.side = Side::Both;
    roll.owners.buyer = Some("dana".into());
    roll.owners.seller = Some("omar".into());
    roll.duration = Duration::parse("3w").unwrap();
    roll.after = vec![crate::plan::Link::after("review")];
    roll.unknown = Some(Unknown {
        who: Some("omar".into()),
        by: Some(day("2026-12-02")),
        ..Unknown::default()
    });
    plan.steps = vec![review, roll];
    let schedule = Schedule::of(&plan, today());
    agree(
        &mut plan,
        &schedule,
        "dana",
        today(),
        Stance::Agreed,
        "by mail: *yes*",
    );
    plan
}

#[test]
fn the_recap_says_what_was_agreed_in_plain_text() {
    assert_eq!(
        recap(&small()).text(),
        "\
Acme × Northwind, live on Monday 1 March 2027

WHAT WE AGREED
Acme is live on Monday 1 March 2027.
What it is for: Close in three days
If the date is missed: the audit runs late

WHO DOES WHAT BY WHEN
Acme
- Dana Ortiz: Security review, by Fri 5 Feb 2027
- Dana Ortiz: Implementation, Mon 8 Feb 2027 to Sun 28 Feb 2027

Northwind
- Omar Haddad: Implementation, with Dana Ortiz, Mon 8 Feb 2027 to Sun 28 Feb 2027

WHAT IS AT RISK
- The riskiest step: Security review, Dana Ortiz, by Fri 5 Feb 2027
- Time in hand before the date: 45 working days.
- Still open: what is open about Implementation (Omar Haddad asks by Wed 2 Dec 2026)

WHAT HAPPENS NEXT
Security review, Dana Ortiz: start Mon 23 Nov 2026, due Fri 5 Feb 2027

WHO AGREED
- Dana Ortiz, economic buyer: agreed (Mon 23 Nov 2026, by mail: *yes*)
"
    );
    assert_eq!(
        recap(&small()).subject(),
        "Acme × Northwind, live on Monday 1 March 2027"
    );
}

#[test]
fn the_same_document_is_written_as_markdown() {
    let mut plan = small();
    plan.steps[0].title = "1. [Review](http://x)".into();
    let written = recap(&plan).markdown();
    let head = "\
# Acme × Northwind, live on Monday 1 March 2027

## What we agreed

Acme is live on Monday 1 March 2027.

What it is for: Close in three days

If the date is missed: the audit runs late

## Who does what by when

### Acme

- Dana Ortiz: 1\\. \\[Review\\]\\(http\\://x\\), by Fri 5 Feb 2027
- Dana Ortiz: Implementation, Mon 8 Feb 2027 to Sun 28 Feb 2027

### Northwind
";
    assert!(written.starts_with(head), "{written}");
    assert!(
        written.ends_with(
            "- Dana Ortiz, economic buyer: agreed (Mon 23 Nov 2026, by mail\\: \\*yes\\*)\n"
        ),
        "{written}"
    );
}

#[test]
fn a_plan_that_says_little_makes_a_short_recap() {
    let plan = Plan::new("p".into(), "Rollout");
    assert_eq!(
        recap(&plan).text(),
        "Rollout\n\nWHAT WE PUT TOGETHER\nThere is no go-live date yet.\n"
    );
    let mut dated = plan;
    dated.anchor.go_live = Some(day("2027-03-01"));
    assert!(
        recap(&dated)
            .text()
            .contains("\nThe buyer is live on Monday 1 March 2027.\n")
    );
}

#[test]
fn what_is_at_risk_blames_nobody() {
    let example = || {
        let new = NewPlan {
            id: "p",
            today: today(),
            ..NewPlan::default()
        };
        templates::plan("example", &new).unwrap()
    };
    type Case = (&'static [&'static str], fn(&mut Plan));
    let cases: [Case; 5] = [
        (&["Time in hand before the date: 25 working days."], |_| {}),
        (
            &["The dates hold with no time in hand: every day counts."],
            |plan| {
                plan.anchor.go_live = Some(day("2027-01-21"));
            },
        ),
        (
            &[
                "As planned now, the work leads to Thursday 21 January 2027; to keep the date, something has to change.",
                "Where to look first: the work from Success criteria, through to Implementation, is too long",
            ],
            |plan| plan.anchor.go_live = Some(day("2027-01-18")),
        ),
        (
            &[
                "As planned now, not every date on the way can be kept.",
                "Where to look first: Budget confirmed must be done by Tue 24 Nov",
            ],
            |plan| plan.steps[2].no_later_than = Some(day("2026-11-24")),
        ),
        (&[], |plan| plan.anchor.go_live = None),
    ];
    for (expected, edit) in cases {
        let mut plan = example();
        edit(&mut plan);
        let text = recap(&plan).text();
        for sentence in expected {
            assert!(text.contains(sentence), "{sentence}: {text}");
        }
        for word in ["late", "short", "fail", "spare"] {
            let names_it = text
                .split(|c: char| !c.is_alphabetic())
                .any(|told| told == word);
            assert!(!names_it, "{word}: {text}");
        }
        let rooms = ["Time in hand", "The dates hold", "As planned"];
        let told = rooms.iter().filter(|room| text.contains(**room)).count();
        assert_eq!(told, usize::from(!expected.is_empty()), "{text}");
    }
}

#[test]
fn what_is_done_and_what_changed_since_is_told() {
    let mut plan = small();
    plan.steps[0].done = Some(day("2026-11-20"));
    plan.steps[1].owners.seller = None;
    let text = recap(&plan).text();
    for expected in [
        "\nDone already\n- Dana Ortiz: Security review, done on Fri 20 Nov 2026\n",
        "\n- Nobody named yet: Implementation, with Dana Ortiz, Mon 8 Feb",
        "- Dana Ortiz, economic buyer: agreed to an earlier version: 1 change since (Mon 23 Nov 2026, by mail: *yes*)\n\
         - Changed since Dana Ortiz agreed: Implementation: owner on Northwind's side nobody instead of Omar\n",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
}

/// The plan with the same text in every place where people type.
fn filled(text: &str) -> Plan {
    let mut plan = small();
    let places = [
        &mut plan.name,
        &mut plan.anchor.outcome,
        &mut plan.anchor.if_missed,
        &mut plan.buyer.organization,
        &mut plan.seller.organization,
    ];
    for place in places {
        text.clone_into(place);
    }
    for step in &mut plan.steps {
        (step.title, step.done_when, step.note) = (text.into(), text.into(), text.into());
    }
    for person in &mut plan.people {
        person.name = text.into();
        person.role = Some(crate::plan::Role::Other(text.into()));
    }
    plan.agreements[0].via = text.into();
    plan.agreements[0].stance = Stance::Other(text.into());
    plan.agreements[0].facts.steps.remove("roll");
    plan
}

/// How many lines begin in each of the ways in which a recap's lines may begin.
fn shape(markdown: &str) -> [usize; 5] {
    let count = |start: &str| {
        markdown
            .lines()
            .filter(|line| line.starts_with(start))
            .count()
    };
    let others = markdown.lines().count();
    [
        count("# "),
        count("## "),
        count("### "),
        count("- "),
        others,
    ]
}

/// What no recap writes by itself, standing there without a backslash before it.
fn unescaped(markdown: &str) -> Option<char> {
    let mut chars = markdown.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                // A backslash that escapes nothing would be a line break or itself.
                if let Some(next) = chars.next().filter(|next| !is_special(*next)) {
                    return Some(next);
                }
            }
            '`' | '*' | '_' | '~' | '^' | '{' | '}' | '[' | ']' | '<' | '>' | '|' | '&' | '='
            | '+' | '!' | '@' | '$' => {
                return Some(c);
            }
            _ => {}
        }
    }
    None
}

#[test]
fn a_hostile_plan_makes_a_harmless_recap() {
    for (name, make) in PAYLOADS {
        let recap = recap(&filled(&make()));
        for text in [recap.text(), recap.markdown()] {
            let found = text.chars().find(|&c| c != '\n' && is_dangerous(c));
            assert_eq!(found, None, "{name}: {text:?}");
        }
        let tame = shape(&self::recap(&filled("Acme Legal")).markdown());
        assert_eq!(shape(&recap.markdown()), tame, "{name}");
    }
}

proptest! {
    #[test]
    fn nothing_that_people_typed_is_markdown(typed in "[-#*_+=>|`~<\\[\\]()!&:;.@$\\\\ \n1aé/\"]{1,12}") {
        prop_assume!(!typed.trim().is_empty());
        let escaped = Words::typed(&typed).markdown();
        let mut chars = escaped.chars();
        while let Some(c) = chars.next() {
            if c == '\\' {
                prop_assert!(chars.next().is_some_and(is_special), "{}", escaped);
            } else {
                prop_assert!(!is_special(c), "{}", escaped);
            }
        }
        let written = recap(&filled(&typed)).markdown();
        prop_assert_eq!(unescaped(&written), None, "{}", written);
        prop_assert_eq!(shape(&written), shape(&recap(&filled("Acme Legal")).markdown()), "{}", written);
    }

    #[test]
    fn any_plan_can_be_told(edits in prop::collection::vec(edit(0..20), 0..20)) {
        let mut plan = full();
        for edit in &edits {
            perform(&mut plan, edit);
        }
        let recap = recap(&plan);
        let plain = Words::typed(&recap.text().replace('\n', " "));
        prop_assert!(!plain.is_empty());
        prop_assert!(recap.markdown().lines().all(crate::text::is_harmless));
    }
}
