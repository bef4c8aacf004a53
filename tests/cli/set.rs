//! `set`: changes that are kept, whose words they were, and what is refused whole.

use crate::home::Home;
use serde_json::json;

fn plan(home: &Home) -> serde_json::Value {
    home.json(&["show", "acme", "--json"])["plan"].clone()
}

#[test]
fn changes_are_kept_in_one_entry_and_told_with_how_the_plan_stands() {
    let home = Home::with_acme();
    assert_eq!(
        home.ok(&[
            "set",
            "acme",
            "go-live 15 mar",
            "Security review 3w",
            "vendor @\"Tom Becker\"",
            "Budget confirmed no owner",
            "--if-missed",
            "the audit runs late",
            "--riskiest",
            "legal",
            "--champion",
            "Lee",
        ]),
        "Lee Novak (Acme): champion\n\
         go-live Mon 15 Mar 2027, in 16 weeks\n\
         Security review: 3 weeks\n\
         Vendor onboarding: Tom Becker (buyer)\n\
         Budget confirmed: no owner\n\
         what a miss costs: the audit runs late\n\
         the riskiest: Legal redlines\n\
         29 working days to spare; go-live could land Thu 28 Jan 2027\n\
         it fits\n"
    );
    let plan = plan(&home);
    assert_eq!(plan["anchor"]["go_live"], "2027-03-15");
    assert_eq!(plan["anchor"]["if_missed"], "the audit runs late");
    let step = |id: &str| {
        let steps = plan["steps"].as_array().unwrap();
        steps.iter().find(|step| step["id"] == id).unwrap().clone()
    };
    assert_eq!(step("security-review")["duration"], "3w");
    assert_eq!(step("security-review")["riskiest"], json!(null));
    assert_eq!(step("legal-redlines")["riskiest"], true);
    assert_eq!(step("budget")["owners"], json!(null));
    assert_eq!(step("vendor-onboarding")["owners"]["buyer"], "tom");
    let history = plan["history"].as_array().unwrap();
    assert_eq!(history.len(), 1);
    assert_eq!(history[0]["via"], "command");
    assert_eq!(
        history[0]["by"],
        json!({"side": "seller", "person": "alex"})
    );
}

#[test]
fn whose_words_it_was_and_by_which_route_is_on_record() {
    let home = Home::with_acme();
    for (arguments, by, via) in [
        (
            &["--by", "sarah"][..],
            json!({"side": "buyer", "person": "sarah"}),
            "command",
        ),
        (
            &["--by", "Ravi", "--via", "dictated"],
            json!({"side": "buyer", "person": "ravi"}),
            "dictated",
        ),
        (
            &["--by", "buyer", "--via", "returned"],
            json!({"side": "buyer"}),
            "returned",
        ),
        (
            &["--by", "omar", "--via", "hand"],
            json!({"side": "seller", "person": "omar"}),
            "hand",
        ),
    ] {
        home.ok(&[&["set", "acme", "Security review 3w"][..], arguments].concat());
        home.ok(&[&["set", "acme", "Security review 2w"][..], arguments].concat());
        home.ok(&[&["add", "acme", "Kickoff 1d both"][..], arguments].concat());
        let plan = plan(&home);
        let history = plan["history"].as_array().unwrap();
        for entry in &history[history.len() - 3..] {
            assert_eq!((&entry["by"], entry["via"].as_str()), (&by, Some(via)));
        }
    }
}

#[test]
fn what_is_not_understood_changes_no_byte() {
    let home = Home::with_acme();
    home.ok(&["new", "empty"]);
    let before = std::fs::read(home.plan_file("acme")).unwrap();
    for (arguments, expected) in [
        (
            &["set", "acme"][..],
            "nothing to change — say what, such as “Security review 3w @Ravi”",
        ),
        (
            &["set", "acme", "Security review 3w", "Zeppelin 2w"],
            "no step is called “Zeppelin”",
        ),
        (&["set", "acme", "re no owner"], "“re” fits several steps: "),
        (
            &["set", "acme", "Security review"],
            "says which step, and not what changes",
        ),
        (
            &["set", "acme", "--riskiest", "Zeppelin"],
            "no step is called “Zeppelin”",
        ),
        (&["set", "acme", "--champion", " "], "a champion has a name"),
        (
            &["set", "acme", "Security review 3w", "--by", "Zoe"],
            "nobody in the plan is called “Zoe”",
        ),
        (
            &["set", "acme", "Security review 3w", "--via", "hand"],
            "--by <PERSON>",
        ),
        (
            &[
                "set",
                "acme",
                "Security review 3w",
                "--by",
                "sarah",
                "--via",
                "fax",
            ],
            "--via “fax” is no route — it is hand, dictated or returned",
        ),
        (&["set", "empty", "Kickoff 3w"], "the plan has no steps yet"),
        (
            &["set", "empty", "go-live 1 mar", "--by", "Zoe"],
            "the plan names nobody yet",
        ),
        (
            &["set", "nowhere", "Kickoff 3w"],
            "no plan is called “nowhere”",
        ),
    ] {
        let told = home.fails(arguments);
        assert!(told.contains(expected), "{arguments:?}: {told}");
    }
    assert_eq!(
        home.ok(&["set", "acme", "Security review 5/10/15d"]),
        "nothing changed: the plan says so already\n"
    );
    assert_eq!(std::fs::read(home.plan_file("acme")).unwrap(), before);
    let newer = r#"{"format": 9, "id": "p", "name": "n"}"#;
    home.put("next.json", newer);
    let told = home.fails(&["set", "next", "go-live 1 mar"]);
    assert!(told.contains("update backcast to edit it"), "{told}");
}
