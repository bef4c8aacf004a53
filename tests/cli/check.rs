//! `check`: from theatre to real step by step and back, and all plans of a folder, the worst first.

use serde_json::{Value, json};

use crate::home::Home;

/// What `check` says on a day: verdict, score, and the tests that fail.
fn judged(home: &Home, today: &str) -> (String, u64, Vec<String>) {
    let ran = home.run(&["--today", today, "check", "acme", "--json"]);
    let face: Value = serde_json::from_str(&ran.out).unwrap();
    let verdict = face["verdict"].as_str().unwrap().to_owned();
    let code = if verdict == "real" { 0 } else { 1 };
    assert_eq!((ran.code, ran.err.as_str()), (Some(code), ""), "{ran:?}");
    let missing = face["missing"].as_array().unwrap().iter();
    let missing: Vec<String> = missing.map(|of| of.as_str().unwrap().to_owned()).collect();
    for test in ["co_built", "anchored", "owners", "economic_buyer", "fresh"] {
        let fails = missing.iter().any(|of| of == test);
        assert_eq!(face[test]["passes"], !fails, "{test}: {face:#}");
        assert_eq!(
            face[test]["question"].is_string(),
            fails,
            "{test}: {face:#}"
        );
        assert!(!face[test]["evidence"].as_array().unwrap().is_empty());
    }
    (verdict, face["score"].as_u64().unwrap(), missing)
}

/// A command as it is typed.
type Typed<'a> = &'a [&'a str];

const DAY: &str = "2026-11-23";

#[test]
fn a_plan_goes_from_theatre_to_real_and_back_on_the_command_line_alone() {
    const CLOSE: &str = "close plan in disguise";
    let home = Home::new();
    home.ok(&["new", "acme", "--buyer", "Acme", "--seller", "Northwind"]);
    let all = ["anchored", "co_built", "owners", "economic_buyer", "fresh"];
    assert_eq!(
        judged(&home, DAY),
        (CLOSE.into(), 0, all.map(str::to_owned).to_vec())
    );
    let mut score = 0;
    let steps: [(&[&str], &str, &[&str]); 10] = [
        // A list of the seller's own steps to a date of the seller's.
        (
            &["add", "acme", "Signature", "milestone", "seller", "@Alex"],
            CLOSE,
            &["anchored", "co_built", "owners", "economic_buyer"],
        ),
        (
            &[
                "add",
                "acme",
                "Implementation 3w seller @Omar after Signature",
            ],
            CLOSE,
            &["anchored", "co_built", "owners", "economic_buyer"],
        ),
        (
            &["set", "acme", "go-live 1 mar"],
            CLOSE,
            &["anchored", "co_built", "owners", "economic_buyer"],
        ),
        (
            &["set", "acme", "--outcome", "the close takes three days"],
            CLOSE,
            &["anchored", "co_built", "owners", "economic_buyer"],
        ),
        (
            &[
                "set",
                "acme",
                "--if-missed",
                "the April audit runs on the old ledger",
            ],
            CLOSE,
            &["co_built", "owners", "economic_buyer"],
        ),
        // The buyer's own step, which nobody owns yet; a command is half a sign.
        (
            &[
                "add",
                "acme",
                "Security review 10d buyer before Signature",
                "--by",
                "buyer",
            ],
            CLOSE,
            &["co_built", "owners", "economic_buyer"],
        ),
        (
            &[
                "set",
                "acme",
                "Security review @\"Ravi Patel\" 8d",
                "--by",
                "buyer",
                "--via",
                "dictated",
            ],
            CLOSE,
            &["economic_buyer"],
        ),
        (
            &["set", "acme", "--economic-buyer", "Dana Ortiz"],
            "nearly",
            &["economic_buyer"],
        ),
        (
            &["agree", "acme", "dana", "--seen"],
            "nearly",
            &["economic_buyer"],
        ),
        (&["agree", "acme", "dana"], "real", &[]),
    ];
    for (arguments, verdict, missing) in steps {
        home.ok(arguments);
        let now = judged(&home, DAY);
        let verdict = if missing == ["economic_buyer"] {
            "nearly"
        } else {
            verdict
        };
        assert_eq!(
            (now.0.as_str(), now.2),
            (
                verdict,
                missing
                    .iter()
                    .map(|of| (*of).to_owned())
                    .collect::<Vec<_>>()
            ),
            "{arguments:?}"
        );
        assert!(now.1 >= score, "{arguments:?}: {score} to {}", now.1);
        score = now.1;
    }
    assert_eq!(score, 16 + 18 + 18 + 24 + 8 + 8);
    // And back: each breaks one thing, is named, and is mended again.
    let one = |name: &str| ("nearly".to_owned(), vec![name.to_owned()]);
    type Break<'a> = (Typed<'a>, &'a str, &'a str, &'a [Typed<'a>]);
    let breaks: [Break<'_>; 4] = [
        (
            &["set", "acme", "Security review no owner"],
            "owners",
            "Security review: nobody at Acme",
            &[
                &["set", "acme", "Security review @Ravi"],
                &["agree", "acme", "dana"],
            ],
        ),
        (
            &["set", "acme", "--if-missed", ""],
            "anchored",
            "1 Mar 2027, but nobody said what a miss costs",
            &[&["set", "acme", "--if-missed", "the audit"]],
        ),
        (
            &["set", "acme", "go-live 15 mar"],
            "economic_buyer",
            "go-live Mon 15 Mar instead of Mon 1 Mar",
            &[&["agree", "acme", "dana"]],
        ),
        (
            &["set", "acme", "Security review 12d"],
            "economic_buyer",
            "Security review: start by Thu 4 Feb instead of Wed 10 Feb",
            &[&["agree", "acme", "dana"]],
        ),
    ];
    for (arguments, test, evidence, mends) in breaks {
        home.ok(arguments);
        let (verdict, now, missing) = judged(&home, DAY);
        assert!(now < score, "{arguments:?}");
        let face: Value =
            serde_json::from_str(&home.run(&["check", "acme", "--json"]).out).unwrap();
        let told = face[test]["evidence"].as_array().unwrap();
        assert!(told.contains(&json!(evidence)), "{arguments:?}: {told:#?}");
        if test == "owners" {
            // The owner was agreed to as well, so two things are missing.
            assert_eq!(
                (verdict.as_str(), missing),
                (CLOSE, vec!["owners".into(), "economic_buyer".into()])
            );
        } else {
            assert_eq!((verdict, missing), one(test), "{arguments:?}");
        }
        for mend in mends {
            home.ok(mend);
        }
        assert_eq!(judged(&home, DAY).0, "real", "{mends:?}");
    }
    // Days pass, and nobody touches it.
    assert_eq!(judged(&home, "2026-12-07").0, "real");
    let (verdict, _, missing) = judged(&home, "2026-12-08");
    assert_eq!((verdict, missing), one("fresh"));
    home.ok(&[
        "--today",
        "2026-12-08",
        "set",
        "acme",
        "--outcome",
        "the close takes two days",
    ]);
    assert_eq!(judged(&home, "2026-12-08").0, "real");
}

