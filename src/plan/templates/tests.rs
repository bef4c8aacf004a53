mod table;

use super::*;
use crate::plan::{GO_LIVE, Link, Side, links};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn new_plan() -> NewPlan<'static> {
    NewPlan {
        id: "p",
        today: day(2026, 11, 23),
        ..NewPlan::default()
    }
}

fn every() -> impl Iterator<Item = (&'static str, Plan)> {
    list()
        .iter()
        .map(|info| (info.name, plan(info.name, &new_plan()).unwrap()))
}

#[test]
fn every_listed_template_is_a_plan_with_nothing_misspelt() {
    assert_eq!(list().len(), EMBEDDED.len());
    for (name, plan) in every() {
        assert!(plan.steps.len() >= 4, "{name}");
        assert!(plan.history.is_empty() && plan.agreements.is_empty());
        for step in &plan.steps {
            assert!(
                step.extra.is_empty(),
                "{name}/{}: {:?}",
                step.id,
                step.extra
            );
            assert!(step.owners.extra.is_empty(), "{name}/{}", step.id);
            assert!(step.after.iter().all(|link| link.extra.is_empty()));
            assert!(!matches!(step.side, Side::Other(_)), "{name}/{}", step.id);
            assert!(!step.done_when.is_empty(), "{name}/{}", step.id);
        }
        for person in &plan.people {
            assert!(person.extra.is_empty());
            let known = |role: &crate::plan::Role| !matches!(role, crate::plan::Role::Other(_));
            assert!(person.role.as_ref().is_some_and(known), "{}", person.id);
        }
        for party in [&plan.buyer, &plan.seller] {
            assert!(party.extra.is_empty() && party.calendar.extra.is_empty());
        }
    }
}

#[test]
fn every_link_and_owner_is_there_and_nothing_goes_in_circles() {
    for (name, plan) in every() {
        for step in &plan.steps {
            for link in &step.after {
                assert!(
                    link.step == GO_LIVE || plan.step(&link.step).is_some(),
                    "{name}: {} after {}",
                    step.id,
                    link.step
                );
                assert_eq!(links::circle(&plan, &step.id, &link.step), None, "{name}");
            }
            let asked = step
                .unknown
                .as_ref()
                .and_then(|unknown| unknown.who.as_ref());
            for (person, side) in [
                (&step.owners.buyer, Some(Side::Buyer)),
                (&step.owners.seller, Some(Side::Seller)),
                (&asked.cloned(), None),
            ] {
                let Some(id) = person else { continue };
                let person = plan.person(id).unwrap();
                assert!(
                    side.is_none_or(|side| person.side == side),
                    "{name}/{}",
                    step.id
                );
            }
        }
        let mut ids: Vec<&str> = plan.steps.iter().map(|step| step.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), plan.steps.len(), "{name}");
    }
}

#[test]
fn both_sides_have_work() {
    for (name, plan) in every() {
        let works = |side: &Side| {
            plan.steps
                .iter()
                .any(|step| step.side == *side || step.side == Side::Both)
        };
        assert!(works(&Side::Buyer) && works(&Side::Seller), "{name}");
        assert!(
            plan.steps.iter().any(|step| step.side == Side::Buyer),
            "{name}"
        );
    }
}

fn before<'a>(plan: &'a Plan, id: &str) -> Vec<&'a str> {
    let step = plan.step(id).unwrap();
    step.after.iter().map(|link| link.step.as_str()).collect()
}

#[test]
fn the_reviews_run_in_parallel_between_validation_and_approval() {
    let validations = [
        ("mid-market", "proof-of-concept"),
        ("enterprise", "proof-of-concept"),
        ("public", "request-for-proposal"),
        ("renewal", "validation"),
        ("example", "proof-of-concept"),
    ];
    for (name, validation) in validations {
        let plan = plan(name, &new_plan()).unwrap();
        let mut reviews = vec![
            "security-review",
            "data-processing-agreement",
            "legal-redlines",
            "vendor-onboarding",
        ];
        for review in &reviews {
            assert_eq!(before(&plan, review), [validation], "{name}/{review}");
        }
        reviews.push("budget");
        reviews.sort_unstable();
        let mut approval = before(&plan, "executive-approval");
        approval.sort_unstable();
        assert_eq!(approval, reviews, "{name}");
        assert_eq!(before(&plan, validation), ["success-criteria"], "{name}");
    }
}

