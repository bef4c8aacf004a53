//! What goes wrong: each error is one sentence on standard error, exit code 2, and no file changes.

use crate::home::Home;

#[test]
fn what_cannot_be_understood_is_said() {
    let home = Home::with_acme();
    home.ok(&["new", "acmeco"]);
    home.ok(&["new", "globex"]);
    for (arguments, expected) in [
        (
            &["new", "x", "--template", "exampel"][..],
            "there is no template “exampel” (did you mean example?); the templates are mid-market, \
             enterprise, public, renewal, next-step, example",
        ),
        (
            &["new", "x", "--go-live", "soonish"],
            "--go-live: “soonish” is no date: type one such as mar 1, in 14 weeks, end of q1 or 2027-03-01",
        ),
        (
            &["new", "x", "--go-live", "2026-11-20"],
            "--go-live: “2026-11-20” has passed (Fri 20 Nov 2026, 3 days ago): type today or a later day",
        ),
        (
            &["new", "x", "--buyer-calendar", "Bavaria"],
            "--buyer-calendar: there is no calendar \"Bavaria\" (did you mean DE-BY (Bavaria / Bayern, Germany)?); use weekdays, \
             all-days, or the code of a country or a part of one, such as US, GB-SCT or DE-BY",
        ),
        (
            &["new", "x", "--seller-calendar", ""],
            "--seller-calendar: there is no calendar \"\"; use weekdays, all-days, or the code of a country or \
             a part of one, such as US, GB-SCT or DE-BY",
        ),
        (
            &["new", "acme"],
            "~/data/backcast/acme.json is there already — choose another name, or open it with `backcast open`",
        ),
        (
            &["new", "..."],
            "“...” has no letter or digit to name a file with — choose another name",
        ),
        (
            &["show", "acm"],
            "“acm” fits several plans: acme, acmeco — write more of the name",
        ),
        (
            &["show", "gloebx"],
            "no plan is called “gloebx” in ~/data/backcast — did you mean globex?",
        ),
        (
            &["open", "nowhere"],
            "no plan is called “nowhere” in ~/data/backcast — `backcast list` shows what is there",
        ),
        (
            &["show", "./nothere.json"],
            "cannot open ./nothere.json: No such file or directory (os error 2) — check the path",
        ),
        (
            &["path", "nowhere.json"],
            "nowhere.json: there is no such file — check the path",
        ),
        (
            &["--today", "tomorrow", "list"],
            "--today “tomorrow” is no date: write it as 2026-11-23",
        ),
        (
            &["--today", "2026-02-30", "list"],
            "--today “2026-02-30” is no date: write it as 2026-11-23",
        ),
        (
            &["--today", "0000-01-01", "list"],
            "--today “0000-01-01” is outside the years 1900 to 9999",
        ),
    ] {
        assert_eq!(home.fails(arguments), expected, "{arguments:?}");
    }
    assert_eq!(
        home.json(&["list", "--json"]).as_array().unwrap().len(),
        3,
        "nothing else was made"
    );
}

#[test]
fn bad_use_is_told_by_name_and_exit_code() {
    let home = Home::new();
    for arguments in [
        &["frobnicate"][..],
        &["show"],
        &["new"],
        &["list", "--wide"],
        &["show", "a", "b"],
    ] {
        let told = home.fails(arguments);
        assert!(told.contains("Usage: backcast"), "{told}");
    }
    assert!(home.ok(&["--version"]).starts_with("backcast "));
    assert!(home.ok(&["new", "--help"]).contains("--go-live"));
    assert!(home.ok(&["help", "show"]).contains("--json"));
}

#[test]
fn a_bad_day_in_the_environment_is_told_as_such() {
    let home = Home::new();
    let mut command = home.command();
    let output = command
        .env("BACKCAST_TODAY", "soon")
        .arg("list")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "backcast: BACKCAST_TODAY “soon” is no date: write it as 2026-11-23\n"
    );
}

