//! `add`: one line becomes a step with dates, or nothing changes and the reason is told.

use std::process::{Command, Stdio};

use crate::home::Home;

#[test]
fn a_line_becomes_a_step_with_its_dates() {
    let home = Home::with_acme();
    let told = home.ok(&["add", "acme", "Board sign-off 4w @Dana before Signature"]);
    assert_eq!(
        told,
        "Board sign-off, 4 weeks, Dana Ortiz (Acme): start by Sat 9 Jan 2027, done by Fri 5 Feb 2027\n\
         before Signature\n\
         25 working days to spare; go-live could land Thu 21 Jan 2027\n\
         it fits\n"
    );
    let face = home.json(&["show", "acme", "--json"]);
    let steps = face["plan"]["steps"].as_array().unwrap();
    let board = steps
        .iter()
        .find(|step| step["title"] == "Board sign-off")
        .unwrap();
    assert_eq!(board["side"], "buyer");
    assert_eq!(board["owners"]["buyer"], "dana");
    assert_eq!(board["duration"], "4w");
    let signature = steps.iter().find(|step| step["id"] == "signature").unwrap();
    assert_eq!(signature["after"][1]["step"], board["id"]);
    let dates = face["schedule"]["steps"].as_array().unwrap();
    let dates = dates
        .iter()
        .find(|dates| dates["id"] == board["id"])
        .unwrap();
    assert_eq!(
        (&dates["must_start"], &dates["must_finish"]),
        (&"2027-01-09".into(), &"2027-02-05".into())
    );
}

#[test]
fn what_holds_a_step_is_taken_told_and_shown_again() {
    for (line, told, shown) in [
        (
            "only 2nd thu before Purchase order",
            "had the limit been 6 working days later, it could be Thu 11 Feb",
            "only on the 2nd Thursday of the month",
        ),
        (
            "only tue, thu",
            "only every Tuesday and Thursday",
            "only on Tuesday and Thursday",
        ),
        (
            "only 15th",
            "only 15th of the month",
            "only on the 15th of the month",
        ),
        (
            "only 14 jan, 11 feb",
            "only 14 Jan 2027 or 11 Feb 2027",
            "only on 14 Jan 2027 or 11 Feb 2027",
        ),
        ("on 14 jan", "on Thu 14 Jan 2027", "pinned to Thu 14 Jan"),
        (
            "from 4 jan",
            "not before Mon 4 Jan 2027",
            "not before Mon 4 Jan 2027",
        ),
        (
            "by 15 jan",
            "by Fri 15 Jan 2027",
            "no later than Fri 15 Jan 2027",
        ),
        (
            "after Legal redlines +5d",
            "after Legal redlines, 5 working days later",
            "after Legal redlines (5 working days later)",
        ),
        (
            "starts with Legal redlines +1w",
            "starts 1 week after Legal redlines starts",
            "after Legal redlines (starts 1 week after it starts)",
        ),
        (
            "finishes with Legal redlines",
            "done with Legal redlines",
            "after Legal redlines (done with it)",
        ),
    ] {
        let home = Home::with_acme();
        let line = format!("Board 1d @Dana {line}");
        let said = home.ok(&["add", "acme", &line]);
        assert!(said.contains(told), "{line}: {said}");
        let shows = home.ok(&["show", "acme"]);
        assert!(shows.contains(shown), "{line}: {shows}");
    }
    let home = Home::with_acme();
    for line in [
        "Board 1d only 31st feb",
        "Board 1d starts with go-live",
        "Board 1d on 31 feb",
    ] {
        home.fails(&["add", "acme", line]);
    }
}

