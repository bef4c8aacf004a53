//! `new`: what it makes, where, with which dates and calendars, and for whose eyes.

use crate::home::Home;

#[test]
fn the_example_is_made_and_told() {
    let home = Home::new();
    let told = home.ok(&["new", "acme", "--template", "example"]);
    let path = home.plan_file("acme").display().to_string();
    let expected = format!(
        "made acme in {path}: 12 steps from the template example\n\
         go-live Mon 1 Mar 2027, in 14 weeks\n\
         25 working days to spare; go-live could land Thu 21 Jan 2027\n\
         it fits\n\
         next: backcast open acme\n"
    );
    assert_eq!(told, expected);
    assert_eq!(home.ok(&["path", "acme"]).trim_end(), path);
    assert_eq!(
        home.ok(&["path"]).trim_end(),
        home.plans().display().to_string()
    );
}

#[test]
fn an_empty_plan_is_made_with_what_was_said() {
    let home = Home::new();
    let told = home.ok(&[
        "new",
        "Globex Ledger",
        "--go-live",
        "end of q1",
        "--buyer",
        "Globex",
        "--seller",
        "Northwind",
        "--buyer-calendar",
        "de-by",
        "--seller-calendar",
        "all-days",
    ]);
    assert!(
        told.contains("no steps yet\ngo-live Wed 31 Mar 2027, in 18 weeks and 2 days\n"),
        "{told}"
    );
    assert!(
        told.ends_with("next: backcast open globex-ledger\n"),
        "{told}"
    );
    let plan = home.json(&["show", "globex", "--json"])["plan"].clone();
    assert_eq!(plan["name"], "Globex Ledger");
    assert_eq!(plan["anchor"]["go_live"], "2027-03-31");
    assert_eq!(plan["buyer"]["organization"], "Globex");
    assert_eq!(plan["buyer"]["calendar"]["base"], "DE-BY");
    assert_eq!(plan["seller"]["calendar"]["base"], "all-days");
}

#[test]
fn every_template_makes_a_plan_that_opens() {
    let home = Home::new();
    for template in [
        "mid-market",
        "enterprise",
        "public",
        "renewal",
        "next-step",
        "example",
    ] {
        home.ok(&[
            "new",
            template,
            "--template",
            template,
            "--go-live",
            "in 2 years",
        ]);
        let face = home.json(&["show", template, "--json"]);
        assert!(
            face["plan"]["steps"].as_array().unwrap().len() > 3,
            "{template}"
        );
        assert_eq!(face["schedule"]["go_live"], "2028-11-23", "{template}");
    }
    assert_eq!(home.json(&["list", "--json"]).as_array().unwrap().len(), 6);
}

#[test]
fn calendars_come_from_the_line_then_the_configuration_then_weekdays() {
    let base = |home: &Home, name: &str| {
        let plan = home.json(&["show", name, "--json"])["plan"].clone();
        let of = |side: &str| plan[side]["calendar"]["base"].as_str().unwrap().to_owned();
        (
            of("buyer"),
            of("seller"),
            plan["seller"]["organization"].clone(),
        )
    };
    let home = Home::new();
    home.ok(&["new", "plain"]);
    assert_eq!(base(&home, "plain").0, "weekdays");
    home.put_config(
        r#"{"buyer_calendar": "us", "seller_calendar": "GB-SCT", "seller": "Northwind", "x": [1]}"#,
    );
    home.ok(&["new", "configured"]);
    assert_eq!(
        base(&home, "configured"),
        ("US".into(), "GB-SCT".into(), "Northwind".into())
    );
    home.ok(&[
        "new",
        "said",
        "--buyer-calendar",
        "all-days",
        "--seller",
        "Contoso",
    ]);
    assert_eq!(
        base(&home, "said"),
        ("all-days".into(), "GB-SCT".into(), "Contoso".into())
    );
    home.ok(&["new", "ex", "--template", "example"]);
    assert_eq!(
        base(&home, "ex"),
        ("US".into(), "US".into(), "Northwind".into())
    );
}