#[test]
fn files_that_are_no_plans_are_told_with_line_and_remedy_and_left_alone() {
    let home = Home::with_acme();
    let deep = "[".repeat(1_000_000);
    let files: [(&str, &[u8], &str); 9] = [
        ("empty", b"", "empty.json:1: the file ends too early"),
        ("cut", b"{\n  \"format\": 1,\n  \"name\"", "cut.json:3: the file ends too early"),
        ("deep", deep.as_bytes(), "deep.json:1: "),
        ("latin", b"{\n\"name\": \"M\xfcller\"}", "latin.json:2: the text is not UTF-8"),
        ("foreign", b"{\"hello\": 1}", "foreign.json:1: not a backcast plan (it has no `format` number)"),
        ("wrong", b"{\"format\": 1, \"id\": \"p\",\n\"name\": 7}", "wrong.json:2: invalid type: integer `7`, expected a string"),
        (
            "twice",
            b"{\"format\": 1, \"id\": \"p\", \"name\": \"n\", \"steps\": [\n{\"id\": \"a\", \"title\": \"x\"},\n{\n\"id\": \"a\", \"title\": \"y\"}]}",
            "twice.json:4: two of kind step share the id `a`",
        ),
        (
            "order",
            b"{\"format\": 1, \"id\": \"p\", \"name\": \"n\", \"steps\": [\n{\"id\": \"#order\", \"title\": \"x\"}]}",
            "order.json:2: a step has the id `#order`, which stands for the order of a list",
        ),
        ("date", b"{\"format\": 1, \"id\": \"p\", \"name\": \"n\",\n\"anchor\": {\"go_live\": \"31.2.\"}}", "date.json:2: "),
    ];
    for (name, bytes, expected) in files {
        home.put(&format!("{name}.json"), bytes);
        for command in ["show", "add"] {
            let mut arguments = vec![command, name];
            arguments.extend((command == "add").then_some("Kickoff 1d"));
            let told = home.fails(&arguments);
            assert!(told.contains(expected), "{command} {name}: {told}");
            assert!(
                told.contains(" — ") && told.ends_with("Nothing was changed."),
                "{told}"
            );
        }
        assert_eq!(
            std::fs::read(home.plan_file(name)).unwrap(),
            bytes,
            "{name}"
        );
        assert!(
            home.ok(&["path", name])
                .ends_with(&format!("{name}.json\n"))
        );
    }
    let listed = home.ok(&["list"]);
    let unread = listed.matches("cannot be read").count();
    assert_eq!(unread, files.len(), "{listed}");
    assert!(!listed.contains("missing field"), "{listed}");
    assert!(listed.contains("12 steps"), "{listed}");
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let home = Home::with_acme();
    std::fs::write(home.dir.path().join("file"), "in the way").unwrap();
    let told = home.fails(&["--dir", "file", "new", "x"]);
    assert!(told.starts_with("cannot make the folder file: "), "{told}");
    let told = home.fails(&["--dir", "file", "list"]);
    assert!(told.starts_with("cannot list file: "), "{told}");
    let told = home.fails(&["--dir", "file/below", "new", "x"]);
    assert!(
        told.starts_with("cannot make the folder file/below: "),
        "{told}"
    );
    let told = home.fails(&["show", "./data"]);
    assert!(told.starts_with("cannot read ~/data: "), "{told}");
}

#[test]
fn a_broken_configuration_is_told_with_its_line() {
    let home = Home::with_acme();
    home.put_config("{\n  \"mouse\": \"never\"\n}");
    let told = home.fails(&["show", "acme"]);
    assert!(
        told.starts_with("~/config/backcast/config.json:2: invalid type"),
        "{told}"
    );
    home.put_config(r#"{"buyer_calendar": "Atlantis"}"#);
    let told = home.fails(&["new", "x"]);
    assert!(
        told.starts_with(
            "~/config/backcast/config.json: buyer_calendar: there is no calendar \"Atlantis\""
        ),
        "{told}"
    );
    assert_eq!(
        home.json(&["show", "acme", "--json"])["plan"]["name"],
        "acme",
        "programs do not need it"
    );
}

#[test]
fn a_schema_is_printed_and_knows_the_format() {
    let home = Home::new();
    let plan = home.json(&["schema"]);
    assert_eq!(plan["title"], "Plan");
    assert!(plan["properties"]["steps"].is_object());
    assert!(plan["$defs"]["Duration"]["pattern"].is_string());
    let private = home.json(&["schema", "--private"]);
    assert_eq!(private["title"], "Private");
    assert!(private["properties"]["meddpicc"].is_object());
    assert!(plan["properties"].get("meddpicc").is_none());
}
