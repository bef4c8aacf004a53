//! `show`: the example's dates and reasons as text, the same as JSON, and plans in every state.

use crate::home::Home;
use serde_json::{Value, json};

/// The lines from the one that begins with `title: ` to the next empty one.
fn block<'a>(text: &'a str, title: &str) -> Vec<&'a str> {
    let begins = format!("{title}: ");
    text.lines()
        .skip_while(|line| !line.starts_with(&begins))
        .take_while(|line| !line.is_empty())
        .collect()
}

#[test]
fn the_example_says_when_and_why() {
    let home = Home::with_acme();
    let text = home.ok(&["show", "acme"]);
    let head: Vec<&str> = text.lines().take(8).collect();
    assert_eq!(
        head,
        [
            "acme: Acme × Northwind",
            "go-live Mon 1 Mar 2027, in 14 weeks (T−98 d)",
            "25 working days to spare; go-live could land Thu 21 Jan 2027",
            "it fits",
            "on time in 100 of 100 runs; go-live as likely as not by Fri 22 Jan 2027, in 80 of 100 by Wed 27 Jan 2027, \
             in 95 of 100 by Thu 28 Jan 2027",
            "riskiest by the runs: Security review (drives go-live in 57 of 100 runs, 5 / 10 / 15 d), as flagged",
            "outcome: Month-end close in three days, from the March close on",
            "if missed: the April audit runs on the old ledger",
        ]
    );
    assert_eq!(
        block(&text, "Implementation"),
        [
            "Implementation: 3 weeks, seller, Lee Novak (Acme), Omar Haddad (Northwind)",
            "  must run Mon 8 Feb to Sun 28 Feb 2027; can run Thu 31 Dec 2026 to Wed 20 Jan 2027; 25 working days to spare; drives go-live",
            "  after Signature",
            "  done when the ledger runs with live data and the team is trained",
        ]
    );
    assert_eq!(
        block(&text, "Signature"),
        [
            "Signature: milestone, both, Dana Ortiz (Acme), Alex Morgan (Northwind)",
            "  must be done by Fri 5 Feb 2027; can be done by Wed 30 Dec 2026; 25 working days to spare; drives go-live",
            "  after Purchase order",
            "  done when both signatures are on the order form",
            "  - the limit, Sun 7 Feb, is no working day (weekend): done by Fri 5 Feb",
            "  - before Implementation, which must start by Mon 8 Feb",
        ]
    );
    let row = text
        .lines()
        .find(|line| line.starts_with("S  Implementation"))
        .unwrap();
    let cells: Vec<&str> = row
        .split("  ")
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    assert_eq!(
        cells,
        [
            "S",
            "Implementation",
            "Lee Novak (Acme), Omar Haddad (Northwind)",
            "3w",
            "Mon 8 Feb",
            "Sun 28 Feb 2027",
            "25 d",
            "drives",
        ]
    );
}

#[test]
fn the_table_runs_by_date_and_lines_up() {
    let home = Home::with_acme();
    let text = home.ok(&["show", "acme"]);
    let table: Vec<&str> = text
        .lines()
        .skip(9)
        .take_while(|line| !line.is_empty())
        .collect();
    let titles: Vec<&str> = table.iter().map(|row| row[3..29].trim_end()).collect();
    assert_eq!(
        titles,
        [
            "step",
            "Success criteria",
            "Proof of concept",
            "Budget confirmed",
            "Security review",
            "Legal redlines",
            "Data processing agreement",
            "Vendor onboarding",
            "Executive approval",
            "Purchase order",
            "Signature",
            "Implementation",
            "Go-live",
            "First value review",
        ]
    );
    let column = table[0].find("done by").unwrap();
    for row in &table {
        assert_eq!(row.as_bytes()[column - 1], b' ', "{row}");
        assert_ne!(row.as_bytes()[column], b' ', "{row}");
    }
}

