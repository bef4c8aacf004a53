//! `due`: who has to do what, on one plan and on all, and the exit code that a job can act on.

use crate::home::Home;
use serde_json::{Value, json};

#[test]
fn a_plan_tells_each_person_what_is_overdue_due_and_ready() {
    let home = Home::with_acme();
    assert_eq!(
        home.ok(&["due", "acme"]),
        "acme: Acme × Northwind, go-live Mon 1 Mar 2027, in 14 weeks\n\
         \x20 Sarah Chen (Acme)\n\
         \x20   ready: Success criteria: could start now, at the latest on Wed 30 Dec 2026\n\
         \x20 Tom Becker (Acme)\n\
         \x20   soon: Vendor onboarding: the open question must be answered by Fri 27 Nov 2026\n\
         \x20 Alex Morgan (Northwind)\n\
         \x20   ready: Success criteria: could start now, at the latest on Wed 30 Dec 2026\n"
    );
    let text = home.run(&["--today", "2027-01-14", "due", "acme"]).out;
    let of_alex: Vec<&str> = text
        .lines()
        .skip_while(|line| *line != "  Alex Morgan (Northwind)")
        .collect();
    assert_eq!(
        of_alex,
        [
            "  Alex Morgan (Northwind)",
            "    overdue: Success criteria: should have been done by Mon 4 Jan 2027",
            "    overdue: Proof of concept: should have started by Tue 5 Jan 2027, 7 working days ago",
            "  Jordan Blake (Northwind)",
            "    soon: Legal redlines: must start by Fri 15 Jan 2027, be done by Fri 29 Jan 2027",
        ]
    );
}

#[test]
fn the_exit_code_says_whether_something_is_overdue_and_whether_all_could_be_read() {
    let home = Home::with_acme();
    let code = |arguments: &[&str]| home.run(arguments).code;
    assert_eq!(code(&["due"]), Some(0));
    assert_eq!(code(&["--today", "2027-02-01", "due"]), Some(1));
    assert_eq!(
        code(&["--today", "2027-02-01", "due", "--all", "--json"]),
        Some(1)
    );
    home.put("bad.json", "{\n  \"format\": 1,\n  oops\n}\n");
    for today in ["2026-11-23", "2027-02-01"] {
        let ran = home.run(&["--today", today, "due"]);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.err.contains("bad.json:3: "), "{ran:?}");
        assert!(ran.out.starts_with("acme: Acme × Northwind, "), "{ran:?}");
    }
    assert_eq!(code(&["due", "acme"]), Some(0));
    for wrong in [
        &["due", "bad"][..],
        &["due", "nowhere"],
        &["due", "acme", "--all"],
        &["due", "--days", "-1"],
        &["due", "--days", "soon"],
    ] {
        home.fails(wrong);
    }
}

#[test]
fn nothing_due_is_said_and_the_days_ahead_can_be_others() {
    let home = Home::new();
    assert_eq!(home.ok(&["due"]), "nothing is due within 7 days\n");
    assert_eq!(home.json(&["due", "--json"]), json!([]));
    home.put(
        "small.json",
        json!({
            "format": 1, "id": "p", "name": "Small",
            "anchor": {"go_live": "2027-03-01"}, "people": [{"id": "lee", "name": "Lee", "side": "seller"}],
            "steps": [
                {"id": "a", "title": "Kickoff", "side": "seller", "duration": "5d", "started": "2026-11-20", "no_later_than": "2026-12-04"},
                {"id": "b", "title": "Tender", "side": "buyer", "after": [{"step": "a"}],
                 "unknown": {"who": "lee", "by": "2026-12-10"}}],
        })
        .to_string(),
    );
    assert_eq!(home.ok(&["due", "small"]), "nothing is due within 7 days\n");
    assert_eq!(
        home.ok(&["due", "small", "--days", "20"]),
        "Small, go-live Mon 1 Mar 2027, in 14 weeks\n\
         \x20 Lee (the seller)\n\
         \x20   soon: Tender: the open question must be answered by Thu 10 Dec 2026\n\
         \x20 nobody yet (the seller)\n\
         \x20   soon: Kickoff: must be done by Fri 4 Dec 2026\n"
    );
    home.ok(&["due", "--days", "4294967295"]);
}

#[test]
fn a_job_can_ask_to_hear_nothing_when_nothing_is_due() {
    let home = Home::new();
    for arguments in [&["due", "--quiet"][..], &["due", "--all", "-q"]] {
        assert_eq!(home.ok(arguments), "");
    }
    // What is due is said all the same, and JSON is what it always is.
    assert_eq!(home.json(&["due", "-q", "--json"]), json!([]));
    let home = Home::with_acme();
    assert_eq!(home.ok(&["due", "-q"]), home.ok(&["due"]));
    let ran = home.run(&["--today", "2027-02-01", "due", "-q"]);
    assert_eq!(ran.code, Some(1));
    assert!(!ran.out.is_empty());
}

#[test]
fn json_names_plans_people_and_steps() {
    let home = Home::with_acme();
    let ran = home.run(&["--today", "2027-01-18", "due", "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
    let all: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(all[0]["name"], "acme");
    assert_eq!(all[0]["path"], json!(home.plan_file("acme")));
    assert_eq!(all[0]["go_live"], "2027-03-01");
    let people = all[0]["people"].as_array().unwrap();
    let sarah = people.iter().find(|of| of["person"] == "sarah").unwrap();
    assert_eq!(
        (&sarah["name"], &sarah["side"]),
        (&json!("Sarah Chen"), &json!("buyer"))
    );
    assert_eq!(
        sarah["due"][0],
        json!({
            "urgency": "overdue", "task": "finish", "step": "success-criteria", "title": "Success criteria",
            "by": "2027-01-04", "late_by": null, "words": "should have been done by Mon 4 Jan 2027"
        })
    );
}