#[test]
fn the_evidence_stands_beside_each_verdict() {
    let home = Home::with_acme();
    home.ok(&[
        "set",
        "acme",
        "Security review 3w",
        "--by",
        "Ravi",
        "--via",
        "dictated",
    ]);
    home.ok(&["agree", "acme", "dana", "--via", "by mail"]);
    home.ok(&["set", "acme", "Vendor onboarding @Tom"]);
    home.ok(&["set", "acme", "Purchase order 3d"]);
    let ran = home.run(&["--today", "2026-11-25", "check", "acme"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    assert_eq!(
        ran.out,
        "\
acme: Acme × Northwind, go-live Mon 1 Mar 2027, in 13 weeks and 5 days
nearly, 88 of 100; one thing is missing: agreed by the economic buyer

mutual, because
  1 of 12 steps are Northwind's alone (8 %)
  Acme wrote in it, and it hangs on their date
  not yet: agreed by the economic buyer

co-built with the buyer: yes
  1 change by Acme: 1 typed by Northwind as they dictated; the last by Ravi Patel on 23 Nov 2026
  Acme wrote or changed 1 of 12 steps
  Security review: changed by Ravi Patel (Acme) on 23 Nov 2026, typed by Northwind as they dictated (duration 5/10/15d → 3w)

anchored to the buyer's date: yes
  1 Mar 2027, with its outcome and the cost of a miss; 12 steps timed from it
  a miss costs: the April audit runs on the old ledger

owners and dates on both sides: yes
  every step has a named owner on each side it needs
  Acme has 5 of 12 steps (41 %), Northwind 1 (8 %), both 6 (50 %)

agreed by the economic buyer: partly
  Dana Ortiz agreed on 23 Nov 2026, by mail, but to an earlier version: 9 changes since
"
        .to_owned()
            + ran.out.split("9 changes since\n").nth(1).unwrap(),
        "{}",
        ran.out
    );
    let rest: Vec<&str> = ran
        .out
        .lines()
        .skip_while(|line| !line.contains("changes since"))
        .collect();
    assert!(
        rest.iter()
            .any(|line| line.starts_with("  Purchase order: start by")),
        "{rest:#?}"
    );
    assert_eq!(
        rest[rest.len() - 5..],
        [
            "  ask: Dana agreed to an earlier version: when do we go through what changed since?",
            "",
            "fresh: yes",
            "  somebody touched it 2 days ago, on 23 Nov 2026",
            "  Acme touched it 2 days ago, on 23 Nov 2026",
        ]
    );
}

#[test]
fn all_plans_are_listed_the_worst_first_and_a_broken_one_is_a_row() {
    let home = Home::with_acme();
    assert_eq!(home.run(&["check", "--all"]).code, Some(1));
    home.ok(&[
        "set",
        "acme",
        "Vendor onboarding @Tom",
        "--by",
        "sarah",
        "--via",
        "hand",
    ]);
    home.ok(&["agree", "acme", "dana"]);
    assert_eq!(home.run(&["check", "--all"]).code, Some(0));
    home.ok(&["new", "empty", "--buyer", "Globex"]);
    home.ok(&["new", "list", "--template", "example"]);
    home.put("bad.json", "{\n  \"format\": 1,\n  oops\n}\n");
    let plan = |name: &str| home.json(&["show", name, "--json"])["plan"]["id"].clone();
    for (name, rep) in [("acme", "Alex Morgan"), ("list", "Kim Doe")] {
        let private = json!({"format": 1, "plan": plan(name), "deal": {"rep": rep}});
        home.put(&format!("{name}.private.json"), private.to_string());
    }
    let ran = home.run(&["check", "--all"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(
        lines[0].starts_with("  -  cannot be read          bad    rep unknown  ")
            && lines[0].contains("bad.json:3: "),
        "{lines:#?}"
    );
    assert_eq!(
        lines[1..],
        [
            "  0  close plan in disguise  empty  rep unknown  anchored to the buyer's date: there is no go-live date",
            " 47  close plan in disguise  list   Kim Doe      co-built with the buyer: no change by Acme is on record",
            " 96  real                    acme   Alex Morgan",
            "",
            "1 of 4 plans real",
        ]
    );
    let of = |rep: &str| {
        let ran = home.run(&["check", "--all", "--rep", rep, "--json"]);
        let rows: Value = serde_json::from_str(&ran.out).unwrap();
        let slugs = rows.as_array().unwrap().iter();
        let slugs: Vec<String> = slugs
            .map(|row| row["slug"].as_str().unwrap().to_owned())
            .collect();
        (ran.code, slugs)
    };
    assert_eq!(of("kim"), (Some(1), vec!["list".to_owned()]));
    assert_eq!(of("ALEX"), (Some(0), vec!["acme".to_owned()]));
    assert_eq!(
        home.fails(&["check", "--all", "--rep", "Zoe"]),
        "no plan is of “Zoe” — the representatives are Alex Morgan, Kim Doe"
    );
    let all: Value = serde_json::from_str(&home.run(&["check", "--all", "--json"]).out).unwrap();
    assert_eq!(all[0]["slug"], "bad");
    assert!(all[0]["error"].as_str().unwrap().contains("bad.json:3: "));
    assert_eq!(all[3]["rep"], "Alex Morgan");
    // A private file that cannot be read costs the name alone.
    home.put("acme.private.json", "oops");
    let ran = home.run(&["check", "acme"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.err.contains("acme.private.json:1: "), "{ran:?}");
}

#[test]
fn bad_input_is_told_apart_from_a_plan_that_is_not_real() {
    let home = Home::new();
    assert_eq!(
        home.ok(&["check", "--all"]),
        "no plans in ~/data/backcast yet\n".replace('~', &home.dir.path().display().to_string())
    );
    assert_eq!(home.json(&["check", "--all", "--json"]), json!([]));
    home.put("bad.json", "oops");
    for arguments in [
        &["check"][..],
        &["check", "nowhere"],
        &["check", "bad"],
        &["check", "bad", "--all"],
        &["check", "bad", "--rep", "Kim"],
        &["check", "--all", "--rep", "Kim"],
    ] {
        home.fails(arguments);
    }
}
