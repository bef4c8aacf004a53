//! `agree`: who goes on record, as what, and what is said when nobody fits; and what `show` tells of it.

use crate::home::Home;

/// What the slip begins with, which stands under what is on record.
const SLIP: &str = "since the first agreement: ";

fn head(home: &Home) -> Vec<String> {
    let text = home.ok(&["show", "acme"]);
    let told = |line: &&str| {
        line.starts_with("written by") || line.starts_with("on record") || line.starts_with("  - ")
    };
    let is_head = |line: &&str| !line.is_empty() && !line.starts_with(SLIP);
    let head = text.lines().take_while(is_head);
    head.filter(told).map(str::to_owned).collect()
}

#[test]
fn somebody_goes_on_record_with_the_facts_of_the_day() {
    let home = Home::with_acme();
    assert_eq!(head(&home), [""; 0], "nothing is on record yet");
    assert_eq!(
        home.ok(&["agree", "acme", "dana"]),
        "Dana Ortiz agreed to the plan for Mon 1 Mar 2027, on the call\n\
         the first agreement: slip is measured against these dates from now on\n"
    );
    assert_eq!(
        home.ok(&[
            "agree",
            "acme",
            "Sarah",
            "Chen",
            "--seen",
            "--via",
            "by mail, \"fine\""
        ]),
        "Sarah Chen has seen the plan for Mon 1 Mar 2027, by mail, \"fine\"\n"
    );
    let plan = home.json(&["show", "acme", "--json"])["plan"].clone();
    let agreed = &plan["agreements"][0];
    assert_eq!(
        (
            &agreed["person"],
            &agreed["on"],
            &agreed["stance"],
            &agreed["via"]
        ),
        (
            &"dana".into(),
            &"2026-11-23".into(),
            &"agreed".into(),
            &"on the call".into()
        )
    );
    let review = &agreed["facts"]["steps"]["security-review"];
    assert_eq!(review["finish"], "2027-01-29");
    assert_eq!(plan["agreements"][1]["stance"], "seen");
    assert_eq!(plan["baseline"]["go_live"], "2027-03-01");
    assert_eq!(plan["history"].as_array().unwrap().len(), 2);
    assert_eq!(plan["history"][0]["via"], "command");
    assert_eq!(
        head(&home),
        [
            "written by: Acme wrote 0 of 12 steps and moved 0 dates; 12 came with a template or a file",
            "on record: Sarah Chen: seen (Mon 23 Nov 2026, by mail, \"fine\")",
            "on record: Dana Ortiz: agreed (Mon 23 Nov 2026, on the call)",
        ]
    );
}

#[test]
fn what_changed_since_is_counted_and_listed() {
    let home = Home::with_acme();
    home.ok(&["agree", "acme", "dana"]);
    home.ok(&[
        "add",
        "acme",
        "Board sign-off 2w @Dana after Executive approval before Signature",
    ]);
    let told = head(&home);
    assert_eq!(
        told[1],
        "on record: Dana Ortiz: agreed to an earlier version: 9 changes since (Mon 23 Nov 2026, on the call)"
    );
    assert_eq!(told.len(), 2 + 9, "{told:#?}");
    let approval = "  - Executive approval: done by Fri 22 Jan instead of Wed 3 Feb".to_owned();
    assert!(told.contains(&approval), "{told:#?}");
    let added = "  - Board sign-off was added".to_owned();
    assert!(told.contains(&added), "{told:#?}");
    home.ok(&["agree", "acme", "ortiz"]);
    assert_eq!(
        head(&home)[1],
        "on record: Dana Ortiz: agreed (Mon 23 Nov 2026, on the call)"
    );
}