#[test]
fn the_steps_around_the_reviews_follow_each_other() {
    for (name, plan) in every().filter(|(name, _)| *name != "next-step") {
        for (step, predecessor) in [
            ("budget", "success-criteria"),
            ("purchase-order", "executive-approval"),
            ("signature", "purchase-order"),
        ] {
            assert_eq!(before(&plan, step), [predecessor], "{name}/{step}");
        }
        if plan.step("kickoff").is_some() {
            assert_eq!(before(&plan, "kickoff"), ["signature"]);
            assert_eq!(before(&plan, "implementation"), ["kickoff"]);
            assert_eq!(before(&plan, "training"), ["implementation"]);
        }
        if let Some(review) = plan.step("value-review") {
            let lag = Some("30cd".parse().unwrap());
            assert_eq!(
                review.after,
                [Link {
                    lag,
                    ..Link::after(GO_LIVE)
                }]
            );
        }
    }
}

#[test]
fn the_example_is_the_deal_of_the_pictures() {
    let plan = plan(EXAMPLE, &new_plan()).unwrap();
    assert_eq!(plan.name, "Acme × Northwind · Ledger rollout");
    assert_eq!(plan.anchor.go_live, Some(day(2027, 3, 1)));
    assert_eq!(
        (
            plan.buyer.calendar.base.as_str(),
            plan.seller.calendar.base.as_str()
        ),
        ("US", "US")
    );
    // Title, side, typical length, the buyer's owner, the seller's owner.
    let expected = [
        ("Success criteria", "both", "3d", "Sarah", "Alex"),
        ("Proof of concept", "both", "8d", "Ravi", "Alex"),
        ("Budget confirmed", "buyer", "5d", "Dana", ""),
        ("Security review", "buyer", "10d", "Ravi", ""),
        ("Legal redlines", "both", "10d", "Mei", "Jordan"),
        ("Data processing agreement", "both", "5d", "Mei", "Jordan"),
        ("Vendor onboarding", "buyer", "5d", "", ""),
        ("Executive approval", "buyer", "3d", "Dana", ""),
        ("Purchase order", "buyer", "2d", "Tom", ""),
        ("Signature", "both", "0d", "Dana", "Alex"),
        ("Implementation", "seller", "3w", "Lee", "Omar"),
        ("First value review", "both", "0d", "Sarah", "Alex"),
    ];
    let name = |id: &Option<String>| {
        let id = id.as_deref();
        id.map_or("", |id| plan.person(id).unwrap().first_name())
    };
    let typical = |step: &Step| format!("{}{}", step.duration.amount, step.duration.unit.suffix());
    for (step, (title, side, length, buyer, seller)) in plan.steps.iter().zip(expected) {
        let found = (step.title.as_str(), step.side.word(), typical(step));
        assert_eq!(found, (title, side, length.to_owned()));
        assert_eq!(
            (name(&step.owners.buyer), name(&step.owners.seller)),
            (buyer, seller),
            "{title}"
        );
    }
    assert_eq!(plan.steps.len(), expected.len());
    assert_eq!(before(&plan, "implementation"), ["signature"]);
    let riskiest: Vec<&Step> = plan.steps.iter().filter(|step| step.riskiest).collect();
    assert_eq!(riskiest[0].duration.text(), "5/10/15d");
    assert_eq!(
        (riskiest.len(), riskiest[0].id.as_str()),
        (1, "security-review")
    );
    let open: Vec<&Step> = plan
        .steps
        .iter()
        .filter(|step| step.unknown.is_some())
        .collect();
    let unknown = open[0].unknown.as_ref().unwrap();
    assert_eq!((open.len(), open[0].id.as_str()), (1, "vendor-onboarding"));
    assert_eq!(unknown.who.as_deref(), Some("tom"));
    assert_eq!(unknown.by, Some(day(2026, 11, 27)));
}