#[test]
fn names_become_files_that_every_system_takes() {
    let home = Home::new();
    for (name, slug) in [
        ("Müller & Söhne", "muller-sohne"),
        ("../../etc/passwd", "etc-passwd"),
        ("../x", "x"),
        ("/y", "y"),
        ("..\\..\\z", "z"),
        ("a/../../b", "a-b"),
        ("北京 rollout", "bei-jing-rollout"),
        ("nul", "nul-plan"),
        (".hidden", "hidden"),
        ("acme.private", "acme-private"),
    ] {
        home.ok(&["new", name]);
        assert!(home.plan_file(slug).is_file(), "{name}");
        assert_eq!(home.json(&["show", slug, "--json"])["plan"]["name"], name);
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    for umask in ["000", "022", "077"] {
        let home = Home::new();
        let mode = |path: std::path::PathBuf| {
            std::fs::metadata(path).unwrap().permissions().mode() & 0o777
        };
        let run = |arguments: &[&str]| {
            let script = format!("umask {umask}; exec \"$0\" \"$@\"");
            let mut shell = std::process::Command::new("sh");
            shell
                .envs(home.environment())
                .arg("-c")
                .arg(script)
                .arg(Home::bin())
                .args(arguments);
            assert!(shell.output().unwrap().status.success(), "{arguments:?}");
        };
        run(&["new", "acme", "--template", "example"]);
        assert_eq!(mode(home.plans()), 0o700, "folder under {umask}");
        for entry in std::fs::read_dir(home.plans()).unwrap() {
            let path = entry.unwrap().path();
            assert_eq!(
                mode(path.clone()),
                0o600,
                "{} under {umask}",
                path.display()
            );
        }
    }
}

#[test]
fn a_deal_below_the_threshold_is_offered_a_next_step_at_once_and_takes_it_in_one_command() {
    let home = Home::new();
    let told = home.ok(&[
        "new",
        "small",
        "--template",
        "mid-market",
        "--value",
        "3k",
        "--currency",
        "eur",
    ]);
    let offer = "no plan is needed: worth 3,000 EUR, below 25,000. One next step that the buyer \
                 confirmed is enough (template `next-step`)\n\
                 instead of a plan: backcast set small --template next-step\n";
    assert!(
        told.ends_with(&format!("{offer}next: backcast open small\n")),
        "{told}"
    );
    let plan = std::fs::read_to_string(home.plan_file("small")).unwrap();
    assert!(!plan.contains("3000"), "the value is the seller's own");
    assert_eq!(
        home.json(&["deal", "small", "--json"])["deal"]["currency"],
        "EUR"
    );
    // What came with the template says nothing of the deal.
    let checked = home.run(&["check", "small"]);
    assert!(checked.out.contains("instead of a plan"), "{checked:?}");
    let face: serde_json::Value =
        serde_json::from_str(&home.run(&["check", "small", "--json"]).out).unwrap();
    assert_eq!(face["need"]["plan_needed"], false);
    assert_eq!(face["need"]["template"], "next-step");

    let taken = home.ok(&["set", "small", "--template", "next-step"]);
    assert!(
        taken.starts_with("4 steps from the template next-step, in the place of "),
        "{taken}"
    );
    let steps = home.json(&["show", "small", "--json"])["plan"]["steps"].clone();
    let titles: Vec<_> = steps
        .as_array()
        .unwrap()
        .iter()
        .map(|s| &s["title"])
        .collect();
    assert_eq!(
        titles,
        ["Recap confirmed", "Decision", "Contract", "Kickoff"]
    );
    for arguments in [&["check", "small"], &["deal", "small"]] {
        let ran = home.run(arguments);
        assert!(!ran.out.contains("instead"), "{ran:?}");
    }
}

#[test]
fn nothing_is_offered_to_a_deal_that_is_large_unknown_or_light_already() {
    let home = Home::new();
    for (name, arguments) in [
        ("large", &["--value", "25000"][..]),
        ("unknown", &[]),
        ("light", &["--value", "3000", "--template", "next-step"]),
    ] {
        let told = home.ok(&[&["new", name][..], arguments].concat());
        assert!(!told.contains("no plan is needed"), "{told}");
    }
    home.put_config("{\"plan_from\": {\"value\": 3000}}");
    let told = home.ok(&["new", "theirs", "--value", "3000"]);
    assert!(!told.contains("no plan is needed"), "{told}");
    for wrong in [
        &["new", "x", "--value", "lots"][..],
        &["new", "x", "--currency", "EUR"],
        &["new", "x", "--value", "3", "--currency", "euro"],
    ] {
        home.fails(wrong);
        assert!(!home.plan_file("x").exists());
    }
}
