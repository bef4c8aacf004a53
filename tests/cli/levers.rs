//! `levers`: what would make a plan fit, each with its effect, and what to ask the buyer.

use serde_json::{Value, json};

use crate::home::Home;

/// The example with a step too many: it is 27 working days short.
fn late() -> Home {
    let home = Home::with_acme();
    home.ok(&[
        "add",
        "acme",
        "Penetration test 14w buyer after Proof of concept before Signature",
    ]);
    home
}

#[test]
fn a_plan_that_does_not_fit_is_told_what_would_help() {
    let home = late();
    let before = std::fs::read(home.plan_file("acme")).unwrap();
    let told = home.ok(&["levers", "acme"]);
    let expected = "\
go-live Mon 1 Mar 2027, in 14 weeks
go-live could land Wed 7 Apr 2027
it does not fit: 27 working days short
the work from Success criteria, through to Implementation, is too long: it would have had to start on Fri 16 Oct

1. move go-live from Mon 1 Mar to Wed 7 Apr, the earliest honest date
   gains 27 working days; it fits; go-live could land Wed 7 Apr 2027; pain 13
   ask Acme: Would go-live on Wed 7 Apr still do, instead of Mon 1 Mar?
2. start Penetration test now instead of on Wed 9 Dec, done no sooner than Proof of concept; and move go-live from Mon 1 Mar to Mon 22 Mar, the earliest honest date
   gains 27 working days; it fits; go-live could land Mon 22 Mar 2027; pain 16
   ask Acme: Could Penetration test start now instead of on Wed 9 Dec, done no sooner than Proof of concept?
   ask Acme: Would go-live on Mon 22 Mar still do, instead of Mon 1 Mar?
";
    assert!(told.starts_with(expected), "{told}");
    assert!(
        told.contains("gains 3 working days; it does not fit yet;"),
        "{told}"
    );
    assert_eq!(std::fs::read(home.plan_file("acme")).unwrap(), before);
}

#[test]
fn pairs_are_told_on_request() {
    let home = late();
    let pairs = |arguments: &[&str]| {
        let levers = home.json(arguments)["levers"].clone();
        let levers = levers.as_array().unwrap().clone();
        let two = |lever: &&Value| lever["changes"].as_array().unwrap().len() == 2;
        levers.iter().filter(two).count()
    };
    assert_eq!(pairs(&["levers", "acme", "--json"]), 3);
    assert!(pairs(&["levers", "acme", "--pairs", "--json"]) > 10);
}

#[test]
fn the_same_is_told_to_other_programs() {
    let home = late();
    let face = home.json(&["levers", "acme", "--json"]);
    assert_eq!(
        (&face["go_live"], &face["forecast"], &face["fits"]),
        (&json!("2027-03-01"), &json!("2027-04-07"), &json!(false))
    );
    assert_eq!(
        face["levers"][0],
        json!({
            "changes": [{"kind": "go-live", "step": null}],
            "words": "move go-live from Mon 1 Mar to Wed 7 Apr, the earliest honest date",
            "questions": [{"whom": "Acme", "words": "Would go-live on Wed 7 Apr still do, instead of Mon 1 Mar?"}],
            "gain": 27, "pain": 13, "go_live": "2027-04-07", "forecast": "2027-04-07", "days_to_spare": 0, "fits": true,
        })
    );
}

#[test]
fn a_plan_that_fits_is_told_what_brings_go_live_nearer() {
    let home = Home::with_acme();
    let told = home.ok(&["levers", "acme"]);
    assert!(
        told.contains("\nit fits\n\n1. shorten Proof of concept to 5 working days"),
        "{told}"
    );
    assert!(!told.contains("move go-live"), "{told}");
}

#[test]
fn where_nothing_helps_the_answer_is_negative() {
    let home = Home::new();
    let limit = r#"{"format": 1, "id": "p", "name": "stuck", "anchor": {"go_live": "2027-03-01"},
        "steps": [{"id": "a", "title": "Forms", "side": "seller", "duration": "10d", "no_later_than": "2026-11-27"}]}"#;
    home.put("stuck.json", limit);
    home.put("empty.json", r#"{"format": 1, "id": "q", "name": "empty"}"#);
    let ran = home.run(&["levers", "stuck"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
    assert!(
        ran.out.contains("it does not fit: 5 working days short"),
        "{ran:?}"
    );
    assert!(
        ran.out
            .contains("no change of a kind that is known here helps"),
        "{ran:?}"
    );
    assert_eq!(home.run(&["levers", "stuck", "--json"]).code, Some(1));
    assert!(
        home.ok(&["levers", "empty"])
            .contains("no go-live date yet")
    );
    assert!(home.fails(&["levers", "nowhere"]).contains("nowhere"));
}