#[test]
fn what_is_given_goes_before_what_the_example_brings() {
    let given = NewPlan {
        name: Some("Mine"),
        buyer: Some("Globex"),
        go_live: Some(day(2027, 6, 1)),
        buyer_calendar: Some("all-days"),
        ..new_plan()
    };
    let mine = plan(EXAMPLE, &given).unwrap();
    assert_eq!(mine.name, "Mine");
    assert_eq!(
        (
            mine.organization(&Side::Buyer),
            mine.organization(&Side::Seller)
        ),
        ("Globex", "Northwind")
    );
    assert_eq!(mine.anchor.go_live, Some(day(2027, 6, 1)));
    assert_eq!(
        (
            mine.buyer.calendar.base.as_str(),
            mine.seller.calendar.base.as_str()
        ),
        ("all-days", "US")
    );
}

#[test]
fn a_plan_without_a_name_is_called_by_its_organizations() {
    for (template, buyer, seller, expected) in [
        (
            "mid-market",
            Some("Globex"),
            Some("Initech"),
            "Globex × Initech",
        ),
        ("mid-market", Some("Globex"), None, "Globex"),
        ("mid-market", None, Some(" "), "New plan"),
        (
            "example",
            Some("Globex"),
            None,
            "Globex × Northwind · Ledger rollout",
        ),
    ] {
        let plan = plan(
            template,
            &NewPlan {
                buyer,
                seller,
                ..new_plan()
            },
        )
        .unwrap();
        assert_eq!(plan.name, expected);
    }
    let bare = plan("mid-market", &new_plan()).unwrap();
    assert_eq!(
        (bare.anchor.go_live, bare.buyer.calendar.base.as_str()),
        (None, "weekdays")
    );
}

#[test]
fn the_examples_date_is_the_next_first_of_march_with_time_to_get_there() {
    for (today, expected) in [
        (day(2026, 11, 23), Some(day(2027, 3, 1))),
        (day(2026, 12, 21), Some(day(2027, 3, 1))),
        (day(2026, 12, 22), Some(day(2028, 3, 1))),
        (day(2027, 3, 1), Some(day(2028, 3, 1))),
        (day(2027, 12, 31), Some(day(2029, 3, 1))),
        (NaiveDate::MAX, None),
    ] {
        let plan = plan(
            EXAMPLE,
            &NewPlan {
                today,
                ..new_plan()
            },
        )
        .unwrap();
        assert_eq!(plan.anchor.go_live, expected, "{today}");
    }
}

#[test]
fn an_unknown_name_is_answered_with_the_known_ones() {
    for (typed, near) in [
        ("enterprize", vec!["enterprise"]),
        ("midmarket", vec!["mid-market"]),
        ("Mid Market", vec!["mid-market"]),
        ("regulated", vec!["public"]),
        ("expansion", vec!["renewal"]),
        ("exmaple", vec!["example"]),
        ("next", vec!["next-step"]),
        ("zzz", vec![]),
        ("", vec![]),
    ] {
        let error = plan(typed, &new_plan()).unwrap_err();
        assert_eq!(
            error,
            TemplateError::NoSuchTemplate {
                name: typed.to_owned(),
                near
            },
            "{typed}"
        );
        let text = error.to_string();
        assert!(list().iter().all(|info| text.contains(info.name)), "{text}");
    }
    let text = plan("enterprize", &new_plan()).unwrap_err().to_string();
    assert!(text.contains("(did you mean enterprise?)"), "{text}");
    let long = "é".repeat(100_000);
    assert!(plan(&long, &new_plan()).unwrap_err().to_string().len() < 400);
}

#[test]
fn the_steps_of_a_template_take_the_place_of_those_not_begun() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let new = NewPlan {
        id: "p",
        today,
        ..NewPlan::default()
    };
    let mut plan = plan("mid-market", &new).unwrap();
    let (before, first) = (plan.steps.len(), plan.steps[0].id.clone());
    plan.steps[0].done = Some(today);
    let mut count = 0;
    let mut new_id = || {
        count += 1;
        format!("new-{count}")
    };
    let told = instead(&mut plan, "next-step", today, &mut new_id).unwrap();
    assert_eq!(told, (4, before - 1));
    let ids: Vec<&str> = plan.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids, [first.as_str(), "new-1", "new-2", "new-3", "new-4"]);
    assert_eq!(plan.steps[2].after[0].step, "new-1");
    let as_it_is = plan.clone();
    assert!(instead(&mut plan, "none", today, &mut String::new).is_err());
    assert_eq!(plan, as_it_is);
}