#[test]
fn the_slip_since_the_first_agreement_is_told_with_who_moved_what() {
    let home = Home::with_acme();
    let slip = |today: &str| -> Vec<String> {
        let text = home.ok(&["--today", today, "show", "acme"]);
        let lines = text.lines().skip_while(|line| !line.starts_with(SLIP));
        let block = lines.take_while(|line| !line.is_empty());
        block.map(str::to_owned).collect()
    };
    assert_eq!(slip("2026-11-23"), [""; 0], "nothing was agreed to yet");
    home.ok(&["agree", "acme", "dana"]);
    let stands = "since the first agreement: go-live stands on Mon 1 Mar 2027";
    assert_eq!(slip("2026-11-23"), [stands]);
    home.ok(&[
        "--today",
        "2026-11-25",
        "add",
        "acme",
        "Board sign-off 8w @Dana after Executive approval before Signature",
    ]);
    let told = slip("2026-11-25");
    assert_eq!(
        told[0],
        "since the first agreement: go-live 13 working days later, Thu 18 Mar 2027 instead of Mon 1 Mar 2027 (seller +13 d)"
    );
    let implementation: Vec<&String> = told
        .iter()
        .filter(|line| line.contains("Implementation"))
        .collect();
    assert_eq!(
        implementation,
        [
            "  - Implementation: 13 working days later, Wed 17 Mar 2027 instead of Sun 28 Feb 2027; \
          moved by Alex Morgan (Northwind) on 25 Nov 2026"
        ]
    );
    // Other programs read the same.
    let json = home.json(&["--today", "2026-11-25", "show", "acme", "--json"]);
    let slip = &json["slip"];
    for (key, value) in [
        ("agreed", serde_json::json!("2027-03-01")),
        ("lands", serde_json::json!("2027-03-18")),
        ("go_live", serde_json::json!(13)),
        ("buyer", serde_json::json!(0)),
        ("seller", serde_json::json!(13)),
        ("both", serde_json::json!(0)),
        ("passed", serde_json::json!(0)),
    ] {
        assert_eq!(slip[key], value, "{key}");
    }
    let steps = slip["steps"].as_array().unwrap();
    let implementation = steps.iter().find(|step| step["id"] == "implementation");
    let implementation = implementation.unwrap();
    assert_eq!(implementation["days"], 13);
    assert_eq!(implementation["from"], "2027-02-28");
    assert_eq!(implementation["to"], "2027-03-17");
    assert_eq!(implementation["moved_by"]["side"], "seller");
    assert_eq!(implementation["moved_on"], "2026-11-25");
    let fresh = Home::with_acme().json(&["show", "acme", "--json"]);
    assert!(fresh["slip"].is_null(), "nothing was agreed to yet");
}

#[test]
fn saying_it_twice_changes_no_byte() {
    let home = Home::with_acme();
    home.ok(&["agree", "acme", "dana"]);
    let before = std::fs::read(home.plan_file("acme")).unwrap();
    assert_eq!(
        home.ok(&["agree", "acme", "dana"]),
        "Dana Ortiz is on record already as having agreed to this version today\n"
    );
    assert_eq!(std::fs::read(home.plan_file("acme")).unwrap(), before);
}

#[test]
fn a_person_who_is_not_meant_is_not_recorded() {
    let home = Home::with_acme();
    home.ok(&["new", "empty"]);
    let before = std::fs::read(home.plan_file("acme")).unwrap();
    for (arguments, expected) in [
        (
            &["agree", "acme", "Zoe"][..],
            "nobody in the plan is called “Zoe” — its people are Sarah Chen, Dana Ortiz, Ravi Patel, Mei \
             Tanaka, Tom Becker, Lee Novak, Alex Morgan, Jordan Blake, Omar Haddad",
        ),
        (
            &["agree", "acme", "or"],
            "“or” fits several people: Dana Ortiz, Alex Morgan, Jordan Blake — write more of the name",
        ),
        (
            &["agree", "empty", "Zoe"],
            "the plan names nobody yet — add them first, with the key P in `backcast open`",
        ),
        (
            &["agree", "nowhere", "Zoe"],
            "no plan is called “nowhere” in ~/data/backcast — `backcast list` shows what is there",
        ),
    ] {
        assert_eq!(home.fails(arguments), expected, "{arguments:?}");
    }
    assert!(home.fails(&["agree", "acme"]).contains("<PERSON>"));
    assert_eq!(std::fs::read(home.plan_file("acme")).unwrap(), before);
}

#[test]
fn a_newer_plan_records_nobody() {
    let home = Home::new();
    let newer = r#"{"format": 9, "id": "p", "name": "n", "people": [{"id": "d", "name": "Dana"}]}"#;
    home.put("next.json", newer);
    let told = home.fails(&["agree", "next", "dana"]);
    assert!(told.contains("update backcast to edit it"), "{told}");
    let kept = std::fs::read_to_string(home.plan_file("next")).unwrap();
    assert_eq!(kept, newer);
}