#[test]
fn without_weekends_the_signature_is_by_the_sunday() {
    let home = Home::new();
    home.ok(&[
        "new",
        "acme",
        "--template",
        "example",
        "--buyer-calendar",
        "all-days",
        "--seller-calendar",
        "all-days",
    ]);
    let text = home.ok(&["show", "acme"]);
    let signature = block(&text, "Signature").join("\n");
    assert!(
        signature.contains("must be done by Sun 7 Feb 2027"),
        "{signature}"
    );
    assert!(!signature.contains("no working day"), "{signature}");
}

#[test]
fn json_is_the_plan_and_its_dates() {
    let home = Home::with_acme();
    let face = home.json(&["show", "acme", "--json"]);
    let file: Value =
        serde_json::from_slice(&std::fs::read(home.plan_file("acme")).unwrap()).unwrap();
    assert_eq!(face["plan"], file);
    let schedule = &face["schedule"];
    let keys: Vec<&String> = schedule.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "days_to_spare",
            "first_cause",
            "fits",
            "forecast",
            "go_live",
            "steps"
        ]
    );
    assert_eq!(schedule["forecast"], "2027-01-21");
    assert_eq!(schedule["days_to_spare"], 25);
    assert_eq!(schedule["fits"], true);
    assert_eq!(schedule["first_cause"], Value::Null);
    let steps = schedule["steps"].as_array().unwrap();
    let signature = steps.iter().find(|step| step["id"] == "signature").unwrap();
    assert_eq!(
        *signature,
        json!({
            "id": "signature", "title": "Signature", "must_start": "2027-02-05", "must_finish": "2027-02-05",
            "limit": "2027-02-07", "can_start": "2026-12-30", "can_finish": "2026-12-30", "to_spare": 25,
            "drives": true, "late_by": null,
            "why": [
                "the limit, Sun 7 Feb, is no working day (weekend): done by Fri 5 Feb",
                "before Implementation, which must start by Mon 8 Feb"
            ]
        })
    );
}

#[test]
fn json_has_the_odds_and_another_seed_other_runs() {
    let home = Home::with_acme();
    let on_a_tight_date = |seed: &str| {
        let mut file: Value =
            serde_json::from_slice(&std::fs::read(home.plan_file("acme")).unwrap()).unwrap();
        file["anchor"]["go_live"] = json!("2027-01-22");
        home.put("tight.json", file.to_string());
        home.json(&["show", "tight", "--json", "--seed", seed])["odds"].clone()
    };
    let odds = on_a_tight_date("1");
    let keys: Vec<&String> = odds.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "drives",
            "flagged",
            "landings",
            "on_time",
            "p50",
            "p80",
            "p95",
            "pin_missed",
            "riskiest",
            "runs",
            "unestimated"
        ]
    );
    let dates = [&odds["p50"], &odds["p80"], &odds["p95"]];
    assert_eq!(dates, ["2027-01-22", "2027-01-27", "2027-01-28"]);
    assert_eq!(
        (&odds["runs"], &odds["riskiest"], &odds["pin_missed"]),
        (&json!(10_000), &json!("security-review"), &json!(0.0))
    );
    assert_eq!(odds["flagged"], "security-review");
    let share = odds["on_time"].as_f64().unwrap();
    assert!((0.5..0.8).contains(&share), "{share}");
    assert_eq!(
        odds["drives"][0],
        json!({"id": "success-criteria", "share": 1.0})
    );
    let landings = odds["landings"].as_array().unwrap();
    let all: u64 = landings
        .iter()
        .map(|day| day["runs"].as_u64().unwrap())
        .sum();
    assert_eq!(all, 10_000);
    assert!(landings.iter().any(|day| day["date"] == "2027-01-22"));
    assert_eq!(odds["unestimated"], json!(["implementation"]));
    assert_eq!(on_a_tight_date("1"), odds, "the seed is fixed");
    assert_ne!(on_a_tight_date("2"), odds);
    home.ok(&["new", "empty"]);
    assert_eq!(home.json(&["show", "empty", "--json"])["odds"], Value::Null);
}