#[test]
fn the_commit_is_in_the_history_with_author_and_route() {
    let home = Home::with_acme();
    home.ok(&["add", "acme", "Forms 2w @Zoe buyer"]);
    let history = home.json(&["show", "acme", "--json"])["plan"]["history"].clone();
    let [entry] = history.as_array().unwrap().as_slice() else {
        panic!("{history}")
    };
    assert_eq!(entry["via"], "command");
    assert_eq!(entry["by"]["side"], "seller");
    assert_eq!(
        entry["at"], "2026-11-23T12:00:00Z",
        "under a given day the clock stands"
    );
    let paths: Vec<&str> = entry["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths.len(), 2, "a person and a step: {paths:?}");
}

#[test]
fn what_nobody_said_is_assumed_and_told() {
    let home = Home::with_acme();
    let told = home.ok(&["add", "acme", "Forms", "after", "kickoff", "@Zoe"]);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(
        lines[0],
        "Forms after kickoff, 1 working day, Zoe (Acme): done by Fri 26 Feb 2027"
    );
    assert_eq!(
        lines[1..4],
        [
            "no side was given: taken as work of both",
            "Zoe is new: taken as Acme's",
            "no length was given: taken as 1 working day",
        ]
    );
}

#[test]
fn a_line_that_is_not_understood_changes_no_byte() {
    let home = Home::with_acme();
    let before = std::fs::read(home.plan_file("acme")).unwrap();
    for (line, expected) in [
        (
            "Forms 2w before Xyz",
            "nothing was added from “Forms 2w before Xyz”: no step is called “Xyz”: type the title of one, or \
             keep the words in the title with quotes",
        ),
        (
            "Forms 2w @Dana @Ravi",
            "Dana Ortiz and Ravi Patel are both the buyer's",
        ),
        ("\"\" 2w @Dana", "this step has no title"),
        ("", "this step has no title"),
        ("Forms by 3/1", "can be read as 1 Mar 2027 or as 3 Jan 2027"),
        ("Forms 2w @Dana by Xmas", "“Xmas” is no date"),
        (
            "X 1d after Signature before Proof of concept",
            "nothing was added: that would be a circle: Proof of concept → Vendor onboarding → Executive \
             approval → Purchase order → Signature → X → Proof of concept",
        ),
    ] {
        let told = home.fails(&["add", "acme", line]);
        assert!(told.contains(expected), "{line}: {told}");
        assert_eq!(
            std::fs::read(home.plan_file("acme")).unwrap(),
            before,
            "{line}"
        );
    }
}

#[test]
fn a_step_too_many_is_told_at_once() {
    let home = Home::with_acme();
    let told = home.ok(&[
        "add",
        "acme",
        "Penetration test 14w buyer after Proof of concept before Signature",
    ]);
    assert!(told.contains("it does not fit: "), "{told}");
    assert!(told.contains(" short"), "{told}");
}

#[test]
fn a_newer_plan_is_not_written() {
    let home = Home::new();
    let newer = r#"{"format": 9, "id": "p", "name": "n"}"#;
    home.put("next.json", newer);
    let told = home.fails(&["add", "next", "Forms 2w buyer"]);
    assert!(told.contains("update backcast to edit it"), "{told}");
    assert_eq!(
        std::fs::read_to_string(home.plan_file("next")).unwrap(),
        newer
    );
}

#[test]
fn many_programs_adding_at_once_lose_nothing() {
    let home = Home::with_acme();
    let start = |at: usize| {
        Command::new(Home::bin())
            .envs(home.environment())
            .args(["add", "acme", &format!("Extra {at} 1d buyer")])
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    let running: Vec<_> = (0..16).map(start).collect();
    for mut child in running {
        assert!(child.wait().unwrap().success());
    }
    let plan = home.json(&["show", "acme", "--json"])["plan"].clone();
    assert_eq!(plan["steps"].as_array().unwrap().len(), 12 + 16);
    assert_eq!(plan["history"].as_array().unwrap().len(), 16);
}

#[cfg(unix)]
#[test]
fn a_plan_behind_a_link_stays_behind_it() {
    let home = Home::with_acme();
    let real = home.dir.path().join("real.json");
    std::fs::rename(home.plan_file("acme"), &real).unwrap();
    std::os::unix::fs::symlink(&real, home.plan_file("acme")).unwrap();
    home.ok(&["add", "acme", "Forms 2w buyer"]);
    assert_eq!(std::fs::read_link(home.plan_file("acme")).unwrap(), real);
    assert!(std::fs::read_to_string(&real).unwrap().contains("Forms"));
}
