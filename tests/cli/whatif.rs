//! `whatif`: before and after of changes that nobody has made yet.

use serde_json::json;

use crate::home::Home;

#[test]
fn changes_are_told_before_and_after_with_every_step_that_moves() {
    let home = Home::with_acme();
    let before = std::fs::read(home.plan_file("acme")).unwrap();
    let files = || std::fs::read_dir(home.plans()).unwrap().count();
    let there = files();
    let told = home.ok(&["whatif", "acme", "go-live 2027-03-15", "Security Review 3w"]);
    let expected = "\
what if
  go-live Mon 15 Mar 2027, in 16 weeks
  Security review: 3 weeks

go-live: Mon 1 Mar 2027 → Mon 15 Mar 2027
could land: Thu 21 Jan 2027 → Thu 28 Jan 2027
to spare: 25 working days → 29 working days
fits: yes, as before

steps that move
";
    assert!(told.starts_with(expected), "{told}");
    for line in [
        "  Security review: must start by Fri 15 Jan 2027 → Fri 22 Jan 2027; must be done by Fri 29 Jan 2027 → Thu 11 Feb \
         2027; can be done by Tue 22 Dec 2026 → Tue 29 Dec 2026\n",
        "  Signature: must be done by Fri 5 Feb 2027 → Fri 19 Feb 2027; can be done by Wed 30 Dec 2026 → Wed 6 Jan 2027\n",
    ] {
        assert!(told.contains(line), "{told}");
    }
    assert_eq!(std::fs::read(home.plan_file("acme")).unwrap(), before);
    let shown = home.json(&["show", "acme", "--json"]);
    assert_eq!(shown["plan"]["anchor"]["go_live"], "2027-03-01");
    assert_eq!(files(), there);
}

#[test]
fn a_change_is_what_one_line_can_say_of_a_step() {
    let home = Home::with_acme();
    for (change, understood) in [
        ("golive 15 mar", "go-live Mon 15 Mar 2027, in 16 weeks"),
        ("legal 2d", "Legal redlines: 2 working days"),
        (
            "data processing 2d @Mei",
            "Data processing agreement: 2 working days; ",
        ),
        ("signature on 3 feb", "Signature: on Wed 3 Feb 2027"),
        (
            "Budget confirmed after Proof of concept",
            "Budget confirmed: after Proof of concept",
        ),
        (
            "Vendor onboarding before Legal redlines",
            "Vendor onboarding: before Legal redlines",
        ),
        ("Executive approval only 2nd thu", "Executive approval: "),
        ("Implementation from 1 mar", "Implementation: "),
    ] {
        let told = home.ok(&["whatif", "acme", change]);
        let line = told.lines().nth(1).unwrap();
        assert!(
            line.trim_start().starts_with(understood),
            "{change}: {told}"
        );
    }
    let told = home.ok(&["whatif", "acme", "Signature milestone"]);
    assert!(told.ends_with("\nno step moves\n"), "{told}");
}

#[test]
fn the_same_is_told_to_other_programs() {
    let home = Home::with_acme();
    let face = home.json(&["whatif", "acme", "Implementation 12w", "--json"]);
    assert_eq!(face["changes"], json!(["Implementation: 12 weeks"]));
    assert_eq!(
        face["before"],
        json!({"go_live": "2027-03-01", "forecast": "2027-01-21", "days_to_spare": 25, "fits": true})
    );
    assert_eq!(face["after"]["fits"], json!(false));
    assert_eq!(face["after"]["forecast"], json!("2027-03-25"));
    let moved = face["moved"].as_array().unwrap();
    let signature = moved.iter().find(|step| step["id"] == "signature").unwrap();
    assert_eq!(
        signature,
        &json!({
            "id": "signature", "title": "Signature",
            "must_start": {"from": "2027-02-05", "to": "2026-12-04"},
            "must_finish": {"from": "2027-02-05", "to": "2026-12-04"},
        })
    );
}

#[test]
fn a_change_that_names_no_step_or_several_is_refused() {
    let home = Home::with_acme();
    for (change, expected) in [
        (
            "Penetration test 3w",
            "no step is called “Penetration test” — the plan's are Success criteria, Proof of concept, ",
        ),
        (
            "co 3w",
            "“co” fits several steps: Proof of concept, Budget confirmed — write more of the title",
        ),
        (
            "Signature",
            "“Signature” says which step, and not what changes — go on with a length, ",
        ),
        (
            "Signature tomorrow",
            "“Signature tomorrow” is no change of Signature that is known — go on with a length, ",
        ),
        ("go-live", "no date given: type one such as mar 1"),
        ("go-live someday", "“someday” is no date"),
        ("go-live 1 mar 2020", "has passed"),
        (
            "Signature before Proof of concept",
            "that would be a circle: Proof of concept → ",
        ),
        (
            "Signature by 3/1",
            "can be read as 1 Mar 2027 or as 3 Jan 2027",
        ),
        ("", "an empty change moves nothing"),
    ] {
        let told = home.fails(&["whatif", "acme", "go-live 15 mar", change]);
        assert!(told.contains(expected), "{change}: {told}");
    }
}