#[test]
fn a_plan_that_was_shown_as_json_is_a_plan_again() {
    let home = Home::with_acme();
    let face = home.json(&["show", "acme", "--json"]);
    home.put("again.json", serde_json::to_string(&face["plan"]).unwrap());
    assert_eq!(home.json(&["show", "again", "--json"]), face);
}

#[test]
fn a_plan_too_late_says_by_how_much() {
    let home = Home::with_acme();
    let text = home.ok(&["--today", "2027-01-11", "show", "acme"]);
    assert!(
        text.contains("go-live Mon 1 Mar 2027, in 7 weeks (T−49 d)"),
        "{text}"
    );
    assert!(text.contains("\nit does not fit: "), "{text}");
    assert!(text.contains(" working days late"), "{text}");
    let face = home.json(&["--today", "2027-01-11", "show", "acme", "--json"]);
    assert_eq!(face["schedule"]["fits"], false);
    assert!(face["schedule"]["days_to_spare"].as_i64().unwrap() < 0);
}

#[test]
fn plans_in_every_state_are_shown() {
    let home = Home::new();
    let step = |extra: Value| {
        let mut step = json!({"id": "a", "title": "Kickoff", "side": "both", "duration": "2d"});
        step.as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        json!({"format": 1, "id": "p", "name": "Odd", "steps": [step]}).to_string()
    };
    for (extra, expected) in [
        (json!({}), "can run Mon 23 Nov to Tue 24 Nov 2026"),
        (json!({"done": "2026-11-20"}), "done on Fri 20 Nov 2026"),
        (json!({"started": "2026-11-20"}), "started Fri 20 Nov 2026"),
        (
            json!({"after": [{"step": "gone"}]}),
            "comes after `gone`, which is no step of this plan",
        ),
        (json!({"after": [{"step": "a"}]}), "part of a circle"),
        (json!({"owners": {"buyer": "nobody"}}), "no owner yet"),
        (
            json!({"side": "auditor"}),
            "Kickoff: 2 working days, auditor",
        ),
        (json!({"note": "bring the form"}), "note: bring the form"),
    ] {
        home.put("odd.json", step(extra.clone()));
        let text = home.ok(&["show", "odd"]);
        assert!(text.contains(expected), "{extra}: {text}");
        assert!(text.contains("no go-live date yet"), "{text}");
    }
    home.ok(&["new", "empty"]);
    assert_eq!(
        home.ok(&["show", "empty"]),
        "empty\nno go-live date yet\n\nno steps yet\n"
    );
}

#[test]
fn plain_characters_where_they_are_asked_for() {
    let home = Home::with_acme();
    for text in [
        home.ok(&["show", "acme", "--ascii"]),
        home.ok(&["--ascii", "list"]),
    ] {
        assert!(text.is_ascii(), "{text}");
        assert!(text.contains("T-98 d"), "{text}");
    }
    home.put_config(r#"{"ascii": true}"#);
    assert!(home.ok(&["show", "acme"]).is_ascii());
}

#[test]
fn a_newer_plan_is_shown_and_said_to_be_newer() {
    let home = Home::new();
    home.put(
        "next.json",
        r#"{"format": 9, "id": "p", "name": "From tomorrow", "wings": 2}"#,
    );
    let ran = home.run(&["show", "next"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.starts_with("From tomorrow\n"), "{ran:?}");
    assert!(
        ran.err
            .contains("written by a newer backcast (format 9; this one knows 1)"),
        "{ran:?}"
    );
    let listed = home.ok(&["list"]);
    assert!(
        listed.contains("0 steps  read-only: written by a newer backcast"),
        "{listed}"
    );
    let rows = home.json(&["list", "--json"]);
    assert!(rows[0]["read_only"].is_string(), "{rows}");
}
