//! `one-on-one`: without a terminal it prints the 1:1s on record, and whether the last commitment was
//! kept; which plan is talked about is told where it is not clear.

use crate::home::Home;

/// A record with one 1:1 about the plan of that id.
fn put_record(home: &Home, plan: &str) {
    std::fs::create_dir_all(home.plans().join("coaching")).unwrap();
    let record = serde_json::json!({
        "format": 1, "name": "Alex Kim",
        "one_on_ones": [{"id": "o1", "on": "2026-11-09", "plan": plan, "plan_name": "Acme",
            "said": {"goal": "March 1\nthe audit"}, "minutes": 25,
            "commitment": {"what": "a co-built plan", "by": "2026-11-16",
                "least_sure": "Security review"}}]
    });
    home.put("coaching/alex-kim.json", record.to_string());
}

#[test]
fn the_1_on_1s_on_record_are_printed_and_the_last_commitment_is_judged() {
    let home = Home::with_acme();
    home.ok(&["deal", "acme", "--rep", "Alex Kim"]);
    let show = ["one-on-one", "Alex Kim", "--show"];
    assert_eq!(home.ok(&show), "no 1:1 with Alex Kim is on record\n");
    let plan = home.json(&["show", "acme", "--json"])["plan"]["id"].clone();
    put_record(&home, plan.as_str().unwrap());
    assert_eq!(
        home.ok(&show),
        "9 Nov 2026 · Acme · 25 min\n  Goal     March 1\n           the audit\n  \
         will     a co-built plan, by 16 Nov 2026\n           least sure of: Security review\n\n\
         The last commitment, of 9 Nov 2026: not kept, as far as the plan shows\n  \
         no change and no agreement by Acme since\n"
    );
    let json = home.json(&["one-on-one", "alex kim", "--show", "--json"]);
    assert_eq!(json["last_commitment"]["kept"], "no");
    assert_eq!(json["one_on_ones"][0]["minutes"], 25);

    put_record(&home, "gone");
    let told = home.ok(&show);
    assert!(
        told.ends_with("the plan cannot tell whether it was kept\n  Acme is not here any more\n"),
        "{told}"
    );
}

#[test]
fn which_plan_is_talked_about_is_asked_where_it_is_not_clear() {
    let home = Home::with_acme();
    home.ok(&["new", "globex", "--template", "example"]);
    for plan in ["acme", "globex"] {
        home.ok(&["deal", plan, "--rep", "Alex Kim"]);
    }
    let error = home.fails(&["one-on-one", "Alex Kim"]);
    assert!(
        error.contains("Alex Kim has 2 plans: ") && error.contains("say which one to talk about"),
        "{error}"
    );
    let error = home.fails(&["one-on-one", "Alex Kim", "acme"]);
    assert!(error.contains("the screens need a terminal"), "{error}");
    let error = home.fails(&["one-on-one", "Alex Kim", "nothing"]);
    assert!(error.contains("nothing"), "{error}");
    let error = home.fails(&["one-on-one", "!!", "--show"]);
    assert!(error.contains("!!"), "{error}");
}
